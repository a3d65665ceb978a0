// Package delta tells what changed between two states of a case: documents,
// entities, claims, edges, figures and judgements, each change with its cause.
package delta

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"

	"casegraph/internal/graph"
	"casegraph/internal/graph/jsonl"
	"casegraph/internal/judge"
)

// A Snapshot is one state of a case, as far as it is compared. It is immutable.
type Snapshot struct {
	documents  []document
	entities   []entity
	claims     []claim
	edges      []edge
	figures    []figure
	grades     []grade
	joins      []graph.Join
	judgements []judgement
}

type document struct {
	id, copyOf string
	uris       []string // the first as it was given, the rest sorted
	fields     [][2]string
	mentions   []mention // by position
	claims     [2]int    // half open, into the snapshot's claims
	// Sums of hashes, so that the order of the records makes no difference.
	sentences, marks, links uint64
}

type mention struct {
	start, end      int
	text, typ, form string
	entity          string
}

type entity struct {
	id, name, typ, country string
	described              bool
}

type claim struct {
	id, document   string
	typ, trigger   string
	at             graph.Span // the sentence
	triggerAt      graph.Span
	quote          string // white space folded
	args           []arg
	stance         string
	negated, ended bool
	sources        [][]speaker
	date           string
	judged         string // what a person said of it
	read           uint64 // hash of all that the reader says, entities apart
}

type arg struct {
	role, text, entity string
	number             string // bounds in a form to compare, "" for no quantity
}

type speaker struct{ text, entity string }

type edge struct {
	id, typ, from, to string
	fields            [][2]string // counts, dates and the best quote
	quote             string
	claims            []string
}

type figure struct {
	id, measure, subject  string
	bounds, words         string
	stance, origin, place string
	asOf                  string
	claims                []string
}

type grade struct{ left, right, grade, reason string }

type judgement struct {
	id, kind, words string
	anchors         []judge.Anchor
}

// Read reads the snapshot of a JSONL export. The order of the records makes no
// difference. Errors say which line or record is at fault.
func Read(r io.Reader) (*Snapshot, error) {
	b := newBuilder()
	if err := jsonl.Read(r, b.add); err != nil {
		return nil, err
	}
	return b.finish()
}

// FromSource takes the snapshot of a graph.
func FromSource(src *graph.Source) (*Snapshot, error) {
	b := newBuilder()
	err := src.Parts(func(p *graph.Part) error {
		return first(
			b.add(&p.Document),
			addAll(b, p.Sentences), addAll(b, p.Mentions), addAll(b, p.Links), addAll(b, p.Claims),
		)
	})
	if err != nil {
		return nil, err
	}
	err = first(
		src.Entities(func(e *graph.Entity) error { return b.add(e) }),
		src.Joins(func(j *graph.Join) error { return b.add(j) }),
		src.Edges(func(e *graph.Edge) error { return b.add(e) }),
		src.Topics(func(t *graph.Topic) error { return b.add(t) }),
	)
	if err != nil {
		return nil, err
	}
	if err := addAll(b, src.Judgements); err != nil {
		return nil, err
	}
	return b.finish()
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func addAll[T any](b *builder, records []T) error {
	for i := range records {
		if err := b.add(&records[i]); err != nil {
			return err
		}
	}
	return nil
}

// A builder fills a snapshot record by record. Every string is kept once, and
// apart from the text of the document that it may be a stretch of.
type builder struct {
	s         *Snapshot
	documents map[string]*document
	strings   map[string]string
}

func newBuilder() *builder {
	return &builder{s: &Snapshot{}, documents: map[string]*document{}, strings: map[string]string{}}
}

func (b *builder) keep(s string) string {
	if kept, ok := b.strings[s]; ok {
		return kept
	}
	s = strings.Clone(s)
	b.strings[s] = s
	return s
}

// fold makes the white space of a stretch plain: line breaks mean nothing.
func (b *builder) fold(s string) string { return b.keep(strings.Join(strings.Fields(s), " ")) }

// document is the document of the id; what it holds may come before it.
func (b *builder) document(id string) *document {
	d := b.documents[id]
	if d == nil {
		d = &document{}
		b.documents[b.keep(id)] = d
	}
	return d
}

func hash(format string, args ...any) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, format, args...)
	x := h.Sum64()
	// The finaliser of MurmurHash3: sums of plain FNV hashes would collide.
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}

