package resolve

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"casegraph/internal/coref"
	"casegraph/internal/judge"
	"casegraph/internal/names"
	"casegraph/internal/ner"
	"casegraph/internal/reading"
	"casegraph/internal/text"
)

// Pins are the mentions of a reading that judgements speak of. Their clusters are
// profiles of their own, so that what is said of them is said of no other report.
type Pins struct {
	Mentions []int    // sorted
	Apart    [][2]int // mentions that are two, though the report's links may make them one
}

// Profiles describes the clusters of one reading. of[i] is the index of the
// profile that mention i belongs to, -1 for a cluster that is nobody to know: of
// pronouns alone, or of descriptions ("a man") of which no claim speaks. Profiles
// of nameless things belong to their document, but for the nameless forces of a
// state, which are one everywhere.
func (r *Resolver) Profiles(rd *reading.Reading, pins Pins) (ps []Profile, of []int) {
	links := cut(rd, rd.Links, pins.Apart, true)
	roots := coref.Clusters(len(rd.Mentions), links)
	if apart := r.contradictions(rd, roots); len(apart) > 0 {
		roots = coref.Clusters(len(rd.Mentions), cut(rd, links, apart, false))
	}
	index := map[int]int{}
	of = make([]int, len(rd.Mentions))
	var members [][]int
	for i, root := range roots {
		n, ok := index[root]
		if !ok {
			n = len(members)
			index[root] = n
			members = append(members, nil)
		}
		members[n] = append(members[n], i)
		of[i] = n
	}
	spoken := spokenOf(rd)
	clusters := make([]*Profile, len(members))
	for n, ms := range members {
		if !slices.ContainsFunc(ms, func(i int) bool { return rd.Mentions[i].Form != ner.Pronoun }) {
			continue
		}
		p := profile(rd, ms)
		if p.Described && !slices.ContainsFunc(ms, func(i int) bool { return spoken[i] }) {
			continue
		}
		clusters[n] = &p
	}
	statesOf(rd, of, clusters, r)
	context := contextOf(rd, of, clusters)
	profileOf := make([]int, len(members))
	for n, ms := range members {
		profileOf[n] = -1
		p := clusters[n]
		if p == nil {
			continue
		}
		profileOf[n] = len(ps)
		own := fmt.Sprintf("%s#%06d", rd.Document.ID, rd.Mentions[ms[0]].Start)
		switch {
		case p.Described:
			p.Key = own
		default:
			pinned := slices.ContainsFunc(ms, func(i int) bool { _, ok := slices.BinarySearch(pins.Mentions, i); return ok })
			alone := false
			if p.Known == "" && !r.selfSame(p) {
				// Many bear the name: what else the report tells must say which one.
				if p.Type == ner.Person {
					p.Bodies = context.bodies[n]
				}
				if alone = !r.selfSame(p); alone {
					p.Near = context.near(n)
				}
			}
			p.Key = key(p)
			if pinned || alone {
				p.Key += "@" + own
			}
		}
		ps = append(ps, *p)
	}
	for i := range of {
		of[i] = profileOf[of[i]]
	}
	return ps, of
}

// Keys gives the key of the profile of each mention, "" of one without: of is what
// Profiles returned.
func Keys(ps []Profile, of []int) []string {
	out := make([]string, len(of))
	for i, n := range of {
		if n >= 0 {
			out[i] = ps[n].Key
		}
	}
	return out
}

// cut takes out links so that the mentions of each pair are in two clusters; where
// names is not set, none between two names: "also known as" links them on purpose.
func cut(r *reading.Reading, links []coref.Link, apart [][2]int, names bool) []coref.Link {
	for _, pair := range apart {
		for {
			at, named := bridge(r, links, min(pair[0], pair[1]), max(pair[0], pair[1]))
			if at < 0 || named && !names {
				break
			}
			links = slices.Delete(slices.Clone(links), at, at+1)
		}
	}
	return links
}

// contradictions finds in each cluster the full names of two persons: descriptions
// and titles may have linked them ("the officer"), but a name is a name.
func (r *Resolver) contradictions(rd *reading.Reading, roots []int) [][2]int {
	type full struct {
		at   int
		name *names.Person
	}
	seen := map[int][]full{}
	var out [][2]int
	for i := range rd.Mentions {
		m := &rd.Mentions[i]
		if m.Form != ner.Name || m.Type != ner.Person || !strings.ContainsAny(m.Text, " \n") {
			continue
		}
		root := roots[i]
		if slices.ContainsFunc(seen[root], func(f full) bool { return rd.Mentions[f.at].Text == m.Text }) {
			continue
		}
		x := full{i, r.person(names.Name{Text: m.Text, Country: m.Country})}
		for _, f := range seen[root] {
			if r.people.Compare(f.name, x.name).Verdict == Different {
				out = append(out, [2]int{f.at, i})
			}
		}
		seen[root] = append(seen[root], x)
	}
	return out
}

