// Package trained finds the names of persons, organisations and places with a
// linear-chain model that cmd/train made.
package trained

import (
	"casegraph/internal/gazetteer"
	"casegraph/internal/lexis"
	"casegraph/internal/linear"
	"casegraph/internal/text"
)

// A Document is what the model sees of one document: its words and what they
// tell about each other across sentences. It is for one goroutine and is used
// again for the next document.
type Document struct {
	cache     *lexis.Cache
	gaz       *gazetteer.Gazetteer
	sentences []sentence
	words     []word
	others    map[uint64][3]int32 // lower form of a capitalised word → where it stands first, 1 + index
	expanded  map[uint64]uint64   // an acronym → the last word of what stands before its brackets
	features  []uint64
	scratch
}

type sentence struct {
	first, limit int32 // into words
	flat         bool  // its capitals say nothing: a title, a line in capitals
}

type word struct {
	*lexis.Word
	lists     uint64 // what lists say, positions in their names included
	run       [2]int32
	candidate bool
	capital   bool
	sentence  int32
	class     text.Class
}

// NewDocument makes an empty one.
func NewDocument(c *lexis.Cache, g *gazetteer.Gazetteer) *Document {
	return &Document{cache: c, gaz: g, others: map[uint64][3]int32{}, expanded: map[uint64]uint64{}}
}

// Reset forgets the document before.
func (d *Document) Reset() {
	d.sentences, d.words = d.sentences[:0], d.words[:0]
	clear(d.others)
	clear(d.expanded)
}

// Add adds a sentence. All sentences are added before names are looked for.
func (d *Document) Add(tokens []text.Token) {
	first := int32(len(d.words))
	caps, letters := 0, 0
	for i := range tokens {
		t := &tokens[i]
		w := word{Word: d.cache.Word(t.Text, t.Lower), sentence: int32(len(d.sentences)), class: t.Class}
		w.capital = w.Capital || t.Class == text.Mixed && w.Letter
		if t.Class != text.Mark && t.Class != text.Number && len(t.Text) > 3 {
			letters++
			if w.capital {
				caps++
			}
		}
		d.words = append(d.words, w)
	}
	limit := int32(len(d.words))
	s := sentence{first: first, limit: limit, flat: letters >= 3 && caps*10 >= letters*7 && !(len(tokens) > 0 && tokens[len(tokens)-1].Text == "." && caps < letters)}
	d.lists(tokens, d.words[first:])
	d.runs(s, tokens)
	d.sentences = append(d.sentences, s)
}

// What lists say of a word, four bits each: whether it is the first, an inner,
// the last or the only word of a listed name.
const (
	listCountry = 4 * iota
	listDemonym
	listCapital
	listRegion
	listCity
	listAgency
	listOrganization
	listUnit
	listPerson
	listEvent
	listGiven
	listSurname
	listWord
)

func kindOf(e *gazetteer.Entry) uint {
	switch {
	case e.Demonym:
		return listDemonym
	case e.List == "countries":
		return listCountry
	case e.List == "cities":
		return listCity
	case e.List == "regions":
		return listRegion
	}
	switch e.Type {
	case "Place":
		return listCapital
	case "Agency":
		return listAgency
	case "Organization":
		return listOrganization
	case "Unit":
		return listUnit
	case "Person":
		return listPerson
	}
	return listEvent
}

// lists marks what the gazetteers know of the words.
func (d *Document) lists(tokens []text.Token, ws []word) {
	for i := 0; i < len(tokens); i++ {
		t := &tokens[i]
		if t.Class == text.Mark || t.Class == text.Number {
			continue
		}
		w := &ws[i]
		if w.capital {
			if d.gaz.GivenName(t.Lower) {
				w.lists |= 8 << listGiven
			}
			if d.gaz.Surname(t.Lower) {
				w.lists |= 8 << listSurname
			}
			if d.gaz.Word(t.Lower) {
				w.lists |= 8 << listWord
			}
		}
		if t.Class == text.Lower {
			continue
		}
		m, ok := d.gaz.Match(tokens, i)
		if !ok {
			continue
		}
		for e := range m.Entries[:min(2, len(m.Entries))] {
			kind := kindOf(&m.Entries[e])
			if m.Limit == i+1 {
				w.lists |= 8 << kind
				continue
			}
			w.lists |= 1 << kind
			for j := i + 1; j < m.Limit-1; j++ {
				ws[j].lists |= 2 << kind
			}
			ws[m.Limit-1].lists |= 4 << kind
		}
		i = m.Limit - 1
	}
}

