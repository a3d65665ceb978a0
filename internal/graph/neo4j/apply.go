package neo4j

import (
	"context"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"

	"casegraph/internal/graph"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Apply makes the database hold exactly the projection. Only what differs is
// written; a publication that was cut off is completed by the next one.
func (s *Store) Apply(ctx context.Context, p *graph.Projection) error {
	digest, err := p.Digest()
	if err != nil {
		return err
	}
	if err := s.begin(ctx, p, nil); err != nil {
		return fmt.Errorf("publish: %w", explain(err, s.database))
	}
	if err := s.indexes(ctx); err != nil {
		return fmt.Errorf("publish: %w", explain(err, s.database))
	}
	t, err := s.compare(ctx, p, s.each)
	if err != nil {
		return fmt.Errorf("publish: %w", explain(err, s.database))
	}
	if err := s.carryOut(ctx, p, t, digest); err != nil {
		return fmt.Errorf("publish: %w", explain(err, s.database))
	}
	return nil
}

// carryOut removes and writes, and notes last what the database holds then.
func (s *Store) carryOut(ctx context.Context, p *graph.Projection, t *todo, digest string) error {
	if err := s.remove(ctx, t); err != nil {
		return err
	}
	if err := s.write(ctx, p, t); err != nil {
		return err
	}
	if err := s.nameless(ctx, t.names); err != nil {
		return err
	}
	_, err := s.query(ctx, "MATCH (b:Build {id: 'casegraph'}) SET b = $state", map[string]any{"state": p.Build(digest)})
	return err
}

// begin notes what is being applied. A database without our note must have no
// nodes with our labels: they would be somebody else's. Where changes go on from a
// state, the database must hold it.
func (s *Store) begin(ctx context.Context, p *graph.Projection, from *graph.State) error {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.database})
	defer session.Close(ctx)
	applying := fmt.Sprintf("%s %d %s", p.Case, p.Step, p.Detail)
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		if from != nil {
			r, err := tx.Run(ctx, "MATCH (b:Build {id: 'casegraph'}) WHERE b.case = $case AND b.step = $step AND b.detail = $detail AND b.digest = $digest AND b.applying = '' SET b.applying = $applying RETURN count(b)",
				map[string]any{"case": from.Case, "step": from.Step, "detail": string(from.Detail), "digest": from.Digest, "applying": applying})
			if err != nil {
				return nil, err
			}
			rec, err := r.Single(ctx)
			if err == nil && rec.Values[0] != int64(1) {
				err = ErrMoved
			}
			return nil, err
		}
		r, err := tx.Run(ctx, "OPTIONAL MATCH (b:Build {id: 'casegraph'}) WITH count(b) AS ours RETURN ours, EXISTS { MATCH (n) WHERE any(l IN labels(n) WHERE l IN $labels) } AS taken",
			map[string]any{"labels": append([]string{"Build"}, s.labels...)})
		if err != nil {
			return nil, err
		}
		rec, err := r.Single(ctx)
		if err != nil {
			return nil, err
		}
		if ours, _ := rec.Values[0].(int64); ours == 0 && rec.Values[1] == true {
			return nil, ErrForeign
		}
		_, err = tx.Run(ctx, "MERGE (b:Build {id: 'casegraph'}) SET b.generation = 0, b.digest = '', b.reader = '', b.case = $case, b.step = -1, b.detail = '', b.applying = $applying", map[string]any{"case": p.Case, "applying": applying})
		return nil, err
	})
	return err
}

// Indexes of the projection, beside the uniqueness of every key label's id.
var indexes = []string{
	"CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases]",
	"CREATE FULLTEXT INDEX sentence_text IF NOT EXISTS FOR (n:Sentence) ON EACH [n.text]",
	"CREATE INDEX claim_type IF NOT EXISTS FOR (n:Claim) ON (n.type)",
	"CREATE INDEX claim_from IF NOT EXISTS FOR (n:Claim) ON (n.from)",
	"CREATE INDEX document_published IF NOT EXISTS FOR (n:Document) ON (n.published)",
	"CREATE INDEX topic_measure IF NOT EXISTS FOR (n:Topic) ON (n.measure)",
}

func (s *Store) indexes(ctx context.Context) error {
	for _, l := range append([]string{"Build"}, graph.KeyLabels...) {
		name := strings.ToLower(l) + "_id"
		if _, err := s.query(ctx, "CREATE CONSTRAINT "+name+" IF NOT EXISTS FOR (n:"+l+") REQUIRE n.id IS UNIQUE", nil); err != nil {
			return err
		}
	}
	for _, q := range indexes {
		if _, err := s.query(ctx, q, nil); err != nil {
			return err
		}
	}
	_, err := s.query(ctx, "CALL db.awaitIndexes(120)", nil)
	return err
}

