package relate

import (
	"slices"
	"strings"

	"casegraph/internal/clause"
	"casegraph/internal/ner"
	"casegraph/internal/pattern"
	"casegraph/internal/syntax"
	"casegraph/internal/text"
)

// A post is a title or role at a row of tokens: "army chief", "spokeswoman",
// "member", "counsellor".
type post struct {
	first, limit int
	claim        string // LEADS, SPEAKS_FOR, MEMBER_OF, HAS_ROLE_IN
	word         int    // its head
}

// titles are the lists that tell what a title makes of its bearer.
type titles struct {
	leader, spokes, other, member, lowering, former, rank *pattern.List
}

// posts reads who holds which post in which body.
func (f *field) posts() []Claim {
	var out []Claim
	for _, p := range f.titlesHere() {
		first, lowered, ended := f.modifiers(p.first)
		if lowered && p.claim == "LEADS" {
			p.claim = "HAS_ROLE_IN"
		}
		bodies := f.postBodies(&p, first)
		if len(bodies) == 0 {
			continue
		}
		persons, path := f.bearers(&p, first, bodies)
		respectively := len(persons) == len(bodies) && len(persons) > 1 && f.hasWord("respectively")
		for i, person := range persons {
			for k, body := range bodies {
				if respectively && i != k {
					continue
				}
				if f.e.cluster(person) == f.e.cluster(body.mention) {
					continue
				}
				claim := p.claim
				b := &f.e.mentions[body.mention]
				if claim == "MEMBER_OF" && b.Type == ner.Place {
					claim = "HAS_ROLE_IN"
				}
				if claim != "SPEAKS_FOR" && f.somebody(body.mention) {
					continue // "his deputy": nobody is a member of a man
				}
				c := f.postClaim(claim, &p, first, person, body, path)
				c.Ended = ended
				out = append(out, c)
			}
		}
	}
	return out
}

// somebody says that a mention stands for a person whom the report names.
func (f *field) somebody(mention int) bool {
	root := f.e.cluster(mention)
	for i := range f.e.mentions {
		if m := &f.e.mentions[i]; m.Form == ner.Name && m.Type == ner.Person && f.e.cluster(i) == root {
			return true
		}
	}
	return false
}

// rememberBodies notes for whom the persons of the sentence speak, so that their
// "we" can be understood.
func (f *field) rememberBodies() {
	f.held = f.posts()
	for _, c := range f.held {
		person := f.e.cluster(c.Args[0].Mention)
		if _, ok := f.e.bodies[person]; !ok || c.Type == "SPEAKS_FOR" {
			body := c.Args[1].Mention
			if b := &f.e.mentions[body]; b.Form != ner.Pronoun && !b.Demonym {
				f.e.bodies[person] = body
			}
		}
	}
}

// A foundBody is a body and how it was found.
type foundBody struct {
	mention int
	path    string
}

func (f *field) postClaim(claim string, p *post, first, person int, body foundBody, path string) Claim {
	tokens := f.s.Tokens
	m, b := &f.e.mentions[person], &f.e.mentions[body.mention]
	c := Claim{
		Type: claim, Sentence: f.s.Index, Stance: Asserted, Rule: "posts#" + strings.ToLower(claim),
		Trigger: Span{tokens[p.first].Start, tokens[p.limit-1].End},
		Args: []Arg{
			{Role: "person", Mention: person, Start: m.Start, End: m.End, Path: path},
			{Role: "body", Mention: body.mention, Start: b.Start, End: b.End, Path: body.path},
		},
	}
	if claim == "LEADS" || claim == "HAS_ROLE_IN" {
		c.Args = append(c.Args, Arg{Role: "title", Mention: -1, Start: tokens[first].Start, End: tokens[f.titleEnd(p, m, b)-1].End})
	}
	f.settle(&c, f.e.x.schema.Relation(claim), p.word)
	return c
}

