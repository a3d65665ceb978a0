package ner

import (
	"sort"
	"strings"
	"unicode"

	"casegraph/internal/gazetteer"
	"casegraph/internal/text"
)

func sortBy(order []int, less func(a, b int) bool) {
	sort.SliceStable(order, func(i, j int) bool { return less(order[i], order[j]) })
}

// propose collects what lists and rules make of a sentence.
func (c *context) propose(s *text.Sentence) []proposal {
	var ps []proposal
	ps = c.lists(s, ps)
	ps = c.units(s, ps)
	ps = c.bodies(s, ps)
	ps = c.events(s, ps)
	ps = c.places(s, ps)
	if c.r.prose != nil {
		return c.byProse(s, ps)
	}
	return c.people(s, ps)
}

// byProse takes prose's word for persons and places that lists and rules leave.
func (c *context) byProse(s *text.Sentence, ps []proposal) []proposal {
	for _, n := range c.r.prose.Find(s) {
		p := proposal{first: n.First, limit: n.Limit, typ: Person, by: "prose", score: shaped}
		if n.Place {
			p.typ = Place
		}
		ps = append(ps, p)
	}
	return ps
}

// lists proposes what the gazetteers know.
func (c *context) lists(s *text.Sentence, ps []proposal) []proposal {
	tokens := s.Tokens
	for i := 0; i < len(tokens); {
		t := tokens[i]
		if t.Class == text.Mark || t.Class == text.Number || t.Class == text.Lower && !strings.Contains(t.Lower, "-") {
			if t.Text != "'" && t.Text != "’" && t.Text != "‘" {
				i++
				continue
			}
		}
		if p, ok := c.halfState(tokens, i); ok {
			ps = append(ps, p)
		}
		m, ok := c.r.gaz.Match(tokens, i)
		if !ok || m.Limit == i+1 && c.months(t.Lower) {
			i++
			continue
		}
		if p, ok := c.listed(s, i, m); ok {
			if p.first > i { // a state's or people's name before the body's
				if m, ok := c.r.gaz.Match(tokens[:p.first], i); ok {
					if q, ok := c.listed(s, i, m); ok {
						ps = append(ps, q)
					}
				}
			}
			ps = append(ps, p)
			if p.score >= sure {
				i = m.Limit
				continue
			}
		}
		i++
	}
	return ps
}

// halfState reads "the North" and "the South's" where the document speaks of a
// state of such a name, or of its other half.
func (c *context) halfState(tokens []text.Token, i int) (proposal, bool) {
	other := otherHalf[tokens[i].Lower]
	if other == "" || tokens[i].Class != text.Capital || i == 0 || tokens[i-1].Lower != "the" || i+1 < len(tokens) && capital(tokens[i+1]) && tokens[i+1].Class != text.Upper {
		return proposal{}, false
	}
	rest, ok := c.halves[tokens[i].Lower]
	if !ok {
		if rest, ok = c.halves[other]; !ok {
			return proposal{}, false
		}
	}
	for _, e := range c.r.gaz.Lookup(tokens[i].Text + " " + rest) {
		if e.List == "countries" && !e.Demonym {
			return proposal{first: i, limit: i + 1, typ: Place, labels: e.Labels, by: "rule/half of a state", score: sure, known: e.ID, canon: e.Name, country: e.Country}, true
		}
	}
	return proposal{}, false
}

var otherHalf = map[string]string{"north": "south", "south": "north", "east": "west", "west": "east"}

