package delta

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"casegraph/internal/judge"
)

// A judged is a judgement that one side alone has, with what its anchors speak of.
type judged struct {
	judgement *judgement
	a, b      []int // entity of each anchor on either side, -1 for none
	cause     Cause
}

// judge finds the judgements that one side alone has.
func (c *comparison) judge() {
	c.sides(func(s, other *side, _ string, _ bool) {
		for i := range s.judgements {
			j := &s.judgements[i]
			if _, ok := slices.BinarySearchFunc(other.judgements, j.id, func(x judgement, id string) int { return cmp.Compare(x.id, id) }); ok {
				continue
			}
			x := judged{judgement: j, cause: Cause{Kind: Judged, Judgement: j.id}}
			for _, anchor := range j.anchors {
				x.a = append(x.a, c.a.anchored(anchor))
				x.b = append(x.b, c.b.anchored(anchor))
			}
			c.judged = append(c.judged, x)
		}
	})
	slices.SortFunc(c.judged, func(x, y judged) int { return cmp.Compare(x.judgement.id, y.judgement.id) })
}

// anchored is the entity that an anchor speaks of: that of the mention which covers
// most of its bytes, names first; where the document is not there, of the nearest
// mention of the same words at its place. It is -1 for none.
func (s *side) anchored(x judge.Anchor) int {
	best, rank := -1, [3]int{}
	offer := func(entity int, now [3]int) {
		if entity >= 0 && (best < 0 || slices.Compare(now[:], rank[:]) > 0) {
			best, rank = entity, now
		}
	}
	if i, ok := s.docAt[x.Document]; ok {
		for _, m := range s.documents[i].mentions {
			if covered := min(m.end, x.End) - max(m.start, x.Start); covered > 0 {
				offer(s.entity(m.entity), [3]int{truth(m.form == "name"), covered, m.start - m.end})
			}
		}
		return best
	}
	if i, ok := s.placeAt[x.URI]; ok {
		surface := strings.Join(strings.Fields(x.Surface), " ")
		for _, m := range s.documents[i].mentions {
			if m.text == surface {
				offer(s.entity(m.entity), [3]int{truth(m.form == "name"), -distance(m.start, x.Start), 0})
			}
		}
	}
	return best
}

// judgedBetween is the judgement whose anchors lie in two of the entities.
func (c *comparison) judgedBetween(as, bs []int) Cause {
	var found []Cause
	between := func(anchors, es []int) bool {
		return len(anchors) == 2 && anchors[0] != anchors[1] && slices.Contains(es, anchors[0]) && slices.Contains(es, anchors[1])
	}
	for i := range c.judged {
		if j := &c.judged[i]; between(j.a, as) || between(j.b, bs) {
			found = append(found, j.cause)
		}
	}
	return pick(found...)
}

