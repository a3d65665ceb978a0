package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"

	"casegraph/internal/linear"
	"casegraph/internal/syntax"
)

// How the tagger and the parser are trained.
const (
	tagRounds  = 6
	treeRounds = 4 // more change the dev sets' figures by a tenth of a point, up or down
	foldRounds = 3
	goldWeight = 2 // how often a round reads the treebanks; silver trees it reads once
	foldSilver = 4 // the taggers of the folds read one in four of the silver trees

	// The average weight that becomes the largest integer, 127, as a multiple of
	// their mean. Without silver trees UAS on EWT dev is 81.4 at 10, 84.4 at 20,
	// 85.3 at 40 and 80, 85.4 at 160: what the few large weights say matters more
	// than the digits of the small ones.
	largestWeight = 160
)

// order gives the sentences of one round, each as often as it weighs, mixed by a
// fixed seed.
func order(weights []int, round int) []int {
	var o []int
	for i, w := range weights {
		for range w {
			o = append(o, i)
		}
	}
	rng := rand.New(rand.NewPCG(11, uint64(round)))
	rng.Shuffle(len(o), func(a, b int) { o[a], o[b] = o[b], o[a] })
	return o
}

func weightsOf(ts []tree) []int {
	w := make([]int, len(ts))
	for i, t := range ts {
		w[i] = t.weight
	}
	return w
}

// learnTags trains the tagger: it reads on with the tags that it gave.
func learnTags(ts []tree, rounds int) *perceptron {
	classes := len(syntax.Tags) - 1
	p := newPerceptron(classes)
	scores := make([]int32, classes)
	var f []uint64
	var tags []syntax.Tag
	for r := range rounds {
		for _, k := range order(weightsOf(ts), r) {
			t := &ts[k]
			tags = append(tags[:0], make([]syntax.Tag, len(t.words))...)
			for i := range t.words {
				f = syntax.TagFeatures(f[:0], t.words, tags, i)
				p.Tick()
				p.Scores(f, scores)
				best := 0
				for c := range scores {
					if scores[c] > scores[best] {
						best = c
					}
				}
				if right := int(t.tags[i]) - 1; best != right {
					p.Update(f, right, best)
				}
				tags[i] = syntax.Tag(best + 1)
			}
		}
	}
	return p
}

// folds is in how many parts the treebank is cut, each tagged by a tagger that
// learned from the others: trees are to be learned over tags as wrong as those
// that the parser will see.
const folds = 5

// predictTags tags the sentences of all, which begin with the treebanks. Silver
// sentences are tagged by the tagger itself: their own tags are a machine's too.
func predictTags(gold []tree, tagger *syntax.Tagger, all []tree) ([][]syntax.Tag, error) {
	out := make([][]syntax.Tag, len(all))
	for i := len(gold); i < len(all); i++ {
		out[i] = make([]syntax.Tag, len(all[i].words))
		tagger.Tag(all[i].words, out[i])
	}
	var wg sync.WaitGroup
	errs := make([]error, folds)
	for k := range folds {
		wg.Go(func() {
			var rest []tree
			for i, t := range all {
				if i < len(gold) && i/50%folds != k || i >= len(gold) && i%foldSilver == 0 {
					rest = append(rest, t)
				}
			}
			var table *linear.Table
			table, errs[k] = linear.NewTable(len(syntax.Tags)-1, learnTags(rest, foldRounds).Rows(tagRows, 2, largestWeight))
			if errs[k] != nil {
				return
			}
			other := syntax.NewTagger(table)
			for i, t := range gold {
				if i/50%folds == k {
					out[i] = make([]syntax.Tag, len(t.words))
					other.Tag(t.words, out[i])
				}
			}
		})
	}
	wg.Wait()
	return out, errors.Join(errs...)
}

// cost is the number of gold arcs that a move puts out of reach: the dynamic
// oracle of the arc-hybrid system (Goldberg and Nivre 2013).
func cost(s *syntax.State, heads []int32, move int) int {
	stack, next := s.Stack(), s.Next()
	gold := func(d int32) int32 { return heads[d-1] }
	top := stack[len(stack)-1]
	n := 0
	if move == syntax.Shift {
		for i, h := range stack {
			if i < len(stack)-1 && gold(next) == h {
				n++
			}
			if h != 0 && gold(h) == next {
				n++
			}
		}
		return n
	}
	for d := next; int(d) <= len(heads); d++ {
		if gold(d) == top {
			n++
		}
	}
	h := gold(top)
	switch move {
	case syntax.Left:
		if h > next || h == stack[len(stack)-2] {
			n++
		}
	case syntax.Right:
		if h >= next {
			n++
		}
	}
	return n
}

