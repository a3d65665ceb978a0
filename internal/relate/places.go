package relate

import (
	"slices"
	"strings"

	"casegraph/internal/clause"
	"casegraph/internal/ner"
	"casegraph/internal/syntax"
	"casegraph/internal/text"
)

// located reads which place lies in which: "Kukawa, in Nigeria's Borno State",
// "Juba and Aweil, South Sudan", "the Aberdeenshire town of Stonehaven", "US-based X".
func (f *field) located() []Claim {
	var out []Claim
	add := func(thing, place int, trigger Span, path string) {
		if thing < 0 || place < 0 || f.e.cluster(thing) == f.e.cluster(place) {
			return
		}
		t, p := &f.e.mentions[thing], &f.e.mentions[place]
		c := Claim{
			Type: "LOCATED_IN", Sentence: f.s.Index, Stance: Asserted, Rule: "places#" + path, Trigger: trigger,
			Args: []Arg{{Role: "thing", Mention: thing, Start: t.Start, End: t.End, Path: path}, {Role: "place", Mention: place, Start: p.Start, End: p.End, Path: path}},
		}
		if f.e.absurd(&c) || slices.ContainsFunc(out, func(o Claim) bool {
			return f.e.cluster(o.Args[0].Mention) == f.e.cluster(thing) && f.e.cluster(o.Args[1].Mention) == f.e.cluster(place)
		}) {
			return
		}
		out = append(out, c)
	}
	for _, k := range f.here {
		m := &f.e.mentions[k]
		if !f.isPlace(k) {
			continue
		}
		h := f.c.HeadOf(m.First, m.Limit)
		if h < 0 {
			continue
		}
		// "X in Y", "X of Y": every place joined to X lies in Y.
		for _, p := range []string{"in", "of", "inside", "within"} {
			for _, x := range f.c.Fill(h, clause.Noun, p) {
				if inner := f.placeAt(x.Word); inner >= 0 {
					for _, thing := range f.joinedPlaces(k) {
						add(thing, inner, f.span(x.Word, x.Word+1), p)
					}
				}
			}
		}
		// "X, a city in Y", "X, the capital of Y", "X, its northernmost province".
		for _, ch := range f.c.Children(h) {
			i := int(ch)
			if f.c.Label(i) != syntax.Appos || i < h || f.placeAt(i) >= 0 || !f.kindOfPlace(f.c.Low(i)) {
				continue
			}
			for _, slot := range []string{"of", "in", "on", "poss"} {
				for _, x := range f.c.Fill(i, clause.Noun, slot) {
					inner := f.placeAt(x.Word)
					if inner < 0 && slot == "poss" {
						if q, ok := f.party(x.Word, []string{"Actor"}, false, 0); ok {
							inner = q
						}
					}
					if inner < 0 { // "a city on the island of Y"
						for _, y := range f.c.Fill(x.Word, clause.Noun, "of") {
							inner = f.placeAt(y.Word)
						}
					}
					add(k, inner, f.span(i, i+1), "apposition")
				}
			}
		}
		// "Y's X", "the Y town of X", "northern Y's X".
		at := m.First
		tokens := f.s.Tokens
		for at > 0 && m.First-at < 2 && f.modifier(at-1) {
			at--
		}
		if at > 1 && tokens[at-1].Lower == "'s" {
			if owner := f.stateEnding(at - 1); owner >= 0 {
				add(k, owner, Span{tokens[at-1].Start, tokens[at-1].End}, "possessor")
			}
		}
		if m.First > 2 && tokens[m.First-1].Lower == "of" && f.kindOfPlace(tokens[m.First-2].Lower) {
			// "Havana's poor neighbourhoods of X and Y", "the Aberdeenshire town of X"
			kind := m.First - 2
			for kind > 0 && m.First-kind < 5 && f.modifier(kind-1) && f.stateEnding(kind) < 0 {
				kind--
			}
			if kind > 0 && tokens[kind-1].Lower == "'s" {
				kind--
			}
			if owner := f.stateEnding(kind); owner >= 0 {
				for _, thing := range f.joinedBehind(k) {
					if kind > 0 && tokens[kind].Lower != "'s" && partOfTown(tokens[m.First-2].Lower) { // "the Moabit district of Berlin"
						add(owner, thing, Span{tokens[m.First-2].Start, tokens[m.First-2].End}, "kind of place")
						continue
					}
					add(thing, owner, Span{tokens[m.First-2].Start, tokens[m.First-2].End}, "kind of place")
				}
			}
		}
		// "in Kukawa, in Borno State", "near Paletwa, in Myanmar's Chin State".
		if m.Limit+2 < len(tokens) && tokens[m.Limit].Text == "," && (tokens[m.Limit+1].Lower == "in" || tokens[m.Limit+1].Lower == "inside") {
			for at := m.Limit + 2; at < min(len(tokens), m.Limit+8); at++ {
				if w := f.placeBeginning(at); w >= 0 {
					if end := f.e.mentions[w].Limit; end < len(tokens) && tokens[end].Lower == "'s" {
						continue // the owner of the place that follows
					}
					if f.wider(m, &f.e.mentions[w]) {
						add(k, w, Span{tokens[m.Limit+1].Start, tokens[m.Limit+1].End}, "in")
					}
					break
				}
				if tokens[at].Class == text.Mark && tokens[at].Lower != "'s" {
					break
				}
			}
		}
		if m.First > 1 && f.kindOfPlace(tokens[m.First-1].Lower) { // "Afghanistan's capital X"
			kind := m.First - 1
			if kind > 0 && tokens[kind-1].Lower == "'s" {
				kind--
			}
			if owner := f.stateEnding(kind); owner >= 0 {
				add(k, owner, Span{tokens[m.First-1].Start, tokens[m.First-1].End}, "kind of place")
			}
		}
		// "X in northern Y", "the X region of Y".
		behind := m.Limit
		if behind < len(tokens) && f.kindOfPlace(tokens[behind].Lower) {
			behind++
		}
		if behind+1 < len(tokens) && (tokens[behind].Lower == "in" || tokens[behind].Lower == "of") {
			for at := behind + 1; at < min(len(tokens), behind+4); at++ {
				if w := f.placeBeginning(at); w >= 0 {
					if end := f.e.mentions[w].Limit; end >= len(tokens) || tokens[end].Lower != "'s" {
						for _, thing := range f.joinedPlaces(k) {
							add(thing, w, Span{tokens[behind].Start, tokens[behind].End}, tokens[behind].Lower)
						}
					}
					break
				}
				if tokens[at].Class != text.Lower {
					break
				}
			}
		}
	}
	// "a company based in X", "X-based Y", "Halcyon Trade of Cyprus".
	for _, k := range f.here {
		m := &f.e.mentions[k]
		if m.Form != ner.Name || m.Demonym || m.Type != ner.Organization && m.Type != ner.Agency {
			continue
		}
		h := f.c.HeadOf(m.First, m.Limit)
		if h < 0 {
			continue
		}
		for _, n := range append([]int32{int32(h)}, f.c.Children(h)...) {
			i := int(n)
			if i != h && (f.c.Label(i) != syntax.Appos && f.c.Label(i) != syntax.Acl) {
				continue
			}
			var nodes []int
			if i == h || f.c.Label(i) == syntax.Appos {
				nodes = append(nodes, i)
			}
			for _, g := range append([]int32{n}, f.c.Children(i)...) {
				if low := f.c.Low(int(g)); low == "based" || low == "headquartered" || low == "located" || low == "registered" {
					nodes = append(nodes, int(g))
				}
			}
			for _, w := range nodes {
				kind := clause.Noun
				if f.c.Verbal(w) {
					kind = clause.Verb
				}
				for _, p := range []string{"in", "of"} {
					if p == "of" && (i != h || m.Type != ner.Organization || slices.Contains(m.Labels, "InternationalOrganization")) {
						continue
					}
					if p == "in" && i == h && w == h && m.Type == ner.Agency && !slices.Contains(m.Labels, "Embassy") {
						continue
					}
					if p == "in" && i != h && w == i && !seated(f.c.Low(i)) {
						continue // "the force in Lebanon" has its seat elsewhere
					}
					for _, x := range f.c.Fill(w, kind, p) {
						add(k, f.placeAt(x.Word), f.span(x.Word, x.Word+1), "seat")
					}
				}
			}
		}
		tokens := f.s.Tokens
		if m.First > 0 && strings.HasSuffix(tokens[m.First-1].Lower, "-based") {
			for _, w := range f.here {
				if x := &f.e.mentions[w]; x.Type == ner.Place && x.Start == tokens[m.First-1].Start {
					add(k, w, Span{tokens[m.First-1].Start, tokens[m.First-1].End}, "seat")
				}
			}
		}
	}
	return append(out, f.commaPlaces()...)
}

