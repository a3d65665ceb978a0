package doc

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed agencies.txt
var agencyList string

// agencies maps a news agency in lower case to the name it is credited by.
var agencies = func() map[string]string {
	m := map[string]string{}
	for l := range strings.Lines(agencyList) {
		if l = strings.TrimSpace(l); l == "" || l[0] == '#' {
			continue
		}
		names := strings.Split(l, "=")
		for _, n := range names {
			m[strings.ToLower(strings.TrimSpace(n))] = strings.TrimSpace(names[0])
		}
	}
	return m
}()

// finish adds what all formats share: bounded blocks with kinds, the title,
// and what the lines themselves tell of publisher, author, date and language.
// What the source's own metadata told stays.
func finish(d *Document, blocks []Block) {
	d.Blocks = divide(d.Text, blocks)
	limit(d)
	mark(d.Text, d.Blocks)
	if d.Title == "" {
		for _, b := range d.Blocks {
			if b.Kind == Headline {
				d.Title = oneLine(d.Text[b.Start:b.End])
				break
			}
		}
	}
	if b := d.Blocks; d.Title == "" && len(b) > 1 && b[0].Kind == Body && b[0].End-b[0].Start <= longestHeadline {
		// A lead of one sentence serves as one.
		d.Title = oneLine(d.Text[b[0].Start:b[0].End])
	}
	readLines(d)
	issued(d)
	readDate(d)
	tellLanguage(d)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Prefixes of the lines that name the source of a text.
var sourcePrefixes = []string{"original source:", "source:", "sources:", "originally published by", "originally published in",
	"originally published on", "first published by", "first published in", "this article first appeared in",
	"this article was originally published by", "this article was originally published on", "republished from", "via:"}

// readLines takes publisher, author and credits from the lines that carry
// them.
func readLines(d *Document) {
	site := ""
	body := 0
	for i, b := range d.Blocks {
		l := d.Text[b.Start:min(b.End, b.Start+longestListed)]
		low := strings.ToLower(l)
		switch b.Kind {
		case Credit:
			if b.End-b.Start > longestListed {
				continue
			}
			named := false
			for _, p := range sourcePrefixes {
				if strings.HasPrefix(low, p) {
					if i > 5 && i < len(d.Blocks)-8 {
						named = true // of a table or a picture inside the text
						break
					}
					s := strings.Trim(oneLine(l[len(p):]), " .:()[]")
					if s != "" {
						credit(d, s)
						site = first(site, s)
					}
					named = true
					break
				}
			}
			if named {
				continue
			}
			if agencyLine(l) {
				credit(d, agencies[strings.ToLower(strings.Trim(oneLine(l), " .()[]—–-"))])
				continue
			}
			if personal(l) && !byline(l) && i > 0 && i+1 < len(d.Blocks) && body == 0 && d.Blocks[i-1].Kind == Headline &&
				!dateAlone(l) && dateAlone(d.Text[d.Blocks[i+1].Start:d.Blocks[i+1].End]) {
				d.Author = first(d.Author, oneLine(l))
				continue
			}
			if outlet := outletAndDate(l); outlet != "" && i < 5 {
				if a, ok := agencies[strings.ToLower(outlet)]; ok {
					credit(d, a)
				}
				site = first(outlet, site)
				continue
			}
			if author, outlet, ok := readByline(l); ok {
				d.Author = first(d.Author, author)
				if a, ok := agencies[strings.ToLower(outlet)]; ok {
					credit(d, a)
				}
				site = first(outlet, site)
			}
		case Boilerplate:
			site = first(site, siteOf(l))
		case Body:
			if body++; body <= 2 {
				if a := datelineAgency(l); a != "" {
					credit(d, a)
				}
			}
		}
	}
	d.Publisher = first(d.Publisher, site)
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func credit(d *Document, name string) {
	for _, c := range d.Credits {
		if c == name {
			return
		}
	}
	d.Credits = append(d.Credits, name)
}

// Lines in which a site names itself: what stands for the asterisk.
var sitePatterns = []string{
	"follow * on google news", "follow * on ", "subscribe to *'s newsletter", "try *'s jobs board", "support *'s journalism",
	"read more on *'s website", "the post * appeared first on *",
	"copyright © *", "© *", "copyright *", "like * on facebook", "download the * app",
}

// siteOf gives the name that a site calls itself in a line of boilerplate.
func siteOf(l string) string {
	l = oneLine(strings.ReplaceAll(l, "’", "'"))
	low := strings.ToLower(l)
	if len(low) != len(l) {
		return ""
	}
	for _, p := range sitePatterns {
		parts := strings.Split(p, "*")
		if !strings.HasPrefix(low, parts[0]) {
			continue
		}
		rest := len(parts[0])
		if len(parts) == 3 { // the last asterisk is the name
			i := strings.LastIndex(low, parts[1])
			if i < 0 {
				continue
			}
			return cleanSite(l[i+len(parts[1]):])
		}
		end := len(l)
		if parts[1] != "" {
			i := strings.Index(low[rest:], parts[1])
			if i < 0 {
				continue
			}
			end = rest + i
		}
		if s := cleanSite(l[rest:end]); s != "" {
			return s
		}
	}
	return ""
}

// cleanSite drops years and rights around the name of a site.
func cleanSite(s string) string {
	if i := strings.Index(strings.ToLower(s), "all rights"); i >= 0 {
		s = s[:i]
	}
	var keep []string
	for _, w := range strings.Fields(s) {
		if bare := strings.Trim(w, ",.-–()©"); bare == "" || year(bare) > 0 {
			continue
		}
		keep = append(keep, w)
	}
	s = strings.Trim(strings.Join(keep, " "), " .,|-–")
	r, _ := utf8.DecodeRuneInString(s)
	if len(keep) > 6 || strings.EqualFold(s, "us") || !unicode.IsUpper(r) && !strings.Contains(s, ".") {
		return ""
	}
	return s
}

// Words in the names of outlets.
var outletWords = set(`news times post press agency magazine journal herald tribune daily weekly today radio tv television
	broadcasting network monitor gazette observer guardian independent chronicle mail media online international
	review report standard star sun mirror telegraph voice service wire newspaper bbc cnn reuters afp ap bulletin courier
	examiner inquirer enquirer dispatch argus advertiser echo ledger mercury globe register`)

// readByline takes author and outlet from "By A and B, C News | date".
func readByline(l string) (author, outlet string, ok bool) {
	l = oneLine(l)
	if !byline(l) {
		return "", "", false
	}
	if strings.EqualFold(l[:3], "by ") {
		l = l[3:]
	}
	parts := strings.FieldsFunc(l, func(r rune) bool { return r == ',' || r == '|' || r == '•' || r == '·' || r == '—' || r == '–' })
	for i, p := range parts {
		p = strings.TrimSpace(p)
		if _, dated := findDate(dateWords(p)); dated || p == "" || month(strings.Fields(p)[0]) > 0 || year(p) > 0 {
			continue
		}
		if i == 0 {
			if isOutlet(p) {
				outlet = p
			} else if r, _ := utf8.DecodeRuneInString(p); !unicode.IsLower(r) { // "a staff reporter" is nobody
				author, _, _ = strings.Cut(p, " in ")
			}
			continue
		}
		if isOutlet(p) && outlet == "" {
			outlet = p
		}
	}
	return author, outlet, true
}

func isOutlet(p string) bool {
	if _, ok := agencies[strings.ToLower(p)]; ok {
		return true
	}
	f := strings.Fields(strings.ToLower(p))
	if len(f) > 6 {
		return false
	}
	for _, w := range f {
		if outletWords[strings.Trim(w, ".")] || strings.HasSuffix(w, ".com") || strings.HasSuffix(w, ".org") || strings.HasSuffix(w, ".net") {
			return true
		}
	}
	return false
}

// outletAndDate gives the outlet of a line that holds its name and a date and nothing
// else, "Lagos Times, 3 May 2024", whichever stands first; "" where it is no such line.
func outletAndDate(l string) string {
	l = oneLine(l)
	if len(l) > 120 || strings.HasSuffix(l, ".") {
		return ""
	}
	for _, sep := range []string{", ", " | ", " – ", " — ", " - ", " · ", " • ", " ("} {
		for from := 0; ; {
			i := strings.Index(l[from:], sep)
			if i < 0 {
				break
			}
			left, right := l[:from+i], strings.TrimSuffix(l[from+i+len(sep):], ")")
			if outletName(left) && dateAlone(right) {
				return left
			}
			if outletName(right) && dateAlone(left) {
				return right
			}
			from += i + len(sep)
		}
	}
	return ""
}

// outletName reports whether words may be the name of an outlet: each but the small ones
// with a capital.
func outletName(s string) bool {
	if !isOutlet(s) {
		return false
	}
	for w := range strings.FieldsSeq(s) {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && w != "of" && w != "the" && w != "and" && w != "for" && !strings.Contains(w, ".") {
			return false
		}
	}
	return true
}

// datelineAgency gives the agency in the dateline of a paragraph:
// "NAIROBI, Jan. 14 (Xinhua) -- ", "ANKARA, January 17. /TASS/. ", "LIMA (AP) — ".
func datelineAgency(l string) string {
	r, _ := utf8.DecodeRuneInString(l)
	if !unicode.IsUpper(r) && r != '(' {
		return ""
	}
	head := l[:min(len(l), 120)]
	if i := strings.IndexByte(head, '('); i >= 0 {
		if j := strings.IndexByte(head[i:], ')'); j > 0 {
			name := oneLine(head[i+1 : i+j])
			rest := strings.TrimLeft(head[i+j+1:], " .")
			dashed := false
			for _, d := range []string{"-", "–", "—", "―"} {
				dashed = dashed || strings.HasPrefix(rest, d)
			}
			if a, ok := agencies[strings.ToLower(name)]; ok && (dashed || i == 0) {
				return a
			}
			n, _ := utf8.DecodeRuneInString(name)
			if dashed && i > 0 && unicode.IsUpper(n) && !strings.Contains(name, " ") && capitals(name) && capitals(head[:i]) {
				return name
			}
		}
	}
	if i := strings.IndexByte(head, '/'); i >= 0 {
		if j := strings.IndexByte(head[i+1:], '/'); j > 0 {
			if a, ok := agencies[strings.ToLower(head[i+1:i+1+j])]; ok {
				return a
			}
		}
	}
	return ""
}

// capitals reports whether the first word of a dateline is written in
// capitals, as a place is there.
func capitals(s string) bool {
	f := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	return len(f) > 0 && utf8.RuneCountInString(f[0]) > 1 && f[0] == strings.ToUpper(f[0])
}

// readDate finds when the report was published, where its metadata did not
// tell: a date in a by-line, credit or navigation line, a date that stands
// alone near the top, a dateline, or a day of the week with a full date in the
// first paragraph.
func readDate(d *Document) {
	if d.Published.Date != "" {
		return
	}
	body, copyright := 0, 0
	headline := Date{}
	for _, b := range d.Blocks {
		l := d.Text[b.Start:min(b.End, b.Start+longestListed)]
		words := dateWords(l)
		switch b.Kind {
		case Credit, Boilerplate:
			if low := strings.ToLower(l); strings.HasPrefix(low, "©") || strings.HasPrefix(low, "copyright") {
				if f, ok := findYear(words); ok {
					copyright = f.year
				}
				continue
			}
			if f, ok := findDate(words); ok && f.day > 0 && (b.Kind == Credit || body < 2) {
				d.Published = f.date("byline")
				return
			}
		case Headline:
			if f, ok := findDate(words); ok && f.day > 0 && headline.Date == "" && body == 0 {
				headline = f.date("text")
			}
		case Body:
			if body++; body > 3 {
				continue
			}
			if f, ok := datelineDate(words, copyright); ok {
				d.Published = f.date("byline")
				return
			}
			if f, ok := placeAndDate(words); ok && headline.Date == "" {
				headline = f.date("byline")
			}
			if f, ok := weekdayDate(words); ok && body == 1 && headline.Date == "" {
				headline = f.date("text")
			}
		}
	}
	if headline.Date != "" {
		d.Published = headline
	}
}

// placeAndDate reads "Zwolle, 30 April 2021 -", "(Nairobi, November 24, 2021)" and,
// in the first words of a text, a date written as 2024-03-08.
func placeAndDate(words []string) (found, bool) {
	head := words[:min(len(words), 7)]
	if f, ok := findDate(head); ok && f.day > 0 && f.from >= 1 && f.from <= 3 {
		for _, w := range head[:f.from] {
			r, _ := utf8.DecodeRuneInString(w)
			if !unicode.IsUpper(r) || notPlace[strings.ToLower(w)] {
				return found{}, false
			}
		}
		return f, true
	}
	for _, w := range words[:min(len(words), 16)] {
		if len(w) >= 10 && w[4] == '-' {
			if f, ok := numericDate(w); ok {
				return f, true
			}
		}
	}
	return found{}, false
}

var notPlace = set2("on|in|at|since|by|after|before|during|from|until|the|a|an|this|it|he|she|they|when|as|for|between|of")

func findYear(words []string) (found, bool) {
	for i, w := range words {
		if y := year(w); y > 0 {
			return found{year: y, from: i, to: i + 1}, true
		}
	}
	return found{}, false
}

// datelineDate reads "LAGOS, Jan. 14, 2025 (AP) - "; year, where it is known
// otherwise, completes "LAGOS, Jan. 14 (AP) - ".
func datelineDate(words []string, year int) (found, bool) {
	if len(words) < 3 || !capitals(words[0]) {
		return found{}, false
	}
	head := words[:min(len(words), 9)]
	if f, ok := findDate(head); ok && f.day > 0 && f.from <= 4 {
		return f, true
	}
	if year > 0 {
		for i, w := range head {
			if m := month(w); m > 0 && i+1 < len(head) && day(head[i+1]) > 0 {
				return found{year: year, month: m, day: day(head[i+1])}, true
			}
		}
	}
	return found{}, false
}

// weekdayDate reads "on Tuesday, January 14, 2025".
func weekdayDate(words []string) (found, bool) {
	f, ok := findDate(words)
	if !ok || f.day == 0 || f.from == 0 {
		return found{}, false
	}
	return f, strings.HasSuffix(strings.ToLower(words[f.from-1]), "day") && besideDate[strings.ToLower(words[f.from-1])]
}

// Lines that only a press office writes.
var releaseLines = set2(`for immediate release|press release|press statement|media note|media release|news release|office of the spokesperson|
	press office|office of public affairs|media advisory|press briefing|press communique|press communiqué|official statement|joint statement|
	readout|###|# # #|-30-|communique|communiqué|statement by the press secretary|the white house|press and information team|notice to the press`)

func set2(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.SplitSeq(list, "|") {
		m[strings.TrimSpace(w)] = true
	}
	return m
}

// issued tells a press release, which the issuer publishes itself: by a line
// that only press offices write, or by a line with the name and office of a
// speaker under the title with a text in the first person.
func issued(d *Document) {
	release, issuer, body := false, "", 0
	speaker, first1 := "", false
	for i, b := range d.Blocks {
		if b.End-b.Start > longestListed {
			body++
			if body <= 3 {
				first1 = first1 || firstPerson(d.Text[b.Start:b.End])
			}
			continue
		}
		l := oneLine(d.Text[b.Start:b.End])
		low := strings.ToLower(strings.Trim(l, " .:*_"))
		switch {
		case releaseLines[low] || strings.HasPrefix(low, "for immediate release") || strings.HasPrefix(low, "office of the spokes"):
			if body == 0 || i >= len(d.Blocks)-3 {
				release = true
			}
			if i <= 6 && body == 0 && (strings.HasPrefix(low, "office of") || low == "the white house") {
				issuer = joinIssuer(issuer, l)
			}
		case i <= 4 && body == 0 && issuerLine(l):
			speaker = l
		case i <= 6 && body == 0 && issuingBody(l):
			issuer = joinIssuer(issuer, l)
		case b.Kind == Body:
			body++
			if body <= 3 {
				first1 = first1 || firstPerson(l)
			}
		}
	}
	if !release && !(speaker != "" && first1) {
		return
	}
	d.PressRelease = true
	if issuer == "" || speaker != "" {
		issuer = speaker
	}
	d.Publisher = first(d.Publisher, issuer)
}

func joinIssuer(a, b string) string {
	if a == "" {
		return b
	}
	return a + ", " + b
}

// issuingBody reports whether a line is nothing but the name of an office of
// state: Department of Justice, Ministry of Defence, U.S. Attorney's Office.
func issuingBody(l string) bool {
	if len(l) > 120 {
		return false
	}
	f := strings.Fields(l)
	if len(f) < 2 || len(f) > 8 || strings.ContainsAny(l, ".!?:") && !strings.HasPrefix(l, "U.S.") {
		return false
	}
	office := false
	for _, w := range f {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && len(w) > 3 {
			return false
		}
		switch strings.ToLower(strings.Trim(w, ",")) {
		case "department", "ministry", "office", "bureau", "agency", "command", "directorate", "secretariat", "embassy", "commission", "council", "mission":
			office = true
		}
	}
	return office
}

// firstPerson reports whether the writer speaks of himself outside quotation
// marks.
func firstPerson(t string) bool {
	quoted, start := false, 0
	t = t[:min(len(t), 2000)]
	for i := 0; i < len(t); {
		r, n := utf8.DecodeRuneInString(t[i:])
		at := i
		i += n
		if unicode.IsLetter(r) {
			continue
		}
		if !quoted {
			switch t[start:at] {
			case "I", "We", "we", "our", "Our", "my", "My":
				return true
			}
		}
		switch r {
		case '“':
			quoted = true
		case '”':
			quoted = false
		case '"':
			quoted = !quoted
		}
		start = i
	}
	return false
}
