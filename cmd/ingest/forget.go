package main

import (
	"context"
	"fmt"
	"time"

	"casegraph/internal/casefile"

	"github.com/spf13/cobra"
)

func (a *app) forgetVerb() *cobra.Command {
	erase := false
	cmd := &cobra.Command{
		Use: "forget DOCUMENT", Short: "Take a report out of the case: by its id, its path or URI",
		Long: `forget takes a report out of the case, with all that rests on it alone. Of a
container all its documents go. Judgements that were made on it wait until it is
read again. Earlier generations keep it: ingest diff tells what went.

With --erase nothing of it is left in the case file: not its text, its name, its
earlier versions at the same path, nor the quotes of the judgements made on it, which
no longer hold. Identical copies under other names go with it. What other reports
say stays, even in the same words; and the report itself, exports, published stores
and copies of the case file are not touched.`,
		Args: args(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, words []string) error {
			return a.opened(cmd.Context(), func(c *casefile.Case, r casefile.Rules) error {
				if erase {
					return a.erase(cmd.Context(), c, r, words[0])
				}
				return a.forget(cmd.Context(), c, r, words[0])
			})
		},
	}
	cmd.Flags().BoolVar(&erase, "erase", false, "out of the history and out of the file's bytes too; cannot be undone")
	return cmd
}

const forgetHint = "ingest show tells in which reports something stands"

func (a *app) forget(ctx context.Context, c *casefile.Case, r casefile.Rules, document string) error {
	uris, err := c.Forget(ctx, document)
	if err != nil {
		return hinted{err, forgetHint}
	}
	if err := c.Ran(ctx, casefile.Run{Ended: time.Now(), Verb: "forget", Did: fmt.Sprintf("%d forgotten", len(uris))}, nil, nil); err != nil {
		return err
	}
	if err := c.Assemble(ctx, r); err != nil {
		return err
	}
	for _, u := range uris {
		fmt.Fprintf(a.out, "forgotten  %s\n", printable(u))
	}
	return nil
}

func (a *app) erase(ctx context.Context, c *casefile.Case, r casefile.Rules, document string) error {
	x, err := c.Erase(ctx, document)
	if err != nil {
		return hinted{err, forgetHint}
	}
	did := fmt.Sprintf("%d documents erased, %d judgements emptied", x.Documents, x.Judgements)
	if err := c.Ran(ctx, casefile.Run{Ended: time.Now(), Verb: "forget --erase", Did: did}, nil, nil); err != nil {
		return err
	}
	if err := a.assemble(ctx, c, r); err != nil {
		return err
	}
	for _, u := range x.URIs {
		fmt.Fprintf(a.out, "erased     %s\n", printable(u))
	}
	fmt.Fprintf(a.out, "erased     %s, from live and past; the file's free pages and log are empty\n", did)
	for _, b := range casefile.Backups(a.caseFile) {
		fmt.Fprintf(a.err, "warning: %s, a copy of the case file as it was, may still hold it\n", printable(b))
	}
	return nil
}
