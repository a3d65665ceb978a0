package gexf

import "time"

// interval makes whole dates of the first and the last date of an edge, which may
// be a year or a month: the first day of the one, the last of the other. It is not
// ok where one of them is no date or they are out of order.
func interval(first, last string) (start, end string, ok bool) {
	from, _, ok := days(first)
	if !ok {
		return "", "", false
	}
	_, to, ok := days(last)
	if !ok || to.Before(from) {
		return "", "", false
	}
	return from.Format(time.DateOnly), to.Format(time.DateOnly), true
}

// days returns the first and the last day of a year, a month or a day.
func days(s string) (first, last time.Time, ok bool) {
	for _, f := range []struct {
		layout              string
		years, months, days int
	}{{time.DateOnly, 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(f.layout, s); err == nil {
			return t, t.AddDate(f.years, f.months, f.days).AddDate(0, 0, -1), true
		}
	}
	return time.Time{}, time.Time{}, false
}
