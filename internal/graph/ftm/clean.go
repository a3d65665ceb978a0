package ftm

import (
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// cleaners give the value that the Python package makes of a value, by property; ""
// where it would refuse it. A cleaned value is cleaned to itself.
var cleaners = map[string]func(string) string{
	"name": name, "alias": name, "weakAlias": name,
	"fileName": short, "title": short, "publisher": short, "keywords": short, "role": short, "relationship": short, "status": short, "recordId": short, "city": short, "region": short,
	"summary": text, "description": text, "notes": text,
	"date": date, "publishedAt": date,
	"country":   country,
	"full":      address,
	"language":  language,
	"sourceUrl": link,
	"proof":     reference, "entity": reference, "involved": reference,
	"director": reference, "organization": reference, "agent": reference, "client": reference, "member": reference, "employee": reference, "employer": reference,
	"owner": reference, "asset": reference, "person": reference, "relative": reference, "payer": reference, "beneficiary": reference, "subject": reference, "object": reference,
}

// Lengths in characters that the model allows.
const (
	longestName  = 384
	longestShort = 1024
	longestText  = 65000
)

// text drops control and invisible characters and unifies spaces, as normality's
// remove_unsafe_chars does, then composes (NFC) and trims.
func text(s string) string { return limit(tidy(s), longestText) }

func short(s string) string { return limit(tidy(s), longestShort) }

func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r':
			return r
		case r < 0x20, 0x7f <= r && r < 0xa0, 0x200b <= r && r < 0x2010, r == 0x61c, 0x2060 <= r && r < 0x2065, r == 0xad, r == 0xfeff:
			return -1
		case 0x2000 <= r && r < 0x200b, r == 0x2028, r == 0x2029, r == 0xa00, r == 0x1680, r == 0x202f, r == 0x205f, r == 0x3000:
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return strings.TrimSpace(norm.NFC.String(s))
}

// limit cuts a text that the model takes for malformed.
func limit(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	rs := []rune(s)
	return strings.TrimRightFunc(string(rs[:most-1]), unicode.IsSpace) + "…"
}

var quotes = regexp.MustCompile(`^["'](.*)["']$`)

// name has single blanks and no quotation marks around it.
func name(s string) string {
	s = strings.Join(strings.Fields(tidy(s)), " ")
	for quotes.MatchString(s) {
		s = strings.Join(strings.Fields(quotes.ReplaceAllString(s, "$1")), " ")
	}
	return limit(s, longestName)
}

// address refuses what the Python package would take apart at separators.
func address(s string) string {
	if s = name(s); strings.ContainsAny(s, ",;<") {
		return ""
	}
	return limit(s, 250)
}

// date is a year, a month or a day.
func date(s string) string {
	if s == "" || s[0] != '1' && s[0] != '2' {
		return ""
	}
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, s); err == nil {
			return s
		}
	}
	return ""
}

// former are states that have other codes in FollowTheMoney.
var former = map[string]string{"su": "suhh", "yu": "yucs", "cs": "cshh"}

var countryCode = regexp.MustCompile(`^[a-z]{2}$`)

func country(s string) string {
	if code, ok := former[s]; ok {
		return code
	}
	if !countryCode.MatchString(s) {
		return ""
	}
	return s
}

// language knows the one language that is read.
func language(s string) string {
	if s == "en" {
		return "eng"
	}
	return ""
}

// link takes only addresses that no cleaning changes.
func link(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.Path == "" || u.User != nil || u.Fragment != "" || strings.ToLower(u.Host) != u.Host || u.String() != s || len(s) > 4096 {
		return ""
	}
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' {
			return ""
		}
	}
	return s
}

// reference is the id of an entity.
func reference(s string) string { return s }
