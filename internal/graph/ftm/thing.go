package ftm

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"casegraph/internal/graph"
)

// schemata are the FollowTheMoney schemata by root of the vocabulary. Units are
// Organizations: there is no schema for what can fight. Places are Addresses, the
// one schema for them that every version of the model has.
var schemata = map[string]string{"Person": "Person", "Agency": "PublicBody", "Organization": "Organization", "Unit": "Organization", "Place": "Address", "Event": "Event"}

// schemaOf returns the schema of an entity.
func schemaOf(e *graph.Entity) string {
	if slices.Contains(e.Labels, "Company") {
		return "Company"
	}
	if s, ok := schemata[e.Type]; ok {
		return s
	}
	return "LegalEntity"
}

// is reports whether a schema is, or extends, another, as far as relations ask.
func is(schema, base string) bool {
	switch base {
	case "Thing":
		return true
	case "LegalEntity":
		return schema == "LegalEntity" || schema == "Person" || is(schema, "Organization")
	case "Organization":
		return schema == "Organization" || schema == "PublicBody" || schema == "Company"
	case "Asset":
		return schema == "Company"
	}
	return schema == base
}

// thing returns an entity. Its type and labels are keywords; its proof are the
// reports that mention it.
func (x *index) thing(e *graph.Entity) Entity {
	out := Entity{ID(e.ID), schemaOf(e), Properties{}}
	p := out.Properties
	p.add("name", e.Name)
	if len(p["name"]) == 0 {
		p.add("name", e.ID) // the model wants one
	}
	for _, a := range e.Aliases {
		alias := name(a.Name)
		switch {
		case slices.Contains(p["name"], alias):
		case weak(e, alias):
			p.add("weakAlias", alias)
		default:
			p.add("alias", alias)
		}
	}
	p.add("country", e.Country)
	p.add("keywords", e.Type)
	p.add("keywords", e.Labels...)
	p.add("notes", "casegraph: "+e.ID)
	if e.Described {
		p.add("notes", "nameless: described in one report")
	}
	for _, d := range x.mentionedIn[e.ID] {
		p.add("proof", ID(d))
	}
	switch out.Schema {
	case "Address":
		p.add("full", e.Name)
		if slices.Contains(e.Labels, "City") {
			p.add("city", e.Name)
		}
		if slices.Contains(e.Labels, "Region") {
			p.add("region", e.Name)
		}
	case "Event":
		for _, id := range x.involved[e.ID] {
			p.add("involved", ID(id))
		}
	}
	return out
}

// weak reports whether an alias is worth little for finding whom it means: a
// person's single name, or an acronym.
func weak(e *graph.Entity, alias string) bool {
	if strings.ContainsRune(alias, ' ') {
		return false
	}
	letters := 0
	for _, r := range alias {
		if unicode.IsLower(r) {
			return e.Type == "Person"
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters <= 6 || e.Type == "Person"
}

// article returns a report.
func article(d *graph.Document) Entity {
	out := Entity{ID(d.ID), "Article", Properties{}}
	p := out.Properties
	p.add("title", d.Title)
	p.add("fileName", path.Base(d.URI))
	p.add("publisher", d.Publisher)
	p.add("publishedAt", d.Published.Date)
	p.add("language", d.Language)
	p.add("sourceUrl", d.URI)
	p.add("notes", "casegraph: "+d.ID, "path: "+d.URI)
	for _, u := range d.URIs {
		p.add("sourceUrl", u)
		p.add("notes", "path: "+u)
	}
	p.add("notes", "sha256: "+d.SHA256)
	if d.CopyOf != "" {
		p.add("notes", "near-copy of "+d.CopyOf)
	}
	return out
}
