package eval_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"casegraph/internal/doc"
	"casegraph/internal/eval"
	"casegraph/internal/gazetteer"
	"casegraph/internal/models"
	"casegraph/internal/ner"
	"casegraph/internal/ner/trained"
	"casegraph/internal/text"
	"casegraph/knowledge"
)

const corpora = "../../../shared/data/"

// knowing loads what the program ships, once.
var knowing = sync.OnceValues(func() (k struct {
	gaz    *gazetteer.Gazetteer
	models *models.Models
	ner    *ner.Recogniser
	prose  *ner.Recogniser
}, err error) {
	if k.gaz, err = gazetteer.Open(knowledge.FS); err != nil {
		return
	}
	if k.models, err = models.Load(knowledge.FS); err != nil {
		return
	}
	if k.ner, err = ner.New(knowledge.FS, k.gaz, k.models, ner.Config{}); err != nil {
		return
	}
	k.prose, err = ner.New(knowledge.FS, k.gaz, k.models, ner.Config{Prose: true})
	return
})

// three collapses our types into those of the corpora; "" is no name there.
func three(typ string) string {
	switch typ {
	case ner.Person:
		return "PER"
	case ner.Place:
		return "LOC"
	case ner.Agency, ner.Organization, ner.Unit:
		return "ORG"
	}
	return ""
}

// A sample is running text and its names.
type sample struct {
	text  string
	names []eval.NameSpan
}

// iob reads a corpus as running text: names of persons, organisations and places.
func iob(t *testing.T, path string) []sample {
	t.Helper()
	ss, err := eval.ReadIOB(corpora + path)
	if os.IsNotExist(err) {
		t.Skipf("no corpora in %s: not measured", corpora)
	}
	if err != nil {
		t.Fatal(err)
	}
	var out []sample
	for _, s := range ss {
		running, starts := eval.Detokenise(s.Words)
		x := sample{text: running}
		for _, n := range s.Names {
			if n.Class != "PER" && n.Class != "ORG" && n.Class != "LOC" {
				continue
			}
			span := eval.NameSpan{Start: starts[n.First], End: starts[n.Limit-1] + len(s.Words[n.Limit-1]), Class: n.Class}
			if span, ok := eval.Trim(running, span); ok {
				x.names = append(x.names, span)
			}
		}
		out = append(out, x)
	}
	return out
}

// re3d reads the defence reports of Dstl, whose marks are loose: descriptions and
// pronouns are marked as names are. Those of capitalised words alone count here.
func re3d(t *testing.T) []sample {
	t.Helper()
	dirs, err := filepath.Glob(corpora + "re3d/*/documents.json")
	if err != nil || len(dirs) == 0 {
		t.Skipf("no corpora in %s: not measured", corpora)
	}
	var out []sample
	lines := func(path string, to any, f func()) {
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		sc := bufio.NewScanner(file)
		sc.Buffer(nil, 1<<22)
		for sc.Scan() {
			if err := json.Unmarshal(sc.Bytes(), to); err != nil {
				t.Fatal(path, err)
			}
			f()
		}
	}
	for _, path := range dirs {
		at := map[string]int{}
		var d struct {
			ID   string `json:"_id"`
			Text string `json:"text"`
		}
		lines(path, &d, func() {
			at[d.ID] = len(out)
			out = append(out, sample{text: d.Text})
		})
		var e struct {
			Begin, End  int
			Type, Value string
			DocumentID  string `json:"documentId"`
		}
		lines(filepath.Join(filepath.Dir(path), "entities.json"), &e, func() {
			class := map[string]string{"Person": "PER", "Organisation": "ORG", "Location": "LOC"}[e.Type]
			x := &out[at[e.DocumentID]]
			runes := []rune(x.text)
			if class == "" || e.End > len(runes) {
				return
			}
			start := len(string(runes[:e.Begin]))
			span, ok := eval.Trim(x.text, eval.NameSpan{Start: start, End: start + len(string(runes[e.Begin:e.End])), Class: class})
			if !ok {
				return
			}
			for _, w := range strings.Fields(x.text[span.Start:span.End]) {
				if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && !unicode.IsDigit(r) && w != "of" && w != "the" && w != "for" && w != "and" && !strings.HasPrefix(w, "al-") {
					return
				}
			}
			x.names = append(x.names, span)
		})
	}
	return out
}

// byRecogniser gives the names that the whole recogniser finds in a text.
func byRecogniser(r *ner.Recogniser, running string) []eval.NameSpan {
	d := document(running)
	var out []eval.NameSpan
	taken := map[[2]int]bool{}
	for _, m := range r.Find(d, text.Split(d)) {
		class := three(m.Type)
		if class == "" || m.Form != ner.Name || m.Demonym {
			continue
		}
		span, ok := eval.Trim(running, eval.NameSpan{Start: m.Start, End: m.End, Class: class})
		if at := [2]int{span.Start, span.End}; ok && !taken[at] {
			taken[at] = true
			out = append(out, span)
		}
	}
	return out
}

// byModel gives the names that the trained model finds, without lists' and
// rules' word.
func byModel(r *models.Reader, running string) []eval.NameSpan {
	d := document(running)
	var out []eval.NameSpan
	for _, n := range r.Names(text.Split(d)) {
		span := eval.NameSpan{Start: n.Start, End: n.End, Class: map[trained.Type]string{trained.Person: "PER", trained.Organization: "ORG", trained.Place: "LOC"}[n.Type]}
		if span, ok := eval.Trim(running, span); ok {
			out = append(out, span)
		}
	}
	return out
}

func document(running string) *doc.Document {
	return &doc.Document{Text: running, Blocks: []doc.Block{{End: len(running), Kind: doc.Body}}}
}

