package casefile_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"testing"

	"casegraph/internal/graph"
	"casegraph/internal/graph/neo4j"
	"casegraph/queries"

	gocmp "github.com/google/go-cmp/cmp"
)

func TestQueriesGiveTheSameRows(t *testing.T) {
	c, r := fixture(t), rules(t)
	src, err := c.Source(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	p := &graph.Projection{Source: *src, Schema: r.Schema, Detail: graph.Claims, Generation: 1, Reader: "fixture"}
	db := c.DB()

	var server *neo4j.Store
	if uri := os.Getenv("NEO4J_URI"); uri != "" && os.Getenv("NEO4J_TEST_WIPE") == "1" {
		server, err = neo4j.Open(t.Context(), neo4j.Config{URI: uri, Username: os.Getenv("NEO4J_USERNAME"), Password: os.Getenv("NEO4J_PASSWORD"), Database: os.Getenv("NEO4J_DATABASE")}, p.Schema)
		if err != nil {
			t.Fatal(err)
		}
		defer server.Close(context.Background())
		if err := server.Apply(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	qs, err := queries.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range qs {
		if q.SQL == "" {
			continue
		}
		t.Run(q.Name, func(t *testing.T) {
			values, err := q.Values(nil)
			if err != nil {
				t.Fatal(err)
			}
			var args []any
			for name, v := range values {
				args = append(args, sql.Named(name, v))
			}
			got := ask(t, db, q.SQL, args)
			if len(got) < 2 {
				t.Error("the fixture gives no row")
			}
			if server == nil {
				t.Skip("NOT RUN against Neo4j: needs NEO4J_URI and NEO4J_TEST_WIPE=1 (scripts/test starts one)")
			}
			columns, rows, err := server.Query(t.Context(), q.Cypher, values)
			if err != nil {
				t.Fatal(err)
			}
			want := []string{fmt.Sprintf("%q", columns)}
			for _, r := range rows {
				want = append(want, fmt.Sprintf("%#v", r))
			}
			if d := gocmp.Diff(want, got); d != "" {
				t.Errorf("Neo4j (-), case file (+): %s", d)
			}
		})
	}
}

func ask(t *testing.T, db *sql.DB, query string, args []any) []string {
	t.Helper()
	rows, err := db.Query(query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	out := []string{fmt.Sprintf("%q", columns)}
	for rows.Next() {
		row, to := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			to[i] = &row[i]
		}
		if err := rows.Scan(to...); err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprintf("%#v", row))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
