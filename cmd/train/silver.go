package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"casegraph/internal/eval"
	"casegraph/internal/lexis"
	"casegraph/internal/ner/trained"
	"casegraph/internal/syntax"
	"casegraph/internal/text"
)

// writeWords writes the sentences that the teachers label: a sentence a line,
// its words parted by blanks, an empty line behind each report.
func writeWords(data, silver string) error {
	if err := os.MkdirAll(silver, 0o755); err != nil {
		return err
	}
	if err := writeReports(data, filepath.Join(silver, "words.txt")); err != nil {
		return err
	}
	gmb, err := readIOB(filepath.Join(data, "ner/train/gmb.iob2"), 1)
	if err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(silver, "gmb.txt"))
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	for _, m := range gmb {
		words, _ := text.Words(nil, nil, m.words[0])
		for i, t := range words {
			if i > 0 {
				w.WriteByte(' ')
			}
			w.WriteString(t.Text)
		}
		w.WriteByte('\n')
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// A lesson is what teachers say of one sentence.
type lesson struct {
	line  int
	words []string
	core  string   // CoreNLP's names, a letter a word
	tuned []string // the tuned encoder's TAG|HEAD|RELATION|NAME|..., nil where it was not asked
}

// readLessons reads NAME.txt, NAME.core and NAME.tuned of the folder of silver
// labels side by side and calls f for each sentence, with nil between documents.
// NAME.tuned may end before the others.
func readLessons(silver, name string, f func(*lesson) error) error {
	var scan [3]*bufio.Scanner
	for i, ext := range []string{".txt", ".core", ".tuned"} {
		file, err := os.Open(filepath.Join(silver, name+ext))
		if err != nil {
			return err
		}
		defer file.Close()
		scan[i] = bufio.NewScanner(file)
		scan[i].Buffer(nil, 1<<20)
	}
	for line := 1; scan[0].Scan(); line++ {
		if !scan[1].Scan() {
			return fmt.Errorf("%s.core: ends before line %d of %s.txt", name, line, name)
		}
		l := lesson{line: line, core: scan[1].Text()}
		if scan[2].Scan() && scan[2].Text() != "" {
			l.tuned = strings.Split(scan[2].Text(), " ")
		}
		if scan[0].Text() == "" {
			if err := f(nil); err != nil {
				return err
			}
			continue
		}
		l.words = strings.Split(scan[0].Text(), " ")
		if len(l.core) != len(l.words) || l.tuned != nil && len(l.tuned) != len(l.words) {
			return fmt.Errorf("%s: line %d: %d words, %d and %d labels", name, line, len(l.words), len(l.core), len(l.tuned))
		}
		if err := f(&l); err != nil {
			return err
		}
	}
	for _, s := range scan {
		if err := s.Err(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// silverTrees reads the trees that the tuned encoder made.
func silverTrees(silver string, cache *lexis.Cache) ([]tree, error) {
	var ts []tree
	for _, name := range []string{"words", "gmb"} {
		err := readLessons(silver, name, func(l *lesson) error {
			if l == nil || l.tuned == nil || len(l.words) > 70 {
				return nil
			}
			t := tree{weight: 1}
			for i, w := range l.words {
				c := strings.Split(l.tuned[i], "|")
				if len(c) < 4 {
					return fmt.Errorf("%s.tuned:%d: %q", name, l.line, l.tuned[i])
				}
				head, err := strconv.Atoi(c[1])
				tag, label := slices.Index(syntax.Tags[:], c[0]), slices.Index(syntax.Labels[:], c[2])
				if err != nil || tag < 1 || label < 1 {
					return fmt.Errorf("%s.tuned:%d: %q", name, l.line, l.tuned[i])
				}
				k := text.WordOf(w)
				t.words = append(t.words, cache.Word(k.Text, k.Lower))
				t.tags = append(t.tags, syntax.Tag(tag))
				t.heads = append(t.heads, int32(head))
				t.labels = append(t.labels, syntax.Label(label))
			}
			ts = append(ts, t)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return ts, nil
}

// silverNames reads what the teachers say of names, size sentences a document at
// most.
func silverNames(silver, name string, size int) ([]marked, error) {
	var docs []marked
	var m marked
	flush := func() {
		if len(m.words) > 0 {
			docs = append(docs, m)
		}
		m = marked{}
	}
	err := readLessons(silver, name, func(l *lesson) error {
		if l == nil || len(m.words) >= size {
			flush()
		}
		if l == nil {
			return nil
		}
		ts := make([]text.Token, len(l.words))
		for i, w := range l.words {
			ts[i] = text.WordOf(w)
		}
		m.words, m.labels = append(m.words, ts), append(m.labels, mark(len(ts), vote(l)))
		return nil
	})
	flush()
	return docs, err
}

// vote settles what the teachers say of a sentence: a name is what two of three
// take for one, CoreNLP and the tuned encoder after the guidelines of EWT and
// after CoreNLP's. On PUD the three reach F1 74.4, 77.2 and 77.4, their vote 78.5.
func vote(l *lesson) []nameSpan {
	spans := spansOfLetters(l.core)
	if l.tuned == nil {
		return spans
	}
	votes := map[nameSpan]int{}
	for _, s := range slices.Concat(spans, spansOfTuned(l.tuned, 0), spansOfTuned(l.tuned, 3)) {
		votes[s]++
	}
	var out []nameSpan
	for s, n := range votes {
		if n >= 2 {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b nameSpan) int { return a.first - b.first })
	return out
}

// spansOfLetters reads labels of a letter a word: neighbours of one type are one
// name.
func spansOfLetters(l string) []nameSpan {
	var out []nameSpan
	for i := 0; i < len(l); i++ {
		t := strings.IndexByte("PGL", l[i])
		if t < 0 {
			continue
		}
		j := i + 1
		for j < len(l) && l[j] == l[i] {
			j++
		}
		out = append(out, nameSpan{i, j, trained.Type(t)})
		i = j - 1
	}
	return out
}

// spansOfTuned reads one of the tuned encoder's columns of names.
func spansOfTuned(tuned []string, column int) []nameSpan {
	tags := make([]string, len(tuned))
	for i, t := range tuned {
		if c := strings.Split(t, "|"); len(c) > 3+column {
			tags[i] = c[3+column]
		}
		if k, class, _ := strings.Cut(tags[i], "-"); k == "I" && (i == 0 || !strings.HasSuffix(tags[i-1], "-"+class)) {
			tags[i] = "B-" + class
		}
	}
	return spansIn(eval.IOBNames(tags))
}
