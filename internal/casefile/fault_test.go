package casefile_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"casegraph/internal/casefile"
	"casegraph/internal/graph/graphtest"
	"casegraph/internal/reading"

	"modernc.org/sqlite"
)

// pragma is what every new connection to a database is told first, where it is set:
// the limits by which the file itself refuses to be written.
var pragma atomic.Pointer[string]

func init() {
	sqlite.RegisterConnectionHook(func(conn sqlite.ExecQuerierContext, _ string) error {
		p := pragma.Load()
		if p == nil {
			return nil
		}
		_, err := conn.ExecContext(context.Background(), *p, nil)
		return err
	})
}

// limited runs f with a pragma set on the connections that it opens.
func limited(p string, f func() error) error {
	pragma.Store(&p)
	defer pragma.Store(nil)
	return f()
}

// A countdown is a context that is done when the database is about to run the n-th
// statement. It counts the times that package sql, or the writer of transactions, asks
// for it before one.
type countdown struct {
	context.Context
	n    atomic.Int64
	done chan struct{}
}

func newCountdown(n int) *countdown {
	c := &countdown{Context: context.Background(), done: make(chan struct{})}
	c.n.Store(int64(n))
	return c
}

// asked counts if one of the functions asks.
func (c *countdown) asked(by ...string) {
	if pc, _, _, ok := runtime.Caller(2); ok {
		name := runtime.FuncForPC(pc).Name()
		if slices.ContainsFunc(by, func(s string) bool { return strings.HasSuffix(name, s) }) && c.n.Add(-1) == 0 {
			close(c.done)
		}
	}
}

func (c *countdown) Done() <-chan struct{} {
	c.asked("(*Tx).grabConn", "(*DB).conn")
	return c.done
}

func (c *countdown) Err() error {
	c.asked("(*writer).statement")
	select {
	case <-c.done:
		return context.Canceled
	default:
		return nil
	}
}

// lifetime is a small case's: reports are read and assembled, one is corrected, one
// is forgotten. Done twice it ends in the same state.
func lifetime(ctx context.Context, path string, rs []*reading.Reading, rule casefile.Rules) error {
	c, err := casefile.Open(ctx, path, true)
	if err != nil {
		return err
	}
	defer c.Close()
	at := func(place string, r *reading.Reading) casefile.Arrival { return arrival(place, r) }
	for _, as := range [][]casefile.Arrival{{at("/a.txt", rs[0]), at("/b.txt", rs[1])}, {at("/a.txt", rs[2])}} {
		if _, err := c.Put(ctx, "fixture", as); err != nil {
			return err
		}
		if err := c.Assemble(ctx, rule); err != nil {
			return err
		}
	}
	if _, err := c.Forget(ctx, "/b.txt"); err != nil {
		return err
	}
	return c.Assemble(ctx, rule)
}

// mend opens what a fault has left, proves it, finishes the work, and compares the
// case with that of a life without faults.
func mend(t *testing.T, path string, rs []*reading.Reading, rule casefile.Rules, want string) {
	t.Helper()
	ctx := t.Context()
	open := func() *casefile.Case {
		t.Helper()
		c, err := casefile.Open(ctx, path, true)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	c := open()
	if got := everythingOf(t, c, `PRAGMA integrity_check`); len(got) != 1 || got[0] != "ok" {
		t.Fatalf("integrity: %v", got)
	}
	if err := c.Assemble(ctx, rule); err != nil {
		t.Fatal(err)
	}
	p, err := c.Verify(ctx, rule, nil, "none") // the fixture's readings are nobody's
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Findings) > 0 {
		t.Fatalf("does not hold: %v", p.Findings)
	}
	c.Close()
	if err := lifetime(ctx, path, rs, rule); err != nil {
		t.Fatal(err)
	}
	c = open()
	defer c.Close()
	src, err := c.Source(ctx, rule)
	if err != nil {
		t.Fatal(err)
	}
	if written(t, src) != want {
		t.Fatal("another export than without faults")
	}
}

