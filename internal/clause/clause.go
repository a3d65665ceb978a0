package clause

import (
	"slices"
	"strings"

	"casegraph/internal/syntax"
)

// A Clauses reads the predicates of one tree.
type Clauses struct {
	*Tree
	Morphology *Morphology
	// Actor says that a word stands for somebody who can act, so that "troops to
	// guard the port" guard it themselves, but the one who has "a plan to guard it"
	// does. Nil: none is known to.
	Actor func(word int) bool
	// Human says that a word stands for a person or people, whom alone "who" goes
	// on about. Nil: none is known to.
	Human func(word int) bool
	// Light says that a verb, by its folded form, only carries the noun that is its
	// object: "launched an attack", "held talks". Nil: none does.
	Light func(low string) bool
}

// far bounds the way up a tree, so that time stays linear in sentences without
// end.
const far = 12

// Case is the preposition of a noun: "in", "because of", "'s"; "" if it has none.
func (c *Clauses) Case(n int) string {
	out := ""
	for _, k := range c.Children(n) {
		if c.Label(int(k)) != syntax.Case || int(k) > n && c.Low(int(k)) != "'s" && c.Low(int(k)) != "'" {
			continue
		}
		if out != "" {
			out += " "
		}
		out += c.Low(int(k))
		for _, f := range c.Children(int(k)) {
			if l := c.Label(int(f)); l == syntax.Fixed || l == syntax.Case {
				out += " " + c.Low(int(f))
			}
		}
	}
	if out == "'" {
		return "'s"
	}
	return out
}

// Conjuncts are n and what is joined to it by "and", commas or "or".
func (c *Clauses) Conjuncts(n int) []int {
	out := []int{n}
	if v := c.Head(n); v >= 0 && n > v && c.Verbal(v) && c.Label(n) == syntax.Obj {
		// The tree may join the second of two objects to the verb.
		for _, k := range c.Children(v) {
			if i := int(k); i > n && c.Label(i) == syntax.Conj && (c.Tag(i) == syntax.NOUN || c.Tag(i) == syntax.PROPN) && c.Child(i, syntax.Nsubj) < 0 && c.Child(i, syntax.Cop) < 0 {
				out = append(out, i)
			}
		}
	}
	for i := 0; i < len(out) && len(out) < 64; i++ {
		closed := false // "A and B, C": C is no third one
		for _, k := range c.Children(out[i]) {
			if j := int(k); c.Label(j) == syntax.Conj && !c.apart(out[i], j) {
				and := c.Child(j, syntax.Cc) >= 0
				if closed && !and && j > out[i] {
					continue
				}
				closed = closed || and && j > out[i]
				out = append(out, j)
			}
		}
	}
	return out
}

// apart says that a semicolon stands between two words: what is joined there is no
// second name.
func (c *Clauses) apart(a, b int) bool {
	for i := min(a, b); i < max(a, b); i++ {
		if c.Low(i) == ";" {
			return true
		}
	}
	return false
}

// Verbal says that a word is used as a verb.
func (c *Clauses) Verbal(i int) bool {
	return c.Tag(i) == syntax.VERB || c.Tag(i) == syntax.AUX && c.Label(i) != syntax.Aux && c.Label(i) != syntax.Cop
}

func isBe(low string) bool {
	switch low {
	case "be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "get", "gets", "got", "getting":
		return true
	}
	return false
}

// auxiliary finds an auxiliary of v, or of the verb that v is joined to and
// shares it with.
func (c *Clauses) auxiliary(v int, is func(string) bool) bool {
	for range far {
		any := false
		for _, k := range c.Children(v) {
			if l := c.Label(int(k)); l == syntax.Aux || l == syntax.Cop {
				any = true
				if is(c.Low(int(k))) {
					return true
				}
			}
		}
		if any || c.Label(v) != syntax.Conj || c.hasSubject(v) {
			return false
		}
		v = c.Head(v)
	}
	return false
}

// Passive says that the surface subject of a verb is what is acted upon.
func (c *Clauses) Passive(v int) bool {
	f := c.Morphology.FormOf(c.Low(v))
	if f&Participle == 0 {
		return false
	}
	if c.auxiliary(v, isBe) {
		return true
	}
	for _, k := range c.Children(v) {
		if c.Label(int(k)) == syntax.Aux {
			return false // has, will
		}
	}
	switch c.Label(v) {
	case syntax.Amod:
		return true
	case syntax.Acl, syntax.Advcl:
		// "the soldiers captured near", but not "who captured".
		return !c.hasSubject(v) && c.Child(v, syntax.Obj) < 0 && c.relative(v) < 0
	case syntax.Conj:
		h := c.Head(v)
		return c.Verbal(h) && !c.hasSubject(v) && c.Child(v, syntax.Obj) < 0 && c.Morphology.FormOf(c.Low(h))&Participle != 0 && c.Passive(h)
	case syntax.Xcomp: // "wanted them killed", "are feared dead or captured"
		return c.Child(v, syntax.Obj) < 0 && c.Child(v, syntax.Mark) < 0
	}
	return false
}

