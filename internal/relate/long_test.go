package relate_test

import (
	"strings"
	"testing"
	"time"

	"casegraph/internal/doc"
)

// TestLongSentences: the time that claims take grows with the length of a sentence and
// not with its square.
func TestLongSentences(t *testing.T) {
	r := newReader(t)
	cost := func(clauses int) time.Duration {
		s := strings.Repeat("the army of Chad killed ten rebels near Bol and denied that its soldiers had fled, ", clauses) + "he said."
		best := time.Duration(1 << 62)
		for range 3 {
			start := time.Now()
			r.read(t, s)
			best = min(best, time.Since(start))
		}
		return best
	}
	cost(5)
	short, long := cost(20), cost(160)
	t.Logf("20 clauses %v, 160 clauses %v", short, long)
	if long > 30*short {
		t.Errorf("eight times the length takes %d times as long", long/short)
	}
}

// FuzzClaims: whatever is read, claims lie inside of their sentence and quote what is
// there.
func FuzzClaims(f *testing.F) {
	for _, s := range []string{
		"“We paid no ransom. We never will,” the minister told reporters, denying that Chad had sent troops.",
		"Five were killed, 16 more wounded and, it is said, a dozen taken by Boko Haram's men - among them X, Y and Z.",
		"\" \" : , ; - and and of of to to the the",
		"GENEVA, May 4 (X) - According to A and B, C has D.",
		"It said it said it said that it had denied that it had said it.",
	} {
		f.Add(s)
	}
	r := newReader(f)
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 2000 {
			return
		}
		for _, err := range doc.Read("example.txt", []byte(s+"\n")) {
			if err != nil {
				return // no text
			}
		}
		d, claims, mentions := r.read(t, s)
		if d == nil {
			return
		}
		for _, c := range claims {
			if c.Trigger.Start < 0 || c.Trigger.End > len(d.Text) || c.Trigger.Start >= c.Trigger.End {
				t.Fatalf("%s: trigger %v of %d bytes", c.Type, c.Trigger, len(d.Text))
			}
			for _, a := range c.Args {
				if a.Start < 0 || a.End > len(d.Text) || a.Start >= a.End || a.Mention >= len(mentions) {
					t.Fatalf("%s: argument %+v of %d bytes", c.Type, a, len(d.Text))
				}
			}
		}
	})
}
