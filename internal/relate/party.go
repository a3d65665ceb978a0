package relate

import (
	"slices"
	"strings"

	"casegraph/internal/clause"
	"casegraph/internal/ner"
	"casegraph/internal/syntax"
	"casegraph/internal/text"
)

// A field is one sentence while its claims are read: its tree, and what stands at
// each of its words.
type field struct {
	e        *extraction
	s        *text.Sentence
	c        *clause.Clauses
	here     []int // mentions that may fill roles
	heads    spots // of each word, the mentions whose head it is
	inside   spots // of each word, the names that it is part of
	about    spots // both
	amounts  []amount
	days     []when
	speeches []speech
	posted   []post
	held     []Claim // the posts of the sentence
}

func (e *extraction) field(s *text.Sentence, tree *clause.Tree, here []int, amounts []amount, days []when) *field {
	f := &field{e: e, s: s, here: here, amounts: amounts, days: days}
	f.c = &clause.Clauses{Tree: tree, Morphology: e.x.morphology, Light: e.x.isLight, Actor: f.actor, Human: f.human}
	f.place()
	return f
}

// place notes which mentions stand at which words.
func (f *field) place() {
	n := f.c.Len()
	f.heads, f.inside, f.about = spots{}, spots{}, spots{}
	for _, s := range []*spots{&f.heads, &f.inside, &f.about} {
		s.from = make([]int32, n+2)
	}
	each := func(visit func(s *spots, w, k int)) {
		for _, k := range f.here {
			m := &f.e.mentions[k]
			h := f.c.HeadOf(m.First, m.Limit)
			if h < 0 {
				continue
			}
			visit(&f.heads, h, k)
			visit(&f.about, h, k)
		}
		for _, k := range f.here {
			m := &f.e.mentions[k]
			if m.Form != ner.Name || f.c.HeadOf(m.First, m.Limit) < 0 {
				continue
			}
			for w := f.c.WordAt(m.First); w < f.c.WordAt(m.Limit); w++ {
				visit(&f.inside, w, k)
				visit(&f.about, w, k)
			}
		}
	}
	each(func(s *spots, w, k int) { s.from[w+2]++ })
	for _, s := range []*spots{&f.heads, &f.inside, &f.about} {
		for i := 2; i < len(s.from); i++ {
			s.from[i] += s.from[i-1]
		}
		s.mentions = make([]int, s.from[len(s.from)-1])
	}
	each(func(s *spots, w, k int) {
		s.mentions[s.from[w+1]] = k
		s.from[w+1]++
	})
}

// spots are the mentions at each word of a sentence.
type spots struct {
	from     []int32 // of each word, where its mentions begin; one more for the end
	mentions []int
}

// at gives the mentions at a word. The slice must not be changed.
func (s *spots) at(w int) []int { return s.mentions[s.from[w]:s.from[w+1]] }

// actor says that a word stands for somebody who can act.
func (f *field) actor(w int) bool {
	for _, k := range f.heads.at(w) {
		m := &f.e.mentions[k]
		if m.Type != ner.Event && (m.Type != ner.Place || m.Form == ner.Name) {
			return true
		}
	}
	return len(f.inside.at(w)) > 0 || f.e.x.people.Has(f.c.Low(w)) || f.e.x.people.Has(singular(f.c.Low(w)))
}

// human says that a word stands for a person or people.
func (f *field) human(w int) bool {
	for _, k := range f.about.at(w) {
		if m := &f.e.mentions[k]; m.Type == ner.Person || m.Type == ner.Unit {
			return true
		}
	}
	low := f.c.Low(w)
	return f.e.x.people.Has(low) || f.e.x.people.Has(singular(low)) || low == "those"
}

