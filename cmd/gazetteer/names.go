package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"casegraph/internal/gazetteer"
)

// names holds given names and surnames by key, with the states where they are
// common, and nicknames.
type names struct {
	given, surname map[string]map[string]bool
	nick           map[string]map[string]bool
}

func readNames(dir string) (*names, error) {
	n := &names{map[string]map[string]bool{}, map[string]map[string]bool{}, map[string]map[string]bool{}}
	for _, f := range []struct {
		file string
		to   map[string]map[string]bool
	}{{"common-forenames-by-country.csv", n.given}, {"common-surnames-by-country.csv", n.surname}} {
		rows, err := readCSV(filepath.Join(dir, f.file))
		if err != nil {
			return nil, err
		}
		local, roman, country := slices.Index(rows[0], "Localized Name"), slices.Index(rows[0], "Romanized Name"), 0
		if local < 0 || roman < 0 {
			return nil, fmt.Errorf("%s: no column for the name", f.file)
		}
		for _, r := range rows[1:] {
			for _, v := range []string{r[local], r[roman]} {
				for part := range strings.FieldsFuncSeq(v, func(r rune) bool { return r == '/' || r == ',' }) {
					put(f.to, part, r[country])
				}
			}
		}
	}
	rows, err := readCSV(filepath.Join(dir, "nicknames.csv"))
	if err != nil {
		return nil, err
	}
	for _, r := range rows[1:] {
		put(n.nick, r[0], r[2])
		put(n.nick, r[2], r[0])
		put(n.given, r[0], "")
	}
	// Sanctioned persons: LAST, First Middle. Two bearers make a name.
	rows, err = readCSV(filepath.Join(dir, "ofac_sdn.csv"))
	if err != nil {
		return nil, err
	}
	given, last := map[string]int{}, map[string]int{}
	for _, r := range rows {
		if len(r) < 3 || strings.TrimSpace(r[2]) != "individual" {
			continue
		}
		l, f, ok := strings.Cut(r[1], ",")
		if !ok {
			continue
		}
		last[gazetteer.Key(l)]++
		for part := range strings.FieldsSeq(f) {
			given[gazetteer.Key(part)]++
		}
	}
	for _, s := range []struct {
		from map[string]int
		to   map[string]map[string]bool
	}{{given, n.given}, {last, n.surname}} {
		for k, c := range s.from {
			if c >= 2 && len(k) >= 3 && !strings.Contains(k, " ") {
				put(s.to, k, "")
			}
		}
	}
	for _, particle := range []string{"abu", "bin", "ibn", "bint", "umm", "abd", "del", "van", "von", "the", "and", "san", "los", "las", "dos", "den", "der", "haji", "hajji", "mullah", "sheikh"} {
		delete(n.given, particle)
		delete(n.surname, particle)
	}
	return n, nil
}

func put(m map[string]map[string]bool, name, v string) {
	key := gazetteer.Key(name)
	if key == "" || key[0] >= 0x80 {
		return // not romanised
	}
	if m[key] == nil {
		m[key] = map[string]bool{}
	}
	if v = strings.ToLower(v); v != "" {
		m[key][v] = true
	}
}

func readCSV(path string) ([][]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	r := csv.NewReader(bytes.NewReader(bytes.TrimRight(data, "\x1a\r\n ")))
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read names: %s: %w", filepath.Base(path), err)
	}
	if len(rows) < 2 {
		return nil, fmt.Errorf("read names: %s is empty", filepath.Base(path))
	}
	return rows, nil
}

// files gives names.tsv and nicknames.tsv.
func (n *names) files() (given, nick []byte) {
	var b bytes.Buffer
	for _, s := range []struct {
		m    map[string]map[string]bool
		mark string
	}{{n.given, "g"}, {n.surname, "s"}} {
		for _, k := range sortedKeys(s.m) {
			fmt.Fprintf(&b, "%s\t%s\t%s\n", k, s.mark, strings.Join(sortedKeys(s.m[k]), " "))
		}
	}
	var c bytes.Buffer
	for _, k := range sortedKeys(n.nick) {
		fmt.Fprintf(&c, "%s\t%s\n", k, strings.Join(sortedKeys(n.nick[k]), " "))
	}
	return b.Bytes(), c.Bytes()
}

func sortedKeys[V any](m map[string]V) []string {
	ks := make([]string, 0, len(m))
	for k := range m {
		ks = append(ks, k)
	}
	slices.Sort(ks)
	return ks
}
