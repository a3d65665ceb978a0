package table

import (
	"strings"

	"casegraph/internal/graph"
	"casegraph/internal/graph/flat"
)

// entityNames returns the name of every entity by id, so that a table can be read
// without looking up ids in another.
func entityNames(w *graph.Whole) map[string]string {
	out := make(map[string]string, len(w.Entities))
	for i := range w.Entities {
		out[w.Entities[i].ID] = w.Entities[i].Name
	}
	return out
}

func (t tables) whole(w *graph.Whole) error {
	names := entityNames(w)
	for i := range w.Entities {
		e := &w.Entities[i]
		var aliases []string
		for _, a := range e.Aliases {
			aliases = append(aliases, a.Name)
		}
		if err := t.put("entities", e.ID, e.Type, flat.Join(e.Labels), e.Name, flat.Join(aliases), e.Country, e.Described, e.Mentions, e.Documents); err != nil {
			return err
		}
	}
	for i := range w.Edges {
		e := &w.Edges[i]
		if err := t.put("edges", e.ID, e.Type, e.From, names[e.From], e.To, names[e.To], e.Claims, e.Documents, e.Origins, e.Unsourced, e.Denied, e.Planned,
			e.First, e.Last, e.Quote, flat.Join(e.ClaimIDs)); err != nil {
			return err
		}
	}
	for i := range w.Topics {
		topic := &w.Topics[i]
		grades := gradesOf(topic)
		for k := range topic.Figures {
			f := &topic.Figures[k]
			if err := t.put("figures", f.ID, topic.ID, topic.Measure, topic.Subject, names[topic.Subject], f.Min, f.Max, f.About, f.Exclusive, f.Stance,
				f.Origin, names[f.Origin], f.AsOf, f.Place, names[f.Place], flat.Join(grades[f.ID]), flat.Join(f.Claims)); err != nil {
				return err
			}
		}
	}
	return nil
}

// gradesOf says of each figure how it stands to the others: "differs from FIGURE:
// reason".
func gradesOf(t *graph.Topic) map[string][]string {
	out := map[string][]string{}
	for _, g := range t.Grades {
		out[g.Left] = append(out[g.Left], g.Grade+" "+g.Right+": "+g.Reason)
		out[g.Right] = append(out[g.Right], g.Grade+" "+g.Left+": "+g.Reason)
	}
	return out
}

func (t tables) part(p *graph.Part, names map[string]string) error {
	d := &p.Document
	var skipped []string
	for _, s := range d.Skipped {
		skipped = append(skipped, s.Reason)
	}
	if err := t.put("documents", d.ID, d.URI, flat.Join(d.URIs), d.Title, d.Publisher, d.Published.Date, d.Published.Precision, d.Language, d.Length, d.CopyOf, d.SHA256, flat.Join(skipped)); err != nil {
		return err
	}
	for i := range p.Claims {
		if err := t.claim(d, &p.Claims[i], names); err != nil {
			return err
		}
	}
	return nil
}

func (t tables) claim(d *graph.Document, c *graph.Claim, names map[string]string) error {
	var date graph.Date
	if c.Date != nil {
		date = *c.Date
	}
	if err := t.put("claims", c.ID, c.Type, d.ID, d.URI, d.Publisher, d.Published.Date, c.Stance, c.Negated, c.Ended, c.Judged, c.Quote, c.Sentence.Start, c.Sentence.End,
		c.Trigger.Text, c.Trigger.Start, c.Trigger.End, speakers(c, names), date.From, date.To, date.Precision, date.Text, flat.Join(c.Edges), flat.Join(c.Figures), c.Rule); err != nil {
		return err
	}
	for n, a := range c.Args {
		var q graph.Quantity
		kind := "entity"
		switch {
		case a.Quantity != nil:
			kind, q = "quantity", *a.Quantity
		case a.Entity == "":
			kind = "text"
		}
		if err := t.put("arguments", c.ID, n, kind, a.Role, "", a.Entity, names[a.Entity], a.Text, a.Start, a.End, q.Min, q.Max, q.About, q.Exclusive, q.Unit); err != nil {
			return err
		}
	}
	n := 0
	for hop, speakers := range c.Sources {
		for _, s := range speakers {
			if err := t.put("arguments", c.ID, n, "source", "source", hop, s.Entity, names[s.Entity], s.Text, s.Start, s.End, (*int64)(nil), (*int64)(nil), false, false, ""); err != nil {
				return err
			}
			n++
		}
	}
	return nil
}

// speakers says on whose word a claim stands, outermost first: "Lee and Park; NIS".
func speakers(c *graph.Claim, names map[string]string) string {
	var hops []string
	for _, hop := range c.Sources {
		var who []string
		for _, s := range hop {
			name := names[s.Entity]
			if name == "" {
				name = s.Text
			}
			who = append(who, name)
		}
		hops = append(hops, strings.Join(who, " and "))
	}
	return strings.Join(hops, "; ")
}
