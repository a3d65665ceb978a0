package casefile_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"casegraph/internal/casefile"
)

// TestUpgrade opens a case file of the version before judgements: what it holds is
// assembled anew, and of the time before nothing is told.
func TestUpgrade(t *testing.T) {
	ctx := t.Context()
	c := fixture(t)
	src, err := c.Source(ctx, rules(t))
	if err != nil {
		t.Fatal(err)
	}
	want := written(t, src)
	rows := everythingOf(t, c, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('meta', 'sighting', 'content', 'reading')`)
	for _, s := range append(rows, "") {
		q := `DROP TABLE IF EXISTS ` + s
		if s == "" {
			q = `PRAGMA user_version = 2`
		}
		if _, err := c.DB().ExecContext(ctx, q); err != nil {
			t.Fatal(err)
		}
	}
	for _, q := range []string{
		`DELETE FROM meta WHERE key = 'kept'`, `INSERT INTO meta VALUES ('assembled', '3')`, `UPDATE meta SET value = '3' WHERE key = 'generation'`,
		// As they were then.
		`CREATE TABLE change (generation INTEGER NOT NULL, place TEXT NOT NULL, kind TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL) STRICT`,
		`CREATE TABLE argument (claim TEXT NOT NULL, n INTEGER NOT NULL)`,
	} {
		if _, err := c.DB().ExecContext(ctx, q); err != nil {
			t.Fatal(err)
		}
	}
	path := c.Path()
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if c, err = casefile.Open(ctx, filepath.Clean(path), false); err != nil {
			t.Fatal(err)
		}
		agree(t, c, rules(t))
		got, err := c.Source(ctx, rules(t))
		if err != nil {
			t.Fatal(err)
		}
		if written(t, got) != want {
			t.Error("another graph than before")
		}
		if _, err := c.SourceAt(ctx, rules(t), 1); !errors.Is(err, casefile.ErrNotKept) || !strings.Contains(err.Error(), "generation 1") {
			t.Errorf("a generation of which nothing is kept: %v", err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func everythingOf(t *testing.T, c *casefile.Case, query string) (out []string) {
	t.Helper()
	rows, err := c.DB().Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
