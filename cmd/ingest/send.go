package main

import (
	"context"

	"casegraph/internal/casefile"
	"casegraph/internal/graph"
)

// send publishes the case to a store, or writes it to a file.
func (a *app) send(ctx context.Context, c *casefile.Case, r casefile.Rules, to target) error {
	if to.uri != "" {
		return a.publish(ctx, c, r, publication{uri: to.uri, detail: "claims"})
	}
	return a.export(ctx, c, r, formats[0], string(graph.Edges), to.file)
}
