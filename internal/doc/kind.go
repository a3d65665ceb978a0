package doc

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed lines.txt
var lineList string

// A lineRule is one entry of lines.txt.
type lineRule struct {
	parts []string // what stands between the asterisks
	kind  Kind
	long  bool // holds for whole sentences too
}

// A lineTable finds entries: those without an asterisk by the whole line, the
// others by their first word where they begin with one.
type lineTable struct {
	exact map[string]Kind
	head  map[string][]lineRule
	any   []lineRule
}

var lineRules = func() lineTable {
	t := lineTable{exact: map[string]Kind{}, head: map[string][]lineRule{}}
	r := lineRule{}
	for l := range strings.Lines(lineList) {
		l = strings.TrimSpace(l)
		switch {
		case l == "" || strings.HasPrefix(l, "# "):
		case l[0] == '[' && l[len(l)-1] == ']' && !strings.Contains(l, "*"):
			name := strings.Trim(l, "[]")
			r.long = strings.HasSuffix(name, " long")
			r.kind = Kind(strings.TrimSuffix(name, " long"))
		case strings.Contains(l, "*"):
			r.parts = strings.Split(l, "*")
			if first, _, whole := strings.Cut(r.parts[0], " "); whole {
				t.head[first] = append(t.head[first], r)
			} else {
				t.any = append(t.any, r)
			}
		default:
			t.exact[l] = r.kind
		}
	}
	return t
}()

func (r lineRule) match(l string, sentence bool) bool {
	if sentence && !r.long {
		return false
	}
	first, last := r.parts[0], r.parts[len(r.parts)-1]
	if !strings.HasPrefix(l, first) || len(l) < len(first)+len(last) || !strings.HasSuffix(l, last) {
		return false
	}
	l = l[len(first) : len(l)-len(last)]
	for _, p := range r.parts[1 : len(r.parts)-1] {
		i := strings.Index(l, p)
		if i < 0 {
			return false
		}
		l = l[i+len(p):]
	}
	return true
}

// The longest line that the lists of lines.txt are asked about, and the
// longest headline, in bytes.
const (
	longestListed   = 300
	longestHeadline = 220
)

// listed gives the kind of a line by the list.
func listed(l string) (Kind, bool) {
	if len(l) > longestListed {
		return "", false
	}
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(l, "’", "'")))
	sentence := len(words) > 9 && strings.HasSuffix(strings.TrimRight(l, "\"”’)"), ".")
	l = strings.Join(words, " ")
	bare := strings.TrimRight(l, " .:…!?>»→›")
	if k, ok := lineRules.exact[bare]; ok {
		return k, true
	}
	if k, ok := lineRules.exact[digits(bare)]; ok {
		return k, true
	}
	if len(words) == 0 {
		return "", false
	}
	for _, r := range lineRules.head[words[0]] {
		if r.match(l, sentence) {
			return r.kind, true
		}
	}
	for _, r := range lineRules.any {
		if r.match(l, sentence) {
			return r.kind, true
		}
	}
	if strings.IndexFunc(l, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
		return Boilerplate, true // ***, ###
	}
	return "", false
}

// digits replaces every number by a single 0.
func digits(l string) string {
	var b strings.Builder
	number := false
	for _, r := range l {
		if unicode.IsDigit(r) || number && (r == '.' || r == ',') {
			if !number {
				b.WriteByte('0')
			}
			number = true
			continue
		}
		number = false
		b.WriteRune(r)
	}
	return b.String()
}

// mark gives every block without a kind its kind.
func mark(t string, blocks []Block) {
	seenTitle := false
	words := make([]int, len(blocks))
	for i, b := range blocks {
		words[i] = len(strings.Fields(t[b.Start:min(b.End, b.Start+2*longestHeadline)]))
	}
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != "" {
			seenTitle = seenTitle || b.Kind == Headline
			continue
		}
		l := t[b.Start:b.End]
		switch k, ok := listed(l); {
		case ok:
			b.Kind = k
		case outletAndDate(l) != "":
			b.Kind = Credit
		case navigation(l):
			b.Kind = Boilerplate
		case dateAlone(l), byline(l), agencyLine(l):
			b.Kind = Credit
		case issuerLine(l):
			b.Kind = Body
		case titleLike(l):
			b.Kind = Headline
			if !seenTitle && words[i] == 1 && i+1 < len(blocks) && words[i+1] > 2 && titleLike(t[blocks[i+1].Start:blocks[i+1].End]) {
				b.Kind = Boilerplate // the section that the report stood in
			} else {
				seenTitle = true
			}
		default:
			b.Kind = Body
		}
	}
	letterhead(t, blocks)
	nameUnderTitle(t, blocks)
	otherReports(t, blocks)
	for i := 0; i+1 < len(blocks); i++ {
		// A picture's line stands before the line of whose picture it is.
		if blocks[i].Kind == Body && blocks[i+1].Kind == Credit && pictureCredit(t[blocks[i+1].Start:blocks[i+1].End]) {
			blocks[i].Kind = Caption
		}
	}
}

