// Package ner finds mentions: stretches of a sentence that name, describe or
// point to a person, agency, organisation, unit, place or event.
package ner

import "casegraph/internal/text"

// The six types a mention can have. Finer ones (Country, Ministry, Party ...)
// are labels, declared in knowledge/schema.yaml.
const (
	Person       = "Person"
	Agency       = "Agency"
	Organization = "Organization"
	Unit         = "Unit"
	Place        = "Place"
	Event        = "Event"
)

// A Form says how a mention refers.
type Form string

// Forms of mention.
const (
	Name    Form = "name"    // Paul Kagame, Mossad, Goma; demonyms too (Type Place)
	Nominal Form = "nominal" // the spy agency, North Korean soldiers, two lawmakers
	Pronoun Form = "pronoun" // he, they, it, its
)

// A Mention is one stretch of one sentence. Mentions may nest ("North Korean"
// in "North Korean soldiers") but those of equal span and form do not repeat.
type Mention struct {
	Sentence     int // index into the document's sentences
	First, Limit int // tokens of the sentence, half open
	Start, End   int // bytes into Document.Text; leading articles are outside a name
	Text         string
	Type         string   // one of the six
	Labels       []string // finer types, most general first: Country; Ministry; ArmedForce ...
	Form         Form
	By           string // what found it: gazetteer/NAME, rules/FILE#RULE, prose ...

	Known   string // identity in the gazetteer (place/russia), "" where it knows none
	Canon   string // the gazetteer's name for that identity
	Country string // ISO 3166-1 alpha-2 of the state it belongs to, lower case, "" if none is told
	Demonym bool   // "Malian": Type Place, the country's entity

	// For nominals and pronouns.
	Head     string // normalised head noun, singular: soldier, agency, lawmaker
	Class    string // what the head stands for: military, police, civilian, official, agency, group, person ... (knowledge/lexicon)
	State    int    // index of the mention that names its state or body ("North Korean" in "North Korean soldiers"), -1 if none
	Plural   bool
	Definite bool   // the, this, those, its ...
	Gender   string // m, f, or ""
	Title    string // for persons: the title that stands before the name, as written ("President")
	Short    string // for a name: its acronym, where the text defines one; for an acronym: its expansion
}

// A Finder proposes mentions in one sentence. It is safe for concurrent use
// and never changes the sentence.
type Finder interface {
	Find(*text.Sentence) []Mention
}
