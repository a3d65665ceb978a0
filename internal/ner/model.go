package ner

import (
	"slices"
	"sort"
	"strings"

	"casegraph/internal/models"
	"casegraph/internal/ner/trained"
	"casegraph/internal/text"
)

// How the trained model's word moves the scores of proposals: see context.go.
const (
	modelled  = 65 // a name by the model alone
	confirmed = 12 // added to what the model finds too
	doubted   = 25 // taken from what the model takes for no name, or for one of another type
	refuted   = 60 // taken from what a rule makes of shapes alone where the model sees no name
)

var ofType = map[trained.Type]string{trained.Person: Person, trained.Organization: Organization, trained.Place: Place}

// weigh lets the trained model speak: it confirms and doubts what lists and
// rules propose, and proposes what they do not know.
func (c *context) weigh(s *text.Sentence, ps []proposal) []proposal {
	if c.model == nil {
		return ps
	}
	names := c.model[s.Index]
	slices.SortStableFunc(ps, func(a, b proposal) int { return a.first - b.first })
	c.longer(s, ps)
	for i := range ps {
		p := &ps[i]
		if p.typ == Person && p.limit < len(s.Tokens) && len(s.Tokens[p.limit].Text) > 1 && s.Tokens[p.limit].Class == text.Upper && romans[s.Tokens[p.limit].Lower] {
			p.limit++ // Abdullah II
		}
		if p.typ == Event || p.demonym {
			continue
		}
		same, other, touched := false, false, false
		for _, n := range crossing(names, p.first, p.limit) {
			switch {
			case n.Type != trained.Person || p.typ == Person:
			case p.limit == p.first+1 && n.First <= p.first && n.Limit >= p.limit && n.Limit-n.First > 1 && strings.HasPrefix(p.by, "gazetteer/"):
				p.score = min(p.score, listed) // Chad Lincoln Hayes, Jordan Bardella
			case n.First == p.first && n.Limit < p.limit && s.Tokens[n.Limit].Lower == "and" && p.score < sure:
				p.score -= refuted // a person and a body, not one body
			}
			if n.First == p.first && n.Limit == p.limit {
				same = compatible(p.typ, n.Type)
				other = !same && n.Start == s.Tokens[n.First].Start && n.End == s.Tokens[n.Limit-1].End
			}
			touched = true
		}
		switch {
		case p.score >= sure, p.by == "rule/surname and hyphenated name" && !same:
		case same && !strings.HasPrefix(p.by, "document/"), p.by == "rule/particle" && touched:
			p.score = min(p.score+confirmed, sure-1)
			if strings.HasPrefix(p.by, "gazetteer/") {
				p.score = max(p.score, modelled+1) // it knows who is meant
			}
		case same, other && p.clear:
		case other && p.score >= placed+10 && p.score < headed-1 && (strings.HasPrefix(p.by, "gazetteer/") && p.first > 0 && within[s.Tokens[p.first-1].Lower] || p.by == "rule/given name and surname"):
			p.score = modelled + 1 // "in Gondar": a list and the words around agree
		case other && p.score < headed-1:
			p.score -= doubted
		case p.by == "rule/title" && c.titled[s.Index] && touched:
			p.score -= refuted // "General Hadi Dies": in a headline the model knows where the name ends
		case !touched && p.score < repeated && !(p.score >= placed+10 && strings.HasPrefix(p.by, "gazetteer/")):
			p.score -= refuted
		case !touched:
			p.score -= doubted
		}
	}
	known := len(ps)
	for k := range names {
		if n := &names[k]; !c.insideTitle(s.Tokens, n.First, n.Limit) && !c.described(s.Tokens, n) {
			ps = append(ps, c.modelProposal(s, n, ps[:known]))
		}
	}
	return ps
}

