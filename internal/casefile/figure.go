package casefile

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"casegraph/internal/graph"
)

// sumFigures brings the figures up to what documents add to them, and the grades of
// those near them in their topics.
func (a *assembly) sumFigures() {
	changed := map[int64][]changedFigure{} // by topic
	for _, id := range sorted(a.figures) {
		c := changedFigure{figureAt: figureAt{id: id}}
		var topic int64
		var shares int
		a.one(`SELECT topic, ref, as_of FROM figure WHERE id = ?`, []any{id}, &topic, &c.ref, &c.was)
		a.one(`SELECT count(*), coalesce(min(nullif(as_of, '')), '') FROM figure_share WHERE figure = ?`, []any{id}, &shares, &c.asOf)
		c.came, c.went = a.fresh[id], shares == 0
		a.exec(`DELETE FROM grade WHERE topic = ? AND "left" = ?`, topic, id)
		a.exec(`DELETE FROM grade WHERE "right" = ?`, id)
		switch {
		case c.went:
			a.exec(`DELETE FROM figure WHERE id = ?`, id)
		case c.asOf != c.was:
			a.exec(`UPDATE figure SET as_of = ? WHERE id = ?`, c.asOf, id)
		}
		changed[topic] = append(changed[topic], c)
	}
	g := grader{assembly: a, sums: map[int64]*graph.FigureShare{}, ups: map[string][]string{}, states: map[string][2]string{}}
	g.places = &graph.Places{Up: g.up, Of: g.of}
	for _, t := range sorted(changed) {
		if a.publishing {
			a.touchTopic(t)
		}
		if a.exec(`DELETE FROM topic WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM figure WHERE topic = ?1)`, t) == 0 && !a.regrade[t] {
			g.topic(t, changed[t])
		}
	}
	for _, t := range sorted(a.regrade) {
		if a.publishing {
			a.touchTopic(t)
		}
		a.exec(`DELETE FROM grade WHERE topic = ?`, t)
		list := g.list(t)
		for i, x := range list {
			for _, y := range list[i+1 : min(len(list), i+1+graph.Window)] {
				g.grade(t, x.id, y.id)
			}
		}
		g.flush()
	}
}

func (a *assembly) touchTopic(topic int64) {
	var ref string
	if a.one(`SELECT 'topic/' || t.measure || ' ' || e.ref FROM topic t JOIN entity e ON e.id = t.subject WHERE t.id = ?`, []any{topic}, &ref) {
		a.touch(unitTopic, ref)
	}
}

// A figureAt is a figure with its place in its topic: figures are in order of date,
// then of ref.
type figureAt struct {
	id        int64
	asOf, ref string
}

func (x figureAt) compare(y figureAt) int {
	return cmp.Or(cmp.Compare(x.asOf, y.asOf), cmp.Compare(x.ref, y.ref))
}

// A changedFigure came, went, or is given by other documents than before.
type changedFigure struct {
	figureAt
	was        string // its date before
	came, went bool
}

// A grader grades figures against those that follow them in their topic.
type grader struct {
	*assembly
	sums   map[int64]*graph.FigureShare
	ups    map[string][]string
	states map[string][2]string
	places *graph.Places
	rows   []any // grades to be inserted
}

// list lists the figures of a topic in order.
func (g *grader) list(topic int64) (out []figureAt) {
	g.each(func(scan func(...any)) {
		var x figureAt
		scan(&x.id, &x.asOf, &x.ref)
		out = append(out, x)
	}, `SELECT id, as_of, ref FROM figure WHERE topic = ? ORDER BY as_of, ref`, topic)
	return out
}

