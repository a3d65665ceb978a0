package casefile_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casegraph/internal/casefile"
	"casegraph/internal/judge"
	"casegraph/internal/ner"
	"casegraph/internal/reading"
)

// newCase makes a case file that lives as long as the test.
func newCase(t *testing.T, name string) *casefile.Case {
	t.Helper()
	c, err := casefile.Open(t.Context(), filepath.Join(t.TempDir(), name), true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// fill reads reports at places, and judges.
func fill(t *testing.T, c *casefile.Case, rs []*reading.Reading, held map[string]int, js []judge.Judgement, rule casefile.Rules) {
	t.Helper()
	var as []casefile.Arrival
	for _, place := range slices.Sorted(maps.Keys(held)) {
		as = append(as, arrival(place, rs[held[place]]))
	}
	if _, err := c.Put(t.Context(), "reader", as); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Judge(t.Context(), js...); err != nil {
		t.Fatal(err)
	}
	if err := c.Assemble(t.Context(), rule); err != nil {
		t.Fatal(err)
	}
}

// anyJudgement judges two names of reports that are held, at random.
func anyJudgement(rng *rand.Rand, rs []*reading.Reading, held map[string]int) (judge.Judgement, bool) {
	places := slices.Sorted(maps.Keys(held))
	var anchors [2]judge.Anchor
	for i := range anchors {
		place := places[rng.IntN(len(places))]
		r := rs[held[place]]
		var names []int
		for n := range r.Mentions {
			if r.Mentions[n].Form == ner.Name {
				names = append(names, n)
			}
		}
		if len(names) == 0 {
			return judge.Judgement{}, false
		}
		m := r.Mentions[names[rng.IntN(len(names))]]
		anchors[i] = anchorOf(r, place, m.Start, m.End)
	}
	kind := []judge.Kind{judge.Same, judge.Different}[rng.IntN(2)]
	return judge.Judgement{Kind: kind, Left: anchors[0], Right: &anchors[1], Reason: "at random", By: "test"}, anchors[0] != anchors[1]
}

// TestMergeIsReadingBoth merges two cases of overlapping reports and judgements, both
// ways: each is the case into which all was read at once, and the other is untouched.
func TestMergeIsReadingBoth(t *testing.T) {
	n := 40
	if testing.Short() {
		n = 8
	}
	rs, rule := reports(t), rules(t)
	for seed := range n {
		rng := rand.New(rand.NewPCG(uint64(seed), 3))
		all := map[string]int{}
		for range 4 + rng.IntN(12) {
			all[fmt.Sprintf("/%d.txt", rng.IntN(20))] = rng.IntN(len(rs))
		}
		sides, words := [2]map[string]int{{}, {}}, [2][]judge.Judgement{}
		for _, place := range slices.Sorted(maps.Keys(all)) {
			which := rng.IntN(3)
			for i := range sides {
				if which != i {
					sides[i][place] = all[place]
				}
			}
		}
		decided := map[string]bool{} // one judgement a pair of names: contradictions are another test's
		var every []judge.Judgement
		for range rng.IntN(6) {
			i := rng.IntN(2)
			if len(sides[i]) == 0 {
				continue
			}
			j, ok := anyJudgement(rng, rs, sides[i])
			j.Identify()
			pair := ""
			if ok {
				pair = fmt.Sprintf("%s %d %s %d", j.Left.Document, j.Left.Start, j.Right.Document, j.Right.Start)
			}
			if !ok || decided[pair] {
				continue
			}
			decided[pair] = true
			words[i] = append(words[i], j)
			if rng.IntN(3) == 0 {
				words[1-i] = append(words[1-i], j)
			}
			every = append(every, j)
		}
		whole := newCase(t, "whole.db")
		fill(t, whole, rs, all, every, rule)
		want := export(t, whole)
		for i := range 2 {
			target, other := newCase(t, "target.db"), newCase(t, "other.db")
			fill(t, target, rs, sides[i], words[i], rule)
			fill(t, other, rs, sides[1-i], words[1-i], rule)
			if rng.IntN(2) == 0 { // else its log stands beside it, and another program has it open
				other.Close()
			}
			before := bytesOf(t, other.Path())
			m, err := target.Merge(t.Context(), other.Path(), "reader")
			if err != nil {
				t.Fatal(err)
			}
			if len(m.Elsewise)+len(m.Refused) > 0 {
				t.Errorf("seed %d: refused %v %v", seed, m.Elsewise, m.Refused)
			}
			if bytesOf(t, other.Path()) != before {
				t.Errorf("seed %d: the other file has changed", seed)
			}
			if err := target.Assemble(t.Context(), rule); err != nil {
				t.Fatal(err)
			}
			if export(t, target) != want {
				t.Fatalf("seed %d: another export than of all read at once", seed)
			}
			for _, f := range casefile.Differ(context.Background(), t, target, whole) {
				t.Errorf("seed %d: %s", seed, f)
			}
			if t.Failed() {
				return
			}
		}
	}
}

// bytesOf is all that stands in a case file and beside it.
func bytesOf(t *testing.T, path string) string {
	t.Helper()
	all := ""
	for _, end := range []string{"", "-wal", "-shm"} {
		data, err := os.ReadFile(path + end)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		all += fmt.Sprintf("%s %d %s", end, len(data), data)
	}
	return all
}

// TestMergeChoosesTheReading takes the reading of this program where only the other
// has it, and else keeps the file's own.
func TestMergeChoosesTheReading(t *testing.T) {
	rs, rule := reports(t), rules(t)
	for _, c := range []struct {
		own, other, want string
		outcome          casefile.Outcome
	}{
		{"old", "this", "this", casefile.Reread},
		{"this", "old", "this", casefile.Unchanged},
		{"old", "older", "old", casefile.Unchanged},
	} {
		target, other := newCase(t, "target.db"), newCase(t, "other.db")
		for _, x := range []struct {
			c  *casefile.Case
			by string
		}{{target, c.own}, {other, c.other}} {
			if _, err := x.c.Put(t.Context(), x.by, []casefile.Arrival{arrival("/a.txt", rs[0])}); err != nil {
				t.Fatal(err)
			}
		}
		m, err := target.Merge(t.Context(), other.Path(), "this")
		if err != nil {
			t.Fatal(err)
		}
		if m.Outcomes[c.outcome] != 1 {
			t.Errorf("%s and %s: %v", c.own, c.other, m.Outcomes)
		}
		if _, by, err := target.Reader(t.Context()); err != nil || by != c.want {
			t.Errorf("%s and %s: read by %s, want %s (%v)", c.own, c.other, by, c.want, err)
		}
		agree(t, target, rule)
	}
}

// TestMergeOlder takes in a file of an older version without changing it.
func TestMergeOlder(t *testing.T) {
	from := judged(t)
	path := older(t, from, 3)
	before := bytesOf(t, path)
	c := newCase(t, "c.db")
	if _, err := c.Merge(t.Context(), path, "reader"); err != nil {
		t.Fatal(err)
	}
	agree(t, c, rules(t))
	if export(t, c) != export(t, from) {
		t.Error("another graph than the older file's")
	}
	if bytesOf(t, path) != before || len(casefile.Backups(path)) > 0 {
		t.Error("the other file has changed")
	}
}

// TestEraseIsNeverHavingRead erases a report from cases with a history at random: the
// case is what it would be without it, and its bytes hold neither its words nor its
// name, which they do after it was only forgotten.
func TestEraseIsNeverHavingRead(t *testing.T) {
	n := 30
	if testing.Short() {
		n = 6
	}
	rs, rule := reports(t), rules(t)
	for seed := range n {
		rng := rand.New(rand.NewPCG(uint64(seed), 5))
		c := newCase(t, "c.db")
		held := map[string]int{}
		for range 4 + rng.IntN(8) {
			held[fmt.Sprintf("/place%d.txt", rng.IntN(12))] = rng.IntN(len(rs))
		}
		fill(t, c, rs, held, nil, rule)
		// The one to be erased has a version before, and judgements with others.
		secret := *rs[seed%len(rs)]
		const place = "/zanzibarfile.txt"
		versions := []*reading.Reading{marked(t, &secret, "walrusphrase"), marked(t, &secret, "otterphrase")}
		var js []judge.Judgement
		all := append(slices.Clone(rs), versions...)
		for v := range versions {
			if _, err := c.Put(t.Context(), "reader", []casefile.Arrival{arrival(place, versions[v])}); err != nil {
				t.Fatal(err)
			}
			with := maps.Clone(held)
			with[place] = len(rs) + v
			for range 3 {
				j, ok := anyJudgement(rng, all, with)
				if !ok {
					continue
				}
				if _, err := c.Judge(t.Context(), j); err != nil {
					t.Fatal(err)
				}
				if j.Left.URI != place[1:] && j.Right.URI != place[1:] {
					js = append(js, j)
				}
			}
			if err := c.Assemble(t.Context(), rule); err != nil {
				t.Fatal(err)
			}
		}
		name := place
		if rng.IntN(2) == 0 {
			name = versions[1].Document.ID
		}
		words := []string{"walrusphrase", "otterphrase", "zanzibarfile"}
		if rng.IntN(2) == 0 {
			if _, err := c.Forget(t.Context(), name); err != nil {
				t.Fatal(err)
			}
			if err := c.Assemble(t.Context(), rule); err != nil {
				t.Fatal(err)
			}
			name = place // by its id alone, one version of the past would be erased
			if have := bytesOf(t, c.Path()); !strings.Contains(have, words[0]) || !strings.Contains(have, words[2]) {
				t.Fatalf("seed %d: forgetting left nothing; the test is blind", seed)
			}
		}
		if _, err := c.Erase(t.Context(), name); err != nil {
			t.Fatal(err)
		}
		if err := c.Assemble(t.Context(), rule); err != nil {
			t.Fatal(err)
		}
		if err := c.Scrub(t.Context()); err != nil {
			t.Fatal(err)
		}
		have := bytesOf(t, c.Path())
		for _, w := range words {
			if i := strings.Index(have, w); i >= 0 {
				t.Errorf("seed %d: %q is left: %q", seed, w, have[max(0, i-80):i+40])
			}
		}
		fresh := newCase(t, "fresh.db")
		fill(t, fresh, rs, held, js, rule)
		if export(t, c) != export(t, fresh) {
			t.Errorf("seed %d: another export than of the others alone", seed)
		}
		for _, f := range casefile.Differ(t.Context(), t, c, fresh) {
			t.Errorf("seed %d: %s", seed, f)
		}
		if t.Failed() {
			return
		}
	}
}

// marked is a reading of a text with a word more, that is in no other.
func marked(t *testing.T, r *reading.Reading, word string) *reading.Reading {
	t.Helper()
	d := *r.Document
	d.Text += " " + word
	d.SHA256 += word
	d.ID += word[:1]
	out := *r
	out.Document = &d
	return &out
}
