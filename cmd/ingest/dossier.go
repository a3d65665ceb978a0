package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"casegraph/internal/casefile"
	"casegraph/internal/dossier"
)

// dossier writes the dossier of an entity to a file, or to standard output.
func (a *app) dossier(ctx context.Context, c *casefile.Case, r casefile.Rules, name, path string) error {
	if path == "" {
		return usageError{errors.New("--html names no file")}
	}
	candidates := a.out
	if path == "-" {
		candidates = a.err
	}
	id, err := (&asker{ctx: ctx, c: c}).one(candidates, name)
	if err != nil {
		return err
	}
	d, err := dossier.Read(ctx, c, r.Schema, id)
	if err != nil {
		return err
	}
	write := func(w io.Writer) error { return dossier.Write(w, d) }
	if path == "-" {
		return write(a.out)
	}
	if err := whole(path, write); err != nil {
		return err
	}
	if !a.quiet {
		n := len(d.Claims())
		fmt.Fprintf(a.out, "dossier  %s: %s, %d claims, %d reports\n", printable(path), printable(d.Name), n, len(d.Reports))
	}
	return nil
}

// whole writes a file that appears whole or not at all.
func whole(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".ingest-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.Remove(f.Name()) // after the rename it is not there
	if err := write(f); err != nil {
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
