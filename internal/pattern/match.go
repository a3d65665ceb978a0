package pattern

import (
	"slices"

	"casegraph/internal/text"
)

// A Mention is what a pattern sees of a mention: its place and kind.
type Mention struct {
	First, Limit int
	Type         string
	Labels       []string
	Form         string // name, nominal, pronoun
	Demonym      bool
}

// A Value is a quantity or a date at a place.
type Value struct{ First, Limit int }

// An Input is one sentence as patterns see it. Build it with NewInput.
type Input struct {
	Sentence   *text.Sentence
	Mentions   []Mention
	Quantities []Value
	Dates      []Value
	mentionAt  [][]int32 // mentions by first token, the longest first
	quantityAt []int32   // 1 + index by first token
	dateAt     []int32
}

// NewInput indexes a sentence with what was found in it.
func NewInput(s *text.Sentence, mentions []Mention, quantities, dates []Value) *Input {
	n := len(s.Tokens)
	in := &Input{Sentence: s, Mentions: mentions, Quantities: quantities, Dates: dates,
		mentionAt: make([][]int32, n), quantityAt: make([]int32, n), dateAt: make([]int32, n)}
	for i, m := range mentions {
		in.mentionAt[m.First] = append(in.mentionAt[m.First], int32(i))
	}
	for _, at := range in.mentionAt {
		slices.SortStableFunc(at, func(a, b int32) int { return mentions[b].Limit - mentions[a].Limit })
	}
	for i, q := range quantities {
		if old := in.quantityAt[q.First]; old == 0 || quantities[old-1].Limit < q.Limit {
			in.quantityAt[q.First] = int32(i + 1)
		}
	}
	for i, d := range dates {
		if old := in.dateAt[d.First]; old == 0 || dates[old-1].Limit < d.Limit {
			in.dateAt[d.First] = int32(i + 1)
		}
	}
	return in
}

// A Capture is what an element of a pattern matched for a role.
type Capture struct {
	Role         string
	First, Limit int // tokens
	Mention      int // index into Input.Mentions, -1 where the element is none
	Quantity     int // index into Input.Quantities, -1
}

// A Match is one place where a pattern matches.
type Match struct {
	First, Limit int
	Captures     []Capture // in order
	Literal      Value     // the first word or list entry outside captures; zero length if none
}

// budget bounds the steps of one attempt, so that no sentence costs more than
// its length times this. What takes more is taken not to match.
const budget = 4000

// FindAll returns the matches of p, at most one for each token that it starts
// at, in order. Matches may overlap.
func (p *Pattern) FindAll(in *Input) []Match {
	var out []Match
	for i := range in.Sentence.Tokens {
		if !in.mayStart(p.seq, i) {
			continue
		}
		m := matcher{in: in, left: budget}
		limit := -1
		if m.seq(p.seq, i, func(at int) bool { limit = at; return true }) {
			out = append(out, Match{i, limit, slices.Clone(m.captures), m.literal})
		}
	}
	return out
}

// mayStart is a cheap look at whether the row can match from token i on; most
// starts fail here.
func (in *Input) mayStart(seq []node, i int) bool {
	if len(seq) == 0 {
		return true
	}
	n := &seq[0]
	if n.not {
		return in.mayStart(seq[1:], i)
	}
	ok := false
	switch n.kind {
	case word:
		ok = in.Sentence.Tokens[i].Lower == n.text
	case list:
		_, ok = n.list.first[in.Sentence.Tokens[i].Lower]
	case class:
		ok = in.Sentence.Tokens[i].Class == n.class
	case quantity:
		ok = in.quantityAt[i] > 0
	case date:
		ok = in.dateAt[i] > 0
	case mention:
		ok = len(in.mentionAt[i]) > 0
	case group:
		for _, a := range n.alts {
			ok = ok || in.mayStart(a, i)
		}
	default:
		return true
	}
	return ok || n.min == 0 && in.mayStart(seq[1:], i)
}

type matcher struct {
	in       *Input
	left     int
	captures []Capture
	literal  Value
}

