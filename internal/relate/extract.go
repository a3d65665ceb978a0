package relate

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"casegraph/internal/clause"
	"casegraph/internal/coref"
	"casegraph/internal/doc"
	"casegraph/internal/frame"
	"casegraph/internal/ner"
	"casegraph/internal/pattern"
	"casegraph/internal/schema"
	"casegraph/internal/text"
)

// An Extractor reads claims. It is immutable and safe for concurrent use.
//
// It reads frames over the sentence's dependency tree first, and rules over its
// surface as a second net.
type Extractor struct {
	schema     *schema.Schema
	rules      *pattern.Rules
	frames     *frame.Frames
	morphology *clause.Morphology
	manner     *mannerTable
	words      vocabulary
	titles     titles
	speech     *speechTable
	people     *pattern.List
	members    *pattern.List // whose act is their body's
	sources    *pattern.List // things that speak
	sites      *pattern.List // what can be attacked
	things     *pattern.List // whose names end like those of people
	falsehoods *pattern.List // what those call a report who deny it
	family     *pattern.List // kin
	places     *pattern.List // kinds of places
	abstract   *pattern.List // what is given without being goods
	containers *pattern.List
	light      map[string]bool // forms of light verbs
}

// New loads the rules and word lists. Rules that make mentions are left to ner.
func New(fsys fs.FS, s *schema.Schema) (*Extractor, error) {
	x := &Extractor{schema: s, light: map[string]bool{}}
	var light *pattern.List
	var err error
	x.rules, err = pattern.Load(fsys, func(name string) bool { return !strings.HasPrefix(name, "names") }, x.check)
	if err != nil {
		return nil, err
	}
	for name, to := range map[string]**pattern.List{
		"say_verbs": &x.words.say, "deny_verbs": &x.words.deny, "comment_verbs": &x.words.comment, "say_adverbs": &x.words.adverb,
		"leader_titles": &x.titles.leader, "spokes_titles": &x.titles.spokes, "post_titles": &x.titles.other, "member_titles": &x.titles.member,
		"lowering": &x.titles.lowering, "former": &x.titles.former, "titles": &x.titles.rank,
		"members": &x.members, "sources": &x.sources, "abstract": &x.abstract,
		"sites": &x.sites, "things": &x.things, "falsehoods": &x.falsehoods, "family": &x.family, "place_nouns": &x.places, "people": &x.people, "containers": &x.containers, "light_verbs": &light,
	} {
		if *to = x.rules.Lists[name]; *to == nil {
			return nil, fmt.Errorf("load rules: there is no list %q", name)
		}
	}
	irregular, err := fs.ReadFile(fsys, "lexicon/irregular_verbs.tsv")
	if err != nil {
		return nil, fmt.Errorf("load rules: %w", err)
	}
	if x.morphology, err = clause.NewMorphology(string(irregular)); err != nil {
		return nil, fmt.Errorf("load rules: %w", err)
	}
	for v := range light.Words() {
		for _, form := range x.morphology.Verb(v) {
			x.light[form] = true
		}
	}
	manners, err := fs.ReadFile(fsys, "lexicon/manner.tsv")
	if err != nil {
		return nil, fmt.Errorf("load rules: %w", err)
	}
	if x.manner, err = newMannerTable(string(manners), x.morphology); err != nil {
		return nil, err
	}
	verbs, err := fs.ReadFile(fsys, "lexicon/speech.tsv")
	if err != nil {
		return nil, fmt.Errorf("load rules: %w", err)
	}
	nouns, err := fs.ReadFile(fsys, "lexicon/speech_nouns.tsv")
	if err != nil {
		return nil, fmt.Errorf("load rules: %w", err)
	}
	if x.speech, err = newSpeechTable(string(verbs), string(nouns), x.morphology); err != nil {
		return nil, err
	}
	x.frames, err = frame.Load(fsys, x.morphology, x.checkFrame)
	return x, err
}

