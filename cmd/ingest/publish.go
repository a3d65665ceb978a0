package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

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

// patience is the time limit of a Neo4j server, from the environment: 0 where it says
// nothing.
func patience() (time.Duration, error) {
	text := os.Getenv("NEO4J_TIMEOUT")
	if text == "" {
		return 0, nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		return 0, usageError{fmt.Errorf("NEO4J_TIMEOUT is %q, not a time such as 90s or 10m", text)}
	}
	return d, nil
}

// connect opens a Neo4j store with the user and password of the environment.
func connect(ctx context.Context, uri string, s *schema.Schema) (*neo4j.Store, error) {
	if uri == "" {
		uri = os.Getenv("NEO4J_URI")
	}
	if uri == "" {
		return nil, usageError{errors.New("no store given: name one (neo4j://host) or set NEO4J_URI")}
	}
	timeout, err := patience()
	if err != nil {
		return nil, err
	}
	st, err := neo4j.Open(ctx, neo4j.Config{
		URI: uri, Username: os.Getenv("NEO4J_USERNAME"), Password: os.Getenv("NEO4J_PASSWORD"), Database: os.Getenv("NEO4J_DATABASE"), Timeout: timeout,
	}, s)
	switch {
	case errors.Is(err, neo4j.ErrPassword):
		return nil, hinted{err, "set NEO4J_USERNAME and NEO4J_PASSWORD"}
	case errors.Is(err, neo4j.ErrUnreachable), errors.Is(err, neo4j.ErrLost), errors.Is(err, neo4j.ErrSlow), errors.Is(err, neo4j.ErrAnswer):
		return nil, hinted{err, "is the server started, and is this its address? The case file is complete without it; publish again later"}
	case errors.Is(err, neo4j.ErrDatabase):
		return nil, hinted{err, "set NEO4J_DATABASE"}
	}
	return st, err
}

// publish brings the store at uri to the state of the case.
func (a *app) publish(ctx context.Context, c *casefile.Case, r casefile.Rules, uri string, pub casefile.Publication) error {
	uri = cmp.Or(uri, os.Getenv("NEO4J_URI"))
	st, err := connect(ctx, uri, r.Schema)
	if err != nil {
		return err
	}
	defer st.Close(context.WithoutCancel(ctx))
	state, changes, err := c.Publish(ctx, r.Schema, st, pub)
	switch {
	case errors.Is(err, casefile.ErrAnotherCase):
		return hinted{fmt.Errorf("publish to %s: %w", uri, err), "NEO4J_DATABASE names the database; --replace takes the other case out"}
	case errors.Is(err, neo4j.ErrForeign):
		return hinted{fmt.Errorf("publish to %s: %w", uri, err), "NEO4J_DATABASE names the database"}
	case errors.Is(err, neo4j.ErrSlow):
		return hinted{fmt.Errorf("publish to %s: %w", uri, err), "nothing is lost: publish again and the rest is sent; NEO4J_TIMEOUT=20m gives the server longer"}
	case errors.Is(err, neo4j.ErrOvertaken):
		return hinted{fmt.Errorf("publish to %s: %w", uri, err), "one at a time: publish again when the other has ended"}
	case err != nil:
		return hinted{fmt.Errorf("publish to %s: %w", uri, err), "nothing is lost: publish again and the rest is sent"}
	}
	if !a.quiet {
		what := "whole"
		if changes != nil {
			what = fmt.Sprintf("%d documents, %d entities, %d edges, %d topics touched", len(changes.Documents), len(changes.Entities), len(changes.Edges), len(changes.Topics))
		}
		fmt.Fprintf(a.out, "published  generation %d, detail %s, digest %.12s; %s\n", state.Generation, state.Detail, state.Digest, what)
	}
	return nil
}

func (a *app) publishVerb() *cobra.Command {
	var uri, detail string
	var pub casefile.Publication
	cmd := &cobra.Command{
		Use: "publish --to URI", Short: "Make a Neo4j database hold exactly this case", Args: args(cobra.NoArgs),
		Long: `publish makes a Neo4j database hold exactly this case. Where it holds an earlier
state of the case, only what has changed since is sent; after an interruption, or
where the state is not known, all that it holds is compared. A database that holds
another case, or nodes of somebody else with the same labels, is left alone.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var err error
			if pub.Detail, err = graph.ParseDetail(detail); err != nil {
				return usageError{err}
			}
			return a.opened(cmd.Context(), func(c *casefile.Case, r casefile.Rules) error {
				return a.publish(cmd.Context(), c, r, uri, pub)
			})
		},
	}
	cmd.Flags().StringVar(&uri, "to", "", "the server: neo4j://host, bolt://host, neo4j+s://host (default: NEO4J_URI)")
	cmd.Flags().StringVar(&detail, "detail", "claims", "edges, claims or full")
	cmd.Flags().BoolVar(&pub.Whole, "whole", false, "compare all that the database holds, also where its state is known")
	cmd.Flags().BoolVar(&pub.Replace, "replace", false, "also where the database holds another case: it is taken out")
	return cmd
}

// quoted writes a quote on one line.
func quoted(s string) string { return "“" + strings.Join(strings.Fields(printable(s)), " ") + "”" }
