package casefile_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"casegraph/internal/casefile"
	"casegraph/internal/doc"
	"casegraph/internal/graph"
	"casegraph/internal/graph/jsonl"
	"casegraph/internal/judge"
	"casegraph/internal/ner"
	"casegraph/internal/pipeline"
	"casegraph/internal/reading"
	"casegraph/internal/resolve"

	gocmp "github.com/google/go-cmp/cmp"
)

// reports are short texts in which a few names meet again and again: spelt
// otherwise, with and without a title, borne by two.
func reports(t testing.TB) []*reading.Reading {
	t.Helper()
	r, err := pipeline.NewReader(pipeline.Config{})
	if err != nil {
		t.Fatal(err)
	}
	people := []string{"Oleksandr Hryhorenko", "Aleksandr Grigorenko", "Ali Hassan", "Ali Hasan", "Colonel Ali Hassan", "Hassan", "General Kwabena Asare", "Asare", "Park Jae-beom", "Pak Jae Bom", "Minister Maria Garcia"}
	units := []string{"the 1st Brigade of Ukraine", "the 2nd Brigade of Ukraine", "Storm Brigade", "the Ghanaian army", "Russian troops", "the Border Guard of Ghana", "Hope Foundation"}
	towns := []string{"Nalerigu", "Tamale", "Kupiansk", "Georgia"}
	var texts []string
	rng := rand.New(rand.NewPCG(7, 7))
	for i := range 40 {
		pick := func(list []string) string { return list[rng.IntN(len(list))] }
		var b strings.Builder
		fmt.Fprintf(&b, "Report %d\n\nThe Daily Courier, March %d, 2025\n\n", i, 1+rng.IntN(20))
		for range 1 + rng.IntN(4) {
			switch rng.IntN(5) {
			case 0:
				fmt.Fprintf(&b, "%s met %s in %s. ", pick(people), pick(people), pick(towns))
			case 1:
				fmt.Fprintf(&b, "At least %d soldiers of %s were killed near %s, %s said. ", 2+rng.IntN(20), pick(units), pick(towns), pick(people))
			case 2:
				fmt.Fprintf(&b, "%s sent %d soldiers to %s. ", pick(units), 100*(1+rng.IntN(5)), pick(towns))
			case 3:
				fmt.Fprintf(&b, "%s, who leads %s, denied that %s had supplied it with drones. ", pick(people), pick(units), pick(units))
			case 4:
				fmt.Fprintf(&b, "%s captured two Russian soldiers in %s, a town in %s. ", pick(units), pick(towns), pick(towns))
			}
		}
		texts = append(texts, b.String())
	}
	// Copies: the same story with a word more, published on another day.
	for i := range 4 {
		texts = append(texts, strings.Replace(texts[i], "March", "April", 1)+"\n")
	}
	var out []*reading.Reading
	for i, text := range texts {
		for d, err := range doc.Read(fmt.Sprintf("%d.txt", i), []byte(text)) {
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, r.Read(d))
		}
	}
	return out
}

// A state is what a case must be, kept apart from it.
type state struct {
	held       map[string]int // place → report
	judgements map[int]judge.Judgement
}

func arrival(place string, r *reading.Reading) casefile.Arrival {
	d := *r.Document
	d.URI = strings.TrimPrefix(place, "/")
	x := *r
	x.Document = &d
	return casefile.Arrival{Place: place, URI: d.URI, Content: "txt:" + d.SHA256, Readings: []*reading.Reading{&x}}
}

// anchorOf anchors a mention of a report at a place.
func anchorOf(r *reading.Reading, place string, start, end int) judge.Anchor {
	return judge.Anchor{Document: r.Document.ID, URI: strings.TrimPrefix(place, "/"), SHA256: r.Document.SHA256, Start: start, End: end, Surface: r.Document.Text[start:end]}
}

