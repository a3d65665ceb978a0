package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	persons "casegraph/internal/names"
)

const frequencyHead = `# What it is worth that two persons bear one name: the sound or class of a word
# (internal/names, FrequencyKey), its role (g given name, s family name), a group of
# countries (empty: all), and -100 * log2 of the share of people who bear it.
# Made by go run ./cmd/gazetteer --frequency. Sources: common-forenames-by-country.csv
# and common-surnames-by-country.csv (CC0 1.0), and the names of individuals on the
# OFAC SDN list (a work of the US government, in the public domain). Where a source
# gives a rank alone, shares follow a Zipf-like law.
`

// topShares are the shares of the most common family name where the source gives
// no share and it is far from the usual one in a hundred.
var topShares = map[string]float64{"KR": 0.21, "CN": 0.072, "TW": 0.11, "KH": 0.02}

// A share of a name: its row in frequency.tsv.
type shareKey struct{ key, role, group string }

// writeFrequency writes names/frequency.tsv beside the gazetteers.
func writeFrequency(data, out string) error {
	file, err := frequency(data, filepath.Dir(out))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(out), "names", "frequency.tsv"), file, 0o644); err != nil {
		return fmt.Errorf("write the frequencies: %w", err)
	}
	return nil
}

// frequency counts the names of the lists by class and group of countries.
func frequency(data, knowledge string) ([]byte, error) {
	t, err := persons.Classes(os.DirFS(knowledge))
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(data, "names")
	shares := map[shareKey]float64{}
	for _, l := range []struct {
		file, role string
		share      func(r []string, col func(string) string, top map[string]float64) float64
	}{
		{"common-surnames-by-country.csv", "s", surnameShare},
		{"common-forenames-by-country.csv", "g", func(_ []string, col func(string) string, _ map[string]float64) float64 {
			return 0.02 / math.Pow(float64(max(1, atoi(col("Index")))), 0.6)
		}},
	} {
		rows, err := readCSV(filepath.Join(dir, l.file))
		if err != nil {
			return nil, err
		}
		countShares(t, shares, rows, l.role, l.share)
	}
	rows, err := readCSV(filepath.Join(dir, "ofac_sdn.csv"))
	if err != nil {
		return nil, err
	}
	countListed(t, shares, rows)
	var keys []shareKey
	for k := range shares {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b shareKey) int {
		return strings.Compare(a.key+"\t"+a.role+"\t"+a.group, b.key+"\t"+b.role+"\t"+b.group)
	})
	b := bytes.NewBufferString(frequencyHead)
	for _, k := range keys {
		if bits := int(math.Round(-100 * math.Log2(min(1, shares[k])))); bits < 1500 {
			fmt.Fprintf(b, "%s\t%s\t%s\t%d\n", k.key, k.role, k.group, bits)
		}
	}
	return b.Bytes(), nil
}

// countShares adds the mean share of each name over the countries of its group,
// and over all.
func countShares(t *persons.Table, shares map[shareKey]float64, rows [][]string, role string, share func([]string, func(string) string, map[string]float64) float64) {
	at := map[string]int{}
	for i, h := range rows[0] {
		at[h] = i
	}
	top := map[string]float64{}
	members := map[string]map[string]bool{}
	for _, r := range rows[1:] {
		top[r[0]] = max(top[r[0]], float64(atoi(get(r, at, "Count"))))
		for _, g := range []string{"", persons.GroupOf(strings.ToLower(r[0]))} {
			if members[g] == nil {
				members[g] = map[string]bool{}
			}
			members[g][r[0]] = true
		}
	}
	seen := map[string]bool{}
	for _, r := range rows[1:] {
		s := share(r, func(h string) string { return get(r, at, h) }, top)
		for _, v := range []string{get(r, at, "Romanized Name"), get(r, at, "Localized Name")} {
			for part := range strings.FieldsFuncSeq(v, func(r rune) bool { return r == '/' || r == ',' || r == ' ' }) {
				key := t.FrequencyKey(part)
				who := r[0] + " " + get(r, at, "Rank") + get(r, at, "Name Group") + " " + key
				if key == "" || seen[who] {
					continue
				}
				seen[who] = true
				groups := []string{""}
				if g := persons.GroupOf(strings.ToLower(r[0])); g != "" {
					groups = append(groups, g)
				}
				for _, g := range groups {
					shares[shareKey{key, role, g}] += s / float64(len(members[g]))
				}
			}
		}
	}
}

// surnameShare is the share that the source gives, or one that follows from the
// count or the rank and the country's most common name.
func surnameShare(r []string, col func(string) string, top map[string]float64) float64 {
	if p, err := strconv.ParseFloat(col("Percent"), 64); err == nil && p > 0 && p < 1 {
		return p
	}
	first, ok := topShares[r[0]]
	if !ok {
		first = 0.01
	}
	if n := atoi(col("Count")); n > 0 {
		return first * float64(n) / top[r[0]]
	}
	return first * math.Pow(float64(max(1, atoi(col("Rank")))), -0.8)
}

// countListed counts the words of listed individuals: a name that is common among
// them is common where it matters. One bearer alone tells nothing.
func countListed(t *persons.Table, shares map[shareKey]float64, rows [][]string) {
	count := map[shareKey]int{}
	people := 0
	for _, r := range rows {
		if len(r) < 3 || strings.TrimSpace(r[2]) != "individual" {
			continue
		}
		people++
		family, given, _ := strings.Cut(r[1], ",")
		for _, w := range t.FrequencyKeys(family) {
			count[shareKey{w, "s", ""}]++
		}
		for _, w := range t.FrequencyKeys(given) {
			count[shareKey{w, "g", ""}]++
		}
	}
	for k, n := range count {
		if n > 1 {
			shares[k] = max(shares[k], float64(n)/float64(max(people, 1)))
		}
	}
}

func get(r []string, at map[string]int, h string) string {
	if i, ok := at[h]; ok && i < len(r) {
		return r[i]
	}
	return ""
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