// runs finds the rows of capitalised words, and which words may be in names.
func (d *Document) runs(s sentence, tokens []text.Token) {
	ws := d.words[s.first:s.limit]
	for i := 0; i < len(ws); {
		if !ws[i].capital {
			i++
			continue
		}
		j := i + 1
		for j < len(ws) && ws[j].capital {
			j++
		}
		for k := i; k < j; k++ {
			ws[k].run = [2]int32{s.first + int32(i), s.first + int32(j)}
		}
		i = j
	}
	last := -10
	for i := range ws {
		w := &ws[i]
		h := w.Habit &^ uint64(lexis.Rare)
		w.candidate = w.capital || w.Letter && h != uint64(lexis.Lower) && h != uint64(lexis.Mostly) && (h != 0 || w.class != text.Lower || w.lists != 0) || w.class == text.Ordinal
		if w.class == text.Number && i+1 < len(ws) && ws[i+1].capital {
			w.candidate = true
		}
		if w.candidate {
			if i-last <= 5 && last >= 0 {
				for k := last + 1; k < i; k++ {
					ws[k].candidate = true
				}
			}
			last = i
		} else if last == i-1 && last >= 0 && (w.class == text.Number || w.class == text.Mark && tokens[i].Text == ".") {
			w.candidate = true // Wagner 2, Inc .
		}
		if w.capital && !s.flat && (i > 0 || h >= uint64(lexis.Often)) {
			if o, ok := d.others[w.Lower]; !ok {
				d.others[w.Lower] = [3]int32{s.first + int32(i) + 1}
			} else if o[1] == 0 {
				o[1] = s.first + int32(i) + 1
				d.others[w.Lower] = o
			} else if o[2] == 0 {
				o[2] = s.first + int32(i) + 1
				d.others[w.Lower] = o
			}
		}
		if w.class == text.Upper && i >= 2 && tokens[i-1].Text == "(" && ws[i-2].capital {
			if _, ok := d.expanded[w.Lower]; !ok {
				d.expanded[w.Lower] = ws[i-2].Lower
			}
		}
	}
}

var edge = word{Word: &lexis.Edge}

