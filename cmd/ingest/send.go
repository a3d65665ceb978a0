package main

import (
	"context"
	"io"

	"casegraph/internal/casefile"
	"casegraph/internal/graph/jsonl"
)

// send publishes the case to a store, or writes it to a file.
func (a *app) send(ctx context.Context, c *casefile.Case, r casefile.Rules, to target) error {
	if to.uri != "" {
		return a.publish(ctx, c, r, to.uri, "claims")
	}
	return a.exportJSONL(ctx, c, r, to.file)
}

// exportJSONL writes the whole case as lines of text. The file appears whole or
// not at all.
func (a *app) exportJSONL(ctx context.Context, c *casefile.Case, r casefile.Rules, path string) error {
	src, err := c.Source(ctx, r)
	if err != nil {
		return err
	}
	if path == "-" {
		return jsonl.WriteAll(a.out, src.Parts, src.Whole, src.Judgements)
	}
	return whole(path, func(w io.Writer) error { return jsonl.WriteAll(w, src.Parts, src.Whole, src.Judgements) })
}