func (c *Clauses) hasSubject(v int) bool {
	return c.Child(v, syntax.Nsubj) >= 0 || c.Child(v, syntax.Csubj) >= 0
}

// relative is the relative pronoun among the children of v, -1 for none.
func (c *Clauses) relative(v int) int {
	for _, k := range c.Children(v) {
		if int(k) < v && relativePronoun(c.Low(int(k))) {
			switch c.Label(int(k)) {
			case syntax.Nsubj, syntax.Obj, syntax.Obl, syntax.Mark, syntax.Advmod:
				return int(k)
			}
		}
	}
	return -1
}

func relativePronoun(low string) bool {
	return low == "who" || low == "which" || low == "that" || low == "whom"
}

// Subject is the surface subject of a verb or adjective, whether it stands
// beside it or is shared with, or understood from, the words around; -1 where it
// is not known. path tells how it was found.
func (c *Clauses) Subject(v int) (word int, path string) { return c.subject(v, 0) }

func (c *Clauses) subject(v, depth int) (int, string) {
	if depth > far {
		return -1, ""
	}
	for _, k := range c.Children(v) {
		s := int(k)
		if l := c.Label(s); l != syntax.Nsubj {
			continue
		}
		if relativePronoun(c.Low(s)) && c.Tag(s) != syntax.DET {
			if c.Label(v) == syntax.Acl && c.Head(v) >= 0 {
				return c.antecedent(c.Head(v), s), "antecedent"
			}
			if c.Label(v) == syntax.Conj {
				for h := c.Head(v); h >= 0; h = c.Head(h) {
					if c.Label(h) == syntax.Acl {
						return c.Head(h), "antecedent"
					}
				}
			}
			continue
		}
		// "the Treasury's Office": the tree may see two subjects.
		for _, x := range c.Children(v) {
			t := int(x)
			if t <= s || t >= v || c.Label(t) != syntax.Nsubj || t-s >= 8 || relativePronoun(c.Low(t)) {
				continue
			}
			if first, _ := c.Subtree(t); first > 0 && (c.Low(first-1) != "," || c.Low(t+1) != ",") { // "UNIFIL, the UN force, has" is one subject
				s = t
			}
		}
		return s, "subject"
	}
	for _, k := range c.Children(v) {
		if s := c.Swallowed(v, int(k)); s >= 0 {
			return s, "before a relative clause"
		}
	}
	h := c.Head(v)
	if l := c.Label(v); l == syntax.Root || l == syntax.Ccomp {
		if s := c.beforeVerb(v); s >= 0 {
			return s, "before the verb"
		}
	}
	if h < 0 || c.marked(v, "including") {
		return -1, ""
	}
	switch c.Label(v) {
	case syntax.Conj:
		if c.Verbal(h) || c.Tag(h) == syntax.ADJ || c.Label(h) == syntax.Root || c.Label(h) == syntax.Acl {
			s, p := c.subject(h, depth+1)
			return s, p + " of " + c.Low(h)
		}
	case syntax.Amod:
		return h, "noun"
	case syntax.Xcomp:
		return c.controller(v, h, depth)
	case syntax.Acl:
		if c.marked(v, "to") {
			if c.Actor != nil && c.Actor(h) {
				return h, "noun"
			}
			return c.owner(h, depth+1)
		}
		for _, k := range c.Children(v) {
			if l := c.Label(int(k)); l == syntax.Mark || l == syntax.Case {
				return c.owner(h, depth+1) // "charges of selling"
			}
		}
		return h, "noun"
	case syntax.Advcl, syntax.Obl, syntax.Nmod:
		if !c.Verbal(h) && c.Child(h, syntax.Nsubj) < 0 {
			if c.Label(h) == syntax.Obj || c.Label(h) == syntax.Obl || c.Label(h) == syntax.Nsubj {
				// "in a war against them, killing ten".
				return c.owner(h, depth+1)
			}
			return h, "noun"
		}
		if c.marked(v, "of", "for", "from", "with") || c.marked(v, "to") && !c.before(v, h) {
			return c.controller(v, h, depth)
		}
		if c.Morphology.FormOf(c.Low(v))&(Ing|Participle) != 0 || c.marked(v, "to") {
			s, p := c.subject(h, depth+1)
			return s, p + " of " + c.Low(h)
		}
	case syntax.Ccomp, syntax.Csubj, syntax.Obj:
		if c.Verbal(h) && (c.Morphology.FormOf(c.Low(v))&Ing != 0 || c.marked(v, "to")) {
			return c.controller(v, h, depth)
		}
	}
	return -1, ""
}

