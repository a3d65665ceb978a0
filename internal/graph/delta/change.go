package delta

import (
	"cmp"
	"slices"
)

// Records that a change can be of, in the order in which they are told.
const (
	Document  = "document"
	Entity    = "entity"
	Claim     = "claim"
	Edge      = "edge"
	Figure    = "figure"
	Grade     = "grade"
	Judgement = "judgement"
)

// Records are the records that a change can be of, in the order in which they are told.
var Records = []string{Document, Entity, Claim, Edge, Figure, Grade, Judgement}

// Kinds of change.
const (
	Added     = "added"
	Gone      = "gone"
	Changed   = "changed"   // Fields say in what
	Corrected = "corrected" // a document: the same place holds another content
	Moved     = "moved"     // a document: the same content at another place; mentions: they went from one entity to another
	Copied    = "copied"    // a document: the same content at further places
	Uncopied  = "uncopied"  // a document: the same content at fewer places
	Reread    = "reread"    // a document: the same content, but a reader says other things of it
	Renamed   = "renamed"   // an entity: another id or name
	Joined    = "joined"    // several entities are one now
	Split     = "split"     // one entity is several now
)

var kinds = []string{Added, Corrected, Moved, Copied, Uncopied, Reread, Joined, Split, Renamed, Changed, Gone}

// Causes of a change.
const (
	Report     = "report"     // a document was added
	Correction = "correction" // the place of a document holds another content
	Removal    = "removal"    // a document is gone
	Judged     = "judgement"  // a judgement was made or withdrawn
	Reader     = "reader"     // an unchanged document reads otherwise: another program
	Unknown    = "unknown"    // none of them could be worked out
)

// A Cause is what brought a change about.
type Cause struct {
	Kind      string `json:"kind"`
	URI       string `json:"uri,omitempty"`       // of the document
	Judgement string `json:"judgement,omitempty"` // its id
}

// rank puts the most specific cause first.
var rank = map[string]int{Judged: 0, Correction: 1, Report: 2, Removal: 3, Reader: 4, Unknown: 5, "": 6}

func compareCauses(x, y Cause) int {
	return cmp.Or(cmp.Compare(rank[x.Kind], rank[y.Kind]), cmp.Compare(x.URI, y.URI), cmp.Compare(x.Judgement, y.Judgement))
}

// pick returns the most specific of the causes; the zero Cause is none.
func pick(causes ...Cause) Cause {
	var best Cause
	for _, c := range causes {
		if compareCauses(c, best) < 0 {
			best = c
		}
	}
	return best
}

// A Side is a record as one of the two states has it.
type Side struct {
	ID   string `json:"id"`
	Text string `json:"text"` // for people, on one line
	At   *At    `json:"at,omitempty"`
}

// An At is a sentence and where it stands, in bytes of the document's text.
type At struct {
	URI   string `json:"uri"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Quote string `json:"quote"` // white space folded
}

// A Field is one way in which a record differs, in words.
type Field struct {
	Name   string `json:"name"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// A Reason is a join of the program or of a person that is new, or is no more.
type Reason struct {
	Join      string `json:"join"` // its id
	Kind      string `json:"kind"` // added, gone
	Reason    string `json:"reason"`
	Weight    int    `json:"weight"` // in thousandths
	Judgement string `json:"judgement,omitempty"`
}

// A Change is one difference between two states. Before is empty for what was
// added and After for what is gone; joined and split entities have several.
type Change struct {
	Record  string   `json:"record"`
	Kind    string   `json:"change"`
	Type    string   `json:"type,omitempty"` // of claim, edge and entity; the measure of a figure
	Before  []Side   `json:"before,omitempty"`
	After   []Side   `json:"after,omitempty"`
	Fields  []Field  `json:"fields,omitempty"`
	Reasons []Reason `json:"reasons,omitempty"`
	Cause   Cause    `json:"cause"`
}

// Changes is all that differs between two states.
type Changes struct {
	List []Change       // in the order of Records, kinds and ids
	Same map[string]int // record → how many stand unchanged on both sides
}

// Count says how many changes of a kind a record has.
func (c *Changes) Count(record, kind string) int {
	n := 0
	for i := range c.List {
		if c.List[i].Record == record && c.List[i].Kind == kind {
			n++
		}
	}
	return n
}

func (c *Changes) sort() {
	slices.SortFunc(c.List, func(x, y Change) int {
		return cmp.Or(
			cmp.Compare(slices.Index(Records, x.Record), slices.Index(Records, y.Record)),
			cmp.Compare(slices.Index(kinds, x.Kind), slices.Index(kinds, y.Kind)),
			compareSides(x.After, y.After), compareSides(x.Before, y.Before))
	})
}

// compareSides orders claims as they stand in their reports, all else by id.
func compareSides(x, y []Side) int {
	return slices.CompareFunc(x, y, func(x, y Side) int {
		var p, q At
		if x.At != nil {
			p = *x.At
		}
		if y.At != nil {
			q = *y.At
		}
		return cmp.Or(cmp.Compare(p.URI, q.URI), cmp.Compare(p.Start, q.Start), cmp.Compare(x.ID, y.ID))
	})
}
