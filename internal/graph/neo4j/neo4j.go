// Package neo4j publishes a projection of the graph to a Neo4j server, reads it
// back and proves that the server holds exactly it. It touches only nodes with
// labels of ours, and refuses a database that has such nodes from elsewhere.
//
// It writes over Bolt alone; the bulk import of large first loads is not here.
package neo4j

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"time"

	"casegraph/internal/graph"
	"casegraph/internal/schema"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"
)

// batch is the number of rows of a transaction: 5,000 were the fastest of 100
// to 10,000 measured on a 5.26 server.
const batch = 5000

// A Config says where the server is. An empty Username connects without
// credentials, an empty Database is "neo4j".
type Config struct {
	URI, Username, Password, Database string
}

// A Store is one database of a server. Its methods must not run at once.
type Store struct {
	driver   neo4j.DriverWithContext
	database string
	schema   *schema.Schema
	labels   []string
	types    []string
}

// Open connects; it fails at once, with one clear error, if the server cannot
// be reached, refuses the password or does not have the database.
func Open(ctx context.Context, c Config, s *schema.Schema) (*Store, error) {
	auth := neo4j.NoAuth()
	if c.Username != "" {
		auth = neo4j.BasicAuth(c.Username, c.Password, "")
	}
	driver, err := neo4j.NewDriverWithContext(c.URI, auth, func(o *config.Config) {
		o.MaxTransactionRetryTime = 30 * time.Second
		o.ConnectionAcquisitionTimeout = 10 * time.Second
		o.SocketConnectTimeout = 2 * time.Second
		o.MaxConnectionPoolSize = 8
		o.TelemetryDisabled = true
		o.NotificationsMinSeverity = notifications.DisabledLevel
	})
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %w", c.URI, err)
	}
	st := &Store{driver: driver, database: cmp.Or(c.Database, "neo4j"), schema: s, labels: graph.Labels(s), types: graph.Types(s)}
	short, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	if err := driver.VerifyConnectivity(short); err == nil {
		_, err = st.query(short, "RETURN 1", nil)
		if err == nil {
			return st, nil
		}
		_ = driver.Close(ctx)
		return nil, fmt.Errorf("connect to %s: %w", c.URI, explain(err, st.database))
	} else {
		_ = driver.Close(ctx)
		return nil, fmt.Errorf("connect to %s: %w", c.URI, explain(err, st.database))
	}
}

// Close frees the connections.
func (s *Store) Close(ctx context.Context) error { return s.driver.Close(ctx) }

// What a caller may want to tell apart.
var (
	ErrUnreachable = errors.New("no Neo4j server answers there")
	ErrPassword    = errors.New("the server refuses the user name or password")
	ErrDatabase    = errors.New("the server has no such database")
	ErrForeign     = errors.New("the database holds nodes that casegraph did not write; publish to an empty one")
)