// singular takes a plural's ending off.
func singular(low string) string {
	switch {
	case strings.HasSuffix(low, "ies") && len(low) > 4:
		return low[:len(low)-3] + "y"
	case strings.HasSuffix(low, "men") && len(low) > 4:
		return low[:len(low)-2] + "an"
	case strings.HasSuffix(low, "sses"), strings.HasSuffix(low, "ches"), strings.HasSuffix(low, "shes"):
		return low[:len(low)-2]
	case strings.HasSuffix(low, "s") && !strings.HasSuffix(low, "ss"):
		return low[:len(low)-1]
	}
	return low
}

// parties are the mentions that the phrase of word n and what is joined to it
// stand for, with the word of each; those that may not fill the role are left
// out.
func (f *field) parties(n int, types []string, described bool) (mentions, words []int) {
	for _, w := range f.c.Conjuncts(n) {
		if w != n && f.c.Verbal(w) {
			continue
		}
		if m, ok := f.party(w, types, described, 0); ok && !slices.Contains(mentions, m) {
			if set := f.those(w, m); set != nil && f.e.x.fits(&f.e.mentions[set[0]], types) {
				for _, x := range set {
					mentions, words = append(mentions, x), append(words, w)
				}
				continue
			}
			for _, x := range f.namely(w, m) {
				if f.e.x.fits(&f.e.mentions[x], types) && !slices.Contains(mentions, x) {
					mentions, words = append(mentions, x), append(words, w)
				}
			}
			mentions, words = append(mentions, m), append(words, w)
			for _, x := range f.together(w, m) {
				if f.e.x.fits(&f.e.mentions[x], types) && !slices.Contains(mentions, x) {
					mentions, words = append(mentions, x), append(words, w)
				}
			}
		}
	}
	f.noteJoint(mentions)
	return mentions, words
}

// together are the others that a title or pronoun in the plural stands for too:
// "lawmakers A and B", and "they" after that.
func (f *field) together(w, mention int) []int {
	m := &f.e.mentions[mention]
	if m.Form == ner.Name && m.Type == ner.Person && m.First == int(f.c.Token[w])+1 && strings.HasSuffix(f.c.Low(w), "s") {
		return f.joinedAfter(mention)[1:]
	}
	// "five individuals: A, B and C"
	if at := f.c.WordAt(m.First) - 1; m.Form == ner.Name && at > w && at-w <= 2 && f.c.Low(at) == ":" && strings.HasSuffix(f.c.Low(w), "s") {
		return f.namesFrom(m.First)
	}
	return nil
}

// noteJoint remembers persons who were named together.
func (f *field) noteJoint(mentions []int) {
	if len(mentions) < 2 {
		return
	}
	for _, m := range mentions {
		if x := &f.e.mentions[m]; x.Type != ner.Person || x.Form != ner.Name {
			return
		}
	}
	f.e.joint, f.e.jointIn = slices.Clone(mentions), f.s.Index
}

// those gives for "they" the persons who were just named together, if nothing
// nearer is meant.
func (f *field) those(w, mention int) []int {
	m := &f.e.mentions[mention]
	if m.Form != ner.Pronoun || m.Head != "they" && m.Head != "them" && m.Head != "both" || len(f.e.joint) < 2 || f.s.Index-f.e.jointIn > 1 {
		return nil
	}
	root := f.e.cluster(mention)
	if root != mention && !f.sameSubject(w) {
		x := &f.e.mentions[root]
		if x.Form == ner.Name || x.Type != ner.Person || x.Sentence >= f.e.jointIn {
			return nil
		}
	}
	return f.e.joint
}

// sameSubject says that a pronoun is the subject of a clause that hangs on a verb whose
// subject the persons are who were named together: "A and B said after they were
// briefed".
func (f *field) sameSubject(w int) bool {
	v := f.c.Head(w)
	if f.e.jointIn != f.s.Index || v < 0 || f.c.Label(w) != syntax.Nsubj || f.c.Label(v) != syntax.Advcl {
		return false
	}
	s, _ := f.c.Subject(f.c.Head(v))
	if s < 0 || s == w {
		return false
	}
	return slices.ContainsFunc(f.about.at(s), func(k int) bool { return slices.Contains(f.e.joint, k) }) || slices.ContainsFunc(f.e.joint, func(k int) bool {
		h := f.c.HeadOf(f.e.mentions[k].First, f.e.mentions[k].Limit)
		return h >= 0 && (h == s || f.c.Head(h) == s)
	})
}

