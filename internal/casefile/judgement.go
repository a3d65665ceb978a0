package casefile

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"casegraph/internal/judge"
)

// A Judged is a live judgement of the case.
type Judged struct {
	N int // by which it is undone
	judge.Judgement
	Lost []judge.Anchor // anchors that no document of the case bears now: the judgement waits
}

// ErrNoJudgement is wrapped where a judgement does not exist or was undone.
var ErrNoJudgement = errors.New("no such judgement")

// Judge enters judgements, in one transaction. A judgement that the case has already
// is not entered again. It returns the number of each. A document that an anchor
// names need not be in the case: the judgement waits for it.
func (c *Case) Judge(ctx context.Context, js ...judge.Judgement) ([]int, error) {
	ns := make([]int, len(js))
	err := c.change(ctx, func(e *entry) error {
		for i, j := range js {
			if err := j.Check(); err != nil {
				return err
			}
			j.Identify()
			var err error
			if ns[i], err = e.judge(j); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("judge in case file %s: %w", c.path, err)
	}
	return ns, nil
}

// judge enters a judgement that has its id, unless the case has it, and returns its
// number.
func (e *entry) judge(j judge.Judgement) (n int, err error) {
	err = e.tx.QueryRowContext(e.ctx, `SELECT n FROM judgement WHERE id = ? AND until = 0`, j.ID).Scan(&n)
	if err == nil || !errors.Is(err, sql.ErrNoRows) {
		return n, err
	}
	all, err := json.Marshal(j)
	if err != nil {
		return 0, err
	}
	right := judge.Anchor{}
	if j.Right != nil {
		right = *j.Right
	}
	if err := e.tx.QueryRowContext(e.ctx, `INSERT INTO judgement (id, kind, left_document, left_uri, right_document, right_uri, judgement, since, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0) RETURNING n`,
		j.ID, string(j.Kind), j.Left.Document, j.Left.URI, right.Document, right.URI, string(all), e.generation).Scan(&n); err != nil {
		return 0, err
	}
	e.changed = true
	return n, e.touch(j)
}

// Undo withdraws the judgement of a number: the case is as if it had never been.
func (c *Case) Undo(ctx context.Context, n int) (judge.Judgement, error) {
	var j judge.Judgement
	err := c.change(ctx, func(e *entry) error {
		var all string
		err := e.tx.QueryRowContext(ctx, `SELECT judgement FROM judgement WHERE n = ? AND until = 0`, n).Scan(&all)
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("%w: number %d", ErrNoJudgement, n)
		}
		if err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(all), &j); err != nil {
			return err
		}
		if err := e.exec(`UPDATE judgement SET until = ? WHERE n = ?`, e.generation, n); err != nil {
			return err
		}
		e.changed = true
		return e.touch(j)
	})
	if err != nil {
		return j, fmt.Errorf("undo in case file %s: %w", c.path, err)
	}
	return j, nil
}

// touch marks the documents that a judgement speaks of.
func (e *entry) touch(j judge.Judgement) error {
	anchors := []judge.Anchor{j.Left}
	if j.Right != nil {
		anchors = append(anchors, *j.Right)
	}
	for _, a := range anchors {
		if err := e.exec(`INSERT OR IGNORE INTO dirty SELECT document FROM reading WHERE document = ?`, a.Document); err != nil {
			return err
		}
		uri, part := splitURI(a.URI)
		if err := e.exec(`INSERT OR IGNORE INTO dirty `+atURI, uri, part); err != nil {
			return err
		}
	}
	return nil
}

// atURI finds the documents that are known by a URI, given as the place's and the
// part inside of it.
const atURI = `SELECT r.document FROM sighting s JOIN reading r ON r.content = s.content WHERE s.uri = ? AND r.part = ? ORDER BY 1`

// splitURI parts container!/part; the part is "" of a file that holds one document.
func splitURI(uri string) (place, part string) {
	if i := strings.Index(uri, "!/"); i >= 0 {
		return uri[:i], uri[i:]
	}
	return uri, ""
}