func explain(err error, database string) error {
	var server *neo4j.Neo4jError
	var limit *neo4j.TransactionExecutionLimit
	var down *neo4j.ConnectivityError
	switch {
	case errors.As(err, &server) && strings.HasPrefix(server.Code, "Neo.ClientError.Security."):
		return fmt.Errorf("%w: %s", ErrPassword, server.Msg)
	case errors.As(err, &server) && server.Code == "Neo.ClientError.Database.DatabaseNotFound":
		return fmt.Errorf("%w: %q", ErrDatabase, database)
	case errors.As(err, &limit) && len(limit.Errors) > 0:
		return fmt.Errorf("%w: %w", ErrUnreachable, limit.Errors[len(limit.Errors)-1])
	case errors.As(err, &down):
		return fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	return err
}

func (s *Store) query(ctx context.Context, cypher string, params map[string]any) ([]*neo4j.Record, error) {
	r, err := neo4j.ExecuteQuery(ctx, s.driver, cypher, params, neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase(s.database))
	if err != nil {
		return nil, err
	}
	return r.Records, nil
}

// Query answers a question with its columns and rows.
func (s *Store) Query(ctx context.Context, cypher string, params map[string]any) (columns []string, rows [][]any, err error) {
	r, err := neo4j.ExecuteQuery(ctx, s.driver, cypher, params, neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase(s.database), neo4j.ExecuteQueryWithReadersRouting())
	if err != nil {
		return nil, nil, explain(err, s.database)
	}
	for _, rec := range r.Records {
		rows = append(rows, rec.Values)
	}
	return r.Keys, rows, nil
}

// State returns the zero State for a database that was never published to.
func (s *Store) State(ctx context.Context) (graph.State, error) {
	rs, err := s.query(ctx, "MATCH (b:Build {id: 'casegraph'}) RETURN b.generation, b.digest, b.reader, b.applying", nil)
	if err != nil {
		return graph.State{}, fmt.Errorf("read build: %w", explain(err, s.database))
	}
	var st graph.State
	if len(rs) > 0 {
		st.Generation, _ = rs[0].Values[0].(int64)
		st.Digest, _ = rs[0].Values[1].(string)
		st.Reader, _ = rs[0].Values[2].(string)
		st.Applying, _ = rs[0].Values[3].(string)
	}
	return st, nil
}

// Apply makes the database hold exactly the projection. Only what differs is
// written; a publication that was cut off is completed by the next one.
func (s *Store) Apply(ctx context.Context, p *graph.Projection) error {
	digest, err := p.Digest()
	if err != nil {
		return err
	}
	if err := s.begin(ctx, digest); err != nil {
		return fmt.Errorf("publish: %w", explain(err, s.database))
	}
	if err := s.indexes(ctx); err != nil {
		return fmt.Errorf("publish: %w", explain(err, s.database))
	}
	todo, err := s.compare(ctx, p)
	if err != nil {
		return fmt.Errorf("publish: %w", explain(err, s.database))
	}
	if err := s.remove(ctx, todo); err != nil {
		return fmt.Errorf("publish: %w", explain(err, s.database))
	}
	if err := s.write(ctx, p, todo); err != nil {
		return fmt.Errorf("publish: %w", explain(err, s.database))
	}
	_, err = s.query(ctx, "MATCH (b:Build {id: 'casegraph'}) SET b.generation = $generation, b.digest = $digest, b.reader = $reader, b.applying = ''",
		map[string]any{"generation": p.Generation, "digest": digest, "reader": p.Reader})
	if err != nil {
		return fmt.Errorf("publish: %w", explain(err, s.database))
	}
	return nil
}

// begin notes what is being applied. A database without our note must have no
// nodes with our labels: they would be somebody else's.
func (s *Store) begin(ctx context.Context, digest string) error {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.database})
	defer session.Close(ctx)
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
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
		_, err = tx.Run(ctx, "MERGE (b:Build {id: 'casegraph'}) ON CREATE SET b.generation = 0, b.digest = '', b.reader = '' SET b.applying = $digest", map[string]any{"digest": digest})
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

func (s *Store) compare(ctx context.Context, p *graph.Projection) (*todo, error) {
	t := &todo{want: map[uint64]uint64{}, changed: map[uint64]string{}}
	for n, err := range p.Nodes() {
		if err != nil {
			return nil, err
		}
		t.want[nodeKey(&n)] = sum(n.Line())
	}
	for r, err := range p.Relationships() {
		if err != nil {
			return nil, err
		}
		t.want[relationshipKey(&r)] = sum(r.Line())
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
	err := s.each(ctx,
		func(n *graph.Node, element string) { match(nodeKey(n), n.Line(), n.Name(), element, &t.strays) },
		func(r *graph.Relationship, element string) {
			match(relationshipKey(r), r.Line(), r.Name(), element, &t.straysR)
		})
	return t, err
}

// each streams what the database holds of ours. A node with one of our labels
// but no key label has an empty Key.
func (s *Store) each(ctx context.Context, node func(*graph.Node, string), relationship func(*graph.Relationship, string)) error {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.database, AccessMode: neo4j.AccessModeRead})
	defer session.Close(ctx)
	res, err := session.Run(ctx, "MATCH (n) WHERE any(l IN labels(n) WHERE l IN $labels) RETURN elementId(n), labels(n), properties(n)", map[string]any{"labels": s.labels})
	if err != nil {
		return err
	}
	for res.Next(ctx) {
		v := res.Record().Values
		n := graph.Node{Props: v[2].(map[string]any)}
		n.Key, n.Labels = s.split(v[1].([]any))
		n.ID, _ = n.Props["id"].(string)
		delete(n.Props, "id")
		node(&n, v[0].(string))
	}
	if err := res.Err(); err != nil {
		return err
	}
	res, err = session.Run(ctx, "MATCH (a)-[r]->(b) WHERE type(r) IN $types RETURN elementId(r), type(r), labels(a), a.id, labels(b), b.id, properties(r)", map[string]any{"types": s.types})
	if err != nil {
		return err
	}
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