// namely are the names that a description in the plural spells out: "five men: A,
// B and C", "others, including A and B".
func (f *field) namely(w, mention int) []int {
	m := &f.e.mentions[mention]
	if m.Form == ner.Name || !m.Plural && !strings.HasSuffix(f.c.Low(w), "s") {
		return nil
	}
	tokens := f.s.Tokens
	at := m.Limit
	limit := min(len(tokens), at+7)
	for ; at < limit; at++ {
		switch tokens[at].Lower {
		case ":", "including", "namely", "-", "–", "—":
			at++
			goto list
		case "such":
			if at+1 < len(tokens) && tokens[at+1].Lower == "as" {
				at += 2
				goto list
			}
		case "among":
			if at+1 < len(tokens) && tokens[at+1].Lower == "them" {
				at += 2
				goto list
			}
		case ".", ";", "and":
			return nil
		}
		if f.c.Tag(f.c.WordAt(at)) == syntax.VERB && f.c.Label(f.c.WordAt(at)) != syntax.Acl {
			break
		}
	}
	// "Nine people were detained on Saturday, among them A and B."
	for ; at+1 < len(tokens); at++ {
		if tokens[at].Lower == "among" && tokens[at+1].Lower == "them" {
			at += 2
			goto list
		}
	}
	return nil
list:
	return f.namesFrom(at)
}

// namesFrom are the names of a list that begins at a token.
func (f *field) namesFrom(at int) []int {
	tokens := f.s.Tokens
	var out []int
	for at < len(tokens) {
		best := -1
		for _, k := range f.here {
			x := &f.e.mentions[k]
			if x.Form == ner.Name && !x.Demonym && x.Type != ner.Place && x.First >= at && x.First <= at+3 && (best < 0 || x.First < f.e.mentions[best].First || x.First == f.e.mentions[best].First && x.Limit > f.e.mentions[best].Limit) {
				best = k
			}
		}
		if best < 0 {
			break
		}
		out = append(out, best)
		at = f.e.mentions[best].Limit
		if at+2 < len(tokens) && tokens[at].Text == "(" && tokens[at+2].Text == ")" { // its short name
			at += 3
		}
		if at < len(tokens) && (tokens[at].Text == "," || tokens[at].Lower == "and" || tokens[at].Lower == "&") {
			at++
			if at < len(tokens) && tokens[at].Lower == "and" {
				at++
			}
			continue
		}
		break
	}
	return out
}

// nounsTo says that word w hangs on n by nouns alone: no verb tells of it.
func (f *field) nounsTo(w, n int) bool {
	for i := 0; i < 6 && w >= 0; i++ {
		if w == n {
			return true
		}
		if f.c.Verbal(w) {
			return false
		}
		w = f.c.Head(w)
	}
	return false
}

