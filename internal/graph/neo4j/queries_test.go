package neo4j

import (
	"strings"
	"testing"

	"casegraph/internal/graph"
	"casegraph/internal/graph/graphtest"
	"casegraph/queries"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"
)

// unknown gives the server's warnings about names that it does not know.
func unknown(t *testing.T, s *Store, cypher string, params map[string]any) []string {
	t.Helper()
	session := s.driver.NewSession(t.Context(), neo4j.SessionConfig{DatabaseName: s.database, NotificationsMinSeverity: notifications.WarningLevel})
	defer session.Close(t.Context())
	r, err := session.Run(t.Context(), "EXPLAIN "+cypher, params)
	if err != nil {
		t.Fatal(err)
	}
	sum, err := r.Consume(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, n := range sum.Notifications() {
		if strings.Contains(n.Code(), "Unknown") || strings.Contains(n.Code(), "Deprecated") {
			out = append(out, n.Code()+": "+n.Description())
		}
	}
	return out
}

func TestQueriesKnowTheSchema(t *testing.T) {
	s := server(t)
	p := graphtest.Projection(t, 1, 3)
	p.Detail = graph.Full
	if err := s.Apply(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	// What the schema has but the small graph does not.
	for _, l := range s.labels {
		run(t, s, "CALL db.createLabel('"+l+"')")
	}
	for _, typ := range s.types {
		run(t, s, "CALL db.createRelationshipType('"+typ+"')")
	}
	for _, bad := range []string{"MATCH (n:Persn) RETURN n.id", "MATCH (:Claim)-[:ARGUMNT]->() RETURN 1", "MATCH (n:Claim) RETURN n.stanse"} {
		if len(unknown(t, s, bad, nil)) == 0 {
			t.Errorf("the server knows all names of %s", bad)
		}
	}
	qs, err := queries.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range qs {
		values, err := q.Values(nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range unknown(t, s, q.Cypher, values) {
			t.Errorf("%s: %s", q.Name, w)
		}
	}
	// Cypher alone: what the fixture must give.
	for _, tt := range []struct {
		name string
		args []string
		rows int
	}{
		{"connections", []string{"a=Border Guard", "b=Northern Command"}, 2},
		{"timeline", []string{"entity=Northern Command"}, 2},
		{"why-edge", []string{"id=edge/DEPLOYED_TO unit/nile-brigade place/kassala"}, 2},
		{"why-one-entity", []string{"entity=Nile Brigade"}, 2},
		{"many-articles-one-origin", []string{"documents=1"}, 4},
	} {
		for _, q := range qs {
			if q.Name != tt.name {
				continue
			}
			values, err := q.Values(tt.args)
			if err != nil {
				t.Fatal(err)
			}
			_, rows, err := s.Query(t.Context(), q.Cypher, values)
			if err != nil {
				t.Errorf("%s: %v", q.Name, err)
			} else if len(rows) != tt.rows {
				t.Errorf("%s: %d rows, want %d: %v", q.Name, len(rows), tt.rows, rows)
			}
		}
	}
}
