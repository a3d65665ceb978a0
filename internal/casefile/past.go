package casefile

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"casegraph/internal/graph"
	"casegraph/internal/reading"
)

// ErrNotKept is wrapped where the case file does not hold a generation's state.
var ErrNotKept = errors.New("the case file does not keep that generation")

// SourceAt is the graph as it was after a generation, built from what the ledger
// keeps of it. Generation 0 is the empty case.
func (c *Case) SourceAt(ctx context.Context, rules Rules, generation int) (*graph.Source, error) {
	now, err := number(ctx, c.db, "generation")
	if err != nil {
		return nil, fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	first, err := number(ctx, c.db, "kept")
	if err != nil {
		return nil, fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	if generation < first && generation > 0 || generation > now {
		gone := ""
		if generation < first {
			gone = fmt.Sprintf("what was before generation %d is gone; ", first)
		}
		return nil, fmt.Errorf("generation %d of %s: %w: %sit has %d to %d", generation, c.path, ErrNotKept, gone, max(first, 1), now)
	}
	b := base{readings: func(func(*Live) error) error { return nil }}
	if generation > 0 {
		if b.judgements, err = c.judgementsAt(ctx, generation); err != nil {
			return nil, err
		}
		held, err := c.heldAt(ctx, generation)
		if err != nil {
			return nil, fmt.Errorf("read case file %s: %w", c.path, explain(err))
		}
		b.readings = func(yield func(*Live) error) error { return c.past(ctx, held, yield) }
	}
	return b.source(rules)
}

// A kept reading is a row of reading or, where row is not 0, of past.
type kept struct {
	document string
	row      int64
	uris     []string // of the places that held its content, sorted
}

// heldAt lists the readings that held after a generation, in order of document.
func (c *Case) heldAt(ctx context.Context, generation int) ([]kept, error) {
	type place struct{ uri, content string }
	places := map[string]place{}
	if err := c.rows(ctx, c.db, func(v []any) error {
		places[v[0].(string)] = place{v[1].(string), v[2].(string)}
		return nil
	}, `SELECT place, uri, content FROM sighting`); err != nil {
		return nil, err
	}
	if err := c.rows(ctx, c.db, func(v []any) error {
		at, uri, old := v[0].(string), v[1].(string), v[2].(string)
		if old == "" {
			delete(places, at)
		} else {
			places[at] = place{uri, old}
		}
		return nil
	}, `SELECT place, uri, old FROM change WHERE generation > ? ORDER BY rowid DESC`, generation); err != nil {
		return nil, err
	}
	uris := map[string][]string{}
	for _, p := range places {
		uris[p.content] = append(uris[p.content], p.uri)
	}
	var out []kept
	for _, content := range sortedKeys(uris) {
		at := uris[content]
		slices.Sort(at)
		at = slices.Compact(at)
		// What was taken out first after the generation is what held then.
		found := false
		if err := c.rows(ctx, c.db, func(v []any) error {
			found = true
			out = append(out, kept{v[0].(string), v[1].(int64), at})
			return nil
		}, `SELECT document, rowid FROM past WHERE content = ?1 AND until = (SELECT min(until) FROM past WHERE content = ?1 AND until > ?2)`, content, generation); err != nil {
			return nil, err
		}
		if found {
			continue
		}
		if err := c.rows(ctx, c.db, func(v []any) error {
			out = append(out, kept{v[0].(string), 0, at})
			return nil
		}, `SELECT document FROM reading WHERE content = ?`, content); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(out, func(x, y kept) int { return strings.Compare(x.document, y.document) })
	return out, nil
}

func (c *Case) past(ctx context.Context, held []kept, yield func(*Live) error) error {
	for _, k := range held {
		query, args := `SELECT part, text, reading FROM reading WHERE document = ?`, any(k.document)
		if k.row != 0 {
			query, args = `SELECT part, text, reading FROM past WHERE rowid = ?`, any(k.row)
		}
		var part, text string
		var blob []byte
		if err := c.db.QueryRowContext(ctx, query, args).Scan(&part, &text, &blob); err != nil {
			return fmt.Errorf("read case file %s: %w", c.path, explain(err))
		}
		r, err := reading.Decode(blob)
		if err != nil {
			return fmt.Errorf("read case file %s: document %s: %w", c.path, k.document, err)
		}
		r.Document.Text = text
		l := &Live{Reading: r}
		for i, u := range k.uris {
			if i == 0 {
				r.Document.URI = u + part
			} else {
				l.URIs = append(l.URIs, u+part)
			}
		}
		if err := yield(l); err != nil {
			return err
		}
	}
	return nil
}
