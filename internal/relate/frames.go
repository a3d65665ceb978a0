package relate

import (
	"cmp"
	"slices"
	"strings"

	"casegraph/internal/clause"
	"casegraph/internal/frame"
	"casegraph/internal/ner"
	"casegraph/internal/schema"
	"casegraph/internal/syntax"
	"casegraph/internal/text"
)

// framed reads the claims that the sentence's predicates make.
func (f *field) framed() []Claim {
	out := f.backed()
	for i := range f.c.Len() {
		f.e.x.frames.At(f.c, i, func(call frame.Call) {
			for _, c := range f.call(i, call) {
				// The first frame of a predicate that holds is what it says.
				if !slices.ContainsFunc(out, func(o Claim) bool {
					return o.Type == c.Type && o.Trigger.Start == c.Trigger.Start && o.Rule != c.Rule && !f.e.complements(&o, &c)
				}) {
					out = append(out, c)
					f.e.found = append(f.e.found, c)
				}
			}
		})
		if c, ok := f.restated(i); ok {
			out = slices.DeleteFunc(out, func(o Claim) bool { return o.Type == c.Type && o.Trigger.Start == c.Trigger.Start })
			out = append(out, c)
			f.e.found = append(f.e.found, c)
		}
	}
	return together(out)
}

// together makes one claim of those by which one number died or was wounded: "several
// hundred had died or been hurt" tells how many there were of both.
func together(claims []Claim) []Claim {
	number := func(c *Claim, role string) *Arg {
		if c.Type != "CASUALTIES" {
			return nil
		}
		for i := range c.Args {
			if c.Args[i].Role == role && c.Args[i].Quantity != nil {
				return &c.Args[i]
			}
		}
		return nil
	}
	for i := range claims {
		killed := number(&claims[i], "killed")
		if killed == nil || number(&claims[i], "wounded") != nil {
			continue
		}
		for j := range claims {
			if wounded := number(&claims[j], "wounded"); wounded != nil && wounded.Start == killed.Start && number(&claims[j], "killed") == nil && claims[i].Stance == claims[j].Stance && claims[i].Negated == claims[j].Negated {
				killed.Role = "total"
				return together(slices.Delete(claims, j, j+1))
			}
		}
	}
	return claims
}

// complements says that two claims of one predicate give different numbers:
// "killed ten and wounded five".
func (e *extraction) complements(a, b *Claim) bool {
	for _, x := range a.Args {
		for _, y := range b.Args {
			if x.Quantity != nil && y.Quantity != nil && x.Role != y.Role && x.Start != y.Start {
				return true
			}
		}
	}
	return false
}

// call makes claims of a frame at word i.
func (f *field) call(i int, call frame.Call) []Claim {
	rel := f.e.x.schema.Relation(call.Claim)
	c := Claim{Type: call.Claim, Sentence: f.s.Index, Stance: Asserted, Rule: call.Name, Trigger: f.span(i, i+1)}
	if call.More > i && call.More-i <= 3 {
		c.Trigger = f.span(i, call.More+1)
		if call.Kind == clause.Noun && f.c.Head(i) == call.More {
			i = call.More // "sanctions list"
		}
	}
	for _, slot := range call.Without {
		if len(f.c.Fill(i, call.Kind, slot)) > 0 {
			return nil
		}
	}
	at := map[string]int{} // role → word of its first filler
	for _, r := range call.Roles {
		role, _ := rel.Role(r.Name)
		args, word := f.fill(i, call.Kind, &r, role)
		if word >= 0 {
			at[r.Name] = word
		}
		c.Args = append(c.Args, args...)
	}
	f.cut(&c, rel, i, at)
	apart := f.apart(&c, rel, call.Frame, i, call.Kind)
	for _, need := range call.Needs {
		if need != frame.Negation && !strings.Contains(need, "|") && !slices.ContainsFunc(c.Args, func(a Arg) bool { return a.Role == need }) && !(need == "victims" && f.numberAlone(&c, at)) {
			return nil
		}
	}
	f.count(&c, rel, at)
	if p, ok := rel.Role("place"); ok && p.Kind == schema.Entity && !slices.ContainsFunc(c.Args, func(a Arg) bool { return a.Role == "place" }) {
		if a, ok := f.where(i, call.Kind, &c); ok {
			for k := range c.Args { // "a pact in Ohrid": the place is no part of the pact
				if x := &c.Args[k]; x.Mention < 0 && x.Quantity == nil && x.Role == "agreement" && a.Start > x.Start && a.Start < x.End {
					if w := f.c.HeadOf(f.e.mentions[a.Mention].First, f.e.mentions[a.Mention].Limit); w > 0 {
						if first, _ := f.c.Subtree(w); first > 0 && f.c.Words[first].Start > x.Start {
							x.End = f.c.Words[first-1].End
						}
					}
				}
			}
			c.Args = append(c.Args, a)
		}
	}
	c.Args = slices.DeleteFunc(c.Args, func(a Arg) bool { // who is killed does not kill
		return a.Role == "against" && slices.ContainsFunc(c.Args, func(b Arg) bool {
			return b.Role == rel.Subject && b.Mention >= 0 && f.e.cluster(a.Mention) == f.e.cluster(b.Mention)
		})
	})
	f.ofState(&c)
	for _, need := range call.Needs { // "place|by|count": one of them
		if strings.Contains(need, "|") && !slices.ContainsFunc(c.Args, func(a Arg) bool { return slices.Contains(strings.Split(need, "|"), a.Role) }) {
			return nil
		}
	}
	if rel.From != "" && len(c.Args) == 0 || f.e.selfSame(&c, rel) || f.e.absurd(&c) {
		return nil
	}
	slices.SortStableFunc(c.Args, func(a, b Arg) int {
		return cmp.Or(rel.Position(a.Role)-rel.Position(b.Role), a.Start-b.Start)
	})
	f.settle(&c, rel, i)
	if call.Stance != "" && c.Stance == Asserted {
		c.Stance = Stance(call.Stance)
	}
	if call.Negated {
		c.Negated = !c.Negated
	}
	if rel.Presupposed && !f.known(&c) || slices.Contains(call.Needs, frame.Negation) && !c.Negated {
		return nil
	}
	if apart != nil {
		return f.each(c, rel, apart)
	}
	return append(f.e.split(c), f.including(c, rel, at)...)
}

