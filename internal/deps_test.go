// Package internal holds the tests that speak of all packages at once.
package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// order is the row of the stages: a package imports only what stands left of it.
// Packages of one string are on one step and do not import each other.
var order = []string{
	"knowledge queries",
	"memo",
	"names",
	"bodies",
	"doc schema linear",
	"text lexis",
	"syntax",
	"clause",
	"gazetteer",
	"pattern",
	"frame",
	"ner/trained",
	"models",
	"ner",
	"ner/prose",
	"coref",
	"relate",
	"reading",
	"judge",
	"resolve",
	"graph",
	"graph/graphtest",
	"graph/flat",
	"graph/neo4j graph/jsonl graph/graphml graph/gexf graph/table graph/ftm graph/jsonld graph/bulk",
	"graph/delta",
	"casefile",
	"pipeline dossier",
	"eval",
	"eval/synthetic",
	"eval/synthetic/volume",
}

// extra lists imports against the order, each with its reason.
var extra = map[string]string{
	"ner ner/prose": "the recogniser chooses its finder; the adapter knows only the contract",
}

// entry says which packages alone may import a dependency.
var entry = map[string][]string{
	"github.com/neo4j/neo4j-go-driver": {"internal/graph/neo4j"},
	"modernc.org/sqlite":               {"internal/casefile"},
	"github.com/jdkato/prose":          {"internal/ner/prose"},
	"github.com/markusmobius":          {"internal/doc"},
	"github.com/blevesearch/vellum":    {"internal/gazetteer", "cmd/gazetteer"},
	"github.com/klauspost/compress":    {"internal/models"},
	"github.com/spf13/cobra":           {"cmd/"},
	"github.com/schollz/progressbar":   {"cmd/"},
	"database/sql":                     {"internal/casefile"},
	"net/http":                         {},
	"github.com/google/go-cmp":         nil, // tests alone
	"github.com/chromedp":              nil,
	"pgregory.net/rapid":               nil,
	"github.com/rogpeppe/go-internal":  nil,
	"go.uber.org/goleak":               nil,
}

// pure packages do no I/O, know no context and log nothing.
var pure = []string{"doc", "schema", "text", "linear", "lexis", "syntax", "clause", "frame", "gazetteer", "ner/trained", "models", "pattern", "ner", "coref", "relate", "reading", "judge", "names", "bodies", "resolve", "graph", "graph/jsonl", "graph/flat", "graph/graphml", "graph/gexf", "graph/table", "graph/ftm", "graph/jsonld", "graph/delta"}

var impure = []string{"os", "net", "context", "log", "log/slog", "math/rand", "math/rand/v2", "os/exec"}

// noFloats are the packages in which a decision may not hang on a rounding that
// differs between machines.
var noFloats = []string{"doc", "text", "linear", "lexis", "syntax", "clause", "frame", "ner/trained", "models", "gazetteer", "pattern", "ner", "coref", "relate", "reading", "judge", "names", "bodies", "resolve", "graph", "graph/delta"}

func files(t *testing.T, visit func(path string, f *ast.File, set *token.FileSet)) {
	t.Helper()
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != ".." && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		if _, err := os.Stat(filepath.Join(path, "go.mod")); d.IsDir() && path != ".." && err == nil {
			return fs.SkipDir // a module of its own, which stands in for another
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		visit(filepath.ToSlash(strings.TrimPrefix(path, ".."+string(filepath.Separator))), f, set)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func step(pkg string) int {
	return slices.IndexFunc(order, func(s string) bool { return slices.Contains(strings.Fields(s), pkg) })
}

func TestImports(t *testing.T) {
	seen := 0
	files(t, func(path string, f *ast.File, set *token.FileSet) {
		test := strings.HasSuffix(path, "_test.go")
		dir := filepath.ToSlash(filepath.Dir(path))
		from := strings.TrimPrefix(dir, "internal/")
		for _, spec := range f.Imports {
			to, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			at := set.Position(spec.Pos())
			for dep, where := range entry {
				if to != dep && !strings.HasPrefix(to, dep+"/") || test {
					continue
				}
				if !slices.ContainsFunc(where, func(w string) bool { return dir == w || strings.HasSuffix(w, "/") && strings.HasPrefix(dir, w) }) {
					t.Errorf("%s imports %s, which enters through %v alone", at, to, where)
				}
			}
			if !test && slices.Contains(pure, from) && slices.Contains(impure, to) {
				t.Errorf("%s imports %s, but %s is pure", at, to, from)
			}
			ours, ok := strings.CutPrefix(to, "casegraph/")
			if !ok || test || !strings.HasPrefix(dir, "internal/") {
				continue
			}
			seen++
			ours = strings.TrimPrefix(ours, "internal/")
			if extra[from+" "+ours] != "" {
				continue
			}
			a, b := step(from), step(ours)
			if a < 0 || b < 0 {
				t.Errorf("%s: %s or %s has no place in the order", at, from, ours)
			} else if b >= a {
				t.Errorf("%s: %s stands left of %s and may not import it", at, from, ours)
			}
		}
	})
	if seen == 0 {
		t.Error("no import of ours was seen")
	}
}

func TestNoFloatsNoClock(t *testing.T) {
	seen := 0
	files(t, func(path string, f *ast.File, set *token.FileSet) {
		dir := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(path)), "internal/")
		if strings.HasSuffix(path, "_test.go") || !slices.Contains(noFloats, dir) {
			return
		}
		seen++
		ast.Inspect(f, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == "Now" {
				t.Errorf("%s: a clock", set.Position(sel.Pos()))
			}
			if id, ok := n.(*ast.Ident); ok && (id.Name == "float32" || id.Name == "float64") {
				t.Errorf("%s: %s", set.Position(id.Pos()), id.Name)
			}
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.FLOAT {
				t.Errorf("%s: %s", set.Position(lit.Pos()), lit.Value)
			}
			return true
		})
	})
	if seen == 0 {
		t.Error("no file was seen")
	}
}
