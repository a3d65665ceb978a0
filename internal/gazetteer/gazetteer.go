// Package gazetteer looks names up in the lists of knowledge/gazetteers: states
// and their demonyms, regions and cities, bodies of states, armed groups,
// international organisations, parties, outlets, companies, given names and
// surnames. The lists are made by cmd/gazetteer.
//
// A list's word is a proposal; the policy that decides is in package ner.
package gazetteer

import (
	"encoding/binary"
	"fmt"
	"io/fs"
	"strings"

	"casegraph/internal/text"

	"github.com/blevesearch/vellum"
)

// An Entry is one identity that a surface can stand for.
type Entry struct {
	ID      string   // place/russia, agency/nis.kr: class, normalised name, country where needed
	Name    string   // the name to show
	Type    string   // one of the six types
	Labels  []string // finer types
	Country string   // ISO 3166-1 alpha-2, lower case; "" for none or many
	List    string   // the list that holds it: countries, capitals, regions, cities, agencies, groups ...
	Demonym bool     // the surface is the demonym of the place
	Weak    bool     // the surface alone proves little: also a word, a name, or a short acronym
	Surface string   // the spelling that matched, as the list writes it
}

// A Match is a run of tokens that the lists know.
type Match struct {
	Limit   int     // the run is tokens[i:Limit]
	Entries []Entry // by likelihood, the first the likeliest; never empty
}

// A Gazetteer holds the lists. It is immutable and safe for concurrent use.
type Gazetteer struct {
	names    *vellum.FST // key → offset of its postings; "\x00"+id → the entry's own
	postings string
}

// File names in the folder of lists.
const (
	namesFile    = "gazetteers/names.fst"
	postingsFile = "gazetteers/postings.bin"
)

// Open loads the lists.
func Open(fsys fs.FS) (*Gazetteer, error) {
	data, err := fs.ReadFile(fsys, namesFile)
	if err != nil {
		return nil, err
	}
	fst, err := vellum.Load(data)
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", namesFile, err)
	}
	postings, err := fs.ReadFile(fsys, postingsFile)
	if err != nil {
		return nil, err
	}
	return &Gazetteer{fst, string(postings)}, nil
}

// Match finds the longest run of tokens from i on that a list knows and that is
// written like a name.
func (g *Gazetteer) Match(tokens []text.Token, i int) (Match, bool) {
	addr := g.names.Start()
	var best Match
	for j := i; j < len(tokens); j++ {
		var ok bool
		if addr, ok = g.walk(addr, tokens[j].Lower, j > i); !ok {
			break
		}
		if final, offset := g.names.IsMatchWithVal(addr); final {
			if es := g.entries(offset, tokens[i:j+1]); len(es) > 0 {
				best = Match{Limit: j + 1, Entries: es}
			}
		}
	}
	return best, best.Limit > 0
}

// walk follows the bytes of one token's key.
func (g *Gazetteer) walk(addr int, lower string, space bool) (int, bool) {
	key := Key(lower)
	if key == "" {
		return addr, true // a dash between words
	}
	if space {
		if addr = g.names.Accept(addr, ' '); !g.names.CanMatch(addr) {
			return addr, false
		}
	}
	for k := 0; k < len(key); k++ {
		if addr = g.names.Accept(addr, key[k]); !g.names.CanMatch(addr) {
			return addr, false
		}
	}
	return addr, true
}

// Lookup returns what a surface can stand for, whatever its capitals, or nil.
func (g *Gazetteer) Lookup(surface string) []Entry {
	offset, ok, err := g.names.Get([]byte(SurfaceKey(surface)))
	if err != nil || !ok {
		return nil
	}
	return g.entries(offset, nil)
}

// Entry returns the entry with the id, under its own name.
func (g *Gazetteer) Entry(id string) (Entry, bool) {
	offset, ok, err := g.names.Get([]byte("\x00" + id))
	if err != nil || !ok {
		return Entry{}, false
	}
	return g.entries(offset, nil)[0], true
}

// GivenName and Surname report whether a list of popular names has the name, in
// any language's romanisation.
func (g *Gazetteer) GivenName(name string) bool { return g.has("\x01" + Key(text.Fold(name))) }

// Surname is GivenName for family names.
func (g *Gazetteer) Surname(name string) bool { return g.has("\x02" + Key(text.Fold(name))) }

// Word reports whether running text has the lower-case word often.
func (g *Gazetteer) Word(lower string) bool { return g.has("\x03" + Key(lower)) }

func (g *Gazetteer) has(key string) bool {
	ok, err := g.names.Contains([]byte(key))
	return err == nil && ok
}

// entries decodes the postings at offset; with tokens, those alone whose surface
// is written as the tokens are.
func (g *Gazetteer) entries(offset uint64, tokens []text.Token) []Entry {
	r := reader{g.postings, int(offset)}
	n := r.number()
	out := make([]Entry, 0, n)
	for range n {
		var e Entry
		flags := r.number()
		e.Name = r.string()
		e.Surface = e.Name
		if flags&hasSurface != 0 {
			e.Surface = r.string()
		}
		e.ID = r.string()
		e.Type = Types[r.number()]
		if l := r.string(); l != "" {
			e.Labels = strings.Fields(l)
		}
		e.Country = r.string()
		e.List = Lists[r.number()]
		e.Demonym = flags&isDemonym != 0
		e.Weak = flags&isWeak != 0
		if tokens == nil || written(e.Surface, tokens) {
			out = append(out, e)
		}
	}
	return out
}

// written says that the tokens have a capital wherever the surface has one, and
// capitals alone where the surface is an acronym.
func written(surface string, tokens []text.Token) bool {
	words := strings.FieldsFunc(surface, func(r rune) bool { return r == ' ' || r == '–' || r == '-' })
	capital, at := false, 0
	for _, w := range words {
		if isUpper(w) {
			capital = true
		}
	}
	if !capital {
		return true
	}
	if len(words) == 1 && len(tokens) == 1 && Acronym(surface) {
		return tokens[0].Class == text.Upper || tokens[0].Class == text.Mixed || tokens[0].Text == surface
	}
	for _, t := range tokens {
		parts := strings.FieldsFunc(t.Text, func(r rune) bool { return r == '-' || r == '–' })
		for _, p := range parts {
			if p == "'s" || p == "’s" || p == "'" || p == "’" {
				continue // the surface has it inside a word
			}
			if at >= len(words) {
				return true
			}
			if isUpper(words[at]) && !isUpper(p) {
				return false
			}
			at++
		}
	}
	return true
}

func isUpper(w string) bool {
	for _, r := range w {
		if r >= 'A' && r <= 'Z' || r >= 'À' && r <= 'Þ' || r == 'Š' || r == 'Ž' || r == 'Ş' || r == 'İ' || r == 'Č' {
			return true
		}
	}
	return false
}

// Acronym says that the surface is one word of capitals, digits, dots and hyphens.
func Acronym(surface string) bool {
	upper := 0
	for _, r := range surface {
		switch {
		case r >= 'A' && r <= 'Z':
			upper++
		case r >= 'a' && r <= 'z' || r == ' ':
			return false
		}
	}
	return upper >= 2
}

type reader struct {
	s  string
	at int
}

func (r *reader) number() int {
	n, w := binary.Uvarint([]byte(r.s[r.at:min(len(r.s), r.at+binary.MaxVarintLen64)]))
	r.at += w
	return int(n)
}

func (r *reader) string() string {
	n := r.number()
	s := r.s[r.at : r.at+n]
	r.at += n
	return s
}
