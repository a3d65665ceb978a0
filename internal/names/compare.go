package names

import (
	"cmp"
	"slices"
	"strings"
)

// Agreements of two words, the best first.
const (
	none    = iota
	equal   // the same letters
	form    // forms of one name in a class
	sound   // spellings of one sound
	loose   // of nearly one sound
	vowels  // of one set of consonants
	edited  // one letter of a long rare word is written otherwise
	initial // a letter that stands for the other
	nick    // a short form of the other
)

// Persons judges two names. The judgement is the same whichever comes first.
func (t *Table) Persons(left, right Name) Likeness {
	return t.Compare(t.Person(left), t.Person(right))
}

// Compare judges two parsed names.
func (t *Table) Compare(a, b *Person) Likeness {
	if len(a.words) == 0 || len(b.words) == 0 {
		return Likeness{Verdict: Unsure, Reason: "no name", Weight: 0}
	}
	// One order of the two, whichever way they came.
	if comparePersons(a, b) > 0 {
		a, b = b, a
	}
	if a.mark != 0 && b.mark != 0 && a.mark != b.mark {
		return Likeness{Verdict: Different, Reason: "other generation", Weight: 980}
	}
	l := t.judge(a, b)
	if l.Verdict == Same && a.mark != b.mark {
		return Likeness{Verdict: Unsure, Reason: "a generation in one name only", Weight: 500}
	}
	if l.Verdict == Same && (a.brief || b.brief) {
		l.Rarity = min(l.Rarity, briefWorth)
	}
	return l
}

func comparePersons(a, b *Person) int {
	if c := slices.CompareFunc(a.words, b.words, func(x, y word) int { return strings.Compare(x.text, y.text) }); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(a.text, b.text), cmp.Compare(a.culture, b.culture), cmp.Compare(a.proven, b.proven))
}

func (t *Table) judge(a, b *Person) Likeness {
	best := Likeness{Verdict: Different, Reason: "other words", Weight: 0}
	for tr := range sounded {
		if !a.hears(tr) || !b.hears(tr) || !a.proves(tr) && !b.proves(tr) && (a.western || b.western) {
			continue
		}
		best = better(best, t.align(tr, a, b, a.words, b.words, ""))
		if best.Verdict == Same && best.Weight >= 900 {
			break
		}
		// The other order may join two names; that it fits worse says nothing.
		if b.swapped != nil {
			if l := t.align(tr, a, b, a.words, b.swapped, "family name first"); l.Verdict == Same {
				best = better(best, l)
			}
		}
		if a.swapped != nil {
			if l := t.align(tr, a, b, a.swapped, b.words, "family name first"); l.Verdict == Same {
				best = better(best, l)
			}
		}
	}
	if a.korean.given != nil && b.korean.given != nil && (a.proven|b.proven)&koreans != 0 {
		best.Rarity = min(best.Rarity, t.syllabicWorth(koreans, a, b))
		if l, ok := t.korean(a, b); ok {
			return better(best, l)
		}
		if a.proven&koreans != 0 && b.proven&koreans != 0 && best.Weight < 950 && best.Reason != "same name" {
			return Likeness{Verdict: Different, Reason: "other Korean name", Weight: 900}
		}
	}
	if a.chinese.given != nil && b.chinese.given != nil {
		best.Rarity = min(best.Rarity, t.syllabicWorth(chinese, a, b))
		if l, ok := t.chineseNames(a, b); ok {
			return better(best, l)
		}
	}
	if best.Verdict != Same && t.turned(a, b) {
		return Likeness{Verdict: Same, Reason: "words in the other order", Weight: 850, Rarity: a.words[0].rarity[0] + a.words[1].rarity[0] - 100}
	}
	if best.Verdict != Same && max(len(a.words), len(b.words)) > 1 && a.joined == b.joined && len(a.joined) >= 6 {
		return Likeness{Verdict: Same, Reason: "written apart and together", Weight: 900, Rarity: unknown}
	}
	if best.Verdict != Same && len(a.words) != len(b.words) && t.apart(a, b) {
		return Likeness{Verdict: Same, Reason: "written apart and together", Weight: 880, Rarity: unknown}
	}
	if best.Verdict != Same {
		if l, ok := t.almost(a, b); ok {
			return l
		}
	}
	return best
}