// Judgements returns the live judgements in order of number, as the derived tables
// show them: call Assemble before.
func (c *Case) Judgements(ctx context.Context) ([]Judged, error) {
	rows, err := c.db.QueryContext(ctx, `SELECT j.n, j.judgement,
		EXISTS (SELECT 1 FROM anchor a WHERE a.judgement = j.id AND a.side = 0),
		EXISTS (SELECT 1 FROM anchor a WHERE a.judgement = j.id AND a.side = 1)
		FROM judgement j WHERE j.until = 0 ORDER BY j.n`)
	if err != nil {
		return nil, fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	defer rows.Close()
	var out []Judged
	for rows.Next() {
		var j Judged
		var all string
		var left, right bool
		if err := rows.Scan(&j.N, &all, &left, &right); err != nil {
			return nil, fmt.Errorf("read case file %s: %w", c.path, explain(err))
		}
		if err := json.Unmarshal([]byte(all), &j.Judgement); err != nil {
			return nil, fmt.Errorf("read case file %s: judgement %d: %w", c.path, j.N, err)
		}
		if !left {
			j.Lost = append(j.Lost, j.Left)
		}
		if j.Right != nil && !right {
			j.Lost = append(j.Lost, *j.Right)
		}
		out = append(out, j)
	}
	return out, rows.Err()
}

// Contradicted lists the live judgements of names that do not hold, because others
// say the contrary, as the derived tables show them: call Assemble before.
func (c *Case) Contradicted(ctx context.Context) ([]Judged, error) {
	at := map[string]bool{}
	if err := c.rows(ctx, c.db, func(v []any) error {
		at[v[0].(string)] = true
		return nil
	}, `SELECT j.id FROM judgement j JOIN anchor x ON x.judgement = j.id AND x.side = 0 JOIN anchor y ON y.judgement = j.id AND y.side = 1
		JOIN profile p ON p.key = x.profile JOIN profile q ON q.key = y.profile
		WHERE j.until = 0 AND j.kind IN ('same', 'different') AND (p.entity = q.entity) <> (j.kind = 'same')`); err != nil {
		return nil, fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	js, err := c.Judgements(ctx)
	return slices.DeleteFunc(js, func(j Judged) bool { return !at[j.ID] }), err
}

// Forget takes the source out of the case that holds the document of an id, a URI or
// a path; of a container all its documents. The text stays in the file's history. It
// returns the URIs of the places that were forgotten.
func (c *Case) Forget(ctx context.Context, document string) ([]string, error) {
	var uris []string
	err := c.change(ctx, func(e *entry) error {
		w := newWriter(ctx, e.tx)
		uri, _ := splitURI(document)
		contents := w.texts(`SELECT content FROM reading WHERE document = ? UNION SELECT content FROM sighting WHERE uri = ? OR place = ? ORDER BY 1`, document, uri, uri)
		if w.err != nil {
			return w.err
		}
		if len(contents) == 0 {
			return fmt.Errorf("the case holds no document %q", document)
		}
		byPlace := w.texts(`SELECT place FROM sighting WHERE uri = ? OR place = ? ORDER BY 1`, uri, uri)
		for _, content := range contents {
			places := byPlace
			if len(places) == 0 {
				places = w.texts(`SELECT place FROM sighting WHERE content = ? ORDER BY 1`, content)
			}
			for _, p := range places {
				var u string
				if !w.one(`SELECT uri FROM sighting WHERE place = ? AND content = ?`, []any{p, content}, &u) {
					continue
				}
				uris = append(uris, u)
				w.exec(`DELETE FROM sighting WHERE place = ?`, p)
				w.exec(`INSERT INTO change VALUES (?, ?, ?, ?, ?, '')`, e.generation, p, string(Forgotten), u, content)
			}
			if w.err != nil {
				return w.err
			}
			if err := e.left(content); err != nil {
				return err
			}
		}
		e.changed = true
		return w.err
	})
	if err != nil {
		return nil, fmt.Errorf("forget in case file %s: %w", c.path, err)
	}
	return uris, nil
}
