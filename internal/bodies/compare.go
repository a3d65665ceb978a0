package bodies

import (
	"cmp"
	"slices"
	"strings"

	"casegraph/internal/names"
)

func different(reason string, weight int) names.Likeness {
	return names.Likeness{Verdict: names.Different, Reason: reason, Weight: weight}
}

func unsure(reason string) names.Likeness {
	return names.Likeness{Verdict: names.Unsure, Reason: reason, Weight: 500}
}

// Compare judges two names. It is symmetric.
func Compare(a, b Parsed) names.Likeness { return compare(&a, &b) }

func compare(a, b *Parsed) names.Likeness {
	// A fixed order makes the reasons symmetric too.
	if less(b, a) {
		a, b = b, a
	}
	l := single(a, b)
	if a.short == nil && b.short == nil {
		return l
	}
	if l.Verdict == names.Same {
		if a.short != nil && b.short != nil && a.short.acronym != "" && b.short.acronym != "" && a.short.acronym != b.short.acronym {
			return unsure("another acronym: " + a.short.name + ", " + b.short.name)
		}
		if contradicts(a, b) {
			return different("other words behind one acronym: "+longer(a).name+", "+longer(b).name, 800)
		}
		return l
	}
	if contradicts(a, b) {
		return l
	}
	two := l.Verdict == names.Different
	for _, pair := range [][2]*Parsed{{a.short, b}, {a, b.short}, {a.short, b.short}} {
		x, y := pair[0], pair[1]
		if x == nil || y == nil {
			continue
		}
		m := single(x, y)
		if m.Verdict != names.Same {
			continue
		}
		if x.acronym != "" && x.acronym == y.acronym {
			if len(x.acronym) < 3 || a.country() == "" || a.country() != b.country() {
				if pair[0] == a.short && pair[1] == b.short {
					l = unsure("one acronym of two names: " + x.name)
					continue
				}
				if len(x.acronym) < 3 || len(x.acronym) < 4 && (a.generic || b.generic) {
					l = unsure("an acronym alone: " + x.name)
					continue
				}
			}
			if pair[0] == a.short && pair[1] == b.short && two {
				l = unsure("one acronym of two names: " + x.name)
				continue
			}
			m.Weight = 850
			m.Reason = "the acronym that the text defines: " + x.name
			return m
		}
		if x.acronym+y.acronym != "" && a.acronym == "" && b.acronym == "" && two {
			l = unsure("one acronym of two names: " + x.acronym + y.acronym)
			continue
		}
		m.Weight = min(m.Weight, 880)
		m.Reason = "the other name that the text gives: " + m.Reason
		return m
	}
	return l
}

// longer is the form of a name that is no acronym.
func longer(p *Parsed) *Parsed {
	if p.acronym != "" && p.short != nil && p.short.acronym == "" {
		return p.short
	}
	return p
}

// contradicts says that both names have words behind their acronyms, and that
// they are other words.
func contradicts(a, b *Parsed) bool {
	x, y := longer(a), longer(b)
	if x.acronym != "" || y.acronym != "" || x == a && y == b {
		return false
	}
	return single(x, y).Verdict == names.Different
}

func less(a, b *Parsed) bool {
	if c := strings.Compare(a.text, b.text); c != 0 {
		return c < 0
	}
	if a.name != b.name {
		return a.name < b.name
	}
	if c := strings.Compare(a.field, b.field); c != 0 {
		return c < 0
	}
	if (a.short == nil) != (b.short == nil) {
		return a.short == nil
	}
	if a.short != nil {
		return a.short.name < b.short.name
	}
	return false
}

// states says what the states of two names say: 1 they agree, -1 they differ, 0
// nothing, 2 one name has a state and nothing tells the other's.
func states(a, b *Parsed) (int, string) {
	x, y := a.states, b.states
	differ := func(s, t string) (int, string) { return -1, "of two states: " + s + ", " + t }
	switch {
	case len(x) > 0 && len(y) > 0:
		if !slices.Equal(x, y) {
			return differ(strings.Join(x, "+"), strings.Join(y, "+"))
		}
	case len(x) > 0 || len(y) > 0:
		if len(x) == 0 {
			x, a, b = y, b, a
		}
		if a.branch {
			return -1, "a branch: in " + strings.Join(x, "+")
		}
		if b.field == "" {
			return 2, "only one names its state: " + strings.Join(x, "+")
		}
		if !slices.Contains(x, b.field) || len(x) > 1 {
			return differ(strings.Join(x, "+"), b.field)
		}
		return 1, ""
	}
	if a.field != "" && b.field != "" && a.field != b.field {
		return differ(a.field, b.field)
	}
	if len(x) > 0 || a.field != "" && a.field == b.field {
		return 1, ""
	}
	return 0, ""
}

