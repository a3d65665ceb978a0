package eval

import (
	"regexp"
	"slices"
	"strings"

	"casegraph/internal/graph"
)

// mainRoles are the roles that must agree for a claim to be right; "#" is every
// number that is given, "source" the first speaker.
var mainRoles = map[string][]string{
	"LEADS": {"person", "body"}, "SPEAKS_FOR": {"person", "body"}, "MEMBER_OF": {"person", "body"},
	"HAS_ROLE_IN": {"person", "body"}, "PART_OF": {"part", "whole"}, "LOCATED_IN": {"thing", "place"},
	"DEPLOYED_TO": {"force", "place"}, "WITHDREW_FROM": {"force"}, "FOUGHT_AGAINST": {"a", "b"},
	"FOUGHT_ALONGSIDE": {"a", "b"}, "CAPTURED": {"captor", "captive"}, "CASUALTIES": {"victims", "#"},
	"SUPPLIED": {"giver", "receiver", "goods"}, "AIDED": {"helper", "helped"}, "MET_WITH": {"a", "b"},
	"BRIEFED": {"briefer", "briefed"}, "AGREED_WITH": {"a", "b"}, "ACCUSED": {"accuser", "accused"},
	"SANCTIONED": {"by", "target"}, "ORDERED": {"by", "to"}, "ASKED": {"asker", "asked"},
	"STATEMENT": {"content", "source"},
}

var (
	posts     = set("LEADS", "SPEAKS_FOR", "MEMBER_OF", "HAS_ROLE_IN", "PART_OF", "LOCATED_IN")
	symmetric = set("FOUGHT_AGAINST", "FOUGHT_ALONGSIDE", "MET_WITH", "AGREED_WITH")
	numbers   = []string{"killed", "wounded", "total", "count"}
)

func set(names ...string) map[string]bool {
	m := map[string]bool{}
	for _, n := range names {
		m[n] = true
	}
	return m
}

func (s *scorer) scoreClaims(doc string, mine []graph.Claim) {
	gold := s.gold.Claims[doc]
	m := matcher{s: s, doc: doc, gold: gold}
	taken := m.matching(mine)
	used := map[int]bool{}
	r := s.report
	count := func(typ string, t Tally) {
		sum := r.Claims[typ]
		sum.add(t)
		r.Claims[typ] = sum
	}
	var right, full, wrong int
	for gi := range gold {
		g := &gold[gi]
		if !g.Core {
			continue
		}
		pi, ok := taken[gi]
		if !ok {
			if !m.repeated(g, taken) {
				count(g.Type, Tally{Missed: 1})
				wrong++
				s.errorf("missed  %s:%d %s", doc, g.Sentence[0], g.Type)
				r.Pairs = append(r.Pairs, Pair{Document: doc, Gold: g, Index: gi})
			}
			continue
		}
		used[pi] = true
		c := &mine[pi]
		count(g.Type, Tally{Right: 1})
		right++
		if m.full(c, g) {
			full++
		}
		chainRight := m.sources(c, g)
		r.Pairs = append(r.Pairs, Pair{doc, g, gi, c, chainRight})
		stanceRight := c.Stance == g.Stance || slices.Contains(g.AltStance, c.Stance)
		r.Sourced.count(len(g.Sources) > 0, chainRight)
		r.Two.count(len(g.Sources) > 1, chainRight)
		r.Marked.count(g.Stance != "asserted", stanceRight)
	}
	extra := 0
	for pi := range mine {
		c := &mine[pi]
		if used[pi] || m.optional(c) || m.otherHalf(c, mine, taken) {
			continue
		}
		extra++
		count(c.Type, Tally{Extra: 1})
		s.errorf("extra   %s:%d %s rule=%s %q", doc, c.Sentence.Start, c.Type, c.Rule, c.Trigger.Text)
		r.Pairs = append(r.Pairs, Pair{Document: doc, Index: -1, Claim: c})
	}
	r.Full.add(Tally{Right: full, Extra: right + extra - full, Missed: right + wrong - full})
}

type matcher struct {
	s    *scorer
	doc  string
	gold []GoldClaim
}

// part is a stretch that may stand for an entity: an argument or a speaker.
type part struct {
	mention, entity, text string
	start, end            int
	placed                bool
}

func argPart(a graph.Arg) part {
	return part{a.Mention, a.Entity, a.Text, a.Start, a.End, a.End > a.Start}
}

func speakerPart(x graph.Speaker) part {
	return part{x.Mention, x.Entity, x.Text, x.Start, x.End, x.End > x.Start}
}

