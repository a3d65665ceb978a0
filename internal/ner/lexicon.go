package ner

import (
	"fmt"
	"io/fs"
	"strings"

	"casegraph/internal/pattern"
	"casegraph/internal/text"
)

// A body is what a head noun says of the name that it ends or begins.
type body struct {
	typ    string
	labels []string
	leads  bool // it stands before what tells it apart: Corte Suprema
}

// A kind is what a word such as river tells of the place whose name it is in.
type kind struct {
	label string
	makes bool // the word makes a name a place's
}

// A head is what a common noun says of those it describes.
type head struct {
	noun   string // singular
	class  string
	typ    string
	plural bool
}

type lexicon struct {
	titles, particles, locative, modifiers, say *pattern.List
	bodies, events                              phrases[body]
	kinds                                       phrases[kind]
	heads                                       phrases[head]
}

// phrases maps rows of folded tokens to what they mean.
type phrases[T any] struct {
	longest int // tokens
	m       map[string]T
}

func (p *phrases[T]) put(s string, v T) {
	var words []string
	for _, t := range text.Tokens(s, 0) {
		words = append(words, t.Lower)
	}
	if p.m == nil {
		p.m = map[string]T{}
	}
	p.longest = max(p.longest, len(words))
	if key := strings.Join(words, " "); key != "" {
		if _, ok := p.m[key]; !ok {
			p.m[key] = v
		}
	}
}

// ending returns the longest phrase that ends before token limit and begins at
// first or later.
func (p *phrases[T]) ending(tokens []text.Token, first, limit int) (v T, at int, ok bool) {
	for n := min(p.longest, limit-first); n > 0; n-- {
		if v, ok = p.m[lowers(tokens[limit-n:limit])]; ok {
			return v, limit - n, true
		}
	}
	return v, 0, false
}

// starting returns the longest phrase that starts at token i.
func (p *phrases[T]) starting(tokens []text.Token, i int) (v T, limit int, ok bool) {
	for n := min(p.longest, len(tokens)-i); n > 0; n-- {
		if v, ok = p.m[lowers(tokens[i:i+n])]; ok {
			return v, i + n, true
		}
	}
	return v, 0, false
}

func lowers(tokens []text.Token) string {
	if len(tokens) == 1 {
		return tokens[0].Lower
	}
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.Lower
	}
	return strings.Join(words, " ")
}

func loadLexicon(fsys fs.FS) (*lexicon, error) {
	lists, err := pattern.LoadLists(fsys)
	if err != nil {
		return nil, err
	}
	l := &lexicon{}
	for name, to := range map[string]**pattern.List{
		"titles": &l.titles, "person_particles": &l.particles,
		"locative": &l.locative, "head_modifiers": &l.modifiers, "say_verbs": &l.say,
	} {
		if *to = lists[name]; *to == nil {
			return nil, fmt.Errorf("load lexicon: there is no list %q", name)
		}
	}
	err = tsv(fsys, "bodies.tsv", 4, func(f []string) error {
		if f[3] != "" && f[3] != "leads" {
			return fmt.Errorf("%q: leads or nothing", f[3])
		}
		l.bodies.put(f[0], body{f[1], strings.Fields(f[2]), f[3] == "leads"})
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = tsv(fsys, "place_kinds.tsv", 3, func(f []string) error {
		if f[2] != "" && f[2] != "label" {
			return fmt.Errorf("%q: label or nothing", f[2])
		}
		l.kinds.put(f[0], kind{f[1], f[2] == ""})
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = tsv(fsys, "event_heads.tsv", 2, func(f []string) error {
		l.events.put(f[0], body{typ: Event, labels: strings.Fields(f[1])})
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = tsv(fsys, "heads.tsv", 4, func(f []string) error {
		h := head{noun: f[0], class: f[1], typ: f[2]}
		many := h
		many.plural = true
		if strings.HasSuffix(f[0], "s") && f[3] == "" || f[0] == "people" || f[0] == "personnel" || f[0] == "police" {
			h.plural = true
		}
		l.heads.put(f[0], h)
		if f[3] != "" {
			l.heads.put(f[3], many)
		} else if !h.plural {
			l.heads.put(f[0]+"s", many)
		}
		return nil
	})
	return l, err
}

// tsv reads a table of lexicon, calling f with each line's columns.
func tsv(fsys fs.FS, name string, columns int, f func([]string) error) error {
	path := "lexicon/" + name
	data, err := fs.ReadFile(fsys, path)
	if err != nil {
		return fmt.Errorf("load lexicon: %w", err)
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line, "\t")
		for len(cols) < columns {
			cols = append(cols, "")
		}
		if len(cols) != columns {
			return fmt.Errorf("load lexicon: %s:%d: %d columns, not %d", path, n, len(cols), columns)
		}
		if err := f(cols); err != nil {
			return fmt.Errorf("load lexicon: %s:%d: %w", path, n, err)
		}
	}
	return nil
}
