package resolve

import (
	"casegraph/internal/coref"
	"casegraph/internal/names"
	"casegraph/internal/ner"
	"slices"
	"strings"
)

type parsed struct {
	k []string
}

func (p parsed) keys() []string { return p.k }

func (r *Resolver) parse(p *Profile) parsed {
	var out []string
	add := func(k string) {
		if !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	for _, s := range p.Spellings {
		switch p.Type {
		case ner.Person:
			if f, g, ok := korean(s); ok {
				add("korean " + f + " " + syllables(g))
			}
			if w := tokens(s); len(w) > 1 {
				add("person " + prefix(loose(w[0]), 1) + " " + prefix(loose(w[len(w)-1]), 3))
				slices.Sort(w)
				add("words " + strings.Join(w, " "))
			}
		case ner.Place, ner.Event:
			add(p.Type + " " + coref.NameKey(s))
		default:
			add("body " + bodyKey(s))
		}
	}
	if p.Short != "" && class(p.Type) == "body" {
		add("body " + bodyKey(p.Short))
	}
	return parsed{out}
}

func (r *Resolver) like(a, b *Who) names.Likeness {
	best := names.Likeness{Verdict: Unsure, Reason: "other name"}
	for _, x := range a.Spellings {
		for _, y := range b.Spellings {
			var v Verdict
			var re string
			var w int
			switch a.Type {
			case ner.Person:
				v, re, w = samePerson(x, y)
			case ner.Place, ner.Event:
				v, re, w = Unsure, "other name", 0
				if coref.NameKey(x) == coref.NameKey(y) {
					v, re, w = Same, "same name", 900
				}
			default:
				v, re, w = Unsure, "other name", 0
				if bodyKey(x) == bodyKey(y) {
					v, re, w = Same, "same words", 900
				}
			}
			if v == Same && (best.Verdict != Same || w > best.Weight) {
				best = names.Likeness{Verdict: v, Reason: re + ": " + min(x, y) + " = " + max(x, y), Weight: w, Rarity: 2000}
			}
		}
	}
	return best
}
func prefix(s string, n int) string { return s[:min(n, len(s))] }
