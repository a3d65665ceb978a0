package resolve

import (
	"slices"
	"strings"
)

// Window is how many profiles that follow it in the order of a block each profile is
// compared with at most. Keys are made so that few blocks hold more; in those that do,
// like names stand together. Tests make it small.
var Window = 64

// Windows of blocks whose key says little: most of their names are alike in nothing else,
// and those that are stand together. Behind 31,000 generated reports 73,000 of 205,000
// pairs met under one rare word, and none of them was one person; under the sounds of two
// words 65,000 were two and 5,000 one.
const (
	wordWindow  = 8  // of one rare word of a name
	soundWindow = 16 // of two words of few sounds
)

// WindowOf is the window of a block.
func WindowOf(block string) int {
	key, ok := strings.CutPrefix(block, "person ")
	switch {
	case !ok:
	case strings.HasPrefix(key, "r"):
		return min(Window, wordWindow)
	case len(key) <= 5 && strings.Contains(key, " "):
		return min(Window, soundWindow)
	}
	return Window
}

// MaxSurname is how many profiles may bear one word of a name before the word alone,
// with a title, means nobody.
const MaxSurname = 200

// OfSurname says that a block is one of those that Meet judges as a whole.
func OfSurname(block string) bool { return strings.HasPrefix(block, surname) }

// Meet proposes joins between the profiles of one block, which are in order of key.
func (r *Resolver) Meet(block string, group []*Who) []Proposal {
	if OfSurname(block) {
		return surnames(strings.TrimPrefix(block, surname), group)
	}
	var out []Proposal
	for i, a := range group {
		for _, b := range group[i+1 : min(len(group), i+1+WindowOf(block))] {
			if p, ok := r.Propose(a, b); ok {
				out = append(out, p)
			}
		}
	}
	return out
}

// Propose proposes to join two profiles, if they are the same.
func (r *Resolver) Propose(a, b *Who) (Proposal, bool) {
	v, reason, weight := r.Compare(a, b)
	if v != Same {
		return Proposal{}, false
	}
	return Proposal{Left: min(a.Key, b.Key), Right: max(a.Key, b.Key), Verdict: Same, Reason: reason, Weight: weight}, true
}

// surnames joins profiles that have but one word of a person's name to the one full
// name that has the word, where both are told with the same title.
func surnames(word string, group []*Who) []Proposal {
	if len(group) > MaxSurname {
		return nil
	}
	var full, one []*Who
	for _, w := range group {
		if w.one == "" {
			full = append(full, w)
		} else {
			one = append(one, w)
		}
	}
	for i, a := range full {
		for _, b := range full[i+1:] {
			if a.Name != b.Name {
				return nil // two bear it
			}
		}
	}
	var out []Proposal
	for _, w := range one {
		for _, f := range full {
			if c := common(w.Roles, f.Roles); c != "" && (w.Country == "" || f.Country == "" || w.Country == f.Country) {
				out = append(out, Proposal{Left: min(w.Key, f.Key), Right: max(w.Key, f.Key), Verdict: Same,
					Reason: "the one " + f.Name + " in the case, with the same title: " + c, Weight: 800})
			}
		}
	}
	slices.SortFunc(out, func(a, b Proposal) int {
		if c := strings.Compare(a.Left, b.Left); c != 0 {
			return c
		}
		return strings.Compare(a.Right, b.Right)
	})
	return out
}
