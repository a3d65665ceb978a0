package relate

import (
	"strings"

	"casegraph/internal/text"
)

// An amount is a quantity at a row of tokens.
type amount struct {
	first, limit int
	q            Quantity
}

var units = map[string]int64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var scales = map[string]int64{"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12, "m": 1_000_000, "bn": 1_000_000_000, "k": 1000}

// vague are words for a number, with the bounds that a reader gives them.
var vague = map[string][2]int64{
	"dozens": {24, 99}, "scores": {40, 99}, "hundreds": {200, 999}, "thousands": {2000, 9999}, "millions": {2_000_000, 9_999_999},
}

// bounds that stand before a number.
const (
	none = iota
	atLeast
	moreThan
	atMost
	lessThan
	around
	nearly
)

type bound struct {
	words []string
	kind  int
}

// before are the words that bound a number from before it, the longest first.
var before = []bound{
	{[]string{"no", "fewer", "than"}, atLeast}, {[]string{"no", "less", "than"}, atLeast}, {[]string{"not", "less", "than"}, atLeast},
	{[]string{"no", "more", "than"}, atMost}, {[]string{"a", "minimum", "of"}, atLeast}, {[]string{"a", "total", "of"}, none},
	{[]string{"more", "than"}, moreThan}, {[]string{"greater", "than"}, moreThan}, {[]string{"upwards", "of"}, moreThan}, {[]string{"in", "excess", "of"}, moreThan},
	{[]string{"at", "least"}, atLeast}, {[]string{"a", "further"}, none}, {[]string{"an", "additional"}, none}, {[]string{"an", "estimated"}, around},
	{[]string{"up", "to"}, atMost}, {[]string{"as", "many", "as"}, atMost}, {[]string{"at", "most"}, atMost}, {[]string{"a", "maximum", "of"}, atMost},
	{[]string{"fewer", "than"}, lessThan}, {[]string{"less", "than"}, lessThan}, {[]string{"close", "to"}, nearly},
	{[]string{"over"}, moreThan}, {[]string{"above"}, moreThan}, {[]string{"exceeding"}, moreThan}, {[]string{"exceeded"}, moreThan}, {[]string{"exceed"}, moreThan}, {[]string{"exceeds"}, moreThan},
	{[]string{"pass"}, moreThan}, {[]string{"passes"}, moreThan}, {[]string{"passed"}, moreThan}, {[]string{"surpass"}, moreThan}, {[]string{"surpasses"}, moreThan}, {[]string{"surpassed"}, moreThan},
	{[]string{"top"}, moreThan}, {[]string{"tops"}, moreThan}, {[]string{"topped"}, moreThan},
	{[]string{"surpassing"}, moreThan}, {[]string{"surpassed"}, moreThan}, {[]string{"surpass"}, moreThan}, {[]string{"topped"}, moreThan}, {[]string{"topping"}, moreThan},
	{[]string{"minimum"}, atLeast}, {[]string{"under"}, lessThan}, {[]string{"below"}, lessThan}, {[]string{"about"}, around}, {[]string{"around"}, around},
	{[]string{"approximately"}, around}, {[]string{"roughly"}, around}, {[]string{"some"}, around}, {[]string{"circa"}, around}, {[]string{"estimated"}, around},
	{[]string{"nearly"}, nearly}, {[]string{"almost"}, nearly}, {[]string{"another"}, none}, {[]string{"additional"}, none}, {[]string{"total"}, none}, {[]string{"only"}, none}, {[]string{"just"}, none},
}

// quantities finds the numbers of things in a sentence. Years, dates, ordinals,
// money, shares, times, ages and designations are none.
func quantities(s *text.Sentence, dates []when) []amount {
	tokens := s.Tokens
	dated := make([]bool, len(tokens))
	for _, d := range dates {
		for t := d.first; t < d.limit; t++ {
			dated[t] = true
		}
	}
	var out []amount
	for i := 0; i < len(tokens); {
		if dated[i] {
			i++
			continue
		}
		a, ok := number(tokens, i)
		if !ok || excluded(tokens, a, dated) {
			i++
			continue
		}
		if b, ok := rangeOf(tokens, a); ok {
			a = b
		}
		a = bounded(tokens, a)
		a.q.Start, a.q.End = tokens[a.first].Start, tokens[a.limit-1].End
		a.q.Unit = unitBehind(tokens, a.limit)
		out = append(out, a)
		i = a.limit
	}
	return out
}

func exactly(n int64) Quantity { return Quantity{Min: &n, Max: &n} }

func between(lo, hi int64) Quantity { return Quantity{Min: &lo, Max: &hi} }

// digits reads 2,700 or 1.5; tenths carries one decimal so that "1.5 million" is
// exact without floats.
func digits(s string) (n int64, decimals int, ok bool) {
	seen := false
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
			if n > 1<<50 {
				return 0, 0, false
			}
			n = n*10 + int64(r-'0')
			seen = true
			if decimals > 0 {
				decimals++
			}
		case r == ',' && i > 0 && len(s) > i+3 && decimals == 0:
		case r == '.' && decimals == 0 && i > 0 && i+1 < len(s):
			decimals = 1
		default:
			return 0, 0, false
		}
	}
	return n, max(0, decimals-1), seen
}

