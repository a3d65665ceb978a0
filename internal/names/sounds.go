package names

import "strings"

// A tradition is a way of writing names of one script or language in Latin
// letters. Two spellings are compared within one tradition.
type tradition uint8

const (
	latin   tradition = iota // languages written in Latin letters
	slavic                   // from Cyrillic, and Slavic Latin
	arabic                   // from Arabic and Persian script, and Turkic and Somali names of that stock
	iberian                  // Spanish and Portuguese
	sounded                  // the number of those that compare word by word
)

// A view is a word as one tradition hears it: consonants, and the vowels before,
// between and after them. vowels has one string more than there are consonants.
type view struct {
	consonants string
	vowels     []string
	key        string // what every spelling that may agree with this one shares
}

// A grapheme of a tradition and the consonant that it writes; vowels are kept as
// lower-case letters, consonants as upper-case ones and digits.
type grapheme struct{ text, sound string }

// The longest grapheme wins, so each list puts the long ones first.
var graphemes = [sounded][]grapheme{
	latin: {
		{"ph", "F"}, {"ck", "K"}, {"sch", "X"}, {"sh", "X"}, {"tsch", "C"},
		{"b", "B"}, {"c", "C"}, {"d", "D"}, {"f", "F"}, {"g", "G"}, {"h", "H"}, {"j", "J"}, {"k", "K"}, {"l", "L"}, {"m", "M"}, {"n", "N"}, {"p", "P"}, {"q", "Q"}, {"r", "R"}, {"s", "S"}, {"t", "T"}, {"v", "V"}, {"w", "W"}, {"x", "KS"}, {"z", "Z"},
		{"1", "1"}, {"2", "Z"}, {"3", "3"}, {"4", "4"}, {"5", "G"}, {"6", "w"}, {"7", "x"}, {"8", "y"}, {"9", "z"},
		{"y", "i"}, {"a", "a"}, {"e", "e"}, {"i", "i"}, {"o", "o"}, {"u", "u"},
	},
	iberian: {
		{"qu", "K"}, {"ph", "F"}, {"ch", "X"}, {"th", "T"}, {"gue", "Ge"}, {"gui", "Gi"}, {"ce", "Se"}, {"ci", "Si"}, {"ge", "Je"}, {"gi", "Ji"}, {"gy", "Ji"}, {"nh", "N"}, {"lh", "L"},
		{"b", "B"}, {"c", "K"}, {"d", "D"}, {"f", "F"}, {"g", "G"}, {"h", ""}, {"j", "J"}, {"k", "K"}, {"l", "L"}, {"m", "M"}, {"n", "N"}, {"p", "P"}, {"q", "K"}, {"r", "R"}, {"s", "S"}, {"t", "T"}, {"v", "V"}, {"w", "W"}, {"x", "J"}, {"z", "S"},
		{"1", "X"}, {"2", "S"}, {"3", "S"}, {"4", "D"}, {"5", "G"}, {"6", "o"}, {"7", "u"}, {"8", "a"}, {"9", "a"},
		{"y", "i"}, {"a", "a"}, {"e", "e"}, {"i", "i"}, {"o", "o"}, {"u", "u"},
	},
	slavic: {
		{"shch", "Q"}, {"schtsch", "Q"}, {"chtch", "Q"}, {"tsch", "C"}, {"tch", "C"}, {"dzh", "J"}, {"dsch", "J"},
		{"sch", "W"}, {"sh", "S"}, {"zh", "G"}, {"kh", "X"}, {"ch", "C"}, {"ts", "Y"}, {"tz", "Y"}, {"ph", "F"}, {"ck", "K"}, {"gue", "ge"}, {"gui", "gi"}, {"guy", "gi"}, {"ks", "KZ"}, {"x", "KZ"},
		{"b", "B"}, {"c", "Y"}, {"d", "D"}, {"f", "F"}, {"g", "P"}, {"h", "H"}, {"k", "K"}, {"q", "K"}, {"l", "L"}, {"m", "M"}, {"n", "N"}, {"p", "E"}, {"r", "R"}, {"s", "Z"}, {"t", "T"}, {"v", "V"}, {"w", "V"}, {"z", "I"},
		{"1", "1"}, {"2", "2"}, {"3", "3"}, {"4", "4"}, {"5", "P"}, {"6", "o"}, {"7", "u"}, {"8", "a"}, {"9", "a"},
		{"j", "i"}, {"y", "i"}, {"a", "a"}, {"e", "e"}, {"i", "i"}, {"o", "o"}, {"u", "u"},
	},
	arabic: {
		{"tch", "C"}, {"dsh", "J"}, {"dsch", "J"}, {"sch", "S"}, {"dj", "J"}, {"sh", "S"}, {"ch", "C"}, {"kh", "X"}, {"gh", "G"}, {"dh", "A"}, {"th", "U"}, {"zh", "I"}, {"ph", "F"}, {"ck", "K"}, {"x", "KZ"}, {"qu", "Q"},
		{"b", "B"}, {"c", "c"}, {"d", "D"}, {"f", "F"}, {"g", "P"}, {"h", "H"}, {"j", "J"}, {"k", "K"}, {"q", "Q"}, {"l", "L"}, {"m", "M"}, {"n", "N"}, {"p", "E"}, {"r", "R"}, {"s", "Z"}, {"t", "T"}, {"z", "O"},
		{"1", "S"}, {"2", "I"}, {"3", "C"}, {"4", "D"}, {"5", "G"}, {"6", "u"}, {"7", "u"}, {"8", "a"}, {"9", "a"},
		{"ou", "u"}, {"oo", "u"}, {"ee", "i"}, {"v", "w"}, {"w", "w"}, {"y", "i"}, {"a", "a"}, {"e", "e"}, {"i", "i"}, {"o", "o"}, {"u", "u"},
	},
}

