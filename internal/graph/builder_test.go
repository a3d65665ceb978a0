package graph

import (
	"slices"
	"testing"

	"casegraph/internal/relate"

	"github.com/google/go-cmp/cmp"
)

func TestEdgeCounters(t *testing.T) {
	a := report("a", "Post", "2024-03-02",
		says{force: "Brigade", place: "Gao", by: "Ministry"},
		says{force: "Brigade", place: "Gao"},
		says{force: "Brigade", place: "Gao", by: "Ministry", stance: relate.Denied},
		says{force: "Brigade", place: "Gao", stance: relate.Planned})
	b := report("b", "Wire", "2024-03-01", says{force: "Brigade", place: "Gao", by: "Council", stance: relate.Hedged})
	c := report("c", "Copy", "2024-03-05", says{force: "Brigade", place: "Gao", by: "Council", stance: relate.Hedged})
	d := report("d", "Post", "2024-03-06", says{force: "Brigade", place: "Mopti", negated: true})
	_, w := build(t, map[string]string{"dc": "db"}, a, b, c, d)
	if len(w.Edges) != 1 {
		t.Fatalf("%d edges, want one: what is only denied is none", len(w.Edges))
	}
	got := w.Edges[0]
	if n := len(got.ClaimIDs); n != 6 {
		t.Errorf("%d claims named, want 6", n)
	}
	got.ClaimIDs = nil
	want := Edge{ID: "edge/DEPLOYED_TO unit/brigade place/gao", Type: "DEPLOYED_TO", From: "unit/brigade", To: "place/gao",
		Claims: 4, Documents: 2, Origins: 2, Unsourced: 1, Denied: 1, Planned: 1, First: "2024-03-01", Last: "2024-03-05",
		Quote: "Ministry said Brigade sent Gao."}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestGrades(t *testing.T) {
	tests := []struct {
		name  string
		x, y  says
		dates [2]string
		want  string
	}{
		{"equal bounds", says{by: "A", min: 300, max: 300}, says{by: "B", min: 300, max: 300}, [2]string{}, Same},
		{"about reaches", says{by: "A", min: 300, max: 300, about: true}, says{by: "B", min: 325, max: 325}, [2]string{}, Compatible},
		{"about does not reach", says{by: "A", min: 300, max: 300, about: true}, says{by: "B", min: 331, max: 331}, [2]string{}, Differs},
		{"at least meets more", says{by: "A", min: 100}, says{by: "B", min: 300, max: 300}, [2]string{}, Compatible},
		{"later and more from one origin", says{by: "A", min: 100, max: 100}, says{by: "A", min: 300, max: 300}, [2]string{"2024-01-01", "2024-02-01"}, Update},
		{"later but less", says{by: "A", min: 300, max: 300}, says{by: "A", min: 100, max: 100}, [2]string{"2024-01-01", "2024-02-01"}, Differs},
		{"later from another", says{by: "A", min: 100, max: 100}, says{by: "B", min: 300, max: 300}, [2]string{"2024-01-01", "2024-02-01"}, Differs},
		{"denied", says{by: "A", min: 300, max: 300}, says{by: "B", min: 300, max: 300, stance: relate.Denied}, [2]string{}, Denied},
		{"a denied number that does not meet", says{by: "A", min: 300, max: 300}, says{by: "B", min: 9, max: 9, stance: relate.Denied}, [2]string{}, ""},
		{"two places", says{by: "A", min: 300, max: 300, place: "Gao"}, says{by: "B", min: 9, max: 9, place: "Mopti"}, [2]string{}, ""},
		{"one place missing", says{by: "A", min: 300, max: 300, place: "Gao"}, says{by: "B", min: 9, max: 9}, [2]string{}, Differs},
		{"planned and done", says{by: "A", min: 300, max: 300, stance: relate.Planned}, says{by: "B", min: 9, max: 9}, [2]string{}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.x.force, tt.y.force = "Corps", "Corps"
			_, w := build(t, nil, report("a", "Post", tt.dates[0], tt.x), report("b", "Wire", tt.dates[1], tt.y))
			if len(w.Topics) != 1 || len(w.Topics[0].Figures) != 2 {
				t.Fatalf("want one topic of two figures: %+v", w.Topics)
			}
			got := ""
			for _, g := range w.Topics[0].Grades {
				got = g.Grade
				if g.Reason == "" {
					t.Error("no reason")
				}
			}
			if got != tt.want {
				t.Errorf("%q, want %q: %+v", got, tt.want, w.Topics[0].Grades)
			}
		})
	}
}

func TestOrderMakesNoDifference(t *testing.T) {
	a := report("a", "Post", "2024-03-02", says{force: "Brigade", place: "Gao", by: "Ministry", min: 10, max: 10}, says{force: "Brigade", min: 7})
	b := report("b", "Wire", "2024-03-01", says{force: "Brigade", place: "Gao", by: "Council", min: 20, max: 20})
	c := report("c", "", "", says{force: "Corps", place: "Gao", min: 5, max: 9, about: true})
	_, x := build(t, nil, a, b, c)
	_, y := build(t, nil, c, b, a)
	if d := cmp.Diff(x, y); d != "" {
		t.Error(d)
	}
}

func TestIDsStandInOrder(t *testing.T) {
	parts, _ := build(t, nil, report("a", "", "", says{force: "B", place: "G"}, says{force: "C", place: "G"}, says{force: "D", place: "G"}))
	p := parts[0]
	if !slices.IsSortedFunc(p.Mentions, func(x, y Mention) int { return x.Start - y.Start }) ||
		!slices.IsSortedFunc(p.Claims, func(x, y Claim) int { return x.Trigger.Start - y.Trigger.Start }) ||
		!slices.IsSortedFunc(p.Sentences, func(x, y Sentence) int { return x.Start - y.Start }) {
		t.Error("order of id is not order of position")
	}
}

func TestCopies(t *testing.T) {
	var long []says
	for _, f := range []string{"Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliet"} {
		long = append(long, says{force: f + " Battalion", place: "Port Sudan", by: "Ministry of " + f, min: int64(len(f)) * 10})
	}
	wire := report("w", "Wire", "2024-03-01", long...)
	same := report("a", "Post", "2024-03-02", long...)
	more := report("b", "Gazette", "2024-03-02", append(slices.Clone(long), says{force: "Kilo Company", place: "Kassala"})...)
	quoting := report("c", "Times", "2024-03-03", append(slices.Clone(long[:2]), says{force: "Lima Regiment of the reserve of the northern command", place: "Atbara"}, says{force: "Mike Regiment of the reserve of the southern command", place: "Kosti"})...)
	sketches := []Sketch{NewSketch(same), NewSketch(quoting), NewSketch(more), NewSketch(wire)}
	want := map[string]string{"da": "dw", "db": "dw"}
	if d := cmp.Diff(want, Copies(sketches)); d != "" {
		t.Error(d)
	}
	slices.Reverse(sketches)
	if d := cmp.Diff(want, Copies(sketches)); d != "" {
		t.Errorf("other order: %s", d)
	}
}
