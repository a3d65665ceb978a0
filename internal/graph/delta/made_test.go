package delta

import (
	"cmp"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"casegraph/internal/graph"
	"casegraph/internal/judge"
)

// A says is one sentence of a made report: subject did it to object, with a number
// where it is above 0, on somebody's word where by is set.
type says struct {
	typ, subject, object, by string
	killed                   int64
	stance                   string
	extra                    string // more words of the sentence
}

// A made report; its id is the content's, so that a corrected one has another.
type made struct {
	id, uri string
	more    []string // further places
	lead    string   // text before the first sentence
	says    []says
	title   string
	copyOf  string
}

// A world is reports, what is one entity in them, and judgements.
type world struct {
	reports []made
	// entity is the id of what a name means in a report; nil is one entity a name.
	entity     func(report *made, name string) string
	judgements []judge.Judgement
}

func anchor(r *made, name string) judge.Anchor {
	text, _ := r.text()
	at := strings.Index(text, name)
	return judge.Anchor{Document: r.id, URI: r.uri, SHA256: "sha" + r.id, Start: at, End: at + len(name), Surface: name}
}

func word(id string, kind judge.Kind, r *made, left string, s *made, right string) judge.Judgement {
	other := anchor(s, right)
	return judge.Judgement{ID: id, Kind: kind, Left: anchor(r, left), Right: &other, Reason: "seen", By: "a reader"}
}

// text is the report and where its sentences begin.
func (r *made) text() (text string, starts []int) {
	text = r.lead
	for i := range r.says {
		starts = append(starts, len(text))
		text += r.says[i].text() + "\n"
	}
	return text, starts
}

func (s *says) text() string {
	out := ""
	if s.by != "" {
		out = s.by + " said "
	}
	out += s.subject + " " + strings.ToLower(s.typ)
	if s.killed > 0 {
		out += fmt.Sprintf(" %d of", s.killed)
	}
	return out + " " + s.object + s.extra + "."
}

func (w *world) id(r *made, name string) string {
	if w.entity != nil {
		return w.entity(r, name)
	}
	return "person/" + name
}

