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
	note, err := s.begin(ctx, p, nil)
	if err == nil {
		err = s.indexes(ctx)
	}
	var t *todo
	if err == nil {
		t, err = s.compare(ctx, p, s.each)
	}
	if err == nil {
		err = s.carryOut(ctx, p, t, note, t.come)
	}
	if err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	return nil
}

// carryOut removes and writes, and notes last what the database holds then.
func (s *Store) carryOut(ctx context.Context, p *graph.Projection, t *todo, note string, digest graph.Sum) error {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.database})
	defer session.Close(ctx) // it has no transaction open: nothing is waited for
	w := &writer{s, session, note}
	if err := w.remove(ctx, t); err != nil {
		return err
	}
	if err := w.write(ctx, p, t); err != nil {
		return err
	}
	if err := w.nameless(ctx, t.names); err != nil {
		return err
	}
	return w.end(ctx, p, digest.String())
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
	for _, l := range graph.KeyLabels {
		if err := s.unique(ctx, l); err != nil {
			return fmt.Errorf("indexes: %w", err)
		}
	}
	for _, q := range indexes {
		if _, err := s.query(ctx, q, nil); err != nil {
			return fmt.Errorf("indexes: %w", err)
		}
	}
	if _, err := s.query(ctx, "CALL db.awaitIndexes(120)", nil); err != nil {
		return fmt.Errorf("indexes: %w", err)
	}
	return nil
}

// unique makes ids of a label unique.
func (s *Store) unique(ctx context.Context, label string) error {
	_, err := s.query(ctx, "CREATE CONSTRAINT "+strings.ToLower(label)+"_id IF NOT EXISTS FOR (n:"+label+") REQUIRE n.id IS UNIQUE", nil)
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
	come    graph.Sum         // of the projection
	gone    graph.Sum         // of what was there, negative
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
		t.come.AddNode(&n)
	}
	for r, err := range p.Relationships() {
		if err != nil {
			return nil, err
		}
		t.want[relationshipKey(&r)] = sum(r.Line())
		t.come.AddRelationship(&r)
	}
	seen := map[uint64]uint64{} // key → element id
	again := ""
	match := func(key uint64, line, name, element string, strays *[]string) {
		want, ok := t.want[key]
		before, twice := seen[key]
		seen[key] = sum(element)
		switch {
		case twice && before == seen[key]:
			again = name
		case !ok || twice:
			*strays = append(*strays, element)
			t.strayed = append(t.strayed, name)
		case want == sum(line):
			t.want[key] = 0
		default:
			t.changed[key] = line
		}
	}
	err := old(ctx,
		func(n *graph.Node, element string) {
			if p.Changes != nil && n.Key == "Name" {
				t.names = append(t.names, n.ID) // it may be another entity's too
				return
			}
			line := n.Line()
			t.gone.Remove(line)
			match(nodeKey(n), line, n.Name(), element, &t.strays)
		},
		func(r *graph.Relationship, element string) {
			line := r.Line()
			t.gone.Remove(line)
			match(relationshipKey(r), line, r.Name(), element, &t.straysR)
		})
	if err == nil && again != "" {
		err = fmt.Errorf("%w: %s was read twice", ErrChanged, again)
	}
	if err != nil {
		return nil, fmt.Errorf("read what is there: %w", err)
	}
	return t, nil
}

// each streams what the database holds of ours. A node with one of our labels
// but no key label has an empty Key.
func (s *Store) each(ctx context.Context, node func(*graph.Node, string), relationship func(*graph.Relationship, string)) error {
	return s.reading(ctx, func(r *reader) error {
		if err := r.nodes("MATCH (n) WHERE any(l IN labels(n) WHERE l IN $labels)", map[string]any{"labels": s.labels}, node); err != nil {
			return err
		}
		return r.relationships("MATCH (a)-[r]->(b) WHERE type(r) IN $types", map[string]any{"types": s.types}, relationship)
	})
}

// A reader streams nodes and relationships from one session.
type reader struct {
	ctx     context.Context // of the session, which ends with the reader
	store   *Store
	session neo4j.SessionWithContext
	heard   func()
}

