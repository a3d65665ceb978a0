package ner

import (
	"strings"

	"casegraph/internal/text"
)

// nominals finds descriptions by their head nouns: "North Korean soldiers", "the
// spy agency", "two lawmakers". Words that are part of a name are none.
func (r *Recogniser) nominals(s *text.Sentence, names []Mention) []Mention {
	tokens := s.Tokens
	named := make([]bool, len(tokens))
	for _, m := range names {
		if m.Demonym {
			continue
		}
		for t := m.First; t < m.Limit; t++ {
			named[t] = true
		}
	}
	var out []Mention
	for i := 0; i < len(tokens); i++ {
		if named[i] || tokens[i].Class == text.Mark || tokens[i].Class == text.Number {
			continue
		}
		h, limit, ok := r.lex.heads.starting(tokens, i)
		if !ok || limit <= len(tokens) && anyTrue(named[i:limit]) {
			continue
		}
		// "police officers", "government forces", "intelligence officials": the last
		// noun is the head.
		for {
			h2, limit2, ok := r.lex.heads.starting(tokens, limit)
			if ok && h2.class == "source" && h2.plural && limit2-limit == 1 && speaks[h.class] && (limit2 == len(tokens) || tokens[limit2].Lower != "of" && tokens[limit2].Lower != "on" && tokens[limit2].Lower != "by") {
				break // "the ministry reports"
			}
			if !ok || anyTrue(named[limit:min(limit2, len(tokens))]) || h.plural && h.noun != "armed forces" && h.noun != "police" && h.noun != "people" {
				break
			}
			h, limit = h2, limit2
		}
		if r.verbal(tokens, i, limit, h) {
			continue
		}
		first := i
		for first > 0 && !named[first-1] && r.lex.modifiers.Has(tokens[first-1].Lower) && tokens[first-1].Class != text.Mark {
			first--
		}
		state := -1
		if d := demonymEnding(names, first); d >= 0 {
			// "North Korean soldiers" begins with the people's name.
			state, first = names[d].First, names[d].First
		} else if first > 1 && (tokens[first-1].Lower == "'s" || tokens[first-1].Lower == "'") {
			if d := placeEnding(names, first-1); d >= 0 {
				state = names[d].First
			}
		} else if d := placeEnding(names, first); d >= 0 && names[d].Labels != nil && names[d].Labels[0] == "Country" {
			state, first = names[d].First, names[d].First // "U.S. military", "Ukraine forces"
		}
		m := Mention{
			Sentence: s.Index, First: first, Limit: limit, Start: tokens[first].Start, End: tokens[limit-1].End,
			Text: textOf(s, first, limit), Type: h.typ, Form: Nominal, By: "lexicon/heads " + h.noun,
			Head: h.noun, Class: h.class, State: state, Plural: h.plural,
		}
		if state >= 0 {
			for _, n := range names {
				if n.First == state && n.Type == Place {
					m.Country = n.Country
					break
				}
			}
		}
		if first > 0 {
			switch tokens[first-1].Lower {
			case "the", "this", "that", "these", "those", "its", "his", "her", "their", "both":
				m.Definite = true
			}
		}
		if state >= 0 && tokens[first].Lower != "" && first > 0 && (tokens[first-1].Lower == "'s" || tokens[first-1].Lower == "'") {
			m.Definite = true
		}
		m.Gender = genders[h.noun]
		out = append(out, m)
		i = limit - 1
	}
	return out
}

// speaks are the classes of those who report, behind whom "reports" is a verb.
var speaks = map[string]bool{"agency": true, "ministry": true, "police": true, "military": true, "government": true, "parliament": true, "court": true, "company": true}

var genders = map[string]string{"spokesman": "m", "spokeswoman": "f", "man": "m", "woman": "f", "boy": "m", "girl": "f", "king": "m", "congressman": "m", "chairman": "m", "gunman": "m"}