// titleEnd is where a title ends: before its bearer's name, if the words between
// say what of ("Minister for Women X") and not in which body.
func (f *field) titleEnd(p *post, person, body *ner.Mention) int {
	if person.Form != ner.Name || person.First <= p.limit+1 || person.First > p.limit+14 || body.First >= p.limit && body.First < person.First {
		return p.limit
	}
	switch f.s.Tokens[p.limit].Lower {
	case "of", "for":
	default:
		return p.limit
	}
	limit := person.First
	for at := p.limit; at < limit; at++ {
		t := &f.s.Tokens[at]
		switch {
		case f.e.x.titles.rank.Longest(f.s.Tokens, at) == limit || t.Text == "," && at+1 == limit:
			return at
		case t.Text != "," && t.Class == text.Mark, t.Class == text.Lower && t.Lower != "of" && t.Lower != "for" && t.Lower != "and" && t.Lower != "the":
			return p.limit
		}
	}
	return limit
}

// titlesHere finds the titles of the sentence, the longest at each place.
func (f *field) titlesHere() []post {
	if f.posted == nil {
		f.posted = f.findTitles()
	}
	return f.posted
}

func (f *field) findTitles() []post {
	out := []post{}
	tokens, t := f.s.Tokens, &f.e.x.titles
	for i := 0; i < len(tokens); {
		p := post{first: i}
		for _, l := range []struct {
			claim string
			list  *pattern.List
		}{{"SPEAKS_FOR", t.spokes}, {"MEMBER_OF", t.member}, {"LEADS", t.leader}, {"HAS_ROLE_IN", t.other}} {
			if n := l.list.Longest(tokens, i); n > p.limit {
				p.limit, p.claim = n, l.claim
			}
		}
		if p.limit == 0 {
			low := tokens[i].Lower
			if f.e.x.people.Has(low) || f.e.x.people.Has(singular(low)) {
				p.limit, p.claim = i+1, "HAS_ROLE_IN"
			}
		}
		if p.limit == 0 || f.insideName(i) || f.e.x.family.Has(tokens[i].Lower) {
			i++
			continue
		}
		// "director of military operations", "head of finance": part of the title.
		p.word = f.c.HeadOf(p.first, p.limit)
		if p.word >= 0 && f.c.Tag(p.word) != syntax.VERB {
			out = append(out, p)
		}
		i = p.limit
	}
	return out
}

// insideName says that a token is part of a name, and not a title before it.
func (f *field) insideName(token int) bool {
	for _, k := range f.here {
		m := &f.e.mentions[k]
		if m.Form == ner.Name && m.First <= token && token < m.Limit && !m.Demonym && m.Type != ner.Person {
			return true
		}
	}
	return false
}

// modifiers walks back over the words that belong to a title: "top", "deputy",
// "former"; lowered says that it is less than the title, ended that it is past.
func (f *field) modifiers(first int) (at int, lowered, ended bool) {
	tokens := f.s.Tokens
	for first > 0 && len(tokens) > 0 {
		low := tokens[first-1].Lower
		switch {
		case f.e.x.titles.lowering.Has(low):
			lowered = true
		case f.e.x.titles.former.Has(low):
			ended = true
		case low == "-" && first > 1 && tokens[first-2].End == tokens[first-1].Start && tokens[first-1].End == tokens[first].Start:
			// Brigadier-General; not KYIV - Colonel
		case (tokens[first-1].Class == text.Lower || tokens[first-1].Class == text.Capital && !f.named(first-1)) && f.ends(first) < 0 && f.modifier(first-1):
		default:
			return first, lowered, ended
		}
		first--
	}
	return first, lowered, ended
}

// modifier says that a word stands before a noun as its adjective.
func (f *field) modifier(token int) bool {
	w := f.c.WordAt(token)
	if w >= f.c.Len() {
		return false
	}
	switch f.c.Label(w) {
	case syntax.Amod, syntax.Compound, syntax.Nummod:
		return f.c.Tag(w) != syntax.VERB
	}
	return false
}

// named says that a token is part of a name.
func (f *field) named(token int) bool {
	return slices.ContainsFunc(f.here, func(k int) bool {
		m := &f.e.mentions[k]
		return m.Form == ner.Name && m.First <= token && token < m.Limit
	})
}

