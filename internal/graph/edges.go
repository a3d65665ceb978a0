package graph

import (
	"cmp"
	"slices"
	"strings"

	"casegraph/internal/relate"
)

type edgeCount struct {
	Edge
	documents, origins map[string]bool
	asserted, sourced  bool // of the best quote
	quoteClaim         string
}

// addToEdges names the claim's edges and counts it on each. An edge with
// several fillers of a role is one edge a pair.
func (b *Builder) addToEdges(d *Document, c *Claim) {
	rel := b.schema.Relation(c.Type)
	if rel == nil || rel.From == "" {
		return
	}
	for _, x := range c.Args {
		if x.Role != rel.From || x.Entity == "" {
			continue
		}
		for _, y := range c.Args {
			if y.Role != rel.To || y.Entity == "" || x.Entity == y.Entity {
				continue
			}
			from, to := x.Entity, y.Entity
			if rel.Symmetric && to < from {
				from, to = to, from
			}
			id := EdgeID(c.Type, from, to)
			if slices.Contains(c.Edges, id) {
				continue
			}
			c.Edges = append(c.Edges, id)
			e := b.edges[id]
			if e == nil {
				e = &edgeCount{Edge: Edge{ID: id, Type: c.Type, From: from, To: to}, documents: map[string]bool{}, origins: map[string]bool{}}
				b.edges[id] = e
			}
			e.add(d, c, b.origins(d, c))
		}
	}
	slices.Sort(c.Edges)
}

func (e *edgeCount) add(d *Document, c *Claim, origins []string) {
	e.ClaimIDs = append(e.ClaimIDs, c.ID)
	switch {
	case c.Stance == string(relate.NoComment):
		return
	case c.Negated || c.Stance == string(relate.Denied):
		e.Denied++
		return
	case c.Stance == string(relate.Planned):
		e.Planned++
		return
	}
	e.Claims++
	e.documents[cmp.Or(d.CopyOf, d.ID)] = true
	if len(c.Sources) == 0 {
		e.Unsourced++
	} else {
		for _, o := range origins {
			e.origins[o] = true
		}
	}
	from, to := when(d, c)
	if from != "" && (e.First == "" || from < e.First) {
		e.First = from
	}
	if to > e.Last {
		e.Last = to
	}
	e.offer(c)
}

// offer keeps the best quote: asserted before hedged, with a source before
// without, then the shortest, then the least id.
func (e *edgeCount) offer(c *Claim) {
	asserted, sourced := c.Stance == string(relate.Asserted), len(c.Sources) > 0
	better := cmp.Or(
		order(asserted, e.asserted), order(sourced, e.sourced),
		cmp.Compare(len(c.Quote), len(e.Quote)), cmp.Compare(c.ID, e.quoteClaim))
	if e.quoteClaim == "" || better < 0 {
		e.Quote, e.quoteClaim, e.asserted, e.sourced = c.Quote, c.ID, asserted, sourced
	}
}

// order puts true first.
func order(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return -1
	}
	return 1
}

// origins are the speakers of the last hop, on whose word the claim stands:
// entities, or speakers that are only described, each within its outlet.
func (b *Builder) origins(d *Document, c *Claim) []string {
	if len(c.Sources) == 0 {
		return nil
	}
	var out []string
	for _, s := range c.Sources[len(c.Sources)-1] {
		if s.Entity == "" || b.nameless[s.Entity] {
			out = append(out, cmp.Or(d.Publisher, d.ID)+"\x00"+strings.ToLower(spelling(s.Text)))
		} else {
			out = append(out, s.Entity)
		}
	}
	return out
}

// when gives the claim's dates, else the report's.
func when(d *Document, c *Claim) (from, to string) {
	if c.Date != nil {
		from, to = c.Date.From, cmp.Or(c.Date.To, c.Date.From)
	}
	from = cmp.Or(from, d.Published.Date)
	return from, cmp.Or(to, from)
}

// finishEdges returns the edges that at least one claim asserts.
func (b *Builder) finishEdges() []Edge {
	out := []Edge{}
	for _, e := range b.edges {
		if e.Claims == 0 {
			continue
		}
		slices.Sort(e.ClaimIDs)
		e.Documents, e.Origins = len(e.documents), len(e.origins)
		out = append(out, e.Edge)
	}
	slices.SortFunc(out, func(x, y Edge) int { return cmp.Compare(x.ID, y.ID) })
	return out
}