// verbal says that the word is a verb or part of another phrase here: "forces
// them", "to state", "the head of", "force majeure".
func (r *Recogniser) verbal(tokens []text.Token, i, limit int, h head) bool {
	prev, next := "", ""
	if i > 0 {
		prev = tokens[i-1].Lower
	}
	if limit < len(tokens) {
		next = tokens[limit].Lower
	}
	switch {
	case prev == "to" && !h.plural && tokens[i].Class == text.Lower && (h.noun == "force" || h.noun == "state" || h.noun == "head" || h.noun == "group" || h.noun == "chair" || h.noun == "people" || h.noun == "recruit" || h.noun == "victim" || h.noun == "network"):
		return true
	case (h.noun == "state" || h.noun == "country" || h.noun == "nation" || h.noun == "city" || h.noun == "force" || h.noun == "intelligence" || h.noun == "party" || h.noun == "capital" || h.noun == "network" || h.noun == "mission" || h.noun == "general" || h.noun == "administration" || h.noun == "opposition") &&
		prev != "the" && prev != "this" && prev != "that" && prev != "its" && prev != "their" && !strings.HasSuffix(prev, "'s") && prev != "'s" && limit-i == 1 && !h.plural:
		return true
	case next == "'s" && tokens[i].Class != text.Lower:
		return false
	case h.noun == "chief" && limit < len(tokens) && tokens[limit].Class == text.Lower && next != "of" && next != "said" && next != "'s":
		return true
	case h.noun == "head" && next != "of" && prev != "the":
		return true
	case limit < len(tokens) && (next == "-") || prev == "-":
		return true
	case h.noun == "force" && (next == "majeure" || prev == "by" || prev == "into" || prev == "in"):
		return true
	}
	return false
}

func anyTrue(bs []bool) bool {
	for _, b := range bs {
		if b {
			return true
		}
	}
	return false
}

func demonymEnding(names []Mention, limit int) int {
	for i, m := range names {
		if m.Limit == limit && m.Demonym {
			return i
		}
	}
	return -1
}

func placeEnding(names []Mention, limit int) int {
	for i, m := range names {
		if m.Limit == limit && m.Type == Place {
			return i
		}
	}
	return -1
}

var pronouns = map[string]Mention{
	"he": {Gender: "m"}, "him": {Gender: "m"}, "his": {Gender: "m"}, "himself": {Gender: "m"},
	"she": {Gender: "f"}, "her": {Gender: "f"}, "hers": {Gender: "f"}, "herself": {Gender: "f"},
	"it": {}, "its": {}, "itself": {},
	"they": {Plural: true}, "them": {Plural: true}, "their": {Plural: true}, "themselves": {Plural: true},
	"we": {Plural: true}, "our": {Plural: true}, "us": {Plural: true},
	"i": {}, "my": {}, "me": {},
}

// pronouns finds personal and possessive pronouns; an "it" that stands for
// nothing ("it is clear that") is left out.
func (r *Recogniser) pronouns(s *text.Sentence) []Mention {
	var out []Mention
	for i, t := range s.Tokens {
		p, ok := pronouns[t.Lower]
		if !ok || t.Class == text.Upper && t.Lower == "us" || t.Lower == "it" && pleonastic(s.Tokens, i) || (t.Lower == "i") && t.Text != "I" || t.Lower == "us" && t.Text != "us" {
			continue
		}
		typ := Person
		if t.Lower == "it" || t.Lower == "its" || t.Lower == "itself" {
			typ = Organization
		}
		if p.Plural {
			typ = Unit
		}
		out = append(out, Mention{
			Sentence: s.Index, First: i, Limit: i + 1, Start: t.Start, End: t.End, Text: t.Text, Type: typ, Form: Pronoun,
			By: "lexicon/pronouns", Head: t.Lower, State: -1, Plural: p.Plural, Gender: p.Gender, Definite: true,
		})
	}
	return out
}

// pleonastic says that an "it" is followed by a form of be or seem and then, in
// a few words, "that" or "to".
func pleonastic(tokens []text.Token, i int) bool {
	if i+2 >= len(tokens) {
		return false
	}
	switch tokens[i+1].Lower {
	case "is", "was", "'s", "seems", "appears", "remains", "would", "became":
	default:
		return false
	}
	for k := i + 2; k < min(len(tokens), i+6); k++ {
		switch tokens[k].Lower {
		case "that", "to", "whether", "if", "unclear", "clear":
			return true
		}
	}
	return false
}
