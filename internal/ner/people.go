package ner

import (
	"strings"

	"casegraph/internal/text"
)

// people proposes persons by title, given name, shape and what stands around.
func (c *context) people(s *text.Sentence, ps []proposal) []proposal {
	tokens := s.Tokens
	for i := 0; i < len(tokens); i++ {
		if !capital(tokens[i]) && !c.prefixed(tokens[i]) {
			continue
		}
		title, after := "", i
		for n := 0; n < 3; n++ { // "Defence Minister Lt. Gen. X"
			at := c.r.lex.titles.Longest(tokens, after)
			if at == 0 || at >= len(tokens) || !capital(tokens[at]) && !c.prefixed(tokens[at]) && c.r.lex.titles.Longest(tokens, at) == 0 {
				break
			}
			title, after = textOf(s, i, at), at
		}
		if title == "" && i > 0 {
			title = c.titleBefore(s, i)
		}
		first := after
		limit := c.personRun(tokens, first)
		if limit == first {
			continue
		}
		score, by := c.person(s, first, limit, title)
		if score > 0 {
			ps = append(ps, proposal{first: first, limit: limit, typ: Person, by: by, score: score, title: title})
			i = limit - 1
		} else if first > i {
			i = first - 1
		}
	}
	return ps
}

// prefixed says that a lower-case token may begin a name: al-Burhan.
func (c *context) prefixed(t text.Token) bool {
	return strings.HasPrefix(t.Lower, "al-") || strings.HasPrefix(t.Lower, "el-")
}

// titleBefore returns a title in lower case directly before the name: "army
// spokesman Lt. Col. X" or "lawmaker X".
func (c *context) titleBefore(s *text.Sentence, i int) string {
	for start := max(0, i-4); start < i; start++ {
		if c.r.lex.titles.Longest(s.Tokens, start) == i {
			return textOf(s, start, i)
		}
	}
	return ""
}

// personRun returns the end of the longest row of words from i that can be one
// person's name.
func (c *context) personRun(tokens []text.Token, i int) int {
	j, words := i, 0
	for j < len(tokens) && words < 6 {
		t := tokens[j]
		switch {
		case t.Text == "I":
			return j
		case capital(t) && (t.Class != text.Upper || words == 0 || len(t.Text) <= 3 && strings.Contains(t.Text, ".") || c.allUpper(tokens, i, j)):
			if c.months(t.Lower) && j > i {
				return j
			}
			if _, _, ok := c.r.lex.bodies.ending(tokens, j, j+1); ok && t.Class == text.Capital && !c.r.gaz.Surname(t.Lower) {
				return i // a body's name, not a person's
			}
			words++
			j++
		case words > 0 && c.prefixed(t):
			words++
			j++
		case words > 0 && c.r.lex.particles.Has(t.Lower) && t.Class == text.Lower && t.Lower != "e" && t.Lower != "y" && j+1 < len(tokens) && (capital(tokens[j+1]) || c.prefixed(tokens[j+1]) || c.r.lex.particles.Has(tokens[j+1].Lower)):
			j++
		case words > 0 && (t.Text == "\"" || t.Text == "“") && j+2 < len(tokens) && capital(tokens[j+1]) && (tokens[j+2].Text == "\"" || tokens[j+2].Text == "”") && j+3 < len(tokens) && capital(tokens[j+3]):
			j += 3 // Joaquín "El Chapo" Guzmán
		case words == 0 && c.prefixed(t):
			words++
			j++
		default:
			return j
		}
	}
	return j
}

func (c *context) allUpper(tokens []text.Token, i, j int) bool {
	for ; i < j; i++ {
		if tokens[i].Class != text.Upper {
			return false
		}
	}
	return true
}