// Swallowed is the subject of verb v that the tree gave to the verb k of a relative
// clause behind it, which it took for what v holds: "X, whose house was searched, has
// denied"; -1 where that is not so.
func (c *Clauses) Swallowed(v, k int) int {
	if k > v || c.Label(k) != syntax.Ccomp && c.Label(k) != syntax.Advcl {
		return -1
	}
	s := c.Child(k, syntax.Nsubj)
	if s < 0 || s > k {
		return -1
	}
	for i := s + 2; i < k; i++ {
		switch c.Low(i) {
		case "whose", "who", "which":
			if c.Low(i-1) == "," {
				return s
			}
		}
	}
	return -1
}

// beforeVerb is the noun right before a finite verb that the tree joined to the last
// of another phrase: "according to A and B, C has"; -1 for none.
func (c *Clauses) beforeVerb(v int) int {
	at := v
	for at > 0 && (c.Head(at-1) == v && (c.Label(at-1) == syntax.Aux || c.Label(at-1) == syntax.Advmod)) {
		at--
	}
	n := at - 1
	if n < 0 || c.Label(n) != syntax.Conj || c.Child(n, syntax.Cc) >= 0 || c.Tag(n) != syntax.NOUN && c.Tag(n) != syntax.PROPN {
		return -1
	}
	if first, _ := c.Subtree(n); first > 0 && c.Low(first-1) == "," {
		return n
	}
	return -1
}

// antecedent is whom a relative clause that hangs on n speaks of: "who" goes on
// about a person, and where n is none, about the one that n hangs on ("Luc Moreau, a
// counsellor at our embassy in Niamey, who").
func (c *Clauses) antecedent(n, at int) int {
	pronoun := c.Low(at)
	if near := at - 2; near > n && (pronoun == "who" || pronoun == "whom") && c.Low(at-1) == "," && c.Human != nil {
		// "X, director of the police, and Y, who": the name right before.
		for i := 0; i < 4 && c.Label(near) == syntax.Flat; i++ {
			near = c.Head(near)
		}
		if near > n && c.Tag(near) == syntax.PROPN && c.Human(near) {
			return near
		}
	}
	if pronoun != "who" && pronoun != "whom" || c.Human == nil || c.Human(n) {
		return n
	}
	for _, k := range c.Children(n) { // "reports from officials, who"
		if c.Label(int(k)) == syntax.Nmod && int(k) > n && c.Human(int(k)) {
			return int(k)
		}
	}
	for at, i := n, 0; i < 4; i++ {
		at = c.Head(at)
		if at < 0 || c.Verbal(at) {
			break
		}
		if c.Human(at) {
			return at
		}
	}
	return n
}

// controller is the subject of a verb that hangs on h without one of its own:
// the object of h, else its subject.
func (c *Clauses) controller(v, h, depth int) (int, string) {
	if !c.Passive(h) {
		if o := c.accused(v, h); o >= 0 {
			return o, "antecedent of " + c.Low(h)
		}
		if o := c.Child(h, syntax.Obj); o >= 0 && o != v && (o < v) == (h < v) && (!relativePronoun(c.Low(o)) || c.Label(h) != syntax.Acl) {
			// "took steps to arm them", "signed a deal to sell": who takes the steps arms.
			if c.Actor == nil || c.Actor(o) {
				return o, "object of " + c.Low(h)
			}
		}
		if o := c.Child(h, syntax.Iobj); o >= 0 {
			return o, "object of " + c.Low(h)
		}
	}
	if !c.Passive(h) && c.marked(v, "of") {
		switch c.Low(h) {
		case "accuse", "accuses", "suspect", "suspects", "convict", "convicts", "acquit", "acquits":
			return -1, "" // of another one, whom the tree does not show; "accused of" is passive, whatever the tree says
		}
	}
	s, p := c.subject(h, depth+1)
	return s, p + " of " + c.Low(h)
}