// entityIs says whether the part stands for what gold wants: an entity id or
// words of the text.
func (m *matcher) entityIs(p part, want string) bool {
	mention, ok := m.s.mentions[p.mention]
	if p.entity != "" && m.s.standsFor[p.entity] == want {
		return true
	}
	span, placed := Span{p.start, p.end}, p.placed
	if ok {
		span, placed = Span{mention.Start, mention.End}, true
	}
	gold := m.s.gold.Mentions[m.doc]
	isID, named := strings.Contains(want, "/"), false
	for i := range gold {
		if gold[i].Entity != want {
			continue
		}
		named = true
		if placed && span.overlap(gold[i].span())*2 > span[1]-span[0] {
			return true
		}
	}
	if !placed && p.entity == "" {
		return false
	}
	if isID && !named {
		// Gold names a party that it marks no mention of (unnamed victims): any
		// party that is not another known one.
		return placed && span[1]-span[0] <= 120 && m.s.standsFor[p.entity] == ""
	}
	text := p.text
	if ok {
		text = mention.Text
	}
	if isID {
		_, words, _ := strings.Cut(want, "/")
		return strings.ReplaceAll(words, "-", " ") == strings.ToLower(text)
	}
	if describedAlike(text, want) {
		return true
	}
	if p.entity == "" {
		return false
	}
	return slices.ContainsFunc(m.s.byDoc[m.doc], func(x graph.Mention) bool {
		return x.Entity == p.entity && x.Form != "pronoun" && describedAlike(x.Text, want)
	})
}

var (
	tail = regexp.MustCompile(`\b(?:who|which|that|of|from|in|at|with|for|to)\b`)
	word = regexp.MustCompile(`[\pL\pN]+(?:[.'’][\pL\pN]+)*`)
)

// describedAlike says that two descriptions have the same head noun and that
// the words of one are all in the other.
func describedAlike(a, b string) bool {
	parts := func(s string) (out []string) {
		s = strings.ToLower(s)
		if at := tail.FindStringIndex(s); at != nil {
			s = s[:at[0]]
		}
		for _, w := range word.FindAllString(s, -1) {
			if !slices.Contains([]string{"a", "an", "the", "some", "one"}, w) {
				out = append(out, w)
			}
		}
		return out
	}
	within := func(x, y []string) bool {
		return !slices.ContainsFunc(x, func(w string) bool { return !slices.Contains(y, w) })
	}
	x, y := parts(a), parts(b)
	return len(x) > 0 && len(y) > 0 && strings.TrimRight(x[len(x)-1], "s") == strings.TrimRight(y[len(y)-1], "s") && (within(x, y) || within(y, x))
}

func same[T comparable](a, b *T) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

func quantityIs(q *graph.Quantity, want *GoldQuantity) bool {
	if want == nil || q == nil {
		return false
	}
	if want.Min == nil && want.Max == nil {
		a, b := strings.ToLower(q.Text), strings.ToLower(want.Text)
		return q.Min == nil && q.Max == nil || a != "" && b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
	}
	return same(q.Min, want.Min) && same(q.Max, want.Max)
}

func boundsAre(q *graph.Quantity, want *GoldQuantity) bool {
	return quantityIs(q, want) && (want.About == nil || *want.About == q.About) && (want.Exclusive == nil || *want.Exclusive == q.Exclusive)
}

// role says whether every argument that the claim gives for the role is right.
func (m *matcher) role(c *graph.Claim, g *GoldClaim, role, asRole string, bounds bool) bool {
	var wants []GoldArg
	mayLack := false
	add := func(a GoldArg) {
		if a.None {
			mayLack = true
		} else {
			wants = append(wants, a)
		}
	}
	if a, ok := g.Args[role]; ok {
		add(a)
	} else {
		mayLack = true
	}
	for _, a := range g.AltArgs[role] {
		add(a)
	}
	given := 0
	for _, a := range c.Args {
		if a.Role != asRole {
			continue
		}
		given++
		if len(wants) > 0 && !slices.ContainsFunc(wants, func(w GoldArg) bool { return m.argIs(a, w, bounds) }) {
			return false
		}
	}
	if len(wants) == 0 {
		return given == 0 || !slices.Contains(numbers, role) // a number that nobody gave is wrong
	}
	return given > 0 || mayLack
}

func (m *matcher) argIs(a graph.Arg, want GoldArg, bounds bool) bool {
	switch {
	case want.Quantity != nil && bounds:
		return boundsAre(a.Quantity, want.Quantity)
	case want.Quantity != nil:
		return quantityIs(a.Quantity, want.Quantity)
	case want.Span != nil:
		return Span{a.Start, a.End}.alike(*want.Span, 6)
	}
	return m.entityIs(argPart(a), want.Words)
}