func (b *builder) add(record any) error {
	switch r := record.(type) {
	case *graph.Document:
		d := b.document(r.ID)
		if d.id != "" {
			return fmt.Errorf("document %q stands twice", r.ID)
		}
		d.id, d.copyOf = b.keep(r.ID), b.keep(r.CopyOf)
		further := slices.Clone(r.URIs)
		slices.Sort(further)
		for _, u := range append([]string{r.URI}, further...) {
			if !slices.Contains(d.uris, u) {
				d.uris = append(d.uris, b.keep(u))
			}
		}
		d.fields = [][2]string{
			{"title", b.fold(r.Title)},
			{"publisher", b.fold(r.Publisher)},
			{"published", b.keep(strings.TrimSpace(r.Published.Date + " " + r.Published.Precision + " " + string(r.Published.Basis)))},
			{"language", b.keep(r.Language)},
			{"length", fmt.Sprint(r.Length)},
			{"skipped", fmt.Sprint(len(r.Skipped))},
		}
	case *graph.Sentence:
		b.document(r.Document).sentences += hash("%d %d %d %s", r.Index, r.Start, r.End, r.Kind)
	case *graph.Mention:
		d := b.document(r.Document)
		d.mentions = append(d.mentions, mention{r.Start, r.End, b.fold(r.Text), b.keep(r.Type), b.keep(r.Form), b.keep(r.Entity)})
		d.marks += hash("%d %d %q %q %q %q %q %t", r.Start, r.End, r.Text, r.Type, r.Form, r.By, r.Labels, r.Demonym)
	case *graph.Link:
		b.document(r.Document).links += hash("%q %q %q", r.Left, r.Right, r.Reason)
	case *graph.Entity:
		b.s.entities = append(b.s.entities, entity{b.keep(r.ID), b.keep(r.Name), b.keep(r.Type), b.keep(r.Country), r.Described})
	case *graph.Join:
		b.s.joins = append(b.s.joins, *r)
	case *graph.Claim:
		b.document(r.Document)
		b.s.claims = append(b.s.claims, b.claim(r))
	case *graph.Edge:
		e := edge{id: b.keep(r.ID), typ: b.keep(r.Type), from: b.keep(r.From), to: b.keep(r.To), quote: b.fold(r.Quote)}
		for _, id := range r.ClaimIDs {
			e.claims = append(e.claims, b.keep(id))
		}
		count := func(name string, n int) { e.fields = append(e.fields, [2]string{name, b.keep(fmt.Sprint(n))}) }
		count("claims", r.Claims)
		count("documents", r.Documents)
		count("origins", r.Origins)
		count("unsourced", r.Unsourced)
		count("denied", r.Denied)
		count("planned", r.Planned)
		e.fields = append(e.fields, [2]string{"first", b.keep(r.First)}, [2]string{"last", b.keep(r.Last)}, [2]string{"quote", e.quote})
		b.s.edges = append(b.s.edges, e)
	case *graph.Topic:
		b.topic(r)
	case *graph.Judgement:
		b.s.judgements = append(b.s.judgements, judgementOf(r))
	default:
		return fmt.Errorf("%T is no record", record)
	}
	return nil
}

func judgementOf(r *graph.Judgement) judgement {
	j := judgement{id: r.ID, kind: string(r.Kind), words: r.Left.Surface, anchors: []judge.Anchor{r.Left}}
	if r.Right != nil {
		j.words += " | " + r.Right.Surface
		j.anchors = append(j.anchors, *r.Right)
	} else if r.Claim != "" {
		j.words = r.Claim
	}
	if r.Reason != "" {
		j.words += ": " + r.Reason
	}
	if r.By != "" {
		j.words += " (" + r.By + ")"
	}
	return j
}