// partOfTown says that a kind of place lies inside of what stands behind its "of".
func partOfTown(low string) bool {
	switch low {
	case "district", "area", "neighbourhood", "neighborhood", "quarter", "suburb", "part", "region", "township", "borough", "ward", "section", "side", "outskirts", "county", "province":
		return true
	}
	return false
}

// commaPlaces reads "Shadadah, Hasakah, Syria": each place lies in the next,
// unless they are a list.
func (f *field) commaPlaces() []Claim {
	var out []Claim
	tokens := f.s.Tokens
	limit := text.Dateline(tokens)
	for _, k := range f.here {
		m := &f.e.mentions[k]
		if !f.isPlace(k) || m.Limit < limit || m.Limit+1 >= len(tokens) || tokens[m.Limit].Text != "," {
			continue
		}
		place := -1
		for _, w := range f.here {
			if x := &f.e.mentions[w]; f.isPlace(w) && x.First == m.Limit+1 && (place < 0 || x.Limit > f.e.mentions[place].Limit) {
				place = w
			}
		}
		if place < 0 {
			continue
		}
		p := &f.e.mentions[place]
		// "A, B and C" lists; "A, B, said" does not. "A, B's" neither.
		if p.Limit < len(tokens) {
			switch tokens[p.Limit].Lower {
			case "and", "or", "'s", "'":
				if f.isListed(m, p) {
					continue
				}
				if tokens[p.Limit].Lower == "'s" {
					continue
				}
			}
		}
		if f.wide(m) || !f.wider(m, p) && !f.address(m, p) || !f.wide(p) && f.enumerated(p) {
			continue
		}
		// "In Ankara, Russia and ... agree": a state that acts is no part of the address.
		if h := f.c.HeadOf(p.First, p.Limit); h >= 0 && f.c.Label(h) == syntax.Nsubj && m.First > 0 && f.c.Case(f.c.HeadOf(m.First, m.Limit)) != "" {
			continue
		}
		for _, thing := range f.joinedPlaces(k) {
			t := &f.e.mentions[thing]
			c := Claim{
				Type: "LOCATED_IN", Sentence: f.s.Index, Stance: Asserted, Rule: "places#comma", Trigger: Span{tokens[m.Limit].Start, tokens[m.Limit].End},
				Args: []Arg{{Role: "thing", Mention: thing, Start: t.Start, End: t.End, Path: "comma"}, {Role: "place", Mention: place, Start: p.Start, End: p.End, Path: "comma"}},
			}
			if !f.e.absurd(&c) && f.e.cluster(thing) != f.e.cluster(place) {
				out = append(out, c)
			}
		}
	}
	return out
}

