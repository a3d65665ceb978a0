package casefile

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A Failure is a source that could not be read when it was last tried.
type Failure struct {
	Place      string // absolute path, "-" for standard input
	URI        string // the path as it was given
	Reason     string
	Generation int // the one that held when it failed
}

// A Run is what one call of the program did with the case file.
type Run struct {
	Ended      time.Time
	Verb       string
	Did        string // counts, in words; it names no report
	Generation int    // the one that held at its end; set by Ran
}

// A Status tells how a case file stands, without bringing anything up to date.
type Status struct {
	Generation, Kept int // Kept is the first generation whose state can be built again
	Live             int // documents
	Corrected        int // documents that another content took the place of, as far as history is kept
	Forgotten        int // documents that a person took out, as far as history is kept
	Contents         []ByReader
	Judgements       int
	Failures         []Failure // in order of place
	Pending          int       // documents that the derived tables do not show as they are
	Erasing          bool      // what was erased may still stand in free pages or in the log
	Last             *Run      // nil where none is known
	Sizes            Sizes
}

// ByReader is how many contents one reader has read.
type ByReader struct {
	Fingerprint string
	Contents    int
}

// Sizes are in bytes.
type Sizes struct {
	File, WAL      int64
	Text, Readings int64 // of the live documents
	Past           int64 // texts and readings that history keeps
	Free           int64 // pages of the file that hold nothing
	Derived        int64 // the rest: the derived tables, the indices and what rows cost
}

// Status reads how the case file stands.
func (c *Case) Status(ctx context.Context) (*Status, error) {
	s := &Status{}
	err := c.status(ctx, s)
	if err != nil {
		return nil, fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	return s, nil
}

func (c *Case) status(ctx context.Context, s *Status) (err error) {
	if s.Generation, err = number(ctx, c.db, "generation"); err != nil {
		return err
	}
	if s.Kept, err = number(ctx, c.db, "kept"); err != nil {
		return err
	}
	var pages, free, size int64
	for _, q := range []struct {
		query string
		to    any
	}{
		{`SELECT count(*) FROM reading`, &s.Live},
		{outOf(Corrected), &s.Corrected},
		{outOf(Forgotten), &s.Forgotten},
		{`SELECT count(*) FROM judgement WHERE until = 0`, &s.Judgements},
		{`SELECT (SELECT count(*) FROM dirty) + (SELECT count(*) FROM pending WHERE kind = 'document' AND id NOT IN (SELECT document FROM dirty))`, &s.Pending},
		{`SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'erasing')`, &s.Erasing},
		// The lengths stand in the heads of the rows: no text is read.
		{`SELECT coalesce(sum(octet_length(text)), 0) FROM reading`, &s.Sizes.Text},
		{`SELECT coalesce(sum(octet_length(reading)), 0) FROM reading`, &s.Sizes.Readings},
		{`SELECT coalesce(sum(octet_length(text) + octet_length(reading)), 0) FROM past`, &s.Sizes.Past},
		{`PRAGMA page_count`, &pages},
		{`PRAGMA freelist_count`, &free},
		{`PRAGMA page_size`, &size},
	} {
		if err := c.db.QueryRowContext(ctx, q.query).Scan(q.to); err != nil {
			return err
		}
	}
	s.Sizes.Free = free * size
	s.Sizes.Derived = max(0, (pages-free)*size-s.Sizes.Text-s.Sizes.Readings-s.Sizes.Past)
	if s.Sizes.File, err = sizeOf(c.path); err != nil {
		return err
	}
	if s.Sizes.WAL, err = sizeOf(c.path + "-wal"); err != nil {
		return err
	}
	if err := c.rows(ctx, c.db, func(v []any) error {
		s.Contents = append(s.Contents, ByReader{v[0].(string), int(v[1].(int64))})
		return nil
	}, `SELECT reader, count(*) FROM content GROUP BY reader ORDER BY 2 DESC, 1`); err != nil {
		return err
	}
	if s.Failures, err = c.failures(ctx); err != nil {
		return err
	}
	return c.rows(ctx, c.db, func(v []any) error {
		ended, err := time.Parse(time.RFC3339, v[0].(string))
		if err != nil {
			return fmt.Errorf("the last run: %w", err)
		}
		s.Last = &Run{ended, v[1].(string), v[2].(string), int(v[3].(int64))}
		return nil
	}, `SELECT ended, verb, did, generation FROM run ORDER BY n DESC LIMIT 1`)
}

// outOf counts the documents of the past that are not live and whose content was
// last taken out in the given way.
func outOf(how Outcome) string {
	return `SELECT count(DISTINCT document) FROM past p WHERE NOT EXISTS (SELECT 1 FROM content c WHERE c.content = p.content)
		AND '` + string(how) + `' = (SELECT kind FROM change x WHERE x.old = p.content AND x.new <> p.content ORDER BY x.rowid DESC LIMIT 1)`
}

// sizeOf is 0 of a file that is not there.
func sizeOf(path string) (int64, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// Failures lists what could not be read when it was last tried, in order of place.
func (c *Case) Failures(ctx context.Context) ([]Failure, error) {
	out, err := c.failures(ctx)
	if err != nil {
		return nil, fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	return out, nil
}

func (c *Case) failures(ctx context.Context) (out []Failure, err error) {
	err = c.rows(ctx, c.db, func(v []any) error {
		out = append(out, Failure{v[0].(string), v[1].(string), v[2].(string), int(v[3].(int64))})
		return nil
	}, `SELECT place, uri, reason, generation FROM failure ORDER BY place`)
	return out, err
}

// Ran enters the end of a run: what it did, and what it could not read. Under the
// paths that it has looked through to the end nothing else fails any more.
func (c *Case) Ran(ctx context.Context, run Run, looked []string, failed []Failure) error {
	err := c.change(ctx, func(e *entry) error {
		w := newWriter(ctx, e.tx)
		generation, err := number(ctx, e.tx, "generation") // a run is no change of the case
		if err != nil {
			return err
		}
		for _, place := range w.texts(`SELECT place FROM failure ORDER BY place`) {
			for _, l := range looked {
				if place == l || strings.HasPrefix(place, strings.TrimSuffix(l, string(filepath.Separator))+string(filepath.Separator)) {
					w.exec(`DELETE FROM failure WHERE place = ?`, place)
				}
			}
		}
		for _, f := range failed {
			w.exec(`INSERT INTO failure VALUES (?, ?, ?, ?) ON CONFLICT (place) DO UPDATE SET uri = excluded.uri, reason = excluded.reason, generation = excluded.generation`, f.Place, f.URI, f.Reason, generation)
		}
		w.exec(`INSERT INTO run (ended, verb, did, generation) VALUES (?, ?, ?, ?)`, run.Ended.UTC().Format(time.RFC3339), run.Verb, run.Did, generation)
		return w.err
	})
	if err != nil {
		return fmt.Errorf("write case file %s: %w", c.path, err)
	}
	return nil
}
