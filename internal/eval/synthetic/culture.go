package synthetic

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A name is a person's name in the notation of the culture: its own script where
// that is an alphabet, so that each romanisation starts from the same letters.
type name struct {
	given, middle, family, second string
	female                        bool
}

// A culture makes names and spells them. Spelling is drawn anew for each report.
type culture struct {
	id     string
	person func(r *rand.Rand) name
	// spell gives the full name, and what later sentences call the person; equal
	// where the culture has no family name to fall back on.
	spell func(r *rand.Rand, n name) (full, part string)
	place func(r *rand.Rand) string                  // in the culture's notation
	roman func(r *rand.Rand, notation string) string // of a place, or of a word in a firm's name
	forms [][]string                                 // legal forms, each with the ways to write it
	key   func(n name) string                        // what is never left out; nil: given and family name
}

func (c *culture) keyOf(n name) string {
	if c.key != nil {
		return c.key(n)
	}
	return n.given + "/" + n.family
}

// A system is one way to romanise: strings and what they become. A ^ stands before
// each word and a $ behind it, so that a rule can ask for the first or last letters.
type system struct{ replacer *strings.Replacer }

func newSystem(rules string) system {
	var pairs []string
	for _, f := range strings.Fields(rules) {
		from, to, _ := strings.Cut(f, "=")
		pairs = append(pairs, from, to)
	}
	return system{strings.NewReplacer(append(pairs, "^", "", "$", "")...)}
}

func (s system) words(in string) string {
	words := strings.Fields(in)
	for i, w := range words {
		words[i] = title(s.replacer.Replace("^" + w + "$"))
	}
	return strings.Join(words, " ")
}

func title(s string) string {
	if s == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// list cuts a table into its entries.
func list(tables ...string) []string { return strings.Fields(strings.Join(tables, " ")) }

func pick[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

// common picks from a list that begins with the most frequent: the first tenth
// comes up three times in ten.
func common[T any](r *rand.Rand, of []T) T {
	n := len(of)
	a, b := r.IntN(n), r.IntN(n)
	if r.IntN(2) == 0 {
		return of[min(a, b)]
	}
	return of[a]
}

func chance(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }

// gendered picks a given name; three persons in four are men, as in the news.
func gendered(r *rand.Rand, men, women []string) (string, bool) {
	if chance(r, 25) {
		return common(r, women), true
	}
	return common(r, men), false
}

// join puts the parts that are not empty side by side.
func join(parts ...string) string {
	out := parts[:0:0]
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " ")
}

// coin makes a place name that no list has, of a beginning, a middle and an end.
func coin(begin, middle, end string) func(r *rand.Rand) string {
	b, m, e := list(begin), list(middle), list(end)
	return func(r *rand.Rand) string {
		s := pick(r, b) + pick(r, m)
		if chance(r, 30) {
			s += pick(r, m)
		}
		return s + pick(r, e)
	}
}

func asWritten(_ *rand.Rand, s string) string { return capitals(s) }

// capitals gives each word a capital, small words of Romance names apart.
func capitals(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		switch w {
		case "de", "da", "do", "dos", "das", "del", "la", "von", "of":
		default:
			words[i] = title(w)
		}
	}
	return strings.Join(words, " ")
}

var plain = strings.NewReplacer(
	"á", "a", "à", "a", "â", "a", "ã", "a", "ä", "a", "å", "a", "ç", "c", "č", "c", "ć", "c", "đ", "d",
	"é", "e", "è", "e", "ê", "e", "ë", "e", "ğ", "g", "í", "i", "ï", "i", "î", "i", "ı", "i", "İ", "I", "ñ", "n",
	"ó", "o", "ô", "o", "õ", "o", "ö", "o", "ø", "o", "š", "s", "ş", "s", "ú", "u", "ü", "u", "û", "u", "ž", "z", "ß", "ss",
	"Á", "A", "Å", "A", "Ä", "A", "Ç", "C", "Č", "C", "Ć", "C", "Đ", "D", "É", "E", "Í", "I", "Ñ", "N", "Ó", "O", "Ö", "O",
	"Ø", "O", "Š", "S", "Ş", "S", "Ú", "U", "Ü", "U", "Ž", "Z")

// unmarked drops the marks in a share of the reports.
func unmarked(percent int) func(r *rand.Rand, s string) string {
	return func(r *rand.Rand, s string) string {
		s = capitals(s)
		if chance(r, percent) {
			s = plain.Replace(s)
		}
		return s
	}
}

// slip is an error of typing in one word of four letters or more: a letter left
// out, doubled, or two exchanged; never the first.
func slip(r *rand.Rand, s string) string {
	words := strings.Fields(s)
	for range 4 {
		i := r.IntN(len(words))
		w := []rune(words[i])
		if len(w) < 4 {
			continue
		}
		j := 1 + r.IntN(len(w)-2)
		switch r.IntN(3) {
		case 0:
			w = append(w[:j:j], w[j+1:]...)
		case 1:
			w = append(w[:j+1:j+1], w[j:]...)
		default:
			w[j], w[j+1] = w[j+1], w[j]
		}
		words[i] = string(w)
		return strings.Join(words, " ")
	}
	return s
}

var cultures = []*culture{korean, russian, ukrainian, arabic, persian, chinese, spanish, portuguese, turkish, german, burmese,
	nigerian, ethiopian, somali, sahelian, balkan, pashtun, filipino, english}

var limited = []string{"Ltd", "Limited", "Ltd."}