// listed weighs one match of the lists.
func (c *context) listed(s *text.Sentence, i int, m gazetteer.Match) (proposal, bool) {
	tokens := s.Tokens
	near := c.stateBefore(s, i)
	if near == "" {
		near = c.stateBehind(s, m.Limit)
	}
	e, certain := c.pick(m.Entries, near)
	p := proposal{first: i, limit: m.Limit, typ: e.Type, labels: e.Labels, by: "gazetteer/" + e.List, country: e.Country, demonym: e.Demonym, score: sure}
	if certain && (e.Country != "" || e.Type != Agency && e.List != "parties") {
		p.known, p.canon = e.ID, e.Name
	}
	if !certain && near != "" {
		p.country = near
	} else if !certain {
		p.country = ""
	}
	if e.Type == Agency && e.List == "patterns" && m.Limit-i > 1 {
		// "Serbian Interior Ministry": the people's name stands outside the body's.
		if d, ok := c.r.gaz.Match(tokens[:m.Limit-1], i); ok && d.Entries[0].Demonym {
			p.first = d.Limit
		}
	}
	if e.Type == Agency && m.Limit-i > 2 && c.isPlace(tokens[:m.Limit-1], i) {
		for k := i + 1; k < m.Limit-1; k++ {
			if low := tokens[k].Lower; low == "'s" || low == "’s" {
				p.first = k + 1 // Chile's Supreme Court
			}
		}
	}
	if half, rest, ok := strings.Cut(e.Name, " "); ok && e.List == "countries" && otherHalf[strings.ToLower(half)] != "" {
		c.halves[strings.ToLower(half)] = rest
	}
	one := m.Limit-i == 1
	inRun := c.insideRun(tokens, i, m.Limit)
	switch e.List {
	case "countries":
		if e.Demonym {
			p.score = sure
		} else if inRun && one && c.nameNeighbour(tokens, i, m.Limit) {
			p.score = listed // Jordan the man
		}
	case "capitals", "places":
		if _, person := c.persons[tokens[i].Lower]; person && one && e.List == "places" {
			p.score = listed
		} else if inRun && one && c.nameNeighbour(tokens, i, m.Limit) {
			p.score = listed
		} else if e.Weak && i == 0 {
			p.score = listed
		}
	case "regions", "cities":
		if m.Limit-i > 1 && c.landKind(tokens[m.Limit-1]) {
			return p, true // Tolima Department
		}
		locative := i > 0 && c.r.lex.locative.Has(tokens[i-1].Lower)
		chain := m.Limit+1 < len(tokens) && tokens[m.Limit].Text == "," && c.isPlace(tokens, m.Limit+1)
		switch {
		case inRun:
			if _, kind := c.kindBehind(tokens, m.Limit); !kind {
				p.score = 0
			} else {
				p.score = placed
			}
		case locative || chain:
			p.score = placed + 10
			if e.List == "regions" {
				p.score = titled
			}
		case e.Weak || c.titled[s.Index]:
			p.score = 0
		case e.List == "regions":
			p.score = headed
		case one && c.r.gaz.Surname(tokens[i].Lower):
			p.score = 0
		case i > 0 && tokens[i-1].Class == text.Lower:
			p.score = guessed + 5
		default:
			p.score = guessed
		}
	default:
		if one && i > 1 && (tokens[i-1].Lower == "'s" || tokens[i-1].Lower == "'") && capital(tokens[i-2]) && c.r.gaz.Word(tokens[i-2].Lower) {
			return p, false // the League of a Women's League
		}
		if e.Weak {
			p.score = listed
			switch {
			case strings.ContainsAny(e.Surface, "0123456789"), e.Type == Unit && c.forceBehind(tokens, m.Limit), near != "" || e.Country != "" && c.states[e.Country] > 0 || i > 0 && tokens[i-1].Lower == "the":
				p.score = headed
			case gazetteer.Acronym(e.Surface) && e.Country != "":
				p.score = 0 // three letters of another state's service
			case i == 0 || c.titled[s.Index]:
				p.score = 0
			}
			if inRun {
				p.score = min(p.score, guessed)
			}
		} else if one && inRun && !gazetteer.Acronym(e.Surface) {
			p.score = listed
		}
		if e.Type == Person {
			p.known = ""
		}
	}
	return p, p.score > 0
}

// forceBehind says that a word for armed people follows: M23 rebels, Wagner
// mercenaries.
func (c *context) forceBehind(tokens []text.Token, i int) bool {
	h, _, ok := c.r.lex.heads.starting(tokens, i)
	return ok && tokens[i].Class == text.Lower && (h.class == "military" || h.class == "fighter" || h.class == "group")
}

