// Package linear holds classifiers whose weights are small integers, found by
// the hash of a feature: the form in which trained models are shipped. What
// learns them is in cmd/train.
//
// Sums of integers are the same on every machine and in every order.
package linear

import "fmt"

// MaxFeatures is how many features one decision may have: a lane of Sums has 16
// bits, a weight in it at most 255.
const MaxFeatures = 256

const maxWords = 6 // 44 classes

// A Table gives each feature a weight for each class. It is immutable and safe
// for concurrent use.
//
// A row is a few uint64: 16 bits of the feature's hash and a mark that the row
// is taken, then a byte a class, its weight plus 128. Eight classes are added in
// two additions: the bytes of even and of odd places, each in a lane of 16 bits.
type Table struct {
	classes int
	width   int // uint64 a row
	mask    uint64
	rows    []uint64
}

const taken = 1 << 16

// Hash mixes one value into a feature's hash. It is the finaliser of
// MurmurHash3 cut to one multiplication a value.
func Hash(h, v uint64) uint64 {
	h = (h ^ v) * 0x9e3779b97f4a7c15
	return h ^ h>>29
}

// HashString is FNV-1a over the bytes, finished by Hash.
func HashString(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return Hash(h, 0)
}

// A Row is the weights of one feature, a class each.
type Row struct {
	Key     uint64
	Weights []int8
}

// NewTable makes a table of rows, which must have distinct keys.
func NewTable(classes int, rows []Row) (*Table, error) {
	t := &Table{classes: classes, width: 1 + (classes+3)/8}
	if t.width > maxWords {
		return nil, fmt.Errorf("%d classes; at most %d", classes, 8*maxWords-4)
	}
	slots := 16
	for slots*7 < len(rows)*10 {
		slots *= 2
	}
	t.mask = uint64(slots - 1)
	t.rows = make([]uint64, slots*t.width)
	for _, r := range rows {
		t.put(r.Key, r.Weights)
	}
	return t, nil
}

func (t *Table) put(key uint64, weights []int8) {
	i := key >> 20 & t.mask
	for t.rows[int(i)*t.width]&taken != 0 {
		i = (i + 1) & t.mask
	}
	row := t.rows[int(i)*t.width : (int(i)+1)*t.width]
	row[0] = key&0xffff | taken
	for w := 1; w < len(row); w++ {
		row[w] = 0x8080808080808080
	}
	row[0] |= 0x8080808000000000 & ^uint64(0xffffffff)
	for c, v := range weights {
		word, shift := place(c)
		row[word] = row[word]&^(0xff<<shift) | uint64(uint8(int(v)+128))<<shift
	}
}

// place says where in a row the byte of a class is.
func place(c int) (word int, shift uint) {
	return (c + 4) / 8, uint((c+4)%8) * 8
}

// Classes is the number of classes.
func (t *Table) Classes() int { return t.classes }

// Bytes is the memory of the rows.
func (t *Table) Bytes() int { return 8 * len(t.rows) }

// Sums are the scores of one decision while features are added.
type Sums struct {
	n    int // rows added
	acc  [2 * maxWords]uint64
	used int
}

// Reset makes the sums zero.
func (s *Sums) Reset() {
	for i := 0; i < s.used; i++ {
		s.acc[i] = 0
	}
	s.n = 0
}

const lanes = 0x00ff00ff00ff00ff

// Add adds the weights of features, none for those that the table does not know.
// The first words of many rows are asked for before any is looked at: the tables
// are larger than the processor's caches, and what counts is that it waits for
// many rows at once.
func (t *Table) Add(s *Sums, keys []uint64) {
	const many = 32
	var firsts [many]uint64
	for len(keys) > 0 {
		some := keys[:min(many, len(keys))]
		keys = keys[len(some):]
		for j, key := range some {
			firsts[j] = t.rows[int(key>>20&t.mask)*t.width]
		}
		for j, key := range some {
			first, want := firsts[j], key&0xffff|taken
			if first&taken == 0 {
				continue
			}
			i := key >> 20 & t.mask
			for first&0x1ffff != want && first&taken != 0 {
				i = (i + 1) & t.mask
				first = t.rows[int(i)*t.width]
			}
			if first&taken != 0 {
				t.add(s, first, int(i)*t.width)
			}
		}
	}
}

func (t *Table) add(s *Sums, first uint64, at int) {
	s.n++
	s.used = 2 * t.width
	s.acc[0] += first >> 32 & lanes
	s.acc[1] += first >> 40 & lanes
	for w := 1; w < t.width; w++ {
		x := t.rows[at+w]
		s.acc[2*w] += x & lanes
		s.acc[2*w+1] += x >> 8 & lanes
	}
}

// Score is the sum of the weights of a class.
func (s *Sums) Score(c int) int {
	word, shift := place(c)
	if word == 0 {
		shift -= 32 // the first word's sums were moved down
	}
	return int(uint16(s.acc[2*word+int(shift/8&1)]>>(shift&^8))) - 128*s.n
}
