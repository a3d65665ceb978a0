package models_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"casegraph/internal/doc"
	"casegraph/internal/gazetteer"
	"casegraph/internal/models"
	"casegraph/internal/text"
	"casegraph/knowledge"
)

var loaded = sync.OnceValues(func() (l struct {
	models *models.Models
	gaz    *gazetteer.Gazetteer
}, err error) {
	if l.models, err = models.Load(knowledge.FS); err == nil {
		l.gaz, err = gazetteer.Open(knowledge.FS)
	}
	return
})

func newReader(tb testing.TB) *models.Reader {
	tb.Helper()
	l, err := loaded()
	if err != nil {
		tb.Fatal(err)
	}
	return l.models.NewReader(l.gaz)
}

func document(running string) *doc.Document {
	return &doc.Document{Text: running, Blocks: []doc.Block{{End: len(running), Kind: doc.Body}}}
}

// reports gives the text of the examples, or of the file that CASEGRAPH_TEXT
// names, as documents of one file or of 100 lines.
func reports(tb testing.TB) []*doc.Document {
	tb.Helper()
	var out []*doc.Document
	if path := os.Getenv("CASEGRAPH_TEXT"); path != "" {
		b, err := os.ReadFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		lines := strings.SplitAfter(string(b), "\n")
		for len(lines) > 0 {
			n := min(100, len(lines))
			out = append(out, document(strings.Join(lines[:n], "")))
			lines = lines[n:]
		}
		return out
	}
	paths, err := filepath.Glob("../../examples/*/*.txt")
	if err != nil || len(paths) == 0 {
		tb.Fatal("no examples", err)
	}
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, document(string(b)))
	}
	return out
}

// BenchmarkReading measures the stages in words a second on one core. Words are
// those between blanks.
func BenchmarkReading(b *testing.B) {
	docs := reports(b)
	words, size := 0, 0
	sentences := make([][]text.Sentence, len(docs))
	for i, d := range docs {
		words += len(strings.Fields(d.Text))
		size += len(d.Text)
		sentences[i] = text.Split(d)
	}
	run := func(name string, f func(i int)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(size))
			for b.Loop() {
				for i := range docs {
					f(i)
				}
			}
			b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
	r := newReader(b)
	trees := func(i int) {
		for k := range sentences[i] {
			r.Tree(&sentences[i][k])
		}
	}
	run("tokens", func(i int) { text.Split(docs[i]) })
	run("names", func(i int) { r.Names(text.Split(docs[i])) })
	run("trees", trees)
	run("all", func(i int) {
		sentences[i] = text.Split(docs[i])
		r.Names(sentences[i])
		trees(i)
	})
}