// isPlace says that a list has a place at i.
func (c *context) isPlace(tokens []text.Token, i int) bool {
	m, ok := c.r.gaz.Match(tokens, i)
	return ok && m.Entries[0].Type == Place && !m.Entries[0].Demonym
}

// insideRun says that a capitalised word stands directly before or behind.
func (c *context) insideRun(tokens []text.Token, first, limit int) bool {
	return first > 0 && capital(tokens[first-1]) && !(first == 1 && c.r.gaz.Word(tokens[0].Lower)) && !c.isDemonym(tokens, first-1) ||
		limit < len(tokens) && capital(tokens[limit]) && !c.titleAt(tokens, limit)
}

// nameNeighbour says that a given name stands before, or a surname-like word
// behind: the place is part of a person's name.
func (c *context) nameNeighbour(tokens []text.Token, first, limit int) bool {
	if first > 0 && capital(tokens[first-1]) && c.r.gaz.GivenName(tokens[first-1].Lower) {
		return true
	}
	if limit == len(tokens) || tokens[limit].Class != text.Capital || !c.r.gaz.GivenName(tokens[first].Lower) {
		return false
	}
	_, known := c.r.gaz.Match(tokens, limit)
	return c.r.gaz.Surname(tokens[limit].Lower) || !known && !c.r.gaz.Word(tokens[limit].Lower)
}

func (c *context) isDemonym(tokens []text.Token, i int) bool {
	for start := max(0, i-2); start <= i; start++ {
		if m, ok := c.r.gaz.Match(tokens, start); ok && m.Limit == i+1 && m.Entries[0].Demonym {
			return true
		}
	}
	return false
}

func (c *context) titleAt(tokens []text.Token, i int) bool {
	return c.r.lex.titles.Longest(tokens, i) > 0
}

// stateBefore returns the country of a demonym or possessive directly before i.
func (c *context) stateBefore(s *text.Sentence, i int) string {
	tokens := s.Tokens
	end := i
	for end > 0 && c.r.lex.modifiers.Has(tokens[end-1].Lower) {
		end--
	}
	if end > 0 && (tokens[end-1].Lower == "'s" || tokens[end-1].Lower == "'") {
		end--
	}
	if end > 0 {
		if p, ok := c.halfState(tokens, end-1); ok {
			return p.country // the South's
		}
	}
	for start := max(0, end-4); start < end; start++ {
		if m, ok := c.r.gaz.Match(tokens, start); ok && m.Limit == end && m.Entries[0].Type == Place && m.Entries[0].Country != "" {
			return m.Entries[0].Country
		}
	}
	return ""
}

// stateBehind returns the country in "of X", "in X", ", X" behind a name. Behind a comma
// it is one only where the address ends with it: in "seen by the Observer, Iran supplied"
// a clause begins.
func (c *context) stateBehind(s *text.Sentence, limit int) string {
	tokens := s.Tokens
	if limit+1 >= len(tokens) {
		return ""
	}
	switch tokens[limit].Lower {
	case "of", ",", "in":
		at := limit + 1
		if tokens[at].Lower == "the" && at+1 < len(tokens) {
			at++
		}
		m, ok := c.r.gaz.Match(tokens, at)
		if ok && m.Entries[0].List == "countries" && !m.Entries[0].Demonym && (tokens[limit].Text != "," || addressEnds(tokens, m.Limit)) {
			return m.Entries[0].Country
		}
	}
	return ""
}

// behindAddress are the words that go on after an address without a comma.
var behindAddress = set("in", "on", "at", "by", "to", "for", "from", "with", "after", "before", "during", "since", "until", "where", "who", "which", "when", "while", "as", "and", "or", "but")

// addressEnds says that nothing which an address could be the subject of stands at a
// place.
func addressEnds(tokens []text.Token, at int) bool {
	return at >= len(tokens) || tokens[at].Class == text.Number || !strings.ContainsFunc(tokens[at].Text, unicode.IsLetter) || behindAddress[tokens[at].Lower]
}