// records makes all records of the world, as a case would.
func (w *world) records() []any {
	var out []any
	entities := map[string]*graph.Entity{}
	edges := map[string]*graph.Edge{}
	topics := map[string]*graph.Topic{}
	for i := range w.reports {
		r := &w.reports[i]
		text, starts := r.text()
		out = append(out, &graph.Document{ID: r.id, URI: r.uri, URIs: r.more, Title: r.title, SHA256: "sha" + r.id, Length: len(text), CopyOf: r.copyOf})
		inReport := map[string]bool{}
		for k := range r.says {
			s := &r.says[k]
			sentence := graph.Span{Start: starts[k], End: starts[k] + len(s.text())}
			out = append(out, &graph.Sentence{ID: fmt.Sprintf("%s/s%d", r.id, starts[k]), Document: r.id, Index: k, Start: sentence.Start, End: sentence.End})
			from := starts[k]
			find := func(name string) (id string, start, end int) {
				start = from + strings.Index(text[from:], name)
				from = start + len(name)
				id = w.id(r, name)
				out = append(out, &graph.Mention{ID: fmt.Sprintf("%s/m%d", r.id, start), Document: r.id, Start: start, End: from, Text: name, Type: "Person", Form: "name", Entity: id})
				e := entities[id]
				if e == nil {
					e = &graph.Entity{ID: id, Type: "Person", Name: name}
					entities[id] = e
				}
				e.Name = min(e.Name, name)
				e.Mentions++
				inReport[id] = true
				return id, start, from
			}
			c := &graph.Claim{Document: r.id, Type: s.typ, Sentence: sentence, Quote: text[sentence.Start:sentence.End], Stance: cmp.Or(s.stance, "asserted"), Sources: [][]graph.Speaker{}}
			origin := ""
			if s.by != "" {
				id, start, end := find(s.by)
				origin = id
				c.Sources = append(c.Sources, []graph.Speaker{{Entity: id, Text: s.by, Start: start, End: end}})
			}
			from1, start, end := find(s.subject)
			c.Args = append(c.Args, graph.Arg{Role: "subject", Entity: from1, Text: s.subject, Start: start, End: end})
			at := strings.Index(text[end:], strings.ToLower(s.typ)) + end
			c.Trigger = graph.Trigger{Start: at, End: at + len(s.typ), Text: text[at : at+len(s.typ)]}
			from = c.Trigger.End
			if s.killed > 0 {
				q := &graph.Quantity{Text: fmt.Sprint(s.killed), Start: from + 1, Min: &s.killed, Max: &s.killed}
				q.End = q.Start + len(q.Text)
				c.Args = append(c.Args, graph.Arg{Role: "killed", Text: q.Text, Start: q.Start, End: q.End, Quantity: q})
				from = q.End
			}
			to, start, end := find(s.object)
			c.Args = append(c.Args, graph.Arg{Role: "object", Entity: to, Text: s.object, Start: start, End: end})
			c.ID = fmt.Sprintf("%s/c%09d-%s", r.id, at, s.typ)
			out = append(out, c)

			if from1 != to && c.Stance != "denied" {
				id := "edge/" + s.typ + " " + from1 + " " + to
				e := edges[id]
				if e == nil {
					e = &graph.Edge{ID: id, Type: s.typ, From: from1, To: to, Quote: c.Quote}
					edges[id] = e
				}
				e.Claims++
				e.ClaimIDs = append(e.ClaimIDs, c.ID)
				if len(c.Quote) < len(e.Quote) || len(c.Quote) == len(e.Quote) && c.Quote < e.Quote {
					e.Quote = c.Quote
				}
			}
			if s.killed > 0 {
				id := "topic/killed " + to
				t := topics[id]
				if t == nil {
					t = &graph.Topic{ID: id, Measure: "killed", Subject: to}
					topics[id] = t
				}
				fid := fmt.Sprintf("figure/%s %d %s %s", to, s.killed, c.Stance, origin)
				n := slices.IndexFunc(t.Figures, func(f graph.Figure) bool { return f.ID == fid })
				if n < 0 {
					n = len(t.Figures)
					t.Figures = append(t.Figures, graph.Figure{ID: fid, Min: &s.killed, Max: &s.killed, Stance: c.Stance, Origin: origin})
				}
				t.Figures[n].Claims = append(t.Figures[n].Claims, c.ID)
			}
		}
		for id := range inReport {
			entities[id].Documents++
		}
	}
	for _, id := range sortedKeys(entities) {
		out = append(out, entities[id])
	}
	for _, id := range sortedKeys(edges) {
		out = append(out, edges[id])
	}
	for _, id := range sortedKeys(topics) {
		t := topics[id]
		slices.SortFunc(t.Figures, func(x, y graph.Figure) int { return cmp.Compare(x.ID, y.ID) })
		for i := range t.Figures {
			for j := i + 1; j < len(t.Figures); j++ {
				g := graph.Grade{Left: t.Figures[i].ID, Right: t.Figures[j].ID, Grade: "differs", Reason: "do not meet"}
				if *t.Figures[i].Min == *t.Figures[j].Min {
					g.Grade, g.Reason = "same", "equal"
				}
				t.Grades = append(t.Grades, g)
			}
		}
		out = append(out, t)
	}
	for i := range w.judgements {
		out = append(out, &w.judgements[i])
	}
	return out
}

// snapshot takes the records in a shuffled order: it makes no difference.
func (w *world) snapshot(t testing.TB, seed int64) *Snapshot {
	t.Helper()
	records := w.records()
	rand.New(rand.NewSource(seed)).Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
	b := newBuilder()
	for _, r := range records {
		if err := b.add(r); err != nil {
			t.Fatal(err)
		}
	}
	s, err := b.finish()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// line is a change for tests: record, kind, ids, fields and cause.
func line(ch *Change) string {
	ids := func(sides []Side) string {
		var out []string
		for _, s := range sides {
			out = append(out, s.ID)
		}
		return strings.Join(out, "+")
	}
	out := fmt.Sprintf("%s %s %s>%s", ch.Record, ch.Kind, ids(ch.Before), ids(ch.After))
	for _, f := range ch.Fields {
		out += " " + f.Name
	}
	return strings.TrimSpace(fmt.Sprintf("%s: %s %s%s", out, ch.Cause.Kind, ch.Cause.URI, ch.Cause.Judgement))
}