// ends is the longest mention that ends before a token and can be a body, -1 for
// none.
func (f *field) ends(limit int) int {
	best := -1
	for _, k := range f.here {
		m := &f.e.mentions[k]
		if m.Limit == limit && f.canBeBody(m) && (best < 0 || m.First < f.e.mentions[best].First) {
			best = k
		}
	}
	return best
}

func (f *field) canBeBody(m *ner.Mention) bool {
	switch m.Form {
	case ner.Pronoun:
		switch m.Head {
		case "its", "their", "his", "her":
			return true
		}
		return false
	case ner.Nominal:
		switch m.Type {
		case ner.Agency, ner.Organization, ner.Unit:
			return true
		}
		return m.Class == "country" || m.Class == "place" && m.Definite
	}
	return m.Type != ner.Person && m.Type != ner.Event
}

// postBodies are the bodies of a post: right before it, or behind "of".
func (f *field) postBodies(p *post, first int) []foundBody {
	tokens := f.s.Tokens
	var out []foundBody
	add := func(k int, path string) {
		if k >= 0 && !slices.ContainsFunc(out, func(b foundBody) bool { return b.mention == k }) {
			out = append(out, foundBody{k, path})
		}
	}
	at := first
	if at > 0 && (tokens[at-1].Lower == "'s" || tokens[at-1].Lower == "'") {
		at--
	}
	if at > 3 && tokens[at-1].Text == ")" { // "Republic of Korea (ROK) Special Representative"
		for b := at - 2; b > 0 && at-b < 5; b-- {
			if tokens[b].Text == "(" {
				at = b
				break
			}
		}
	}
	if k := f.ends(at); k >= 0 {
		add(k, "before the title")
	} else if first > 0 && tokens[first-1].Lower == "whose" {
		if k := f.antecedentOf(first - 1); k >= 0 {
			add(k, "whose")
		}
	}
	if len(out) == 0 || p.limit < len(tokens) && tokens[p.limit].Lower == "of" {
		if behind := f.bodiesBehind(p.word, 0); len(behind) > 0 {
			out = out[:0]
			for _, b := range behind {
				add(b.mention, b.path)
			}
		}
	}
	if len(out) == 0 && p.limit < len(tokens) {
		// "president of the bank", where the tree hangs it elsewhere.
		switch tokens[p.limit].Lower {
		case "of", "for", "at":
			for at := p.limit + 1; at < min(len(tokens), p.limit+4); at++ {
				if k := f.begins(at); k >= 0 {
					add(k, tokens[p.limit].Lower)
					break
				}
				if tokens[at].Class == text.Mark {
					break
				}
			}
		}
	}
	// "President X of Chad": behind the name.
	if len(out) == 0 {
		if k := f.personAt(p.limit); k >= 0 {
			if end := f.e.mentions[k].Limit; end < len(tokens) && tokens[end].Lower == "of" {
				for at := end + 1; at < min(len(tokens), end+3); at++ {
					if b := f.begins(at); b >= 0 && f.e.mentions[b].Form == ner.Name {
						add(b, "of")
						break
					}
				}
			}
		}
	}
	// "police spokesman X": a body that is part of the title.
	if len(out) == 0 {
		if at := max(0, p.first-1); bodyWords[tokens[at].Lower] != "" && at < p.first {
			add(f.body(at, bodyWords[tokens[at].Lower]), "before the title")
		} else if typ, ok := bodyWords[tokens[p.first].Lower]; ok && p.limit > p.first+1 {
			add(f.body(p.first, typ), "before the title")
		}
	}
	// "Commander XI Corps", "Spokesperson, MONUSCO".
	if len(out) == 0 && p.limit < len(tokens) && f.s.Tokens[p.first].Class != text.Lower {
		at := p.limit
		if tokens[at].Text == "," && p.claim == "SPEAKS_FOR" {
			at++
		}
		if k := f.begins(at); k >= 0 && f.e.mentions[k].Form == ner.Name && f.e.mentions[k].Type != ner.Place {
			add(k, "behind the title")
		}
	}
	return out
}

