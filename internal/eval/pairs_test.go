package eval_test

import (
	"encoding/csv"
	"os"
	"sort"
	"testing"

	"casegraph/internal/gazetteer"
	"casegraph/internal/resolve"
	"casegraph/knowledge"
)

// What the judged pairs must reach, in thousandths: of the pairs that are joined,
// those that are one; of those that are one, those that are joined.
var pairFloors = []struct {
	file              string
	precision, recall int
}{
	{"looked-at", 990, 780},
	{"sealed", 990, 780},
}

// TestPairs tries the judgement that joins names on pairs of public facts. A pair
// that is two must never be joined: unsure is right for it too.
func TestPairs(t *testing.T) {
	r, err := resolve.New(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	lists, err := gazetteer.Open(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range pairFloors {
		t.Run(f.file, func(t *testing.T) {
			file, err := os.Open("testdata/pairs/" + f.file + ".csv")
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			rows, err := csv.NewReader(file).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			type tally struct{ same, found, wrong, different int }
			all := tally{}
			classes := map[string]*tally{}
			for _, c := range rows[1:] {
				m := r.Match(lists, c[4], c[0], c[1], c[2], c[3])
				n := classes[c[6]]
				if n == nil {
					n = &tally{}
					classes[c[6]] = n
				}
				for _, n := range []*tally{n, &all} {
					switch {
					case c[5] == "same" && m.Verdict == resolve.Same:
						n.same++
						n.found++
					case c[5] == "same":
						n.same++
					case m.Verdict == resolve.Same:
						n.different++
						n.wrong++
					default:
						n.different++
					}
				}
				// Of the sealed half no row is shown: rules must not be made on it.
				if f.file != "sealed" && (c[5] == "same") != (m.Verdict == resolve.Same) {
					t.Logf("%-9s %s (%s) | %s (%s) %s: %s %d %s; %s", c[5], c[0], c[1], c[2], c[3], c[6], m.Verdict, m.Weight, m.Reason, c[7])
				}
			}
			names := make([]string, 0, len(classes))
			for n := range classes {
				names = append(names, n)
			}
			sort.Strings(names)
			for _, n := range names {
				t.Logf("%-24s joined %3d of %3d that are one, %d of %d that are two", n, classes[n].found, classes[n].same, classes[n].wrong, classes[n].different)
			}
			precision, recall := 1000*all.found/max(1, all.found+all.wrong), 1000*all.found/max(1, all.same)
			t.Logf("precision %d‰, recall %d‰; joined %d of %d that are one, %d of %d that are two", precision, recall, all.found, all.same, all.wrong, all.different)
			if precision < f.precision || recall < f.recall {
				t.Errorf("below the floor of %d‰ and %d‰", f.precision, f.recall)
			}
		})
	}
}
