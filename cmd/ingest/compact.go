package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"casegraph/internal/casefile"

	"github.com/spf13/cobra"
)

func (a *app) compactVerb() *cobra.Command {
	return &cobra.Command{
		Use: "compact", Short: "Drop the history of the case and give its room back", Args: args(cobra.NoArgs),
		Long: `compact drops what the case file keeps of earlier generations, after it has said
what that is, and writes the file anew without free pages. The case as it is now
stays to the byte; ingest diff can no longer go back behind it.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.opened(cmd.Context(), func(c *casefile.Case, _ casefile.Rules) error {
				return a.compact(cmd.Context(), c)
			})
		},
	}
}

func (a *app) compact(ctx context.Context, c *casefile.Case) error {
	h, err := c.History(ctx)
	if err != nil {
		return err
	}
	before, err := os.Stat(a.caseFile)
	if err != nil {
		return err
	}
	if h.From < h.To {
		fmt.Fprintf(a.out, "goes   generations %d to %d: %d documents as they were (%s), %d changes\n", max(h.From, 1), h.To-1, h.Documents, size(h.Bytes), h.Changes)
	} else {
		fmt.Fprintln(a.out, "goes   no history: there is none")
	}
	fmt.Fprintf(a.out, "stays  generation %d\n", h.To)
	if err := c.Compact(ctx); err != nil {
		return err
	}
	if err := c.Ran(ctx, casefile.Run{Ended: time.Now(), Verb: "compact", Did: fmt.Sprintf("dropped %d documents as they were, %d changes", h.Documents, h.Changes)}, nil, nil); err != nil {
		return err
	}
	after, err := os.Stat(a.caseFile)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "file   %s before, %s now\n", size(before.Size()), size(after.Size()))
	return nil
}
