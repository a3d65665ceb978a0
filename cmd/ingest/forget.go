package main

import (
	"fmt"

	"casegraph/internal/casefile"

	"github.com/spf13/cobra"
)

func (a *app) forgetVerb() *cobra.Command {
	return &cobra.Command{
		Use: "forget DOCUMENT", Short: "Take a report out of the case: by its id, its path or URI",
		Long: `forget takes a report out of the case, with all that rests on it alone. Of a
container all its documents go. Judgements that were made on it wait until it is
read again. Earlier generations keep it: ingest diff tells what went.`,
		Args: args(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, words []string) error {
			return a.opened(cmd.Context(), func(c *casefile.Case, r casefile.Rules) error {
				uris, err := c.Forget(cmd.Context(), words[0])
				if err != nil {
					return hinted{err, "ingest show tells in which reports something stands"}
				}
				if err := c.Assemble(cmd.Context(), r); err != nil {
					return err
				}
				for _, u := range uris {
					fmt.Fprintf(a.out, "forgotten  %s\n", printable(u))
				}
				return nil
			})
		},
	}
}
