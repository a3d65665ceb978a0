package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"casegraph/internal/doc"
)

// Flags of one byte, looked up instead of calling into unicode for ASCII.
const (
	isSpace = 1 << iota
	isLower
	isUpper
	isDigit
)

var ascii = func() (t [utf8.RuneSelf]uint8) {
	for c := range t {
		switch {
		case c >= 'a' && c <= 'z':
			t[c] = isLower
		case c >= 'A' && c <= 'Z':
			t[c] = isUpper
		case c >= '0' && c <= '9':
			t[c] = isDigit
		case doc.Blank(rune(c)):
			t[c] = isSpace
		}
	}
	return t
}()

// What a token is made of; the class follows from it.
const (
	hasLower   = 1 << iota
	hasUpper   // a capital
	hasDigit   //
	hasLetter  // a letter of any kind, caseless ones too
	hasHyphen  //
	hasDot     // a stop inside
	hasSymbol  // a colon, slash, @ or the like: a time, a link
	hasCurly   // an apostrophe that Lower straightens
	hasForeign // anything beyond ASCII
)

// A scanner cuts one block into tokens. It looks at most a few words ahead of
// where it is, so that its time grows with the length of the text alone.
type scanner struct {
	text  string // the block, from its first byte
	lower string // text with ASCII capitals lowered, as long as text
	base  int    // where the block starts in the document
	pos   int
}

