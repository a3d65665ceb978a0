package pattern

import (
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"

	"casegraph/internal/text"
)

// A List is a word list: entries of one or more tokens, compared folded.
type List struct {
	Name  string
	first map[string][][]string // entries by first token, the longest first
}

// ParseList reads one entry a line; # starts a comment.
func ParseList(name, data string) *List {
	l := &List{Name: name, first: map[string][][]string{}}
	for line := range strings.Lines(data) {
		line, _, _ = strings.Cut(line, "#")
		var entry []string
		for _, t := range text.Tokens(strings.TrimSpace(line), 0) {
			entry = append(entry, t.Lower)
		}
		if len(entry) > 0 {
			l.first[entry[0]] = append(l.first[entry[0]], entry)
		}
	}
	for _, es := range l.first {
		slices.SortStableFunc(es, func(a, b []string) int { return len(b) - len(a) })
	}
	return l
}

// Has reports whether the one token, folded, is an entry.
func (l *List) Has(lower string) bool {
	return slices.ContainsFunc(l.first[lower], func(e []string) bool { return len(e) == 1 })
}

// Words yields the entries of one word, sorted.
func (l *List) Words() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, w := range slices.Sorted(maps.Keys(l.first)) {
			if l.Has(w) && !yield(w) {
				return
			}
		}
	}
}

// Longest returns the token behind the longest entry that stands at i, or 0.
func (l *List) Longest(tokens []text.Token, i int) int {
	if i >= len(tokens) {
		return 0
	}
	for _, e := range l.first[tokens[i].Lower] {
		if stands(e, tokens, i) {
			return i + len(e)
		}
	}
	return 0
}

func stands(entry []string, tokens []text.Token, i int) bool {
	if i+len(entry) > len(tokens) {
		return false
	}
	for k, w := range entry {
		if tokens[i+k].Lower != w {
			return false
		}
	}
	return true
}

// match returns the ends of all entries that stand at i, the longest first.
func (l *List) match(tokens []text.Token, i int) []int {
	var ends []int
	for _, e := range l.first[tokens[i].Lower] {
		if stands(e, tokens, i) {
			ends = append(ends, i+len(e))
		}
	}
	return ends
}

// Lists are word lists by name.
type Lists map[string]*List

// LoadLists reads every .txt file of lexicon.
func LoadLists(fsys fs.FS) (Lists, error) {
	files, err := fs.Glob(fsys, "lexicon/*.txt")
	if err != nil {
		return nil, err
	}
	lists := Lists{}
	for _, f := range files {
		data, err := fs.ReadFile(fsys, f)
		if err != nil {
			return nil, fmt.Errorf("load word lists: %w", err)
		}
		name := strings.TrimSuffix(path.Base(f), ".txt")
		lists[name] = ParseList(name, string(data))
	}
	return lists, nil
}