var romans = map[string]bool{"i": true, "ii": true, "iii": true, "iv": true, "v": true, "vi": true, "vii": true, "viii": true, "ix": true, "x": true, "xi": true, "xii": true, "xiii": true, "xiv": true, "xv": true, "xx": true}

var echelons = map[string]bool{"corps": true, "brigade": true, "brigades": true, "battalion": true, "battalions": true, "regiment": true, "division": true, "army": true, "fleet": true, "squadron": true, "legion": true, "command": true, "wing": true, "detachment": true, "company": true, "flotilla": true, "group": true, "front": true, "directorate": true, "bureau": true}

// echelon reports whether the token names what a formation is: of the words for a
// stretch of land those behind "Military".
func echelon(tokens []text.Token, at int) bool {
	switch tokens[at].Lower {
	case "region", "district", "zone", "area", "sector":
		if at == 0 {
			return false
		}
		switch tokens[at-1].Lower {
		case "military", "defence", "defense", "operational", "naval", "army":
			return capital(tokens[at])
		}
		return false
	}
	return echelons[tokens[at].Lower]
}

// units proposes numbered formations: "3rd Assault Brigade", "XI Corps".
func (c *context) units(s *text.Sentence, ps []proposal) []proposal {
	tokens := s.Tokens
	for i := range tokens {
		t := tokens[i]
		if t.Class != text.Ordinal && !(romans[t.Lower] && t.Class != text.Lower) && !(t.Class == text.Number && len(t.Text) <= 3) && !ordinalWord[t.Lower] {
			continue
		}
		if ordinalWord[t.Lower] && !capital(t) {
			continue
		}
		j := i + 1
		for j < len(tokens) && j-i < 7 && capital(tokens[j]) && !echelon(tokens, j) {
			j++
		}
		if j < len(tokens) && echelon(tokens, j) && (capital(tokens[j]) || t.Class == text.Ordinal && j > i+0) && (t.Class != text.Number || capital(tokens[j])) {
			ps = append(ps, proposal{first: i, limit: j + 1, typ: Unit, labels: []string{"Formation"}, by: "rule/numbered unit", score: titled + 6, country: c.stateBefore(s, i)})
		}
	}
	return ps
}

var ordinalWord = map[string]bool{"first": true, "second": true, "third": true, "fourth": true, "fifth": true, "sixth": true, "seventh": true, "eighth": true, "ninth": true, "tenth": true}

// bodies proposes names that a head noun ends ("Interior Ministry") or begins
// ("Ministry of Public Works and Housing").
func (c *context) bodies(s *text.Sentence, ps []proposal) []proposal {
	tokens := s.Tokens
	if c.titled[s.Index] {
		return ps
	}
	for i := 0; i < len(tokens); i++ {
		if !capital(tokens[i]) {
			continue
		}
		b, limit, ok := c.r.lex.bodies.starting(tokens, i)
		if !ok || !capital(tokens[limit-1]) {
			continue
		}
		first := c.left(tokens, i)
		end := c.right(tokens, limit)
		if first == i && end == limit {
			continue // a head noun alone names nothing
		}
		p := proposal{typ: b.typ, labels: b.labels, by: "rule/head " + tokens[limit-1].Lower, score: headed}
		p.country = c.stateBefore(s, first)
		if first < i {
			// A demonym before a body of state tells whose it is; it is part of the
			// name of a force or a party.
			for at := first + 1; at <= i; at++ {
				if m, ok := c.r.gaz.Match(tokens, first); ok && m.Limit == at && m.Entries[0].Type == Place {
					if m.Entries[0].Demonym {
						p.country = m.Entries[0].Country
						if b.typ == Agency && (at < i || end > limit) {
							first = at
						}
						if at == i && end == limit && (b.typ == Agency || b.typ == Organization && len(b.labels) > 0 && b.labels[0] == "Party") && genericHead[tokens[i].Lower] {
							first = -1 // "Ukrainian Government": a description
						}
					} else if p.country == "" {
						p.country = m.Entries[0].Country
					}
					break
				}
			}
			if first < 0 {
				continue
			}
		}
		if st := c.stateBehind(s, limit); st != "" {
			p.country = st
		}
		p.first, p.limit = first, end
		if end-first > 2 {
			p.score += 2
		}
		ps = append(ps, p)
		i = limit - 1
	}
	return ps
}

