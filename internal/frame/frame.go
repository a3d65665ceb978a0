// Package frame reads frames: which verbs, nouns and adjectives make a claim, and
// which of their slots fill its roles. Frames are data (knowledge/frames).
package frame

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"casegraph/internal/clause"
	"casegraph/internal/pattern"
	"casegraph/internal/syntax"

	"go.yaml.in/yaml/v3"
)

// A Frame is what a family of predicates says.
type Frame struct {
	Name     string // FILE#FRAME
	Claim    string // the type of claim
	Roles    []Role // in the order of the file
	Needs    []string
	Without  []string // slots that must be empty
	Stance   string
	Negated  bool
	Line     int
	Examples []pattern.Example
	Not      []pattern.Example
}

// A Role says where a role of the claim is looked for.
type Role struct {
	Name     string
	Slots    []Slot   // tried in order, the first that gives something counts
	Types    []string // of the mentions that may fill it; nil for any
	Quantity bool     // the number of what fills the slot, and not that itself
}

// A Slot is a place beside a predicate; see clause.Clauses.Fill. Pick is 1 for
// the first of what is joined ("A and B met"), 2 for the others, 0 for all.
type Slot struct {
	Name string
	Pick int
}

// Frames are all frames, by the words that call them.
type Frames struct {
	List []*Frame
	at   map[string][]entry // by folded form
}

type entry struct {
	frame *Frame
	kind  clause.Kind
	rest  []string // further words: "take prisoner", "pull out"
}

// Negation among a frame's needs says that the claim must be a negated one.
const Negation = "negated"

// A Call is a frame at a word.
type Call struct {
	*Frame
	Kind clause.Kind
	More int // the last word of a predicate of several, the first word for one
}

// At calls found with the frames that a word calls: by its form, its part of
// speech, and the further words that must stand near behind it.
func (f *Frames) At(c *clause.Clauses, i int, found func(Call)) {
	es := f.at[c.Low(i)]
	if es == nil {
		return
	}
	for _, e := range es {
		if !suits(c, i, e.kind) {
			continue
		}
		more, ok := furtherWords(c, i, e.rest)
		if ok {
			found(Call{e.frame, e.kind, more})
		}
	}
}

func suits(c *clause.Clauses, i int, k clause.Kind) bool {
	switch k {
	case clause.Verb:
		return c.Verbal(i) && c.Label(i) != syntax.Amod && !numbered(c, i)
	case clause.Noun:
		return c.Tag(i) == syntax.NOUN || c.Tag(i) == syntax.PROPN || numbered(c, i) && c.Child(i, syntax.Nsubj) < 0
	}
	return (c.Tag(i) == syntax.ADJ || c.Tag(i) == syntax.ADV && c.Child(i, syntax.Nsubj) >= 0) && !numbered(c, i)
}

// numbered says that a number counts the word: "100 dead", "30 injured".
func numbered(c *clause.Clauses, i int) bool {
	for _, k := range c.Children(i) {
		if c.Label(int(k)) == syntax.Nummod && int(k) < i {
			return true
		}
	}
	// "eight soldiers dead and ten wounded": the tree may not hang the number on it.
	return i > 0 && c.Tag(i-1) == syntax.NUM && c.Head(i-1) == c.Head(i) && c.Label(i-1) == syntax.Conj
}

// furtherWords finds the rest of a predicate: each word near behind the last, and
// in its subtree or beside it.
func furtherWords(c *clause.Clauses, i int, rest []string) (int, bool) {
	at := i
	for _, w := range rest {
		found := false
		for k := at + 1; k < min(c.Len(), at+7); k++ {
			if c.Low(k) == w && (k == at+1 || c.Under(k, i)) {
				at, found = k, true
				break
			}
		}
		for _, k := range c.Children(i) { // "hold the ministry responsible", however long the name is
			if !found && int(k) > at && c.Low(int(k)) == w && c.Label(int(k)) == syntax.Xcomp {
				at, found = int(k), true
			}
		}
		if !found {
			return 0, false
		}
	}
	return at, true
}

// A Check says what is wrong with a frame as such: a claim or role that the
// schema does not have. It returns nil where all is well.
type Check func(f *Frame) error

// Load reads the files frames/NAME.yaml. Every mistake of every file is
// reported, sorted by place.
func Load(fsys fs.FS, m *clause.Morphology, check Check) (*Frames, error) {
	files, err := fs.Glob(fsys, "frames/*.yaml")
	if err != nil {
		return nil, err
	}
	l := loader{frames: &Frames{at: map[string][]entry{}}, morphology: m, check: check}
	for _, name := range files {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("load frames: %w", err)
		}
		l.file(name, data)
	}
	if len(l.errs) > 0 {
		return nil, errors.Join(l.errs...)
	}
	return l.frames, nil
}

type loader struct {
	frames     *Frames
	morphology *clause.Morphology
	check      Check
	path       string
	errs       []error
}

func (l *loader) errorf(n *yaml.Node, format string, args ...any) {
	l.errs = append(l.errs, fmt.Errorf("%s:%d:%d: %s", l.path, n.Line, n.Column, fmt.Sprintf(format, args...)))
}

