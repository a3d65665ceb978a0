package names

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Fold writes a name in small Latin letters without accents. Letters that no
// decomposition reaches (ø, ł, ı, ß) and Cyrillic are written in Latin; an
// apostrophe of whatever shape is one mark.
func Fold(s string) string {
	if plainASCII(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFD.String(s) {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		switch {
		case r < 0x80:
			if r == '`' {
				r = '\''
			}
			b.WriteRune(r)
		case r >= 0x300 && r < 0x370:
		case strings.ContainsRune("’‘ʼʻʿʾ′´", r):
			b.WriteByte('\'')
		default:
			if l, ok := letters[r]; ok {
				b.WriteString(l)
			} else {
				b.WriteString(strings.ToLower(string(r)))
			}
		}
	}
	return b.String()
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || c == '`' || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

// marked writes the letters whose sound the accent changes so that the sound
// tables can tell them: š is s or sh, č and ć are c or ch, ž is z or zh.
// A digit stands for such a letter; sounds.go says what each agrees with.
var marked = strings.NewReplacer(
	"š", "1", "Š", "1", "ş", "1", "Ş", "1", "ș", "1", "Ș", "1", "ś", "1", "Ś", "1",
	"ž", "2", "Ž", "2", "ż", "2", "Ż", "2", "ź", "2", "Ź", "2",
	"č", "3", "Č", "3", "ć", "3", "Ć", "3", "ç", "3", "Ç", "3",
	"đ", "4", "Đ", "4", "ǆ", "4",
	"ğ", "5", "Ğ", "5",
	"ö", "6", "Ö", "6", "ø", "6", "Ø", "6",
	"ü", "7", "Ü", "7",
	"ä", "8", "Ä", "8", "æ", "8", "Æ", "8",
	"å", "9", "Å", "9",
)

var letters = map[rune]string{
	'ø': "o", 'Ø': "o", 'đ': "d", 'Đ': "d", 'ł': "l", 'Ł': "l", 'ı': "i", 'ß': "ss", 'ẞ': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'þ': "th", 'Þ': "th", 'ð': "d", 'Ð': "d", 'ə': "e", 'Ə': "e",
	'ħ': "h", 'Ħ': "h", 'ŋ': "ng", '‐': "-", '‑': "-", '–': "-", '—': "-", '\u00a0': " ", '“': "\"", '”': "\"", '«': "\"", '»': "\"", '„': "\"",
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'є': "ye", 'ж': "zh", 'з': "z", 'и': "i", 'і': "i", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ђ': "dj", 'ћ': "c", 'џ': "dz",
	'А': "a", 'Б': "b", 'В': "v", 'Г': "g", 'Ґ': "g", 'Д': "d", 'Е': "e", 'Є': "ye", 'Ж': "zh", 'З': "z", 'И': "i", 'І': "i", 'К': "k", 'Л': "l", 'М': "m", 'Н': "n", 'О': "o", 'П': "p", 'Р': "r", 'С': "s", 'Т': "t", 'У': "u", 'Ф': "f", 'Х': "kh", 'Ц': "ts", 'Ч': "ch", 'Ш': "sh", 'Щ': "shch", 'Ъ': "", 'Ы': "y", 'Ь': "", 'Э': "e", 'Ю': "yu", 'Я': "ya", 'Ј': "j", 'Љ': "lj", 'Њ': "nj", 'Ђ': "dj", 'Ћ': "c", 'Џ': "dz",
}
