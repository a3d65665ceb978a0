package gazetteer_test

import (
	"strings"
	"sync"
	"testing"

	"casegraph/internal/gazetteer"
	"casegraph/internal/text"
	"casegraph/knowledge"
)

var open = sync.OnceValues(func() (*gazetteer.Gazetteer, error) { return gazetteer.Open(knowledge.FS) })

func load(t testing.TB) *gazetteer.Gazetteer {
	t.Helper()
	g, err := open()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// first gives the first match in a text, and the words that it covers.
func first(g *gazetteer.Gazetteer, s string) (string, gazetteer.Match) {
	ts := text.Tokens(s, 0)
	for i := range ts {
		if m, ok := g.Match(ts, i); ok {
			return s[ts[i].Start:ts[m.Limit-1].End], m
		}
	}
	return "", gazetteer.Match{}
}

func TestMatch(t *testing.T) {
	g := load(t)
	for _, c := range []struct{ in, surface, id string }{
		{"forces in Burkina Faso said", "Burkina Faso", "place/burkina-faso"},
		{"the Malians left", "Malians", "place/mali"},
		{"the U.S. said", "U.S.", "place/united-states"},
		{"tell us more", "", ""},
		{"US officials", "US", "place/united-states"},
		{"a nice day", "", ""},
		{"CLASHES IN ETHIOPIA", "ETHIOPIA", "place/ethiopia"},
		{"South Sudan's army", "South Sudan", "place/south-sudan"},
		{"South Sudanese troops", "South Sudanese", "place/south-sudan"},
		{"in Guinea-Bissau.", "Guinea-Bissau", "place/guinea-bissau"},
		{"in Guinea Bissau.", "Guinea Bissau", "place/guinea-bissau"},
		{"Cote d’Ivoire votes", "Cote d’Ivoire", "place/ivory-coast"},
		{"Côte d'Ivoire votes", "Côte d'Ivoire", "place/ivory-coast"},
		{"the Frenchmen", "Frenchmen", "place/france"},
		{"in Bogota", "Bogota", "place/bogota"},
		{"in Bogotá", "Bogotá", "place/bogota"},
		{"near Port-au-Prince", "Port-au-Prince", "place/port-au-prince"},
		{"in Kiev and", "Kiev", "place/kyiv"},
		{"in Washington, D.C., on", "Washington, D.C.", "place/washington"},
		{"the Soviet Union", "Soviet Union", "place/soviet-union"},
		{"the Democratic Republic of the Congo", "Democratic Republic of the Congo", "place/democratic-republic-of-the-congo"},
		{"Serbs and Croats", "Serbs", "place/serbia"},
	} {
		got, m := first(g, c.in)
		id := ""
		if got != "" {
			id = m.Entries[0].ID
		}
		if got != c.surface || id != c.id {
			t.Errorf("%q: %q is %s, want %q %s", c.in, got, id, c.surface, c.id)
		}
	}
}

func TestAttributes(t *testing.T) {
	g := load(t)
	_, m := first(g, "Tunisians")
	if e := m.Entries[0]; !e.Demonym || e.Type != "Place" || e.Country != "tn" {
		t.Errorf("Tunisians: %+v", e)
	}
	if _, m = first(g, "Malé fell"); m.Entries[0].Weak || m.Entries[0].ID != "place/male" {
		t.Errorf("Malé: %+v, want the capital, not weak", m.Entries[0])
	}
	if _, m = first(g, "Male fell"); !m.Entries[0].Weak {
		t.Errorf("Male: %+v, want weak", m.Entries[0])
	}
	e, ok := g.Entry("place/nairobi")
	if !ok || e.Country != "ke" || e.Within != "place/kenya" || e.Lat > -1200 || e.Lat < -1400 || e.Lon < 36000 || e.Lon > 37500 {
		t.Errorf("Nairobi: %+v %v", e, ok)
	}
	for _, id := range []string{"", "place/", "place/nowhere-at-all", "agency/", "x"} {
		if e, ok := g.Entry(id); ok {
			t.Errorf("Entry(%q) = %+v", id, e)
		}
	}
}

func TestNames(t *testing.T) {
	g := load(t)
	if !g.GivenName("maria") || g.GivenName("brigade") {
		t.Error("given names: maria is one, brigade is none")
	}
	if c := g.SurnameCountries("kim"); !g.Surname("kim") || !strings.Contains(strings.Join(c, " "), "kr") {
		t.Errorf("SurnameCountries(kim) = %v", c)
	}
	if n := strings.Join(g.Nickname("william"), " "); !strings.Contains(n, "bill") {
		t.Errorf("Nickname(william) = %q", n)
	}
	if n := g.Nickname("zzz"); n != nil && len(n) > 0 {
		t.Errorf("Nickname(zzz) = %q", n)
	}
}

// A match's entries are found again by their ids, and by the words matched.
func check(t testing.TB, g *gazetteer.Gazetteer, s string) {
	ts := text.Tokens(s, 0)
	for i := range ts {
		m, ok := g.Match(ts, i)
		if !ok {
			continue
		}
		if m.Limit <= i || m.Limit > len(ts) || len(m.Entries) == 0 {
			t.Fatalf("%q: match at %d: %+v", s, i, m)
		}
		for _, e := range m.Entries {
			f, ok := g.Entry(e.ID)
			if !ok || f.Name != e.Name || f.Within != e.Within {
				t.Fatalf("%q: %s is not found by its id", s, e.ID)
			}
			if e.Within != "" {
				if _, ok := g.Entry(e.Within); !ok {
					t.Fatalf("%s is within %s, which is not found", e.ID, e.Within)
				}
			}
		}
		again, ok := g.Match(ts[i:m.Limit], 0)
		if !ok || again.Limit != m.Limit-i {
			t.Fatalf("%q: the words of a match do not match alone", s[ts[i].Start:ts[m.Limit-1].End])
		}
	}
}

func FuzzMatch(f *testing.F) {
	for _, s := range []string{"Troops of Burkina Faso met U.S. envoys in Bogotá.", "al-Shabaab in Côte d’Ivoire", "A-\xff-B .. ’s &", "İstanbul ΑΘΗΝΑ Киев", "N'Djamena, Washington, D.C."} {
		f.Add(s)
	}
	g := load(f)
	f.Fuzz(func(t *testing.T, s string) {
		check(t, g, s)
		g.Lookup(s)
		g.Entry(s)
	})
}

const sample = `Troops of Burkina Faso and of Niger took three villages near Ansongo, the Malian army said on Friday; the United Nations mission in South Sudan denied that any peacekeeper had left Juba. Colombian officials in Bogotá blamed dissidents. `

func BenchmarkMatch(b *testing.B) {
	g := load(b)
	ts := text.Tokens(strings.Repeat(sample, 20), 0)
	b.ReportAllocs()
	for b.Loop() {
		for i := 0; i < len(ts); {
			if m, ok := g.Match(ts, i); ok {
				i = m.Limit
			} else {
				i++
			}
		}
	}
	b.ReportMetric(float64(len(ts))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := gazetteer.Open(knowledge.FS); err != nil {
			b.Fatal(err)
		}
	}
}
