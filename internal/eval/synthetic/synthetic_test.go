package synthetic

import (
	"bytes"
	"go/parser"
	"go/token"
	"hash/maphash"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestImports keeps the tables of the corpus apart from those of the program.
func TestImports(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), e.Name(), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			seen++
			if strings.Contains(strings.Split(path, "/")[0], ".") || strings.HasPrefix(path, "casegraph/") {
				t.Errorf("%s imports %s", e.Name(), path)
			}
		}
	}
	if seen == 0 {
		t.Error("no import was seen")
	}
}

func TestSameWorld(t *testing.T) {
	a, b := New(7, 400, 2000), New(7, 400, 2000)
	other := New(8, 400, 2000)
	differ := 0
	for i := 399; i >= 0; i-- {
		x, y := a.Report(i), b.Report(i)
		if !bytes.Equal(x.Text, y.Text) {
			t.Fatalf("report %d: another text of the same world", i)
		}
		if !bytes.Equal(x.Text, other.Report(i).Text) {
			differ++
		}
	}
	if differ < 390 {
		t.Errorf("only %d of 400 reports differ under another seed", differ)
	}
}

// TestTruth checks each span of the truth: a name by itself, between letters of no
// other word, in order, without overlap.
func TestTruth(t *testing.T) {
	w := New(1, 4000, 2000)
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	long := 0
	for i := range w.Reports() {
		r := w.Report(i)
		if !utf8.Valid(r.Text) || bytes.ContainsRune(r.Text, utf8.RuneError) {
			t.Fatalf("report %d: not UTF-8:\n%s", i, r.Text)
		}
		if n := len(bytes.Fields(r.Text)); n < 40 || n > 240 {
			t.Errorf("report %d has %d words", i, n)
		} else if n >= 60 {
			long++
		}
		entities := map[int]bool{}
		last := 0
		for _, m := range r.Mentions {
			if m.Start < last || m.End <= m.Start || m.End > len(r.Text) {
				t.Fatalf("report %d: span %d to %d behind %d", i, m.Start, m.End, last)
			}
			last = m.End
			before, _ := utf8.DecodeLastRune(r.Text[:m.Start])
			after, _ := utf8.DecodeRune(r.Text[m.End:])
			name := string(r.Text[m.Start:m.End])
			if letter(before) || letter(after) || strings.TrimSpace(name) != name || strings.Contains(name, "  ") {
				t.Errorf("report %d: %q is no whole name", i, name)
			}
			if !strings.ContainsFunc(name, unicode.IsUpper) {
				t.Errorf("report %d: %q has no capital", i, name)
			}
			entities[m.Entity] = true
		}
		if len(entities) < 3 {
			t.Errorf("report %d has %d entities", i, len(entities))
		}
		for _, bad := range []string{"  ", ",,", ",.", "..", " ,", " .", "{", "%", "\n\n\n", "the the "} {
			if bytes.Contains(r.Text, []byte(bad)) {
				t.Errorf("report %d has %q:\n%s", i, bad, r.Text)
			}
		}
	}
	if long < 3900 {
		t.Errorf("only %d of 4000 reports have 60 words", long)
	}
}

// TestWorld checks the make-up of the cast that the figures are for.
func TestWorld(t *testing.T) {
	const entities = 50000
	w := New(1, 2*entities, entities)
	classes := map[Class]int{}
	names := map[string][]int{}
	alphabets := map[string]int{}
	for n := range entities {
		e := w.Entity(n)
		classes[e.Class]++
		if e.Class == Person {
			x := w.cast[n]
			key := states[x.state].culture.id + states[x.state].culture.keyOf(x.name)
			names[key] = append(names[key], n)
			alphabets[e.Culture]++
		}
	}
	if classes[Person] != 30000 || classes[Organisation] != 7500 || classes[Unit] != 7500 || classes[Place] != 5000 {
		t.Errorf("classes %v", classes)
	}
	if len(alphabets) != len(cultures) {
		t.Errorf("%d cultures of %d", len(alphabets), len(cultures))
	}
	shared := 0
	for key, who := range names {
		if len(who) == 1 {
			continue
		}
		shared += len(who)
		for i, a := range who {
			for _, b := range who[:i] {
				x, y := w.cast[a], w.cast[b]
				if x.state != y.state {
					t.Errorf("%s is of two states", key)
				}
				if a/circle == b/circle {
					t.Errorf("%s twice in one circle", key)
				}
			}
		}
	}
	if shared < 750 || shared > 1050 {
		t.Errorf("%d of 30000 persons share a name, wanted about 900", shared)
	}
	numbers := map[string]int{}
	for n := range entities {
		if w.cast[n].kind == unit {
			numbers[w.Entity(n).State+" "+w.Entity(n).Name]++
		}
	}
	for name, n := range numbers {
		if n > 1 {
			t.Errorf("%d times the unit %s", n, name)
		}
	}
}

