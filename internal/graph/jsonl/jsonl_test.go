package jsonl

import (
	"bytes"
	"strings"
	"testing"

	"casegraph/internal/doc"
	"casegraph/internal/graph"

	"github.com/google/go-cmp/cmp"
)

func fixture() []any {
	zero, n := int64(0), int64(300)
	return []any{
		&graph.Document{ID: "d1", URI: "a <b> & c.txt", Published: doc.Date{Date: "2024-03-01", Precision: "day", Basis: "byline"}, Skipped: []doc.Skip{{Start: 1, End: 2, Reason: "markup"}}},
		&graph.Document{ID: "d2", CopyOf: "d1"},
		&graph.Sentence{ID: "d1/s000000000", Document: "d1", End: 9, Kind: doc.Body},
		&graph.Mention{ID: "d1/m1", Document: "d1", Text: "N'Djamena \"quoted\" `x` ${y}\u2028", Type: "Place", Form: "name"},
		&graph.Link{ID: "d1/l1", Document: "d1", Left: "d1/m1", Right: "d1/m2", Reason: "same words"},
		&graph.Entity{ID: "place/chad", Type: "Place", Labels: []string{"Place", "Country"}, Name: "Chad", Aliases: []graph.Alias{{Name: "Tchad", Count: 2}}},
		&graph.Join{ID: "join/a b", Left: "a", Right: "b", Weight: 900},
		&graph.Claim{ID: "d1/c1", Document: "d1", Type: "CASUALTIES", Args: []graph.Arg{{Role: "killed", Quantity: &graph.Quantity{Min: &zero, Max: &n}}}, Sources: [][]graph.Speaker{{{Text: "an official"}}}, Date: &graph.Date{Text: "Monday"}},
		&graph.Edge{ID: "edge/1", Type: "LEADS", ClaimIDs: []string{"d1/c1"}},
		&graph.Topic{ID: "topic/1", Figures: []graph.Figure{{ID: "f", Min: &zero, Claims: []string{"d1/c1"}}}, Grades: []graph.Grade{}},
		&graph.Judgement{ID: "j1", Kind: "same"},
	}
}

func TestRoundTrip(t *testing.T) {
	var buf bytes.Buffer
	w := NewWriter(&buf)
	for _, r := range fixture() {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(buf.String()) {
		if !strings.HasPrefix(line, `{"record":"`) || !strings.HasSuffix(line, "}\n") {
			t.Errorf("not a record: %s", line)
		}
	}
	var got []any
	if err := Read(&buf, func(r any) error { got = append(got, r); return nil }); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(fixture(), got); d != "" {
		t.Error(d)
	}
}

func TestOrderIsKept(t *testing.T) {
	for name, rs := range map[string][2]any{
		"ids":     {&graph.Edge{ID: "b"}, &graph.Edge{ID: "a"}},
		"twice":   {&graph.Edge{ID: "a"}, &graph.Edge{ID: "a"}},
		"records": {&graph.Topic{ID: "a"}, &graph.Edge{ID: "b"}},
	} {
		w := NewWriter(&bytes.Buffer{})
		if err := w.Write(rs[0]); err != nil {
			t.Fatal(err)
		}
		if err := w.Write(rs[1]); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if err := NewWriter(&bytes.Buffer{}).Write(graph.Edge{}); err == nil {
		t.Error("a value is no record")
	}
}

func TestReadErrors(t *testing.T) {
	for in, want := range map[string]string{
		"{\"record\":\"edge\",\"id\":\"a\"}\n{\"record\":\"nope\"}\n": `line 2: unknown record "nope"`,
		"\n\n{\"record\":\"edge\",":                                   "line 3: ",
		"{\"id\":\"a\"}":                                              `line 1: unknown record ""`,
	} {
		err := Read(strings.NewReader(in), func(any) error { return nil })
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", in, err, want)
		}
	}
}
