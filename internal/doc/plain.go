package doc

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// readPlain reads a .txt file.
func readPlain(d *Document, data []byte) error {
	text, name, err := decode(data, "")
	if err != nil {
		return err
	}
	d.Text, d.Charset = text, name
	finish(d, paragraphs(text))
	return nil
}

// A line is a stretch of the text without the blanks around it. after counts
// the blank lines before it.
type line struct {
	start, end int
	blank      int // blank lines before it
}

// lines gives the lines of t that are not blank.
func lines(t string) []line {
	var out []line
	blank := 0
	for i := 0; i < len(t); {
		j := strings.IndexAny(t[i:], "\n\r\v\f\u0085\u2028\u2029")
		next := len(t)
		if j < 0 {
			j = len(t)
		} else {
			j += i
			_, n := utf8.DecodeRuneInString(t[j:])
			next = j + n
			if t[j] == '\r' && next < len(t) && t[next] == '\n' {
				next++
			}
		}
		if start, end := trim(t, i, j); start < end {
			out = append(out, line{start, end, blank})
			blank = 0
		} else {
			blank++
		}
		i = next
	}
	return out
}

// trim gives the span without the blanks at its ends.
func trim(t string, start, end int) (int, int) {
	for start < end {
		r, n := utf8.DecodeRuneInString(t[start:end])
		if !Blank(r) {
			break
		}
		start += n
	}
	for start < end {
		r, n := utf8.DecodeLastRuneInString(t[start:end])
		if !Blank(r) {
			break
		}
		end -= n
	}
	return start, end
}

// paragraphs cuts plain text into blocks. In most reports every line is a
// paragraph; in mail and wire copy the lines are broken at a width, and blank
// lines divide paragraphs.
func paragraphs(t string) []Block {
	ls := lines(t)
	width := wrapWidth(t, ls)
	var out []Block
	for i, l := range ls {
		if width > 0 && i > 0 && l.blank == 0 && continues(t, ls[i-1], l, width) {
			out[len(out)-1].End = l.end
			continue
		}
		out = append(out, Block{Start: l.start, End: l.end})
	}
	return out
}

// The widest line that is taken for one broken at a width, in characters, and
// the narrowest width at which a writer breaks them.
const (
	widestWrap   = 100
	narrowestRun = 45
)

// wrapWidth gives the width at which the lines of t are broken, 0 where every
// line is a paragraph.
func wrapWidth(t string, ls []line) int {
	width, inner, full, open, wide := 0, 0, 0, 0, 0
	for i, l := range ls {
		n := utf8.RuneCountInString(t[l.start:min(l.end, l.start+4*widestWrap+4)])
		if n > widestWrap {
			wide++ // a link, or a row of a table, now and then
			continue
		}
		width = max(width, n)
		if i+1 < len(ls) && ls[i+1].blank == 0 {
			inner++
			if n >= narrowestRun {
				full++
				if strings.IndexByte(".!?:;\"", t[l.end-1]) < 0 {
					open++
				}
			}
		}
	}
	if wide > 2 && wide*20 > len(ls) || full < 3 || full*10 < inner*6 || open*2 < full {
		return 0
	}
	return width
}

// continues reports whether the line b goes on with the paragraph of a: a was
// broken because the next word did not fit any more.
func continues(t string, a, b line, width int) bool {
	if bullet(t[b.start:b.end]) || linkAlone(t[a.start:a.end]) || linkAlone(t[b.start:b.end]) {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(t[b.start:b.end]); unicode.IsLower(r) && strings.IndexByte(".!?:", t[a.end-1]) < 0 {
		return true
	}
	word := t[b.start:b.end]
	if i := strings.IndexByte(word, ' '); i >= 0 {
		word = word[:i]
	}
	n := utf8.RuneCountInString(t[a.start:a.end])
	return n <= width && n+1+utf8.RuneCountInString(word) > width-12
}

// bullet reports whether a line is an item of a list.
func bullet(l string) bool {
	for _, p := range []string{"- ", "* ", "• ", "– ", "— ", "· ", "● ", "▪ ", "+ "} {
		if strings.HasPrefix(l, p) {
			return true
		}
	}
	i := 0
	for i < len(l) && l[i] >= '0' && l[i] <= '9' {
		i++
	}
	return i > 0 && i <= 2 && i+1 < len(l) && (l[i] == '.' || l[i] == ')') && l[i+1] == ' '
}

// The longest block, in bytes: a longer one is divided at a blank, so that no
// stage after this one meets a row of tokens without bounds.
const longestBlock = 1 << 20

// The most of one document that is read, in bytes. The longest novels are
// shorter; what lies behind it is skipped as "too long", so that what one
// input takes of memory has a bound.
const longestText = 8 << 20

// limit takes the blocks away that lie behind longestText.
func limit(d *Document) {
	for i, b := range d.Blocks {
		if b.End <= longestText {
			continue
		}
		_, end := trim(d.Text, b.Start, len(d.Text))
		skips := d.Skipped[:0]
		for _, s := range d.Skipped { // markup in what is not read
			if s.Start < b.Start {
				s.End = min(s.End, b.Start)
				skips = append(skips, s)
			}
		}
		d.Skipped = append(skips, Skip{Start: b.Start, End: end, Reason: "too long"})
		d.Blocks = d.Blocks[:i]
		return
	}
}

// divide cuts the blocks that are too long.
func divide(t string, in []Block) []Block {
	long := false
	for _, b := range in {
		long = long || b.End-b.Start > longestBlock
	}
	if !long {
		return in
	}
	var out []Block
	for _, b := range in {
		for b.End-b.Start > longestBlock {
			cut := b.Start + longestBlock
			for cut > b.Start+longestBlock/2 && !(t[cut] == ' ' || t[cut] == '\t') {
				cut--
			}
			if cut == b.Start+longestBlock/2 { // no blank: between two characters
				cut = b.Start + longestBlock
				for !utf8.RuneStart(t[cut]) {
					cut--
				}
			}
			part := b
			part.Start, part.End = trim(t, b.Start, cut)
			if part.Start < part.End {
				out = append(out, part)
			}
			b.Start, _ = trim(t, cut, b.End)
		}
		if b.Start < b.End {
			out = append(out, b)
		}
	}
	return out
}
