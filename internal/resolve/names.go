package resolve

import (
	"slices"
	"strings"

	"casegraph/internal/coref"

	"golang.org/x/text/unicode/norm"
)

// tokens are the words of a name for comparison: folded, without accents, dots
// and the particles that come and go.
func tokens(name string) []string {
	var out []string
	for _, w := range strings.Fields(plain(coref.NameKey(name))) {
		switch w {
		case "al", "el", "ul", "bin", "ibn", "ben", "jr", "sr":
			continue
		}
		w = strings.TrimPrefix(w, "al'")
		out = append(out, w)
	}
	return out
}

// plain takes the accents off.
func plain(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case r >= 0x300 && r < 0x370, r == '\'', r == 'ʼ', r == '’':
		case r == 'ı':
			b.WriteByte('i')
		case r == 'ł':
			b.WriteByte('l')
		case r == 'ø':
			b.WriteByte('o')
		case r == 'đ':
			b.WriteByte('d')
		case r == 'ß':
			b.WriteString("ss")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// cyrillic evens out the romanisations of Russian and Ukrainian names: BGN/PCGN,
// GOST, passport and press spellings give one form.
var cyrillic = strings.NewReplacer(
	"shch", "sh", "sch", "sh", "kh", "h", "zh", "z", "ts", "c", "tz", "c", "ks", "x", "w", "v",
	"iia", "ia", "ya", "ia", "ja", "ia", "yu", "iu", "ju", "iu", "ye", "e", "je", "e", "yo", "io", "jo", "io",
	"yy", "i", "iy", "i", "yi", "i", "ii", "i", "ij", "i", "yj", "i", "y", "i", "j", "i",
	"ou", "u", "oo", "u", "ee", "i", "ph", "f", "q", "k", "dh", "d", "gh", "g", "ck", "k",
)

// loose is the form under which spellings of one word from Cyrillic, Arabic and
// Persian script meet.
func loose(w string) string {
	w = cyrillic.Replace(w)
	var b strings.Builder
	var last rune
	for _, r := range w {
		switch r {
		case 'o':
			r = 'u'
		case 'e':
			r = 'i'
		}
		if r == last {
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// families are Korean family names by what they are written like: Revised,
// McCune-Reischauer, North Korean and press spellings.
var families = map[string]string{
	"lee": "lee", "ri": "lee", "yi": "lee", "rhee": "lee", "li": "lee", "kim": "kim", "gim": "kim", "park": "park", "pak": "park", "bak": "park",
	"choi": "choe", "choe": "choe", "ch'oe": "choe", "jung": "chong", "jeong": "chong", "chung": "chong", "chong": "chong", "kang": "kang", "gang": "kang",
	"cho": "cho", "jo": "cho", "yoon": "yun", "yun": "yun", "jang": "chang", "chang": "chang", "lim": "lim", "im": "lim", "rim": "lim",
	"han": "han", "oh": "o", "o": "o", "seo": "so", "suh": "so", "so": "so", "shin": "sin", "sin": "sin", "kwon": "kwon", "gwon": "kwon",
	"hwang": "hwang", "ahn": "an", "an": "an", "song": "song", "ryu": "yu", "yoo": "yu", "yu": "yu", "you": "yu", "hong": "hong", "jeon": "chon", "chon": "chon", "jun": "chon",
	"ko": "ko", "go": "ko", "koh": "ko", "moon": "mun", "mun": "mun", "son": "son", "sohn": "son", "bae": "pae", "pae": "pae", "baek": "paek", "paek": "paek",
	"heo": "ho", "hur": "ho", "ho": "ho", "nam": "nam", "sim": "sim", "shim": "sim", "noh": "no", "roh": "no", "no": "no", "ro": "no", "ha": "ha", "koo": "ku", "ku": "ku", "gu": "ku",
	"hyon": "hyon", "hyun": "hyon", "hyeon": "hyon", "thae": "tae", "tae": "tae", "min": "min", "ma": "ma", "pang": "pang", "bang": "pang", "ju": "chu", "joo": "chu", "chu": "chu",
}

// syllables reduces a Korean given name to its consonants, the voiced with the
// plain ones, and three classes of vowels, in which its romanisations agree.
func syllables(s string) string {
	s = strings.NewReplacer("kk", "k", "tt", "t", "pp", "p", "ss", "s", "jj", "j", "ch", "j", "sh", "s", "g", "k", "d", "t", "b", "p", "r", "l", "ph", "p", "th", "t").Replace(s)
	var b strings.Builder
	last := byte(0)
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && strings.IndexByte("aeiouy", s[j]) >= 0 {
			j++
		}
		if j == i {
			if s[i] != 'h' || b.Len() == 0 || true {
				b.WriteByte(s[i])
				last = s[i]
			}
			i++
			continue
		}
		v := s[i:j]
		class := byte('I')
		switch {
		case strings.Contains(v, "a"):
			class = 'A'
		case v == "eo" || v == "yeo" || v == "eu" || strings.ContainsAny(v, "ou"):
			class = 'O'
		}
		if class != last {
			b.WriteByte(class)
		}
		last = class
		i = j
	}
	return b.String()
}

// korean splits a name into family and given part, if its first or last word is
// a Korean family name and the rest looks like a given name.
func korean(name string) (family, given string, ok bool) {
	w := strings.Fields(plain(coref.NameKey(name)))
	if len(w) < 2 || len(w) > 3 {
		return "", "", false
	}
	if f := families[w[0]]; f != "" && len(strings.Join(w[1:], "")) <= 10 {
		return f, strings.Join(w[1:], ""), true
	}
	if f := families[w[len(w)-1]]; f != "" && len(strings.Join(w[:len(w)-1], "")) <= 10 {
		return f, strings.Join(w[:len(w)-1], ""), true
	}
	return "", "", false
}

// samePerson judges two full names.
func samePerson(a, b string) (Verdict, string, int) {
	x, y := tokens(a), tokens(b)
	if len(x) < 2 || len(y) < 2 {
		return Unsure, "one word of a name", 0
	}
	if slices.Equal(x, y) {
		return Same, "same name", 950
	}
	if fa, ga, ok := korean(a); ok {
		if fb, gb, ok := korean(b); ok {
			if fa == fb && ga == gb {
				return Same, "same name, written apart or in the other order", 940
			}
			if fa == fb && syllables(ga) == syllables(gb) && len(ga) > 3 && len(gb) > 3 {
				return Same, "Korean romanisation", 900
			}
			return Different, "other Korean name", 800
		}
	}
	if sx, sy := slices.Sorted(slices.Values(x)), slices.Sorted(slices.Values(y)); slices.Equal(sx, sy) {
		return Same, "same words in another order", 900
	}
	if len(x) != len(y) {
		return subset(x, y)
	}
	near := 0
	for i := range x {
		if x[i] == y[i] || loose(x[i]) == loose(y[i]) {
			continue
		}
		if len(x[i]) == 1 && strings.HasPrefix(y[i], x[i]) || len(y[i]) == 1 && strings.HasPrefix(x[i], y[i]) {
			return Unsure, "an initial", 500
		}
		u, v := loose(x[i]), loose(y[i])
		if len(u) >= 6 && len(v) >= 6 && u[0] == v[0] && distance(u, v) <= 1 {
			near++
			continue
		}
		return Different, "other name", 700
	}
	if near > 1 {
		return Unsure, "two words are spelt otherwise", 500
	}
	return Same, "romanisation", 880
}

// subset judges a name that has a middle name or patronymic more.
func subset(x, y []string) (Verdict, string, int) {
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < 2 || loose(x[0]) != loose(y[0]) || loose(x[len(x)-1]) != loose(y[len(y)-1]) {
		return Different, "other name", 700
	}
	return Same, "a middle name more", 850
}

// distance is the number of letters to change, add or drop (Levenshtein 1966),
// in bytes; names are plain letters here.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diag := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diag
			if a[i-1] != b[j-1] {
				cost++
			}
			diag = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}

// bodyKey is the form in which names of bodies agree whatever their word order:
// "Defence Ministry" and "Ministry of Defense".
func bodyKey(name string) string {
	var words []string
	for _, w := range strings.Fields(plain(coref.NameKey(name))) {
		switch w {
		case "of", "the", "for", "and", "on", "&", "s":
			continue
		case "defense":
			w = "defence"
		case "organisation":
			w = "organization"
		case "centre":
			w = "center"
		case "programme":
			w = "program"
		}
		words = append(words, numeral(w))
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// numeral writes ordinals and Roman numerals as digits, which never match
// anything but themselves: 2nd and II are 2; 1st and 2nd stay two.
func numeral(w string) string {
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		if d, ok := strings.CutSuffix(w, suffix); ok && d != "" && strings.Trim(d, "0123456789") == "" {
			return d
		}
	}
	if d, ok := ordinals[w]; ok {
		return d
	}
	return w
}

var ordinals = map[string]string{
	"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10",
	"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10", "xi": "11", "xii": "12",
}
