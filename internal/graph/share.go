package graph

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// An EdgeShare is what one document adds to an edge. Sums of shares are the edge:
// counts add up, Counted and Origins are counted once each, First and Last are the
// extremes, the quote is that of the least Rank.
type EdgeShare struct {
	Edge             // its counts are of the document alone; Documents and Origins are 0
	Counted string   // the document that it counts as, "" where no claim asserts the edge
	Origins []string // sorted
	Rank    string   // order of quotes, "" for none
}

// A FigureShare is what one document, or several, add to a figure.
type FigureShare struct {
	Figure
	Topic, Measure, Subject string
	Outlets                 []string // publishers that give it without a source, sorted
	Sentences               []string // ids of sentences in which it stands, sorted
}

// Shares returns what the documents added so far give, in order of id. It is meant
// for a Builder that was given one document.
func (b *Builder) Shares() (edges []EdgeShare, figures []FigureShare) {
	for _, id := range slices.Sorted(maps.Keys(b.edges)) {
		e := b.edges[id]
		s := EdgeShare{Edge: e.Edge, Origins: slices.Sorted(maps.Keys(e.origins))}
		slices.Sort(s.ClaimIDs)
		for d := range e.documents {
			s.Counted = max(s.Counted, d)
		}
		if e.quoteClaim != "" {
			s.Rank = fmt.Sprintf("%d%d%09d %s", flag(!e.asserted), flag(!e.sourced), len(e.Quote), e.quoteClaim)
		}
		edges = append(edges, s)
	}
	for _, id := range slices.Sorted(maps.Keys(b.topics)) {
		for _, f := range b.topics[id].shares() {
			f.Topic = id
			figures = append(figures, *f)
		}
	}
	slices.SortFunc(figures, func(x, y FigureShare) int { return cmp.Compare(x.ID, y.ID) })
	return edges, figures
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// shares returns the figures of a topic, in no order.
func (t *topicCount) shares() []*FigureShare {
	var out []*FigureShare
	for _, f := range t.figures {
		slices.Sort(f.Claims)
		out = append(out, &FigureShare{Figure: f.Figure, Measure: t.measure, Subject: t.subject,
			Outlets: slices.Sorted(maps.Keys(f.outlets)), Sentences: slices.Sorted(maps.Keys(f.sentences))})
	}
	return out
}

// Merge adds what another share of the same figure gives.
func (f *FigureShare) Merge(g *FigureShare) {
	union := func(x, y []string) []string {
		x = append(slices.Clone(x), y...)
		slices.Sort(x)
		return slices.Compact(x)
	}
	f.Claims, f.Outlets, f.Sentences = union(f.Claims, g.Claims), union(f.Outlets, g.Outlets), union(f.Sentences, g.Sentences)
	if g.AsOf != "" && (f.AsOf == "" || g.AsOf < f.AsOf) {
		f.AsOf = g.AsOf
	}
}
