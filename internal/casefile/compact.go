package casefile

import (
	"context"
	"database/sql"
	"fmt"
)

// History is what a case file keeps of the time before its last generation.
type History struct {
	From, To  int   // the generations that can be built again
	Documents int   // texts with their readings, as they were
	Changes   int   // of places
	Bytes     int64 // of the texts and readings
}

// History tells what Compact would drop.
func (c *Case) History(ctx context.Context) (h History, err error) {
	if h.To, err = number(ctx, c.db, "generation"); err == nil {
		h.From, err = number(ctx, c.db, "kept")
	}
	if err == nil {
		err = c.db.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(octet_length(text) + octet_length(reading)), 0), (SELECT count(*) FROM change) FROM past`).Scan(&h.Documents, &h.Bytes, &h.Changes)
	}
	if err != nil {
		return h, fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	return h, nil
}

// Compact drops what the case file keeps of the time before its last generation, and
// gives the room back. The live case stays as it is; withdrawn judgements stay too,
// so that a merge does not bring them back.
func (c *Case) Compact(ctx context.Context) error {
	err := c.write(ctx, func(tx *sql.Tx) error {
		w := newWriter(ctx, tx)
		w.exec(`DELETE FROM past`)
		w.exec(`DELETE FROM change`)
		w.exec(`UPDATE meta SET value = (SELECT value FROM meta WHERE key = 'generation') WHERE key = 'kept'`)
		return w.err
	})
	if err != nil {
		return fmt.Errorf("compact case file %s: %w", c.path, err)
	}
	if err := c.rewrite(ctx); err != nil {
		return fmt.Errorf("compact case file %s: its history is dropped, the room not yet given back: %w", c.path, err)
	}
	return nil
}

// rewrite writes the file anew, with live rows only, and empties the write-ahead
// log: what was deleted stands in neither after it.
func (c *Case) rewrite(ctx context.Context) error {
	conn, err := c.db.Conn(ctx)
	if err != nil {
		return explain(err)
	}
	defer conn.Close()
	// A rewritten file is as large as the case: too large for memory.
	for _, s := range []string{`PRAGMA secure_delete = on`, `PRAGMA temp_store = file`, `VACUUM`, `PRAGMA temp_store = memory`} {
		if _, err := conn.ExecContext(ctx, s); err != nil {
			return explain(err)
		}
	}
	var busy, frames, done int
	if err := conn.QueryRowContext(ctx, `PRAGMA wal_checkpoint(truncate)`).Scan(&busy, &frames, &done); err != nil {
		return explain(err)
	}
	if busy != 0 {
		return fmt.Errorf("its write-ahead log is being read: %w", ErrLocked)
	}
	return nil
}
