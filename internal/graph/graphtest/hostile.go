package graphtest

import (
	"sync"
	"testing"

	"casegraph/internal/doc"
	"casegraph/internal/graph"
	"casegraph/internal/schema"
	"casegraph/knowledge"
)

// load reads the vocabulary once: fuzzing asks for it thousands of times.
var load = sync.OnceValues(func() (*schema.Schema, error) { return schema.Load(knowledge.FS) })

// Hostile returns a projection with one of everything in which every text that
// comes from a report, or from its name, is s. Formats must hold any s.
func Hostile(t testing.TB, s string) *graph.Projection {
	t.Helper()
	vocabulary, err := load()
	if err != nil {
		t.Fatal(err)
	}
	low := int64(3)
	quantity := &graph.Quantity{Text: s, Start: 5, End: 6, Min: &low, About: true, Unit: s}
	claim := func(id, stance string, edges ...string) graph.Claim {
		return graph.Claim{
			ID: id, Document: "d1", Type: "LEADS", Sentence: graph.Span{Start: 0, End: 9}, Trigger: graph.Trigger{Start: 1, End: 2, Text: s}, Quote: s,
			Args: []graph.Arg{
				{Role: "person", Mention: "d1/m1", Entity: "person/a" + s, Text: s, Start: 3, End: 4},
				{Role: "body", Mention: "d1/m2", Entity: "unit/b" + s, Text: s, Start: 4, End: 5},
				{Role: "title", Text: s, Start: 6, End: 7},
				{Role: "count", Text: s, Start: 5, End: 6, Quantity: quantity},
			},
			Stance: stance, Sources: [][]graph.Speaker{{{Mention: "d1/m1", Entity: "person/a" + s, Text: s, Start: 3, End: 4}}, {{Text: s, Start: 7, End: 8}}},
			Date: &graph.Date{Text: s, From: s, To: "2024-03", Precision: "month"}, Rule: s, Edges: edges, Figures: []string{"figure/1"},
		}
	}
	part := graph.Part{
		Document:  graph.Document{ID: "d1", URI: s, URIs: []string{s}, Title: s, Publisher: s, Published: doc.Date{Date: "2024", Precision: "year"}, SHA256: "00", Language: "en", Skipped: []doc.Skip{{Reason: s}}},
		Sentences: []graph.Sentence{{ID: "d1/s000000000", Document: "d1", End: 9, Kind: doc.Body}},
		Mentions: []graph.Mention{
			{ID: "d1/m1", Document: "d1", Start: 3, End: 4, Text: s, Type: "Person", Form: "name", Entity: "person/a" + s, By: s},
			{ID: "d1/m2", Document: "d1", Start: 4, End: 5, Text: s, Type: "Unit", Form: "name", Entity: "unit/b" + s, By: s},
		},
		Links:  []graph.Link{{ID: "d1/l1", Document: "d1", Left: "d1/m1", Right: "d1/m2", Reason: s}},
		Claims: []graph.Claim{claim("d1/c1", "asserted", "edge/1"+s), claim("d1/c2", s)},
	}
	whole := &graph.Whole{
		Entities: []graph.Entity{
			{ID: "person/a" + s, Type: "Person", Labels: []string{"Person"}, Name: s, Aliases: []graph.Alias{{Name: s, Count: 1}}, Country: "su", Mentions: 1, Documents: 1},
			{ID: "unit/b" + s, Type: "Unit", Labels: []string{"Unit", "ArmedForce"}, Name: s, Aliases: []graph.Alias{}, FormerIDs: []string{s}, Country: s, Described: true, Mentions: 1, Documents: 1},
		},
		Joins: []graph.Join{{ID: "join/1", Entity: "person/a" + s, Left: s, Right: s, Reason: s, Weight: 900, Judgement: s}},
		Edges: []graph.Edge{{ID: "edge/1" + s, Type: "LEADS", From: "person/a" + s, To: "unit/b" + s, Claims: 1, Documents: 1, First: "2024", Last: "2024-03", Quote: s, ClaimIDs: []string{"d1/c1"}}},
		Topics: []graph.Topic{{ID: "topic/1", Measure: "killed", Subject: "unit/b" + s, Figures: []graph.Figure{
			{ID: "figure/1", Min: &low, Stance: s, Origin: "person/a" + s, AsOf: s, Claims: []string{"d1/c1", "d1/c2"}},
			{ID: "figure/2", Max: &low, Stance: "denied", Origin: s, Claims: []string{}},
		}, Grades: []graph.Grade{{Left: "figure/1", Right: "figure/2", Grade: graph.Denied, Reason: s}}}},
	}
	return &graph.Projection{
		Schema: vocabulary, Detail: graph.Full, Generation: 1, Reader: "fixture",
		Source: *whole.Source(func(yield func(*graph.Part) error) error { return yield(&part) }, nil),
	}
}

// Hostiles are texts that have broken formats: seeds for fuzzing.
var Hostiles = []string{
	"", "plain", `=HYPERLINK("http://x","y")`, "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", " =1", "a;=1", "a\n=1", "＝1",
	"]]>", "</data><node id='x'/>", "&amp;", `" onload="x`, "<!-- -->", "\x00\x01\x1f", "\ufffe\uffff", "\xff\xfe", "\ufeff", "\u2028\u2029",
	`{"a":1}`, `\"`, "a|b", `\|`, "O'Neil", "''", `"a"`, "\u202eabc", "e\u200b\u0301", "Zoë", "_:b0", "https://x/ y", "@id", "cg:Claim", " ", "\u00a0", "\u00ad",
	`"No." "Yes," & 'no' <a> <b>`, "a\n\n\tb",
}
