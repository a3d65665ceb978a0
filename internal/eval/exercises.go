package eval

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// An Exercise is a text with its answers, one YAML file: paragraphs of
// sentences, under each the claims that a careful reader takes from it. Answers
// name entities by ids that the file declares with every spelling, and quote the
// sentence; offsets are worked out here.
type Exercise struct {
	Name, Published string
	Text            string
	Mentions        []GoldMention
	Claims          []GoldClaim
	Dated           []DatedClaim
}

// A DatedClaim is an answer's date: what the text says and the days it means.
type DatedClaim struct {
	Claim    int // index into Claims
	Text     string
	From, To string
}

type yamlExercise struct {
	Report     string
	Outlet     string
	Published  string
	Entities   map[string][]string
	Described  map[string][]string
	Paragraphs [][]struct {
		Text   string
		Claims []yamlClaim
	}
}

type yamlClaim struct {
	Type       string
	Args       map[string]yamlArg
	Trigger    string
	Stance     string
	Negated    bool
	Ended      bool
	Sources    [][]string
	Date       *yamlDate
	Core       *bool
	AltTypes   []string             `yaml:"alt_types"`
	AltArgs    map[string][]yamlArg `yaml:"alt_args"`
	AltStance  []string             `yaml:"alt_stance"`
	AltNegated []bool               `yaml:"alt_negated"`
	AltSources [][][]string         `yaml:"alt_sources"`
	Note       string
}

type yamlDate struct{ Text, From, To string }

// A yamlArg is words or a number.
type yamlArg struct {
	words    *string
	quantity *struct {
		Text             string
		Min, Max         *int64
		About, Exclusive *bool
	}
}

func (a *yamlArg) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.MappingNode {
		return n.Decode(&a.quantity)
	}
	return n.Decode(&a.words)
}

// textRoles are filled by words of the sentence.
var textRoles = map[string]bool{"title": true, "goods": true, "matter": true, "agreement": true, "content": true}

// LoadExercises reads every .yaml file of a folder, in order of name. A mistake
// names file and place.
func LoadExercises(dir string) ([]Exercise, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("load exercises: %s: %w", dir, fs.ErrNotExist)
	}
	slices.Sort(files)
	var out []Exercise
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, fmt.Errorf("load exercises: %w", err)
		}
		var y yamlExercise
		dec := yaml.NewDecoder(bytes.NewReader(data))
		dec.KnownFields(true)
		if err := dec.Decode(&y); err != nil {
			return nil, fmt.Errorf("load exercises: %s: %w", f, err)
		}
		r, err := y.exercise(strings.TrimSuffix(filepath.Base(f), ".yaml"))
		if err != nil {
			return nil, fmt.Errorf("load exercises: %s: %w", f, err)
		}
		out = append(out, r)
	}
	return out, nil
}

func (y *yamlExercise) exercise(name string) (Exercise, error) {
	r := Exercise{Name: name + ".txt", Published: y.Published}
	var b strings.Builder
	type place struct{ start, end int }
	var at [][]place
	for i, p := range y.Paragraphs {
		if i > 0 {
			b.WriteString("\n\n")
		}
		var row []place
		for k, s := range p {
			if k > 0 {
				b.WriteByte(' ')
			}
			row = append(row, place{b.Len(), b.Len() + len(s.Text)})
			b.WriteString(s.Text)
		}
		at = append(at, row)
	}
	b.WriteByte('\n')
	r.Text = b.String()
	r.mentions(y.Entities, true)
	r.mentions(y.Described, false)
	slices.SortStableFunc(r.Mentions, func(a, b GoldMention) int {
		return cmp.Or(a.Start-b.Start, b.End-a.End, cmp.Compare(a.Entity, b.Entity))
	})
	for i, p := range y.Paragraphs {
		for k := range p {
			for n := range p[k].Claims {
				c, err := r.claim(&p[k].Claims[n], p[k].Text, at[i][k].start)
				if err != nil {
					return r, fmt.Errorf("%q: %s: %w", shortened(p[k].Text), p[k].Claims[n].Type, err)
				}
				if d := p[k].Claims[n].Date; d != nil && d.Text != "" {
					r.Dated = append(r.Dated, DatedClaim{len(r.Claims), d.Text, d.From, d.To})
				}
				r.Claims = append(r.Claims, c)
			}
		}
	}
	return r, nil
}

