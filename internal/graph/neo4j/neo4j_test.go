package neo4j

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"casegraph/internal/graph"
	"casegraph/internal/graph/graphtest"
	"casegraph/internal/schema"
	"casegraph/knowledge"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// server opens the real server that NEO4J_URI names, and empties its database
// of what these tests write: only with NEO4J_TEST_WIPE=1, which scripts/test
// sets for the server that it starts itself.
func server(t testing.TB) *Store {
	t.Helper()
	c := Config{URI: os.Getenv("NEO4J_URI"), Username: os.Getenv("NEO4J_USERNAME"), Password: os.Getenv("NEO4J_PASSWORD"), Database: os.Getenv("NEO4J_DATABASE")}
	if c.URI == "" || os.Getenv("NEO4J_TEST_WIPE") != "1" {
		t.Skip("NOT RUN: needs a Neo4j that may be emptied: NEO4J_URI and NEO4J_TEST_WIPE=1 (scripts/test starts one)")
	}
	s, err := schema.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	st, err := Open(t.Context(), c, s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close(context.Background()) })
	wipe(t, st)
	return st
}

// wipe works in small transactions: a server's memory bounds a large one.
func wipe(t testing.TB, s *Store) {
	t.Helper()
	session := s.driver.NewSession(t.Context(), neo4j.SessionConfig{DatabaseName: s.database})
	r, err := session.Run(t.Context(), "MATCH (n) CALL (n) {DETACH DELETE n} IN TRANSACTIONS OF 5000 ROWS", nil)
	if err == nil {
		_, err = r.Consume(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	_ = session.Close(t.Context())
}

func run(t testing.TB, s *Store, cypher string) {
	t.Helper()
	if _, err := s.query(t.Context(), cypher, nil); err != nil {
		t.Fatal(err)
	}
}

func TestStore(t *testing.T) {
	graphtest.Run(t, func(t *testing.T) graphtest.Store { return server(t) })
}

func TestDamage(t *testing.T) {
	tests := []struct{ name, cypher, want string }{
		{"relationship gone", "MATCH (:Claim)-[r:ARGUMENT {role: 'force'}]->() WITH r LIMIT 1 DELETE r", "missing: ("},
		{"edge gone", "MATCH ()-[r:LEADS]->() DELETE r", "-[LEADS]->"},
		{"node gone", "MATCH (n:Join) DETACH DELETE n", "missing: Join join/a b"},
		{"stray node", "CREATE (:Entity:Person {id: 'person/nobody'})", "stray: Entity person/nobody"},
		{"stray label without a key", "CREATE (:Person {id: 'person/nobody'})", "stray:"},
		{"stray relationship", "MATCH (a:Entity {id: 'unit/nile-brigade'}), (b:Entity {id: 'place/gedaref'}) CREATE (a)-[:CAPTURED]->(b)", "stray: (unit/nile-brigade)-[CAPTURED]->(place/gedaref)"},
		{"relationship twice", "MATCH (a)-[:IN_TOPIC]->(b) WITH a, b LIMIT 1 CREATE (a)-[:IN_TOPIC]->(b)", "stray:"},
		{"property changed", "MATCH (c:Claim) WITH c LIMIT 1 SET c.stance = 'sure'", `stance is "sure", not`},
		{"counter changed", "MATCH ()-[r:PART_OF]->() SET r.claims = r.claims + 1", "claims is 2, not 1"},
		{"label gone", "MATCH (e:Entity {id: 'place/kassala'}) REMOVE e:Place", "changed: Entity place/kassala: its labels"},
		{"label added", "MATCH (e:Entity {id: 'place/kassala'}) SET e:Person", "changed: Entity place/kassala: its labels"},
		{"wrong digest", "MATCH (b:Build) SET b.digest = 'x'", `digest: Build: "x", not`},
		{"cut off", "MATCH (b:Build) SET b.applying = 'x'", "digest: Build: a publication was cut off"},
	}
	s := server(t)
	p := graphtest.Projection(t, 1, 3)
	p.Detail = graph.Full
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := s.Apply(t.Context(), p); err != nil {
				t.Fatal(err)
			}
			if ds, err := s.Verify(t.Context(), p); err != nil || len(ds) > 0 {
				t.Fatalf("before: %v %v", ds, err)
			}
			run(t, s, tt.cypher)
			ds, err := s.Verify(t.Context(), p)
			if err != nil {
				t.Fatal(err)
			}
			all := ""
			for _, d := range ds {
				all += d.String() + "\n"
			}
			if !strings.Contains(all, tt.want) {
				t.Errorf("want %q:\n%s", tt.want, all)
			}
		})
	}
	if err := s.Apply(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if ds, err := s.Verify(t.Context(), p); err != nil || len(ds) > 0 {
		t.Errorf("not mended: %v %v", ds, err)
	}
}

