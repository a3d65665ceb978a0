package synthetic

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// A house is the style of an outlet.
type house struct {
	american bool // Defense, Mechanized
	ordinals bool // Second Brigade, for 2nd Brigade
}

// A spelling is how one report writes an entity: outlets keep to one way.
type spelling struct{ full, part string }

// A reporter writes one report.
type reporter struct {
	w        *World
	r        *rand.Rand
	long     bool // about 500 words, not 100
	text     []byte
	mentions []Mention
	opening  bool // the next letter begins a sentence
	comma    bool // an apposition waits for its second comma
	house    house
	aliases  bool // gives other spellings of a name
	dead     []int
	filled   []string // words that were put in slots

	spelled map[int]spelling
	seen    map[int]bool
	named   map[int]bool // states
	state   int          // where most of it happens
	cast    []int
	used    []int // not to be chosen again in this sentence
	said    []int // in this sentence already
}

func (w *World) write(r *rand.Rand, topic int, long bool) Report {
	p := &reporter{w: w, r: r, long: long, house: house{american: chance(r, 45), ordinals: chance(r, 20)}, spelled: map[int]spelling{}, seen: map[int]bool{}, named: map[int]bool{}, state: w.cast[topic].state}
	companions := 4 + r.IntN(4)
	if long {
		companions = 12 + r.IntN(8)
	}
	p.cast = w.companions(r, topic, companions)
	p.frame()
	slices.SortFunc(p.mentions, func(a, b Mention) int { return a.Start - b.Start })
	return Report{Text: p.text, Mentions: p.mentions}
}

// put writes words; a comma that waits gives way to other punctuation.
func (p *reporter) put(s string) {
	if s == "" {
		return
	}
	if p.comma {
		p.comma = false
		if !strings.ContainsAny(s[:1], ".,;") {
			p.text = append(p.text, ',')
		}
	}
	if p.opening && s != " " {
		s = title(s)
		p.opening = false
	}
	// An abbreviation at the end of a sentence takes no second full stop.
	if s[0] == '.' && len(p.text) > 0 && p.text[len(p.text)-1] == '.' {
		s = s[1:]
	}
	p.text = append(p.text, s...)
}

func (p *reporter) name(n int, s string, part bool) {
	if p.comma || p.opening {
		// The span begins behind the comma.
		if p.comma {
			p.text = append(p.text, ',')
			p.comma = false
		}
		if p.opening {
			s = title(s)
			p.opening = false
		}
	}
	start := len(p.text)
	p.text = append(p.text, s...)
	p.mentions = append(p.mentions, Mention{Start: start, End: len(p.text), Entity: n, Part: part})
}

// spell decides how this report writes an entity.
func (p *reporter) spell(n int) spelling {
	if s, ok := p.spelled[n]; ok {
		return s
	}
	s := p.w.spell(p.r, n, p.house)
	p.spelled[n] = s
	return s
}

func (w *World) spell(r *rand.Rand, n int, h house) spelling {
	e := &w.cast[n]
	c := states[e.state].culture
	var s spelling
	switch e.kind {
	case person:
		s.full, s.part = c.spell(r, e.name)
		if chance(r, 1) {
			s.full = slip(r, s.full)
			if !strings.Contains(s.full, s.part) {
				s.part = s.full
			}
		}
	case place:
		s.full = c.roman(r, e.stem)
		if chance(r, 1) {
			s.full = slip(r, s.full)
		}
		s.part = s.full
	case company:
		s.part = c.roman(r, e.stem) + " " + trades[e.shape]
		if chance(r, 1) {
			s.part = slip(r, s.part)
		}
		s.full = s.part
		if chance(r, 70) {
			s.full += " " + pick(r, c.forms[e.form])
		}
	case group, society:
		ways := fronts
		if e.kind == society {
			ways = societies
		}
		way := ways[e.shape][0]
		if chance(r, 15) {
			way = pick(r, ways[e.shape])
		}
		s.full = strings.Replace(way, "%", c.roman(r, e.stem), 1)
		s.part = s.full
	case body:
		s.full = pick(r, bodies[e.shape])
		if states[e.state].name == "the United States" {
			s.full = strings.Replace(s.full, "Ministry", "Department", 1)
		}
		s.part = s.full
	case unit:
		number := ordinal(e.number)
		if e.number <= 10 && h.ordinals {
			number = list("First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth")[e.number-1]
		}
		if echelons[e.shape] == "Corps" && e.number <= 10 && chance(r, 30) {
			number = list("I II III IV V VI VII VIII IX X")[e.number-1]
		}
		s.full = number + " " + echelons[e.shape]
		s.part = s.full
	}
	if h.american {
		s.full, s.part = americanSpelling.Replace(s.full), americanSpelling.Replace(s.part)
	}
	return s
}