// person weighs a row of words as a person's name.
func (c *context) person(s *text.Sentence, first, limit int, title string) (int, string) {
	tokens := s.Tokens
	n := limit - first
	if m, ok := c.r.gaz.Match(tokens, first); ok && m.Limit >= limit && !m.Entries[0].Weak && m.Entries[0].List != "cities" && m.Entries[0].List != "regions" && !(title != "" && n == 1 && c.r.gaz.Surname(tokens[first].Lower)) {
		return 0, ""
	}
	if c.isDemonym(tokens, first) {
		return 0, ""
	}
	if first == 0 && c.sentenceWord(tokens) && !(c.r.gaz.GivenName(tokens[0].Lower) && n > 1) {
		return 0, ""
	}
	for k := first; k < limit; k++ {
		if m, ok := c.r.gaz.Match(tokens, k); ok && m.Limit <= limit && (m.Entries[0].List == "countries" || m.Entries[0].List == "organisations" && m.Limit-k > 1) && n > 1 && !c.r.gaz.GivenName(tokens[k].Lower) && !c.r.gaz.Surname(tokens[k].Lower) {
			return 0, ""
		}
	}
	words, given, surname, hyphen := 0, c.r.gaz.GivenName(tokens[first].Lower), c.r.gaz.Surname(tokens[limit-1].Lower), false
	for k := first; k < limit; k++ {
		t := tokens[k]
		if c.r.gaz.Word(t.Lower) && !c.r.gaz.GivenName(t.Lower) && !c.r.gaz.Surname(t.Lower) && capital(t) {
			words++
		}
		if at := strings.IndexByte(t.Lower, '-'); at > 0 && t.Class == text.Capital && !c.prefixed(t) {
			hyphen = true
		}
	}
	said := limit < len(tokens) && c.r.lex.say.Has(tokens[limit].Lower)
	aka := limit+2 < len(tokens) && tokens[limit].Text == "," && (tokens[limit+1].Lower == "also" || tokens[limit+1].Lower == "aka" || tokens[limit+1].Lower == "a.k.a." || tokens[limit+1].Class == text.Number && len(tokens[limit+1].Text) == 2)
	after := c.afterAlias(tokens, first)
	office := limit+1 < len(tokens) && tokens[limit].Text == "," && c.r.lex.titles.Longest(tokens, limit+1) > 0
	switch {
	case c.titled[s.Index] && title == "":
		if given && surname && n == 2 && words == 0 {
			return shaped + 8, "rule/given name and surname"
		}
		return 0, ""
	case title != "" && words < n:
		return titled, "rule/title"
	case n > 1 && n <= 4 && words < n && (aka || after || office && s.Tokens[limit+1].Class == text.Capital):
		return titled, "rule/known as"
	case words > 0 && !(given && surname):
		return 0, ""
	case n == 1:
		if said && !c.r.gaz.Word(tokens[first].Lower) && tokens[first].Class == text.Capital {
			return placed, "rule/speaks"
		}
		if after {
			return headed, "rule/known as"
		}
		return 0, ""
	case office && n <= 4:
		return shaped + 5, "rule/office behind"
	case given && surname:
		return headed, "rule/given name and surname"
	case given:
		return shaped + 5, "rule/given name"
	case n <= 3 && hyphen && c.r.gaz.Surname(tokens[first].Lower):
		return shaped + 5, "rule/surname and hyphenated name"
	case surname && !c.isPlace(tokens, first):
		return shaped, "rule/surname"
	case c.particle(tokens, first, limit):
		return shaped, "rule/particle"
	case said && n <= 4 || hyphen && n <= 3:
		return shaped, "rule/shape and speech"
	case n <= 4 && !c.isPlace(tokens, first) && c.initials(tokens, first, limit):
		return shaped, "rule/initials"
	case n >= 2 && n <= 4 && limit < len(tokens) && (tokens[limit].Text == "," || tokens[limit].Lower == "and" || tokens[limit].Lower == "'s" || finite[tokens[limit].Lower]):
		return guessed + 5, "rule/shape"
	}
	return 0, ""
}

// afterAlias says that the name stands in "known as X and Y".
func (c *context) afterAlias(tokens []text.Token, first int) bool {
	for k := first - 1; k > 0 && first-k < 9; k-- {
		switch t := tokens[k]; {
		case t.Lower == "as" && (tokens[k-1].Lower == "known" || tokens[k-1].Lower == "alias"), t.Lower == "alias", t.Lower == "aka", t.Lower == "a.k.a.":
			return true
		case capital(t), t.Text == ",", t.Lower == "and", t.Lower == "or", c.prefixed(t):
		default:
			return false
		}
	}
	return false
}

var finite = set("was", "is", "has", "had", "were", "will", "would", "who", "also", "met", "visited", "arrived", "led", "leads", "signed", "told", "wrote", "called", "served", "died", "became")

func (c *context) particle(tokens []text.Token, first, limit int) bool {
	for k := first; k < limit; k++ {
		if t := tokens[k]; t.Class == text.Lower && (c.r.lex.particles.Has(t.Lower) || c.prefixed(t)) || c.prefixed(t) || k > first && (t.Lower == "bin" || t.Lower == "ibn" || t.Lower == "abu" || t.Lower == "ould") || k == first && (t.Lower == "abu" || t.Lower == "ibn" || t.Lower == "umm") {
			return true
		}
	}
	return false
}

func (c *context) initials(tokens []text.Token, first, limit int) bool {
	for k := first; k < limit; k++ {
		if tokens[k].Class == text.Initial {
			return true
		}
	}
	return false
}

