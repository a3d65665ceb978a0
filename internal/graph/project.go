package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"

	"casegraph/internal/schema"
)

// A Detail says how much of the graph is projected onto a property graph.
type Detail string

// Details, each with what the one before has.
const (
	Edges  Detail = "edges"  // entities, their names, and typed edges with their quotes
	Claims Detail = "claims" // documents, sentences, claims, speakers, figures, joins
	Full   Detail = "full"   // every mention and link
)

// A Source is a whole graph, streamed: each func calls yield with every record, in
// order of id (parts of their documents'), and stops at its first error. They may be
// called again and give the same each time. What yield is given is its own.
type Source struct {
	Parts      func(yield func(*Part) error) error
	Entities   func(yield func(*Entity) error) error
	Joins      func(yield func(*Join) error) error
	Edges      func(yield func(*Edge) error) error
	Topics     func(yield func(*Topic) error) error
	Judgements []Judgement
}

// Source streams what is in memory beside parts that are not.
func (w *Whole) Source(parts func(yield func(*Part) error) error, judgements []Judgement) *Source {
	return &Source{parts, stream(w.Entities), stream(w.Joins), stream(w.Edges), stream(w.Topics), judgements}
}

func stream[T any](records []T) func(func(*T) error) error {
	return func(yield func(*T) error) error {
		for i := range records {
			if err := yield(&records[i]); err != nil {
				return err
			}
		}
		return nil
	}
}

