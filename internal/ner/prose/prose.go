// Package prose is the only package that imports prose/v2: its recogniser,
// guarded and realigned to tokens. It gives persons and places alone, has no
// offsets of its own, drops words behind 's and panics on bad UTF-8; all of that
// is dealt with here.
package prose

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"casegraph/internal/text"

	prose "github.com/jdkato/prose/v2"
)

// A Name is a stretch of tokens that prose takes for a name.
type Name struct {
	First, Limit int
	Place        bool // otherwise a person
}

// A Finder holds the model. It is immutable and safe for concurrent use.
type Finder struct{ model *prose.Model }

// New loads the model that prose ships.
func New() (f *Finder, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("prose: %v", p)
		}
	}()
	d, err := prose.NewDocument("Load.", prose.WithSegmentation(false))
	if err != nil {
		return nil, err
	}
	return &Finder{d.Model}, nil
}

// Find returns the names of one sentence, in order. A sentence that prose cannot
// bear has none.
func (f *Finder) Find(s *text.Sentence) (names []Name) {
	defer func() {
		if recover() != nil {
			names = nil
		}
	}()
	words := make([]string, len(s.Tokens))
	for i, t := range s.Tokens {
		if !utf8.ValidString(t.Text) {
			return nil
		}
		words[i] = t.Text
	}
	d, err := prose.NewDocument(strings.Join(words, " "), prose.WithSegmentation(false), prose.UsingModel(f.model))
	if err != nil {
		return nil
	}
	at := 0
	for _, e := range d.Entities() {
		if e.Label != "PERSON" && e.Label != "GPE" {
			continue
		}
		first, limit := align(words, strings.Fields(e.Text), at)
		if limit > first {
			names = append(names, Name{first, limit, e.Label == "GPE"})
			at = limit
		}
	}
	return names
}

// align finds the row of words in the sentence from at on; prose may have split
// a token into several.
func align(words, entity []string, at int) (first, limit int) {
	want := strings.Join(entity, "")
	for i := at; i < len(words) && want != ""; i++ {
		have := ""
		for j := i; j < len(words) && len(have) < len(want); j++ {
			have += words[j]
			if have == want {
				return i, j + 1
			}
		}
	}
	return 0, 0
}