var genericHead = map[string]bool{"government": true, "police": true, "parliament": true, "military": true, "cabinet": true, "embassy": true, "office": true, "administration": true, "party": true}

// left walks back from a head noun over the capitalised words of its name.
func (c *context) left(tokens []text.Token, i int) int {
	first := i
	for first > 0 {
		t := tokens[first-1]
		switch {
		case capital(t) && !(first-1 == 0 && c.sentenceWord(tokens)) && !c.titleOnly(tokens, first-1):
			first--
		case first-2 >= 0 && (t.Lower == "and" || t.Lower == "of" || t.Lower == "&") && capital(tokens[first-2]) && t.Lower != "of" && !c.properPlace(tokens, first-2):
			first -= 2
		case (t.Lower == "'s" || t.Lower == "'") && first-2 >= 0 && capital(tokens[first-2]) && (strings.HasSuffix(tokens[first-2].Lower, "s") && t.Lower == "'" || peopleWords[tokens[first-2].Lower]):
			first -= 2
		default:
			return first
		}
	}
	return first
}

var peopleWords = map[string]bool{"people": true, "workers": true, "women": true, "general": true, "lord": true, "men": true, "children": true, "farmers": true, "peoples": true}

// properPlace says that a list has a place that ends at i: "Mali and the Army"
// are two.
func (c *context) properPlace(tokens []text.Token, i int) bool {
	for start := max(0, i-2); start <= i; start++ {
		if m, ok := c.r.gaz.Match(tokens, start); ok && m.Limit == i+1 && (m.Entries[0].List == "countries" || m.Entries[0].List == "capitals") {
			return true
		}
	}
	return false
}

// titleOnly says that the word is a rank or office, not part of a body's name.
func (c *context) titleOnly(tokens []text.Token, i int) bool {
	switch tokens[i].Lower {
	case "president", "minister", "mr", "mr.", "mrs.", "ms.", "dr.", "gen.", "col.", "lt.", "spokesman", "spokesperson", "ambassador":
		return true
	}
	return false
}

// sentenceWord says that the first word of the sentence has its capital from
// standing there.
func (c *context) sentenceWord(tokens []text.Token) bool {
	t := tokens[0]
	if t.Lower == "the" || t.Lower == "a" || t.Lower == "an" || t.Lower == "in" || t.Lower == "at" || t.Lower == "on" {
		return true
	}
	if m, ok := c.r.gaz.Match(tokens, 0); ok && !m.Entries[0].Weak {
		return false
	}
	return t.Class == text.Capital && c.r.gaz.Word(t.Lower) && !(len(tokens) > 1 && capital(tokens[1]) && c.adjective(t.Lower))
}

// adjective says that a frequent word often begins a body's name.
func (c *context) adjective(lower string) bool {
	switch lower {
	case "national", "international", "supreme", "central", "federal", "royal", "general", "special", "constitutional", "eastern", "western", "northern", "southern", "new", "free", "united", "democratic", "islamic", "popular", "liberation", "joint", "presidential", "economic", "justice", "law", "people", "workers", "allied", "rapid":
		return true
	}
	return false
}

