package names

import (
	"slices"
	"strconv"
	"strings"
)

// Keys are the blocking keys of a name, sorted: two names that Persons calls Same
// share one. They are worked out anew each time: most names are compared alone.
func (p *Person) Keys() []string {
	var keys []string
	t := p.table
	if len(p.words) > 0 {
		keys = append(keys, "="+spelled(p.words))
	}
	if len(p.words) == 1 && p.words[0].servant {
		for tr := range sounded {
			for _, k := range wordKeys(tr, &p.words[0]) {
				keys = append(keys, "1 "+k)
			}
		}
	}
	for _, list := range [][]word{p.words, p.swapped} {
		if len(list) < 2 {
			continue
		}
		for tr := range sounded {
			if !p.hears(tr) {
				continue
			}
			for i := 1; i < len(list); i++ {
				if i == len(list)-1 || !t.commonPair(&list[0], &list[i]) {
					keys = pairKeys(keys, tr, &list[0], &list[i])
				}
			}
			if at := len(list) - p.families; p.families > 1 && at > 1 {
				keys = pairKeys(keys, tr, &list[1], &list[at])
			}
		}
	}
	// Names that almost agree meet under the word that nobody else bears.
	if len(p.words) > 1 && !p.western {
		for i := range p.words {
			if p.words[i].rare() {
				keys = append(keys, "r"+p.words[i].text)
			}
		}
	}
	if p.korean.given != nil {
		for i := range 128 {
			if p.korean.family[i/64]&(1<<(i%64)) != 0 {
				keys = append(keys, "k"+string(rune(i+48))+p.korean.sound)
			}
		}
	}
	if p.chinese.given != nil {
		for i := range 128 {
			if p.chinese.family[i/64]&(1<<(i%64)) != 0 {
				keys = append(keys, "c"+string(rune(i+48))+p.chinese.sound)
			}
		}
	}
	if len(p.joined) >= 6 {
		keys = append(keys, "j"+p.joined)
	}
	if w := p.joinedWord(); w != nil {
		for tr := range sounded {
			if p.hears(tr) {
				for _, k := range wordKeys(tr, w) {
					keys = append(keys, "J"+k)
				}
			}
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// joinedWord is a long name of several words as one word, nil of another.
func (p *Person) joinedWord() *word {
	if len(p.words) < 2 || len(p.joined) < 12 || p.western {
		return nil
	}
	w := p.whole.Load()
	if w == nil {
		x := p.table.parse(p.joined)
		w = &x
		p.whole.Store(w)
	}
	return w
}

// commonPair reports two words of the lists that so many people bear that they join
// no two names by themselves, unless they are the first and the last: Muhammad
// Ahmad. judge asks for more than twice this rarity of two middle words.
func (t *Table) commonPair(a, b *word) bool {
	return len(a.classes) > 0 && len(b.classes) > 0 && t.worth(a.freqKey, "g", 0)+t.worth(b.freqKey, "g", 0) < 900
}

func spelled(ws []word) string {
	var b strings.Builder
	for i, w := range ws {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

// pairKeys adds the keys of a given name and another word: every pair of their
// classes and sounds, and for long words the beginning alone, under which words
// meet of which one letter is written otherwise.
func pairKeys(keys []string, tr tradition, a, b *word) []string {
	if a.initial || b.initial {
		return keys
	}
	as, bs := wordKeys(tr, a), wordKeys(tr, b)
	for _, x := range as {
		for _, y := range bs {
			keys = append(keys, pairKey(x, y))
		}
	}
	if editable(b) {
		for _, x := range as {
			keys = append(keys, pairKey(x, "~"+stem(b)))
		}
	}
	if editable(a) {
		for _, y := range bs {
			keys = append(keys, pairKey("~"+stem(a), y))
		}
	}
	return keys
}

func pairKey(x, y string) string {
	if x > y {
		x, y = y, x
	}
	return x + " " + y
}

// wordKeys are the sounds of a word's forms and its classes.
func wordKeys(tr tradition, w *word) []string {
	var out []string
	for i := range w.forms {
		out = append(out, w.forms[i][tr].key)
	}
	for _, c := range w.classes {
		out = append(out, "#"+strconv.Itoa(int(c)))
	}
	return out
}