// match is what the words of two names have in common.
type match struct {
	reason      string
	spelt       int // words of other spelling
	typos       int
	loosely     int // words that are alike only if the rest of the name is rare
	restA       []*item
	restB       []*item
	turned      bool // a word has another vowel
	reordered   bool
	translated  string
	matched     []*item
	equal       []*item // of those, the ones without any difference
	looseReason string
}

// align pairs the words of two names, equal ones first.
func align(a, b *Parsed) match {
	var m match
	var usedA, usedB [32]bool
	n, k := min(len(a.words), 32), min(len(b.words), 32)
	lastJ := -1
	prefix := 3
	if a.counted() <= 1 || b.counted() <= 1 {
		prefix = 4
	}
	for i := 0; i < n; i++ {
		for j := 0; j < k; j++ {
			x, y := &a.words[i], &b.words[j]
			if usedB[j] || x.canon != y.canon && (x.stem == "" || x.stem != y.stem) {
				continue
			}
			usedA[i], usedB[j] = true, true
			m.matched = append(m.matched, x)
			m.equal = append(m.equal, x)
			if x.class == content && y.class == content && x.text != y.text && prefix > 3 {
				m.loosely++ // one plural, in a name of one word
				m.looseReason = x.said + " = " + y.said
			}
			if j < lastJ {
				m.reordered = true
			}
			lastJ = j
			if x.text != y.text && m.translated == "" {
				m.translated = x.said + " = " + y.said
			}
			break
		}
	}
	for i := 0; i < n; i++ {
		for j := 0; j < k && !usedA[i]; j++ {
			x, y := &a.words[i], &b.words[j]
			if usedB[j] {
				continue
			}
			how := alike(x, y, prefix, a.kind)
			if how == no {
				continue
			}
			usedA[i], usedB[j] = true, true
			m.matched = append(m.matched, x)
			switch how {
			case typo:
				m.typos++
			case maybe:
				m.loosely++
				m.typos++
			default:
				m.spelt++
				m.turned = m.turned || x.loose != y.loose
			}
			if m.looseReason == "" {
				m.looseReason = x.said + " = " + y.said
			}
		}
	}
	for i := range a.words {
		if i >= n || !usedA[i] {
			m.restA = append(m.restA, &a.words[i])
		}
	}
	for j := range b.words {
		if j >= k || !usedB[j] {
			m.restB = append(m.restB, &b.words[j])
		}
	}
	return m
}

// unkeyed are the classes of words that the blocking key leaves out.
var unkeyed = map[class]bool{light: true, arm: true, weak: true}

// likeness of two words that are not equal.
type likeness uint8

const (
	no    likeness = iota
	yes            // spellings of one word
	typo           // a letter is wrong
	maybe          // spellings of one word if the other words are rare
)