// accused is whom the verb h of a relative clause says something of that v tells: "a
// firm that it accuses of buying", "the men police suspect of killing"; -1 where it is
// nobody.
func (c *Clauses) accused(v, h int) int {
	n := c.Head(h)
	if c.Label(h) != syntax.Acl || n < 0 || n > h || !c.marked(v, "of", "for", "from", "with") || c.Child(h, syntax.Nsubj) < 0 {
		return -1
	}
	switch o := c.Child(h, syntax.Obj); {
	case o >= 0 && o != v && !relativePronoun(c.Low(o)):
		return -1
	case o >= 0 && o != v:
		n = c.antecedent(n, o)
	case c.relative(h) >= 0:
		return -1 // "who accuses of": the pronoun is the subject
	}
	if c.Actor != nil && !c.Actor(n) {
		return -1
	}
	return n
}

// owner is who has a noun or does it: "its", "Chad's", "by Chad", "Chadian", or
// the subject of the verb whose object it is.
func (c *Clauses) owner(n, depth int) (int, string) {
	for _, slot := range []string{"poss", "by", "mod"} {
		for _, f := range c.noun(n, slot) {
			if c.Actor == nil || c.Actor(f.Word) {
				return f.Word, f.Path
			}
		}
	}
	h := c.Head(n)
	if h < 0 || depth > far {
		return -1, ""
	}
	switch l := c.Label(n); {
	case c.Verbal(h) && (l == syntax.Obj || l == syntax.Obl):
		if c.Passive(h) {
			for _, f := range c.verb(h, "by") {
				return f.Word, f.Path
			}
			if l == syntax.Obj {
				return -1, ""
			}
		}
		s, p := c.subject(h, depth+1)
		return s, p + " of " + c.Low(h)
	case l == syntax.Conj || l == syntax.Nmod:
		return c.owner(h, depth+1)
	}
	return -1, ""
}

// marked says that v has one of the words as its mark or case.
func (c *Clauses) marked(v int, words ...string) bool {
	for _, k := range c.Children(v) {
		if l := c.Label(int(k)); l == syntax.Mark || l == syntax.Case {
			for _, w := range words {
				if c.Low(int(k)) == w {
					return true
				}
			}
		}
	}
	return false
}

// before says that v stands before h: "To stop them, the army sent ...".
func (c *Clauses) before(v, h int) bool { return v < h }

// A Filler is a word that fills a slot, and how it was found.
type Filler struct {
	Word int
	Path string
}

// Counted is the noun that holds the number of n, "the number of soldiers"; -1 for none.
func (c *Clauses) Counted(n int) int {
	if v := c.Head(n); v >= 0 && c.Label(n) == syntax.Nmod && c.Case(n) == "of" && CountNoun(c.Low(v)) {
		return v
	}
	return -1
}

// Puts says that a verb tells of its object which number it is: "put the toll at ten".
func Puts(low string) bool {
	switch low {
	case "put", "puts", "putting", "estimated", "estimates", "estimate", "set", "sets", "places", "placed":
		return true
	}
	return false
}

// A Kind is what a predicate is.
type Kind uint8

// Kinds of predicate.
const (
	Verb Kind = iota
	Noun
	Adjective
)

// Fill gives the words that fill a slot of a predicate, the heads of their
// phrases, without what is joined to them.
//
// Slots of all: subject (on the surface), a preposition ("in", "against").
// Of verbs: agent (who does it, active or passive), object (who or what it is
// done to), recipient (an indirect object). Of nouns: poss ("Chad's", "its"),
// mod (what stands before the noun: "Chadian losses", "troop deployment"), agent
// (by, poss, or the subject of a light verb), self (the noun).
func (c *Clauses) Fill(p int, kind Kind, slot string) []Filler {
	switch kind {
	case Verb:
		return c.verb(p, slot)
	case Noun:
		return c.noun(p, slot)
	}
	return c.adjective(p, slot)
}

func one(word int, path string) []Filler {
	if word < 0 {
		return nil
	}
	return []Filler{{word, path}}
}