// including makes a claim of those who are told apart among the counted: "44
// people, including twenty children, were injured".
func (f *field) including(c Claim, rel *schema.Relation, at map[string]int) []Claim {
	w, ok := at[rel.Subject]
	if rel.Subject == "" || !ok {
		return nil
	}
	inner := f.c.Fill(w, clause.Noun, "including")
	if len(inner) == 0 {
		return nil
	}
	var out []Claim
	role, _ := rel.Role(rel.Subject)
	for _, n := range f.c.Conjuncts(inner[0].Word) {
		a := f.amountOf(n)
		m, ok := f.party(n, role.Types, true, 0)
		if a < 0 || !ok || f.e.mentions[m].Form == ner.Name {
			continue
		}
		one := c
		one.Args = nil
		for _, x := range c.Args {
			switch {
			case x.Role == rel.Subject:
				p := &f.e.mentions[m]
				x = Arg{Role: x.Role, Mention: m, Start: p.Start, End: p.End, Path: "including"}
			case x.Quantity != nil:
				q := f.amounts[a].q
				x.Quantity, x.Start, x.End = &q, q.Start, q.End
			}
			one.Args = append(one.Args, x)
		}
		out = append(out, one)
	}
	return out
}

// known says that the person of a post has a name in the report.
func (f *field) known(c *Claim) bool {
	for _, a := range c.Args {
		if a.Role != "person" {
			continue
		}
		root := f.e.cluster(a.Mention)
		for i := range f.e.mentions {
			if f.e.cluster(i) == root && f.e.mentions[i].Form == ner.Name {
				return true
			}
		}
		return false
	}
	return true
}

// apart gives the words of those counted where several are, each with a number
// of its own: "ten soldiers and 19 gunmen died". nil where that is not so.
func (f *field) apart(c *Claim, rel *schema.Relation, fr *frame.Frame, i int, kind clause.Kind) []int {
	if rel.Subject == "" || !slices.ContainsFunc(fr.Roles, func(r frame.Role) bool { return r.Quantity }) && rel.Position("count") == len(rel.Roles) {
		return nil
	}
	var mentions []int
	for _, a := range c.Args {
		if a.Role == rel.Subject {
			mentions = append(mentions, a.Mention)
		}
	}
	if len(mentions) < 2 {
		return nil
	}
	words := make([]int, len(mentions))
	numbers := map[int]bool{}
	for k, m := range mentions {
		x := &f.e.mentions[m]
		if words[k] = f.c.HeadOf(x.First, x.Limit); words[k] < 0 {
			return nil // it stands in no word of the clause: a heading before it, another sentence
		}
		if a := f.amountOf(words[k]); a >= 0 {
			numbers[a] = true
		}
	}
	if len(numbers) < 2 {
		return nil
	}
	return words
}

