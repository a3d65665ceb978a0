package casefile_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"

	"casegraph/internal/casefile"
)

// TestUpgrade opens a case file whose arguments do not tell the way to them yet.
func TestUpgrade(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "old.db")
	c, err := casefile.Open(ctx, path, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{`ALTER TABLE argument DROP COLUMN path`, `PRAGMA user_version = 1`} {
		if _, err := db.ExecContext(ctx, s); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if c, err = casefile.Open(ctx, path, false); err != nil {
			t.Fatal(err)
		}
		if _, _, err := c.Query(ctx, `SELECT path FROM argument`, nil); err != nil {
			t.Error(err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