// checkFrame says what a frame has that the schema has not.
func (x *Extractor) checkFrame(f *frame.Frame) error {
	rel := x.schema.Relation(f.Claim)
	if rel == nil {
		return fmt.Errorf("%q is not a relation", f.Claim)
	}
	for _, r := range f.Roles {
		role, ok := rel.Role(r.Name)
		if !ok {
			return fmt.Errorf("role %q is not a role of %s", r.Name, f.Claim)
		}
		if r.Quantity != (role.Kind == schema.Quantity) {
			return fmt.Errorf("role %q: # is for quantities, and for them alone", r.Name)
		}
	}
	return checkStance(f.Stance)
}

// check says what a rule has that the schema has not.
func (x *Extractor) check(r *pattern.Rule, roles []string) error {
	if r.Claim == "" {
		return nil
	}
	rel := x.schema.Relation(r.Claim)
	if rel == nil {
		return fmt.Errorf("%q is not a relation", r.Claim)
	}
	for _, role := range roles {
		if _, ok := rel.Role(role); !ok && role != "trigger" {
			return fmt.Errorf("role %q is not a role of %s", role, r.Claim)
		}
	}
	return checkStance(r.Stance)
}

func checkStance(s string) error {
	switch Stance(s) {
	case "", Asserted, Denied, Hedged, Planned, NoComment:
		return nil
	}
	return fmt.Errorf("%q is not a stance", s)
}

// Claims returns the claims of a document in order of sentence and place, and
// the mentions with those appended that only a claim describes. trees are those of
// the sentences; one without words is of a sentence that was not parsed.
func (x *Extractor) Claims(d *doc.Document, sentences []text.Sentence, trees []clause.Tree, mentions []ner.Mention, links []coref.Link) ([]Claim, []ner.Mention) {
	e := extraction{x: x, doc: d, mentions: slices.Clip(mentions), clusters: coref.Clusters(len(mentions), links), bodies: map[int]int{}}
	bySentence := make([][]int, len(sentences))
	for i := range mentions {
		bySentence[mentions[i].Sentence] = append(bySentence[mentions[i].Sentence], i)
	}
	e.sentences = sentences
	for i := range sentences {
		s := &sentences[i]
		if s.Kind == doc.Boilerplate || s.Kind == doc.Credit {
			e.open, e.last = false, nil
			continue
		}
		e.sentence(s, &trees[i], bySentence[i])
	}
	slices.SortStableFunc(e.claims, func(a, b Claim) int { return a.Sentence - b.Sentence }) // statements were put behind
	return e.claims, e.mentions
}

type extraction struct {
	x          *Extractor
	doc        *doc.Document
	sentences  []text.Sentence
	mentions   []ner.Mention
	clusters   []int
	bodies     map[int]int // cluster of a person → mention of the body that it speaks for or leads
	claims     []Claim
	found      []Claim // of the sentence that is being read
	last       []Hop   // of the last speech, for quotations that go on
	paragraph  int
	open       bool             // a quotation is open across sentences
	joint      []int            // persons who were last named together
	jointIn    int              // the sentence in which they were
	below      []Hop            // who speaks below a colon
	belowFrom  int              // paragraph of the colon
	unsaid     []*text.Sentence // of a quotation that is open, those whose speaker is not known yet
	sayer      []Hop            // who speaks in the sentence that is being read, if it says nothing itself
	openBefore bool             // ... where the sentence that is being read begins
	day        time.Time        // the last that was told
}