// each makes a claim for each of those counted, with its own number.
func (f *field) each(c Claim, rel *schema.Relation, words []int) []Claim {
	var out []Claim
	n := 0
	for k := range c.Args {
		if c.Args[k].Role != rel.Subject {
			continue
		}
		one := c
		one.Args = nil
		for j, a := range c.Args {
			switch {
			case a.Role == rel.Subject && j != k:
			case a.Quantity != nil:
				if at := f.amountOf(words[n]); at >= 0 {
					q := f.amounts[at].q
					a.Quantity, a.Start, a.End = &q, q.Start, q.End
					one.Args = append(one.Args, a)
				}
			default:
				one.Args = append(one.Args, a)
			}
		}
		n++
		out = append(out, f.e.split(one)...)
	}
	return out
}

// bare says that a word is a number that stands for people whom nothing describes.
func (f *field) bare(n int) bool {
	if f.c.Tag(n) != syntax.NUM || len(f.heads.at(n)) > 0 || f.c.Child(n, syntax.Nmod) >= 0 {
		return false
	}
	return f.e.counted(f.s.Index) < 0 || !f.e.countedHere()
}

// numberAlone says that a claim counts by a number that is no noun's.
func (f *field) numberAlone(c *Claim, at map[string]int) bool {
	return slices.ContainsFunc(c.Args, func(a Arg) bool {
		w, ok := at[a.Role]
		return ok && (a.Role == "killed" || a.Role == "wounded") && a.Quantity != nil && (a.Quantity.Min != nil || a.Quantity.Max != nil) && f.c.Tag(w) == syntax.NUM
	})
}

// span is the bytes of a row of words.
func (f *field) span(first, limit int) Span {
	return Span{f.c.Words[first].Start, f.c.Words[limit-1].End}
}

// settle gives a claim its chain, stance and date.
func (f *field) settle(c *Claim, rel *schema.Relation, trigger int) {
	if rel.Presupposed && !f.predicated(trigger) {
		// A title before a name, an apposition, a possessive: the outlet's own words,
		// whatever is said of them.
		if f.e.x.manner.modified(f.c, trigger) {
			c.Stance = Hedged
		}
		return
	}
	token := int(f.c.Token[trigger])
	first, limit := 0, len(f.s.Tokens)
	if in := f.speechAt(token); in >= 0 {
		sp := &f.speeches[in]
		c.Sources = f.e.chain(sp.hops)
		if in = f.statementAt(token); in >= 0 {
			first, limit = f.speeches[in].first, f.speeches[in].limit
		}
	}
	m := f.e.x.manner.of(f.c, trigger, f.c.WordAt(first), f.c.WordAt(limit))
	c.Stance, c.Negated = m.stance, m.negated
	if in := f.statementAt(token); in >= 0 {
		switch f.speeches[in].stance {
		case Denied:
			c.Stance = Denied
		case NoComment:
			c.Stance = Hedged
		}
	}
	c.Date = f.date(trigger, first, limit)
}

// predicated says that a sentence says a thing of its subject by a verb or "is", and
// does not merely take it for granted.
func (f *field) predicated(trigger int) bool {
	if f.c.Child(trigger, syntax.Cop) >= 0 {
		return true
	}
	return f.c.Verbal(trigger) && f.c.Label(trigger) != syntax.Acl && f.c.Label(trigger) != syntax.Amod
}

// statementAt is the innermost speech that is a statement of its own and whose
// content holds a token, -1 for none.
func (f *field) statementAt(token int) int {
	in := -1
	for i, sp := range f.speeches {
		if !sp.silent && token >= sp.first && token < sp.limit && (in < 0 || sp.limit-sp.first < f.speeches[in].limit-f.speeches[in].first) {
			in = i
		}
	}
	return in
}

// speechAt is the innermost speech whose content holds a token, -1 for none.
func (f *field) speechAt(token int) int {
	in := -1
	for i, sp := range f.speeches {
		if token >= sp.first && token < sp.limit && (in < 0 || sp.limit-sp.first < f.speeches[in].limit-f.speeches[in].first) {
			in = i
		}
	}
	return in
}

