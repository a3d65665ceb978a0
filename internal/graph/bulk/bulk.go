// Package bulk writes a projection as the CSV files that neo4j-admin imports into an
// empty database: the way for first loads of more than a million rows.
package bulk

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"casegraph/internal/graph"
)

// between separates the items of a list. No text that a reader of ours gives has it.
const between = "\x1f"

// Arguments is the file that names the others to the importer.
const Arguments = "import.args"

// Write fills an empty folder and returns the digest that the database then has. Each
// key label and each type of relationship has a file of its own, with its properties
// as columns; a property that a row lacks is an empty field, an empty text a quoted one.
func Write(dir string, p *graph.Projection) (digest string, err error) {
	w := &writer{dir: dir, files: map[string]*file{}}
	defer func() { err = errors.Join(err, w.close()) }()
	var sum graph.Sum
	// The columns must be known before the first row.
	for _, write := range []bool{false, true} {
		w.write = write
		for n, err := range p.Nodes() {
			if err != nil {
				return "", err
			}
			if !write {
				sum.AddNode(&n)
			}
			if err := w.node(&n); err != nil {
				return "", err
			}
		}
		for r, err := range p.Relationships() {
			if err != nil {
				return "", err
			}
			if !write {
				sum.AddRelationship(&r)
			}
			if err := w.relationship(&r); err != nil {
				return "", err
			}
		}
		build := graph.Node{Key: "Build", ID: "casegraph", Props: p.Build(sum.String())}
		delete(build.Props, "id")
		if err := w.node(&build); err != nil {
			return "", err
		}
		if write {
			break
		}
		if err := w.open(); err != nil {
			return "", err
		}
	}
	return sum.String(), w.arguments()
}

// A file holds the rows of one label or type.
type file struct {
	name    string
	fixed   []string          // the first columns
	columns map[string]string // property → type
	order   []string
	out     *os.File
	buf     *bufio.Writer
}

type writer struct {
	dir   string
	files map[string]*file
	write bool
}

func (w *writer) node(n *graph.Node) error {
	return w.row("nodes-"+n.Key, []string{"id:ID(" + n.Key + ")", ":LABEL"},
		[]string{n.ID, strings.Join(append([]string{n.Key}, n.Labels...), between)}, n.Props, n.Name())
}

func (w *writer) relationship(r *graph.Relationship) error {
	return w.row("relationships-"+r.Type, []string{":START_ID(" + r.FromKey + ")", ":END_ID(" + r.ToKey + ")", ":TYPE"},
		[]string{r.FromID, r.ToID, r.Type}, r.Props, r.Name())
}

func (w *writer) row(name string, fixed, values []string, props map[string]any, of string) error {
	f := w.files[name]
	if f == nil {
		f = &file{name: name + ".csv", fixed: fixed, columns: map[string]string{}}
		w.files[name] = f
	}
	if !slices.Equal(f.fixed, fixed) {
		return fmt.Errorf("write %s: %s has other ends than the rows before", f.name, of)
	}
	if !w.write {
		for k, v := range props {
			t, err := typeOf(v)
			if err == nil && f.columns[k] != "" && f.columns[k] != t {
				err = fmt.Errorf("%s is %s, before it was %s", k, t, f.columns[k])
			}
			if err != nil {
				return fmt.Errorf("write %s: %s: %w", f.name, of, err)
			}
			f.columns[k] = t
		}
		return nil
	}
	for i, v := range values {
		if i > 0 {
			f.buf.WriteByte(',')
		}
		quote(f.buf, v)
	}
	for _, k := range f.order {
		f.buf.WriteByte(',')
		v, ok := props[k]
		if !ok {
			continue
		}
		if err := field(f.buf, v); err != nil {
			return fmt.Errorf("write %s: %s: %s: %w", f.name, of, k, err)
		}
	}
	_, err := f.buf.WriteString("\n") // bufio keeps the first error
	return err
}

func typeOf(v any) (string, error) {
	switch v.(type) {
	case string:
		return "string", nil
	case bool:
		return "boolean", nil
	case int64:
		return "long", nil
	case []string:
		return "string[]", nil
	case []int64:
		return "long[]", nil
	}
	return "", fmt.Errorf("%T has no column type", v)
}

// field writes a value. A list without items is a quoted empty field, as a text is.
func field(w io.Writer, v any) error {
	switch v := v.(type) {
	case string:
		quote(w, v)
	case []string:
		for _, s := range v {
			if strings.Contains(s, between) || s == "" {
				return fmt.Errorf("%q cannot stand in a list; publish over Bolt", s)
			}
		}
		quote(w, strings.Join(v, between))
	case []int64:
		items := make([]string, len(v))
		for i, n := range v {
			items[i] = strconv.FormatInt(n, 10)
		}
		quote(w, strings.Join(items, between))
	default:
		fmt.Fprint(w, v)
	}
	return nil
}

func quote(w io.Writer, s string) {
	io.WriteString(w, `"`+strings.ReplaceAll(s, `"`, `""`)+`"`)
}

// open makes the files and writes their headers.
func (w *writer) open() error {
	for _, name := range slices.Sorted(maps.Keys(w.files)) {
		f := w.files[name]
		var err error
		if f.out, err = os.OpenFile(filepath.Join(w.dir, f.name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644); err != nil {
			return err
		}
		f.buf = bufio.NewWriterSize(f.out, 1<<16)
		f.order = slices.Sorted(maps.Keys(f.columns))
		header := slices.Clone(f.fixed)
		for _, k := range f.order {
			header = append(header, k+":"+f.columns[k])
		}
		c := csv.NewWriter(f.buf)
		if err := c.Write(header); err != nil {
			return err
		}
		c.Flush()
		if err := c.Error(); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) close() error {
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(w.files)) {
		if f := w.files[name]; f.out != nil {
			errs = append(errs, f.buf.Flush(), f.out.Close())
		}
	}
	return errors.Join(errs...)
}

// arguments writes what the importer is to be called with.
func (w *writer) arguments() error {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(w.files)) {
		kind, _, _ := strings.Cut(name, "-")
		fmt.Fprintf(&b, "--%s=%s\n", kind, w.files[name].name)
	}
	b.WriteString("--array-delimiter=U+001F\n--multiline-fields=true\n")
	return os.WriteFile(filepath.Join(w.dir, Arguments), []byte(b.String()), 0o644)
}
