package names

import (
	"slices"
	"strings"
	"sync/atomic"
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
	chain    bool // its country's names are chains of forenames: the last may be left out
	korean   syllabic
	chinese  syllabic
	brief    bool   // a Chinese family name and one syllable: thousands bear it
	burman   bool   // all its words are syllables of Burmese names, which have no middle name
	joined   string // all letters, for names whose words are written together or apart
	table    *Table
	whole    atomic.Pointer[word] // see joinedWord
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
	forms   []hearing
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

// hearing is a word in each tradition.
type hearing [sounded]view

// longest is the number of bytes of a name that are read.
const longest = 300

// Person parses a name.
func (t *Table) Person(n Name) *Person {
	p := &Person{table: t, text: n.Text, chain: chains[n.Country]}
	raw := somali(strip(n.Text[:min(len(n.Text), longest)]), n.Country)
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
	p.burman = len(p.words) > 1
	for i := range p.words {
		p.burman = p.burman && burmeseSyllables[plain(p.words[i].text)]
	}
	return p
}

// chains are the states where a name is a forename, the father's and the
// grandfather's, of which reports give two or three.
var chains = map[string]bool{"et": true, "er": true, "so": true, "dj": true, "ss": true}

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
