package pattern

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// A Rule is a pattern, what it makes of a match, and examples that show it.
type Rule struct {
	Name     string // FILE#RULE
	Claim    string // the type of claim that a match is, or
	Mention  string // the type of mention that it is
	Labels   []string
	Patterns []*Pattern
	Stance   string
	Negated  bool
	Ended    bool
	Priority int
	Examples []Example
	Not      []Example
}

// An Example is a sentence with what the rule fills in it, by role.
type Example struct {
	Text  string
	Roles map[string]string
	Line  int // in the file
}

// A Check says what is wrong with a rule as such: a claim or role that the
// schema does not have. It returns nil where all is well.
type Check func(r *Rule, roles []string) error

// Rules are rules in order of priority, then of name, indexed by the words that
// they cannot do without.
type Rules struct {
	List   []*Rule
	Lists  Lists
	byWord map[string][]int32 // pattern numbers
	free   []int32            // patterns without such a word
	flat   []flatPattern
}

type flatPattern struct {
	rule    *Rule
	pattern *Pattern
}

// Load reads the rules of the files rules/NAME.yaml whose name keep accepts.
// Every mistake of every file is reported, sorted by place.
func Load(fsys fs.FS, keep func(name string) bool, check Check) (*Rules, error) {
	lists, err := LoadLists(fsys)
	if err != nil {
		return nil, err
	}
	files, err := fs.Glob(fsys, "rules/*.yaml")
	if err != nil {
		return nil, err
	}
	l := loader{lists: lists, check: check}
	for _, f := range files {
		name := strings.TrimSuffix(path.Base(f), ".yaml")
		if !keep(name) {
			continue
		}
		data, err := fs.ReadFile(fsys, f)
		if err != nil {
			return nil, fmt.Errorf("load rules: %w", err)
		}
		l.file(f, name, data)
	}
	if len(l.errs) > 0 {
		slices.SortStableFunc(l.errs, func(a, b ruleError) int {
			if c := strings.Compare(a.file, b.file); c != 0 {
				return c
			}
			return a.line*10000 + a.column - b.line*10000 - b.column
		})
		errs := make([]error, len(l.errs))
		for i, e := range l.errs {
			errs[i] = fmt.Errorf("%s:%d:%d: %s", e.file, e.line, e.column, e.text)
		}
		return nil, errors.Join(errs...)
	}
	slices.SortStableFunc(l.rules, func(a, b *Rule) int {
		if a.Priority != b.Priority {
			return b.Priority - a.Priority
		}
		return strings.Compare(a.Name, b.Name)
	})
	r := &Rules{List: l.rules, Lists: lists, byWord: map[string][]int32{}}
	for _, rule := range r.List {
		for _, p := range rule.Patterns {
			n := int32(len(r.flat))
			r.flat = append(r.flat, flatPattern{rule, p})
			if p.anchors == nil {
				r.free = append(r.free, n)
			}
			for _, w := range p.anchors {
				r.byWord[w] = append(r.byWord[w], n)
			}
		}
	}
	return r, nil
}

// Find calls found with every match of every rule in the sentence, in order of
// the rules and then of the place.
func (r *Rules) Find(in *Input, found func(*Rule, Match)) {
	var try []int32
	for i := range in.Sentence.Tokens {
		try = append(try, r.byWord[in.Sentence.Tokens[i].Lower]...)
	}
	if try == nil && r.free == nil {
		return
	}
	try = append(try, r.free...)
	slices.Sort(try)
	for _, n := range slices.Compact(try) {
		f := r.flat[n]
		for _, m := range f.pattern.FindAll(in) {
			found(f.rule, m)
		}
	}
}

type ruleError struct {
	file         string
	line, column int
	text         string
}

type loader struct {
	lists Lists
	check Check
	rules []*Rule
	errs  []ruleError
	path  string
}

func (l *loader) errorf(n *yaml.Node, format string, args ...any) {
	l.errs = append(l.errs, ruleError{l.path, n.Line, n.Column, fmt.Sprintf(format, args...)})
}

func (l *loader) file(path, name string, data []byte) {
	l.path = path
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		l.errs = append(l.errs, ruleError{path, 1, 1, err.Error()})
		return
	}
	if len(root.Content) == 0 {
		return
	}
	seen := map[string]bool{}
	for _, n := range root.Content[0].Content {
		r := l.rule(n)
		if seen[r.Name] {
			l.errorf(n, "rule %q stands twice", r.Name)
		}
		seen[r.Name] = true
		r.Name = name + "#" + r.Name
		l.rules = append(l.rules, r)
	}
}

