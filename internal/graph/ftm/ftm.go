// Package ftm writes a graph as FollowTheMoney entities, one JSON object a line,
// as Aleph, OpenAleph and the Python package followthemoney read them.
//
// Reports become Articles, entities the schema of their type, edges the relation
// that FollowTheMoney has for them (Directorship, Membership, Employment ...) or an
// UnknownLink. A relation's proof are the reports that assert it, its summary the
// best quote, its description every claim with quote, speakers, stance and bytes. A
// claim that no relation holds is a Note on whom it speaks of. What a person
// rejected is left out. Values are written as the Python package would clean them,
// so that it changes and drops none.
//
// The model is that of followthemoney 4. One of version 3 reads the same file, but
// has no proof on relations and passes over it.
package ftm

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"casegraph/internal/graph"
)

// An Entity is one line.
type Entity struct {
	ID         string     `json:"id"`
	Schema     string     `json:"schema"`
	Properties Properties `json:"properties"`
}

// ID returns the id under which a record is written: it depends on the record's own
// id alone, so that it is the same in every export.
func ID(record string) string {
	sum := sha256.Sum256([]byte("casegraph\x00" + record))
	return "cg-" + hex.EncodeToString(sum[:16])
}

// Write writes reports and what stands in them alone, then entities, then
// relations, each in order of its record's id. Equal graphs are equal bytes. What is
// said of an edge is held in memory until the edge is written.
func Write(w io.Writer, p *graph.Projection) error {
	out := bufio.NewWriterSize(w, 1<<16)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	whole, err := p.Source.Whole()
	if err != nil {
		return err
	}
	x := newIndex(whole)
	if err := p.Source.Parts(func(part *graph.Part) error {
		e := article(&part.Document)
		if err := enc.Encode(e); err != nil {
			return fmt.Errorf("write document %q: %w", part.Document.ID, err)
		}
		for _, note := range x.add(part) {
			if err := enc.Encode(note); err != nil {
				return fmt.Errorf("write claims of document %q: %w", part.Document.ID, err)
			}
		}
		return nil
	}); err != nil {
		return err
	}
	for i := range whole.Entities {
		e := &whole.Entities[i]
		if err := enc.Encode(x.thing(e)); err != nil {
			return fmt.Errorf("write entity %q: %w", e.ID, err)
		}
	}
	for i := range whole.Edges {
		e := &whole.Edges[i]
		if err := enc.Encode(x.relation(e)); err != nil {
			return fmt.Errorf("write edge %q: %w", e.ID, err)
		}
	}
	return out.Flush()
}

// Properties are the values by name of property.
type Properties map[string][]string

// add adds values as FollowTheMoney cleans them, each once. What is no value of the
// property's type is left out.
func (p Properties) add(name string, values ...string) {
	clean := cleaners[name]
	if clean == nil {
		panic("ftm: no type for the property " + name)
	}
	for _, v := range values {
		if v = clean(v); v != "" && !slices.Contains(p[name], v) {
			p[name] = append(p[name], v)
		}
	}
}