func (e *extraction) sentence(s *text.Sentence, tree *clause.Tree, here []int) {
	days := dates(s, e.doc, e.day)
	for i := range days {
		if t, ok := days[i].d.day(); ok {
			e.day = t
		}
	}
	amounts := quantities(s, days)
	e.openBefore = e.open && s.Paragraph == e.paragraph
	f := e.field(s, tree, here, amounts, days)
	speeches := e.carried(s, f.speechesOf())
	f.speeches = speeches

	f.rememberBodies()
	ms := make([]pattern.Mention, len(here))
	for i, k := range here {
		m := &e.mentions[k]
		if m.Form == ner.Pronoun && e.firstPersonal(m) {
			ms[i] = pattern.Mention{First: m.First, Limit: m.Limit, Type: "first person"} // left to the frames, which know who speaks
			continue
		}
		ms[i] = pattern.Mention{First: m.First, Limit: m.Limit, Type: m.Type, Labels: m.Labels, Form: string(m.Form), Demonym: m.Demonym}
	}
	qs := make([]pattern.Value, len(amounts))
	for i, a := range amounts {
		qs[i] = pattern.Value{First: a.first, Limit: a.limit}
	}
	ds := make([]pattern.Value, len(days))
	for i, w := range days {
		ds[i] = pattern.Value{First: w.first, Limit: w.limit}
	}
	in := pattern.NewInput(s, ms, qs, ds)

	var claims []Claim
	for _, sp := range speeches {
		if sp.silent {
			continue
		}
		c := e.statement(f, sp)
		// "rejects the report, denying that A": said once.
		if !slices.ContainsFunc(claims, func(o Claim) bool {
			return o.Args[0].Start == c.Args[0].Start && o.Args[0].End == c.Args[0].End && o.Stance == c.Stance && o.Negated == c.Negated && sameChain(o.Sources, c.Sources)
		}) {
			claims = append(claims, c)
		}
	}
	e.found = nil
	framed := e.merged(slices.Concat(f.framed(), f.held, f.kin(), f.parts(), f.located()))
	var found []Claim
	e.x.rules.Find(in, func(r *pattern.Rule, m pattern.Match) {
		if c, ok := e.claim(f, r, m); ok {
			found = append(found, e.split(c)...)
			e.found = append(e.found, c)
		}
	})
	// What a frame says of a predicate stands before what a rule says of it, but for
	// a number that the frame did not see.
	var kept []Claim
	for _, c := range e.merged(found) {
		keep := true
		framed = slices.DeleteFunc(framed, func(o Claim) bool {
			if o.Type != c.Type || o.Trigger.Start >= c.Trigger.End || c.Trigger.Start >= o.Trigger.End {
				return false
			}
			if numbered(&c) && !numbered(&o) {
				return true
			}
			keep = false
			return false
		})
		if keep {
			kept = append(kept, c)
		}
	}
	claims = append(claims, e.distinct(append(framed, kept...))...)
	slices.SortStableFunc(claims, func(a, b Claim) int {
		return cmp.Or(a.Trigger.Start-b.Trigger.Start, strings.Compare(a.Type, b.Type))
	})
	e.claims = append(e.claims, claims...)
}

func (e *extraction) firstPersonal(m *ner.Mention) bool {
	switch m.Head {
	case "we", "us", "our", "i", "me", "my":
		return true
	}
	return false
}

// numbered says that a claim gives a number with bounds.
func numbered(c *Claim) bool {
	return slices.ContainsFunc(c.Args, func(a Arg) bool { return a.Quantity != nil && (a.Quantity.Min != nil || a.Quantity.Max != nil) })
}