// alike says whether two words are spellings of one word of another language.
// prefix is how many consonants must be equal in any case, so that both have one
// key: more in a name of one word, of which more is asked.
func alike(x, y *item, prefix int, k kind) likeness {
	if x.class != content || y.class != content {
		// A letter wrong in a word of the lists.
		if x.class == content {
			x, y = y, x
		}
		if y.class == content && !unkeyed[x.class] && !y.english && !y.exact && len(x.text) >= 7 && len(y.text) >= 7 && oneEdit(x.text, y.text) && x.key(prefix) == y.key(prefix) {
			return typo
		}
		return no
	}
	if x.loose == "" || y.loose == "" || x.exact || y.exact {
		return no
	}
	if len(x.canon) == len(y.canon) && strings.ReplaceAll(x.canon, "y", "i") == strings.ReplaceAll(y.canon, "y", "i") && !(x.english && y.english) {
		return yes
	}
	if short := min(len(x.canon), len(y.canon)); short < 4 || short == 4 && max(len(x.canon), len(y.canon)) == 4 && !strings.ContainsAny(x.canon+y.canon, "q") || x.english && y.english {
		return no
	}
	if x.loose == y.loose {
		if prefix > 3 && (x.english || y.english || min(len(x.canon), len(y.canon)) == 4 && k == body) {
			return maybe
		}
		return yes
	}
	if x.english || y.english {
		if len(x.canon) >= 7 && len(y.canon) >= 7 && oneEdit(x.canon, y.canon) && x.key(prefix) == y.key(prefix) {
			return typo
		}
		return no
	}
	if len(x.canon) < 5 || len(y.canon) < 5 {
		return no
	}
	if x.key(prefix) != y.key(prefix) {
		return no
	}
	edit := oneEdit(x.loose, y.loose)
	switch {
	case edit && ending(x.loose, y.loose):
		return maybe // "Ansar", "Ansari"
	case edit && k == body && len(x.loose) == len(y.loose) && x.loose[:len(x.loose)-1] == y.loose[:len(y.loose)-1]:
		return maybe // "Politico", "Politika"
	case edit && x.skel == y.skel && len(strings.TrimPrefix(x.skel, "a")) >= 4:
		if k == place && syllables(x.loose) != syllables(y.loose) {
			return maybe // Tunambo, Tunamibo: two towns
		}
		return yes
	case x.skel == y.skel && len(x.skel) >= 3 && possessive(x.loose) && possessive(y.loose):
		return yes
	case edit && len(x.loose) >= 7 && len(y.loose) >= 7 && (k != place || syllables(x.loose) == syllables(y.loose)):
		if prefix > 3 && x.skel != y.skel {
			return maybe // another consonant in a name of one word
		}
		return typo
	case edit:
		return maybe
	}
	return no
}

// ending says that one word is the other with a vowel more behind, which may be
// the ending of an adjective.
func ending(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(b) == len(a)+1 && strings.HasPrefix(b, a) && vowel(b[len(b)-1])
}

// possessive says that a name ends as Ukrainian -iv and Russian -ov and -ev do:
// Orikhiv, Orekhov.
func possessive(l string) bool { return strings.HasSuffix(l, "iv") || strings.HasSuffix(l, "uv") }

// single judges two names without what the texts define besides.
func single(a, b *Parsed) names.Likeness {
	if a.kind != b.kind {
		return different("another kind of thing", 1000)
	}
	if a.kind == body {
		if l, ok := spelt(a, b); ok {
			return l
		}
	}
	if !slices.Equal(a.numbers, b.numbers) {
		if len(a.numbers) == 0 || len(b.numbers) == 0 {
			if a.unit || b.unit {
				m := align(a, b)
				if e, ok := another(&m, echelon); ok {
					return different("another echelon: "+e, 950)
				}
				if len(m.restA) == 0 || len(m.restB) == 0 {
					return unsure("only one has a number: " + strings.Join(append(slices.Clone(a.plain), b.plain...), ", "))
				}
			}
			return different("only one has a number: "+strings.Join(append(slices.Clone(a.plain), b.plain...), ", "), 800)
		}
		if slices.Equal(a.plainSorted(), b.plainSorted()) {
			m := align(a, b)
			if e, ok := another(&m, echelon); ok {
				return different("another echelon: "+e, 950)
			}
		}
		return different("numbers differ: "+strings.Join(a.plain, " ")+", "+strings.Join(b.plain, " "), 980)
	}
	switch a.kind {
	case place:
		return places(a, b)
	case event:
		return events(a, b)
	}
	return ofBodies(a, b)
}

// spelt judges an acronym and the words that it may stand for.
func spelt(a, b *Parsed) (names.Likeness, bool) {
	x, y := a, b
	if x.acronym == "" {
		x, y = y, x
	}
	if x.acronym == "" {
		return names.Likeness{}, false
	}
	if y.acronym != "" {
		if x.acronym != y.acronym {
			return different("another acronym: "+a.name+", "+b.name, 800), true
		}
		return names.Likeness{}, false
	}
	if !slices.Contains(y.initials, x.acronym) {
		return names.Likeness{}, false
	}
	c, why := states(a, b)
	if c == -1 {
		return different(why, 800), true
	}
	if slices.ContainsFunc(y.words, func(w item) bool { return w.canon == "air force" || w.canon == "armed forces" }) {
		return unsure("AF is armed forces and air force: " + x.name), true
	}
	if len(x.acronym) >= 3 && a.country() != "" && a.country() == b.country() {
		return names.Likeness{Verdict: names.Same, Reason: "the acronym spells the words: " + x.name + " = " + y.name, Weight: 820, Rarity: 600}, true
	}
	return unsure("the acronym may spell the words: " + x.name), true
}