func (b *builder) claim(r *graph.Claim) claim {
	c := claim{
		id: b.keep(r.ID), document: b.keep(r.Document), typ: b.keep(r.Type), trigger: b.fold(r.Trigger.Text),
		at: r.Sentence, triggerAt: graph.Span{Start: r.Trigger.Start, End: r.Trigger.End}, quote: b.fold(r.Quote),
		stance: b.keep(r.Stance), negated: r.Negated, ended: r.Ended,
		judged: r.Judged,
	}
	h := fnv.New64a()
	fmt.Fprintf(h, "%q %d %q %t %t %q\n", r.ID, r.Sentence, r.Stance, r.Negated, r.Ended, r.Rule)
	for _, a := range r.Args {
		x := arg{role: b.keep(a.Role), text: b.fold(a.Text), entity: b.keep(a.Entity)}
		if q := a.Quantity; q != nil {
			x.number = b.keep(fmt.Sprintf("%s–%s %t %t %s", bound(q.Min), bound(q.Max), q.About, q.Exclusive, q.Unit))
		}
		c.args = append(c.args, x)
		fmt.Fprintf(h, "%q %d %d %q %q %q\n", a.Role, a.Start, a.End, a.Text, x.number, a.Path)
	}
	for _, hop := range r.Sources {
		var speakers []speaker
		fmt.Fprintln(h, "hop")
		for _, s := range hop {
			speakers = append(speakers, speaker{b.fold(s.Text), b.keep(s.Entity)})
			fmt.Fprintf(h, "%d %d %q %d\n", s.Start, s.End, s.Text, s.Cue)
		}
		c.sources = append(c.sources, speakers)
	}
	if d := r.Date; d != nil {
		c.date = b.fold(fmt.Sprintf("%s (%s to %s, %s)", d.Text, d.From, d.To, d.Precision))
		fmt.Fprintf(h, "%q %d %d\n", c.date, d.Start, d.End)
	}
	c.read = h.Sum64()
	return c
}

func bound(n *int64) string {
	if n == nil {
		return ""
	}
	return fmt.Sprint(*n)
}

func (b *builder) topic(r *graph.Topic) {
	for i := range r.Figures {
		f := &r.Figures[i]
		x := figure{
			id: b.keep(f.ID), measure: b.keep(r.Measure), subject: b.keep(r.Subject),
			bounds: b.keep(fmt.Sprintf("%s–%s %t %t", bound(f.Min), bound(f.Max), f.About, f.Exclusive)), words: b.keep(f.Words()),
			stance: b.keep(f.Stance), origin: b.keep(f.Origin), place: b.keep(f.Place), asOf: b.keep(f.AsOf),
		}
		for _, id := range f.Claims {
			x.claims = append(x.claims, b.keep(id))
		}
		b.s.figures = append(b.s.figures, x)
	}
	for _, g := range r.Grades {
		b.s.grades = append(b.s.grades, grade{b.keep(g.Left), b.keep(g.Right), b.keep(g.Grade), b.keep(g.Reason)})
	}
}

// finish sorts what was added and reports what does not hold together.
func (b *builder) finish() (*Snapshot, error) {
	s := b.s
	missing := ""
	for id, d := range b.documents {
		if d.id == "" && (missing == "" || id < missing) {
			missing = id
		}
		slices.SortFunc(d.mentions, func(x, y mention) int {
			return cmp.Or(cmp.Compare(x.start, y.start), cmp.Compare(x.end, y.end), cmp.Compare(x.form, y.form), cmp.Compare(x.entity, y.entity))
		})
		s.documents = append(s.documents, *d)
	}
	if missing != "" {
		return nil, fmt.Errorf("document %q is spoken of, but it is not there", missing)
	}
	slices.SortFunc(s.documents, func(x, y document) int { return cmp.Compare(x.id, y.id) })
	slices.SortFunc(s.joins, func(x, y graph.Join) int { return cmp.Compare(x.ID, y.ID) })
	slices.SortFunc(s.grades, func(x, y grade) int {
		return cmp.Or(cmp.Compare(x.left, y.left), cmp.Compare(x.right, y.right))
	})
	err := first(
		sorted("entity", s.entities, func(e *entity) string { return e.id }),
		sorted("claim", s.claims, func(c *claim) string { return c.document + "\x00" + c.id }),
		sorted("edge", s.edges, func(e *edge) string { return e.id }),
		sorted("figure", s.figures, func(f *figure) string { return f.id }),
		sorted("judgement", s.judgements, func(j *judgement) string { return j.id }),
	)
	if err != nil {
		return nil, err
	}
	n := 0
	for i := range s.documents {
		d := &s.documents[i]
		d.claims[0] = n
		for n < len(s.claims) && s.claims[n].document == d.id {
			n++
		}
		d.claims[1] = n
	}
	return s, nil
}

func sorted[T any](kind string, list []T, id func(*T) string) error {
	slices.SortFunc(list, func(x, y T) int { return cmp.Compare(id(&x), id(&y)) })
	for i := 1; i < len(list); i++ {
		if id(&list[i]) == id(&list[i-1]) {
			_, name, found := strings.Cut(id(&list[i]), "\x00")
			if !found {
				name = id(&list[i])
			}
			return fmt.Errorf("%s %q stands twice", kind, name)
		}
	}
	return nil
}