var americanSpelling = strings.NewReplacer("Defence", "Defense", "Mechanised", "Mechanized", "Motorised", "Motorized", "Armoured", "Armored", "Centre", "Center")

// of writes a state in the possessive or as an adjective, before a name.
func (p *reporter) of(state int) {
	s := states[state]
	p.named[state] = true
	if strings.HasPrefix(s.name, "the ") || chance(p.r, 50) {
		p.put("the " + s.adjective + " ")
		return
	}
	p.put(s.name + "'s ")
}

// first introduces an entity: name, what it is, state.
func (p *reporter) first(n int) {
	p.seen[n] = true
	e := &p.w.cast[n]
	st := states[e.state]
	s := p.spell(n)
	switch e.kind {
	case person:
		p.person(n)
	case place:
		p.named[e.state] = true
		what := []string{"village", "town"}[e.shape]
		switch p.r.IntN(4) {
		case 0:
			p.put("the " + st.adjective + " " + what + " of ")
			p.name(n, s.full, false)
		case 1:
			p.put("the " + what + " of ")
			p.name(n, s.full, false)
			p.put(" in " + st.name)
		case 2:
			p.name(n, s.full, false)
			p.put(fmt.Sprintf(", a %s in %s%s", what, pick(p.r, []string{"", "northern ", "southern ", "eastern ", "western ", "central "}), strings.TrimPrefix(st.name, "the ")))
			p.comma = true
		default:
			p.name(n, s.full, false)
			p.put(" in " + st.name)
		}
	case company:
		switch p.r.IntN(4) {
		case 0:
			p.put("the " + st.adjective + " company ")
			p.name(n, s.full, false)
			p.named[e.state] = true
		case 1:
			p.name(n, s.full, false)
			p.put(", a company based in " + st.capital)
			p.comma = true
		case 2:
			p.name(n, s.full, false)
			p.put(", a company in " + st.name)
			p.comma = true
			p.named[e.state] = true
		default:
			p.put("the " + st.adjective + " firm ")
			p.name(n, s.full, false)
			p.named[e.state] = true
		}
	case group, society:
		what := "an armed group"
		if e.kind == society {
			what = "a body"
			switch {
			case strings.Contains(s.full, "Union"), strings.Contains(s.full, "Association"):
				what = "a professional body"
			case strings.Contains(s.full, "University"), strings.Contains(s.full, "Institute"):
				what = "a place of learning"
			case strings.Contains(s.full, "Relief"), strings.Contains(s.full, "Red Cross"):
				what = "an aid group"
			case strings.Contains(s.full, "Rights"), strings.Contains(s.full, "Legal"), strings.Contains(s.full, "League"):
				what = "a rights group"
			}
		}
		p.named[e.state] = true
		p.put("the ")
		p.name(n, s.full, false)
		switch p.r.IntN(3) {
		case 0:
			p.put(" in " + st.name)
		case 1:
			p.put(", " + what + " in " + st.name)
			p.comma = true
		default:
			if a := acronym(s.full); len(a) > 2 {
				p.put(" (")
				p.name(n, a, true)
				p.put(")")
				p.spelled[n] = spelling{s.full, a}
			}
			p.put(" in " + st.name)
		}
	case body, unit:
		if e.kind == unit && chance(p.r, 30) {
			p.put("the ")
			p.name(n, s.full, false)
			p.put(" of the " + st.adjective + " army")
			p.named[e.state] = true
			return
		}
		p.of(e.state)
		p.name(n, s.full, false)
	}
}

func acronym(s string) string {
	var out []byte
	for _, w := range strings.FieldsFunc(plain.Replace(s), func(r rune) bool { return r == ' ' || r == '-' }) {
		if w[0] >= 'A' && w[0] <= 'Z' {
			out = append(out, w[0])
		}
	}
	return string(out)
}

