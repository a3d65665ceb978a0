// Package lexis is what the models know of single words: clusters of words that
// are used alike, how often a word has a capital, and the parts of its form.
package lexis

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
	"strings"

	"casegraph/internal/linear"
)

// A Vocabulary knows words by the hash of their form. It is immutable and safe
// for concurrent use.
type Vocabulary struct {
	mid    []uint16 // fine cluster → mid
	coarse []uint16 // mid cluster → coarse
	keys   []uint32 // open addressing; 0 is free
	info   []uint32 // fine cluster + 1, 0 for none, and above bit 16 the habit
	mask   uint32
}

// An Item is a word of a vocabulary that is being made.
type Item struct {
	Form  string
	Fine  int // fine cluster, -1 for none
	Habit uint8
}

// Habits of capitals in running text, not counting the first word of a sentence.
const (
	Unseen uint8 = iota
	Lower        // nearly always in lower case
	Mostly       // mostly in lower case
	Often        // often with a capital
	Proper       // nearly always with a capital
	Rare   = 8   // added: met fewer than ten times
)

// NewVocabulary makes a vocabulary. mid and coarse say which larger cluster each
// smaller one is in. Of two items with one hash the first in order stays.
func NewVocabulary(items []Item, mid, coarse []uint16) *Vocabulary {
	v := &Vocabulary{mid: mid, coarse: coarse}
	type pair struct{ key, info uint32 }
	var ps []pair
	for _, it := range items {
		ps = append(ps, pair{key(it.Form), uint32(it.Fine+1) | uint32(it.Habit)<<16})
	}
	slices.SortStableFunc(ps, func(a, b pair) int { return cmp.Compare(a.key, b.key) })
	ps = slices.CompactFunc(ps, func(a, b pair) bool { return a.key == b.key })
	v.room(len(ps))
	for _, p := range ps {
		v.put(p.key, p.info)
	}
	return v
}

func (v *Vocabulary) room(n int) {
	slots := 16
	for slots*7 < n*10 {
		slots *= 2
	}
	v.keys, v.info, v.mask = make([]uint32, slots), make([]uint32, slots), uint32(slots-1)
}

func (v *Vocabulary) put(key, info uint32) {
	i := key & v.mask
	for v.keys[i] != 0 {
		i = (i + 1) & v.mask
	}
	v.keys[i], v.info[i] = key, info
}

func key(form string) uint32 { return uint32(linear.HashString(form)>>32) | 1 }

func (v *Vocabulary) find(form string) (uint32, bool) {
	k := key(form)
	for i := k & v.mask; v.keys[i] != 0; i = (i + 1) & v.mask {
		if v.keys[i] == k {
			return v.info[i], true
		}
	}
	return 0, false
}

// look gives the clusters (0 for none) and the habit of a word: those of its own
// form, else of its lower case, digits being all alike.
func (v *Vocabulary) look(form, lower string) (fine, mid, coarse uint16, habit uint8) {
	info, ok := v.find(form)
	low, okLow := info, ok
	if lower != form {
		low, okLow = v.find(lower)
	}
	if !ok || info&0xffff == 0 && okLow {
		info = low
	}
	if !ok && !okLow && strings.ContainsAny(form, "0123456789") {
		info, _ = v.find(digits(lower))
	}
	if okLow {
		habit = uint8(low >> 16)
	}
	if fine = uint16(info); fine != 0 {
		mid = v.mid[fine-1] + 1
		coarse = v.coarse[mid-1] + 1
	}
	return fine, mid, coarse, habit
}

// digits writes each digit as 0.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '0'
		}
		return r
	}, s)
}

// MarshalBinary writes the vocabulary.
func (v *Vocabulary) MarshalBinary() ([]byte, error) {
	type pair struct{ key, info uint32 }
	var ps []pair
	for i, k := range v.keys {
		if k != 0 {
			ps = append(ps, pair{k, v.info[i]})
		}
	}
	slices.SortFunc(ps, func(a, b pair) int { return cmp.Compare(a.key, b.key) })
	var b []byte
	for _, n := range []int{len(v.mid), len(v.coarse), len(ps)} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	for _, m := range v.mid {
		b = binary.LittleEndian.AppendUint16(b, m)
	}
	for _, m := range v.coarse {
		b = binary.LittleEndian.AppendUint16(b, m)
	}
	last := uint32(0)
	for _, p := range ps {
		b = binary.AppendUvarint(b, uint64(p.key-last))
		last = p.key
	}
	for _, p := range ps {
		b = binary.LittleEndian.AppendUint16(b, uint16(p.info))
	}
	for _, p := range ps {
		b = append(b, byte(p.info>>16))
	}
	return b, nil
}

// UnmarshalBinary reads what MarshalBinary wrote.
func (v *Vocabulary) UnmarshalBinary(b []byte) error {
	bad := errors.New("not a vocabulary")
	r := bytes.NewReader(b)
	var n [3]uint64
	for i := range n {
		var err error
		if n[i], err = binary.ReadUvarint(r); err != nil || n[i] > uint64(len(b)) {
			return bad
		}
	}
	rest := b[len(b)-r.Len():]
	take := func(n uint64) ([]uint16, bool) {
		if uint64(len(rest)) < 2*n {
			return nil, false
		}
		s := make([]uint16, n)
		for i := range s {
			s[i] = binary.LittleEndian.Uint16(rest[2*i:])
		}
		rest = rest[2*n:]
		return s, true
	}
	var ok1, ok2 bool
	v.mid, ok1 = take(n[0])
	v.coarse, ok2 = take(n[1])
	if !ok1 || !ok2 || slices.ContainsFunc(v.mid, func(m uint16) bool { return uint64(m) >= n[1] }) {
		return bad
	}
	keys := make([]uint32, n[2])
	last := uint32(0)
	for i := range keys {
		d, used := binary.Uvarint(rest)
		if used <= 0 {
			return bad
		}
		rest = rest[used:]
		last += uint32(d)
		if keys[i] = last; last == 0 {
			return bad
		}
	}
	if uint64(len(rest)) != 3*n[2] {
		return bad
	}
	v.room(len(keys))
	for i, k := range keys {
		fine := binary.LittleEndian.Uint16(rest[2*i:])
		if int(fine) > len(v.mid) {
			return bad
		}
		v.put(k, uint32(fine)|uint32(rest[2*len(keys)+i])<<16)
	}
	return nil
}