// todo is what the database lacks or has too much. Keys and lines are kept as
// hashes of 64 bits: eight bytes each, whatever the text.
type todo struct {
	want    map[uint64]uint64 // key → line; 0: the database has it
	changed map[uint64]string // key → line in the database
	strays  []string          // element ids of nodes
	straysR []string          // of relationships
	strayed []string          // names of both
	names   []string          // that an update leaves perhaps without an entity
	digest  graph.Sum         // of what comes, less that of what was there
}

func sum(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64() | 1 // 0 has a meaning
}

func nodeKey(n *graph.Node) uint64 { return sum("n\x00" + n.Key + "\x00" + n.ID) }

func relationshipKey(r *graph.Relationship) uint64 {
	return sum(strings.Join([]string{"r", r.Type, r.FromKey, r.FromID, r.ToKey, r.ToID, fmt.Sprint(r.N)}, "\x00"))
}

// rows calls node and relationship with what the database holds, and their element ids.
type rows func(ctx context.Context, node func(*graph.Node, string), relationship func(*graph.Relationship, string)) error

func (s *Store) compare(ctx context.Context, p *graph.Projection, old rows) (*todo, error) {
	t := &todo{want: map[uint64]uint64{}, changed: map[uint64]string{}}
	for n, err := range p.Nodes() {
		if err != nil {
			return nil, err
		}
		t.want[nodeKey(&n)] = sum(n.Line())
		t.digest.AddNode(&n)
	}
	for r, err := range p.Relationships() {
		if err != nil {
			return nil, err
		}
		t.want[relationshipKey(&r)] = sum(r.Line())
		t.digest.AddRelationship(&r)
	}
	seen := map[uint64]bool{}
	match := func(key uint64, line, name, element string, strays *[]string) {
		want, ok := t.want[key]
		switch {
		case !ok || seen[key]:
			*strays = append(*strays, element)
			t.strayed = append(t.strayed, name)
			return
		case want == sum(line):
			t.want[key] = 0
		default:
			t.changed[key] = line
		}
		seen[key] = true
	}
	err := old(ctx,
		func(n *graph.Node, element string) {
			if p.Changes != nil && n.Key == "Name" {
				t.names = append(t.names, n.ID) // it may be another entity's too
				return
			}
			line := n.Line()
			t.digest.Remove(line)
			match(nodeKey(n), line, n.Name(), element, &t.strays)
		},
		func(r *graph.Relationship, element string) {
			line := r.Line()
			t.digest.Remove(line)
			match(relationshipKey(r), line, r.Name(), element, &t.straysR)
		})
	return t, err
}

// each streams what the database holds of ours. A node with one of our labels
// but no key label has an empty Key.
func (s *Store) each(ctx context.Context, node func(*graph.Node, string), relationship func(*graph.Relationship, string)) error {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.database, AccessMode: neo4j.AccessModeRead})
	defer session.Close(ctx)
	res, err := session.Run(ctx, "MATCH (n) WHERE any(l IN labels(n) WHERE l IN $labels) RETURN "+nodeColumns, map[string]any{"labels": s.labels})
	if err != nil {
		return err
	}
	if err := s.eachNode(ctx, res, node); err != nil {
		return err
	}
	res, err = session.Run(ctx, "MATCH (a)-[r]->(b) WHERE type(r) IN $types RETURN "+relationshipColumns, map[string]any{"types": s.types})
	if err != nil {
		return err
	}
	return s.eachRelationship(ctx, res, relationship)
}

const (
	nodeColumns         = "elementId(n), labels(n), properties(n)"
	relationshipColumns = "elementId(r), type(r), labels(a), a.id, labels(b), b.id, properties(r)"
)

func (s *Store) eachNode(ctx context.Context, res neo4j.ResultWithContext, node func(*graph.Node, string)) error {
	for res.Next(ctx) {
		v := res.Record().Values
		n := graph.Node{Props: v[2].(map[string]any)}
		n.Key, n.Labels = s.split(v[1].([]any))
		n.ID, _ = n.Props["id"].(string)
		delete(n.Props, "id")
		node(&n, v[0].(string))
	}
	return res.Err()
}

func (s *Store) eachRelationship(ctx context.Context, res neo4j.ResultWithContext, relationship func(*graph.Relationship, string)) error {
	for res.Next(ctx) {
		v := res.Record().Values
		r := graph.Relationship{Type: v[1].(string), N: -1, Props: v[6].(map[string]any)}
		r.FromKey, _ = s.split(v[2].([]any))
		r.ToKey, _ = s.split(v[4].([]any))
		if r.FromKey == "" || r.ToKey == "" {
			continue // between nodes of somebody else
		}
		r.FromID, _ = v[3].(string)
		r.ToID, _ = v[5].(string)
		if r.Type == "ARGUMENT" || r.Type == "ATTRIBUTED_TO" {
			r.N, _ = r.Props["n"].(int64)
		}
		relationship(&r, v[0].(string))
	}
	return res.Err()
}

