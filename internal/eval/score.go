package eval

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"casegraph/internal/graph"
)

// Types are the six types whose mentions are scored.
var Types = []string{"Person", "Agency", "Organization", "Unit", "Place", "Event"}

// Records are what the program said of some documents.
type Records struct {
	Documents []graph.Document
	Mentions  []graph.Mention
	Claims    []graph.Claim
}

// A Tally counts what was right, too much and missed.
type Tally struct{ Right, Extra, Missed int }

func (t *Tally) add(u Tally) {
	t.Right += u.Right
	t.Extra += u.Extra
	t.Missed += u.Missed
}

// PRF returns precision, recall and their harmonic mean, 0 where undefined.
func (t Tally) PRF() (p, r, f float64) {
	if t.Right == 0 {
		return 0, 0, 0
	}
	p = float64(t.Right) / float64(t.Right+t.Extra)
	r = float64(t.Right) / float64(t.Right+t.Missed)
	return p, r, 2 * p * r / (p + r)
}

// A Share is how many of a number are right.
type Share struct{ Right, All int }

func (s *Share) count(is, right bool) {
	if is {
		s.All++
		if right {
			s.Right++
		}
	}
}

// A Report is the score of records against answers.
type Report struct {
	Documents []string
	Mentions  map[string]Tally // by type of the answer
	B3        [3]float64       // precision, recall, F1 of entities
	Wrong     []string         // entities that join what the answers keep apart
	Claims    map[string]Tally // by type
	Full      Tally            // with every number, place, stance, negation and the whole chain
	Sourced   Share            // right claims that have a source: whole chain right
	Two       Share            // ... two or more sources
	Marked    Share            // right claims that are not plainly asserted: stance right
	Errors    []string
	Pairs     []Pair
}

// A Pair is an answer with the claim that is right by it. Gold is nil for a claim
// that is too much, Claim for an answer that was missed.
type Pair struct {
	Document string
	Gold     *GoldClaim
	Index    int // of the answer among those of its document, -1 for none
	Claim    *graph.Claim
	Chain    bool // the whole chain of sources is right too
}

// AllMentions sums over the types.
func (r *Report) AllMentions() (t Tally) {
	for _, u := range r.Mentions {
		t.add(u)
	}
	return t
}

// AllClaims sums over the types.
func (r *Report) AllClaims() (t Tally) {
	for _, u := range r.Claims {
		t.add(u)
	}
	return t
}

// Events sums over the types but posts, parts and places.
func (r *Report) Events() (t Tally) {
	for typ, u := range r.Claims {
		if !posts[typ] {
			t.add(u)
		}
	}
	return t
}

// Score compares the documents that both sides know, matched by the last part
// of their uri.
func Score(rec Records, gold *Gold) (*Report, error) {
	s := scorer{gold: gold, name: map[string]string{}, mentions: map[string]graph.Mention{}, byDoc: map[string][]graph.Mention{}}
	seen := map[string]bool{}
	for _, d := range rec.Documents {
		name := path.Base(d.URI)
		if seen[name] {
			return nil, fmt.Errorf("score: two documents are named %s", name)
		}
		seen[name] = true
		s.name[d.ID] = name
		if _, ok := gold.Mentions[name]; ok {
			s.docs = append(s.docs, name)
		}
	}
	if len(s.docs) == 0 {
		return nil, fmt.Errorf("score: no document of the records has answers")
	}
	slices.Sort(s.docs)
	for _, m := range rec.Mentions {
		s.mentions[m.ID] = m
		s.byDoc[s.name[m.Document]] = append(s.byDoc[s.name[m.Document]], m)
	}
	s.report = &Report{Documents: s.docs, Mentions: map[string]Tally{}, Claims: map[string]Tally{}}
	for _, doc := range s.docs {
		s.scoreMentions(doc)
	}
	s.matchEntities()
	claims := map[string][]graph.Claim{}
	for _, c := range rec.Claims {
		if _, ok := mainRoles[c.Type]; ok { // further types count neither way
			claims[s.name[c.Document]] = append(claims[s.name[c.Document]], c)
		}
	}
	for _, doc := range s.docs {
		s.scoreClaims(doc, claims[doc])
	}
	return s.report, nil
}

type scorer struct {
	gold      *Gold
	name      map[string]string // document id → name
	docs      []string
	mentions  map[string]graph.Mention
	byDoc     map[string][]graph.Mention
	standsFor map[string]string // entity → the gold entity that most of its mentions are
	report    *Report
}

func (s *scorer) errorf(format string, args ...any) {
	s.report.Errors = append(s.report.Errors, fmt.Sprintf(format, args...))
}

