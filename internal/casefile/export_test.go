package casefile

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"casegraph/internal/resolve"
)

// Chunk sets how many documents are assembled at once and returns what it was.
func Chunk(n int) int {
	was := chunk
	chunk = n
	return was
}

// Differ compares every derived row of two cases.
func Differ(ctx context.Context, t testing.TB, a, b *Case) []Finding {
	t.Helper()
	p := &Proof{}
	for _, x := range comparisons {
		if err := a.compare(ctx, p, b.db, x); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.compareSearch(ctx, p, b.db); err != nil {
		t.Fatal(err)
	}
	return p.Findings
}

// ScrubSearch writes the index of words anew.
func ScrubSearch(ctx context.Context, c *Case) error {
	return c.write(ctx, func(tx *sql.Tx) error {
		w := newWriter(ctx, tx)
		w.scrubSearch()
		return w.err
	})
}

// Uncompared lists the derived tables that no comparison tells of.
func Uncompared() (out []string) {
	for line := range strings.Lines(derivedSQL + indexSQL) {
		if rest, ok := strings.CutPrefix(line, "CREATE TABLE "); ok {
			name, _, _ := strings.Cut(rest, " ")
			if !slices.ContainsFunc(comparisons, func(c comparison) bool { return c.table == name }) {
				out = append(out, name)
			}
		}
	}
	return out
}

// Match is the search in the words of FTS5.
func Match(s *Search) string { return s.match() }

// Profiled enters profiles, each an entity of its own, as if reports had told of them.
func Profiled(ctx context.Context, c *Case, r *resolve.Resolver, ps []resolve.Profile) error {
	return c.write(ctx, func(tx *sql.Tx) error {
		w := newWriter(ctx, tx)
		for i := range ps {
			p := &ps[i]
			data, err := json.Marshal(p)
			if err != nil {
				return err
			}
			w.row("profile", nil, p.Key, string(data), p.Key)
			w.row("entity", nil, p.Key, p.Type, "[]", p.Name, p.Country, 0, 1, 1)
			for _, b := range r.Who(p).Blocks() {
				w.row("block", blockNumber(b), p.Key)
			}
		}
		return w.err
	})
}
