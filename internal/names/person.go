package names

import (
	"slices"
	"strings"
)

// A Name is what a report calls a person.
type Name struct {
	Text    string
	Country string // ISO 3166 alpha-2 in lower case; "" where it is not known
}

// cultures are sets of ways to build names.
type cultures uint16

const (
	slavs cultures = 1 << iota
	arabs
	iberians
	koreans
	chinese
	viets
	burmese
	magyars
	westerners
)

// A Person is a parsed name. It is read-only and may be shared.
type Person struct {
	text     string
	words    []word // given names first, the family name last
	families int    // how many words at the end are family names, where the name says so; else 0
	swapped  []word // words with the first at the end, where the family name may stand first
	mark     int    // generation: Jr, Sr, II ...; 0 where there is none
	culture  cultures
	proven   cultures // what the words or the country prove
	initials bool
	filial   bool // bin, ibn: the order of its words is that of the generations
	western  bool // a word of it is an English forename
	korean   syllabic
	chinese  syllabic
	joined   string // all letters, for names whose words are written together or apart
	keys     []string
}

// A syllabic name is the reading of a name as family and syllables.
type syllabic struct {
	family uint64Set
	fams   string
	given  [][]syllable
	text   string
	sound  string
}

// A word of a name.
type word struct {
	text    string
	forms   []view2
	classes []int32
	initial bool
	known   bool // some list has it as a name
	given   bool // as a given name
	surname bool
	listed  bool // its sound has a frequency
	patron  bool // a patronymic
	servant bool // Abd and a name of God, which are a name of two parts
	rarity  [2]int
	nick    []string
	freqKey string
}

// view2 is a word in each tradition.
type view2 [sounded]view

// longest is the number of bytes of a name that are read.
const longest = 300

// Person parses a name.
func (t *Table) Person(n Name) *Person {
	p := &Person{text: n.Text}
	raw := strip(n.Text[:min(len(n.Text), longest)])
	comma := -1
	var ws []string
	var caps []bool
	for part := range strings.SplitSeq(raw, ",") {
		f := strings.Fields(part)
		var kept []string
		for _, w := range f {
			low := strings.Trim(Fold(w), ".")
			if g, ok := generations[low]; ok && len(ws)+len(kept) > 0 {
				p.mark = g
				continue
			}
			kept = append(kept, w)
		}
		if len(kept) == 0 {
			continue
		}
		if comma < 0 && len(ws) > 0 {
			comma = len(ws)
		}
		for _, w := range kept {
			ws = append(ws, w)
			caps = append(caps, shouted(w))
		}
	}
	if comma < 0 {
		comma = shoutedFamily(caps, ws)
	}
	p.assemble(t, ws, comma, n.Country)
	return p
}

// strip takes quoted and bracketed nicknames out.
func strip(s string) string {
	var b strings.Builder
	depth := 0
	rs := []rune(s)
	for i := 0; i < len(rs); i++ {
		r := rs[i]
		switch r {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth = max(0, depth-1)
			b.WriteByte(' ')
			continue
		case '"', '“', '«', '„':
			end := -1
			for j := i + 1; j < len(rs); j++ {
				if strings.ContainsRune("\"”»“", rs[j]) {
					end = j
					break
				}
			}
			if end > 0 {
				i = end
				b.WriteByte(' ')
				continue
			}
		case '\'', '‘':
			// 'Chapo' with a blank before and after is a nickname; 'Ali is a letter.
			if i == 0 || rs[i-1] == ' ' {
				end := -1
				for j := i + 1; j < len(rs); j++ {
					if (rs[j] == '\'' || rs[j] == '’') && (j+1 == len(rs) || rs[j+1] == ' ' || rs[j+1] == ',') {
						end = j
						break
					}
					if (rs[j] == '\'' || rs[j] == '‘') && rs[j-1] == ' ' {
						break
					}
				}
				if end > 0 && i > 0 {
					i = end
					continue
				}
			}
		}
		if depth == 0 {
			b.WriteRune(r)
		}
	}
	if out := strings.TrimSpace(b.String()); out != "" {
		return out
	}
	return s
}

func shouted(w string) bool {
	n := 0
	for _, r := range w {
		switch {
		case r >= 'a' && r <= 'z':
			return false
		case r >= 'A' && r <= 'Z':
			n++
		}
	}
	return n > 1
}

// shoutedFamily is the number of words of a family name in capitals before the
// given names: "KIM Jong Un"; 0 - n where they stand at the end; -1 where the
// capitals tell nothing.
func shoutedFamily(caps []bool, ws []string) int {
	n := 0
	for _, c := range caps {
		if c {
			n++
		}
	}
	if n == 0 || n == len(caps) {
		return -1
	}
	head := 0
	for head < len(caps) && caps[head] {
		head++
	}
	if head == n && len(strings.Trim(ws[0], ".")) > 1 {
		return head
	}
	return -1
}

