package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"casegraph/internal/text"
)

// Letters that have no decomposition but are commonly written without their
// stroke or as two.
var plain = strings.NewReplacer(
	"ł", "l", "ø", "o", "đ", "d", "ð", "d", "ħ", "h", "ŧ", "t", "ı", "i",
	"ß", "ss", "æ", "ae", "œ", "oe", "þ", "th", "ə", "e", "ŋ", "n",
	"ʻ", "", "ʼ", "", "ʿ", "", "ʾ", "", "′", "", "´", "",
)

// appendWords appends what a token adds to a key: its lower-case form without
// diacritics, stops and apostrophes, hyphens as blanks. So Córdoba meets
// Cordoba, Al-Jazeera Al Jazeera, and U.S. meets US; the case rule keeps the
// pronoun apart. It returns the number of words added; 0 for a mark that keys
// leave out.
func appendWords(key []byte, lower string) ([]byte, int) {
	for i := 0; i < len(lower); i++ {
		if lower[i] >= utf8.RuneSelf {
			lower = fold(lower)
			break
		}
	}
	words, open := 0, false
	for i := 0; i < len(lower); i++ {
		switch c := lower[i]; c {
		case '.', '\'', '`':
			continue
		case '-', ' ':
			if len(lower) > 1 {
				open = false
				continue
			}
			fallthrough
		default:
			if !open {
				if len(key) > 0 {
					key = append(key, ' ')
				}
				open = true
				words++
			}
			if c == '&' && len(lower) == 1 {
				key = append(key, "and"...)
			} else {
				key = append(key, c)
			}
		}
	}
	return key, words
}

var folded memo[string, string]

func fold(s string) string {
	if f, ok := folded.get(s); ok {
		return f
	}
	f := foldAnew(s)
	folded.put(strings.Clone(s), f) // not the document's memory
	return f
}

func foldAnew(s string) string {
	s = plain.Replace(s)
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '–' || r == '—' || r == '‐' || r == '‑':
			b.WriteByte('-')
		case r == '’' || r == '‘':
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Key gives the normalised form under which a surface is listed: its words,
// parted by blanks, and which of them are written with a capital.
func Key(surface string) string {
	var key []byte
	for _, t := range text.Tokens(surface, 0) {
		key, _ = appendWords(key, t.Lower)
	}
	return string(key)
}

// Slug gives the part of an id that stands for a name: its key in ASCII
// letters and digits, hyphens between words. It is "" for a name without any.
func Slug(name string) string {
	var b strings.Builder
	for _, w := range strings.Fields(Key(name)) {
		dash := b.Len() > 0
		for i := 0; i < len(w); i++ {
			if c := w[i]; c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
				if dash {
					b.WriteByte('-')
					dash = false
				}
				b.WriteByte(c)
			}
		}
	}
	return b.String()
}

// Bits of a form: how a surface must be written to match.
const (
	formDemonym = 1 << iota // the entry's demonym
	formWeak                // proves little when written so
	formAcronym             // capitals only: NIS, never Nis
	formInner               // two capitals at least: DoD, never dod or Dod
	formShort               // fewer than four letters: not in the capitals of a headline
	formAccent              // weak only when written without its accents: Male for Malé
)

// form derives from a surface how it must be written, with a bit for each of
// the first 16 words of its key that needs a capital.
func form(surface string) (flags uint8, mask uint16) {
	word, letters, lower := 0, 0, 0
	var buf []byte
	tokens := text.Tokens(surface, 0)
	inner := false
	for _, t := range tokens {
		_, n := appendWords(buf[:0], t.Lower)
		if n == 0 {
			continue
		}
		k, up, first := word, 0, true
		for _, r := range t.Text {
			switch {
			case r == '-' || r == '‐' || r == '‑' || r == '–':
				if !first {
					k++
				}
				first = true
			case unicode.IsLetter(r):
				letters++
				if unicode.IsUpper(r) {
					up++
					if first && k < 16 {
						mask |= 1 << k
					}
				} else {
					lower++
				}
				first = false
			case unicode.IsDigit(r):
				first = false
			}
		}
		if up >= 2 && len(t.Text) <= 6 {
			inner = true
		}
		word += n
	}
	if mask == 0 && word > 0 {
		mask = 1
	}
	if lower == 0 && letters >= 2 && letters <= 8 {
		flags |= formAcronym
	} else if inner && len(tokens) == 1 {
		flags |= formInner
	}
	if letters < 4 {
		flags |= formShort
	}
	return flags, mask
}

// written reports whether tokens are written as the form demands.
func written(tokens []text.Token, flags uint8, mask uint16) bool {
	word := 0
	for i := range tokens {
		t := &tokens[i]
		n := countWords(t.Lower)
		if n == 0 {
			continue
		}
		var need bool
		if word < 16 {
			need = mask>>word&(1<<min(n, 16)-1) != 0
		}
		word += n
		if !need {
			continue
		}
		up, low := 0, 0
		for j := 0; j < len(t.Text); j++ {
			c := t.Text[j]
			switch {
			case c >= 'A' && c <= 'Z':
				up++
			case c >= 'a' && c <= 'z':
				low++
			case c >= utf8.RuneSelf:
				r, n := utf8.DecodeRuneInString(t.Text[j:])
				if unicode.IsUpper(r) {
					up++
				} else if unicode.IsLower(r) {
					low++
				}
				j += n - 1
			}
		}
		switch {
		case up == 0:
			return false
		case flags&formAcronym != 0 && low > 0:
			return false
		case flags&formInner != 0 && up < 2:
			return false
		case flags&(formShort|formAcronym) == formShort && low == 0 && up > 1:
			return false
		}
	}
	return true
}

// countWords is the number of words that a token adds to a key.
func countWords(lower string) int {
	n, open := 0, false
	for i := 0; i < len(lower); i++ {
		switch c := lower[i]; {
		case c == '.' || c == '\'' || c == '`':
		case (c == '-' || c == ' ') && len(lower) > 1:
			open = false
		case c >= utf8.RuneSelf:
			var buf [64]byte
			_, n := appendWords(buf[:0], lower)
			return n
		default:
			if !open {
				open = true
				n++
			}
		}
	}
	return n
}
