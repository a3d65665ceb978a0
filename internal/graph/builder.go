package graph

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"casegraph/internal/judge"
	"casegraph/internal/ner"
	"casegraph/internal/reading"
	"casegraph/internal/relate"
	"casegraph/internal/resolve"
	"casegraph/internal/schema"
)

// A Part is the records of one document, each list in order of id.
type Part struct {
	Document  Document
	Sentences []Sentence
	Mentions  []Mention
	Links     []Link
	Claims    []Claim
}

// A Whole is the records that speak of all documents at once, each list in
// order of id.
type Whole struct {
	Entities []Entity
	Joins    []Join
	Edges    []Edge
	Topics   []Topic
}

// A Builder assembles readings into records. It keeps aggregates of entities,
// edges and figures, not the readings; their order makes no difference to what
// Finish returns. A Builder is for one goroutine.
type Builder struct {
	// Copies names, for a document that repeats another, that other (see
	// Copies.Of): the two count as one document. Set it before the first Add.
	Copies map[string]string
	// URIs names further places of a document's content, sorted.
	URIs map[string][]string

	schema   *schema.Schema
	resolved *resolve.Result
	entities map[int]*entityCount
	edges    map[string]*edgeCount
	topics   map[string]*topicCount
	added    map[string]bool
	nameless map[string]bool // ids of described entities
}

// NewBuilder returns a Builder over the given identities.
func NewBuilder(s *schema.Schema, r *resolve.Result) *Builder {
	b := &Builder{
		schema: s, resolved: r,
		entities: map[int]*entityCount{},
		edges:    map[string]*edgeCount{},
		topics:   map[string]*topicCount{},
		added:    map[string]bool{},
		nameless: map[string]bool{},
	}
	for i := range r.Entities {
		if e := &r.Entities[i]; e.Described {
			b.nameless[e.ID] = true
		}
	}
	return b
}

type entityCount struct {
	mentions  int
	documents int
	last      string // the document counted last: one document is added once
	spellings map[string]int
}

// Ids of what stands in a document begin with the document's id; offsets have
// nine digits, so that byte order is the order of positions.

func sentenceID(document string, start int) string { return fmt.Sprintf("%s/s%09d", document, start) }

func mentionID(document string, m *ner.Mention) string {
	return fmt.Sprintf("%s/m%09d-%09d-%s", document, m.Start, m.End, m.Form)
}

func claimID(document string, c *Claim) string {
	h := fnv.New64a()
	for _, a := range c.Args {
		fmt.Fprintf(h, "%s %d %d\n", a.Role, a.Start, a.End)
	}
	return fmt.Sprintf("%s/c%09d-%09d-%s-%08x", document, c.Trigger.Start, c.Trigger.End, c.Type, uint32(h.Sum64()))
}

// LinkID is made of the ids of the two mentions.
func LinkID(document, left, right string) string {
	return document + "/l" + strings.TrimPrefix(left, document+"/m") + "-" + strings.TrimPrefix(right, document+"/m")
}

// JoinID is made of the keys of two profiles.
func JoinID(left, right string) string { return "join/" + left + " " + right }

// TopicID is made of what is counted and of whom.
func TopicID(measure, subject string) string { return "topic/" + measure + " " + subject }

// FigureID is made of the topic and of a hash of all else that a figure is told by.
func FigureID(measure, subject, hash string) string {
	return "figure/" + measure + " " + subject + " " + hash
}

// EdgeID is readable and needs no table: ids of entities hold no space.
func EdgeID(typ, from, to string) string { return "edge/" + typ + " " + from + " " + to }

// ParseEdge is the inverse: the type and the ends of an edge by its id.
func ParseEdge(id string) (typ, from, to string, ok bool) {
	typ, rest, ok := strings.Cut(strings.TrimPrefix(id, "edge/"), " ")
	if !ok {
		return "", "", "", false
	}
	from, to, ok = strings.Cut(rest, " ")
	return typ, from, to, ok
}

// An Input is one document for a Builder.
type Input struct {
	*reading.Reading
	Profiles []string           // of each mention the key of its profile, "" none
	Judged   map[int]judge.Kind // claims that a person rejected or confirmed
}

