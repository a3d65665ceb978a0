package graph

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"

	"casegraph/internal/relate"
)

type topicCount struct {
	measure, subject string
	figures          map[string]*figureCount
}

type figureCount struct {
	Figure
	outlets   map[string]bool // publishers that give it without a source
	sentences map[string]bool // where it stands, to see two figures set against each other
}

// addToTopics names the claim's figures and counts it on each: one a quantity
// with a measure and a subject. A negated quantity is a denied one; who does
// not comment gives none.
func (b *Builder) addToTopics(d *Document, c *Claim) {
	rel := b.schema.Relation(c.Type)
	if rel == nil || rel.Subject == "" || c.Stance == string(relate.NoComment) {
		return
	}
	subject, place := "", ""
	for _, a := range c.Args {
		switch {
		case a.Role == rel.Subject && subject == "":
			subject = a.Entity
		case a.Role == "place" && place == "":
			place = a.Entity
		}
	}
	if subject == "" {
		return
	}
	for _, a := range c.Args {
		role, ok := rel.Role(a.Role)
		if !ok || role.Measure == "" || a.Quantity == nil {
			continue
		}
		q := a.Quantity
		if q.Min == nil && q.Max == nil {
			continue // "heavy losses": words that give no number
		}
		f := Figure{Min: q.Min, Max: q.Max, About: q.About, Exclusive: q.Exclusive, Stance: c.Stance, Place: place}
		if c.Negated {
			f.Stance = string(relate.Denied)
		}
		for i, s := range lastHop(c) {
			if id := cmp.Or(s.Entity, s.Mention); i == 0 || id < f.Origin {
				f.Origin = id
			}
		}
		topic := TopicID(role.Measure, subject)
		h := fnv.New64a()
		fmt.Fprintf(h, "%s\n%s %s %t %t\n%s\n%s\n%s", topic, bound(f.Min), bound(f.Max), f.About, f.Exclusive, f.Stance, f.Origin, f.Place)
		f.ID = FigureID(role.Measure, subject, fmt.Sprintf("%016x", h.Sum64()))
		if slices.Contains(c.Figures, f.ID) {
			continue
		}
		c.Figures = append(c.Figures, f.ID)

		t := b.topics[topic]
		if t == nil {
			t = &topicCount{measure: role.Measure, subject: subject, figures: map[string]*figureCount{}}
			b.topics[topic] = t
		}
		g := t.figures[f.ID]
		if g == nil {
			g = &figureCount{Figure: f, outlets: map[string]bool{}, sentences: map[string]bool{}}
			t.figures[f.ID] = g
		}
		g.Claims = append(g.Claims, c.ID)
		g.sentences[sentenceID(d.ID, c.Sentence.Start)] = true
		if f.Origin == "" {
			g.outlets[cmp.Or(d.Publisher, d.ID)] = true
		}
		if from, _ := when(d, c); from != "" && (g.AsOf == "" || from < g.AsOf) {
			g.AsOf = from
		}
	}
	slices.Sort(c.Figures)
}

func lastHop(c *Claim) []Speaker {
	if len(c.Sources) == 0 {
		return nil
	}
	return c.Sources[len(c.Sources)-1]
}

func bound(n *int64) string {
	if n == nil {
		return "-"
	}
	return fmt.Sprint(*n)
}

// finishTopics returns the topics with their figures, in order of as-of date
// and id, graded.
func (b *Builder) finishTopics(p *Places) []Topic {
	out := []Topic{}
	for id, t := range b.topics {
		figures := t.shares()
		slices.SortFunc(figures, func(x, y *FigureShare) int {
			return cmp.Or(cmp.Compare(x.AsOf, y.AsOf), cmp.Compare(x.ID, y.ID))
		})
		topic := Topic{ID: id, Measure: t.measure, Subject: t.subject, Figures: []Figure{}, Grades: grades(figures, p)}
		for _, f := range figures {
			topic.Figures = append(topic.Figures, f.Figure)
		}
		out = append(out, topic)
	}
	slices.SortFunc(out, func(x, y Topic) int { return cmp.Compare(x.ID, y.ID) })
	return out
}
