package relate

import (
	"fmt"
	"slices"
	"strings"

	"casegraph/internal/clause"
	"casegraph/internal/syntax"
)

// A manner is how a predicate is meant.
type manner struct {
	stance  Stance
	negated bool
}

// A bearing is what one word does to what it governs or stands beside.
type bearing struct {
	effect    string // hedged, planned, negated, denied
	condition string
}

// A mannerTable says how words bear on predicates: knowledge/lexicon/manner.tsv.
type mannerTable struct {
	verbs, nouns, adjectives, adverbs, auxiliaries, marks map[string][]bearing // by folded form
}

func newMannerTable(data string, m *clause.Morphology) (*mannerTable, error) {
	t := &mannerTable{verbs: map[string][]bearing{}, nouns: map[string][]bearing{}, adjectives: map[string][]bearing{},
		adverbs: map[string][]bearing{}, auxiliaries: map[string][]bearing{}, marks: map[string][]bearing{}}
	n := 0
	for line := range strings.Lines(data) {
		n++
		if line = strings.TrimRight(line, "\r\n"); line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) != 4 || !slices.Contains([]string{"hedged", "planned", "negated", "denied"}, cols[2]) {
			return nil, fmt.Errorf("load manner.tsv: line %d is not: word, kind, effect, condition", n)
		}
		b := bearing{cols[2], cols[3]}
		var to map[string][]bearing
		forms := []string{cols[0]}
		switch cols[1] {
		case "verb":
			to, forms = t.verbs, m.Verb(cols[0])
		case "noun":
			to, forms = t.nouns, m.Noun(cols[0])
		case "adjective":
			to = t.adjectives
		case "adverb":
			to = t.adverbs
		case "auxiliary":
			to = t.auxiliaries
		case "mark":
			to = t.marks
		default:
			return nil, fmt.Errorf("load manner.tsv: line %d: %q is no kind of word", n, cols[1])
		}
		for _, f := range forms {
			if !slices.Contains(to[f], b) {
				to[f] = append(to[f], b)
			}
		}
	}
	return t, nil
}

// reach bounds the way up from a predicate, so that time stays linear.
const reach = 10

// of reads how predicate p is meant: from the words beside it and the predicates
// above it, up to the end of its clause and within the words first to limit.
func (t *mannerTable) of(c *clause.Clauses, p, first, limit int) manner {
	m := reader{t: t, c: c, manner: manner{stance: Asserted}}
	m.beside(p, false)
	shared := false
	at := p
	for range reach {
		h := c.Head(at)
		if h < first || h >= limit {
			break
		}
		l := c.Label(at)
		switch l {
		case syntax.Conj:
			// What is joined shares what stands before the first, unless it has a subject
			// of its own.
			if c.Verbal(at) && (c.Child(at, syntax.Nsubj) >= 0 || hasAux(c, at)) {
				return m.manner
			}
			m.beside(h, true)
			shared = true
			at = h
			continue
		case syntax.Xcomp, syntax.Ccomp, syntax.Csubj, syntax.Obj, syntax.Obl, syntax.Nmod, syntax.Nsubj, syntax.Compound, syntax.Appos:
		case syntax.Acl:
			if c.Child(at, syntax.Nsubj) >= 0 && !complement(c, at) {
				return m.manner // a relative clause stands for itself
			}
			if c.Morphology.FormOf(c.Low(at))&(clause.Participle|clause.Ing) != 0 && !complement(c, at) {
				return m.manner // "the men held by"
			}
		case syntax.Advcl:
			if !purpose(c, at) {
				return m.manner
			}
		default:
			return m.manner
		}
		m.above(h, at, l, shared)
		if l == syntax.Ccomp && !m.t.governs(c.Low(h)) {
			return m.manner // the words of another
		}
		if c.Verbal(h) || c.Tag(h) == syntax.ADJ {
			if l != syntax.Nmod && !taken(c, at, h, l) {
				m.beside(h, true)
			}
		} else {
			m.negationOf(h)
		}
		at = h
	}
	return m.manner
}

// modified says that a word stands beside p that makes it doubtful: "the alleged
// leader", "reportedly part of".
func (t *mannerTable) modified(c *clause.Clauses, p int) bool {
	m := reader{t: t, c: c, manner: manner{stance: Asserted}}
	for _, k := range c.Children(p) {
		low := c.Low(int(k))
		switch c.Label(int(k)) {
		case syntax.Advmod:
			for _, b := range t.adverbs[low] {
				if b.effect == "hedged" {
					m.apply(b.effect)
				}
			}
		case syntax.Amod:
			for _, b := range t.adjectives[low] {
				if b.effect == "hedged" && b.condition == "" {
					m.apply(b.effect)
				}
			}
		}
	}
	return m.stance == Hedged
}

