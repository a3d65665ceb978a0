package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"casegraph/internal/casefile"
	"casegraph/internal/doc"
	"casegraph/internal/pipeline"

	"github.com/spf13/cobra"
)

func (a *app) retryVerb() *cobra.Command {
	var f readFlags
	cmd := &cobra.Command{
		Use: "retry", Short: "Read again only what could not be read before", Args: args(cobra.NoArgs),
		Long: `retry reads the sources that could not be read when they were last tried: ingest
status lists them. It ends as reading does. A source that is gone for good is no
longer listed once the folder that held it is read again.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.check(); err != nil {
				return err
			}
			return a.retry(cmd.Context(), f)
		},
	}
	f.add(cmd)
	return cmd
}

func (a *app) retry(ctx context.Context, f readFlags) error {
	c, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer c.Close()
	failures, err := c.Failures(ctx)
	if err != nil {
		return err
	}
	if len(failures) == 0 {
		if !a.quiet {
			fmt.Fprintln(a.out, "nothing has failed")
		}
		return nil
	}
	t := tally{outcomes: map[casefile.Outcome]int{}}
	var sources []pipeline.Source
	var looked []string
	seen := map[string]bool{}
	for _, x := range failures {
		if x.Place == pipeline.Stdin {
			t.skipped = append(t.skipped, pipeline.Fault{URI: x.URI, Reason: "standard input cannot be read again"})
			continue
		}
		looked = append(looked, x.Place)
		found, faults := pipeline.Walk([]string{x.Place}, doc.Reads, a.own()...)
		// A report is known by the path that was given then, wherever retry is started.
		named := func(path string) string { return x.URI + strings.TrimPrefix(path, filepath.ToSlash(x.Place)) }
		for _, s := range found {
			if !seen[s.Abs] {
				seen[s.Abs] = true
				sources = append(sources, pipeline.Source{URI: named(s.URI), Abs: s.Abs})
			}
		}
		for _, fault := range faults {
			uri := named(fault.URI)
			if fault.Err == nil {
				t.skipped = append(t.skipped, pipeline.Fault{URI: uri, Reason: fault.Reason})
				continue
			}
			t.fail(filepath.FromSlash(fault.URI), uri, fmt.Errorf("read %s: %s: %w", uri, fault.Reason, fault.Err))
		}
	}
	return a.take(ctx, c, f, "retry", sources, looked, &t, nil)
}
