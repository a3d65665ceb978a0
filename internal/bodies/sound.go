package bodies

import "strings"

// romanisation evens out how Cyrillic, Arabic and Persian names are written in
// Latin letters: BGN/PCGN, GOST, passport and press spellings give one form.
var romanisation = strings.NewReplacer(
	"shch", "S", "sch", "S", "sh", "S", "chn", "hn", "cht", "ht", "ch", "C", "kh", "h", "zh", "z", "ts", "c", "tz", "c", "ks", "x", "w", "v",
	"iia", "ia", "iya", "ia", "yya", "ia", "ya", "ia", "iyu", "iu", "yu", "iu", "ye", "e", "yo", "io",
	"ei", "ai", "ey", "ai", "ay", "ai", "ae", "ai",
	"yy", "i", "iy", "i", "yi", "i", "ii", "i", "ij", "i", "yj", "i", "y", "i",
	"ou", "u", "oo", "u", "ee", "i", "ph", "f", "q", "k", "dh", "d", "gh", "g", "ck", "k",
	"ce", "ce", "ci", "ci", "cy", "ci", "c", "k",
)

// loose is the form under which spellings of one word from another script meet.
func loose(w string) string {
	var b strings.Builder
	var last rune
	for _, r := range romanisation.Replace(w) {
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
	s := b.String()
	// The Arabic and Persian ending -a is also written -ah, -eh and -e.
	if n := len(s); n > 2 && s[n-1] == 'h' && vowel(s[n-2]) {
		s = s[:n-2] + "a"
	} else if n > 3 && s[n-1] == 'i' && strings.HasSuffix(w, "e") && !strings.HasSuffix(w, "ee") {
		s = s[:n-1] + "a"
	}
	return s
}

func vowel(c byte) bool { return c == 'a' || c == 'i' || c == 'u' }

// syllables counts the runs of vowels of a loose form.
func syllables(l string) (n int) {
	for i := 0; i < len(l); i++ {
		if vowel(l[i]) && (i == 0 || !vowel(l[i-1])) {
			n++
		}
	}
	return n
}

// skeleton is the consonants of a loose form; a leading vowel leaves a mark.
func skeleton(l string) string {
	b := make([]byte, 0, len(l))
	between := false // a vowel, since the last consonant
	for i := 0; i < len(l); i++ {
		c := l[i]
		switch {
		case vowel(c):
			if i == 0 {
				b = append(b, 'a')
			}
			between = true
			continue
		case c == 'z':
			c = 's'
		case c == 'C':
			c = 'S'
		}
		if n := len(b); n > 0 && b[n-1] == c && !between {
			continue
		}
		b, between = append(b, c), false
	}
	return string(b)
}

// oneEdit says that two words differ in one letter at most.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

// romanised are the states whose own spelling of a place has to be put into Latin
// letters and whose scripts or habits leave vowels open: a place may be Takrit and
// Tikrit, Mahilyow and Mogilev. Elsewhere, and in Korean, another vowel is another
// place.
var romanised = set("ae af am bd bg bh bt by dj dz eg er et ge gr il in iq ir jo kg kh kw kz la lb lk ly ma me mk mm mn mr mv np om pk ps qa rs ru sa sd so sy td tj tm tn th ua uz ye")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}
