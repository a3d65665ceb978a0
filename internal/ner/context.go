package ner

import (
	"strings"

	"casegraph/internal/doc"
	"casegraph/internal/gazetteer"
	"casegraph/internal/models"
	"casegraph/internal/text"
)

// A context is what the whole document says about its names: what is clear in
// one sentence decides in the others.
type context struct {
	r         *Recogniser
	doc       *doc.Document
	persons   map[string]string   // surname or other part of a full name → the full name as written
	seen      map[string]proposal // full surface, folded → what it was clearly seen as
	titled    map[int]bool        // sentences in title case, by index
	sentences []text.Sentence
	states    map[string]int    // countries of clear mentions, by code
	halves    map[string]string // north → Korea, where the document speaks of North Korea
	model     [][]models.Name   // by sentence, what the trained model takes for names; nil with prose
}

// Scores of proposals: the one policy. A higher score wins the tokens; equal
// scores go to the longer, then to the one that starts first.
const (
	sure     = 100 // a list of whole names, of several words or unmistakable
	defined  = 95  // "X Y Z (XYZ)"
	titled   = 90  // a person after a title; a place of a stated kind; a numbered unit
	headed   = 80  // a body by its head noun
	repeated = 75  // what is clear elsewhere in the document
	shaped   = 60  // a person by given name and shape
	placed   = 55  // a place by a word before it
	listed   = 50  // a list's word that is also something else
	guessed  = 30  // a name by its capitals alone
	minimum  = 30
)

func newContext(r *Recogniser, d *doc.Document, sentences []text.Sentence) *context {
	c := &context{r: r, doc: d, sentences: sentences, persons: map[string]string{}, seen: map[string]proposal{}, titled: map[int]bool{}, states: map[string]int{}, halves: map[string]string{}}
	for i := range sentences {
		if titleCase(&sentences[i]) {
			c.titled[i] = true
		}
	}
	if r.prose == nil {
		reader := r.readers.Get().(*models.Reader)
		c.model = make([][]models.Name, len(sentences))
		for _, n := range reader.Names(sentences) {
			c.model[n.Sentence] = append(c.model[n.Sentence], n)
		}
		r.readers.Put(reader)
	}
	for i := range sentences {
		s := &sentences[i]
		if s.Kind == doc.Boilerplate {
			continue
		}
		for _, p := range c.decide(s, c.weigh(s, c.propose(s))) {
			if p.country != "" && p.typ == Place {
				c.states[p.country]++
			}
			if c.titled[i] && p.score < sure {
				continue
			}
			c.learn(s, p)
		}
	}
	return c
}

// learn keeps what a sentence tells clearly.
func (c *context) learn(s *text.Sentence, p proposal) {
	if p.demonym || p.score < shaped || p.end > 0 {
		return
	}
	key := lowers(s.Tokens[p.first:p.limit])
	if old, ok := c.seen[key]; !ok || old.score < p.score {
		c.seen[key] = p
	}
	if p.typ != Person || p.limit-p.first < 2 {
		return
	}
	full := textOf(s, p.first, p.limit)
	for i := p.first; i < p.limit; i++ {
		t := s.Tokens[i]
		if !capital(t) || t.Class == text.Initial || len([]rune(t.Text)) < 3 {
			continue
		}
		if bare, ok := strings.CutPrefix(t.Lower, "al-"); ok && len(bare) > 3 {
			if _, have := c.persons[bare]; !have {
				c.persons[bare] = full // al-Burhan is Burhan elsewhere
			}
		}
		// Every part of the name but a particle may stand for the person later; a
		// surname that ends the name before one that begins it.
		if old, ok := c.persons[t.Lower]; !ok || len(full) > len(old) && strings.Contains(full, old) {
			c.persons[t.Lower] = full
		}
	}
}

// titleCase says that most words of a sentence have a capital, so that capitals
// prove nothing in it.
func titleCase(s *text.Sentence) bool {
	if n := len(s.Tokens); n > 0 && s.Kind != doc.Headline && s.Tokens[n-1].Text == "." {
		return false // a short sentence with many names in it
	}
	long, caps := 0, 0
	for _, t := range s.Tokens {
		if t.Class == text.Mark || t.Class == text.Number || len(t.Text) < 4 {
			continue
		}
		long++
		if t.Class != text.Lower {
			caps++
		}
	}
	return long >= 3 && caps*10 >= long*7
}

// names finds the names of one sentence with all that the document tells.
func (c *context) names(s *text.Sentence) []Mention {
	ps := c.propose(s)
	ps = c.weigh(s, append(ps, c.repeats(s)...))
	var out []Mention
	for _, p := range c.decide(s, ps) {
		out = append(out, p.mention(s))
	}
	return out
}

