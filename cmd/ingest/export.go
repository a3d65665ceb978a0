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
	"casegraph/internal/graph/bulk"
	"casegraph/internal/graph/ftm"
	"casegraph/internal/graph/gexf"
	"casegraph/internal/graph/graphml"
	"casegraph/internal/graph/jsonl"
	"casegraph/internal/graph/jsonld"
	"casegraph/internal/graph/table"

	"github.com/spf13/cobra"
)

// A format is a way to write the case: to one file, or into a folder.
type format struct {
	name   string
	write  func(io.Writer, *graph.Projection) error
	folder string // what it holds: tables, neo4j; "" for a file
	detail bool   // whether it takes --detail
}

// formats are those of ingest export, as the help lists them.
var formats = []format{
	{name: "jsonl", write: func(w io.Writer, p *graph.Projection) error {
		return jsonl.WriteAll(w, &p.Source)
	}},
	{name: "graphml", write: graphml.Write, detail: true},
	{name: "gexf", write: gexf.Write, detail: true},
	{name: "csv", folder: "tables"},
	{name: "ftm", write: ftm.Write},
	{name: "jsonld", write: jsonld.Write},
	{name: "neo4j-csv", folder: "neo4j", detail: true},
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
  neo4j-csv
           a folder for neo4j-admin database import full: the fast way to load an empty
           Neo4j with more than a million rows; afterwards ingest publish goes on

graphml, gexf and neo4j-csv take --detail: edges has entities, their names and the edges
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
				return usageError{fmt.Errorf("--detail: %s has one detail; graphml, gexf and neo4j-csv take it", f.name)}
			}
			if f.folder != "" && out == "-" {
				return usageError{fmt.Errorf("--format %s writes several files: name a folder with --out", f.name)}
			}
			d, err := graph.ParseDetail(detail)
			if err != nil {
				return usageError{err}
			}
			if f.folder == "neo4j" && !cmd.Flags().Changed("detail") {
				d = graph.Claims // as ingest publish
			}
			return a.opened(cmd.Context(), func(c *casefile.Case, r casefile.Rules) error {
				return a.export(cmd.Context(), c, r, f, d, out)
			})
		},
	}
	cmd.Flags().StringVar(&name, "format", "jsonl", "jsonl, graphml, gexf, csv, ftm, jsonld or neo4j-csv")
	cmd.Flags().StringVar(&out, "out", "-", "the file, - for standard output; for csv and neo4j-csv the folder")
	cmd.Flags().StringVar(&detail, "detail", "edges", "of graphml, gexf and neo4j-csv: edges, claims or full (default of neo4j-csv: claims)")
	return cmd
}

func (a *app) export(ctx context.Context, c *casefile.Case, r casefile.Rules, f format, detail graph.Detail, path string) error {
	if f.folder == "neo4j" {
		return a.exportBulk(ctx, c, r, detail, path)
	}
	return c.Project(ctx, r.Schema, detail, graph.State{}, func(p *graph.Projection) error {
		switch {
		case f.folder != "":
			return writeFolder(path, ownTable, func(dir string) error { return writeTables(dir, p) })
		case path == "-":
			return f.write(a.out, p)
		}
		return whole(path, func(w io.Writer) error { return f.write(w, p) })
	})
}

// exportBulk writes the files for neo4j-admin and says how it is called.
func (a *app) exportBulk(ctx context.Context, c *casefile.Case, r casefile.Rules, detail graph.Detail, path string) error {
	err := c.ProjectFirst(ctx, r.Schema, detail, func(p *graph.Projection) (digest string, err error) {
		err = writeFolder(path, ownBulk, func(dir string) error {
			var err error
			digest, err = bulk.Write(dir, p)
			return err
		})
		return digest, err
	})
	if err != nil {
		return err
	}
	if !a.quiet {
		fmt.Fprintf(a.out, "written  %s\nnext     stop the server; in the folder: neo4j-admin database import full neo4j --overwrite-destination @%s\n         start the server; ingest publish --to URI --detail %s makes the indexes and sends what is new by then\n", printable(path), bulk.Arguments, detail)
	}
	return nil
}

var errForeignFolder = errors.New("the folder holds something else")

// writeFolder fills a folder that appears whole or not at all. It takes the place of
// an empty folder or of an earlier export, all of whose files are our own, and of
// nothing else.
func writeFolder(path string, own func(file string) bool, fill func(dir string) error) error {
	path = filepath.Clean(path)
	if err := replaceable(path, own); err != nil {
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
	if err := fill(made); err != nil {
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
// an empty folder nor one with our own files alone.
func replaceable(path string, own func(file string) bool) error {
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
		if !e.Type().IsRegular() || !own(filepath.Join(path, e.Name())) {
			return fmt.Errorf("%w: %s", errForeignFolder, e.Name())
		}
	}
	return nil
}

// ownTable says that a file is a table of ours: it begins with our header.
func ownTable(file string) bool {
	header := table.Header(filepath.Base(file))
	return header != nil && beginsWith(file, header)
}

// ownBulk says that a file is one of those for neo4j-admin.
func ownBulk(file string) bool {
	switch kind, _, _ := strings.Cut(filepath.Base(file), "-"); kind {
	case "nodes":
		return beginsWith(file, []byte("id:ID("))
	case "relationships":
		return beginsWith(file, []byte(":START_ID("))
	}
	return filepath.Base(file) == bulk.Arguments && beginsWith(file, []byte("--nodes=")) || filepath.Base(file) == "import.report" // the importer's
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