// address says that two places that no list ranks are written as an address: "in
// the city of Shadadah, Hasakah,".
func (f *field) address(a, b *ner.Mention) bool {
	tokens := f.s.Tokens
	if slices.Contains(a.Labels, "Region") || a.First == 0 || b.Limit < len(tokens) && tokens[b.Limit].Class != text.Mark {
		return false
	}
	switch tokens[a.First-1].Lower {
	case "in", "of", "near", "at", "outside", "downtown":
		return true
	}
	return false
}

// enumerated says that a place stands in a list that goes on and ends with "and": "A,
// B, C, and D".
func (f *field) enumerated(m *ner.Mention) bool {
	tokens := f.s.Tokens
	at, commas := m.Limit, 0
	for range 12 {
		for at < len(tokens) && tokens[at].Text == "," {
			at++
			commas++
		}
		joined := at < len(tokens) && (tokens[at].Lower == "and" || tokens[at].Lower == "or")
		if joined {
			at++
		}
		if at == m.Limit {
			return false
		}
		next := -1
		for _, k := range f.here {
			if x := &f.e.mentions[k]; f.isPlace(k) && x.First == at {
				next = max(next, x.Limit)
			}
		}
		if next < 0 {
			return false
		}
		if joined {
			return commas > 0
		}
		at = next
	}
	return false
}

