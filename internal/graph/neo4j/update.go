package neo4j

import (
	"context"
	"fmt"
	"slices"

	"casegraph/internal/graph"
)

// Update brings a database forward that holds the state from to the changes of the
// projection. It fails with graph.ErrMoved where the database does not hold that state; after
// an Update that was cut off Apply completes it.
func (s *Store) Update(ctx context.Context, p *graph.Projection, from graph.State) error {
	digest, err := graph.ParseSum(from.Digest)
	if err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	note, err := s.begin(ctx, p, &from)
	var t *todo
	if err == nil {
		t, err = s.compare(ctx, p, func(ctx context.Context, node func(*graph.Node, string), relationship func(*graph.Relationship, string)) error {
			return s.touched(ctx, p.Changes, node, relationship)
		})
	}
	if err == nil {
		digest.AddSum(&t.gone)
		digest.AddSum(&t.come)
		err = s.carryOut(ctx, p, t, note, digest)
	}
	if err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	return nil
}

// group is how many units are looked up by one query.
const group = 500

// touched streams what the database holds of the units that were touched.
func (s *Store) touched(ctx context.Context, c *graph.Changes, node func(*graph.Node, string), relationship func(*graph.Relationship, string)) error {
	// Types of relationship are literal, so each has a query of its own.
	byType := map[string][]any{}
	for _, e := range c.Edges {
		typ, from, to, ok := graph.ParseEdge(e)
		if !ok || !slices.Contains(s.types, typ) {
			return fmt.Errorf("edge %q: not of the schema", e)
		}
		byType[typ] = append(byType[typ], map[string]any{"from": from, "to": to})
	}
	return s.reading(ctx, func(r *reader) error { return r.touched(c, byType, node, relationship) })
}

func (r *reader) touched(c *graph.Changes, byType map[string][]any, node func(*graph.Node, string), relationship func(*graph.Relationship, string)) error {
	nodes := func(ids []string, match string) error {
		for part := range slices.Chunk(ids, group) {
			if err := r.nodes("UNWIND $ids AS id "+match, map[string]any{"ids": part}, node); err != nil {
				return err
			}
		}
		return nil
	}
	relationships := func(rows []any, match string) error {
		for part := range slices.Chunk(rows, group) {
			if err := r.relationships("UNWIND $rows AS id "+match, map[string]any{"rows": part}, relationship); err != nil {
				return err
			}
		}
		return nil
	}
	// The nodes of a document begin with its id and "/".
	for _, label := range []string{"Sentence", "Claim", "Mention"} {
		if err := nodes(c.Documents, "MATCH (n:"+label+") WHERE n.id STARTS WITH id + '/'"); err != nil {
			return err
		}
		if err := relationships(list(c.Documents), "MATCH (a:"+label+") WHERE a.id STARTS WITH id + '/' MATCH (a)-[r]->(b)"); err != nil {
			return err
		}
	}
	for _, q := range []struct {
		ids                 []string
		nodes, relationship string
	}{
		{c.Documents, "MATCH (n:Document {id: id})", "MATCH (a:Document {id: id})-[r:COPY_OF]->(b)"},
		{c.Documents, "", "MATCH (b:Document {id: id})<-[r:MENTIONED_IN]-(a)"},
		{c.Entities, "MATCH (n:Entity {id: id})", "MATCH (a:Entity {id: id})-[r:ALSO_KNOWN_AS]->(b)"},
		{c.Entities, "MATCH (:Entity {id: id})-[:ALSO_KNOWN_AS]->(n)", ""},
		{c.Entities, "MATCH (:Entity {id: id})<-[:JOINS]-(n)", "MATCH (b:Entity {id: id})<-[r:JOINS]-(a)"},
		{c.Topics, "MATCH (n:Topic {id: id})", "MATCH (a:Topic {id: id})-[r:SUBJECT]->(b)"},
		{c.Topics, "MATCH (:Topic {id: id})<-[:IN_TOPIC]-(n)", "MATCH (:Topic {id: id})<-[:IN_TOPIC]-(a) MATCH (a)-[r]->(b)"},
	} {
		if q.nodes != "" {
			if err := nodes(q.ids, q.nodes); err != nil {
				return err
			}
		}
		if q.relationship != "" {
			if err := relationships(list(q.ids), q.relationship); err != nil {
				return err
			}
		}
	}
	for _, typ := range r.store.types {
		if err := relationships(byType[typ], "MATCH (a:Entity {id: id.from})-[r:"+typ+"]->(b:Entity {id: id.to})"); err != nil {
			return err
		}
	}
	return nil
}

func list(ids []string) []any {
	out := make([]any, len(ids))
	for i, id := range ids {
		out[i] = id
	}
	return out
}

// nameless takes out the names that are no entity's any more.
func (w *writer) nameless(ctx context.Context, names []string) error {
	for part := range slices.Chunk(names, batch) {
		if _, _, err := w.run(ctx, "UNWIND $names AS id MATCH (n:Name {id: id}) WHERE NOT EXISTS { (n)<-[:ALSO_KNOWN_AS]-() } DELETE n RETURN count(*)", map[string]any{"names": part}); err != nil {
			return fmt.Errorf("remove names: %w", err)
		}
	}
	return nil
}
