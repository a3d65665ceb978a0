package delta

import (
	"fmt"
	"slices"
	"strings"
)

// key is an argument's filler in a form that is equal on both sides: the class of
// its entity, else its words.
func (s *side) key(entity, text string) string {
	if e := s.entity(entity); e >= 0 {
		return fmt.Sprintf("#%d", s.class[e])
	}
	return "=" + text
}

// fillers are the arguments that are no numbers, numbers the others; both sorted.
func (s *side) fillers(i int) []string {
	var out []string
	for _, a := range s.claims[i].args {
		if a.number == "" {
			out = append(out, a.role+s.key(a.entity, a.text))
		}
	}
	slices.Sort(out)
	return out
}

func (s *side) numbers(i int) []string {
	var out []string
	for _, a := range s.claims[i].args {
		if a.number != "" {
			out = append(out, a.role+" "+a.number)
		}
	}
	slices.Sort(out)
	return out
}

// chain is who says it, hop by hop.
func (s *side) chain(i int) string {
	var hops []string
	for _, hop := range s.claims[i].sources {
		var who []string
		for _, x := range hop {
			who = append(who, s.key(x.entity, x.text))
		}
		slices.Sort(who)
		hops = append(hops, strings.Join(who, ","))
	}
	return strings.Join(hops, "<")
}

func (s *side) core(i int) string {
	return s.claims[i].typ + "\x00" + strings.Join(s.fillers(i), "\x00") + "\x01" + strings.Join(s.numbers(i), "\x00")
}

func (s *side) quoted(i int) string { return s.core(i) + "\x02" + s.claims[i].quote }

func (s *side) whole(i int) string {
	c := &s.claims[i]
	return fmt.Sprintf("%s\x02%s %t %t %s\x03%s", s.quoted(i), c.stance, c.negated, c.ended, s.chain(i), c.date)
}

// pairClaims aligns the claims: within one content, then across the two contents
// of one place, then those of reports that came and went.
func (c *comparison) pairClaims() {
	for i := range c.a.documents {
		if j := c.a.pair[i]; j >= 0 {
			c.pairWithin(span(c.a.documents[i].claims), span(c.b.documents[j].claims), !c.a.corrected(i))
		}
	}
	left, right := lonely(c.a), lonely(c.b)
	left, right = c.match(left, right, (*side).whole)
	c.match(left, right, (*side).quoted)
}

func span(s [2]int) []int {
	out := make([]int, 0, s[1]-s[0])
	for i := s[0]; i < s[1]; i++ {
		out = append(out, i)
	}
	return out
}

// lonely are the claims of documents that the other side has in no version, in
// order of place, so that the order is the same both ways round.
func lonely(s *side) []int {
	var out []int
	for i := range s.documents {
		if s.pair[i] < 0 {
			out = append(out, span(s.documents[i].claims)...)
		}
	}
	return out
}

func (c *comparison) pairWithin(left, right []int, one bool) {
	if one {
		left, right = c.match(left, right, func(s *side, i int) string { return fmt.Sprintf("%s %x", s.claims[i].id, s.claims[i].read) })
		left, right = c.match(left, right, func(s *side, i int) string { return s.claims[i].id })
	}
	left, right = c.match(left, right, (*side).whole)
	left, right = c.match(left, right, (*side).quoted)
	left, right = c.match(left, right, func(s *side, i int) string {
		if len(s.claims[i].args) == 0 {
			return ""
		}
		return s.core(i)
	})
	if len(left) == 0 || len(right) == 0 {
		return
	}
	byType := map[string][2][]int{}
	for _, i := range left {
		l := byType[c.a.claims[i].typ]
		l[0] = append(l[0], i)
		byType[c.a.claims[i].typ] = l
	}
	for _, j := range right {
		l := byType[c.b.claims[j].typ]
		l[1] = append(l[1], j)
		byType[c.b.claims[j].typ] = l
	}
	for _, typ := range sortedKeys(byType) {
		l := byType[typ]
		for _, p := range greedy(len(l[0]), len(l[1]), func(i, j int) int { return c.likeness(l[0][i], l[1][j]) }) {
			c.pairClaim(l[0][p[0]], l[1][p[1]])
		}
	}
}

func (c *comparison) pairClaim(i, j int) { c.a.claimPair[i], c.b.claimPair[j] = j, i }

