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

// rare is how many of a document's least hashes are its blocking keys: two texts of
// which 70 % is shared have none of eight in common once in ten thousand times.
const rare = 8

// Near is how many later documents that share a key each document is compared with:
// those that repeat a story are published near it, and a standing disclaimer is
// shared by all that an outlet prints. Tests make it small.
var Near = 128

// Blocks are the keys under which documents that may be copies meet.
func (s *Sketch) Blocks() []uint64 { return s.Hashes[:min(rare, len(s.Hashes))] }

// Order puts originals before copies: a document without a date is no original of
// one with a date.
func (s *Sketch) Order() string {
	if s.Published == "" {
		return "1 " + s.Document
	}
	return "0" + s.Published + " " + s.Document
}

// Copies returns, for every document that repeats another, the one that it
// repeats: of all alike, the one published first, then that of the least id.
// The order of the sketches makes no difference.
func Copies(sketches []Sketch) map[string]string {
	s := slices.Clone(sketches)
	slices.SortFunc(s, func(x, y Sketch) int { return cmp.Compare(x.Order(), y.Order()) })
	groups := map[uint64][]int{}
	for i := range s {
		for _, h := range s[i].Blocks() {
			groups[h] = append(groups[h], i)
		}
	}
	like := map[string][]string{}
	order := make([]string, len(s))
	tried := map[[2]int]bool{}
	for i := range s {
		order[i] = s[i].Document
	}
	for _, g := range groups {
		for n, i := range g {
			for _, j := range g[n+1 : min(len(g), n+1+Near)] {
				if !tried[[2]int{i, j}] {
					tried[[2]int{i, j}] = true
					if Alike(&s[i], &s[j]) {
						like[s[j].Document] = append(like[s[j].Document], s[i].Document)
					}
				}
			}
		}
	}
	return Originals(order, like)
}

// Originals gives for each document that repeats another the first in order that it
// is like and that repeats none itself. like lists those before a document.
func Originals(order []string, like map[string][]string) map[string]string {
	copies := map[string]string{}
	at := make(map[string]int, len(order))
	for i, d := range order {
		at[d] = i
		best := -1
		for _, e := range like[d] {
			if j, ok := at[e]; ok && copies[e] == "" && (best < 0 || j < best) {
				best = j
			}
		}
		if best >= 0 {
			copies[d] = order[best]
		}
	}
	return copies
}

// Alike says that two documents have so much text in common that one repeats the
// other.
func Alike(x, y *Sketch) bool {
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
