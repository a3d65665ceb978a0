package eval

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

// A Tagged sentence is one of a corpus of names: its words and the rows of words
// that are names.
type Tagged struct {
	Words []string
	Names []TaggedName
}

// A TaggedName is a row of words, half open, and its class in the corpus.
type TaggedName struct {
	First, Limit int
	Class        string
}

// ReadIOB reads a corpus in IOB2: a word and its tag a line, parted by a tab; an
// empty line ends a sentence.
func ReadIOB(path string) ([]Tagged, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []Tagged
	var t Tagged
	var tags []string
	flush := func() {
		if len(t.Words) > 0 {
			t.Names = IOBNames(tags)
			out = append(out, t)
		}
		t, tags = Tagged{}, nil
	}
	sc := bufio.NewScanner(f)
	for line := 1; sc.Scan(); line++ {
		if sc.Text() == "" {
			flush()
			continue
		}
		w, tag, ok := strings.Cut(sc.Text(), "\t")
		if !ok {
			return nil, fmt.Errorf("%s:%d: no tab", path, line)
		}
		tag, _, _ = strings.Cut(tag, "\t")
		t.Words, tags = append(t.Words, w), append(tags, tag)
	}
	flush()
	return out, sc.Err()
}

// IOBNames reads IOB2 tags: O, B-CLASS, I-CLASS.
func IOBNames(tags []string) []TaggedName {
	var out []TaggedName
	for i := 0; i < len(tags); i++ {
		kind, class, ok := strings.Cut(tags[i], "-")
		if !ok || kind != "B" && kind != "I" {
			continue
		}
		j := i + 1
		for j < len(tags) && tags[j] == "I-"+class {
			j++
		}
		out = append(out, TaggedName{i, j, class})
		i = j - 1
	}
	return out
}

// Detokenise sets words as running text and says where each begins: marks close
// to the words that they belong to, words with a hyphen between them together.
func Detokenise(words []string) (text string, starts []int) {
	var b strings.Builder
	glue, open := true, false
	for i, w := range words {
		before := glue
		glue = false
		switch w {
		case ",", ".", ";", ":", "?", "!", ")", "]", "}", "%", "”", "’", "...", "…", "'s", "’s", "n't", "n’t", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m", "'", "''":
			before = true
		case "(", "[", "{", "“", "‘", "$", "£", "€", "#":
			glue = true
		case "\"":
			if open {
				before = true
			} else {
				glue = true
			}
			open = !open
		case "-", "/":
			if i > 0 && i+1 < len(words) && letterOrDigit(words[i-1]) && letterOrDigit(words[i+1]) {
				before, glue = true, true
			}
		}
		if !before {
			b.WriteByte(' ')
		}
		starts = append(starts, b.Len())
		b.WriteString(w)
	}
	return b.String(), starts
}

func letterOrDigit(w string) bool {
	c := w[len(w)-1]
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
