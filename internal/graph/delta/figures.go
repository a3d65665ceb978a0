package delta

import (
	"cmp"
	"slices"

	"casegraph/internal/graph"
)

func (c *comparison) tellFigures() {
	a, b := c.a, c.b
	key := func(s *side, f *figure) string {
		return f.measure + " " + s.key(f.subject, f.subject) + " " + f.bounds + " " + f.stance + " " + s.key(f.place, f.place)
	}
	c.pairRecords(len(a.figures), len(b.figures), a.figurePair, b.figurePair, []func(s *side, i int) []string{
		func(s *side, i int) []string {
			f := &s.figures[i]
			return []string{key(s, f) + " " + s.key(f.origin, f.origin)}
		},
		// An origin without an entity is named by its place, which moves.
		func(s *side, i int) []string { return []string{key(s, &s.figures[i])} },
	}, func(s *side, i int) []string { return s.figures[i].claims })

	c.sides(func(s, _ *side, kind string, before bool) {
		for i := range s.figures {
			if s.figurePair[i] >= 0 {
				continue
			}
			f := &s.figures[i]
			ch := Change{Record: Figure, Kind: kind, Type: f.measure}
			if before {
				ch.Before = []Side{s.figureSide(i)}
				ch.Cause = c.evidenceCause(f.claims, nil, s.around(i), nil)
			} else {
				ch.After = []Side{s.figureSide(i)}
				ch.Cause = c.evidenceCause(nil, f.claims, nil, s.around(i))
			}
			s.figureCause[i] = ch.Cause
			c.tell(ch)
		}
	})
	for i, j := range a.figurePair {
		if j < 0 {
			continue
		}
		x, y := &a.figures[i], &b.figures[j]
		var fields []Field
		if x.asOf != y.asOf {
			fields = append(fields, Field{"as_of", x.asOf, y.asOf})
		}
		e, f := a.entity(x.origin), b.entity(y.origin)
		if (e >= 0 || f >= 0) && a.key(x.origin, x.origin) != b.key(y.origin, y.origin) {
			fields = append(fields, Field{"origin", a.name(x.origin), b.name(y.origin)})
		}
		fields = append(fields, c.evidence(x.claims, y.claims)...)
		if len(fields) == 0 {
			c.same(Figure)
			continue
		}
		cause := c.evidenceCause(x.claims, y.claims, a.around(i), b.around(j))
		a.figureCause[i], b.figureCause[j] = cause, cause
		c.tell(Change{Record: Figure, Kind: Changed, Type: x.measure, Before: []Side{a.figureSide(i)}, After: []Side{b.figureSide(j)}, Fields: fields, Cause: cause})
	}
	c.tellGrades()
}