// letterhead makes the lines with the names of offices above a title credit
// lines: they say who issues what follows.
func letterhead(t string, blocks []Block) {
	title := -1
	for i, b := range blocks {
		if b.Kind == Body || i > 8 {
			break
		}
		if b.Kind == Headline && !issuingBody(t[b.Start:b.End]) {
			title = i
		}
	}
	for i := 0; i < title; i++ {
		if b := &blocks[i]; b.Kind == Headline && issuingBody(t[b.Start:b.End]) {
			b.Kind = Credit
		}
	}
}

// nameUnderTitle makes a name that stands alone between the title and a date
// a credit line: who wrote the report.
func nameUnderTitle(t string, blocks []Block) {
	for i := 1; i+1 < len(blocks) && i < 6; i++ {
		b := &blocks[i]
		if b.Kind == Body {
			return
		}
		if b.Kind == Headline && blocks[i-1].Kind == Headline && blocks[i+1].Kind == Credit &&
			dateAlone(t[blocks[i+1].Start:blocks[i+1].End]) && personal(t[b.Start:b.End]) {
			b.Kind = Credit
		}
	}
}

// personal reports whether a line can be one name of a person: two to four
// words with a capital, particles apart.
func personal(l string) bool {
	f := strings.Fields(l)
	if len(f) < 2 || len(f) > 4 {
		return false
	}
	for i, w := range f {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && (i == 0 || i == len(f)-1 || len(w) > 3) || strings.ContainsAny(w, "0123456789:|&/") {
			return false
		}
	}
	return true
}

// Heads of lists of other reports, as lines of boilerplate begin.
var listHeads = []string{"related", "read more", "read also", "also read", "read next", "see also", "more on", "more from", "more stories",
	"more news", "most ", "popular", "trending", "recommended", "latest", "top stories", "top news", "editor", "you may", "you might",
	"recent", "don't miss", "must read", "must-read", "up next", "in other news", "other ", "what to read", "featured", "around the web", "from around"}

