package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"casegraph/internal/casefile"
	"casegraph/internal/graph"
	"casegraph/internal/graph/neo4j"
	"casegraph/internal/resolve"
	"casegraph/internal/schema"
	"casegraph/knowledge"

	"github.com/spf13/cobra"
)

func (a *app) verbs() []*cobra.Command {
	return []*cobra.Command{a.queryVerb(), a.showVerb(), a.whyVerb(), a.verifyVerb(), a.judgeVerb(), a.matchVerb(), a.forgetVerb(), a.statusVerb(), a.retryVerb(), a.compactVerb(), a.mergeVerb(), a.publishVerb(), a.exportVerb(), a.diffVerb(), a.parseVerb()}
}

// rules loads what makes a graph of readings.
func rules() (casefile.Rules, error) {
	s, err := schema.Load(knowledge.FS)
	if err != nil {
		return casefile.Rules{}, err
	}
	r, err := resolve.New(knowledge.FS)
	return casefile.Rules{Schema: s, Resolver: r}, err
}

// opened opens the case file for a verb that asks of it, brings its tables up to
// date and calls f.
func (a *app) opened(ctx context.Context, f func(c *casefile.Case, r casefile.Rules) error) error {
	r, err := rules()
	if err != nil {
		return err
	}
	c, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer c.Close()
	if err := assemble(ctx, c, r); err != nil {
		return err
	}
	return f(c, r)
}

// assemble brings the tables of a case file up to date, and ends an erasure that was
// interrupted.
func assemble(ctx context.Context, c *casefile.Case, r casefile.Rules) error {
	if err := c.Assemble(ctx, r); err != nil {
		return err
	}
	erasing, err := c.Erasing(ctx)
	if err != nil || !erasing {
		return err
	}
	return c.Scrub(ctx)
}

// connect opens a Neo4j store with the user and password of the environment.
func connect(ctx context.Context, uri string, s *schema.Schema) (*neo4j.Store, error) {
	if uri == "" {
		uri = os.Getenv("NEO4J_URI")
	}
	if uri == "" {
		return nil, usageError{errors.New("no store given: name one (neo4j://host) or set NEO4J_URI")}
	}
	st, err := neo4j.Open(ctx, neo4j.Config{
		URI: uri, Username: os.Getenv("NEO4J_USERNAME"), Password: os.Getenv("NEO4J_PASSWORD"), Database: os.Getenv("NEO4J_DATABASE"),
	}, s)
	switch {
	case errors.Is(err, neo4j.ErrPassword):
		return nil, hinted{err, "set NEO4J_USERNAME and NEO4J_PASSWORD"}
	case errors.Is(err, neo4j.ErrUnreachable):
		return nil, hinted{err, "is the server started, and is this its address? The case file is complete without it; publish again later"}
	case errors.Is(err, neo4j.ErrDatabase):
		return nil, hinted{err, "set NEO4J_DATABASE"}
	}
	return st, err
}

func (a *app) projection(ctx context.Context, c *casefile.Case, r casefile.Rules, detail string) (*graph.Projection, error) {
	d, err := graph.ParseDetail(detail)
	if err != nil {
		return nil, usageError{err}
	}
	src, err := c.Source(ctx, r)
	if err != nil {
		return nil, err
	}
	generation, reader, err := c.Reader(ctx)
	if err != nil {
		return nil, err
	}
	return &graph.Projection{Source: *src, Schema: r.Schema, Detail: d, Generation: int64(generation), Reader: reader}, nil
}

func (a *app) publish(ctx context.Context, c *casefile.Case, r casefile.Rules, uri, detail string) error {
	p, err := a.projection(ctx, c, r, detail)
	if err != nil {
		return err
	}
	st, err := connect(ctx, uri, r.Schema)
	if err != nil {
		return err
	}
	defer st.Close(context.WithoutCancel(ctx))
	if err := st.Apply(ctx, p); err != nil {
		if errors.Is(err, neo4j.ErrForeign) {
			return hinted{fmt.Errorf("publish to %s: %w", uri, err), "NEO4J_DATABASE names the database"}
		}
		return hinted{fmt.Errorf("publish to %s: %w", uri, err), "nothing is lost: publish again and the rest is sent"}
	}
	if !a.quiet {
		state, err := st.State(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.out, "published  generation %d, detail %s, digest %.12s\n", state.Generation, p.Detail, state.Digest)
	}
	return nil
}

func (a *app) publishVerb() *cobra.Command {
	var to, detail string
	cmd := &cobra.Command{
		Use: "publish --to URI", Short: "Make a Neo4j database hold exactly this case", Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.opened(cmd.Context(), func(c *casefile.Case, r casefile.Rules) error {
				return a.publish(cmd.Context(), c, r, to, detail)
			})
		},
	}
	cmd.Flags().StringVar(&to, "to", "", "the server: neo4j://host, bolt://host, neo4j+s://host (default: NEO4J_URI)")
	cmd.Flags().StringVar(&detail, "detail", "claims", "edges, claims or full")
	return cmd
}

func (a *app) exportVerb() *cobra.Command {
	var format, out string
	cmd := &cobra.Command{
		Use: "export --format jsonl --out FILE", Short: "Write the whole case as lines of text", Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "jsonl" {
				return usageError{fmt.Errorf("--format %s: jsonl", format)}
			}
			return a.opened(cmd.Context(), func(c *casefile.Case, r casefile.Rules) error {
				return a.exportJSONL(cmd.Context(), c, r, out)
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "jsonl", "jsonl")
	cmd.Flags().StringVar(&out, "out", "-", "the file, - for standard output")
	return cmd
}

// quoted writes a quote on one line.
func quoted(s string) string { return "“" + strings.Join(strings.Fields(printable(s)), " ") + "”" }