// date is the date of a predicate: one that hangs on it or on the predicates above
// it, and on no other verb or noun between; nearest first.
func (f *field) date(trigger, first, limit int) *Date {
	best, score := -1, 1<<30
	head := text.Dateline(f.s.Tokens)
	for k := range f.days {
		w := &f.days[k]
		if w.first < first || w.limit > limit || w.limit <= head {
			continue
		}
		h := f.c.HeadOf(w.first, w.limit)
		if h < 0 {
			continue
		}
		steps, ok := f.reaches(trigger, h)
		if !ok {
			continue
		}
		distance := h - trigger
		if distance < 0 {
			distance = -distance
		}
		if sc := steps*40 + distance; sc < score {
			best, score = k, sc
		}
	}
	if best < 0 {
		best = f.leading(trigger, first, limit, head)
	}
	if best < 0 {
		return nil
	}
	return &f.days[best].d
}

// leading is the date that leads a sentence and holds for its main predicates, on
// whatever the tree hangs it: "On Tuesday the envoy will brief"; -1 for none.
func (f *field) leading(trigger, first, limit, head int) int {
	for k := range f.days {
		w := &f.days[k]
		if w.first < max(first, head) || w.limit > limit || w.first > max(first, head)+1 {
			continue
		}
		for at, i := trigger, 0; i < 6; i++ {
			switch f.c.Label(at) {
			case syntax.Root:
				return k
			case syntax.Conj, syntax.Xcomp, syntax.Obj:
				if at = f.c.Head(at); at < 0 {
					return -1
				}
				continue
			}
			break
		}
	}
	return -1
}

// reaches says that a date at word h is that of the predicate at trigger: steps is
// how far up from it the date hangs.
func (f *field) reaches(trigger, h int) (steps int, ok bool) {
	at := trigger
	for !f.c.Under(h, at) {
		up := f.c.Head(at)
		if up < 0 {
			return 0, false
		}
		switch f.c.Label(at) {
		case syntax.Conj:
			if h > min(at, up) && h < max(at, up) || h > up && up < at {
				return 0, false // "came on Tuesday and are fighting": the first alone
			}
		case syntax.Acl:
			if f.c.Verbal(at) && !f.markedBy(at, "to", "that", "of") {
				return 0, false // a relative clause has its own time
			}
		case syntax.Advcl:
			if !f.markedBy(at, "to", "of", "for", "from", "with") && f.c.Morphology.FormOf(f.c.Low(at))&clause.Ing == 0 {
				return 0, false
			}
		}
		at = up
		steps++
	}
	for g := f.c.Head(h); g >= 0 && g != at && g != trigger; g = f.c.Head(g) {
		if f.c.Verbal(g) {
			return 0, false // of a verb that hangs below: "who died in May"
		}
		if l := f.c.Label(g); l == syntax.Obj || l == syntax.Nsubj || l == syntax.Appos {
			if g != at && !f.c.Under(trigger, g) {
				return 0, false // of a thing: "the contract of May"
			}
		}
	}
	return steps, true
}

// said is the date of a speech: one that hangs on its verb, outside of what is said.
func (f *field) said(sp *speech) *Date {
	v := f.c.WordAt(sp.cue.First)
	if v >= f.c.Len() {
		return nil
	}
	head := text.Dateline(f.s.Tokens)
	for k := range f.days {
		w := &f.days[k]
		if w.limit <= head || w.first < sp.limit && w.limit > sp.first {
			continue
		}
		if h := f.c.HeadOf(w.first, w.limit); h >= 0 && f.c.Under(h, v) {
			if _, ok := f.reaches(v, h); ok {
				return &w.d
			}
		}
	}
	return nil
}

