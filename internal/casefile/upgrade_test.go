package casefile_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casegraph/internal/casefile"
	"casegraph/internal/graph/graphtest"
	"casegraph/internal/judge"
)

// older makes a case file of an older version, with the schema that it had then, and
// with what a case holds, as far as that version could hold it.
func older(t *testing.T, from *casefile.Case, version int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "old.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	schema, err := os.ReadFile(fmt.Sprintf("testdata/v%d.sql", version))
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{`PRAGMA journal_mode = wal`, string(schema), `PRAGMA application_id = 0x63617365`, fmt.Sprintf(`PRAGMA user_version = %d`, version)} {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	tables := []string{"content", "sighting", "reading"}
	if version >= 3 {
		tables = append(tables, "judgement", "change", "past", "meta")
		if version >= 4 {
			tables = append(tables, "touched", "publication", "failure", "run")
		}
	} else if _, err := db.Exec(`INSERT INTO meta VALUES ('generation', '3'), ('assembled', '3')`); err != nil {
		t.Fatal(err)
	}
	if version >= 4 {
		if _, err := db.Exec(`INSERT INTO publication VALUES (1, 'claims', 'digest')`); err != nil {
			t.Fatal(err)
		}
	}
	for _, table := range tables {
		columns, rows, err := from.Query(t.Context(), `SELECT * FROM `+table, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			if _, err := db.Exec(`INSERT INTO `+table+` VALUES (?`+strings.Repeat(`, ?`, len(columns)-1)+`)`, r...); err != nil {
				t.Fatal(err)
			}
		}
	}
	return path
}

// judged is the fixture with a judgement and a history of two generations.
func judged(t *testing.T) *casefile.Case {
	t.Helper()
	c := fixture(t)
	rs := graphtest.Readings()
	left, right := rs[0].Mentions[0], rs[1].Mentions[0]
	r := anchorOf(rs[1], "/b.txt", right.Start, right.End)
	path := c.Path()
	c.Close()
	var err error
	if c, err = casefile.Open(t.Context(), path, false); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if _, err := c.Judge(t.Context(), judge.Judgement{Kind: judge.Different, Left: anchorOf(rs[0], "/a.txt", left.Start, left.End), Right: &r, Reason: "two", By: "test"}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Forget(t.Context(), "/c.txt"); err != nil {
		t.Fatal(err)
	}
	agree(t, c, rules(t))
	return c
}

func export(t testing.TB, c *casefile.Case) string {
	t.Helper()
	src, err := c.Source(context.Background(), rules(t))
	if err != nil {
		t.Fatal(err)
	}
	return written(t, src)
}

// TestUpgrade opens case files of older versions: what they hold is assembled anew,
// of the time that they did not keep nothing is told, and a copy is left.
func TestUpgrade(t *testing.T) {
	for version := 1; version <= 5; version++ {
		t.Run(fmt.Sprint(version), func(t *testing.T) {
			ctx := t.Context()
			from := fixture(t)
			if version >= 3 {
				from = judged(t)
			}
			want := export(t, from)
			path := older(t, from, version)
			for range 2 {
				c, err := casefile.Open(ctx, path, false)
				if err != nil {
					t.Fatal(err)
				}
				agree(t, c, rules(t))
				if export(t, c) != want {
					t.Error("another graph than before")
				}
				if _, rows, err := c.Query(ctx, `SELECT * FROM publication`, nil); err != nil || len(rows) > 0 {
					t.Errorf("a store is thought to hold a state of the older program: %v %v", rows, err)
				}
				src, err := c.SourceAt(ctx, rules(t), 1)
				if version < 3 {
					if !errors.Is(err, casefile.ErrNotKept) || !strings.Contains(err.Error(), "generation 1") {
						t.Errorf("a generation of which nothing is kept: %v", err)
					}
				} else if err != nil || written(t, src) != export(t, fixture(t)) {
					t.Errorf("a generation that was kept is not what it was: %v", err)
				}
				if err := c.Close(); err != nil {
					t.Fatal(err)
				}
			}
			backup := casefile.BackupOf(path, version)
			if got := casefile.Backups(path); len(got) != 1 || got[0] != backup {
				t.Errorf("copies %v, want %s", got, backup)
			}
			// The copy is a case file of the older version, and can be upgraded itself.
			if have := userVersion(t, backup); have != version {
				t.Errorf("the copy is of version %d", have)
			}
			c, err := casefile.Open(ctx, backup, false)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if export(t, c) != want {
				t.Error("the copy holds another graph")
			}
		})
	}
}

func userVersion(t *testing.T, path string) (have int) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(`PRAGMA user_version`).Scan(&have); err != nil {
		t.Fatal(err)
	}
	return have
}

// TestNoUpgradeWithoutACopy leaves the file as it is where the copy cannot be made,
// and a copy that is there already as that is.
func TestNoUpgradeWithoutACopy(t *testing.T) {
	from := fixture(t)
	path := older(t, from, 2)
	if err := os.Mkdir(casefile.BackupOf(path, 2), 0o755); err != nil {
		t.Fatal(err)
	}
	_, err := casefile.Open(t.Context(), path, false)
	if err == nil || !strings.Contains(err.Error(), path+": it is of version 2 and is not upgraded without a copy: ") {
		t.Errorf("no copy: %v", err)
	}
	if have := userVersion(t, path); have != 2 {
		t.Errorf("the file is of version %d now", have)
	}
	if err := os.Remove(casefile.BackupOf(path, 2)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(casefile.BackupOf(path, 2), []byte("earlier"), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := casefile.Open(t.Context(), path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if data, err := os.ReadFile(casefile.BackupOf(path, 2)); err != nil || string(data) != "earlier" {
		t.Errorf("the copy that was there: %q, %v", data, err)
	}
}
