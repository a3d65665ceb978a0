package relate

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"casegraph/internal/doc"
	"casegraph/internal/text"
)

// A when is a date expression at a row of tokens.
type when struct {
	first, limit int
	d            Date
}

var monthOf = map[string]time.Month{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan.": 1, "feb.": 2, "mar.": 3, "apr.": 4, "jun.": 6, "jul.": 7, "aug.": 8, "sept.": 9, "sep.": 9, "oct.": 10, "nov.": 11, "dec.": 12,
	"jan": 1, "feb": 2, "aug": 8, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

var weekdayOf = map[string]time.Weekday{
	"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
}

var seasonOf = map[string][2]time.Month{"spring": {3, 5}, "summer": {6, 8}, "autumn": {9, 11}, "fall": {9, 11}, "winter": {12, 2}}

const iso = "2006-01-02"

// dates finds the date expressions of a sentence and works them out from the
// report's own date, where it has one of the precision of a day. Years stand
// alone only from 1900 to 2100.
// last is the day that was told before, for "the next day"; zero if none was.
func dates(s *text.Sentence, d *doc.Document, last time.Time) []when {
	r := dater{tokens: s.Tokens, last: last}
	if d.Published.Precision == "day" {
		if t, err := time.Parse(iso, d.Published.Date); err == nil {
			r.published = t
		}
	}
	var out []when
	for i := 0; i < len(r.tokens); {
		w, ok := r.at(i)
		if !ok {
			i++
			continue
		}
		r.whole(&w, out)
		w.d.Start, w.d.End = r.tokens[w.first].Start, r.tokens[w.limit-1].End
		out = append(out, w)
		if t, ok := w.d.day(); ok {
			r.last = t
		}
		i = w.limit
	}
	return out
}

// day is the one day that a date is of.
func (d *Date) day() (time.Time, bool) {
	if d.From == "" || d.From != d.To {
		return time.Time{}, false
	}
	t, err := time.Parse(iso, d.From)
	return t, err == nil
}

type dater struct {
	tokens    []text.Token
	published time.Time // zero where it is not known to the day
	last      time.Time // the day that was told before, or zero
}

// whole takes what belongs to a date as written into it, and gives it the days that
// it then means: "since March", "by the end of May", "between 2013 and 2015".
func (r *dater) whole(w *when, out []when) {
	free := func(n int) bool { return w.first-n >= 0 && (len(out) == 0 || out[len(out)-1].limit <= w.first-n) }
	if w.limit < len(r.tokens) {
		switch r.low(w.limit) {
		case "morning", "afternoon", "evening", "night":
			w.limit++
		case "'s":
			if w.d.Precision == "day" {
				w.limit++
				return // "Wednesday's battle": what stands before belongs to the battle
			}
		}
	}
	// A range of two: "between 2013 and 2015", "from March to June 2020".
	if r.low(w.limit) == "and" && free(1) && r.low(w.first-1) == "between" || (r.low(w.limit) == "to" || r.low(w.limit) == "until") && free(1) && r.low(w.first-1) == "from" {
		if b, ok := r.at(w.limit + 1); ok && b.first == w.limit+1 {
			from, to := w.d.From, b.d.To
			if from == "" || from > to && len(to) >= 4 {
				// "Between January and March 2024": the first takes the year of the second.
				if m, known := monthOf[r.low(w.first)]; known && len(to) >= 4 {
					from = to[:4] + fmt.Sprintf("-%02d-01", int(m))
				}
			} else if m, known := monthOf[r.low(w.first)]; known && len(to) >= 4 && w.limit == w.first+1 {
				from = to[:4] + fmt.Sprintf("-%02d-01", int(m))
			}
			w.first, w.limit = w.first-1, b.limit
			w.d = Date{From: from, To: to, Precision: b.d.Precision}
			return
		}
	}
	// "by the end of May", "at the beginning of June", "the night of 17 December".
	if free(3) && r.low(w.first-1) == "of" && r.low(w.first-3) == "the" {
		switch r.low(w.first - 2) {
		case "end", "beginning", "start", "middle", "night", "morning", "evening", "course":
			w.first -= 3
		}
	}
	if free(1) {
		switch r.low(w.first - 1) {
		case "late", "early", "mid":
			w.first--
		}
	}
	if !free(1) {
		return
	}
	known := w.d.From != "" && !r.published.IsZero()
	today := ""
	if known {
		today = r.published.Format(iso)
	}
	switch r.low(w.first - 1) {
	case "on", "in", "at", "during", "late", "early":
		w.first--
	case "since":
		w.first--
		if known && w.d.From <= today {
			w.d.To = today
		}
	case "until", "by", "before", "till":
		low := r.low(w.first - 1)
		w.first--
		if known && low != "before" && w.d.To >= today {
			w.d.From = today
		}
	}
}

func (r *dater) low(i int) string {
	if i < 0 || i >= len(r.tokens) {
		return ""
	}
	return r.tokens[i].Lower
}

func (r *dater) year(i int) (int, bool) {
	if i >= len(r.tokens) || r.tokens[i].Class != text.Number || len(r.tokens[i].Text) != 4 {
		return 0, false
	}
	y, err := strconv.Atoi(r.tokens[i].Text)
	return y, err == nil && y >= 1900 && y <= 2100
}

// dayNumber reads 3 or 3rd.
func (r *dater) dayNumber(i int) (int, bool) {
	if i < 0 || i >= len(r.tokens) {
		return 0, false
	}
	s := r.tokens[i].Lower
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		s = strings.TrimSuffix(s, suffix)
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 1 && n <= 31 && len(s) <= 2
}

func day(t time.Time) Date {
	return Date{From: t.Format(iso), To: t.Format(iso), Precision: "day"}
}

func month(y int, m time.Month) Date {
	first := time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
	return Date{From: first.Format(iso), To: first.AddDate(0, 1, -1).Format(iso), Precision: "month"}
}

func span(from, to time.Time, precision string) Date {
	return Date{From: from.Format(iso), To: to.Format(iso), Precision: precision}
}

// at reads one expression that begins at i.
func (r *dater) at(i int) (when, bool) {
	t := r.tokens[i]
	// 2025-01-14 and 14/01/2025 are Mixed tokens.
	if t.Class == text.Mixed {
		if d, err := time.Parse(iso, t.Text); err == nil {
			return when{i, i + 1, day(d)}, true
		}
	}
	if m, ok := monthOf[t.Lower]; ok && t.Class != text.Lower {
		return r.monthAt(i, m)
	}
	if n, ok := r.dayNumber(i); ok && (t.Class == text.Number || t.Class == text.Ordinal) {
		at := i + 1
		if r.low(at) == "of" {
			at++
		}
		if m, ok := monthOf[r.low(at)]; ok && at < len(r.tokens) && r.tokens[at].Class != text.Lower {
			if y, ok := r.year(at + 1); ok {
				return r.full(i, at+2, y, m, n)
			}
			if r.low(at+1) == "," {
				if y, ok := r.year(at + 2); ok {
					return r.full(i, at+3, y, m, n)
				}
			}
			return r.recent(i, at+1, m, n)
		}
	}
	if y, ok := r.year(i); ok {
		// 2025 January 17
		if m, ok := monthOf[r.low(i+1)]; ok {
			if n, ok := r.dayNumber(i + 2); ok {
				return r.full(i, i+3, y, m, n)
			}
		}
		switch r.low(i - 1) {
		case "in", "since", "by", "until", "late", "early", "mid", "from", "to", "between", "and", "of", "during", "year", "(", "summer", "winter", "spring", "autumn":
			d := Date{From: fmt.Sprintf("%04d-01-01", y), To: fmt.Sprintf("%04d-12-31", y), Precision: "year"}
			if s, ok := seasonOf[r.low(i-1)]; ok && s[0] < s[1] {
				d = span(time.Date(y, s[0], 1, 0, 0, 0, 0, time.UTC), time.Date(y, s[1]+1, 0, 0, 0, 0, 0, time.UTC), "season")
			}
			return when{i, i + 1, d}, true
		}
		return when{}, false
	}
	if wd, ok := weekdayOf[t.Lower]; ok {
		return r.weekday(i, wd)
	}
	return r.relative(i)
}

func (r *dater) full(first, limit, y int, m time.Month, n int) (when, bool) {
	t := time.Date(y, m, n, 0, 0, 0, 0, time.UTC)
	if t.Month() != m {
		return when{}, false
	}
	return when{first, limit, day(t)}, true
}

// recent is a day without its year: the last such day on or before the report's
// date, or in a month to come if that is nearer than half a year.
func (r *dater) recent(first, limit int, m time.Month, n int) (when, bool) {
	if r.published.IsZero() {
		return when{first, limit, Date{Precision: "day"}}, true
	}
	y := r.published.Year()
	t := time.Date(y, m, n, 0, 0, 0, 0, time.UTC)
	if t.Month() != m {
		return when{}, false
	}
	if t.Sub(r.published) > 183*24*time.Hour || t.After(r.published) && !r.future(first) {
		t = time.Date(y-1, m, n, 0, 0, 0, 0, time.UTC)
	}
	return when{first, limit, day(t)}, true
}

// future says that a word of what is to come stands near before.
func (r *dater) future(i int) bool {
	for k := max(0, i-12); k < i; k++ {
		switch r.low(k) {
		case "will", "shall", "would", "to", "next", "plans", "planned", "scheduled", "expected", "due", "until":
			return true
		}
	}
	return false
}

func (r *dater) monthAt(i int, m time.Month) (when, bool) {
	if t := r.tokens[i]; t.Lower == "may" || t.Lower == "march" {
		// The verb at the head of a sentence is no month.
		if i == 0 {
			if _, isDay := r.dayNumber(1); !isDay {
				return when{}, false
			}
		}
	}
	if n, ok := r.dayNumber(i + 1); ok {
		at := i + 2
		if r.low(at) == "," {
			if y, ok := r.year(at + 1); ok {
				return r.full(i, at+2, y, m, n)
			}
		}
		if y, ok := r.year(at); ok {
			return r.full(i, at+1, y, m, n)
		}
		return r.recent(i, i+2, m, n)
	}
	at := i + 1
	if r.low(at) == "of" || r.low(at) == "," {
		at++
	}
	if y, ok := r.year(at); ok {
		return when{i, at + 1, month(y, m)}, true
	}
	if r.published.IsZero() {
		return when{i, i + 1, Date{Precision: "month"}}, true
	}
	y := r.published.Year()
	if m > r.published.Month() && !r.future(i) {
		y--
	}
	return when{i, i + 1, month(y, m)}, true
}

func (r *dater) weekday(i int, wd time.Weekday) (when, bool) {
	first := i
	prev := r.low(i - 1)
	if prev == "last" || prev == "next" || prev == "this" {
		first--
	}
	w := when{first, i + 1, Date{Precision: "day"}}
	if r.published.IsZero() {
		return w, true
	}
	back := (int(r.published.Weekday()) - int(wd) + 7) % 7
	t := r.published.AddDate(0, 0, -back)
	if prev == "next" || prev != "last" && r.willBefore(i) {
		if t = t.AddDate(0, 0, 7); back == 0 && prev != "next" {
			t = r.published
		}
	} else if (prev == "by" || prev == "until" || prev == "till") && back > 0 {
		t = t.AddDate(0, 0, 7)
	} else if prev == "last" && back == 0 {
		t = t.AddDate(0, 0, -7)
	}
	w.d = day(t)
	return w, true
}

func (r *dater) willBefore(i int) bool {
	for k := max(0, i-10); k < i; k++ {
		switch r.low(k) {
		case "will", "expected", "scheduled", "due":
			return true
		}
	}
	return false
}

// relative reads today, yesterday, last week, three days ago, earlier this month.
func (r *dater) relative(i int) (when, bool) {
	p := r.published
	made := func(limit int, d Date) (when, bool) {
		if p.IsZero() {
			d.From, d.To = "", ""
		}
		return when{i, limit, d}, true
	}
	low := r.low(i)
	switch low {
	case "today", "tonight":
		return made(i+1, day(p))
	case "yesterday":
		return made(i+1, day(p.AddDate(0, 0, -1)))
	case "tomorrow":
		return made(i+1, day(p.AddDate(0, 0, 1)))
	case "overnight":
		return made(i+1, span(p.AddDate(0, 0, -1), p, "day"))
	case "weekend", "the":
		at := i
		if low == "the" {
			at++
		}
		if r.low(at) == "weekend" {
			back := (int(p.Weekday()) + 1) % 7 // the Saturday before, or today
			saturday := p.AddDate(0, 0, -back)
			if back == 0 {
				saturday = p
			}
			return made(at+1, span(saturday, saturday.AddDate(0, 0, 1), "day"))
		}
		if r.low(at+1) == "day" && (r.low(at) == "same" || r.low(at) == "next" || r.low(at) == "following") || r.low(at) == "day" && r.low(at+1) == "before" || r.low(at+1) == "year" && r.low(at) == "following" {
			w := when{i, at + 2, Date{Precision: "unknown"}}
			switch {
			case r.last.IsZero() || r.low(at) == "day":
			case r.low(at) == "same":
				w.d = day(r.last)
			case r.low(at+1) == "day":
				w.d = day(r.last.AddDate(0, 0, 1))
			default:
				y := r.last.Year() + 1
				w.d = Date{From: fmt.Sprintf("%04d-01-01", y), To: fmt.Sprintf("%04d-12-31", y), Precision: "year"}
			}
			return w, true
		}
		if at+2 < len(r.tokens) && r.low(at) == "end" && r.low(at+1) == "of" && r.low(at+2) == "the" && (r.low(at+3) == "year" || r.low(at+3) == "month") {
			if r.low(at+3) == "year" {
				return made(at+4, Date{From: fmt.Sprintf("%04d-12-31", p.Year()), To: fmt.Sprintf("%04d-12-31", p.Year()), Precision: "year"})
			}
			m := month(p.Year(), p.Month())
			return made(at+4, Date{From: m.To, To: m.To, Precision: "month"})
		}
		return when{}, false
	case "recently":
		return when{i, i + 1, Date{Precision: "unknown"}}, true
	case "new":
		if r.low(i+1) == "year" && r.tokens[i].Class != text.Lower {
			first := time.Date(p.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
			limit := i + 2
			if r.low(i+2) == "'s" {
				limit++
			}
			return made(limit, day(first))
		}
	case "last", "this", "next", "earlier", "later", "past":
		at, shift := i, 0
		if low == "earlier" || low == "later" {
			at++
			if r.low(at) != "this" {
				return when{}, false
			}
			low = "this"
		}
		switch low {
		case "last", "past":
			shift = -1
		case "next":
			shift = 1
		}
		switch r.low(at + 1) {
		case "week":
			monday := p.AddDate(0, 0, -(int(p.Weekday())+6)%7+7*shift)
			return made(at+2, span(monday, monday.AddDate(0, 0, 6), "week"))
		case "month":
			first := time.Date(p.Year(), p.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, shift, 0)
			return made(at+2, month(first.Year(), first.Month()))
		case "year":
			y := p.Year() + shift
			return made(at+2, Date{From: fmt.Sprintf("%04d-01-01", y), To: fmt.Sprintf("%04d-12-31", y), Precision: "year"})
		}
		if s, ok := seasonOf[r.low(at+1)]; ok && r.low(at+1) != "fall" {
			y := p.Year() + shift
			from := time.Date(y, s[0], 1, 0, 0, 0, 0, time.UTC)
			return made(at+2, span(from, from.AddDate(0, 3, -1), "season"))
		}
		return when{}, false
	}
	// N days ago, weeks ago.
	n, at := int64(0), i
	if a, ok := number(r.tokens, i); ok && a.q.Min != nil && a.q.Max != nil && *a.q.Min == *a.q.Max && *a.q.Min < 1000 {
		n, at = *a.q.Min, a.limit
	} else if low == "a" || low == "an" {
		n, at = 1, i+1
	}
	var days int
	switch strings.TrimSuffix(r.low(at), "s") {
	case "day":
		days = 1
	case "week":
		days = 7
	case "month":
		days = 30
	case "year":
		days = 365
	default:
		return when{}, false
	}
	if r.low(at+1) != "ago" && r.low(at+1) != "earlier" {
		return when{}, false
	}
	if n == 0 {
		return when{i, at + 2, Date{Precision: "unknown"}}, true // "weeks ago"
	}
	switch days {
	case 1:
		return made(at+2, day(p.AddDate(0, 0, -int(n))))
	case 7:
		return made(at+2, span(p.AddDate(0, 0, -7*int(n)-3), p.AddDate(0, 0, -7*int(n)+3), "week"))
	case 30:
		t := p.AddDate(0, -int(n), 0)
		return made(at+2, month(t.Year(), t.Month()))
	}
	y := p.Year() - int(n)
	return made(at+2, Date{From: fmt.Sprintf("%04d-01-01", y), To: fmt.Sprintf("%04d-12-31", y), Precision: "year"})
}