// fill looks a role up in its slots, in order; word is that of the first filler.
func (f *field) fill(i int, kind clause.Kind, r *frame.Role, role schema.Role) (args []Arg, word int) {
	types := r.Types
	if types == nil {
		types = role.Types
	}
	for _, slot := range r.Slots {
		var fillers []clause.Filler
		switch slot.Name {
		case "counted": // those whom the sentence has just counted
			if m := f.e.counted(f.s.Index); m >= 0 && f.e.countedHere() {
				p := &f.e.mentions[m]
				return []Arg{{Role: r.Name, Mention: m, Start: p.Start, End: p.End, Path: "counted before"}}, f.c.HeadOf(p.First, p.Limit)
			}
		case "announcer": // "the Ukrainian president announced the capture of"
			if m := f.announcer(i); m >= 0 && f.e.x.fits(&f.e.mentions[m], append([]string{"demonym"}, types...)) {
				p := &f.e.mentions[m]
				return []Arg{{Role: r.Name, Mention: m, Start: p.Start, End: p.End, Path: "who announces it"}}, f.c.HeadOf(p.First, p.Limit)
			}
		default:
			fillers = f.c.Fill(i, kind, slot.Name)
		}
		for _, x := range fillers {
			switch {
			case role.Kind == schema.Quantity:
				if a := f.ownNumber(i); kind == clause.Verb && a >= 0 {
					q := f.amounts[a].q
					return []Arg{{Role: r.Name, Mention: -1, Start: q.Start, End: q.End, Quantity: &q, Path: "number before the verb"}}, x.Word
				}
				if a, ok := f.quantity(x, r.Name, slot.Name); ok {
					return []Arg{a}, x.Word
				}
			case role.Kind == schema.Text:
				if f.isDate(x.Word) {
					continue // "detained on Friday" is no charge
				}
				if a, ok := f.words(x, r.Name); ok {
					return []Arg{a}, x.Word
				}
			default:
				if r.Name == "victims" && f.bare(x.Word) {
					continue // "killed 18", "leaves one dead": nobody is named or described
				}
				ms, ws := f.parties(x.Word, types, true)
				if slot.Pick > 0 && len(ms) < 2 {
					ms, ws = f.pair(x.Word, types)
				}
				switch slot.Pick {
				case 1:
					if len(ms) < 2 {
						continue
					}
					ms, ws = ms[:1], ws[:1]
				case 2:
					if len(ms) < 2 {
						continue
					}
					ms, ws = ms[1:2], ws[1:2]
				}
				for k, m := range ms {
					m = f.lossesOf(m, r.Name)
					mention := &f.e.mentions[m]
					args = append(args, Arg{Role: r.Name, Mention: m, Start: mention.Start, End: mention.End, Path: x.Path})
					if word = ws[0]; k == 0 && slot.Pick == 0 {
						word = x.Word
					}
				}
				if args != nil {
					return args, word
				}
			}
		}
	}
	return nil, -1
}

// ownNumber is the number that a verb has of those whom it shares with the verb that
// it is joined to: "ten people were killed and 16 more injured"; -1 for none.
func (f *field) ownNumber(v int) int {
	h := f.c.Head(v)
	if f.c.Label(v) != syntax.Conj || h < 0 || h > v || f.c.Child(v, syntax.Nsubj) >= 0 {
		return -1
	}
	for a := range f.amounts {
		w, l := f.c.WordAt(f.amounts[a].first), f.c.WordAt(f.amounts[a].limit)
		if w > h && l <= v && v-l <= 2 && f.c.Under(w, v) {
			return a
		}
	}
	return -1
}

// lossesOf gives for a state whose losses are told its soldiers: "Russian losses".
func (f *field) lossesOf(m int, role string) int {
	x := &f.e.mentions[m]
	if role != "victims" || x.Type != ner.Place || x.Form != ner.Name || x.Country == "" {
		return m
	}
	k := f.e.described(f.s, x.First, x.Limit)
	d := &f.e.mentions[k]
	d.Type, d.Class, d.Country, d.Plural, d.State = ner.Unit, "military", x.Country, true, m
	return k
}

// pair are the two of whom a plural speaks: "the foreign ministers of A and B", "the
// two sides".
func (f *field) pair(n int, types []string) (ms, ws []int) {
	for _, x := range f.c.Fill(n, clause.Noun, "of") {
		if ms, ws = f.parties(x.Word, types, false); len(ms) == 2 {
			return ms, ws
		}
	}
	switch f.c.Low(n) {
	case "sides", "countries", "parties", "nations", "leaders", "ministers", "presidents", "governments", "two", "both", "pair", "neighbours", "neighbors", "states":
		for i := len(f.e.claims) - 1; i >= 0 && f.s.Index-f.e.claims[i].Sentence <= 4; i-- {
			c := &f.e.claims[i]
			if rel := f.e.x.schema.Relation(c.Type); rel == nil || !rel.Symmetric {
				continue
			}
			a, b := -1, -1
			for _, x := range c.Args {
				switch {
				case x.Role == "a" && f.e.x.fits(&f.e.mentions[x.Mention], types):
					a = x.Mention
				case x.Role == "b" && f.e.x.fits(&f.e.mentions[x.Mention], types):
					b = x.Mention
				}
			}
			if a >= 0 && b >= 0 {
				return []int{a, b}, []int{n, n}
			}
		}
	}
	return nil, nil
}

// announcer is the state in whose name somebody announces what noun i is: its
// leader does not capture by himself.
func (f *field) announcer(i int) int {
	v := f.c.Head(i)
	if v < 0 || f.c.Label(i) != syntax.Obj || !f.c.Verbal(v) {
		return -1
	}
	switch f.c.Low(v) {
	case "announced", "announces", "announce", "confirmed", "confirms", "confirm", "reported", "reports", "report", "hailed", "claimed", "claims":
	default:
		return -1
	}
	s, _ := f.c.Subject(v)
	if s < 0 {
		return -1
	}
	return f.stateOf(s)
}

