package flat

import "strings"

// Join writes a list as one text: its parts between bars, "a|b". A bar within a
// part is written \| and a backslash \\, so that Split gives the parts back. The
// empty list and the list of one empty text are both "".
func Join(list []string) string {
	escaped := make([]string, len(list))
	for i, s := range list {
		escaped[i] = escape.Replace(s)
	}
	return strings.Join(escaped, "|")
}

var escape = strings.NewReplacer(`\`, `\\`, `|`, `\|`)

// Split is the inverse of Join; of "" it is the list of one empty text.
func Split(s string) []string {
	out := []string{}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case s[i] == '|':
			out = append(out, b.String())
			b.Reset()
		default:
			b.WriteByte(s[i])
		}
	}
	return append(out, b.String())
}