// another says that both names have a word of a class that the other lacks.
func another(m *match, c class) (string, bool) {
	x := find(m.restA, c)
	y := find(m.restB, c)
	if x == nil || y == nil {
		return "", false
	}
	return x.said + ", " + y.said, true
}

func find(ws []*item, c class) *item {
	for _, w := range ws {
		if w.class == c && w.canon != "guards" {
			return w
		}
	}
	return nil
}

func only(ws []*item, cs ...class) bool {
	for _, w := range ws {
		if !slices.Contains(cs, w.class) {
			return false
		}
	}
	return true
}

// english says that no word is a proper name.
func english(ws []*item) bool {
	return !slices.ContainsFunc(ws, func(w *item) bool { return w.class == content && !w.english })
}

func texts(ws []*item) string {
	var out []string
	for _, w := range ws {
		out = append(out, w.said)
	}
	return strings.Join(out, " ")
}

func ofBodies(a, b *Parsed) names.Likeness {
	m := align(a, b)
	c, why := states(a, b)
	agree := c == 1
	if e, ok := another(&m, echelon); ok {
		return different("another echelon: "+e, 950)
	}
	together := a.joined != "" && a.joined == b.joined
	reason, weight := "", 0
	rest := append(slices.Clone(m.restA), m.restB...)
	both := len(m.restA) > 0 && len(m.restB) > 0
	switch {
	case len(rest) == 0:
	case together && (m.restA == nil) == (m.restB == nil):
		m.restA, m.restB = nil, nil
		reason, weight = "written together or apart: "+a.name+" = "+b.name, 900
	case len(m.matched) == 0:
		if a.acronym != "" || b.acronym != "" {
			return unsure("an acronym and other words")
		}
		return different("other words: "+texts(m.restA)+", "+texts(m.restB), 700)
	case both:
		if only(rest, arm) {
			if e, ok := another(&m, arm); ok {
				return different("another arm: "+e, 850)
			}
			return unsure("other words: " + texts(m.restA) + ", " + texts(m.restB))
		}
		if only(rest, light) && worth(m.matched) >= 1200 && len(a.legal)+len(b.legal) == 0 {
			reason, weight = "another head: "+texts(m.restA)+", "+texts(m.restB), 800
			break
		}
		if only(rest, light, firm) || only(rest, loosely) {
			return unsure("another head: " + texts(m.restA) + ", " + texts(m.restB))
		}
		if a.unit && len(a.numbers) > 0 && agree && only(rest, arm, content, word, state) {
			return unsure("other words: " + texts(m.restA) + ", " + texts(m.restB))
		}
		return different("other words: "+texts(m.restA)+", "+texts(m.restB), 800)
	case only(rest, arm):
		if c == -1 {
			return different(why, 950)
		}
		if !agree || len(a.numbers) == 0 && a.generic {
			return unsure("a word more: " + texts(rest))
		}
		reason, weight = "left out: "+texts(rest), 850
	case a.unit && b.unit && len(a.numbers) > 0 && only(rest, arm, word, content, state) && english(rest):
		return unsure("a word more: " + texts(rest))
	case a.unit && b.unit && len(a.numbers) > 0 && only(rest, arm, word, content, state):
		if c == -1 {
			return different(why, 950)
		}
		if !agree {
			return unsure("a word more: " + texts(rest))
		}
		reason, weight = "a name besides the number: "+texts(rest), 820
	case only(rest, echelon):
		return unsure("a word more: " + texts(rest))
	case only(rest, light):
		if c != -1 && (worth(m.matched) < 1000 || len(a.legal)+len(b.legal) > 0) {
			return unsure("a word more: " + texts(rest))
		}
		reason, weight = "left out: "+texts(rest), 830
	case only(rest, light, firm, loosely):
		return unsure("a word more: " + texts(rest))
	default:
		return different("a word more: "+texts(rest), 750)
	}
	if c == -1 {
		if a.acronym != "" || b.acronym != "" || a.generic || b.generic || a.unit || b.unit || len(a.legal)+len(b.legal) > 0 || len(a.states)+len(b.states) > 0 {
			return different(why, 950)
		}
		return unsure(why)
	}
	if a.generic != b.generic && m.typos+m.spelt > 0 {
		return unsure("a letter differs: " + m.looseReason)
	}
	if (a.generic || b.generic) && !agree {
		return unsure("many states have such a body")
	}
	if c == 2 {
		if !a.unit || !b.unit || reason != "" || !m.proper() || !slices.ContainsFunc(m.equal, func(w *item) bool { return sizes[w.canon] }) {
			return unsure(why)
		}
		reason, weight = why, 720
	}
	if m.typos+m.spelt > 0 && m.typos > 1 {
		return unsure("two words are spelt otherwise: " + m.looseReason)
	}
	if m.loosely > 0 && (m.loosely > 1 || !m.firm()) {
		return unsure("a word is spelt otherwise: " + m.looseReason)
	}
	if commercial(a) && commercial(b) && (len(a.states) == 0 || len(b.states) == 0) {
		return unsure("many companies have such a name")
	}
	if e, f, ok := forms(a, b); ok {
		return unsure("another legal form: " + e + ", " + f)
	}
	if a.kind == body && !agree && len(a.numbers) == 0 && english(derefs(a.words)) && english(derefs(b.words)) {
		switch {
		case a.division() || b.division():
			return unsure("many bodies have such a part")
		case len(m.matched) == 1 && m.matched[0].class == content && a.text != b.text:
			return unsure("one common word: " + texts(m.matched))
		}
	}
	rarity := worth(m.matched) + 300*len(a.numbers)
	if len(m.matched) == 0 {
		rarity = 1000 // written together
	}
	if agree {
		rarity += 300
	}
	if reason == "" {
		reason, weight = plainReason(a, b, &m)
	}
	if m.typos > 0 {
		rarity -= 300
	} else if m.spelt > 0 {
		rarity -= 100
	}
	return names.Likeness{Verdict: names.Same, Reason: reason, Weight: weight, Rarity: max(rarity, 50)}
}

