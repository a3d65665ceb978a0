package doc

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

var months = func() map[string]int {
	m := map[string]int{"sept": 9}
	for i, name := range []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"} {
		m[name] = i + 1
		m[name[:3]] = i + 1
	}
	return m
}()

// A found is a date in a line, with the words it takes.
type found struct {
	year, month, day int // month and day 0 where the text has none
	from, to         int // words
}

func (f found) date(basis string) Date {
	switch {
	case f.day > 0:
		return Date{fmt.Sprintf("%04d-%02d-%02d", f.year, f.month, f.day), "day", basis}
	case f.month > 0:
		return Date{fmt.Sprintf("%04d-%02d", f.year, f.month), "month", basis}
	}
	return Date{fmt.Sprintf("%04d", f.year), "year", basis}
}

// dateWords cuts a line into the words that findDate looks at.
func dateWords(l string) []string {
	return strings.FieldsFunc(l, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",()[]|·•–—;", r)
	})
}

// findDate gives the first date with a year in words: January 14, 2025;
// 14 Jan. 2025; 2025 January 14; 2025-01-14; 14.01.2025; 14/01/2025 where only
// one of its readings is a date; January 2025.
func findDate(words []string) (found, bool) {
	for i, w := range words {
		if f, ok := numericDate(w); ok {
			f.from, f.to = i, i+1
			return f, true
		}
		if m := month(w); m > 0 {
			f := found{month: m, from: i, to: i + 1}
			// Month first: January 14 2025, January 2025.
			if i+2 < len(words) && day(words[i+1]) > 0 && year(words[i+2]) > 0 {
				f.day, f.year, f.to = day(words[i+1]), year(words[i+2]), i+3
			} else if i+1 < len(words) && year(words[i+1]) > 0 {
				f.year, f.to = year(words[i+1]), i+2
			}
			if f.day == 0 {
				j := i - 1
				if j > 0 && words[j] == "of" {
					j--
				}
				switch {
				case f.year > 0 && j >= 0 && day(words[j]) > 0: // 14 January 2025
					f.day, f.from = day(words[j]), j
				case f.year == 0 && j >= 0 && year(words[j]) > 0: // 2025 January 14
					f.year, f.from = year(words[j]), j
					if i+1 < len(words) && day(words[i+1]) > 0 {
						f.day, f.to = day(words[i+1]), i+2
					}
				}
			}
			if f.year > 0 && f.day <= daysOf(f.month, f.year) {
				return f, true
			}
		}
	}
	return found{}, false
}

func daysOf(month, year int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

func month(w string) int {
	return months[strings.ToLower(strings.TrimRight(w, ".:"))]
}

func day(w string) int {
	w = strings.TrimRight(w, ".:")
	for _, s := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, s)
	}
	if n, err := strconv.Atoi(w); err == nil && len(w) <= 2 && n >= 1 && n <= 31 {
		return n
	}
	return 0
}

// year gives a year in which a report can have been published.
func year(w string) int {
	w = strings.TrimRight(w, ".:")
	if i := strings.IndexFunc(w, func(r rune) bool { return r < '0' || r > '9' }); i == 4 && i < len(w) && !strings.HasPrefix(w[4:], "-") && len(w) > 4 {
		// "2025No" and "2025at": the page ran its parts together
		w = w[:4]
	}
	if n, err := strconv.Atoi(w); err == nil && len(w) == 4 && n >= 1900 && n <= 2099 {
		return n
	}
	return 0
}

func numericDate(w string) (found, bool) {
	w = strings.TrimRight(w, ".:")
	if len(w) > 10 && (w[10] == 'T' || w[10] == '_') {
		w = w[:10]
	}
	for _, sep := range []string{"-", "/", "."} {
		p := strings.Split(w, sep)
		if len(p) != 3 {
			continue
		}
		a, err1 := strconv.Atoi(p[0])
		b, err2 := strconv.Atoi(p[1])
		c, err3 := strconv.Atoi(p[2])
		if err1 != nil || err2 != nil || err3 != nil || a < 1 || b < 1 || c < 1 {
			return found{}, false
		}
		f := found{}
		switch {
		case len(p[0]) == 4 && year(p[0]) > 0: // 2025-01-14
			f = found{year: a, month: b, day: c}
		case year(p[2]) == 0:
			return found{}, false
		case sep == "." || a > 12: // 14.01.2025, 14/01/2025
			f = found{year: c, month: b, day: a}
		case b > 12 || a == b: // 01/14/2025
			f = found{year: c, month: a, day: b}
		default:
			return found{}, false
		}
		if f.month <= 12 && f.day <= daysOf(f.month, f.year) {
			return f, true
		}
	}
	return found{}, false
}

// Words that may stand beside a date in a line of its own.
var besideDate = set(`published updated posted modified last first created released issued date dated on at am pm a.m p.m
	gmt utc est edt cst cdt mst mdt pst pdt cet cest eet eest bst ist jst kst msk eat wat cat sast pkt local time
	monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
	original article by h hrs hours edition print online`)

func set(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// dateAlone reports whether a line is a date, or a time, and nothing else.
func dateAlone(l string) bool {
	if len(l) > 120 {
		return false
	}
	words := dateWords(l)
	f, ok := findDate(words)
	if !ok {
		// January 14, or 14 January, without a year.
		for i, w := range words {
			if month(w) > 0 && (i > 0 && day(words[i-1]) > 0 || i+1 < len(words) && day(words[i+1]) > 0) {
				f = found{from: i, to: i + 1}
				if i > 0 && day(words[i-1]) > 0 {
					f.from--
				} else {
					f.to++
				}
				ok = true
				break
			}
		}
	}
	if ok && f.day == 0 && f.from == 0 && f.to == len(words) && f.month > 0 && f.year > 0 {
		return true // January 2025
	}
	clock := false
	for i, w := range words {
		if ok && i >= f.from && i < f.to {
			continue
		}
		w = strings.Trim(strings.ToLower(w), ".:-/")
		if isClock(w) {
			clock = true
			continue
		}
		if w != "" && !besideDate[w] {
			return false
		}
	}
	return ok || clock
}

// isClock tells 10:30, 10.30am, 9pm.
func isClock(w string) bool {
	for _, s := range []string{"am", "pm", "a.m", "p.m", "h", "z"} {
		w = strings.TrimSuffix(w, s)
	}
	digits, other := 0, 0
	for _, c := range w {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == ':' || c == '.':
			other++
		default:
			return false
		}
	}
	return digits >= 3 && digits <= 6 && other >= 1 && other <= 2
}