func (s *scorer) scoreMentions(doc string) {
	gold := s.gold.Mentions[doc]
	core, alt, optional := map[Span]*GoldMention{}, map[Span]*GoldMention{}, map[Span]bool{}
	for i := range gold {
		m := &gold[i]
		if !m.Core {
			optional[m.span()] = true
			continue
		}
		core[m.span()] = m
		for _, a := range m.Alt {
			alt[Span(a)] = m
		}
	}
	found := map[*GoldMention]bool{}
	count := func(typ string, t Tally) {
		sum := s.report.Mentions[typ]
		sum.add(t)
		s.report.Mentions[typ] = sum
	}
	for _, m := range s.byDoc[doc] {
		if m.Form != "name" || !slices.Contains(Types, m.Type) {
			continue
		}
		span := Span{m.Start, m.End}
		want := cmp.Or(core[span], alt[span])
		switch {
		case want != nil && found[want]:
		case want != nil:
			found[want] = true
			if m.Type == want.Type || slices.Contains(want.AltTypes, m.Type) {
				count(want.Type, Tally{Right: 1})
			} else {
				count(m.Type, Tally{Extra: 1})
				count(want.Type, Tally{Missed: 1})
				s.errorf("type    %s:%d %q is %s, not %s", doc, m.Start, m.Text, want.Type, m.Type)
			}
		case optional[span] || slices.ContainsFunc(gold, func(x GoldMention) bool { return !x.Core && x.Start <= span[0] && span[1] <= x.End }):
		default:
			count(m.Type, Tally{Extra: 1})
			s.errorf("extra   %s:%d %q %s", doc, m.Start, m.Text, m.Type)
		}
	}
	for i := range gold {
		if m := &gold[i]; m.Core && core[m.span()] == m && !found[m] {
			count(m.Type, Tally{Missed: 1})
			s.errorf("missed  %s:%d %s %s", doc, m.Start, m.Entity, m.Type)
		}
	}
}

// matchEntities finds which answer each entity stands for, and B-cubed over the
// core mentions (Bagga and Baldwin 1998), a missed one being a cluster of its own.
func (s *scorer) matchEntities() {
	type key struct {
		doc string
		i   int
	}
	votes := map[string]map[string]int{} // halves
	at := map[key]string{}
	var keys []key
	for _, doc := range s.docs {
		bySpan := map[Span][]graph.Mention{}
		for _, m := range s.byDoc[doc] {
			bySpan[Span{m.Start, m.End}] = append(bySpan[Span{m.Start, m.End}], m)
		}
		for i, g := range s.gold.Mentions[doc] {
			if g.Core {
				keys = append(keys, key{doc, i})
			}
			if g.Type == "Norp" { // a demonym may be joined to its country; it must not outvote it
				continue
			}
			spans := []Span{g.span()}
			for _, a := range g.Alt {
				spans = append(spans, Span(a))
			}
			for _, span := range spans {
				for _, m := range bySpan[span] {
					if m.Entity == "" {
						continue
					}
					if votes[m.Entity] == nil {
						votes[m.Entity] = map[string]int{}
					}
					votes[m.Entity][g.Entity]++
					if g.Core {
						votes[m.Entity][g.Entity]++
						at[key{doc, i}] = m.Entity
					}
				}
			}
		}
	}
	s.standsFor = map[string]string{}
	for e, v := range votes {
		best := ""
		for _, g := range slices.Sorted(maps.Keys(v)) {
			if best == "" || v[g] > v[best] {
				best = g
			}
		}
		s.standsFor[e] = best
	}
	goldSet, predSet := map[string]map[key]bool{}, map[string]map[key]bool{}
	goldOf, predOf := map[key]string{}, map[key]string{}
	put := func(sets map[string]map[key]bool, id string, k key) {
		if sets[id] == nil {
			sets[id] = map[key]bool{}
		}
		sets[id][k] = true
	}
	for _, k := range keys {
		goldOf[k] = s.gold.Mentions[k.doc][k.i].Entity
		predOf[k] = at[k]
		if predOf[k] == "" {
			predOf[k] = fmt.Sprintf("missed %s %d", k.doc, k.i)
		}
		put(goldSet, goldOf[k], k)
		put(predSet, predOf[k], k)
	}
	var p, r float64
	for _, k := range keys {
		shared := 0
		for x := range goldSet[goldOf[k]] {
			if predSet[predOf[k]][x] {
				shared++
			}
		}
		p += float64(shared) / float64(len(predSet[predOf[k]]))
		r += float64(shared) / float64(len(goldSet[goldOf[k]]))
	}
	if n := float64(len(keys)); n > 0 {
		p, r = p/n, r/n
		s.report.B3 = [3]float64{p, r, 2 * p * r / (p + r)}
	}
	for _, e := range slices.Sorted(maps.Keys(predSet)) {
		ids := map[string]bool{}
		for k := range predSet[e] {
			ids[goldOf[k]] = true
		}
		if len(ids) > 1 {
			s.report.Wrong = append(s.report.Wrong, fmt.Sprintf("%s joins %s", e, strings.Join(slices.Sorted(maps.Keys(ids)), ", ")))
		}
	}
}
