package main

import (
	"context"

	"casegraph/internal/casefile"
	"casegraph/internal/graph"
)

// send publishes the case to a store, or writes it to a file.
func (a *app) send(ctx context.Context, c *casefile.Case, r casefile.Rules, to target) error {
	if to.uri != "" {
		return a.publish(ctx, c, r, to.uri, casefile.Publication{Detail: graph.Claims})
	}
	return a.export(ctx, c, r, formats[0], graph.Edges, to.file)
}