// groupCause says why entities as of a are entities bs of b: a judgement between
// them, one that their joins name, the documents that brought or took their
// mentions, a judgement on one of them, or something else that bears their names.
func (c *comparison) groupCause(as, bs []int) Cause {
	if cause := c.judgedBetween(as, bs); cause.Kind != "" {
		return cause
	}
	var found []Cause
	for _, r := range c.reasons(as, bs) {
		if i := slices.IndexFunc(c.judged, func(j judged) bool { return j.judgement.id == r.Judgement }); i >= 0 {
			found = append(found, c.judged[i].cause)
		}
	}
	if len(found) > 0 {
		return pick(found...)
	}
	for _, e := range as {
		found = append(found, c.a.fresh[e])
	}
	for _, f := range bs {
		found = append(found, c.b.fresh[f])
	}
	if cause := pick(found...); cause.Kind != "" {
		return cause
	}
	for i := range c.judged {
		j := &c.judged[i]
		touches := func(anchors, es []int) bool {
			return slices.ContainsFunc(anchors, func(e int) bool { return e >= 0 && slices.Contains(es, e) })
		}
		if len(j.a) == 2 && (touches(j.a, as) || touches(j.b, bs)) {
			found = append(found, j.cause)
		}
	}
	for _, e := range as {
		for _, f := range bs {
			k, ok := slices.BinarySearchFunc(c.links, link{a: e, b: f}, func(x, y link) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
			if ok {
				found = append(found, c.links[k].documents)
			}
		}
	}
	if cause := pick(found...); cause.Kind != "" {
		return cause
	}
	return c.elsewhere(as, bs)
}

// elsewhere looks for the cause of a change in entities that nothing which changed
// speaks of. An id depends on who else bears the name, and how much a name is worth
// on how many bear it, so it is the change that shares most words with the names.
// Where nothing changed at all, another program made the later state; where a
// single thing did, it was that.
func (c *comparison) elsewhere(as, bs []int) Cause {
	c.indexNames()
	count := map[Cause]int{}
	for _, w := range c.nameWords(as, bs) {
		for _, cause := range c.named[w] {
			count[cause]++
		}
	}
	var best Cause
	for cause, n := range count {
		if n > count[best] || n == count[best] && compareCauses(cause, best) < 0 {
			best = cause
		}
	}
	switch {
	case best.Kind != "":
		return best
	case len(c.all) == 0:
		return Cause{Kind: Reader, URI: c.somewhere(as, bs)}
	case len(c.all) == 1:
		return c.all[0]
	}
	for _, cause := range c.all {
		if cause.Kind == Reader {
			return cause
		}
	}
	return Cause{Kind: Unknown}
}

// somewhere is a document that speaks of the entities.
func (c *comparison) somewhere(as, bs []int) string {
	best := ""
	look := func(s *side, es []int) {
		if s.place == nil {
			s.place = make([]string, len(s.entities))
			for i := range s.documents {
				uri := s.documents[i].uri()
				for _, m := range s.documents[i].mentions {
					if e := s.entity(m.entity); e >= 0 && (s.place[e] == "" || uri < s.place[e]) {
						s.place[e] = uri
					}
				}
			}
		}
		for _, e := range es {
			if u := s.place[e]; u != "" && (best == "" || u < best) {
				best = u
			}
		}
	}
	look(c.a, as)
	look(c.b, bs)
	return best
}

// indexNames lists every cause, and which of them speak of which words of names.
func (c *comparison) indexNames() {
	if c.named != nil {
		return
	}
	c.named = map[string][]Cause{}
	type spoken struct {
		word  string
		cause Cause
	}
	seen := map[spoken]bool{}
	all := map[Cause]bool{}
	add := func(cause Cause, name string) {
		for _, w := range nameWords(name) {
			if k := (spoken{w, cause}); !seen[k] {
				seen[k] = true
				c.named[w] = append(c.named[w], cause)
			}
		}
	}
	c.sides(func(s, _ *side, _ string, _ bool) {
		for i := range s.documents {
			if s.pair[i] >= 0 && !s.corrected(i) && !s.otherwise[i] {
				continue
			}
			cause := s.only[i]
			all[cause] = true
			for _, m := range s.documents[i].mentions {
				if m.form == "name" {
					add(cause, m.text)
				}
			}
		}
	})
	for i := range c.judged {
		all[c.judged[i].cause] = true
		for _, anchor := range c.judged[i].judgement.anchors {
			add(c.judged[i].cause, anchor.Surface)
		}
	}
	for cause := range all {
		c.all = append(c.all, cause)
	}
	slices.SortFunc(c.all, compareCauses)
}

func (c *comparison) nameWords(as, bs []int) []string {
	var out []string
	for _, e := range as {
		out = append(out, nameWords(c.a.entities[e].name+" "+c.a.entities[e].id)...)
	}
	for _, f := range bs {
		out = append(out, nameWords(c.b.entities[f].name+" "+c.b.entities[f].id)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// nameWords are the words of a name that say something, in small letters.
func nameWords(name string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
		if len(w) > 2 && w != "the" && w != "and" {
			out = append(out, w)
		}
	}
	return out
}

// claimJudged is the judgement on a claim that one side alone has, the zero Cause
// for none; i and j are the claim on either side, -1 for none.
func (c *comparison) claimJudged(i, j int) Cause {
	var found []Cause
	for k := range c.judged {
		x := c.judged[k].judgement
		if len(x.anchors) != 1 {
			continue
		}
		if i >= 0 && c.a.speaksOf(i, x.anchors[0]) || j >= 0 && c.b.speaksOf(j, x.anchors[0]) {
			found = append(found, c.judged[k].cause)
		}
	}
	return pick(found...)
}

// speaksOf reports whether the anchor lies on the claim's trigger.
func (s *side) speaksOf(i int, x judge.Anchor) bool {
	c := &s.claims[i]
	return c.document == x.Document && max(c.triggerAt.Start, x.Start) < min(c.triggerAt.End, x.End)
}

// evidenceCause says why an edge or a figure rests on other claims than before, or
// on the same ones counts otherwise.
func (c *comparison) evidenceCause(before, after []string, as, bs []int) Cause {
	var found []Cause
	shared := map[int]bool{} // claims of a that stand on both sides
	for _, id := range after {
		if j, ok := c.b.claimAt[id]; ok && c.b.claimPair[j] >= 0 {
			shared[c.b.claimPair[j]] = true
		}
	}
	held := map[int]bool{}
	for _, id := range before {
		i, ok := c.a.claimAt[id]
		if !ok {
			continue
		}
		held[i] = true
		found = append(found, c.a.claimCause[i])
		if !shared[i] {
			found = append(found, c.claimJudged(i, c.a.claimPair[i]))
		}
	}
	for _, id := range after {
		j, ok := c.b.claimAt[id]
		if !ok {
			continue
		}
		found = append(found, c.b.claimCause[j])
		if i := c.b.claimPair[j]; i < 0 || !held[i] {
			found = append(found, c.claimJudged(i, j))
		}
	}
	if best := pick(found...); best.Kind != "" {
		return best
	}
	for _, e := range as {
		found = append(found, c.a.regrouped[e])
	}
	for _, f := range bs {
		found = append(found, c.b.regrouped[f])
	}
	look := func(s *side, ids []string) {
		for _, id := range ids {
			i, ok := s.claimAt[id]
			if !ok {
				continue
			}
			found = append(found, s.touched[s.docAt[s.claims[i].document]])
			for _, hop := range s.claims[i].sources {
				for _, x := range hop {
					if e := s.entity(x.entity); e >= 0 {
						found = append(found, s.regrouped[e])
					}
				}
			}
			for _, a := range s.claims[i].args {
				if e := s.entity(a.entity); e >= 0 {
					found = append(found, s.regrouped[e])
				}
			}
		}
	}
	look(c.a, before)
	look(c.b, after)
	if best := pick(found...); best.Kind != "" {
		return best
	}
	return c.groupCause(as, bs)
}

// evidence compares the claims that two records stand on; nil for the same.
func (c *comparison) evidence(before, after []string) []Field {
	held := map[int]bool{}
	for _, id := range before {
		if i, ok := c.a.claimAt[id]; ok {
			held[i] = true
		}
	}
	shared := 0
	for _, id := range after {
		if j, ok := c.b.claimAt[id]; ok && c.b.claimPair[j] >= 0 && held[c.b.claimPair[j]] {
			shared++
		}
	}
	if shared == len(before) && shared == len(after) {
		return nil
	}
	return []Field{{"evidence", alone(len(before) - shared), alone(len(after) - shared)}}
}

func alone(n int) string { return plural(n, "claim") + " that the other has not" }

func plural(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

func (c *comparison) tellJudgements() {
	told := map[string]bool{}
	for i := range c.judged {
		told[c.judged[i].judgement.id] = true
	}
	c.sides(func(s, _ *side, kind string, before bool) {
		for i := range s.judgements {
			j := &s.judgements[i]
			if !told[j.id] {
				if before {
					c.same(Judgement)
				}
				continue
			}
			ch := Change{Record: Judgement, Kind: kind, Type: j.kind, Cause: Cause{Kind: Judged, Judgement: j.id}}
			one := []Side{{ID: j.id, Text: j.words}}
			if before {
				ch.Before = one
			} else {
				ch.After = one
			}
			c.tell(ch)
		}
	})
}