func (c *Clauses) verb(v int, slot string) []Filler {
	switch slot {
	case "subject":
		return one(c.Subject(v))
	case "self":
		return one(v, "itself")
	case "agent":
		if c.Passive(v) {
			return c.oblique(v, "by")
		}
		return one(c.Subject(v))
	case "object":
		if c.Passive(v) {
			if c.Label(v) == syntax.Amod {
				return one(c.Head(v), "noun")
			}
			return one(c.Subject(v))
		}
		return c.object(v)
	case "passive": // the subject of a verb that cannot be without an object
		if c.Passive(v) {
			return c.verb(v, "object")
		}
		if c.Morphology.FormOf(c.Low(v))&Participle != 0 && len(c.object(v)) == 0 && !c.auxiliary(v, isHave) {
			return one(c.Subject(v))
		}
		return nil
	case "first object", "second object": // "lent the marines two drones", which the tree may take for one phrase
		o := c.Child(v, syntax.Obj)
		if o < 0 || c.Child(v, syntax.Iobj) >= 0 || c.Passive(v) {
			return nil
		}
		for _, k := range c.Children(o) {
			if l := c.Label(int(k)); int(k) > o && (l == syntax.Nmod || l == syntax.Compound || l == syntax.Dep) && c.Case(int(k)) == "" && c.Tag(int(k)) == syntax.NOUN {
				if slot == "first object" {
					return one(o, "indirect object")
				}
				return one(int(k), "object")
			}
		}
		return nil
	case "recipient":
		if o := c.Child(v, syntax.Iobj); o >= 0 {
			return one(o, "indirect object")
		}
		return nil
	case "infinitive":
		for _, f := range c.verb(v, "comp") {
			if c.marked(f.Word, "to") {
				return []Filler{f}
			}
		}
		return nil
	case "comp":
		for _, k := range c.Children(v) {
			if l := c.Label(int(k)); (l == syntax.Ccomp || l == syntax.Xcomp) && int(k) > v {
				return one(int(k), "complement")
			}
		}
		// "called on the junta to free them": the tree may hang it on what is asked.
		for _, k := range c.Children(v) {
			i := int(k)
			if i < v {
				continue
			}
			switch c.Label(i) {
			case syntax.Advcl:
				if c.marked(i, "to") {
					return one(i, "complement")
				}
			case syntax.Obj, syntax.Obl:
				for _, x := range c.Children(i) {
					if l := c.Label(int(x)); (l == syntax.Acl || l == syntax.Advcl) && int(x) > i && c.marked(int(x), "to") {
						return one(int(x), "complement")
					}
				}
			}
		}
		return nil
	}
	return c.oblique(v, slot)
}

func isHave(low string) bool { return low == "has" || low == "have" || low == "had" || low == "having" }

// object is what an active verb acts on.
func (c *Clauses) object(v int) []Filler {
	for _, k := range c.Children(v) {
		o := int(k)
		if c.Label(o) != syntax.Obj {
			continue
		}
		if relativePronoun(c.Low(o)) {
			if c.Label(v) == syntax.Acl {
				return one(c.Head(v), "antecedent")
			}
			continue
		}
		return one(o, "object")
	}
	// "met the minister, Mr X", whom the tree may take for a recipient
	if o := c.Child(v, syntax.Iobj); o >= 0 && c.Child(v, syntax.Ccomp) < 0 {
		return one(o, "object")
	}
	// "the men the army shot": the clause has a subject, and no object of its own.
	if c.Label(v) == syntax.Acl && c.hasSubject(v) && c.Child(v, syntax.Ccomp) < 0 {
		if s := c.Child(v, syntax.Nsubj); s >= 0 && !relativePronoun(c.Low(s)) && c.Head(v) < s && c.Child(v, syntax.Xcomp) < 0 {
			return one(c.Head(v), "antecedent")
		}
	}
	// "captured and executed twelve men".
	siblings := c.Children(v)
	if c.Label(v) == syntax.Conj && c.Verbal(c.Head(v)) && !c.hasSubject(v) {
		siblings = slices.Concat(siblings, c.Children(c.Head(v)))
	}
	for _, k := range siblings {
		if j := int(k); j > v && c.Label(j) == syntax.Conj && c.Verbal(j) && !c.hasSubject(j) && j-v <= 8 {
			if o := c.Child(j, syntax.Obj); o >= 0 {
				return one(o, "object of "+c.Low(j))
			}
		}
	}
	return nil
}

