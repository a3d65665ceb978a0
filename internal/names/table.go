package names

import (
	"bufio"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"casegraph/internal/memo"
)

// unknown is the rarity of a word that no list has: one bearer in 50,000.
const unknown = 1561

// A Table holds what is known of names: classes of forms of one name, and how
// many people bear a name. It is read-only after Open and safe for concurrent use.
type Table struct {
	classes []class
	member  map[string][]int32
	lists   map[string]cultures // words of names by culture
	nick    map[string][]string
	rarity  map[string]int // role, group and key to hundredths of a bit
	given   map[string]bool
	surname map[string]bool
	stems   map[string][]int32
	common  [][][]syllable // Korean given names that many bear
	seen    *memo.Memo[string, word]
}

// keptWords is how many words of names of each generation are kept: a hundred thousand
// names are made of some ten thousand words.
const keptWords = 1 << 14

// A class is a name and its forms in languages and spellings.
type class struct {
	head    string
	kind    string
	culture cultures
}

// kinds of classes: what the reason calls them and what they prove.
var kinds = map[string]struct {
	reason  string
	culture cultures
}{
	"slavic":  {"Russian and Ukrainian form of one forename", slavs},
	"arabic":  {"spelling of one Arabic name", arabs},
	"persian": {"spelling of one Persian name", arabs},
	"family":  {"spelling of one family name", arabs},
	"english": {"short form of one forename", 0},
	"spanish": {"spelling of one Spanish name", iberians},
	"latin":   {"form of one name", 0},
}

