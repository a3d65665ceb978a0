package bodies

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"casegraph/internal/names"
)

func open(t testing.TB) *Table {
	t.Helper()
	table, err := Open(os.DirFS("../../knowledge"))
	if err != nil {
		t.Fatal(err)
	}
	return table
}

var types = map[string]string{"A": "Agency", "O": "Organization", "U": "Unit", "P": "Place", "E": "Event"}

// name reads "text @cc ~short" of a test table.
func name(typ, s string) Name {
	n := Name{Type: types[typ]}
	s, n.Short, _ = strings.Cut(s, " ~")
	s, n.Country, _ = strings.Cut(s, " @")
	n.Text = s
	return n
}

// TestPairs judges the pairs of testdata/bodies.tsv: type, verdict, two names,
// each with @state and ~short behind it; a fifth column is in the reason.
func TestPairs(t *testing.T) {
	table := open(t)
	f, err := os.Open("testdata/bodies.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows := 0
	s := bufio.NewScanner(f)
	for line := 1; s.Scan(); line++ {
		if s.Text() == "" || strings.HasPrefix(s.Text(), "#") {
			continue
		}
		c := strings.Split(s.Text(), "\t")
		if len(c) < 4 || types[c[0]] == "" {
			t.Errorf("bodies.tsv:%d: bad row", line)
			continue
		}
		rows++
		a, b := table.Parse(name(c[0], c[2])), table.Parse(name(c[0], c[3]))
		l := Compare(a, b)
		if string(l.Verdict) != c[1] {
			t.Errorf("bodies.tsv:%d: %s | %s: %s (%s), want %s", line, c[2], c[3], l.Verdict, l.Reason, c[1])
		}
		if len(c) > 4 && !strings.Contains(l.Reason, c[4]) {
			t.Errorf("bodies.tsv:%d: reason %q, want %q in it", line, l.Reason, c[4])
		}
		if r := Compare(b, a); r != l {
			t.Errorf("bodies.tsv:%d: the other way round %v, want %v", line, r, l)
		}
		if l.Verdict == names.Same && !share(a.Keys(), b.Keys()) {
			t.Errorf("bodies.tsv:%d: same, but no key is shared: %q %q", line, a.Keys(), b.Keys())
		}
		if (l.Verdict == names.Same) != (l.Rarity > 0) {
			t.Errorf("bodies.tsv:%d: %s with rarity %d", line, l.Verdict, l.Rarity)
		}
	}
	if rows < 700 {
		t.Errorf("%d rows, want 700", rows)
	}
}

func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(k string) bool { return slices.Contains(b, k) })
}

// TestRarity: a proper name is worth more than frequent words, they more than the
// words that every state uses.
func TestRarity(t *testing.T) {
	table := open(t)
	last := 0
	for _, n := range []Name{
		{Text: "Ministry of Defence", Country: "ua", Type: "Agency"},
		{Text: "Storm Corps", Type: "Unit"},
		{Text: "Sovcomflot", Type: "Organization"},
		{Text: "Sovcomflot Murmansk", Type: "Organization"},
	} {
		p := table.Parse(n)
		l := Compare(p, p)
		if l.Verdict != names.Same || l.Rarity <= last {
			t.Errorf("%s: %+v, want a rarity above %d", n.Text, l, last)
		}
		last = l.Rarity
	}
	p := table.Parse(Name{Text: "Kursk", Type: "Place"})
	q := table.Parse(Name{Text: "Kursk", Type: "Place", Country: "ru"})
	if a, b := Compare(p, p).Rarity, Compare(q, q).Rarity; a >= b || a > 500 {
		t.Errorf("a place is worth %d, with its state %d", a, b)
	}
}

// TestKinds: names of things of two kinds are never one, those of two sorts of
// body may be.
func TestKinds(t *testing.T) {
	table := open(t)
	of := func(typ string) Parsed { return table.Parse(Name{Text: "Golani Brigade", Type: typ}) }
	for _, typ := range []string{"Place", "Event"} {
		if l := Compare(of("Unit"), of(typ)); l.Verdict != names.Different {
			t.Errorf("a unit and a %s: %+v", typ, l)
		}
	}
	for _, typ := range []string{"Agency", "Organization"} {
		if l := Compare(of("Unit"), of(typ)); l.Verdict != names.Same {
			t.Errorf("a unit and an %s: %+v", typ, l)
		}
	}
}

// TestOpenErrors: an error names file and line.
func TestOpenErrors(t *testing.T) {
	fsys := fstest.MapFS{
		"gazetteers/words.txt": {Data: []byte("a\n")},
		"bodies/words.tsv":     {Data: []byte("# head\nministry\tnone\tmin\n")},
	}
	_, err := Open(fsys)
	if err == nil || !strings.Contains(err.Error(), "bodies/words.tsv:2: ") {
		t.Errorf("error %v, want file and line", err)
	}
	if _, err := Open(fstest.MapFS{}); err == nil {
		t.Error("no error without files")
	}
}