// party is the mention that the phrase of word n stands for.
func (f *field) party(n int, types []string, described bool, depth int) (int, bool) {
	c, e := f.c, f.e
	if depth > 4 {
		return 0, false
	}
	switch c.Low(n) {
	case "prisoner", "captive", "hostage": // "took 17 soldiers prisoner", which the tree may take for one phrase
		for _, k := range c.Children(n) {
			if l := c.Label(int(k)); int(k) < n && (l == syntax.Compound || l == syntax.Nmod || l == syntax.Nsubj) && f.human(int(k)) {
				return f.party(int(k), types, described, depth+1)
			}
		}
	}
	// "dozens of soldiers", "three of the men", "a group of settlers".
	if c.Tag(n) == syntax.NUM || e.x.containers.Has(c.Low(n)) {
		for _, k := range c.Children(n) {
			if c.Case(int(k)) == "of" && (c.Label(int(k)) == syntax.Nmod || c.Label(int(k)) == syntax.Obl) {
				if m, ok := f.party(int(k), types, described, depth+1); ok {
					return m, true
				}
			}
		}
	}
	best := -1
	better := func(k int) {
		m := &e.mentions[k]
		if !e.x.fits(m, types) {
			return
		}
		if best < 0 || rank(m) > rank(&e.mentions[best]) || rank(m) == rank(&e.mentions[best]) && m.Limit-m.First > e.mentions[best].Limit-e.mentions[best].First {
			best = k
		}
	}
	for _, k := range f.heads.at(n) {
		better(k)
	}
	if best < 0 {
		for _, k := range f.inside.at(n) {
			better(k)
		}
	}
	if best >= 0 && e.mentions[best].Form == ner.Pronoun && strings.HasSuffix(c.Low(n), "self") {
		return 0, false
	}
	if best >= 0 && e.mentions[best].Form == ner.Pronoun {
		if k := f.firstPerson(best); k >= 0 {
			if !e.x.fits(&e.mentions[k], types) {
				return 0, false
			}
			return k, true
		}
	}
	if best < 0 || e.mentions[best].Type == ner.Person && !e.mentions[best].Plural && e.mentions[best].Form != ner.Pronoun {
		if k := f.titled(int(c.Token[n])); k >= 0 && e.x.fits(&e.mentions[k], types) {
			return k, true
		}
	}
	if best >= 0 && e.mentions[best].Form == ner.Nominal && e.mentions[best].Type == ner.Person && !e.mentions[best].Plural {
		// "Turkish ambassador Selin Kaya"
		for _, k := range f.here {
			if x := &e.mentions[k]; x.First == e.mentions[best].Limit && x.Form == ner.Name && x.Type == ner.Person && e.x.fits(x, types) {
				return k, true
			}
		}
	}
	if best >= 0 && e.mentions[best].Form == ner.Nominal {
		// "the opposition Liberal Party", where the tree has the description lead
		for _, k := range c.Children(n) {
			for _, m := range f.heads.at(int(k)) {
				if x := &e.mentions[m]; int(k) > n && x.Form == ner.Name && x.First == e.mentions[best].Limit && c.Case(int(k)) == "" && x.Type == e.mentions[best].Type && e.x.fits(x, types) {
					return m, true
				}
			}
		}
	}
	if best < 0 || e.mentions[best].Form != ner.Name {
		// A title that leads a name, or a description with the name behind a comma.
		for _, k := range c.Children(n) {
			i := int(k)
			switch c.Label(i) {
			case syntax.Flat, syntax.Compound, syntax.Appos, syntax.Nmod:
			default:
				continue
			}
			for _, m := range f.about.at(i) {
				x := &e.mentions[m]
				if x.Form != ner.Name || x.Demonym || !e.x.fits(x, types) || x.Type == ner.Place && i > n+1 && f.human(n) {
					continue
				}
				if c.Label(i) == syntax.Appos && i > n && (best < 0 || !e.mentions[best].Plural) || x.Type == ner.Person && i > n && int(c.Token[i]) <= int(c.Token[n])+2 && c.Case(i) == "" {
					return m, true
				}
			}
		}
	}
	if best >= 0 && e.mentions[best].Form == ner.Nominal && e.mentions[best].Type == ner.Person && !e.mentions[best].Plural {
		// "the army's spokesman, Brig. Gen. X", where ranks lead the apposition
		if i := c.Child(n, syntax.Appos); i > n {
			if first, _ := c.Subtree(i); first > n {
				if k := f.personAt(int(c.Token[first])); k >= 0 && e.x.fits(&e.mentions[k], types) {
					return k, true
				}
			}
		}
		// "the mayor of Saint-Marc, X, told", whatever the tree hangs the name on
		_, limit := c.Subtree(n)
		for _, k := range f.here {
			x := &e.mentions[k]
			if w := c.WordAt(x.First); x.Form == ner.Name && x.Type == ner.Person && w > n+2 && w < limit && c.Low(w-1) == "," && c.Low(c.WordAt(x.Limit)) == "," && f.nounsTo(w, n) && e.x.fits(x, types) {
				return k, true
			}
		}
	}
	if best >= 0 {
		if body := f.bodyOf(n, best, types); body >= 0 {
			return body, true
		}
		if m := &e.mentions[best]; m.Form == ner.Nominal && m.Type == ner.Place {
			if p := f.placeOf(n); p >= 0 {
				return p, true
			}
		}
		return best, true
	}
	if !described {
		return 0, false
	}
	low := c.Low(n)
	if low == "others" || low == "more" || low == "another" {
		if m := e.counted(f.s.Index); m >= 0 && f.amountOf(n) >= 0 {
			return m, true
		}
		return e.described(f.s, int(c.Token[n]), int(c.Token[n])+1), true
	}
	if low == "those" && c.Child(n, syntax.Acl) >= 0 {
		return e.described(f.s, int(c.Token[n]), int(c.Token[n])+1), true
	}
	if strings.HasSuffix(low, "self") || strings.HasSuffix(low, "selves") {
		return 0, false
	}
	if (c.Tag(n) == syntax.NUM || f.amountAt(n) >= 0 && !strings.HasSuffix(low, "s")) && !f.isDate(n) && (len(types) == 0 || slices.Contains(types, "Human") || slices.Contains(types, "Force") || slices.Contains(types, "Any")) {
		// "Twelve were killed": of those just counted, else nobody's name.
		if m := e.counted(f.s.Index); m >= 0 && e.countedHere() {
			return m, true
		}
		return e.described(f.s, int(c.Token[n]), int(c.Token[n])+1), true
	}
	switch low {
	case "nobody", "anyone", "anybody", "no-one", "noone", "someone", "somebody", "everyone":
		if slices.Contains(types, "Human") || slices.Contains(types, "Actor") || slices.Contains(types, "Person") {
			return e.described(f.s, int(c.Token[n]), int(c.Token[n])+1), true
		}
	}
	if c.Tag(n) != syntax.NOUN && c.Tag(n) != syntax.PROPN && c.Tag(n) != syntax.ADJ {
		return 0, false
	}
	if slices.Contains(types, "Site") && (e.x.sites.Has(low) || e.x.sites.Has(singular(low))) {
		return e.described(f.s, int(c.Token[n]), int(c.Token[n])+1), true
	}
	human := e.x.people.Has(low) || e.x.people.Has(singular(low)) || (low == "sides" || low == "parties") && !slices.Contains(types, "Human") && f.both(n)
	if c.Tag(n) == syntax.PROPN && !human && !f.demonym(n) {
		return 0, false
	}
	if slices.Contains(types, "Speaker") && (e.x.sources.Has(low) || e.x.sources.Has(singular(low)) || e.x.peopleEnding(low+"s")) {
		human = true
	}
	if !human && !f.demonym(n) && c.Tag(n) == syntax.ADJ {
		return 0, false
	}
	if slices.Contains(types, "Human") && !human && !f.demonym(n) && !e.x.peopleEnding(low) {
		return 0, false
	}
	if len(types) > 0 && !slices.Contains(types, "Human") && !slices.Contains(types, "Actor") && !slices.Contains(types, "Person") && !slices.Contains(types, "Any") {
		return 0, false
	}
	if !human && !f.demonym(n) && !e.x.peopleEnding(low) && !slices.Contains(types, "Any") {
		return 0, false
	}
	first := n
	for _, k := range c.Children(n) {
		if i := int(k); i < first && first-i <= 3 {
			switch c.Label(i) {
			case syntax.Amod, syntax.Compound:
				first = i
			}
		}
		break
	}
	return e.described(f.s, int(c.Token[first]), int(c.Token[n])+1), true
}