// TestAnySequence reads, corrects, forgets, judges and undoes at random: the case
// file is in the end what a fresh build from the final state is.
func TestAnySequence(t *testing.T) {
	n := 300
	if testing.Short() {
		n = 30
	}
	if s := os.Getenv("SEQUENCES"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	rs, rule := reports(t), rules(t)
	for seed := range n {
		sequence(t, uint64(seed), rs, rule)
		if t.Failed() {
			t.Fatalf("sequence %d", seed)
		}
	}
}

// TestAnySequenceInNarrowWindows does the same with windows so narrow, and chunks so
// small, that few of those that share a block are compared.
func TestAnySequenceInNarrowWindows(t *testing.T) {
	chunk, window, grades, near := casefile.Chunk(3), resolve.Window, graph.Window, graph.Near
	resolve.Window, graph.Window, graph.Near = 2, 2, 2
	defer func() {
		casefile.Chunk(chunk)
		resolve.Window, graph.Window, graph.Near = window, grades, near
	}()
	n := 100
	if testing.Short() {
		n = 10
	}
	rs, rule := reports(t), rules(t)
	for seed := range n {
		sequence(t, uint64(seed), rs, rule)
		if t.Failed() {
			t.Fatalf("sequence %d", seed)
		}
	}
}

func written(t testing.TB, src *graph.Source) string {
	t.Helper()
	var b strings.Builder
	if err := jsonl.WriteAll(&b, src); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func sequence(t *testing.T, seed uint64, rs []*reading.Reading, rule casefile.Rules) {
	t.Helper()
	ctx := t.Context()
	rng := rand.New(rand.NewPCG(seed, 1))
	dir, err := os.MkdirTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	open := func(name string) *casefile.Case {
		c, err := casefile.Open(ctx, filepath.Join(dir, name), true)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	c := open("c.db")
	defer func() { c.Close() }()
	s := state{map[string]int{}, map[int]judge.Judgement{}}
	log := ""
	earlier := map[int]string{} // generation → export
	defer func() {
		if t.Failed() {
			t.Logf("sequence %d:\n%s", seed, log)
		}
	}()
	held := func() (place string, r *reading.Reading, ok bool) {
		if len(s.held) == 0 {
			return "", nil, false
		}
		places := slices.Sorted(maps.Keys(s.held))
		place = places[rng.IntN(len(places))]
		return place, rs[s.held[place]], true
	}
	mention := func() (judge.Anchor, bool) {
		place, r, ok := held()
		if !ok {
			return judge.Anchor{}, false
		}
		var names []int
		for i := range r.Mentions {
			if r.Mentions[i].Form == ner.Name {
				names = append(names, i)
			}
		}
		if len(names) == 0 {
			return judge.Anchor{}, false
		}
		m := &r.Mentions[names[rng.IntN(len(names))]]
		return anchorOf(r, place, m.Start, m.End), true
	}
	enter := func(j judge.Judgement) {
		j.Identify()
		ns, err := c.Judge(ctx, j)
		if err != nil {
			t.Fatal(err)
		}
		s.judgements[ns[0]] = j
		log += fmt.Sprintf("judge %s %v %v %s\n", j.Kind, j.Left, j.Right, j.Claim)
	}
	for range 4 + rng.IntN(14) {
		switch op := rng.IntN(12); {
		case op < 5:
			var as []casefile.Arrival
			for range 1 + rng.IntN(4) {
				place, i := fmt.Sprintf("/%d.txt", rng.IntN(14)), rng.IntN(len(rs))
				as = append(as, arrival(place, rs[i]))
				s.held[place] = i
				log += fmt.Sprintf("put %s %d\n", place, i)
			}
			if _, err := c.Put(ctx, "reader", as); err != nil {
				t.Fatal(err)
			}
		case op == 5:
			if place, _, ok := held(); ok {
				if _, err := c.Forget(ctx, place); err != nil {
					t.Fatal(err)
				}
				delete(s.held, place)
				log += "forget " + place + "\n"
			}
		case op < 9:
			left, ok1 := mention()
			right, ok2 := mention()
			if !ok1 || !ok2 || left == right {
				continue
			}
			kind := judge.Same
			if rng.IntN(2) == 0 {
				kind = judge.Different
			}
			enter(judge.Judgement{Kind: kind, Left: left, Right: &right, Reason: "at random", By: "test"})
		case op == 9:
			if place, r, ok := held(); ok && len(r.Claims) > 0 {
				i := rng.IntN(len(r.Claims))
				tr := r.Claims[i].Trigger
				enter(judge.Judgement{Kind: []judge.Kind{judge.Reject, judge.Confirm, judge.Note}[rng.IntN(3)], Left: anchorOf(r, place, tr.Start, tr.End), Claim: judge.Describe(r, i), Reason: "at random", By: "test"})
			}
		case op == 10:
			if len(s.judgements) > 0 {
				ns := slices.Sorted(maps.Keys(s.judgements))
				n := ns[rng.IntN(len(ns))]
				if _, err := c.Undo(ctx, n); err != nil {
					t.Fatal(err)
				}
				delete(s.judgements, n)
				log += fmt.Sprintf("undo %d\n", n)
			}
		default:
			if err := c.Assemble(ctx, rule); err != nil {
				t.Fatal(err)
			}
			log += "assemble\n"
			generation, _, err := c.Reader(ctx)
			if err != nil {
				t.Fatal(err)
			}
			// What a new Case does next is a generation of its own.
			c.Close()
			c = open("c.db")
			src, err := c.Source(ctx, rule)
			if err != nil {
				t.Fatal(err)
			}
			earlier[generation] = written(t, src)
		}
	}
	agree(t, c, rule)
	fresh := open("fresh.db")
	defer fresh.Close()
	var as []casefile.Arrival
	for _, place := range slices.Sorted(maps.Keys(s.held)) {
		as = append(as, arrival(place, rs[s.held[place]]))
	}
	if _, err := fresh.Put(ctx, "reader", as); err != nil {
		t.Fatal(err)
	}
	for _, n := range slices.Backward(slices.Sorted(maps.Keys(s.judgements))) {
		if _, err := fresh.Judge(ctx, s.judgements[n]); err != nil {
			t.Fatal(err)
		}
	}
	if err := fresh.Assemble(ctx, rule); err != nil {
		t.Fatal(err)
	}
	var texts [2]string
	for i, x := range []*casefile.Case{c, fresh} {
		src, err := x.Source(ctx, rule)
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = written(t, src)
	}
	if texts[0] != texts[1] {
		t.Fatalf("sequence %d: another export than a fresh build's", seed)
	}
	for generation, want := range earlier {
		src, err := c.SourceAt(ctx, rule, generation)
		if err != nil {
			t.Fatal(err)
		}
		if written(t, src) != want {
			t.Fatalf("sequence %d: generation %d is not what it was", seed, generation)
		}
	}
	for _, words := range []string{"Hassan", `"Border Guard"`, "soldiers -Tamale", "Gr* OR Hr*", "Garcia"} {
		q, err := casefile.ParseSearch(words)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range []casefile.Seek{{Limit: 1000}, {Limit: 3}, {Type: ner.Person, From: "2025-03-05", To: "2025-03-12", Limit: 1000}} {
			var found [2]*casefile.Hits
			for i, x := range []*casefile.Case{c, fresh} {
				if found[i], err = x.Search(ctx, q, f); err != nil {
					t.Fatal(err)
				}
			}
			if d := gocmp.Diff(found[1], found[0]); d != "" {
				t.Fatalf("sequence %d: search %s %v: (-a fresh build, +the case) %s", seed, words, f, d)
			}
		}
	}
	for _, f := range casefile.Differ(ctx, t, c, fresh) {
		t.Errorf("sequence %d: %s", seed, f)
	}
}