// around are the entities that a figure names.
func (s *side) around(i int) []int {
	f := &s.figures[i]
	var out []int
	for _, id := range []string{f.subject, f.origin, f.place} {
		if e := s.entity(id); e >= 0 && !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

func (s *side) figureSide(i int) Side {
	f := &s.figures[i]
	text := f.words + " of " + s.name(f.subject)
	if f.place != "" {
		text += " in " + s.name(f.place)
	}
	if f.stance != "asserted" {
		text += ", " + f.stance
	}
	if f.origin != "" {
		text += ", origin " + s.name(f.origin)
	}
	if f.asOf != "" {
		text += ", as of " + f.asOf
	}
	return Side{ID: f.id, Text: text, At: s.quoteOf(f.claims, "")}
}

// A pairOfFigures are two figures by their index in a, or behind all of a's by
// that in b where a has none.
type pairOfFigures struct{ low, high int }

// tellGrades compares how figures are graded against each other. That a figure
// which came or went agreed with others is no news.
func (c *comparison) tellGrades() {
	a, b := c.a, c.b
	at := func(s *side) map[string]int {
		m := map[string]int{}
		for i := range s.figures {
			m[s.figures[i].id] = i
		}
		return m
	}
	atA, atB := at(a), at(b)
	collect := func(s *side, at map[string]int, number func(i int) int) map[pairOfFigures]*grade {
		out := map[pairOfFigures]*grade{}
		for k := range s.grades {
			g := &s.grades[k]
			i, ok := at[g.left]
			j, found := at[g.right]
			if ok && found {
				x, y := number(i), number(j)
				out[pairOfFigures{min(x, y), max(x, y)}] = g
			}
		}
		return out
	}
	gradesA := collect(a, atA, func(i int) int { return i })
	gradesB := collect(b, atB, func(j int) int {
		if i := b.figurePair[j]; i >= 0 {
			return i
		}
		return len(a.figures) + j
	})
	pairs := make([]pairOfFigures, 0, len(gradesA)+len(gradesB))
	for p := range gradesA {
		pairs = append(pairs, p)
	}
	for p := range gradesB {
		if gradesA[p] == nil {
			pairs = append(pairs, p)
		}
	}
	slices.SortFunc(pairs, func(x, y pairOfFigures) int { return cmp.Or(cmp.Compare(x.low, y.low), cmp.Compare(x.high, y.high)) })
	within := c.changedPlaces()
	for _, p := range pairs {
		x, y := gradesA[p], gradesB[p]
		if x != nil && y != nil && x.grade == y.grade && x.reason == y.reason {
			c.same(Grade)
			continue
		}
		ch := Change{Record: Grade, Kind: Changed}
		lone := false // a figure of it stands on one side alone
		figures := func(s *side, at map[string]int, g *grade) []Side {
			i, j := at[g.left], at[g.right]
			lone = lone || s.figurePair[i] < 0 || s.figurePair[j] < 0
			ch.Type = g.grade
			ch.Cause = pick(ch.Cause, s.figureCause[i], s.figureCause[j])
			return []Side{s.gradeSide(g, i, j)}
		}
		if x != nil {
			ch.Before = figures(a, atA, x)
		}
		if y != nil {
			ch.After = figures(b, atB, y)
		}
		switch {
		case lone && (ch.Type == graph.Same || ch.Type == graph.Compatible):
			continue
		case y == nil:
			ch.Kind = Gone
		case x == nil:
			ch.Kind = Added
		default:
			if x.grade != y.grade {
				ch.Fields = append(ch.Fields, Field{"grade", x.grade, y.grade})
			}
			if x.reason != y.reason {
				ch.Fields = append(ch.Fields, Field{"reason", x.reason, y.reason})
			}
		}
		if ch.Cause.Kind == "" {
			ch.Cause = c.gradeCause(x, y, atA, atB, within)
		}
		c.tell(ch)
	}
}

// changedPlaces are the changed edges that say which place lies in which.
func (c *comparison) changedPlaces() []*Change {
	var out []*Change
	for i := range c.out.List {
		if ch := &c.out.List[i]; ch.Record == Edge && (ch.Type == "LOCATED_IN" || ch.Type == "PART_OF") {
			out = append(out, ch)
		}
	}
	return out
}

// gradeCause says why two figures that did not change are graded otherwise: what
// they rest on, or which place lies in which.
func (c *comparison) gradeCause(x, y *grade, atA, atB map[string]int, within []*Change) Cause {
	var before, after []string
	var as, bs []int
	if x != nil {
		for _, i := range []int{atA[x.left], atA[x.right]} {
			before = append(before, c.a.figures[i].claims...)
			as = append(as, c.a.around(i)...)
		}
	}
	if y != nil {
		for _, j := range []int{atB[y.left], atB[y.right]} {
			after = append(after, c.b.figures[j].claims...)
			bs = append(bs, c.b.around(j)...)
		}
	}
	var found []Cause
	for _, ch := range within {
		if c.a.onEnds(ch.Before, as) || c.b.onEnds(ch.After, bs) {
			found = append(found, ch.Cause)
		}
	}
	if best := pick(found...); best.Kind != "" {
		return best
	}
	return c.evidenceCause(before, after, as, bs)
}

// onEnds reports whether one of the edges ends at one of the entities.
func (s *side) onEnds(edges []Side, es []int) bool {
	for _, x := range edges {
		i, ok := slices.BinarySearchFunc(s.edges, x.ID, func(e edge, id string) int { return cmp.Compare(e.id, id) })
		if ok && slices.ContainsFunc(s.ends(i), func(e int) bool { return slices.Contains(es, e) }) {
			return true
		}
	}
	return false
}

func (s *side) gradeSide(g *grade, i, j int) Side {
	return Side{ID: g.left + " " + g.right, Text: s.figures[i].measure + " " + s.figureSide(i).Text + " / " + s.figureSide(j).Text + ": " + g.reason}
}