// match pairs claims of one key in their order and returns the rest. Those of the
// key "" stay.
func (c *comparison) match(left, right []int, key func(s *side, i int) string) (restLeft, restRight []int) {
	if len(left) == 0 || len(right) == 0 {
		return left, right
	}
	at := map[string][]int{}
	for _, j := range right {
		if k := key(c.b, j); k != "" {
			at[k] = append(at[k], j)
		}
	}
	for _, i := range left {
		k := key(c.a, i)
		if js := at[k]; len(js) > 0 {
			c.pairClaim(i, js[0])
			at[k] = js[1:]
		} else {
			restLeft = append(restLeft, i)
		}
	}
	for _, j := range right {
		if c.b.claimPair[j] < 0 {
			restRight = append(restRight, j)
		}
	}
	return restLeft, restRight
}

// likeness rates two claims of one type as versions of each other, -1 for none: the
// same sentence with one trigger or a common argument, or sentences that share most
// of their words, the trigger, and an argument or the sources.
func (c *comparison) likeness(i, j int) int {
	x, y := &c.a.claims[i], &c.b.claims[j]
	fillers := common(c.a.fillers(i), c.b.fillers(j))
	numbers := common(c.a.numbers(i), c.b.numbers(j))
	quote, trigger := x.quote == y.quote, x.trigger == y.trigger
	words := 1000
	if !quote {
		p, q := c.a.quoteWords(i), c.b.quoteWords(j)
		words = 2000 * common(p, q) / max(1, len(p)+len(q))
	}
	chain := len(x.sources) > 0 && c.a.chain(i) == c.b.chain(j)
	if !(quote && (trigger || fillers > 0) || trigger && (fillers+numbers > 0 || chain) && words >= 500) {
		return -1
	}
	return 1000*(4*fillers+2*numbers+2*truth(trigger)+truth(chain)+3*truth(quote)) + 3*words
}

func (s *side) quoteWords(i int) []string {
	if s.words[i] == nil {
		s.words[i] = strings.Fields(s.claims[i].quote)
		slices.Sort(s.words[i])
	}
	return s.words[i]
}

// common counts the strings that two sorted lists share.
func common(x, y []string) int {
	n := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] == y[j]:
			n, i, j = n+1, i+1, j+1
		case x[i] < y[j]:
			i++
		default:
			j++
		}
	}
	return n
}

func (s *side) claimSide(i int) Side {
	c := &s.claims[i]
	return Side{ID: c.id, Text: s.claimWords(i), At: &At{URI: s.documents[s.docAt[c.document]].uri(), Start: c.at.Start, End: c.at.End, Quote: c.quote}}
}

// claimWords is what a claim says, for people.
func (s *side) claimWords(i int) string {
	c := &s.claims[i]
	var parts []string
	for _, a := range c.args {
		parts = append(parts, a.role+" "+a.text)
	}
	out := strings.Join(parts, ", ")
	if c.stance != "asserted" {
		out += "; " + c.stance
	}
	if c.negated {
		out += "; negated"
	}
	if c.ended {
		out += "; ended"
	}
	if c.judged != "" {
		out += "; " + c.judged
	}
	return out
}

// sources is a chain for people, outermost first.
func (s *side) sources(i int) string {
	var hops []string
	for _, hop := range s.claims[i].sources {
		var who []string
		for _, x := range hop {
			who = append(who, s.called(x.entity, x.text))
		}
		hops = append(hops, strings.Join(who, " and "))
	}
	return strings.Join(hops, " ← ")
}

// called is a filler for people: its words, and the entity where it has one.
func (s *side) called(entity, text string) string {
	if entity == "" {
		return text
	}
	return text + " (" + entity + ")"
}

