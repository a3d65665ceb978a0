package casefile

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"casegraph/internal/graph"
	"casegraph/internal/judge"
	"casegraph/internal/resolve"
	"casegraph/internal/schema"
)

// Rules are what turns readings into a graph.
type Rules struct {
	Schema   *schema.Schema
	Resolver *resolve.Resolver

	// Left is told between the transactions of assembling how many steps there are
	// still, two a changed document; nil where nobody looks.
	Left func(steps int)
}

// A base is what a whole graph is built on: the readings and judgements of a state.
type base struct {
	readings   func(yield func(*Live) error) error // in order of document id; may be called again
	judgements []judge.Judgement                   // sorted by id
}

// identities is what is decided of all documents at once.
type identities struct {
	result *resolve.Result
	copies map[string]string
	uris   map[string][]string
	stands *stands
}

// stands tells which document bears an anchor: its own, where the case has it, else
// the least one at its URI.
type stands struct {
	live  map[string]bool
	at    map[string]string // URI → the least id of the documents there
	words []judge.Judgement
}

func (s *stands) document(a judge.Anchor) string {
	if s.live[a.Document] {
		return a.Document
	}
	return s.at[a.URI]
}

// pinned is what judgements say of one reading.
type pinned struct {
	pins    resolve.Pins
	claims  map[int]judge.Kind
	anchors []standing
}

// A standing is an anchor with the mention or claim that it means in a reading.
type standing struct {
	judgement *judge.Judgement
	side      int
	mention   int // -1 of a judgement of a claim
}

// pin works out what the judgements of which an anchor stands in a reading mean
// there: at gives the anchors, by the number of their side.
func pin(l *Live, words []judge.Judgement, stands func(judge.Anchor) bool) pinned {
	p := pinned{claims: map[int]judge.Kind{}}
	for i := range words {
		j := &words[i]
		if j.Kind.OfClaim() {
			if n := -1; stands(j.Left) {
				if n = j.ClaimIn(l.Reading); n >= 0 {
					p.anchors = append(p.anchors, standing{j, 0, -1})
					if j.Kind != judge.Note && p.claims[n] != judge.Reject {
						p.claims[n] = j.Kind
					}
				}
			}
			continue
		}
		at := [2]int{-1, -1}
		for side, a := range []judge.Anchor{j.Left, *j.Right} {
			if !stands(a) {
				continue
			}
			if at[side] = a.Mention(l.Reading); at[side] >= 0 {
				p.anchors = append(p.anchors, standing{j, side, at[side]})
				if !slices.Contains(p.pins.Mentions, at[side]) {
					p.pins.Mentions = append(p.pins.Mentions, at[side])
				}
			}
		}
		if j.Kind == judge.Different && at[0] >= 0 && at[1] >= 0 && at[0] != at[1] {
			p.pins.Apart = append(p.pins.Apart, at)
		}
	}
	slices.Sort(p.pins.Mentions)
	return p
}

