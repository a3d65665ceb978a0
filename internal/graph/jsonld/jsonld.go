// Package jsonld writes a graph as one JSON-LD document, with schema.org's terms
// where it has them and casegraph's own (see Namespace) where it has not.
//
// Entities are nodes of schema.org's types. An edge is a statement about them, an
// rdf:Statement with its claims; a claim has its quote, the document, the bytes in
// it, its arguments and its sources. Figures, with how they compare, and joins, with
// their reasons, are there too. What is empty is left out.
package jsonld

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"casegraph/internal/graph"
)

// Write writes the document: entities, edges, topics, joins, then every report
// with its claims, each in order of id. Equal graphs are equal bytes.
func Write(w io.Writer, p *graph.Projection) error {
	out := bufio.NewWriterSize(w, 1<<16)
	fmt.Fprintf(out, "{\n  \"@context\": %s,\n  \"@graph\": [", context)
	first := true
	put := func(node any) error {
		b, err := json.Marshal(node) // escapes <, > and &: the document may stand in a page
		if err != nil {
			return fmt.Errorf("write %T: %w", node, err)
		}
		if !first {
			out.WriteByte(',')
		}
		first = false
		out.WriteString("\n    ")
		_, err = out.Write(b)
		return err
	}
	if err := p.Source.Entities(func(e *graph.Entity) error { return put(entity(e)) }); err != nil {
		return err
	}
	if err := p.Source.Edges(func(e *graph.Edge) error { return put(edge(e)) }); err != nil {
		return err
	}
	if err := p.Source.Topics(func(t *graph.Topic) error {
		for _, n := range topic(t) {
			if err := put(n); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	if err := p.Source.Joins(func(j *graph.Join) error { return put(join(j)) }); err != nil {
		return err
	}
	if err := p.Source.Parts(func(part *graph.Part) error {
		if err := put(report(&part.Document)); err != nil {
			return err
		}
		for i := range part.Claims {
			if err := put(claim(&part.Claims[i])); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	out.WriteString("\n  ]\n}\n")
	return out.Flush()
}

// IRI returns the IRI of a record.
func IRI(id string) string {
	if id == "" {
		return ""
	}
	b := []byte(Base)
	for i := range len(id) {
		switch c := id[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '.', c == '_', c == '~', c == '/':
			b = append(b, c)
		default:
			b = fmt.Appendf(b, "%%%02X", c)
		}
	}
	return string(b)
}

func iris(ids []string) []string {
	var out []string
	for _, id := range ids {
		out = append(out, IRI(id))
	}
	return out
}