// otherReports makes the titles of other reports boilerplate: those in a list
// with a head inside the text, and those behind the first line of boilerplate
// after its end.
func otherReports(t string, blocks []Block) {
	first, last := -1, -1
	for i, b := range blocks {
		if b.Kind == Body {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return
	}
	own := map[string]bool{}
	for _, b := range blocks[:first] {
		own[t[b.Start:b.End]] = b.Kind == Headline
	}
	list := false
	for i := first; i < last; i++ {
		b := &blocks[i]
		switch b.Kind {
		case Boilerplate:
			list = listHead(t[b.Start:b.End])
		case Headline:
			if list && !own[t[b.Start:b.End]] {
				b.Kind = Boilerplate
			}
		default:
			list = false
		}
	}
	after := false
	for i := last + 1; i < len(blocks); i++ {
		b := &blocks[i]
		after = after || b.Kind == Boilerplate
		if b.Kind == Headline && after && !own[t[b.Start:b.End]] {
			b.Kind = Boilerplate
		}
	}
}

func listHead(l string) bool {
	if len(l) > 60 {
		return false
	}
	l = strings.ToLower(strings.ReplaceAll(l, "’", "'"))
	for _, p := range listHeads {
		if strings.HasPrefix(l, p) {
			return true
		}
	}
	return false
}

// agencyLine reports whether a line is the name of a news agency.
func agencyLine(l string) bool {
	if len(l) > 40 {
		return false
	}
	_, ok := agencies[strings.ToLower(strings.Trim(oneLine(l), " .()[]—–-"))]
	return ok
}

func pictureCredit(l string) bool {
	if len(l) > longestListed {
		return false
	}
	l = strings.ToLower(l)
	for _, p := range []string{"credit:", "photo", "image", "picture", "photograph", "(photo", "[photo", "screenshot", "video:", "still:"} {
		if strings.HasPrefix(l, p) {
			return true
		}
	}
	return false
}

// navigation reports whether a line is a link, or a row of names of sections.
func navigation(l string) bool {
	if len(l) > longestListed {
		return false
	}
	if linkAlone(l) {
		return true
	}
	for _, sep := range []string{" | ", " • ", " · ", " » ", " > ", " › ", "|"} {
		parts := strings.Split(l, sep)
		if len(parts) < 3 && !(len(parts) == 2 && sep == " | ") {
			continue
		}
		short := true
		for _, p := range parts {
			if n := len(strings.Fields(p)); n > 4 || strings.HasSuffix(strings.TrimSpace(p), ".") {
				short = false
				break
			}
		}
		if short {
			return true
		}
	}
	return false
}

func linkAlone(l string) bool {
	return (strings.HasPrefix(l, "http") || strings.HasPrefix(l, "www.")) && !strings.Contains(l[:min(len(l), 500)], " ")
}

// titleLike reports whether a line can be a headline: short, without a full
// stop, and it begins like one.
func titleLike(l string) bool {
	if len(l) > longestHeadline || bullet(l) || len(strings.Fields(l)) > 25 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(l)
	if unicode.IsLower(r) {
		return false
	}
	end := strings.TrimRight(l, "\"”’')]» ")
	if end == "" {
		return false
	}
	// A sentence may end before the source in brackets: "It was closed. (Ledger)"
	for strings.HasSuffix(l, ")") {
		open := strings.LastIndexByte(l, '(')
		if open <= 0 {
			break
		}
		l = strings.TrimRight(l[:open], ", ")
		if strings.HasSuffix(l, ".") {
			return false
		}
	}
	last, _ := utf8.DecodeLastRuneInString(end)
	switch last {
	case '.', ':', ';', ',', '…', '。', '-', '—', '–':
		return false
	case '?', '!':
		// A question is a headline where no sentence of speech is in it.
		return len(strings.Fields(l)) <= 12 && !strings.ContainsAny(l, "“”\"")
	}
	return strings.IndexFunc(l, unicode.IsLetter) >= 0
}

// byline reports whether a line names who wrote the report.
func byline(l string) bool {
	if len(l) > 160 || strings.HasSuffix(l, ".") {
		return false
	}
	f := strings.Fields(l)
	if len(f) < 2 {
		return false
	}
	if f[0] == "By" || f[0] == "BY" || f[0] == "by" {
		// By John Doe and Jane Roe in Kigali; not "By night the shelling ...".
		capitals := 0
		for _, w := range f[1:] {
			if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
				capitals++
			}
		}
		if head, outlet, ok := strings.Cut(oneLine(l), ", "); ok && isOutlet(outlet) {
			for w := range strings.FieldsSeq(strings.ToLower(head)) {
				if writers[w] {
					return true // By a staff reporter, Lagos Times
				}
			}
		}
		return capitals >= 2 && capitals*2 >= len(f)-1 && len(f) <= 16
	}
	// John Doe, Lagos Times; Jane Roe, West Africa correspondent
	name, rest, ok := strings.Cut(oneLine(l), ", ")
	if !ok || !personal(name) || len(strings.Fields(rest)) > 6 || issuerLine(l) {
		return false
	}
	for w := range strings.FieldsSeq(strings.ToLower(rest)) {
		if writers[strings.Trim(w, ".,")] {
			return true
		}
	}
	return isOutlet(rest)
}

// What a writer is called in a by-line.
var writers = set("correspondent reporter editor journalist producer columnist writer staff newsroom contributor")

// Words of the posts that speak for a body in a line of their own.
var issuerWords = []string{"secretary", "spokesperson", "spokesman", "spokeswoman", "minister", "ambassador", "director",
	"commissioner", "attorney", "president", "chief", "commander", "representative", "envoy", "administrator", "chairman",
	"chairwoman", "chair", "coordinator", "adviser", "advisor", "governor", "general", "special", "high representative"}

// issuerLine reports whether a line is "Name, Office" and nothing else, as it
// stands under the title of a press release.
func issuerLine(l string) bool {
	if len(l) > 160 || strings.ContainsAny(l, ".!?") && strings.HasSuffix(l, ".") {
		return false
	}
	name, office, ok := strings.Cut(l, ", ")
	if !ok {
		return false
	}
	n := strings.Fields(name)
	if len(n) < 2 || len(n) > 5 || len(strings.Fields(office)) > 10 {
		return false
	}
	for _, w := range n {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && !(len(w) <= 3 && unicode.IsLower(r)) {
			return false
		}
	}
	for i, w := range strings.Fields(office) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && (i == 0 || len(w) > 3) {
			return false
		}
	}
	low := strings.ToLower(office)
	for _, w := range issuerWords {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}
