package doc

import (
	"slices"
	"strings"
)

// Markup is the reason of a Skip that holds signs of layout alone: nothing that was said
// is left out by it.
const Markup = "markup"

// readMarkdown reads a .md file. Its text is the source, byte for byte; marks
// of its syntax lie outside the blocks or, inside a paragraph, in stretches
// that are skipped with the reason "markup", so that every offset stays. What
// it knows of Markdown: headings of both kinds, lists, quotations, emphasis,
// links and pictures, code, tables, comments, and front matter with title,
// date, author and publisher. Nested block structure is read as flat.
func readMarkdown(d *Document, data []byte) error {
	text, name, err := decode(data, "")
	if err != nil {
		return err
	}
	d.Text, d.Charset = text, name
	ls := lines(text)
	ls = frontMatter(d, ls)
	finish(d, markdownBlocks(d, ls))
	return nil
}

// frontMatter reads the lines between two rows of hyphens at the top.
func frontMatter(d *Document, ls []line) []line {
	if len(ls) < 2 || d.Text[ls[0].start:ls[0].end] != "---" {
		return ls
	}
	end := slices.IndexFunc(ls[1:], func(l line) bool { s := d.Text[l.start:l.end]; return s == "---" || s == "..." })
	if end < 0 {
		return ls
	}
	for _, l := range ls[1 : end+1] {
		key, value, ok := strings.Cut(d.Text[l.start:l.end], ":")
		if !ok {
			continue
		}
		value = strings.Trim(strings.TrimSpace(value), `"'`)
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "title":
			d.Title = value
		case "author", "authors", "byline":
			d.Author = value
		case "publisher", "source", "outlet", "site":
			d.Publisher = value
		case "date", "published", "published_at", "pubdate":
			if f, ok := findDate(dateWords(value)); ok {
				d.Published = f.date("metadata")
			}
		}
	}
	d.Skipped = append(d.Skipped, Skip{ls[0].start, ls[end+1].end, Markup})
	return ls[end+2:]
}

func markdownBlocks(d *Document, ls []line) []Block {
	t := d.Text
	var out []Block
	skip := func(from, to int) {
		if from < to {
			d.Skipped = append(d.Skipped, Skip{from, to, Markup})
		}
	}
	open := false // the last block may go on in the next line
	fence := ""
	for i := 0; i < len(ls); i++ {
		l := ls[i]
		s := t[l.start:l.end]
		if l.blank > 0 {
			open = false
		}
		if fence == "" && (strings.HasPrefix(s, "```") || strings.HasPrefix(s, "~~~")) {
			fence = s[:3]
			skip(l.start, l.end)
			open = false
			continue
		}
		if fence != "" {
			if strings.HasPrefix(s, fence) {
				fence = ""
				skip(l.start, l.end)
				open = false
				continue
			}
			if open {
				out[len(out)-1].End = l.end
			} else {
				out = append(out, Block{Start: l.start, End: l.end, Kind: Boilerplate})
				open = true
			}
			continue
		}
		if rule(s) {
			// A row of = or - under a line makes it a heading.
			if (s[0] == '=' || s[0] == '-') && open && l.blank == 0 && len(out) > 0 {
				out[len(out)-1].Kind = Headline
			}
			skip(l.start, l.end)
			open = false
			continue
		}
		if strings.HasPrefix(s, "<!--") {
			j := i
			for j < len(ls)-1 && !strings.Contains(t[ls[j].start:ls[j].end], "-->") {
				j++
			}
			skip(l.start, ls[j].end)
			i = j
			open = false
			continue
		}
		start := l.start
		kind := Kind("")
		item := false
		for start < l.end { // > quotations, list items, headings
			r := t[start:l.end]
			n := 0
			switch {
			case r[0] == '>':
				n = 1
			case r[0] == '#' && kind == "":
				for n < len(r) && r[n] == '#' {
					n++
				}
				if n > 6 || n < len(r) && r[n] != ' ' && r[n] != '\t' {
					n = 0
					break
				}
				kind = Headline
			case strings.HasPrefix(r, "- "), strings.HasPrefix(r, "* "), strings.HasPrefix(r, "+ "):
				n = 2
				item = true
			default:
				for n < len(r) && n < 3 && r[n] >= '0' && r[n] <= '9' {
					n++
				}
				if n > 0 && n+1 < len(r) && (r[n] == '.' || r[n] == ')') && r[n+1] == ' ' {
					n += 2
					item = true
				} else {
					n = 0
				}
			}
			if n == 0 {
				break
			}
			skip(start, start+n)
			start, _ = trim(t, start+n, l.end)
		}
		end := l.end
		if kind == Headline {
			e := strings.TrimRight(t[start:end], "#")
			if e == "" || strings.HasSuffix(e, " ") {
				_, cut := trim(t, start, start+len(e))
				skip(cut, end)
				end = cut
			}
		}
		if start >= end {
			open = false
			continue
		}
		if strings.HasPrefix(t[start:end], "|") && strings.Count(t[start:end], "|") > 2 {
			if strings.Trim(t[start:end], "|-: ") == "" {
				skip(start, end)
				continue
			}
			out = append(out, Block{Start: start, End: end})
			for j := start; j < end; j++ {
				if t[j] == '|' {
					skip(j, j+1)
				}
			}
			open = false
			continue
		}
		if open && kind == "" && !item {
			b := &out[len(out)-1]
			b.End = end
			inlineMarkup(t, start, end, skip)
			open = !strings.HasSuffix(t[l.end:min(len(t), l.end+2)], "  ")
			continue
		}
		if item && kind == "" {
			kind = Body // an item is no headline, however short
			if k, ok := listed(t[start:end]); ok {
				kind = k
			}
		}
		out = append(out, Block{Start: start, End: end, Kind: kind})
		inlineMarkup(t, start, end, skip)
		open = kind != Headline
	}
	return tidy(t, d, out)
}