// oblique finds the phrases of v with a preposition: its own, else those that
// hang on its object.
func (c *Clauses) oblique(v int, p string) []Filler {
	var out []Filler
	for _, k := range c.Children(v) {
		if l := c.Label(int(k)); (l == syntax.Obl || l == syntax.Nmod) && c.Case(int(k)) == p || (l == syntax.Advcl || l == syntax.Xcomp) && int(k) > v && p != "to" && c.marked(int(k), p) {
			out = append(out, Filler{int(k), p})
		}
	}
	if out == nil {
		for _, k := range c.Children(v) {
			if l := c.Label(int(k)); l == syntax.Obj || l == syntax.Nsubj && c.Passive(v) {
				for _, n := range c.Children(int(k)) {
					if c.Label(int(n)) != syntax.Nmod {
						continue
					}
					if c.Case(int(n)) == p {
						out = append(out, Filler{int(n), p + " of the object"})
					}
					if c.Case(int(n)) == "of" { // "hundreds of drones to"
						for _, m := range c.Children(int(n)) {
							if c.Label(int(m)) == syntax.Nmod && c.Case(int(m)) == p {
								out = append(out, Filler{int(m), p + " of the object"})
							}
						}
					}
				}
			}
		}
	}
	if out == nil && c.Label(v) == syntax.Conj && c.Verbal(c.Head(v)) && p == "by" && !c.hasSubject(v) {
		return nil
	}
	return out
}