// isListed says that two places stand in one list: of equal rank.
func (f *field) isListed(a, b *ner.Mention) bool { return !f.wider(a, b) }

// wide says that a place is a state or continent, which lies in no other here.
func (f *field) wide(m *ner.Mention) bool {
	return slices.Contains(m.Labels, "Country") || slices.Contains(m.Labels, "Continent")
}

// wider says that place b can hold place a.
func (f *field) wider(a, b *ner.Mention) bool {
	if slices.Contains(b.Labels, "Country") {
		return !f.wide(a)
	}
	if slices.Contains(b.Labels, "Region") {
		return !f.wide(a)
	}
	// Two that no list ranks: "Palma, Cabo Delgado".
	return !f.wide(a) && !slices.Contains(b.Labels, "City") && !slices.Contains(a.Labels, "Region")
}

func (f *field) isPlace(k int) bool {
	m := &f.e.mentions[k]
	return m.Form == ner.Name && m.Type == ner.Place && !m.Demonym
}

// placeAt is the named place whose head is word n.
func (f *field) placeAt(n int) int {
	for _, k := range f.about.at(n) {
		if f.isPlace(k) {
			return k
		}
	}
	return -1
}

// placeOf is the named place of a phrase: of its head, or that its head only tells
// the kind of ("the Borno region", "the village of Goz Beida").
func (f *field) placeOf(n int) int {
	if k := f.placeAt(n); k >= 0 || !f.kindOfPlace(f.c.Low(n)) {
		return k
	}
	for _, slot := range []string{"mod", "of"} {
		for _, x := range f.c.Fill(n, clause.Noun, slot) {
			if k := f.placeAt(x.Word); k >= 0 {
				return k
			}
		}
	}
	return -1
}

// stateEnding is the place that ends before a token, words like "northern"
// passed over.
func (f *field) stateEnding(limit int) int {
	for _, k := range f.here {
		if m := &f.e.mentions[k]; m.Limit == limit && m.Form == ner.Name && m.Type == ner.Place {
			return k
		}
	}
	return -1
}

// joinedPlaces are a place and those joined to it before it: "Juba and Aweil".
func (f *field) joinedPlaces(k int) []int {
	out := []int{k}
	tokens := f.s.Tokens
	at := f.e.mentions[k].First
	for at > 0 && (tokens[at-1].Lower == "and" || tokens[at-1].Text == "," && len(out) > 1) {
		before := -1
		for _, w := range f.here {
			if x := &f.e.mentions[w]; x.Limit == at-1 && f.isPlace(w) && !f.wide(x) {
				before = w
			}
		}
		if before < 0 {
			break
		}
		out = append(out, before)
		at = f.e.mentions[before].First
	}
	return out
}

// placeBeginning is the named place that begins at a token, -1 for none.
func (f *field) placeBeginning(token int) int {
	for _, k := range f.here {
		if f.isPlace(k) && f.e.mentions[k].First == token {
			return k
		}
	}
	return -1
}

// joinedBehind are a place and those joined to it behind: "of X and Y".
func (f *field) joinedBehind(k int) []int {
	out := []int{k}
	tokens := f.s.Tokens
	for at := f.e.mentions[k].Limit; at+1 < len(tokens) && (tokens[at].Lower == "and" || tokens[at].Text == ","); {
		next := f.placeBeginning(at + 1)
		if next < 0 {
			break
		}
		out = append(out, next)
		at = f.e.mentions[next].Limit
	}
	return out
}

// kindOfPlace says that a noun is one for places: "town", "province".
func (f *field) kindOfPlace(low string) bool {
	return f.e.x.places.Has(low) || f.e.x.places.Has(singular(low))
}

// seated says that a noun is for a body that lies where it is said to be.
func seated(low string) bool {
	switch low {
	case "company", "firm", "bank", "factory", "plant", "refinery", "shipbuilder", "manufacturer", "trader", "dealer", "broker", "university", "institute", "centre", "center", "hospital", "school", "embassy", "court", "newspaper", "foundation", "charity", "think-tank", "tank", "ngo", "shipyard", "airline", "port", "museum", "mosque", "church", "consultancy", "supplier", "distributor":
		return true
	}
	return false
}
