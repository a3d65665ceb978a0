package lexis

import (
	"unicode"
	"unicode/utf8"

	"casegraph/internal/linear"
)

// A Word is what the form of a word tells, ready to be put into features.
type Word struct {
	Form, Lower, Shape uint64    // hashes
	Prefix             [3]uint64 // hashes of the first 2, 3 and 4 bytes of the lower case, 0 where it is no longer
	Suffix             [4]uint64 // hashes of the last 1, 2, 3 and 4
	Fine, Mid, Coarse  uint64    // clusters, 0 for none
	Habit              uint64
	Capital            bool // begins with a capital
	Letter             bool // holds a letter
	Mark               Mark
}

// A Mark says what punctuation does that comes in pairs.
type Mark uint8

// Marks. A Quote opens where none is open.
const (
	NoMark Mark = iota
	Opening
	Closing
	OpeningQuote
	Quote
)

var marks = map[string]Mark{
	"(": Opening, "[": Opening, "{": Opening, "-LRB-": Opening, ")": Closing, "]": Closing, "}": Closing, "-RRB-": Closing,
	"“": OpeningQuote, "``": OpeningQuote, "«": OpeningQuote, "\"": Quote, "''": Quote, "”": Quote, "»": Quote,
}

// Edge stands for what is before the first and behind the last word.
var Edge = Word{Form: 1, Lower: 1, Shape: 1, Fine: 1 << 20, Mid: 1 << 20, Coarse: 1 << 20, Habit: 1 << 20}

// A Cache makes Words and keeps them. It is for one goroutine.
type Cache struct {
	v     *Vocabulary
	words map[string]*Word
	block []Word
}

// maxCached bounds a cache: about 20 MB.
const maxCached = 100_000

// NewCache makes an empty cache.
func NewCache(v *Vocabulary) *Cache {
	return &Cache{v: v, words: make(map[string]*Word, 1<<12)}
}

// Word gives what is known of a word. The pointer stays good.
func (c *Cache) Word(form, lower string) *Word {
	if w, ok := c.words[form]; ok {
		return w
	}
	if len(c.words) >= maxCached {
		clear(c.words)
	}
	if len(c.block) == 0 {
		c.block = make([]Word, 256)
	}
	w := &c.block[0]
	c.block = c.block[1:]
	fine, mid, coarse, habit := c.v.look(form, lower)
	*w = Word{
		Form: linear.HashString(form), Lower: linear.HashString(lower), Shape: shape(form),
		Fine: uint64(fine), Mid: uint64(mid), Coarse: uint64(coarse), Habit: uint64(habit),
	}
	for i := range w.Prefix {
		if n := i + 2; len(lower) > n {
			w.Prefix[i] = linear.HashString(lower[:n])
		}
	}
	for i := range w.Suffix {
		if n := i + 1; len(lower) > n {
			w.Suffix[i] = linear.HashString(lower[len(lower)-n:])
		}
	}
	w.Mark = marks[form]
	r, _ := utf8.DecodeRuneInString(form)
	w.Capital = unicode.IsUpper(r)
	for _, r := range form {
		if unicode.IsLetter(r) {
			w.Letter = true
			break
		}
	}
	c.words[string([]byte(form))] = w // not the document's memory
	return w
}

// shape hashes the classes of a word's runes, each row of one class cut to two.
func shape(form string) uint64 {
	h := uint64(0)
	last, run := uint64(0), 0
	for _, r := range form {
		var c uint64
		switch {
		case r >= 'a' && r <= 'z':
			c = 1
		case r >= 'A' && r <= 'Z':
			c = 2
		case r >= '0' && r <= '9':
			c = 3
		case unicode.IsUpper(r):
			c = 2
		case unicode.IsLetter(r):
			c = 1
		default:
			c = 16 + uint64(r)
		}
		if c == last {
			if run++; run > 2 {
				continue
			}
		} else {
			last, run = c, 1
		}
		h = linear.Hash(h, c)
	}
	return h
}
