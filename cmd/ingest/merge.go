package main

import (
	"context"
	"fmt"
	"time"

	"casegraph/internal/casefile"
	"casegraph/internal/pipeline"

	"github.com/spf13/cobra"
)

func (a *app) mergeVerb() *cobra.Command {
	return &cobra.Command{
		Use: "merge OTHER.db", Short: "Take the reports and judgements of another case file into this one", Args: args(cobra.ExactArgs(1)),
		Long: `merge takes what another case file holds now, and the judgements made in it, into
this one, as if all had been read here. The other file is only read; its history is
not taken. Where the two contradict each other this file's own stays, and is told:
other content at the same path, another judgement of the same words, a judgement
that was withdrawn here.`,
		RunE: func(cmd *cobra.Command, words []string) error {
			return a.opened(cmd.Context(), func(c *casefile.Case, r casefile.Rules) error {
				return a.merge(cmd.Context(), c, r, words[0])
			})
		},
	}
}

func (a *app) merge(ctx context.Context, c *casefile.Case, r casefile.Rules, other string) error {
	fingerprint, err := pipeline.Fingerprint(pipeline.Config{})
	if err != nil {
		return err
	}
	contradicted := map[string]bool{}
	before, err := c.Contradicted(ctx)
	if err != nil {
		return err
	}
	for _, j := range before {
		contradicted[j.ID] = true
	}
	m, err := c.Merge(ctx, other, fingerprint)
	if err != nil {
		return err
	}
	o := m.Outcomes
	did := fmt.Sprintf("%d new, %d copies, %d read better there, %d there already, %d left out; judgements %d new, %d there already, %d refused",
		o[casefile.Added], o[casefile.Copied], o[casefile.Reread], o[casefile.Unchanged], len(m.Elsewise), m.Judgements, m.Shared, len(m.Refused))
	if err := c.Ran(ctx, casefile.Run{Ended: time.Now(), Verb: "merge", Did: did}, nil, nil); err != nil {
		return err
	}
	if err := c.Assemble(ctx, r); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "merged     %s: %s\n", printable(other), did)
	for _, u := range m.Elsewise {
		fmt.Fprintf(a.out, "  left out %s: this case holds other content at the same path\n", printable(u))
	}
	for i := range m.Refused {
		x := &m.Refused[i]
		fmt.Fprintf(a.out, "  refused  %s\n", printable(inWords(&x.Other)))
		if x.Withdrawn() {
			fmt.Fprintf(a.out, "    this case has withdrawn it: number %d\n", x.N)
		} else {
			fmt.Fprintf(a.out, "    this case says: %d  %s\n", x.N, printable(inWords(&x.Own)))
		}
	}
	after, err := c.Contradicted(ctx)
	if err != nil {
		return err
	}
	bad := 0
	for i := range after {
		if contradicted[after[i].ID] {
			continue
		}
		bad++
		fmt.Fprintf(a.err, "warning: judgement %d does not hold: others say the contrary: %s\n", after[i].N, printable(inWords(&after[i].Judgement)))
	}
	if bad > 0 {
		fmt.Fprintf(a.err, "hint: ingest judge list; ingest judge undo N\n")
		return errFailed
	}
	return nil
}
