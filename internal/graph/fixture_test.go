package graph

import (
	"fmt"
	"strings"
	"testing"

	"casegraph/internal/coref"
	"casegraph/internal/doc"
	"casegraph/internal/ner"
	"casegraph/internal/reading"
	"casegraph/internal/relate"
	"casegraph/internal/resolve"
	"casegraph/internal/schema"
	"casegraph/knowledge"
)

func vocabulary(t testing.TB) *schema.Schema {
	t.Helper()
	s, err := schema.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A says is one claim of a made-up report: subject deployed to place, with a
// number, on somebody's word.
type says struct {
	force, place, by string
	min, max         int64 // 0: open
	about            bool
	stance           relate.Stance
	negated          bool
}

// report makes a reading out of one-sentence claims, ids from the name.
func report(name, publisher, published string, claims ...says) *reading.Reading {
	r := &reading.Reading{Document: &doc.Document{ID: "d" + name, URI: name + ".txt", Publisher: publisher, Published: doc.Date{Date: published, Precision: "day"}}}
	var b strings.Builder
	mention := func(s, typ string) int {
		i := len(r.Mentions)
		r.Mentions = append(r.Mentions, ner.Mention{Sentence: len(r.Sentences), Start: b.Len(), End: b.Len() + len(s), Text: s, Type: typ, Form: ner.Name, State: -1})
		b.WriteString(s)
		return i
	}
	for _, c := range claims {
		start := b.Len()
		claim := relate.Claim{Type: "DEPLOYED_TO", Sentence: len(r.Sentences), Stance: c.stance, Negated: c.negated}
		if c.stance == "" {
			claim.Stance = relate.Asserted
		}
		if c.by != "" {
			m := mention(c.by, ner.Agency)
			b.WriteByte(' ')
			claim.Sources = []relate.Hop{{{Mention: m, Cue: relate.Span{Start: b.Len(), End: b.Len() + 4}}}}
			b.WriteString("said ")
		}
		f := mention(c.force, ner.Unit)
		claim.Args = append(claim.Args, relate.Arg{Role: "force", Mention: f, Start: r.Mentions[f].Start, End: r.Mentions[f].End})
		claim.Trigger = relate.Span{Start: b.Len() + 1, End: b.Len() + 5}
		b.WriteString(" sent ")
		if c.min > 0 || c.max > 0 {
			q := &relate.Quantity{Start: b.Len(), About: c.about}
			if c.min > 0 {
				q.Min = &c.min
			}
			if c.max > 0 {
				q.Max = &c.max
			}
			fmt.Fprintf(&b, "%d-%d", c.min, c.max)
			q.End = b.Len()
			claim.Args = append(claim.Args, relate.Arg{Role: "count", Mention: -1, Start: q.Start, End: q.End, Quantity: q})
			b.WriteString(" to ")
		}
		if c.place != "" {
			p := mention(c.place, ner.Place)
			claim.Args = append(claim.Args, relate.Arg{Role: "place", Mention: p, Start: r.Mentions[p].Start, End: r.Mentions[p].End})
		}
		b.WriteString(".")
		r.Sentences = append(r.Sentences, reading.Sentence{Start: start, End: b.Len(), Kind: doc.Body})
		r.Claims = append(r.Claims, claim)
		b.WriteString("\n\n")
	}
	r.Links = []coref.Link{}
	r.Document.Text = b.String()
	return r
}

// identities makes one entity of every profile.
func identities(t testing.TB, rs ...*reading.Reading) (*resolve.Result, []Input) {
	t.Helper()
	resolver, err := resolve.New(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	res := &resolve.Result{Of: map[string]int{}}
	var in []Input
	for _, r := range rs {
		ps, of := resolver.Profiles(r, resolve.Pins{})
		in = append(in, Input{Reading: r, Profiles: resolve.Keys(ps, of)})
		for _, p := range ps {
			if _, ok := res.Of[p.Key]; !ok {
				res.Of[p.Key] = len(res.Entities)
				res.Entities = append(res.Entities, resolve.Entity{ID: strings.ToLower(p.Type + "/" + strings.ReplaceAll(p.Name, " ", "-")), Type: p.Type, Name: p.Name, Profiles: []string{p.Key}})
			}
		}
	}
	return res, in
}

func build(t testing.TB, copies map[string]string, rs ...*reading.Reading) ([]Part, Whole) {
	t.Helper()
	res, in := identities(t, rs...)
	b := NewBuilder(vocabulary(t), res)
	b.Copies = copies
	var parts []Part
	for _, x := range in {
		parts = append(parts, b.Add(x))
	}
	return parts, b.Finish()
}
