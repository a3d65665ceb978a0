package casefile_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"casegraph/internal/casefile"
	"casegraph/internal/gazetteer"
	"casegraph/internal/ner"
	"casegraph/internal/pipeline"
	"casegraph/internal/resolve"
	"casegraph/knowledge"
)

func TestWatch(t *testing.T) {
	r, err := pipeline.NewReader(pipeline.Config{})
	if err != nil {
		t.Fatal(err)
	}
	lists, err := gazetteer.Open(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	c, err := casefile.Open(t.Context(), filepath.Join(t.TempDir(), "c.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	news(t, c, r, map[string]string{
		"a.txt": "The Daily Courier, March 3, 2025\n\nColonel Oleksandr Hryhorenko met engineers in Tamale. Ali Hassan, a trader, was arrested.\n",
		"b.txt": "The Daily Courier, March 2, 2025\n\nThe National Intelligence Service of South Korea said that Storm Corps had sent troops. Aleksandr Grigorenko denied that.\n",
	})
	rule := rules(t)
	w, err := c.Watch(t.Context(), rule, lists)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for _, x := range []struct {
		wanted casefile.Wanted
		want   string // entity verdict quote, one a line
	}{
		{casefile.Wanted{Name: "Alexander Hryhorenko", Type: ner.Person}, "person/aleksandr-grigorenko same “Colonel Oleksandr Hryhorenko met engineers in Tamale.”"},
		{casefile.Wanted{Name: "Storm Corps", Type: ner.Organization}, "unit/storm-corps same “The National Intelligence Service of South Korea said that Storm Corps had sent troops.”"},
		{casefile.Wanted{Name: "Storm Corps"}, "unit/storm-corps same “The National Intelligence Service of South Korea said that Storm Corps had sent troops.”"},
		{casefile.Wanted{Name: "Storm Corps", Type: ner.Person}, " unsure “The National Intelligence Service of South Korea said that Storm Corps had sent troops.”"},
		{casefile.Wanted{Name: "sent troops", Type: ner.Organization}, " unsure “The National Intelligence Service of South Korea said that Storm Corps had sent troops.”"},
		{casefile.Wanted{Name: "troops sent", Type: ner.Organization}, ""},
		{casefile.Wanted{Name: "—"}, ""},
		{casefile.Wanted{Name: "Ali Hasan", Type: ner.Person}, "person/ali-hassan unsure “Ali Hassan, a trader, was arrested.”"},
		{casefile.Wanted{Name: "Ingrid Solbakken"}, ""},
	} {
		found, _, err := w.Find(x.wanted, true)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range found {
			got = append(got, fmt.Sprintf("%s %s “%s”", s.Entity, s.Verdict, s.Quote))
		}
		if g := strings.Join(got, "\n"); g != x.want {
			t.Errorf("%v:\ngot  %s\nwant %s", x.wanted, g, x.want)
		}
		// What the judgement of two names by themselves says of the spelling is said here.
		for _, s := range found {
			if s.Entity == "" {
				continue // plain words
			}
			m := rule.Resolver.Match(lists, s.Type, x.wanted.Name, x.wanted.Country, s.Name, "")
			if m.Verdict == resolve.Different {
				t.Errorf("%v: match says that %s is another: %s", x.wanted, s.Name, m.Reason)
			}
		}
		// What is not asked for is counted; plain words are shown in any case.
		shown, n, err := w.Find(x.wanted, false)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range shown {
			if s.Verdict == resolve.Same {
				n++
			} else if s.Entity != "" {
				t.Errorf("%v: %s is unsure and was not asked for", x.wanted, s.Entity)
			}
		}
		if n != len(found) {
			t.Errorf("%v: %d sure and unsure, %d in all", x.wanted, n, len(found))
		}
	}
}

// BenchmarkWatch looks for a list of 10,000 names, of no type, among 50,000 entities.
func BenchmarkWatch(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	word := func(of int) string {
		n := int(rng.ExpFloat64() * float64(of))
		s := ""
		for range 3 {
			s += string("bdfgklmnprstvz"[n%14]) + string("aeiou"[n/14%5])
			n /= 70
		}
		return strings.ToUpper(s[:1]) + s[1:]
	}
	name := func() string { return word(200) + " " + word(5000) }
	rule := rules(b)
	ps := make([]resolve.Profile, 50_000)
	for i := range ps {
		n := name()
		ps[i] = resolve.Profile{Key: fmt.Sprintf("person/%s/%05d", n, i), Type: ner.Person, Name: n, Spellings: []string{n}}
		if i%3 == 0 {
			n = word(5000) + []string{" Group", " Trading Company", " Brigade", " Foundation"}[i%4]
			ps[i] = resolve.Profile{Key: fmt.Sprintf("body/%s/%05d", n, i), Type: ner.Organization, Name: n, Spellings: []string{n}}
		}
	}
	c, err := casefile.Open(b.Context(), filepath.Join(b.TempDir(), "c.db"), true)
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	if err := casefile.Profiled(b.Context(), c, rule.Resolver, ps); err != nil {
		b.Fatal(err)
	}
	lists, err := gazetteer.Open(knowledge.FS)
	if err != nil {
		b.Fatal(err)
	}
	found := 0
	for b.Loop() {
		w, err := c.Watch(b.Context(), rule, lists)
		if err != nil {
			b.Fatal(err)
		}
		for range 10_000 {
			s, unsure, err := w.Find(casefile.Wanted{Name: name()}, false)
			if err != nil {
				b.Fatal(err)
			}
			found += len(s) + unsure
		}
		w.Close()
	}
	b.ReportMetric(float64(found)/float64(b.N), "found")
}