// acronyms reads definitions, "X Y Z (XYZ)" and "XYZ (X Y Z)", and then finds
// the acronym everywhere.
func (c *context) acronyms(mentions []Mention) []Mention {
	type def struct {
		mention Mention
		long    string
	}
	defs := map[string]def{}
	bySentence := map[int][]int{}
	for i := range mentions {
		bySentence[mentions[i].Sentence] = append(bySentence[mentions[i].Sentence], i)
	}
	for si := range c.sentences {
		s := &c.sentences[si]
		tokens := s.Tokens
		for i := 1; i+1 < len(tokens); i++ {
			if tokens[i].Text != "(" {
				continue
			}
			at := i + 1
			t := tokens[at]
			if at+1 >= len(tokens) || tokens[at+1].Text != ")" && tokens[at+1].Text != "," && tokens[at+1].Text != ";" || t.Class != text.Upper && t.Class != text.Mixed && !(t.Class == text.Capital && len(t.Text) <= 6 && uppers(t.Text) >= 2) {
				continue
			}
			// The name that ends before the bracket, the longest.
			best := -1
			for _, k := range bySentence[si] {
				m := &mentions[k]
				if m.Limit == i && !m.Demonym && m.Type != Person && (best < 0 || m.First < mentions[best].First) {
					best = k
				}
			}
			if best >= 0 && (mentions[best].Limit-mentions[best].First > 1 || mentions[best].Type != Place) {
				mentions[best].Short = t.Text
				if c.anothers(&mentions[best]) {
					// The National Security Agency (ANS), in a report on Chad.
					name := mentions[best].Text
					for k := range mentions {
						if m := &mentions[k]; m.Text == name && m.Known == mentions[best].Known && k != best {
							m.Known, m.Canon, m.Country = "", "", ""
						}
					}
					mentions[best].Known, mentions[best].Canon, mentions[best].Country = "", "", ""
				}
				if _, ok := defs[t.Text]; !ok {
					defs[t.Text] = def{mentions[best], mentions[best].Text}
				}
			}
		}
	}
	if len(defs) == 0 {
		return mentions
	}
	var out []Mention
	taken := map[[2]int]bool{}
	for _, m := range mentions {
		if d, ok := defs[m.Text]; ok && m.Limit-m.First == 1 {
			// What the text defines is stronger than a list's word.
			m.Type, m.Labels, m.Short = d.mention.Type, d.mention.Labels, d.long
			m.Known, m.Canon, m.Country = d.mention.Known, d.mention.Canon, d.mention.Country
		}
		taken[[2]int{m.Sentence, m.First}] = true
		out = append(out, m)
	}
	for si := range c.sentences {
		s := &c.sentences[si]
		if s.Kind == "boilerplate" {
			continue
		}
		for i, t := range s.Tokens {
			d, ok := defs[t.Text]
			if !ok || taken[[2]int{si, i}] {
				continue
			}
			p := proposal{first: i, limit: i + 1, typ: d.mention.Type, labels: d.mention.Labels, by: "rule/acronym of " + d.long,
				known: d.mention.Known, canon: d.mention.Canon, country: d.mention.Country, short: d.long}
			out = append(out, p.mention(s))
		}
	}
	return out
}

// anothers says that the lists take an agency for that of a state of which the report
// does not speak, and do not know the acronym that the report gives it.
func (c *context) anothers(m *Mention) bool {
	if m.Type != Agency || m.Known == "" || m.Country == "" || c.states[m.Country] > 0 {
		return false
	}
	for _, e := range c.r.gaz.Lookup(m.Short) {
		if e.ID == m.Known {
			return false
		}
	}
	return true
}

func uppers(s string) int {
	n := 0
	for _, r := range s {
		if r >= 'A' && r <= 'Z' {
			n++
		}
	}
	return n
}

// surnames makes persons of the places, and of the bodies of the lists, that are the
// surname of somebody whom the document has named in full before, unless a word of
// place, an article or a comma stands before them.
func (c *context) surnames(names []Mention) {
	full := map[string]bool{} // folded surnames so far
	for i := range names {
		m := &names[i]
		words := strings.Fields(text.Fold(m.Text))
		if len(words) == 0 {
			continue
		}
		last := words[len(words)-1]
		switch {
		case m.Type == Person && len(words) > 1:
			full[last] = true
		case len(words) == 1 && full[last] && !m.Demonym && (m.Type == Place || m.Type == Organization && strings.HasPrefix(m.By, "gazetteer/")):
			if m.First > 0 {
				before := c.sentences[m.Sentence].Tokens[m.First-1].Lower
				if before == "," || before == "the" || c.r.lex.locative.Has(before) {
					continue
				}
			}
			m.Type, m.Labels, m.Known, m.Country, m.By = Person, nil, "", "", "rule/surname"
		}
	}
}
