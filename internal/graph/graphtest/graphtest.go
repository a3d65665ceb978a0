// Package graphtest holds the one suite that every store must pass, and the
// small graph that it writes.
package graphtest

import (
	"context"
	"slices"
	"strings"
	"testing"

	"casegraph/internal/coref"
	"casegraph/internal/doc"
	"casegraph/internal/graph"
	"casegraph/internal/ner"
	"casegraph/internal/reading"
	"casegraph/internal/relate"
	"casegraph/internal/resolve"
	"casegraph/internal/schema"
	"casegraph/knowledge"
)

// A Store keeps one graph. Apply makes it hold exactly the projection, however
// the last Apply ended. Read gives the canonical lines (graph.Node.Line,
// graph.Relationship.Line) of what it holds, sorted: a store of records
// projects what it has read back.
type Store interface {
	Apply(ctx context.Context, p *graph.Projection) error
	State(ctx context.Context) (graph.State, error)
	Read(ctx context.Context) ([]string, error)
}

// Run runs the suite. open returns an empty store each time.
func Run(t *testing.T, open func(t *testing.T) Store) {
	ctx := t.Context()
	apply := func(t *testing.T, s Store, p *graph.Projection) {
		t.Helper()
		if err := s.Apply(ctx, p); err != nil {
			t.Fatal(err)
		}
		got, err := s.Read(ctx)
		if err != nil {
			t.Fatal(err)
		}
		want := Lines(t, p)
		for _, line := range want {
			if _, ok := slices.BinarySearch(got, line); !ok {
				t.Errorf("not read back: %s", line)
			}
		}
		for _, line := range got {
			if _, ok := slices.BinarySearch(want, line); !ok {
				t.Errorf("not written: %s", line)
			}
		}
		if !slices.Equal(want, got) {
			t.Fatalf("%d lines written, %d read back, or in another order", len(want), len(got))
		}
		digest, err := p.Digest()
		if err != nil {
			t.Fatal(err)
		}
		st, err := s.State(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if want := (graph.State{Case: p.Case, Step: p.Step, Detail: p.Detail, Generation: p.Generation, Digest: digest, Reader: p.Reader, Layout: graph.Layout}); st != want {
			t.Fatalf("state %+v, want %+v", st, want)
		}
	}
	t.Run("empty", func(t *testing.T) {
		st, err := open(t).State(ctx)
		if err != nil || st != (graph.State{}) {
			t.Errorf("state of an empty store: %+v, %v", st, err)
		}
	})
	t.Run("read back", func(t *testing.T) { apply(t, open(t), Projection(t, 1, 3)) })
	t.Run("twice is once", func(t *testing.T) {
		s := open(t)
		apply(t, s, Projection(t, 1, 3))
		apply(t, s, Projection(t, 1, 3))
	})
	t.Run("more, then less", func(t *testing.T) {
		s := open(t)
		apply(t, s, Projection(t, 1, 2))
		apply(t, s, Projection(t, 2, 3))
		apply(t, s, Projection(t, 3, 1))
		apply(t, s, Projection(t, 4, 0))
	})
	t.Run("cancelled", func(t *testing.T) {
		s := open(t)
		stopped, cancel := context.WithCancel(ctx)
		cancel()
		if err := s.Apply(stopped, Projection(t, 1, 3)); err == nil {
			t.Error("no error")
		}
		apply(t, s, Projection(t, 1, 3))
	})
}

// Lines returns the sorted lines of a projection.
func Lines(t testing.TB, p *graph.Projection) []string {
	t.Helper()
	out := []string{}
	for n, err := range p.Nodes() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, n.Line())
	}
	for r, err := range p.Relationships() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r.Line())
	}
	slices.Sort(out)
	return out
}

// Projection returns the first n reports of the fixture, at detail claims.
func Projection(t testing.TB, generation int64, n int) *graph.Projection {
	t.Helper()
	s, err := schema.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	return &graph.Projection{Source: Source(t, s, n), Schema: s, Detail: graph.Claims, Generation: generation, Reader: "fixture", Case: "fixture", Step: generation}
}

