package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"casegraph/internal/gazetteer"
)

// words counts how the corpora write each word.
type words struct {
	lower      map[string]int // in lower case
	capital    map[string]int // with a capital, not at the begin of a sentence
	afterGiven map[string]int // with a capital, after a given name
}

// common reports whether a word is written in lower case at least a fourth as
// often as with a capital.
func (w *words) common(key string) bool {
	l := w.lower[key]
	return l >= 5 && 4*l > w.capital[key]
}

// surname reports whether a word mostly follows a given name.
func (w *words) surname(key string) bool {
	n := w.afterGiven[key]
	return n >= 3 && 5*n > w.capital[key]
}

// countWords reads every corpus of dir.
func countWords(dir string, ns *names) (*words, error) {
	w := &words{map[string]int{}, map[string]int{}, map[string]int{}}
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("count words: no corpus in %s", dir)
	}
	slices.Sort(files)
	for _, p := range files {
		if err := w.read(p, ns); err != nil {
			return nil, fmt.Errorf("count words: %s: %w", filepath.Base(p), err)
		}
	}
	return w, nil
}

func (w *words) read(path string, ns *names) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 64<<20)
	for sc.Scan() {
		var d struct{ Text string }
		if err := json.Unmarshal(sc.Bytes(), &d); err != nil {
			return err
		}
		w.count(d.Text, ns)
	}
	return sc.Err()
}

// count reads runs of letters: finer than tokens is not needed here.
func (w *words) count(t string, ns *names) {
	start, given := true, false // of a sentence; the word before is a given name
	for i := 0; i < len(t); {
		r, n := utf8.DecodeRuneInString(t[i:])
		if !unicode.IsLetter(r) {
			if r == '.' || r == '!' || r == '?' || r == '\n' || r == ':' || r == '“' || r == '"' || r == '•' {
				start = true
			}
			if r != ' ' {
				given = false
			}
			i += n
			continue
		}
		j := i + n
		for j < len(t) {
			r, n := utf8.DecodeRuneInString(t[j:])
			if !unicode.IsLetter(r) && r != '\'' && r != '’' {
				break
			}
			j += n
		}
		word := strings.TrimRight(t[i:j], "'’")
		word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")
		key := strings.ToLower(word)
		if len(key) < len(word) || !ascii(key) {
			key = gazetteer.Key(word)
		}
		if unicode.IsUpper(r) {
			if !start {
				w.capital[key]++
				if given {
					w.afterGiven[key]++
				}
			}
			given = ns.given[key] != nil
		} else {
			w.lower[key]++
			given = false
		}
		start = false
		i = j
	}
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf || s[i] == '\'' {
			return false
		}
	}
	return true
}

// file gives the words that the corpora write in lower case thirty times or
// more, and a fourth as often as with a capital.
func (w *words) file() []byte {
	var b strings.Builder
	for _, k := range sortedKeys(w.lower) {
		if w.lower[k] >= 30 && w.common(k) && ascii(k) {
			b.WriteString(k)
			b.WriteByte('\n')
		}
	}
	return []byte(b.String())
}