func better(a, b Likeness) Likeness {
	rank := func(l Likeness) int {
		switch l.Verdict {
		case Same:
			return 2
		case Unsure:
			return 1
		}
		return 0
	}
	if rank(b) > rank(a) || rank(b) == rank(a) && b.Weight > a.Weight {
		return b
	}
	return a
}

func (t *Table) korean(a, b *Person) (Likeness, bool) {
	if !a.korean.family.meets(b.korean.family) || a.korean.sound != b.korean.sound || !sameSyllables(a.korean.given, b.korean.given) {
		return Likeness{}, false
	}
	reason := "Korean romanisation: " + a.korean.fams + " " + a.korean.text + " = " + b.korean.fams + " " + b.korean.text
	return Likeness{Verdict: Same, Reason: reason, Weight: 920, Rarity: t.syllabicWorth(koreans, a, b) - 20}, true
}

func (t *Table) chineseNames(a, b *Person) (Likeness, bool) {
	if !a.chinese.family.meets(b.chinese.family) || a.chinese.sound != b.chinese.sound || !sameSyllables(a.chinese.given, b.chinese.given) {
		return Likeness{}, false
	}
	reason := "Chinese romanisation: " + a.chinese.fams + " " + a.chinese.text + " = " + b.chinese.fams + " " + b.chinese.text
	return Likeness{Verdict: Same, Reason: reason, Weight: 900, Rarity: t.syllabicWorth(chinese, a, b) - 20}, true
}

// givenWorth is the rarity of a Korean or Chinese given name of two syllables that is
// not among the common ones: one bearer in 4,000.
const givenWorth = 1200

// briefWorth is the rarity of a Chinese name of two syllables: Zhang Jun, Wang Wei.
const briefWorth = 1100

// commonWorth is that of a common one: one bearer in 500.
const commonWorth = 900

// syllabicWorth is the rarity of a name of a culture of few family names.
func (t *Table) syllabicWorth(c cultures, a, b *Person) int {
	x, y := a.korean, b.korean
	if c == chinese {
		x, y = a.chinese, b.chinese
	}
	given := givenWorth
	if c == koreans && slices.ContainsFunc(t.common, func(g [][]syllable) bool { return sameSyllables(g, x.given) || sameSyllables(g, y.given) }) {
		given = commonWorth
	}
	return min(t.worth(t.FrequencyKey(x.fams), "s", c), t.worth(t.FrequencyKey(y.fams), "s", c), 800) + given
}

// match compares two words in a tradition.
func (t *Table) match(tr tradition, a, b *word, proven, slips bool) int {
	if a.text == b.text {
		if a.initial {
			return initial
		}
		return equal
	}
	if a.initial || b.initial {
		if a.text[0] == b.text[0] {
			return initial
		}
		return none
	}
	for _, x := range a.classes {
		if slices.Contains(b.classes, x) {
			return form
		}
	}
	// Names of two classes are two names, however near they sound.
	if len(a.classes) > 0 && len(b.classes) > 0 {
		if slices.Contains(a.nick, plain(b.text)) || slices.Contains(b.nick, plain(a.text)) {
			return nick
		}
		return none
	}
	best := 0
	for i := range a.forms {
		for j := range b.forms {
			if n := agree(tr, &a.forms[i][tr], &b.forms[j][tr]); n > 0 && (best == 0 || n < best) {
				best = n
			}
		}
	}
	switch {
	case best == 1:
		return sound
	case !proven:
	case a.known && b.known && best >= far:
		// Two names of the lists that only vowels tell apart: Hassan, Hussein.
	case best == 2 || best == 3 && len(a.text) >= 8 && len(b.text) >= 8:
		return loose
	case best > far && best < 2*far+2:
		return vowels
	}
	if slices.Contains(a.nick, plain(b.text)) || slices.Contains(b.nick, plain(a.text)) {
		return nick
	}
	if editable(a) && editable(b) && !(a.listed && b.listed) && slips && stem(a) == stem(b) && oneEdit(a.text, b.text) {
		return edited
	}
	return none
}

