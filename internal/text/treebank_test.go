package text

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"

	"casegraph/internal/doc"
)

type span struct{ start, end int }

// A bank is the text of a treebank, a paragraph a block, with its spans.
type bank struct {
	d         doc.Document
	sentences map[span]bool
	tokens    map[span]bool
	joined    map[span]bool // with words around a hyphen joined, as our tokens are
}

// readBank reads a CoNLL-U file. Gold tokens are found in the text of their
// sentence, where blanks tell them apart.
func readBank(path string) (*bank, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b := &bank{sentences: map[span]bool{}, tokens: map[span]bool{}, joined: map[span]bool{}}
	var text strings.Builder
	para := 0
	flush := func() {
		if text.Len() > para {
			b.d.Blocks = append(b.d.Blocks, doc.Block{Start: para, End: text.Len(), Kind: doc.Body})
			text.WriteString("\n\n")
		}
		para = text.Len()
	}
	base, at := 0, 0
	sentence := ""
	var row []span
	end := func() {
		for i := 0; i < len(row); i++ {
			b.tokens[row[i]] = true
			j := row[i]
			for i+2 < len(row) && row[i+1].start == j.end && row[i+2].start == row[i+1].end &&
				sentence[row[i+1].start-base:row[i+1].end-base] == "-" {
				b.tokens[row[i+1]], b.tokens[row[i+2]] = true, true
				j.end = row[i+2].end
				i += 2
			}
			b.joined[j] = true
		}
		row = row[:0]
	}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	multi := 0
	for sc.Scan() {
		l := sc.Text()
		switch {
		case strings.HasPrefix(l, "# newdoc"), strings.HasPrefix(l, "# newpar"):
			flush()
		case strings.HasPrefix(l, "# text = "):
			sentence = strings.TrimPrefix(l, "# text = ")
			if text.Len() > para {
				text.WriteByte(' ')
			}
			base, at, multi = text.Len(), 0, 0
			text.WriteString(sentence)
			b.sentences[span{base, base + len(sentence)}] = true
		case l == "":
			end()
		case l[0] == '#':
		default:
			c := strings.Split(l, "\t")
			if strings.Contains(c[0], ".") {
				continue
			}
			if from, to, ok := strings.Cut(c[0], "-"); ok {
				// 3-4 don't: its parts follow, do and n't.
				fmt.Sscan(to, &multi)
				_ = from
				continue
			}
			i := strings.Index(sentence[at:], c[1])
			if i < 0 {
				continue // a word that the text does not hold as such
			}
			row = append(row, span{base + at + i, base + at + i + len(c[1])})
			at += i + len(c[1])
		}
	}
	flush()
	b.d.Text = text.String()
	return b, sc.Err()
}

func f1(got, want map[span]bool) (p, r, f int) {
	hit := 0
	for s := range got {
		if want[s] {
			hit++
		}
	}
	return hit * 1000 / max(1, len(got)), hit * 1000 / max(1, len(want)), 2000 * hit / max(1, len(got)+len(want))
}

// The splitter against two treebanks, in thousandths. Neither of them is news
// alone: EWT is blogs, mail and reviews without capitals or stops as well.
func TestTreebanks(t *testing.T) {
	for _, c := range []struct {
		file             string
		sentences, words int // the least that it must reach
	}{
		{"ewt-dev", 800, 940},
		{"gum-dev", 850, 940},
	} {
		b, err := readBank("../../../shared/data/parse/" + c.file + ".conllu")
		if err != nil {
			t.Skip("the treebanks are not here: ", err)
		}
		ss := Split(&b.d)
		invariants(t, &b.d, ss)
		sentences, tokens := map[span]bool{}, map[span]bool{}
		for _, s := range ss {
			sentences[span{s.Start, s.End}] = true
			for _, k := range s.Tokens {
				tokens[span{k.Start, k.End}] = true
			}
		}
		p, r, f := f1(sentences, b.sentences)
		t.Logf("%s: sentences P %d R %d F1 %d (of %d)", c.file, p, r, f, len(b.sentences))
		if f < c.sentences {
			t.Errorf("%s: sentences F1 %d, want %d", c.file, f, c.sentences)
		}
		p, r, f = f1(tokens, b.tokens)
		t.Logf("%s: tokens P %d R %d F1 %d (of %d)", c.file, p, r, f, len(b.tokens))
		p, r, f = f1(tokens, b.joined)
		t.Logf("%s: tokens with hyphens joined P %d R %d F1 %d (of %d)", c.file, p, r, f, len(b.joined))
		if f < c.words {
			t.Errorf("%s: tokens F1 %d, want %d", c.file, f, c.words)
		}
		if os.Getenv("SHOW") != "" {
			for _, s := range ss {
				if k := (span{s.Start, s.End}); !b.sentences[k] {
					fmt.Printf("S %s\n", b.d.Text[s.Start:s.End])
				}
				for _, k := range s.Tokens {
					if !b.joined[span{k.Start, k.End}] && !b.tokens[span{k.Start, k.End}] {
						fmt.Printf("T %q\n", k.Text)
					}
				}
			}
		}
	}
}