// claimFields says in what two claims that are one differ.
func (c *comparison) claimFields(i, j int) []Field {
	a, b := c.a, c.b
	x, y := &a.claims[i], &b.claims[j]
	var out []Field
	add := func(name, before, after string) { out = append(out, Field{name, before, after}) }
	if p := a.docAt[x.document]; a.pair[p] != b.docAt[y.document] {
		add("document", a.documents[p].uri(), b.documents[b.docAt[y.document]].uri())
	}
	if x.stance != y.stance {
		add("stance", x.stance, y.stance)
	}
	if x.negated != y.negated {
		add("negated", fmt.Sprint(x.negated), fmt.Sprint(y.negated))
	}
	if x.ended != y.ended {
		add("ended", fmt.Sprint(x.ended), fmt.Sprint(y.ended))
	}
	if a.chain(i) != b.chain(j) {
		add("sources", a.sources(i), b.sources(j))
	}
	if x.date != y.date {
		add("date", x.date, y.date)
	}
	if !slices.Equal(a.fillers(i), b.fillers(j)) {
		add("argument", a.argumentsWithout(i, b.fillers(j), false), b.argumentsWithout(j, a.fillers(i), false))
	}
	if !slices.Equal(a.numbers(i), b.numbers(j)) {
		add("number", a.argumentsWithout(i, b.numbers(j), true), b.argumentsWithout(j, a.numbers(i), true))
	}
	if x.judged != y.judged {
		add("judged", x.judged, y.judged)
	}
	if x.quote != y.quote {
		add("quote", x.quote, y.quote)
	}
	return out
}

// argumentsWithout are the claim's arguments whose keys are not among others.
func (s *side) argumentsWithout(i int, others []string, numbers bool) string {
	rest := slices.Clone(others)
	var out []string
	for _, a := range s.claims[i].args {
		if (a.number != "") != numbers {
			continue
		}
		k := a.role + s.key(a.entity, a.text)
		if numbers {
			k = a.role + " " + a.number
		}
		if at := slices.Index(rest, k); at >= 0 {
			rest = slices.Delete(rest, at, at+1)
			continue
		}
		out = append(out, a.role+" "+s.called(a.entity, a.text))
	}
	return strings.Join(out, ", ")
}

func (c *comparison) tellClaims() {
	a, b := c.a, c.b
	c.sides(func(s, _ *side, kind string, before bool) {
		for i := range s.claims {
			if s.claimPair[i] >= 0 {
				continue
			}
			cause := c.claimJudged(-1, i)
			if before {
				cause = c.claimJudged(i, -1)
			}
			if d := s.docAt[s.claims[i].document]; cause.Kind == "" || s.pair[d] < 0 || s.corrected(d) {
				cause = s.only[d]
			}
			s.claimCause[i] = cause
			ch := Change{Record: Claim, Kind: kind, Type: s.claims[i].typ, Cause: cause}
			if before {
				ch.Before = []Side{s.claimSide(i)}
			} else {
				ch.After = []Side{s.claimSide(i)}
			}
			c.tell(ch)
		}
	})
	for i, j := range a.claimPair {
		if j < 0 {
			continue
		}
		fields := c.claimFields(i, j)
		if len(fields) == 0 {
			c.same(Claim)
			continue
		}
		cause := c.changedClaimCause(i, j)
		a.claimCause[i], b.claimCause[j] = cause, cause
		c.tell(Change{Record: Claim, Kind: Changed, Type: a.claims[i].typ, Before: []Side{a.claimSide(i)}, After: []Side{b.claimSide(j)}, Fields: fields, Cause: cause})
	}
}

// changedClaimCause says why a claim that both sides have is not the same: another
// document, a judgement on it, another reading, or an argument that became another.
func (c *comparison) changedClaimCause(i, j int) Cause {
	a, b := c.a, c.b
	x, y := &a.claims[i], &b.claims[j]
	d, e := a.docAt[x.document], b.docAt[y.document]
	if a.pair[d] != e {
		return pick(a.only[d], b.only[e])
	}
	if a.corrected(d) {
		return a.only[d]
	}
	if cause := c.claimJudged(i, j); cause.Kind != "" {
		return cause
	}
	if x.read != y.read {
		return a.only[d]
	}
	var found []Cause
	of := func(p, q string) {
		e, f := a.entity(p), b.entity(q)
		if e >= 0 && f >= 0 && a.class[e] == b.class[f] {
			return
		}
		if e >= 0 {
			found = append(found, a.regrouped[e])
		}
		if f >= 0 {
			found = append(found, b.regrouped[f])
		}
	}
	// One reading has the same fillers in the same order.
	for k := range min(len(x.args), len(y.args)) {
		of(x.args[k].entity, y.args[k].entity)
	}
	for h := range min(len(x.sources), len(y.sources)) {
		for k := range min(len(x.sources[h]), len(y.sources[h])) {
			of(x.sources[h][k].entity, y.sources[h][k].entity)
		}
	}
	if best := pick(found...); best.Kind != "" {
		return best
	}
	return c.elsewhere(nil, nil)
}
