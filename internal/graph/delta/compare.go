package delta

import (
	"cmp"
	"slices"
)

// Compare tells what differs between a and b, the later state. It is a pure
// function: Compare(b, a) tells the same the other way round.
func Compare(a, b *Snapshot) *Changes {
	c := newComparison(a, b)
	c.pairDocuments()
	c.pairEntities()
	c.pairClaims()
	c.judge()
	c.reread()
	c.tellDocuments()
	c.tellEntities()
	c.tellClaims()
	c.tellEdges()
	c.tellFigures()
	c.tellJudgements()
	c.out.sort()
	return c.out
}

// A side is one of the two states with what the comparison has found of it.
type side struct {
	*Snapshot
	lone                     string // cause of a document that the other side has not
	docAt, entityAt, claimAt map[string]int
	placeAt                  map[string]int // URI → the least of the documents there
	pair                     []int          // document → its counterpart, -1 for none
	only                     []Cause        // document → cause of what stands in it on this side alone
	touched                  []Cause        // document → cause of a change of it, the zero Cause for none
	otherwise                []bool         // document → its counterpart is the same content and reads otherwise
	main                     []int          // entity → the one that has most of its mentions, -1 for none
	class                    []int          // entity → those of both sides that are one under main
	fresh                    []Cause        // entity → cause of its mentions that stand on this side alone
	regrouped                []Cause        // entity → cause of a change of it
	claimPair                []int          // claim → its counterpart, -1 for none
	claimCause               []Cause        // claim → cause of a change of it
	edgePair, figurePair     []int
	joinsOf                  map[string][]int // entity → its joins
	place                    []string         // entity → a document that speaks of it; made when asked for
	figureCause              []Cause
	words                    [][]string // claim → words of its quote, sorted; made when asked for
}

type comparison struct {
	a, b   *side
	links  []link
	judged []judged // judgements that one side alone has
	out    *Changes
	// Set when they are first asked for.
	named map[string][]Cause
	all   []Cause
}

func newComparison(a, b *Snapshot) *comparison {
	return &comparison{a: newSide(a, Removal), b: newSide(b, Report), out: &Changes{Same: map[string]int{}}}
}

func newSide(s *Snapshot, lone string) *side {
	x := &side{
		Snapshot: s, lone: lone,
		docAt: map[string]int{}, entityAt: map[string]int{}, claimAt: map[string]int{}, placeAt: map[string]int{}, joinsOf: map[string][]int{},
		pair: none(len(s.documents)), only: make([]Cause, len(s.documents)), touched: make([]Cause, len(s.documents)), otherwise: make([]bool, len(s.documents)),
		main: none(len(s.entities)), class: make([]int, len(s.entities)), fresh: make([]Cause, len(s.entities)), regrouped: make([]Cause, len(s.entities)),
		claimPair: none(len(s.claims)), claimCause: make([]Cause, len(s.claims)), words: make([][]string, len(s.claims)),
		edgePair: none(len(s.edges)), figurePair: none(len(s.figures)), figureCause: make([]Cause, len(s.figures)),
	}
	for i := range s.documents {
		d := &s.documents[i]
		x.docAt[d.id] = i
		for _, u := range d.uris {
			if _, ok := x.placeAt[u]; !ok {
				x.placeAt[u] = i
			}
		}
	}
	for i := range s.entities {
		x.entityAt[s.entities[i].id] = i
	}
	for i := range s.joins {
		x.joinsOf[s.joins[i].Entity] = append(x.joinsOf[s.joins[i].Entity], i)
	}
	for i := range s.claims {
		x.claimAt[s.claims[i].id] = i
	}
	return x
}

func none(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

// entity is the index of an entity, -1 for one that is not there.
func (s *side) entity(id string) int {
	if i, ok := s.entityAt[id]; ok {
		return i
	}
	return -1
}

// name is an entity for people.
func (s *side) name(id string) string {
	if i := s.entity(id); i >= 0 && s.entities[i].name != "" {
		return s.entities[i].name
	}
	return id
}

func (c *comparison) same(record string) { c.out.Same[record]++ }
func (c *comparison) tell(ch Change)     { c.out.List = append(c.out.List, ch) }
func (c *comparison) sides(f func(s, other *side, kind string, before bool)) {
	f(c.a, c.b, Gone, true)
	f(c.b, c.a, Added, false)
}

// A rated is a possible pair. Pairs of equal score are taken by nearness, so that
// both ways round give the same.
type rated struct{ i, j, score int }

// greedy takes the best pairs first, each index once. A score below 0 is no pair.
// Of two long lists only what stands near is compared.
func greedy(n, m int, score func(i, j int) int) [][2]int {
	const most = 1 << 18
	reach := max(n, m)
	if n*m > most {
		reach = max(32, most/(n+m)) + max(n-m, m-n)
	}
	var all []rated
	for i := range n {
		for j := max(0, i-reach); j < min(m, i+reach+1); j++ {
			if s := score(i, j); s >= 0 {
				all = append(all, rated{i, j, s})
			}
		}
	}
	slices.SortFunc(all, func(x, y rated) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(distance(x.i, x.j), distance(y.i, y.j)), cmp.Compare(x.i+x.j, y.i+y.j), cmp.Compare(x.i, y.i))
	})
	left, right := make([]bool, n), make([]bool, m)
	var out [][2]int
	for _, r := range all {
		if !left[r.i] && !right[r.j] {
			left[r.i], right[r.j] = true, true
			out = append(out, [2]int{r.i, r.j})
		}
	}
	return out
}

func distance(a, b int) int { return max(a-b, b-a) }
