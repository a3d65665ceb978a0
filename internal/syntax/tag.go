// Package syntax gives words their parts of speech and sentences their
// dependency trees, by the tags and relations of Universal Dependencies.
package syntax

import (
	"casegraph/internal/lexis"
	"casegraph/internal/linear"
)

// A Tag is a universal part of speech.
type Tag uint8

// Tags, 0 for none.
const (
	NoTag Tag = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	X
	rootTag
)

// Tags are the names of the tags, by value.
var Tags = [...]string{"", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

func (t Tag) String() string {
	if int(t) < len(Tags) {
		return Tags[t]
	}
	return "?"
}

// tagClasses is the number of classes of the tagger's table: class c is Tag c+1.
const tagClasses = len(Tags) - 1

// A Tagger reads a sentence from left to right and takes the best tag at each
// word.
type Tagger struct{ table *linear.Table }

// NewTagger makes a tagger of a table of len(Tags)-1 classes.
func NewTagger(t *linear.Table) *Tagger { return &Tagger{t} }

// Tag tags the words; tags must be as long.
func (t *Tagger) Tag(words []*lexis.Word, tags []Tag) {
	var f [64]uint64
	var s linear.Sums
	for i := range words {
		s.Reset()
		t.table.Add(&s, TagFeatures(f[:0], words, tags, i))
		best, score := 0, s.Score(0)
		for c := 1; c < tagClasses; c++ {
			if x := s.Score(c); x > score {
				best, score = c, x
			}
		}
		tags[i] = Tag(best + 1)
	}
}

// TagFeatures appends the features of word i, which sees the tags before it.
func TagFeatures(f []uint64, words []*lexis.Word, tags []Tag, i int) []uint64 {
	at := func(k int) *lexis.Word {
		if k < 0 || k >= len(words) {
			return &lexis.Edge
		}
		return words[k]
	}
	w, p, n, pp, nn := words[i], at(i-1), at(i+1), at(i-2), at(i+2)
	var t1, t2 uint64 = 30, 30
	if i > 0 {
		t1 = uint64(tags[i-1])
	}
	if i > 1 {
		t2 = uint64(tags[i-2])
	}
	k := uint64(0)
	one := func(a uint64) {
		k++
		f = append(f, linear.Hash(k, a))
	}
	two := func(a, b uint64) {
		k++
		f = append(f, linear.Hash(linear.Hash(k, a), b))
	}
	one(0)
	one(w.Form)
	one(w.Lower)
	two(w.Shape, min(uint64(i), 1))
	one(w.Suffix[0])
	one(w.Suffix[1])
	one(w.Suffix[2])
	one(w.Suffix[3])
	one(w.Prefix[0])
	one(w.Prefix[1])
	one(w.Prefix[2])
	one(w.Fine)
	one(w.Mid)
	one(w.Coarse)
	two(w.Habit, w.Shape)
	one(p.Lower)
	one(n.Lower)
	one(pp.Lower)
	one(nn.Lower)
	one(p.Mid)
	one(n.Mid)
	one(nn.Mid)
	one(p.Suffix[2])
	one(n.Suffix[2])
	one(n.Suffix[1])
	one(n.Shape)
	one(t1)
	two(t1, t2)
	two(t1, w.Lower)
	two(t1, n.Lower)
	two(t1, w.Mid)
	two(t1, w.Suffix[2])
	two(t1, n.Mid)
	two(linear.Hash(t1, t2), w.Lower)
	two(p.Lower, w.Lower)
	two(w.Lower, n.Lower)
	two(p.Mid, w.Mid)
	two(w.Mid, n.Mid)
	two(n.Mid, nn.Mid)
	two(p.Lower, n.Lower)
	two(w.Suffix[2], n.Suffix[1])
	two(w.Shape, n.Shape)
	two(linear.Hash(t1, w.Coarse), n.Coarse)
	return f
}
