package gazetteer_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casegraph/internal/schema"
	"casegraph/internal/text"
	"casegraph/knowledge"
)

// sources gives the rows of the lists of ours: file → rows of columns.
func sources(t *testing.T) map[string][][]string {
	t.Helper()
	files, err := filepath.Glob("../../knowledge/gazetteers/sources/*.tsv")
	if err != nil || len(files) < 10 {
		t.Fatalf("lists: %v %v", files, err)
	}
	out := map[string][][]string{}
	for _, p := range files {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		for l := range strings.Lines(string(data)) {
			if l = strings.TrimRight(l, "\n"); l == "" || l[0] == '#' {
				continue
			}
			f := append(strings.Split(l, "\t"), "", "", "", "")
			name := strings.TrimSuffix(filepath.Base(p), ".tsv")
			out[name] = append(out[name], f)
		}
	}
	return out
}

// Every name and spelling of a list of ours matches as a whole where it stands
// in a text, and its labels are the schema's.
func TestSources(t *testing.T) {
	g := load(t)
	s, err := schema.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	types := s.Types()
	for list, rows := range sources(t) {
		if list == "countries" {
			continue
		}
		for _, f := range rows {
			for _, l := range strings.Fields(f[2]) {
				if !slices.Contains(types, l) {
					t.Errorf("%s: %s: label %q is not in the schema", list, f[0], l)
				}
			}
			for _, name := range append([]string{f[0]}, strings.Split(f[4], ";")...) {
				if name == "" {
					continue
				}
				ts := text.Tokens(name, 0)
				i := 0
				for i < len(ts) && ts[i].Class == text.Mark {
					i++
				}
				m, ok := g.Match(ts, i)
				if !ok {
					t.Errorf("%s: %q does not match", list, name)
					continue
				}
				found := false
				for _, e := range m.Entries {
					found = found || e.Country == f[3] && e.Type == f[1] || e.Name == f[0]
				}
				if !found {
					t.Errorf("%s: %q of %q is %s alone", list, name, f[3], m.Entries[0].ID)
				}
			}
		}
	}
}

// The least that the lists must hold, and bodies of states by pattern.
func TestCoverage(t *testing.T) {
	g := load(t)
	rows := sources(t)
	for list, n := range map[string]int{"agencies": 900, "forces": 400, "groups": 800, "organisations": 600, "outlets": 800, "companies": 450, "parties": 600, "events": 250, "places": 450} {
		if len(rows[list]) < n {
			t.Errorf("%s: %d rows, want %d", list, len(rows[list]), n)
		}
	}
	un := 0
	forces, services, parliaments := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, f := range rows["forces"] {
		if f[5] == "national" {
			forces[f[3]] = true
		}
	}
	for _, f := range rows["agencies"] {
		switch f[2] {
		case "IntelligenceAgency", "Police":
			services[f[3]] = true
		case "Parliament":
			parliaments[f[3]] = true
		}
	}
	without := map[string][]string{}
	for _, f := range rows["countries"] {
		if f[6] != "un" {
			continue
		}
		un++
		if len(g.Lookup("Ministry of Defence of "+f[1])) == 0 {
			t.Errorf("no Ministry of Defence of %s", f[1])
		}
		for kind, have := range map[string]map[string]bool{"armed forces": forces, "service": services, "parliament": parliaments} {
			if !have[f[0]] {
				without[kind] = append(without[kind], f[1])
			}
		}
	}
	if un != 193 {
		t.Errorf("%d members of the United Nations, want 193", un)
	}
	for kind, names := range without {
		t.Logf("%s by no name of its own: %s", kind, strings.Join(names, ", "))
		if len(names) > 35 {
			t.Errorf("%d states have no %s in the lists", len(names), kind)
		}
	}
}
