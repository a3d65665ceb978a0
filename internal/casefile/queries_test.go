package casefile_test

import (
	"cmp"
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"casegraph/internal/graph"
	"casegraph/internal/graph/graphtest"
	"casegraph/internal/graph/neo4j"
	"casegraph/queries"

	gocmp "github.com/google/go-cmp/cmp"
	_ "modernc.org/sqlite"
)

//go:embed schema.sql
var tables string

// fill writes a graph into the derived tables.
func fill(t *testing.T, db *sql.DB, src graph.Source) {
	t.Helper()
	put := func(table string, values ...any) {
		t.Helper()
		for i, v := range values {
			switch x := v.(type) {
			case *int64:
				if values[i] = nil; x != nil {
					values[i] = *x
				}
			case []string:
				b, err := json.Marshal(x)
				if err != nil {
					t.Fatal(err)
				}
				values[i] = string(b)
			}
		}
		if _, err := db.Exec("INSERT INTO "+table+" VALUES (?"+strings.Repeat(", ?", len(values)-1)+")", values...); err != nil {
			t.Fatalf("%s: %v", table, err)
		}
	}
	w := src.Whole
	for _, e := range w.Entities {
		put("entity", e.ID, e.Type, e.Labels, e.Name, e.Country, e.Described, e.Mentions, e.Documents)
	}
	for _, e := range w.Edges {
		put("edge", e.ID, e.Type, e.From, e.To, e.Claims, e.Documents, e.Origins, e.Unsourced, e.Denied, e.Planned, e.First, e.Last, e.Quote)
	}
	for _, topic := range w.Topics {
		put("topic", topic.ID, topic.Measure, topic.Subject)
		for i, f := range topic.Figures {
			put("figure", f.ID, topic.ID, i, f.Min, f.Max, f.About, f.Exclusive, f.Stance, f.Origin, f.AsOf, f.Place)
			for k, c := range f.Claims {
				put("figure_claim", f.ID, k, c)
			}
		}
		for i, g := range topic.Grades {
			put("grade", topic.ID, i, g.Left, g.Right, g.Grade, g.Reason)
		}
	}
	err := src.Parts(func(p *graph.Part) error {
		d := p.Document
		put("document", d.ID, d.URI, d.URIs, d.Title, d.Publisher, d.Published.Date, d.Published.Precision, d.Published.Basis, d.SHA256, d.Language, d.Length, d.CopyOf, "[]")
		for _, c := range p.Claims {
			date := cmp.Or(c.Date, &graph.Date{})
			put("claim", c.ID, c.Document, c.Type, c.Sentence.Start, c.Sentence.End, c.Trigger.Start, c.Trigger.End, c.Trigger.Text, c.Quote, c.Stance, c.Negated, c.Ended,
				c.Date != nil, date.Text, date.Start, date.End, date.From, date.To, date.Precision, c.Rule)
			for i, a := range c.Args {
				q := cmp.Or(a.Quantity, &graph.Quantity{})
				put("argument", c.ID, i, a.Role, a.Mention, a.Entity, a.Text, a.Start, a.End, a.Quantity != nil, q.Text, q.Start, q.End, q.Min, q.Max, q.About, q.Exclusive, q.Unit)
			}
			for hop, speakers := range c.Sources {
				for i, s := range speakers {
					put("speaker", c.ID, hop, i, s.Mention, s.Entity, s.Text, s.Start, s.End, s.Cue.Start, s.Cue.End)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestQueriesGiveTheSameRows(t *testing.T) {
	p := graphtest.Projection(t, 1, 3)
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(tables); err != nil {
		t.Fatal(err)
	}
	fill(t, db, p.Source)

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
