package main

import (
	"context"
	"fmt"

	"casegraph/internal/casefile"
	"casegraph/internal/graph/delta"
)

// snapshotAt takes the case as it was at the end of a generation. Generation 0 is
// the empty case. Earlier generations than the last are not available yet: the
// ledger keeps what changed, but not the contents that it changed from.
func (a *app) snapshotAt(ctx context.Context, c *casefile.Case, r casefile.Rules, generation int) (*delta.Snapshot, error) {
	if generation == 0 {
		return &delta.Snapshot{}, nil
	}
	now, _, err := c.Reader(ctx)
	if err != nil {
		return nil, err
	}
	if generation != now {
		return nil, hinted{fmt.Errorf("generation %d of %s is not available", generation, c.Path()), "compare exports: ingest diff before.jsonl after.jsonl"}
	}
	src, err := c.Source(ctx, r)
	if err != nil {
		return nil, err
	}
	return delta.FromSource(src)
}
