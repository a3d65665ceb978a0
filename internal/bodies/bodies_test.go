package bodies

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

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
	if rows < 250 {
		t.Errorf("%d rows, want 250", rows)
	}
}

func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(k string) bool { return slices.Contains(b, k) })
}