// plainReason says what two names with the same words differ in.
func plainReason(a, b *Parsed, m *match) (string, int) {
	switch {
	case a.text == b.text:
		return "same name", 950
	case m.typos > 0:
		return "a letter differs: " + m.looseReason, 850
	case m.spelt > 0:
		return "romanisation: " + m.looseReason, 880
	case a.legalText != b.legalText:
		if a.legalText != "" && b.legalText != "" {
			return "legal form written otherwise: " + a.legalText + " = " + b.legalText, 920
		}
		return "legal form left out: " + a.legalText + b.legalText, 920
	case m.translated != "":
		return "spelling or translation: " + m.translated, 920
	case m.reordered:
		return "same words in another order", 920
	case len(a.weak)+len(b.weak) > 0:
		return "left out: " + strings.Join(append(slices.Clone(a.weak), b.weak...), ", "), 920
	}
	return "same words", 930
}

// commercial says that a name has only words that many companies have.
func commercial(p *Parsed) bool {
	if !p.generic {
		return false
	}
	n := 0
	for i := range p.words {
		switch p.words[i].class {
		case trade:
			n++
		case light, loosely:
		default:
			return false
		}
	}
	return n > 0
}

// forms are two legal forms that are no translations of each other.
func forms(a, b *Parsed) (string, string, bool) {
	for _, k := range []string{"holding", "offshore"} {
		if slices.Contains(a.legal, k) != slices.Contains(b.legal, k) {
			return a.legalText, b.legalText, true
		}
	}
	for _, x := range a.legal {
		for _, y := range b.legal {
			c, f, _ := strings.Cut(x, " ")
			d, g, _ := strings.Cut(y, " ")
			switch {
			case f == "" || g == "" || c == "corp" || d == "corp":
			case c != d, f != g && f != "en" && g != "en":
				return a.legalText, b.legalText, true
			}
		}
	}
	return "", "", false
}

// sizes are echelons that nothing but a unit has in its name.
var sizes = map[string]bool{"corps": true, "division": true, "brigade": true, "regiment": true, "battalion": true, "squadron": true, "fleet": true, "flotilla": true}

