package eval

import (
	"fmt"
	"slices"
	"strings"
)

// A NameSpan is a name in running text: bytes, half open, and its class.
type NameSpan struct {
	Start, End int
	Class      string
}

// A NameScore counts exact names by class.
type NameScore struct {
	Class     map[string]*Tally
	Confusion map[[2]string]int // gold class and ours over one stretch; "-" is none
	Errors    map[string]int    // by surface: "missed ORG Amnesty", "ORG Amnesty, not a name"
}

// Add counts the names of one text.
func (s *NameScore) Add(text string, gold, found []NameSpan) {
	if s.Class == nil {
		s.Class, s.Confusion, s.Errors = map[string]*Tally{}, map[[2]string]int{}, map[string]int{}
	}
	tally := func(c string) *Tally {
		if s.Class[c] == nil {
			s.Class[c] = new(Tally)
		}
		return s.Class[c]
	}
	at := map[[2]int]string{}
	for _, f := range found {
		at[[2]int{f.Start, f.End}] = f.Class
	}
	wanted := map[[2]int]bool{}
	for _, g := range gold {
		wanted[[2]int{g.Start, g.End}] = true
		c, ok := at[[2]int{g.Start, g.End}]
		switch {
		case !ok:
			tally(g.Class).Missed++
			s.Confusion[[2]string{g.Class, "-"}]++
			s.Errors[fmt.Sprintf("missed %s %s", g.Class, text[g.Start:g.End])]++
		case c == g.Class:
			tally(c).Right++
		default:
			tally(g.Class).Missed++
			tally(c).Extra++
			s.Confusion[[2]string{g.Class, c}]++
			s.Errors[fmt.Sprintf("%s %s, not %s", c, text[g.Start:g.End], g.Class)]++
		}
	}
	for _, f := range found {
		if !wanted[[2]int{f.Start, f.End}] {
			tally(f.Class).Extra++
			s.Confusion[[2]string{"-", f.Class}]++
			s.Errors[fmt.Sprintf("%s %s, not a name", f.Class, text[f.Start:f.End])]++
		}
	}
}

// All is the tally of the classes given, of all without any.
func (s *NameScore) All(classes ...string) Tally {
	var t Tally
	for c, x := range s.Class {
		if len(classes) == 0 || slices.Contains(classes, c) {
			t.add(*x)
		}
	}
	return t
}

// Trim leaves a leading "the" and a final 's out of a span, as is done to
// everybody's spans where tools are compared. It returns false if nothing is
// left.
func Trim(text string, n NameSpan) (NameSpan, bool) {
	if s := text[n.Start:n.End]; len(s) > 4 && strings.EqualFold(s[:4], "the ") {
		n.Start += 4
	} else if strings.EqualFold(s, "the") {
		return n, false
	}
	for _, p := range []string{"'s", "’s"} {
		if strings.HasSuffix(text[n.Start:n.End], p) {
			n.End -= len(p)
		}
	}
	for n.End > n.Start && text[n.End-1] == ' ' {
		n.End--
	}
	return n, n.Start < n.End
}
