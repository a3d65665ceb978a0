// Package relate reads claims out of sentences and mentions: who did what to
// whom, how many, when, with which stance, and on whose word.
package relate

// A Stance is how the last speaker stands to the content of a claim.
type Stance string

// The stances: denied is a speaker's stance, negation is
// part of the content (Claim.Negated).
const (
	Asserted  Stance = "asserted"
	Denied    Stance = "denied"
	Hedged    Stance = "hedged"
	Planned   Stance = "planned"
	NoComment Stance = "no_comment"
)

// A Span is a stretch of Document.Text in bytes, half open.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// A Claim is what one sentence says about at least one entity.
type Claim struct {
	Type     string // a relation of the schema
	Sentence int    // index
	Trigger  Span
	Args     []Arg // in the schema's order of roles, then by position
	Stance   Stance
	Negated  bool
	Ended    bool   // a post no longer held
	Sources  []Hop  // outermost speaker first; none: the outlet itself
	Date     *Date  // nil where the sentence gives none
	Rule     string // what found it: FILE#RULE
}

// An Arg fills one role. Exactly one of Mention ≥ 0, Quantity ≠ nil or neither
// (a text role: Start and End alone) holds.
type Arg struct {
	Role       string
	Mention    int // index into the document's mentions, -1 for quantities and text
	Start, End int
	Quantity   *Quantity
	Path       string // how it was found: "subject", "by", "antecedent"; "" for a surface rule's capture
}

// A Quantity is a number with its bounds; a nil bound is open, and where both are,
// the words give no number ("heavy losses").
type Quantity struct {
	Start, End int
	Min, Max   *int64
	About      bool   // around, some, dozens
	Exclusive  bool   // more than, under: the bound itself is not meant
	Unit       string // what is counted, singular, lower case: soldier, person, container
}

// A Hop is one step of a chain of sources: one or more joint speakers.
type Hop []Speaker

// A Speaker is a mention and the words that make it a source.
type Speaker struct {
	Mention int  // index into the document's mentions
	Cue     Span // "said", "according to"
}

// A Date is a time as written and, where the text and the document's own date
// allow, as ISO dates from and to (inclusive).
type Date struct {
	Start, End int
	From, To   string // 2025-01-13; "" where it cannot be worked out
	Precision  string // day, week, month, season, year, unknown
}
