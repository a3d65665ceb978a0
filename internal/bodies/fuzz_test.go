package bodies

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"casegraph/internal/names"
)

// seeds are the names of testdata/bodies.tsv.
func seeds(t testing.TB) (typ, name []string) {
	t.Helper()
	f, err := os.Open("testdata/bodies.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	for s.Scan() {
		if c := strings.Split(s.Text(), "\t"); len(c) >= 4 && !strings.HasPrefix(c[0], "#") {
			typ, name = append(typ, c[0], c[0]), append(name, c[2], c[3])
		}
	}
	return typ, name
}

// FuzzCompare: comparing is symmetric, what is the same shares a key, and a name
// with a state is itself.
func FuzzCompare(f *testing.F) {
	typ, name := seeds(f)
	for i := 0; i+1 < len(name); i += 2 {
		f.Add(name[i], "", "", name[i+1], "ua", "", typ[i])
		f.Add(name[i], "ru", "ABC", name[i+1], "ru", "ABC", typ[i])
	}
	table := open(f)
	f.Fuzz(func(t *testing.T, a, ca, sa, b, cb, sb, typ string) {
		x := Name{a, ca, types[typ], sa}
		y := Name{b, cb, types[typ], sb}
		p, q := table.Parse(x), table.Parse(y)
		l := Compare(p, q)
		if r := Compare(q, p); r != l {
			t.Errorf("%+v %+v: %+v, the other way round %+v", x, y, l, r)
		}
		if l.Verdict == names.Same && !share(p.Keys(), q.Keys()) {
			t.Errorf("%+v %+v: same (%s), but no key is shared: %q %q", x, y, l.Reason, p.Keys(), q.Keys())
		}
		if l.Verdict == "" || l.Reason == "" || (l.Verdict == names.Same) != (l.Rarity > 0) || l.Weight < 0 || l.Weight > 1000 {
			t.Errorf("%+v %+v: %+v", x, y, l)
		}
	})
}

// TestEdits: whatever letter of a name is changed, dropped or doubled, judging is
// symmetric, what is the same shares a key, and another digit is another name.
func TestEdits(t *testing.T) {
	table := open(t)
	typ, all := seeds(t)
	same := 0
	for i := range all {
		n := name(typ[i], all[i])
		p := table.Parse(n)
		for at := range n.Text {
			c := n.Text[at]
			if c >= 0x80 {
				continue
			}
			for _, with := range []string{"", "i", "a", "h", "7", " ", n.Text[at:at+1] + n.Text[at:at+1]} {
				m := n
				m.Text = n.Text[:at] + with + n.Text[at+1:]
				q := table.Parse(m)
				l := Compare(p, q)
				if r := Compare(q, p); r != l {
					t.Errorf("%+v, %+v: %+v, the other way round %+v", n, m, l, r)
				}
				if l.Verdict != names.Same {
					continue
				}
				same++
				if !share(p.Keys(), q.Keys()) {
					t.Errorf("%+v, %+v: same (%s), but no key is shared: %q %q", n, m, l.Reason, p.Keys(), q.Keys())
				}
				if c >= '0' && c <= '9' && (with == "7" && c != '7') {
					t.Errorf("%+v, %+v: same (%s) with another digit", n, m, l.Reason)
				}
			}
		}
	}
	if same < 1000 {
		t.Errorf("%d edits gave the same name", same)
	}
}

// TestSelf: every name of the table, given a state, is itself.
func TestSelf(t *testing.T) {
	table := open(t)
	typ, all := seeds(t)
	for i := range all {
		n := name(typ[i], all[i])
		if n.Country == "" {
			n.Country = "ua"
		}
		p := table.Parse(n)
		l := Compare(p, table.Parse(n))
		if l.Verdict == names.Same {
			continue
		}
		// Names of trade alone are many companies' in one state too.
		if l.Reason != "many companies have such a name" {
			t.Errorf("%+v: %+v", n, l)
		}
	}
}

func BenchmarkCompare(b *testing.B) {
	table := open(b)
	typ, all := seeds(b)
	var ps []Parsed
	for i := range all {
		ps = append(ps, table.Parse(name(typ[i], all[i])))
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		n := i * 2 % len(ps)
		Compare(ps[n], ps[n+1])
	}
}

func BenchmarkParse(b *testing.B) {
	table := open(b)
	typ, all := seeds(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		n := i % len(all)
		table.Parse(name(typ[n], all[n]))
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		open(b)
	}
}