// carried adds the sentence itself as a speech where a quotation goes on from
// the sentence before, or stands free behind one whose speaker is known.
func (e *extraction) carried(s *text.Sentence, speeches []speech) []speech {
	n := len(s.Tokens)
	begins := n > 0 && (s.Tokens[0].Text == "“" || s.Tokens[0].Text == "\"")
	if s.Paragraph != e.paragraph {
		// A quotation goes on in the next paragraph only if that opens it again.
		if !e.open || !begins {
			e.last = nil
		}
		e.open, e.unsaid = false, nil
	}
	e.paragraph = s.Paragraph
	if hops := e.colonCarried(s, speeches); hops != nil {
		speeches = append(speeches, speech{hops: hops, cue: pattern.Value{First: 0, Limit: 1}, first: 0, limit: n, stance: Asserted, rule: "attribution#said below a colon"})
		speeches[len(speeches)-1].limit = contentEnd(s.Tokens)
		return speeches
	}
	inside := e.open
	for _, t := range s.Tokens {
		switch t.Text {
		case "“":
			e.open = true
		case "”":
			e.open = false
		case "\"":
			e.open = !e.open
		}
	}
	if begins && !inside && e.open && e.speakerFollows(s) {
		e.last = nil
	}
	if len(speeches) == 0 && e.last != nil && (inside || begins) && n > 3 {
		first, limit := 0, n
		for first < limit && s.Tokens[first].Class == text.Mark {
			first++
		}
		for k := first; k < limit; k++ {
			if t := s.Tokens[k].Text; t == "”" || t == "\"" {
				limit = k // what stands behind the quotation is not said
			}
		}
		for limit > first && s.Tokens[limit-1].Class == text.Mark {
			limit--
		}
		if limit-first >= 2 {
			speeches = append(speeches, speech{hops: e.last, cue: pattern.Value{First: first, Limit: first + 1}, first: first, limit: limit, stance: Asserted, rule: "attribution#quotation goes on"})
		}
	}
	switch k := lastIndex(speeches); {
	case k < 0 && e.open && e.last == nil && (begins || inside && e.unsaid != nil):
		e.unsaid = append(e.unsaid, s)
	case k >= 0 && inside && e.unsaid != nil && speeches[k].first <= 1:
		e.wasSaid(speeches[k].hops)
	default:
		e.unsaid = nil
	}
	if k := lastIndex(speeches); k >= 0 {
		e.last = speeches[k].hops
	} else if !inside && !begins {
		e.last = nil // other words stand between
	}
	return speeches
}

// speakerFollows says that more stands behind the end of the quotation that is open
// at the end of a sentence: “A. B,” said X.
func (e *extraction) speakerFollows(s *text.Sentence) bool {
	for i := s.Index + 1; i < len(e.sentences) && i <= s.Index+12 && e.sentences[i].Paragraph == s.Paragraph; i++ {
		tokens := e.sentences[i].Tokens
		for k := range tokens {
			if t := tokens[k].Text; t == "”" || t == "\"" {
				return k+2 < len(tokens)
			}
		}
	}
	return false
}

// wasSaid gives the sentences of a quotation the speaker whom only its end names:
// “A. B,” said X.
func (e *extraction) wasSaid(hops []Hop) {
	chain := e.chain(hops)
	for _, s := range e.unsaid {
		for i := len(e.claims) - 1; i >= 0 && e.claims[i].Sentence >= s.Index; i-- {
			if c := &e.claims[i]; c.Sentence == s.Index && len(c.Sources) == 0 && !e.x.schema.Relation(c.Type).Presupposed {
				c.Sources = chain
			}
		}
		first, limit := 0, contentEnd(s.Tokens)
		for first < limit && s.Tokens[first].Class == text.Mark {
			first++
		}
		if limit-first < 2 {
			continue
		}
		e.claims = append(e.claims, Claim{
			Type: "STATEMENT", Sentence: s.Index, Stance: Asserted, Sources: chain, Rule: "attribution#quotation begins",
			Trigger: Span{s.Tokens[first].Start, s.Tokens[first].End},
			Args:    []Arg{{Role: "content", Mention: -1, Start: s.Tokens[first].Start, End: s.Tokens[limit-1].End}},
		})
	}
	e.unsaid = nil
}

// colonCarried gives the speaker of a sentence that stands without quotation marks
// below "The minister said:", as press offices write. It ends with a heading, a
// quotation in marks, or another's speech.
func (e *extraction) colonCarried(s *text.Sentence, speeches []speech) []Hop {
	tokens := s.Tokens
	n := len(tokens)
	if n == 0 {
		return nil
	}
	last := tokens[n-1].Text
	if last == ":" {
		e.below = nil
		if k := lastIndex(speeches); k >= 0 && speeches[k].limit >= n-2 || k >= 0 && speeches[k].limit-speeches[k].first < 3 {
			e.below = speeches[k].hops
		} else if e.sayer != nil {
			e.below = e.sayer
		}
		e.belowFrom = s.Paragraph
		return nil
	}
	if e.below == nil || s.Paragraph == e.belowFrom {
		return nil
	}
	quoted := tokens[0].Text == "“" || tokens[0].Text == "\"" || tokens[0].Text == "‘"
	if quoted || last != "." && last != "!" && last != "?" || s.Kind != doc.Body {
		e.below = nil
		return nil
	}
	return e.below
}

