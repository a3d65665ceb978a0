package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"casegraph/internal/gazetteer"
)

// Lists of this project, the likeliest first: where two know a surface, the
// earlier one's entry comes first.
var lists = []string{"agencies", "forces", "groups", "organisations", "outlets", "companies", "parties", "places", "events", "bodies-generic"}

// list adds a list of this project: name, type, labels, country, further
// spellings, note. A note "national" marks the armed forces of a state as a
// whole; a note with a colon, id:slug, sets the id.
func (b *builder) list(dir, list string) error {
	rows, err := readTable(filepath.Join(dir, list+".tsv"), 6)
	if err != nil {
		return err
	}
	have := map[string]int{}
	for _, r := range rows {
		f := r.fields
		if f[0] == "" || classes[f[1]] == "" {
			return fmt.Errorf("%s: an entry needs a name and one of the six types, not %q", r.at, f[1])
		}
		e := gazetteer.Entry{Name: f[0], Type: f[1], Labels: strings.Fields(f[2]), Country: f[3], List: list}
		state, ok := b.country[e.Country]
		if e.Country != "" && !ok {
			return fmt.Errorf("%s: no state %q", r.at, e.Country)
		}
		if e.Type == "Place" && ok {
			e.Within = b.entries[state].ID
		}
		same := e.Type + "\x00" + gazetteer.Key(e.Name) + "\x00" + e.Country
		k, twice := have[same]
		if !twice {
			slug, _ := strings.CutPrefix(f[5], "id:")
			if slug == f[5] {
				slug = ""
			}
			k = b.add(e, slug)
			have[same] = k
			b.surface(f[0], k, false)
			b.own[list]++
			for _, l := range e.Labels {
				b.has[e.Country+"."+l]++
			}
		}
		if f[5] == "national" {
			b.national[e.Country] = k
		}
		for _, s := range split(f[4]) {
			b.surface(s, k, false)
		}
	}
	return nil
}
