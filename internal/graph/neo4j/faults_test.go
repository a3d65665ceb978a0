package neo4j

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"casegraph/internal/graph"
	"casegraph/internal/graph/graphtest"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// A picture is a graph and what a database is that holds exactly it.
type picture struct {
	p     *graph.Projection
	state graph.State
	lines []string
}

func take(t *testing.T, s *Store, p *graph.Projection) *picture {
	t.Helper()
	wipe(t, s)
	if err := s.Apply(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	st, err := s.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return &picture{p, st, graphtest.Lines(t, p)}
}

// exactly fails where the database is not the picture.
func (w *picture) exactly(t *testing.T, s *Store, when string) {
	t.Helper()
	st, err := s.State(t.Context())
	if err != nil {
		t.Fatalf("%s: %v", when, err)
	}
	if st != w.state {
		t.Fatalf("%s: state %+v, want %+v", when, st, w.state)
	}
	got, err := s.Read(t.Context())
	if err != nil {
		t.Fatalf("%s: %v", when, err)
	}
	if !slices.Equal(got, w.lines) {
		t.Fatalf("%s: %d lines, want %d, or others", when, len(got), len(w.lines))
	}
}

// changes names every unit of two graphs as touched; the records are those of the second.
func changes(t *testing.T, from, to *graph.Projection) *graph.Changes {
	t.Helper()
	c := &graph.Changes{Source: to.Source}
	for _, p := range []*graph.Projection{from, to} {
		s := &p.Source
		for _, err := range []error{
			s.Parts(func(x *graph.Part) error { c.Documents = append(c.Documents, x.Document.ID); return nil }),
			s.Entities(func(x *graph.Entity) error { c.Entities = append(c.Entities, x.ID); return nil }),
			s.Edges(func(x *graph.Edge) error { c.Edges = append(c.Edges, x.ID); return nil }),
			s.Topics(func(x *graph.Topic) error { c.Topics = append(c.Topics, x.ID); return nil }),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, ids := range []*[]string{&c.Documents, &c.Entities, &c.Edges, &c.Topics} {
		slices.Sort(*ids)
		*ids = slices.Compact(*ids)
	}
	return c
}

// A move brings a database from one picture to another.
type move struct {
	name     string
	from, to *picture
	change   *graph.Projection // nil: whole
}

// publish does as a case does: where the database holds the state that the changes go
// on from they are sent, else the whole.
func (m *move) publish(ctx context.Context, s *Store) error {
	held, err := s.State(ctx)
	if err != nil {
		return err
	}
	if m.change != nil && held == m.from.state {
		if err := s.Update(ctx, m.change, held); !errors.Is(err, graph.ErrMoved) {
			return err
		}
	}
	return s.Apply(ctx, m.to.p)
}

// clear fails where an error does not say in our words or the server's what has happened.
func clear(t *testing.T, err error) {
	t.Helper()
	known := []error{ErrUnreachable, ErrPassword, ErrLost, ErrSlow, ErrAnswer, graph.ErrMoved, ErrForeign, ErrOvertaken, ErrChanged}
	var server *neo4j.Neo4jError
	if !slices.ContainsFunc(known, func(e error) bool { return errors.Is(err, e) }) && !errors.As(err, &server) {
		t.Fatalf("not clear: %v", err)
	}
	if strings.Contains(err.Error(), "\n") {
		t.Fatalf("more than a line: %q", err)
	}
}

// TestFaults lets a small publication, whole or by changes, to and fro, meet every fault
// at every message between the driver and a real server. It ends soon, with a clear
// error if it fails, and what it says is done is done; published again, the database
// holds exactly the graph, also when what was under way on the lost connection comes
// late. With FAULTS=all, as scripts/nightly/faults sets it, every message meets every
// fault, with FAULTS=N only N of
// these are tried, evenly spread; sixty by default, thirty with -short.
func TestFaults(t *testing.T) {
	direct := server(t)
	uri, err := url.Parse(os.Getenv("NEO4J_URI"))
	if err != nil {
		t.Fatal(err)
	}
	p := newProxy(t, net.JoinHostPort(uri.Hostname(), cmp.Or(uri.Port(), "7687")))
	// What is published through the proxy knows of one address alone, the proxy's.
	config := Config{URI: "bolt://" + p.listener.Addr().String(), Username: os.Getenv("NEO4J_USERNAME"), Password: os.Getenv("NEO4J_PASSWORD"), Database: os.Getenv("NEO4J_DATABASE")}

	small, large := graphtest.Projection(t, 1, 1), graphtest.Projection(t, 2, 3)
	small.Detail, large.Detail = graph.Full, graph.Full
	one, two := take(t, direct, small), take(t, direct, large)
	there, back := *large, *small
	there.Changes, back.Changes = changes(t, small, large), changes(t, large, small)
	moves := []*move{{"whole", one, two, nil}, {"whole, back", two, one, nil}, {"changes", one, two, &there}, {"changes, back", two, one, &back}}

	// publish through the proxy.
	through := func(m *move, limit time.Duration) error {
		config := config
		config.Timeout = limit
		s, err := Open(t.Context(), config, direct.schema)
		if err != nil {
			return err
		}
		defer s.Close(context.Background())
		return m.publish(t.Context(), s)
	}

	type trial struct {
		move  *move
		fault fault
		at    int
	}
	var trials []trial
	if err := direct.Apply(t.Context(), small); err != nil {
		t.Fatal(err)
	}
	passed := map[*move][2][]message{}
	messages := 0
	for _, m := range moves {
		p.reset(fault{}, 0)
		if err := through(m, time.Minute); err != nil {
			t.Fatal(err)
		}
		m.to.exactly(t, direct, m.name+", without a fault")
		_, passed[m] = p.met()
		messages += len(passed[m][request]) + len(passed[m][answer])
	}
	for _, f := range faults() {
		for _, m := range moves {
			for at := range f.among(passed[m]) {
				trials = append(trials, trial{m, f, at + 1})
			}
		}
	}
	all, tries := len(trials), 60
	switch n, err := strconv.Atoi(os.Getenv("FAULTS")); {
	case os.Getenv("FAULTS") == "all":
		tries = all
	case err == nil:
		tries = n
	case testing.Short():
		tries = 30
	}

	// Those that go on from one picture and from the other in turn: each leaves what the
	// next begins with.
	var turns [2][]trial
	for i := range tries {
		x := trials[i*all/tries]
		turn := 0
		if x.move.from == two {
			turn = 1
		}
		turns[turn] = append(turns[turn], x)
	}
	trials = nil
	for i := range max(len(turns[0]), len(turns[1])) {
		for _, turn := range turns {
			if i < len(turn) {
				trials = append(trials, turn[i])
			}
		}
	}

	met, failed, comeLate := 0, 0, 0
	said := map[string]int{}
	for _, x := range trials {
		when := fmt.Sprintf("%s: %s: message %d", x.move.name, x.fault.name, x.at)
		held, err := direct.State(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if held != x.move.from.state {
			if err := direct.Apply(t.Context(), x.move.from.p); err != nil {
				t.Fatalf("before %s: %v", when, err)
			}
		}
		p.reset(x.fault, x.at)
		start := time.Now()
		limit := time.Second / 2
		if x.fault.again {
			limit = 10 * time.Second // the driver waits a second before it tries again
		}
		err = through(x.move, limit)
		if took := time.Since(start); took > 20*time.Second {
			t.Fatalf("%s: ended after %s", when, took)
		}
		struck, _ := p.met()
		if struck {
			met++
		}
		if err != nil {
			failed++
			clear(t, err)
			said[strings.ReplaceAll(err.Error(), p.listener.Addr().String(), "SERVER")]++
		} else {
			x.move.to.exactly(t, direct, when+": it said that it was done")
		}
		if err := x.move.publish(t.Context(), direct); err != nil {
			t.Fatalf("%s, published again: %v", when, err)
		}
		x.move.to.exactly(t, direct, when+", published again")
		if p.late() > 0 {
			comeLate++
			x.move.to.exactly(t, direct, when+", after the rest has come late")
		}
	}
	if met < tries*9/10 || failed < tries*2/3 {
		t.Errorf("%d of %d faults were met, %d publications failed: too few to prove anything", met, tries, failed)
	}
	t.Logf("%d of %d faults at %d messages: %d were met, %d publications failed, after %d the rest came late", tries, all, messages, met, failed, comeLate)
	for _, e := range slices.Sorted(maps.Keys(said)) {
		t.Logf("%d × %s", said[e], e)
	}
}

// TestOvertaken: of two publications at once the one that began first stops.
func TestOvertaken(t *testing.T) {
	s := server(t)
	want := take(t, s, graphtest.Projection(t, 2, 3))
	first := graphtest.Projection(t, 1, 1)
	note, err := s.begin(t.Context(), first, nil)
	if err != nil {
		t.Fatal(err)
	}
	todo, err := s.compare(t.Context(), first, s.each)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Apply(t.Context(), want.p); err != nil {
		t.Fatal(err)
	}
	if err := s.carryOut(t.Context(), first, todo, note, todo.come); !errors.Is(err, ErrOvertaken) {
		t.Errorf("%v, want %v", err, ErrOvertaken)
	}
	want.exactly(t, s, "after the first")
}

// TestLeftBehind: a transaction of a publication whose end was lost on the way to the
// server is done with before the next publication reads anything, whether its end still
// comes or the server ends it.
func TestLeftBehind(t *testing.T) {
	s := server(t)
	want := take(t, s, graphtest.Projection(t, 2, 3))
	for _, comes := range []bool{true, false} {
		note, err := s.begin(t.Context(), want.p, nil)
		if err != nil {
			t.Fatal(err)
		}
		session := s.driver.NewSession(t.Context(), neo4j.SessionConfig{DatabaseName: s.database})
		tx, err := session.BeginTransaction(t.Context(), neo4j.WithTxTimeout(2*time.Second))
		if err != nil {
			t.Fatal(err)
		}
		if n, _, err := ask(t.Context(), tx, hold, map[string]any{"note": note}); err != nil || n != 1 {
			t.Fatal(n, err)
		}
		if n, _, err := ask(t.Context(), tx, "CREATE (n:Entity:Person {id: 'person/late'}) RETURN count(n)", nil); err != nil || n != 1 {
			t.Fatal(n, err)
		}
		done := make(chan error)
		go func() { done <- s.Apply(t.Context(), want.p) }()
		if comes {
			select {
			case err := <-done:
				t.Fatalf("it did not wait: %v", err)
			case <-time.After(500 * time.Millisecond):
			}
			if err := tx.Commit(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		want.exactly(t, s, "published again")
		if err := tx.Close(t.Context()); err != nil {
			t.Log(err) // the server has ended it
		}
		_ = session.Close(t.Context())
		want.exactly(t, s, "after the end of what was left behind")
	}
}