// reading calls f with a reader.
func (s *Store) reading(ctx context.Context, f func(*reader) error) error {
	return s.wait(ctx, func(ctx context.Context, heard func()) error {
		session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.database, AccessMode: neo4j.AccessModeRead})
		defer session.Close(ctx)
		return f(&reader{ctx, s, session, heard})
	})
}

const (
	nodeColumns         = "elementId(n), labels(n), properties(n)"
	relationshipColumns = "elementId(r), type(r), labels(a), a.id, labels(b), b.id, properties(r)"
)

// stream calls f with the values of each record.
func (r *reader) stream(cypher string, params map[string]any, columns int, f func(v []any) error) error {
	res, err := r.session.Run(r.ctx, cypher, params)
	if err != nil {
		return err
	}
	for res.Next(r.ctx) {
		r.heard()
		v := res.Record().Values
		if len(v) != columns {
			return fmt.Errorf("%w: %d values, not %d", ErrAnswer, len(v), columns)
		}
		if err := f(v); err != nil {
			return err
		}
	}
	r.heard()
	return res.Err()
}

// nodes streams the nodes n that a pattern matches.
func (r *reader) nodes(match string, params map[string]any, node func(*graph.Node, string)) error {
	return r.stream(match+" RETURN "+nodeColumns, params, 3, func(v []any) error {
		element, ok0 := v[0].(string)
		labels, ok1 := v[1].([]any)
		props, ok2 := v[2].(map[string]any)
		if !ok0 || !ok1 || !ok2 {
			return fmt.Errorf("%w: not a node: %v", ErrAnswer, v)
		}
		n := graph.Node{Props: props}
		n.Key, n.Labels = r.store.split(labels)
		n.ID, _ = n.Props["id"].(string)
		delete(n.Props, "id")
		node(&n, element)
		return nil
	})
}

// relationships streams the relationships r from a to b that a pattern matches.
func (r *reader) relationships(match string, params map[string]any, relationship func(*graph.Relationship, string)) error {
	return r.stream(match+" RETURN "+relationshipColumns, params, 7, func(v []any) error {
		element, ok0 := v[0].(string)
		typ, ok1 := v[1].(string)
		from, ok2 := v[2].([]any)
		to, ok4 := v[4].([]any)
		props, ok6 := v[6].(map[string]any)
		if !ok0 || !ok1 || !ok2 || !ok4 || !ok6 {
			return fmt.Errorf("%w: not a relationship: %v", ErrAnswer, v)
		}
		x := graph.Relationship{Type: typ, N: -1, Props: props}
		x.FromKey, _ = r.store.split(from)
		x.ToKey, _ = r.store.split(to)
		if x.FromKey == "" || x.ToKey == "" {
			return nil // between nodes of somebody else
		}
		x.FromID, _ = v[3].(string)
		x.ToID, _ = v[5].(string)
		if x.Type == "ARGUMENT" || x.Type == "ATTRIBUTED_TO" {
			x.N, _ = x.Props["n"].(int64)
		}
		relationship(&x, element)
		return nil
	})
}

func (s *Store) split(labels []any) (key string, rest []string) {
	for _, x := range labels {
		l, _ := x.(string)
		if slices.Contains(graph.KeyLabels, l) && key == "" {
			key = l
		} else if _, ours := slices.BinarySearch(s.labels, l); ours {
			rest = append(rest, l)
		}
	}
	slices.Sort(rest)
	return key, rest
}

func (w *writer) remove(ctx context.Context, t *todo) error {
	for _, q := range []struct {
		ids           []string
		what, removal string
	}{
		{t.straysR, "relationships", "MATCH ()-[r]->() WHERE elementId(r) = id DELETE r"},
		{t.strays, "nodes", "MATCH (n) WHERE elementId(n) = id DETACH DELETE n"},
	} {
		for ids := range slices.Chunk(q.ids, batch) {
			n, _, err := w.run(ctx, "UNWIND $rows AS id "+q.removal+" RETURN count(*)", map[string]any{"rows": ids})
			if err == nil && n != int64(len(ids)) {
				err = fmt.Errorf("%w: %d of %d were there", ErrChanged, n, len(ids))
			}
			if err != nil {
				return fmt.Errorf("remove %s: %w", q.what, err)
			}
		}
	}
	return nil
}