// contentEnd is the token behind the last that is said: final marks are outside.
func contentEnd(tokens []text.Token) int {
	n := len(tokens)
	for n > 0 && tokens[n-1].Class == text.Mark && tokens[n-1].Text != ")" && tokens[n-1].Text != "%" {
		n--
	}
	return n
}

// lastIndex is the last speech that is a statement, -1 for none.
func lastIndex(speeches []speech) int {
	for i := len(speeches) - 1; i >= 0; i-- {
		if !speeches[i].silent {
			return i
		}
	}
	return -1
}

func (e *extraction) statement(f *field, sp speech) Claim {
	s := f.s
	tokens := s.Tokens
	c := Claim{
		Type: "STATEMENT", Sentence: s.Index, Trigger: Span{tokens[sp.cue.First].Start, tokens[sp.cue.Limit-1].End},
		Args:   []Arg{{Role: "content", Mention: -1, Start: tokens[sp.first].Start, End: tokens[sp.limit-1].End}},
		Stance: sp.stance, Sources: e.chain(sp.hops), Rule: sp.rule, Date: f.said(&sp),
	}
	if sp.negated && sp.stance != NoComment {
		c.Stance = NoComment // "did not say", "did not deny": no word either way
	}
	return c
}

// sameChain says that two chains name the same mentions.
func sameChain(a, b []Hop) bool {
	return slices.EqualFunc(a, b, func(x, y Hop) bool {
		return slices.EqualFunc(x, y, func(s, t Speaker) bool { return s.Mention == t.Mention })
	})
}

// chain leaves out a hop that repeats the one before it.
func (e *extraction) chain(hops []Hop) []Hop {
	var out []Hop
	for _, h := range hops {
		if n := len(out); n > 0 && len(out[n-1]) == 1 && len(h) == 1 && e.cluster(out[n-1][0].Mention) == e.cluster(h[0].Mention) {
			continue
		}
		out = append(out, h)
	}
	return out
}

func (e *extraction) cluster(m int) int {
	if m < len(e.clusters) {
		return e.clusters[m]
	}
	return m
}

// claim makes a claim of a match.
func (e *extraction) claim(f *field, r *pattern.Rule, m pattern.Match) (Claim, bool) {
	s, here, amounts := f.s, f.here, f.amounts
	rel := e.x.schema.Relation(r.Claim)
	tokens := s.Tokens
	c := Claim{Type: r.Claim, Sentence: s.Index, Stance: Asserted, Ended: r.Ended, Rule: r.Name}
	trigger := m.Literal
	for _, cp := range m.Captures {
		if cp.Role == "trigger" {
			trigger = pattern.Value{First: cp.First, Limit: cp.Limit}
		}
	}
	if trigger.Limit <= trigger.First {
		trigger = pattern.Value{First: m.First, Limit: m.Limit}
	}
	c.Trigger = Span{tokens[trigger.First].Start, tokens[trigger.Limit-1].End}
	for _, cp := range m.Captures {
		role, ok := rel.Role(cp.Role)
		if !ok {
			continue
		}
		a := Arg{Role: cp.Role, Mention: -1, Start: tokens[cp.First].Start, End: tokens[cp.Limit-1].End}
		switch role.Kind {
		case schema.Entity:
			if cp.Mention >= 0 {
				a.Mention = here[cp.Mention]
			} else if low := tokens[cp.Limit-1].Lower; low == "others" || low == "more" {
				// "2,700 others": of those the last claim counted.
				if a.Mention = e.counted(s.Index); a.Mention < 0 {
					return c, false
				}
			} else {
				a.Mention = e.described(s, cp.First, cp.Limit)
			}
			x := &e.mentions[a.Mention]
			a.Start, a.End = x.Start, x.End
		case schema.Quantity:
			if cp.Quantity < 0 {
				return c, false
			}
			q := amounts[cp.Quantity].q
			a.Quantity, a.Start, a.End = &q, q.Start, q.End
		}
		c.Args = append(c.Args, a)
	}
	if len(c.Args) == 0 || e.selfSame(&c, rel) {
		return c, false
	}
	slices.SortStableFunc(c.Args, func(a, b Arg) int {
		return cmp.Or(rel.Position(a.Role)-rel.Position(b.Role), a.Start-b.Start)
	})
	c.Args = slices.CompactFunc(c.Args, func(a, b Arg) bool {
		return a.Role == b.Role && a.Mention == b.Mention && a.Start == b.Start && a.End == b.End
	})
	if e.absurd(&c) {
		return c, false
	}
	if rel.Presupposed {
		c.Ended = c.Ended || e.former(tokens, trigger.First, m.First)
	}
	f.settle(&c, rel, max(0, f.c.HeadOf(trigger.First, trigger.Limit)))
	e.set(&c, r)
	return c, true
}