func (b *base) identities(r *resolve.Resolver) (*identities, error) {
	id := &identities{uris: map[string][]string{}, stands: &stands{map[string]bool{}, map[string]string{}, b.judgements}}
	if err := b.readings(func(l *Live) error {
		id.stands.live[l.Document.ID] = true
		for _, u := range append([]string{l.Document.URI}, l.URIs...) {
			if d, ok := id.stands.at[u]; !ok || l.Document.ID < d {
				id.stands.at[u] = l.Document.ID
			}
		}
		return nil
	}); err != nil {
		return nil, err
	}
	profiles := map[string]resolve.Profile{}
	var sketches []graph.Sketch
	sides := map[string]*[2]string{} // judgement → profiles
	if err := b.readings(func(l *Live) error {
		p := id.pin(l)
		ps, of := r.Profiles(l.Reading, p.pins)
		for _, p := range ps {
			profiles[p.Key] = p
		}
		of2 := resolve.Keys(ps, of)
		for _, a := range p.anchors {
			if a.mention >= 0 {
				if sides[a.judgement.ID] == nil {
					sides[a.judgement.ID] = &[2]string{}
				}
				sides[a.judgement.ID][a.side] = of2[a.mention]
			}
		}
		sketches = append(sketches, graph.NewSketch(l.Reading))
		if len(l.URIs) > 0 {
			id.uris[l.Document.ID] = l.URIs
		}
		return nil
	}); err != nil {
		return nil, err
	}
	all := make([]resolve.Profile, 0, len(profiles))
	for _, p := range profiles {
		all = append(all, p) // Resolve sorts
	}
	var judged []resolve.Proposal
	for i := range b.judgements {
		j := &b.judgements[i]
		if s := sides[j.ID]; s != nil && s[0] != "" && s[1] != "" && s[0] != s[1] {
			judged = append(judged, resolve.Judged(j, s[0], s[1]))
		}
	}
	id.result = r.Resolve(all, judged)
	id.copies = graph.Copies(sketches)
	return id, nil
}

func (id *identities) pin(l *Live) pinned {
	if len(id.stands.words) == 0 {
		return pinned{}
	}
	return pin(l, id.stands.words, func(a judge.Anchor) bool { return id.stands.document(a) == l.Document.ID })
}

// build runs a builder over the readings and calls each with every part.
func (b *base) build(rules Rules, id *identities, each func(*graph.Part) error) (*graph.Whole, error) {
	g := graph.NewBuilder(rules.Schema, id.result)
	g.Copies, g.URIs = id.copies, id.uris
	err := b.readings(func(l *Live) error {
		p := id.pin(l)
		ps, of := rules.Resolver.Profiles(l.Reading, p.pins)
		part := g.Add(graph.Input{Reading: l.Reading, Profiles: resolve.Keys(ps, of), Judged: p.claims})
		return each(&part)
	})
	if err != nil {
		return nil, err
	}
	w := g.Finish()
	return &w, nil
}

func (b *base) source(rules Rules) (*graph.Source, error) {
	id, err := b.identities(rules.Resolver)
	if err != nil {
		return nil, err
	}
	whole, err := b.build(rules, id, func(*graph.Part) error { return nil })
	if err != nil {
		return nil, err
	}
	return whole.Source(func(yield func(*graph.Part) error) error {
		_, err := b.build(rules, id, yield)
		return err
	}, b.judgements), nil
}

// Source is the graph of the live readings, for stores and exports. It is worked
// out from the ledger alone and does not look at the derived tables.
func (c *Case) Source(ctx context.Context, rules Rules) (*graph.Source, error) {
	js, err := c.judgementsAt(ctx, 0)
	if err != nil {
		return nil, err
	}
	b := base{judgements: js, readings: func(yield func(*Live) error) error {
		for l, err := range c.Readings(ctx) {
			if err != nil {
				return err
			}
			if err := yield(l); err != nil {
				return err
			}
		}
		return nil
	}}
	return b.source(rules)
}

// judgementsAt returns the judgements that held after a generation, of 0 those that
// hold now, sorted by id.
func (c *Case) judgementsAt(ctx context.Context, generation int) ([]judge.Judgement, error) {
	out := []judge.Judgement{}
	err := c.rows(ctx, c.db, func(v []any) error {
		var j judge.Judgement
		if err := json.Unmarshal([]byte(v[0].(string)), &j); err != nil {
			return err
		}
		out = append(out, j)
		return nil
	}, `SELECT judgement FROM judgement WHERE CASE WHEN ?1 = 0 THEN until = 0 ELSE since <= ?1 AND (until = 0 OR until > ?1) END`, generation)
	if err != nil {
		return nil, fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	slices.SortFunc(out, func(a, b judge.Judgement) int { return cmp.Compare(a.ID, b.ID) })
	return out, nil
}
