package clause

import (
	"fmt"
	"strings"
)

// A Form is how a verb is inflected; several at once where the word does not
// tell ("put", "killed").
type Form uint8

// Forms of a verb.
const (
	Base       Form = 1 << iota // kill
	Third                       // kills
	Past                        // killed
	Participle                  // killed
	Ing                         // killing
)

// A Morphology knows how the verbs and nouns of English are inflected. It is
// read-only once made.
type Morphology struct {
	irregular map[string][2][]string // base → past, participle
	forms     map[string]Form        // irregular form → what it is
}

// NewMorphology reads the table of irregular verbs: base, past and participle in
// columns parted by tabs.
func NewMorphology(table string) (*Morphology, error) {
	m := &Morphology{irregular: map[string][2][]string{}, forms: map[string]Form{}}
	n := 0
	for line := range strings.Lines(table) {
		n++
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) != 3 {
			return nil, fmt.Errorf("irregular verbs: line %d has %d columns, not 3", n, len(cols))
		}
		past, part := strings.Fields(cols[1]), strings.Fields(cols[2])
		m.irregular[cols[0]] = [2][]string{past, part}
		for _, w := range past {
			m.forms[w] |= Past
		}
		for _, w := range part {
			m.forms[w] |= Participle
		}
	}
	return m, nil
}

// FormOf tells the forms that a folded word can be as a verb.
func (m *Morphology) FormOf(low string) Form {
	if f := m.forms[low]; f != 0 {
		if _, base := m.irregular[low]; base {
			f |= Base
		}
		return f
	}
	switch {
	case strings.HasSuffix(low, "ing") && len(low) > 4:
		return Ing
	case strings.HasSuffix(low, "ed") && len(low) > 3:
		return Past | Participle
	case strings.HasSuffix(low, "s") && !strings.HasSuffix(low, "ss"):
		return Third
	}
	return Base
}

// Verb gives every form of a verb, the base first.
func (m *Morphology) Verb(base string) []string {
	out := []string{base, third(base)}
	if irregular, ok := m.irregular[base]; ok {
		out = append(out, irregular[0]...)
		out = append(out, irregular[1]...)
	} else {
		for _, stem := range doubled(base) {
			switch {
			case strings.HasSuffix(stem, "e"):
				out = append(out, stem+"d")
			case strings.HasSuffix(stem, "y") && !vowelBefore(stem):
				out = append(out, stem[:len(stem)-1]+"ied")
			default:
				out = append(out, stem+"ed")
			}
		}
	}
	for _, stem := range doubled(base) {
		switch {
		case strings.HasSuffix(stem, "ie"):
			out = append(out, stem[:len(stem)-2]+"ying")
		case strings.HasSuffix(stem, "e") && !strings.HasSuffix(stem, "ee"):
			out = append(out, stem[:len(stem)-1]+"ing")
		default:
			out = append(out, stem+"ing")
		}
	}
	return out
}

// Noun gives a noun and its plural.
func (m *Morphology) Noun(base string) []string { return []string{base, plural(base)} }

func third(base string) string {
	switch base {
	case "be":
		return "is"
	case "have":
		return "has"
	}
	return plural(base)
}

func plural(base string) string {
	for _, end := range []string{"s", "x", "z", "ch", "sh", "o"} {
		if strings.HasSuffix(base, end) {
			return base + "es"
		}
	}
	if strings.HasSuffix(base, "y") && !vowelBefore(base) {
		return base[:len(base)-1] + "ies"
	}
	if strings.HasSuffix(base, "man") && len(base) > 4 {
		return base[:len(base)-2] + "en"
	}
	return base + "s"
}

// doubled gives the stems before an ending that begins with a vowel: "stop" and
// "stopp". Whether the last consonant is doubled hangs on the stress, which is
// not known for words of more than one syllable ("permit", "visit"), and on the
// side of the Atlantic ("travel"): both spellings are taken.
func doubled(base string) []string {
	n := len(base)
	if n < 3 || !consonant(base[n-1]) || consonant(base[n-2]) || strings.IndexByte("wxy", base[n-1]) >= 0 {
		return []string{base}
	}
	if !consonant(base[n-3]) && !(base[n-3] == 'u' && n > 3 && base[n-4] == 'q') { // "raid", "shoot", but "equip"
		return []string{base}
	}
	return []string{base, base + base[n-1:]}
}

func consonant(c byte) bool { return strings.IndexByte("aeiou", c) < 0 }

func vowelBefore(w string) bool { return len(w) > 1 && !consonant(w[len(w)-2]) }