// split makes a claim for every pair where several fill an end: "A, B and C were
// sanctioned" are three claims.
func (e *extraction) split(c Claim) []Claim {
	rel := e.x.schema.Relation(c.Type)
	out := []Claim{c}
	for _, role := range []string{rel.From, rel.To} {
		var next []Claim
		for _, c := range out {
			n := 0
			for _, a := range c.Args {
				if a.Role == role {
					n++
				}
			}
			if n < 2 || role == "" {
				next = append(next, c)
				continue
			}
			for k := range c.Args {
				if c.Args[k].Role != role {
					continue
				}
				one := c
				one.Args = nil
				for i, a := range c.Args {
					if a.Role != role || i == k {
						one.Args = append(one.Args, a)
					}
				}
				next = append(next, one)
			}
		}
		out = next
	}
	return out
}

// counted is whom the nearest claim before counted as victims, in this sentence
// or the one before, -1 for none.
func (e *extraction) counted(sentence int) int {
	for _, c := range e.found {
		for _, a := range c.Args {
			if c.Type == "CASUALTIES" && a.Role == "victims" {
				return a.Mention
			}
		}
	}
	for i := len(e.claims) - 1; i >= 0 && e.claims[i].Sentence >= sentence-1; i-- {
		if e.claims[i].Type != "CASUALTIES" {
			continue
		}
		for _, a := range e.claims[i].Args {
			if a.Role == "victims" {
				return a.Mention
			}
		}
	}
	return -1
}

// countedHere says that a claim of this sentence counted victims.
func (e *extraction) countedHere() bool {
	return slices.ContainsFunc(e.found, func(c Claim) bool { return c.Type == "CASUALTIES" })
}

// set applies what the rule fixes.
func (e *extraction) set(c *Claim, r *pattern.Rule) {
	if r.Stance != "" && c.Stance == Asserted {
		c.Stance = Stance(r.Stance)
	}
	if r.Negated {
		c.Negated = true
	}
}

// former says that a word before the post tells that it is no longer held.
func (e *extraction) former(tokens []text.Token, trigger, first int) bool {
	for k := max(0, first-2); k < trigger; k++ {
		switch tokens[k].Lower {
		case "former", "ex", "ousted", "late", "ex-president", "deposed", "then":
			return true
		}
	}
	return false
}

// absurd says that one state would lie in another, or a place in a person.
func (e *extraction) absurd(c *Claim) bool {
	if c.Type != "LOCATED_IN" || len(c.Args) < 2 {
		return false
	}
	thing, place := &e.mentions[c.Args[0].Mention], &e.mentions[c.Args[1].Mention]
	has := func(m *ner.Mention, label string) bool { return slices.Contains(m.Labels, label) }
	return has(thing, "Country") && !has(place, "Continent") || has(thing, "Continent") ||
		has(place, "City") && (has(thing, "City") || has(thing, "Region")) // a list of places, not one in the other
}