func (l *loader) file(name string, data []byte) {
	l.path = name
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		l.errs = append(l.errs, fmt.Errorf("%s: %w", name, err))
		return
	}
	if len(root.Content) == 0 {
		return
	}
	if root.Content[0].Kind != yaml.SequenceNode {
		l.errorf(root.Content[0], "a file of frames is a list")
		return
	}
	seen := map[string]bool{}
	for _, n := range root.Content[0].Content {
		l.frame(strings.TrimSuffix(path.Base(name), ".yaml"), n, seen)
	}
}

// predicates of a frame, as written.
type predicate struct {
	node *yaml.Node
	kind clause.Kind
}

func (l *loader) frame(file string, n *yaml.Node, seen map[string]bool) {
	if n.Kind != yaml.MappingNode {
		l.errorf(n, "a frame is a mapping")
		return
	}
	f := &Frame{Line: n.Line}
	var calls []predicate
	decode := func(v *yaml.Node, to any) {
		if err := v.Decode(to); err != nil {
			l.errorf(v, "%v", err)
		}
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, v := n.Content[i], n.Content[i+1]
		switch key.Value {
		case "frame":
			f.Name = v.Value
		case "claim":
			f.Claim = v.Value
		case "verbs":
			calls = append(calls, predicate{v, clause.Verb})
		case "nouns":
			calls = append(calls, predicate{v, clause.Noun})
		case "adjectives":
			calls = append(calls, predicate{v, clause.Adjective})
		case "roles":
			for k := 0; k+1 < len(v.Content); k += 2 {
				f.Roles = append(f.Roles, l.role(v.Content[k], v.Content[k+1]))
			}
		case "needs":
			decode(v, &f.Needs)
		case "without":
			decode(v, &f.Without)
			for i := range f.Without {
				f.Without[i] = strings.ReplaceAll(f.Without[i], "_", " ")
			}
		case "stance":
			f.Stance = v.Value
		case "negated":
			decode(v, &f.Negated)
		case "examples":
			f.Examples = pattern.ParseExamples(v, l.errorf)
		case "not":
			f.Not = pattern.ParseExamples(v, l.errorf)
		default:
			l.errorf(key, "unknown key %q", key.Value)
		}
	}
	switch {
	case f.Name == "":
		l.errorf(n, "the frame has no name")
	case seen[f.Name]:
		l.errorf(n, "frame %q stands twice", f.Name)
	case len(calls) == 0:
		l.errorf(n, "frame %q has no verbs, nouns or adjectives", f.Name)
	case len(f.Roles) == 0:
		l.errorf(n, "frame %q has no roles", f.Name)
	case len(f.Examples) == 0 || len(f.Not) == 0:
		l.errorf(n, "frame %q needs an example and a counter-example", f.Name)
	}
	seen[f.Name] = true
	for _, need := range f.Needs {
		if strings.Contains(need, "|") || need == Negation {
			continue // roles that the relation fills, as the place and the number
		}
		if !slices.ContainsFunc(f.Roles, func(r Role) bool { return r.Name == need }) {
			l.errorf(n, "frame %q needs %q, which it does not fill", f.Name, need)
		}
	}
	if l.check != nil {
		if err := l.check(f); err != nil {
			l.errorf(n, "%v", err)
		}
	}
	f.Name = file + "#" + f.Name
	l.frames.List = append(l.frames.List, f)
	for _, c := range calls {
		l.calls(f, c)
	}
}

// role reads "object passive @Person,Unit", "#object" or "between.1".
func (l *loader) role(key, v *yaml.Node) Role {
	r := Role{Name: key.Value}
	for _, w := range strings.Fields(v.Value) {
		if types, ok := strings.CutPrefix(w, "@"); ok {
			r.Types = strings.Split(types, ",")
			continue
		}
		name, quantity := strings.CutPrefix(w, "#")
		r.Quantity = r.Quantity || quantity
		s := Slot{Name: strings.ReplaceAll(name, "_", " ")}
		if before, pick, ok := strings.Cut(name, "."); ok {
			s.Name = strings.ReplaceAll(before, "_", " ")
			switch pick {
			case "1":
				s.Pick = 1
			case "2":
				s.Pick = 2
			default:
				l.errorf(v, "slot %q: what is picked is 1 or 2", w)
			}
		}
		r.Slots = append(r.Slots, s)
	}
	if len(r.Slots) == 0 {
		l.errorf(v, "role %q has no slot", r.Name)
	}
	return r
}

// calls enters the words of "capture, take prisoner, $LIST" in all their forms.
func (l *loader) calls(f *Frame, p predicate) {
	for _, w := range strings.Split(p.node.Value, ",") {
		words := strings.Fields(strings.ToLower(w))
		if len(words) == 0 {
			l.errorf(p.node, "an empty word in %q", p.node.Value)
			continue
		}
		var forms []string
		switch p.kind {
		case clause.Verb:
			forms = l.morphology.Verb(words[0])
		case clause.Noun:
			forms = l.morphology.Noun(words[0])
		default:
			forms = words[:1]
		}
		slices.Sort(forms)
		for _, form := range slices.Compact(forms) {
			e := entry{f, p.kind, words[1:]}
			if !slices.ContainsFunc(l.frames.at[form], func(x entry) bool {
				return x.frame == f && x.kind == p.kind && slices.Equal(x.rest, e.rest)
			}) {
				l.frames.at[form] = append(l.frames.at[form], e)
			}
		}
	}
}
