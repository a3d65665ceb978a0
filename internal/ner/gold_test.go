package ner_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casegraph/internal/doc"
	"casegraph/internal/eval"
	"casegraph/internal/gazetteer"
	"casegraph/internal/graph"
	"casegraph/internal/models"
	"casegraph/internal/ner"
	"casegraph/internal/text"
	"casegraph/knowledge"
)

func recogniser(tb testing.TB, c ner.Config) *ner.Recogniser {
	tb.Helper()
	g, err := gazetteer.Open(knowledge.FS)
	if err != nil {
		tb.Fatal(err)
	}
	m, err := models.Load(knowledge.FS)
	if err != nil {
		tb.Fatal(err)
	}
	r, err := ner.New(knowledge.FS, g, m, c)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func read(tb testing.TB, path string) *doc.Document {
	tb.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	for d, err := range doc.Read(filepath.Base(path), data) {
		if err != nil {
			tb.Fatal(err)
		}
		return d
	}
	tb.Fatal("no document")
	return nil
}

// TestGold holds the accuracy of names on reports with answers, where they are
// beside the checkout. The floors are below what was measured, not goals.
func TestGold(t *testing.T) {
	for _, c := range []struct {
		texts, gold string
		prose       bool
		floor       float64
	}{
		{"../../../shared/seeds", "../../../shared/gold", false, 0.85},
		{"../../../shared/field/texts", "../../../shared/field/gold", false, 0.75},
		{"../../../shared/seeds", "../../../shared/gold", true, 0.6},
		{"../../../shared/field/texts", "../../../shared/field/gold", true, 0.4},
	} {
		t.Run(fmt.Sprintf("%s,prose=%v", filepath.Base(filepath.Dir(c.texts)), c.prose), func(t *testing.T) {
			paths, err := filepath.Glob(filepath.Join(c.texts, "*.txt"))
			if err != nil || len(paths) == 0 {
				t.Skipf("no reports in %s: not measured", c.texts)
			}
			gold, err := eval.LoadFolder(c.gold)
			if err != nil {
				t.Fatal(err)
			}
			gold.Claims = nil
			r := recogniser(t, ner.Config{Prose: c.prose})
			var rec eval.Records
			for _, p := range paths {
				d := read(t, p)
				rec.Documents = append(rec.Documents, graph.Document{ID: d.ID, URI: d.URI})
				for _, m := range r.Find(d, text.Split(d)) {
					rec.Mentions = append(rec.Mentions, graph.Mention{Document: d.ID, Start: m.Start, End: m.End, Text: m.Text, Type: m.Type, Form: string(m.Form)})
				}
			}
			rep, err := eval.Score(rec, gold)
			if err != nil {
				t.Fatal(err)
			}
			p, rr, f := rep.AllMentions().PRF()
			t.Logf("P %.3f R %.3f F1 %.3f", p, rr, f)
			for _, e := range rep.Errors {
				t.Log(e)
			}
			if f < c.floor {
				t.Errorf("F1 %.3f, floor %.2f", f, c.floor)
			}
		})
	}
}

// TestNames reports recall on names in sentences written before any list, and
// holds a floor.
func TestNames(t *testing.T) {
	f, err := os.Open("testdata/names.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := recogniser(t, ner.Config{})
	right, all := map[string]int{}, map[string]int{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		col := strings.Split(lines.Text(), "\t")
		for d, err := range doc.Read("x.txt", []byte(col[0]+"\n")) {
			if err != nil {
				t.Fatal(err)
			}
			ok, got := false, ""
			for _, m := range r.Find(d, text.Split(d)) {
				if m.Form != ner.Name {
					continue
				}
				got += fmt.Sprintf(" [%s %s %s]", m.Text, m.Type, m.By)
				ok = ok || m.Text == col[1] && m.Type == col[2]
			}
			all[col[3]]++
			all["all"]++
			if ok {
				right[col[3]]++
				right["all"]++
			} else {
				t.Logf("missed %s %q in %q: %s", col[2], col[1], col[0], got)
			}
		}
	}
	for class, n := range all {
		t.Logf("%-14s %d/%d", class, right[class], n)
	}
	if right["all"]*100 < all["all"]*75 {
		t.Errorf("recall %d/%d", right["all"], all["all"])
	}
}

func BenchmarkFind(b *testing.B) {
	paths, _ := filepath.Glob("../../examples/*/*.txt")
	r := recogniser(b, ner.Config{})
	var docs []*doc.Document
	var sents [][]text.Sentence
	words := 0
	for _, p := range paths {
		d := read(b, p)
		s := text.Split(d)
		docs, sents = append(docs, d), append(sents, s)
		for i := range s {
			words += len(s[i].Tokens)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		for i := range docs {
			r.Find(docs[i], sents[i])
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
