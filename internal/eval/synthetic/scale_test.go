package synthetic

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"casegraph/internal/casefile"
	"casegraph/internal/graph"
	"casegraph/internal/graph/jsonl"
	"casegraph/internal/pipeline"
	"casegraph/internal/resolve"
	"casegraph/knowledge"
)

// Floors of joining, in ten-thousandths of pairs; of finding, of full names.
const (
	precisionFloor = 9900
	recallFloor    = 8500
	foundFloor     = 9000
)

// slower is how much longer one more report may take in the largest case than in
// the smallest, in per cent.
const slower = 150

// size is the number of reports; scripts/nightly/100000 asks for more.
func size(t *testing.T, short, usual int) int {
	if s := os.Getenv("SYNTHETIC"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 100 {
			t.Fatalf("SYNTHETIC=%s: a number of reports, at least 100", s)
		}
		return n
	}
	if testing.Short() {
		return short
	}
	return usual
}

// A bench is a world whose reports lie in a folder, and what reads them.
type bench struct {
	world       *World
	dir         string
	reader      *pipeline.Reader
	rules       casefile.Rules
	fingerprint string
}

func newBench(t *testing.T, reports int) *bench {
	t.Helper()
	b := &bench{world: New(1, reports, reports/2), dir: t.TempDir()}
	for i := range reports {
		if err := os.WriteFile(b.path(i), b.world.Report(i).Text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var err error
	if b.reader, err = pipeline.NewReader(pipeline.Config{}); err != nil {
		t.Fatal(err)
	}
	if b.fingerprint, err = b.reader.Fingerprint(); err != nil {
		t.Fatal(err)
	}
	b.rules.Schema = b.reader.Schema
	if b.rules.Resolver, err = resolve.New(knowledge.FS); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *bench) path(i int) string { return filepath.Join(b.dir, fmt.Sprintf("%06d.txt", i)) }

func (b *bench) open(t *testing.T) *casefile.Case {
	t.Helper()
	c, err := casefile.Open(t.Context(), filepath.Join(t.TempDir(), "case.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// enter reads the reports and puts them into the case, so many a transaction.
func (b *bench) enter(t *testing.T, c *casefile.Case, reports []int, batch int) {
	t.Helper()
	ledger, err := c.Ledger(t.Context(), b.fingerprint)
	if err != nil {
		t.Fatal(err)
	}
	defer ledger.Close()
	var sources []pipeline.Source
	for _, i := range reports {
		sources = append(sources, pipeline.Source{URI: filepath.ToSlash(b.path(i)), Abs: b.path(i)})
	}
	var pending []casefile.Arrival
	flush := func() error {
		_, err := c.Put(t.Context(), b.fingerprint, pending)
		pending = pending[:0]
		return err
	}
	r := pipeline.Run{Reader: func() (*pipeline.Reader, error) { return b.reader, nil }, Workers: runtime.NumCPU(), Known: ledger.Known}
	err = r.Do(t.Context(), sources, func(res pipeline.Result) error {
		if res.Err != nil {
			return res.Err
		}
		pending = append(pending, casefile.Arrival{Place: res.Source.Abs, URI: res.Source.URI, Content: res.Content, Readings: res.Readings})
		if len(pending) < batch {
			return nil
		}
		return flush()
	})
	if err == nil {
		err = flush()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func (b *bench) assemble(t *testing.T, c *casefile.Case) {
	t.Helper()
	if err := c.Assemble(t.Context(), b.rules); err != nil {
		t.Fatal(err)
	}
}

// add enters reports one at a time and gives the median time.
func (b *bench) add(t *testing.T, c *casefile.Case, reports []int) time.Duration {
	t.Helper()
	var times []time.Duration
	for _, i := range reports {
		start := time.Now()
		b.enter(t, c, []int{i}, 1)
		b.assemble(t, c)
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	return times[len(times)/2]
}

func upTo(from, to int) []int {
	var out []int
	for i := from; i < to; i++ {
		out = append(out, i)
	}
	return out
}

// A sighting is a mention that the truth and the program both have.
type sighting struct {
	entity int
	part   bool
	found  string // entity by the program
	text   string
}

func TestScale(t *testing.T) {
	n := size(t, 1000, 10000)
	b := newBench(t, n)
	c := b.open(t)
	done := 0
	var medians []time.Duration
	const adds = 9
	for _, stage := range []int{1000, 10000, n} {
		if stage > n || stage <= done {
			continue
		}
		start := time.Now()
		if os.Getenv("SYNTHETIC") == "" {
			b.enter(t, c, upTo(0, n), 64)
			read := time.Since(start)
			b.assemble(t, c)
			t.Logf("%d reports read in %.1f s, assembled in %.1f s", n, read.Seconds(), (time.Since(start) - read).Seconds())
			break
		}
		// The last of each stage are those that are added one by one.
		b.enter(t, c, upTo(done, stage-adds), 64)
		read := time.Since(start)
		b.assemble(t, c)
		medians = append(medians, b.add(t, c, upTo(stage-adds, stage)))
		t.Logf("up to %d reports: read in %.1f s, assembled in %.1f s; one more: median %d ms", stage, read.Seconds(), (time.Since(start) - read).Seconds(), medians[len(medians)-1].Milliseconds())
		done = stage
	}
	for _, m := range medians {
		if m*100 > medians[0]*slower {
			t.Errorf("one more report takes %d ms in a larger case, %d ms in the smallest", m.Milliseconds(), medians[0].Milliseconds())
		}
	}

	seen := b.sightings(t, c)
	total := tell(t, b.world, seen)
	if p := total.Precision(); p < precisionFloor {
		t.Errorf("precision %s, floor %s", percent(p), percent(precisionFloor))
	}
	if r := total.Recall(); r < recallFloor {
		t.Errorf("recall %s, floor %s", percent(r), percent(recallFloor))
	}
}

// sightings reads the mentions of the case and keeps those of the truth.
func (b *bench) sightings(t *testing.T, c *casefile.Case) []sighting {
	t.Helper()
	type span struct{ report, start, end int }
	found := map[span]sighting{}
	spans := map[int][]string{} // what is marked in a report, for the eye
	rows, err := c.DB().QueryContext(context.Background(), `SELECT d.uri, m.start, m."end", coalesce(e.ref, ''), m.text FROM mention m JOIN document d ON d.id = m.document LEFT JOIN entity e ON e.id = m.entity`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var uri, entity, text string
		var at span
		if err := rows.Scan(&uri, &at.start, &at.end, &entity, &text); err != nil {
			t.Fatal(err)
		}
		if _, err := fmt.Sscanf(filepath.Base(uri), "%d.txt", &at.report); err != nil {
			t.Fatal(uri, err)
		}
		found[at] = sighting{found: entity, text: text}
		spans[at.report] = append(spans[at.report], fmt.Sprintf("%06d %06d %s", at.start, at.end, text))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	var out []sighting
	type count struct{ have, of int }
	shares := map[string]*count{}
	missed := map[string][]string{}
	for i := range b.world.Reports() {
		report := b.world.Report(i)
		for _, m := range report.Mentions {
			kind := string(b.world.Entity(m.Entity).Class)
			if m.Part {
				kind = "part"
			}
			if shares[kind] == nil {
				shares[kind] = &count{}
			}
			shares[kind].of++
			s, ok := found[span{i, m.Start, m.End}]
			if !ok {
				near := "nothing"
				for _, x := range spans[i] {
					var start, end int
					fmt.Sscanf(x, "%d %d", &start, &end)
					if start < m.End && end > m.Start {
						near = x[14:]
					}
				}
				missed[kind] = append(missed[kind], fmt.Sprintf("%s (marked: %s) in …%s…", report.Text[m.Start:m.End], near, strings.ReplaceAll(string(report.Text[max(0, m.Start-40):min(len(report.Text), m.End+30)]), "\n", " ")))
				continue
			}
			if s.found == "" {
				s.found = fmt.Sprint("none ", i, " ", m.Start)
			}
			s.entity, s.part = m.Entity, m.Part
			shares[kind].have++
			out = append(out, s)
		}
	}
	full := count{}
	r := rand.New(rand.NewPCG(2, 2))
	for _, kind := range []string{string(Person), string(Organisation), string(Unit), string(Place), "part"} {
		s := shares[kind]
		if s == nil {
			continue
		}
		t.Logf("found: %s of %d mentions, %s", percent(ratio(s.have, s.of)), s.of, kind)
		for range min(4, len(missed[kind])) {
			t.Logf("  not found: %s", pick(r, missed[kind]))
		}
		if kind != "part" {
			full.have += s.have
			full.of += s.of
		}
	}
	if got := ratio(full.have, full.of); got < foundFloor {
		t.Errorf("found: %s of full names, floor %s", percent(got), percent(foundFloor))
	}
	return out
}

func percent(n int) string { return fmt.Sprintf("%d.%02d %%", n/100, n%100) }

func pairwise(seen []sighting, keep func(s sighting) bool) (Pairs, int) {
	var truth []int
	var found []string
	for _, s := range seen {
		if keep(s) {
			truth = append(truth, s.entity)
			found = append(found, s.found)
		}
	}
	return Pairwise(truth, found), len(truth)
}

// tell logs the figures by class and culture, with examples of what went wrong in
// the ten cultures that lose most.
func tell(t *testing.T, w *World, seen []sighting) Pairs {
	t.Helper()
	row := func(what string, keep func(s sighting) bool) Pairs {
		p, n := pairwise(seen, keep)
		t.Logf("%-28s precision %8s recall %8s  %7d mentions, %9d pairs, %8d lost, %8d wrong", what, percent(p.Precision()), percent(p.Recall()), n, p.Truth, p.Truth-p.Both, p.Found-p.Both)
		return p
	}
	total := row("all", func(sighting) bool { return true })
	row("full names", func(s sighting) bool { return !s.part })
	for _, class := range []Class{Person, Organisation, Unit, Place} {
		row(string(class), func(s sighting) bool { return w.Entity(s.entity).Class == class })
	}
	type loss struct {
		culture string
		n       int
	}
	var losses []loss
	for _, c := range cultures {
		p := row(c.id+" persons", func(s sighting) bool {
			e := w.Entity(s.entity)
			return e.Class == Person && e.Culture == c.id
		})
		losses = append(losses, loss{c.id, 10000*2 - p.Precision() - p.Recall()})
	}
	slices.SortStableFunc(losses, func(a, b loss) int { return cmp.Compare(b.n, a.n) })
	show := func(what string, keep func(e Entity) bool) {
		t.Logf("%s:", what)
		var own []sighting
		for _, s := range seen {
			if keep(w.Entity(s.entity)) {
				own = append(own, s)
			}
		}
		examples(t, "split", own, func(s sighting) string { return fmt.Sprint(s.entity) }, func(s sighting) string { return s.found })
		examples(t, "wrong join", own, func(s sighting) string { return s.found }, func(s sighting) string {
			return fmt.Sprintf("%d %s, %s", s.entity, w.Entity(s.entity).Name, w.Entity(s.entity).State)
		})
	}
	for _, class := range []Class{Organisation, Unit, Place} {
		show(string(class), func(e Entity) bool { return e.Class == class })
	}
	for _, l := range losses[:10] {
		show(l.culture+" persons", func(e Entity) bool { return e.Class == Person && e.Culture == l.culture })
	}
	return total
}

// examples logs the groups by one label that fall apart most by the other, with
// the spellings of each part.
func examples(t *testing.T, what string, seen []sighting, by, parted func(s sighting) string) {
	t.Helper()
	groups := map[string][]sighting{}
	for _, s := range seen {
		groups[by(s)] = append(groups[by(s)], s)
	}
	type broken struct {
		key  string
		lost int
	}
	var worst []broken
	for k, g := range groups {
		sizes := map[string]int{}
		for _, s := range g {
			sizes[parted(s)]++
		}
		if lost := len(g)*(len(g)-1)/2 - pairsOf(sizes); lost > 0 {
			worst = append(worst, broken{k, lost})
		}
	}
	slices.SortFunc(worst, func(a, b broken) int {
		return cmp.Or(cmp.Compare(b.lost, a.lost), cmp.Compare(a.key, b.key))
	})
	for _, x := range worst[:min(4, len(worst))] {
		spellings := map[string]map[string]int{}
		for _, s := range groups[x.key] {
			if spellings[parted(s)] == nil {
				spellings[parted(s)] = map[string]int{}
			}
			spellings[parted(s)][s.text]++
		}
		var parts []string
		for k, texts := range spellings {
			var names []string
			for name, n := range texts {
				names = append(names, fmt.Sprintf("%s ×%d", name, n))
			}
			slices.Sort(names)
			label := ""
			if what != "split" {
				label = k + ": "
			}
			parts = append(parts, label+strings.Join(names[:min(4, len(names))], ", "))
		}
		slices.SortFunc(parts, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
		t.Logf("  %s, %d pairs: %s", what, x.lost, strings.Join(parts[:min(5, len(parts))], " | "))
	}
}

// TestOrders enters the same reports in three orders and splits: the export is the
// same to the byte.
func TestOrders(t *testing.T) {
	n := size(t, 200, 1000)
	b := newBench(t, n)
	r := rand.New(rand.NewPCG(3, 3))
	reversed := upTo(0, n)
	slices.Reverse(reversed)
	ways := []struct {
		name   string
		order  []int
		batch  int
		splits int
	}{
		{"in order, at once", upTo(0, n), 64, 1},
		{"backwards, in three goes", reversed, 100, 3},
		{"shuffled, in ten goes", r.Perm(n), 7, 10},
	}
	var first string
	for _, w := range ways {
		c := b.open(t)
		for k := range w.splits {
			b.enter(t, c, w.order[k*n/w.splits:(k+1)*n/w.splits], w.batch)
			b.assemble(t, c)
		}
		h := sha256.New()
		err := c.Project(t.Context(), b.rules.Schema, graph.Full, graph.State{}, func(p *graph.Projection) error { return jsonl.WriteAll(h, &p.Source) })
		if err != nil {
			t.Fatal(err)
		}
		sum := fmt.Sprintf("%x", h.Sum(nil))
		t.Logf("%s  %s", sum, w.name)
		if first == "" {
			first = sum
		}
		if sum != first {
			t.Errorf("%s: another export than in order", w.name)
		}
		c.Close()
	}
}
