package relate

import (
	"slices"

	"casegraph/internal/clause"
	"casegraph/internal/pattern"
	"casegraph/internal/syntax"
)

// puts reads who puts a number at how many: "M23 put the toll at 60". It is no
// statement, but the number is the subject's word.
func (f *field) puts(v int) (speech, bool) {
	c := f.c
	if !clause.Puts(c.Low(v)) || !c.Verbal(v) || c.Passive(v) {
		return speech{}, false
	}
	n := c.Child(v, syntax.Obj)
	s, _ := c.Subject(v)
	if n < v || s < 0 {
		return speech{}, false
	}
	for _, x := range c.Fill(v, clause.Verb, "at") {
		if x.Word < n || f.amountOf(x.Word) < 0 {
			continue
		}
		hop := f.speakers(s, f.span(v, v+1))
		if len(hop) == 0 {
			return speech{}, false
		}
		first, _ := c.Subtree(n)
		_, limit := c.Subtree(x.Word)
		sp := speech{cue: pattern.Value{First: int(c.Token[v]), Limit: int(c.Token[v]) + 1}, stance: Asserted, hops: []Hop{hop}, silent: true}
		sp.first, sp.limit = f.tokens(first, limit)
		return sp, sp.limit > sp.first
	}
	return speech{}, false
}

// restated reads another number for those whom the sentence before, or this one,
// counted: "The army said 29 soldiers were killed. M23 put the number at 60."
func (f *field) restated(i int) (Claim, bool) {
	c := f.c
	if !clause.CountNoun(c.Low(i)) || c.Low(i+1) == "of" {
		return Claim{}, false
	}
	if det := c.Child(i, syntax.Det); det < 0 || c.Low(det) == "a" || c.Low(det) == "an" {
		return Claim{}, false
	}
	for _, k := range c.Children(i) {
		switch c.Label(int(k)) {
		case syntax.Nmod, syntax.Acl, syntax.Compound, syntax.Amod: // another number than that: "the number who fled"
			return Claim{}, false
		}
	}
	before := f.e.counts(f.s.Index, f.c.Words[i].Start)
	if before == nil {
		return Claim{}, false
	}
	for _, x := range c.Fill(i, clause.Noun, "measured") {
		a := f.amountOf(x.Word)
		if a < 0 {
			continue
		}
		rel := f.e.x.schema.Relation(before.Type)
		claim := Claim{Type: before.Type, Sentence: f.s.Index, Stance: Asserted, Rule: "casualties#number", Trigger: f.span(i, i+1)}
		for _, y := range before.Args {
			switch {
			case y.Quantity != nil:
				q := f.amounts[a].q
				claim.Args = append(claim.Args, Arg{Role: y.Role, Mention: -1, Start: q.Start, End: q.End, Quantity: &q, Path: x.Path})
			case y.Role == rel.Subject || y.Role == "place":
				y.Path = "counted before"
				claim.Args = append(claim.Args, y)
			}
		}
		f.settle(&claim, rel, i)
		return claim, true
	}
	return Claim{}, false
}

// counts is the last claim of this sentence or the one before that gives one number of
// victims by another word than the one at a byte; nil for none.
func (e *extraction) counts(sentence, at int) *Claim {
	for _, list := range [][]Claim{e.found, e.claims} {
		for i := range slices.Backward(list) {
			c := &list[i]
			if c.Type != "CASUALTIES" || c.Sentence < sentence-1 || c.Trigger.Start == at {
				continue
			}
			numbers, victims := 0, 0
			for _, a := range c.Args {
				if a.Quantity != nil {
					numbers++
				} else if a.Role == "victims" {
					victims++
				}
			}
			if numbers != 1 || victims != 1 {
				return nil
			}
			for k := range i { // "70 people, including three infants": all of them
				if list[k].Type == c.Type && list[k].Trigger == c.Trigger {
					return &list[k]
				}
			}
			return c
		}
	}
	return nil
}