func (l *loader) rule(n *yaml.Node) *Rule {
	r := &Rule{}
	if n.Kind != yaml.MappingNode {
		l.errorf(n, "a rule is a mapping")
		return r
	}
	decode := func(v *yaml.Node, to any) {
		if err := v.Decode(to); err != nil {
			l.errorf(v, "%v", err)
		}
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, v := n.Content[i], n.Content[i+1]
		switch key.Value {
		case "rule":
			r.Name = v.Value
		case "claim":
			r.Claim = v.Value
		case "mention":
			r.Mention = v.Value
		case "labels":
			decode(v, &r.Labels)
		case "pattern":
			l.pattern(r, v)
		case "patterns":
			for _, x := range v.Content {
				l.pattern(r, x)
			}
		case "stance":
			r.Stance = v.Value
		case "negated":
			decode(v, &r.Negated)
		case "ended":
			decode(v, &r.Ended)
		case "priority":
			decode(v, &r.Priority)
		case "examples":
			r.Examples = ParseExamples(v, l.errorf)
		case "not":
			r.Not = ParseExamples(v, l.errorf)
		default:
			l.errorf(key, "unknown key %q", key.Value)
		}
	}
	switch {
	case r.Name == "":
		l.errorf(n, "the rule has no name")
	case len(r.Patterns) == 0:
		l.errorf(n, "rule %q has no pattern", r.Name)
	case (r.Claim == "") == (r.Mention == ""):
		l.errorf(n, "rule %q must make either a claim or a mention", r.Name)
	case len(r.Examples) == 0 || len(r.Not) == 0:
		l.errorf(n, "rule %q needs an example and a counter-example", r.Name)
	}
	if l.check != nil {
		var roles []string
		for _, p := range r.Patterns {
			roles = captures(p.seq, roles)
		}
		if err := l.check(r, roles); err != nil {
			l.errorf(n, "%v", err)
		}
	}
	return r
}

func captures(seq []node, roles []string) []string {
	for _, n := range seq {
		if n.capture != "" && !slices.Contains(roles, n.capture) {
			roles = append(roles, n.capture)
		}
		for _, a := range n.alts {
			roles = captures(a, roles)
		}
	}
	return roles
}

// ParseExamples reads a list of examples: sentences, with what is filled in them.
func ParseExamples(list *yaml.Node, errorf func(n *yaml.Node, format string, args ...any)) []Example {
	var out []Example
	for _, n := range list.Content {
		e := Example{Roles: map[string]string{}, Line: n.Line}
		if n.Kind == yaml.ScalarNode {
			e.Text = n.Value
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == "text" {
				e.Text = n.Content[i+1].Value
			} else {
				e.Roles[n.Content[i].Value] = n.Content[i+1].Value
			}
		}
		if e.Text == "" {
			errorf(n, "an example needs a text")
		}
		out = append(out, e)
	}
	return out
}

func (l *loader) pattern(r *Rule, n *yaml.Node) {
	p, err := parse(n.Value)
	if err != nil {
		l.errorf(n, "pattern: %v", err)
		return
	}
	if err := l.lists.bind(p.seq); err != nil {
		l.errorf(n, "pattern: %v", err)
		return
	}
	p.anchors = anchors(p.seq)
	r.Patterns = append(r.Patterns, p)
}

func (ls Lists) bind(seq []node) error {
	for i := range seq {
		n := &seq[i]
		if n.kind == list {
			if n.list = ls[n.text]; n.list == nil {
				return fmt.Errorf("there is no list %q", n.text)
			}
		}
		for _, a := range n.alts {
			if err := ls.bind(a); err != nil {
				return err
			}
		}
	}
	return nil
}

// anchors returns the smallest set of words of which every match of the row has
// one, or nil where there is no such set.
func anchors(seq []node) []string {
	var best []string
	for i := range seq {
		n := &seq[i]
		if n.not || n.min == 0 {
			continue
		}
		var ws []string
		switch n.kind {
		case word:
			ws = []string{n.text}
		case list:
			for w := range n.list.first {
				ws = append(ws, w)
			}
		case group:
			for _, a := range n.alts {
				x := anchors(a)
				if x == nil {
					ws = nil
					break
				}
				ws = append(ws, x...)
			}
		}
		if ws != nil && (best == nil || len(ws) < len(best)) {
			best = ws
		}
	}
	slices.Sort(best)
	return slices.Compact(best)
}
