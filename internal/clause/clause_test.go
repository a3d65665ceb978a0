package clause

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"casegraph/internal/syntax"
	"casegraph/internal/text"
)

const irregular = "shoot\tshot\tshot\nflee\tfled\tfled\nsay\tsaid\tsaid\nbe\twas,were\tbeen\n"

func morphology(t *testing.T) *Morphology {
	t.Helper()
	m, err := NewMorphology(irregular)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestVerbForms(t *testing.T) {
	m := morphology(t)
	for _, c := range []struct{ base, want string }{
		{"kill", "kill kills killed killing"},
		{"deny", "deny denies denied denying"},
		{"deploy", "deploy deploys deployed deploying"},
		{"free", "free frees freed freeing"},
		{"seize", "seize seizes seized seizing"},
		{"die", "die dies died dying"},
		{"shoot", "shoot shoots shot shooting"},
		{"clash", "clash clashes clashed clashing"},
	} {
		forms := m.Verb(c.base)
		for _, w := range strings.Fields(c.want) {
			if !slices.Contains(forms, w) {
				t.Errorf("%s: %v without %s", c.base, forms, w)
			}
		}
	}
	for low, want := range map[string]Form{"killing": Ing, "shot": Past | Participle, "killed": Past | Participle, "kills": Third} {
		if got := m.FormOf(low); got != want {
			t.Errorf("%s: form %d, want %d", low, got, want)
		}
	}
	for base, want := range map[string]string{"agency": "agencies", "clash": "clashes", "gunman": "gunmen", "day": "days"} {
		if got := m.Noun(base); !slices.Contains(got, want) {
			t.Errorf("%s: %v without %s", base, got, want)
		}
	}
}

func TestIrregularTableErrors(t *testing.T) {
	if _, err := NewMorphology("shoot\tshot\n"); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("a short line: %v", err)
	}
}

// tree builds a tree of rows "word TAG head label", heads from 1, 0 for the root.
func tree(t *testing.T, rows string) *Clauses {
	t.Helper()
	var words []text.Token
	var token []int
	var nodes []syntax.Node
	for line := range strings.Lines(strings.TrimSpace(rows)) {
		f := strings.Fields(line)
		head := 0
		if _, err := fmt.Sscan(f[2], &head); err != nil {
			t.Fatal(err)
		}
		tag := slices.Index(syntax.Tags[:], f[1])
		label := slices.Index(syntax.Labels[:], f[3])
		if tag < 0 || label < 0 {
			t.Fatalf("row %q", line)
		}
		token = append(token, len(words))
		words = append(words, text.Token{Text: f[0], Lower: strings.ToLower(f[0])})
		nodes = append(nodes, syntax.Node{Tag: syntax.Tag(tag), Head: int32(head - 1), Label: syntax.Label(label)})
	}
	tr := New(words, token, nodes)
	return &Clauses{Tree: &tr, Morphology: morphology(t), Light: func(low string) bool { return low == "launched" }}
}

// filled gives the words in a slot of word p, from 1.
func filled(c *Clauses, p int, kind Kind, slot string) string {
	var out []string
	for _, f := range c.Fill(p-1, kind, slot) {
		out = append(out, c.Words[f.Word].Text)
	}
	return strings.Join(out, " ")
}

func TestSlots(t *testing.T) {
	passive := tree(t, `
		Farmers NOUN 3 nsubj
		were AUX 3 aux
		killed VERB 0 root
		by ADP 5 case
		gunmen NOUN 3 obl
		in ADP 7 case
		Borno PROPN 3 obl`)
	control := tree(t, `
		Norway PROPN 2 nsubj
		urged VERB 0 root
		Kabul PROPN 2 obj
		to PART 5 mark
		free VERB 2 xcomp
		them PRON 5 obj`)
	relative := tree(t, `
		the DET 2 det
		rebels NOUN 0 root
		who PRON 4 nsubj
		shot VERB 2 acl
		pilots NOUN 4 obj`)
	light := tree(t, `
		Kigali PROPN 2 nsubj
		launched VERB 0 root
		an DET 4 det
		attack NOUN 2 obj
		on ADP 6 case
		Goma PROPN 4 nmod`)
	joined := tree(t, `
		Guards NOUN 2 nsubj
		fled VERB 0 root
		and CCONJ 4 cc
		shot VERB 2 conj
		at ADP 6 case
		crowds NOUN 4 obl`)
	for _, c := range []struct {
		c    *Clauses
		p    int
		kind Kind
		slot string
		want string
	}{
		{passive, 3, Verb, "agent", "gunmen"},
		{passive, 3, Verb, "object", "Farmers"},
		{passive, 3, Verb, "passive", "Farmers"},
		{passive, 3, Verb, "in", "Borno"},
		{control, 2, Verb, "agent", "Norway"},
		{control, 2, Verb, "object", "Kabul"},
		{control, 5, Verb, "agent", "Kabul"},
		{control, 2, Verb, "infinitive", "free"},
		{relative, 4, Verb, "agent", "rebels"},
		{relative, 4, Verb, "object", "pilots"},
		{light, 4, Noun, "agent", "Kigali"},
		{light, 4, Noun, "on", "Goma"},
		{joined, 4, Verb, "agent", "Guards"},
		{joined, 4, Verb, "object", ""},
	} {
		if got := filled(c.c, c.p, c.kind, c.slot); got != c.want {
			t.Errorf("%s of %s: %q, want %q", c.slot, c.c.Words[c.p-1].Text, got, c.want)
		}
	}
	if !passive.Passive(2) || control.Passive(1) {
		t.Error("passive voice is not told from active")
	}
}

// TestConjuncts: what follows "and" with a comma alone is no further one.
func TestConjuncts(t *testing.T) {
	c := tree(t, `
		A PROPN 8 obl
		and CCONJ 3 cc
		B PROPN 1 conj
		, PUNCT 1 punct
		C PROPN 1 conj
		has AUX 8 aux
		never ADV 8 advmod
		met VERB 0 root`)
	if got := c.Conjuncts(0); !slices.Equal(got, []int{0, 2}) {
		t.Errorf("conjuncts %v", got)
	}
	if s, _ := c.Subject(7); s != 4 {
		t.Errorf("subject %d", s)
	}
}
