package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

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
	f, err := os.CreateTemp(filepath.Dir(path), ".ingest-*.jsonl")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(f.Name()) // after the rename it is not there
	if err := jsonl.WriteAll(f, src); err != nil {
		f.Close()
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.Chmod(0o644); err != nil {
		f.Close()
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
