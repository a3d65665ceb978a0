package main

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"casegraph/internal/doc"
	"casegraph/internal/lexis"
	"casegraph/internal/text"
)

// Sizes of the clusterings of word vectors. The vectors' own rows are the finest.
const (
	midClusters    = 1000
	coarseClusters = 120
	rounds         = 12 // of k-means
)

// vectors are word vectors as scripts/teachers/vectors.py writes them.
type vectors struct {
	rows [][]float32
	row  map[string]int
}

func readVectors(path string) (*vectors, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 1<<20)
	var size [2]uint32
	if err := binary.Read(r, binary.LittleEndian, &size); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if size[0] > 1<<16 || size[1] > 1<<12 {
		return nil, fmt.Errorf("%s: %d vectors of %d", path, size[0], size[1])
	}
	v := &vectors{row: map[string]int{}}
	for range size[0] {
		row := make([]float32, size[1])
		if err := binary.Read(r, binary.LittleEndian, row); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		v.rows = append(v.rows, row)
	}
	for line := 1; ; line++ {
		l, err := r.ReadString('\n')
		if err == io.EOF {
			return v, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		word, n, _ := strings.Cut(strings.TrimSuffix(l, "\n"), " ")
		k, err := strconv.Atoi(n)
		if err != nil || k < 0 || k >= len(v.rows) {
			return nil, fmt.Errorf("%s: word line %d: no such row", path, line)
		}
		v.row[word] = k
	}
}

// cluster is k-means on the sphere (Dhillon and Modha 2001), begun at rows far
// from each other (k-means++, Arthur and Vassilvitskii 2007, by a fixed seed).
func cluster(rows [][]float32, k int) (of []uint16, centres [][]float32) {
	unit := make([][]float32, len(rows))
	for i, r := range rows {
		unit[i] = normal(r)
	}
	rng := rand.New(rand.NewPCG(1, uint64(k)))
	far := make([]float64, len(rows))
	for i := range far {
		far[i] = 2
	}
	next := 0
	for len(centres) < min(k, len(rows)) {
		c := slices.Clone(unit[next])
		centres = append(centres, c)
		sum := 0.0
		for i, u := range unit {
			far[i] = min(far[i], 1-float64(dot(u, c)))
			sum += max(far[i], 0)
		}
		at := rng.Float64() * sum
		for next = 0; next < len(far)-1; next++ {
			if at -= max(far[next], 0); at < 0 {
				break
			}
		}
	}
	of = make([]uint16, len(rows))
	for range rounds {
		var wg sync.WaitGroup
		const parts = 8 // not the number of cores: the split changes no sum
		for p := range parts {
			wg.Go(func() {
				for i := p; i < len(unit); i += parts {
					best, score := 0, float32(-2)
					for c, m := range centres {
						if x := dot(unit[i], m); x > score {
							best, score = c, x
						}
					}
					of[i] = uint16(best)
				}
			})
		}
		wg.Wait()
		for _, c := range centres {
			clear(c)
		}
		for i, u := range unit {
			for j, x := range u {
				centres[of[i]][j] += x
			}
		}
		for i, c := range centres {
			centres[i] = normal(c)
		}
	}
	return of, centres
}

func normal(v []float32) []float32 {
	s := math.Sqrt(float64(dot(v, v)))
	out := make([]float32, len(v))
	if s > 0 {
		for i, x := range v {
			out[i] = float32(float64(x) / s)
		}
	}
	return out
}

func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	b = b[:len(a)]
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += float32(a[i] * b[i])
		s1 += float32(a[i+1] * b[i+1])
		s2 += float32(a[i+2] * b[i+2])
		s3 += float32(a[i+3] * b[i+3])
	}
	for ; i < len(a); i++ {
		s0 += float32(a[i] * b[i])
	}
	return s0 + s1 + s2 + s3
}

// uses counts how a word is written away from the beginning of a sentence.
type uses struct{ lower, capital int }

// countUses reads all unlabelled text.
func countUses(data string) (map[string]*uses, error) {
	count := map[string]*uses{}
	for _, s := range shares {
		rs, err := readReports(filepath.Join(data, "text", s.file+".jsonl.gz"))
		if err != nil {
			return nil, err
		}
		for _, r := range rs {
			d := document(r)
			for _, s := range text.Split(&d) {
				upper := 0
				for _, t := range s.Tokens {
					if t.Class == text.Capital || t.Class == text.Upper {
						upper++
					}
				}
				if upper*2 > len(s.Tokens) {
					continue // a headline or a list of names: capitals say nothing
				}
				words, _ := text.Words(nil, nil, s.Tokens)
				for i, w := range words {
					if i == 0 || w.Class == text.Mark || w.Class == text.Number {
						continue
					}
					u := count[w.Lower]
					if u == nil {
						u = &uses{}
						count[strings.Clone(w.Lower)] = u
					}
					if w.Class == text.Lower {
						u.lower++
					} else {
						u.capital++
					}
				}
			}
		}
	}
	return count, nil
}

func document(r report) doc.Document {
	d := doc.Document{Text: r.Text}
	at := 0
	for _, p := range strings.SplitAfter(r.Text, "\n\n") {
		d.Blocks = append(d.Blocks, doc.Block{Start: at, End: at + len(strings.TrimRight(p, "\n")), Kind: doc.Body})
		at += len(p)
	}
	return d
}

func (u *uses) habit() uint8 {
	n := u.lower + u.capital
	h := lexis.Often
	switch {
	case u.lower*50 >= n*49:
		h = lexis.Lower
	case u.lower*2 >= n:
		h = lexis.Mostly
	case u.capital*50 >= n*49:
		h = lexis.Proper
	}
	if n < 10 {
		h += lexis.Rare
	}
	return h
}

// makeVocabulary clusters the vectors and joins what the corpora tell of capitals.
func makeVocabulary(data, silver string) (*lexis.Vocabulary, error) {
	v, err := readVectors(filepath.Join(silver, "vectors.bin"))
	if err != nil {
		return nil, err
	}
	count, err := countUses(data)
	if err != nil {
		return nil, err
	}
	mid, centres := cluster(v.rows, midClusters)
	coarse, _ := cluster(centres, coarseClusters)
	items := map[string]*lexis.Item{}
	for w, row := range v.row {
		lower := text.Fold(w)
		if low, ok := v.row[lower]; ok && lower != w && low == row {
			continue
		}
		items[w] = &lexis.Item{Form: w, Fine: row}
	}
	for w, u := range count {
		if u.lower+u.capital < 3 {
			continue
		}
		if items[w] == nil {
			items[w] = &lexis.Item{Form: w, Fine: -1}
			if row, ok := v.row[strings.ToUpper(w[:1])+w[1:]]; ok {
				items[w].Fine = row
			}
		}
		items[w].Habit = u.habit()
	}
	list := make([]lexis.Item, 0, len(items))
	for _, w := range slices.SortedFunc(maps.Keys(items), cmp.Compare[string]) {
		list = append(list, *items[w])
	}
	return lexis.NewVocabulary(list, mid, coarse), nil
}
