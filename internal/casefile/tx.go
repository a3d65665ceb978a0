package casefile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// A writer runs statements in one transaction, each prepared once, and keeps the
// first error: after one, nothing more is done.
type writer struct {
	cause      context.Context // looked at between statements
	ctx        context.Context // the same, never done: else the driver starts a goroutine a statement that watches it
	tx         *sql.Tx
	statements map[string]*sql.Stmt
	err        error
}

func newWriter(ctx context.Context, tx *sql.Tx) *writer {
	return &writer{cause: ctx, ctx: context.WithoutCancel(ctx), tx: tx, statements: map[string]*sql.Stmt{}}
}

func (w *writer) statement(query string) *sql.Stmt {
	if w.err == nil {
		w.err = w.cause.Err()
	}
	if w.err != nil {
		return nil
	}
	st := w.statements[query]
	if st == nil {
		if st, w.err = w.tx.PrepareContext(w.ctx, query); w.err != nil {
			w.err = fmt.Errorf("%s: %w", firstLine(query), w.err)
			return nil
		}
		w.statements[query] = st
	}
	return st
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// run runs a statement; what it returns is nil after an error.
func (w *writer) run(query string, args []any) sql.Result {
	st := w.statement(query)
	if st == nil {
		return nil
	}
	res, err := st.ExecContext(w.ctx, args...)
	if err != nil {
		w.err = fmt.Errorf("%s: %w", firstLine(query), err)
		return nil
	}
	return res
}

// exec runs a statement and returns the number of rows that it changed.
func (w *writer) exec(query string, args ...any) (n int64) {
	if res := w.run(query, args); res != nil {
		n, w.err = res.RowsAffected()
	}
	return n
}

// add inserts a row and returns its number.
func (w *writer) add(query string, args ...any) (n int64) {
	if res := w.run(query, args); res != nil {
		n, w.err = res.LastInsertId()
	}
	return n
}

// row inserts a row.
func (w *writer) row(table string, values ...any) { w.rows(table, len(values), values) }

// rows inserts rows of so many values each, many a statement: half of what a row costs
// is the statement.
func (w *writer) rows(table string, width int, values []any) {
	for n := rowsAtOnce; len(values) > 0; n /= 2 {
		for n*width <= len(values) {
			one := `, (?` + strings.Repeat(`, ?`, width-1) + `)`
			w.exec(`INSERT INTO `+table+` VALUES `+strings.Repeat(one, n)[2:], values[:n*width]...)
			values = values[n*width:]
		}
	}
}

// rowsAtOnce is the most rows that one statement inserts, a power of two.
const rowsAtOnce = 32

// number returns the number in the first column of the first row, 0 where there is none.
func (w *writer) number(query string, args ...any) (n int64) {
	w.one(query, args, &n)
	return n
}

// numbers returns the first column of every row.
func (w *writer) numbers(query string, args ...any) []int64 {
	var out []int64
	w.each(func(scan func(...any)) {
		var n int64
		scan(&n)
		out = append(out, n)
	}, query, args...)
	return out
}

// each calls f with a function that scans the row, for every row of a query. Other
// statements must not run inside f.
func (w *writer) each(f func(scan func(...any)), query string, args ...any) {
	st := w.statement(query)
	if st == nil {
		return
	}
	rows, err := st.QueryContext(w.ctx, args...)
	if err != nil {
		w.err = fmt.Errorf("%s: %w", firstLine(query), err)
		return
	}
	defer rows.Close()
	for rows.Next() && w.err == nil {
		f(func(to ...any) {
			if err := rows.Scan(to...); err != nil && w.err == nil {
				w.err = fmt.Errorf("%s: %w", firstLine(query), err)
			}
		})
	}
	if err := rows.Err(); err != nil && w.err == nil {
		w.err = err
	}
}

// many is each for a query that asks for one of several values, which stand between head
// and tail: many a statement.
func (w *writer) many(head, tail string, values []any, f func(scan func(...any))) {
	for len(values) > 0 {
		n := min(len(values), rowsAtOnce)
		some := make([]any, rowsAtOnce)
		for i := range some {
			some[i] = values[min(i, n-1)] // the last one again, so that the statement is the same
		}
		w.each(f, head+`?`+strings.Repeat(`, ?`, rowsAtOnce-1)+tail, some...)
		values = values[n:]
	}
}

// texts returns the first column of every row.
func (w *writer) texts(query string, args ...any) []string {
	var out []string
	w.each(func(scan func(...any)) {
		var s string
		scan(&s)
		out = append(out, s)
	}, query, args...)
	return out
}

// one scans one row and says whether there is one.
func (w *writer) one(query string, args []any, to ...any) bool {
	st := w.statement(query)
	if st == nil {
		return false
	}
	err := st.QueryRowContext(w.ctx, args...).Scan(to...)
	if errors.Is(err, sql.ErrNoRows) {
		return false
	}
	if err != nil {
		w.err = fmt.Errorf("%s: %w", firstLine(query), err)
		return false
	}
	return true
}
