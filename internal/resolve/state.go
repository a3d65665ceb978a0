package resolve

import (
	"cmp"
	"slices"

	"casegraph/internal/ner"
	"casegraph/internal/reading"
)

// statesOf finds the states of bodies and places of which only the report around them
// tells it: by what they are said to be part of or to lie in; and, of a body such as
// every state has, by the state that the report is about.
func statesOf(rd *reading.Reading, of []int, clusters []*Profile, r *Resolver) {
	told := map[int][]string{}
	for i := range rd.Claims {
		c := &rd.Claims[i]
		if c.Type != "PART_OF" && c.Type != "LOCATED_IN" || c.Negated {
			continue
		}
		inner, state := -1, ""
		for _, a := range c.Args {
			if a.Mention < 0 || a.Quantity != nil {
				continue
			}
			switch a.Role {
			case "part", "thing":
				inner = of[a.Mention]
			case "whole", "place":
				if p := clusters[of[a.Mention]]; p != nil {
					state = p.Country
				}
			}
		}
		if inner >= 0 && state != "" && !slices.Contains(told[inner], state) {
			told[inner] = append(told[inner], state)
		}
	}
	about := mainState(rd)
	for n, p := range clusters {
		if p == nil || p.Described || p.Known != "" || p.Country != "" || p.Type == ner.Person {
			continue
		}
		if len(told[n]) == 1 {
			p.Country = told[n][0]
		} else if len(told[n]) == 0 && class(p.Type) == "body" && !r.selfSame(p) {
			p.Country = about
		}
	}
}

// mainState is the state that a report is about: the only one that its places,
// peoples and known bodies are of, or one of which it speaks four times as often as
// of all others; "" where there is none.
func mainState(rd *reading.Reading) string {
	count := map[string]int{}
	for i := range rd.Mentions {
		m := &rd.Mentions[i]
		if m.Country != "" && m.Form == ner.Name && m.Type != ner.Person {
			count[m.Country]++
		}
	}
	states := make([]string, 0, len(count))
	all := 0
	for s, n := range count {
		states = append(states, s)
		all += n
	}
	if len(states) == 0 {
		return ""
	}
	slices.SortFunc(states, func(a, b string) int { return cmp.Or(count[b]-count[a], cmp.Compare(a, b)) })
	if top := count[states[0]]; top < 4*(all-top) || top < 2 && len(states) > 1 {
		return ""
	}
	return states[0]
}
