package resolve

import (
	"casegraph/internal/gazetteer"
	"casegraph/internal/ner"
)

// A Match is what the resolver says of two names by themselves.
type Match struct {
	Verdict Verdict
	Reason  string
	Weight  int // in thousandths
}

// Match judges two names of one type, each with its state (ISO alpha-2, lower case)
// where that is known, as if each stood in a report that tells nothing else: by the
// same rules as join profiles. typ is one of the six. lists, which may be nil, are
// asked whom a body's or a place's name means, as the reader of reports asks them.
func (r *Resolver) Match(lists *gazetteer.Gazetteer, typ, left, leftCountry, right, rightCountry string) Match {
	v, reason, weight := r.Compare(r.Named(lists, typ, left, leftCountry), r.Named(lists, typ, right, rightCountry))
	return Match{v, reason, weight}
}

// Named is a name by itself, as Match judges it. It has no key.
func (r *Resolver) Named(lists *gazetteer.Gazetteer, typ, name, country string) *Who {
	p := &Profile{Type: typ, Name: name, Country: country, Spellings: []string{name}}
	if lists != nil && typ != ner.Person {
		if e, ok := only(lists.Lookup(name), typ, country); ok {
			p.Known, p.Canon = e.ID, e.Name
			if p.Country == "" {
				p.Country = e.Country
			}
		}
	}
	return r.Who(p)
}

// only gives the one entry of a class, and of a state where it is told, if there is
// but one.
func only(es []gazetteer.Entry, typ, country string) (one gazetteer.Entry, ok bool) {
	for _, e := range es {
		if e.Country == "" && (e.Type == ner.Agency || e.List == "parties") {
			continue // such a body of any state
		}
		if e.Demonym || class(e.Type) != class(typ) || country != "" && e.Country != "" && e.Country != country {
			continue
		}
		if ok && e.ID != one.ID {
			return one, false
		}
		one, ok = e, true
	}
	return one, ok
}
