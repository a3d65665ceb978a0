package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"casegraph/internal/gazetteer"
)

// A state is a row of sources/countries.tsv.
type state struct {
	code     string
	name     string
	aliases  []string
	demonyms []string
	plurals  []string
	capitals [][]string // each with its spellings
	un       bool
}

func readCountries(path string) ([]state, error) {
	rows, err := readTable(path, 7)
	if err != nil {
		return nil, err
	}
	var out []state
	for _, r := range rows {
		f := r.fields
		s := state{code: f[0], name: f[1], aliases: split(f[2]), demonyms: split(f[3]), plurals: split(f[4]), un: f[6] == "un"}
		for _, c := range split(f[5]) {
			s.capitals = append(s.capitals, strings.Split(c, "/"))
		}
		out = append(out, s)
	}
	return out, nil
}

// A row is one line of a source, with its place for errors.
type row struct {
	at     string
	fields []string
}

// readTable reads the rows after the heading of a tab-separated source.
func readTable(path string, columns int) ([]row, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read a list: %w", err)
	}
	var rows []row
	n := 0
	for l := range strings.Lines(string(data)) {
		n++
		l = strings.TrimRight(l, "\r\n")
		if l == "" || l[0] == '#' {
			continue
		}
		f := strings.Split(l, "\t")
		if len(f) > columns {
			return nil, fmt.Errorf("%s:%d: %d columns, want %d", path, n, len(f), columns)
		}
		for len(f) < columns {
			f = append(f, "")
		}
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		rows = append(rows, row{fmt.Sprintf("%s:%d", path, n), f})
	}
	return rows, nil
}

func split(s string) []string {
	var out []string
	for p := range strings.SplitSeq(s, ";") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// plural gives the plural of a demonym that makes one: Malians, Serbs, not
// Chinese or British.
func plural(demonym string) string {
	for _, end := range []string{"ese", "ish", "ch", "ss", "s", "men", "man", "woman", "lic", "lanic", "pean's", "Ni-Vanuatu", "I-Kiribati", "Magyar"} {
		if strings.HasSuffix(demonym, end) {
			return ""
		}
	}
	switch demonym {
	case "Turkmen", "Luxembourgish", "Icelandic", "Hellenic", "Greenlandic", "Antarctic", "Manx", "Basotho", "Mosotho", "Motswana", "Malagasy", "Philippine", "U.S.", "Tonga":
		return ""
	}
	if demonym == "" || strings.HasSuffix(demonym, ".") {
		return ""
	}
	return demonym + "s"
}

// countries adds states and territories, their demonyms and capitals.
func (b *builder) countries(states []state, packages string) error {
	cldr, err := readTerritories(filepath.Join(packages, "cldr-localenames-full"))
	if err != nil {
		return err
	}
	nationality, err := readNationalities(filepath.Join(packages, "i18n-nationality"))
	if err != nil {
		return err
	}
	for _, s := range states {
		labels := []string{"Country"}
		k := b.add(gazetteer.Entry{Name: s.name, Type: "Place", Labels: labels, Country: s.code, List: "countries"}, "")
		if s.code != "" {
			b.country[s.code] = k
		}
		seen := map[string]bool{}
		write := func(text string, demonym bool) {
			if text == "" || seen[text] {
				return
			}
			seen[text] = true
			b.surface(text, k, demonym)
		}
		write(s.name, false)
		for _, a := range s.aliases {
			write(a, false)
		}
		for _, a := range cldr[s.code] {
			write(a, false)
		}
		demonyms := s.demonyms
		if n := nationality[s.code]; len(demonyms) > 0 && n != "" && strings.HasSuffix(n, "n") {
			demonyms = append(demonyms, n)
		}
		for _, d := range demonyms {
			write(d, true)
			write(plural(d), true)
		}
		for _, p := range s.plurals {
			write(p, true)
		}
	}
	for _, s := range states {
		for _, c := range s.capitals {
			if s.code == "" {
				continue // a historical state: its capital is another's city
			}
			e := gazetteer.Entry{Name: c[0], Type: "Place", Labels: []string{"City"}, Country: s.code, List: "capitals", Within: b.entries[b.country[s.code]].ID}
			k := b.add(e, "")
			for _, n := range c {
				b.surface(n, k, false)
				b.capital[gazetteer.Key(n)+"."+s.code] = true
			}
		}
	}
	return nil
}

// readTerritories reads the English names of territories in CLDR.
func readTerritories(dir string) (map[string][]string, error) {
	data, err := os.ReadFile(filepath.Join(dir, "main", "en", "territories.json"))
	if err != nil {
		return nil, fmt.Errorf("read CLDR: %w", err)
	}
	var f struct {
		Main struct {
			En struct {
				LocaleDisplayNames struct{ Territories map[string]string }
			}
		}
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("read CLDR: %w", err)
	}
	out := map[string][]string{}
	for _, suffix := range []string{"", "-alt-short", "-alt-variant"} {
		for code, name := range f.Main.En.LocaleDisplayNames.Territories {
			if len(code) == 2+len(suffix) && code[2:] == suffix {
				if strings.ContainsAny(name, "()") {
					continue
				}
				c := strings.ToLower(code[:2])
				out[c] = append(out[c], name)
			}
		}
	}
	return out, nil
}

// readNationalities reads one English adjective for each state.
func readNationalities(dir string) (map[string]string, error) {
	data, err := os.ReadFile(filepath.Join(dir, "langs", "en.json"))
	if err != nil {
		return nil, fmt.Errorf("read nationalities: %w", err)
	}
	var f struct{ Nationalities map[string]string }
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("read nationalities: %w", err)
	}
	out := map[string]string{}
	for code, n := range f.Nationalities {
		if !strings.ContainsAny(n, " ,(") || strings.Count(n, " ") == 1 {
			out[strings.ToLower(code)] = n
		}
	}
	// CD and CG share an adjective; so do the Dominicas. The list decides.
	delete(out, "cg")
	delete(out, "dm")
	return out, nil
}
