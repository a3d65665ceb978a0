package relate

import (
	"slices"

	"casegraph/internal/ner"
	"casegraph/internal/syntax"
)

// parts reads which body belongs to which: "Sudan's army", "the Army's 30th
// Brigade", "the South Korean defence ministry", "the UN force".
func (f *field) parts() []Claim {
	var out []Claim
	for _, k := range f.here {
		m := &f.e.mentions[k]
		if !bodyOfState(m) && !f.apposedBody(k) {
			continue
		}
		if h := f.c.HeadOf(m.First, m.Limit); m.Form == ner.Nominal && h >= 0 && (f.c.Label(h) == syntax.Compound || f.c.Label(h) == syntax.Amod) {
			continue // "Russia's military operations"
		}
		whole, path := f.wholeOf(k)
		if whole < 0 || f.e.cluster(whole) == f.e.cluster(k) {
			continue
		}
		w := &f.e.mentions[whole]
		if m.Type == ner.Organization && slices.Contains(m.Labels, "Company") && w.Type == ner.Place {
			continue // a company lies in its state, and is no part of it
		}
		trigger := Span{m.Start, m.End}
		if path == "possessor" {
			trigger = Span{f.s.Tokens[w.Limit].Start, f.s.Tokens[w.Limit].End}
		}
		c := Claim{
			Type: "PART_OF", Sentence: f.s.Index, Stance: Asserted, Rule: "parts#" + path, Trigger: trigger,
			Args: []Arg{
				{Role: "part", Mention: k, Start: m.Start, End: m.End, Path: path},
				{Role: "whole", Mention: whole, Start: w.Start, End: w.End, Path: path},
			},
		}
		out = append(out, c)
	}
	return out
}

// bodyOfState says that a mention is a body that can be a part of another: a
// named one, or an institution that a state has one of.
func bodyOfState(m *ner.Mention) bool {
	if m.Form == ner.Name {
		return !m.Demonym && (m.Type == ner.Agency || m.Type == ner.Unit || m.Type == ner.Organization)
	}
	if m.Form != ner.Nominal || m.Plural {
		return false
	}
	switch m.Class {
	case "agency", "ministry", "parliament":
		return m.Head != "intelligence" || m.Limit-m.First > 1
	case "military":
		return m.Head == "army" || m.Head == "military" || m.Head == "navy" || m.Head == "air force" || m.Head == "armed forces"
	case "police":
		return m.Head == "police"
	}
	return false
}

// apposedBody says that a description stands for a body that the sentence names:
// "UNIFIL, the UN force".
func (f *field) apposedBody(k int) bool {
	m := &f.e.mentions[k]
	if m.Form != ner.Nominal || m.Plural || m.Type == ner.Person || m.Type == ner.Place {
		return false
	}
	root := f.e.cluster(k)
	return slices.ContainsFunc(f.here, func(j int) bool {
		x := &f.e.mentions[j]
		return j != k && x.Form == ner.Name && f.e.cluster(j) == root && x.Limit < m.First && m.First-x.Limit < 5
	})
}

// wholeOf is the state or body that stands before a body as its owner.
func (f *field) wholeOf(k int) (int, string) {
	m := &f.e.mentions[k]
	tokens := f.s.Tokens
	// "Chad's elite Desert Corps": adjectives may stand between.
	at := m.First
	for at > 0 && m.First-at < 3 && (f.modifier(at - 1)) && tokens[at-1].Lower != "'s" && f.ownerEnding(at) < 0 {
		at--
	}
	if at > 0 && (tokens[at-1].Lower == "'s" || tokens[at-1].Lower == "'") {
		if w := f.ownerEnding(at - 1); w >= 0 {
			return w, "possessor"
		}
		return -1, ""
	}
	if m.State >= 0 && m.State < len(f.e.mentions) {
		if s := &f.e.mentions[m.State]; s.Sentence == m.Sentence {
			return m.State, "state"
		}
	}
	for _, w := range f.here {
		x := &f.e.mentions[w]
		if x.Limit != m.First || x.Form != ner.Name {
			continue
		}
		if x.Demonym || x.Type == ner.Place && len(x.Labels) > 0 && x.Labels[0] == "Country" || x.Type == ner.Organization && m.Form == ner.Nominal {
			if h := f.c.HeadOf(x.First, x.Limit); h >= 0 && f.c.Under(h, f.c.HeadOf(m.First, m.Limit)) {
				return w, "state"
			}
		}
	}
	// "the Senate of France", "a unit of the GRU".
	end := m.Limit
	if end+2 < len(tokens) && tokens[end].Text == "(" && tokens[end+2].Text == ")" { // its short name
		end += 3
	}
	if end+1 < len(tokens) && tokens[end].Lower == "of" && m.Form == ner.Name {
		for at := end + 1; at < min(len(tokens), end+3); at++ {
			for _, w := range f.here {
				x := &f.e.mentions[w]
				if x.First == at && x.Form == ner.Name && !x.Demonym && (x.Type == ner.Agency || x.Type == ner.Unit || x.Type == ner.Organization || x.Type == ner.Place && len(x.Labels) > 0 && x.Labels[0] == "Country") {
					if h := f.c.HeadOf(x.First, x.Limit); h >= 0 && f.c.Label(h) == syntax.Nmod {
						return w, "of"
					}
				}
			}
		}
	}
	return -1, ""
}

// ownerEnding is the state or body that ends before a token, -1 for none.
func (f *field) ownerEnding(limit int) int {
	best := -1
	for _, k := range f.here {
		m := &f.e.mentions[k]
		if m.Limit != limit || m.Type == ner.Person || m.Type == ner.Event || m.Form == ner.Pronoun {
			continue
		}
		if m.Form == ner.Nominal && m.Class != "military" && m.Class != "parliament" && m.Class != "group" {
			continue
		}
		if m.Type == ner.Place && (len(m.Labels) == 0 || m.Labels[0] != "Country" && m.Labels[0] != "City") && !m.Demonym {
			continue
		}
		if best < 0 || m.First < f.e.mentions[best].First {
			best = k
		}
	}
	return best
}