// proper says that an equal word is a proper name of some length.
func (m *match) proper() bool {
	return slices.ContainsFunc(m.equal, func(w *item) bool {
		return w.class == content && !w.english && !w.exact && len(w.canon) >= 5
	})
}

// division says that a name is of an office, a section or a division of something
// that it does not name.
func (p *Parsed) division() bool {
	return slices.ContainsFunc(p.words, func(w item) bool {
		return w.canon == "office" || w.canon == "section" || w.canon == "branch" || w.canon == "division" || w.canon == "bureau"
	})
}

func derefs(ws []item) []*item {
	out := make([]*item, len(ws))
	for i := range ws {
		out[i] = &ws[i]
	}
	return out
}

// firm says that equal words besides the loose one make the name rare.
func (m *match) firm() bool {
	n := 0
	for _, w := range m.equal {
		switch {
		case w.class == content && !w.english:
			return true
		case w.class == content || w.class == word:
			n++
		}
	}
	return n > 1
}

// worth is how rare words are together, in hundredths of a bit.
func worth(ws []*item) int {
	n := 0
	for _, w := range ws {
		switch {
		case w.class == content && !w.english:
			n += 1000 + 60*min(len(w.canon), 10)
		case w.class == content:
			n += 600
		case w.class == word:
			n += 500
		case w.class == trade || w.class == echelon:
			n += 150
		case w.class == arm:
			n += 200
		default:
			n += 60
		}
	}
	return n
}

func places(a, b *Parsed) names.Likeness {
	m := align(a, b)
	if len(m.matched) == 0 {
		return different("other words: "+a.name+", "+b.name, 800)
	}
	if len(m.restA)+len(m.restB) > 0 && (a.joined == "" || a.joined != b.joined) {
		return different("other words: "+a.name+", "+b.name, 800)
	}
	if c, why := states(a, b); c == -1 {
		return different(why, 950)
	}
	x, y := a.kinds, b.kinds
	if !slices.Equal(x, y) {
		if x == nil {
			x = []string{"settlement"}
		}
		if y == nil {
			y = []string{"settlement"}
		}
		state := strings.HasPrefix(m.matched[0].canon, "=")
		if slices.Equal(x, y) && (a.city || b.city) && !state {
			return unsure("a city and perhaps the land around it: " + a.name + ", " + b.name)
		}
		if !slices.Equal(x, y) || state {
			if len(a.kinds) == 0 || len(b.kinds) == 0 {
				return different("only one is a "+strings.Join(append(slices.Clone(a.kinds), b.kinds...), " "), 700)
			}
			return different("another kind of place: "+strings.Join(a.kinds, " ")+", "+strings.Join(b.kinds, " "), 900)
		}
	}
	if m.typos > 0 {
		return unsure("a letter differs: " + m.looseReason)
	}
	if f := cmp.Or(a.country(), b.country()); m.turned && f != "" && !romanised[f] {
		return unsure("a vowel differs: " + m.looseReason)
	}
	rarity := min(worth(m.matched)/4, 500)
	if a.field != "" && a.field == b.field {
		rarity += 500
	}
	reason, weight := plainReason(a, b, &m)
	return names.Likeness{Verdict: names.Same, Reason: reason, Weight: weight, Rarity: rarity}
}

func events(a, b *Parsed) names.Likeness {
	m := align(a, b)
	if len(m.restA)+len(m.restB) > 0 {
		return different("other words: "+a.name+", "+b.name, 700)
	}
	if m.typos > 0 {
		return unsure("a letter differs: " + m.looseReason)
	}
	if a.field != "" && b.field != "" && a.field != b.field {
		return different("of two states: "+a.field+", "+b.field, 700)
	}
	reason, weight := plainReason(a, b, &m)
	return names.Likeness{Verdict: names.Same, Reason: reason, Weight: weight, Rarity: max(worth(m.matched)/2+300*len(a.numbers), 50)}
}

// plainSorted are the numbers without what they count.
func (p *Parsed) plainSorted() []string {
	out := make([]string, len(p.numbers))
	for i, n := range p.numbers {
		out[i], _, _ = strings.Cut(n, " ")
	}
	slices.Sort(out)
	return out
}
