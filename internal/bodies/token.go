package bodies

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// token is a word of a name before it is looked up.
type token struct {
	said   string // as written, without the possessive
	fold   string // lower case, plain letters, without apostrophes and dots
	upper  bool   // written in capitals, two letters or more, or one capital
	hyphen bool   // joined to the word before it
	comma  bool   // a comma or bracket stands before it
}

// tokenise folds a name and splits it at everything that is no letter or digit.
func tokenise(s string) []token {
	var out []token
	var b, said strings.Builder
	rs := []rune(norm.NFD.String(strings.ToValidUTF8(s, " ")))
	ukrainian := strings.ContainsAny(s, "іїєґІЇЄҐ")
	upper, lower, piece := false, false, 0 // piece: letters since the last dot
	hyphen, comma := false, false
	flush := func() {
		if b.Len() > 0 {
			out = append(out, token{norm.NFC.String(said.String()), b.String(), upper && !lower, hyphen, comma})
			hyphen, comma = false, false
		}
		b.Reset()
		said.Reset()
		upper, lower, piece = false, false, 0
	}
	for i := 0; i < len(rs); i++ {
		r := rs[i]
		next := rune(0)
		if i+1 < len(rs) {
			next = rs[i+1]
		}
		switch {
		case unicode.Is(unicode.Mn, r): // of и with a breve see below
			if b.Len() > 0 {
				said.WriteRune(r)
			}
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			said.WriteRune(r)
			if unicode.IsUpper(r) {
				upper = true
			} else if unicode.IsLower(r) {
				lower = true
			}
			r = unicode.ToLower(r)
			if r == 'и' && next == '\u0306' {
				r = 'й'
			}
			if ukrainian && r == 'и' {
				r = 'ы'
			}
			if ukrainian && r == 'г' {
				r = 'h'
			}
			if l, ok := latin[r]; ok {
				if r == 'й' && strings.HasSuffix(b.String(), "y") {
					l = "i"
				}
				b.WriteString(l)
			} else {
				b.WriteRune(r)
			}
			piece++
		case r == '\'' || r == '’' || r == 'ʼ' || r == '‘' || r == '`' || r == 'ʻ' || r == 'ʿ' || r == 'ʾ':
			// A possessive s is no part of the name.
			if b.Len() > 0 && (next == 's' || next == 'S') && (i+2 >= len(rs) || !unicode.IsLetter(rs[i+2])) {
				i++
			} else if s := b.String(); (s == "l" || s == "d") && strings.ContainsRune("aeiouAEIOU", next) {
				flush() // the French article and "of"
			} else if b.Len() > 0 && unicode.IsLetter(next) {
				said.WriteRune(r)
			}
		case r == '.':
			if piece == 1 && unicode.IsLetter(next) && (i+2 >= len(rs) || !unicode.IsLetter(rs[i+2])) && !isDigits(b.String()) {
				piece = 0
				said.WriteRune(r)
				continue
			}
			flush()
		case unicode.Is(unicode.Pd, r):
			flush()
			hyphen = len(out) > 0
		default:
			flush()
			hyphen = false
			comma = comma || r == ',' || r == '('
		}
	}
	flush()
	return out
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// latin writes letters of Cyrillic script and special letters of Latin script in
// plain letters, Cyrillic after the tables of BGN/PCGN.
var latin = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'ё': "yo", 'є': "ye", 'ж': "zh", 'з': "z", 'и': "i", 'і': "i", 'ї': "yi", 'й': "y",
	'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ў': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch",
	'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'ђ': "dj", 'џ': "dz",
	'ı': "i", 'ł': "l", 'ø': "o", 'đ': "d", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ð': "d", 'þ': "th", 'ə': "a",
}