// Add returns the records of one document. Adding a document twice is a
// mistake of the caller and panics: its counts would be wrong in silence.
func (b *Builder) Add(in Input) Part {
	r := in.Reading
	d := r.Document
	if b.added[d.ID] {
		panic("graph: document " + d.ID + " added twice")
	}
	b.added[d.ID] = true
	p := Part{Document: Document{
		ID: d.ID, URI: d.URI, URIs: b.URIs[d.ID], Title: d.Title, Publisher: d.Publisher, Published: d.Published,
		SHA256: d.SHA256, Language: d.Language, Length: len(d.Text), CopyOf: b.Copies[d.ID], Skipped: d.Skipped,
	}}
	for i, s := range r.Sentences {
		p.Sentences = append(p.Sentences, Sentence{ID: sentenceID(d.ID, s.Start), Document: d.ID, Index: i, Start: s.Start, End: s.End, Kind: s.Kind})
	}
	entity := b.mentions(&p, in)
	for _, l := range r.Links {
		left, right := mentionID(d.ID, &r.Mentions[l.Left]), mentionID(d.ID, &r.Mentions[l.Right])
		p.Links = append(p.Links, Link{
			ID:       LinkID(d.ID, left, right),
			Document: d.ID, Left: left, Right: right, Reason: l.Reason,
		})
	}
	b.claims(&p, in, entity)

	slices.SortFunc(p.Sentences, func(x, y Sentence) int { return cmp.Compare(x.ID, y.ID) })
	slices.SortFunc(p.Mentions, func(x, y Mention) int { return cmp.Compare(x.ID, y.ID) })
	slices.SortStableFunc(p.Links, func(x, y Link) int {
		return cmp.Or(cmp.Compare(x.ID, y.ID), cmp.Compare(x.Reason, y.Reason))
	})
	p.Links = slices.CompactFunc(p.Links, func(x, y Link) bool { return x.ID == y.ID })
	return p
}

// mentions adds the mentions to the part and returns the index of each one's
// entity, -1 for none.
func (b *Builder) mentions(p *Part, r Input) []int {
	id := r.Document.ID
	entity := make([]int, len(r.Mentions))
	for i := range r.Mentions {
		m := &r.Mentions[i]
		entity[i] = -1
		profile := ""
		if i < len(r.Profiles) && r.Profiles[i] != "" {
			if e, ok := b.resolved.Of[r.Profiles[i]]; ok {
				entity[i], profile = e, r.Profiles[i]
			}
		}
		rec := Mention{ID: mentionID(id, m), Document: id, Start: m.Start, End: m.End, Text: m.Text, Type: m.Type, Form: string(m.Form), By: m.By, Labels: m.Labels, Demonym: m.Demonym, Profile: profile}
		if e := entity[i]; e >= 0 {
			rec.Entity = b.resolved.Entities[e].ID
			c := b.entities[e]
			if c == nil {
				c = &entityCount{spellings: map[string]int{}}
				b.entities[e] = c
			}
			c.mentions++
			if c.last != id {
				c.last = id
				if b.Copies[id] == "" {
					c.documents++
				}
			}
			if m.Form == ner.Name && !m.Demonym {
				c.spellings[spelling(m.Text)]++
			}
		}
		p.Mentions = append(p.Mentions, rec)
	}
	return entity
}

// spelling folds the white space of a name that is broken over two lines.
func spelling(s string) string { return strings.Join(strings.Fields(s), " ") }

func (b *Builder) entityID(entity []int, mention int) string {
	if mention < 0 || mention >= len(entity) || entity[mention] < 0 {
		return ""
	}
	return b.resolved.Entities[entity[mention]].ID
}

