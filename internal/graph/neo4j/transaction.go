package neo4j

import (
	"context"
	"crypto/rand"
	"fmt"

	"casegraph/internal/graph"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// A publication is known by a note on the node Build, which no two share. Every
// transaction that writes takes hold of that node first and looks for its own note. So
// one that a lost connection has left behind on the server is waited for by the next
// publication before it reads anything, and can do nothing after it.

// begin notes what is being applied, and returns the note. A database without a note
// of ours must have no nodes with our labels: they would be somebody else's. Where
// changes go on from a state, the database must hold it.
func (s *Store) begin(ctx context.Context, p *graph.Projection, from *graph.State) (note string, err error) {
	note = fmt.Sprintf("%s %d %s %s", p.Case, p.Step, p.Detail, rand.Text())
	if from != nil {
		// The driver may run it twice.
		n, err := s.one(ctx, "MATCH (b:Build {id: 'casegraph'}) WHERE b.case = $case AND b.step = $step AND b.detail = $detail AND b.digest = $digest AND b.applying IN ['', $note] SET b.applying = $note RETURN count(b)",
			map[string]any{"case": from.Case, "step": from.Step, "detail": string(from.Detail), "digest": from.Digest, "note": note})
		switch {
		case err != nil:
			return "", fmt.Errorf("begin: %w", err)
		case n != 1:
			return "", graph.ErrMoved
		}
		return note, nil
	}
	strange, err := s.one(ctx, "OPTIONAL MATCH (b:Build {id: 'casegraph'}) WITH count(b) AS ours RETURN CASE WHEN ours = 0 AND EXISTS { MATCH (n) WHERE any(l IN labels(n) WHERE l IN $labels) } THEN 1 ELSE 0 END",
		map[string]any{"labels": append([]string{"Build"}, s.labels...)})
	if err != nil {
		return "", fmt.Errorf("begin: %w", err)
	}
	if strange != 0 {
		return "", ErrForeign
	}
	if err := s.unique(ctx, "Build"); err != nil { // else two first publications make two
		return "", fmt.Errorf("begin: %w", err)
	}
	n, err := s.one(ctx, "MERGE (b:Build {id: 'casegraph'}) SET b.generation = 0, b.digest = '', b.reader = '', b.case = $case, b.step = -1, b.detail = '', b.applying = $note RETURN count(b)",
		map[string]any{"case": p.Case, "note": note})
	if err == nil && n != 1 {
		err = ErrChanged
	}
	if err != nil {
		return "", fmt.Errorf("begin: %w", err)
	}
	return note, nil
}

// one runs a statement that returns one number.
func (s *Store) one(ctx context.Context, cypher string, params map[string]any) (n int64, err error) {
	rs, err := s.query(ctx, cypher, params)
	if err != nil {
		return 0, err
	}
	return number(rs)
}

func number(rs []*neo4j.Record) (int64, error) {
	if len(rs) == 1 && len(rs[0].Values) == 1 {
		if n, ok := rs[0].Values[0].(int64); ok {
			return n, nil
		}
	}
	return 0, fmt.Errorf("%w: not one number", ErrAnswer)
}

// hold takes hold of the node Build, where the note on it is this: what is set is the
// same, but it locks.
const hold = "MATCH (b:Build {id: 'casegraph'}) WHERE b.applying = $note SET b.applying = $note RETURN count(b)"

// A writer writes in the name of one publication.
type writer struct {
	store   *Store
	session neo4j.SessionWithContext
	note    string
}

// run runs a statement on rows in a transaction. It returns the number that the
// statement returns, and how many nodes and relationships the server says it has
// created.
func (w *writer) run(ctx context.Context, cypher string, params map[string]any) (n int64, created int, err error) {
	err = w.store.wait(ctx, func(ctx context.Context, _ func()) error {
		_, err := w.session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
			held, _, err := ask(ctx, tx, hold, map[string]any{"note": w.note})
			if err != nil {
				return nil, err
			}
			if held != 1 {
				return nil, ErrOvertaken
			}
			var counters neo4j.Counters
			if n, counters, err = ask(ctx, tx, cypher, params); err == nil {
				created = counters.NodesCreated() + counters.RelationshipsCreated()
			}
			return nil, err
		}, neo4j.WithTxTimeout(w.store.timeout))
		return err
	})
	return n, created, err
}

// ask runs a statement that returns one number.
func ask(ctx context.Context, tx interface {
	Run(context.Context, string, map[string]any) (neo4j.ResultWithContext, error)
}, cypher string, params map[string]any) (int64, neo4j.Counters, error) {
	r, err := tx.Run(ctx, cypher, params)
	if err != nil {
		return 0, nil, err
	}
	rs, err := r.Collect(ctx)
	if err != nil {
		return 0, nil, err
	}
	n, err := number(rs)
	if err != nil {
		return 0, nil, err
	}
	sum, err := r.Consume(ctx)
	if err != nil {
		return 0, nil, err
	}
	return n, sum.Counters(), nil
}

// end notes what the database holds now, and reads it back: the answer to the last
// transaction is then not all that speaks for it.
func (w *writer) end(ctx context.Context, p *graph.Projection, digest string) error {
	if _, _, err := w.run(ctx, "MATCH (b:Build {id: 'casegraph'}) SET b = $state RETURN count(b)", map[string]any{"state": p.Build(digest)}); err != nil {
		return fmt.Errorf("end: %w", err)
	}
	st, err := w.store.State(ctx)
	if err == nil && (st.Applying != "" || st.Digest != digest || st.Step != p.Step || st.Case != p.Case) {
		err = ErrChanged
	}
	if err != nil {
		return fmt.Errorf("end: %w", err)
	}
	return nil
}
