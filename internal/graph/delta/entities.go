package delta

import (
	"cmp"
	"maps"
	"slices"

	"casegraph/internal/graph"
)

// A link is what an entity of a and one of b share.
type link struct {
	a, b       int
	names, all int // mentions that both have
	documents  Cause
}

// pairEntities finds which entities are one on both sides by the mentions that
// they share, for ids may change. Entities that share none are one if they have
// one id and no other counterpart: the same name of other reports.
func (c *comparison) pairEntities() {
	a, b := c.a, c.b
	links := map[[2]int]*link{}
	for i := range a.documents {
		x, j := &a.documents[i], a.pair[i]
		if j < 0 {
			continue
		}
		y := &b.documents[j]
		seenA, seenB := make([]bool, len(x.mentions)), make([]bool, len(y.mentions))
		pairMentions(x, y, a.corrected(i), func(m, n int) {
			seenA[m], seenB[n] = true, true
			e, f := a.entity(x.mentions[m].entity), b.entity(y.mentions[n].entity)
			if e < 0 || f < 0 {
				return
			}
			l := links[[2]int{e, f}]
			if l == nil {
				l = &link{a: e, b: f}
				links[[2]int{e, f}] = l
			}
			l.all++
			if x.mentions[m].form == "name" {
				l.names++
			}
			// A document that changed is why its mention went elsewhere.
			if a.corrected(i) || x.marks != y.marks || x.links != y.links {
				l.documents = pick(l.documents, a.only[i])
			}
		})
		a.freshen(i, seenA)
		b.freshen(j, seenB)
	}
	c.sides(func(s, _ *side, _ string, _ bool) {
		for i := range s.documents {
			if s.pair[i] < 0 {
				s.freshen(i, nil)
			}
		}
	})
	c.links = make([]link, 0, len(links))
	linkedA, linkedB := make([]bool, len(a.entities)), make([]bool, len(b.entities))
	for _, l := range links {
		c.links = append(c.links, *l) // sorted below
		linkedA[l.a], linkedB[l.b] = true, true
	}
	for e := range a.entities {
		if f := b.entity(a.entities[e].id); !linkedA[e] && f >= 0 && !linkedB[f] {
			c.links = append(c.links, link{a: e, b: f})
		}
	}
	slices.SortFunc(c.links, func(x, y link) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	c.choose()
}

// freshen notes the entities of the mentions of a document that the other side
// has not.
func (s *side) freshen(document int, seen []bool) {
	d := &s.documents[document]
	for m := range d.mentions {
		if seen != nil && seen[m] {
			continue
		}
		if e := s.entity(d.mentions[m].entity); e >= 0 {
			s.fresh[e] = pick(s.fresh[e], s.only[document])
		}
	}
}

// choose gives every entity its main counterpart, names before other mentions, and
// puts those into one class that lead to each other.
func (c *comparison) choose() {
	a, b := c.a, c.b
	best := func(s, other *side, of func(*link) (int, int)) {
		by := make([]*link, len(s.entities))
		for k := range c.links {
			l := &c.links[k]
			e, f := of(l)
			old := by[e]
			if old != nil {
				_, g := of(old)
				id := s.entities[e].id
				better := cmp.Or(
					cmp.Compare(l.names, old.names), cmp.Compare(l.all, old.all),
					cmp.Compare(truth(other.entities[f].id == id), truth(other.entities[g].id == id)),
					cmp.Compare(other.entities[g].id, other.entities[f].id))
				if better <= 0 {
					continue
				}
			}
			by[e] = l
			s.main[e] = f
		}
	}
	best(a, b, func(l *link) (int, int) { return l.a, l.b })
	best(b, a, func(l *link) (int, int) { return l.b, l.a })

	parent := make([]int, len(a.entities)+len(b.entities))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	n := len(a.entities)
	for e, f := range a.main {
		if f >= 0 {
			parent[find(e)] = find(n + f)
		}
	}
	for f, e := range b.main {
		if e >= 0 {
			parent[find(e)] = find(n + f)
		}
	}
	for e := range a.class {
		a.class[e] = find(e)
	}
	for f := range b.class {
		b.class[f] = find(n + f)
	}
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// partner is the entity of the other side that is this one, -1 for none.
func (s *side) partner(other *side, e int) int {
	if e < 0 {
		return -1
	}
	if f := s.main[e]; f >= 0 && other.main[f] == e {
		return f
	}
	return -1
}

// groups gives, for each entity of s, those of the other side that it became or
// came from: its main one and all whose main one it is.
func groups(s, other *side) [][]int {
	out := make([][]int, len(s.entities))
	for f, e := range other.main {
		if e >= 0 {
			out[e] = append(out[e], f)
		}
	}
	for e, f := range s.main {
		if f >= 0 && !slices.Contains(out[e], f) {
			out[e] = append(out[e], f)
		}
		slices.Sort(out[e])
	}
	return out
}

func (s *side) entitySide(e int) Side {
	return Side{ID: s.entities[e].id, Text: s.entities[e].name}
}

func (s *side) entitySides(es []int) []Side {
	var out []Side
	for _, e := range es {
		out = append(out, s.entitySide(e))
	}
	return out
}

// mark notes why entities changed, for what hangs on them.
func (c *comparison) mark(as, bs []int, cause Cause) {
	for _, e := range as {
		c.a.regrouped[e] = pick(c.a.regrouped[e], cause)
	}
	for _, f := range bs {
		c.b.regrouped[f] = pick(c.b.regrouped[f], cause)
	}
}

func (c *comparison) tellEntities() {
	a, b := c.a, c.b
	became, came := groups(a, b), groups(b, a)
	grouped := map[[2]int]bool{} // side, entity
	for e, fs := range became {
		if len(fs) < 2 {
			continue
		}
		cause := c.groupCause([]int{e}, fs)
		c.mark([]int{e}, fs, cause)
		grouped[[2]int{0, e}] = true
		for _, f := range fs {
			grouped[[2]int{1, f}] = true
		}
		c.tell(Change{Record: Entity, Kind: Split, Type: a.entities[e].typ, Before: []Side{a.entitySide(e)}, After: b.entitySides(fs), Reasons: c.reasons([]int{e}, fs), Cause: cause})
	}
	for f, es := range came {
		if len(es) < 2 {
			continue
		}
		cause := c.groupCause(es, []int{f})
		c.mark(es, []int{f}, cause)
		grouped[[2]int{1, f}] = true
		for _, e := range es {
			grouped[[2]int{0, e}] = true
		}
		c.tell(Change{Record: Entity, Kind: Joined, Type: b.entities[f].typ, Before: a.entitySides(es), After: []Side{b.entitySide(f)}, Reasons: c.reasons(es, []int{f}), Cause: cause})
	}
	for k := range c.links {
		l := &c.links[k]
		if a.main[l.a] == l.b || b.main[l.b] == l.a {
			continue
		}
		as, bs := []int{l.a}, []int{l.b}
		if e := b.partner(a, l.b); e >= 0 {
			as = append(as, e)
		}
		if f := a.partner(b, l.a); f >= 0 {
			bs = append(bs, f)
		}
		cause := c.judgedBetween(as, bs)
		if cause.Kind == "" {
			cause = l.documents
		}
		if cause.Kind == "" {
			cause = c.groupCause(as, bs)
		}
		c.mark([]int{l.a}, []int{l.b}, cause)
		c.tell(Change{
			Record: Entity, Kind: Moved, Type: a.entities[l.a].typ, Before: []Side{a.entitySide(l.a)}, After: []Side{b.entitySide(l.b)},
			Fields: []Field{{"mentions", plural(l.all, "mention"), plural(l.all, "mention")}}, Cause: cause,
		})
	}
	for e := range a.entities {
		f := a.partner(b, e)
		switch {
		case f >= 0 && !grouped[[2]int{0, e}] && !grouped[[2]int{1, f}]:
			c.tellPair(e, f)
		case len(became[e]) == 0 && a.main[e] < 0:
			cause := pick(a.fresh[e])
			if cause.Kind == "" {
				cause = c.groupCause([]int{e}, nil)
			}
			c.mark([]int{e}, nil, cause)
			c.tell(Change{Record: Entity, Kind: Gone, Type: a.entities[e].typ, Before: []Side{a.entitySide(e)}, Cause: cause})
		}
	}
	for f := range b.entities {
		if len(came[f]) == 0 && b.main[f] < 0 {
			cause := pick(b.fresh[f])
			if cause.Kind == "" {
				cause = c.groupCause(nil, []int{f})
			}
			c.mark(nil, []int{f}, cause)
			c.tell(Change{Record: Entity, Kind: Added, Type: b.entities[f].typ, After: []Side{b.entitySide(f)}, Cause: cause})
		}
	}
}

// tellPair compares an entity with itself. The id of a nameless one names its
// document and its place there, which says nothing of it.
func (c *comparison) tellPair(e, f int) {
	x, y := &c.a.entities[e], &c.b.entities[f]
	kind := Changed
	var fields []Field
	if x.id != y.id && !(x.described && y.described) {
		kind = Renamed
		fields = append(fields, Field{"id", x.id, y.id})
	}
	if x.name != y.name {
		kind = Renamed
		fields = append(fields, Field{"name", x.name, y.name})
	}
	if x.typ != y.typ {
		fields = append(fields, Field{"type", x.typ, y.typ})
	}
	if x.country != y.country {
		fields = append(fields, Field{"country", x.country, y.country})
	}
	if len(fields) == 0 {
		c.same(Entity)
		return
	}
	cause := c.groupCause([]int{e}, []int{f})
	c.mark([]int{e}, []int{f}, cause)
	c.tell(Change{Record: Entity, Kind: kind, Type: y.typ, Before: []Side{c.a.entitySide(e)}, After: []Side{c.b.entitySide(f)}, Fields: fields, Cause: cause})
}

// reasons are the joins of these entities that one side alone has.
func (c *comparison) reasons(as, bs []int) []Reason {
	out := newJoins(c.a, c.b, as, Gone)
	return append(out, newJoins(c.b, c.a, bs, Added)...)
}

func newJoins(s, other *side, es []int, kind string) []Reason {
	var joins []int
	for _, e := range es {
		joins = append(joins, s.joinsOf[s.entities[e].id]...)
	}
	slices.Sort(joins)
	var out []Reason
	for _, i := range joins {
		j := &s.joins[i]
		if _, ok := slices.BinarySearchFunc(other.joins, j.ID, func(x graph.Join, id string) int { return cmp.Compare(x.ID, id) }); !ok {
			out = append(out, Reason{j.ID, kind, j.Reason, j.Weight, j.Judgement})
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
