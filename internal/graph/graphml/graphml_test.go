package graphml

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"strings"
	"testing"

	"casegraph/internal/graph"
	"casegraph/internal/graph/flat"
	"casegraph/internal/graph/graphtest"
)

type element struct {
	ID     string `xml:"id,attr"`
	Source string `xml:"source,attr"`
	Target string `xml:"target,attr"`
	Data   []struct {
		Key   string `xml:"key,attr"`
		Value string `xml:",chardata"`
	} `xml:"data"`
}

type file struct {
	XMLName xml.Name `xml:"http://graphml.graphdrawing.org/xmlns graphml"`
	Keys    []struct {
		ID   string `xml:"id,attr"`
		For  string `xml:"for,attr"`
		Name string `xml:"attr.name,attr"`
		Type string `xml:"attr.type,attr"`
	} `xml:"key"`
	Graph struct {
		Nodes []element `xml:"node"`
		Edges []element `xml:"edge"`
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

// token is what the schema wants of an id.
var token = regexp.MustCompile(`^[\pL\pN.:_-]+$`)

// check reads a file back and compares it with the projection, value by value.
func check(t testing.TB, p *graph.Projection) {
	t.Helper()
	var f file
	if err := xml.Unmarshal(written(t, p), &f); err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, k := range f.Keys {
		if !token.MatchString(k.ID) || names[k.ID] != "" || !strings.Contains(" string boolean long double ", " "+k.Type+" ") {
			t.Errorf("key %+v", k)
		}
		names[k.ID] = k.Name
		if k.Name == "weight" && (k.Type == "double") != (k.For == "edge") { // a join's weight is a whole number
			t.Errorf("key %+v", k)
		}
	}
	same := func(what string, e element, want map[string]any) {
		t.Helper()
		if len(e.Data) != len(want) {
			t.Errorf("%s: %d values, want %d", what, len(e.Data), len(want))
		}
		for _, d := range e.Data {
			v, ok := want[names[d.Key]]
			if !ok || d.Value != held(flat.Text(v)) {
				t.Errorf("%s: %s is %q, want %q", what, names[d.Key], d.Value, v)
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
		if !token.MatchString(e.ID) || ids[e.ID] {
			t.Errorf("id %q", e.ID)
		}
		ids[e.ID] = true
		want := flat.Node(&n)
		want["label"] = flat.Title(&n)
		same(n.Name(), e, want)
	}
	k := 0
	for r, err := range p.Relationships() {
		if err != nil {
			t.Fatal(err)
		}
		if k == len(f.Graph.Edges) {
			t.Fatal("edges are missing")
		}
		e := f.Graph.Edges[k]
		k++
		if !ids[e.Source] || !ids[e.Target] {
			t.Errorf("%s: an end is no node", r.Name())
		}
		want := flat.Relationship(p, &r)
		want["label"], want["weight"] = r.Type, flat.Weight(&r)
		same(r.Name(), e, want)
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

func FuzzWrite(f *testing.F) {
	for _, s := range graphtest.Hostiles {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { check(t, graphtest.Hostile(t, s)) })
}