// assemble turns the words into given names and family names.
func (p *Person) assemble(t *Table, ws []string, comma int, country string) {
	family, rest := []string(nil), ws
	if comma > 0 {
		family, rest = ws[:comma], ws[comma:]
	}
	if len(ws) > 2 && (country == "mm" || country == "") && comma < 0 && burmeseTitles[Fold(ws[0])] {
		rest = rest[1:] // U, Daw
	}
	if len(family) > 0 && len(rest) > 1 && (Fold(rest[0]) == "u" || Fold(rest[0]) == "daw") {
		rest = rest[1:]
	}
	for _, w := range ws {
		p.filial = p.filial || filiation[bare(Fold(w))]
	}
	g := tokens(rest, true, len(family) == 0)
	f := tokens(family, len(g) == 0, true)
	if len(g)+len(f) == 0 {
		g = lettersOf(ws)
	}
	// RAHMAN, Abdul: the comma parts what is one name.
	if n := len(g) - 1; n >= 0 && len(f) > 0 {
		if rest, ok := servant(g[n]); ok && rest == "" {
			g[n] = "abd" + unassimilated(f[0])
			f = f[1:]
		} else if k, ok := kunya[g[n]]; ok && n > 0 {
			g, f[0] = g[:n], k+f[0]
		}
	}
	given, fam := t.words(g), t.words(f)
	given = given[:min(len(given), most)]
	fam = fam[:min(len(fam), most-len(given))]
	p.words = append(slices.Clip(given), fam...)
	if len(given) > 0 {
		p.families = len(fam)
	}
	var join strings.Builder
	for _, w := range append(slices.Clone(rest), family...) {
		join.WriteString(letterMarks(w))
	}
	p.joined = join.String()
	for _, w := range p.words {
		p.initials = p.initials || w.initial
		p.western = p.western || w.nick != nil || t.western(w.freqKey)
	}
	p.cultures(t, ws, country)
	for i := range p.words {
		w := &p.words[i]
		w.listed = t.has(w.freqKey)
		w.rarity = [2]int{t.worth(w.freqKey, "g", p.proven), t.worth(w.freqKey, "s", p.proven)}
	}
	p.syllables(ws, comma, country)
	p.order()
	p.index(t)
}

// lettersOf keeps a name whose every word is a title: "Prince" may be a name.
func lettersOf(ws []string) []string {
	var out []string
	for _, w := range ws {
		if l := letterMarks(w); l != "" {
			out = append(out, l)
		}
	}
	return out
}

