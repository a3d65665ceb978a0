package bodies

import "strconv"

// numberWords are ordinals as words, First to Hundredth.
func numberWords() map[string]string {
	ones := []string{"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
		"fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"}
	tens := []string{"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
	m := map[string]string{"hundredth": "100"}
	for n := 1; n < len(ones); n++ {
		m[ones[n]] = strconv.Itoa(n)
	}
	for i, t := range tens {
		v := 20 + 10*i
		m[t[:len(t)-1]+"ieth"] = strconv.Itoa(v)
		for n := 1; n < 10; n++ {
			m[t+" "+ones[n]] = strconv.Itoa(v + n)
		}
	}
	return m
}

// foreignOrdinals are ordinals in Spanish, Portuguese and Russian, which count in
// names of units alone.
var foreignOrdinals = map[string]string{
	"primera": "1", "primero": "1", "primeira": "1", "primeiro": "1", "pervaya": "1", "pervyi": "1", "pervy": "1", "persha": "1",
	"segunda": "2", "segundo": "2", "vtoraya": "2", "vtoroi": "2", "vtoroy": "2", "druha": "2",
	"tercera": "3", "tercero": "3", "terceira": "3", "terceiro": "3", "tretya": "3", "tretii": "3", "tretiy": "3",
	"cuarta": "4", "cuarto": "4", "quarta": "4", "quarto": "4", "chetvertaya": "4", "quinta": "5", "quinto": "5", "pyataya": "5",
	"sexta": "6", "sexto": "6", "septima": "7", "septimo": "7", "octava": "8", "octavo": "8", "novena": "9", "noveno": "9", "decima": "10", "decimo": "10",
}

// cardinals count in names of events: "World War Two".
var cardinals = map[string]string{"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10"}

// suffixes make an ordinal of digits, in several languages.
var suffixes = map[string]bool{
	"st": true, "nd": true, "rd": true, "th": true, "ya": true, "aya": true, "ia": true, "a": true, "y": true, "i": true, "oi": true, "oy": true, "yi": true, "iy": true,
	"e": true, "er": true, "eme": true, "ere": true, "o": true, "go": true, "ma": true, "da": true, "ta": true, "na": true,
}

// ordinal reads digits with or without an ordinal suffix.
func ordinal(s string) (string, bool) {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n == 0 || n < len(s) && !suffixes[s[n:]] {
		return "", false
	}
	d := s[:n]
	for len(d) > 1 && d[0] == '0' {
		d = d[1:]
	}
	return d, true
}

// romans are the Roman numerals from 1 to 50.
var romans = func() map[string]string {
	m := map[string]string{}
	tens := []string{"", "x", "xx", "xxx", "xl", "l"}
	ones := []string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}
	for n := 1; n <= 50; n++ {
		m[tens[n/10]+ones[n%10]] = strconv.Itoa(n)
	}
	return m
}()

// plainRomans are no words of any name, so that they count wherever they stand.
var plainRomans = map[string]bool{"ii": true, "iii": true, "iv": true, "vii": true, "viii": true, "ix": true, "xii": true, "xiii": true, "xiv": true}

// lettered are the echelons that letters tell apart.
var lettered = map[string]bool{"company": true, "coy": true, "squadron": true, "battery": true, "troop": true}

// letters of companies in the alphabets of radio.
var letters = map[string]string{
	"alpha": "a", "alfa": "a", "bravo": "b", "charlie": "c", "delta": "d", "echo": "e", "foxtrot": "f", "golf": "g",
}
