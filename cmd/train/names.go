package main

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"

	"casegraph/internal/eval"
	"casegraph/internal/linear"
	"casegraph/internal/ner/trained"
	"casegraph/internal/text"
)

// How the model of names is trained.
const (
	nameRounds    = 1  // how often it reads its sources
	headlineEvery = 20 // one document in so many is read in capitals too, one with first capitals
)

// A marked document: words and, for each, one of trained's labels.
type marked struct {
	words  [][]text.Token
	labels [][]uint8
}

// A nameSpan is a name in a sentence of a marked document.
type nameSpan struct {
	first, limit int
	typ          trained.Type
}

// mark writes spans as labels.
func mark(n int, spans []nameSpan) []uint8 {
	l := make([]uint8, n)
	for i := range l {
		l[i] = trained.Outside
	}
	for _, s := range spans {
		base := uint8(s.typ) * 4
		if s.limit == s.first+1 {
			l[s.first] = base + 3
			continue
		}
		for i := s.first; i < s.limit; i++ {
			l[i] = base + 1
		}
		l[s.first], l[s.limit-1] = base, base+2
	}
	return l
}

func spansOf(labels []uint8) []nameSpan {
	var out []nameSpan
	for i := 0; i < len(labels); i++ {
		if labels[i] == trained.Outside {
			continue
		}
		j := i
		for labels[j]%4 < 2 && j+1 < len(labels) {
			j++
		}
		out = append(out, nameSpan{i, j + 1, trained.Type(labels[i] / 4)})
		i = j
	}
	return out
}

// nameTypes maps the corpora's classes; what is not here is no name for us.
var nameTypes = map[string]trained.Type{
	"PER": trained.Person, "ORG": trained.Organization, "LOC": trained.Place,
	"politician": trained.Person, "person": trained.Person, "politicalparty": trained.Organization,
	"organisation": trained.Organization, "country": trained.Place, "location": trained.Place,
}

// spansIn keeps the names of classes that are ours.
func spansIn(names []eval.TaggedName) []nameSpan {
	var out []nameSpan
	for _, n := range names {
		if t, ok := nameTypes[n.Class]; ok {
			out = append(out, nameSpan{n.First, n.Limit, t})
		}
	}
	return out
}

// readIOB reads a corpus in IOB2, size sentences a document.
func readIOB(path string, size int) ([]marked, error) {
	ss, err := eval.ReadIOB(path)
	if err != nil {
		return nil, err
	}
	var docs []marked
	for i, s := range ss {
		if i%size == 0 {
			docs = append(docs, marked{})
		}
		ts := make([]text.Token, len(s.Words))
		for k, w := range s.Words {
			ts[k] = text.WordOf(w)
		}
		m := &docs[len(docs)-1]
		m.words, m.labels = append(m.words, ts), append(m.labels, mark(len(ts), spansIn(s.Names)))
	}
	return docs, nil
}

// A nameLearner trains a linear-chain conditional random field (Lafferty,
// McCallum and Pereira 2001) by stochastic gradients.
type nameLearner struct {
	doc  *trained.Document
	emit *adaGrad
	step [trained.Labels][trained.Labels]float64
	sum  [trained.Labels][trained.Labels]float64 // squared gradients of step
}

// countFeatures counts how often the features of the documents' candidate words
// occur, and gives those that occur least times, in the order of their first
// occurrence.
func countFeatures(d *trained.Document, docs []marked, least uint8) []uint64 {
	counts := make([]uint8, 1<<28)
	var keep []uint64
	var f []uint64
	for k := range docs {
		load(d, &docs[k])
		d.Rows(func(_, first, limit int) {
			for i := first; i < limit; i++ {
				f = d.Features(f[:0], i)
				for _, x := range f {
					c := &counts[x>>36]
					if *c < least {
						if *c++; *c == least {
							keep = append(keep, x)
						}
					}
				}
			}
		})
	}
	return keep
}

func load(d *trained.Document, m *marked) {
	d.Reset()
	for _, s := range m.words {
		d.Add(s)
	}
}