// Classes reads the classes of names alone: names/classes.tsv. Every rarity of
// such a table is that of an unknown name.
func Classes(fsys fs.FS) (*Table, error) {
	t := &Table{member: map[string][]int32{}, lists: map[string]cultures{}, nick: map[string][]string{}, rarity: map[string]int{}, given: map[string]bool{}, surname: map[string]bool{}, seen: &memo.Memo[string, word]{Size: keptWords}}
	err := lines(fsys, "names/classes.tsv", func(f []string) error {
		if len(f) != 2 {
			return fmt.Errorf("want a kind and names, got %d columns", len(f))
		}
		kind, ok := kinds[f[0]]
		if !ok {
			return fmt.Errorf("kind %q", f[0])
		}
		ms := strings.Fields(f[1])
		id := int32(len(t.classes))
		t.classes = append(t.classes, class{ms[0], f[0], kind.culture})
		for _, m := range ms {
			t.member[m] = append(t.member[m], id)
			if f[0] == "family" {
				t.surname[m] = true
			} else {
				t.given[m] = true
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	t.patronStems()
	err = lines(fsys, "names/words.tsv", func(f []string) error {
		if len(f) != 2 {
			return fmt.Errorf("want a culture and names, got %d columns", len(f))
		}
		role, culture, _ := strings.Cut(f[0], " ")
		c, ok := map[string]cultures{"arab": arabs, "slav": slavs, "iberian": iberians}[culture]
		if !ok || role != "given" && role != "family" {
			return fmt.Errorf("list %q", f[0])
		}
		for w := range strings.FieldsSeq(f[1]) {
			t.lists[w] |= c
			if role == "given" {
				t.given[w] = true
			} else {
				t.surname[w] = true
			}
		}
		return nil
	})
	return t, err
}

// Open reads the names folder of the knowledge: classes.tsv, words.tsv and
// frequency.tsv, and gazetteers/nicknames.tsv. Errors name the file and the line.
func Open(fsys fs.FS) (*Table, error) {
	t, err := Classes(fsys)
	if err != nil {
		return nil, err
	}
	err = lines(fsys, "gazetteers/nicknames.tsv", func(f []string) error {
		if len(f) == 2 {
			t.nick[f[0]] = strings.Fields(f[1])
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = lines(fsys, "names/korean.txt", func(f []string) error {
		for given := range strings.FieldsSeq(f[0]) {
			p := t.Person(Name{Text: "Kim " + given, Country: "kr"})
			if p.korean.given == nil {
				return fmt.Errorf("%q is no Korean name", given)
			}
			t.common = append(t.common, p.korean.given)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	t.seen = &memo.Memo[string, word]{Size: keptWords} // without what was asked before all was read
	return t, lines(fsys, "names/frequency.tsv", func(f []string) error {
		if len(f) != 4 {
			return fmt.Errorf("want key, role, group and rarity, got %d columns", len(f))
		}
		n, err := strconv.Atoi(f[3])
		if err != nil || n < 0 {
			return fmt.Errorf("rarity %q", f[3])
		}
		t.rarity[f[1]+f[2]+" "+f[0]] = n
		return nil
	})
}

// lines calls visit with the tab-separated columns of each line that is neither
// empty nor a comment.
func lines(fsys fs.FS, path string, visit func([]string) error) error {
	f, err := fsys.Open(path)
	if err != nil {
		return fmt.Errorf("read names: %w", err)
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		if s.Text() == "" || strings.HasPrefix(s.Text(), "#") {
			continue
		}
		if err := visit(strings.Split(s.Text(), "\t")); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("read names: %s: %w", path, err)
	}
	return nil
}

// Groups of countries whose name frequencies differ, in the order of their bits.
var groups = []struct {
	of   cultures
	name string
}{{slavs, "slav"}, {arabs, "arab"}, {iberians, "iberian"}, {koreans, "korea"}, {chinese, "china"}, {westerners, "west"}}

// GroupOf is the group of a country in frequency.tsv; "" stands for all others.
func GroupOf(country string) string {
	c := lands[country]
	for _, g := range groups {
		if c&g.of != 0 && (g.of != arabs || c&westerners == 0) {
			return g.name
		}
	}
	return ""
}

// FrequencyKey is the row of frequency.tsv that a word counts in: its class, or
// its sound.
func (t *Table) FrequencyKey(w string) string {
	w = letterMarks(w)
	if ids := t.member[plain(w)]; len(ids) > 0 {
		return "=" + t.classes[ids[0]].head
	}
	v := listen(arabic, w)
	var b strings.Builder
	for i, r := range v.vowels {
		switch {
		case r == "":
		case strings.IndexByte("aei", r[0]) >= 0:
			b.WriteByte('1')
		default:
			b.WriteByte('2')
		}
		if i < len(v.consonants) {
			b.WriteByte(v.consonants[i])
		}
	}
	return b.String()
}

// class is the class of a number, of a father's name for patronymics.
func (t *Table) class(id int32) class { return t.classes[id&(sons-1)] }

// FrequencyKeys are the rows in which the words of a part of a name count.
func (t *Table) FrequencyKeys(part string) []string {
	var out []string
	for _, w := range tokens(strings.Fields(part), true, true) {
		out = append(out, t.FrequencyKey(w))
		if bare := unarticled(w); bare != "" {
			out = append(out, t.FrequencyKey(bare))
		}
	}
	return out
}

// has reports whether a key has a frequency in any role.
func (t *Table) has(key string) bool {
	_, given := t.rarity["g "+key]
	_, family := t.rarity["s "+key]
	return given || family
}

// western reports whether a key is a name common in the West and nowhere else.
func (t *Table) western(key string) bool {
	west := false
	for _, g := range groups {
		for _, role := range []string{"g", "s"} {
			if _, ok := t.rarity[role+g.name+" "+key]; ok {
				if g.of != westerners {
					return false
				}
				west = true
			}
		}
	}
	return west
}

// worth is the rarity of a word as given name (role g) or family name (role s).
func (t *Table) worth(key, role string, culture cultures) int {
	best, ok := t.rarity[role+" "+key]
	if !ok {
		best = unknown
	}
	for _, g := range groups {
		if culture&g.of != 0 {
			if n, ok := t.rarity[role+g.name+" "+key]; ok {
				best = min(best, n)
			}
		}
	}
	return min(best, unknown)
}

// plain takes the marks of sound off: 1 is s, 3 is c.
func plain(w string) string {
	if strings.IndexFunc(w, func(r rune) bool { return r >= '0' && r <= '9' }) < 0 {
		return w
	}
	return unmark.Replace(w)
}

var unmark = strings.NewReplacer("1", "s", "2", "z", "3", "c", "4", "d", "5", "g", "6", "o", "7", "u", "8", "a", "9", "a")

// words makes the words of a name out of its tokens.
func (t *Table) words(tokens []string) []word {
	var out []word
	for _, w := range tokens {
		if a, b, ok := twin(w); ok {
			out = append(out, t.word(a), t.word(b))
			continue
		}
		out = append(out, t.word(w))
	}
	return out
}

// patronStems maps the stem of a Slavic forename, as patronymics have it, to its
// classes: mykola and nikolai to nikol and mykol.
func (t *Table) patronStems() {
	t.stems = map[string][]int32{}
	for m, ids := range t.member {
		for _, id := range ids {
			if s := strings.TrimRight(m, "aeiouyj"); t.classes[id].kind == "slavic" && len(s) > 1 && !slices.Contains(t.stems[s], id) {
				t.stems[s] = append(t.stems[s], id)
			}
		}
	}
	for _, ids := range t.stems {
		slices.Sort(ids)
	}
	for s, of := range map[string]string{"pavl": "pavel", "pawl": "pavel", "paul": "pavel", "lv": "lev"} {
		t.stems[s] = t.member[of]
	}
}

// sons, daughters, fathers and nisbas are what the classes of names made of a
// forename stand above that of the forename.
const (
	sons      = 1 << 16
	daughters = 1 << 17
	fathers   = 1 << 18 // of a son called so: a kunya
	nisbas    = 1 << 19 // of a family called after him: Hosseini
)

// patronClasses are the classes of a patronymic: those of the father's name, apart
// for sons and daughters.
func (t *Table) patronClasses(w string) []int32 {
	stem, offset := "", int32(0)
	for _, end := range patronEnds {
		if s, ok := strings.CutSuffix(w, end.text); ok {
			stem, offset = strings.TrimRight(s, "aeiouyj"), end.offset
			break
		}
	}
	var out []int32
	for _, id := range t.stems[stem] {
		out = append(out, id+offset)
	}
	return out
}

var patronEnds = []struct {
	text   string
	offset int32
}{
	{"vitsch", sons}, {"witsch", sons}, {"vitch", sons}, {"witch", sons}, {"vich", sons}, {"vych", sons}, {"wich", sons}, {"wych", sons}, {"vitj", sons}, {"vic", sons}, {"vi3", sons}, {"vy3", sons}, {"wicz", sons},
	{"ilyich", sons}, {"ilich", sons}, {"vna", daughters}, {"wna", daughters}, {"una", daughters}, {"inichna", daughters},
}

// word is a word of a name, which comes in many.
func (t *Table) word(text string) word { return t.seen.Get(text, t.parse) }

func (t *Table) parse(text string) word {
	w := word{text: text, initial: len(text) == 1 && text[0] >= 'a'}
	p := plain(text)
	w.classes = t.member[p]
	w.given, w.surname = t.given[p], t.surname[p]
	w.servant = strings.HasPrefix(text, "abd") && len(text) > 5
	if w.patron = patronymic(text); w.patron {
		w.classes = t.patronClasses(text)
	}
	if rest, ok := strings.CutPrefix(p, "abu"); ok && len(rest) > 2 && len(w.classes) == 0 {
		for _, id := range t.member[rest] {
			w.classes = append(w.classes, id+fathers)
		}
		w.given = w.given || t.given[rest]
	}
	if stem := strings.TrimRight(p, "iy"); len(w.classes) == 0 && len(stem) > 3 && len(stem) < len(p) {
		for _, id := range t.member[stem] {
			if t.classes[id].culture == arabs {
				w.classes = append(w.classes, id+nisbas)
				w.surname = true
			}
		}
	}
	w.known = w.given || w.surname
	w.nick = t.nick[p]
	w.freqKey = t.FrequencyKey(text)
	w.forms = append(w.forms, t.hear(text))
	if v := belarusian(text); v != "" && len(w.classes) == 0 {
		w.forms = append(w.forms, t.hear(v))
	}
	if g := german(text); g != "" && len(w.classes) == 0 {
		w.forms = append(w.forms, t.hear(g))
	}
	if bare := unarticled(text); bare != "" && len(w.classes) == 0 {
		w.forms = append(w.forms, t.hear(bare))
		if ids := t.member[plain(bare)]; ids != nil {
			w.classes = ids
		}
	}
	return w
}

func (t *Table) hear(text string) hearing {
	var v hearing
	for tr := range sounded {
		v[tr] = listen(tr, text)
	}
	return v
}

// belarusian writes the short u of Belarusian as v: Zimouski, Kubrakou.
func belarusian(w string) string {
	if len(w) < 6 {
		return ""
	}
	for i := 2; i < len(w); i++ {
		if (w[i] == 'u' || w[i] == 'w') && strings.IndexByte("aeo", w[i-1]) >= 0 && (i+1 == len(w) || strings.IndexByte("aeiouyw", w[i+1]) < 0) {
			return w[:i] + "v" + w[i+1:]
		}
	}
	return ""
}

// german writes the German romanisation of a Cyrillic name in the English way.
func german(w string) string {
	if len(w) < 6 || !strings.Contains(w, "ch") || !strings.Contains(w, "w") && !strings.Contains(w, "sch") {
		return ""
	}
	return germanLetters.Replace(w)
}

var germanLetters = strings.NewReplacer("schtsch", "shch", "tsch", "ch", "sch", "sh", "ch", "kh", "w", "v")

// unarticled is a word without an article written on to it: alsaadi, elkaddafi.
func unarticled(w string) string {
	if len(w) >= 7 && (strings.HasPrefix(w, "al") || strings.HasPrefix(w, "el")) && strings.IndexByte("aeiouy", w[2]) < 0 {
		return w[2:]
	}
	return ""
}

// twin splits Persian and South Asian double names that are written together.
func twin(w string) (a, b string, ok bool) {
	for _, first := range twinFirst {
		if rest, found := strings.CutPrefix(w, first); found && twinSecond[rest] {
			return first, rest, true
		}
	}
	return "", "", false
}

var twinFirst = strings.Fields("mohammad mohammed mohamad mohamed muhammad muhammed gholam ghulam qolam ali amir hamid seyed seyyed sayyed sayed syed mir mohd shah abol abul")

var twinSecond = setOf("reza riza rida ali akbar asghar mohammad muhammad hossein hosein hussein husain hussain hoseyn mehdi mahdi hassan hasan bagher baqer taqi taghi sadegh sadeq javad kazem ebrahim ibrahim nabi rasul rasool abbas")