func letterMarks(w string) string {
	w = Fold(marked.Replace(w))
	var b strings.Builder
	for _, r := range w {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 0x7f {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// tokens are the words of one part of a name without titles, articles, particles
// and words of descent; compounds of abd, abu and din are one word.
func tokens(ws []string, front, back bool) []string {
	var raw []string
	for _, w := range ws {
		for part := range strings.FieldsFuncSeq(Fold2(w), func(r rune) bool { return r == '-' || r == '/' || r == '_' }) {
			// J.R. is two initials.
			if bits := strings.Split(strings.Trim(part, "."), "."); len(bits) > 1 && len(bits[0]) == 1 {
				for _, x := range bits {
					if x != "" {
						raw = append(raw, x)
					}
				}
				continue
			}
			if part = strings.ReplaceAll(strings.Trim(part, ".;:"), ".", ""); part != "" {
				raw = append(raw, part)
			}
		}
	}
	if front {
		for len(raw) > 1 && titles[bare(raw[0])] && (len(raw) > 2 && !articles[bare(raw[1])] || !named[bare(raw[0])]) {
			raw = raw[1:]
		}
	}
	if back {
		for len(raw) > 1 && trailing[bare(raw[len(raw)-1])] && (len(raw) > 2 || !articles[bare(raw[0])]) {
			raw = raw[:len(raw)-1]
		}
	}
	return compounds(raw)
}

// Fold2 folds a word but keeps the marks that sound tables read.
func Fold2(w string) string { return Fold(marked.Replace(w)) }

func bare(w string) string { return strings.Trim(strings.ReplaceAll(w, "'", ""), ".") }

// compounds joins what is one name in several words: Abd al-Rahman, Abu Bakr,
// Nasr al-Din, Amin Ullah; and drops articles and words of descent.
func compounds(raw []string) []string {
	var out []string
	for i := 0; i < len(raw); i++ {
		w := bare(raw[i])
		if w == "" {
			continue
		}
		if filiation[w] && len(raw) > 1 {
			continue
		}
		if particles[w] && len(raw) > 1 && !articles[w] && len(w) > 1 {
			continue
		}
		if rest, ok := servant(w); ok {
			if rest == "" {
				j := i + 1
				for j < len(raw) && articles[bare(raw[j])] {
					j++
				}
				if j < len(raw) {
					out = append(out, "abd"+unassimilated(bare(raw[j])))
					i = j
					continue
				}
			} else {
				out = append(out, "abd"+rest)
				continue
			}
		}
		w = faithful(w)
		if rest, ok := fatherOf(w); ok {
			out = append(out, "abu"+rest)
			continue
		}
		if k, ok := kunya[w]; ok && i+1 < len(raw) {
			j := i + 1
			for j < len(raw)-1 && articles[bare(raw[j])] {
				j++
			}
			next := bare(raw[j])
			if rest, ok := servant(next); ok {
				if rest == "" {
					for j+1 < len(raw) && articles[bare(raw[j+1])] {
						j++
					}
					if j+1 < len(raw) {
						j++
						rest = unassimilated(bare(raw[j]))
					}
				}
				next = "abd" + rest
			}
			out = append(out, k+next)
			i = j
			continue
		}
		if articles[w] && len(raw) > 1 {
			if i+1 < len(raw) && len(out) > 0 && faith[bare(raw[i+1])] {
				out[len(out)-1] += "aldin"
				i++
			}
			continue
		}
		if len(out) > 0 && (w == "uddin" || w == "eddine" || w == "eddin" || w == "aldin" || w == "addin" || w == "aldeen") {
			out[len(out)-1] += "aldin"
			continue
		}
		if (w == "ullah" || w == "allah" || w == "ollah") && len(out) > 0 {
			out[len(out)-1] += "ullah"
			continue
		}
		out = append(out, w)
	}
	return out
}

// fatherOf reads a kunya in one word with its article: Abolqasem, Abul-Khair.
func fatherOf(w string) (string, bool) {
	for _, prefix := range []string{"aboul", "abool", "abol", "abul"} {
		if rest, ok := strings.CutPrefix(w, prefix); ok && len(rest) >= 4 {
			return rest, true
		}
	}
	return "", false
}

// faithful writes the al-Din at the end of a word in one way: uddin, eddine.
func faithful(w string) string {
	for _, end := range dins {
		if s, ok := strings.CutSuffix(w, end); ok && len(s) >= 3 {
			return s + "aldin"
		}
	}
	return w
}

var dins = strings.Fields("udine uddine eddine uddeen eddeen aldeen uldeen eldeen eldine aldine uddin eddin iddin oddin addin uldin eldin aldin udeen udin")

var faith = setOf("din deen dine addin aldin ddin")

// servant reads abd and its article: Abdul, Abdel, Abd-al; what follows within
// the word is given without the article.
func servant(w string) (string, bool) {
	rest, ok := strings.CutPrefix(w, "abd")
	if !ok {
		if rest, ok = strings.CutPrefix(w, "'abd"); !ok {
			return "", false
		}
	}
	switch rest {
	case "", "ul", "el", "al", "ol", "il", "u", "e", "a", "ou", "oul", "ur", "us", "oel":
		return "", true
	case "allah", "ullah", "ollah", "alla", "ulla", "olla", "ellah", "illahi", "ulahi", "ullahi", "ilahi", "illah":
		return "allah", true
	case "o", "i", "ou'", "ow", "ou-", "ala", "alah", "ulah", "ela":
		return "", false
	}
	if len(rest) < 4 {
		return "", false
	}
	switch rest[0] {
	case 'a', 'e', 'u', 'o', 'i':
		if r := strings.TrimPrefix(rest[1:], "u"); strings.HasPrefix(r, "l") {
			if strings.HasPrefix(r, "ll") || len(r) > 4 {
				return r[1:], true
			}
			return r, true
		} else if len(r) > 3 {
			return unassimilated(r), true
		}
	}
	return "", false
}

// unassimilated takes the doubled first letter of an assimilated article off:
// rrahman, ssalam, shshakur.
func unassimilated(w string) string {
	if len(w) > 2 && w[0] == w[1] {
		return w[1:]
	}
	return w
}

// index writes the blocking keys.
func (p *Person) index(t *Table) {
	var keys []string
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
	slices.Sort(keys)
	p.keys = slices.Compact(keys)
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
		out = append(out, "#"+itoa(int(c)))
	}
	return out
}

func itoa(n int) string {
	if n == 0 {
		return "0"
	}
	var b [20]byte
	i := len(b)
	for ; n > 0; n /= 10 {
		i--
		b[i] = byte('0' + n%10)
	}
	return string(b[i:])
}

// Keys are the blocking keys of a name, sorted: two names that Persons calls Same
// share one.
func (p *Person) Keys() []string { return p.keys }
