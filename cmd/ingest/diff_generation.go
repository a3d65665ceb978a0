package main

import (
	"context"
	"errors"

	"casegraph/internal/casefile"
	"casegraph/internal/graph/delta"
)

// snapshotAt takes the case as it was at the end of a generation. Generation 0 is
// the empty case.
func (a *app) snapshotAt(ctx context.Context, c *casefile.Case, r casefile.Rules, generation int) (*delta.Snapshot, error) {
	src, err := c.SourceAt(ctx, r, generation)
	if errors.Is(err, casefile.ErrNotKept) {
		return nil, hinted{err, "compare exports: ingest diff before.jsonl after.jsonl"}
	}
	if err != nil {
		return nil, err
	}
	return delta.FromSource(src)
}
