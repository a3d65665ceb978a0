package casefile

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"casegraph/internal/graph"
	"casegraph/internal/schema"
)

// Units are what a publication sends: each is a record with all that hangs on it, and
// has a step, that of the assembling which last touched it. Steps are counted from
// the first publication on; a case that was never published bears no cost.
const (
	unitDocument = "d"
	unitEntity   = "e"
	unitEdge     = "r"
	unitTopic    = "t"
)

// A Target is a store that a case is published to.
type Target interface {
	// State is the zero State of a store that was never published to.
	State(ctx context.Context) (graph.State, error)
	// Apply makes the store hold exactly the projection.
	Apply(ctx context.Context, p *graph.Projection) error
	// Update brings a store that holds the state from forward by the changes of the
	// projection. It fails with graph.ErrMoved where the store does not hold it.
	Update(ctx context.Context, p *graph.Projection, from graph.State) error
}

// ErrAnotherCase is wrapped where a target holds another case.
var ErrAnotherCase = errors.New("it holds another case")

// A Publication says what is published.
type Publication struct {
	Detail  graph.Detail
	Whole   bool // compare all that the target holds, also where its state is known
	Replace bool // also where it holds another case
}

// Publish brings a target to the state of the case: by what was touched since the
// state that it holds, where the case knows that state, else as a whole. It returns
// the state that the target holds then, and the changes where they alone were sent.
// Assemble comes before it.
func (c *Case) Publish(ctx context.Context, s *schema.Schema, to Target, pub Publication) (graph.State, *graph.Changes, error) {
	own, err := c.publishing(ctx)
	if err != nil {
		return graph.State{}, nil, err
	}
	held, err := to.State(ctx)
	if err != nil {
		return graph.State{}, nil, err
	}
	if held.Case != "" && held.Case != own && !pub.Replace {
		return held, nil, fmt.Errorf("%w (%.8s, this is %.8s)", ErrAnotherCase, held.Case, own)
	}
	from := held
	if pub.Whole || held.Applying != "" {
		from = graph.State{}
	}
	var changes *graph.Changes
	err = c.Project(ctx, s, pub.Detail, from, func(p *graph.Projection) error {
		if changes = p.Changes; changes != nil {
			return to.Update(ctx, p, held)
		}
		return to.Apply(ctx, p)
	})
	if errors.Is(err, graph.ErrMoved) { // since it was asked, by a publication that was cut off or another
		pub.Whole = true
		return c.Publish(ctx, s, to, pub)
	}
	if err != nil {
		return graph.State{}, nil, err
	}
	if held, err = to.State(ctx); err != nil {
		return graph.State{}, nil, err
	}
	return held, changes, c.published(ctx, held)
}

// ProjectFirst calls f with the projection of the case for an empty store, which f
// writes for by other ways than a Target: f returns the digest that it then has. The
// case knows that state from then on.
func (c *Case) ProjectFirst(ctx context.Context, s *schema.Schema, detail graph.Detail, f func(*graph.Projection) (digest string, err error)) error {
	if _, err := c.publishing(ctx); err != nil {
		return err
	}
	var held graph.State
	err := c.Project(ctx, s, detail, graph.State{}, func(p *graph.Projection) error {
		digest, err := f(p)
		held = graph.State{Step: p.Step, Detail: detail, Digest: digest}
		return err
	})
	if err != nil {
		return err
	}
	return c.published(ctx, held)
}

// publishing makes the case ready to be published: from now on it is noted what each
// assembling touches. It returns the id of the case, which is made at random then.
func (c *Case) publishing(ctx context.Context) (id string, err error) {
	err = c.write(ctx, func(tx *sql.Tx) error {
		fresh := make([]byte, 16)
		if _, err := rand.Read(fresh); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO meta VALUES ('case', ?), ('step', '0')`, hex.EncodeToString(fresh)); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, `SELECT value FROM meta WHERE key = 'case'`).Scan(&id)
	})
	if err != nil {
		return "", fmt.Errorf("write case file %s: %w", c.path, err)
	}
	return id, nil
}

// published enters that a target holds a state of the case.
func (c *Case) published(ctx context.Context, held graph.State) error {
	err := c.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO publication VALUES (?, ?, ?)`, held.Step, string(held.Detail), held.Digest)
		return err
	})
	if err != nil {
		return fmt.Errorf("write case file %s: %w", c.path, err)
	}
	return nil
}

