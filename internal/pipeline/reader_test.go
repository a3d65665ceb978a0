package pipeline

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"casegraph/internal/doc"
	"casegraph/internal/reading"
	"casegraph/internal/text"
)

func documents(tb testing.TB) (docs []*doc.Document, words int) {
	tb.Helper()
	paths, err := filepath.Glob("../../examples/*/*.txt")
	if err != nil || len(paths) == 0 {
		tb.Fatalf("examples: %v %v", paths, err)
	}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			tb.Fatal(err)
		}
		for d, err := range doc.Read(p, data) {
			if err != nil {
				tb.Fatal(err)
			}
			docs = append(docs, d)
			for _, s := range text.Split(d) {
				words += len(s.Tokens)
			}
		}
	}
	return docs, words
}

// TestReadingsHoldTogether checks what every later stage relies on: spans lie in
// the text, text is its bytes, indices point into the mentions.
func TestReadingsHoldTogether(t *testing.T) {
	r, err := NewReader(Config{})
	if err != nil {
		t.Fatal(err)
	}
	docs, _ := documents(t)
	for _, d := range docs {
		x := r.Read(d)
		for _, m := range x.Mentions {
			if m.Start < 0 || m.End > len(d.Text) || d.Text[m.Start:m.End] != m.Text {
				t.Errorf("%s: mention %+v", d.URI, m)
			}
			if m.State >= len(x.Mentions) {
				t.Errorf("%s: state of %q is %d of %d", d.URI, m.Text, m.State, len(x.Mentions))
			}
		}
		for _, l := range x.Links {
			if l.Left < 0 || l.Left >= l.Right || l.Right >= len(x.Mentions) {
				t.Errorf("%s: link %+v", d.URI, l)
			}
		}
		for _, c := range x.Claims {
			s := x.Sentences[c.Sentence]
			if c.Trigger.Start < s.Start || c.Trigger.End > s.End || c.Trigger.Start >= c.Trigger.End {
				t.Errorf("%s: trigger of %s outside its sentence", d.URI, c.Type)
			}
			for _, a := range c.Args {
				if a.Mention >= len(x.Mentions) || a.Start >= a.End || a.End > len(d.Text) {
					t.Errorf("%s: %s: argument %+v", d.URI, c.Type, a)
				}
			}
		}
		a, err := reading.Encode(x)
		if err != nil {
			t.Fatal(err)
		}
		b, err := reading.Encode(r.Read(d))
		if err != nil {
			t.Fatal(err)
		}
		if string(a) != string(b) {
			t.Errorf("%s: read twice, two readings", d.URI)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Three U.S.-government sources denied the overflights; U.S.-Iraq talks went on.")
	f.Add("At least 40 soldiers were killed in Gao, the Malian army said.")
	f.Add("“No,” said Mr. X (XYZ), citing Y. 1,2 of 3-4; 's ’s ( ) – — …")
	f.Add("\xff\xfe A\u0301 \u200d 3 May 2025 — 10–20 men\n\n\n- x")
	r, err := NewReader(Config{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for d, err := range doc.Read("x.txt", []byte(s)) {
			if err != nil {
				return
			}
			seen := map[string]bool{}
			for _, m := range r.Read(d).Mentions {
				id := fmt.Sprint(m.Start, m.End, m.Form)
				if d.Text[m.Start:m.End] != m.Text || seen[id] {
					t.Fatalf("mention %+v", m)
				}
				seen[id] = true
			}
		}
	})
}

// BenchmarkRead is every stage from sentences to claims, on one core.
func BenchmarkRead(b *testing.B) {
	r, err := NewReader(Config{})
	if err != nil {
		b.Fatal(err)
	}
	docs, words := documents(b)
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			r.Read(d)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkNewReader(b *testing.B) {
	for b.Loop() {
		if _, err := NewReader(Config{}); err != nil {
			b.Fatal(err)
		}
	}
}
