package table

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// number is what a spreadsheet shows as it stands, so that a sign at its head is
// no danger.
var number = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?$`)

// Safe returns a text that no spreadsheet takes for a formula. A text that begins,
// after blanks and invisible characters, with = + - @ or one of their full-width
// forms, or with a tab or a carriage return, gets an apostrophe before it, unless
// it is a plain number. So does what follows a line break, a tab, a semicolon or a
// bar within it: a program that was told another separator begins a cell there.
// Bytes that are no UTF-8 become U+FFFD.
func Safe(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if number.MatchString(s) {
		return s
	}
	var b strings.Builder
	for at := 0; at < len(s); {
		if formula(s[at:]) || at == 0 && (s[0] == '\t' || s[0] == '\r') {
			b.WriteByte('\'')
		}
		next := len(s)
		if i := strings.IndexAny(s[at:], separators); i >= 0 {
			next = at + i + 1
		}
		b.WriteString(s[at:next])
		at = next
	}
	return b.String()
}

// separators are what may begin a cell where a program is told so.
const separators = "\n\r\t;|"

// formula reports whether a cell would be one.
func formula(s string) bool {
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case strings.ContainsRune("=+-@＝＋－＠", r):
			return true
		case strings.ContainsRune(separators, r):
			return false
		case !unicode.IsSpace(r) && !unicode.Is(unicode.C, r):
			return false
		}
		s = s[size:]
	}
	return false
}
