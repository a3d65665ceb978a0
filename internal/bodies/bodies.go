// Package bodies judges whether two names of agencies, organisations, units,
// places or events are one name. It knows nothing of reports and entities: what
// else they say of the bearers is weighed elsewhere.
package bodies

import (
	"slices"
	"strings"
)

// A Name is a name as a report has it.
type Name struct {
	Text    string // as written
	Country string // ISO 3166-1 alpha-2, "" if nothing tells it
	Type    string // Agency, Organization, Unit, Place or Event
	Short   string // the acronym or the expansion that the text defines; may be ""
}

// kind is what two names must agree in: a body may be called agency in one
// report and organisation in the other.
type kind uint8

const (
	body kind = iota
	place
	event
)

// class says what a word does in a name.
type class uint8

const (
	content class = iota // a word of no list: it tells bodies apart
	word                 // a word of a list that tells bodies apart all the same
	head                 // a body that every state has
	state                // what the names of such bodies speak of
	trade                // stands in the names of many companies
	light                // a head that comes and goes
	firm                 // a head that tells little
	loosely              // an adjective that comes and goes
	part                 // makes a part of a whole
	echelon              // size of a unit
	arm                  // arm of service, which may be left out
	weak                 // says nothing
	mixed                // echelon in the name of a unit, else another word
	legal                // legal form
	stop                 // never counts
	kindOf               // kind of a place
)

// item is one word of a parsed name.
type item struct {
	said    string // as written
	text    string // folded
	canon   string // what it is spelt or translated to
	class   class
	loose   string // key of romanisation, "" where none may be used
	stem    string // of an adjective in the name of a region
	skel    string // consonants, for the keys
	english bool
	exact   bool // an acronym or a word with digits: no other spelling
}

// Parsed is a name taken apart for comparison. Make it with Table.Parse.
type Parsed struct {
	name      string // as written
	text      string // folded, for equality
	kind      kind
	unit      bool
	typed     bool     // the report says that it is a unit
	words     []item   // in order, without stops, legal forms, numbers and states
	weak      []string // words that say nothing
	numbers   []string // sorted, each with the echelon it counts: "1 brigade"
	plain     []string // the numbers alone, as written, for people
	legal     []string // legal forms, sorted: class and family
	legalText string
	states    []string // states that the name itself names, sorted
	branch    bool     // "in" stands before a state: a branch of something larger
	field     string   // state that the report gives
	kinds     []string // kinds of place, sorted
	city      bool     // "City" is a part of the name: "Gaza City"
	acronym   string   // lower case, of a name that is an acronym alone
	initials  []string // what the words spell, of a name of several words
	joined    string   // loose key of all words written together
	generic   bool     // many states have a body of this name
	short     *Parsed
}

// country is the state the name says, else the state the report gives.
func (p *Parsed) country() string {
	if len(p.states) > 0 {
		return strings.Join(p.states, "+")
	}
	return p.field
}

// IsAcronym says that a name is an acronym.
func (p Parsed) IsAcronym() bool { return p.acronym != "" }

// Acronym is the number of letters of a name that is an acronym which no text spells
// out, else 0.
func (p Parsed) Acronym() int {
	if p.short != nil {
		return 0
	}
	return len(p.acronym)
}

// Keys are the blocking keys of a name, sorted: two names that Compare calls Same
// share one. A name that is Same as nothing has none.
func (p Parsed) Keys() []string {
	out := p.keys()
	if p.short != nil {
		out = append(out, p.short.keys()...)
		if p.short.acronym != "" {
			out = append(out, "a "+p.short.acronym)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (p *Parsed) keys() []string {
	country := p.country()
	if p.generic && country == "" {
		return nil
	}
	var out []string
	if p.acronym != "" {
		out = append(out, "a "+p.acronym)
	}
	if country != "" {
		for _, s := range p.initials {
			if len(s) >= 3 {
				out = append(out, "a "+s)
			}
		}
	}
	prefix := [...]string{"b ", "p ", "e "}[p.kind]
	if p.generic {
		prefix += country + " "
	}
	if p.unit && len(p.numbers) > 0 {
		return append(out, "u "+strings.Join(p.numbers, " "))
	}
	if k := p.wordKey(false); k != "" {
		out = append(out, prefix+k)
		if s := p.wordKey(true); s != k {
			out = append(out, prefix+s)
		}
	}
	if p.joined != "" {
		out = append(out, "j "+p.joined)
	}
	return out
}

// wordKey is what the words share in all spellings that Compare allows: the first
// consonants, in order of the alphabet; stems those of adjectives without their
// endings.
func (p *Parsed) wordKey(stems bool) string {
	var ks []string
	n := 3
	if p.counted() <= 1 {
		n = 4
	}
	for i := range p.words {
		switch w := &p.words[i]; w.class {
		case light, arm, weak:
		default:
			if stems && w.stem != "" {
				ks = append(ks, w.stem)
				continue
			}
			ks = append(ks, w.key(n))
		}
	}
	if len(ks) == 0 {
		for i := range p.words {
			ks = append(ks, p.words[i].key(n))
		}
	}
	slices.Sort(ks)
	return strings.Join(append(ks, p.numbers...), " ")
}

// counted is how many words count for the key.
func (p *Parsed) counted() int {
	n := 0
	for i := range p.words {
		if c := p.words[i].class; c != light && c != arm && c != weak {
			n++
		}
	}
	return n
}

func (w *item) key(n int) string {
	if w.skel == "" {
		return w.canon
	}
	return w.skel[:min(n, len(w.skel))]
}
