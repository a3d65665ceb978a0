package casefile_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"casegraph/internal/casefile"
	"casegraph/internal/graph"
	"casegraph/internal/graph/neo4j"
	"casegraph/internal/judge"
)

// server opens the real server that NEO4J_URI names, if it may be emptied.
func server(t *testing.T, r casefile.Rules) *neo4j.Store {
	t.Helper()
	uri := os.Getenv("NEO4J_URI")
	if uri == "" || os.Getenv("NEO4J_TEST_WIPE") != "1" {
		t.Skip("NOT RUN: needs a Neo4j that may be emptied: NEO4J_URI and NEO4J_TEST_WIPE=1 (scripts/test starts one)")
	}
	st, err := neo4j.Open(t.Context(), neo4j.Config{URI: uri, Username: os.Getenv("NEO4J_USERNAME"), Password: os.Getenv("NEO4J_PASSWORD"), Database: os.Getenv("NEO4J_DATABASE")}, r.Schema)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close(context.Background()) })
	return st
}

// TestPublishChanges reads, corrects, forgets, judges and undoes at random, and sends
// after each what has changed, now and then cut off in the middle: the store holds in
// the end exactly the case, and its digest is that of the whole.
func TestPublishChanges(t *testing.T) {
	rs, rule := reports(t), rules(t)
	st := server(t, rule)
	ctx := t.Context()
	sent, cut := 0, 0
	for seed := range 6 {
		rng := rand.New(rand.NewPCG(uint64(seed), 5))
		detail := []graph.Detail{graph.Edges, graph.Claims, graph.Full}[seed%3]
		c, err := casefile.Open(ctx, filepath.Join(t.TempDir(), "c.db"), true)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		pub := casefile.Publication{Detail: detail, Replace: true}
		held := map[string]int{}
		var judged []int
		log := ""
		for range 9 {
			switch op := rng.IntN(8); {
			case op < 4 || len(held) < 3:
				var as []casefile.Arrival
				for range 1 + rng.IntN(6) {
					place, i := fmt.Sprintf("/%d.txt", rng.IntN(14)), rng.IntN(len(rs))
					as = append(as, arrival(place, rs[i]))
					held[place] = i
					log += fmt.Sprintf("put %s %d\n", place, i)
				}
				if _, err := c.Put(ctx, "reader", as); err != nil {
					t.Fatal(err)
				}
			case op == 4:
				for _, place := range slices.Sorted(maps.Keys(held)) {
					if _, err := c.Forget(ctx, place); err != nil {
						t.Fatal(err)
					}
					delete(held, place)
					log += "forget " + place + "\n"
					break
				}
			case op < 7:
				var anchors []judge.Anchor
				for _, place := range slices.Sorted(maps.Keys(held)) {
					r := rs[held[place]]
					m := &r.Mentions[rng.IntN(len(r.Mentions))]
					anchors = append(anchors, anchorOf(r, place, m.Start, m.End))
					if len(anchors) == 2 {
						break
					}
				}
				j := judge.Judgement{Kind: []judge.Kind{judge.Same, judge.Different}[rng.IntN(2)], Left: anchors[0], Right: &anchors[1], Reason: "at random", By: "test"}
				j.Identify()
				ns, err := c.Judge(ctx, j)
				if err != nil {
					t.Fatal(err)
				}
				judged = append(judged, ns...)
				log += fmt.Sprintf("judge %s %v %v\n", j.Kind, j.Left, j.Right)
			case len(judged) > 0:
				if _, err := c.Undo(ctx, judged[len(judged)-1]); err != nil {
					t.Fatal(err)
				}
				judged = judged[:len(judged)-1]
				log += "undo\n"
			}
			if err := c.Assemble(ctx, rule); err != nil {
				t.Fatal(err)
			}
			if rng.IntN(5) == 0 {
				short, cancel := context.WithTimeout(ctx, time.Duration(10+rng.IntN(120))*time.Millisecond)
				if _, _, err := c.Publish(short, rule.Schema, st, pub); err != nil {
					cut++
					log += "cut off\n"
				}
				cancel()
				continue
			}
			_, changes, err := c.Publish(ctx, rule.Schema, st, pub)
			if err != nil {
				t.Fatalf("sequence %d: %v\n%s", seed, err, log)
			}
			if changes != nil {
				sent++
			}
			log += fmt.Sprintf("published, changes alone: %t\n", changes != nil)
			err = c.Project(ctx, rule.Schema, detail, graph.State{}, func(whole *graph.Projection) error {
				ds, err := st.Verify(ctx, whole)
				for _, d := range ds {
					t.Errorf("sequence %d, %s: %s", seed, detail, d)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			if t.Failed() {
				t.Fatal(log)
			}
		}
	}
	if sent < 15 || cut < 3 {
		t.Errorf("changes alone were sent %d times, and %d were cut off: too few to prove anything", sent, cut)
	}
	t.Logf("changes alone were sent %d times, %d were cut off", sent, cut)
}