func TestForeign(t *testing.T) {
	s := server(t)
	run(t, s, "CREATE (:Document {id: 'theirs'})")
	p := graphtest.Projection(t, 1, 1)
	if err := s.Apply(t.Context(), p); !errors.Is(err, ErrForeign) {
		t.Errorf("%v, want %v", err, ErrForeign)
	}
	run(t, s, "MATCH (n:Document {id: 'theirs'}) REMOVE n:Document SET n:Invoice")
	if err := s.Apply(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if _, rows, err := s.Query(t.Context(), "MATCH (n:Invoice) RETURN n.id", nil); err != nil || len(rows) != 1 {
		t.Errorf("theirs: %v %v", rows, err)
	}
	if ds, err := s.Verify(t.Context(), p); err != nil || len(ds) > 0 {
		t.Errorf("theirs is a difference: %v %v", ds, err)
	}
}

func TestOpenErrors(t *testing.T) {
	s, err := schema.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), Config{URI: "bolt://127.0.0.1:1"}, s); !errors.Is(err, ErrUnreachable) {
		t.Errorf("nobody listens: %v", err)
	}
	if _, err := Open(t.Context(), Config{URI: "http://127.0.0.1:1"}, s); err == nil {
		t.Error("http: no error")
	}
	server(t)
	if _, err := Open(t.Context(), Config{URI: os.Getenv("NEO4J_URI"), Username: os.Getenv("NEO4J_USERNAME"), Password: os.Getenv("NEO4J_PASSWORD"), Database: "nope"}, s); !errors.Is(err, ErrDatabase) {
		t.Errorf("wrong database: %v", err)
	}
	if os.Getenv("NEO4J_PASSWORD") != "" {
		if _, err := Open(t.Context(), Config{URI: os.Getenv("NEO4J_URI"), Username: "neo4j", Password: "wrong password"}, s); !errors.Is(err, ErrPassword) {
			t.Errorf("wrong password: %v", err)
		}
	}
}

// BenchmarkPublish measures Apply into an empty database and the raw rate of
// UNWIND, MERGE of the same rows, in one run.
func BenchmarkPublish(b *testing.B) {
	s := server(b)
	one := graphtest.Projection(b, 1, 3)
	p := *one
	p.Source = enlarge(one.Source, 400)
	rows := 0
	for range p.Nodes() {
		rows++
	}
	for range p.Relationships() {
		rows++
	}
	if err := s.Apply(b.Context(), &p); err != nil { // warms the server
		b.Fatal(err)
	}
	type statement struct {
		cypher string
		rows   []map[string]any
	}
	var statements []statement
	at := map[string]int{}
	put := func(cypher string, row map[string]any) {
		i, ok := at[cypher]
		if !ok {
			i = len(statements)
			at[cypher] = i
			statements = append(statements, statement{cypher: cypher})
		}
		statements[i].rows = append(statements[i].rows, row)
	}
	for n := range p.Nodes() {
		n.Props["id"] = n.ID
		put("UNWIND $rows AS row MERGE (n:"+n.Key+" {id: row.id}) SET n = row.props", map[string]any{"id": n.ID, "props": n.Props})
	}
	for r := range p.Relationships() {
		put("UNWIND $rows AS row MATCH (a:"+r.FromKey+" {id: row.from}) MATCH (b:"+r.ToKey+" {id: row.to}) MERGE (a)-[r:"+r.Type+"]->(b) SET r = row.props", map[string]any{"from": r.FromID, "to": r.ToID, "props": r.Props})
	}
	var ours, raw time.Duration
	for b.Loop() {
		wipe(b, s)
		// The same rows, ready made, to the bare statements.
		start := time.Now()
		session := s.driver.NewSession(b.Context(), neo4j.SessionConfig{DatabaseName: s.database})
		for _, st := range statements {
			for chunk := range slices.Chunk(st.rows, batch) {
				r, err := session.Run(b.Context(), st.cypher, map[string]any{"rows": chunk})
				if err == nil {
					_, err = r.Consume(b.Context())
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		}
		_ = session.Close(b.Context())
		raw += time.Since(start)
		wipe(b, s)
		start = time.Now()
		if err := s.Apply(b.Context(), &p); err != nil {
			b.Fatal(err)
		}
		ours += time.Since(start)
	}
	b.ReportMetric(float64(rows*b.N)/ours.Seconds(), "rows/s")
	b.ReportMetric(100*float64(raw)/float64(ours), "%raw")
}

// enlarge gives n copies of the source's reports under other ids.
func enlarge(src graph.Source, n int) graph.Source {
	parts := src.Parts
	src.Parts = func(yield func(*graph.Part) error) error {
		return parts(func(p *graph.Part) error {
			for i := range n {
				q := *p
				old, id := p.Document.ID, p.Document.ID+"-"+string(rune('a'+i/676%26))+string(rune('a'+i/26%26))+string(rune('a'+i%26))
				q.Document.ID = id
				q.Sentences = append([]graph.Sentence{}, p.Sentences...)
				for k := range q.Sentences {
					q.Sentences[k].ID = id + strings.TrimPrefix(q.Sentences[k].ID, old)
				}
				q.Claims = append([]graph.Claim{}, p.Claims...)
				for k := range q.Claims {
					q.Claims[k].ID, q.Claims[k].Document = id+strings.TrimPrefix(q.Claims[k].ID, old), id
				}
				if err := yield(&q); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return src
}
