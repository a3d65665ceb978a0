package names_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"casegraph/internal/names"
	"casegraph/knowledge"
)

var open = sync.OnceValues(func() (*names.Table, error) { return names.Open(knowledge.FS) })

func table(t testing.TB) *names.Table {
	t.Helper()
	tb, err := open()
	if err != nil {
		t.Fatal(err)
	}
	return tb
}

// row is a line of testdata/persons.tsv.
type row struct {
	line        int
	left, right names.Name
	verdict     string
}

func judged(t testing.TB) []row {
	t.Helper()
	data, err := os.ReadFile("testdata/persons.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []row
	for i, l := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if strings.HasPrefix(l, "#") {
			continue
		}
		f := strings.Split(l, "\t")
		if len(f) != 5 || !slices.Contains([]string{"same", "different", "unsure", "apart"}, f[4]) {
			t.Fatalf("testdata/persons.tsv:%d: want two names with countries and a verdict: %q", i+1, l)
		}
		out = append(out, row{i + 1, names.Name{Text: f[0], Country: f[1]}, names.Name{Text: f[2], Country: f[3]}, f[4]})
	}
	return out
}

func TestPersons(t *testing.T) {
	tb := table(t)
	rows := judged(t)
	if len(rows) < 250 {
		t.Errorf("%d judged pairs", len(rows))
	}
	for _, r := range rows {
		l := tb.Persons(r.left, r.right)
		if got := string(l.Verdict); got != r.verdict && !(r.verdict == "apart" && got != "same") {
			t.Errorf("testdata/persons.tsv:%d: %s = %s: %s (%s), want %s", r.line, r.left.Text, r.right.Text, got, l.Reason, r.verdict)
		}
		check(t, tb, r.left, r.right)
	}
}

// check holds what is true of every two names: the judgement does not depend on
// their order, a name is the same as itself, and what is the same shares a key.
func check(t testing.TB, tb *names.Table, a, b names.Name) {
	t.Helper()
	x, y := tb.Person(a), tb.Person(b)
	l, m := tb.Compare(x, y), tb.Compare(y, x)
	if l != m {
		t.Errorf("%q and %q: %v, but the other way round %v", a.Text, b.Text, l, m)
	}
	if l.Verdict == names.Same && !meet(x.Keys(), y.Keys()) {
		t.Errorf("%q and %q are the same (%s) and share no key: %q, %q", a.Text, b.Text, l.Reason, x.Keys(), y.Keys())
	}
	if l.Verdict != names.Same && l.Rarity != 0 {
		t.Errorf("%q and %q: %s has a rarity of %d", a.Text, b.Text, l.Verdict, l.Rarity)
	}
	if !slices.IsSorted(x.Keys()) {
		t.Errorf("%q: keys out of order", a.Text)
	}
	if l := tb.Compare(x, tb.Person(a)); l.Verdict == names.Different {
		t.Errorf("%q differs from itself: %s", a.Text, l.Reason)
	}
}

func TestReasons(t *testing.T) {
	tb := table(t)
	for _, c := range []struct{ left, right, want string }{
		{"Ri Yong-ho", "Lee Yong-ho", "Korean romanisation: "},
		{"Vladimir Zelensky", "Volodymyr Zelensky", "Russian and Ukrainian form of one forename: "},
		{"Ivan Sidorov", "Ivan Petrovich Sidorov", "patronymic more"},
		{"Nemesio Oseguera Cervantes", "Nemesio Oseguera", "one surname of two"},
		{"Orbanov Viktor", "Viktor Orbanov", "family name first"},
	} {
		if l := tb.Persons(names.Name{Text: c.left}, names.Name{Text: c.right}); !strings.Contains(l.Reason, c.want) {
			t.Errorf("%s = %s: %s %q, want %q", c.left, c.right, l.Verdict, l.Reason, c.want)
		}
	}
}

// Agreement on a rare name is worth more than on a common one, and a loose
// agreement is worth less than a full one.
func TestRarity(t *testing.T) {
	tb := table(t)
	worth := func(a, b string) int {
		l := tb.Persons(names.Name{Text: a}, names.Name{Text: b})
		if l.Verdict != names.Same {
			t.Errorf("%s = %s: %s, %s", a, b, l.Verdict, l.Reason)
		}
		return l.Rarity
	}
	if c, r := worth("Mohammed Ali", "Muhammad Ali"), worth("Qabalan Droukdel", "Qabalan Droukdel"); c >= r || c < 300 || r < 2500 {
		t.Errorf("a common name is worth %d, a rare one %d", c, r)
	}
	if full, part := worth("Andrei Kozhemyakov", "Andrei Kozhemyakov"), worth("Andrei Kozhemyakov", "Andrej Kožemjakov"); full <= part {
		t.Errorf("a full agreement is worth %d, a loose one %d", full, part)
	}
	if k := worth("Kim Yong-chol", "Kim Yong Chol"); k >= 2000 {
		t.Errorf("a Korean name is worth %d", k)
	}
}

func FuzzPersons(f *testing.F) {
	for _, r := range judged(f) {
		f.Add(r.left.Text, r.left.Country, r.right.Text, r.right.Country)
	}
	f.Add("", "", ",", "")
	f.Add("(", "", "\"", "")
	f.Add("al-", "", "Abd al-", "")
	f.Add("'Abd", "", "Abu", "")
	tb, err := open()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, a, ac, b, bc string) {
		check(t, tb, names.Name{Text: a, Country: ac}, names.Name{Text: b, Country: bc})
	})
}

func BenchmarkCompare(b *testing.B) {
	tb := table(b)
	var ps []*names.Person
	for _, r := range judged(b) {
		ps = append(ps, tb.Person(r.left), tb.Person(r.right))
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		tb.Compare(ps[i%len(ps)], ps[(i+1)%len(ps)])
	}
}

func BenchmarkPerson(b *testing.B) {
	tb := table(b)
	rows := judged(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		tb.Person(rows[i%len(rows)].left)
	}
}

func Example() {
	tb, err := names.Open(knowledge.FS)
	if err != nil {
		fmt.Println(err)
		return
	}
	l := tb.Persons(names.Name{Text: "Volodymyr Zelenskyy"}, names.Name{Text: "Vladimir Zelensky"})
	fmt.Println(l.Verdict, l.Reason)
	// Output: same Russian and Ukrainian form of one forename: vladimir = volodymyr
}
