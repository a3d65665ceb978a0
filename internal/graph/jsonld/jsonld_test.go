package jsonld

import (
	"bytes"
	"encoding/json"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"casegraph/internal/graph"
	"casegraph/internal/graph/graphtest"
)

type document struct {
	Context map[string]any   `json:"@context"`
	Graph   []map[string]any `json:"@graph"`
}

func written(t testing.TB, p *graph.Projection) document {
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
	var out document
	d := json.NewDecoder(&a)
	d.DisallowUnknownFields()
	d.UseNumber()
	if err := d.Decode(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

var iri = regexp.MustCompile(`^urn:casegraph:([A-Za-z0-9._~/-]|%[0-9A-F]{2})+(#[a-z]+[0-9]+)?$`)

// check holds that every key is of the context, every id an IRI that one node has,
// every reference one that leads to a node, and every record there.
func check(t testing.TB, p *graph.Projection) document {
	t.Helper()
	d := written(t, p)
	ids, types := map[string]bool{}, map[string]int{}
	var visit func(n map[string]any)
	visit = func(n map[string]any) {
		id, _ := n["id"].(string)
		if !iri.MatchString(id) || ids[id] {
			t.Errorf("id %q", id)
		}
		ids[id] = true
		for key, v := range n {
			if d.Context[key] == nil {
				t.Errorf("%s is not in the context", key)
			}
			list, ok := v.([]any)
			if !ok {
				list = []any{v}
			}
			for _, v := range list {
				if n, ok := v.(map[string]any); ok {
					visit(n)
				}
				if s, ok := v.(string); ok && key == "type" {
					types[s]++
				}
			}
		}
	}
	for _, n := range d.Graph {
		visit(n)
	}
	for _, n := range d.Graph {
		for _, key := range []string{"subject", "object", "document", "entity", "topic", "claim"} {
			list, ok := n[key].([]any)
			if !ok && n[key] != nil {
				list = []any{n[key]}
			}
			for _, v := range list {
				if !ids[v.(string)] {
					t.Errorf("%s %v leads nowhere", key, v)
				}
			}
		}
	}
	w, err := p.Source.Whole()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"cg:Edge": len(w.Edges), "cg:Join": len(w.Joins), "cg:Topic": len(w.Topics)}
	for _, x := range w.Topics {
		want["cg:Figure"] += len(x.Figures)
		want["cg:Comparison"] += len(x.Grades)
	}
	for _, e := range w.Entities {
		want["cg:"+e.Type]++
	}
	if err := p.Source.Parts(func(part *graph.Part) error {
		want["cg:Document"]++
		for _, c := range part.Claims {
			want["cg:Claim"]++
			want["cg:Argument"] += len(c.Args)
			for _, hop := range c.Sources {
				want["cg:Speaker"] += len(hop)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for typ, n := range want {
		if types[typ] != n {
			t.Errorf("%d of %s, want %d", types[typ], typ, n)
		}
	}
	return d
}

func TestReadBack(t *testing.T) { check(t, graphtest.Projection(t, 1, 3)) }

// TestContext: the context that is written says of every key of every node what it
// means, and of no other.
func TestContext(t *testing.T) {
	var c map[string]any
	if err := json.Unmarshal([]byte(context), &c); err != nil {
		t.Fatal(err)
	}
	if c["cg"] != Namespace {
		t.Errorf("cg is %v", c["cg"])
	}
	used := map[string]bool{"@version": true, "cg": true, "schema": true, "rdf": true, "xsd": true}
	for _, n := range []any{entityNode{}, edgeNode{}, topicNode{}, figureNode{}, gradeNode{}, joinNode{}, reportNode{}, claimNode{}, spanNode{}, argNode{}, hopNode{}} {
		typ := reflect.TypeOf(n)
		for i := range typ.NumField() {
			key, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			used[key] = true
			if c[key] == nil {
				t.Errorf("%s of %s is not in the context", key, typ.Name())
			}
		}
	}
	for key := range c {
		if !used[key] {
			t.Errorf("%s is in the context and nowhere else", key)
		}
	}
}

func FuzzWrite(f *testing.F) {
	for _, s := range graphtest.Hostiles {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := check(t, graphtest.Hostile(t, s))
		for _, n := range d.Graph {
			if q, ok := n["quote"].(string); ok && utf8.ValidString(s) && q != s {
				t.Errorf("quote %q, want %q", q, s)
			}
		}
	})
}
