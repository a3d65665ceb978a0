package ftm

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"casegraph/internal/graph"
	"casegraph/internal/graph/graphtest"
)

func written(t testing.TB, p *graph.Projection) []Entity {
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
	var out []Entity
	for line := range bytes.Lines(a.Bytes()) {
		var e Entity
		d := json.NewDecoder(bytes.NewReader(line))
		d.DisallowUnknownFields()
		if err := d.Decode(&e); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		out = append(out, e)
	}
	return out
}

var goodID = regexp.MustCompile(`^[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?$`)

// check holds what a file promises: one line a report, entity and edge, references
// that lead somewhere of the right kind, a proof of every relation, clean values.
func check(t testing.TB, p *graph.Projection) []Entity {
	t.Helper()
	all := written(t, p)
	by := map[string]Entity{}
	for _, e := range all {
		if by[e.ID].ID != "" || !goodID.MatchString(e.ID) {
			t.Errorf("id %s", e.ID)
		}
		by[e.ID] = e
	}
	ends := map[string][4]string{"UnknownLink": {"subject", "Thing", "object", "Thing"}}
	for _, s := range shapes {
		ends[s.schema] = [4]string{s.from, s.fromIs, s.to, s.toIs}
	}
	counts := map[string]int{}
	for _, e := range all {
		kind := "thing"
		if end, ok := ends[e.Schema]; ok {
			kind = "relation"
			for i := 0; i < 4; i += 2 {
				if ids := e.Properties[end[i]]; len(ids) != 1 || !is(by[ids[0]].Schema, end[i+1]) {
					t.Errorf("%v: %s is no %s", e, end[i], end[i+1])
				}
			}
		} else if e.Schema == "Article" || e.Schema == "Note" {
			kind = e.Schema
		}
		counts[kind]++
		if (kind == "relation" || kind == "Note") && len(e.Properties["proof"]) == 0 {
			t.Errorf("no proof: %v", e)
		}
		for name, values := range e.Properties {
			if len(values) == 0 {
				t.Errorf("%s is empty: %v", name, e)
			}
			for i, v := range values {
				if name == "proof" && by[v].Schema != "Article" {
					t.Errorf("proof %s is a %q", v, by[v].Schema)
				}
				if name == "country" || name == "language" { // other codes than ours
					continue
				}
				if again := cleaners[name](v); v == "" || again != v || slices.Contains(values[:i], v) {
					t.Errorf("%s %q is cleaned to %q", name, v, again)
				}
			}
		}
	}
	documents := 0
	if err := p.Source.Parts(func(*graph.Part) error { documents++; return nil }); err != nil {
		t.Fatal(err)
	}
	w, err := p.Source.Whole()
	if err != nil {
		t.Fatal(err)
	}
	if counts["Article"] != documents || counts["thing"] != len(w.Entities) || counts["relation"] != len(w.Edges) {
		t.Errorf("%v, want %d reports, %d entities, %d edges", counts, documents, len(w.Entities), len(w.Edges))
	}
	return all
}

func TestReadBack(t *testing.T) {
	p := graphtest.Projection(t, 1, 3)
	all := check(t, p)
	// Every quote that names somebody is in the file.
	if err := p.Source.Parts(func(part *graph.Part) error {
		for i := range part.Claims {
			c := &part.Claims[i]
			named := false
			for _, a := range c.Args {
				named = named || a.Entity != ""
			}
			if named && !slices.ContainsFunc(all, func(e Entity) bool {
				return slices.ContainsFunc(e.Properties["description"], func(s string) bool { return strings.Contains(s, oneLine(c.Quote)) })
			}) {
				t.Errorf("not there: %s", c.ID)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestShapes(t *testing.T) {
	x := newIndex(&graph.Whole{Entities: []graph.Entity{
		{ID: "p", Type: "Person"}, {ID: "q", Type: "Person"}, {ID: "a", Type: "Agency"}, {ID: "u", Type: "Unit"}, {ID: "s", Type: "Place"},
		{ID: "c", Type: "Organization", Labels: []string{"Organization", "Company"}}, {ID: "o", Type: "Organization"}, {ID: "e", Type: "Event"},
	}})
	for in, want := range map[[3]string]string{
		{"LEADS", "p", "a"}: "Directorship", {"LEADS", "p", "u"}: "Directorship", {"LEADS", "p", "s"}: "UnknownLink",
		{"SPEAKS_FOR", "p", "a"}: "Representation", {"MEMBER_OF", "p", "o"}: "Membership", {"HAS_ROLE_IN", "p", "c"}: "Employment",
		{"OWNS", "p", "c"}: "Ownership", {"OWNS", "p", "o"}: "UnknownLink", {"FAMILY_OF", "p", "q"}: "Family", {"PAID", "a", "p"}: "Payment",
		{"FOUGHT_AGAINST", "u", "s"}: "UnknownLink", {"ATTACKED", "u", "e"}: "UnknownLink",
	} {
		if got := x.shapeOf(&graph.Edge{Type: in[0], From: in[1], To: in[2]}).schema; got != want {
			t.Errorf("%v is a %s, want %s", in, got, want)
		}
	}
}

func TestClean(t *testing.T) {
	for _, c := range []struct {
		property, in, want string
	}{
		{"name", " \"Zoe\u0308\"  X ", "\"Zoë\" X"}, {"name", `"'a'"`, "a"}, {"name", "a\u200bb\u2009c\x01", "ab c"}, {"name", "\u00ad", ""},
		{"name", strings.Repeat("ab ", 200), strings.Repeat("ab ", 127) + "ab…"},
		{"summary", "a\r\n b", "a\r\n b"}, {"date", "2024-02-30", ""}, {"date", "2024-02", "2024-02"}, {"date", "0024", ""}, {"country", "yu", "yucs"}, {"country", "Mali", ""},
		{"full", "a, b", ""}, {"language", "fr", ""}, {"sourceUrl", "a/b.txt", ""}, {"sourceUrl", "https://a.example/b?c=d", "https://a.example/b?c=d"}, {"sourceUrl", "javascript:alert(1)", ""},
		{"summary", "e\u200b\u0301", "é"},
	} {
		p := Properties{}
		p.add(c.property, c.in)
		if got := strings.Join(p[c.property], "|"); got != c.want {
			t.Errorf("%s %q became %q, want %q", c.property, c.in, got, c.want)
		}
	}
}

func FuzzWrite(f *testing.F) {
	for _, s := range graphtest.Hostiles {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { check(t, graphtest.Hostile(t, s)) })
}