// chains are all that count: gold's, its alternatives, those of its neighbours
// with the same speaker; for what the outlet presupposes inside a quotation, the
// quotation's chain too.
func (m *matcher) chains(g *GoldClaim) []chain {
	out := append([]chain{g.Sources}, g.AltSources...)
	for i := range m.gold {
		near := &m.gold[i]
		if near.Sentence != g.Sentence {
			continue
		}
		if equalChains(near.Sources, g.Sources) {
			for _, a := range near.AltSources {
				if len(a) > 0 {
					out = append(out, a)
				}
			}
		}
		if posts[g.Type] && len(g.Sources) == 0 {
			out = append(out, near.Sources)
		}
	}
	return out
}

func equalChains(a, b chain) bool {
	return slices.EqualFunc(a, b, func(x, y values[string]) bool { return slices.Equal(x, y) })
}

// permutations of at most four speakers.
func permutations(hop []graph.Speaker) [][]graph.Speaker {
	hop = hop[:min(len(hop), 4)]
	if len(hop) < 2 {
		return [][]graph.Speaker{hop}
	}
	var out [][]graph.Speaker
	for i := range hop {
		rest := slices.Concat(hop[:i], hop[i+1:])
		for _, p := range permutations(rest) {
			out = append(out, append([]graph.Speaker{hop[i]}, p...))
		}
	}
	return out
}

func (m *matcher) sources(c *graph.Claim, g *GoldClaim) bool {
	flats := [][]graph.Speaker{nil}
	for _, hop := range c.Sources[:min(len(c.Sources), 5)] {
		var next [][]graph.Speaker
		for _, f := range flats {
			for _, p := range permutations(hop) {
				next = append(next, slices.Concat(f, p))
			}
		}
		flats = next
	}
	agree := func(got []graph.Speaker, want []string) bool {
		if len(got) != len(want) {
			return false
		}
		for i, w := range want {
			if !m.entityIs(speakerPart(got[i]), w) {
				return false
			}
		}
		return true
	}
	for _, want := range m.chains(g) {
		if want.nested() {
			if len(want) != len(c.Sources) {
				continue
			}
			ok := true
			for i, hop := range want {
				ok = ok && len(c.Sources[i]) == len(hop) &&
					slices.ContainsFunc(permutations(c.Sources[i]), func(p []graph.Speaker) bool { return agree(p, hop) })
			}
			if ok {
				return true
			}
			continue
		}
		var flat []string
		for _, hop := range want {
			flat = append(flat, hop...)
		}
		if slices.ContainsFunc(flats, func(f []graph.Speaker) bool { return agree(f, flat) }) {
			return true
		}
	}
	return false
}

func (m *matcher) firstSource(c *graph.Claim, g *GoldClaim) bool {
	for _, want := range m.chains(g) {
		if len(want) == 0 && len(c.Sources) == 0 {
			return true
		}
		if len(want) == 0 || len(c.Sources) == 0 {
			continue
		}
		// A chain that is not nested is one speaker a hop, and any of them may
		// stand in the first.
		first := want[0]
		if !want.nested() {
			first = nil
			for _, hop := range want {
				first = append(first, hop...)
			}
		}
		if !slices.ContainsFunc(c.Sources[0], func(x graph.Speaker) bool {
			return !slices.ContainsFunc(first, func(w string) bool { return m.entityIs(speakerPart(x), w) })
		}) {
			return true
		}
	}
	return false
}

// main says whether type, sentence and main roles agree.
func (m *matcher) main(c *graph.Claim, g *GoldClaim) bool {
	if c.Type != g.Type && !slices.Contains(g.AltTypes, c.Type) || !(Span{c.Sentence.Start, c.Sentence.End}).alike(g.Sentence, 7) {
		return false
	}
	if symmetric[g.Type] {
		return m.role(c, g, "a", "a", false) && m.role(c, g, "b", "b", false) ||
			m.role(c, g, "a", "b", false) && m.role(c, g, "b", "a", false)
	}
	for _, r := range mainRoles[g.Type] {
		switch r {
		case "#":
			if !m.number(c, g) {
				return false
			}
		case "source":
			if !m.firstSource(c, g) {
				return false
			}
		default:
			if !m.role(c, g, r, r, false) {
				return false
			}
		}
	}
	return true
}