// TestCorpora measures names on running text: exact span and class, three
// classes, a leading "the" and a final 's cut from everybody's spans. On PUD the
// peers were measured in the same way, prose and ours run here.
func TestCorpora(t *testing.T) {
	k, err := knowing()
	if err != nil {
		t.Fatal(err)
	}
	reader := k.models.NewReader(k.gaz)
	for _, c := range []struct {
		name  string
		set   func(*testing.T) []sample
		floor float64 // F1 of the whole recogniser, a little below what was measured
		peers string
	}{
		{"EWT dev", func(t *testing.T) []sample { return iob(t, "ner/dev/uner_ewt.iob2") }, 75.5, ""},
		{"GUM dev", func(t *testing.T) []sample { return iob(t, "ner/dev/gum.iob2") }, 65.5, ""},
		{"re3d, loosely", re3d, 69.5, ""},
		{"PUD", func(t *testing.T) []sample { return iob(t, "ner/dev/uner_pud.iob2") }, 77.3, "prose alone 47.6, GATE ANNIE 54.1, spaCy sm 58.2, spaCy md 63.4, CoreNLP conll.4class 66.7, NLP4J 72.9, CoreNLP 3class 74.4"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var whole, model, prose eval.NameScore
			samples := c.set(t)
			for _, s := range samples {
				whole.Add(s.text, s.names, byRecogniser(k.ner, s.text))
				model.Add(s.text, s.names, byModel(reader, s.text))
				prose.Add(s.text, s.names, byRecogniser(k.prose, s.text))
			}
			row := func(name string, s *eval.NameScore) {
				p, r, f := s.All().PRF()
				t.Logf("%-28s P %.1f R %.1f F1 %.2f  PER %.1f ORG %.1f LOC %.1f", name, 100*p, 100*r, 100*f, f1(s, "PER"), f1(s, "ORG"), f1(s, "LOC"))
			}
			row("all: model, lists, rules", &whole)
			row("the model alone", &model)
			row("prose, lists, rules", &prose)
			if c.peers != "" {
				t.Logf("peers: %s", c.peers)
			}
			t.Logf("confusion: %s", strings.Join(eval.Top(whole.Confusion, 12), ", "))
			t.Logf("worst: %s", strings.Join(eval.Top(whole.Errors, 20), "; "))
			if _, _, f := whole.All().PRF(); 100*f < c.floor {
				t.Errorf("F1 %.2f, floor %.2f", 100*f, c.floor)
			}
			if path := os.Getenv("NAME_ERRORS"); path != "" {
				writeErrors(t, filepath.Join(path, strings.ReplaceAll(c.name, " ", "-")), samples, k.ner)
			}
		})
	}
}

func f1(s *eval.NameScore, class string) float64 {
	_, _, f := s.All(class).PRF()
	return 100 * f
}

// writeErrors lists every error with its text and what made it.
func writeErrors(t *testing.T, path string, samples []sample, r *ner.Recogniser) {
	var b strings.Builder
	for _, s := range samples {
		var one eval.NameScore
		one.Add(s.text, s.names, byRecogniser(r, s.text))
		if len(one.Errors) == 0 {
			continue
		}
		d := document(s.text)
		b.WriteString(strings.Join(eval.Top(one.Errors, 99), "; ") + "\n  " + s.text + "\n ")
		for _, m := range r.Find(d, text.Split(d)) {
			if m.Form == ner.Name {
				b.WriteString(" [" + m.Text + " " + m.Type + " " + m.By + "]")
			}
		}
		b.WriteString("\n")
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestTrees measures tags and trees on the dev sets: the treebanks' words, our
// tags.
func TestTrees(t *testing.T) {
	k, err := knowing()
	if err != nil {
		t.Fatal(err)
	}
	reader := k.models.NewReader(k.gaz)
	for _, c := range []struct {
		name, path     string
		upos, uas, las float64 // a little below what was measured
	}{
		{"EWT dev", "parse/ewt-dev.conllu", 95.8, 87.4, 84.7},
		{"GUM dev", "parse/gum-dev.conllu", 97.2, 87.6, 85.0},
	} {
		t.Run(c.name, func(t *testing.T) {
			trees, err := eval.ReadTrees(corpora + c.path)
			if os.IsNotExist(err) {
				t.Skipf("no corpora in %s: not measured", corpora)
			}
			if err != nil {
				t.Fatal(err)
			}
			var score eval.TreeScore
			for i := range trees {
				score.Add(&trees[i], reader.TreeOf(wordsOf(trees[i].Words)))
			}
			t.Log(&score)
			for _, l := range []string{"nsubj", "obj", "obl", "nmod", "conj", "advcl", "acl", "ccomp", "xcomp", "appos", "parataxis", "root"} {
				for label, tally := range score.Label {
					if label.String() == l {
						p, r, f := tally.PRF()
						t.Logf("  %-10s P %.1f R %.1f F1 %.1f", l, 100*p, 100*r, 100*f)
					}
				}
			}
			t.Logf("tags confused: %s", strings.Join(eval.Top(score.Tags, 10), ", "))
			t.Logf("worst arcs: %s", strings.Join(eval.Top(score.Arcs, 15), ", "))
			if score.UPOS() < c.upos || score.UAS() < c.uas || score.LAS() < c.las {
				t.Errorf("%v; floors %v %v %v", &score, c.upos, c.uas, c.las)
			}
		})
	}
}

func wordsOf(forms []string) []text.Token {
	out := make([]text.Token, len(forms))
	for i, f := range forms {
		out[i] = text.WordOf(f)
	}
	return out
}
