package resolve

import (
	"strings"

	"casegraph/internal/coref"
	"casegraph/internal/ner"
	"casegraph/internal/reading"
)

// Profiles returns the profiles of a document's clusters, and for each mention
// the index of its profile, -1 for a cluster that has none: pronouns alone.
func Profiles(r *reading.Reading) (ps []Profile, of []int) {
	of = make([]int, len(r.Mentions))
	at := map[int]int{}
	for i, c := range coref.Clusters(len(r.Mentions), r.Links) {
		m := &r.Mentions[i]
		k, ok := at[c]
		if !ok {
			if m.Form == ner.Pronoun {
				of[i] = -1
				continue
			}
			k = len(ps)
			at[c] = k
			ps = append(ps, Profile{Type: m.Type, Labels: m.Labels, Name: m.Text, Country: m.Country, Described: m.Form != ner.Name, Short: m.Short})
		}
		of[i] = k
		p := &ps[k]
		if m.Known != "" && p.Known == "" {
			p.Known, p.Canon = m.Known, m.Canon
		}
		if m.Form == ner.Name && (p.Described || len(m.Text) > len(p.Name)) {
			p.Name, p.Type, p.Labels, p.Described = m.Text, m.Type, m.Labels, false
		}
	}
	for i := range ps {
		p := &ps[i]
		switch {
		case p.Known != "":
			p.Key = p.Known
		case p.Described:
			p.Key = strings.Join([]string{"described", r.Document.ID, p.Type, strings.ToLower(p.Name)}, "\x00")
		default:
			p.Key = strings.Join([]string{p.Type, strings.ToLower(p.Name), p.Country}, "\x00")
		}
	}
	return ps, of
}
