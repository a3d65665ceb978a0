package delta

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// stdin is the place of what came on standard input, which is never corrected.
const stdin = "-"

// pairDocuments pairs equal contents, then the contents of one place.
func (c *comparison) pairDocuments() {
	a, b := c.a, c.b
	for i := range a.documents {
		if j, ok := b.docAt[a.documents[i].id]; ok {
			a.pair[i], b.pair[j] = j, i
		}
	}
	places := map[string][]int{}
	for j := range b.documents {
		if b.pair[j] < 0 {
			for _, u := range b.documents[j].uris {
				places[u] = append(places[u], j)
			}
		}
	}
	type candidate struct {
		uri  string
		i, j int
	}
	var all []candidate
	for i := range a.documents {
		if a.pair[i] >= 0 {
			continue
		}
		for _, u := range a.documents[i].uris {
			for _, j := range places[u] {
				if u != stdin {
					all = append(all, candidate{u, i, j})
				}
			}
		}
	}
	slices.SortFunc(all, func(x, y candidate) int {
		p, q := [2]string{a.documents[x.i].id, b.documents[x.j].id}, [2]string{a.documents[y.i].id, b.documents[y.j].id}
		return cmp.Or(cmp.Compare(x.uri, y.uri), cmp.Compare(min(p[0], p[1]), min(q[0], q[1])), cmp.Compare(max(p[0], p[1]), max(q[0], q[1])))
	})
	for _, x := range all {
		if a.pair[x.i] < 0 && b.pair[x.j] < 0 {
			a.pair[x.i], b.pair[x.j] = x.j, x.i
			a.only[x.i] = Cause{Kind: Correction, URI: x.uri}
			b.only[x.j] = a.only[x.i]
		}
	}
	c.sides(func(s, other *side, _ string, _ bool) {
		held := map[string]bool{}
		for i := range other.documents {
			for _, u := range other.documents[i].uris {
				held[u] = u != stdin
			}
		}
		for i := range s.documents {
			d := &s.documents[i]
			switch {
			case s.only[i].Kind != "":
			case s.pair[i] >= 0:
				s.only[i] = Cause{Kind: Reader, URI: d.uri()}
			default:
				s.only[i] = Cause{Kind: s.lone, URI: d.uri()}
				// What the place held before lives on at another one.
				for _, u := range d.uris {
					if held[u] {
						s.only[i] = Cause{Kind: Correction, URI: u}
						break
					}
				}
			}
		}
	})
}

// corrected reports whether the document's counterpart is another content.
func (s *side) corrected(i int) bool { return s.pair[i] >= 0 && s.only[i].Kind == Correction }

func (d *document) uri() string {
	if len(d.uris) == 0 {
		return d.id
	}
	return d.uris[0]
}

// reread finds the documents of one content that read otherwise. What a judgement
// took out of one is no other reading.
func (c *comparison) reread() {
	for i := range c.a.documents {
		j := c.a.pair[i]
		if j < 0 || c.a.corrected(i) {
			continue
		}
		x, y := &c.a.documents[i], &c.b.documents[j]
		if len(readFields(x, y)) > 0 || c.otherClaims(i, j) {
			c.a.touched[i] = Cause{Kind: Reader, URI: x.uri()}
			c.b.touched[j] = c.a.touched[i]
			c.a.otherwise[i], c.b.otherwise[j] = true, true
		}
	}
}

func (c *comparison) otherClaims(i, j int) bool {
	for k := c.a.documents[i].claims[0]; k < c.a.documents[i].claims[1]; k++ {
		other := c.a.claimPair[k]
		if (other < 0 || c.a.claims[k].read != c.b.claims[other].read) && c.claimJudged(k, other).Kind == "" {
			return true
		}
	}
	for k := c.b.documents[j].claims[0]; k < c.b.documents[j].claims[1]; k++ {
		if c.b.claimPair[k] < 0 && c.claimJudged(-1, k).Kind == "" {
			return true
		}
	}
	return false
}

// readFields says in what the readings of one content differ, claims apart.
func readFields(x, y *document) []Field {
	var out []Field
	for k := range min(len(x.fields), len(y.fields)) {
		if x.fields[k] != y.fields[k] {
			out = append(out, Field{x.fields[k][0], x.fields[k][1], y.fields[k][1]})
		}
	}
	if x.sentences != y.sentences {
		out = append(out, Field{Name: "sentences"})
	}
	if x.marks != y.marks {
		out = append(out, Field{"mentions", fmt.Sprint(len(x.mentions)), fmt.Sprint(len(y.mentions))})
	}
	if x.links != y.links {
		out = append(out, Field{Name: "links"})
	}
	return out
}