// selfSame says that one thing fills both ends of the claim.
func (e *extraction) selfSame(c *Claim, rel *schema.Relation) bool {
	if rel.From == "" {
		return false
	}
	var from, to []int
	for _, a := range c.Args {
		switch a.Role {
		case rel.From:
			from = append(from, e.cluster(a.Mention))
		case rel.To:
			to = append(to, e.cluster(a.Mention))
		}
	}
	for _, f := range from {
		if slices.Contains(to, f) {
			return true
		}
	}
	return false
}

// described appends a mention of a party that no finder took for one.
func (e *extraction) described(s *text.Sentence, first, limit int) int {
	m := ner.Mention{
		Sentence: s.Index, First: first, Limit: limit, Start: s.Tokens[first].Start, End: s.Tokens[limit-1].End,
		Type: ner.Person, Form: ner.Nominal, By: "relate/described", State: -1,
		Head: s.Tokens[limit-1].Lower, Class: "person", Plural: strings.HasSuffix(s.Tokens[limit-1].Lower, "s"),
	}
	m.Text = e.doc.Text[m.Start:m.End]
	for i := range e.mentions {
		if x := &e.mentions[i]; x.Start == m.Start && x.End == m.End && x.Form == ner.Nominal {
			return i
		}
	}
	e.mentions = append(e.mentions, m)
	return len(e.mentions) - 1
}

// merged puts two claims of one count together where they share a number and
// its subject: one rule saw the wounded, another the place.
func (e *extraction) merged(claims []Claim) []Claim {
	var out []Claim
next:
	for _, c := range claims {
		for i := range out {
			o := &out[i]
			if o.Type != c.Type || o.Stance != c.Stance || !e.sameCount(o, &c) {
				continue
			}
			for _, a := range c.Args {
				if !slices.ContainsFunc(o.Args, func(b Arg) bool { return b.Role == a.Role }) {
					o.Args = append(o.Args, a)
				}
			}
			rel := e.x.schema.Relation(o.Type)
			slices.SortStableFunc(o.Args, func(a, b Arg) int {
				return cmp.Or(rel.Position(a.Role)-rel.Position(b.Role), a.Start-b.Start)
			})
			continue next
		}
		c.Args = slices.Clone(c.Args)
		out = append(out, c)
	}
	return out
}

// sameCount says that two claims have a number in common, and that no role that
// both fill is filled otherwise.
func (e *extraction) sameCount(a, b *Claim) bool {
	shared := false
	for _, x := range a.Args {
		for _, y := range b.Args {
			if x.Role != y.Role {
				continue
			}
			switch {
			case x.Quantity != nil && y.Quantity != nil:
				if x.Start != y.Start {
					return false
				}
				shared = true
			case x.Mention >= 0 && y.Mention >= 0 && e.cluster(x.Mention) != e.cluster(y.Mention) && (x.Start >= y.End || y.Start >= x.End):
				return false
			}
		}
	}
	return shared
}

// distinct drops what another claim of the same type and trigger says already,
// with as many arguments or more.
func (e *extraction) distinct(claims []Claim) []Claim {
	var out []Claim
	for i := range claims {
		keep := true
		for j := range claims {
			if i == j || claims[i].Type != claims[j].Type {
				continue
			}
			if e.within(&claims[i], &claims[j]) && (!e.within(&claims[j], &claims[i]) || j < i) {
				keep = false
				break
			}
		}
		if keep {
			out = append(out, claims[i])
		}
	}
	return out
}

// within says that every argument of a is one of b: the same thing, or for
// numbers and texts the same place.
func (e *extraction) within(a, b *Claim) bool {
	for _, x := range a.Args {
		if !slices.ContainsFunc(b.Args, func(y Arg) bool {
			return x.Role == y.Role && (x.Mention >= 0 && y.Mention >= 0 && e.cluster(x.Mention) == e.cluster(y.Mention) || x.Mention < 0 && (x.Start < y.End && y.Start < x.End))
		}) {
			return false
		}
	}
	return true
}
