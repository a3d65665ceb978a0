// Package casefile keeps a case in one SQLite file: the ledger of what was read,
// and the tables derived from it that questions are asked of.
//
// It is the only package that imports the database. When the ledger changes, the
// derived tables are brought up to it document by document: what a change does not
// touch is left as it is, and the result is the same as if all were built anew.
package casefile

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// application marks the file as ours in its header ("case" in ASCII).
const application = 0x63617365

// version is raised when the tables change. Version 4 has an index of words, in version
// 5 rows speak of each other by numbers, in version 6 blocks are numbers.
const version = 6

// What Open finds wrong with a file.
var (
	ErrNotCase = errors.New("not a case file")
	ErrNewer   = errors.New("made by a newer version of this program")
	ErrLocked  = errors.New("in use by another program")
)

// What may hinder a write.
var (
	ErrFull     = errors.New("no room is left on its disk")
	ErrReadOnly = errors.New("it may not be written")
)

//go:embed ledger.sql
var ledgerSQL string

//go:embed schema.sql
var derivedSQL string

//go:embed index.sql
var indexSQL string

// A Case is an open case file. Its methods may be called by many goroutines;
// writers take turns, across processes too.
type Case struct {
	path string
	db   *sql.DB

	changes    sync.Mutex
	generation int // that this Case has written, 0 none
}

// Open opens the case file at path, and makes one if create is set and there is
// none. The error wraps ErrNotCase, ErrNewer or ErrLocked where one of them is
// the cause, and fs.ErrNotExist where there is no file.
func Open(ctx context.Context, path string, create bool) (*Case, error) {
	if _, err := os.Stat(path); err != nil && (!create || !errors.Is(err, os.ErrNotExist)) {
		return nil, fmt.Errorf("open case file: %w", err)
	}
	return open(ctx, path, path)
}

// open opens the file at path; errors name it as name.
func open(ctx context.Context, path, name string) (*Case, error) {
	// A writer that finds another at work waits five seconds for its turn. Ids are
	// hashes, so rows land all over the file: with the 2 MB of pages that SQLite keeps
	// by default a large case reads most of them again and again.
	db, err := sql.Open("sqlite", "file:"+escape(path)+"?_txlock=immediate&_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_pragma=synchronous(full)&_pragma=cache_size(-131072)&_pragma=temp_store(memory)")
	if err != nil {
		return nil, fmt.Errorf("open case file %s: %w", name, err)
	}
	c := &Case{path: path, db: db}
	if err := c.prepare(ctx); err != nil {
		db.Close()
		return nil, fmt.Errorf("open case file %s: %w", name, explain(err))
	}
	return c, nil
}

// escape makes a path fit for an SQLite URI.
func escape(path string) string {
	return strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)
}

func (c *Case) prepare(ctx context.Context) error {
	var app, have, tables int
	if err := c.db.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&app); err != nil {
		return err
	}
	if err := c.db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&have); err != nil {
		return err
	}
	if err := c.db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema`).Scan(&tables); err != nil {
		return err
	}
	switch {
	case app == application && have == version:
		return nil
	case app == application && have > 0 && have < version:
		return c.upgrade(ctx)
	case app == application && have > version:
		return fmt.Errorf("%w (%d, this is %d)", ErrNewer, have, version)
	case app != 0 || tables != 0:
		return ErrNotCase
	}
	if _, err := c.db.ExecContext(ctx, `PRAGMA journal_mode = wal`); err != nil {
		return err
	}
	return c.write(ctx, func(tx *sql.Tx) error {
		// Two programs may find the file empty at once: the second one looks again.
		if err := tx.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&app); err != nil || app == application {
			return err
		}
		for _, s := range []string{
			ledgerSQL, derivedSQL, indexSQL, searchSQL,
			`INSERT INTO meta VALUES ('generation', '0'), ('kept', '0')`,
			fmt.Sprintf(`PRAGMA application_id = %d`, application),
			fmt.Sprintf(`PRAGMA user_version = %d`, version),
		} {
			if _, err := tx.ExecContext(ctx, s); err != nil {
				return err
			}
		}
		return nil
	})
}

// explain turns the database's codes into our errors.
func explain(err error) error {
	var se *sqlite.Error
	if !errors.As(err, &se) {
		return err
	}
	switch se.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("%w: %w", ErrLocked, err)
	case sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%w: %w", ErrNotCase, err)
	case sqlite3.SQLITE_INTERRUPT: // so it ends a statement whose context is done
		return fmt.Errorf("%w: %w", context.Canceled, err)
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%w: %w", ErrFull, err)
	case sqlite3.SQLITE_READONLY:
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	}
	return err
}

// Path returns the path that the case file was opened by.
func (c *Case) Path() string { return c.path }

// Close closes the file.
func (c *Case) Close() error { return c.db.Close() }

// DB returns the database, for questions; writing to it voids every promise.
func (c *Case) DB() *sql.DB { return c.db }

// write runs f in one transaction.
func (c *Case) write(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return explain(err)
	}
	defer tx.Rollback() // after a commit this does nothing
	if err := f(tx); err != nil {
		return explain(err)
	}
	return explain(tx.Commit())
}

type queryer interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func number(ctx context.Context, q queryer, key string) (int, error) {
	var s string
	if err := q.QueryRowContext(ctx, `SELECT value FROM meta WHERE key = ?`, key).Scan(&s); err != nil {
		return 0, fmt.Errorf("read %s: %w", key, err)
	}
	return strconv.Atoi(s)
}

func setNumber(ctx context.Context, tx *sql.Tx, key string, n int) error {
	_, err := tx.ExecContext(ctx, `UPDATE meta SET value = ? WHERE key = ?`, strconv.Itoa(n), key)
	return err
}
