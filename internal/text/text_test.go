package text

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"casegraph/internal/doc"
)

var update = flag.Bool("update", false, "write the golden files anew")

func plain(t string) *doc.Document {
	for d, err := range doc.Read("test.txt", []byte(t)) {
		if err != nil {
			return nil
		}
		return d
	}
	return nil
}

// one makes a document of one body block, whatever the text looks like.
func one(t string) *doc.Document {
	return &doc.Document{Text: t, Blocks: []doc.Block{{Start: 0, End: len(t), Kind: doc.Body}}}
}

func words(ts []Token) []string {
	var w []string
	for _, t := range ts {
		w = append(w, t.Text)
	}
	return w
}

// Each line of testdata/*.txt is a text of its own, # begins a comment. The
// golden file holds its sentences, the tokens of each with a blank between.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test data: %v", err)
	}
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for l := range strings.Lines(string(data)) {
				if l = strings.TrimRight(l, "\n"); l == "" || l[0] == '#' {
					continue
				}
				for _, s := range Split(one(l)) {
					got.WriteString(strings.Join(words(s.Tokens), " ") + "\n")
				}
				got.WriteString("\n")
			}
			golden := strings.TrimSuffix(f, ".txt") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got.String()); d != "" {
				t.Errorf("%s (-want +got):\n%s", golden, d)
			}
		})
	}
}

func TestClass(t *testing.T) {
	for want, list := range map[Class]string{
		Lower:   "soldiers anti-tank résumé o’clock 's n't солдаты",
		Capital: "Korea McCain al-Shabaab ISIS-Mozambique U.S.-led SDGTs FAMa Côte O’Brien Москва I A Ph.D.",
		Upper:   "NIS U.S. ISIS-K D.C. СБУ AT&T",
		Initial: "J. J X É.",
		Number:  "300 2,700 1.5 40 0 1,234,567.89 ½",
		Ordinal: "1st 22nd 103rd 11th 1,000th",
		Mixed:   "T-72 Q-West 24-hour 9K720 1990s F-16s 10:30 9/11 2025-01-14 @handle https://example.org/a?b=c info@example.org .50-caliber",
		Mark:    "; “ … — -- $ % ?! 🙂",
	} {
		for w := range strings.FieldsSeq(list) {
			var ts []Token
			if w == "n't" || w == "'s" {
				ts = Tokens("has"+w, 0)[1:]
			} else {
				ts = Tokens(w, 0)
			}
			if len(ts) != 1 || ts[0].Text != w {
				t.Errorf("%q is %q, want one token", w, words(ts))
				continue
			}
			if ts[0].Class != want {
				t.Errorf("%q is of class %d, want %d", w, ts[0].Class, want)
			}
		}
	}
}

func TestLower(t *testing.T) {
	for in, want := range map[string]string{
		"NIS": "nis", "Jama’at": "jama'at", "Ma`arib": "ma'arib", "CÔTE": "côte", "Seong‑kweun": "seong-kweun", "Über": "über", "İzmir": Fold("İzmir"),
	} {
		ts := Tokens(in, 0)
		if len(ts) != 1 || ts[0].Lower != want {
			t.Errorf("%q: %+v, want one token with Lower %q", in, ts, want)
		}
	}
}

// invariants tells what does not hold of the sentences of d.
func invariants(t testing.TB, d *doc.Document, ss []Sentence) {
	t.Helper()
	covered := make([]bool, len(d.Text))
	end := 0
	for i, s := range ss {
		if s.Index != i || s.Start < end || s.End <= s.Start || len(s.Tokens) == 0 {
			t.Fatalf("sentence %d: index %d, [%d,%d) after %d, %d tokens", i, s.Index, s.Start, s.End, end, len(s.Tokens))
		}
		b := d.Blocks[s.Paragraph]
		if s.Start < b.Start || s.End > b.End || s.Kind != b.Kind {
			t.Fatalf("sentence %d [%d,%d) %s leaves its block [%d,%d) %s", i, s.Start, s.End, s.Kind, b.Start, b.End, b.Kind)
		}
		if s.Tokens[0].Start != s.Start || s.Tokens[len(s.Tokens)-1].End != s.End {
			t.Fatalf("sentence %d does not span its tokens", i)
		}
		for _, k := range s.Tokens {
			if k.Start < end || k.End <= k.Start || k.Text != d.Text[k.Start:k.End] {
				t.Fatalf("sentence %d: token %q [%d,%d) after %d", i, k.Text, k.Start, k.End, end)
			}
			if want := Fold(k.Text); k.Lower != want {
				t.Fatalf("token %q has Lower %q, want %q", k.Text, k.Lower, want)
			}
			if utf8.ValidString(d.Text) && !utf8.ValidString(k.Text) {
				t.Fatalf("token %q cuts a character", k.Text)
			}
			for j := k.Start; j < k.End; j++ {
				covered[j] = true
			}
			end = k.End
		}
	}
	for _, b := range d.Blocks {
		for i, r := range d.Text[b.Start:b.End] {
			at := b.Start + i
			skipped := false
			for _, s := range d.Skipped {
				skipped = skipped || at >= s.Start && at < s.End
			}
			if !covered[at] && !skipped && !doc.Blank(r) {
				t.Fatalf("%q at %d is in no token", r, at)
			}
		}
	}
}

func FuzzSplit(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, p := range files {
		data, err := os.ReadFile(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
		for l := range strings.Lines(string(data)) {
			f.Add(l)
		}
	}
	f.Add("#AÉ www.É.Ö")
	f.Add("a\xff\xfe'\x80s ’s’s U.S.-\xc3 1,0-.5'")
	f.Fuzz(func(t *testing.T, s string) {
		d := one(s)
		invariants(t, d, Split(d))
		for _, ext := range []string{".txt", ".md"} {
			for d, err := range doc.Read("f"+ext, []byte(s)) {
				if err == nil {
					invariants(t, d, Split(d))
				}
			}
		}
	})
}

// What was skipped inside a block has no token, and the sentence goes on.
func TestSkipped(t *testing.T) {
	for d, err := range doc.Read("a.md", []byte("The **Chadian** army [said](https://example.org/x.html) it _won_. Then it left.\n")) {
		if err != nil {
			t.Fatal(err)
		}
		ss := Split(d)
		invariants(t, d, ss)
		var got []string
		for _, s := range ss {
			got = append(got, strings.Join(words(s.Tokens), " "))
		}
		want := []string{"The Chadian army said it won .", "Then it left ."}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
}

const sample = `Gen. Tadesse Abebe, who leads the U.N. mission's 2nd Brigade, told reporters on Jan. 14 that "at least 1,200 people" were displaced. “We didn’t expect this,” he said. “They came at 5 a.m. We had no warning.”
The rebels – who hold about 40% of the province – haven’t commented; a spokesman for the Peruvian-backed bank, J. R. Quispe, declined to answer. About $3.5m was stolen, according to www.example.org/report. `

func BenchmarkSplit(b *testing.B) {
	t := strings.Repeat(sample, 200)
	d := plain(t)
	n := 0
	for _, s := range Split(d) {
		for _, k := range s.Tokens {
			if k.Class != Mark {
				n++
			}
		}
	}
	b.SetBytes(int64(len(t)))
	b.ReportAllocs()
	for b.Loop() {
		Split(d)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// One line without end is divided, and read in time that grows with its
// length.
func BenchmarkLongLine(b *testing.B) {
	t := strings.Repeat(strings.ReplaceAll(sample, "\n", " "), 20000)
	b.SetBytes(int64(len(t)))
	b.ReportAllocs()
	for b.Loop() {
		Split(plain(t))
	}
}
