package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"casegraph/internal/gazetteer"
)

// A builder gathers entries and their surfaces, the likeliest first.
type builder struct {
	words    *words
	names    *names
	entries  []gazetteer.Entry
	surfaces []gazetteer.Surface
	ids      map[string]int  // id → entry
	country  map[string]int  // alpha-2 → entry of the state
	capital  map[string]bool // key + "." + country
	taken    map[string]int  // key → how many entries it has
	regions  map[string]int  // GeoNames code → entry
	national map[string]int  // alpha-2 → entry of its armed forces
	has      map[string]int  // alpha-2.Label → entries by name
	own      map[string]int  // list → entries
}

func newBuilder(w *words, n *names) *builder {
	return &builder{
		words: w, names: n,
		ids: map[string]int{}, country: map[string]int{}, capital: map[string]bool{},
		taken: map[string]int{}, regions: map[string]int{},
		national: map[string]int{}, has: map[string]int{}, own: map[string]int{},
	}
}

var classes = map[string]string{
	"Person": "person", "Agency": "agency", "Organization": "org", "Unit": "unit", "Place": "place", "Event": "event",
}

// add adds an entry and returns its index. slug "" derives the id from the
// name. Where the id is taken, the state is added to it, then a number.
func (b *builder) add(e gazetteer.Entry, slug string) int {
	if slug == "" {
		slug = gazetteer.Slug(e.Name)
	}
	base := classes[e.Type] + "/" + slug
	id := base
	if _, ok := b.ids[id]; ok && e.Country != "" && !strings.HasSuffix(id, "."+e.Country) {
		id = base + "." + e.Country
	}
	for k := 2; ; k++ {
		if _, ok := b.ids[id]; !ok {
			break
		}
		id = fmt.Sprintf("%s.%s-%d", base, e.Country, k)
	}
	e.ID = id
	b.ids[id] = len(b.entries)
	b.entries = append(b.entries, e)
	return len(b.entries) - 1
}

// surface adds one way to write an entry.
func (b *builder) surface(text string, entry int, demonym bool) {
	key := gazetteer.Key(text)
	if key == "" || strings.Count(key, " ") > 14 {
		return
	}
	weak, accent := b.weak(text, key, &b.entries[entry])
	b.surfaces = append(b.surfaces, gazetteer.Surface{Text: text, Entry: entry, Demonym: demonym, Weak: weak, Accent: accent})
	b.taken[key]++
}

// Two letters that everybody knows.
var known = map[string]bool{"us": true, "uk": true, "un": true, "eu": true, "au": true, "g7": true, "g20": true}

// Words that are written with a capital and are no places.
var calendar = map[string]bool{
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true, "september": true, "october": true, "november": true, "december": true,
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true, "congress": true, "christmas": true, "easter": true, "hamas": true,
}

// weak tells whether a surface alone proves little. It does where the word is
// as often written in lower case as with a capital, where a place bears a
// given name or surname, and where an acronym or a place is very short.
func (b *builder) weak(text, key string, e *gazetteer.Entry) (weak, accent bool) {
	if bare, ok := strings.CutPrefix(key, "the "); ok && !strings.Contains(bare, " ") {
		return b.words.common(bare), false // The Base, The Citizen
	}
	if strings.Contains(key, " ") {
		if e.List != "cities" && e.List != "regions" && e.List != "parties" {
			return false, false
		}
		for w := range strings.FieldsSeq(key) {
			if !b.words.common(w) {
				return false, false
			}
		}
		return true, false
	}
	letters, upper := 0, true
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
			upper = upper && unicode.IsUpper(r)
		} else if unicode.IsDigit(r) {
			letters++ // M23
		}
	}
	if local := e.List == "cities" || e.List == "regions"; local && calendar[key] {
		return true, false
	}
	if known[key] {
		return false, false
	}
	switch {
	case upper && letters <= 2:
		return true, false
	case upper && letters == 3:
		return e.List == "parties" || e.List == "companies" || e.List == "ngos" || b.words.capital[key] < 20, false
	case upper:
		return false, false
	}
	local := e.List != "countries" && e.List != "capitals" && e.List != "places"
	switch {
	case letters < 4,
		local && (b.names.given[key] != nil || b.names.surname[key] != nil || b.words.surname(key)),
		b.words.common(key):
		weak = true
	}
	if weak {
		for _, r := range text {
			if r > unicode.MaxASCII && unicode.IsLetter(r) {
				return false, true
			}
		}
	}
	return weak, false
}

// finish orders entries by id, so that a list grows without moving the rest.
func (b *builder) finish() {
	order := make([]int, len(b.entries))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(x, y int) int { return strings.Compare(b.entries[x].ID, b.entries[y].ID) })
	to := make([]int, len(order))
	sorted := make([]gazetteer.Entry, len(order))
	for i, k := range order {
		to[k] = i
		sorted[i] = b.entries[k]
	}
	b.entries = sorted
	for i := range b.surfaces {
		b.surfaces[i].Entry = to[b.surfaces[i].Entry]
	}
}

// counts prints how many entries each list has.
func (b *builder) counts(w io.Writer) {
	n := map[string]int{}
	for _, e := range b.entries {
		n[e.List]++
	}
	var lists []string
	for l := range n {
		lists = append(lists, l)
	}
	slices.Sort(lists)
	for _, l := range lists {
		fmt.Fprintf(w, "%-18s %7d\n", l, n[l])
	}
}
