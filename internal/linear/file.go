package linear

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
)

// MarshalBinary writes a table: classes, slots and rows, then for each row, in
// order of slots, the distance from the slot before, 16 bits of hash and a byte
// a class.
func (t *Table) MarshalBinary() ([]byte, error) {
	slots := len(t.rows) / t.width
	type row struct {
		slot uint64
		at   int
	}
	var rows []row
	for i := range slots {
		if t.rows[i*t.width]&taken != 0 {
			rows = append(rows, row{uint64(i), i * t.width})
		}
	}
	b := binary.AppendUvarint(nil, uint64(t.classes))
	b = binary.AppendUvarint(b, uint64(slots))
	b = binary.AppendUvarint(b, uint64(len(rows)))
	last := uint64(0)
	for _, r := range rows {
		b = binary.AppendUvarint(b, r.slot-last)
		last = r.slot
	}
	for _, r := range rows {
		b = binary.LittleEndian.AppendUint16(b, uint16(t.rows[r.at]))
	}
	for c := range t.classes { // a column a class: zeros stand together
		word, shift := place(c)
		for _, r := range rows {
			b = append(b, byte(t.rows[r.at+word]>>shift))
		}
	}
	return b, nil
}

// UnmarshalBinary reads what MarshalBinary wrote.
func (t *Table) UnmarshalBinary(b []byte) error {
	r := bytes.NewReader(b)
	classes, e1 := binary.ReadUvarint(r)
	slots, e2 := binary.ReadUvarint(r)
	n, e3 := binary.ReadUvarint(r)
	if err := errors.Join(e1, e2, e3); err != nil {
		return err
	}
	width := 1 + (int(min(classes, 1000))+3)/8
	if classes == 0 || width > maxWords || slots == 0 || slots&(slots-1) != 0 || slots > 1<<26 || n >= slots || uint64(len(b)) < n*(3+classes) {
		return errors.New("not a table of weights")
	}
	*t = Table{classes: int(classes), width: width, mask: slots - 1, rows: make([]uint64, int(slots)*width)}
	rest := b[len(b)-r.Len():]
	columns := uint64(len(rest)) - min(uint64(len(rest)), n*(2+classes)) // where the distances end
	distances, hashes := rest[:columns], rest[columns:]
	if uint64(len(hashes)) != n*(2+classes) {
		return errors.New("table of weights cut short")
	}
	weights := hashes[2*n:]
	// Some thousand rows at a time, which stay in the processor's cache while the
	// columns are dealt out to them.
	const block = 2048
	var at [block]int
	slot := uint64(0)
	for first := 0; first < int(n); first += block {
		rows := at[:min(block, int(n)-first)]
		for i := range rows {
			d, size := binary.Uvarint(distances)
			if size <= 0 {
				return errors.New("table of weights cut short")
			}
			distances = distances[size:]
			if slot += d; slot >= slots || first+i > 0 && d == 0 {
				return errors.New("rows of weights out of order")
			}
			a := int(slot) * width
			rows[i] = a
			t.rows[a] = uint64(binary.LittleEndian.Uint16(hashes[2*(first+i):])) | taken | 0x80808080<<32
			for w := 1; w < width; w++ {
				t.rows[a+w] = 0x8080808080808080
			}
		}
		for c := range int(classes) {
			word, shift := place(c)
			column := weights[c*int(n)+first:]
			for i, a := range rows {
				row := &t.rows[a+word]
				*row = *row&^(0xff<<shift) | uint64(column[i])<<shift
			}
		}
	}
	if len(distances) > 0 {
		return errors.New("table of weights too long")
	}
	return nil
}

// Equal says that two tables hold the same rows.
func (t *Table) Equal(u *Table) bool {
	return t.classes == u.classes && slices.Equal(t.rows, u.rows)
}
