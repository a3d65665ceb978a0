package synthetic

// Pairs counts pairs of mentions: of one entity by the truth, of one by the program,
// and of one by both.
type Pairs struct{ Truth, Found, Both int }

// Pairwise counts the pairs among mentions whose labels by the truth and by the
// program stand side by side. It adds up the sizes of clusters and looks at no pair.
func Pairwise[T, F comparable](truth []T, found []F) Pairs {
	type cell struct {
		t T
		f F
	}
	ts, fs, both := map[T]int{}, map[F]int{}, map[cell]int{}
	for i, t := range truth {
		ts[t]++
		fs[found[i]]++
		both[cell{t, found[i]}]++
	}
	return Pairs{Truth: pairsOf(ts), Found: pairsOf(fs), Both: pairsOf(both)}
}

func pairsOf[K comparable](sizes map[K]int) int {
	n := 0
	for _, size := range sizes {
		n += size * (size - 1) / 2
	}
	return n
}

// Precision is the share of the program's pairs that are right, in ten-thousandths,
// rounded down; 10000 where it has none.
func (p Pairs) Precision() int { return ratio(p.Both, p.Found) }

// Recall is the share of the true pairs that the program has, as Precision.
func (p Pairs) Recall() int { return ratio(p.Both, p.Truth) }

func ratio(a, b int) int {
	if b == 0 {
		return 10000
	}
	return a * 10000 / b
}
