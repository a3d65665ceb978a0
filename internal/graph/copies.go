package graph

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"casegraph/internal/doc"
	"casegraph/internal/reading"
)

const (
	shingle = 8  // words of a shingle
	hashes  = 64 // least hashes that a sketch keeps
	// Two texts are one if they share at least this many of their least hashes:
	// the shared part of all shingles is then about 70 %. A report that adds a
	// paragraph to the wire's text stays a copy, one that quotes it does not.
	sharedHashes = 45
	credited     = 32 // enough where both credit the same agency
)

// A Sketch is what of a document is needed to tell copies: the least hashes of
// its shingles of eight words, after Broder, "On the resemblance and
// containment of documents" (1997), bottom-k form. Its size is fixed.
type Sketch struct {
	Document  string
	Published string
	Credits   []string // agencies that it credits, lower case, sorted
	Hashes    []uint64 // sorted
}

// NewSketch returns the sketch of a reading: of its body, headlines, captions,
// by-lines and boilerplate left out. Document.Text must be set.
func NewSketch(r *reading.Reading) Sketch {
	s := Sketch{Document: r.Document.ID, Published: r.Document.Published.Date}
	for _, c := range r.Document.Credits {
		s.Credits = append(s.Credits, strings.ToLower(c))
	}
	slices.Sort(s.Credits)
	var words []uint64
	for _, x := range r.Sentences {
		if x.Kind != doc.Body {
			continue
		}
		for w := range strings.FieldsFuncSeq(strings.ToLower(r.Document.Text[x.Start:x.End]), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsNumber(c) }) {
			h := fnv.New64a()
			h.Write([]byte(w))
			words = append(words, h.Sum64())
		}
	}
	for i := 0; i+shingle <= len(words); i++ {
		h := uint64(14695981039346656037) // FNV offset basis
		for _, w := range words[i : i+shingle] {
			h = mix(h ^ w)
		}
		at, found := slices.BinarySearch(s.Hashes, h)
		if found || at == hashes {
			continue
		}
		s.Hashes = slices.Insert(s.Hashes, at, h)
		if len(s.Hashes) > hashes {
			s.Hashes = s.Hashes[:hashes]
		}
	}
	return s
}

// mix spreads the bits of x: the finaliser of MurmurHash3.
func mix(x uint64) uint64 {
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}

// common is how many documents may share a hash before it says nothing: a
// standing disclaimer, not a story.
const common = 200

// Copies returns, for every document that repeats another, the one that it
// repeats: of all alike, the one published first, then that of the least id.
// The order of the sketches makes no difference.
func Copies(sketches []Sketch) map[string]string {
	s := slices.Clone(sketches)
	slices.SortFunc(s, func(x, y Sketch) int {
		// A document without a date is no original of one with a date.
		return cmp.Or(order(x.Published != "", y.Published != ""), cmp.Compare(x.Published, y.Published), cmp.Compare(x.Document, y.Document))
	})
	copies := map[string]string{}
	holders := map[uint64][]int{} // hash → originals that have it
	for i := range s {
		tried := map[int]bool{}
		original := -1
		for _, h := range s[i].Hashes {
			for _, j := range holders[h] {
				if !tried[j] && (original < 0 || j < original) {
					tried[j] = true
					if alike(&s[i], &s[j]) {
						original = j
					}
				}
			}
		}
		if original >= 0 {
			copies[s[i].Document] = s[original].Document
			continue
		}
		for _, h := range s[i].Hashes {
			if len(holders[h]) < common {
				holders[h] = append(holders[h], i)
			}
		}
	}
	return copies
}

func alike(x, y *Sketch) bool {
	// The least hashes of the union, and how many of them both have.
	i, j, n, both := 0, 0, 0, 0
	for n < hashes && i < len(x.Hashes) && j < len(y.Hashes) {
		switch a, b := x.Hashes[i], y.Hashes[j]; {
		case a == b:
			i, j, both = i+1, j+1, both+1
		case a < b:
			i++
		default:
			j++
		}
		n++
	}
	n = min(hashes, n+len(x.Hashes)-i+len(y.Hashes)-j)
	if n == 0 {
		return false
	}
	need := sharedHashes
	for _, c := range x.Credits {
		if _, ok := slices.BinarySearch(y.Credits, c); ok {
			need = credited
		}
	}
	return both*hashes >= need*n
}
