package relate_test

import (
	"strings"
	"testing"

	"casegraph/internal/clause"
	"casegraph/internal/coref"
	"casegraph/internal/doc"
	"casegraph/internal/gazetteer"
	"casegraph/internal/models"
	"casegraph/internal/ner"
	"casegraph/internal/pattern"
	"casegraph/internal/relate"
	"casegraph/internal/schema"
	"casegraph/internal/text"
	"casegraph/knowledge"
)

// A reader is every stage up to claims.
type testReader struct {
	trees  *models.Reader
	names  *ner.Recogniser
	links  *coref.Linker
	claims *relate.Extractor
}

func newReader(tb testing.TB) *testReader {
	tb.Helper()
	g, err := gazetteer.Open(knowledge.FS)
	if err != nil {
		tb.Fatal(err)
	}
	m, err := models.Load(knowledge.FS)
	if err != nil {
		tb.Fatal(err)
	}
	names, err := ner.New(knowledge.FS, g, m, ner.Config{})
	if err != nil {
		tb.Fatal(err)
	}
	links, err := coref.New(knowledge.FS)
	if err != nil {
		tb.Fatal(err)
	}
	s, err := schema.Load(knowledge.FS)
	if err != nil {
		tb.Fatal(err)
	}
	claims, err := relate.New(knowledge.FS, s)
	if err != nil {
		tb.Fatal(err)
	}
	return &testReader{m.NewReader(g), names, links, claims}
}

func (r *testReader) read(tb testing.TB, s string) (*doc.Document, []relate.Claim, []ner.Mention) {
	tb.Helper()
	for d, err := range doc.Read("example.txt", []byte(s+"\n")) {
		if err != nil {
			tb.Fatal(err)
		}
		sents := text.Split(d)
		mentions := r.names.Find(d, sents)
		var trees []clause.Tree
		for i := range sents {
			trees = append(trees, clause.New(r.trees.Tree(&sents[i])))
		}
		claims, mentions := r.claims.Claims(d, sents, trees, mentions, r.links.Link(d, sents, trees, mentions))
		return d, claims, mentions
	}
	return nil, nil, nil
}

// TestRuleExamples runs every example of every rule through all stages: the rule
// itself must fire and fill what the example says, and must not fire on what it
// must not.
func TestRuleExamples(t *testing.T) {
	rules, err := pattern.Load(knowledge.FS, func(string) bool { return true }, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := newReader(t)
	for _, rule := range rules.List {
		t.Run(rule.Name, func(t *testing.T) { r.examples(t, rule.Name, rule.Claim, rule.Examples, rule.Not) })
	}
}

// examples reads sentences in which a rule or frame makes its claim, with what it
// fills, and sentences in which it must not.
func (r *testReader) examples(t *testing.T, name, claim string, examples, not []pattern.Example) {
	t.Helper()
	for _, ex := range examples {
		d, claims, _ := r.read(t, ex.Text)
		var got []string
		ok := false
		for _, c := range claims {
			if c.Type != claim {
				continue
			}
			got = append(got, c.Rule+" "+shown(d, &c))
			ok = ok || fills(d, &c, ex.Roles)
		}
		if !ok {
			t.Errorf("%q: want %v, got %v", ex.Text, ex.Roles, got)
		}
	}
	for _, ex := range not {
		d, claims, _ := r.read(t, ex.Text)
		for _, c := range claims {
			if c.Rule == name {
				t.Errorf("%q: fires: %s", ex.Text, shown(d, &c))
			}
		}
	}
}

func words(d *doc.Document, a *relate.Arg) string {
	if a.Quantity != nil {
		return d.Text[a.Quantity.Start:a.Quantity.End]
	}
	return d.Text[a.Start:a.End]
}

func shown(d *doc.Document, c *relate.Claim) string {
	var out []string
	for i := range c.Args {
		out = append(out, c.Args[i].Role+"="+words(d, &c.Args[i]))
	}
	return c.Type + "(" + strings.Join(out, ", ") + ")"
}

func fills(d *doc.Document, c *relate.Claim, roles map[string]string) bool {
	for role, want := range roles {
		found := false
		for i := range c.Args {
			if c.Args[i].Role == role && strings.EqualFold(words(d, &c.Args[i]), want) {
				found = true
			}
		}
		if !found {
			return false
		}
	}
	return true
}