// topic grades what changed figures make compare anew: each of them with all in its
// window, and others that came near each other. Grades of those that stand too far
// from each other now go.
func (g *grader) topic(topic int64, changes []changedFigure) {
	now := g.list(topic)
	// The list as it was, with the changed ones where they stood.
	changed := map[int64]bool{}
	var were []figureAt
	for _, c := range changes {
		changed[c.id] = true
		if !c.came {
			were = append(were, figureAt{c.id, c.was, c.ref})
		}
	}
	slices.SortFunc(were, figureAt.compare)
	at, before := map[int64]int{}, make([]figureAt, 0, len(now)+len(were))
	for i, x := range now {
		at[x.id] = i
		if changed[x.id] {
			continue
		}
		for len(were) > 0 && were[0].compare(x) < 0 {
			before, were = append(before, were[0]), were[1:]
		}
		before = append(before, x)
	}
	before = append(before, were...)
	stood := map[int64]int{}
	for i, x := range before {
		stood[x.id] = i
	}
	// Only near a place where something came or went are there other pairs.
	near := make([]bool, len(now))
	mark := func(i int) {
		for k := max(0, i-graph.Window); k < min(len(now), i+graph.Window+1); k++ {
			near[k] = true
		}
	}
	for _, c := range changes {
		for _, asOf := range []string{c.was, c.asOf} {
			i, _ := slices.BinarySearchFunc(now, figureAt{0, asOf, c.ref}, figureAt.compare)
			mark(i)
		}
	}
	for i, x := range now {
		if !near[i] {
			continue
		}
		for _, y := range now[i+1 : min(len(now), i+1+graph.Window)] {
			if changed[x.id] || changed[y.id] || stood[y.id]-stood[x.id] > graph.Window {
				g.grade(topic, x.id, y.id)
			}
		}
		if changed[x.id] {
			continue
		}
		k := stood[x.id]
		for _, y := range before[k+1 : min(len(before), k+1+graph.Window)] {
			if j, ok := at[y.id]; ok && !changed[y.id] && j-i > graph.Window {
				g.exec(`DELETE FROM grade WHERE topic = ? AND "left" = ? AND "right" = ?`, topic, x.id, y.id)
			}
		}
	}
	g.flush()
}

// grade grades two figures of which the left one stands before the right one.
func (g *grader) grade(topic, left, right int64) {
	x, y := g.sum(left), g.sum(right)
	if g.err != nil {
		return
	}
	if grade, reason := graph.Compare(x, y, g.places); grade != "" {
		g.rows = append(g.rows, topic, left, right, grade, reason)
	}
}

func (g *grader) flush() {
	g.assembly.rows("grade", 5, g.rows)
	g.rows = g.rows[:0]
}

// sum is a figure as all documents together give it, without its claims: grades do not
// look at them.
func (g *grader) sum(id int64) *graph.FigureShare {
	if f, ok := g.sums[id]; ok {
		return f
	}
	f := new(graph.FigureShare)
	g.sums[id] = f
	if !g.one(`SELECT ref, "min", "max", about, exclusive, stance, origin, as_of, place FROM figure WHERE id = ?`, []any{id},
		&f.ID, &f.Min, &f.Max, &f.About, &f.Exclusive, &f.Stance, &f.Origin, &f.AsOf, &f.Place) {
		return f
	}
	g.each(func(scan func(...any)) {
		var document, outlets, sentences string
		scan(&document, &outlets, &sentences)
		var s graph.FigureShare
		if err := cmp.Or(unlist(outlets, &s.Outlets), json.Unmarshal([]byte(sentences), &s.Sentences)); err != nil && g.err == nil {
			g.err = err
		}
		for i := range s.Sentences {
			s.Sentences[i] = document + "/" + s.Sentences[i]
		}
		if f.Sentences == nil {
			f.Outlets, f.Sentences = s.Outlets, s.Sentences
		} else {
			f.Merge(&s)
		}
	}, `SELECT d.ref, s.outlets, s.sentences FROM figure_share s JOIN document d ON d.id = s.document WHERE s.figure = ? ORDER BY d.ref`, id)
	return f
}

func (g *grader) up(ref string) []string {
	up, ok := g.ups[ref]
	if !ok {
		up = g.texts(`SELECT t.ref FROM entity f JOIN edge_row e ON e."from" = f.id JOIN entity t ON t.id = e."to" WHERE f.ref = ? AND e.type IN ('LOCATED_IN', 'PART_OF') AND e.claims > 0 ORDER BY e.type, 1`, ref)
		g.ups[ref] = up
	}
	return up
}

func (g *grader) of(ref string) (country, state string) {
	s, ok := g.states[ref]
	if !ok {
		var labels string
		g.one(`SELECT country, labels FROM entity WHERE ref = ? AND type = 'Place'`, []any{ref}, &s[0], &labels)
		if strings.Contains(labels, `"Country"`) {
			s[1] = s[0]
		}
		g.states[ref] = s
	}
	return s[0], s[1]
}
