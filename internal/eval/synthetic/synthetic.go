// Package synthetic makes a corpus of invented reports about an invented cast, with
// the truth of who is who, to measure at scale how well names are joined.
//
// Its tables of names and spellings are its own: it imports nothing of the program,
// so that a rule which the program lacks is not lacking here too.
package synthetic

import (
	"math/rand/v2"
)

// A Class is what an entity is.
type Class string

// Classes: six in ten entities are persons, 15 % organisations (companies, armed
// groups, associations, bodies of state), 15 % units, one in ten a place.
const (
	Person       Class = "person"
	Organisation Class = "organisation"
	Unit         Class = "unit"
	Place        Class = "place"
)

// A Mention is a name in the text of a report.
type Mention struct {
	Start, End int  // bytes, half open
	Entity     int  // number of the entity
	Part       bool // a family name alone, an acronym, a firm without its legal form
}

// A Report is one text and its truth, in order of position.
type Report struct {
	Text     []byte
	Mentions []Mention
}

// An Entity is what a report may speak of.
type Entity struct {
	Class   Class
	Culture string // whose names it has
	State   string
	Name    string // in the notation of the culture, for people to read
}

// A World is the cast and what befalls it. It is immutable and safe for concurrent
// use.
type World struct {
	seed     uint64
	reports  int
	cast     []entity
	ranked   []int // entities, the most popular first
	shares   []int // of ranked, added up
	blocks   int
	perState int
}

// New makes a world of so many entities for so many reports. The same arguments
// give the same world.
func New(seed uint64, reports, entities int) *World {
	w := &World{seed: seed, reports: reports, blocks: (entities + circle - 1) / circle}
	w.perState = (w.blocks + len(states) - 1) / len(states)
	r := rand.New(rand.NewPCG(seed, 1<<63))
	w.populate(r, entities)
	w.ranked = r.Perm(entities)
	w.shares = make([]int, entities)
	sum := 0
	for i := range w.shares {
		sum += share(i)
		w.shares[i] = sum
	}
	return w
}

// Reports is how many reports the world has.
func (w *World) Reports() int { return w.reports }

// Entity tells what the entity of a number is.
func (w *World) Entity(n int) Entity {
	e := &w.cast[n]
	return Entity{Class: e.class, Culture: states[e.state].culture.id, State: states[e.state].name, Name: w.canonical(n)}
}

// Entities is how many entities the world has.
func (w *World) Entities() int { return len(w.cast) }

// Report makes the report of a number from 0. It is a pure function of the world
// and the number.
func (w *World) Report(i int) Report {
	r := rand.New(rand.NewPCG(w.seed, uint64(i)))
	return w.write(r, w.topic(r, i), false)
}

// Long makes another report of that number, of about 500 words. It is a pure function
// of the world and the number too.
func (w *World) Long(i int) Report {
	r := rand.New(rand.NewPCG(w.seed+1, uint64(i)))
	return w.write(r, w.topic(r, i), true)
}

// topic is whom a report is about.
func (w *World) topic(r *rand.Rand, i int) int {
	// Every second report goes round the cast, so that everybody has one; the others
	// follow popularity.
	if i%2 == 1 {
		return w.popular(r)
	}
	return w.ranked[i/2%len(w.ranked)]
}
