package resolve

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"casegraph/internal/coref"
	"casegraph/internal/ner"
)

// maxGroup bounds how many profiles of one key are compared with each other; of
// a larger group each is compared with this many that follow it in order of key.
const maxGroup = 200

// Resolve decides which profiles are one entity. It does not depend on the order
// of its arguments. Proposals in judged are a person's and win.
func Resolve(profiles []Profile, judged []Proposal) *Result {
	ps := slices.Clone(profiles)
	slices.SortFunc(ps, func(a, b Profile) int { return strings.Compare(a.Key, b.Key) })
	ps = slices.CompactFunc(ps, func(a, b Profile) bool { return a.Key == b.Key })
	at := map[string]int{}
	for i := range ps {
		at[ps[i].Key] = i
	}
	proposals := slices.Clone(judged)
	proposals = append(proposals, propose(ps)...)
	return assemble(ps, at, proposals)
}

// propose compares the profiles that meet under a key.
func propose(ps []Profile) []Proposal {
	groups := map[string][]int{}
	for i := range ps {
		if ps[i].Described {
			continue
		}
		for _, k := range keys(&ps[i]) {
			groups[k] = append(groups[k], i)
		}
	}
	names := make([]string, 0, len(groups))
	for k := range groups {
		names = append(names, k)
	}
	sort.Strings(names)
	seen := map[[2]int]bool{}
	var out []Proposal
	for _, k := range names {
		g := groups[k]
		for n, i := range g {
			for _, j := range g[n+1 : min(len(g), n+1+maxGroup)] {
				if seen[[2]int{i, j}] {
					continue
				}
				seen[[2]int{i, j}] = true
				v, reason, weight := Compare(&ps[i], &ps[j])
				if v != Unsure {
					out = append(out, Proposal{Left: ps[i].Key, Right: ps[j].Key, Verdict: v, Reason: reason, Weight: weight})
				}
			}
		}
	}
	return append(out, surnames(ps)...)
}

// class puts the types together that the same body may be given.
func class(typ string) string {
	switch typ {
	case ner.Agency, ner.Organization, ner.Unit:
		return "body"
	}
	return typ
}

