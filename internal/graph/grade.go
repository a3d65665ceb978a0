package graph

import (
	"fmt"
	"slices"

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

// Window is how many later figures of a topic each figure is compared with, so
// that a topic with a figure a day for years costs its length, not its square.
// Tests make it small.
var Window = 64

// grades compares the figures of one topic, which are in order of as-of date.
func grades(figures []*FigureShare, p *Places) []Grade {
	out := []Grade{}
	for i, x := range figures {
		for _, y := range figures[i+1 : min(len(figures), i+1+Window)] {
			if grade, reason := Compare(x, y, p); grade != "" {
				out = append(out, Grade{Left: x.ID, Right: y.ID, Grade: grade, Reason: reason})
			}
		}
	}
	return out
}

// Compare grades x and the later y; "" where they are not comparable: one is
// planned and the other is not, both are denied, or their places do not contain
// each other. A missing place or date is no conflict.
func Compare(x, y *FigureShare, p *Places) (grade, reason string) {
	planned := string(relate.Planned)
	if (x.Stance == planned) != (y.Stance == planned) {
		return "", ""
	}
	if x.Place != "" && y.Place != "" && !p.contains(x.Place, y.Place) && !p.contains(y.Place, x.Place) {
		return "", ""
	}
	equal := bound(x.Min) == bound(y.Min) && bound(x.Max) == bound(y.Max) && x.About == y.About && x.Exclusive == y.Exclusive
	numbers := x.Words() + " and " + y.Words()
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
		return Same, "both " + x.Words()
	case sameOrigin(x, y) && x.AsOf != "" && y.AsOf != "" && x.AsOf < y.AsOf && grows(x, y):
		return Update, fmt.Sprintf("%s as of %s, %s as of %s, from the same origin", x.Words(), x.AsOf, y.Words(), y.AsOf)
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

func sameOrigin(x, y *FigureShare) bool {
	if x.Origin != y.Origin {
		return false
	}
	if x.Origin != "" {
		return true
	}
	return slices.ContainsFunc(x.Outlets, func(o string) bool { return slices.Contains(y.Outlets, o) })
}

func together(x, y *FigureShare) bool {
	return slices.ContainsFunc(x.Sentences, func(s string) bool { _, ok := slices.BinarySearch(y.Sentences, s); return ok })
}

// grows reports whether no bound of y is below that of x.
func grows(x, y *FigureShare) bool {
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
func (f *FigureShare) reach() (low, high int64) {
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

func meet(x, y *FigureShare) bool {
	a, b := x.reach()
	c, d := y.reach()
	return a <= d && c <= b
}

// Words is the figure's number for people: "about 300", "more than 1000".
func (f *Figure) Words() string {
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

// Places knows which place lies in which: by the edges LOCATED_IN and PART_OF
// between places, and by the country of an entity.
type Places struct {
	Up func(id string) []string                // ends of the edges from it
	Of func(id string) (country, state string) // its state's code; its own, if it is a state
}

// placesOf looks them up in the records of a whole case.
func placesOf(entities []Entity, edges []Edge) *Places {
	in, country, state := map[string][]string{}, map[string]string{}, map[string]string{}
	for i := range entities {
		e := &entities[i]
		if e.Type != "Place" || e.Country == "" {
			continue
		}
		country[e.ID] = e.Country
		if slices.Contains(e.Labels, "Country") {
			state[e.ID] = e.Country
		}
	}
	for i := range edges {
		if e := &edges[i]; e.Type == "LOCATED_IN" || e.Type == "PART_OF" {
			in[e.From] = append(in[e.From], e.To)
		}
	}
	return &Places{
		Up: func(id string) []string { return in[id] },
		Of: func(id string) (string, string) { return country[id], state[id] },
	}
}

// Deepest is how many steps up contains follows: village, district, region,
// state and continent are fewer.
const Deepest = 6

func (p *Places) contains(outer, inner string) bool {
	if _, code := p.Of(outer); code != "" {
		if country, _ := p.Of(inner); country == code {
			return true
		}
	}
	seen, row := map[string]bool{inner: true}, []string{inner}
	for step := 0; step <= Deepest && len(row) > 0; step++ {
		var next []string
		for _, id := range row {
			if id == outer {
				return true
			}
			for _, up := range p.Up(id) {
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
