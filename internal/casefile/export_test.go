package casefile

import (
	"context"
	"database/sql"

	"casegraph/internal/graph"
)

// Fill makes the derived tables of an empty database hold a graph, with the
// program's own writer.
func Fill(ctx context.Context, db *sql.DB, src graph.Source) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, t := range derivedTables() {
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+t); err != nil {
			return err
		}
	}
	w := rowWriter{ctx: ctx, tx: tx, statements: map[string]*sql.Stmt{}}
	if err := src.Parts(func(p *graph.Part) error { w.part(p); return w.err }); err != nil {
		return err
	}
	w.whole(src.Whole)
	if w.err != nil {
		return w.err
	}
	return tx.Commit()
}
