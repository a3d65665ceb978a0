package ftm

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"casegraph/internal/graph"
)

// An index holds what entities and relations need of the reports.
type index struct {
	schemata    map[string]string // entity → schema
	names       map[string]string // entity → name
	said        map[string]*testimony
	mentionedIn map[string][]string // entity → documents, in order
	involved    map[string][]string // event → who stands at the other end of an edge
}

func newIndex(w *graph.Whole) *index {
	x := &index{map[string]string{}, map[string]string{}, map[string]*testimony{}, map[string][]string{}, map[string][]string{}}
	for i := range w.Entities {
		e := &w.Entities[i]
		x.schemata[e.ID], x.names[e.ID] = schemaOf(e), e.Name
	}
	for i := range w.Edges {
		e := &w.Edges[i]
		x.said[e.ID] = &testimony{}
		for _, ends := range [][2]string{{e.From, e.To}, {e.To, e.From}} {
			if x.schemata[ends[0]] == "Event" && is(x.schemata[ends[1]], "LegalEntity") {
				x.involved[ends[0]] = with(x.involved[ends[0]], ends[1])
			}
		}
	}
	return x
}

// add takes in a report and returns its claims that no edge holds, as Notes.
func (x *index) add(part *graph.Part) []Entity {
	mentioned := map[string]bool{}
	for i := range part.Mentions {
		if id := part.Mentions[i].Entity; x.schemata[id] != "" {
			mentioned[id] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(mentioned)) {
		x.mentionedIn[id] = append(x.mentionedIn[id], part.Document.ID)
	}
	var notes []Entity
	for i := range part.Claims {
		c := &part.Claims[i]
		if c.Judged == graph.Rejected {
			continue
		}
		line := x.line(&part.Document, c)
		held := false
		for _, id := range c.Edges {
			if t := x.said[id]; t != nil {
				held = true
				t.add(&part.Document, c, line)
			}
		}
		if note, ok := x.note(&part.Document, c, line); ok && !held {
			notes = append(notes, note)
		}
	}
	return notes
}

// note returns a claim as a Note on the entities that it names; it is not ok where
// it names none.
func (x *index) note(d *graph.Document, c *graph.Claim, line string) (Entity, bool) {
	out := Entity{ID(c.ID), "Note", Properties{}}
	p := out.Properties
	of := func(id string) {
		if x.schemata[id] != "" {
			p.add("entity", ID(id))
		}
	}
	for _, a := range c.Args {
		of(a.Entity)
	}
	for _, hop := range c.Sources {
		for _, s := range hop {
			of(s.Entity)
		}
	}
	if len(p["entity"]) == 0 {
		return out, false
	}
	p.add("name", words(c.Type))
	p.add("summary", c.Quote)
	p.add("description", line)
	p.add("notes", "casegraph: "+c.ID)
	p.add("proof", ID(d.ID))
	p.add("publisher", d.Publisher)
	p.add("sourceUrl", d.URI)
	return out, true
}

// line writes a claim with all that it rests on.
func (x *index) line(d *graph.Document, c *graph.Claim) string {
	var args []string
	for _, a := range c.Args {
		args = append(args, a.Role+": "+a.Text)
	}
	stance := c.Stance
	if c.Negated {
		stance += ", negated"
	}
	if c.Ended {
		stance += ", no longer held"
	}
	return fmt.Sprintf("“%s” (%s; %s) %s; %s; %s bytes %d–%d", oneLine(c.Quote), words(c.Type), strings.Join(args, "; "), stance, x.speakers(c), d.URI, c.Sentence.Start, c.Sentence.End)
}

// speakers says on whose word it stands, the outermost first.
func (x *index) speakers(c *graph.Claim) string {
	if len(c.Sources) == 0 {
		return "the outlet itself"
	}
	var hops []string
	for _, hop := range c.Sources {
		var who []string
		for _, s := range hop {
			if name := x.names[s.Entity]; name != "" {
				who = append(who, name)
			} else {
				who = append(who, s.Text)
			}
		}
		hops = append(hops, strings.Join(who, " and "))
	}
	return "by " + strings.Join(hops, ", after ")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