// repeats proposes what other sentences show clearly: whole names again, and
// parts of persons' names.
func (c *context) repeats(s *text.Sentence) []proposal {
	var out []proposal
	tokens := s.Tokens
	for i := range tokens {
		if !capital(tokens[i]) && !strings.HasPrefix(tokens[i].Lower, "al-") {
			continue
		}
		for limit := min(len(tokens), i+8); limit > i; limit-- {
			p, ok := c.seen[lowers(tokens[i:limit])]
			if !ok || !capital(tokens[limit-1]) {
				continue
			}
			p.first, p.limit, p.title = i, limit, ""
			p.clear = p.score >= titled
			if p.score < sure {
				p.score = repeated
				if limit > i+1 {
					p.score += 4 // the whole name before a part of it
				}
				p.by = "document/" + p.by
			}
			out = append(out, p)
			break
		}
		if full, ok := c.persons[tokens[i].Lower]; ok && !(i == 0 && c.r.gaz.Word(tokens[i].Lower) && !c.subject(tokens, i)) {
			if i+1 < len(tokens) && tokens[i+1].Class == text.Capital && !c.titleAt(tokens, i+1) || i > 0 && tokens[i-1].Class == text.Capital && !c.endsTitle(tokens, i) && !(i == 1 && c.r.gaz.Word(tokens[0].Lower)) && !c.isDemonym(tokens, i-1) {
				continue // part of another, longer name
			}
			out = append(out, proposal{first: i, limit: i + 1, typ: Person, by: "document/part of " + full, score: repeated + 2})
		}
	}
	return out
}

// endsTitle says that a title ends before i.
func (c *context) endsTitle(tokens []text.Token, i int) bool {
	for start := max(0, i-4); start < i; start++ {
		if c.r.lex.titles.Longest(tokens, start) == i {
			return true
		}
	}
	return false
}

// subject says that a verb of saying or another finite verb follows: the word
// at the head of a sentence is a name, not "Rage" or "Park" as a noun.
func (c *context) subject(tokens []text.Token, i int) bool {
	if i+1 >= len(tokens) {
		return false
	}
	switch next := tokens[i+1]; {
	case c.r.lex.say.Has(next.Lower), next.Lower == "'s", next.Lower == "has", next.Lower == "had", next.Lower == "is",
		next.Lower == "was", next.Lower == "and", next.Lower == ",", next.Lower == "also", next.Lower == "will",
		strings.HasSuffix(next.Lower, "ed") && next.Class == text.Lower:
		return true
	}
	return false
}

// decide is the policy between finders: proposals in order of score take their
// tokens; places inside events and states inside bodies stand beside them.
func (c *context) decide(s *text.Sentence, ps []proposal) []proposal {
	order := make([]int, 0, len(ps))
	for i := range ps {
		if ps[i].score >= minimum {
			order = append(order, i)
		}
	}
	sortBy(order, func(a, b int) bool {
		p, q := &ps[a], &ps[b]
		if p.score != q.score {
			return p.score > q.score
		}
		if p.limit-p.first != q.limit-q.first {
			return p.limit-p.first > q.limit-q.first
		}
		return p.first < q.first
	})
	owner := make([][2]int, len(s.Tokens)) // 1 + indices of the proposals that hold a token
	var taken []int
	for _, i := range order {
		p := &ps[i]
		ok := true
		for t := p.first; t < p.limit; t++ {
			for _, k := range owner[t] {
				if k > 0 && !c.beside(p, &ps[k-1]) {
					ok = false
				}
			}
			ok = ok && owner[t][1] == 0
		}
		if !ok {
			continue
		}
		taken = append(taken, i)
		for t := p.first; t < p.limit; t++ {
			if owner[t][0] == 0 {
				owner[t][0] = i + 1
			} else {
				owner[t][1] = i + 1
			}
		}
	}
	out := make([]proposal, 0, len(taken))
	for _, i := range taken {
		out = append(out, ps[i])
	}
	return out
}

// beside says that two proposals may share tokens: a state or demonym inside a
// longer name that is no person's and not the same place.
func (c *context) beside(p, q *proposal) bool {
	if p.end > 0 && q.end > 0 && (p.end <= q.start || q.end <= p.start) {
		return true // two parts of one token: U.S.-Iraq
	}
	in, out := p, q
	if p.limit-p.first > q.limit-q.first {
		in, out = q, p
	}
	if in.first < out.first || in.limit > out.limit || in.limit-in.first == out.limit-out.first {
		return false
	}
	if in.typ != Place {
		return out.typ == Event && in.score >= headed
	}
	switch out.typ {
	case Event:
		return true
	case Unit, Agency, Organization:
		return in.demonym || in.score >= sure && in.limit == out.limit && in.first > out.first
	}
	return false
}

// pick chooses among a list's entries of one surface by the countries that the
// document or the words around speak of. sure is false where it could not tell.
func (c *context) pick(es []gazetteer.Entry, near string) (e gazetteer.Entry, certain bool) {
	if len(es) == 1 {
		if es[0].List == "countries" {
			return es[0], true // "to North Korea, Russia asked": a state is in no other
		}
		return es[0], near == "" || es[0].Country == "" || es[0].Country == near
	}
	if near != "" {
		for _, e := range es {
			if e.Country == near {
				return e, true
			}
		}
	}
	if es[0].List != "cities" && es[0].List != "regions" {
		return es[0], near == "" || es[0].List == "countries"
	}
	best, n := es[0], 0
	for _, e := range es {
		if k := c.states[e.Country]; k > n {
			best, n = e, k
		}
	}
	return best, n > 0
}