// learnTrees trains moves and labels together. After the first round the
// parser goes on from its own moves, right or wrong, nine times of ten.
func learnTrees(ts []tree, tags [][]syntax.Tag, rounds int, progress func(round int, moves, labels *perceptron) error) (moves, labels *perceptron, err error) {
	const explore = 9
	classes := len(syntax.Labels) - 1
	moves, labels = newPerceptron(3), newPerceptron(classes)
	var s syntax.State
	var gold wanted
	ms, ls := make([]int32, 3), make([]int32, classes)
	rng := rand.New(rand.NewPCG(12, 12))
	for r := range rounds {
		for _, k := range order(weightsOf(ts), r) {
			t := &ts[k]
			s.Reset(t.words, tags[k])
			gold.set(&s, t)
			for !s.Done() {
				f := s.MoveFeatures()
				moves.Tick()
				moves.Scores(f, ms)
				best, right, least := -1, -1, 1<<30
				for m := range ms {
					if !s.May(m) {
						continue
					}
					if best < 0 || ms[m] > ms[best] {
						best = m
					}
					c := cost(&s, gold.heads, m)
					if c < least || c == least && ms[m] > ms[right] {
						right, least = m, c
					}
				}
				if best != right {
					if cost(&s, gold.heads, best) > least {
						moves.Update(f, right, best)
					} else {
						right = best
					}
				}
				do := right
				if r > 0 && rng.IntN(10) < explore {
					do = best
				}
				label := syntax.Label(0)
				if do != syntax.Shift {
					h, d := s.Arc(do)
					label = learnLabel(&s, labels, ls, &gold, h, d)
				}
				s.Do(do, label)
			}
		}
		if err := progress(r, moves, labels); err != nil {
			return nil, nil, err
		}
	}
	return moves, labels, nil
}

// A wanted tree is that of the words which a state holds: those that are tagged
// as punctuation are left out, and what hangs on them hangs on their heads.
type wanted struct {
	heads  []int32
	labels []syntax.Label
	number []int32 // of each word in the state, 0 for those left out
}

func (g *wanted) set(s *syntax.State, t *tree) {
	g.heads, g.labels = g.heads[:0], g.labels[:0]
	g.number = append(g.number[:0], make([]int32, len(t.words)+1)...)
	for k := 1; k <= s.Count(); k++ {
		g.number[s.At[k]+1] = int32(k)
	}
	root := int32(0)
	for k := 1; k <= s.Count(); k++ {
		h, label := t.heads[s.At[k]], t.labels[s.At[k]]
		for h != 0 && g.number[h] == 0 {
			h = t.heads[h-1]
		}
		h = g.number[h]
		if h == 0 && root != 0 {
			h, label = root, parataxis
		} else if h == 0 {
			root, label = int32(k), syntax.Root
		}
		g.heads, g.labels = append(g.heads, h), append(g.labels, label)
	}
}

var parataxis = syntax.Label(slices.Index(syntax.Labels[:], "parataxis"))

// learnLabel gives an arc its best label, and learns where the arc is right and
// the label is not.
func learnLabel(s *syntax.State, p *perceptron, scores []int32, gold *wanted, h, d int32) syntax.Label {
	root := syntax.Root
	if h == 0 {
		return root
	}
	f := s.LabelFeatures(h, d)
	p.Tick()
	p.Scores(f, scores)
	best := 0
	for c := range scores {
		if scores[c] > scores[best] && c+1 != int(root) {
			best = c
		}
	}
	if right := int(gold.labels[d-1]) - 1; gold.heads[d-1] == h && right != best && right+1 != int(root) {
		p.Update(f, right, best)
		return syntax.Label(right + 1)
	}
	return syntax.Label(best + 1)
}

// A treeScore counts words with the right tag, head, and head and label.
type treeScore struct{ words, tag, head, both int }

func (s treeScore) String() string {
	pc := func(n int) float64 { return 100 * float64(n) / float64(max(s.words, 1)) }
	return fmt.Sprintf("UPOS %.2f UAS %.2f LAS %.2f", pc(s.tag), pc(s.head), pc(s.both))
}

func (s treeScore) tags() string {
	return fmt.Sprintf("UPOS %.2f", 100*float64(s.tag)/float64(max(s.words, 1)))
}

func scoreTrees(ts []tree, tagger *syntax.Tagger, parser *syntax.Parser) treeScore {
	var sc treeScore
	var state syntax.State
	for _, t := range ts {
		tags, nodes := make([]syntax.Tag, len(t.words)), make([]syntax.Node, len(t.words))
		tagger.Tag(t.words, tags)
		if parser != nil {
			parser.Parse(&state, t.words, tags, nodes)
		}
		for i := range t.words {
			sc.words++
			if tags[i] == t.tags[i] {
				sc.tag++
			}
			if nodes[i].Head+1 == t.heads[i] {
				sc.head++
				if nodes[i].Label == t.labels[i] {
					sc.both++
				}
			}
		}
	}
	return sc
}
