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

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
)

func (a *app) verbs() []*cobra.Command {
	return []*cobra.Command{a.queryVerb(), a.showVerb(), a.whyVerb(), a.searchVerb(), a.watchVerb(), a.verifyVerb(), a.judgeVerb(), a.matchVerb(), a.forgetVerb(), a.statusVerb(), a.retryVerb(), a.compactVerb(), a.mergeVerb(), a.publishVerb(), a.exportVerb(), a.diffVerb(), a.parseVerb()}
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
	if err := a.assemble(ctx, c, r); err != nil {
		return err
	}
	return f(c, r)
}

// assemble brings the tables of a case file up to date, and ends an erasure that was
// interrupted.
func (a *app) assemble(ctx context.Context, c *casefile.Case, r casefile.Rules) error {
	var bar *progressbar.ProgressBar
	all := 0
	r.Left = func(steps int) {
		if bar == nil {
			all = steps
			bar = a.progress("assembling", all)
		}
		bar.Set(all - min(steps, all)) // names that are somebody else's now add steps
	}
	err := c.Assemble(ctx, r)
	if bar != nil {
		bar.Finish()
	}
	if err != nil {
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

// projected calls f with the graph of the case as nodes and relationships.
func (a *app) projected(ctx context.Context, c *casefile.Case, r casefile.Rules, detail string, f func(*graph.Projection) error) error {
	d, err := graph.ParseDetail(detail)
	if err != nil {
		return usageError{err}
	}
	generation, reader, err := c.Reader(ctx)
	if err != nil {
		return err
	}
	return c.Stored(ctx, func(src *graph.Source) error {
		return f(&graph.Projection{Source: *src, Schema: r.Schema, Detail: d, Generation: int64(generation), Reader: reader})
	})
}

// A publication says how a case goes to a store.
type publication struct {
	uri     string
	detail  string
	whole   bool // compare all that the store holds, not what has changed alone
	replace bool // also where it holds another case
}

// publish brings a store to the state of the case: by what was touched since the
// state that the store holds, where the case knows that state, else as a whole.
func (a *app) publish(ctx context.Context, c *casefile.Case, r casefile.Rules, pub publication) error {
	detail, err := graph.ParseDetail(pub.detail)
	if err != nil {
		return usageError{err}
	}
	st, err := connect(ctx, pub.uri, r.Schema)
	if err != nil {
		return err
	}
	defer st.Close(context.WithoutCancel(ctx))
	own, err := c.Publishing(ctx)
	if err != nil {
		return err
	}
	generation, reader, err := c.Reader(ctx)
	if err != nil {
		return err
	}
	held, err := st.State(ctx)
	if err != nil {
		return err
	}
	if held.Case != "" && held.Case != own.Case && !pub.replace {
		return hinted{fmt.Errorf("publish to %s: the database holds another case (%.8s, this is %.8s)", pub.uri, held.Case, own.Case), "NEO4J_DATABASE names the database; --replace takes the other case out"}
	}
	from := casefile.Mark{Detail: string(detail), Step: -1}
	if held.Applying == "" && held.Detail == detail && held.Reader == reader && held.Layout == graph.Layout && !pub.whole {
		from.Case, from.Step, from.Digest = held.Case, held.Step, held.Digest
	}
	p := &graph.Projection{Schema: r.Schema, Detail: detail, Generation: int64(generation), Reader: reader}
	err = c.Since(ctx, from, func(now casefile.Mark, whole *graph.Source, changes *graph.Changes) error {
		p.Case, p.Step, p.Source, p.Changes = now.Case, now.Step, *whole, changes
		if changes != nil {
			return st.Update(ctx, p, held)
		}
		return st.Apply(ctx, p)
	})
	if errors.Is(err, neo4j.ErrForeign) {
		return hinted{fmt.Errorf("publish to %s: %w", pub.uri, err), "NEO4J_DATABASE names the database"}
	}
	if err != nil {
		return hinted{fmt.Errorf("publish to %s: %w", pub.uri, err), "nothing is lost: publish again and the rest is sent"}
	}
	state, err := st.State(ctx)
	if err != nil {
		return err
	}
	if err := c.Published(ctx, casefile.Mark{Case: p.Case, Step: p.Step, Detail: string(detail), Digest: state.Digest}); err != nil {
		return err
	}
	if !a.quiet {
		what := "whole"
		if p.Changes != nil {
			what = fmt.Sprintf("%d documents, %d entities, %d edges, %d topics touched", len(p.Changes.Documents), len(p.Changes.Entities), len(p.Changes.Edges), len(p.Changes.Topics))
		}
		fmt.Fprintf(a.out, "published  generation %d, detail %s, digest %.12s; %s\n", state.Generation, p.Detail, state.Digest, what)
	}
	return nil
}

func (a *app) publishVerb() *cobra.Command {
	var pub publication
	cmd := &cobra.Command{
		Use: "publish --to URI", Short: "Make a Neo4j database hold exactly this case", Args: args(cobra.NoArgs),
		Long: `publish makes a Neo4j database hold exactly this case. Where it holds an earlier
state of the case, only what has changed since is sent; after an interruption, or
where the state is not known, all that it holds is compared. A database that holds
another case, or nodes of somebody else with the same labels, is left alone.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.opened(cmd.Context(), func(c *casefile.Case, r casefile.Rules) error {
				return a.publish(cmd.Context(), c, r, pub)
			})
		},
	}
	cmd.Flags().StringVar(&pub.uri, "to", "", "the server: neo4j://host, bolt://host, neo4j+s://host (default: NEO4J_URI)")
	cmd.Flags().StringVar(&pub.detail, "detail", "claims", "edges, claims or full")
	cmd.Flags().BoolVar(&pub.whole, "whole", false, "compare all that the database holds, also where its state is known")
	cmd.Flags().BoolVar(&pub.replace, "replace", false, "also where the database holds another case: it is taken out")
	return cmd
}

// quoted writes a quote on one line.
func quoted(s string) string { return "“" + strings.Join(strings.Fields(printable(s)), " ") + "”" }
