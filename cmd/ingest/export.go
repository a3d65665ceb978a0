package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"casegraph/internal/casefile"
	"casegraph/internal/graph"
	"casegraph/internal/graph/ftm"
	"casegraph/internal/graph/gexf"
	"casegraph/internal/graph/graphml"
	"casegraph/internal/graph/jsonl"
	"casegraph/internal/graph/jsonld"
	"casegraph/internal/graph/table"

	"github.com/spf13/cobra"
)

// A format is a way to write the case. Those of one file have write; csv has none.
type format struct {
	name   string
	write  func(io.Writer, *graph.Projection) error
	detail bool // whether it takes --detail
}

// formats are those of ingest export, as the help lists them.
var formats = []format{
	{name: "jsonl", write: func(w io.Writer, p *graph.Projection) error {
		return jsonl.WriteAll(w, p.Source.Parts, p.Source.Whole, p.Source.Judgements)
	}},
	{name: "graphml", write: graphml.Write, detail: true},
	{name: "gexf", write: gexf.Write, detail: true},
	{name: "csv"},
	{name: "ftm", write: ftm.Write},
	{name: "jsonld", write: jsonld.Write},
}

func parseFormat(name string) (format, error) {
	var names []string
	for _, f := range formats {
		if f.name == name {
			return f, nil
		}
		names = append(names, f.name)
	}
	return format{}, fmt.Errorf("--format %s: not one of %s", name, strings.Join(names, ", "))
}

func (a *app) exportVerb() *cobra.Command {
	var name, out, detail string
	cmd := &cobra.Command{
		Use: "export --format FORMAT --out FILE", Short: "Write the whole case for other tools", Args: args(cobra.NoArgs),
		Long: `Write the whole case for other tools. Equal cases are equal bytes.

  jsonl    every record, a line each: what ingest diff and judge read, and the one
           format that leaves nothing out
  graphml  nodes and edges for yEd, Gephi, networkx, igraph
  gexf     nodes and edges for Gephi, edges with first and last date on its time line
  csv      a folder of tables for Excel and LibreOffice: documents, entities, edges,
           claims, arguments, figures. No cell is a formula: a text that begins like
           one gets an apostrophe before it.
  ftm      FollowTheMoney entities for Aleph and its kin; every relation with its
           quotes, and the reports as proof
  jsonld   one JSON-LD document, schema.org and https://casegraph.dev/ns#

graphml and gexf take --detail: edges has entities, their names and the edges
between them, claims also reports, claims, speakers and figures, full also every
mention. Lists are parted by | there and in csv; \| and \\ are bar and backslash.`,
		Example: `  ingest export --format gexf --out case.gexf
  ingest export --format graphml --detail claims --out case.graphml
  ingest export --format csv --out tables
  ingest export --format ftm | ftm validate`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			f, err := parseFormat(name)
			if err != nil {
				return usageError{err}
			}
			if cmd.Flags().Changed("detail") && !f.detail {
				return usageError{fmt.Errorf("--detail: %s has one detail; graphml and gexf take it", f.name)}
			}
			if f.write == nil && out == "-" {
				return usageError{fmt.Errorf("--format %s writes several files: name a folder with --out", f.name)}
			}
			if _, err := graph.ParseDetail(detail); err != nil {
				return usageError{err}
			}
			return a.opened(cmd.Context(), func(c *casefile.Case, r casefile.Rules) error {
				return a.export(cmd.Context(), c, r, f, detail, out)
			})
		},
	}
	cmd.Flags().StringVar(&name, "format", "jsonl", "jsonl, graphml, gexf, csv, ftm or jsonld")
	cmd.Flags().StringVar(&out, "out", "-", "the file, - for standard output; for csv the folder")
	cmd.Flags().StringVar(&detail, "detail", "edges", "of graphml and gexf: edges, claims or full")
	return cmd
}

func (a *app) export(ctx context.Context, c *casefile.Case, r casefile.Rules, f format, detail, path string) error {
	p, err := a.projection(ctx, c, r, detail)
	if err != nil {
		return err
	}
	switch {
	case f.write == nil:
		return writeFolder(path, p)
	case path == "-":
		return f.write(a.out, p)
	}
	return writeFile(path, func(w io.Writer) error { return f.write(w, p) })
}

// writeFile writes a file that appears whole or not at all.
func writeFile(path string, write func(io.Writer) error) error {
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

var errForeignFolder = errors.New("the folder holds something else")

// writeFolder writes the tables into a folder that appears whole or not at all. It
// takes the place of an empty folder or of an earlier export, and of nothing else.
func writeFolder(path string, p *graph.Projection) error {
	path = filepath.Clean(path)
	if err := replaceable(path); err != nil {
		return hinted{fmt.Errorf("write %s: %w", path, err), "name a folder that does not exist yet, or remove this one"}
	}
	temp, err := os.MkdirTemp(filepath.Dir(path), ".ingest-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer os.RemoveAll(temp) // after the rename it holds at most the old export
	made, old := filepath.Join(temp, "new"), filepath.Join(temp, "old")
	if err := os.Mkdir(made, 0o755); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := writeTables(made, p); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	switch err := os.Rename(path, old); {
	case err == nil:
	case !errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(made, path); err != nil {
		os.Rename(old, path) // as it was, if it was
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

func writeTables(dir string, p *graph.Projection) error {
	var files []*os.File
	defer func() {
		for _, f := range files {
			f.Close() // a second time, unless something failed
		}
	}()
	if err := table.Write(func(name string) (io.Writer, error) {
		f, err := os.Create(filepath.Join(dir, name))
		if err == nil {
			files = append(files, f)
		}
		return f, err
	}, p); err != nil {
		return err
	}
	for _, f := range files {
		if err := f.Close(); err != nil {
			return err
		}
	}
	return nil
}

// replaceable reports why a path may not be written over: it is there, and neither
// an empty folder nor an earlier export, all of whose files begin with our headers.
func replaceable(path string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return errors.New("it is no folder")
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	for _, e := range entries {
		header := table.Header(e.Name())
		if header == nil || !e.Type().IsRegular() || !beginsWith(filepath.Join(path, e.Name()), header) {
			return fmt.Errorf("%w: %s", errForeignFolder, e.Name())
		}
	}
	return nil
}

func beginsWith(path string, head []byte) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	got := make([]byte, len(head))
	_, err = io.ReadFull(f, got)
	return err == nil && string(got) == string(head)
}