// TestShipped holds what must be true of the files in knowledge/models even where
// no corpus is at hand: their size, and what their headers tell.
func TestShipped(t *testing.T) {
	total := 0
	for _, name := range []string{models.VocabularyFile, models.TagsFile, models.MovesFile, models.LabelsFile, models.NamesFile} {
		b, err := fs.ReadFile(knowledge.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		total += len(b)
		head, _, _ := bytes.Cut(b, []byte("\n"))
		var h models.Header
		if err := json.Unmarshal(head, &h); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if h.Features != models.Features || h.Licence == "" || len(h.Sources) == 0 {
			t.Errorf("%s: header %+v", name, h)
		}
		for _, s := range h.Sources {
			if len(s.SHA256) != 64 || s.Licence == "" {
				t.Errorf("%s: source %+v", name, s)
			}
		}
		if name != models.VocabularyFile && len(h.Scores) < 2 {
			t.Errorf("%s: scores %v", name, h.Scores)
		}
	}
	if total > 30<<20 {
		t.Errorf("the models take %d bytes, 30 MB at most", total)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := models.Load(knowledge.FS); err != nil {
			b.Fatal(err)
		}
	}
}

// TestNoAllocation: a reader that has seen texts like these reads on without
// asking for memory.
func TestNoAllocation(t *testing.T) {
	r := newReader(t)
	docs := reports(t)
	sentences := make([][]text.Sentence, len(docs))
	for i, d := range docs {
		sentences[i] = text.Split(d)
	}
	read := func() {
		for i := range docs {
			r.Names(sentences[i])
			for k := range sentences[i] {
				r.Tree(&sentences[i][k])
			}
		}
	}
	read()
	if n := testing.AllocsPerRun(3, read); n > 0 {
		t.Errorf("%v allocations for %d reports, want none", n, len(docs))
	}
}

// TestLinear: time grows with the length of a sentence, not with its square. The
// longer one has eight times the words and may take sixteen times as long.
func TestLinear(t *testing.T) {
	r := newReader(t)
	for name, unit := range map[string]string{
		"prose without a full stop": "the army said that its forces had taken Goma and the rebels of the March Movement fled to Bukavu while ",
		"capitals":                  "THE ARMY OF CHAD SAID GENERAL ALI HAD TAKEN THE TOWN OF FAYA ",
		"a list of names":           "Goma, Bukavu, Uvira, Kindu, Joseph Ali, Beni, ",
		"numbers":                   "12 1,304 7.5 99 ",
		"one word":                  "Chad ",
		"marks":                     "( ) \" - , ; ",
	} {
		measure := func(words int) time.Duration {
			in := strings.Repeat(unit, words/len(strings.Fields(unit)))
			tokens := text.Tokens(in, 0)
			s := []text.Sentence{{End: len(in), Tokens: tokens}}
			best := time.Hour
			for range 3 {
				start := time.Now()
				r.Names(s)
				r.Tree(&s[0])
				best = min(best, time.Since(start))
			}
			return best
		}
		measure(10_000)
		short, long := measure(1250), measure(10_000)
		t.Logf("%s: 1,250 words %v, 10,000 words %v", name, short, long)
		if long > 16*short+5*time.Millisecond {
			t.Errorf("%s: 1,250 words take %v, 10,000 take %v", name, short, long)
		}
	}
}

// FuzzReader: whatever the text, words keep their bytes, names lie in them, and
// every sentence has one tree.
func FuzzReader(f *testing.F) {
	for _, s := range []string{
		"", " ", "\n\n", ".", "I", "The U.S.-Iraq talks\n\nGOMA, Congo (AP) - \"We'll fight,\" said Gen. al-Ani/Smith.",
		"\xff\xfe\x00 Ali\xc3", "e\u0301 ÉCOLE Ǆ İstanbul ŉ", "----//// a-/b -c d-", strings.Repeat("(", 300), strings.Repeat("A ", 2000), "1.2.3,4 5th №7 ١٢٣",
	} {
		f.Add(s)
	}
	l, err := loaded()
	if err != nil {
		f.Fatal(err)
	}
	r := l.models.NewReader(l.gaz)
	f.Fuzz(func(t *testing.T, in string) {
		sentences := text.Split(document(in))
		for _, n := range r.Names(sentences) {
			s := &sentences[n.Sentence]
			if n.First >= n.Limit || n.Limit > len(s.Tokens) || n.Start < s.Tokens[n.First].Start || n.End > s.Tokens[n.Limit-1].End || n.Start >= n.End {
				t.Fatalf("%q: name %+v", in, n)
			}
		}
		for i := range sentences {
			words, token, nodes := r.Tree(&sentences[i])
			if len(words) != len(nodes) || len(words) != len(token) {
				t.Fatalf("%q: %d words, %d tokens, %d nodes", in, len(words), len(token), len(nodes))
			}
			at := 0
			for k, w := range words {
				if in[w.Start:w.End] != w.Text || w.Start < at {
					t.Fatalf("%q: word %q at %d:%d", in, w.Text, w.Start, w.End)
				}
				at = w.End
				steps, h := 0, k
				for h >= 0 && steps <= len(words) {
					h = int(nodes[h].Head)
					steps++
				}
				if steps > len(words) {
					t.Fatalf("%q: word %d hangs on itself", in, k)
				}
			}
			roots := 0
			for _, n := range nodes {
				if n.Head < 0 {
					roots++
				}
			}
			if len(words) > 0 && roots != 1 {
				t.Fatalf("%q: %d roots", in, roots)
			}
		}
	})
}