// longer lets a body that a rule reads on from a list's name win: Ministry of
// Interior and National Administration, Accra High Court.
func (c *context) longer(s *text.Sentence, ps []proposal) {
	for i := range ps {
		p := &ps[i]
		if p.score >= sure && p.typ == Place && !p.demonym && !strings.HasSuffix(p.by, "/countries") {
			for _, q := range near(ps, p.first, p.first+1) {
				if q.first == p.first && q.limit > p.limit && strings.HasPrefix(q.by, "rule/head") {
					p.score = listed // Accra High Court
				}
			}
		}
		if p.score < sure || p.typ != Agency {
			continue
		}
		for _, q := range near(ps, p.first, p.first+1) {
			if q.first == p.first && q.limit > p.limit && q.typ == Agency && strings.HasPrefix(q.by, "rule/head") && (s.Tokens[p.limit].Lower == "and" || s.Tokens[p.limit].Text == ",") {
				p.score = listed
			}
		}
	}
}

// described says that one common noun with a capital is all of a name: "Army says
// 40 fighters killed".
func (c *context) described(tokens []text.Token, n *models.Name) bool {
	if n.Limit != n.First+1 || n.Type != trained.Organization || tokens[n.First].Class != text.Capital {
		return false
	}
	h, _, ok := c.r.lex.heads.starting(tokens[:n.Limit], n.First)
	return ok && (h.class == "military" || h.class == "police" || h.class == "fighter")
}

// insideTitle says that the words are part of a person's title: the Defense of
// "Defense Secretary Ana Ruiz".
func (c *context) insideTitle(tokens []text.Token, first, limit int) bool {
	for start := max(0, first-2); start <= first; start++ {
		if at := c.r.lex.titles.Longest(tokens, start); at > limit || at == limit && start < first {
			return true
		}
	}
	return false
}

// within are the words that hardly stand before anything but a place or a time.
var within = set("in", "near", "outside")

// crossing gives the names, which are sorted and apart, that share a token with a
// stretch.
func crossing(names []models.Name, first, limit int) []models.Name {
	a := sort.Search(len(names), func(i int) bool { return names[i].Limit > first })
	b := a + sort.Search(len(names)-a, func(i int) bool { return names[a+i].First >= limit })
	return names[a:b]
}

// near gives the proposals, which are sorted by their first tokens, that begin in
// a stretch or not far before it.
func near(ps []proposal, first, limit int) []proposal {
	const before = 40 // tokens: no name that matters is longer
	a := sort.Search(len(ps), func(i int) bool { return ps[i].first >= first-before })
	b := a + sort.Search(len(ps)-a, func(i int) bool { return ps[a+i].first >= limit })
	return ps[a:b]
}

// compatible says that a type is one of those that the model's stands for.
func compatible(typ string, t trained.Type) bool {
	switch t {
	case trained.Person:
		return typ == Person
	case trained.Place:
		return typ == Place
	}
	return typ == Organization || typ == Agency || typ == Unit
}

// modelProposal weighs one name of the model. A list's word is no better than
// the longer name that it stands in: Manila Bay, Georgetown University, BBC
// World Service.
func (c *context) modelProposal(s *text.Sentence, n *models.Name, ps []proposal) proposal {
	p := proposal{first: n.First, limit: n.Limit, typ: ofType[n.Type], by: "model", score: modelled}
	if p.typ == Organization {
		for i := p.first + 1; i+1 < p.limit; i++ {
			if (s.Tokens[i].Lower == "'s" || s.Tokens[i].Lower == "’s") && c.isPlace(s.Tokens, p.first) && capital(s.Tokens[i+1]) {
				p.first = i + 1 // Chile's Supreme Court
				break
			}
		}
	}
	c.refine(s, &p)
	start := n.Start
	if p.first > n.First {
		start = s.Tokens[p.first].Start
	}
	if start != s.Tokens[p.first].Start || n.End != s.Tokens[n.Limit-1].End {
		p.start, p.end = start, n.End
		c.identify(s, &p)
		return p
	}
	if n.Type == trained.Person || p.first != n.First || !capital(s.Tokens[n.First]) || !capital(s.Tokens[n.Limit-1]) {
		return p
	}
	score := p.score
	for _, q := range near(ps, n.First, n.Limit) {
		if q.score >= sure && q.first < n.Limit && n.First < q.limit && (q.first < n.First || q.limit > n.Limit) {
			return p // a list's name crosses it
		}
		if q.score >= sure && q.typ == Agency && q.known != "" && q.first > n.First && q.limit == n.Limit {
			return p // the list knows the body; what stands before says whose it is
		}
		if q.score < modelled || q.demonym || !strings.Contains(q.by, "gazetteer/") || q.limit-q.first >= n.Limit-n.First || q.first < n.First || q.limit > n.Limit {
			continue
		}
		if q.typ == Place && (n.Type == trained.Organization || q.limit == n.Limit || q.first == n.First) || q.typ == Organization && q.first == n.First && n.Type == trained.Organization {
			score = max(score, q.score+1)
			if q.typ == Place && p.typ == Place && q.first == p.first && q.limit == p.limit-1 && c.landKind(s.Tokens[q.limit]) && strings.HasSuffix(q.by, "/regions") {
				p.known, p.canon, p.country = q.known, q.canon, q.country // Plateau State
			}
		}
	}
	p.score = score
	return p
}

