// Package table writes a graph as tables for spreadsheets: CSV as Excel and
// LibreOffice open it, UTF-8 with a byte order mark, lines ended by CR LF.
//
// Lists are one cell, as flat.Join writes them. No cell is a formula: see Safe.
package table

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"

	"casegraph/internal/graph"
)

// mark tells Excel that the file is UTF-8.
const mark = "\ufeff"

// A layout is a table's name with its header.
type layout struct {
	name   string
	header []string
}

// columns are the tables in order.
var columns = []layout{
	{"documents", []string{"id", "uri", "further_uris", "title", "publisher", "published", "precision", "language", "length", "copy_of", "sha256", "skipped"}},
	{"entities", []string{"id", "type", "labels", "name", "aliases", "country", "described", "mentions", "documents"}},
	{"edges", []string{"id", "type", "from", "from_name", "to", "to_name", "claims", "documents", "origins", "unsourced", "denied", "planned", "first", "last", "quote", "claim_ids"}},
	{"claims", []string{"id", "type", "document", "uri", "publisher", "published", "stance", "negated", "ended", "judged", "quote", "start", "end", "trigger", "trigger_start", "trigger_end", "sources", "from", "to", "precision", "date_text", "edges", "figures", "rule"}},
	{"arguments", []string{"claim", "n", "kind", "role", "hop", "entity", "name", "text", "start", "end", "min", "max", "about", "exclusive", "unit"}},
	{"figures", []string{"id", "topic", "measure", "subject", "subject_name", "min", "max", "about", "exclusive", "stance", "origin", "origin_name", "as_of", "place", "place_name", "grades", "claims"}},
}

// Names returns the names of the files.
func Names() []string {
	out := []string{}
	for _, t := range columns {
		out = append(out, t.name+".csv")
	}
	return out
}

// Header returns the first line of a file as it is written, nil for a name that is
// none of Names.
func Header(name string) []byte {
	for _, t := range columns {
		if name == t.name+".csv" {
			out := mark
			for i, h := range t.header {
				if i > 0 {
					out += ","
				}
				out += h // no header needs quotation marks
			}
			return []byte(out + "\r\n")
		}
	}
	return nil
}

// Write writes all tables, each to the writer that create returns for its file
// name. Whoever created them closes them. Equal graphs are equal bytes.
func Write(create func(name string) (io.Writer, error), p *graph.Projection) error {
	out := tables{}
	for _, t := range columns {
		w, err := create(t.name + ".csv")
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, mark); err != nil {
			return fmt.Errorf("write %s: %w", t.name, err)
		}
		c := csv.NewWriter(w)
		c.UseCRLF = true
		out[t.name] = c
		if err := c.Write(t.header); err != nil {
			return fmt.Errorf("write %s: %w", t.name, err)
		}
	}
	whole, err := p.Source.Whole()
	if err != nil {
		return err
	}
	if err := out.whole(whole); err != nil {
		return err
	}
	names := entityNames(whole)
	if err := p.Source.Parts(func(part *graph.Part) error { return out.part(part, names) }); err != nil {
		return err
	}
	for _, t := range columns {
		out[t.name].Flush()
		if err := out[t.name].Error(); err != nil {
			return fmt.Errorf("write %s: %w", t.name, err)
		}
	}
	return nil
}

// tables are the writers by name.
type tables map[string]*csv.Writer

// put writes one row of string, bool, int and *int64; text is made safe.
func (t tables) put(name string, cells ...any) error {
	row := make([]string, len(cells))
	for i, c := range cells {
		switch c := c.(type) {
		case string:
			row[i] = Safe(c)
		case bool:
			row[i] = strconv.FormatBool(c)
		case int:
			row[i] = strconv.Itoa(c)
		case *int64:
			if c != nil {
				row[i] = strconv.FormatInt(*c, 10)
			}
		default:
			panic(fmt.Sprintf("table: a cell of type %T", c))
		}
	}
	if want := len(columns[slices.IndexFunc(columns, func(l layout) bool { return l.name == name })].header); len(row) != want {
		panic(fmt.Sprintf("table: %d cells for the %d columns of %s", len(row), want, name))
	}
	if err := t[name].Write(row); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