// firstPerson is whom "we" or "I" stands for in a quotation: the speaker, or the body
// in whose name it speaks; -1 where nobody is quoted.
func (f *field) firstPerson(pronoun int) int {
	m := &f.e.mentions[pronoun]
	plural := false
	switch m.Head {
	case "we", "us", "our":
		plural = true
	case "i", "me", "my":
	default:
		return -1
	}
	in := f.speechAt(m.First)
	if in < 0 || len(f.speeches[in].hops) == 0 {
		return -1
	}
	last := f.speeches[in].hops[len(f.speeches[in].hops)-1]
	if len(last) != 1 {
		return -1
	}
	speaker := last[0].Mention
	if plural && f.e.mentions[speaker].Type == ner.Person {
		if b, ok := f.e.bodies[f.e.cluster(speaker)]; ok {
			return b
		}
	}
	return speaker
}

// bodyOf is the body whose people act in its name: "gunmen of the Gulf Cartel",
// "Boko Haram fighters"; -1 where none is named, or where people are meant.
func (f *field) bodyOf(n, mention int, types []string) int {
	m := &f.e.mentions[mention]
	if m.Form != ner.Nominal || slices.Contains(types, "Human") || slices.Contains(types, "Force") || !f.e.x.members.Has(f.c.Low(n)) {
		return -1
	}
	if t := int(f.c.Token[n]); t > 0 && f.s.Tokens[t-1].Lower == "whose" {
		if k := f.antecedentOf(t - 1); k >= 0 && f.e.x.fits(&f.e.mentions[k], types) {
			return k
		}
	}
	for _, slot := range []string{"of", "from", "poss", "mod"} {
		for _, x := range f.c.Fill(n, clause.Noun, slot) {
			for _, k := range f.about.at(x.Word) {
				if b := &f.e.mentions[k]; b.Form == ner.Name && (b.Type == ner.Organization || b.Type == ner.Unit || b.Type == ner.Agency) && f.e.x.fits(b, types) {
					return k
				}
			}
		}
	}
	return -1
}