// stateOf is the state that the phrase of word n names before its head: "Ukrainian
// President X"; or n itself, if it is a state or body. -1 for none.
func (f *field) stateOf(n int) int {
	for _, k := range f.heads.at(n) {
		if m := &f.e.mentions[k]; m.Form == ner.Name && !m.Demonym && m.Type != ner.Person && m.Type != ner.Event {
			return k
		}
	}
	first, limit := f.c.Subtree(n)
	limit = min(limit, n+3)
	for w := first; w < limit; w++ {
		for _, k := range f.about.at(w) {
			if m := &f.e.mentions[k]; m.Type == ner.Place && (m.Demonym || slices.Contains(m.Labels, "Country")) {
				return k
			}
		}
	}
	return -1
}

// quantity is the number of what fills a slot. A plural without a number is a
// number that is not known: "killed civilians".
func (f *field) quantity(x clause.Filler, role, slot string) (Arg, bool) {
	for _, w := range f.c.Conjuncts(x.Word)[:1] {
		if a := f.amountOf(w); a >= 0 {
			q := f.amounts[a].q
			return Arg{Role: role, Mention: -1, Start: q.Start, End: q.End, Quantity: &q, Path: x.Path}, true
		}
	}
	n := x.Word
	if f.c.Tag(n) != syntax.NOUN && f.c.Tag(n) != syntax.PROPN {
		return Arg{}, false
	}
	if held := f.c.Counted(n); held >= 0 && f.c.Low(held) != "numbers" { // "the number of soldiers killed rose to 15"
		for _, y := range f.c.Fill(held, clause.Noun, "measured") {
			if a := f.amountOf(y.Word); a >= 0 {
				q := f.amounts[a].q
				return Arg{Role: role, Mention: -1, Start: q.Start, End: q.End, Quantity: &q, Path: y.Path}, true
			}
		}
		if det := f.c.Child(held, syntax.Det); det >= 0 && f.c.Low(det) == "the" && f.c.Child(held, syntax.Amod) < 0 {
			return Arg{}, false // not "the large number of"
		}
	}
	first, low := n, f.c.Low(n)
	for _, k := range f.c.Children(n) {
		if i := int(k); i < n && f.c.Label(i) == syntax.Det {
			switch f.c.Low(i) {
			case "a", "an", "another":
				if slot != "self" && !strings.HasSuffix(low, "s") {
					q := exactly(1)
					q.Start, q.End = f.c.Words[i].Start, f.c.Words[i].End
					return Arg{Role: role, Mention: -1, Start: q.Start, End: q.End, Quantity: &q, Path: x.Path}, true
				}
			case "the", "no", "this", "that", "these", "those":
				if slot != "self" {
					return Arg{}, false
				}
			}
		}
	}
	for _, k := range f.c.Children(n) {
		if i := int(k); i < n && n-i <= 3 && (f.c.Label(i) == syntax.Amod || f.c.Label(i) == syntax.Compound) {
			first = min(first, i)
		}
	}
	plural := strings.HasSuffix(low, "s") || low == "people" || low == "men" || low == "women" || low == "children"
	if !plural || f.c.Tag(n) == syntax.PROPN {
		return Arg{}, false
	}
	s := f.span(first, n+1)
	q := Quantity{Start: s.Start, End: s.End, About: true, Unit: singular(low)}
	return Arg{Role: role, Mention: -1, Start: q.Start, End: q.End, Quantity: &q, Path: x.Path}, true
}

