package eval_test

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"casegraph/internal/eval"
	"casegraph/internal/ner"
	"casegraph/internal/text"
)

// marked reads a sentence with names marked as [Type:Label name].
func marked(t *testing.T, line string) (running string, names []eval.NameSpan, labels []string) {
	t.Helper()
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(line, "[")
		b.WriteString(before)
		if !ok {
			return b.String(), names, labels
		}
		mark, name, ok1 := strings.Cut(rest, " ")
		name, rest, ok2 := strings.Cut(name, "]")
		typ, label, _ := strings.Cut(mark, ":")
		if !ok1 || !ok2 || name == "" {
			t.Fatalf("bad mark in %q", line)
		}
		names = append(names, eval.NameSpan{Start: b.Len(), End: b.Len() + len(name), Class: typ})
		labels = append(labels, label)
		b.WriteString(name)
		line = rest
	}
}

// TestSentences measures the six types and the finer labels on sentences about
// seventy countries, written apart from the reader. Every third was opened once,
// when the reader was done.
func TestSentences(t *testing.T) {
	k, err := knowing()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open("../ner/testdata/sentences.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var score [2]eval.NameScore // open, sealed
	var label [2]map[string]*eval.Tally
	label[0], label[1] = map[string]*eval.Tally{}, map[string]*eval.Tally{}
	countries := map[string]bool{}
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); n++ {
		col := strings.Split(lines.Text(), "\t")
		if len(col) != 3 {
			t.Fatalf("line %d: %d columns", n+1, len(col))
		}
		sealed := 0
		if n%3 == 2 {
			sealed = 1
		}
		countries[col[0]] = true
		running, gold, labels := marked(t, col[2])
		d := document(running)
		var found []eval.NameSpan
		finer := map[[2]int][]string{}
		by := ""
		for _, m := range k.ner.Find(d, text.Split(d)) {
			if m.Form != ner.Name || m.Demonym {
				continue
			}
			found = append(found, eval.NameSpan{Start: m.Start, End: m.End, Class: m.Type})
			finer[[2]int{m.Start, m.End}] = append([]string{m.Type}, m.Labels...)
			by += fmt.Sprintf(" [%s %s%v %s]", m.Text, m.Type, m.Labels, m.By)
		}
		var one eval.NameScore
		one.Add(running, gold, found)
		score[sealed].Add(running, gold, found)
		if len(one.Errors) > 0 && sealed == 0 {
			t.Logf("%s: %s\n      %s\n     %s", col[0], strings.Join(eval.Top(one.Errors, 9), "; "), running, by)
		}
		for i, g := range gold {
			if labels[i] == "" {
				continue
			}
			if label[sealed][labels[i]] == nil {
				label[sealed][labels[i]] = new(eval.Tally)
			}
			if has(finer[[2]int{g.Start, g.End}], g.Class, labels[i]) {
				label[sealed][labels[i]].Right++
			} else {
				label[sealed][labels[i]].Missed++
				if got := finer[[2]int{g.Start, g.End}]; sealed == 0 && len(got) > 0 && got[0] == g.Class {
					t.Logf("label %s of %q, not %v", labels[i], running[g.Start:g.End], got[1:])
				}
			}
		}
	}
	if n < 300 || len(countries) < 60 {
		t.Errorf("%d sentences about %d countries, want 300 and 60", n, len(countries))
	}
	for i, name := range []string{"open", "sealed"} {
		p, r, f := score[i].All().PRF()
		t.Logf("%s: P %.1f R %.1f F1 %.1f", name, 100*p, 100*r, 100*f)
		for _, typ := range eval.Types {
			p, r, f := score[i].All(typ).PRF()
			t.Logf("  %-12s P %.1f R %.1f F1 %.1f", typ, 100*p, 100*r, 100*f)
		}
		right, all := 0, 0
		line := ""
		for _, l := range sortedKeys(label[i]) {
			x := label[i][l]
			right, all = right+x.Right, all+x.Right+x.Missed
			line += fmt.Sprintf(" %s %d/%d", l, x.Right, x.Right+x.Missed)
		}
		t.Logf("  labels: %d/%d%s", right, all, line)
		if floor := []float64{0.895, 0.905}[i]; f < floor || right*100 < all*77 {
			t.Errorf("%s: F1 %.3f, floor %.3f; labels %d/%d", name, f, floor, right, all)
		}
	}
}

// has says that a mention has the type and the label.
func has(chain []string, typ, label string) bool {
	if len(chain) == 0 || chain[0] != typ {
		return false
	}
	for _, l := range chain {
		if l == label {
			return true
		}
	}
	return false
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}