// demonym says that a word is a people's name: "two Palestinians".
func (f *field) demonym(n int) bool {
	for _, k := range f.heads.at(n) {
		if f.e.mentions[k].Demonym {
			return true
		}
	}
	return false
}

// peopleEnding says that a noun in the plural ends like those for people.
func (x *Extractor) peopleEnding(low string) bool {
	if x.things.Has(singular(low)) {
		return false
	}
	for _, end := range []string{"ers", "ors", "ists", "ants", "ees", "ians", "men", "women"} {
		if strings.HasSuffix(low, end) && len(low) > len(end)+2 {
			return true
		}
	}
	return false
}

// both says that a plural stands for the two who oppose each other: "both sides".
func (f *field) both(n int) bool {
	return n > 0 && (f.c.Low(n-1) == "both" || f.c.Low(n-1) == "all" || f.c.Low(n-1) == "two")
}

// rank prefers names to descriptions, and descriptions to pronouns.
func rank(m *ner.Mention) int {
	switch {
	case m.Form == ner.Name && !m.Demonym:
		return 3
	case m.Form == ner.Nominal:
		return 2
	case m.Form == ner.Pronoun:
		return 1
	}
	return 0
}

// fits says that a mention may fill a role: nil for any; a type; a label of its
// type ("Party"); or one of the classes Actor (who can act), Human (people, one or
// many), Force (who can fight), Speaker (who or what says something), Site (what
// can be attacked), Any.
func (x *Extractor) fits(m *ner.Mention, types []string) bool {
	if len(types) == 0 {
		return true
	}
	if m.Class == "source" && !slices.Contains(types, "Speaker") && !slices.Contains(types, "Any") {
		return false
	}
	if m.Form == ner.Pronoun {
		switch m.Head {
		case "we", "us", "our", "i", "me", "my":
			return slices.Contains(types, "Actor") || slices.Contains(types, "Any") || slices.Contains(types, "Human") || slices.Contains(types, "Force") || slices.Contains(types, "Person")
		}
	}
	for _, t := range types {
		switch t {
		case "demonym": // a state may be named by its people where it is clear that the state is meant
			if m.Demonym {
				return true
			}
		case "Any":
			return true
		case "Actor":
			switch m.Type {
			case ner.Place:
				if m.Form == ner.Name && (len(m.Labels) == 0 || m.Labels[0] == "Country" || m.Labels[0] == "City") || m.Class == "country" {
					return true
				}
			case ner.Event:
			default:
				return true
			}
		case "Speaker": // a report, a document, an account
			if m.Class == "source" {
				return true
			}
		case "Human":
			if m.Type == ner.Person || m.Type == ner.Unit || m.Class == "police" || m.Class == "captive" || m.Form == ner.Nominal && (m.Class == "group" || m.Class == "military") {
				return true
			}
		case "Force":
			if m.Type == ner.Unit || m.Form == ner.Nominal && (m.Class == "military" || m.Class == "fighter" || m.Class == "police" || m.Class == "group" || m.Class == "formation" || m.Head == "officer" || m.Head == "man" && m.Plural) || m.Type == ner.Organization && slices.Contains(m.Labels, "ArmedGroup") {
				return true
			}
		default:
			if m.Type == t || slices.Contains(m.Labels, t) {
				return true
			}
		}
	}
	return false
}

