// Package reading holds what one document says, as one self-contained value.
//
// A Reading is a pure function of the document's bytes, its format and the
// reader (program version, knowledge, models).
package reading

import (
	"casegraph/internal/coref"
	"casegraph/internal/doc"
	"casegraph/internal/ner"
	"casegraph/internal/relate"
)

// A Sentence is a sentence without its tokens.
type Sentence struct {
	Start int      `json:"s"`
	End   int      `json:"e"`
	Kind  doc.Kind `json:"k"`
}

// A Reading is everything that one document says. Its slices are in document
// order and are not changed after it is made.
type Reading struct {
	Document  *doc.Document
	Sentences []Sentence
	Mentions  []ner.Mention // those of form name first seen by ner, then those that relate described; sorted by position
	Links     []coref.Link
	Claims    []relate.Claim
}
