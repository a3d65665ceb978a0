package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"casegraph/internal/doc"
)

// Split gives the sentences of a document, in order. Whatever is not blank in
// a block is in exactly one token of exactly one sentence; what was skipped
// has none. Its time is linear in the length of the text. It is safe for
// concurrent use.
func Split(d *doc.Document) []Sentence {
	var sentences []Sentence
	var scratch []Token
	next := 0 // the first skipped stretch that does not end before the block
	for p, b := range d.Blocks {
		for next < len(d.Skipped) && d.Skipped[next].End <= b.Start {
			next++
		}
		scratch = unskipped(scratch[:0], d, b, d.Skipped[next:])
		if len(scratch) == 0 {
			continue
		}
		row := make([]Token, len(scratch))
		copy(row, scratch)
		for len(row) > 0 {
			n := sentence(row, b.Kind)
			sentences = append(sentences, Sentence{
				Index:     len(sentences),
				Start:     row[0].Start,
				End:       row[n-1].End,
				Kind:      b.Kind,
				Paragraph: p,
				Tokens:    row[:n:n],
			})
			row = row[n:]
		}
	}
	return sentences
}

// unskipped adds the tokens of a block that lie in no skipped stretch.
func unskipped(to []Token, d *doc.Document, b doc.Block, skips []doc.Skip) []Token {
	t := d.Text[b.Start:b.End]
	s := scanner{text: t, lower: lowerASCII(t), base: b.Start}
	for _, k := range skips {
		if k.Start >= b.End {
			break
		}
		s.text = t[:max(s.pos, k.Start-b.Start)]
		to = s.rest(to)
		s.pos = max(s.pos, min(k.End, b.End)-b.Start)
	}
	s.text = t
	return s.rest(to)
}

func (s *scanner) rest(to []Token) []Token {
	for {
		k, ok := s.next()
		if !ok {
			return to
		}
		to = append(to, k)
	}
}

// Tokens gives the tokens of one stretch of text, which begins at base in its
// document: for names in lists, and for tests. A list that is compared with
// documents is cut by the same scanner.
func Tokens(t string, base int) []Token {
	s := scanner{text: t, lower: lowerASCII(t), base: base}
	return s.rest(nil)
}

// lowerASCII lowers ASCII letters only, so that every offset stays.
func lowerASCII(t string) string {
	i := 0
	for i < len(t) && ascii0(t[i])&isUpper == 0 {
		i++
	}
	if i == len(t) {
		return t
	}
	b := []byte(t)
	for ; i < len(b); i++ {
		if ascii0(b[i])&isUpper != 0 {
			b[i] |= 0x20
		}
	}
	return string(b)
}

// sentence gives how many of the tokens, all of one block, belong to the first
// sentence.
func sentence(row []Token, kind doc.Kind) int {
	quote := false // inside straight quotation marks
	for i := 0; i < len(row); i++ {
		t := &row[i]
		if t.Text == `"` {
			// Blanks tell an opening mark from a closing one, if they can.
			before := i > 0 && row[i-1].End == t.Start
			behind := i+1 < len(row) && row[i+1].Start == t.End
			if before == behind {
				quote = !quote
			} else {
				quote = behind
			}
			continue
		}
		s := stopAt(t)
		if s == noStop {
			continue
		}
		if i == 0 && s == fullStop {
			continue // a stray stop opens nothing
		}
		if s == fullStop && i == 1 && enumerates(row[0]) {
			continue // "1. Armed forces"
		}
		next := closers(row, i+1, quote)
		if next == len(row) {
			return next
		}
		if ends(row, i, next, s, kind) {
			return next
		}
	}
	return len(row)
}

// How a token may end a sentence.
type stop uint8

const (
	noStop    stop = iota
	fullStop       // . 。
	callStop       // ! ? and runs of them
	trailStop      // … and ...
	abbrStop       // an abbreviation that may end one
)

func stopAt(t *Token) stop {
	last := t.Text[len(t.Text)-1]
	if t.Class != Mark {
		if last != '.' {
			return noStop
		}
		switch abbreviations[t.Text] {
		case nameAbbreviation, numberAbbreviation:
			return noStop
		}
		return abbrStop
	}
	switch last {
	case '.':
		if len(t.Text) > 1 {
			return trailStop
		}
		return fullStop
	case '!', '?':
		return callStop
	}
	if last >= utf8.RuneSelf {
		switch r, _ := utf8.DecodeRuneInString(t.Text); r {
		case '…':
			return trailStop
		case '。', '।', '۔', '።', '։', '｡':
			return fullStop
		case '！', '？', '؟', '‼', '⁇', '⁈', '⁉', '؛':
			return callStop
		}
	}
	return noStop
}

// enumerates reports whether t is the number or letter of a list item.
func enumerates(t Token) bool {
	return t.Class == Number && len(t.Text) <= 3 || t.Class == Lower && len(t.Text) == 1
}

// closers gives the index after the closing quotation marks, brackets, further
// stops and foot-note numbers that follow a stop and belong to its sentence.
func closers(row []Token, i int, quote bool) int {
	for ; i < len(row); i++ {
		t := &row[i]
		if t.Class != Mark {
			return i
		}
		adjacent := row[i-1].End == t.Start
		switch t.Text {
		case "”", ")", "]", "''", "»", "›", "}", "」", "』", "）":
			continue
		case `"`:
			followed := i+1 < len(row) && row[i+1].Start == t.End && row[i+1].Class != Mark
			if adjacent && !followed || quote {
				quote = false
				continue
			}
			return i
		case "’", "'":
			if adjacent && (i+1 == len(row) || row[i+1].Start > t.End || row[i+1].Class == Mark) {
				continue
			}
			return i
		case ".", "!", "?", "…", "...":
			if adjacent {
				continue
			}
			return i
		case "[": // [12]
			if adjacent && i+2 < len(row) && row[i+1].Class == Number && row[i+2].Text == "]" {
				i += 2
				continue
			}
			return i
		default:
			return i
		}
	}
	return i
}