// bodyWords are the bodies of which a state or place has one, as they stand before a
// title, and their types.
var bodyWords = map[string]string{
	"police": ner.Agency, "army": ner.Unit, "navy": ner.Unit, "military": ner.Unit, "government": ner.Agency, "ministry": ner.Agency,
	"coastguard": ner.Agency, "gendarmerie": ner.Agency, "junta": ner.Agency, "militia": ner.Unit, "cartel": ner.Organization,
}

// body is a body that one token describes.
func (f *field) body(token int, typ string) int {
	k := f.e.described(f.s, token, token+1)
	m := &f.e.mentions[k]
	m.Type, m.Class, m.Plural = typ, m.Head, false
	return k
}

func (f *field) begins(token int) int {
	best := -1
	for _, k := range f.here {
		m := &f.e.mentions[k]
		if m.First == token && m.Form != ner.Pronoun && f.canBeBody(m) && !m.Demonym && (best < 0 || m.Limit > f.e.mentions[best].Limit) {
			best = k
		}
	}
	return best
}

// bodiesBehind finds "of the ministry", "at our embassy", "of operations for the
// group".
func (f *field) bodiesBehind(w, depth int) []foundBody {
	if depth > 2 || w < 0 {
		return nil
	}
	var out []foundBody
	for _, k := range f.c.Children(w) {
		i := int(k)
		if l := f.c.Label(i); l != syntax.Nmod && l != syntax.Obl || i < w {
			continue
		}
		p := f.c.Case(i)
		switch p {
		case "of", "for", "at", "in", "with", "from", "to", "within", "on":
		default:
			continue
		}
		ms, _ := f.parties(i, []string{"Actor", "Region"}, false)
		for _, m := range ms {
			x := &f.e.mentions[m]
			if x.Type == ner.Person || x.Form == ner.Pronoun || x.Demonym {
				continue
			}
			if (p == "in" || p == "on" || p == "to") && x.Type == ner.Place && !slices.Contains(x.Labels, "Country") {
				continue
			}
			out = append(out, foundBody{m, p})
		}
		if len(out) == 0 && (p == "of" || p == "for" || p == "in" || p == "at" || p == "to") {
			for _, b := range f.bodiesBehind(i, depth+1) {
				out = append(out, b)
			}
			if len(out) == 0 {
				for _, x := range f.c.Fill(i, 1, "poss") {
					if m, ok := f.party(x.Word, []string{"Actor"}, false, 0); ok && f.canBeBody(&f.e.mentions[m]) {
						out = append(out, foundBody{m, "possessor"})
					}
				}
			}
		}
		if len(out) > 0 {
			break
		}
	}
	return out
}

// antecedentOf is the mention that a relative pronoun at a token stands for: the
// last before it.
func (f *field) antecedentOf(token int) int {
	best := -1
	for _, k := range f.here {
		m := &f.e.mentions[k]
		if m.Limit > token || token-m.Limit > 2 || !f.canBeBody(m) {
			continue
		}
		if best < 0 || m.Limit > f.e.mentions[best].Limit || m.Limit == f.e.mentions[best].Limit && rank(m) > rank(&f.e.mentions[best]) {
			best = k
		}
	}
	return best
}