// number reads one number at i, without its bounds.
func number(tokens []text.Token, i int) (amount, bool) {
	t := tokens[i]
	if v, ok := vague[t.Lower]; ok {
		a := amount{first: i, limit: i + 1, q: between(v[0], v[1])}
		a.q.About = true
		if i+2 < len(tokens) && tokens[i+1].Lower == "of" {
			switch tokens[i+2].Lower {
			case "thousands":
				a.limit, a.q = i+3, between(v[0]*1000, 0)
				if t.Lower == "hundreds" {
					a.q = between(200_000, 999_999)
				} else {
					a.q = between(20_000, 99_999)
				}
				a.q.About = true
			case "millions":
				a.limit, a.q = i+3, between(20_000_000, 99_999_999)
				a.q.About = true
			}
		}
		return a, true
	}
	if t.Lower == "tens" && i+2 < len(tokens) && tokens[i+1].Lower == "of" {
		if tokens[i+2].Lower == "thousands" {
			a := amount{first: i, limit: i + 3, q: between(20_000, 99_999)}
			a.q.About = true
			return a, true
		}
	}
	if (t.Lower == "several" || t.Lower == "a") && i+1 < len(tokens) {
		few := 2
		if t.Lower == "a" {
			if i+2 >= len(tokens) || tokens[i+1].Lower != "few" && tokens[i+1].Lower != "couple" {
				if sc := scales[tokens[i+1].Lower]; sc >= 12 && len(tokens[i+1].Lower) > 2 {
					return amount{first: i, limit: i + 2, q: exactly(sc)}, true
				}
				return amount{}, false
			}
			few = 3
			if tokens[i+1].Lower == "couple" {
				few = 2
			}
			i++
		}
		if i+1 < len(tokens) {
			if sc := scales[tokens[i+1].Lower]; sc >= 100 {
				a := amount{first: i + 2 - few, limit: i + 2, q: between(2*sc, 10*sc-1)}
				if few == 3 {
					a.first = i - 1
				} else {
					a.first = i
				}
				a.q.About = true
				return a, true
			}
			if tokens[i+1].Lower == "dozen" {
				a := amount{first: i, limit: i + 2, q: between(24, 99)}
				a.q.About = true
				return a, true
			}
		}
		if t.Lower == "several" {
			a := amount{first: i, limit: i + 1, q: between(3, 9)}
			a.q.About = true
			return a, true
		}
		return amount{}, false
	}
	if t.Class == text.Number {
		n, decimals, ok := digits(t.Text)
		if !ok {
			return amount{}, false
		}
		a := amount{first: i, limit: i + 1}
		if i+1 < len(tokens) {
			if sc := scales[tokens[i+1].Lower]; sc > 0 {
				a.limit++
				n *= sc
				for range decimals {
					n /= 10
				}
				a.q = exactly(n)
				return a, true
			}
		}
		if decimals > 0 {
			return amount{}, false // 1.5 of what cannot be counted
		}
		a.q = exactly(n)
		return a, true
	}
	return words(tokens, i)
}

// words reads "three hundred and twelve", "forty-two", "two dozen".
func words(tokens []text.Token, i int) (amount, bool) {
	var total, part int64
	at, any := i, false
	for at < len(tokens) {
		low := tokens[at].Lower
		if n, ok := units[low]; ok {
			if any && part%10 != 0 || any && part > 0 && n >= 10 && part%100 != 0 {
				break
			}
			part += n
			any = true
		} else if a, b, ok := strings.Cut(low, "-"); ok && units[a] >= 20 && units[b] > 0 && units[b] < 10 {
			part += units[a] + units[b]
			any = true
		} else if sc := scales[low]; any && sc > 0 && len(low) > 2 {
			if sc >= 1000 {
				total += max(1, part) * sc
				part = 0
			} else {
				part = max(1, part) * sc
			}
		} else if any && low == "and" && at+1 < len(tokens) && units[tokens[at+1].Lower] > 0 && (part >= 100 || total > 0) {
		} else {
			break
		}
		at++
	}
	if !any {
		return amount{}, false
	}
	return amount{first: i, limit: at, q: exactly(total + part)}, true
}

