package flat

import (
	"slices"
	"strings"
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
	for _, want := range []Column{{"class", String}, {"mentions", Int}, {"negated", Bool}, {"aliases", String}, {"killedMin", Int}} {
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
	got := Node(&graph.Node{Key: "Entity", ID: "x", Props: map[string]any{"a": "", "b": []string{}, "c": []int64(nil), "d": false, "e": int64(0), "f": []string{""}}})
	if len(got) != 4 || got["d"] != false || got["e"] != int64(0) {
		t.Errorf("%v", got)
	}
}

func TestTitle(t *testing.T) {
	long := strings.Repeat("é", longest+1)
	for _, c := range []struct {
		id    string
		props map[string]any
		want  string
	}{
		{"person/x", map[string]any{"name": "Boris\n Petrov ", "text": "he"}, "Boris Petrov"},
		{"person/x", map[string]any{"name": "\u2028\u00a0", "text": "he"}, "he"},
		{"person/x", map[string]any{"name": " "}, "person/x"},
		{"person/x", map[string]any{"quote": long}, strings.Repeat("é", longest-1) + "…"},
		{"\u00a0", nil, "Name"},
	} {
		if got := Title(&graph.Node{Key: "Name", ID: c.id, Props: c.props}); got != c.want {
			t.Errorf("%q %q: %q, want %q", c.id, c.props, got, c.want)
		}
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

// TestNamesAreFree: no property has the name of a column that is added, other than
// with its value.
func TestNamesAreFree(t *testing.T) {
	p := graphtest.Hostile(t, "x")
	for n, err := range p.Nodes() {
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{Class, Labels, Record, "label"} {
			if v, ok := n.Props[name]; ok {
				t.Errorf("%s has a property %s: %v", n.Name(), name, v)
			}
		}
	}
	for r, err := range p.Relationships() {
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{Relation, Record, Symmetric, "label", "weight"} {
			if v, ok := r.Props[name]; ok {
				t.Errorf("%s has a property %s: %v", r.Name(), name, v)
			}
		}
		if v, ok := r.Props[Number]; ok && v != r.N {
			t.Errorf("%s has a property %s: %v", r.Name(), Number, v)
		}
	}
}
