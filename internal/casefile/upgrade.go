package casefile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// keptTables are those of an older version whose rows hold in this one.
func keptTables(have int) string {
	switch {
	case have < 3:
		return `'meta', 'sighting', 'content', 'reading'`
	case have < 4:
		return `'meta', 'sighting', 'content', 'reading', 'judgement', 'change', 'past'`
	}
	return `'meta', 'sighting', 'content', 'reading', 'judgement', 'change', 'past', 'touched', 'publication', 'failure', 'run'`
}

// upgrade brings a file of an older version up to this one, once a copy of it as it
// was stands beside it. Its derived tables are built anew from what the ledger holds;
// of what versions before 3 held before nothing is known.
func (c *Case) upgrade(ctx context.Context) error {
	// The transaction keeps other writers off, so that the copy is of what is upgraded.
	return c.write(ctx, func(tx *sql.Tx) error {
		var have int
		if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&have); err != nil || have == version {
			return err // another program was first
		}
		if err := c.backUp(ctx, have); err != nil {
			return fmt.Errorf("it is of version %d and is not upgraded without a copy: %w", have, explain(err))
		}
		w := newWriter(ctx, tx)
		for _, v := range w.texts(`SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name`) {
			w.exec(`DROP VIEW "` + v + `"`)
		}
		for _, t := range w.texts(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN (` + keptTables(have) + `) ORDER BY name`) {
			w.exec(`DROP TABLE IF EXISTS "` + t + `"`) // the tables of an index of words go with it
		}
		if w.err != nil {
			return w.err
		}
		// The tables that stay are as they were; what the ledger has besides is new.
		for _, s := range []string{
			strings.NewReplacer("CREATE TABLE ", "CREATE TABLE IF NOT EXISTS ", "CREATE INDEX ", "CREATE INDEX IF NOT EXISTS ").Replace(ledgerSQL), derivedSQL, indexSQL, searchSQL,
			`DELETE FROM meta WHERE key = 'assembled'`,
			`INSERT OR IGNORE INTO meta SELECT 'kept', value FROM meta WHERE key = 'generation'`,
			`DELETE FROM dirty`,
			`INSERT INTO dirty SELECT document FROM reading`,
			`DELETE FROM publication`, // what a store holds may be gone from here without a trace: the next one is whole
			fmt.Sprintf(`PRAGMA user_version = %d`, version),
		} {
			if _, err := tx.ExecContext(ctx, s); err != nil {
				return err
			}
		}
		return nil
	})
}

// BackupOf is where the copy of a case file of an older version is kept.
func BackupOf(path string, version int) string { return fmt.Sprintf("%s.v%d.bak", path, version) }

// Backups lists the copies of older versions that stand beside a case file.
func Backups(path string) (found []string) {
	for v := 1; v < version; v++ {
		if _, err := os.Stat(BackupOf(path, v)); err == nil {
			found = append(found, BackupOf(path, v))
		}
	}
	return found
}

// backUp copies the file as it is, unless there is a copy already. The copy appears
// whole or not at all.
func (c *Case) backUp(ctx context.Context, have int) error {
	to := BackupOf(c.path, have)
	info, err := os.Stat(to)
	switch {
	case err == nil && info.Mode().IsRegular():
		return nil
	case err == nil:
		return fmt.Errorf("%s is no file", to)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	part := to + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) { // of an upgrade that was interrupted
		return err
	}
	defer os.Remove(part) // after the rename it is not there
	if _, err := c.db.ExecContext(ctx, `VACUUM INTO ?`, part); err != nil {
		return fmt.Errorf("%s: %w", to, err)
	}
	if err := flush(part); err != nil {
		return err
	}
	return os.Rename(part, to)
}

// flush makes sure that a file is on disk.
func flush(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