// right walks on from a head noun over "of the Interior and Public Security".
func (c *context) right(tokens []text.Token, limit int) int {
	if b, _, ok := c.r.lex.bodies.ending(tokens, 0, limit); ok && b.leads {
		for limit < len(tokens) && capital(tokens[limit]) {
			limit++ // Corte Suprema de Justicia
		}
	}
	if limit+1 >= len(tokens) {
		return limit
	}
	at := limit + 1
	switch tokens[limit].Lower {
	case "on", "against":
		if !deliberates[tokens[limit-1].Lower] {
			return limit // a university on a base
		}
		fallthrough
	case "of", "for":
		if tokens[at].Lower == "the" {
			at++
		}
	case "de", "del", "da", "do", "dos", "das", "di", "du", "des", "della", "dei":
		for at < len(tokens) && (tokens[at].Lower == "la" || tokens[at].Lower == "las" || tokens[at].Lower == "los" || tokens[at].Lower == "l'") {
			at++
		}
		if at == len(tokens) {
			return limit
		}
	default:
		return limit
	}
	start := at
	for at < len(tokens) {
		switch {
		case capital(tokens[at]):
			at++
		case at > start && at+1 < len(tokens) && (tokens[at].Lower == "and" || tokens[at].Lower == "&" || tokens[at].Lower == "for" || tokens[at].Lower == "of") && capital(tokens[at+1]) && !c.properPlace(tokens, at-1):
			at++
		case at > start && at+2 < len(tokens) && tokens[at].Lower == "of" && tokens[at+1].Lower == "the" && capital(tokens[at+2]):
			at += 2
		case at > start && at+3 < len(tokens) && tokens[at].Text == "," && capital(tokens[at+1]) && tokens[at+2].Lower == "and" && capital(tokens[at+3]) && !c.properPlace(tokens, at-1) && !c.properPlace(tokens, at+1):
			at++
		default:
			if at == start {
				return limit
			}
			return at
		}
	}
	if at == start {
		return limit
	}
	return at
}

// deliberates are the heads of bodies that are "on" or "against" something.
var deliberates = set("committee", "subcommittee", "commission", "council", "board", "office", "conference", "center", "centre", "institute", "group", "panel", "bureau", "agency", "force", "coalition", "alliance", "movement", "front", "authority", "directorate", "service", "campaign", "network", "union", "federation")

// events proposes "X war", "Operation X", "Battle of X".
func (c *context) events(s *text.Sentence, ps []proposal) []proposal {
	tokens := s.Tokens
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if (t.Lower == "operation" || t.Lower == "exercise") && capital(t) && i+1 < len(tokens) && capital(tokens[i+1]) && !c.titled[s.Index] {
			j := i + 1
			for j < len(tokens) && capital(tokens[j]) {
				j++
			}
			ps = append(ps, proposal{first: i, limit: j, typ: Event, labels: []string{"Operation"}, by: "rule/operation", score: titled})
		}
		if (t.Lower == "battle" || t.Lower == "siege" || t.Lower == "treaty") && capital(t) && i+2 < len(tokens) && tokens[i+1].Lower == "of" && capital(tokens[i+2]) {
			j := i + 3
			for j < len(tokens) && capital(tokens[j]) {
				j++
			}
			ps = append(ps, proposal{first: i, limit: j, typ: Event, labels: []string{"Battle"}, by: "rule/battle of", score: sure + 1})
		}
		b, limit, ok := c.r.lex.events.starting(tokens, i)
		if !ok || i == 0 {
			continue
		}
		upper := capital(t)
		first := i
		for first > 0 && (capital(tokens[first-1]) || tokens[first-1].Text == "–" && first > 1 && capital(tokens[first-2])) && !(first-1 == 0 && c.sentenceWord(tokens)) {
			first--
		}
		if first == i || c.titled[s.Index] && s.Kind != "headline" {
			continue
		}
		if upper && first > 0 && (tokens[first-1].Class == text.Ordinal || tokens[first-1].Class == text.Number && len(tokens[first-1].Text) == 4) {
			first-- // 2026 General Election, 47th ASEAN Summit
		}
		if limit < len(tokens) && romans[tokens[limit].Lower] && tokens[limit].Class != text.Lower {
			limit++
		}
		// In lower case the noun makes a name only of a place or people before it.
		if !upper {
			label := ""
			if len(b.labels) > 0 {
				label = b.labels[0]
			}
			if label != "War" || !c.placeLike(tokens, first, i) {
				continue
			}
		}
		if c.titled[s.Index] && !c.placeLike(tokens, i-1, i) {
			continue
		}
		if c.titled[s.Index] {
			for first = i - 1; first > 0 && !c.isPlace(tokens, first); first-- {
			}
			if !c.placeLike(tokens, first, i) {
				continue
			}
		}
		ps = append(ps, proposal{first: first, limit: limit, typ: Event, labels: b.labels, by: "rule/event " + t.Lower, score: headed})
	}
	return ps
}