// taken says that a noun is taken for granted by the verb that it hangs on: "his
// murder was never solved", "will discuss the killing of".
func taken(c *clause.Clauses, n, v int, l syntax.Label) bool {
	if c.Verbal(n) || !c.Verbal(v) || c.Light != nil && c.Light(c.Low(v)) || l != syntax.Nsubj && l != syntax.Obj && l != syntax.Obl {
		return false
	}
	switch c.Low(v) {
	case "was", "were", "been", "be", "is", "are", "take", "takes", "took", "taken", "happen", "happened", "happens", "occur", "occurred", "occurs", "result", "resulted", "lead", "led", "see", "seen", "go", "went", "come", "came", "prevent", "prevented", "succeed", "succeeded", "involve", "involved", "mean", "meant":
		return false
	}
	for _, k := range c.Children(n) {
		switch i := int(k); c.Label(i) {
		case syntax.Det:
			if low := c.Low(i); low == "the" || low == "this" || low == "that" || low == "these" {
				return true
			}
		case syntax.Nmod:
			if i < n && (c.Case(i) == "'s" || c.Tag(i) == syntax.PRON) {
				return true
			}
		}
	}
	return false
}

func (t *mannerTable) governs(low string) bool { return t.verbs[low] != nil }

func hasAux(c *clause.Clauses, v int) bool { return c.Child(v, syntax.Aux) >= 0 }

// complement says that a clause is what its noun holds ("reports that", "a plan
// to", "charges of"), and no relative clause.
func complement(c *clause.Clauses, v int) bool {
	for _, k := range c.Children(v) {
		if l := c.Label(int(k)); l == syntax.Mark || l == syntax.Case {
			return true
		}
	}
	return false
}

// purpose says that an adverbial clause tells what for: "to support", "of
// selling", "from entering".
func purpose(c *clause.Clauses, v int) bool {
	for _, k := range c.Children(v) {
		if l := c.Label(int(k)); l == syntax.Mark || l == syntax.Case {
			switch c.Low(int(k)) {
			case "to", "of", "from", "for":
				return true
			}
		}
	}
	return false
}

type reader struct {
	t *mannerTable
	c *clause.Clauses
	manner
}

func (m *reader) apply(effect string) {
	switch effect {
	case "negated":
		m.negated = true
	case "denied":
		m.stance = Denied
	case "planned":
		if m.stance == Asserted {
			m.stance = Planned
		}
	case "hedged":
		if m.stance == Asserted || m.stance == Planned {
			m.stance = Hedged
		}
	}
}

// beside reads auxiliaries, adverbs, marks and adjectives of a word, and "no"
// before it or before its subject or object.
func (m *reader) beside(p int, above bool) {
	c := m.c
	for _, k := range c.Children(p) {
		i := int(k)
		low := c.Low(i)
		switch c.Label(i) {
		case syntax.Aux, syntax.Cop:
			for _, b := range m.t.auxiliaries[low] {
				if (b.condition == "perfect") == m.perfect(p, i) || b.condition == "" && !m.has(m.t.auxiliaries[low], "perfect") {
					m.apply(b.effect)
				}
			}
			m.adverbs(i)
		case syntax.Advmod, syntax.Discourse, syntax.Det, syntax.Cc, syntax.Parataxis:
			if c.Label(i) == syntax.Parataxis { // ", it seems"
				for _, b := range m.t.verbs[low] {
					if first, limit := c.Subtree(i); b.effect == "hedged" && b.condition == "" && limit-first <= 3 {
						m.apply(b.effect)
					}
				}
				continue
			}
			if low == "no" && c.Label(i) == syntax.Det && !above {
				m.apply("negated")
				continue
			}
			for _, b := range m.t.adverbs[low] {
				if b.condition == "" {
					m.apply(b.effect)
				}
			}
			if low == "longer" && c.Low(i-1) == "no" {
				m.apply("negated")
			}
		case syntax.Mark, syntax.Case:
			key := low
			if c.Low(i+1) == "of" && low == "instead" {
				key = "instead of"
			}
			for _, b := range m.t.marks[key] {
				m.apply(b.effect)
			}
		case syntax.Amod, syntax.Compound:
			if above {
				continue
			}
			for _, b := range m.t.adjectives[low] {
				if b.condition == "" || b.condition == "noun" && c.Tag(p) == syntax.NOUN {
					m.apply(b.effect)
				}
			}
		case syntax.Obl:
			if c.Case(i) == "by" {
				m.negationOf(i) // "by no one"
				if low == "no-one" || low == "one" && c.Low(i-1) == "no" {
					m.apply("negated")
				}
			}
		case syntax.Nsubj, syntax.Obj:
			if c.Verbal(p) || c.Label(p) == syntax.Root {
				m.negationOf(i)
				if !above {
					m.doubtOf(i)
				}
			}
		}
	}
	// "is to deploy".
	if !above && c.Label(p) == syntax.Xcomp && c.Head(p) >= 0 && beForm(c.Low(c.Head(p))) && m.marked(p, "to") {
		m.apply("planned")
	}
	if m.marked(p, "to") {
		for _, k := range c.Children(p) {
			if c.Label(int(k)) == syntax.Cop || c.Label(int(k)) == syntax.Aux && beForm(c.Low(int(k))) && int(k)+1 < p && c.Low(int(k)+1) == "to" {
				m.apply("planned")
			}
		}
	}
}

