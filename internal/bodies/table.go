package bodies

import (
	"fmt"
	"io/fs"
	"strings"
)

// Table holds the lists by which names are taken apart. It is not changed after
// Open and may be used by many goroutines.
type Table struct {
	bodies, units, places, events map[string]entry
	states                        map[string]stateName
	english                       map[string]bool
	numbers                       map[string]string
	longest                       int // words of the longest phrase
}

type entry struct {
	canon string
	class class
	skel  string
}

// made makes an entry with the consonants of its word.
func made(canon string, c class) entry {
	return entry{canon, c, skeleton(loose(canon))}
}

type stateName struct {
	code  string
	upper bool // must be written in capitals: "US"
}

// Open reads the lists: bodies/*.tsv, gazetteers/sources/countries.tsv and
// gazetteers/words.txt of the knowledge. An error names file and line.
func Open(fsys fs.FS) (*Table, error) {
	t := &Table{
		bodies: map[string]entry{}, units: map[string]entry{}, places: map[string]entry{}, events: map[string]entry{},
		states: map[string]stateName{}, english: map[string]bool{}, numbers: numberWords(),
	}
	words, err := fs.ReadFile(fsys, "gazetteers/words.txt")
	if err != nil {
		return nil, fmt.Errorf("read frequent words: %w", err)
	}
	for _, w := range strings.Fields(string(words)) {
		t.english[w] = true
	}
	for _, load := range []struct {
		file string
		row  func(cols []string) error
		cols int
	}{
		{"bodies/words.tsv", t.wordRow, 3},
		{"bodies/legal.tsv", t.legalRow, 3},
		{"bodies/units.tsv", t.unitRow, 3},
		{"bodies/places.tsv", t.placeRow, 2},
		{"bodies/exonyms.tsv", t.exonymRow, 1},
		{"gazetteers/sources/countries.tsv", t.stateRow, 6},
		{"bodies/states.tsv", t.nativeRow, 2},
	} {
		data, err := fs.ReadFile(fsys, load.file)
		if err != nil {
			return nil, fmt.Errorf("read names of bodies: %w", err)
		}
		for n, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			cols := strings.Split(line, "\t")
			if len(cols) < load.cols {
				return nil, fmt.Errorf("%s:%d: %d columns, want %d", load.file, n+1, len(cols), load.cols)
			}
			if err := load.row(cols); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", load.file, n+1, err)
			}
		}
	}
	return t, nil
}

func (t *Table) add(m map[string]entry, forms, canon string, c class) {
	for _, f := range strings.Split(forms, ";") {
		f = phrase(f)
		if f == "" {
			continue
		}
		if _, ok := m[f]; !ok {
			m[f] = made(canon, c)
		}
		t.longest = max(t.longest, strings.Count(f, " ")+1)
	}
}

// phrase is a form of a list as the tokens of a name are folded.
func phrase(s string) string {
	var b strings.Builder
	for _, w := range tokenise(s) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.fold)
	}
	return b.String()
}

var wordClasses = map[string]class{
	"stop": stop, "head": head, "state": state, "firm": firm, "trade": trade, "light": light, "loose": loosely, "part": part, "word": word, "echelon": echelon, "arm": arm,
}

func (t *Table) wordRow(cols []string) error {
	c, ok := wordClasses[cols[1]]
	if !ok {
		return fmt.Errorf("unknown class %q", cols[1])
	}
	t.add(t.bodies, cols[2], cols[0], c)
	t.add(t.units, cols[2], cols[0], c)
	t.add(t.events, cols[2], cols[0], c)
	if c == stop || c == word {
		t.add(t.places, cols[2], cols[0], c)
	}
	return nil
}

func (t *Table) legalRow(cols []string) error {
	for _, f := range strings.Split(cols[2], ";") {
		f = phrase(f)
		// A stop word may be a legal form at the end of a name; it is told there.
		if e, ok := t.bodies[f]; !ok || e.class == stop {
			t.bodies[f] = made(legalForm(cols[0], cols[1]), legal)
		}
		t.longest = max(t.longest, strings.Count(f, " ")+1)
	}
	return nil
}

// legalForm is class and family in one, "corp", "holding" and "offshore" without.
func legalForm(class, family string) string {
	switch class {
	case "corp", "holding", "offshore":
		return class
	}
	return class + " " + family
}

var unitClasses = map[string]class{"echelon": echelon, "arm": arm, "weak": weak, "mixed": mixed, "state": state}

func (t *Table) unitRow(cols []string) error {
	c, ok := unitClasses[cols[1]]
	if !ok {
		return fmt.Errorf("unknown kind %q", cols[1])
	}
	for _, f := range strings.Split(cols[2], ";") {
		f = phrase(f)
		if c == mixed {
			t.units[f] = made(cols[0], echelon)
		} else if e, ok := t.units[f]; !ok || e.class != echelon && e.class != arm && e.class != weak {
			t.units[f] = made(cols[0], c)
		}
		if c == echelon && len(f) > 4 {
			t.add(t.bodies, f, cols[0], echelon)
		}
		t.longest = max(t.longest, strings.Count(f, " ")+1)
	}
	return nil
}

func (t *Table) placeRow(cols []string) error {
	for _, f := range strings.Split(cols[1], ";") {
		f = phrase(f)
		switch cols[0] {
		case "stop":
			t.places[f] = made(cols[0], stop)
		case "hill":
			t.places[f] = made(cols[0], word)
		default:
			t.places[f] = made(cols[0], kindOf)
		}
		t.longest = max(t.longest, strings.Count(f, " ")+1)
	}
	return nil
}

func (t *Table) exonymRow(cols []string) error {
	first := phrase(strings.Split(cols[0], ";")[0])
	for _, m := range []map[string]entry{t.places, t.bodies, t.units, t.events} {
		t.add(m, cols[0], first, word)
	}
	return nil
}

func (t *Table) stateRow(cols []string) error {
	code := cols[0]
	if code == "" {
		return nil // parts of states and states of old stay words
	}
	for _, col := range []string{cols[1], cols[2], cols[3], cols[4]} {
		for _, f := range strings.Split(col, ";") {
			k := phrase(f)
			if k == "" {
				continue
			}
			upper := len(k) <= 4 && f == strings.ToUpper(f)
			if s, ok := t.states[k]; !ok || s.upper && !upper {
				t.states[k] = stateName{code, upper}
			}
			t.longest = max(t.longest, strings.Count(k, " ")+1)
		}
	}
	return nil
}

func (t *Table) nativeRow(cols []string) error {
	for _, f := range strings.Split(cols[1], ";") {
		k := phrase(f)
		if _, ok := t.states[k]; !ok {
			t.states[k] = stateName{code: cols[0]}
		}
		t.longest = max(t.longest, strings.Count(k, " ")+1)
	}
	return nil
}
