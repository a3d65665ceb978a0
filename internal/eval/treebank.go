package eval

import (
	"bufio"
	"cmp"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"casegraph/internal/syntax"
)

// A Tree is a sentence of a treebank. Heads are numbered from 1; 0 is the root.
type Tree struct {
	Words  []string
	Tags   []syntax.Tag
	Heads  []int32
	Labels []syntax.Label
}

// ReadTrees reads a treebank in CoNLL-U. Relations lose their subtypes; empty
// nodes and the lines of words written together are left out.
func ReadTrees(path string) ([]Tree, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []Tree
	var t Tree
	flush := func() {
		if len(t.Words) > 0 {
			out = append(out, t)
		}
		t = Tree{}
	}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<22)
	for line := 1; sc.Scan(); line++ {
		l := sc.Text()
		if l == "" {
			flush()
			continue
		}
		if l[0] == '#' {
			continue
		}
		c := strings.Split(l, "\t")
		if len(c) < 8 {
			return nil, fmt.Errorf("%s:%d: %d columns, want 8 or more", path, line, len(c))
		}
		if strings.ContainsAny(c[0], ".-") {
			continue
		}
		head, err := strconv.ParseInt(c[6], 10, 32)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: head: %w", path, line, err)
		}
		relation, _, _ := strings.Cut(c[7], ":")
		tag, label := slices.Index(syntax.Tags[:], c[3]), slices.Index(syntax.Labels[:], relation)
		if tag < 1 || label < 1 {
			return nil, fmt.Errorf("%s:%d: unknown tag %q or relation %q", path, line, c[3], c[7])
		}
		t.Words = append(t.Words, c[1])
		t.Tags = append(t.Tags, syntax.Tag(tag))
		t.Heads = append(t.Heads, int32(head))
		t.Labels = append(t.Labels, syntax.Label(label))
	}
	flush()
	return out, sc.Err()
}

// A TreeScore counts words with the right tag, the right head, and the right head
// and label, punctuation included.
type TreeScore struct {
	Words, Tag, Head, Both int

	Label map[syntax.Label]*Tally // a word is right with its head and label
	Tags  map[[2]syntax.Tag]int   // the treebank's tag and ours, where they differ
	Arcs  map[ArcError]int
}

// An ArcError is a way to hang a word wrongly.
type ArcError struct {
	Gold, Found syntax.Label
	Elsewhere   bool // on another word than the treebank does
}

func (e ArcError) String() string {
	if e.Elsewhere {
		return fmt.Sprintf("%v as %v of another word", e.Gold, e.Found)
	}
	return fmt.Sprintf("%v as %v", e.Gold, e.Found)
}

// Add counts one sentence.
func (s *TreeScore) Add(gold *Tree, found []syntax.Node) {
	if s.Label == nil {
		s.Label, s.Tags, s.Arcs = map[syntax.Label]*Tally{}, map[[2]syntax.Tag]int{}, map[ArcError]int{}
	}
	tally := func(l syntax.Label) *Tally {
		if s.Label[l] == nil {
			s.Label[l] = new(Tally)
		}
		return s.Label[l]
	}
	for i, n := range found {
		s.Words++
		if n.Tag == gold.Tags[i] {
			s.Tag++
		} else {
			s.Tags[[2]syntax.Tag{gold.Tags[i], n.Tag}]++
		}
		head := n.Head+1 == gold.Heads[i]
		if head {
			s.Head++
		}
		if head && n.Label == gold.Labels[i] {
			s.Both++
			tally(n.Label).Right++
		} else {
			tally(gold.Labels[i]).Missed++
			tally(n.Label).Extra++
			s.Arcs[ArcError{gold.Labels[i], n.Label, !head}]++
		}
	}
}

// UPOS, UAS and LAS are the usual figures, in percent.
func (s *TreeScore) UPOS() float64 { return s.percent(s.Tag) }
func (s *TreeScore) UAS() float64  { return s.percent(s.Head) }
func (s *TreeScore) LAS() float64  { return s.percent(s.Both) }

func (s *TreeScore) percent(n int) float64 { return 100 * float64(n) / float64(max(s.Words, 1)) }

func (s *TreeScore) String() string {
	return fmt.Sprintf("UPOS %.2f UAS %.2f LAS %.2f", s.UPOS(), s.UAS(), s.LAS())
}

// Top gives the n largest counts, largest first, equal ones by what fmt makes of
// their keys.
func Top[K comparable](counts map[K]int, n int) []string {
	type row struct {
		name  string
		count int
	}
	var rows []row
	for k, c := range counts {
		rows = append(rows, row{fmt.Sprint(k), c})
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(b.count-a.count, strings.Compare(a.name, b.name))
	})
	var out []string
	for _, r := range rows[:min(n, len(rows))] {
		out = append(out, fmt.Sprintf("%s ×%d", r.name, r.count))
	}
	return out
}