// adverbs reads what hangs on an auxiliary.
func (m *reader) adverbs(i int) {
	for _, k := range m.c.Children(i) {
		for _, b := range m.t.adverbs[m.c.Low(int(k))] {
			if b.condition == "" {
				m.apply(b.effect)
			}
		}
	}
}

func (m *reader) marked(p int, w string) bool {
	for _, k := range m.c.Children(p) {
		if (m.c.Label(int(k)) == syntax.Mark || m.c.Label(int(k)) == syntax.Case) && m.c.Low(int(k)) == w {
			return true
		}
	}
	return false
}

func beForm(low string) bool {
	switch low {
	case "is", "are", "was", "were", "be", "been":
		return true
	}
	return false
}

// perfect says that "have" follows the auxiliary.
func (m *reader) perfect(p, aux int) bool {
	for k := aux + 1; k < p; k++ {
		if m.c.Low(k) == "have" {
			return true
		}
	}
	return false
}

func (m *reader) has(bs []bearing, condition string) bool {
	return slices.ContainsFunc(bs, func(b bearing) bool { return b.condition == condition })
}

// negationOf sees "no soldiers", "none of them", "nobody", "neither side".
func (m *reader) negationOf(n int) {
	switch m.c.Low(n) {
	case "none", "nobody", "nothing", "neither":
		m.apply("negated")
		return
	}
	for _, k := range m.c.Children(n) {
		if l := m.c.Label(int(k)); int(k) < n && (l == syntax.Det || l == syntax.Cc || l == syntax.Advmod) {
			switch m.c.Low(int(k)) {
			case "no", "neither":
				m.apply("negated")
			}
		}
	}
}

// doubtOf sees "suspected militants" and "presumed agents" do something.
func (m *reader) doubtOf(n int) {
	for _, k := range m.c.Children(n) {
		if m.c.Label(int(k)) == syntax.Amod && int(k) < n {
			for _, b := range m.t.adjectives[m.c.Low(int(k))] {
				if b.effect == "hedged" && b.condition == "" && m.c.Low(int(k)) != "possible" && m.c.Low(int(k)) != "likely" && m.c.Low(int(k)) != "suspected" {
					m.apply("hedged")
				}
			}
		}
	}
}

// above reads what word h does to the word that hangs on it by label l.
func (m *reader) above(h, at int, l syntax.Label, shared bool) {
	c := m.c
	low := c.Low(h)
	var bs []bearing
	switch {
	case c.Verbal(h):
		bs = m.t.verbs[low]
	case c.Tag(h) == syntax.ADJ:
		bs = m.t.adjectives[low]
	default:
		bs = m.t.nouns[low]
	}
	inner := l == syntax.Xcomp || l == syntax.Ccomp || l == syntax.Acl || l == syntax.Advcl
	for _, b := range bs {
		ok := false
		switch b.condition {
		case "":
			ok = true
			if c.Verbal(h) && (l == syntax.Nsubj || l == syntax.Obl && c.Case(at) != "for" && c.Case(at) != "to" && c.Case(at) != "of" && c.Case(at) != "on" && c.Case(at) != "from") {
				ok = c.Passive(h) && l == syntax.Nsubj // "an attack was planned", not "in an attack they planned"
			}
			if l == syntax.Compound || l == syntax.Nsubj && !c.Verbal(h) {
				ok = false
			}
			if b.effect == "negated" && c.Verbal(h) && l == syntax.Obl {
				ok = false
			}
			if b.effect == "planned" && c.Verbal(h) && l == syntax.Ccomp && !m.future(low) {
				ok = false
			}
		case "passive":
			ok = inner && c.Passive(h)
		case "active":
			ok = !c.Passive(h) && (inner || l == syntax.Obj)
		case "inner":
			ok = inner
		case "purpose":
			ok = (l == syntax.Xcomp || l == syntax.Advcl) && m.marked(at, "to")
		case "of object":
			ok = l == syntax.Obj || l == syntax.Advcl && m.marked(at, "from")
		case "out":
			ok = (l == syntax.Obj || inner) && c.Low(h+1) == "out"
		}
		if ok {
			m.apply(b.effect)
		}
	}
}

// future says that what such a verb holds as a whole sentence is still to come:
// "hopes that", "demanded that", but not "promised that", whose words are future
// themselves.
func (m *reader) future(low string) bool {
	switch {
	case strings.HasPrefix(low, "hop"), strings.HasPrefix(low, "demand"), strings.HasPrefix(low, "propos"), strings.HasPrefix(low, "predict"), strings.HasPrefix(low, "expect"), strings.HasPrefix(low, "urge"), strings.HasPrefix(low, "request"), strings.HasPrefix(low, "recommend"):
		return true
	}
	return false
}