// editable reports whether a slip of one letter may be forgiven in a word: it is
// long and on no list.
func editable(w *word) bool { return len(w.text) >= 6 && !w.known && len(w.classes) == 0 && !w.patron }

// stem is the beginning that two spellings share of which one has a slip.
func stem(w *word) string { return w.text[:2] }

// oneEdit reports that one letter was added or dropped, two neighbours swapped, or
// a consonant written for its like, behind the stem and before the last letter: a
// last letter makes another name of it, Marina and Marino.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch {
	case i+1 >= len(a):
		return false
	case len(b) == len(a)+1:
		return a[i:] == b[i+1:]
	case len(b) > len(a):
		return false
	case a[i] == b[i+1] && a[i+1] == b[i]:
		return a[i+2:] == b[i+2:]
	}
	return a[i+1:] == b[i+1:] && strings.Contains(likes, string(min(a[i], b[i]))+string(max(a[i], b[i])))
}

// likes are letters that hands and ears confuse.
const likes = "bp bv ck cs dt fp gk gj gq iy kq mn sz vw jy hx hk kx iu"

// most is the number of words of a name that are read.
const most = 10

// align lines the words of two names up and judges what agrees, what is missing
// and what contradicts.
func (t *Table) align(tr tradition, a, b *Person, xs, ys []word, how string) Likeness {
	var grades [most][most]int8
	proven := a.proves(tr) || b.proves(tr)
	// English and German names are spelt one way: Johnson, Johnston, Jonson.
	slips := !a.western && !b.western && a.culture != westerners && b.culture != westerners
	for i := range xs {
		for j := range ys {
			grades[i][j] = int8(t.match(tr, &xs[i], &ys[j], proven, slips))
		}
	}
	// The best line-up in order: the most words, then the best agreement.
	var score [most + 1][most + 1]int
	for i := len(xs) - 1; i >= 0; i-- {
		for j := len(ys) - 1; j >= 0; j-- {
			score[i][j] = max(score[i+1][j], score[i][j+1])
			if g := grades[i][j]; g != none {
				score[i][j] = max(score[i][j], score[i+1][j+1]+100-int(g))
			}
		}
	}
	var partner [most]int // of each x, 1 + the index in ys
	matched := 0
	for i, j := 0, 0; i < len(xs) && j < len(ys); {
		switch {
		case grades[i][j] != none && score[i][j] == score[i+1][j+1]+100-int(grades[i][j]):
			partner[i] = j + 1
			matched++
			i++
			j++
		case score[i][j] == score[i+1][j]:
			i++
		default:
			j++
		}
	}
	return t.weigh(tr, a, b, xs, ys, &grades, &partner, matched, how)
}