// everythingOf returns the first column of a query.
func everythingOf(t *testing.T, c *casefile.Case, query string) (out []string) {
	t.Helper()
	scan(t, c.DB(), query, func(scan func(...any)) {
		var s string
		scan(&s)
		out = append(out, s)
	})
	return out
}

// TestFaults lets the life of a small case fail at every statement, at every page
// that the disk may have room for, and because the file may not be written. The
// error names the file and the reason, nothing is broken, and the work can be
// finished. With FAULTS=all, as scripts/nightly/faults sets it, every statement is
// tried, else about a hundred, with -short thirty.
func TestFaults(t *testing.T) {
	rs, rule := graphtest.Readings(), rules(t)
	for i, r := range rs { // the fixture's hashes are letters; contents are told apart by them
		r.Document.SHA256 = fmt.Sprint("fixture", i)
	}
	dir := t.TempDir()
	alone := filepath.Join(dir, "alone.db")
	count := newCountdown(1 << 40)
	if err := lifetime(count, alone, rs, rule); err != nil {
		t.Fatal(err)
	}
	statements := 1<<40 - int(count.n.Load())
	c, err := casefile.Open(t.Context(), alone, false)
	if err != nil {
		t.Fatal(err)
	}
	want := export(t, c)
	tries := 100
	switch {
	case os.Getenv("FAULTS") == "all":
		tries = statements
	case testing.Short():
		tries = 30
	}
	pages := 0
	scan(t, c.DB(), `PRAGMA page_count`, func(scan func(...any)) { scan(&pages) })
	c.Close()
	fails := func(t *testing.T, path string, err, reason error) {
		t.Helper()
		if err == nil {
			t.Fatal("it did not fail")
		}
		if !errors.Is(err, reason) || !strings.Contains(err.Error(), path) {
			t.Fatalf("the error does not name %s or %q: %v", path, reason, err)
		}
	}
	trial := func(t *testing.T) string {
		path := filepath.Join(dir, "trial.db")
		for _, end := range []string{"", "-wal", "-shm"} {
			if err := os.Remove(path + end); err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Fatal(err)
			}
		}
		return path
	}
	t.Run("statement", func(t *testing.T) {
		n := 0
		for at := 1; at <= statements; at += max(1, statements/tries) {
			path := trial(t)
			err := lifetime(newCountdown(at), path, rs, rule)
			if err != nil { // the last statements are roll-backs that have nothing left to do
				fails(t, path, err, context.Canceled)
				n++
			}
			if err == nil && at < statements-2 {
				t.Fatalf("statement %d of %d: it did not fail", at, statements)
			}
			mend(t, path, rs, rule, want)
		}
		t.Logf("%d of %d statements", n, statements)
	})
	t.Run("disk full", func(t *testing.T) {
		n := 0
		for at := 1; at < pages; at += max(1, pages/tries) {
			path := trial(t)
			err := limited(fmt.Sprintf(`PRAGMA max_page_count = %d`, at), func() error { return lifetime(t.Context(), path, rs, rule) })
			fails(t, path, err, casefile.ErrFull)
			n++
			mend(t, path, rs, rule, want)
		}
		t.Logf("full at %d of %d pages", n, pages)
	})
	t.Run("read only", func(t *testing.T) {
		path := trial(t)
		c, err := casefile.Open(t.Context(), path, true)
		if err != nil {
			t.Fatal(err)
		}
		c.Close()
		err = limited(`PRAGMA query_only = on`, func() error { return lifetime(t.Context(), path, rs, rule) })
		fails(t, path, err, casefile.ErrReadOnly)
		mend(t, path, rs, rule, want)
		if os.Getuid() == 0 {
			return // may write whatever its mode says
		}
		if err := os.Chmod(path, 0o444); err != nil {
			t.Fatal(err)
		}
		fails(t, path, lifetime(t.Context(), path, rs, rule), casefile.ErrReadOnly)
		if err := os.Chmod(path, 0o644); err != nil {
			t.Fatal(err)
		}
		mend(t, path, rs, rule, want)
	})
}