// words are the words of what fills a slot, without what introduces them.
func (f *field) words(x clause.Filler, role string) (Arg, bool) {
	n := x.Word
	if role == "amount" && f.actor(n) {
		return Arg{}, false
	}
	if role == "goods" {
		if low := f.c.Low(n); f.c.Tag(n) == syntax.DET || f.e.x.abstract.Has(low) || f.e.x.abstract.Has(singular(low)) || f.actor(n) && len(f.heads.at(n)) > 0 || f.c.Tag(n) == syntax.PRON {
			return Arg{}, false
		}
		for f.e.x.containers.Has(f.c.Low(n)) {
			inner := -1
			for _, k := range f.c.Children(n) {
				if f.c.Case(int(k)) == "of" {
					inner = int(k)
				}
			}
			if inner < 0 {
				break
			}
			n = inner
		}
	}
	first, limit := f.c.Subtree(n)
	if role == "goods" {
		for _, k := range f.c.Conjuncts(n) { // "fuel and motorcycles", which the tree may join to the verb
			if lo, hi := f.c.Subtree(k); k > n && lo-limit <= 1 {
				limit = max(limit, hi)
			}
		}
	}
	if role == "goods" { // "drones, which were": what is told of them is not what was given
		for _, k := range f.c.Children(n) {
			if l := f.c.Label(int(k)); int(k) > n && (l == syntax.Acl || l == syntax.Appos) {
				if lo, _ := f.c.Subtree(int(k)); lo > n && f.c.Tag(lo) == syntax.PUNCT || lo > n+1 && f.c.Low(lo-1) == "," {
					limit = min(limit, lo)
				}
			}
		}
	}
	if n == x.Word {
		for _, k := range f.c.Children(n) {
			if l := f.c.Label(int(k)); int(k) == first && (l == syntax.Mark || l == syntax.Case) {
				first++
			}
		}
	} else {
		for first < n && f.c.Label(first) == syntax.Case {
			first++
		}
	}
	for first < limit && (f.c.Tag(first) == syntax.PUNCT || f.c.Low(first) == "that" && f.c.Label(first) == syntax.Mark) {
		first++
	}
	for limit > first && f.c.Tag(limit-1) == syntax.PUNCT && f.c.Low(limit-1) != ")" {
		limit--
	}
	if limit <= first {
		return Arg{}, false
	}
	s := f.span(first, limit)
	return Arg{Role: role, Mention: -1, Start: s.Start, End: s.End, Path: x.Path}, true
}

// cut ends texts where another role, or a circumstance of the predicate, begins
// inside of them: "sold rifles to the militia in May".
func (f *field) cut(c *Claim, rel *schema.Relation, trigger int, at map[string]int) {
	for k := range c.Args {
		a := &c.Args[k]
		role, _ := rel.Role(a.Role)
		if role.Kind != schema.Text || a.Role == "content" || a.Role == "matter" {
			continue
		}
		for r, w := range at {
			other, _ := rel.Role(r)
			if r == a.Role || other.Kind != schema.Entity {
				continue
			}
			first, _ := f.c.Subtree(w)
			if p := f.c.Words[first].Start; p > a.Start && p < a.End && first > trigger {
				a.End = f.c.Words[first-1].End
			}
		}
		for _, w := range f.days {
			if p := f.s.Tokens[w.first].Start; p > a.Start && p < a.End && w.first > 0 {
				a.End = f.s.Tokens[w.first-1].End
			}
		}
	}
}

// ofState gives nameless troops the state that sends them: "North Korea could send
// 10,000 troops".
func (f *field) ofState(c *Claim) {
	if c.Type != "DEPLOYED_TO" && c.Type != "WITHDREW_FROM" {
		return
	}
	country := ""
	for _, a := range c.Args {
		if a.Role == "by" {
			m := &f.e.mentions[a.Mention]
			if country = m.Country; country == "" && m.Type == ner.Person {
				h := f.c.HeadOf(m.First, m.Limit)
				for h > 0 && (f.c.Label(h) == syntax.Flat || f.c.Label(h) == syntax.Appos) && f.c.Head(h) >= 0 && f.c.Head(h) < h && h-f.c.Head(h) <= 2 {
					h = f.c.Head(h) // "the Chadian leader X"
				}
				if k := f.stateOf(h); k >= 0 {
					country = f.e.mentions[k].Country
				}
			}
		}
	}
	for _, a := range c.Args {
		if a.Role != "force" || country == "" {
			continue
		}
		m := &f.e.mentions[a.Mention]
		if m.Form == ner.Nominal && m.Class == "military" && m.Country == "" && !m.Definite && f.e.cluster(a.Mention) == a.Mention && f.e.alone(a.Mention) {
			m.Country = country
		}
	}
}

// alone says that no link joins a mention to another.
func (e *extraction) alone(m int) bool {
	for i, c := range e.clusters {
		if i != m && c == m {
			return false
		}
	}
	return true
}

// count gives the number of those whom the claim speaks of.
func (f *field) count(c *Claim, rel *schema.Relation, at map[string]int) {
	role, ok := rel.Role("count")
	if !ok || rel.Subject == "" || slices.ContainsFunc(c.Args, func(a Arg) bool { return a.Role == "count" }) {
		return
	}
	w, ok := at[rel.Subject]
	if goods, isGoods := at["goods"]; isGoods {
		w, ok = goods, true
	}
	if !ok {
		return
	}
	if a := f.amountOf(w); a >= 0 {
		q := f.amounts[a].q
		c.Args = append(c.Args, Arg{Role: role.Name, Mention: -1, Start: q.Start, End: q.End, Quantity: &q, Path: "number"})
	}
}