// placeLike says that the words are a place, a demonym, or people of such.
func (c *context) placeLike(tokens []text.Token, first, limit int) bool {
	m, ok := c.r.gaz.Match(tokens, first)
	if ok && m.Entries[0].Type == Place && m.Limit == limit {
		return true
	}
	return ok && m.Limit < limit && m.Limit-first > 0 && m.Entries[0].Type == Place || strings.HasSuffix(tokens[limit-1].Lower, "ist") || strings.HasSuffix(tokens[first].Lower, "ist") || strings.HasSuffix(tokens[first].Lower, "ite")
}

// kindBehind returns the end of a word such as region that stands at limit.
func (c *context) kindBehind(tokens []text.Token, limit int) (int, bool) {
	k, at, ok := c.r.lex.kinds.starting(tokens, limit)
	return at, ok && k.makes
}

// landKind says that a word is a kind of land or water, not of building.
func (c *context) landKind(t text.Token) bool {
	k, ok := c.r.lex.kinds.m[t.Lower]
	return ok && k.makes && (k.label == "Region" || k.label == "Water")
}

// placeLabel is the finer type of a place by its first or last word. A place of
// which nothing more is known is mostly a town.
func (c *context) placeLabel(name []text.Token) string {
	first, last := name[0].Lower, name[len(name)-1].Lower
	if k, ok := c.r.lex.kinds.m[last]; ok && len(name) > 1 {
		return k.label
	}
	if k := c.r.lex.kinds.m[first]; k.label == "Water" && len(name) > 1 {
		return k.label // Lake Kivu
	}
	if len(name) > 1 && (parts[first] || first == "mount") {
		return "Region"
	}
	return "City"
}

// parts are the words that part a land: North Darfur, Upper Nile.
var parts = set("north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper", "lower", "middle", "greater", "inner", "outer")

// places proposes names by the words around them.
func (c *context) places(s *text.Sentence, ps []proposal) []proposal {
	tokens := s.Tokens
	if c.titled[s.Index] {
		return ps
	}
	if limit := c.dateline(tokens); limit > 0 {
		ps = append(ps, proposal{first: 0, limit: limit, typ: Place, labels: []string{"City"}, by: "rule/dateline", score: titled})
	}
	for i := 0; i < len(tokens); i++ {
		if !capital(tokens[i]) || tokens[i].Class == text.Initial || i > 0 && capital(tokens[i-1]) || c.months(tokens[i].Lower) {
			continue
		}
		if i == 0 && c.sentenceWord(tokens) {
			continue
		}
		j := i + 1
		for j < len(tokens) && capital(tokens[j]) && j-i < 4 && !c.titleAt(tokens, j) {
			j++
		}
		score, limit, by := 0, j, ""
		label := c.placeLabel(tokens[i:j])
		// "Plateau State", "Kidal Region": the kind is part of the name.
		if at, ok := c.kindBehind(tokens, j-1); ok && j-i >= 2 && at == j {
			if c.landKind(tokens[j-1]) {
				score, by, label = titled, "rule/named region", c.placeLabel(tokens[i:j])
			} else {
				score, by, label = headed-1, "rule/named place", c.placeLabel(tokens[i:j])
			}
		} else if at, ok := c.kindBehind(tokens, j); ok && j < len(tokens) && tokens[j].Class == text.Lower && at > j && c.landKind(tokens[j]) && !c.isDemonymRun(tokens, i, j) {
			score, by, label = titled, "rule/region", "Region"
		} else if i >= 2 && tokens[i-1].Lower == "of" && placeNouns[tokens[i-2].Lower] {
			score, by = titled, "rule/city of"
		} else if i > 0 && c.r.lex.locative.Has(tokens[i-1].Lower) {
			score, by = placed, "rule/locative"
			switch tokens[i-1].Lower {
			case "from", "to", "between", "into", "via", "at", "inside":
				score = guessed + 5
			}
		} else if j+1 < len(tokens) && tokens[j].Text == "," && c.isPlace(tokens, j+1) && j-i <= 3 {
			score, by = placed, "rule/comma chain"
		}
		if score == 0 {
			continue
		}
		if score <= placed {
			// Only words that are not plainly something else.
			if _, _, isBody := c.r.lex.bodies.ending(tokens, i, j); isBody {
				continue
			}
			if m, ok := c.r.gaz.Match(tokens, i); ok && m.Limit == j && m.Entries[0].Type != Place {
				continue
			}
			if c.months(tokens[i].Lower) || tokens[i].Class == text.Upper && j-i == 1 && !strings.Contains(tokens[i].Text, "-") || c.r.gaz.GivenName(tokens[i].Lower) && j-i > 1 || j < len(tokens) && (tokens[j].Lower == "'s" || tokens[j].Lower == "'") && score < placed {
				continue
			}
			if j-i == 1 && c.r.gaz.Word(tokens[i].Lower) {
				continue
			}
		}
		p := proposal{first: i, limit: limit, typ: Place, labels: []string{label}, by: by, score: score}
		if by == "rule/region" && c.r.lex.kinds.m[tokens[j].Lower].label == "Region" {
			c.region(s, &p)
		}
		ps = append(ps, p)
	}
	return ps
}

