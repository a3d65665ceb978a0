package coref_test

import (
	"os"
	"strings"
	"testing"

	"casegraph/internal/clause"
	"casegraph/internal/coref"
	"casegraph/internal/doc"
	"casegraph/internal/gazetteer"
	"casegraph/internal/models"
	"casegraph/internal/ner"
	"casegraph/internal/text"
	"casegraph/knowledge"
)

func treesOf(r *models.Reader, sents []text.Sentence) []clause.Tree {
	var out []clause.Tree
	for i := range sents {
		out = append(out, clause.New(r.Tree(&sents[i])))
	}
	return out
}

func TestLinks(t *testing.T) {
	g, err := gazetteer.Open(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	m, err := models.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	names, err := ner.New(knowledge.FS, g, m, ner.Config{})
	if err != nil {
		t.Fatal(err)
	}
	trees := m.NewReader(g)
	linker, err := coref.New(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("testdata/links.txt")
	if err != nil {
		t.Fatal(err)
	}
	body := ""
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		sep := " = "
		if strings.Contains(line, " # ") {
			sep = " # "
		}
		later, earlier, ok := strings.Cut(line, sep)
		if !ok || strings.Contains(later, ".") {
			body = line
			continue
		}
		for d, err := range doc.Read("x.txt", []byte(body+"\n")) {
			if err != nil {
				t.Fatal(err)
			}
			sents := text.Split(d)
			ms := names.Find(d, sents)
			roots := coref.Clusters(len(ms), linker.Link(d, sents, treesOf(trees, sents), ms))
			a, b := -1, -1
			for i, m := range ms {
				if m.Text == earlier && b < 0 {
					b = i
				}
				if m.Text == later {
					a = i // the last
				}
			}
			if a < 0 || b < 0 {
				t.Errorf("%s\n%q or %q is no mention", body, later, earlier)
				continue
			}
			if one := roots[a] == roots[b]; one != (sep == " = ") {
				t.Errorf("%s\n%s: one=%v", body, line, one)
			}
		}
	}
}
