package gexf

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
	"testing"

	"casegraph/internal/graph"
	"casegraph/internal/graph/flat"
	"casegraph/internal/graph/graphtest"
)

type element struct {
	ID     string `xml:"id,attr"`
	Label  string `xml:"label,attr"`
	Source string `xml:"source,attr"`
	Target string `xml:"target,attr"`
	Kind   string `xml:"kind,attr"`
	Weight string `xml:"weight,attr"`
	Start  string `xml:"start,attr"`
	End    string `xml:"end,attr"`
	Values []struct {
		For   string `xml:"for,attr"`
		Value string `xml:"value,attr"`
	} `xml:"attvalues>attvalue"`
}

type file struct {
	XMLName xml.Name `xml:"http://gexf.net/1.3 gexf"`
	Graph   struct {
		Attributes []struct {
			Class string `xml:"class,attr"`
			List  []struct {
				ID    string `xml:"id,attr"`
				Title string `xml:"title,attr"`
			} `xml:"attribute"`
		} `xml:"attributes"`
		Nodes []element `xml:"nodes>node"`
		Edges []element `xml:"edges>edge"`
	} `xml:"graph"`
}

func written(t testing.TB, p *graph.Projection) []byte {
	t.Helper()
	var a, b bytes.Buffer
	if err := Write(&a, p); err != nil {
		t.Fatal(err)
	}
	if err := Write(&b, p); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("written twice, other bytes")
	}
	return a.Bytes()
}

// check reads a file back and compares it with the projection, value by value.
func check(t testing.TB, p *graph.Projection) {
	t.Helper()
	var f file
	if err := xml.Unmarshal(written(t, p), &f); err != nil {
		t.Fatal(err)
	}
	titles := map[string]string{}
	for _, a := range f.Graph.Attributes {
		for _, x := range a.List {
			titles[a.Class+x.ID] = x.Title
		}
	}
	same := func(class, what string, e element, want map[string]any) {
		t.Helper()
		if len(e.Values) != len(want) {
			t.Errorf("%s: %d values, want %d", what, len(e.Values), len(want))
		}
		for _, d := range e.Values {
			v, ok := want[titles[class+d.For]]
			if !ok || d.Value != held(flat.Text(v)) {
				t.Errorf("%s: %s is %q, want %q", what, titles[class+d.For], d.Value, v)
			}
		}
	}
	ids := map[string]bool{}
	i := 0
	for n, err := range p.Nodes() {
		if err != nil {
			t.Fatal(err)
		}
		if i == len(f.Graph.Nodes) {
			t.Fatal("nodes are missing")
		}
		e := f.Graph.Nodes[i]
		i++
		if ids[e.ID] || e.Label != held(flat.Title(&n)) {
			t.Errorf("id %q, label %q", e.ID, e.Label)
		}
		ids[e.ID] = true
		same("node", n.Name(), e, flat.Node(&n))
	}
	k := 0
	parallel := map[[3]string]bool{}
	for r, err := range p.Relationships() {
		if err != nil {
			t.Fatal(err)
		}
		if k == len(f.Graph.Edges) {
			t.Fatal("edges are missing")
		}
		e := f.Graph.Edges[k]
		k++
		if !ids[e.Source] || !ids[e.Target] || e.Label != r.Type || e.Weight != strconv.FormatInt(flat.Weight(&r), 10) {
			t.Errorf("%s: %+v", r.Name(), e)
		}
		if at := [3]string{e.Source, e.Target, e.Kind}; parallel[at] {
			t.Errorf("%s: Gephi would merge it with another", r.Name())
		} else {
			parallel[at] = true
		}
		same("edge", r.Name(), e, flat.Relationship(p, &r))
	}
	if i != len(f.Graph.Nodes) || k != len(f.Graph.Edges) || i == 0 {
		t.Errorf("%d nodes and %d edges, want %d and %d", len(f.Graph.Nodes), len(f.Graph.Edges), i, k)
	}
}

// held is what XML can hold of a text.
func held(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 {
			return r
		}
		return 0xFFFD
	}, s)
}

func TestReadBack(t *testing.T) {
	for _, d := range []graph.Detail{graph.Edges, graph.Claims, graph.Full} {
		p := graphtest.Projection(t, 1, 3)
		p.Detail = d
		check(t, p)
	}
}

func TestInterval(t *testing.T) {
	for _, c := range [][4]string{
		{"2024-06-01", "2024-06-30", "2024-06-01", "2024-06-30"},
		{"2024", "2024", "2024-01-01", "2024-12-31"},
		{"2024-02", "2024-02", "2024-02-01", "2024-02-29"},
		{"2024-12", "2025", "2024-12-01", "2025-12-31"},
		{"2024-12-02", "2024-12-01", "", ""},
		{"", "2024", "", ""},
		{"2024-13", "2024", "", ""},
		{"2024", "soon", "", ""},
	} {
		start, end, ok := interval(c[0], c[1])
		if start != c[2] || end != c[3] || ok != (c[2] != "") {
			t.Errorf("%s to %s: %s to %s, %v", c[0], c[1], start, end, ok)
		}
	}
}

func FuzzWrite(f *testing.F) {
	for _, s := range graphtest.Hostiles {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { check(t, graphtest.Hostile(t, s)) })
}