// bearers are who holds a post, and how that was found.
func (f *field) bearers(p *post, first int, bodies []foundBody) ([]int, string) {
	tokens := f.s.Tokens
	// "President X", "the group's spokesman, X,".
	at := p.limit
	if k := f.personAt(at); k >= 0 {
		return f.joined(k), "behind the title"
	}
	if k := f.behindTitle(p); k >= 0 {
		return []int{k}, "behind the title"
	}
	// The title's own phrase begins before its body and article.
	begin := first
	for begin > 0 {
		low := tokens[begin-1].Lower
		k := f.ends(begin)
		switch {
		case low == "'s" || low == "'":
			begin--
		case k >= 0:
			begin = f.e.mentions[k].First
		case low == "the" || low == "a" || low == "an" || low == "then" || low == "until" || low == "now" || low == "once" || low == "currently" || low == "and" && begin > 1 && tokens[begin-2].Text == ",":
			begin--
		case low == "whose":
			begin--
		default:
			goto begun
		}
	}
begun:
	if begin > 0 && (tokens[begin-1].Text == "," || tokens[begin-1].Text == "(" || tokens[begin-1].Text == "–" || tokens[begin-1].Text == "—" || tokens[begin-1].Text == "-") {
		if k := f.personEnding(begin - 1); k >= 0 && !f.verbBehind(p, bodies) {
			return f.joinedBefore(k), "before the title"
		}
	}
	// "leader of the group, X," and "the head of MONUSCO X": right behind the body.
	for _, b := range bodies {
		end := f.e.mentions[b.mention].Limit
		if end < p.limit || end >= len(tokens) {
			continue
		}
		if tokens[end].Text == ")" && end+1 < len(tokens) {
			end++
		}
		if tokens[end].Text == "," {
			if k := f.personAt(end + 1); k >= 0 && strings.HasSuffix(tokens[p.limit-1].Lower, "s") {
				if all := f.joinedAfter(k); len(all) > 1 {
					return all, "behind the phrase"
				}
			}
			if k := f.personAt(end + 1); k >= 0 && f.closed(k) {
				return []int{k}, "behind the phrase"
			}
		} else if k := f.personAt(end); k >= 0 && b.path != "before the title" {
			return []int{k}, "behind the phrase"
		}
	}
	if p.limit < len(tokens) && tokens[p.limit].Text == "," {
		if k := f.personAt(p.limit + 1); k >= 0 && f.closed(k) {
			return []int{k}, "behind the phrase"
		}
	}
	// "India's director general of military operations, X,": of what, in small letters.
	if p.limit+1 < len(tokens) && tokens[p.limit].Lower == "of" && len(bodies) > 0 && bodies[0].path == "before the title" {
		for end := p.limit + 1; end < min(len(tokens)-1, p.limit+6); end++ {
			if tokens[end].Text == "," {
				if k := f.personAt(end + 1); k >= 0 && f.closed(k) {
					p.limit = end
					return []int{k}, "behind the phrase"
				}
				break
			}
			if tokens[end].Class != text.Lower {
				break
			}
		}
	}
	// "X is the leader of", "X became", "X was named".
	w := p.word
	if w < 0 {
		return nil, ""
	}
	for i := 0; i < 3 && f.c.Label(w) == syntax.Conj && f.c.Head(w) >= 0; i++ {
		w = f.c.Head(w)
	}
	person := func(n int, path string) ([]int, string) {
		if f.c.Low(n) == "both" && len(f.e.joint) == 2 && f.s.Index-f.e.jointIn <= 1 {
			return f.e.joint, path
		}
		ms, _ := f.parties(n, []string{"Person"}, false)
		var out []int
		for _, m := range ms {
			x := &f.e.mentions[m]
			if x.Form == ner.Name || x.Form == ner.Pronoun && x.Head != "who" {
				out = append(out, m)
			}
		}
		return out, path
	}
	// "whose commander is X": the name is what is said of the title.
	if h := f.c.Head(w); h >= 0 && f.c.Label(w) == syntax.Nsubj && f.c.Child(h, syntax.Cop) >= 0 {
		if ms, path := person(h, "subject: predicate"); len(ms) > 0 {
			return ms, path
		}
	}
	if f.c.Child(w, syntax.Cop) >= 0 {
		if s, path := f.c.Subject(w); s >= 0 {
			return person(s, "subject: "+path)
		}
	}
	h := f.c.Head(w)
	if h < 0 {
		return nil, ""
	}
	switch f.c.Label(w) {
	case syntax.Appos:
		if ms, path := person(h, "apposition"); len(ms) > 0 {
			return ms[:1], path
		}
	case syntax.Xcomp, syntax.Obj, syntax.Obl:
		low := f.c.Low(h)
		as := f.c.Case(w) == "as"
		if as || becoming(low) {
			if f.c.Verbal(h) {
				if !f.c.Passive(h) && (as || appointing(low)) {
					if o := f.c.Child(h, syntax.Obj); o >= 0 && o != w {
						return person(o, "object of "+low)
					}
				}
				if s, path := f.c.Subject(h); s >= 0 {
					return person(s, "subject: "+path)
				}
			}
		}
	}
	return nil, ""
}