func (b *Builder) claims(p *Part, r Input, entity []int) {
	d := r.Document
	mention := func(i int) (id, text string) {
		if i < 0 || i >= len(r.Mentions) {
			return "", ""
		}
		return mentionID(d.ID, &r.Mentions[i]), r.Mentions[i].Text
	}
	for i := range r.Claims {
		in := &r.Claims[i]
		s := r.Sentences[in.Sentence]
		c := Claim{
			Document: d.ID, Type: in.Type, Sentence: Span{s.Start, s.End},
			Trigger: Trigger{in.Trigger.Start, in.Trigger.End, d.Text[in.Trigger.Start:in.Trigger.End]},
			Quote:   d.Text[s.Start:s.End], Stance: string(in.Stance), Negated: in.Negated, Ended: in.Ended,
			Args: []Arg{}, Sources: [][]Speaker{}, Rule: in.Rule, Judged: judgedAs[r.Judged[i]],
		}
		for _, a := range in.Args {
			arg := Arg{Role: a.Role, Start: a.Start, End: a.End, Text: d.Text[a.Start:a.End], Path: a.Path}
			if a.Mention >= 0 && a.Quantity == nil {
				arg.Mention, _ = mention(a.Mention)
				arg.Entity = b.entityID(entity, a.Mention)
			}
			if q := a.Quantity; q != nil {
				arg.Quantity = &Quantity{Text: d.Text[q.Start:q.End], Start: q.Start, End: q.End, Min: q.Min, Max: q.Max, About: q.About, Exclusive: q.Exclusive, Unit: q.Unit}
			}
			c.Args = append(c.Args, arg)
		}
		for _, hop := range in.Sources {
			speakers := []Speaker{}
			for _, sp := range hop {
				id, text := mention(sp.Mention)
				out := Speaker{Mention: id, Entity: b.entityID(entity, sp.Mention), Text: text, Cue: Span(sp.Cue)}
				if id != "" {
					out.Start, out.End = r.Mentions[sp.Mention].Start, r.Mentions[sp.Mention].End
				}
				speakers = append(speakers, out)
			}
			c.Sources = append(c.Sources, speakers)
		}
		if in.Date != nil {
			c.Date = date(d.Text, in.Date)
		}
		c.ID = claimID(d.ID, &c)
		p.Claims = append(p.Claims, c)
	}
	slices.SortStableFunc(p.Claims, func(x, y Claim) int { return cmp.Compare(x.ID, y.ID) })
	// Two claims of one trigger and the same arguments differ in stance or
	// sources alone; the later one says so by a number.
	seen := map[string]int{}
	for i := range p.Claims {
		id := p.Claims[i].ID
		if seen[id]++; seen[id] > 1 {
			p.Claims[i].ID += "-" + strconv.Itoa(seen[id])
		}
	}
	slices.SortFunc(p.Claims, func(x, y Claim) int { return cmp.Compare(x.ID, y.ID) })
	for i := range p.Claims {
		if p.Claims[i].Judged != Rejected {
			b.addToEdges(&p.Document, &p.Claims[i])
			b.addToTopics(&p.Document, &p.Claims[i])
		}
	}
}

// What a person said of a claim. A rejected one counts for no edge and no figure.
const (
	Rejected  = "rejected"
	Confirmed = "confirmed"
)

var judgedAs = map[judge.Kind]string{judge.Reject: Rejected, judge.Confirm: Confirmed}

func date(text string, d *relate.Date) *Date {
	return &Date{Text: text[d.Start:d.End], Start: d.Start, End: d.End, From: d.From, To: d.To, Precision: d.Precision}
}

// Finish returns the records that speak of all documents. The Builder is spent.
func (b *Builder) Finish() Whole {
	w := Whole{Entities: []Entity{}, Joins: []Join{}}
	for i, c := range b.entities {
		e := &b.resolved.Entities[i]
		rec := Entity{
			ID: e.ID, Type: e.Type, Labels: b.schema.Labels(e.Type, e.Labels), Name: e.Name, Aliases: []Alias{},
			FormerIDs: e.FormerIDs, Country: e.Country, Described: e.Described, Mentions: c.mentions, Documents: c.documents,
		}
		for name, n := range c.spellings {
			rec.Aliases = append(rec.Aliases, Alias{name, n})
		}
		slices.SortFunc(rec.Aliases, func(x, y Alias) int {
			return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Name, y.Name))
		})
		w.Entities = append(w.Entities, rec)
	}
	slices.SortFunc(w.Entities, func(x, y Entity) int { return cmp.Compare(x.ID, y.ID) })
	for _, j := range b.resolved.Joins {
		e := b.resolved.Entities[j.Entity].ID
		w.Joins = append(w.Joins, Join{ID: JoinID(j.Left, j.Right), Entity: e, Left: j.Left, Right: j.Right, Reason: j.Reason, Weight: j.Weight, Judgement: j.Judgement})
	}
	slices.SortFunc(w.Joins, func(x, y Join) int { return cmp.Compare(x.ID, y.ID) })
	w.Edges = b.finishEdges()
	w.Topics = b.finishTopics(placesOf(w.Entities, w.Edges))
	return w
}