// bridge finds on the way from mention b to mention a, by the fewest links, the one
// that is to be cut: one to a description before one between names, of those the one
// nearest to a. named says that all on the way are between names. at is -1 where no
// way leads there.
func bridge(r *reading.Reading, links []coref.Link, a, b int) (at int, named bool) {
	n := len(r.Mentions)
	from := make([]int, n) // link by which the mention was reached, +1
	seen := make([]bool, n)
	row := []int{a}
	seen[a] = true
	for len(row) > 0 && !seen[b] {
		var next []int
		for _, m := range row {
			for i, l := range links {
				other := -1
				switch m {
				case l.Left:
					other = l.Right
				case l.Right:
					other = l.Left
				}
				if other >= 0 && !seen[other] {
					seen[other] = true
					from[other] = i + 1
					next = append(next, other)
				}
			}
		}
		row = next
	}
	if !seen[b] || a == b {
		return -1, false
	}
	at, named = -1, true
	for m := b; m != a; {
		i := from[m] - 1
		l := links[i]
		m = l.Left + l.Right - m
		both := r.Mentions[l.Left].Form == ner.Name && r.Mentions[l.Right].Form == ner.Name
		if !both || named {
			at = i // the last such one is the nearest to a
		}
		named = named && both
	}
	return at, named
}

// spokenOf tells which mentions fill a role or speak in a claim.
func spokenOf(r *reading.Reading) map[int]bool {
	spoken := map[int]bool{}
	for i := range r.Claims {
		for _, a := range r.Claims[i].Args {
			spoken[a.Mention] = true
		}
		for _, h := range r.Claims[i].Sources {
			for _, s := range h {
				spoken[s.Mention] = true
			}
		}
	}
	return spoken
}

// A context is what a report tells of its clusters besides their names.
type context struct {
	bodies map[int][]string // bodies that a cluster has a post in
	names  []string         // of each cluster, "" of one that tells nothing: a state, a description
}

// maxNear bounds how many other names of its report a profile keeps.
const maxNear = 24

func contextOf(rd *reading.Reading, of []int, clusters []*Profile) context {
	c := context{bodies: map[int][]string{}, names: make([]string, len(clusters))}
	for n, p := range clusters {
		if p == nil || p.Described || slices.Contains(p.Labels, "Country") {
			continue
		}
		c.names[n] = p.Known
		if p.Known == "" {
			c.names[n] = class(p.Type) + " " + coref.NameKey(p.Name)
		}
	}
	for i := range rd.Claims {
		person, body := -1, ""
		for _, a := range rd.Claims[i].Args {
			if a.Mention < 0 || a.Quantity != nil {
				continue
			}
			switch a.Role {
			case "person":
				person = of[a.Mention]
			case "body":
				body = c.names[of[a.Mention]]
			}
		}
		if person >= 0 && body != "" && !slices.Contains(c.bodies[person], body) {
			c.bodies[person] = append(c.bodies[person], body)
			slices.Sort(c.bodies[person])
		}
	}
	return c
}