// Whole reads all but the parts into memory.
func (s *Source) Whole() (*Whole, error) {
	w := &Whole{}
	for _, read := range []func() error{
		func() error {
			return s.Entities(func(e *Entity) error { w.Entities = append(w.Entities, *e); return nil })
		},
		func() error { return s.Joins(func(j *Join) error { w.Joins = append(w.Joins, *j); return nil }) },
		func() error { return s.Edges(func(e *Edge) error { w.Edges = append(w.Edges, *e); return nil }) },
		func() error { return s.Topics(func(t *Topic) error { w.Topics = append(w.Topics, *t); return nil }) },
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// Changes are the units of a graph that were touched since some state of it: ids,
// sorted, of what is there and of what is gone. Source holds the records of those that
// are there; joins hang on their entities.
type Changes struct {
	Documents, Entities, Edges, Topics []string
	Source                             Source
}

// A Projection is a graph as nodes and relationships: equal graphs are equal
// rows in equal order.
type Projection struct {
	Source     Source
	Changes    *Changes // where set, the rows are those of what was touched alone
	Schema     *schema.Schema
	Detail     Detail // "" is Claims
	Generation int64
	Reader     string // fingerprint of the program that read the documents
	Case       string // which case it is, and which state of it
	Step       int64
}

// source is what the rows are made of.
func (p *Projection) source() *Source {
	if p.Changes != nil {
		return &p.Changes.Source
	}
	return &p.Source
}

// A Node has one key label, which with its id identifies it, and further
// labels. Values are string, bool, int64, []string and []int64.
type Node struct {
	Key    string
	ID     string
	Labels []string // beside Key, sorted
	Props  map[string]any
}

// A Relationship is identified by type and ends, and by N where two nodes can
// have several of one type: -1 where they cannot.
type Relationship struct {
	Type            string
	FromKey, FromID string
	ToKey, ToID     string
	N               int64
	Props           map[string]any
}

// KeyLabels are the labels that identify nodes, each with a unique id.
var KeyLabels = []string{"Document", "Sentence", "Entity", "Claim", "Figure", "Topic", "Name", "Join", "Mention"}

// fixedTypes are the types of relationship that no relation declares.
var fixedTypes = []string{"AGREES_WITH", "ALSO_KNOWN_AS", "ARGUMENT", "ATTRIBUTED_TO", "COPY_OF", "DENIES", "DIFFERS_FROM", "DISPUTES", "FIGURE", "IN", "IN_TOPIC", "JOINS", "LINKED", "MENTIONED_IN", "REFERS_TO", "STATED_IN", "SUBJECT", "UPDATES", "WITHIN"}

// Labels returns every label of a projection, sorted.
func Labels(s *schema.Schema) []string {
	out := append(slices.Clone(KeyLabels), "Described")
	out = append(out, s.Types()...)
	slices.Sort(out)
	return slices.Compact(out)
}

// Types returns every type of relationship of a projection, sorted.
func Types(s *schema.Schema) []string {
	out := slices.Clone(fixedTypes)
	for _, r := range s.Relations {
		if r.From != "" {
			out = append(out, r.Name)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// ParseDetail is the inverse of string(Detail).
func ParseDetail(s string) (Detail, error) {
	switch d := Detail(s); d {
	case Edges, Claims, Full:
		return d, nil
	}
	return "", fmt.Errorf("detail %q is not one of edges, claims, full", s)
}

// Nodes yields the nodes. It stops at the first error of the source.
func (p *Projection) Nodes() iter.Seq2[Node, error] {
	return func(yield func(Node, error) bool) { p.run(yield, p.nodes) }
}

// Relationships yields the relationships; their ends are among the nodes.
func (p *Projection) Relationships() iter.Seq2[Relationship, error] {
	return func(yield func(Relationship, error) bool) { runRelationships(p, yield) }
}

var errStop = errors.New("stop")

func (p *Projection) run(yield func(Node, error) bool, f func(emit func(Node) error) error) {
	err := f(func(n Node) error {
		if !yield(n, nil) {
			return errStop
		}
		return nil
	})
	if err != nil && err != errStop {
		yield(Node{}, err)
	}
}

func runRelationships(p *Projection, yield func(Relationship, error) bool) {
	err := p.relationships(func(r Relationship) error {
		if !yield(r, nil) {
			return errStop
		}
		return nil
	})
	if err != nil && err != errStop {
		yield(Relationship{}, err)
	}
}

func (p *Projection) nodes(emit func(Node) error) error {
	names := map[string]bool{}
	err := p.source().Entities(func(e *Entity) error {
		n := Node{Key: "Entity", ID: e.ID, Props: map[string]any{
			"name": e.Name, "type": e.Type, "mentions": int64(e.Mentions), "documents": int64(e.Documents),
		}}
		for _, l := range e.Labels {
			if len(p.Schema.Chain(l)) > 0 {
				n.Labels = append(n.Labels, l)
			}
		}
		if e.Described {
			n.Labels = append(n.Labels, "Described")
		}
		slices.Sort(n.Labels)
		n.Labels = slices.Compact(n.Labels)
		if e.Country != "" {
			n.Props["country"] = e.Country
		}
		if len(e.FormerIDs) > 0 {
			n.Props["formerIds"] = e.FormerIDs
		}
		var aliases []string
		for _, a := range e.Aliases {
			aliases = append(aliases, a.Name)
			names[a.Name] = true
		}
		if aliases != nil {
			n.Props["aliases"] = aliases
		}
		return emit(n)
	})
	if err != nil {
		return err
	}
	sorted := make([]string, 0, len(names))
	for name := range names {
		sorted = append(sorted, name)
	}
	slices.Sort(sorted)
	for _, name := range sorted {
		if err := emit(Node{Key: "Name", ID: name, Props: map[string]any{"text": name}}); err != nil {
			return err
		}
	}
	if p.Detail == Edges {
		return nil
	}
	err = p.source().Joins(func(j *Join) error {
		return emit(Node{Key: "Join", ID: j.ID, Props: map[string]any{"left": j.Left, "right": j.Right, "reason": j.Reason, "weight": int64(j.Weight), "judgement": j.Judgement}})
	})
	if err != nil {
		return err
	}
	err = p.source().Topics(func(t *Topic) error {
		if err := emit(Node{Key: "Topic", ID: t.ID, Props: map[string]any{"measure": t.Measure}}); err != nil {
			return err
		}
		for k := range t.Figures {
			f := &t.Figures[k]
			props := map[string]any{"about": f.About, "exclusive": f.Exclusive, "stance": f.Stance, "origin": f.Origin, "asOf": f.AsOf, "place": f.Place}
			bounds(props, "", f.Min, f.Max)
			if err := emit(Node{Key: "Figure", ID: f.ID, Props: props}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return p.source().Parts(func(part *Part) error {
		d := &part.Document
		if err := emit(Node{Key: "Document", ID: d.ID, Props: map[string]any{
			"title": d.Title, "publisher": d.Publisher, "published": d.Published.Date, "precision": d.Published.Precision, "uri": d.URI, "sha256": d.SHA256,
		}}); err != nil {
			return err
		}
		said := map[int]string{}
		for i := range part.Claims {
			said[part.Claims[i].Sentence.Start] = part.Claims[i].Quote
		}
		for i := range part.Sentences {
			s := &part.Sentences[i]
			quote, ok := said[s.Start]
			if !ok {
				continue
			}
			if err := emit(Node{Key: "Sentence", ID: s.ID, Props: map[string]any{"index": int64(s.Index), "start": int64(s.Start), "end": int64(s.End), "text": quote, "kind": string(s.Kind)}}); err != nil {
				return err
			}
		}
		for i := range part.Claims {
			if err := emit(claimNode(&part.Claims[i])); err != nil {
				return err
			}
		}
		if p.Detail != Full {
			return nil
		}
		for i := range part.Mentions {
			m := &part.Mentions[i]
			if err := emit(Node{Key: "Mention", ID: m.ID, Props: map[string]any{"start": int64(m.Start), "end": int64(m.End), "text": m.Text, "type": m.Type, "form": m.Form, "by": m.By}}); err != nil {
				return err
			}
		}
		return nil
	})
}

func claimNode(c *Claim) Node {
	props := map[string]any{
		"type": c.Type, "quote": c.Quote, "trigger": c.Trigger.Text, "triggerStart": int64(c.Trigger.Start), "triggerEnd": int64(c.Trigger.End),
		"stance": c.Stance, "negated": c.Negated, "ended": c.Ended, "rule": c.Rule, "judged": c.Judged, "from": "", "to": "", "precision": "", "dateText": "",
	}
	if len(c.Edges) > 0 {
		props["edges"] = c.Edges // bulk imports know no empty lists
	}
	if c.Date != nil {
		props["from"], props["to"], props["precision"], props["dateText"] = c.Date.From, c.Date.To, c.Date.Precision, c.Date.Text
	}
	for _, a := range c.Args {
		switch {
		case a.Quantity != nil:
			bounds(props, a.Role, a.Quantity.Min, a.Quantity.Max)
			props[a.Role+"About"], props[a.Role+"Exclusive"] = a.Quantity.About, a.Quantity.Exclusive
			props[a.Role+"Text"], props[a.Role+"Unit"] = a.Quantity.Text, a.Quantity.Unit
		case a.Mention == "":
			props[a.Role+"Text"] = a.Text
		}
	}
	return Node{Key: "Claim", ID: c.ID, Props: props}
}

// bounds sets min and max, or roleMin and roleMax, where they are not open.
func bounds(props map[string]any, role string, least, most *int64) {
	low, high := "min", "max"
	if role != "" {
		low, high = role+"Min", role+"Max"
	}
	if least != nil {
		props[low] = *least
	}
	if most != nil {
		props[high] = *most
	}
}

// between is a relationship that its ends identify.
func between(typ, fromKey, from, toKey, to string, props map[string]any) Relationship {
	if props == nil {
		props = map[string]any{}
	}
	return Relationship{Type: typ, FromKey: fromKey, FromID: from, ToKey: toKey, ToID: to, N: -1, Props: props}
}

// gradeTypes names the relationship of each grade.
var gradeTypes = map[string]string{Same: "AGREES_WITH", Compatible: "AGREES_WITH", Update: "UPDATES", Differs: "DIFFERS_FROM", Disputed: "DISPUTES", Denied: "DENIES"}

func (p *Projection) relationships(emit func(Relationship) error) error {
	known := map[string]bool{}
	err := p.source().Entities(func(e *Entity) error {
		known[e.ID] = true
		for _, a := range e.Aliases {
			if err := emit(between("ALSO_KNOWN_AS", "Entity", e.ID, "Name", a.Name, map[string]any{"count": int64(a.Count)})); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = p.source().Edges(func(e *Edge) error {
		if p.Changes == nil && (!known[e.From] || !known[e.To]) {
			return fmt.Errorf("project edge %q: an end is no entity", e.ID)
		}
		return emit(between(e.Type, "Entity", e.From, "Entity", e.To, map[string]any{
			"id": e.ID, "claims": int64(e.Claims), "documents": int64(e.Documents), "origins": int64(e.Origins), "unsourced": int64(e.Unsourced),
			"denied": int64(e.Denied), "planned": int64(e.Planned), "first": e.First, "last": e.Last, "quote": e.Quote,
		}))
	})
	if err != nil || p.Detail == Edges {
		return err
	}
	err = p.source().Joins(func(j *Join) error {
		if !known[j.Entity] {
			return nil
		}
		return emit(between("JOINS", "Join", j.ID, "Entity", j.Entity, nil))
	})
	if err != nil {
		return err
	}
	if err := p.source().Topics(func(t *Topic) error { return topicRelationships(t, emit) }); err != nil {
		return err
	}
	return p.source().Parts(func(part *Part) error { return p.partRelationships(part, emit) })
}

func topicRelationships(t *Topic, emit func(Relationship) error) error {
	if err := emit(between("SUBJECT", "Topic", t.ID, "Entity", t.Subject, nil)); err != nil {
		return err
	}
	stance := map[string]string{}
	for i := range t.Figures {
		stance[t.Figures[i].ID] = t.Figures[i].Stance
		if err := emit(between("IN_TOPIC", "Figure", t.Figures[i].ID, "Topic", t.ID, nil)); err != nil {
			return err
		}
	}
	for _, g := range t.Grades {
		from, to := g.Left, g.Right
		// The later figure updates the earlier, the denied one denies.
		if g.Grade == Update || g.Grade == Denied && stance[g.Right] == "denied" {
			from, to = to, from
		}
		if err := emit(between(gradeTypes[g.Grade], "Figure", from, "Figure", to, map[string]any{"grade": g.Grade, "reason": g.Reason})); err != nil {
			return err
		}
	}
	return nil
}

func (p *Projection) partRelationships(part *Part, emit func(Relationship) error) error {
	d := part.Document.ID
	if c := part.Document.CopyOf; c != "" {
		if err := emit(between("COPY_OF", "Document", d, "Document", c, nil)); err != nil {
			return err
		}
	}
	said := map[int]bool{}
	for i := range part.Claims {
		said[part.Claims[i].Sentence.Start] = true
	}
	for i := range part.Sentences {
		if s := &part.Sentences[i]; said[s.Start] {
			if err := emit(between("IN", "Sentence", s.ID, "Document", d, nil)); err != nil {
				return err
			}
		}
	}
	if err := mentionedIn(part, emit); err != nil {
		return err
	}
	for i := range part.Claims {
		if err := claimRelationships(&part.Claims[i], emit); err != nil {
			return err
		}
	}
	if p.Detail != Full {
		return nil
	}
	for i := range part.Mentions {
		m := &part.Mentions[i]
		if err := emit(between("WITHIN", "Mention", m.ID, "Document", d, nil)); err != nil {
			return err
		}
		if m.Entity != "" {
			if err := emit(between("REFERS_TO", "Mention", m.ID, "Entity", m.Entity, nil)); err != nil {
				return err
			}
		}
	}
	for i := range part.Links {
		l := &part.Links[i]
		if err := emit(between("LINKED", "Mention", l.Left, "Mention", l.Right, map[string]any{"id": l.ID, "reason": l.Reason})); err != nil {
			return err
		}
	}
	return nil
}

// mentionedIn emits one relationship an entity, its mentions as lists.
func mentionedIn(part *Part, emit func(Relationship) error) error {
	type spans struct {
		starts, ends []int64
		texts        []string
	}
	of := map[string]*spans{}
	var ids []string
	for i := range part.Mentions {
		m := &part.Mentions[i]
		if m.Entity == "" {
			continue
		}
		s := of[m.Entity]
		if s == nil {
			s = &spans{}
			of[m.Entity] = s
			ids = append(ids, m.Entity)
		}
		s.starts, s.ends, s.texts = append(s.starts, int64(m.Start)), append(s.ends, int64(m.End)), append(s.texts, m.Text)
	}
	slices.Sort(ids)
	for _, id := range ids {
		s := of[id]
		if err := emit(between("MENTIONED_IN", "Entity", id, "Document", part.Document.ID, map[string]any{
			"count": int64(len(s.starts)), "starts": s.starts, "ends": s.ends, "texts": s.texts,
		})); err != nil {
			return err
		}
	}
	return nil
}

func claimRelationships(c *Claim, emit func(Relationship) error) error {
	err := emit(between("STATED_IN", "Claim", c.ID, "Sentence", sentenceID(c.Document, c.Sentence.Start), map[string]any{"start": int64(c.Trigger.Start), "end": int64(c.Trigger.End)}))
	if err != nil {
		return err
	}
	for i, a := range c.Args {
		if a.Entity == "" {
			continue
		}
		r := between("ARGUMENT", "Claim", c.ID, "Entity", a.Entity, map[string]any{"n": int64(i), "role": a.Role, "start": int64(a.Start), "end": int64(a.End), "text": a.Text})
		r.N = int64(i)
		if err := emit(r); err != nil {
			return err
		}
	}
	n := int64(0)
	for hop, speakers := range c.Sources {
		for _, s := range speakers {
			if s.Entity != "" {
				r := between("ATTRIBUTED_TO", "Claim", c.ID, "Entity", s.Entity, map[string]any{
					"n": n, "hop": int64(hop), "text": s.Text, "start": int64(s.Start), "end": int64(s.End), "cueStart": int64(s.Cue.Start), "cueEnd": int64(s.Cue.End),
				})
				r.N = n
				if err := emit(r); err != nil {
					return err
				}
			}
			n++
		}
	}
	for _, f := range c.Figures {
		if err := emit(between("FIGURE", "Claim", c.ID, "Figure", f, nil)); err != nil {
			return err
		}
	}
	return nil
}

// Line returns the node as one line of canonical text.
func (n *Node) Line() string {
	return line([]any{"node", n.Key, n.ID, append([]string{}, n.Labels...), n.Props})
}

// Line returns the relationship as one line of canonical text.
func (r *Relationship) Line() string {
	return line([]any{"relationship", r.Type, r.FromKey, r.FromID, r.ToKey, r.ToID, r.N, r.Props})
}

// Name says which node it is, as errors and differences do.
func (n *Node) Name() string { return n.Key + " " + n.ID }

// Name says which relationship it is.
func (r *Relationship) Name() string {
	name := fmt.Sprintf("(%s)-[%s]->(%s)", r.FromID, r.Type, r.ToID)
	if r.N >= 0 {
		name += fmt.Sprintf(" %d", r.N)
	}
	return name
}

// line writes JSON; encoding/json puts the keys of a map in order.
func line(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic("graph: a property that JSON has no form for: " + err.Error()) // Node names the types
	}
	return string(b)
}

// Layout is raised when the same graph gives other rows: what a store holds by another
// one is not brought forward but compared whole.
const Layout = 2

// Build is what the node Build says of a projection that a store holds whole.
func (p *Projection) Build(digest string) map[string]any {
	return map[string]any{"id": "casegraph", "case": p.Case, "step": p.Step, "detail": string(p.Detail), "generation": p.Generation, "digest": digest, "reader": p.Reader, "layout": int64(Layout), "applying": ""}
}

// Digest returns the digest of the projection.
func (p *Projection) Digest() (string, error) {
	var d Sum
	for n, err := range p.Nodes() {
		if err != nil {
			return "", err
		}
		d.AddNode(&n)
	}
	for r, err := range p.Relationships() {
		if err != nil {
			return "", err
		}
		d.AddRelationship(&r)
	}
	return d.String(), nil
}
