package linear

import (
	"math/rand/v2"
	"testing"
)

// Sums in lanes are the sums of the weights, for every class and width.
func TestTable(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, classes := range []int{1, 4, 5, 12, 13, 17, 37, 44} {
		var rows []Row
		for i := range 3000 {
			w := make([]int8, classes)
			for c := range w {
				w[c] = int8(rng.IntN(255) - 127)
			}
			rows = append(rows, Row{Hash(uint64(i), 77), w})
		}
		tab, err := NewTable(classes, rows)
		if err != nil {
			t.Fatal(err)
		}
		var s Sums
		for trial := range 50 {
			s.Reset()
			want := make([]int, classes)
			for f := range 5 * trial {
				r := rows[rng.IntN(len(rows))]
				if f%7 == 0 {
					tab.Add(&s, []uint64{Hash(rng.Uint64(), 1)}) // unknown
				}
				tab.Add(&s, []uint64{r.Key})
				for c := range want {
					want[c] += int(r.Weights[c])
				}
			}
			for c := range want {
				if got := s.Score(c); got != want[c] {
					t.Fatalf("%d classes, trial %d: class %d = %d, want %d", classes, trial, c, got, want[c])
				}
			}
		}
	}
}

// What was written is read back, and nothing else is taken for it.
func TestFile(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var rows []Row
	for k := range 500 {
		r := Row{Key: Hash(uint64(k), 5), Weights: make([]int8, 13)}
		for c := range r.Weights {
			r.Weights[c] = int8(rng.IntN(255) - 127)
		}
		rows = append(rows, r)
	}
	tab, err := NewTable(13, rows)
	if err != nil {
		t.Fatal(err)
	}
	b, err := tab.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var back Table
	if err := back.UnmarshalBinary(b); err != nil {
		t.Fatal(err)
	}
	if !tab.Equal(&back) {
		t.Error("another table read back")
	}
	for n := range len(b) {
		if n%37 == 0 && back.UnmarshalBinary(b[:n]) == nil {
			t.Errorf("%d of %d bytes were read without complaint", n, len(b))
		}
	}
}
