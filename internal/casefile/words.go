package casefile

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxTerms bounds the terms of a search: FTS5 nests no deeper than 256.
const maxTerms = 64

// A Search is what is looked for: all terms but those that are not to be there.
type Search struct{ Terms []Term }

// A Term is a word, or words that stand beside each other.
type Term struct {
	Text   string   // as it was written, without quotation marks
	Words  []string // folded
	Prefix bool     // the last word begins so
	Not    bool
}

// ParseSearch reads words as a person types them: all are looked for; "some words"
// beside each other; a word* that begins so; a -word that must not be there. Signs
// that no word holds only part words; what has no word in it is no term.
func ParseSearch(text string) (*Search, error) {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '“' || r == '”' || r == '„':
			return '"'
		case unicode.IsControl(r) || r == utf8.RuneError:
			return ' '
		}
		return r
	}, text)
	s := &Search{}
	wanted := false
	for {
		text = strings.TrimLeftFunc(text, unicode.IsSpace)
		if text == "" {
			break
		}
		var t Term
		if rest, ok := strings.CutPrefix(text, "-"); ok {
			t.Not, text = true, rest
		}
		if rest, ok := strings.CutPrefix(text, `"`); ok {
			t.Text, text, _ = strings.Cut(rest, `"`)
			text, t.Prefix = strings.CutPrefix(text, "*")
		} else {
			end := strings.IndexFunc(text, func(r rune) bool { return r == '"' || unicode.IsSpace(r) })
			if end < 0 {
				end = len(text)
			}
			t.Text, text = text[:end], text[end:]
			t.Text, t.Prefix = strings.CutSuffix(t.Text, "*")
		}
		t.Text = strings.Join(strings.Fields(t.Text), " ")
		for _, k := range wordsIn(t.Text) {
			t.Words = append(t.Words, k.folded)
		}
		if len(t.Words) == 0 {
			continue
		}
		wanted = wanted || !t.Not
		s.Terms = append(s.Terms, t)
	}
	switch {
	case len(s.Terms) == 0:
		return nil, errors.New("no word to look for")
	case !wanted:
		return nil, errors.New("only words that must not be there: one to look for is needed")
	case len(s.Terms) > maxTerms:
		return nil, fmt.Errorf("%d words to look for, at most %d at once", len(s.Terms), maxTerms)
	}
	return s, nil
}

// String writes the search so that ParseSearch reads it again.
func (s *Search) String() string {
	var out []string
	for _, t := range s.Terms {
		x := `"` + t.Text + `"`
		if t.Not {
			x = "-" + x
		}
		if t.Prefix {
			x += "*"
		}
		out = append(out, x)
	}
	return strings.Join(out, " ")
}

// A word is a run of letters and digits at bytes of a text.
type word struct {
	folded     string
	start, end int
}

// wordsIn parts a text into words as the index does (unicode61, remove_diacritics 2):
// letters, digits and what is set on them, folded to lower case without accents.
func wordsIn(text string) []word {
	var out []word
	start := -1
	flush := func(end int) {
		if start >= 0 {
			if f := foldWord(text[start:end]); f != "" {
				out = append(out, word{f, start, end})
			}
		}
		start = -1
	}
	for i, r := range text {
		if unicode.In(r, unicode.L, unicode.N, unicode.Co) || start >= 0 && unicode.Is(unicode.Mn, r) {
			if start < 0 {
				start = i
			}
			continue
		}
		flush(i)
	}
	flush(len(text))
	return out
}

func foldWord(s string) string {
	plain := true
	for i := range len(s) {
		plain = plain && s[i] < utf8.RuneSelf
	}
	if plain {
		return strings.ToLower(s)
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
}

// at says that the term stands at the i-th word.
func (t *Term) at(words []word, i int) bool {
	if i+len(t.Words) > len(words) {
		return false
	}
	for k, w := range t.Words {
		have := words[i+k].folded
		if have != w && !(t.Prefix && k == len(t.Words)-1 && strings.HasPrefix(have, w)) {
			return false
		}
	}
	return true
}

// Matches says that a text holds all that is looked for.
func (s *Search) Matches(text string) bool {
	words := wordsIn(text)
	for k := range s.Terms {
		t := &s.Terms[k]
		found := false
		for i := 0; i < len(words) && !found; i++ {
			found = t.at(words, i)
		}
		if found == t.Not {
			return false
		}
	}
	return true
}

// Marks are the stretches of a text, in bytes, that are looked for: in order, none
// upon another.
func (s *Search) Marks(text string) [][2]int {
	words := wordsIn(text)
	var out [][2]int
	for k := range s.Terms {
		t := &s.Terms[k]
		if t.Not {
			continue
		}
		for i := range words {
			if t.at(words, i) {
				out = append(out, [2]int{words[i].start, words[i+len(t.Words)-1].end})
			}
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	n := 0
	for _, m := range out {
		if n > 0 && m[0] < out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], m[1])
			continue
		}
		out[n] = m
		n++
	}
	return out[:n]
}