// region lets the lists say which region "the Kursk region" is: not the town that it
// has its name from.
func (c *context) region(s *text.Sentence, p *proposal) {
	var es []gazetteer.Entry
	for _, e := range c.r.gaz.Lookup(textOf(s, p.first, p.limit)) {
		if e.List == "regions" && !e.Demonym {
			es = append(es, e)
		}
	}
	if len(es) == 0 {
		return
	}
	near := c.stateBefore(s, p.first)
	if near == "" {
		near = c.stateBehind(s, p.limit+1)
	}
	if e, certain := c.pick(es, near); certain {
		p.known, p.canon, p.country, p.labels = e.ID, e.Name, e.Country, e.Labels
	}
}

// dateline returns the end of the place at the head of "BUKAVU, December 11, 2025
// - M23 fighters" or "WAD MADANI, Sudan (Sudan Wire) — The army", 0 if there is
// none: a town in capitals, then nothing but names, dates and brackets up to a
// dash.
func (c *context) dateline(tokens []text.Token) int {
	limit := 0
	for limit < len(tokens) && limit < 4 && tokens[limit].Class == text.Upper && len(tokens[limit].Text) > 2 && !c.months(tokens[limit].Lower) {
		limit++
	}
	if limit == 0 || limit == len(tokens) || tokens[limit].Text != "," && tokens[limit].Text != "(" {
		return 0
	}
	for _, t := range tokens[limit:min(len(tokens), limit+14)] {
		switch {
		case t.Text == "-" || t.Text == "–" || t.Text == "—" || t.Text == "--":
			return limit
		case t.Text == "," || t.Text == "(" || t.Text == ")" || t.Text == "/" || capital(t) || t.Class == text.Number || t.Class == text.Ordinal || c.months(t.Lower):
		default:
			return 0
		}
	}
	return 0
}

func (c *context) isDemonymRun(tokens []text.Token, first, limit int) bool {
	m, ok := c.r.gaz.Match(tokens, first)
	return ok && m.Limit == limit && m.Entries[0].Demonym
}

func (c *context) months(lower string) bool {
	switch lower {
	case "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"jan.", "feb.", "mar.", "apr.", "aug.", "sept.", "sep.", "oct.", "nov.", "dec.",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
		return true
	}
	return false
}

var placeNouns = set("city", "town", "village", "province", "region", "district", "state", "island", "port", "capital", "suburb", "hamlet", "municipality", "county", "department", "governorate", "settlement", "neighborhood", "neighbourhood", "area")

func set(words ...string) map[string]bool {
	m := map[string]bool{}
	for _, w := range words {
		m[w] = true
	}
	return m
}
