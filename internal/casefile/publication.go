package casefile

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"

	"casegraph/internal/graph"
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

// A Mark says which state of which case a target holds.
type Mark struct {
	Case   string // made at random when a case is first published
	Step   int64
	Detail string
	Digest string // of the projection
}

// Publishing makes the case ready to be published: from now on it is noted what each
// assembling touches. It returns the mark of the case, its digest not known yet.
func (c *Case) Publishing(ctx context.Context) (Mark, error) {
	var m Mark
	err := c.write(ctx, func(tx *sql.Tx) error {
		id := make([]byte, 16)
		if _, err := rand.Read(id); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO meta VALUES ('case', ?), ('step', '0')`, hex.EncodeToString(id)); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, `SELECT c.value, CAST(s.value AS INTEGER) FROM meta c, meta s WHERE c.key = 'case' AND s.key = 'step'`).Scan(&m.Case, &m.Step)
	})
	if err != nil {
		return m, fmt.Errorf("write case file %s: %w", c.path, err)
	}
	return m, nil
}

// Published enters that a target holds a state of the case.
func (c *Case) Published(ctx context.Context, m Mark) error {
	err := c.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO publication VALUES (?, ?, ?)`, m.Step, m.Detail, m.Digest)
		return err
	})
	if err != nil {
		return fmt.Errorf("write case file %s: %w", c.path, err)
	}
	return nil
}

// Since calls f with the whole graph and, where the case knows the state that a target
// holds, with what was touched since; else changes is nil. now is the mark of the
// state, its digest not known yet. Nothing of it must be used after f has returned.
func (c *Case) Since(ctx context.Context, target Mark, f func(now Mark, whole *graph.Source, changes *graph.Changes) error) error {
	js, err := c.judgementsAt(ctx, 0)
	if err != nil {
		return err
	}
	return c.snapshot(ctx, func(s *stored) error {
		now := Mark{Detail: target.Detail}
		err := s.conn.QueryRowContext(ctx, `SELECT c.value, CAST(s.value AS INTEGER) FROM meta c, meta s WHERE c.key = 'case' AND s.key = 'step'`).Scan(&now.Case, &now.Step)
		if err != nil {
			return fmt.Errorf("read case file %s: %w", c.path, explain(err))
		}
		whole := &graph.Source{Parts: s.parts, Entities: s.entities, Joins: s.joins, Edges: s.edges, Topics: s.topics, Judgements: js}
		var digest string
		err = s.conn.QueryRowContext(ctx, `SELECT digest FROM publication WHERE step = ? AND detail = ?`, target.Step, target.Detail).Scan(&digest)
		switch {
		case errors.Is(err, sql.ErrNoRows) || err == nil && (digest != target.Digest || now.Case != target.Case):
			return f(now, whole, nil)
		case err != nil:
			return fmt.Errorf("read case file %s: %w", c.path, explain(err))
		}
		changes, err := s.changes(target.Step)
		if err != nil {
			return err
		}
		return f(now, whole, changes)
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
			return one(s, c.Documents, documentQuery+`WHERE id = ?`, s.part, yield)
		},
		Entities: func(yield func(*graph.Entity) error) error {
			return one(s, c.Entities, entityQuery+`WHERE id = ?`, s.entity, yield)
		},
		Joins: func(yield func(*graph.Join) error) error {
			return one(s, c.Entities, joinQuery+`WHERE entity = ? ORDER BY id`, joinOf, yield)
		},
		Edges: func(yield func(*graph.Edge) error) error {
			return one(s, c.Edges, edgeQuery+`WHERE id = ?`, s.edge, yield)
		},
		Topics: func(yield func(*graph.Topic) error) error {
			return one(s, c.Topics, topicQuery+`WHERE id = ?`, s.topic, yield)
		},
	}
	return c, nil
}

// one yields the records that a query gives for each of the ids.
func one[T any](s *stored, ids []string, query string, read func(scan func(...any) error) (*T, error), yield func(*T) error) error {
	for _, id := range ids {
		err := s.each(func(scan func(...any) error) error {
			record, err := read(scan)
			if err != nil {
				return err
			}
			return yield(record)
		}, query, id)
		if err != nil {
			return err
		}
	}
	return nil
}

// note enters which units this transaction has touched, if the case is published.
func (a *assembly) note() {
	if len(a.units) == 0 || !a.one(`SELECT 1 FROM meta WHERE key = 'case'`, nil, new(int)) {
		return
	}
	a.exec(`UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'step'`)
	for _, u := range sortedKeys(a.units) {
		a.exec(`INSERT INTO touched SELECT ?, ?, CAST(value AS INTEGER) FROM meta WHERE key = 'step' ON CONFLICT DO UPDATE SET step = excluded.step`, u[:1], u[1:])
	}
}

// touch marks a unit as touched.
func (a *assembly) touch(kind, id string) { a.units[kind+id] = true }
