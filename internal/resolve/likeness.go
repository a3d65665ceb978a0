package resolve

import (
	"slices"

	"casegraph/internal/bodies"
	"casegraph/internal/names"
	"casegraph/internal/ner"
)

// parsed holds the spellings of a profile, ready to be compared: of a person or of
// anything else.
type parsed struct {
	people []*names.Person
	bodies []bodies.Parsed
}

func (r *Resolver) parse(p *Profile) parsed {
	var out parsed
	spellings, short := p.Spellings, p.Short
	if p.Type != ner.Person {
		spellings, short = r.spelt(p)
	}
	for _, s := range spellings {
		if p.Type == ner.Person {
			out.people = append(out.people, r.person(names.Name{Text: s, Country: p.Country}))
		} else {
			out.bodies = append(out.bodies, r.parsedBodies.Get(bodies.Name{Text: s, Country: p.Country, Type: p.Type, Short: short}, r.bodies.Parse))
		}
	}
	return out
}

// spelt leaves the acronym of a body out of its spellings where one of them is in
// words, so that it only stands for them: two that share it and nothing else are two.
func (r *Resolver) spelt(p *Profile) (spellings []string, short string) {
	acronyms := 0
	short = p.Short
	for _, s := range p.Spellings {
		b := r.parsedBodies.Get(bodies.Name{Text: s, Country: p.Country, Type: p.Type}, r.bodies.Parse)
		if !b.IsAcronym() {
			spellings = append(spellings, s)
			continue
		}
		if acronyms++; acronyms == 1 {
			short = s
		}
	}
	if acronyms != 1 || len(spellings) == 0 {
		return p.Spellings, p.Short
	}
	return spellings, short
}

func (r *Resolver) person(n names.Name) *names.Person {
	return r.parsedPeople.Get(n, r.people.Person)
}

func (p *parsed) keys() []string {
	var out []string
	for _, x := range p.people {
		out = append(out, x.Keys()...)
	}
	for _, x := range p.bodies {
		out = append(out, x.Keys()...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// like judges the names of two profiles of one class: by the two spellings that are
// most alike. A contradiction between spellings counts where none are alike.
func (r *Resolver) like(a, b *Who) names.Likeness {
	best := names.Likeness{Verdict: Unsure, Reason: "other names"}
	first := true
	take := func(l names.Likeness) {
		if first || rank(l) > rank(best) {
			best, first = l, false
		}
	}
	for _, x := range a.parsed.people {
		for _, y := range b.parsed.people {
			take(r.people.Compare(x, y))
		}
	}
	for _, x := range a.parsed.bodies {
		for _, y := range b.parsed.bodies {
			take(bodies.Compare(x, y))
		}
	}
	return best
}

// rank orders likenesses: same before unsure before different, then by what they are
// worth.
func rank(l names.Likeness) int {
	switch l.Verdict {
	case Same:
		return 1_000_000 + l.Rarity*100 + l.Weight/10
	case Unsure:
		return 10_000 + l.Weight
	}
	return -l.Weight
}