// excluded says that the number counts nothing: money, share, year, time, age,
// designation, part of a name.
func excluded(tokens []text.Token, a amount, dated []bool) bool {
	prev, next := "", ""
	if a.first > 0 {
		prev = tokens[a.first-1].Lower
		if prev == "-" && tokens[a.first-1].End < tokens[a.first].Start {
			prev = "" // a dash
		}
	}
	if a.limit < len(tokens) {
		next = tokens[a.limit].Lower
	}
	switch prev {
	case "$", "€", "£", "¥", "aged", "age", "no.", "number", "section", "article", "page", "chapter", "-", "/", "resolution", "order", "route", "highway", "flight", "unit", "#", "mh", "phase", "day", "f", "su", "mig", "t":
		return true
	}
	switch next {
	case "%", "percent", "per", "pm", "am", "p.m.", "a.m.", "o'clock", "dollars", "euros", "rubles", "roubles", "won", "yuan", "kilometres", "kilometers", "km", "miles", "metres", "meters", "hectares", "degrees", "years", "year", "months", "weeks", "days", "hours", "minutes", "year-old", "-year-old", "kilograms", "kg", "tonnes", "tons", "gmt", "mm", "caliber", "calibre", "euro", "usd", "million-dollar", "/":
		return true
	}
	t := tokens[a.first]
	if t.Class == text.Number && a.limit-a.first == 1 && len(t.Text) == 4 && t.Text[0] >= '1' && t.Text[0] <= '2' && !strings.Contains(t.Text, ",") {
		// A bare year: 1,510 is written with a comma or counts something.
		if _, isHead := countable(next); !isHead {
			return true
		}
	}
	if t.Lower == "one" && a.limit-a.first == 1 {
		switch next {
		case "of", "another", "day", "such", "that", "who", "hand", "side", "end", "instance", "month", "week":
			return true
		}
		switch prev {
		case "no", "any", "every", "this", "that", "the", "each", "which", "on", "at", "another":
			return true
		}
	}
	return false
}

func countable(word string) (string, bool) {
	switch word {
	case "soldiers", "troops", "people", "civilians", "fighters", "personnel", "others", "dead", "killed", "wounded", "injured", "militants", "men", "women", "children", "prisoners", "casualties", "deaths":
		return word, true
	}
	return "", false
}

// rangeOf reads "10 to 20", "10-20", "between 10 and 20".
func rangeOf(tokens []text.Token, a amount) (amount, bool) {
	if a.limit+1 >= len(tokens) || a.q.Min == nil || a.q.Max == nil || *a.q.Min != *a.q.Max {
		return a, false
	}
	sep := tokens[a.limit].Lower
	isBetween := a.first > 0 && tokens[a.first-1].Lower == "between"
	if !(sep == "to" || sep == "-" || sep == "–" || sep == "or" || sep == "and" && isBetween) {
		return a, false
	}
	b, ok := number(tokens, a.limit+1)
	if !ok || b.q.Min == nil || *b.q.Min <= *a.q.Min || sep == "or" && *b.q.Min != *a.q.Min+1 || sep == "to" && *b.q.Min > 100**a.q.Min {
		return a, false
	}
	out := amount{first: a.first, limit: b.limit, q: between(*a.q.Min, *b.q.Max)}
	if isBetween {
		out.first--
	}
	return out, true
}

// bounded applies the words before and behind a number.
func bounded(tokens []text.Token, a amount) amount {
	for range 2 { // "at least another 40", "more than an estimated 3,000"
		for _, b := range before {
			n := len(b.words)
			if a.first < n || lowersAre(tokens[a.first-n:a.first], b.words) == false {
				continue
			}
			a.first -= n
			a.apply(b.kind)
			break
		}
	}
	if a.limit+1 < len(tokens) {
		switch tokens[a.limit].Lower + " " + tokens[a.limit+1].Lower {
		case "or more":
			a.limit += 2
			a.apply(atLeast)
		case "or so":
			a.limit += 2
			a.apply(around)
		}
	}
	if a.limit < len(tokens) && tokens[a.limit].Text == "+" {
		a.limit++
		a.apply(atLeast)
	}
	return a
}

func lowersAre(tokens []text.Token, words []string) bool {
	for i, w := range words {
		if tokens[i].Lower != w {
			return false
		}
	}
	return true
}

func (a *amount) apply(kind int) {
	q := &a.q
	switch kind {
	case atLeast:
		q.Max = nil
	case moreThan:
		q.Max, q.Exclusive = nil, true
	case atMost:
		q.Min = nil
	case lessThan:
		q.Min, q.Exclusive = nil, true
	case around, nearly:
		q.About = true
	}
}

// unitBehind is the noun that the number counts, singular, if it stands near.
func unitBehind(tokens []text.Token, at int) string {
	for k := at; k < min(len(tokens), at+5); k++ {
		t := tokens[k]
		if t.Class == text.Mark {
			break
		}
		if t.Class == text.Lower && strings.HasSuffix(t.Lower, "s") && len(t.Lower) > 3 && t.Lower != "others" {
			return strings.TrimSuffix(t.Lower, "s")
		}
		if t.Lower == "people" || t.Lower == "men" || t.Lower == "women" || t.Lower == "children" || t.Lower == "personnel" {
			return t.Lower
		}
	}
	return ""
}