// alike lists the consonants of a tradition that spellings of one name exchange:
// pairs, each in both directions. Those after the bar agree loosely: once in a
// name they are forgiven.
var alike = [sounded]string{
	latin:   "1S 1X 3C 4D 4J",
	iberian: "VB | GJ JX",
	slavic:  "XH HP 1S 1Z 2G 2I 3C 3Y 4D 4J SW QW JG J4 WC YC | QS SC KP IG ZI FV ZS YZ",
	arabic:  "QK QP QG GP JP JI AO AD UT UZ SC | KP KX XH QX AU DO DT ZO BE KG",
}

// classes maps consonants to what the keys are made of. Everything that alike
// joins must be one class.
var classes [sounded][128]byte

var accord [sounded][128][128]uint8

func init() {
	for t := range sounded {
		for c := range 128 {
			classes[t][c] = byte(c)
			accord[t][c][c] = 1
		}
		level := uint8(1)
		for _, p := range strings.Fields(alike[t]) {
			if p == "|" {
				level = 2
				continue
			}
			accord[t][p[0]][p[1]], accord[t][p[1]][p[0]] = level, level
			from, to := max(classes[t][p[0]], classes[t][p[1]]), min(classes[t][p[0]], classes[t][p[1]])
			for c := range 128 {
				if classes[t][c] == from {
					classes[t][c] = to
				}
			}
		}
	}
}

// listen hears a folded word in a tradition.
func listen(t tradition, w string) view {
	var v view
	var cons, key, run []byte
	closeRun := func() {
		v.vowels = append(v.vowels, vowelRun(t, string(run)))
		run = run[:0]
	}
	for i := 0; i < len(w); {
		text, sound := w[i:i+1], ""
		for _, g := range graphemes[t] {
			if strings.HasPrefix(w[i:], g.text) {
				text, sound = g.text, g.sound
				break
			}
		}
		if text == "c" && t == arabic {
			sound = "K"
			if i+1 < len(w) && strings.IndexByte("eiy", w[i+1]) >= 0 {
				sound = "Z"
			}
		}
		i += len(text)
		for k := range len(sound) {
			c := sound[k]
			if 'a' <= c && c <= 'z' {
				run = append(run, c)
				continue
			}
			if c == 'H' && t == arabic && (i == len(w) && len(run) > 0) {
				continue // -ah
			}
			if len(cons) > 0 && len(run) == 0 && cons[len(cons)-1] == c {
				continue // doubled
			}
			closeRun()
			cons = append(cons, c)
		}
	}
	closeRun()
	v.consonants = string(cons)
	for _, c := range cons {
		key = append(key, classes[t][c])
	}
	v.key = string(key)
	return v
}

// vowelRun writes the vowels between two consonants in one way.
func vowelRun(t tradition, run string) string {
	if run == "" {
		return ""
	}
	var b []byte
	for i := range len(run) {
		c := run[i]
		if t == arabic {
			switch c {
			case 'w':
				c = 'u'
			case 'o':
				c = 'u'
			}
		}
		if len(b) == 0 || b[len(b)-1] != c {
			b = append(b, c)
		}
	}
	s := string(b)
	if t == slavic {
		s = slavicRuns.Replace(s)
	}
	return s
}

// ya, ye, yo and yu after i, and French and German ou, e.
var slavicRuns = strings.NewReplacer("ou", "u", "iie", "ie", "iia", "ia", "iiu", "iu", "ei", "ei")

// sameVowels compares two runs: 0 differ, 1 agree, 2 agree loosely.
func sameVowels(t tradition, a, b string, last bool) uint8 {
	if a == b {
		return 1
	}
	if len(a) > len(b) || len(a) == len(b) && a > b {
		a, b = b, a
	}
	switch t {
	case latin:
		return latinVowels(a, b)
	case iberian:
		return 0
	case slavic:
		return slavicVowels(a, b, last)
	}
	return arabicVowels(a, b, last)
}