// learn takes one gradient step a row of candidate words.
func (l *nameLearner) learn(m *marked, weight float64) (loss float64) {
	load(l.doc, m)
	l.doc.Rows(func(si, first, limit int) {
		n := limit - first
		base := l.doc.SentenceStart(si)
		known := make([][]int32, n)
		emit := make([][trained.Labels]float64, n)
		var scores [trained.Labels - 1]float32
		var f []uint64
		for k := range n {
			f = l.doc.Features(f[:0], first+k)
			known[k] = l.emit.Known(f, nil)
			l.emit.Scores(known[k], scores[:])
			for c, x := range scores {
				emit[k][c] = float64(x)
			}
		}
		gold := make([]int, n)
		for k := range gold {
			gold[k] = int(m.labels[si][first+k-base])
		}
		// A name that reaches beyond the row is not one that the model can find.
		for k := 0; k < n; k++ {
			if g := gold[k]; g != trained.Outside {
				prev, next := trained.Outside, trained.Outside
				if k > 0 {
					prev = gold[k-1]
				}
				if k+1 < n {
					next = gold[k+1]
				}
				if !trained.May(prev, g) || k == n-1 && !trained.May(g, next) {
					for j := k; j >= 0 && gold[j] != trained.Outside; j-- {
						gold[j] = trained.Outside
					}
					for j := k + 1; j < n && gold[j] != trained.Outside && !trained.May(trained.Outside, gold[j]); j++ {
						gold[j] = trained.Outside
					}
				}
			}
		}
		loss += l.row(known, emit, gold, weight)
	})
	return loss
}

var inf = math.Inf(-1)

func logSum(xs []float64) float64 {
	m := inf
	for _, x := range xs {
		m = max(m, x)
	}
	if math.IsInf(m, -1) {
		return m
	}
	s := 0.0
	for _, x := range xs {
		s += math.Exp(x - m)
	}
	return m + math.Log(s)
}

func (l *nameLearner) row(known [][]int32, emit [][trained.Labels]float64, gold []int, weight float64) float64 {
	const L, O = trained.Labels, trained.Outside
	n := len(emit)
	alpha, beta := make([][L]float64, n), make([][L]float64, n)
	xs := make([]float64, 0, L)
	for k := range n {
		for b := range L {
			xs = xs[:0]
			for a := range L {
				if k == 0 && a != O || !trained.May(a, b) {
					continue
				}
				v := l.step[a][b]
				if k > 0 {
					v += alpha[k-1][a]
				}
				xs = append(xs, v)
			}
			alpha[k][b] = logSum(xs) + emit[k][b]
		}
	}
	for k := n - 1; k >= 0; k-- {
		for a := range L {
			if k == n-1 {
				beta[k][a] = inf
				if trained.May(a, O) {
					beta[k][a] = l.step[a][O]
				}
				continue
			}
			xs = xs[:0]
			for b := range L {
				if trained.May(a, b) {
					xs = append(xs, l.step[a][b]+emit[k+1][b]+beta[k+1][b])
				}
			}
			beta[k][a] = logSum(xs)
		}
	}
	xs = xs[:0]
	for a := range L {
		xs = append(xs, alpha[n-1][a]+beta[n-1][a])
	}
	z := logSum(xs)
	if math.IsInf(z, 0) || math.IsNaN(z) {
		return 0
	}
	score := 0.0
	var grad [L][L]float64
	prev := O
	for k := range n {
		score += l.step[prev][gold[k]] + emit[k][gold[k]]
		grad[prev][gold[k]]--
		for a := range L {
			if k == 0 && a != O {
				continue
			}
			for b := range L {
				if trained.May(a, b) {
					v := l.step[a][b] + emit[k][b] + beta[k][b] - z
					if k > 0 {
						v += alpha[k-1][a]
					}
					grad[a][b] += math.Exp(v)
				}
			}
		}
		prev = gold[k]
	}
	score += l.step[prev][O]
	grad[prev][O]--
	for a := range L {
		if trained.May(a, O) {
			grad[a][O] += math.Exp(alpha[n-1][a] + l.step[a][O] - z)
		}
	}
	if math.IsInf(score, 0) {
		return 0
	}
	var g [L - 1]float32
	for k := range n {
		for c := range L - 1 {
			g[c] = float32(weight * math.Exp(alpha[k][c]+beta[k][c]-z))
			if gold[k] == c {
				g[c] -= float32(weight)
			}
		}
		l.emit.Move(known[k], g[:])
	}
	for a := range L {
		for b := range L {
			if x := weight * grad[a][b]; x != 0 && trained.May(a, b) {
				l.sum[a][b] += float64(x * x)
				l.step[a][b] -= float64(0.1 * x / math.Sqrt(l.sum[a][b]+1e-3))
			}
		}
	}
	return z - score
}