func becoming(low string) bool {
	switch low {
	case "became", "become", "becomes", "becoming", "remains", "remained", "remain", "named", "appointed", "elected", "made", "declared":
		return true
	}
	return false
}

func appointing(low string) bool {
	switch low {
	case "named", "appointed", "elected", "appoints", "names", "elects", "made", "declared", "installed":
		return true
	}
	return false
}

// personAt is the person's name that begins at a token, ranks before it passed
// over; -1 for none.
func (f *field) personAt(token int) int {
	for at := token; at < min(len(f.s.Tokens), token+4); at++ {
		for _, k := range f.here {
			if m := &f.e.mentions[k]; m.First == at && m.Form == ner.Name && m.Type == ner.Person {
				return k
			}
		}
		if n := f.e.x.titles.rank.Longest(f.s.Tokens, at); n > at {
			at = n - 1
			continue
		}
		if t := &f.s.Tokens[at]; t.Class == text.Capital && strings.HasSuffix(t.Text, ".") {
			continue // "Brig. Gen."
		}
		break
	}
	return -1
}

// personEnding is the person's name that ends before a token, what stands in
// brackets or between commas passed over ("X, 42, the leader").
func (f *field) personEnding(limit int) int {
	tokens := f.s.Tokens
	for tries := 0; tries < 3 && limit > 0; tries++ {
		for _, k := range f.here {
			if m := &f.e.mentions[k]; m.Limit == limit && m.Form == ner.Name && m.Type == ner.Person {
				return k
			}
		}
		at := limit - 1
		if tokens[at].Text == ")" {
			for at > 0 && tokens[at].Text != "(" {
				at--
			}
			limit = at
			continue
		}
		if tokens[at].Class == text.Number && at > 0 && tokens[at-1].Text == "," {
			limit = at - 1
			continue
		}
		break
	}
	return -1
}

// behindTitle is the person's name behind a title of several words: "Under Secretary
// for Political Affairs X"; -1 for none.
func (f *field) behindTitle(p *post) int {
	tokens := f.s.Tokens
	for end := p.limit; end < min(len(tokens), p.limit+14); end++ {
		if end > p.limit+1 && tokens[end-1].Class == text.Capital {
			if k := f.personAt(end); k >= 0 {
				return k
			}
		}
		switch low := tokens[end].Lower; {
		case low == "of" || low == "for" || low == "and" || low == "the" || low == "to" || low == "on":
		case tokens[end].Text == "," && tokens[p.first].Class != text.Lower:
			if k := f.personAt(end + 1); k >= 0 && f.closed(k) && end+1 < len(tokens) {
				return k
			}
		case (tokens[end].Class == text.Capital || tokens[end].Class == text.Upper || tokens[end].Lower == "-" || strings.Contains(tokens[end].Lower, "-")) && tokens[p.first].Class != text.Lower:
		default:
			return -1
		}
	}
	return -1
}

// titled is the person whose title stands at a token: "Deputy Secretary of State for
// Management X"; -1 for none.
func (f *field) titled(token int) int {
	for _, p := range f.titlesHere() {
		if p.first <= token && token < p.limit && f.s.Tokens[p.first].Class != text.Lower {
			return f.behindTitle(&p)
		}
	}
	return -1
}

// verbBehind says that a verb follows a title's phrase without a comma: "Moreau,
// Chadian Prime Minister meet" is no apposition.
func (f *field) verbBehind(p *post, bodies []foundBody) bool {
	if len(bodies) > 0 && bodies[0].path != "before the title" {
		return false // "X, counsel at the bank said"
	}
	end := p.limit
	for _, b := range bodies {
		end = max(end, f.e.mentions[b.mention].Limit)
	}
	if end >= len(f.s.Tokens) {
		return false
	}
	w := f.c.WordAt(end)
	return w < f.c.Len() && (f.c.Tag(w) == syntax.VERB || f.c.Tag(w) == syntax.AUX) && f.c.Label(w) != syntax.Acl
}