// amountOf is the number of the phrase of word n, -1 for none: "twelve" in "twelve
// of the soldiers", "at least 40" in "at least 40 Malian soldiers".
func (f *field) amountOf(n int) int {
	if a := f.amountAt(n); a >= 0 {
		return a
	}
	for _, k := range f.c.Children(n) {
		i := int(k)
		switch f.c.Label(i) {
		case syntax.Nummod, syntax.Det, syntax.Amod, syntax.Compound, syntax.Advmod, syntax.Nmod, syntax.Dep:
			if i < n || f.c.Label(i) == syntax.Nummod {
				if a := f.amountAt(i); a >= 0 {
					return a
				}
			}
		}
	}
	// Whatever number stands right before the noun and its adjectives.
	first, _ := f.c.Subtree(n)
	if first == n && n > 0 && f.c.Tag(n-1) == syntax.NUM && f.c.Head(n-1) == f.c.Head(n) {
		return f.amountAt(n - 1)
	}
	for a := range f.amounts {
		if l := f.c.WordAt(f.amounts[a].limit); l > first && l <= n && n-l <= 3 && f.c.WordAt(f.amounts[a].first) >= first && !f.comma(l, n) && f.adjectives(l, n) {
			return a
		}
	}
	return -1
}

func (f *field) comma(a, b int) bool {
	for i := a; i < b; i++ {
		if f.c.Tag(i) == syntax.PUNCT && f.c.Low(i) != "-" {
			return true
		}
	}
	return false
}

// adjectives says that only what stands before a noun lies between.
func (f *field) adjectives(a, b int) bool {
	for i := a; i < b; i++ {
		switch f.c.Tag(i) {
		case syntax.ADJ, syntax.NOUN, syntax.PROPN, syntax.VERB, syntax.PUNCT, syntax.ADV:
		default:
			return false
		}
	}
	return true
}

// amountAt is the amount that word i is part of, -1 for none.
func (f *field) amountAt(i int) int {
	t := int(f.c.Token[i])
	for a := range f.amounts {
		if f.amounts[a].first <= t && t < f.amounts[a].limit {
			return a
		}
	}
	return -1
}

// isLight says that a verb, by its folded form, is a light one.
func (x *Extractor) isLight(low string) bool { return x.light[low] }