// next gives the token at or after pos, and false at the end.
func (s *scanner) next() (Token, bool) {
	t := s.text
	i := s.pos
	for i < len(t) {
		if c := t[i]; c < utf8.RuneSelf {
			if ascii[c]&isSpace == 0 {
				break
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(t[i:])
		if !doc.Blank(r) {
			break
		}
		i += n
	}
	if i >= len(t) {
		s.pos = i
		return Token{}, false
	}
	c := t[i]
	var end int
	var flags uint16
	switch {
	case c < utf8.RuneSelf && ascii[c]&(isLower|isUpper|isDigit) != 0:
		end, flags = s.word(i)
	case c < utf8.RuneSelf:
		end, flags = s.mark(i)
	default:
		if r, _ := utf8.DecodeRuneInString(t[i:]); isWordRune(r) {
			end, flags = s.word(i)
		} else {
			end, flags = s.mark(i)
		}
	}
	s.pos = end
	return s.token(i, end, flags), true
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || unicode.Is(unicode.No, r) || unicode.Is(unicode.Nl, r)
}

// at gives the rune at i with its length, or 0 and 0 at the end.
func (s *scanner) at(i int) (rune, int) {
	if i >= len(s.text) {
		return 0, 0
	}
	if c := s.text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s.text[i:])
}

func isWordByteOrRune(r rune) bool {
	if r < utf8.RuneSelf {
		return ascii[r]&(isLower|isUpper|isDigit) != 0
	}
	return isWordRune(r)
}

func isDigitRune(r rune) bool { return r >= '0' && r <= '9' }

// word scans what begins with a letter or digit at i.
func (s *scanner) word(i int) (end int, flags uint16) {
	t := s.text
	if e := s.link(i); e > 0 {
		return e, hasSymbol | hasLetter | foreign(t[i:e])
	}
	j := i
	if c := t[i]; c < utf8.RuneSelf && ascii[c]&isDigit != 0 {
		e, f, whole := s.number(i)
		if whole {
			return e, f
		}
		j, flags = e, f // 3,000-strong goes on
	}
	segment := i // where the letters since the last stop or hyphen begin
	for j < len(t) {
		c := t[j]
		if c < utf8.RuneSelf {
			switch k := ascii[c]; {
			case k&isLower != 0:
				flags |= hasLower | hasLetter
				j++
				continue
			case k&isUpper != 0:
				flags |= hasUpper | hasLetter
				j++
				continue
			case k&isDigit != 0:
				flags |= hasDigit
				j++
				continue
			}
			switch c {
			case '-':
				r, _ := s.at(j + 1)
				if j == i || !isWordByteOrRune(r) {
					return j, flags
				}
				flags |= hasHyphen
				j++
				segment = j
				continue
			case '\'', '`':
				e, f, inside := s.apostrophe(i, j, 1)
				if !inside {
					return e, flags | f
				}
				flags |= f
				j = e
				continue
			case '.':
				r, _ := s.at(j + 1)
				if inner(t, i, segment, j, r) {
					flags |= hasDot
					j++
					segment = j
					continue
				}
				e, f := s.stop(i, j, flags)
				if r, _ := s.at(e + 1); e > j && e < len(t) && t[e] == '-' && isWordByteOrRune(r) {
					flags = f | hasHyphen // U.S.-led, Maj.-Gen.
					j = e + 1
					segment = j
					continue
				}
				return e, f
			case '&':
				// AT&T, R&D
				if r, _ := s.at(j + 1); flags&hasLower == 0 && r < utf8.RuneSelf && ascii[r]&isUpper != 0 {
					j++
					continue
				}
				return j, flags
			case '_':
				if r, _ := s.at(j + 1); isWordByteOrRune(r) || r == '_' {
					flags |= hasSymbol
					j++
					continue
				}
				return j, flags
			case '@':
				if e := s.address(i, j); e > 0 {
					return e, flags | hasSymbol
				}
				return j, flags
			}
			return j, flags
		}
		r, n := utf8.DecodeRuneInString(t[j:])
		switch {
		case unicode.IsUpper(r):
			flags |= hasUpper | hasLetter | hasForeign
		case unicode.IsLower(r):
			flags |= hasLower | hasLetter | hasForeign
		case unicode.IsLetter(r) || unicode.Is(unicode.Nl, r):
			flags |= hasLetter | hasForeign
		case unicode.IsDigit(r) || unicode.Is(unicode.No, r):
			flags |= hasDigit | hasForeign
		case unicode.Is(unicode.M, r):
			flags |= hasForeign
		case r == '‐' || r == '‑': // hyphen and non-breaking hyphen
			next, _ := s.at(j + n)
			if !isWordByteOrRune(next) {
				return j, flags
			}
			flags |= hasHyphen | hasForeign
			segment = j + n
		case r == '\u00ad' || r == '\u200c' || r == '\u200d': // soft hyphen, joiners
			flags |= hasForeign
		case r == '’' || r == '‘' || r == '＇':
			e, f, inside := s.apostrophe(i, j, n)
			if !inside {
				return e, flags | f
			}
			flags |= f
			j = e
			continue
		default:
			return j, flags
		}
		j += n
	}
	return j, flags
}

// inner reports whether the stop at j stands inside the word that began at i:
// before a letter or digit, as in U.S, e.g, rbc.ua, v2.1. Two sentences run
// together without a blank ("killed.The") stay apart.
func inner(t string, i, segment, j int, r rune) bool {
	if !isWordByteOrRune(r) || j == i || j == segment {
		return false
	}
	if isDigitRune(r) {
		return isDigitRune(rune(t[j-1]))
	}
	if j-segment == 1 { // U.S, J.K, e.g
		return true
	}
	if j-segment <= 3 && j+2 < len(t) && t[j+2] == '.' && r < utf8.RuneSelf && (j+3 == len(t) || ascii0(t[j+3])&(isLower|isUpper) == 0) { // Ph.D., M.Sc.
		return true
	}
	upper := unicode.IsUpper(r)
	if ascii0(t[j-1])&isDigit != 0 {
		return !upper
	}
	return !upper || unicode.IsUpper(lastRune(t[segment:j])) && !known(t[segment:j]+".")
}

func ascii0(c byte) uint8 {
	if c < utf8.RuneSelf {
		return ascii[c]
	}
	return 0
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// stop decides whether the stop at j, which no letter follows, is part of the
// word: an initial, letters with stops between them, or a known abbreviation.
func (s *scanner) stop(i, j int, flags uint16) (int, uint16) {
	t := s.text
	if j+1 < len(t) && t[j+1] == '.' { // etc..., J..
		return j, flags
	}
	if flags&hasDigit != 0 || flags&hasLetter == 0 {
		return j, flags
	}
	// What follows the last hyphen counts: D-Calif., non-U.S.
	from := i
	if flags&hasHyphen != 0 {
		from += strings.LastIndexByte(t[i:j], '-') + 1
	}
	if flags&hasDot != 0 {
		// U.S., a.m., Ph.D.: every part is short. Not rbc.ua.
		short := true
		for p, n := from, 0; p < j; p++ {
			if t[p] == '.' {
				n = 0
			} else if n++; n > 2 {
				short = false
				break
			}
		}
		if short {
			return j + 1, flags | hasDot
		}
	} else if flags&hasHyphen == 0 {
		if r, n := utf8.DecodeRuneInString(t[i:]); i+n == j && unicode.IsUpper(r) {
			return j + 1, flags | hasDot
		}
	}
	if flags&hasForeign == 0 && j-from < longest {
		if k, ok := abbreviations[t[from:j+1]]; ok {
			if from > i && k != openAbbreviation {
				return j, flags // mid-Gen. is none
			}
			if k != numberAbbreviation || s.numeral(j+1) {
				return j + 1, flags | hasDot
			}
		}
	}
	return j, flags
}

// numeral reports whether a digit, or Roman figures, follow at i after blanks.
func (s *scanner) numeral(i int) bool {
	t := s.text
	for i < len(t) && t[i] == ' ' || strings.HasPrefix(t[min(i, len(t)):], "\u00a0") {
		if t[i] == ' ' {
			i++
		} else {
			i += 2
		}
	}
	if i >= len(t) {
		return false
	}
	if ascii0(t[i])&isDigit != 0 {
		return true
	}
	j := i
	for j < len(t) && strings.IndexByte("IVXLC", t[j]) >= 0 {
		j++
	}
	return j > i && (j == len(t) || ascii0(t[j])&(isLower|isUpper|isDigit) == 0 && t[j] < utf8.RuneSelf)
}

// apostrophe decides what the apostrophe at j (n bytes) does to the word that
// began at i. Inside (Jama'at, O'Brien, d'Ivoire): the word goes on at end.
// Else the word ends at end: before 's, 'll, and the like, or before n't.
func (s *scanner) apostrophe(i, j, n int) (end int, flags uint16, inside bool) {
	t := s.text
	k := j + n
	r, _ := s.at(k)
	if !isWordByteOrRune(r) || unicode.Is(unicode.M, r) {
		return j, 0, false
	}
	m := k
	for m < len(t) && ascii0(t[m])&(isLower|isUpper) != 0 {
		m++
	}
	if m < len(t) {
		if c, _ := s.at(m); isWordByteOrRune(c) {
			m = -1 // longer than any clitic
		}
	}
	if m > 0 && i < j {
		switch suffix := t[k:m]; len(suffix) {
		case 1:
			switch suffix[0] | 0x20 {
			case 's', 'm', 'd':
				return j, 0, false
			case 't':
				if c := t[j-1] | 0x20; c == 'n' && j-i > 1 {
					return j - 1, 0, false
				}
			}
		case 2:
			switch strings.ToLower(suffix) {
			case "ll", "re", "ve":
				return j, 0, false
			}
		}
	}
	flags = hasCurly
	if n == 1 && t[j] == '\'' {
		flags = 0
	}
	return k, flags, true
}

// clitic scans 's, 'll, ... at i, where the mark is an apostrophe of n bytes,
// and n't, which begins with a letter. It gives 0 where there is none.
func (s *scanner) clitic(i, n int) int {
	if i == 0 {
		return 0
	}
	// It follows a word directly.
	r, _ := utf8.DecodeLastRuneInString(s.text[:i])
	if !isWordByteOrRune(r) && r != '.' && r != ')' && r != '"' && r != '”' && r != '%' {
		return 0
	}
	k := i + n
	m := k
	for m < len(s.text) && ascii0(s.text[m])&(isLower|isUpper) != 0 {
		m++
	}
	if c, _ := s.at(m); isWordByteOrRune(c) {
		return 0
	}
	switch s.lower[k:m] {
	case "s", "m", "d", "ll", "re", "ve":
		return m
	}
	return 0
}

// Units that are written close to their number and are tokens of their own.
var units = map[string]bool{
	"m": true, "bn": true, "mn": true, "mln": true, "mio": true, "tn": true, "trn": true, "k": true, "b": true,
	"km": true, "kms": true, "cm": true, "mm": true, "kg": true, "kgs": true, "g": true, "t": true, "kt": true, "ft": true, "lb": true, "lbs": true,
	"mi": true, "nm": true, "kw": true, "mw": true, "gw": true, "kwh": true, "mwh": true, "ha": true, "sq": true, "kph": true, "mph": true, "kmh": true,
	"am": true, "pm": true, "hrs": true, "hr": true, "min": true, "mins": true, "gmt": true, "utc": true,
	"million": true, "billion": true, "trillion": true, "percent": true, "years": true, "days": true, "people": true,
}

// number scans what begins with a digit at i: 2,700 and 1.5 and 10:30, 9/11,
// 2025-01-14 and 1st. It is not whole where letters follow that belong to the
// same word (24-hour, 9K720, 1990s).
func (s *scanner) number(i int) (end int, flags uint16, whole bool) {
	t := s.text
	flags = hasDigit
	j := i
	var hyphens, hyphen int
	for j < len(t) {
		c := t[j]
		if ascii0(c)&isDigit != 0 {
			j++
			continue
		}
		next := byte(0)
		if j+1 < len(t) {
			next = t[j+1]
		}
		if ascii0(next)&isDigit == 0 {
			break
		}
		switch c {
		case ',':
			// 2,700 but not "14,2025": three digits follow.
			if !thousands(t, j+1) {
				return j, flags, true
			}
		case '.':
			flags |= hasDot
		case ':', '/':
			flags |= hasSymbol
		case '-':
			if hyphens == 0 {
				hyphen = j
			}
			hyphens++
			flags |= hasHyphen
		default:
			return s.afterNumber(i, j, flags, hyphens, hyphen)
		}
		j++
	}
	return s.afterNumber(i, j, flags, hyphens, hyphen)
}

func thousands(t string, i int) bool {
	return i+3 <= len(t) && ascii0(t[i+1])&isDigit != 0 && ascii0(t[i+2])&isDigit != 0 &&
		(i+3 == len(t) || ascii0(t[i+3])&isDigit == 0)
}

// afterNumber looks at what follows the figures between i and j.
func (s *scanner) afterNumber(i, j int, flags uint16, hyphens, hyphen int) (end int, f uint16, whole bool) {
	t := s.text
	r, _ := s.at(j)
	if !isWordByteOrRune(r) && r != '-' && r != '‐' && r != '‑' && r != '\'' && r != '’' && r != '_' || unicode.Is(unicode.No, r) {
		if hyphens == 1 { // 300-400 is a range
			return hyphen, flags &^ hasHyphen, true
		}
		return j, flags, true
	}
	if r == '\'' || r == '’' || r == '_' {
		return j, flags, true
	}
	if r == '-' || r == '‐' || r == '‑' {
		_, n := s.at(j)
		if next, _ := s.at(j + n); !isWordByteOrRune(next) {
			if hyphens == 1 {
				return hyphen, flags &^ hasHyphen, true
			}
			return j, flags, true
		}
		return j, flags, false // 24-hour
	}
	// Letters follow: a unit is a token of its own.
	m := j
	for m < len(t) && ascii0(t[m])&(isLower|isUpper) != 0 {
		m++
	}
	if next, _ := s.at(m); m > j && m-j <= 8 && !isWordByteOrRune(next) && next != '-' {
		suffix := s.lower[j:m]
		switch suffix {
		case "st", "nd", "rd", "th":
			return m, flags | hasLetter | hasLower, true
		case "a", "p":
			if next == '.' && (strings.HasPrefix(s.lower[m:], ".m")) { // 5p.m.
				return j, flags, true
			}
		}
		// Capitals are names (T-72M, 5G, 82B), but for the money of headlines.
		if units[suffix] && (t[j] >= 'a' || m-j > 1) {
			if hyphens == 1 {
				return hyphen, flags &^ hasHyphen, true
			}
			return j, flags, true
		}
	}
	return j, flags, false
}

// link scans a URL that begins at i, or gives 0.
func (s *scanner) link(i int) int {
	switch s.text[i] | 0x20 {
	case 'h', 'w', 'f':
	default:
		return 0
	}
	l := s.lower[i:]
	if !strings.HasPrefix(l, "http://") && !strings.HasPrefix(l, "https://") &&
		!strings.HasPrefix(l, "ftp://") && !strings.HasPrefix(l, "www.") {
		return 0
	}
	return i + trimLink(s.text[i:])
}

// trimLink gives how many bytes of t, which begins with a link, belong to it:
// up to a blank or a quotation mark, without the marks at its end.
func trimLink(t string) int {
	j := 0
	open := 0
scan:
	for j < len(t) {
		c := t[j]
		if c < utf8.RuneSelf {
			if ascii[c]&isSpace != 0 {
				break
			}
			switch c {
			case '<', '>', '"', '`', '{', '}', '|', '\\', '^':
				break scan
			case '(':
				open++
			case ')':
				if open--; open < 0 {
					break scan
				}
			}
			j++
			continue
		}
		r, n := utf8.DecodeRuneInString(t[j:])
		if doc.Blank(r) || r == utf8.RuneError || unicode.IsPunct(r) && r != '–' {
			break
		}
		j += n
	}
	for j > 1 && strings.IndexByte(".,;:!?'*]", t[j-1]) >= 0 {
		j--
	}
	return j
}

// address scans an e-mail address whose name began at i and whose @ is at j.
func (s *scanner) address(i, j int) int {
	t := s.text
	k := j + 1
	dot := false
	for k < len(t) {
		c := t[k]
		if ascii0(c)&(isLower|isUpper|isDigit) != 0 {
			k++
			continue
		}
		if (c == '.' || c == '-') && k > j+1 && k+1 < len(t) && ascii0(t[k+1])&(isLower|isUpper|isDigit) != 0 {
			dot = dot || c == '.'
			k++
			continue
		}
		break
	}
	if !dot {
		return 0
	}
	return k
}

// mark scans what begins with neither letter nor digit at i.
func (s *scanner) mark(i int) (int, uint16) {
	t := s.text
	c := t[i]
	if c >= utf8.RuneSelf {
		r, n := utf8.DecodeRuneInString(t[i:])
		switch r {
		case '’', '＇':
			if e := s.clitic(i, n); e > 0 {
				return e, hasCurly | hasLetter | hasLower
			}
			return i + n, hasCurly
		case '‘', '‐', '‑':
			return i + n, hasCurly
		case '…', '—', '–', '―':
			for strings.HasPrefix(t[i+n:], string(r)) {
				n += utf8.RuneLen(r)
			}
		}
		return i + n, 0
	}
	j := i + 1
	switch c {
	case '\'', '`':
		if e := s.clitic(i, 1); e > 0 {
			return e, hasLetter | hasLower | hasCurly
		}
		if j < len(t) && t[j] == c { // ``LaTeX''
			j++
		}
		if c == '`' {
			return j, hasCurly
		}
	case '.':
		if j < len(t) && ascii0(t[j])&isDigit != 0 && (i == 0 || ascii0(t[i-1])&(isLower|isUpper|isDigit) == 0) {
			// .50-caliber
			e, f := s.word(j)
			return e, f | hasDot
		}
		for j < len(t) && t[j] == '.' {
			j++
		}
	case '-', '*', '=', '_', '~', '!', '?', '+', '#':
		if c == '#' && j < len(t) && ascii0(t[j])&(isLower|isUpper) != 0 && !wordBefore(t, i) {
			return s.handle(j)
		}
		for j < len(t) && (t[j] == c || c == '!' && t[j] == '?' || c == '?' && t[j] == '!') {
			j++
		}
	case '@':
		if j < len(t) && ascii0(t[j])&(isLower|isUpper|isDigit) != 0 && !wordBefore(t, i) {
			return s.handle(j)
		}
	}
	return j, 0
}

func wordBefore(t string, i int) bool {
	return i > 0 && isWordByteOrRune(lastRune(t[:i]))
}

// handle scans the name after an @ or #.
func (s *scanner) handle(j int) (int, uint16) {
	t := s.text
	start := j
	for j < len(t) {
		r, n := s.at(j)
		if !isWordByteOrRune(r) && r != '_' {
			break
		}
		j += n
	}
	return j, hasSymbol | hasLetter | foreign(t[start:j])
}

// foreign tells whether t holds anything beyond ASCII.
func foreign(t string) uint16 {
	for i := 0; i < len(t); i++ {
		if t[i] >= utf8.RuneSelf {
			return hasForeign
		}
	}
	return 0
}

// token makes the token from i to end of the block.
func (s *scanner) token(i, end int, flags uint16) Token {
	t := Token{Start: s.base + i, End: s.base + end, Text: s.text[i:end]}
	t.Class = class(t.Text, flags)
	if flags&(hasForeign|hasCurly) == 0 {
		t.Lower = s.lower[i:end]
	} else {
		t.Lower = Fold(t.Text)
	}
	return t
}

// Fold is the form in which words are compared: lower case, apostrophes and
// hyphens straightened, soft hyphens and joiners gone, bad bytes kept. Token.Lower is Fold of
// Token.Text.
func Fold(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || ascii[c]&isUpper != 0 || c == '`' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '’' || r == '‘' || r == '＇' || r == '`':
			b.WriteByte('\'')
		case r == '‐' || r == '‑':
			b.WriteByte('-')
		case r == '\u00ad' || r == '\u200c' || r == '\u200d':
		case r == utf8.RuneError && n == 1:
			b.WriteByte(s[i]) // a bad byte stays what it is
		default:
			b.WriteRune(unicode.ToLower(r))
		}
		i += n
	}
	return b.String()
}

