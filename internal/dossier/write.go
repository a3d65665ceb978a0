package dossier

import (
	"bytes"
	_ "embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

//go:embed dossier.html.tmpl
var page string

var tmpl = template.Must(template.New("dossier").Funcs(template.FuncMap{
	"anchor":    anchor,
	"link":      link,
	"words":     typeWords,
	"title":     title,
	"join":      strings.Join,
	"country":   country,
	"kinds":     kinds,
	"voices":    voices,
	"n":         count,
	"gist":      gist,
	"role":      role,
	"split":     strings.Fields,
	"precision": precision,
	"part":      func(cs []Chapter, prefix string) part { return part{cs, prefix} },
	"in":        func(c Chapter, prefix string) chapter { return chapter{c, prefix} },
	"events":    func(es []Event, caption, date string) table { return table{es, caption, date} },
	"typeof":    typeOf,
	"total":     func(parts ...[]Chapter) int { return len(distinct(parts...)) },
	"making":    func(d *Dossier) int { return len(distinct(d.Said)) },
	"fold":      func(s string) string { return strings.Join(strings.Fields(s), " ") },
}).Parse(page))

// What the parts of the template are given.
type (
	part struct {
		Chapters []Chapter
		Prefix   string // of its anchors
	}
	chapter struct {
		Chapter
		Prefix string
	}
	table struct {
		Events        []Event
		Caption, Date string
	}
)

// Alone says that the chapter has no edge.
func (c chapter) Alone() bool { return len(c.Groups) == 1 }

// distinct are the claims that chapters tell of, in full or not.
func distinct(parts ...[]Chapter) map[*Claim]bool {
	all := map[*Claim]bool{}
	for _, p := range parts {
		for _, c := range p {
			for _, g := range c.Groups {
				for _, list := range [][]*Claim{g.Claims, g.Also} {
					for _, x := range list {
						all[x] = true
					}
				}
			}
		}
	}
	return all
}

// typeOf is the relation of an edge's id.
func typeOf(edge string) string {
	typ, _, _ := strings.Cut(strings.TrimPrefix(edge, "edge/"), " ")
	return typ
}

// Write writes the dossier as one page of HTML. The same dossier gives the same
// bytes. Nothing is written where an error is returned before the first byte.
//
// Values are escaped by html/template. Characters that show nothing or turn the
// reading direction are written as their numbers, [U+202E]: what is seen on the page
// is what the report holds.
func Write(w io.Writer, d *Dossier) error {
	var b bytes.Buffer
	if err := tmpl.Execute(&b, d); err != nil {
		return fmt.Errorf("write dossier: %w", err)
	}
	if _, err := w.Write(visible(b.Bytes())); err != nil {
		return fmt.Errorf("write dossier: %w", err)
	}
	return nil
}

// visible replaces what would deceive the eye. Nothing of the template is touched:
// it holds no such character.
func visible(page []byte) []byte {
	out := make([]byte, 0, len(page))
	for len(page) > 0 {
		r, n := utf8.DecodeRune(page)
		switch {
		case r == utf8.RuneError && n == 1:
			out = append(out, "\ufffd"...)
		case deceives(r):
			out = fmt.Appendf(out, "[U+%04X]", r)
		default:
			out = append(out, page[:n]...)
		}
		page = page[n:]
	}
	return out
}

// blank are characters without a shape that no script needs: with them two names look
// alike and are not.
var blank = []rune{0x115f, 0x1160, 0x180e, 0x200b, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x3164, 0xfeff, 0xffa0}

// deceives says that a character is a control, turns the direction of what follows
// it or is seen by machines alone. The marks that words of Persian, Hindi or Hebrew
// need (zero-width joiners, direction marks) stay; each value stands isolated.
func deceives(r rune) bool {
	switch {
	case r == '\n' || r == '\t' || r == '\r':
		return false
	case r < 0x20 || r >= 0x7f && r < 0xa0:
		return true
	case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x2028 || r == 0x2029:
		return true
	case r >= 0xfff9 && r <= 0xfffb || r >= 0xe0000 && r <= 0xe0fff:
		return true
	case r >= 0xfdd0 && r <= 0xfdef || r&0xfffe == 0xfffe:
		return true // no characters
	case slices.Contains(blank, r):
		return true
	}
	return false
}

// anchor makes an id of a page out of any text, different ones out of different
// texts, of characters that a link writes as they are. The slash of a claim's id
// becomes a dot.
func anchor(kind, id string) string {
	var b strings.Builder
	b.WriteString(kind)
	b.WriteByte('-')
	for i := range len(id) {
		c := id[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_':
			b.WriteByte(c)
		case c == '/':
			b.WriteByte('.')
		default:
			b.WriteByte('~')
			b.WriteString(hex.EncodeToString([]byte{c}))
		}
	}
	return b.String()
}

// link is the URI where following it is safe and means what it says: http or https,
// with a host, without a user's name before it. Otherwise it is "", and the URI is
// shown as text alone.
func link(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	if strings.ContainsFunc(uri, func(r rune) bool {
		return r == utf8.RuneError || deceives(r) || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)
	}) {
		return ""
	}
	return uri
}

// country is a country's name with its code; a code that is nobody's stays alone.
func country(code string) string {
	code = strings.ToUpper(code)
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	if name := display.English.Regions().Name(region); name != "" {
		return name + " (" + code + ")"
	}
	return code
}

// kinds are labels as words: "Unit, armed force"; NGO stays one.
func kinds(labels []string) string {
	var words []string
	for i, l := range labels {
		rs := []rune(l)
		var b strings.Builder
		for k, r := range rs {
			begins := unicode.IsUpper(r) && k+1 < len(rs) && unicode.IsLower(rs[k+1])
			if begins && k > 0 {
				b.WriteByte(' ')
			}
			if begins && i+k > 0 {
				r = unicode.ToLower(r)
			}
			b.WriteRune(r)
		}
		words = append(words, b.String())
	}
	return strings.Join(words, ", ")
}

// voices are those who make claims, once each.
func voices(claims []*Claim) string {
	var out []string
	for _, c := range claims {
		if v := c.Voice(); !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return strings.Join(out, "; ")
}

// typeWords is a relation's name as words: "has role in".
func typeWords(s string) string {
	if s == "" {
		return "untyped"
	}
	return strings.ToLower(strings.ReplaceAll(s, "_", " "))
}

func title(s string) string {
	s = typeWords(s)
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// count is a number with its noun.
func count(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case strings.HasSuffix(noun, "y"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(noun, "y"))
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// gist tells what fills a role, in few words: the entity's name, else the words of
// the report.
func gist(a Arg) string {
	if a.Entity.Name != "" {
		return a.Entity.Name
	}
	s := strings.Join(strings.Fields(a.Text), " ")
	if cut := 80; len(s) > cut {
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut] + "…"
	}
	return "“" + s + "”"
}

// role is a role's name for people.
func role(s string) string {
	switch s {
	case "a":
		return "one side"
	case "b":
		return "the other"
	}
	return strings.ReplaceAll(s, "_", " ")
}