// seq matches the elements from token i on and then calls done with the token
// behind them; where done refuses, it tries the next way.
func (m *matcher) seq(seq []node, i int, done func(int) bool) bool {
	if len(seq) == 0 {
		return done(i)
	}
	if m.left--; m.left < 0 {
		return false
	}
	n, rest := &seq[0], seq[1:]
	if n.not {
		inner := *n
		inner.not = false
		mark, lit := len(m.captures), m.literal
		found := m.one(&inner, i, func(int) bool { return true })
		m.captures, m.literal = m.captures[:mark], lit
		return !found && m.seq(rest, i, done)
	}
	if n.kind == gap {
		for k := 0; k <= n.max && i+k <= len(m.in.Sentence.Tokens); k++ {
			if k > 0 && stops(m.in.Sentence.Tokens[i+k-1].Text) {
				return false
			}
			if k >= n.min && m.seq(rest, i+k, done) {
				return true
			}
		}
		return false
	}
	if n.min == 1 && n.max == 1 {
		return m.one(n, i, func(at int) bool { return m.seq(rest, at, done) })
	}
	return m.repeat(n, 0, i, func(at int) bool { return m.seq(rest, at, done) })
}

// stops are the marks that a gap does not cross.
func stops(s string) bool {
	switch s {
	case ";", ":", "“", "”", "\"", "‘":
		return true
	}
	return false
}

func (m *matcher) repeat(n *node, count, i int, done func(int) bool) bool {
	if count < n.max {
		if m.one(n, i, func(at int) bool { return at > i && m.repeat(n, count+1, at, done) }) {
			return true
		}
	}
	return count >= n.min && done(i)
}

// one matches the element once.
func (m *matcher) one(n *node, i int, done func(int) bool) bool {
	tokens := m.in.Sentence.Tokens
	mark, lit := len(m.captures), m.literal
	accept := func(at, mention, quantity int) bool {
		if n.capture != "" {
			m.captures = append(m.captures, Capture{n.capture, i, at, mention, quantity})
		} else if (n.kind == word || n.kind == list) && m.literal.Limit == 0 {
			m.literal = Value{i, at}
		}
		if done(at) {
			return true
		}
		m.captures, m.literal = m.captures[:mark], lit
		return false
	}
	switch n.kind {
	case sentenceBegin:
		return i == 0 && done(i)
	case sentenceEnd:
		return (i == len(tokens) || i == len(tokens)-1 && tokens[i].Class == text.Mark) && done(i)
	case group:
		for _, a := range n.alts {
			if m.seq(a, i, func(at int) bool {
				if n.capture == "" {
					return done(at)
				}
				before := len(m.captures)
				mention, quantity := -1, -1
				if len(a) == 1 {
					mention, quantity = m.sole(&a[0], i, at)
				}
				m.captures = append(m.captures, Capture{n.capture, i, at, mention, quantity})
				if done(at) {
					return true
				}
				m.captures = m.captures[:before]
				return false
			}) {
				return true
			}
			m.captures, m.literal = m.captures[:mark], lit
		}
		return false
	}
	if i >= len(tokens) {
		return false
	}
	switch n.kind {
	case word:
		return tokens[i].Lower == n.text && accept(i+1, -1, -1)
	case anyToken:
		return accept(i+1, -1, -1)
	case class:
		return tokens[i].Class == n.class && accept(i+1, -1, -1)
	case list:
		for _, at := range n.list.match(tokens, i) {
			if accept(at, -1, -1) {
				return true
			}
		}
	case quantity:
		if q := m.in.quantityAt[i]; q > 0 {
			return accept(m.in.Quantities[q-1].Limit, -1, int(q-1))
		}
	case date:
		if d := m.in.dateAt[i]; d > 0 {
			return accept(m.in.Dates[d-1].Limit, -1, -1)
		}
	case mention:
		for _, x := range m.in.mentionAt[i] {
			if n.accepts(&m.in.Mentions[x]) && accept(m.in.Mentions[x].Limit, int(x), -1) {
				return true
			}
		}
	}
	return false
}

// sole finds the mention or quantity that a group of one element matched.
func (m *matcher) sole(n *node, i, at int) (mentioned, quantified int) {
	mentioned, quantified = -1, -1
	if i >= len(m.in.mentionAt) {
		return
	}
	switch n.kind {
	case mention:
		for _, x := range m.in.mentionAt[i] {
			if m.in.Mentions[x].Limit == at && n.accepts(&m.in.Mentions[x]) {
				return int(x), -1
			}
		}
	case quantity:
		if q := m.in.quantityAt[i]; q > 0 {
			return -1, int(q - 1)
		}
	}
	return
}

func (n *node) accepts(x *Mention) bool {
	switch n.form {
	case "":
	case "demonym":
		if !x.Demonym {
			return false
		}
	case "name":
		if x.Form != "name" || x.Demonym {
			return false
		}
	default:
		if x.Form != n.form {
			return false
		}
	}
	return (n.types == nil || slices.Contains(n.types, x.Type)) && (n.label == "" || slices.Contains(x.Labels, n.label))
}