func (c *Clauses) noun(n int, slot string) []Filler {
	var out []Filler
	switch slot {
	case "self", "subject":
		if slot == "subject" {
			if s := c.Child(n, syntax.Nsubj); s >= 0 && !relativePronoun(c.Low(s)) {
				return one(s, "subject")
			}
			if c.Child(n, syntax.Cop) >= 0 { // "is believed to be a branch of"
				return one(c.Subject(n))
			}
			return nil
		}
		return one(n, "itself")
	case "poss":
		for _, k := range c.Children(n) {
			if l := c.Label(int(k)); l == syntax.Nmod && (c.Case(int(k)) == "'s" || c.Tag(int(k)) == syntax.PRON && int(k) < n) {
				out = append(out, Filler{int(k), "possessor"})
			}
		}
		return out
	case "including": // "ten people, including two children"
		for _, k := range c.Children(n) {
			if int(k) > n && c.Case(int(k)) == "including" {
				return one(int(k), "including")
			}
		}
		return nil
	case "mod":
		for _, k := range c.Children(n) {
			if int(k) >= n {
				break
			}
			switch c.Label(int(k)) {
			case syntax.Compound, syntax.Amod:
				out = append(out, Filler{int(k), "before the noun"})
			case syntax.Nmod:
				if c.Case(int(k)) == "" && c.Tag(int(k)) != syntax.PRON {
					out = append(out, Filler{int(k), "before the noun"})
				}
			}
		}
		return out
	case "agent":
		if out = c.noun(n, "by"); out == nil {
			if out = c.noun(n, "poss"); out == nil {
				if v, as := c.light(n); v >= 0 {
					return one(c.lightSubject(v, as))
				}
			}
		}
		return out
	case "bearer": // what the noun stands in apposition to
		if h := c.Head(n); h >= 0 && c.Label(n) == syntax.Appos {
			return one(h, "apposition")
		}
		return nil
	case "measured": // "losses rose to 300", "the toll stands at 40": what the noun is said to be
		if v := c.Counted(n); v >= 0 {
			return c.noun(v, slot)
		}
		if v := c.Head(n); v >= 0 && c.Label(n) == syntax.Obj {
			if Puts(c.Low(v)) { // "put the number of wounded at ten"
				return c.verb(v, "at")
			}
		}
		if v := c.Head(n); v >= 0 && c.Label(n) == syntax.Nsubj {
			if !c.Verbal(v) {
				return one(v, "predicate")
			}
			for _, k := range c.Children(v) {
				if l := c.Label(int(k)); int(k) > v && (l == syntax.Obj || l == syntax.Obl && c.Case(int(k)) != "in") {
					out = append(out, Filler{int(k), "measure of " + c.Low(v)})
				}
			}
		}
		return out
	case "recipient of verb": // "gave the army help"
		if v, _ := c.light(n); v >= 0 {
			return c.verb(v, "recipient")
		}
		return nil
	case "target of verb": // "hit Iran with sanctions"
		if v := c.Head(n); v >= 0 && c.Verbal(v) && c.Label(n) == syntax.Obl && c.Case(n) == "with" {
			return c.verb(v, "object")
		}
		return nil
	case "confined": // "is in custody", "remains under arrest": who
		if p := c.Case(n); p != "in" && p != "under" {
			return nil
		}
		if s := c.Child(n, syntax.Nsubj); s >= 0 {
			return one(s, "subject")
		}
		if v := c.Head(n); v >= 0 && c.Verbal(v) && c.Label(n) == syntax.Obl {
			switch c.Low(v) {
			case "remain", "remains", "remained", "stay", "stays", "stayed", "is", "are", "was", "were", "been":
				return one(c.Subject(v))
			}
		}
		return nil
	case "listed", "carrier": // "put him on its list": who is put, and who puts
		if v := c.Head(n); v >= 0 && c.Verbal(v) && (c.Label(n) == syntax.Obl || c.Label(n) == syntax.Nmod) {
			if p := c.Case(n); p == "on" || p == "to" || p == "under" || p == "onto" {
				if slot == "listed" {
					return c.verb(v, "object")
				}
				return c.verb(v, "agent")
			}
		}
		return nil
	case "beneficiary": // "took the town with the help of"
		if v := c.Head(n); v >= 0 && c.Verbal(v) && c.Label(n) == syntax.Obl && (c.Case(n) == "with" || c.Case(n) == "without") {
			return one(c.Subject(v))
		}
		return nil
	case "attendee": // "said after a briefing by", "attended a briefing with"
		for at, i := n, 0; i < 3; i++ {
			h := c.Head(at)
			if h < 0 {
				break
			}
			if c.Verbal(h) && (c.Label(at) == syntax.Obl || c.Label(at) == syntax.Obj || c.Label(at) == syntax.Advcl) {
				if s, path := c.Subject(h); s >= 0 {
					return one(s, path+" of "+c.Low(h))
				}
			}
			at = h
		}
		return nil
	case "undergoer": // "came under attack", "faced an offensive"
		if v := c.Head(n); v >= 0 && c.Verbal(v) && (c.Label(n) == syntax.Obl && c.Case(n) == "under" || c.Label(n) == syntax.Obj && undergoes(c.Low(v))) {
			return one(c.Subject(v))
		}
		return nil
	}
	for _, k := range c.Children(n) {
		if l := c.Label(int(k)); (l == syntax.Nmod || l == syntax.Obl || l == syntax.Acl && c.Tag(int(k)) != syntax.VERB) && c.Case(int(k)) == slot {
			out = append(out, Filler{int(k), slot})
		}
	}
	if out == nil {
		// "the killing and wounding of ten": shared by what is joined.
		if c.Label(n) == syntax.Conj && slot == "of" && c.Tag(c.Head(n)) == syntax.NOUN && c.Head(n) >= 0 {
			for _, k := range c.Children(c.Head(n)) {
				if c.Label(int(k)) == syntax.Nmod && c.Case(int(k)) == slot && int(k) > n {
					out = append(out, Filler{int(k), slot})
				}
			}
		}
		for _, k := range c.Children(n) {
			if c.Label(int(k)) == syntax.Conj && c.Tag(int(k)) == syntax.NOUN && slot == "of" {
				for _, x := range c.Children(int(k)) {
					if c.Label(int(x)) == syntax.Nmod && c.Case(int(x)) == slot {
						out = append(out, Filler{int(x), slot})
					}
				}
			}
		}
	}
	if out == nil && slot == "of" {
		// "the killing on Sunday of ten": the tree hangs it on the day, or on the verb.
		for k := n + 1; k < min(c.Len(), n+6); k++ {
			if c.Tag(k) == syntax.VERB || c.Tag(k) == syntax.PUNCT {
				break
			}
			if c.Low(k) == "of" && c.Label(k) == syntax.Case && (c.Low(n+1) == "on" || c.Low(n+1) == "last" || c.Low(n+1) == "this") {
				if h := c.Head(c.Head(k)); c.Head(k) > k && (h == c.Head(n) || h > n && h < k) {
					return one(c.Head(k), slot)
				}
			}
		}
	}
	if out == nil && slot != "of" {
		// "the deployment of troops to": the tree hangs it on the troops.
		for _, k := range c.Children(n) {
			if p := c.Case(int(k)); c.Label(int(k)) != syntax.Nmod || p != "of" && p != "by" && p != "on" && p != "against" {
				continue
			}
			for _, x := range c.Children(int(k)) {
				if (c.Label(int(x)) == syntax.Nmod) && c.Case(int(x)) == slot {
					out = append(out, Filler{int(x), slot})
				}
			}
		}
	}
	if v := c.Head(n); out == nil && v > n && c.Label(n) == syntax.Nsubj && c.Verbal(v) && !c.Passive(v) && c.Child(v, syntax.Obj) < 0 && (slot == "between" || slot == "with" || slot == "against") {
		// "Talks begin in Qatar between A and B".
		for _, k := range c.Children(v) {
			if int(k) > v && c.Label(int(k)) == syntax.Obl && c.Case(int(k)) == slot {
				out = append(out, Filler{int(k), slot + " of " + c.Low(v)})
			}
		}
	}
	if out == nil && slot != "of" && slot != "by" {
		if v, _ := c.light(n); v >= 0 {
			for _, k := range c.Children(v) {
				if c.Label(int(k)) == syntax.Obl && c.Case(int(k)) == slot {
					out = append(out, Filler{int(k), slot + " of " + c.Low(v)})
				}
			}
		}
		if v := c.Head(n); out == nil && v >= 0 && c.Verbal(v) && (c.Case(n) == "under" || undergoes(c.Low(v))) {
			for _, k := range c.Children(v) {
				if c.Label(int(k)) == syntax.Obl && c.Case(int(k)) == slot {
					out = append(out, Filler{int(k), slot + " of " + c.Low(v)})
				}
			}
		}
	}
	return out
}