// Features appends the features of word i of the document.
func (d *Document) Features(f []uint64, i int) []uint64 {
	s := &d.sentences[d.words[i].sentence]
	at := func(k int) *word {
		if k < int(s.first) || k >= int(s.limit) {
			return &edge
		}
		return &d.words[k]
	}
	w, p, n, pp, nn := at(i), at(i-1), at(i+1), at(i-2), at(i+2)
	k := uint64(0)
	one := func(a uint64) {
		k++
		f = append(f, linear.Hash(k<<8, a))
	}
	two := func(a, b uint64) {
		k++
		f = append(f, linear.Hash(linear.Hash(k<<8, a), b))
	}
	three := func(a, b, c uint64) {
		k++
		f = append(f, linear.Hash(linear.Hash(linear.Hash(k<<8, a), b), c))
	}
	some := func(a uint64) { // 0 is nothing
		k++
		if a != 0 {
			f = append(f, linear.Hash(k<<8, a))
		}
	}
	flat := uint64(0)
	if s.flat {
		flat = 1
	}
	first := uint64(0)
	if i == int(s.first) {
		first = 1
	}
	one(0)
	one(w.Form)
	one(w.Lower)
	two(w.Shape, flat)
	two(w.Shape, first)
	one(p.Lower)
	one(n.Lower)
	one(pp.Lower)
	one(nn.Lower)
	one(p.Shape)
	one(n.Shape)
	two(p.Shape, w.Shape)
	two(w.Shape, n.Shape)
	three(p.Shape, w.Shape, n.Shape)
	for _, x := range w.Prefix {
		some(x)
	}
	for _, x := range w.Suffix {
		some(x)
	}
	some(p.Suffix[2])
	some(n.Suffix[2])
	some(w.Fine)
	some(w.Mid)
	some(w.Coarse)
	some(p.Fine)
	some(n.Fine)
	some(p.Mid)
	some(n.Mid)
	some(pp.Mid)
	some(nn.Mid)
	some(p.Coarse)
	some(n.Coarse)
	two(p.Mid, w.Mid)
	two(w.Mid, n.Mid)
	two(p.Mid, n.Mid)
	three(p.Coarse, w.Coarse, n.Coarse)
	two(pp.Coarse, p.Coarse)
	two(n.Coarse, nn.Coarse)
	three(w.Habit, w.Shape, first+2*flat)
	two(w.Habit, n.Habit)
	two(w.Habit, p.Habit)
	two(p.Lower, w.Lower)
	two(w.Lower, n.Lower)
	two(p.Lower, n.Lower)
	two(p.Lower, w.Shape)
	two(n.Lower, w.Shape)
	two(pp.Lower, p.Lower)
	two(n.Lower, nn.Lower)
	two(p.Lower, w.Mid)
	two(n.Lower, w.Mid)
	two(w.Mid, w.Shape)
	two(w.Fine, n.Shape)

	// Lists.
	some(w.lists)
	some(p.lists)
	some(n.lists)
	k++
	for b := range 64 {
		if w.lists>>b&1 != 0 {
			f = append(f, linear.Hash(k<<8, uint64(b)))
		}
	}
	two(w.lists, w.Shape)
	two(w.lists, n.lists)
	two(p.lists, w.lists)
	two(w.lists, p.Mid)
	two(w.lists, n.Mid)
	two(w.lists, p.Lower)
	two(w.lists, n.Lower)

	// The row of capitalised words around.
	k0 := k
	if w.capital {
		a, b := int(w.run[0]), int(w.run[1])
		first, last := &d.words[a], &d.words[b-1]
		before, behind := at(a-1), at(b)
		one(last.Lower)
		one(last.Mid)
		one(last.Fine)
		one(first.Lower)
		one(first.Mid)
		one(first.lists)
		one(last.lists)
		one(before.Lower)
		one(behind.Lower)
		one(before.Mid)
		one(behind.Mid)
		two(uint64(min(b-a, 6)), uint64(min(i-a, 5)))
		two(uint64(min(b-i, 5)), last.Mid)
		two(uint64(min(b-i, 5)), last.Lower)
		two(first.Mid, last.Mid)
		two(before.Lower, behind.Lower)
		two(before.Lower, last.Mid)
		two(behind.Lower, last.Mid)
		two(behind.Lower, first.Mid)
		two(behind.Lower, at(b+1).Lower) // "of X", "'s Y"
		if behind.Lower == ofHash {
			two(at(b+1).Mid, last.Lower)
		}
	}
	k = k0 + 30

	// The same word elsewhere in the document, and an acronym's expansion.
	if w.capital {
		some(d.expanded[w.Lower])
		k = k0 + 32
		seen := 0
		for _, o := range d.others[w.Lower] {
			j := int(o) - 1
			if j < 0 || j == i || seen == 2 {
				continue
			}
			seen++
			t := &d.sentences[d.words[j].sentence]
			near := func(k int) *word {
				if k < int(t.first) || k >= int(t.limit) {
					return &edge
				}
				return &d.words[k]
			}
			x := &d.words[j]
			k = k0 + 34
			one(near(j - 1).Lower)
			one(near(j + 1).Lower)
			one(near(j - 1).Mid)
			one(near(j + 1).Mid)
			two(near(j-1).Shape, near(j+1).Shape)
			two(near(j-1).lists, near(j+1).lists)
			if x.run[1] > x.run[0] {
				one(d.words[x.run[1]-1].Mid)
				one(d.words[x.run[0]].Mid)
				one(near(int(x.run[0]) - 1).Lower)
				two(uint64(x.run[1]-x.run[0]), uint64(int32(j)-x.run[0]))
			}
		}
		k = k0 + 50
		two(uint64(seen), flat+2*first)
	}
	return f
}

var ofHash = linear.HashString("of")