// Project calls f with the graph of the case as nodes and relationships, from one state
// of the file; with changes alone where a target holds the state from, and the case
// knows it, by the same reader and layout. Nothing of it must be used after f has
// returned. Assemble comes before it.
func (c *Case) Project(ctx context.Context, s *schema.Schema, detail graph.Detail, from graph.State, f func(*graph.Projection) error) error {
	js, err := c.judgementsAt(ctx, 0)
	if err != nil {
		return err
	}
	return c.snapshot(ctx, func(st *stored) error {
		p := &graph.Projection{Source: *st.source(js), Schema: s, Detail: detail}
		err := st.conn.QueryRowContext(ctx, `SELECT coalesce((SELECT value FROM meta WHERE key = 'case'), ''), coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'step'), 0),
			(SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'generation'), (SELECT coalesce(min(reader), '') FROM content)`).Scan(&p.Case, &p.Step, &p.Generation, &p.Reader)
		if err != nil {
			return fmt.Errorf("read case file %s: %w", c.path, explain(err))
		}
		var digest string
		err = st.conn.QueryRowContext(ctx, `SELECT digest FROM publication WHERE step = ? AND detail = ?`, from.Step, string(detail)).Scan(&digest)
		switch {
		case errors.Is(err, sql.ErrNoRows):
		case err != nil:
			return fmt.Errorf("read case file %s: %w", c.path, explain(err))
		case digest == from.Digest && p.Case == from.Case && detail == from.Detail && p.Reader == from.Reader && from.Layout == graph.Layout:
			if p.Changes, err = st.changes(from.Step); err != nil {
				return err
			}
		}
		return f(p)
	})
}

// changes lists the units that were touched after a step and streams the records of
// those that are still there.
func (s *stored) changes(step int64) (*graph.Changes, error) {
	c := &graph.Changes{}
	lists := map[string]*[]string{unitDocument: &c.Documents, unitEntity: &c.Entities, unitEdge: &c.Edges, unitTopic: &c.Topics}
	err := s.each(func(scan func(...any) error) error {
		var kind, id string
		if err := scan(&kind, &id); err != nil {
			return err
		}
		*lists[kind] = append(*lists[kind], id)
		return nil
	}, `SELECT kind, id FROM touched WHERE step > ? ORDER BY kind, id`, step)
	if err != nil {
		return nil, err
	}
	c.Source = graph.Source{
		Parts: func(yield func(*graph.Part) error) error {
			return one(s, c.Documents, itself, documentQuery+`WHERE ref = ?`, s.part, yield)
		},
		Entities: func(yield func(*graph.Entity) error) error {
			return one(s, c.Entities, itself, entityQuery+`WHERE ref = ?`, s.entity, yield)
		},
		Joins: func(yield func(*graph.Join) error) error {
			return one(s, c.Entities, itself, joinQuery+`entity e JOIN join_ j ON j.entity = e.id JOIN profile l ON l.id = j."left" JOIN profile r ON r.id = j."right" WHERE e.ref = ? ORDER BY l.key, r.key`, joinOf, yield)
		},
		Edges: func(yield func(*graph.Edge) error) error {
			return one(s, c.Edges, edgeKeys, edgeQuery+`entity f CROSS JOIN entity t CROSS JOIN edge e ON e."from" = f.id AND e."to" = t.id WHERE e.type = ? AND f.ref = ? AND t.ref = ?`, s.edge, yield)
		},
		Topics: func(yield func(*graph.Topic) error) error {
			return one(s, c.Topics, topicKeys, topicQuery+`entity e JOIN topic t ON t.subject = e.id WHERE t.measure = ? AND e.ref = ?`, s.topic, yield)
		},
	}
	return c, nil
}

// The values by which a record is found whose id is given.
func itself(id string) []any { return []any{id} }

func edgeKeys(id string) []any {
	typ, from, to, _ := graph.ParseEdge(id)
	return []any{typ, from, to}
}

func topicKeys(id string) []any {
	measure, subject, _ := strings.Cut(strings.TrimPrefix(id, "topic/"), " ")
	return []any{measure, subject}
}

// one yields the records that a query gives for each of the ids.
func one[T any](s *stored, ids []string, keys func(id string) []any, query string, read func(scan func(...any) error) (*T, error), yield func(*T) error) error {
	for _, id := range ids {
		err := s.each(func(scan func(...any) error) error {
			record, err := read(scan)
			if err != nil {
				return err
			}
			return yield(record)
		}, query, keys(id)...)
		if err != nil {
			return err
		}
	}
	return nil
}

// note enters which units this transaction has touched, if the case is published.
func (a *assembly) note() {
	if len(a.units) == 0 {
		return
	}
	a.exec(`UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'step'`)
	for _, u := range sortedKeys(a.units) {
		a.exec(`INSERT INTO touched SELECT ?, ?, CAST(value AS INTEGER) FROM meta WHERE key = 'step' ON CONFLICT DO UPDATE SET step = excluded.step`, u[:1], u[1:])
	}
}

// touch marks a unit as touched, if the case is published.
func (a *assembly) touch(kind, ref string) {
	if a.publishing {
		a.units[kind+ref] = true
	}
}
