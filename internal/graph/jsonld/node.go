package jsonld

import (
	"slices"
	"strconv"

	"casegraph/internal/graph"
)

// types are schema.org's classes by label; more special labels come later in an
// entity's chain.
var types = map[string]string{
	"Person": "schema:Person", "Agency": "schema:GovernmentOrganization", "Organization": "schema:Organization", "Unit": "schema:Organization", "Place": "schema:Place", "Event": "schema:Event",
	"Company": "schema:Corporation", "Outlet": "schema:NewsMediaOrganization", "NGO": "schema:NGO", "University": "schema:CollegeOrUniversity", "Party": "schema:PoliticalParty",
	"Country": "schema:Country", "City": "schema:City", "Region": "schema:AdministrativeArea", "Continent": "schema:Continent", "Water": "schema:BodyOfWater",
}

type entityNode struct {
	ID        string   `json:"id"`
	Type      []string `json:"type"`
	Name      string   `json:"name,omitempty"`
	Alternate []string `json:"alternateName,omitempty"`
	Country   string   `json:"country,omitempty"`
	Described bool     `json:"described,omitempty"`
	Former    []string `json:"formerID,omitempty"`
	Mentions  int      `json:"mentions"`
	Documents int      `json:"documents"`
}

func entity(e *graph.Entity) entityNode {
	n := entityNode{ID: IRI(e.ID), Name: e.Name, Country: e.Country, Described: e.Described, Former: e.FormerIDs, Mentions: e.Mentions, Documents: e.Documents}
	for _, l := range append([]string{e.Type}, e.Labels...) {
		for _, t := range []string{types[l], "cg:" + l} {
			if t != "" && !slices.Contains(n.Type, t) {
				n.Type = append(n.Type, t)
			}
		}
	}
	for _, a := range e.Aliases {
		if a.Name != e.Name {
			n.Alternate = append(n.Alternate, a.Name)
		}
	}
	return n
}

type edgeNode struct {
	ID        string   `json:"id"`
	Type      []string `json:"type"`
	Subject   string   `json:"subject"`
	Predicate string   `json:"predicate"`
	Object    string   `json:"object"`
	Claims    int      `json:"claims"`
	Documents int      `json:"documents"`
	Origins   int      `json:"origins"`
	Unsourced int      `json:"unsourced"`
	Denied    int      `json:"denied"`
	Planned   int      `json:"planned"`
	First     string   `json:"first,omitempty"`
	Last      string   `json:"last,omitempty"`
	Quote     string   `json:"quote,omitempty"`
	Claim     []string `json:"claim,omitempty"`
}

func edge(e *graph.Edge) edgeNode {
	return edgeNode{
		IRI(e.ID), []string{"rdf:Statement", "cg:Edge"}, IRI(e.From), "cg:" + e.Type, IRI(e.To),
		e.Claims, e.Documents, e.Origins, e.Unsourced, e.Denied, e.Planned, e.First, e.Last, e.Quote, iris(e.ClaimIDs),
	}
}

type topicNode struct {
	ID      string `json:"id"`
	Type    string `json:"type"`
	Measure string `json:"measure"`
	Of      string `json:"topicOf"`
}

type figureNode struct {
	ID        string   `json:"id"`
	Type      string   `json:"type"`
	Topic     string   `json:"topic"`
	Min       *int64   `json:"min,omitempty"`
	Max       *int64   `json:"max,omitempty"`
	About     bool     `json:"about"`
	Exclusive bool     `json:"exclusive"`
	Stance    string   `json:"stance,omitempty"`
	Origin    string   `json:"origin,omitempty"`
	AsOf      string   `json:"asOf,omitempty"`
	Place     string   `json:"place,omitempty"`
	Claim     []string `json:"claim,omitempty"`
}

type gradeNode struct {
	ID     string `json:"id"`
	Type   string `json:"type"`
	Left   string `json:"left"`
	Right  string `json:"right"`
	Grade  string `json:"grade"`
	Reason string `json:"reason,omitempty"`
}

// topic returns the topic, its figures and how they compare.
func topic(t *graph.Topic) []any {
	out := []any{topicNode{IRI(t.ID), "cg:Topic", t.Measure, IRI(t.Subject)}}
	for i := range t.Figures {
		f := &t.Figures[i]
		out = append(out, figureNode{IRI(f.ID), "cg:Figure", IRI(t.ID), f.Min, f.Max, f.About, f.Exclusive, f.Stance, IRI(f.Origin), f.AsOf, IRI(f.Place), iris(f.Claims)})
	}
	for i, g := range t.Grades {
		out = append(out, gradeNode{part(t.ID, "comparison", i), "cg:Comparison", IRI(g.Left), IRI(g.Right), g.Grade, g.Reason})
	}
	return out
}

// part returns the IRI of what has no id of its own, by its place in a record.
func part(id, what string, n int) string { return IRI(id) + "#" + what + strconv.Itoa(n) }

type joinNode struct {
	ID        string `json:"id"`
	Type      string `json:"type"`
	Entity    string `json:"entity"`
	Left      string `json:"leftProfile,omitempty"`
	Right     string `json:"rightProfile,omitempty"`
	Reason    string `json:"reason,omitempty"`
	Weight    int    `json:"weight"`
	Judgement string `json:"judgement,omitempty"`
}

func join(j *graph.Join) joinNode {
	return joinNode{IRI(j.ID), "cg:Join", IRI(j.Entity), j.Left, j.Right, j.Reason, j.Weight, j.Judgement}
}

type reportNode struct {
	ID        string   `json:"id"`
	Type      []string `json:"type"`
	Headline  string   `json:"headline,omitempty"`
	Publisher string   `json:"publisher,omitempty"`
	Published string   `json:"datePublished,omitempty"`
	Precision string   `json:"datePrecision,omitempty"`
	URI       []string `json:"uri"`
	Language  string   `json:"inLanguage,omitempty"`
	SHA256    string   `json:"sha256,omitempty"`
	Length    int      `json:"length"`
	CopyOf    string   `json:"copyOf,omitempty"`
}

func report(d *graph.Document) reportNode {
	return reportNode{
		IRI(d.ID), []string{"schema:Report", "cg:Document"}, d.Title, d.Publisher, d.Published.Date, d.Published.Precision,
		append([]string{d.URI}, d.URIs...), d.Language, d.SHA256, d.Length, IRI(d.CopyOf),
	}
}