func (d *document) side() Side { return Side{ID: d.id, Text: strings.Join(d.uris, ", ")} }

func (c *comparison) tellDocuments() {
	a, b := c.a, c.b
	for i := range a.documents {
		x, j := &a.documents[i], a.pair[i]
		if j < 0 {
			a.touched[i] = a.only[i]
			c.tell(Change{Record: Document, Kind: Gone, Before: []Side{x.side()}, Cause: a.only[i]})
			continue
		}
		y := &b.documents[j]
		ch := Change{Record: Document, Before: []Side{x.side()}, After: []Side{y.side()}}
		if a.corrected(i) {
			a.touched[i], b.touched[j] = a.only[i], a.only[i]
			ch.Kind, ch.Cause = Corrected, a.only[i]
			for k := range min(len(x.fields), len(y.fields)) {
				if x.fields[k] != y.fields[k] {
					ch.Fields = append(ch.Fields, Field{x.fields[k][0], x.fields[k][1], y.fields[k][1]})
				}
			}
			c.tell(ch)
			continue
		}
		told := false
		if kind, cause := places(x, y); kind != "" {
			told = true
			ch.Kind, ch.Cause = kind, cause
			c.tell(ch)
		}
		if a.touched[i].Kind != "" {
			told = true
			ch.Kind, ch.Cause, ch.Fields = Reread, a.touched[i], readFields(x, y)
			if c.otherClaims(i, j) {
				ch.Fields = append(ch.Fields, Field{"claims", fmt.Sprint(x.claims[1] - x.claims[0]), fmt.Sprint(y.claims[1] - y.claims[0])})
			}
			c.tell(ch)
		}
		if x.copyOf != y.copyOf && !c.sameOriginal(x.copyOf, y.copyOf) {
			told = true
			ch.Kind, ch.Fields = Changed, []Field{{"copy_of", x.copyOf, y.copyOf}}
			ch.Cause = c.copyCause(x, y)
			a.touched[i] = pick(a.touched[i], ch.Cause)
			b.touched[j] = a.touched[i]
			c.tell(ch)
		}
		if !told {
			c.same(Document)
		}
	}
	for j := range b.documents {
		if b.pair[j] < 0 {
			b.touched[j] = b.only[j]
			c.tell(Change{Record: Document, Kind: Added, After: []Side{b.documents[j].side()}, Cause: b.only[j]})
		}
	}
}

// sameOriginal reports whether both are versions of one document.
func (c *comparison) sameOriginal(x, y string) bool {
	i, ok := c.a.docAt[x]
	j, found := c.b.docAt[y]
	return ok && found && c.a.pair[i] == j
}

// copyCause says why a document repeats another one than before.
func (c *comparison) copyCause(x, y *document) Cause {
	var found []Cause
	for _, id := range []string{x.copyOf, y.copyOf, x.id} {
		c.sides(func(s, _ *side, _ string, _ bool) {
			if i, ok := s.docAt[id]; ok {
				if s.pair[i] < 0 || s.corrected(i) {
					found = append(found, s.only[i])
				} else {
					found = append(found, s.touched[i])
				}
			}
		})
	}
	if best := pick(found...); best.Kind != "" {
		return best
	}
	return c.elsewhere(nil, nil)
}

// places says how the places of one content differ. Whoever moved a report has
// entered it at its new place.
func places(x, y *document) (kind string, cause Cause) {
	gone, added := without(x.uris, y.uris), without(y.uris, x.uris)
	switch {
	case len(gone) > 0 && len(added) > 0:
		return Moved, Cause{Kind: Report, URI: min(gone[0], added[0])}
	case len(added) > 0:
		return Copied, Cause{Kind: Report, URI: added[0]}
	case len(gone) > 0:
		return Uncopied, Cause{Kind: Removal, URI: gone[0]}
	}
	return "", Cause{}
}

// without gives the strings of x that y has not, sorted.
func without(x, y []string) []string {
	var out []string
	for _, s := range x {
		if !slices.Contains(y, s) {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return out
}
