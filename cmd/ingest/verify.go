package main

import (
	"context"
	"fmt"
	"strings"

	"casegraph/internal/casefile"
	"casegraph/internal/graph"
	"casegraph/internal/pipeline"

	"github.com/spf13/cobra"
)

func (a *app) verifyVerb() *cobra.Command {
	var on, detail string
	cmd := &cobra.Command{
		Use: "verify", Short: "Prove every source, quote, span and edge; exit 1 if one does not hold", Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			d, err := graph.ParseDetail(detail)
			if err != nil {
				return usageError{err}
			}
			return a.opened(cmd.Context(), func(c *casefile.Case, r casefile.Rules) error {
				return a.verify(cmd.Context(), c, r, on, d)
			})
		},
	}
	cmd.Flags().StringVar(&on, "on", "", "also prove that this Neo4j holds exactly the case")
	cmd.Flags().StringVar(&detail, "detail", "claims", "what was published: edges, claims or full")
	return cmd
}

func (a *app) verify(ctx context.Context, c *casefile.Case, r casefile.Rules, on string, detail graph.Detail) error {
	_, reader, err := c.Reader(ctx)
	if err != nil {
		return err
	}
	again, err := pipeline.NewReader(pipeline.Config{Prose: strings.HasSuffix(reader, "+prose")})
	if err != nil {
		return err
	}
	fingerprint, err := again.Fingerprint()
	if err != nil {
		return err
	}
	p, err := c.Verify(ctx, r, again.Read, fingerprint)
	if err != nil {
		return err
	}
	bad := len(p.Findings)
	for _, f := range p.Findings {
		fmt.Fprintf(a.out, "does not hold  %s\n", printable(f.String()))
	}
	for _, f := range p.NotCheckable {
		fmt.Fprintf(a.out, "not checkable  %s\n", printable(f.String()))
	}
	if on != "" {
		st, err := connect(ctx, on, r.Schema)
		if err != nil {
			return err
		}
		defer st.Close(context.WithoutCancel(ctx))
		var diffs []graph.Difference
		err = c.Project(ctx, r.Schema, detail, graph.State{}, func(p *graph.Projection) (err error) {
			diffs, err = st.Verify(ctx, p)
			return err
		})
		if err != nil {
			return fmt.Errorf("verify %s: %w", on, err)
		}
		for _, d := range diffs {
			fmt.Fprintf(a.out, "does not hold  %s %s\n", printable(on), printable(d.String()))
		}
		bad += len(diffs)
	}
	if !a.quiet {
		fmt.Fprintf(a.out, "verified       %d sources (%d not checkable), %d documents, %d quotes, %d rows; %d do not hold\n",
			p.Sources, len(p.NotCheckable), p.Documents, p.Quotes, p.Rows, bad)
	}
	if bad > 0 {
		return errFailed
	}
	return nil
}