// where is the place in which a predicate holds.
func (f *field) where(i int, kind clause.Kind, c *Claim) (Arg, bool) {
	tries := [][]int{f.c.Where(i)}
	if h := f.c.Head(i); kind != clause.Verb && h >= 0 {
		tries = append(tries, f.c.Where(h))
	} else if h >= 0 && (f.c.Label(i) == syntax.Conj || f.c.Label(i) == syntax.Xcomp || f.c.Label(i) == syntax.Advcl) {
		tries = append(tries, f.c.Where(h))
	}
	for _, ws := range tries {
		for _, w := range ws {
			k := f.placeOf(w)
			if k < 0 || slices.ContainsFunc(c.Args, func(a Arg) bool { return a.Mention == k }) {
				continue
			}
			if q := f.within(k); q >= 0 && !slices.ContainsFunc(c.Args, func(a Arg) bool { return a.Mention == q }) {
				k = q
			}
			m := &f.e.mentions[k]
			return Arg{Role: "place", Mention: k, Start: m.Start, End: m.End, Path: f.c.Case(w)}, true
		}
	}
	return Arg{}, false
}

// within is the place that a name says the whole of: Minova for South Kivu, in "near
// Minova, in South Kivu"; -1 for none.
func (f *field) within(k int) int {
	tokens := f.s.Tokens
	at := f.e.mentions[k].First
	if at > 1 && tokens[at-1].Lower == "in" {
		at--
	}
	if at < 2 || tokens[at-1].Text != "," {
		return -1
	}
	for _, q := range f.here {
		if m := &f.e.mentions[q]; m.Limit == at-1 && m.Form == ner.Name && m.Type == ner.Place && !m.Demonym && m.First > 0 {
			switch tokens[m.First-1].Lower {
			case "in", "near", "at", "outside", "around":
				return q
			}
		}
	}
	return -1
}

// backed reads "Iran-backed militants" and "the Hariri-led party": who helps or leads
// whom.
func (f *field) backed() []Claim {
	var out []Claim
	for t := range f.s.Tokens {
		cut := strings.LastIndex(f.s.Tokens[t].Lower, "-")
		if cut <= 0 {
			continue
		}
		how := f.s.Tokens[t].Lower[cut+1:]
		if !helps[how] && how != "led" {
			continue
		}
		helper := -1
		for _, k := range f.here {
			if m := &f.e.mentions[k]; m.First <= t && t < m.Limit && m.Start <= f.s.Tokens[t].Start && m.End < f.s.Tokens[t].End && m.Form == ner.Name {
				helper = k
			}
		}
		w := f.c.WordAt(t+1) - 1
		if helper < 0 || w < 0 {
			continue
		}
		h := f.c.Head(w)
		for i := 0; i < 3 && h >= 0 && h <= w; i++ {
			h = f.c.Head(h)
		}
		if h < 0 {
			continue
		}
		helped, ok := f.party(h, []string{"Actor", "Human"}, true, 0)
		if !ok || f.e.cluster(helped) == f.e.cluster(helper) {
			continue
		}
		a, b := &f.e.mentions[helper], &f.e.mentions[helped]
		if how == "led" {
			if a.Type == ner.Person && f.canBeBody(b) {
				p := post{first: t, limit: t + 1, word: w, claim: "LEADS"}
				c := f.postClaim("LEADS", &p, t, helper, foundBody{helped, "noun"}, "before -led")
				c.Rule, c.Args = "posts#led", c.Args[:2]
				out = append(out, c)
			}
			continue
		}
		c := Claim{
			Type: "AIDED", Sentence: f.s.Index, Stance: Asserted, Rule: "aid#backed", Trigger: Span{f.s.Tokens[t].Start, f.s.Tokens[t].End},
			Args: []Arg{{Role: "helper", Mention: helper, Start: a.Start, End: a.End, Path: "before -" + how}, {Role: "helped", Mention: helped, Start: b.Start, End: b.End, Path: "noun"}},
		}
		f.settle(&c, f.e.x.schema.Relation("AIDED"), w)
		out = append(out, c)
	}
	return out
}

// helps are the participles that tell who helps behind a hyphen.
var helps = map[string]bool{"backed": true, "supported": true, "funded": true, "financed": true, "sponsored": true, "trained": true, "armed": true, "equipped": true, "aided": true}