// person introduces a person with rank, role, body and state.
func (p *reporter) person(n int) {
	e := &p.w.cast[n]
	s := p.spell(n)
	adjective := states[e.state].adjective
	noun := e.role.noun
	if e.name.female {
		noun = strings.Replace(noun, "spokesman", "spokeswoman", 1)
	}
	if !strings.HasPrefix(noun, "a ") && !strings.HasPrefix(noun, "an ") {
		noun = "the " + noun
	}
	if e.at == n {
		p.put("the " + adjective + " politician ")
		p.name(n, s.full, false)
		return
	}
	rank := ""
	if e.rank != "" && chance(p.r, 60) && !strings.Contains(noun, strings.ToLower(e.rank)) {
		rank = e.rank + " "
	}
	post := func() {
		p.put(noun + " ")
		p.mention(e.at)
	}
	k := p.r.IntN(20)
	if slices.Contains(p.said, e.at) {
		k = 19
	}
	switch {
	case k < 12:
		p.put(rank)
		p.name(n, s.full, false)
		if p.aliases && chance(p.r, 30) {
			if other := p.w.spell(p.r, n, p.house); other.full != s.full {
				p.put(" (also known as ")
				p.name(n, other.full, false)
				p.put(")")
			}
		}
		p.put(", ")
		post()
		p.comma = true
	case k < 15:
		post()
		p.put(", " + rank)
		p.name(n, s.full, false)
		p.comma = true
	case k < 18 && e.rank != "":
		p.put(adjective + " " + e.rank + " ")
		p.name(n, s.full, false)
		p.named[e.state] = true
	default:
		p.put("the " + adjective + " " + e.role.bare + " ")
		p.name(n, s.full, false)
		p.named[e.state] = true
	}
}

// mention writes an entity as it stands: introduced the first time, short later.
func (p *reporter) mention(n int) {
	defer func() { p.said = append(p.said, n) }()
	if !p.seen[n] {
		p.first(n)
		return
	}
	e := &p.w.cast[n]
	s := p.spell(n)
	switch e.kind {
	case person:
		for _, m := range p.mentions {
			if o := &p.w.cast[m.Entity]; m.Entity != n && o.kind == person && p.spelled[m.Entity].part == s.part {
				s.part = s.full
			}
		}
		p.name(n, s.part, s.part != s.full)
	case place, company:
		p.name(n, s.part, s.part != s.full)
	default:
		// Units and bodies of two states may have one name: then the state is said again.
		for _, m := range p.mentions {
			if m.Entity != n && p.spelled[m.Entity].full == s.full {
				p.of(e.state)
				p.name(n, s.full, false)
				return
			}
		}
		p.put("the ")
		p.name(n, s.part, s.part != s.full)
	}
}

// choose finds an entity for a slot: first those that were not yet introduced.
func (p *reporter) choose(kinds string, old bool) int {
	var fresh, known []int
	for _, n := range p.cast {
		if !strings.ContainsRune(kinds, rune(p.w.cast[n].kind)) || slices.Contains(p.used, n) {
			continue
		}
		if p.seen[n] && slices.Contains(p.dead, n) {
			continue
		}
		if p.seen[n] {
			known = append(known, n)
		} else {
			fresh = append(fresh, n)
		}
	}
	switch {
	case old && len(known) > 0:
		return pick(p.r, known)
	case old:
		return -1
	case len(fresh) > 0:
		return fresh[0]
	case len(known) > 0:
		return pick(p.r, known)
	}
	return -1
}

// slots says which kinds fill a slot of a sentence. A capital asks for somebody
// who was introduced before.
var slots = map[string]string{"p": "p", "u": "u", "c": "c", "g": "g", "n": "n", "m": "m", "l": "l", "o": "cgnm", "a": "gu", "s": "nm"}

// sentence writes a sentence of the pattern with its slots filled; false, and
// nothing, where the cast does not have whom it takes.
func (p *reporter) sentence(pattern string) bool {
	// Choose first, so that a sentence is never begun in vain.
	p.used = p.used[:0]
	var chosen []int
	for rest := pattern; ; {
		_, after, found := strings.Cut(rest, "{")
		if !found {
			break
		}
		slot, tail, _ := strings.Cut(after, "}")
		rest = tail
		if kinds := slots[strings.ToLower(slot)]; kinds != "" {
			n := p.choose(kinds, slot != strings.ToLower(slot))
			if n < 0 {
				return false
			}
			chosen = append(chosen, n)
			p.used = append(p.used, n)
			// Nobody acts on the body that introduces him.
			if e := p.w.cast[n]; e.kind == person && !p.seen[n] && !slices.Contains(p.used, e.at) {
				p.used = append(p.used, e.at)
			}
		}
	}
	if strings.HasPrefix(pattern, "{p} was killed") {
		p.dead = append(p.dead, chosen[0])
	}
	p.opening = true
	p.said = p.said[:0]
	for rest := pattern; ; {
		before, after, found := strings.Cut(rest, "{")
		p.put(before)
		if !found {
			break
		}
		slot, tail, _ := strings.Cut(after, "}")
		rest = tail
		if slots[strings.ToLower(slot)] != "" {
			p.mention(chosen[0])
			chosen = chosen[1:]
		} else {
			p.put(p.fill(slot))
		}
	}
	return true
}

func (p *reporter) left() int {
	n := 0
	for _, e := range p.cast {
		if !p.seen[e] {
			n++
		}
	}
	return n
}