// A load is the rows of one statement.
type load struct {
	rows   []map[string]any
	new    int  // how many of them make a node or relationship
	unread bool // it is not known which: they are names of an update
}

// loads fills one batch a statement.
type loads struct {
	*writer
	of map[string]*load
}

func (w *loads) add(ctx context.Context, cypher string, row map[string]any, isNew, unread bool) error {
	l := w.of[cypher]
	if l == nil {
		l = &load{unread: unread}
		w.of[cypher] = l
	}
	l.rows = append(l.rows, row)
	if isNew {
		l.new++
	}
	if len(l.rows) < batch {
		return nil
	}
	return w.send(ctx, cypher)
}

func (w *loads) send(ctx context.Context, cypher string) error {
	l := w.of[cypher]
	delete(w.of, cypher)
	n, created, err := w.run(ctx, cypher+" RETURN count(*)", map[string]any{"rows": l.rows})
	switch {
	case err != nil:
		return err
	case n != int64(len(l.rows)):
		return fmt.Errorf("%w: %d of %d rows were written", ErrChanged, n, len(l.rows))
	case created != l.new && !l.unread:
		return fmt.Errorf("%w: of %d rows %d were new, not %d", ErrChanged, len(l.rows), created, l.new)
	}
	return nil
}

func (w *loads) flush(ctx context.Context) error {
	for _, cypher := range slices.Sorted(maps.Keys(w.of)) {
		if err := w.send(ctx, cypher); err != nil {
			return err
		}
	}
	return nil
}

// write sends what is missing or changed: nodes, then relationships, by one
// writer, since several block each other on shared nodes. Labels and types are
// literal, so that every MERGE is an index seek; all come from the schema.
func (w *writer) write(ctx context.Context, p *graph.Projection, t *todo) error {
	rows := &loads{w, map[string]*load{}}
	for n, err := range p.Nodes() {
		if err != nil {
			return err
		}
		key := nodeKey(&n)
		if t.want[key] == 0 {
			continue
		}
		_, changed := t.changed[key]
		cypher := "UNWIND $rows AS row MERGE (n:" + n.Key + " {id: row.id}) SET n = row.props"
		if changed {
			if drop := w.store.without(n.Key, n.Labels); drop != "" {
				cypher += " REMOVE n" + drop
			}
		}
		if len(n.Labels) > 0 {
			cypher += " SET n:" + strings.Join(n.Labels, ":")
		}
		n.Props["id"] = n.ID
		if err := rows.add(ctx, cypher, map[string]any{"id": n.ID, "props": n.Props}, !changed, p.Changes != nil && n.Key == "Name"); err != nil {
			return fmt.Errorf("write %s: %w", n.Name(), err)
		}
	}
	if err := rows.flush(ctx); err != nil {
		return fmt.Errorf("write nodes: %w", err)
	}
	for r, err := range p.Relationships() {
		if err != nil {
			return err
		}
		rkey := relationshipKey(&r)
		if t.want[rkey] == 0 {
			continue
		}
		_, changed := t.changed[rkey]
		key := ""
		if r.N >= 0 {
			key = " {n: row.n}"
		}
		cypher := "UNWIND $rows AS row MATCH (a:" + r.FromKey + " {id: row.from}) MATCH (b:" + r.ToKey + " {id: row.to}) MERGE (a)-[r:" + r.Type + key + "]->(b) SET r = row.props"
		if err := rows.add(ctx, cypher, map[string]any{"from": r.FromID, "to": r.ToID, "n": r.N, "props": r.Props}, !changed, false); err != nil {
			return fmt.Errorf("write %s: %w", r.Name(), err)
		}
	}
	if err := rows.flush(ctx); err != nil {
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
