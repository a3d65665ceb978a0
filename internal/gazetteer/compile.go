package gazetteer

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"github.com/blevesearch/vellum"
)

// The files that hold a compiled gazetteer, inside knowledge.FS.
const (
	surfaceFile = "gazetteers/surfaces.fst"
	tableFile   = "gazetteers/entries.bin"
	nameFile    = "gazetteers/names.tsv"
	nickFile    = "gazetteers/nicknames.tsv"
	wordFile    = "gazetteers/words.txt"
)

const magic = "casegraph gazetteer 1\n"

// A Surface is one way to write an entry. Surfaces of equal key are in order
// of likelihood.
type Surface struct {
	Text    string
	Entry   int // index into the entries
	Demonym bool
	Weak    bool
	Accent  bool // weak only when it is written without its accents
}

// Limits of the format.
const (
	maxEntries = 1 << 24
	maxWords   = 16 // of a surface
)

// Compile packs entries and surfaces into an automaton over normalised
// surfaces and a table of entries, which Load reads. Entries must have ids of
// their own; an entry's Within must be the id of another. Same input gives the
// same bytes.
func Compile(entries []Entry, surfaces []Surface) (fst, table []byte, err error) {
	if len(entries) >= maxEntries {
		return nil, nil, fmt.Errorf("compile gazetteer: %d entries, at most %d", len(entries), maxEntries)
	}
	index := make(map[string]int, len(entries))
	for i, e := range entries {
		if e.ID == "" || e.Name == "" || e.Type == "" {
			return nil, nil, fmt.Errorf("compile gazetteer: entry %d %q: an entry needs id, name and type", i, e.ID)
		}
		if _, ok := index[e.ID]; ok {
			return nil, nil, fmt.Errorf("compile gazetteer: two entries %s", e.ID)
		}
		index[e.ID] = i
	}

	// Each sort of entry (type, labels, list) and each country is kept once.
	type sort struct{ typ, labels, list string }
	sortOf := func(e *Entry) sort { return sort{e.Type, strings.Join(e.Labels, ";"), e.List} }
	var sorts []sort
	var countries []string
	for i := range entries {
		sorts = append(sorts, sortOf(&entries[i]))
		countries = append(countries, entries[i].Country)
	}
	slices.SortFunc(sorts, func(a, b sort) int {
		return strings.Compare(a.typ+"\x00"+a.labels+"\x00"+a.list, b.typ+"\x00"+b.labels+"\x00"+b.list)
	})
	sorts = slices.Compact(sorts)
	slices.Sort(countries)
	countries = slices.Compact(countries)
	sortIndex := map[sort]int{}
	for i, s := range sorts {
		sortIndex[s] = i
	}
	countryIndex := map[string]int{}
	for i, c := range countries {
		countryIndex[c] = i
	}

	// A place that is listed under its own name is found by it, and needs no
	// id in the automaton.
	named := make([]bool, len(entries))
	for _, s := range surfaces {
		if s.Entry >= 0 && s.Entry < len(entries) && s.Text == entries[s.Entry].Name {
			named[s.Entry] = true
		}
	}
	var records []byte
	var offsets []uint32
	derived := make([]bool, len(entries))
	for i := range entries {
		e := &entries[i]
		offsets = append(offsets, uint32(len(records)))
		class, rest, ok := strings.Cut(e.ID, "/")
		if !ok {
			return nil, nil, fmt.Errorf("compile gazetteer: id %q has no class", e.ID)
		}
		var shape byte
		if slug := Slug(e.Name); class == "place" && named[i] && strings.ReplaceAll(slug, "-", " ") == Key(e.Name) {
			switch rest {
			case slug:
				shape = 1
			case slug + "." + e.Country:
				shape = 2
			}
		}
		derived[i] = shape > 0
		records = append(records, shape)
		if shape == 0 {
			records = appendString(records, e.ID)
		}
		records = appendString(records, e.Name)
		records = binary.AppendUvarint(records, uint64(sortIndex[sortOf(e)]))
		records = binary.AppendUvarint(records, uint64(countryIndex[e.Country]))
		records = binary.AppendVarint(records, int64(e.Lat))
		records = binary.AppendVarint(records, int64(e.Lon))
		within := 0
		if e.Within != "" {
			k, ok := index[e.Within]
			if !ok {
				return nil, nil, fmt.Errorf("compile gazetteer: %s is within %s, which is no entry", e.ID, e.Within)
			}
			within = k + 1
		}
		records = binary.AppendUvarint(records, uint64(within))
	}
	offsets = append(offsets, uint32(len(records)))

	type posting struct {
		entry int
		flags uint8
		mask  uint16
		text  string // "" for the entry's name
	}
	byKey := map[string][]posting{}
	longest := map[string]int{} // first word → words of the longest key that begins with it
	bare := map[string]bool{}   // first words that may be written in lower case
	add := func(key string, p posting) {
		for i, q := range byKey[key] {
			if q.entry == p.entry && (q.flags|formWeak) == (p.flags|formWeak) {
				if p.flags&formWeak == 0 {
					byKey[key][i].flags &^= formWeak
				}
				byKey[key][i].mask &= p.mask
				return
			}
		}
		byKey[key] = append(byKey[key], p)
	}
	for _, s := range surfaces {
		if s.Entry < 0 || s.Entry >= len(entries) {
			return nil, nil, fmt.Errorf("compile gazetteer: surface %q: no entry %d", s.Text, s.Entry)
		}
		key := Key(s.Text)
		words := strings.Count(key, " ") + 1
		if key == "" || words > maxWords {
			return nil, nil, fmt.Errorf("compile gazetteer: surface %q of %s: %d words, want 1 to %d", s.Text, entries[s.Entry].ID, words, maxWords)
		}
		flags, mask := form(s.Text)
		if s.Demonym {
			flags |= formDemonym
		}
		if s.Weak {
			flags |= formWeak
		}
		if s.Accent {
			flags |= formAccent
		}
		spelt := s.Text
		if spelt == entries[s.Entry].Name || len(spelt) > 255 || strings.Contains(spelt, " ") {
			spelt = ""
		}
		add(key, posting{s.Entry, flags, mask, spelt})
		first, _, _ := strings.Cut(key, " ")
		longest[first] = max(longest[first], words)
		if mask&1 == 0 {
			bare[first] = true
		}
	}
	// Any other id is found as a surface that no text can hold.
	for i, e := range entries {
		if !derived[i] {
			add("\x02"+e.ID, posting{entry: i})
		}
	}
	for first, n := range longest {
		byKey["\x01"+first] = []posting{{entry: n}}
	}

	keys := make([]string, 0, len(byKey))
	for k := range byKey {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var out bytes.Buffer
	b, err := vellum.New(&out, nil)
	if err != nil {
		return nil, nil, fmt.Errorf("compile gazetteer: %w", err)
	}
	var postings []byte
	var at []uint32
	for _, k := range keys {
		ps := byKey[k]
		v := uint64(len(at))
		switch k[0] {
		case 1:
			v = uint64(ps[0].entry)
		case 2:
			v = uint64(ps[0].entry)
		default:
			at = append(at, uint32(len(postings)))
			for _, p := range ps {
				postings = append(postings, byte(p.entry), byte(p.entry>>8), byte(p.entry>>16), p.flags)
				postings = binary.LittleEndian.AppendUint16(postings, p.mask)
				postings = append(append(postings, byte(len(p.text))), p.text...)
			}
		}
		if err := b.Insert([]byte(k), v); err != nil {
			return nil, nil, fmt.Errorf("compile gazetteer: %q: %w", k, err)
		}
	}
	at = append(at, uint32(len(postings)))
	if err := b.Close(); err != nil {
		return nil, nil, fmt.Errorf("compile gazetteer: %w", err)
	}

	table = append(table, magic...)
	table = binary.AppendUvarint(table, uint64(len(sorts)))
	for _, s := range sorts {
		table = appendString(appendString(appendString(table, s.typ), s.labels), s.list)
	}
	table = binary.AppendUvarint(table, uint64(len(countries)))
	for _, c := range countries {
		table = appendString(table, c)
	}
	lower := make([]string, 0, len(bare))
	for w := range bare {
		lower = append(lower, w)
	}
	slices.Sort(lower)
	table = binary.AppendUvarint(table, uint64(len(lower)))
	for _, w := range lower {
		table = appendString(table, w)
	}
	table = appendNumbers(table, offsets)
	table = appendNumbers(table, at)
	table = binary.AppendUvarint(table, uint64(len(postings)))
	table = append(table, postings...)
	table = append(table, records...)
	return out.Bytes(), table, nil
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendNumbers(b []byte, ns []uint32) []byte {
	b = binary.AppendUvarint(b, uint64(len(ns)))
	for _, n := range ns {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	return b
}