// Read returns the lines of all that the database holds of ours, sorted.
func (s *Store) Read(ctx context.Context) ([]string, error) {
	out := []string{}
	err := s.each(ctx,
		func(n *graph.Node, _ string) { out = append(out, n.Line()) },
		func(r *graph.Relationship, _ string) { out = append(out, r.Line()) })
	slices.Sort(out)
	return out, err
}

// Verify returns every way in which the database is not the projection.
func (s *Store) Verify(ctx context.Context, p *graph.Projection) ([]graph.Difference, error) {
	var out []graph.Difference
	digest, err := p.Digest()
	if err != nil {
		return nil, err
	}
	st, err := s.State(ctx)
	if err != nil {
		return nil, err
	}
	switch {
	case st.Applying != "":
		out = append(out, graph.Difference{Kind: "digest", Name: "Build", Text: "a publication was cut off; publish again"})
	case st.Digest != digest:
		out = append(out, graph.Difference{Kind: "digest", Name: "Build", Text: fmt.Sprintf("%q, not %q", st.Digest, digest)})
	case st.Generation != p.Generation:
		out = append(out, graph.Difference{Kind: "digest", Name: "Build", Text: fmt.Sprintf("generation %d, not %d", st.Generation, p.Generation)})
	}
	t, err := s.compare(ctx, p)
	if err != nil {
		return nil, fmt.Errorf("verify: %w", explain(err, s.database))
	}
	check := func(key uint64, name, line string) {
		if t.want[key] == 0 {
			return
		}
		if have, ok := t.changed[key]; ok {
			out = append(out, graph.Difference{Kind: "changed", Name: name, Text: properties(line, have)})
		} else {
			out = append(out, graph.Difference{Kind: "missing", Name: name})
		}
	}
	for n, err := range p.Nodes() {
		if err != nil {
			return nil, err
		}
		check(nodeKey(&n), n.Name(), n.Line())
	}
	for r, err := range p.Relationships() {
		if err != nil {
			return nil, err
		}
		check(relationshipKey(&r), r.Name(), r.Line())
	}
	slices.Sort(t.strayed)
	for _, name := range t.strayed {
		out = append(out, graph.Difference{Kind: "stray", Name: name})
	}
	return out, nil
}

// properties tells in which properties two lines of one node or relationship
// differ.
func properties(want, have string) string {
	var x, y []json.RawMessage
	if json.Unmarshal([]byte(want), &x) != nil || json.Unmarshal([]byte(have), &y) != nil || len(x) != len(y) {
		return "not readable"
	}
	var out []string
	a, b := map[string]json.RawMessage{}, map[string]json.RawMessage{}
	_ = json.Unmarshal(x[len(x)-1], &a) // an object: Line wrote it
	_ = json.Unmarshal(y[len(y)-1], &b)
	for _, k := range slices.Sorted(maps.Keys(a)) {
		if string(a[k]) != string(b[k]) {
			out = append(out, fmt.Sprintf("%s is %s, not %s", k, cmp.Or(string(b[k]), "missing"), a[k]))
		}
	}
	for _, k := range slices.Sorted(maps.Keys(b)) {
		if _, ok := a[k]; !ok {
			out = append(out, fmt.Sprintf("%s is %s, not missing", k, b[k]))
		}
	}
	if len(out) == 0 {
		return "its labels"
	}
	return strings.Join(out, "; ")
}
