// Package graphml writes a projection as GraphML 1.0, as yEd, Gephi, networkx and
// igraph read it.
//
// Every property is a typed key; lists are one text, as flat.Join writes it, and
// what is empty is left out. The attribute "label" is short, for pictures;
// "record" is the id in the case file. There are no labels of yEd's own kind
// (y:NodeLabel): the schema does not allow them, and Gephi reports their key as an
// error and makes a column of it. Characters that XML cannot hold become
// U+FFFD.
package graphml

import (
	"bufio"
	"encoding/xml"
	"io"

	"casegraph/internal/graph"
	"casegraph/internal/graph/flat"
)

// typeNames are the values of attr.type.
var typeNames = map[flat.Type]string{flat.String: "string", flat.Bool: "boolean", flat.Int: "long"}

// Columns beside those of the projection.
var (
	nodeExtra = []flat.Column{{Name: "label"}}
	edgeExtra = []flat.Column{{Name: "label"}, {Name: "weight"}}
)

// Write writes the graph. It goes through the source twice, the first time for the
// keys. Equal projections are equal bytes.
func Write(w io.Writer, p *graph.Projection) error {
	nodes, edges, err := flat.Columns(p)
	if err != nil {
		return err
	}
	out := &writer{Writer: bufio.NewWriterSize(w, 1<<16)}
	out.raw(xml.Header)
	out.raw(`<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">` + "\n")
	out.raw(`  <desc>A case of casegraph. Lists are parted by "|"; within a part "|" is written "\|" and "\" is written "\\". "record" is the id that ingest why takes.</desc>` + "\n")
	nodes, edges = append(nodeExtra, nodes...), append(edgeExtra, edges...)
	out.keys("node", nodes)
	out.keys("edge", edges)
	out.raw(`  <graph id="casegraph" edgedefault="directed">` + "\n")
	for n, err := range p.Nodes() {
		if err != nil {
			return err
		}
		values := flat.Node(&n)
		values["label"] = flat.Title(&n)
		out.raw(`    <node id="` + flat.ID(n.Key, n.ID) + `">` + "\n")
		out.data("node", nodes, values)
		out.raw("    </node>\n")
	}
	for r, err := range p.Relationships() {
		if err != nil {
			return err
		}
		values := flat.Relationship(p, &r)
		values["label"], values["weight"] = r.Type, flat.Weight(&r)
		out.raw(`    <edge source="` + flat.ID(r.FromKey, r.FromID) + `" target="` + flat.ID(r.ToKey, r.ToID) + `">` + "\n")
		out.data("edge", edges, values)
		out.raw("    </edge>\n")
	}
	out.raw("  </graph>\n</graphml>\n")
	return out.Flush()
}

// A writer writes elements; a bufio.Writer keeps its first error until Flush.
type writer struct{ *bufio.Writer }

func (w *writer) raw(s string) { w.WriteString(s) }

func (w *writer) text(s string) { xml.EscapeText(w, []byte(s)) }

func (w *writer) keys(domain string, columns []flat.Column) {
	for _, c := range columns {
		typ := typeNames[c.Type]
		if domain == "edge" && c.Name == "weight" {
			typ = "double" // as Gephi wants it
		}
		w.raw(`  <key id="` + domain + "." + flat.ID("", c.Name) + `" for="` + domain + `" attr.name="`)
		w.text(c.Name)
		w.raw(`" attr.type="` + typ + `"/>` + "\n")
	}
}

func (w *writer) data(domain string, columns []flat.Column, values map[string]any) {
	for _, c := range columns {
		v, ok := values[c.Name]
		if !ok {
			continue
		}
		w.raw(`      <data key="` + domain + "." + flat.ID("", c.Name) + `">`)
		w.text(flat.Text(v))
		w.raw("</data>\n")
	}
}
