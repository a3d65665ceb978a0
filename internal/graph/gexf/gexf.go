// Package gexf writes a projection as GEXF 1.3, as Gephi and networkx read it.
//
// Every property is a typed attribute; lists are one text, as flat.Join writes it,
// and what is empty is left out. The graph is dynamic: an edge between entities
// lasts from its first date to its last. Characters that XML cannot hold become
// U+FFFD.
package gexf

import (
	"bufio"
	"encoding/xml"
	"io"
	"strconv"

	"casegraph/internal/graph"
	"casegraph/internal/graph/flat"
)

// typeNames are the types of attribute.
var typeNames = map[flat.Type]string{flat.String: "string", flat.Bool: "boolean", flat.Int: "long"}

// Write writes the graph. It goes through the source twice, the first time for the
// attributes. Equal projections are equal bytes.
func Write(w io.Writer, p *graph.Projection) error {
	nodes, edges, err := flat.Columns(p)
	if err != nil {
		return err
	}
	out := &writer{Writer: bufio.NewWriterSize(w, 1<<16)}
	out.raw(xml.Header)
	out.raw(`<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">` + "\n")
	out.raw("  <meta>\n    <creator>casegraph</creator>\n" + `    <description>Lists are parted by "|"; within a part "|" is written "\|" and "\" is written "\\". "record" is the id that ingest why takes.</description>` + "\n  </meta>\n")
	out.raw(`  <graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">` + "\n")
	nodeIDs, edgeIDs := out.attributes("node", nodes), out.attributes("edge", edges)
	out.raw("    <nodes>\n")
	for n, err := range p.Nodes() {
		if err != nil {
			return err
		}
		out.raw("      <node")
		out.attr("id", flat.ID(n.Key, n.ID))
		out.attr("label", flat.Title(&n))
		out.raw(">\n")
		out.values(nodes, nodeIDs, flat.Node(&n))
		out.raw("      </node>\n")
	}
	out.raw("    </nodes>\n    <edges>\n")
	number := 0
	for r, err := range p.Relationships() {
		if err != nil {
			return err
		}
		out.raw("      <edge")
		out.attr("id", strconv.Itoa(number))
		number++
		out.attr("source", flat.ID(r.FromKey, r.FromID))
		out.attr("target", flat.ID(r.ToKey, r.ToID))
		out.raw(` type="directed"`)
		out.attr("label", r.Type)
		// Without a kind Gephi makes one edge of all those between the same ends.
		kind := r.Type
		if r.N >= 0 {
			kind += " " + strconv.FormatInt(r.N, 10)
		}
		out.attr("kind", kind)
		out.attr("weight", strconv.FormatInt(flat.Weight(&r), 10))
		first, _ := r.Props["first"].(string)
		last, _ := r.Props["last"].(string)
		if start, end, ok := interval(first, last); ok {
			out.attr("start", start)
			out.attr("end", end)
		}
		out.raw(">\n")
		out.values(edges, edgeIDs, flat.Relationship(p, &r))
		out.raw("      </edge>\n")
	}
	out.raw("    </edges>\n  </graph>\n</gexf>\n")
	return out.Flush()
}

// A writer writes elements; a bufio.Writer keeps its first error until Flush.
type writer struct{ *bufio.Writer }

func (w *writer) raw(s string) { w.WriteString(s) }

func (w *writer) attr(name, value string) {
	w.raw(" " + name + `="`)
	xml.EscapeText(w, []byte(value))
	w.raw(`"`)
}

// attributes declares the columns and returns their ids by name.
func (w *writer) attributes(class string, columns []flat.Column) map[string]string {
	ids := map[string]string{}
	w.raw(`    <attributes class="` + class + `" mode="static">` + "\n")
	for i, c := range columns {
		ids[c.Name] = strconv.Itoa(i)
		w.raw("      <attribute")
		w.attr("id", ids[c.Name])
		w.attr("title", c.Name)
		w.attr("type", typeNames[c.Type])
		w.raw("/>\n")
	}
	w.raw("    </attributes>\n")
	return ids
}

func (w *writer) values(columns []flat.Column, ids map[string]string, values map[string]any) {
	w.raw("        <attvalues>\n")
	for _, c := range columns {
		v, ok := values[c.Name]
		if !ok {
			continue
		}
		w.raw("          <attvalue")
		w.attr("for", ids[c.Name])
		w.attr("value", flat.Text(v))
		w.raw("/>\n")
	}
	w.raw("        </attvalues>\n")
}