func class(t string, flags uint16) Class {
	letters := flags & (hasLower | hasUpper | hasLetter)
	switch {
	case flags&hasSymbol != 0:
		return Mixed
	case letters == 0 && flags&hasDigit == 0:
		return Mark
	case letters == 0:
		if flags&hasHyphen != 0 {
			return Mixed
		}
		return Number
	case flags&hasDigit != 0:
		if ordinal(t) {
			return Ordinal
		}
		return Mixed
	case flags&hasUpper == 0:
		return Lower
	case flags&hasLower != 0:
		if flags&hasHyphen != 0 && strings.IndexByte(t, '-') == 1 && ascii0(t[0])&isUpper != 0 {
			return Mixed // Q-West
		}
		return Capital
	}
	if r, n := utf8.DecodeRuneInString(t); n == len(t) || n+1 == len(t) && t[n] == '.' {
		if n == len(t) && (r == 'A' || r == 'I') {
			return Capital // words of one letter
		}
		return Initial
	}
	return Upper
}

func ordinal(t string) bool {
	i := 0
	for i < len(t) && (ascii0(t[i])&isDigit != 0 || t[i] == ',') {
		i++
	}
	if i == 0 || len(t) != i+2 {
		return false
	}
	switch strings.ToLower(t[i:]) {
	case "st", "nd", "rd", "th":
		return true
	}
	return false
}
