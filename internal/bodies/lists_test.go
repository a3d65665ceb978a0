package bodies

import (
	"os"
	"strings"
	"testing"

	"casegraph/internal/names"
)

// TestLists: the gazetteer's own lists have a row a body, so that hardly two rows of
// a file are one, with the states that they give or without. Some bodies do stand in
// two rows, which is what the bound leaves room for; go test -v prints them.
func TestLists(t *testing.T) {
	table := open(t)
	type listed struct {
		row  int
		name string
		p    [2]Parsed // with its state, without
	}
	compared, right, wrong := 0, 0, 0
	for _, file := range []string{"agencies", "companies", "forces", "groups", "organisations", "outlets", "parties", "events", "places"} {
		data, err := os.ReadFile("../../knowledge/gazetteers/sources/" + file + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		var ns []listed
		meet := map[string][]int{}
		for row, line := range strings.Split(string(data), "\n") {
			c := strings.Split(line, "\t")
			if strings.HasPrefix(line, "#") || len(c) < 4 {
				continue
			}
			spellings := []string{c[0]}
			if len(c) > 4 && c[4] != "" {
				spellings = append(spellings, strings.Split(c[4], ";")...)
			}
			for _, s := range spellings {
				n := Name{Text: strings.TrimSpace(s), Country: c[3], Type: c[1]}
				with := table.Parse(n)
				n.Country = ""
				for _, k := range with.Keys() {
					meet[k] = append(meet[k], len(ns))
				}
				ns = append(ns, listed{row, s, [2]Parsed{with, table.Parse(n)}})
			}
		}
		seen := map[[2]int]bool{}
		for _, is := range meet {
			for n, i := range is {
				for _, j := range is[n+1:] {
					if seen[[2]int{i, j}] {
						continue
					}
					seen[[2]int{i, j}] = true
					a, b := &ns[i], &ns[j]
					for k := range a.p {
						compared++
						l := Compare(a.p[k], b.p[k])
						switch {
						case l.Verdict != names.Same:
						case a.row == b.row:
							right++
						case a.p[0].text != b.p[0].text:
							wrong++
							t.Logf("%s.tsv:%d,%d: %s | %s: same (%s)", file, a.row+1, b.row+1, a.name, b.name, l.Reason)
						}
					}
				}
			}
		}
	}
	t.Logf("%d pairs compared; same: %d of one row, %d of two", compared, right, wrong)
	if wrong > 75 {
		t.Errorf("%d pairs of two rows are the same", wrong)
	}
	if right < 1500 {
		t.Errorf("only %d pairs of one row are the same", right)
	}
}