// Source builds the first n reports of the fixture.
func Source(t testing.TB, s *schema.Schema, n int) graph.Source {
	t.Helper()
	readings := Readings()[:n]
	resolver, err := resolve.New(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	res := &resolve.Result{Of: map[string]int{}}
	ids := map[string]int{}
	var in []graph.Input
	for _, r := range readings {
		ps, of := resolver.Profiles(r, resolve.Pins{})
		in = append(in, graph.Input{Reading: r, Profiles: resolve.Keys(ps, of)})
		for _, p := range ps {
			// The fixture's names are its entities, however many profiles bear one.
			id := strings.ToLower(p.Type + "/" + strings.ReplaceAll(p.Name, " ", "-"))
			at, ok := ids[id]
			if !ok {
				at = len(res.Entities)
				ids[id] = at
				res.Entities = append(res.Entities, resolve.Entity{ID: id, Type: p.Type, Labels: p.Labels, Name: p.Name, Profiles: []string{p.Key}})
			}
			res.Of[p.Key] = at
		}
	}
	if n > 0 {
		res.Joins = []resolve.Join{{Entity: 0, Left: "a", Right: "b", Reason: "same words", Weight: 900}}
	}
	b := graph.NewBuilder(s, res)
	parts := []graph.Part{}
	for _, x := range in {
		parts = append(parts, b.Add(x))
	}
	whole := b.Finish()
	return *whole.Source(func(yield func(*graph.Part) error) error {
		for i := range parts {
			if err := yield(&parts[i]); err != nil {
				return err
			}
		}
		return nil
	}, nil)
}

// A report is written down claim by claim: "type role=Type:Name ... #role=N
// by=Type:Name stance=..."; by= once a hop, outermost first.
var reports = [3][]string{
	{
		"CASUALTIES victims=Unit:Nile_Brigade #killed=300 place=Place:Kassala by=Agency:Ministry_of_Defence",
		"CASUALTIES victims=Unit:Nile_Brigade #killed=40 place=Place:Kassala by=Person:O'Neil_\"X\" by=Agency:Ministry_of_Defence",
		"DEPLOYED_TO force=Unit:Nile_Brigade place=Place:Kassala #count=1200 by=Agency:Council",
		"DEPLOYED_TO force=Unit:Nile_Brigade place=Place:Gedaref",
		"PART_OF part=Unit:Nile_Brigade whole=Unit:Northern_Command",
		"STATEMENT content=text by=Agency:Council stance=no_comment",
	},
	{
		"CASUALTIES victims=Unit:Nile_Brigade #killed=55 #wounded=7 by=Agency:Council",
		"DEPLOYED_TO force=Unit:Nile_Brigade place=Place:Kassala #count=900 by=Agency:Council stance=denied",
		"LEADS person=Person:Amina_';_DROP body=Unit:Northern_Command",
		"MET_WITH a=Person:O'Neil_\"X\" b=Person:`${Zoë}` place=Place:Kassala by=Agency:Council",
	},
	{
		"CASUALTIES victims=Unit:Nile_Brigade #killed=300 by=Agency:Ministry_of_Defence stance=hedged",
		"FOUGHT_AGAINST a=Unit:Nile_Brigade b=Unit:Border_Guard by=Agency:Council",
		"CAPTURED captor=Unit:Border_Guard captive=Unit:Nile_Brigade #count=0 stance=planned",
	},
}

// Readings returns the fixture's three reports.
func Readings() []*reading.Reading {
	out := []*reading.Reading{}
	for i, claims := range reports {
		name := string(rune('a' + i))
		r := &reading.Reading{
			Document: &doc.Document{ID: "d" + name, URI: name + ".txt", SHA256: name, Title: "Report <" + name + ">", Publisher: []string{"Post", "Wire", ""}[i], Published: doc.Date{Date: []string{"2024-03-02", "2024-03-01", ""}[i], Precision: "day", Basis: "byline"}, Language: "en"},
			Links:    []coref.Link{},
		}
		var b strings.Builder
		for _, line := range claims {
			sentence(r, &b, line)
		}
		r.Document.Text = b.String()
		out = append(out, r)
	}
	return out
}

func sentence(r *reading.Reading, b *strings.Builder, line string) {
	start := b.Len()
	put := func(s string) (int, int) {
		at := b.Len()
		b.WriteString(s + " ")
		return at, at + len(s)
	}
	mention := func(v string) int {
		typ, name, _ := strings.Cut(v, ":")
		s, e := put(strings.ReplaceAll(name, "_", " "))
		r.Mentions = append(r.Mentions, ner.Mention{Sentence: len(r.Sentences), Start: s, End: e, Text: b.String()[s:e], Type: typ, Form: ner.Name, State: -1, By: "fixture"})
		return len(r.Mentions) - 1
	}
	fields := strings.Fields(line)
	c := relate.Claim{Type: fields[0], Sentence: len(r.Sentences), Stance: relate.Asserted, Rule: "fixture"}
	c.Trigger.Start, c.Trigger.End = put(strings.ToLower(fields[0]))
	for _, f := range fields[1:] {
		k, v, _ := strings.Cut(f, "=")
		switch {
		case k == "stance":
			c.Stance = relate.Stance(v)
		case k == "by":
			s, e := put("said")
			c.Sources = append(c.Sources, relate.Hop{{Mention: mention(v), Cue: relate.Span{Start: s, End: e}}})
		case strings.HasPrefix(k, "#"):
			var n int64
			for _, d := range v {
				n = n*10 + int64(d-'0')
			}
			s, e := put(v)
			c.Args = append(c.Args, relate.Arg{Role: k[1:], Mention: -1, Start: s, End: e, Quantity: &relate.Quantity{Start: s, End: e, Min: &n, Max: &n, Unit: "soldier"}})
		case strings.Contains(v, ":"):
			m := mention(v)
			c.Args = append(c.Args, relate.Arg{Role: k, Mention: m, Start: r.Mentions[m].Start, End: r.Mentions[m].End})
		default:
			s, e := put(v)
			c.Args = append(c.Args, relate.Arg{Role: k, Mention: -1, Start: s, End: e})
		}
	}
	r.Sentences = append(r.Sentences, reading.Sentence{Start: start, End: b.Len() - 1, Kind: doc.Body})
	r.Claims = append(r.Claims, c)
	b.WriteString("\n\n")
}