// undergoes says that the subject of a verb is the one to whom the noun that is
// its object is done.
func undergoes(low string) bool {
	switch low {
	case "face", "faces", "faced", "facing", "repel", "repelled", "repels", "repelling", "resist", "resisted", "withstood", "undergo", "underwent", "survived", "endured", "received", "receive", "receives":
		return true
	}
	return false
}

// light is the light verb that carries a noun, with the noun's relation to it; -1
// for none.
func (c *Clauses) light(n int) (v int, as syntax.Label) {
	for range far {
		if c.Label(n) != syntax.Conj {
			break
		}
		n = c.Head(n)
	}
	v = c.Head(n)
	if v < 0 || !c.Verbal(v) || c.Light == nil || !c.Light(c.Low(v)) {
		return -1, 0
	}
	l := c.Label(n)
	if l == syntax.Obj || l == syntax.Nsubj && c.Passive(v) || l == syntax.Obl && (c.Case(n) == "in" || c.Case(n) == "to" || c.Case(n) == "into") {
		return v, l
	}
	return -1, 0
}

func (c *Clauses) lightSubject(v int, as syntax.Label) (int, string) {
	if as == syntax.Nsubj || c.Passive(v) {
		for _, f := range c.oblique(v, "by") {
			return f.Word, "by of " + c.Low(v)
		}
		if as == syntax.Nsubj {
			return -1, ""
		}
	}
	s, p := c.Subject(v)
	return s, p + " of " + c.Low(v)
}

func (c *Clauses) adjective(a int, slot string) []Filler {
	switch slot {
	case "subject":
		switch c.Label(a) {
		case syntax.Amod:
			if h := c.Head(a); h >= 0 && c.Counted(h) >= 0 && len(c.noun(h, "measured")) > 0 {
				return one(h, "noun") // "the number of dead soldiers at 17"
			}
			return nil // "dead soldiers" says nothing yet
		case syntax.Xcomp:
			if o := c.Child(c.Head(a), syntax.Obj); o >= 0 {
				return one(o, "object of "+c.Low(c.Head(a)))
			}
		}
		if s, p := c.Subject(a); s >= 0 {
			return one(s, p)
		}
		if h := c.Head(a); h >= 0 && c.Label(a) == syntax.Acl {
			return one(h, "noun")
		}
		return nil
	case "self":
		return one(a, "itself")
	}
	return c.oblique(a, slot)
}

// places are the prepositions that tell where.
const places = " in at near on around outside inside across along within throughout over off between "

// Where lists the words that tell where a predicate holds, the nearest first:
// phrases with a preposition of place of the predicate, then of its object or
// subject, then of the phrases that hang on it ("in an attack on a market in").
func (c *Clauses) Where(p int) []int {
	var out []int
	if c.Label(p) == syntax.Acl { // "the town where"
		for _, k := range c.Children(p) {
			if c.Low(int(k)) == "where" && int(k) < p {
				out = append(out, c.Head(p))
			}
		}
	}
	seen := 0
	level := []int{p}
	for depth := 0; depth < 4 && len(level) > 0 && seen < 200; depth++ {
		var next []int
		for _, n := range level {
			for _, k := range c.Children(n) {
				seen++
				i := int(k)
				switch c.Label(i) {
				case syntax.Obl, syntax.Nmod:
					if strings.Contains(places, " "+c.Case(i)+" ") {
						out = append(out, i)
					}
					next = append(next, i)
				case syntax.Obj, syntax.Nsubj:
					if depth == 0 {
						next = append(next, i)
					}
				case syntax.Conj, syntax.Appos:
					if depth > 0 && !c.Verbal(i) {
						next = append(next, i)
					}
				}
			}
		}
		level = next
	}
	return out
}