// weigh judges a line-up.
func (t *Table) weigh(tr tradition, a, b *Person, xs, ys []word, grades *[most][most]int8, partner *[most]int, matched int, how string) Likeness {
	if matched == 0 {
		return Likeness{Verdict: Different, Reason: "other words", Weight: 950}
	}
	var freeX, freeY [most]bool
	for i := range xs {
		freeX[i] = partner[i] == 0
	}
	for j := range ys {
		freeY[j] = true
	}
	for i := range xs {
		if partner[i] > 0 {
			freeY[partner[i]-1] = false
		}
	}
	// Words of both that stand between the same partners contradict.
	i, j := 0, 0
	for i <= len(xs) {
		x0, y0 := i, j
		for i < len(xs) && partner[i] == 0 {
			i++
		}
		end := len(ys)
		if i < len(xs) {
			end = partner[i] - 1
		}
		j = end
		if i > x0 && end > y0 {
			return Likeness{Verdict: Different, Reason: "other words: " + text(xs[x0:i]) + ", " + text(ys[y0:end]), Weight: 900}
		}
		i++
		j++
	}
	rarity, short, looses, far, edits, initials, nicks, forms, sounds := 0, 0, 0, 0, 0, 0, 0, 0, 0
	var reason string
	fullest := 0
	for i := range xs {
		if partner[i] == 0 {
			continue
		}
		x, y := &xs[i], &ys[partner[i]-1]
		role := 0
		if i == len(xs)-1 && partner[i] == len(ys) {
			role = 1
		}
		switch g := grades[i][partner[i]-1]; g {
		case initial:
			initials++
			continue
		case nick:
			nicks++
		case edited:
			edits++
			reason = "one letter: " + plain(x.text) + " = " + plain(y.text)
		case vowels:
			looses += 2
			if far++; len(x.forms[0][arabic].consonants) < 4 {
				short++
			}
			reason = "vowels: " + plain(x.text) + " = " + plain(y.text)
		case loose:
			looses++
			reason = "spelling: " + plain(x.text) + " = " + plain(y.text)
		case sound:
			sounds++
			if reason == "" {
				reason = "spelling: " + plain(x.text) + " = " + plain(y.text)
			}
		case form:
			forms++
			if reason == "" {
				for _, c := range x.classes {
					if slices.Contains(y.classes, c) {
						reason = kinds[t.class(c).kind].reason + ": " + plain(x.text) + " = " + plain(y.text)
						break
					}
				}
			}
		}
		fullest++
		worth := min(x.rarity[0], y.rarity[0])
		if role == 1 {
			worth = min(worth, x.rarity[1], y.rarity[1])
		}
		rarity += worth
	}
	rarity -= 100*looses + 300*edits + 20*sounds
	if reason == "" {
		reason = "same name"
	}
	if how != "" {
		reason = how + "; " + reason
	}
	head := freeX[0] || freeY[0]
	tail := freeX[len(xs)-1] || freeY[len(ys)-1]
	extraX, extraY := 0, 0
	patrons := 0
	for i := range xs {
		if freeX[i] {
			extraX++
			if xs[i].patron && i > 0 && i < len(xs)-1 {
				patrons++
			}
		}
	}
	for j := range ys {
		if freeY[j] {
			extraY++
			if ys[j].patron && j > 0 && j < len(ys)-1 {
				patrons++
			}
		}
	}
	weight := 950 - 20*looses - 60*edits - 10*sounds - 10*forms
	switch {
	case short > 0 && fullest < 3, far > 0 && (rarity < 1700 || !a.proves(tr) && !b.proves(tr)), edits+nicks > 1 || looses+edits > 3 || edits > 0 && looses > 1:
		return Likeness{Verdict: Unsure, Reason: "loose: " + reason, Weight: 500}
	case extraX == 0 && extraY == 0:
		if fullest < 2 && !(len(xs) == 1 && len(ys) == 1 && xs[0].servant && ys[0].servant && edits+looses == 0) {
			return Likeness{Verdict: Unsure, Reason: "one word of a name", Weight: 400}
		}
		if initials > 0 && (grades[0][partner[0]-1] == initial || rarity < 1800) {
			return Likeness{Verdict: Unsure, Reason: "an initial", Weight: 600}
		}
		if nicks > 0 {
			return Likeness{Verdict: Unsure, Reason: "a nickname", Weight: 600}
		}
		if edits+looses > 0 && rarity < 1500 {
			return Likeness{Verdict: Unsure, Reason: reason, Weight: 600}
		}
		return Likeness{Verdict: Same, Reason: reason, Weight: weight, Rarity: max(rarity, 100)}
	case fullest < 2 && extraX > 0 && extraY > 0 && initials+nicks == 0:
		return Likeness{Verdict: Different, Reason: "one word in common", Weight: 700}
	case fullest < 2 || initials > 0 || nicks > 0:
		return Likeness{Verdict: Unsure, Reason: "a part of the name", Weight: 400}
	case head && extraX+extraY == 1 && !tail && bothSurnames(a, b, xs, ys) && edits+looses == 0:
		return Likeness{Verdict: Same, Reason: "the second of two forenames; " + reason, Weight: weight - 120, Rarity: rarity - 200}
	case head:
		return Likeness{Verdict: Unsure, Reason: "the first name is missing", Weight: 300}
	case extraX > 0 && extraY > 0 && patrons < extraX+extraY:
		return Likeness{Verdict: Unsure, Reason: "each has a word that the other lacks", Weight: 300}
	case tail:
		switch {
		case tr == iberian || a.culture&b.culture&iberians != 0 && (a.families > 1 || b.families > 1):
			if rarity >= 1900+700*(extraX+extraY-1) {
				return Likeness{Verdict: Same, Reason: "one surname of two; " + reason, Weight: weight - 60, Rarity: rarity - 100}
			}
		case familyPart(a, b, xs, ys, freeX[:], freeY[:]) && rarity >= 1600 && edits == 0:
			return Likeness{Verdict: Same, Reason: "one part of a family name; " + reason, Weight: weight - 70, Rarity: rarity - 100}
		case a.burman && b.burman:
		case a.filial && b.filial && extraX+extraY == 1 && fullest >= 2 && edits+looses == 0:
			return Likeness{Verdict: Same, Reason: "the family's name more; " + reason, Weight: weight - 60, Rarity: rarity} // X bin Y Al Z
		case (a.chain || b.chain) && extraX+extraY == 1 && fullest >= 2 && rarity >= 1500 && edits+looses == 0:
			return Likeness{Verdict: Same, Reason: "the grandfather's name more; " + reason, Weight: weight - 60, Rarity: rarity - 100}
		case (fullest >= 3 && rarity >= 2000 || rarity >= 2700) && edits == 0:
			return Likeness{Verdict: Same, Reason: "the last word is missing; " + reason, Weight: weight - 100, Rarity: rarity - 200}
		}
		return Likeness{Verdict: Unsure, Reason: "the last word is missing", Weight: 450}
	case a.burman && b.burman:
		return Likeness{Verdict: Unsure, Reason: "a syllable more: Burmese names have no middle name", Weight: 300}
	case patrons == extraX+extraY:
		return Likeness{Verdict: Same, Reason: "patronymic more; " + reason, Weight: weight - 30, Rarity: max(rarity, 100)}
	case rarity >= 1600 && edits == 0:
		return Likeness{Verdict: Same, Reason: "a middle name more; " + reason, Weight: weight - 70, Rarity: rarity}
	}
	return Likeness{Verdict: Unsure, Reason: "a middle name more", Weight: 550}
}

