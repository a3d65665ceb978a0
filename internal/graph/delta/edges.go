package delta

import (
	"fmt"
	"slices"
)

// pairRecords pairs records of equal keys, those first that stand on the most
// common claims. Keys are tried in their order; a pair of the loose key, the last,
// must share a claim.
func (c *comparison) pairRecords(n, m int, pairA, pairB []int, keys []func(s *side, i int) []string, claims func(s *side, i int) []string) {
	for k, key := range keys {
		loose := k == len(keys)-1
		at := map[string][2][]int{}
		add := func(s *side, which, n int, pair []int) {
			for i := range n {
				if pair[i] >= 0 {
					continue
				}
				for _, word := range key(s, i) {
					l := at[word]
					l[which] = append(l[which], i)
					at[word] = l
				}
			}
		}
		add(c.a, 0, n, pairA)
		add(c.b, 1, m, pairB)
		for _, word := range sortedKeys(at) {
			left := slices.DeleteFunc(at[word][0], func(i int) bool { return pairA[i] >= 0 })
			right := slices.DeleteFunc(at[word][1], func(j int) bool { return pairB[j] >= 0 })
			if len(left) == 0 || len(right) == 0 {
				continue
			}
			if len(left) == 1 && len(right) == 1 && !loose {
				pairA[left[0]], pairB[right[0]] = right[0], left[0]
				continue
			}
			for _, p := range greedy(len(left), len(right), func(i, j int) int {
				n := c.sharedClaims(claims(c.a, left[i]), claims(c.b, right[j]))
				if loose && n == 0 {
					return -1
				}
				return n
			}) {
				i, j := left[p[0]], right[p[1]]
				pairA[i], pairB[j] = j, i
			}
		}
	}
}

func (c *comparison) sharedClaims(before, after []string) int {
	held := map[int]bool{}
	for _, id := range before {
		if i, ok := c.a.claimAt[id]; ok {
			held[i] = true
		}
	}
	n := 0
	for _, id := range after {
		if j, ok := c.b.claimAt[id]; ok && held[c.b.claimPair[j]] {
			n++
		}
	}
	return n
}

// exact is an entity in a form that is equal on both sides where it has a partner,
// and "" where it has none: it came, went, or is the lesser part of a join.
func (c *comparison) exact(s *side, id string) string {
	e := s.entity(id)
	if e < 0 {
		return "=" + id
	}
	other := c.a
	if s == c.a {
		other = c.b
	}
	f := s.partner(other, e)
	switch {
	case f < 0:
		return ""
	case s == c.a:
		return fmt.Sprintf("#%d", e)
	}
	return fmt.Sprintf("#%d", f)
}

func (c *comparison) tellEdges() {
	a, b := c.a, c.b
	c.pairRecords(len(a.edges), len(b.edges), a.edgePair, b.edgePair, []func(s *side, i int) []string{
		func(s *side, i int) []string {
			e := &s.edges[i]
			from, to := c.exact(s, e.from), c.exact(s, e.to)
			if from == "" || to == "" {
				return nil
			}
			return []string{e.typ + " " + from + " " + to}
		},
		// A symmetric edge has its ends in order of id, which may have turned.
		func(s *side, i int) []string {
			e := &s.edges[i]
			from, to := s.key(e.from, e.from), s.key(e.to, e.to)
			return []string{e.typ + " " + min(from, to) + " " + max(from, to)}
		},
	}, func(s *side, i int) []string { return s.edges[i].claims })

	c.sides(func(s, _ *side, kind string, before bool) {
		for i := range s.edges {
			if s.edgePair[i] >= 0 {
				continue
			}
			e := &s.edges[i]
			ch := Change{Record: Edge, Kind: kind, Type: e.typ}
			if before {
				ch.Before = []Side{s.edgeSide(i)}
				ch.Cause = c.evidenceCause(e.claims, nil, s.ends(i), nil)
			} else {
				ch.After = []Side{s.edgeSide(i)}
				ch.Cause = c.evidenceCause(nil, e.claims, nil, s.ends(i))
			}
			c.tell(ch)
		}
	})
	for i, j := range a.edgePair {
		if j < 0 {
			continue
		}
		x, y := &a.edges[i], &b.edges[j]
		var fields []Field
		for k := range x.fields {
			if x.fields[k] != y.fields[k] {
				fields = append(fields, Field{x.fields[k][0], x.fields[k][1], y.fields[k][1]})
			}
		}
		fields = append(fields, c.evidence(x.claims, y.claims)...)
		if len(fields) == 0 {
			c.same(Edge)
			continue
		}
		c.tell(Change{Record: Edge, Kind: Changed, Type: x.typ, Before: []Side{a.edgeSide(i)}, After: []Side{b.edgeSide(j)}, Fields: fields, Cause: c.evidenceCause(x.claims, y.claims, a.ends(i), b.ends(j))})
	}
}

// ends are the entities of an edge.
func (s *side) ends(i int) []int {
	var out []int
	for _, id := range []string{s.edges[i].from, s.edges[i].to} {
		if e := s.entity(id); e >= 0 {
			out = append(out, e)
		}
	}
	return out
}

func (s *side) edgeSide(i int) Side {
	e := &s.edges[i]
	return Side{ID: e.id, Text: s.name(e.from) + " → " + s.name(e.to), At: s.quoteOf(e.claims, e.quote)}
}

// quoteOf finds where a quote stands among claims; an empty quote is that of the
// first one.
func (s *side) quoteOf(claims []string, quote string) *At {
	for _, id := range claims {
		if i, ok := s.claimAt[id]; ok && (quote == "" || s.claims[i].quote == quote) {
			return s.claimSide(i).At
		}
	}
	return nil
}