// joinedBefore are a person and those joined to it before: "X and Y, lawmakers".
func (f *field) joinedBefore(k int) []int {
	m := &f.e.mentions[k]
	tokens := f.s.Tokens
	if m.First > 1 && tokens[m.First-1].Lower == "and" {
		for _, j := range f.here {
			if x := &f.e.mentions[j]; x.Limit == m.First-1 && x.Form == ner.Name && x.Type == ner.Person {
				return []int{j, k}
			}
		}
	}
	return []int{k}
}

func (f *field) hasWord(low string) bool {
	return slices.ContainsFunc(f.s.Tokens, func(t text.Token) bool { return t.Lower == low })
}

// closed says that behind a name the phrase ends: a comma, a verb, the end.
func (f *field) closed(k int) bool {
	limit := f.e.mentions[k].Limit
	if limit >= len(f.s.Tokens) {
		return true
	}
	switch t := f.s.Tokens[limit]; {
	case t.Class == text.Mark:
		return true
	case t.Lower == "and":
		return false
	default:
		w := f.c.WordAt(limit)
		return w < f.c.Len() && (f.c.Tag(w) == syntax.VERB || f.c.Tag(w) == syntax.AUX)
	}
}

// joined are a person and those joined to it: "lawmakers X and Y".
func (f *field) joined(k int) []int {
	m := &f.e.mentions[k]
	if m.First == 0 || !strings.HasSuffix(f.s.Tokens[m.First-1].Lower, "s") {
		return []int{k}
	}
	return f.joinedAfter(k)
}

// joinedAfter are a person and those joined to it behind: "X, Y and Z".
func (f *field) joinedAfter(k int) []int {
	out := []int{k}
	tokens := f.s.Tokens
	at := f.e.mentions[k].Limit
	for at < len(tokens) && (tokens[at].Text == "," || tokens[at].Lower == "and") {
		next := f.personAt(at + 1)
		if next < 0 && at+1 < len(tokens) && tokens[at+1].Lower == "and" {
			next = f.personAt(at + 2)
		}
		if next < 0 {
			break
		}
		out = append(out, next)
		at = f.e.mentions[next].Limit
	}
	return out
}

// kin reads whose brother, wife or son a person is.
func (f *field) kin() []Claim {
	var out []Claim
	for t := range f.s.Tokens {
		if !f.e.x.family.Has(f.s.Tokens[t].Lower) {
			continue
		}
		p := post{first: t, limit: t + 1, word: f.c.HeadOf(t, t+1), claim: "FAMILY_OF"}
		first, _, _ := f.modifiers(t)
		owner := -1
		at := first
		if at > 0 && (f.s.Tokens[at-1].Lower == "'s" || f.s.Tokens[at-1].Lower == "'") {
			at--
		}
		for _, k := range f.here {
			m := &f.e.mentions[k]
			if m.Limit == at && m.Type == ner.Person && (m.Form == ner.Name || m.Form == ner.Pronoun && (m.Head == "his" || m.Head == "her")) {
				owner = k
			}
		}
		if owner < 0 {
			for _, x := range f.c.Fill(max(0, p.word), clause.Noun, "of") {
				if m, ok := f.party(x.Word, []string{"Person"}, false, 0); ok && f.e.mentions[m].Form == ner.Name {
					owner = m
				}
			}
		}
		if owner < 0 {
			continue
		}
		persons, path := f.bearers(&p, first, nil)
		for _, person := range persons {
			if f.e.cluster(person) == f.e.cluster(owner) {
				continue
			}
			a, b := &f.e.mentions[person], &f.e.mentions[owner]
			tok := f.s.Tokens[t]
			out = append(out, Claim{
				Type: "FAMILY_OF", Sentence: f.s.Index, Stance: Asserted, Rule: "posts#family", Trigger: Span{tok.Start, tok.End},
				Args: []Arg{
					{Role: "a", Mention: person, Start: a.Start, End: a.End, Path: path}, {Role: "b", Mention: owner, Start: b.Start, End: b.End, Path: "possessor"},
					{Role: "relation", Mention: -1, Start: tok.Start, End: tok.End},
				},
			})
		}
	}
	return out
}