// latinVowels knows what becomes of umlauts: w, x, y and z stand for ö, ü, ä, å.
func latinVowels(a, b string) uint8 {
	switch a + "/" + b {
	case "o/w", "w/oe", "u/x", "x/ue", "a/y", "y/ae", "e/y", "a/z", "z/aa":
		return 1
	case "o/oe", "u/ue", "a/ae":
		return 2
	}
	return 0
}

func slavicVowels(a, b string, last bool) uint8 {
	switch a + "/" + b {
	case "e/ie", "e/io", "i/ie", "o/io", "a/ia", "u/iu", "ie/io", "a/ae", "e/ei", "ia/ie":
		return 1
	case "i/oi", "i/ei", "i/ii", "e/oe":
		if last {
			return 1
		}
		return 2
	case "a/aia":
		if last {
			return 1 // Zelenska, Zelenskaya
		}
		return 2
	case "a/e", "e/o", "a/o", "a/io", "e/ia":
		if last {
			return 0
		}
		return 2
	case "e/i", "ei/ie", "ia/iia", "ai/ei", "o/u", "ai/aia", "i/ia", "ei/oi":
		return 2
	case "/i":
		if !last {
			return 2
		}
	case "/e":
		return 2
	}
	return 0
}

// arabicVowels: e stands for a and for i, o for u and au; a diphthong may lose
// half of itself.
func arabicVowels(a, b string, last bool) uint8 {
	if len(a) == len(b) {
		ok := true
		for i := range len(a) {
			if !nearVowel(a[i], b[i]) {
				ok = false
			}
		}
		if ok {
			return 1
		}
		return 0
	}
	switch a {
	case "":
		switch {
		case b == "e", !last && (b == "i" || b == "u" || b == "a"):
			return 2 // not Amir and Amira, Hammad and Hammadi
		}
		return 0
	case "e":
		switch b {
		case "ai", "ei", "ae", "ie", "ia":
			return 1
		}
	case "i":
		switch b {
		case "ai", "ei", "ie", "iie", "aii", "eii", "iai":
			if last && (b == "ai" || b == "ei") {
				return 1
			}
			return 2
		}
	case "a":
		switch b {
		case "ae", "ea", "aa", "ia", "ua":
			return 2
		}
	case "u":
		switch b {
		case "au", "eu", "ue", "iu":
			return 2
		}
	case "ai", "ei":
		switch b {
		case "aii", "eii", "aie", "eie", "aei", "iai":
			return 1
		}
	case "ia", "ie":
		switch b {
		case "aia", "eia", "eie", "aie":
			return 2
		}
	case "au", "ua":
		switch b {
		case "aua", "uau", "auu", "aue", "iua":
			return 2
		}
	}
	return 0
}

func nearVowel(a, b byte) bool {
	if a == b {
		return true
	}
	if a > b {
		a, b = b, a
	}
	return a == 'a' && b == 'e' || a == 'e' && b == 'i'
}

// far is what agree adds for vowels that no spelling rule joins, where only the
// consonants and the first vowels agree.
const far = 10

// agree compares two words in a tradition: 0 not, 1 known spellings of one
// sound, 1 more for every loose one, and far where vowels differ in a word of
// Arabic script, which does not write them.
func agree(t tradition, a, b *view) int {
	if len(a.consonants) != len(b.consonants) || a.key != b.key {
		return 0
	}
	loose := 1
	for i := range len(a.consonants) {
		switch accord[t][a.consonants[i]][b.consonants[i]] {
		case 0:
			return 0
		case 2:
			loose++
		}
	}
	last := len(a.vowels) - 1
	for i := range a.vowels {
		same := sameVowels(t, a.vowels[i], b.vowels[i], i == last)
		if t == slavic && eo(a.vowels[i], b.vowels[i]) && (i == 0 || strings.IndexByte("SQCWG13", a.consonants[i-1]) < 0) {
			same = 0
		}
		switch same {
		case 0:
			if t == slavic && i == last && strings.HasSuffix(a.consonants, "NK") && a.vowels[i]+b.vowels[i] != "" {
				continue // -enka, -enko
			}
			if t != arabic || i == 0 || len(a.consonants) < 3 || i == last && (a.vowels[i] == "" || b.vowels[i] == "") {
				return 0
			}
			loose += far
		case 2:
			loose++
		}
	}
	return loose
}

// eo reports e and o, which stand for each other after sh, ch and zh alone:
// Khrushchev and Chruschtschow, but not Lebedev and Lebedov.
func eo(a, b string) bool { return a == "e" && b == "o" || a == "o" && b == "e" }