// ends reports whether the sentence with the stop s at row[i] ends before
// row[next].
func ends(row []Token, i, next int, s stop, kind doc.Kind) bool {
	after := next
	for after < len(row) && opens(&row[after]) {
		after++
	}
	if after == len(row) {
		return false // only marks are left
	}
	a := &row[after]
	apart := row[next-1].End < row[next].Start
	if a.Class == Mark {
		// - a dash may open a sentence, a comma or colon goes on with this one.
		switch a.Text {
		case "—", "–", "-", "--", "•", "*", "·", "●", "▪", "■", "$", "€", "£", "¿", "¡", "►":
		default:
			return apart && s != abbrStop && symbol(a.Text)
		}
		if after+1 == len(row) || s == abbrStop {
			return false
		}
		a = &row[after+1]
		if a.Class == Mark {
			return false
		}
	}
	r, _ := utf8.DecodeRuneInString(a.Text)
	if unicode.IsLower(r) && !properLower(row, after) {
		return false
	}
	if !apart && row[i].Text[0] >= utf8.RuneSelf && s == fullStop {
		return true // scripts without blanks
	}
	if !apart {
		// Two sentences run together: "killed.The"
		before := row[i]
		if i > 0 && s != abbrStop {
			before = row[i-1]
		}
		return s != abbrStop && (before.Class == Lower || before.Class == Number || next > i+1) && a.Class == Capital
	}
	switch s {
	case abbrStop:
		return opensSentence(row, i, next, after, kind)
	case trailStop:
		return !unicode.IsDigit(r)
	case callStop:
		// “Are they coming?” Banda asked.
		if next > i+1 && !starters[a.Lower] && said(row[after:]) {
			return false
		}
	}
	return true
}

// symbol reports whether a mark that is no punctuation (an emoji, a bullet)
// stands here: it opens the next sentence.
func symbol(t string) bool {
	r, _ := utf8.DecodeRuneInString(t)
	return r >= utf8.RuneSelf && unicode.Is(unicode.So, r)
}

// opens reports whether t can stand before the first word of a sentence.
func opens(t *Token) bool {
	if t.Class != Mark {
		return false
	}
	switch t.Text {
	case "“", "‘", `"`, "'", "(", "[", "«", "‹", "„", "‚", "``", "{", "「", "『", "（", "’":
		return true
	}
	return false
}

// properLower reports whether the lower-case word at i begins a name, so that
// it may open a sentence: al-Shabaab, iPhone; and handles and links.
func properLower(row []Token, i int) bool {
	t := &row[i]
	return t.Class == Capital || t.Class == Mixed && (t.Text[0] == '@' || strings.HasPrefix(t.Lower, "http") || strings.HasPrefix(t.Lower, "www."))
}

// Words after which the speaker of a quotation is named, or which name the
// speech after him.
var speech = wordSet(`said says say asked asks replied replies answered added adds told tells wrote writes
	shouted shouts cried cries exclaimed wondered wonders demanded demands quipped declared declares remarked
	continued insisted insists warned noted tweeted posted yelled inquired queried responded retorted`)

// Small words inside names and titles: the President of the Republic asked.
var inName = wordSet("of the and for de del da dos la al el bin ibn van von der ould ag")

// said reports whether a verb of speech follows a name at the head of row.
func said(row []Token) bool {
	for i := 0; i < len(row) && i < 8; i++ {
		switch row[i].Class {
		case Lower:
			if i > 0 && inName[row[i].Lower] {
				continue
			}
			return i > 0 && speech[row[i].Lower]
		case Mark, Number:
			return false
		}
	}
	return false
}

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// Words in capitals after a time of day, which go on with the sentence.
var afterTime = wordSet(`monday tuesday wednesday thursday friday saturday sunday gmt utc est edt cst cdt mst mdt pst
	pdt cet cest eet eest bst ist jst kst msk eat wat cat sast pkt local january february march april may june july
	august september october november december eastern central pacific mountain`)

// Words before X, the network.
var platform = wordSet("on via to network platform site account called app formerly")

// opensSentence decides whether a sentence ends with the abbreviation at i: it
// does where the next word is written with a capital only because it is the
// first of a sentence.
func opensSentence(row []Token, i, next, after int, kind doc.Kind) bool {
	t, a := &row[i], &row[after]
	switch t.Lower {
	case "a.m.", "p.m.":
		return !afterTime[a.Lower] && a.Class != Number
	}
	if kind == doc.Headline {
		return false // every word has a capital
	}
	if next > i+1 && a.Class != Number { // closing marks between
		return true
	}
	if a.Class == Number || a.Class == Initial || a.Class == Upper && !starters[a.Lower] {
		return false
	}
	if t.Text == "X." && i > 0 && platform[row[i-1].Lower] {
		return true // the network, no middle name
	}
	if t.Class == Initial && i > 0 && row[i-1].Class != Lower && (row[i-1].Class == Capital || row[i-1].Class == Initial) {
		// George W. The, but John D. In ...: a middle name, most of the time.
		return starters[a.Lower] && after == next && len(a.Text) > 2
	}
	if t.Class == Initial && i == 0 {
		return false
	}
	if after > next { // an opening mark: U.S. “We ...
		return a.Class == Capital && row[next].Text != "("
	}
	return starters[a.Lower]
}
