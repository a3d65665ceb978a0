// Package flat makes of the nodes and relationships of a projection what formats
// can hold that know only columns of plain values: GraphML, GEXF and tables.
package flat

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"casegraph/internal/graph"
)

// A Type is what the values of a column are.
type Type int

// Types of column.
const (
	String Type = iota
	Bool
	Int
)

// A Column is one property by name.
type Column struct {
	Name string
	Type Type
}

// Names of the columns that a projection has as fields or under a name that
// readers take for their own.
const (
	Class     = "class"     // of a node: its key label
	Labels    = "labels"    // of a node: further labels
	Record    = "record"    // the id in the case file, as ingest why takes it
	Relation  = "type"      // of a relationship
	Number    = "n"         // which of several of one type between the same ends
	Symmetric = "symmetric" // true where the relation has no direction; the lesser id is its source
)

// Node returns the values of a node. What is empty is left out: in a projection
// an empty text or list says that there is none.
func Node(n *graph.Node) map[string]any {
	out := plain(n.Props)
	out[Class], out[Record] = n.Key, n.ID
	if len(n.Labels) > 0 {
		out[Labels] = Join(n.Labels)
	}
	return out
}

// Relationship returns the values of a relationship, as Node does.
func Relationship(p *graph.Projection, r *graph.Relationship) map[string]any {
	out := plain(r.Props)
	if id, ok := out["id"]; ok {
		delete(out, "id")
		out[Record] = id
	}
	out[Relation] = r.Type
	if r.N >= 0 {
		out[Number] = r.N
	}
	if rel := p.Schema.Relation(r.Type); rel != nil && rel.Symmetric {
		out[Symmetric] = true
	}
	return out
}

// plain turns lists into text; the values are string, bool and int64.
func plain(props map[string]any) map[string]any {
	out := make(map[string]any, len(props)+4)
	for name, v := range props {
		switch v := v.(type) {
		case string:
			if v != "" {
				out[name] = v
			}
		case bool, int64:
			out[name] = v
		case []string:
			if s := Join(v); s != "" {
				out[name] = s
			}
		case []int64:
			texts := make([]string, len(v))
			for i, n := range v {
				texts[i] = strconv.FormatInt(n, 10)
			}
			if len(v) > 0 {
				out[name] = Join(texts)
			}
		default:
			panic(fmt.Sprintf("flat: property %s is a %T", name, v)) // graph.Node names the types
		}
	}
	return out
}

// Columns returns the columns of all nodes and of all relationships, sorted by
// name. A name that has values of several types is a column of strings.
func Columns(p *graph.Projection) (nodes, relationships []Column, err error) {
	ns, rs := map[string]Type{}, map[string]Type{}
	for n, err := range p.Nodes() {
		if err != nil {
			return nil, nil, err
		}
		note(ns, Node(&n))
	}
	for r, err := range p.Relationships() {
		if err != nil {
			return nil, nil, err
		}
		note(rs, Relationship(p, &r))
	}
	return columns(ns), columns(rs), nil
}

func note(types map[string]Type, values map[string]any) {
	for name, v := range values {
		t := String
		switch v.(type) {
		case bool:
			t = Bool
		case int64:
			t = Int
		}
		if old, ok := types[name]; ok && old != t {
			t = String
		}
		types[name] = t
	}
}

func columns(types map[string]Type) []Column {
	out := []Column{}
	for _, name := range slices.Sorted(maps.Keys(types)) {
		out = append(out, Column{name, types[name]})
	}
	return out
}

// Text writes a value of a column: true, false, digits or the text itself.
func Text(v any) string { return fmt.Sprint(v) }

// Title returns what a picture shall show beside a node: its name, text or quote,
// short. It is never empty: what is only spaces is no name.
func Title(n *graph.Node) string {
	for _, name := range []string{"name", "text", "title", "quote", "measure"} {
		s, _ := n.Props[name].(string)
		if s = short(s); s != "" {
			return s
		}
	}
	if s := short(n.ID); s != "" {
		return s
	}
	return n.Key
}

// longest is the length of a Title in characters; pictures have no room for more.
const longest = 60

func short(s string) string {
	rs := []rune(strings.Join(strings.Fields(s), " "))
	if len(rs) <= longest {
		return string(rs)
	}
	return string(rs[:longest-1]) + "…"
}

// Weight returns how much a relationship counts: the claims that assert it or the
// mentions that it stands for, else 1.
func Weight(r *graph.Relationship) int64 {
	for _, name := range []string{"claims", "count"} {
		if n, ok := r.Props[name].(int64); ok && n > 0 {
			return n
		}
	}
	return 1
}
