package pattern

import (
	"strings"
	"testing"
	"testing/fstest"

	"casegraph/internal/text"

	"github.com/google/go-cmp/cmp"
)

// bracketed makes an input of a sentence in which [Type words] marks a mention,
// [# words] a quantity and [@ words] a date.
func bracketed(s string) *Input {
	var plain []string
	var mentions []Mention
	var quantities, dates []Value
	type open struct {
		at   int
		kind string
	}
	var stack []open
	n := 0
	for _, w := range strings.Fields(s) {
		if kind, ok := strings.CutPrefix(w, "["); ok {
			stack = append(stack, open{n, kind})
			continue
		}
		closes := strings.Count(w, "]")
		w = strings.TrimRight(w, "]")
		plain = append(plain, w)
		n++
		for range closes {
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			switch o.kind {
			case "#":
				quantities = append(quantities, Value{o.at, n})
			case "@":
				dates = append(dates, Value{o.at, n})
			default:
				m := Mention{First: o.at, Limit: n, Type: o.kind, Form: "name"}
				if t, ok := strings.CutSuffix(o.kind, "-"); ok {
					m.Type, m.Form = t, "nominal"
				}
				mentions = append(mentions, m)
			}
		}
	}
	sent := &text.Sentence{}
	for _, w := range plain {
		if w == "'s" {
			sent.Tokens = append(sent.Tokens, text.Token{Text: w, Lower: w})
			continue
		}
		sent.Tokens = append(sent.Tokens, text.Tokens(w, 0)...)
	}
	return NewInput(sent, mentions, quantities, dates)
}

func words(in *Input, first, limit int) string {
	var out []string
	for _, t := range in.Sentence.Tokens[first:limit] {
		out = append(out, t.Text)
	}
	return strings.Join(out, " ")
}

func TestMatch(t *testing.T) {
	lists := Lists{"kill": ParseList("kill", "killed\nshot dead\n# comment\n")}
	for _, c := range []struct {
		pattern, sentence string
		want              []string // "role=words" of the first match; nil: none
	}{
		{"@Unit:a attacked @Place:b", "[Unit M23] attacked [Place Goma]", []string{"a=M23", "b=Goma"}},
		{"@Unit:a attacked @Place:b", "[Unit M23] left [Place Goma]", nil},
		{"#:n .. $kill", "[# 40] of the men were shot dead", []string{"n=40"}},
		{"#:n .. $kill", "[# 40] men ; nine were killed", nil},
		{"@Person:p ( , | and ) @Person:p", "[Person Ana] and [Person Bo] spoke", []string{"p=Ana", "p=Bo"}},
		{"(@Person:p|@Unit:p) said", "the [Unit army] said", []string{"p=army"}},
		{"@Person/nominal:p said", "[Person Ana] said", nil},
		{"@Person/nominal:p said", "the [Person- lawmaker] said", []string{"p=lawmaker"}},
		{"!not $kill:k", "they were killed", []string{"k=killed"}},
		{"said ^", "they said", nil},
		{"^ they said $", "they said .", []string{}},
		{"on #date:d", "he left on [@ 3 May]", []string{"d=3 May"}},
		{"the ( <Capital>+ ):name front", "the Free Islands Front front", []string{"name=Free Islands Front"}},
		{"@any:x 's @any:y", "[Place Chad] 's [Unit army]", []string{"x=Chad", "y=army"}},
		{"a b? c", "a c", []string{}},
		{"a .{2,2} c", "a b c", nil},
		{"( @Unit .. ):all $kill", "[Unit M23] fighters killed", []string{"all=M23 fighters"}},
	} {
		p, err := parse(c.pattern)
		if err != nil {
			t.Fatalf("%s: %v", c.pattern, err)
		}
		if err := lists.bind(p.seq); err != nil {
			t.Fatal(err)
		}
		in := bracketed(c.sentence)
		ms := p.FindAll(in)
		var got []string
		if len(ms) > 0 {
			got = []string{}
			for _, x := range ms[0].Captures {
				got = append(got, x.Role+"="+words(in, x.First, x.Limit))
			}
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s on %q: %s", c.pattern, c.sentence, d)
		}
	}
}

func TestMistakes(t *testing.T) {
	for src, want := range map[string]string{
		"":             "column 1: the pattern is empty",
		"( a | )":      "an alternative is empty",
		"( a":          "column 4: ( without )",
		"<Nope>":       "<Nope> is not a written form",
		"@Person/verb": `"verb" is not a form`,
		"a{3,2}":       "counts are written",
		"a )":          `column 3: unexpected ')'`,
		"!a:x":         "cannot be captured",
	} {
		_, err := parse(src)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", src, err, want)
		}
	}
}

func TestLoadReportsEveryMistake(t *testing.T) {
	fsys := fstest.MapFS{"rules/bad.yaml": {Data: []byte("- rule: one\n  claim: X\n  pattern: \"$none a\"\n  examples: [a]\n  not: [b]\n- rule: two\n  colour: red\n  mention: Unit\n  pattern: \"a\"\n")}}
	_, err := Load(fsys, func(string) bool { return true }, nil)
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{`rules/bad.yaml:3:12: pattern: there is no list "none"`, `rules/bad.yaml:7:3: unknown key "colour"`, `rule "two" needs an example`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("missing %q in\n%v", want, err)
		}
	}
}

func TestBudgetEndsHardCases(t *testing.T) {
	p, err := parse("( a* a* a* a* a* b )")
	if err != nil {
		t.Fatal(err)
	}
	in := bracketed(strings.Repeat("a ", 3000))
	if got := p.FindAll(in); got != nil {
		t.Errorf("matched %v", got[0])
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"@Unit|Person/name:a $kill #:n .. ( b | c+ )? !d <Capital>{2,3}:x #date ^ $", `"(" ..{0,3} .`, "'s", "don't"} {
		f.Add(s)
	}
	in := bracketed("[Unit M23] fighters killed [# 40] on [@ 3 May]")
	f.Fuzz(func(t *testing.T, src string) {
		p, err := parse(src)
		if err != nil {
			return
		}
		again, err := parse(p.String())
		if err != nil {
			t.Fatalf("%q prints as %q: %v", src, p, err)
		}
		if again.String() != p.String() {
			t.Fatalf("%q prints as %q, then as %q", src, p, again)
		}
		if (Lists{}).bind(p.seq) == nil {
			p.FindAll(in)
		}
	})
}

func BenchmarkFindAll(b *testing.B) {
	p, err := parse("#:n @Unit:victims .. killed")
	if err != nil {
		b.Fatal(err)
	}
	in := bracketed(strings.Repeat("the [Unit army] said that [# 40] [Unit soldiers] had been killed ", 10))
	b.ReportAllocs()
	for b.Loop() {
		p.FindAll(in)
	}
	b.ReportMetric(float64(len(in.Sentence.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