// keys are the blocking keys of a profile: profiles without a common key are
// never compared.
func keys(p *Profile) []string {
	var out []string
	add := func(k string) {
		if !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	if p.Known != "" {
		add("known " + p.Known)
	}
	if isForce(p) {
		add("force " + p.Country)
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
	return out
}

func prefix(s string, n int) string { return s[:min(n, len(s))] }

// isForce says that a profile is the armed forces of a state as a whole.
func isForce(p *Profile) bool {
	if p.Country == "" || p.Type != ner.Unit {
		return false
	}
	if p.Known == Forces(p.Country) {
		return true
	}
	name := strings.ToLower(p.Name)
	return slices.Contains(p.Labels, "ArmedForce") && (strings.Contains(name, "armed forces") || strings.Contains(name, "defence force") || strings.Contains(name, "defense force") || strings.Contains(name, "people's army") || strings.Contains(name, "liberation army") && p.Country == "cn")
}

// generic says that many states have a body of this name.
func generic(p *Profile) bool {
	for _, l := range p.Labels {
		switch l {
		case "Ministry", "Parliament", "Court", "Police", "Government", "Prosecutor", "CentralBank", "ArmedForce", "Presidency", "Embassy":
			return true
		}
	}
	return false
}

// Compare judges two profiles.
func Compare(a, b *Profile) (Verdict, string, int) {
	if a.Described || b.Described || class(a.Type) != class(b.Type) {
		return Different, "another kind", 1000
	}
	if a.Known != "" && a.Known == b.Known {
		return Same, "the lists know both as " + a.Known, 990
	}
	if isForce(a) && isForce(b) && a.Country == b.Country {
		return Same, "the armed forces of one state", 900
	}
	if a.Known != "" && b.Known != "" {
		return Different, "the lists know two", 990
	}
	if a.Country != "" && b.Country != "" && a.Country != b.Country {
		return Different, "of two states", 900
	}
	switch a.Type {
	case ner.Person:
		best, reason, weight := Different, "other name", 0
		for _, x := range a.Spellings {
			for _, y := range b.Spellings {
				v, r, w := samePerson(x, y)
				if v == Same && (best != Same || w > weight) {
					best, reason, weight = v, r+": "+x+" = "+y, w
				} else if v == Unsure && best == Different {
					best, reason, weight = v, r, w
				}
			}
		}
		if best == Different {
			return Unsure, reason, 0 // another name is no proof of another person: aliases
		}
		return best, reason, weight
	case ner.Place, ner.Event:
		for _, x := range a.Spellings {
			for _, y := range b.Spellings {
				if coref.NameKey(x) == coref.NameKey(y) {
					return Same, "same name", 900
				}
			}
		}
		return Unsure, "other name", 0
	}
	if (generic(a) || generic(b)) && (a.Country == "" || b.Country == "") && a.Known == "" && b.Known == "" {
		return Unsure, "many states have such a body", 0
	}
	for _, x := range append(slices.Clone(a.Spellings), a.Short) {
		for _, y := range append(slices.Clone(b.Spellings), b.Short) {
			if x == "" || y == "" || bodyKey(x) != bodyKey(y) {
				continue
			}
			if coref.NameKey(x) == coref.NameKey(y) {
				if len(x) <= 5 && len(strings.Fields(x)) == 1 && !slices.Contains(a.Spellings, x) != !slices.Contains(b.Spellings, y) && a.Country != b.Country {
					return Unsure, "an acronym alone", 0
				}
				return Same, "same name", 920
			}
			return Same, "same words: " + x + " = " + y, 880
		}
	}
	return Unsure, "other name", 0
}

// surnames joins a profile that has one word of a person's name to the one full
// name in the corpus that has the word, where both are told with the same title.
func surnames(ps []Profile) []Proposal {
	full := map[string][]int{}
	for i := range ps {
		if ps[i].Type != ner.Person || ps[i].Described {
			continue
		}
		seen := map[string]bool{}
		for _, s := range ps[i].Spellings {
			if w := tokens(s); len(w) > 1 {
				for _, x := range []string{w[0], w[len(w)-1]} {
					if !seen[x] {
						seen[x] = true
						full[x] = append(full[x], i)
					}
				}
			}
		}
	}
	var out []Proposal
	for i := range ps {
		p := &ps[i]
		if p.Type != ner.Person || p.Described || len(p.Spellings) == 0 || len(p.Roles) == 0 {
			continue
		}
		one := true
		for _, s := range p.Spellings {
			one = one && len(tokens(s)) == 1
		}
		if !one {
			continue
		}
		names := map[string]bool{}
		var fit []int
		for _, j := range full[tokens(p.Spellings[0])[0]] {
			names[strings.Join(tokens(ps[j].Name), " ")] = true
			if slices.ContainsFunc(p.Roles, func(r string) bool { return slices.Contains(ps[j].Roles, r) }) {
				fit = append(fit, j)
			}
		}
		if len(names) != 1 {
			continue
		}
		for _, j := range fit {
			l, r := p.Key, ps[j].Key
			if l > r {
				l, r = r, l
			}
			out = append(out, Proposal{Left: l, Right: r, Verdict: Same, Reason: "the one " + ps[j].Name + ", with the same title", Weight: 800})
		}
	}
	return out
}

// assemble carries out proposals, the heaviest first and a person's before all,
// but none that would put two together of whom a "different" stands.
func assemble(ps []Profile, at map[string]int, proposals []Proposal) *Result {
	slices.SortStableFunc(proposals, func(a, b Proposal) int {
		return cmp.Or(judged(b)-judged(a), b.Weight-a.Weight, strings.Compare(a.Left, b.Left), strings.Compare(a.Right, b.Right), strings.Compare(a.Reason, b.Reason))
	})
	root := make([]int, len(ps))
	apart := make([]map[int]bool, len(ps)) // roots that must stay apart
	for i := range root {
		root[i] = i
		apart[i] = map[int]bool{}
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	type joined struct {
		i int
		p Proposal
	}
	var joins []joined
	for _, p := range proposals {
		i, ok1 := at[p.Left]
		j, ok2 := at[p.Right]
		if !ok1 || !ok2 {
			continue
		}
		a, b := find(i), find(j)
		switch p.Verdict {
		case Different:
			if a != b {
				apart[a][b], apart[b][a] = true, true
			}
		case Same:
			if a == b || apart[a][b] {
				continue
			}
			if a > b {
				a, b = b, a
			}
			root[b] = a
			for x := range apart[b] {
				apart[a][x] = true
				delete(apart[x], b)
				apart[x][a] = true
			}
			joins = append(joins, joined{i, p})
		}
	}
	members := map[int][]int{}
	for i := range ps {
		r := find(i)
		members[r] = append(members[r], i)
	}
	roots := make([]int, 0, len(members))
	for r := range members {
		roots = append(roots, r)
	}
	slices.Sort(roots)
	entities := make([]Entity, len(roots))
	for n, r := range roots {
		entities[n] = entity(ps, members[r])
	}
	identify(entities, ps, at)
	order := make([]int, len(entities))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(entities[a].ID, entities[b].ID) })
	res := &Result{Of: map[string]int{}}
	place := map[int]int{} // root → index in the result
	for n, o := range order {
		res.Entities = append(res.Entities, entities[o])
		place[roots[o]] = n
		for _, k := range entities[o].Profiles {
			res.Of[k] = n
		}
	}
	for _, j := range joins {
		res.Joins = append(res.Joins, Join{place[find(j.i)], j.p.Left, j.p.Right, j.p.Reason, j.p.Weight, j.p.Judgement})
	}
	slices.SortFunc(res.Joins, func(a, b Join) int {
		return cmp.Or(strings.Compare(a.Left, b.Left), strings.Compare(a.Right, b.Right), strings.Compare(a.Reason, b.Reason))
	})
	return res
}

func judged(p Proposal) int {
	if p.Judgement != "" {
		return 1
	}
	return 0
}

var folders = map[string]string{ner.Person: "person", ner.Agency: "agency", ner.Organization: "org", ner.Unit: "unit", ner.Place: "place", ner.Event: "event"}

// entity makes an entity of its profiles, its id yet without discriminator.
func entity(ps []Profile, members []int) Entity {
	var e Entity
	types := map[string]int{}
	known, name := "", ""
	for _, i := range members {
		p := &ps[i]
		e.Profiles = append(e.Profiles, p.Key)
		types[p.Type]++
		if p.Known != "" && !strings.HasPrefix(p.Known, "unit/forces.") && (known == "" || p.Known < known) {
			known, name = p.Known, p.Canon
		}
		for _, l := range p.Labels {
			if !slices.Contains(e.Labels, l) {
				e.Labels = append(e.Labels, l)
			}
		}
		if e.Country == "" || p.Country != "" && p.Country < e.Country {
			e.Country = p.Country
		}
		e.Described = e.Described || p.Described
	}
	slices.Sort(e.Labels)
	for _, t := range []string{ner.Person, ner.Agency, ner.Organization, ner.Unit, ner.Place, ner.Event} {
		if types[t] > types[e.Type] {
			e.Type = t
		}
	}
	if known == "" {
		for _, i := range members {
			if p := &ps[i]; len(p.Name) > len(name) || len(p.Name) == len(name) && p.Name < name {
				name = p.Name
			}
			if p := &ps[i]; p.Known != "" {
				known = p.Known
			}
		}
	}
	e.Name = name
	e.ID = known
	if known == "" {
		e.ID = folders[e.Type] + "/" + slug(name)
	}
	if e.Described {
		doc, n, _ := strings.Cut(ps[members[0]].Key, "#")
		e.ID = "described/" + slug(name) + "." + doc + "." + n
	}
	return e
}

// identify makes the ids unique, by country and then by the key of a profile,
// and lists the ids that the members alone would have had.
func identify(es []Entity, ps []Profile, at map[string]int) {
	count := map[string]int{}
	for i := range es {
		count[es[i].ID]++
	}
	for i := range es {
		if count[es[i].ID] > 1 && es[i].Country != "" && !strings.HasSuffix(es[i].ID, "."+es[i].Country) {
			es[i].ID += "." + es[i].Country
		}
	}
	clear(count)
	for i := range es {
		count[es[i].ID]++
	}
	for i := range es {
		if count[es[i].ID] > 1 {
			es[i].ID += "." + prefix(es[i].Profiles[0], 6)
		}
	}
	for i := range es {
		if es[i].Described {
			continue
		}
		for _, k := range es[i].Profiles {
			p := &ps[at[k]]
			for _, s := range append([]string{p.Name}, p.Spellings...) {
				id := folders[es[i].Type] + "/" + slug(s)
				if id != es[i].ID && slug(s) != "" && !slices.Contains(es[i].FormerIDs, id) {
					es[i].FormerIDs = append(es[i].FormerIDs, id)
				}
			}
		}
		slices.Sort(es[i].FormerIDs)
	}
}

// slug is a name as part of an id: lower-case letters and digits, parted by hyphens.
func slug(s string) string {
	var b strings.Builder
	dash := false
	for _, r := range plain(coref.NameKey(s)) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 0x7f {
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
			continue
		}
		dash = true
	}
	if b.Len() == 0 {
		return "unnamed"
	}
	return b.String()
}
