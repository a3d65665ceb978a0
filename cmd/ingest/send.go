package main

import (
	"context"
	"io"

	"casegraph/internal/casefile"
	"casegraph/internal/graph"
	"casegraph/internal/graph/jsonl"
)

// send publishes the case to a store, or writes it to a file.
func (a *app) send(ctx context.Context, c *casefile.Case, r casefile.Rules, to target) error {
	if to.uri != "" {
		return a.publish(ctx, c, r, publication{uri: to.uri, detail: "claims"})
	}
	return a.exportJSONL(ctx, c, to.file)
}

// exportJSONL writes the whole case as lines of text. The file appears whole or
// not at all.
func (a *app) exportJSONL(ctx context.Context, c *casefile.Case, path string) error {
	return c.Stored(ctx, func(src *graph.Source) error { return a.writeJSONL(src, path) })
}

func (a *app) writeJSONL(src *graph.Source, path string) error {
	if path == "-" {
		return jsonl.WriteAll(a.out, src)
	}
	return whole(path, func(w io.Writer) error { return jsonl.WriteAll(w, src) })
}