// number says that the claim gives a number where gold asks for one, and none
// that is wrong.
func (m *matcher) number(c *graph.Claim, g *GoldClaim) bool {
	asked, given := false, 0
	for _, n := range numbers {
		_, ok := g.Args[n]
		if ok && !slices.ContainsFunc(g.AltArgs[n], func(a GoldArg) bool { return a.None }) {
			asked = true
		}
	}
	if !asked {
		return true
	}
	for _, n := range numbers {
		if slices.ContainsFunc(c.Args, func(a graph.Arg) bool { return a.Role == n }) {
			given++
			if !m.role(c, g, n, n, false) {
				return false
			}
		}
	}
	return given > 0
}

func (m *matcher) full(c *graph.Claim, g *GoldClaim) bool {
	for _, r := range append(slices.Clone(numbers), "place") {
		if !m.role(c, g, r, r, true) {
			return false
		}
	}
	for _, a := range c.Args {
		if a.Role == "place" && !slices.ContainsFunc(m.s.gold.Mentions[m.doc], func(x GoldMention) bool {
			return x.Type == "Place" && m.entityIs(argPart(a), x.Entity)
		}) {
			return false
		}
	}
	return (c.Stance == g.Stance || slices.Contains(g.AltStance, c.Stance)) &&
		(c.Negated == g.Negated || slices.Contains(g.AltNegated, c.Negated)) && m.sources(c, g)
}

// matching is a largest one-to-one matching of core answers with predictions
// (Kuhn 1955), wholly equal pairs tried first. It maps answers to predictions.
func (m *matcher) matching(mine []graph.Claim) map[int]int {
	edges := map[int][]int{}
	var order []int
	for gi := range m.gold {
		if !m.gold[gi].Core {
			continue
		}
		var whole, partly []int
		for pi := range mine {
			if !m.main(&mine[pi], &m.gold[gi]) {
				continue
			}
			if m.full(&mine[pi], &m.gold[gi]) {
				whole = append(whole, pi)
			} else {
				partly = append(partly, pi)
			}
		}
		edges[gi] = append(whole, partly...)
		order = append(order, gi)
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(edges[a]) - len(edges[b]) })
	owner := map[int]int{}
	var place func(gi int, seen map[int]bool) bool
	place = func(gi int, seen map[int]bool) bool {
		for _, pi := range edges[gi] {
			if seen[pi] {
				continue
			}
			seen[pi] = true
			if other, held := owner[pi]; !held || place(other, seen) {
				owner[pi] = gi
				return true
			}
		}
		return false
	}
	for _, gi := range order {
		place(gi, map[int]bool{})
	}
	taken := map[int]int{}
	for pi, gi := range owner {
		taken[gi] = pi
	}
	return taken
}

func (m *matcher) optional(c *graph.Claim) bool {
	return slices.ContainsFunc(m.gold, func(g GoldClaim) bool { return !g.Core && m.main(c, &g) })
}

// otherHalf says that the prediction is the part of a matched answer whose
// numbers its match does not give.
func (m *matcher) otherHalf(c *graph.Claim, mine []graph.Claim, taken map[int]int) bool {
	given := numbersOf(c)
	if len(given) == 0 {
		return false
	}
	for gi, pi := range taken {
		other := numbersOf(&mine[pi])
		if m.main(c, &m.gold[gi]) && !slices.ContainsFunc(given, func(n string) bool { return slices.Contains(other, n) }) {
			return true
		}
	}
	return false
}

func numbersOf(c *graph.Claim) (out []string) {
	for _, a := range c.Args {
		if slices.Contains(numbers, a.Role) {
			out = append(out, a.Role)
		}
	}
	return out
}

// repeated says that the answer stands in another sentence of the same length
// too, and was found there: a headline said again.
func (m *matcher) repeated(g *GoldClaim, taken map[int]int) bool {
	for gi := range taken {
		x := &m.gold[gi]
		if g.Type == x.Type && g.Sentence[1]-g.Sentence[0] == x.Sentence[1]-x.Sentence[0] && equalArgs(g.Args, x.Args) && equalChains(g.Sources, x.Sources) {
			return true
		}
	}
	return false
}

func equalArgs(a, b map[string]GoldArg) bool {
	if len(a) != len(b) {
		return false
	}
	for role, x := range a {
		y, ok := b[role]
		if !ok || x.Words != y.Words || x.None != y.None || !same(x.Span, y.Span) || (x.Quantity == nil) != (y.Quantity == nil) {
			return false
		}
		if x.Quantity != nil && (x.Quantity.Text != y.Quantity.Text || !same(x.Quantity.Min, y.Quantity.Min) || !same(x.Quantity.Max, y.Quantity.Max)) {
			return false
		}
	}
	return true
}
