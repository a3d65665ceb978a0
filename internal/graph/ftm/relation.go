package ftm

import (
	"fmt"
	"slices"
	"strings"

	"casegraph/internal/graph"
	"casegraph/internal/relate"
)

// A shape is a FollowTheMoney relation with its two ends and what they must be.
type shape struct{ schema, from, fromIs, to, toIs string }

// shapes are the relations that FollowTheMoney has a schema for.
var shapes = map[string]shape{
	"LEADS":       {"Directorship", "director", "LegalEntity", "organization", "Organization"},
	"SPEAKS_FOR":  {"Representation", "agent", "LegalEntity", "client", "LegalEntity"},
	"MEMBER_OF":   {"Membership", "member", "LegalEntity", "organization", "Organization"},
	"HAS_ROLE_IN": {"Employment", "employee", "Person", "employer", "Organization"},
	"OWNS":        {"Ownership", "owner", "LegalEntity", "asset", "Asset"},
	"FAMILY_OF":   {"Family", "person", "Person", "relative", "Person"},
	"PAID":        {"Payment", "payer", "LegalEntity", "beneficiary", "LegalEntity"},
}

// unknown joins any two things.
var unknown = shape{"UnknownLink", "subject", "Thing", "object", "Thing"}

// shapeOf returns the relation of an edge: that of its type where its ends are what
// it asks for, as the leader of a state, which is a place, is not.
func (x *index) shapeOf(e *graph.Edge) shape {
	if s, ok := shapes[e.Type]; ok && is(x.schemata[e.From], s.fromIs) && is(x.schemata[e.To], s.toIs) {
		return s
	}
	return unknown
}

// relation returns an edge. Its dates are those of the claims; they are no start
// and end of what they speak of.
func (x *index) relation(e *graph.Edge) Entity {
	s := x.shapeOf(e)
	out := Entity{ID(e.ID), s.schema, Properties{}}
	p := out.Properties
	p.add(s.from, ID(e.From))
	p.add(s.to, ID(e.To))
	p.add("recordId", e.ID)
	p.add("date", e.First, e.Last)
	p.add("summary", e.Quote)
	said := x.said[e.ID]
	if said == nil {
		said = &testimony{}
	}
	p.add("description", said.lines...)
	if said.more > 0 {
		p.add("description", fmt.Sprintf("and %d more claims: ingest why %q", said.more, e.ID))
	}
	for _, d := range said.proof {
		p.add("proof", ID(d))
	}
	p.add("publisher", said.publishers...)
	p.add("sourceUrl", said.links...)
	switch s.schema {
	case "Family":
		p.add("relationship", said.relations...)
	case "Payment": // neither role nor status
	default:
		if s == unknown {
			p.add("role", words(e.Type))
		}
		p.add("role", said.titles...)
		if len(p["role"]) == 0 {
			p.add("role", words(e.Type))
		}
		if said.ended && !said.lasting {
			p.add("status", "ended")
		}
		if e.Denied > 0 {
			p.add("status", fmt.Sprintf("denied by %d of %d claims", e.Denied, e.Claims+e.Denied+e.Planned))
		}
	}
	return out
}

// words writes a type of claim for people: "fought against".
func words(typ string) string { return strings.ToLower(strings.ReplaceAll(typ, "_", " ")) }

// mostLines is how many claims a relation describes. Its proof is complete.
const mostLines = 500

// A testimony is what is said of an edge.
type testimony struct {
	lines             []string
	more              int
	proof             []string // documents that assert it, in order
	publishers, links []string
	titles, relations []string
	ended, lasting    bool // some claim says it has ended, or does not
}

func (t *testimony) add(d *graph.Document, c *graph.Claim, line string) {
	if len(t.lines) < mostLines {
		t.lines = append(t.lines, line)
	} else {
		t.more++
	}
	if !asserts(c) {
		return
	}
	if !slices.Contains(t.proof[max(0, len(t.proof)-1):], d.ID) { // documents come one after the other
		t.proof = append(t.proof, d.ID)
		t.publishers = with(t.publishers, d.Publisher)
		t.links = with(t.links, d.URI)
	}
	for _, a := range c.Args {
		switch a.Role {
		case "title":
			t.titles = with(t.titles, a.Text)
		case "relation":
			t.relations = with(t.relations, a.Text)
		}
	}
	if c.Ended {
		t.ended = true
	} else {
		t.lasting = true
	}
}

func with(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// asserts reports whether a claim counts for an edge, as graph counts it.
func asserts(c *graph.Claim) bool {
	switch relate.Stance(c.Stance) {
	case relate.Denied, relate.Planned, relate.NoComment:
		return false
	}
	return !c.Negated
}
