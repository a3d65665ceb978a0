// Package pattern is the rule language: patterns over the tokens, mentions,
// quantities and dates of a sentence, and files of rules with their examples.
// It knows nothing of war or politics. knowledge/README.md describes the language.
//
// It does not see dependency trees yet.
package pattern

import (
	"fmt"
	"strconv"
	"strings"

	"casegraph/internal/text"
)

type kind uint8

const (
	word    kind = iota // a token by its folded text
	list                // an entry of a word list
	mention             // a mention that starts here
	quantity
	date
	class // a token by its written form
	anyToken
	gap   // a short stretch, the shortest that works
	group // alternatives
	sentenceBegin
	sentenceEnd
)

// A node is one element of a pattern with its repetition and capture.
type node struct {
	kind     kind
	text     string // word, or the name of the list
	types    []string
	form     string // name, nominal, pronoun, demonym; "" any but pronoun
	label    string
	class    text.Class
	alts     [][]node
	min, max int
	not      bool
	capture  string
	list     *List
}

// A Pattern is a compiled pattern. It is immutable.
type Pattern struct {
	seq     []node
	anchors []string // first words, one of which every match holds; nil if it has none
}

// parse reads a pattern. Errors give the rune column, from 1.
func parse(src string) (*Pattern, error) {
	p := &parser{src: []rune(src)}
	seq := p.sequence(false)
	if p.err == nil && p.at < len(p.src) {
		p.fail("unexpected %q", p.src[p.at])
	}
	if p.err != nil {
		return nil, p.err
	}
	if len(seq) == 0 {
		return nil, fmt.Errorf("column 1: the pattern is empty")
	}
	return &Pattern{seq: seq}, nil
}

type parser struct {
	src []rune
	at  int
	err error
}

func (p *parser) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf("column %d: %s", p.at+1, fmt.Sprintf(format, args...))
	}
	p.at = len(p.src)
}

func (p *parser) peek() rune {
	if p.at < len(p.src) {
		return p.src[p.at]
	}
	return 0
}

func (p *parser) space() {
	for p.peek() == ' ' || p.peek() == '\n' || p.peek() == '\t' {
		p.at++
	}
}

func (p *parser) sequence(inside bool) []node {
	var seq []node
	for p.space(); p.at < len(p.src); p.space() {
		if c := p.peek(); inside && (c == '|' || c == ')') {
			break
		}
		seq = append(seq, p.element())
	}
	return seq
}

var classes = map[string]text.Class{
	"Capital": text.Capital, "Upper": text.Upper, "Lower": text.Lower, "Number": text.Number,
	"Ordinal": text.Ordinal, "Mark": text.Mark, "Mixed": text.Mixed, "Initial": text.Initial,
}

func classNames() map[text.Class]string {
	m := map[text.Class]string{}
	for name, c := range classes {
		m[c] = name
	}
	return m
}

func (p *parser) element() node {
	n := node{min: 1, max: 1}
	if p.peek() == '!' {
		p.at++
		n = p.element()
		if n.capture != "" {
			p.fail("what must not stand here cannot be captured")
		}
		n.not = true
		return n
	}
	switch c := p.peek(); {
	case c == '(':
		p.at++
		n.kind = group
		for {
			n.alts = append(n.alts, p.sequence(true))
			if p.peek() == '|' {
				p.at++
				continue
			}
			break
		}
		if p.peek() != ')' {
			p.fail("( without )")
			return n
		}
		p.at++
		for _, a := range n.alts {
			if len(a) == 0 {
				p.fail("an alternative is empty")
			}
		}
	case c == '@':
		p.at++
		n.kind = mention
		name := p.name()
		n.types = append(n.types, name)
		for p.peek() == '|' {
			p.at++
			n.types = append(n.types, p.name())
		}
		if n.types[0] == "any" {
			n.types = nil
		}
		if p.peek() == '.' {
			p.at++
			n.label = p.name()
		}
		if p.peek() == '/' {
			p.at++
			n.form = p.name()
			switch n.form {
			case "name", "nominal", "pronoun", "demonym":
			default:
				p.fail("%q is not a form (name, nominal, pronoun, demonym)", n.form)
			}
		}
	case c == '$':
		p.at++
		if r := p.peek(); r == 0 || r == ' ' || r == ')' {
			n.kind = sentenceEnd
			break
		}
		n.kind, n.text = list, p.name()
	case c == '^':
		p.at++
		n.kind = sentenceBegin
	case c == '#':
		p.at++
		n.kind = quantity
		if strings.HasPrefix(string(p.src[p.at:]), "date") {
			p.at += len("date")
			n.kind = date
		}
	case c == '<':
		p.at++
		name := p.name()
		cl, ok := classes[name]
		if !ok {
			p.fail("<%s> is not a written form", name)
		}
		if p.peek() != '>' {
			p.fail("< without >")
			return n
		}
		p.at++
		n.kind, n.class = class, cl
	case c == '.' && p.at+1 < len(p.src) && p.src[p.at+1] == '.':
		p.at += 2
		n.kind, n.min, n.max = gap, 0, 8
		if p.peek() == '{' {
			p.counts(&n)
		}
		return n
	case c == '.' && (p.at+1 == len(p.src) || strings.ContainsRune(" ?*+{):", p.src[p.at+1])):
		p.at++
		n.kind = anyToken
	case c == '\'' && p.at+1 < len(p.src) && p.src[p.at+1] != 's' || c == '"':
		// A quoted token: a mark that means something else bare.
		p.at++
		start := p.at
		for p.peek() != c && p.at < len(p.src) {
			p.at++
		}
		if p.peek() != c || p.at == start {
			p.fail("a quoted token needs its end")
			return n
		}
		n.kind, n.text = word, p.token(start)
		p.at++
	default:
		start := p.at
		for p.at < len(p.src) && !strings.ContainsRune(" \t\n()|?*+{}:<>@#$^!\"", p.src[p.at]) {
			p.at++
		}
		if p.at == start {
			p.fail("unexpected %q", c)
			return n
		}
		n.kind, n.text = word, p.token(start)
	}
	switch p.peek() {
	case '?':
		p.at++
		n.min = 0
	case '*':
		p.at++
		n.min, n.max = 0, repeat
	case '+':
		p.at++
		n.max = repeat
	case '{':
		p.counts(&n)
	}
	if p.peek() == ':' {
		p.at++
		n.capture = p.name()
	}
	return n
}

