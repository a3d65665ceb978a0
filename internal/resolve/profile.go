package resolve

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"casegraph/internal/coref"
	"casegraph/internal/ner"
	"casegraph/internal/reading"
	"casegraph/internal/text"
)

// Profiles describes the clusters of one reading. of[i] is the index of the
// profile that mention i belongs to, -1 for a cluster that is nobody to know: of
// pronouns alone, or of descriptions ("a man") of which no claim speaks. Profiles of nameless things belong to their
// document, but for the nameless forces of a state, which are one everywhere.
func Profiles(r *reading.Reading) (ps []Profile, of []int) {
	roots := coref.Clusters(len(r.Mentions), r.Links)
	index := map[int]int{}
	of = make([]int, len(r.Mentions))
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
	spoken := spokenOf(r)
	profileOf := make([]int, len(members))
	for n, ms := range members {
		profileOf[n] = len(ps)
		if !slices.ContainsFunc(ms, func(i int) bool { return r.Mentions[i].Form != ner.Pronoun }) {
			profileOf[n] = -1
			continue
		}
		p := profile(r, ms)
		if p.Described && !slices.ContainsFunc(ms, func(i int) bool { return spoken[i] }) {
			profileOf[n] = -1
			continue
		}
		if p.Described {
			p.Key = fmt.Sprintf("%s#%04d", r.Document.ID, n)
		} else {
			p.Key = key(&p)
		}
		ps = append(ps, p)
	}
	for i := range of {
		of[i] = profileOf[of[i]]
	}
	return ps, of
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

// key is a hash of all that a profile says, so that equal profiles of many
// documents are one.
func key(p *Profile) string {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %q %q %q %q %q", p.Type, p.Labels, p.Name, p.Country, p.Known, p.Short, p.Roles, p.Spellings)
	return hex.EncodeToString(h.Sum(nil))[:24]
}

func profile(r *reading.Reading, members []int) Profile {
	var p Profile
	types := map[string]int{}
	for _, i := range members {
		m := &r.Mentions[i]
		if m.Country != "" && p.Country == "" && m.Form != ner.Pronoun {
			p.Country = m.Country
		}
		if m.Form != ner.Name {
			continue
		}
		if m.Demonym {
			if p.Known == "" {
				p.Known, p.Canon = m.Known, m.Canon
			}
			types[m.Type]++
			continue
		}
		types[m.Type] += 2
		if !slices.Contains(p.Spellings, m.Text) {
			p.Spellings = append(p.Spellings, m.Text)
		}
		if m.Known != "" && (p.Known == "" || p.Spellings == nil) {
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
		if t := text.Fold(m.Title); t != "" && !slices.Contains(p.Roles, t) {
			p.Roles = append(p.Roles, t)
		}
	}
	slices.Sort(p.Spellings)
	slices.Sort(p.Roles)
	slices.Sort(p.Labels)
	if len(types) > 0 {
		for _, t := range []string{ner.Person, ner.Agency, ner.Organization, ner.Unit, ner.Place, ner.Event} {
			if types[t] > types[p.Type] {
				p.Type = t
			}
		}
		p.Name = p.Canon
		if p.Name == "" {
			p.Name = fullest(p.Spellings)
		}
		return p
	}
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
	return p
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
