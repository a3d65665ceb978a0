package casefile_test

import (
	"path/filepath"
	"testing"

	"casegraph/internal/casefile"
	"casegraph/internal/graph"
	"casegraph/internal/graph/graphtest"
	"casegraph/internal/reading"
	"casegraph/internal/resolve"
	"casegraph/internal/schema"
	"casegraph/knowledge"

	gocmp "github.com/google/go-cmp/cmp"
)

// collect reads a source into memory.
func collect(t testing.TB, src *graph.Source) (parts []graph.Part, whole graph.Whole) {
	t.Helper()
	for _, err := range []error{
		src.Parts(func(p *graph.Part) error { parts = append(parts, *p); return nil }),
		src.Entities(func(e *graph.Entity) error { whole.Entities = append(whole.Entities, *e); return nil }),
		src.Joins(func(j *graph.Join) error { whole.Joins = append(whole.Joins, *j); return nil }),
		src.Edges(func(e *graph.Edge) error { whole.Edges = append(whole.Edges, *e); return nil }),
		src.Topics(func(x *graph.Topic) error { whole.Topics = append(whole.Topics, *x); return nil }),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return parts, whole
}

// agree checks that the derived tables say what is worked out from the ledger alone
// of all documents at once.
func agree(t testing.TB, c *casefile.Case, rules casefile.Rules) {
	t.Helper()
	if err := c.Assemble(t.Context(), rules); err != nil {
		t.Fatal(err)
	}
	src, err := c.Source(t.Context(), rules)
	if err != nil {
		t.Fatal(err)
	}
	wantParts, want := collect(t, src)
	var parts []graph.Part
	var whole graph.Whole
	err = c.Project(t.Context(), rules.Schema, graph.Full, graph.State{}, func(p *graph.Projection) error {
		parts, whole = collect(t, &p.Source)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if d := gocmp.Diff(wantParts, parts); d != "" {
		t.Fatalf("documents (-all at once, +one by one): %s", d)
	}
	if d := gocmp.Diff(want, whole); d != "" {
		t.Fatalf("the whole (-all at once, +one by one): %s", d)
	}
}

// rules loads what makes a graph of readings.
func rules(t testing.TB) casefile.Rules {
	t.Helper()
	s, err := schema.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	r, err := resolve.New(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	return casefile.Rules{Schema: s, Resolver: r}
}

// fixture is a case of the reports by which stores are tested.
func fixture(t testing.TB) *casefile.Case {
	t.Helper()
	c, err := casefile.Open(t.Context(), filepath.Join(t.TempDir(), "case.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	for _, r := range graphtest.Readings() {
		uri := r.Document.URI
		if _, err := c.Put(t.Context(), "fixture", []casefile.Arrival{{Place: "/" + uri, URI: uri, Content: "txt:" + r.Document.ID, Readings: []*reading.Reading{r}}}); err != nil {
			t.Fatal(err)
		}
		agree(t, c, rules(t))
	}
	return c
}

// TestWhatIsReadBackIsWhatWasWritten enters the fixture of the stores, one report
// after the other, and reads every record back.
func TestWhatIsReadBackIsWhatWasWritten(t *testing.T) { fixture(t) }
