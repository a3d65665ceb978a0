package resolve

import (
	"bufio"
	"os"
	"strings"
	"testing"
)

// TestPairs judges pairs of public names, each in a report that tells nothing else. A
// pair that is two must never be joined.
func TestPairs(t *testing.T) {
	r := resolver(t)
	f, err := os.Open("testdata/pairs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	found, same := 0, 0
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		c := strings.Split(lines.Text(), "\t")
		if len(c) != 6 {
			t.Fatalf("%q: %d columns", lines.Text(), len(c))
		}
		m := r.Match(nil, c[0], c[1], c[2], c[3], c[4])
		switch {
		case c[5] == "same" && m.Verdict == Same:
			found++
			same++
		case c[5] == "same":
			same++
			t.Logf("not joined: %s = %s (%s, %d)", c[1], c[3], m.Reason, m.Weight)
		case m.Verdict == Same:
			t.Errorf("wrongly joined: %s = %s (%s, %d)", c[1], c[3], m.Reason, m.Weight)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	t.Logf("joined %d of %d", found, same)
	if found*100 < same*85 {
		t.Errorf("recall %d of %d", found, same)
	}
}