// repeat is how often x* and x+ repeat at most: a bound keeps matching linear.
const repeat = 16

func (p *parser) counts(n *node) {
	p.at++
	start := p.at
	for p.at < len(p.src) && p.peek() != '}' {
		p.at++
	}
	lo, hi, ok := strings.Cut(string(p.src[start:p.at]), ",")
	if !ok {
		hi = lo
	}
	var err1, err2 error
	n.min, err1 = strconv.Atoi(lo)
	n.max, err2 = strconv.Atoi(hi)
	if p.peek() != '}' || err1 != nil || err2 != nil || n.min < 0 || n.max < n.min || n.max > 64 {
		p.fail("counts are written {2,5}, at most 64")
		return
	}
	p.at++
}

func (p *parser) name() string {
	start := p.at
	for r := p.peek(); r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'; r = p.peek() {
		p.at++
	}
	if p.at == start {
		p.fail("a name is missing")
	}
	return string(p.src[start:p.at])
}

// String writes the pattern in the language; parsing it again gives the same.
func (p *Pattern) String() string { return join(p.seq) }

func join(seq []node) string {
	parts := make([]string, len(seq))
	for i, n := range seq {
		parts[i] = n.String()
	}
	return strings.Join(parts, " ")
}

// token folds the token from start on. One that could be quoted with neither mark is
// no token: folding makes straight marks of curly ones.
func (p *parser) token(start int) string {
	t := text.Fold(string(p.src[start:p.at]))
	if strings.Contains(t, `"`) && (strings.Contains(t, "'") || strings.HasPrefix(t, "s")) {
		p.fail("a token with both marks of quotation")
	}
	return t
}

func (n node) String() string {
	var s string
	switch n.kind {
	case word:
		s = n.text
		switch {
		case strings.Contains(s, `"`):
			s = "'" + s + "'"
		case strings.ContainsAny(s, " \t\n()|?*+{}:<>@#$^!.'") && s != "'s":
			s = `"` + s + `"`
		}
	case list:
		s = "$" + n.text
	case mention:
		s = "@any"
		if n.types != nil {
			s = "@" + strings.Join(n.types, "|")
		}
		if n.label != "" {
			s += "." + n.label
		}
		if n.form != "" {
			s += "/" + n.form
		}
	case quantity:
		s = "#"
	case date:
		s = "#date"
	case class:
		s = "<" + classNames()[n.class] + ">"
	case anyToken:
		s = "."
	case sentenceBegin:
		s = "^"
	case sentenceEnd:
		s = "$"
	case gap:
		s = fmt.Sprintf("..{%d,%d}", n.min, n.max)
		if n.not {
			s = "!" + s
		}
		return s
	case group:
		alts := make([]string, len(n.alts))
		for i, a := range n.alts {
			alts[i] = join(a)
		}
		s = "( " + strings.Join(alts, " | ") + " )"
	}
	switch {
	case n.min == 1 && n.max == 1:
	case n.min == 0 && n.max == 1:
		s += "?"
	case n.min == 0 && n.max == repeat:
		s += "*"
	case n.min == 1 && n.max == repeat:
		s += "+"
	default:
		s += fmt.Sprintf("{%d,%d}", n.min, n.max)
	}
	if n.capture != "" {
		s += ":" + n.capture
	}
	if n.not {
		s = "!" + s
	}
	return s
}