// TestPopularity checks that a few entities are in many reports and most in a few.
func TestPopularity(t *testing.T) {
	w := New(1, 10000, 5000)
	in := make([]int, w.Entities())
	for i := range w.Reports() {
		seen := map[int]bool{}
		for _, m := range w.Report(i).Mentions {
			if !seen[m.Entity] {
				seen[m.Entity] = true
				in[m.Entity]++
			}
		}
	}
	none, few, many := 0, 0, 0
	for _, n := range in {
		switch {
		case n < 2:
			none++
		case n <= 20:
			few++
		case n >= 100:
			many++
		}
	}
	t.Logf("of 5000 entities %d are in no or one report, %d in 2 to 20, %d in 100 or more", none, few, many)
	if none > 250 || few < 3000 || many < 3 || many > 500 {
		t.Errorf("of 5000 entities %d are in no or one report, %d in 2 to 20, %d in 100 or more", none, few, many)
	}
}

// TestNoCopies: no report shares half of its runs of eight words with another, so
// that none counts as a copy.
func TestNoCopies(t *testing.T) {
	w := New(1, 3000, 1500)
	seed := maphash.MakeSeed()
	in := map[uint64][]int{}
	sizes := make([]int, w.Reports())
	for i := range w.Reports() {
		words := strings.Fields(string(w.Report(i).Text))
		own := map[uint64]bool{}
		for j := 0; j+8 <= len(words); j++ {
			own[maphash.String(seed, strings.Join(words[j:j+8], " "))] = true
		}
		sizes[i] = len(own)
		for h := range own {
			in[h] = append(in[h], i)
		}
	}
	shared := map[[2]int]int{}
	for _, reports := range in {
		for i, a := range reports {
			for _, b := range reports[:i] {
				shared[[2]int{min(a, b), max(a, b)}]++
			}
		}
	}
	most := 0
	for pair, n := range shared {
		share := n * 100 / min(sizes[pair[0]], sizes[pair[1]])
		most = max(most, share)
		if share > 50 {
			t.Errorf("reports %d and %d share %d %% of their runs of words", pair[0], pair[1], share)
		}
	}
	t.Logf("the nearest two share %d %% of their runs of words", most)
}

func TestPairwise(t *testing.T) {
	cases := []struct {
		name         string
		truth, found string
		want         Pairs
	}{
		{"alike", "aabbb", "xxyyy", Pairs{4, 4, 4}},
		{"split", "aaaa", "xxyy", Pairs{6, 2, 2}},
		{"joined", "aabb", "xxxx", Pairs{2, 6, 2}},
		{"crossed", "aabb", "xyxy", Pairs{2, 2, 0}},
		{"none", "", "", Pairs{}},
	}
	for _, c := range cases {
		if got := Pairwise([]byte(c.truth), []byte(c.found)); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if p := (Pairs{Truth: 3, Found: 2, Both: 2}); p.Precision() != 10000 || p.Recall() != 6666 {
		t.Error(p.Precision(), p.Recall())
	}
	if p := (Pairs{}); p.Precision() != 10000 || p.Recall() != 10000 {
		t.Error("nothing to join is joined well")
	}
}