func shortened(s string) string {
	if len(s) > 50 {
		return strings.ToValidUTF8(s[:50], "") + "..."
	}
	return s
}

// mentions finds the spellings in the text: whole words, the longest first.
func (r *Exercise) mentions(of map[string][]string, core bool) {
	type spelling struct{ id, text string }
	var all []spelling
	for id, names := range of {
		for _, n := range names {
			all = append(all, spelling{id, n})
		}
	}
	slices.SortFunc(all, func(a, b spelling) int {
		return cmp.Or(len(b.text)-len(a.text), cmp.Compare(a.text, b.text), cmp.Compare(a.id, b.id))
	})
	for _, s := range all {
		kind, _, _ := strings.Cut(s.id, "/")
		typ := map[string]string{"person": "Person", "agency": "Agency", "org": "Organization", "unit": "Unit", "place": "Place", "event": "Event", "group": "Unit"}[kind]
		for from := 0; ; {
			i := strings.Index(r.Text[from:], s.text)
			if i < 0 {
				break
			}
			start, end := from+i, from+i+len(s.text)
			from = end
			before, _ := utf8.DecodeLastRuneInString(r.Text[:start])
			after, _ := utf8.DecodeRuneInString(r.Text[end:])
			if unicode.IsLetter(before) || unicode.IsLetter(after) {
				continue
			}
			inside := slices.ContainsFunc(r.Mentions, func(m GoldMention) bool { return m.Core && core && m.Start <= start && end <= m.End })
			if !inside {
				r.Mentions = append(r.Mentions, GoldMention{Start: start, End: end, Type: typ, Entity: s.id, Core: core})
			}
		}
	}
}

func (r *Exercise) claim(y *yamlClaim, sentence string, start int) (GoldClaim, error) {
	c := GoldClaim{
		Sentence: Span{start, start + len(sentence)}, Type: y.Type, AltTypes: y.AltTypes, Args: map[string]GoldArg{}, AltArgs: map[string]values[GoldArg]{},
		Stance: cmp.Or(y.Stance, "asserted"), AltStance: y.AltStance, Negated: y.Negated, AltNegated: y.AltNegated, Core: y.Core == nil || *y.Core,
	}
	for role, a := range y.Args {
		g, err := r.arg(role, a, sentence, start)
		if err != nil {
			return c, err
		}
		c.Args[role] = g
	}
	for role, as := range y.AltArgs {
		for _, a := range as {
			g, err := r.arg(role, a, sentence, start)
			if err != nil {
				return c, err
			}
			c.AltArgs[role] = append(c.AltArgs[role], g)
		}
	}
	c.Sources = chainOf(y.Sources)
	for _, s := range y.AltSources {
		c.AltSources = append(c.AltSources, chainOf(s))
	}
	return c, nil
}

func chainOf(hops [][]string) chain {
	var c chain
	for _, h := range hops {
		c = append(c, values[string](h))
	}
	return c
}

func (r *Exercise) arg(role string, a yamlArg, sentence string, start int) (GoldArg, error) {
	switch {
	case a.quantity != nil:
		q := a.quantity
		return GoldArg{Quantity: &GoldQuantity{Text: q.Text, Min: q.Min, Max: q.Max, About: q.About, Exclusive: q.Exclusive}}, nil
	case a.words == nil:
		return GoldArg{None: true}, nil
	case textRoles[role]:
		if i := strings.Index(sentence, *a.words); i >= 0 {
			return GoldArg{Span: &Span{start + i, start + i + len(*a.words)}}, nil
		}
		if !strings.Contains(*a.words, "/") {
			return GoldArg{}, fmt.Errorf("%s %q does not stand in the sentence", role, *a.words)
		}
	}
	return GoldArg{Words: *a.words}, nil
}

// GoldOf puts exercises together for Score.
func GoldOf(exercises []Exercise) *Gold {
	g := &Gold{Mentions: map[string][]GoldMention{}, Claims: map[string][]GoldClaim{}}
	for _, r := range exercises {
		g.Mentions[r.Name], g.Claims[r.Name] = r.Mentions, r.Claims
	}
	return g
}