func (s *Store) split(labels []any) (key string, rest []string) {
	for _, x := range labels {
		l := x.(string)
		if slices.Contains(graph.KeyLabels, l) && key == "" {
			key = l
		} else if _, ours := slices.BinarySearch(s.labels, l); ours {
			rest = append(rest, l)
		}
	}
	slices.Sort(rest)
	return key, rest
}

func (s *Store) remove(ctx context.Context, t *todo) error {
	for rows := range slices.Chunk(t.straysR, batch) {
		if _, err := s.query(ctx, "UNWIND $rows AS id MATCH ()-[r]->() WHERE elementId(r) = id DELETE r", map[string]any{"rows": rows}); err != nil {
			return err
		}
	}
	for rows := range slices.Chunk(t.strays, batch) {
		if _, err := s.query(ctx, "UNWIND $rows AS id MATCH (n) WHERE elementId(n) = id DETACH DELETE n", map[string]any{"rows": rows}); err != nil {
			return err
		}
	}
	return nil
}

// A writer fills one batch a statement.
type writer struct {
	session neo4j.SessionWithContext
	rows    map[string][]map[string]any
}

func (w *writer) add(ctx context.Context, cypher string, row map[string]any) error {
	w.rows[cypher] = append(w.rows[cypher], row)
	if len(w.rows[cypher]) < batch {
		return nil
	}
	return w.send(ctx, cypher)
}

func (w *writer) send(ctx context.Context, cypher string) error {
	rows := w.rows[cypher]
	delete(w.rows, cypher)
	_, err := w.session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		r, err := tx.Run(ctx, cypher, map[string]any{"rows": rows})
		if err != nil {
			return nil, err
		}
		return r.Consume(ctx)
	})
	return err
}

func (w *writer) flush(ctx context.Context) error {
	for _, cypher := range slices.Sorted(maps.Keys(w.rows)) {
		if err := w.send(ctx, cypher); err != nil {
			return err
		}
	}
	return nil
}

// write sends what is missing or changed: nodes, then relationships, by one
// writer, since several block each other on shared nodes. Labels and types are
// literal, so that every MERGE is an index seek; all come from the schema.
func (s *Store) write(ctx context.Context, p *graph.Projection, t *todo) error {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.database})
	defer session.Close(ctx)
	w := &writer{session, map[string][]map[string]any{}}
	for n, err := range p.Nodes() {
		if err != nil {
			return err
		}
		key := nodeKey(&n)
		if t.want[key] == 0 {
			continue
		}
		cypher := "UNWIND $rows AS row MERGE (n:" + n.Key + " {id: row.id}) SET n = row.props"
		if _, ok := t.changed[key]; ok {
			if drop := s.without(n.Key, n.Labels); drop != "" {
				cypher += " REMOVE n" + drop
			}
		}
		if len(n.Labels) > 0 {
			cypher += " SET n:" + strings.Join(n.Labels, ":")
		}
		n.Props["id"] = n.ID
		if err := w.add(ctx, cypher, map[string]any{"id": n.ID, "props": n.Props}); err != nil {
			return fmt.Errorf("write %s: %w", n.Name(), err)
		}
	}
	if err := w.flush(ctx); err != nil {
		return fmt.Errorf("write nodes: %w", err)
	}
	for r, err := range p.Relationships() {
		if err != nil {
			return err
		}
		if t.want[relationshipKey(&r)] == 0 {
			continue
		}
		key := ""
		if r.N >= 0 {
			key = " {n: row.n}"
		}
		cypher := "UNWIND $rows AS row MATCH (a:" + r.FromKey + " {id: row.from}) MATCH (b:" + r.ToKey + " {id: row.to}) MERGE (a)-[r:" + r.Type + key + "]->(b) SET r = row.props"
		if err := w.add(ctx, cypher, map[string]any{"from": r.FromID, "to": r.ToID, "n": r.N, "props": r.Props}); err != nil {
			return fmt.Errorf("write %s: %w", r.Name(), err)
		}
	}
	if err := w.flush(ctx); err != nil {
		return fmt.Errorf("write relationships: %w", err)
	}
	return nil
}

// without gives ":A:B" of all labels of ours but these.
func (s *Store) without(key string, labels []string) string {
	out := ""
	for _, l := range s.labels {
		if l != key && !slices.Contains(labels, l) {
			out += ":" + l
		}
	}
	return out
}
