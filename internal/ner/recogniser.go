package ner

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"casegraph/internal/doc"
	"casegraph/internal/gazetteer"
	"casegraph/internal/models"
	"casegraph/internal/ner/prose"
	"casegraph/internal/text"
)

// A Config chooses between recognisers.
type Config struct {
	Prose bool // prose/v2 finds names in place of the trained model
}

// A Recogniser finds the mentions of a document. It is immutable and safe for
// concurrent use.
type Recogniser struct {
	gaz   *gazetteer.Gazetteer
	lex   *lexicon
	prose *prose.Finder // nil unless chosen

	readers sync.Pool // of *models.Reader
}

// New loads the lists and rules.
func New(fsys fs.FS, g *gazetteer.Gazetteer, m *models.Models, c Config) (*Recogniser, error) {
	lex, err := loadLexicon(fsys)
	if err != nil {
		return nil, err
	}
	r := &Recogniser{gaz: g, lex: lex}
	r.readers.New = func() any { return m.NewReader(g) }
	if c.Prose {
		if r.prose, err = prose.New(); err != nil {
			return nil, fmt.Errorf("load prose: %w", err)
		}
	}
	return r, nil
}

// Find returns the mentions of a document, sorted by sentence, start and length
// (the longest first). It reads the document twice: what is clear once helps
// everywhere else in it.
func (r *Recogniser) Find(d *doc.Document, sentences []text.Sentence) []Mention {
	dc := newContext(r, d, sentences)
	var mentions []Mention
	for i := range sentences {
		s := &sentences[i]
		if s.Kind == doc.Boilerplate {
			continue
		}
		names := dc.names(s)
		mentions = append(mentions, names...)
	}
	mentions = dc.acronyms(mentions)
	dc.surnames(mentions)
	bySentence := make([][]Mention, len(sentences))
	for _, m := range mentions {
		bySentence[m.Sentence] = append(bySentence[m.Sentence], m)
	}
	var out []Mention
	for i := range sentences {
		s := &sentences[i]
		if s.Kind == doc.Boilerplate {
			continue
		}
		ms := append(bySentence[i], r.nominals(s, bySentence[i])...)
		ms = append(ms, r.pronouns(s)...)
		base := len(out)
		slices.SortStableFunc(ms, func(a, b Mention) int {
			if a.Start != b.Start {
				return a.Start - b.Start
			}
			return b.End - a.End
		})
		for j := range ms {
			m := &ms[j]
			m.Sentence = i
			if m.State >= 0 { // an index of tokens until now: the state's mention is found by its place
				m.State = slices.IndexFunc(ms, func(x Mention) bool { return x.First == m.State && x.Form == Name && x.Type == Place })
				if m.State >= 0 {
					m.State += base
				}
			}
		}
		out = append(out, ms...)
	}
	return out
}

// A proposal is a stretch that some finder takes for a name.
type proposal struct {
	first, limit int
	typ          string
	labels       []string
	by           string
	score        int
	known        string
	canon        string
	country      string
	start, end   int // bytes, where they are not the tokens'; 0 and 0 where they are
	demonym      bool
	clear        bool // elsewhere in the document a list or title leaves no doubt
	title        string
	short        string
}

func (p *proposal) mention(s *text.Sentence) Mention {
	start, end, name := s.Tokens[p.first].Start, s.Tokens[p.limit-1].End, textOf(s, p.first, p.limit)
	if p.end > 0 {
		start, end, name = p.start, p.end, name[p.start-start:len(name)-(end-p.end)]
	}
	return Mention{
		Sentence: s.Index, First: p.first, Limit: p.limit, Start: start, End: end,
		Text: name, Type: p.typ, Labels: p.labels, Form: Name, By: p.by,
		Known: p.known, Canon: p.canon, Country: p.country, Demonym: p.demonym, State: -1, Title: p.title, Short: p.short,
	}
}

// textOf is the document's own words of a row of tokens.
func textOf(s *text.Sentence, first, limit int) string {
	if limit-first == 1 {
		return s.Tokens[first].Text
	}
	var b strings.Builder
	for i := first; i < limit; i++ {
		t := s.Tokens[i]
		if i > first {
			for range t.Start - s.Tokens[i-1].End {
				b.WriteByte(' ')
			}
		}
		b.WriteString(t.Text)
	}
	return b.String()
}

func capital(t text.Token) bool {
	switch t.Class {
	case text.Capital, text.Upper, text.Initial:
		return true
	case text.Mixed:
		return len(t.Text) > 0 && t.Text[0] >= 'A' && t.Text[0] <= 'Z'
	}
	return false
}
