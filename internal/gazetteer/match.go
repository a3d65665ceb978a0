package gazetteer

import (
	"strings"
	"unicode"

	"casegraph/internal/text"
)

// Match finds the longest run of tokens that starts at i and that a list
// holds, written as a name is: a lower-case "nice" is no city, an acronym is
// in capitals, a headline in capitals counts for names of four letters or
// more. Hyphens, blanks, diacritics and apostrophes make no difference. It is
// false where no list knows the words. It allocates only the first time that a
// surface is met.
func (g *Gazetteer) Match(tokens []text.Token, i int) (Match, bool) {
	t := &tokens[i]
	switch t.Class {
	case text.Mark:
		return Match{}, false
	case text.Lower:
		if len(t.Lower) > 8 || !g.lower[t.Lower] {
			return Match{}, false
		}
	}
	s := g.scratch.Get().(*scratch)
	defer g.scratch.Put(s)

	key, words := appendWords(s.key[:0], t.Lower)
	if words == 0 {
		s.key = key
		return Match{}, false
	}
	// The first word tells how long a surface that begins so can be.
	first := len(key)
	for k, c := range key {
		if c == ' ' {
			first = k
			break
		}
	}
	s.head = append(append(s.head[:0], 1), key[:first]...)
	longest, ok, err := s.reader.Get(s.head)
	if err != nil || !ok {
		s.key = key
		return Match{}, false
	}
	n := 0
	for j := i; ; {
		if words > int(longest) || n == len(s.ends) {
			break
		}
		s.ends[n] = end{len(key), j + 1, words}
		n++
		more := 0
		for more == 0 {
			if j++; j == len(tokens) {
				break
			}
			key, more = appendWords(key, tokens[j].Lower)
		}
		if more == 0 {
			break
		}
		words += more
	}
	s.key = key
	for n--; n >= 0; n-- {
		e := s.ends[n]
		k, ok, err := s.reader.Get(key[:e.key])
		if err != nil || !ok {
			continue
		}
		if es := g.pick(int(k), tokens[i:e.limit]); es != nil {
			return Match{Limit: e.limit, Entries: es}, true
		}
	}
	return Match{}, false
}

// Lookup gives what a surface can stand for, however its letters are cased,
// the likeliest first; nil where no list knows it. The caller must not change
// what it gets.
func (g *Gazetteer) Lookup(surface string) []Entry {
	key := Key(surface)
	if key == "" {
		return nil
	}
	k, ok, err := g.fst.Get([]byte(key))
	if err != nil || !ok {
		return nil
	}
	return g.entries(int(k))
}

// Entry gives the entry of an id. Its Demonym and Weak are false: they belong
// to a surface.
func (g *Gazetteer) Entry(id string) (Entry, bool) {
	if k, ok, err := g.fst.Get([]byte("\x02" + id)); err == nil && ok {
		return g.entry(int(k)), true
	}
	slug, ok := strings.CutPrefix(id, "place/")
	if !ok {
		return Entry{}, false
	}
	slug, _, _ = strings.Cut(slug, ".")
	k, ok, err := g.fst.Get([]byte(strings.ReplaceAll(slug, "-", " ")))
	if err != nil || !ok {
		return Entry{}, false
	}
	for _, e := range g.entries(int(k)) {
		if e.ID == id {
			e.Demonym, e.Weak, e.Surface = false, false, e.Name
			return e, true
		}
	}
	return Entry{}, false
}

// A posting says how one entry is written, packed: the entry in three bytes,
// flags, mask, and the spelling where it is not the entry's name.
type posting string

func (p posting) entry() int    { return int(p[0]) | int(p[1])<<8 | int(p[2])<<16 }
func (p posting) flags() uint8  { return p[3] }
func (p posting) mask() uint16  { return uint16(p[4]) | uint16(p[5])<<8 }
func (p posting) text() string  { return string(p[7 : 7+int(p[6])]) }
func (p posting) next() posting { return p[7+int(p[6]):] }

func (g *Gazetteer) list(k int) posting {
	return posting(g.postings[number(g.at, k):number(g.at, k+1)])
}

// entries decodes what surface k stands for, once.
func (g *Gazetteer) entries(k int) []Entry {
	if p := g.found[k].Load(); p != nil {
		return *p
	}
	var es []Entry
	for p := g.list(k); p != ""; p = p.next() {
		e := g.entry(p.entry())
		e.Demonym = p.flags()&formDemonym != 0
		e.Weak = p.flags()&(formWeak|formAccent) != 0
		if s := p.text(); s != "" {
			e.Surface = s
		}
		es = append(es, e)
	}
	g.found[k].Store(&es)
	return es
}

// pick gives the entries of surface k that may be written as the tokens are,
// nil for none.
func (g *Gazetteer) pick(k int, tokens []text.Token) []Entry {
	fit, all, accent := 0, 0, false
	fits := uint64(0)
	for p := g.list(k); p != ""; p = p.next() {
		if written(tokens, p.flags(), p.mask()) {
			fit++
			fits |= 1 << all
		}
		all++
		accent = accent || p.flags()&formAccent != 0
	}
	accent = accent && accented(tokens)
	switch {
	case fit == 0:
		return nil
	case fit == all && !accent:
		return g.entries(k)
	}
	id := selection{k, fits, accent}
	if es, ok := g.selected.get(id); ok && all <= 64 {
		return es
	}
	es := make([]Entry, 0, fit)
	p := g.list(k)
	for _, e := range g.entries(k) {
		if written(tokens, p.flags(), p.mask()) {
			if accent {
				e.Weak = p.flags()&formWeak != 0
			}
			es = append(es, e)
		}
		p = p.next()
	}
	if all <= 64 {
		g.selected.put(id, es)
	}
	return es
}

// A selection names those of a surface's entries that may be written as some
// tokens are.
type selection struct {
	surface int
	fits    uint64 // a bit an entry
	accent  bool
}

// accented reports whether any token is written beyond ASCII.
func accented(tokens []text.Token) bool {
	for i := range tokens {
		for j := 0; j < len(tokens[i].Text); j++ {
			if tokens[i].Text[j] >= 0x80 {
				return true
			}
		}
	}
	return false
}

// Acronym reports whether a surface is one word of capitals, digits, stops and
// hyphens, with two capitals at least.
func Acronym(surface string) bool {
	upper := 0
	for _, r := range surface {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r) || r == ' ':
			return false
		}
	}
	return upper >= 2
}
