package flat

import (
	"slices"
	"testing"

	"casegraph/internal/graph"
	"casegraph/internal/graph/graphtest"
)

func TestColumnsAreTyped(t *testing.T) {
	p := graphtest.Projection(t, 1, 3)
	nodes, edges, err := Columns(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []Column{{"kind", String}, {"mentions", Int}, {"negated", Bool}, {"aliases", String}, {"killedMin", Int}} {
		if !slices.Contains(nodes, want) {
			t.Errorf("no column %+v", want)
		}
	}
	for _, want := range []Column{{"record", String}, {"claims", Int}, {"symmetric", Bool}, {"starts", String}} {
		if !slices.Contains(edges, want) {
			t.Errorf("no column %+v of relationships", want)
		}
	}
}

func TestTypesThatDifferAreText(t *testing.T) {
	types := map[string]Type{}
	note(types, map[string]any{"a": int64(1), "b": true})
	note(types, map[string]any{"a": "one", "b": true})
	note(types, map[string]any{"a": int64(1)})
	if got := columns(types); !slices.Equal(got, []Column{{"a", String}, {"b", Bool}}) {
		t.Errorf("%+v", got)
	}
}

func TestEmptyIsLeftOut(t *testing.T) {
	got := Node(&graph.Node{Key: "Entity", ID: "x", Props: map[string]any{"a": "", "b": []string{}, "c": []int64(nil), "d": false, "e": int64(0)}})
	if len(got) != 4 || got["d"] != false || got["e"] != int64(0) {
		t.Errorf("%v", got)
	}
}

func FuzzJoin(f *testing.F) {
	f.Add("a|b", `\`, "")
	f.Add(`\|`, "||", `c\`)
	f.Fuzz(func(t *testing.T, a, b, c string) {
		list := []string{a, b, c}
		if got := Split(Join(list)); !slices.Equal(got, list) {
			t.Errorf("%q became %q", list, got)
		}
	})
}