// identify asks the lists for a name that is a part of a token: U.S.-Iraq.
func (c *context) identify(s *text.Sentence, p *proposal) {
	for _, e := range c.r.gaz.Lookup(c.doc.Text[p.start:p.end]) {
		if e.List == "countries" || e.List == "capitals" {
			p.typ, p.labels, p.known, p.canon, p.country, p.demonym = e.Type, e.Labels, e.ID, e.Name, e.Country, e.Demonym
			return
		}
	}
}

// refine gives a name of the model the type and labels that its own words tell:
// the head noun of a body, the kind of a place. A person keeps the words behind
// a title.
func (c *context) refine(s *text.Sentence, p *proposal) {
	tokens := s.Tokens
	if p.limit-p.first > 1 && strings.HasSuffix(tokens[p.first].Lower, "-based") {
		p.first++ // "US-based Cooper Tire"
	}
	if p.typ == Person {
		if at := c.r.lex.titles.Longest(tokens[:p.limit], p.first); at > p.first && at < p.limit && capital(tokens[at]) && !(at == p.first+1 && p.limit-at == 1 && c.r.gaz.GivenName(tokens[p.first].Lower)) {
			p.title, p.first = textOf(s, p.first, at), at
		}
	}
	for i := p.first + 1; i < p.limit && p.typ == Person; i++ {
		if k, ok := c.r.lex.kinds.m[tokens[i].Lower]; ok && k.makes && !c.r.gaz.Surname(tokens[i].Lower) {
			p.typ, p.labels = Place, []string{"Facility"} // Gwadar Airport West
			return
		}
	}
	if p.typ == Place {
		p.labels = []string{c.placeLabel(tokens[p.first:p.limit])}
		return
	}
	if b, at, ok := c.r.lex.events.ending(tokens, p.first, p.limit); ok && at > p.first && p.typ == Organization && len(b.labels) > 0 && eventLabels[b.labels[0]] && tokens[p.limit-1].Lower != "convention" {
		p.typ, p.labels = Event, b.labels
	} else if b, _, ok := c.r.lex.bodies.ending(tokens, p.first, p.limit); ok && p.limit-p.first > 1 && p.typ == Organization {
		p.typ, p.labels = b.typ, b.labels
	} else if b, at, ok := c.r.lex.bodies.starting(tokens, p.first); ok && at < p.limit && (b.leads || joins[tokens[at].Lower]) {
		p.typ, p.labels = b.typ, b.labels
	} else if k := c.r.lex.kinds.m[tokens[p.limit-1].Lower]; p.typ == Organization && p.limit-p.first > 1 && (k.label == "Facility" || k.label == "Water") {
		p.typ, p.labels = Place, []string{k.label}
	}
}

// eventLabels are those whose head nouns do not end the names of bodies.
var eventLabels = map[string]bool{"Agreement": true, "War": true, "Summit": true, "Election": true}

// joins are the words between a head noun that stands first and what it is of.
var joins = set("of", "for", "on")
