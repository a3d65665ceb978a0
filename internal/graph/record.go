// Package graph assembles readings and identities into records: documents,
// sentences, mentions, links, entities, joins, claims, edges, topics and
// judgements, and projects them onto nodes and relationships for a Store.
package graph

import (
	"casegraph/internal/doc"
	"casegraph/internal/judge"
)

// Records have their fields in the order in which they are written. ID order
// is byte order; ids of sentences, mentions, links and claims begin with the id
// of their document, so that a stream of documents in order of id is a stream
// of records in order of id.

// A Document is a report that was read, or one that was not, with the reason.
type Document struct {
	ID        string     `json:"id"`
	URI       string     `json:"uri"`
	URIs      []string   `json:"uris,omitempty"` // further places of the same content
	Title     string     `json:"title"`
	Publisher string     `json:"publisher"`
	Published doc.Date   `json:"published"`
	SHA256    string     `json:"sha256"`
	Language  string     `json:"language"`
	Length    int        `json:"length"` // bytes of text
	CopyOf    string     `json:"copy_of,omitempty"`
	Skipped   []doc.Skip `json:"skipped,omitempty"`
}

// A Sentence is a stretch of a document.
type Sentence struct {
	ID       string   `json:"id"`
	Document string   `json:"document"`
	Index    int      `json:"index"`
	Start    int      `json:"start"`
	End      int      `json:"end"`
	Kind     doc.Kind `json:"kind"`
}

// A Mention is a stretch that refers to an entity.
type Mention struct {
	ID       string `json:"id"`
	Document string `json:"document"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Text     string `json:"text"`
	Type     string `json:"type"`
	Form     string `json:"form"`
	Entity   string `json:"entity"`
	By       string `json:"by"`

	Labels  []string `json:"labels,omitempty"`  // finer types: Country, Ministry, ArmedForce ...
	Demonym bool     `json:"demonym,omitempty"` // "Malian": a name of the country's people, not of the country
	Profile string   `json:"profile,omitempty"` // the profile by which it was joined with those of other reports
}

// A Link joins two mentions of one document.
type Link struct {
	ID       string `json:"id"`
	Document string `json:"document"`
	Left     string `json:"left"`
	Right    string `json:"right"`
	Reason   string `json:"reason"`
}

// An Alias is a spelling with the number of its mentions.
type Alias struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// An Entity is one person, agency, organisation, unit, place or event.
type Entity struct {
	ID        string   `json:"id"`
	Type      string   `json:"type"`
	Labels    []string `json:"labels"` // the is-a chain, most general first
	Name      string   `json:"name"`
	Aliases   []Alias  `json:"aliases"`
	FormerIDs []string `json:"former_ids,omitempty"` // ids that a member alone would have had
	Country   string   `json:"country,omitempty"`
	Described bool     `json:"described,omitempty"` // nameless, of one document
	Mentions  int      `json:"mentions"`
	Documents int      `json:"documents"`
}

// A Join says why two profiles are one entity. Weight is in thousandths.
type Join struct {
	ID        string `json:"id"`
	Entity    string `json:"entity"`
	Left      string `json:"left"`
	Right     string `json:"right"`
	Reason    string `json:"reason"`
	Weight    int    `json:"weight"`
	Judgement string `json:"judgement,omitempty"`
}

// A Span is a stretch of a document's text in bytes.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// A Trigger is the word that a claim stands on.
type Trigger struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// A Quantity is a number with its bounds; null is open.
type Quantity struct {
	Text      string `json:"text"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Min       *int64 `json:"min"`
	Max       *int64 `json:"max"`
	About     bool   `json:"about"`
	Exclusive bool   `json:"exclusive"`
	Unit      string `json:"unit,omitempty"`
}

// An Arg fills one role of a claim: with an entity, a quantity or a text.
type Arg struct {
	Role     string    `json:"role"`
	Mention  string    `json:"mention,omitempty"`
	Entity   string    `json:"entity,omitempty"`
	Text     string    `json:"text"`
	Start    int       `json:"start"`
	End      int       `json:"end"`
	Quantity *Quantity `json:"quantity,omitempty"`
	Path     string    `json:"path,omitempty"` // the way from the trigger to it: "subject", "by", "antecedent" ...
}

// A Speaker is one who says it, with the words that tell so.
type Speaker struct {
	Mention string `json:"mention,omitempty"`
	Entity  string `json:"entity,omitempty"`
	Text    string `json:"text"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Cue     Span   `json:"cue"`
}

// A Date is a claim's time as written and as ISO dates where they are known.
type Date struct {
	Text      string `json:"text"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	From      string `json:"from"`
	To        string `json:"to"`
	Precision string `json:"precision"`
}

// A Claim is what one sentence says.
type Claim struct {
	ID       string      `json:"id"`
	Document string      `json:"document"`
	Type     string      `json:"type"`
	Sentence Span        `json:"sentence"`
	Trigger  Trigger     `json:"trigger"`
	Quote    string      `json:"quote"`
	Args     []Arg       `json:"args"`
	Stance   string      `json:"stance"`
	Negated  bool        `json:"negated"`
	Ended    bool        `json:"ended"`
	Sources  [][]Speaker `json:"sources"` // outermost first
	Date     *Date       `json:"date"`
	Rule     string      `json:"rule"`
	Judged   string      `json:"judged,omitempty"`  // what a person said of it: rejected, confirmed
	Edges    []string    `json:"edges,omitempty"`   // ids of the edges it counts for, also of those that nothing asserts and that so do not exist
	Figures  []string    `json:"figures,omitempty"` // the figures it gives
}

// An Edge is the projection of claims onto two entities.
type Edge struct {
	ID        string   `json:"id"`
	Type      string   `json:"type"`
	From      string   `json:"from"`
	To        string   `json:"to"`
	Claims    int      `json:"claims"`
	Documents int      `json:"documents"`
	Origins   int      `json:"origins"`
	Unsourced int      `json:"unsourced"`
	Denied    int      `json:"denied"`
	Planned   int      `json:"planned"`
	First     string   `json:"first"`
	Last      string   `json:"last"`
	Quote     string   `json:"quote"`
	ClaimIDs  []string `json:"claim_ids"`
}

// A Figure is a number with equal bounds, stance and last hop.
type Figure struct {
	ID        string   `json:"id"`
	Min       *int64   `json:"min"`
	Max       *int64   `json:"max"`
	About     bool     `json:"about"`
	Exclusive bool     `json:"exclusive"`
	Stance    string   `json:"stance"`
	Origin    string   `json:"origin"` // entity id of the last hop; "" the outlet itself
	AsOf      string   `json:"as_of"`
	Place     string   `json:"place"`
	Claims    []string `json:"claims"`
}

// A Grade compares two figures of one topic.
type Grade struct {
	Left   string `json:"left"`
	Right  string `json:"right"`
	Grade  string `json:"grade"` // same, compatible, update, differs, disputed, denied
	Reason string `json:"reason"`
}

// A Topic is a measure of one subject with all its figures.
type Topic struct {
	ID      string   `json:"id"`
	Measure string   `json:"measure"` // killed, wounded, total, deployed, captured, supplied
	Subject string   `json:"subject"`
	Figures []Figure `json:"figures"`
	Grades  []Grade  `json:"grades"`
}

// A Judgement is a person's word on two names or on a claim.
type Judgement = judge.Judgement
