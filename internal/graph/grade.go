package graph

import (
	"fmt"

	"casegraph/internal/relate"
)

// The grades of two figures of one topic.
const (
	Same       = "same"       // equal bounds, another origin, stance or place
	Compatible = "compatible" // the bounds meet
	Update     = "update"     // the same origin, later, and more
	Differs    = "differs"
	Disputed   = "disputed" // one sentence sets the one against the other
	Denied     = "denied"   // one denies what the other gives
)

// window is how many later figures of a topic each figure is compared with, so
// that a topic with a figure a day for years costs its length, not its square.
const window = 64

// grades compares the figures of one topic, which are in order of as-of date.
func grades(figures []*figureCount, p *places) []Grade {
	out := []Grade{}
	for i, x := range figures {
		for _, y := range figures[i+1 : min(len(figures), i+1+window)] {
			if grade, reason := compare(x, y, p); grade != "" {
				out = append(out, Grade{Left: x.ID, Right: y.ID, Grade: grade, Reason: reason})
			}
		}
	}
	return out
}

// compare grades x and the later y; "" where they are not comparable: one is
// planned and the other is not, both are denied, or their places do not contain
// each other. A missing place or date is no conflict.
func compare(x, y *figureCount, p *places) (grade, reason string) {
	planned := string(relate.Planned)
	if (x.Stance == planned) != (y.Stance == planned) {
		return "", ""
	}
	if x.Place != "" && y.Place != "" && !p.contains(x.Place, y.Place) && !p.contains(y.Place, x.Place) {
		return "", ""
	}
	equal := bound(x.Min) == bound(y.Min) && bound(x.Max) == bound(y.Max) && x.About == y.About && x.Exclusive == y.Exclusive
	numbers := x.words() + " and " + y.words()
	denied := string(relate.Denied)
	switch {
	case x.Stance == denied && y.Stance == denied:
		return "", ""
	case x.Stance == denied || y.Stance == denied:
		if !equal && !meet(x, y) {
			return "", ""
		}
		return Denied, numbers + ", one of them denied"
	case equal:
		return Same, "both " + x.words()
	case sameOrigin(x, y) && x.AsOf != "" && y.AsOf != "" && x.AsOf < y.AsOf && grows(x, y):
		return Update, fmt.Sprintf("%s as of %s, %s as of %s, from the same origin", x.words(), x.AsOf, y.words(), y.AsOf)
	case meet(x, y):
		return Compatible, numbers + " meet"
	case !sameOrigin(x, y) && together(x, y):
		return Disputed, numbers + " stand against each other in one sentence"
	}
	reason = numbers + " do not meet"
	if x.AsOf != "" && y.AsOf != "" && x.AsOf != y.AsOf {
		reason += fmt.Sprintf(" (as of %s and %s)", x.AsOf, y.AsOf)
	}
	return Differs, reason
}

func sameOrigin(x, y *figureCount) bool {
	if x.Origin != y.Origin {
		return false
	}
	if x.Origin != "" {
		return true
	}
	for o := range x.outlets {
		if y.outlets[o] {
			return true
		}
	}
	return false
}

func together(x, y *figureCount) bool {
	for s := range x.sentences {
		if y.sentences[s] {
			return true
		}
	}
	return false
}

// grows reports whether no bound of y is below that of x.
func grows(x, y *figureCount) bool {
	if x.Min != nil && y.Min != nil {
		return *y.Min >= *x.Min
	}
	if x.Max != nil && y.Max != nil {
		return *y.Max >= *x.Max
	}
	return false
}

// open stands for a missing upper bound.
const open = int64(1) << 62

// reach gives the least and the greatest whole number that the figure allows;
// "about" widens both bounds by a tenth.
func (f *figureCount) reach() (low, high int64) {
	low, high = 0, open
	if f.Min != nil {
		low = *f.Min
		if f.Exclusive {
			low++
		}
		if f.About {
			low -= *f.Min / 10
		}
	}
	if f.Max != nil {
		high = *f.Max
		if f.Exclusive && (f.Min == nil || *f.Min != *f.Max) {
			high--
		}
		if f.About {
			high += *f.Max / 10
		}
	}
	return low, high
}

func meet(x, y *figureCount) bool {
	a, b := x.reach()
	c, d := y.reach()
	return a <= d && c <= b
}

func (f *figureCount) words() string {
	about := ""
	if f.About {
		about = "about "
	}
	more, less := "at least ", "at most "
	if f.Exclusive {
		more, less = "more than ", "less than "
	}
	switch {
	case f.Min == nil && f.Max == nil:
		return "an open number"
	case f.Max == nil:
		return about + more + bound(f.Min)
	case f.Min == nil:
		return about + less + bound(f.Max)
	case *f.Min == *f.Max:
		return about + bound(f.Min)
	}
	return about + bound(f.Min) + " to " + bound(f.Max)
}

// places knows which place lies in which: by the edges LOCATED_IN and PART_OF
// between places, and by the country of an entity.
type places struct {
	in      map[string][]string
	country map[string]string // place → its state
	state   map[string]string // entity of a state → its code
}

func newPlaces(entities []Entity, edges []Edge) *places {
	p := &places{in: map[string][]string{}, country: map[string]string{}, state: map[string]string{}}
	for i := range entities {
		e := &entities[i]
		if e.Type != "Place" || e.Country == "" {
			continue
		}
		p.country[e.ID] = e.Country
		for _, l := range e.Labels {
			if l == "Country" {
				p.state[e.ID] = e.Country
			}
		}
	}
	for i := range edges {
		if e := &edges[i]; e.Type == "LOCATED_IN" || e.Type == "PART_OF" {
			p.in[e.From] = append(p.in[e.From], e.To)
		}
	}
	return p
}

// deepest is how many steps up contains follows: village, district, region,
// state and continent are fewer.
const deepest = 6

func (p *places) contains(outer, inner string) bool {
	if code := p.state[outer]; code != "" && p.country[inner] == code {
		return true
	}
	seen, row := map[string]bool{inner: true}, []string{inner}
	for step := 0; step <= deepest && len(row) > 0; step++ {
		var next []string
		for _, id := range row {
			if id == outer {
				return true
			}
			for _, up := range p.in[id] {
				if !seen[up] {
					seen[up] = true
					next = append(next, up)
				}
			}
		}
		row = next
	}
	return false
}