// rule reports whether a line is nothing but -, =, * or _.
func rule(s string) bool {
	if s == "" || strings.IndexByte("-=*_", s[0]) < 0 {
		return false
	}
	bare := strings.ReplaceAll(s, " ", "")
	return strings.Trim(bare, s[:1]) == "" && (len(bare) >= 3 || s[0] == '=')
}

// inlineMarkup skips emphasis, the targets of links, and code marks between
// start and end of one line.
func inlineMarkup(t string, start, end int, skip func(from, to int)) {
	s := t[:end]
	for i := start; i < end; {
		switch c := s[i]; c {
		case '\\':
			if i+1 < end && strings.IndexByte("\\`*_{}[]()#+-.!|>", s[i+1]) >= 0 {
				skip(i, i+1)
				i += 2
				continue
			}
		case '*', '`':
			j := i
			for j < end && s[j] == c {
				j++
			}
			skip(i, j)
			i = j
			continue
		case '_':
			// Emphasis stands at the edge of a word: _so_, not so_so.
			j := i
			for j < end && s[j] == '_' {
				j++
			}
			before := i == start || strings.IndexByte(" (\"'*>[", s[i-1]) >= 0
			behind := j == end || strings.IndexByte(" .,;:!?)\"'*]", s[j]) >= 0
			if before != behind {
				skip(i, j)
			}
			i = j
			continue
		case '<':
			if j := strings.IndexByte(s[i:end], '>'); j > 1 && j < 200 && !strings.ContainsAny(s[i+1:i+2], " =0123456789") {
				skip(i, i+j+1)
				i += j + 1
				continue
			}
		case '!':
			if i+1 < end && s[i+1] == '[' {
				skip(i, i+1)
			}
		case '[':
			if n := linkText(s[i:end]); n > 0 {
				close := i + n // ](target), ][name] or ]
				j := close + 1
				if j < end && (s[j] == '(' || s[j] == '[') {
					q := byte(')')
					if s[j] == '[' {
						q = ']'
					}
					if k := strings.IndexByte(s[j:end], q); k > 0 {
						skip(i, i+1)
						inlineMarkup(t, i+1, close, skip)
						skip(close, j+k+1)
						i = j + k + 1
						continue
					}
				}
				if i+1 < end && s[i+1] == '^' { // [^1], a foot-note
					skip(i, j)
					i = j
					if i < end && s[i] == ':' {
						skip(i, i+1)
						i++
					}
					continue
				}
				if j < end && s[j] == ':' && i == start { // [name]: target
					skip(i, end)
					return
				}
			}
		}
		i++
	}
}

// linkText gives the offset of the bracket that closes the one at 0.
func linkText(s string) int {
	depth := 0
	for i := 0; i < len(s) && i < 1000; i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return 0
}

// tidy sorts the skipped stretches, and drops blocks of which nothing is left.
func tidy(t string, d *Document, blocks []Block) []Block {
	slices.SortFunc(d.Skipped, func(a, b Skip) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	// Nested and touching ones are one.
	out := d.Skipped[:0]
	for _, s := range d.Skipped {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	d.Skipped = out
	kept := blocks[:0]
	next := 0
	for _, b := range blocks {
		for next < len(out) && out[next].End <= b.Start {
			next++
		}
		// Blanks and markup at the ends of a block lie outside it.
		for i := next; i < len(out) && out[i].Start <= b.Start && out[i].End > b.Start; i++ {
			b.Start, _ = trim(t, min(out[i].End, b.End), b.End)
		}
		last := next
		for last < len(out) && out[last].Start < b.End {
			last++
		}
		for i := last - 1; i >= next && out[i].End >= b.End && out[i].Start < b.End; i-- {
			_, b.End = trim(t, b.Start, max(out[i].Start, b.Start))
		}
		if b.Start < b.End {
			kept = append(kept, b)
		}
	}
	return kept
}