// model rounds the weights; largest becomes 127.
func (l *nameLearner) model(limit int, largest float64) (*trained.Model, error) {
	m := &trained.Model{}
	t, err := linear.NewTable(trained.Labels-1, l.emit.Rows(limit, largest))
	if err != nil {
		return nil, err
	}
	m.Emit = t
	for a := range m.Step {
		for b := range m.Step[a] {
			m.Step[a][b] = int32(math.Round(l.step[a][b] / largest * 127))
		}
	}
	return m, nil
}

// A nameScore counts exact spans.
type nameScore struct{ gold, found, right [3]int }

func (s nameScore) f1(types ...int) (p, r, f float64) {
	g, n, k := 0, 0, 0
	for _, t := range types {
		g, n, k = g+s.gold[t], n+s.found[t], k+s.right[t]
	}
	return 100 * float64(k) / float64(max(n, 1)), 100 * float64(k) / float64(max(g, 1)), 200 * float64(k) / float64(max(n+g, 1))
}

func (s nameScore) String() string {
	p, r, f := s.f1(0, 1, 2)
	_, _, a := s.f1(0)
	_, _, b := s.f1(1)
	_, _, c := s.f1(2)
	return fmt.Sprintf("P %.1f R %.1f F1 %.2f (per %.1f org %.1f loc %.1f)", p, r, f, a, b, c)
}

func scoreNames(d *trained.Document, m *trained.Model, docs []marked) (s nameScore) {
	for k := range docs {
		load(d, &docs[k])
		found := map[int]map[nameSpan]bool{}
		for _, n := range m.Names(d) {
			if found[n.Sentence] == nil {
				found[n.Sentence] = map[nameSpan]bool{}
			}
			found[n.Sentence][nameSpan{n.First, n.Limit, n.Type}] = true
			s.found[n.Type]++
		}
		for si, l := range docs[k].labels {
			for _, g := range spansOf(l) {
				s.gold[g.typ]++
				if found[si][g] {
					s.right[g.typ]++
				}
			}
		}
	}
	return s
}

// A source is documents to learn names from, and what a step along one of their
// gradients is worth.
type source struct {
	docs   []marked
	weight float64
}

// nameSources reads what the model of names learns from: corpora marked by
// people, and the teachers' labels of free text.
func nameSources(data, silver string) ([]source, error) {
	var out []source
	for _, c := range []struct {
		file   string
		size   int // sentences a document
		weight float64
	}{
		{"uner_ewt", 6, 1},
		{"gum", 40, 0.3},
		{"wikigold", 10, 1},
	} {
		docs, err := readIOB(filepath.Join(data, "ner/train", c.file+".iob2"), c.size)
		if err != nil {
			return nil, err
		}
		out = append(out, source{docs, c.weight})
	}
	for _, c := range []struct {
		name string
		size int
	}{{"words", 60}, {"gmb", 1}} {
		docs, err := silverNames(silver, c.name, c.size)
		if err != nil {
			return nil, err
		}
		out = append(out, source{docs, 0.3})
	}
	return out, nil
}

// inCapitals gives a document as it would stand in headlines: every word in
// capitals, or with a first one. Names keep their labels.
func inCapitals(m marked, all bool) marked {
	out := marked{labels: m.labels}
	for _, s := range m.words {
		words := make([]text.Token, len(s))
		for i, t := range s {
			form := t.Text
			if all {
				form = strings.ToUpper(form)
			} else if len(form) > 3 || i == 0 {
				form = strings.ToUpper(form[:1]) + form[1:]
			}
			words[i] = text.WordOf(form)
		}
		out.words = append(out.words, words)
	}
	return out
}

// trainNames trains the model of names.
func trainNames(sources []source, doc *trained.Document, rounds, limit int, progress func(round int, m *trained.Model)) (*trained.Model, error) {
	var all []marked
	var weights []float64
	var once []int
	for _, s := range sources {
		for i, m := range s.docs {
			all, weights = append(all, m), append(weights, s.weight)
			if i%headlineEvery < 2 {
				all, weights = append(all, inCapitals(m, i%headlineEvery == 0)), append(weights, s.weight)
			}
		}
	}
	for range all {
		once = append(once, 1)
	}
	keep := countFeatures(doc, all, 3)
	l := &nameLearner{doc: doc, emit: newAdaGrad(trained.Labels-1, 0.12, keep)}
	var m *trained.Model
	for r := range rounds {
		for _, k := range order(once, r) {
			l.learn(&all[k], weights[k])
		}
		var err error
		if m, err = l.model(limit, 3); err != nil {
			return nil, err
		}
		if progress != nil {
			progress(r, m)
		}
	}
	return m, nil
}