// near lists the names of the other clusters, the first maxNear of the report.
func (c context) near(of int) []string {
	var out []string
	for n, s := range c.names {
		if n != of && s != "" && !slices.Contains(out, s) && len(out) < maxNear {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return out
}

// key identifies all that a profile says, so that equal profiles of many documents
// are one; it begins with the name, so that like names stand together.
func key(p *Profile) string {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %q %q %q %q %q %q %q", p.Type, p.Labels, p.Name, p.Country, p.Known, p.Short, p.Roles, p.Bodies, p.Near, p.Spellings)
	return class(p.Type) + "/" + slug(p.Name) + "/" + hex.EncodeToString(h.Sum(nil))[:16]
}

// class puts the types together that the same body may be given.
func class(typ string) string {
	switch typ {
	case ner.Agency, ner.Organization, ner.Unit:
		return "body"
	}
	return strings.ToLower(typ)
}

// maxRoles bounds how many titles a profile keeps: a report that heaps titles on
// somebody tells no more of who it is.
const maxRoles = 3

var types = []string{ner.Person, ner.Agency, ner.Organization, ner.Unit, ner.Place, ner.Event}

func profile(r *reading.Reading, members []int) Profile {
	var p Profile
	votes := map[string]int{}
	described := "" // state of a description of it
	for _, i := range members {
		m := &r.Mentions[i]
		if m.Form != ner.Name {
			if m.Country != "" && described == "" && m.Form == ner.Nominal {
				described = m.Country
			}
			continue
		}
		if m.Country != "" && p.Country == "" {
			p.Country = m.Country
		}
		if m.Demonym {
			if p.Known == "" {
				p.Known, p.Canon = m.Known, m.Canon
			}
			votes[m.Type]++
			continue
		}
		votes[m.Type] += 2
		if s := strings.Join(strings.Fields(m.Text), " "); !slices.Contains(p.Spellings, s) {
			p.Spellings = append(p.Spellings, s)
		}
		if m.Known != "" && p.Known == "" {
			p.Known, p.Canon = m.Known, m.Canon
		}
		for _, l := range m.Labels {
			if !slices.Contains(p.Labels, l) {
				p.Labels = append(p.Labels, l)
			}
		}
		if m.Short != "" && p.Short == "" {
			p.Short = m.Short
		}
		if t := text.Fold(m.Title); t != "" && !slices.Contains(p.Roles, t) && len(p.Roles) < maxRoles {
			p.Roles = append(p.Roles, t)
		}
	}
	slices.Sort(p.Spellings)
	slices.Sort(p.Roles)
	slices.Sort(p.Labels)
	if len(votes) == 0 {
		p.Country = described
		describe(&p, r, members)
		return p
	}
	for _, t := range types {
		if votes[t] > votes[p.Type] {
			p.Type = t
		}
	}
	if p.Country == "" && p.Type != ner.Place {
		p.Country = described // "the Russian town" may be another one than that named before
	}
	if p.Type == ner.Person {
		full := slices.DeleteFunc(slices.Clone(p.Spellings), func(s string) bool { return !strings.Contains(s, " ") })
		if len(full) > 0 {
			p.Spellings = fuller(full) // "Lee" beside "Lee Jae-in" tells nothing more
		} else if p.Known != "" {
			p.Spellings = nil
		}
	}
	if p.Known != "" {
		// The lists say who it is; what else a report tells makes no further profile.
		p.Name, p.Roles, p.Short = p.Canon, nil, ""
		if !slices.Contains(p.Spellings, p.Canon) {
			p.Spellings = append(p.Spellings, p.Canon)
			slices.Sort(p.Spellings)
		}
		return p
	}
	p.Name = fullest(p.Spellings)
	return p
}

// fuller takes out the spellings of which another one has all the words: what is left
// out of a name tells nothing more, and would fit others.
func fuller(spellings []string) []string {
	words := make([][]string, len(spellings))
	for i, s := range spellings {
		words[i] = strings.Fields(coref.NameKey(s))
	}
	var out []string
	for i, s := range spellings {
		part := false
		for j := range spellings {
			if len(words[j]) > len(words[i]) && !slices.ContainsFunc(words[i], func(w string) bool { return !slices.Contains(words[j], w) }) {
				part = true
			}
		}
		if !part {
			out = append(out, s)
		}
	}
	return out
}

// describe fills the profile of a cluster without a name.
func describe(p *Profile, r *reading.Reading, members []int) {
	p.Described = true
	for _, i := range members {
		m := &r.Mentions[i]
		if m.Form != ner.Nominal {
			continue
		}
		if p.Name == "" || len(m.Text) > len(p.Name) {
			p.Name, p.Type = m.Text, m.Type
		}
		if m.Class == "military" && m.Country != "" && m.Head != "prisoner of war" {
			p.Described = false
			p.Known, p.Type, p.Labels = Forces(m.Country), ner.Unit, []string{"ArmedForce"}
			p.Canon = stateWords(r, m) + " forces"
			p.Name = p.Canon
		}
	}
	if p.Type == "" {
		m := &r.Mentions[members[0]]
		p.Type, p.Name = m.Type, m.Text
	}
}

// Forces is the identity of the nameless forces of a state: its soldiers, troops
// and military wherever they are spoken of.
func Forces(country string) string { return "unit/forces." + country }

// stateWords are the words that name the state in a description.
func stateWords(r *reading.Reading, m *ner.Mention) string {
	if m.State >= 0 && m.State < len(r.Mentions) {
		return r.Mentions[m.State].Text
	}
	return strings.ToUpper(m.Country)
}

// fullest is the longest spelling, the least of several.
func fullest(spellings []string) string {
	best := ""
	for _, s := range spellings {
		if len(s) > len(best) {
			best = s
		}
	}
	return best
}

// Judged turns a judgement of two names into a proposal between two profiles.
func Judged(j *judge.Judgement, left, right string) Proposal {
	if left > right {
		left, right = right, left
	}
	p := Proposal{Left: left, Right: right, Verdict: Same, Weight: 1000, Judgement: j.ID, Reason: "a person's judgement: " + j.Reason}
	if j.Kind == judge.Different {
		p.Verdict = Different
	}
	return p
}
