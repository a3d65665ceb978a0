package gazetteer

import (
	"fmt"
	"io/fs"
	"strings"
)

// names holds given names, surnames and nicknames in lower case, and words.
type names struct {
	given, surname map[string]string // name → countries where it is common, parted by blanks
	nick           map[string]string
	word           map[string]bool // frequent in lower case
}

func openNames(fsys fs.FS) (names, error) {
	n := names{map[string]string{}, map[string]string{}, map[string]string{}, map[string]bool{}}
	data, err := fs.ReadFile(fsys, nameFile)
	if err != nil {
		return n, err
	}
	line := 0
	for l := range strings.Lines(string(data)) {
		line++
		f := strings.Split(strings.TrimSuffix(l, "\n"), "\t")
		if len(f) != 3 {
			return n, fmt.Errorf("%s:%d: %d columns, want name, g or s, countries", nameFile, line, len(f))
		}
		switch f[1] {
		case "g":
			n.given[f[0]] = f[2]
		case "s":
			n.surname[f[0]] = f[2]
		default:
			return n, fmt.Errorf("%s:%d: %q is neither g nor s", nameFile, line, f[1])
		}
	}
	data, err = fs.ReadFile(fsys, nickFile)
	if err != nil {
		return n, err
	}
	line = 0
	for l := range strings.Lines(string(data)) {
		line++
		name, others, ok := strings.Cut(strings.TrimSuffix(l, "\n"), "\t")
		if !ok {
			return n, fmt.Errorf("%s:%d: no tab", nickFile, line)
		}
		n.nick[name] = others
	}
	if data, err = fs.ReadFile(fsys, wordFile); err != nil {
		return n, err
	}
	for w := range strings.FieldsSeq(string(data)) {
		n.word[w] = true
	}
	return n, nil
}

// GivenName reports whether a word, in lower case, is a common given name
// somewhere.
func (g *Gazetteer) GivenName(lower string) bool {
	_, ok := g.names.given[lower]
	return ok
}

// Surname reports whether a word, in lower case, is a common surname somewhere.
func (g *Gazetteer) Surname(lower string) bool {
	_, ok := g.names.surname[lower]
	return ok
}

// Word reports whether running text has a word, in lower case, often.
func (g *Gazetteer) Word(lower string) bool { return g.names.word[lower] }

// SurnameCountries gives the states where a surname, in lower case, is common
// (ISO 3166-1 alpha-2, lower case), nil where the source does not tell.
func (g *Gazetteer) SurnameCountries(lower string) []string {
	return strings.Fields(g.names.surname[lower])
}

// GivenNameCountries gives the states where a given name, in lower case, is
// common, nil where the source does not tell.
func (g *Gazetteer) GivenNameCountries(lower string) []string {
	return strings.Fields(g.names.given[lower])
}

// Nickname gives the names that a given name, in lower case, may be short for
// or may be called by.
func (g *Gazetteer) Nickname(lower string) []string {
	return strings.Fields(g.names.nick[lower])
}