func text(ws []word) string { return plain(spelled(ws)) }

// familyPart reports that all that one name lacks is a later part of a family name
// of several words.
func familyPart(a, b *Person, xs, ys []word, freeX, freeY []bool) bool {
	part := func(p *Person, ws []word, free []bool) bool {
		if p.families < 2 || free[len(ws)-p.families] {
			return false
		}
		for i := range len(ws) - p.families {
			if free[i] {
				return false
			}
		}
		return true
	}
	long := func(free []bool) bool { return slices.Contains(free, true) }
	return long(freeX) != long(freeY) && (long(freeX) && part(a, xs, freeX) || long(freeY) && part(b, ys, freeY))
}

// turned reports that two names are a rare word and another, rare or a forename, one
// pair in either order: no two people bear such names.
func (t *Table) turned(a, b *Person) bool {
	if len(a.words) != 2 || len(b.words) != 2 {
		return false
	}
	listed := 0
	for i := range 2 {
		x, y := &a.words[i], &b.words[1-i]
		best := none
		for tr := range sounded {
			if g := t.match(tr, x, y, false, false); g == equal || g == sound && a.hears(tr) && b.hears(tr) {
				best = g
				break
			}
		}
		bare := func(w *word) bool { return w.known && !(w.given && !w.surname) }
		if best == none || bare(x) || bare(y) || len(x.text) < 5 || len(y.text) < 5 {
			return false
		}
		if !x.rare() || !y.rare() {
			listed++
		}
	}
	return listed < 2
}

// bothSurnames reports that both names have one forename, or two, and two surnames.
func bothSurnames(a, b *Person, xs, ys []word) bool {
	return a.families == 2 && b.families == 2 && len(xs) <= 4 && len(ys) <= 4 && (a.culture|b.culture)&iberians != 0
}
