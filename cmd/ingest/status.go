package main

import (
	"context"
	"fmt"

	"casegraph/internal/pipeline"

	"github.com/spf13/cobra"
)

func (a *app) statusVerb() *cobra.Command {
	return &cobra.Command{
		Use: "status", Short: "How the case file stands: what it holds, what failed, what is left to do", Args: args(cobra.NoArgs),
		Long: `status tells what a case file holds and how large it is, by which reader its
contents were read, what could not be read and why, and what the last run did. It
changes nothing.`,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.status(cmd.Context()) },
	}
}

func (a *app) status(ctx context.Context) error {
	fingerprint, err := pipeline.Fingerprint(pipeline.Config{})
	if err != nil {
		return err
	}
	prose, err := pipeline.Fingerprint(pipeline.Config{Prose: true})
	if err != nil {
		return err
	}
	c, err := a.open(ctx, false)
	if err != nil {
		return err
	}
	defer c.Close()
	s, err := c.Status(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "case file   %s: generation %d; %d to %d can be compared\n", printable(a.caseFile), s.Generation, min(max(s.Kept, 1), s.Generation), s.Generation)
	fmt.Fprintf(a.out, "documents   %d live, %d corrected, %d forgotten\n", s.Live, s.Corrected, s.Forgotten)
	for _, r := range s.Contents {
		by := "another version, " + printable(r.Fingerprint) + "; ingest PATH... reads them again"
		switch r.Fingerprint {
		case fingerprint:
			by = "this program"
		case prose:
			by = "this program with --ner prose"
		}
		fmt.Fprintf(a.out, "contents    %d read by %s\n", r.Contents, by)
	}
	fmt.Fprintf(a.out, "judgements  %d\n", s.Judgements)
	if len(s.Failures) > 0 {
		fmt.Fprintf(a.out, "failures    %d; ingest retry reads them again\n", len(s.Failures))
	} else {
		fmt.Fprintln(a.out, "failures    none")
	}
	for _, f := range s.Failures {
		fmt.Fprintf(a.out, "  %s: %s (%s, generation %d)\n", printable(f.URI), line(f.Reason), printable(f.Place), f.Generation)
	}
	z := s.Sizes
	fmt.Fprintf(a.out, "sizes       file %s, write-ahead log %s; texts %s, readings %s, derived tables %s, past %s, free pages %s\n",
		size(z.File), size(z.WAL), size(z.Text), size(z.Readings), size(z.Derived), size(z.Past), size(z.Free))
	if s.Last != nil {
		fmt.Fprintf(a.out, "last run    %s  %s: %s (generation %d)\n", s.Last.Ended.Format("2006-01-02 15:04:05 MST"), printable(s.Last.Verb), printable(s.Last.Did), s.Last.Generation)
	}
	if s.Pending > 0 {
		fmt.Fprintf(a.out, "assembling  %d documents pending; the next question or run does it\n", s.Pending)
	} else {
		fmt.Fprintln(a.out, "assembling  nothing pending")
	}
	if s.Erasing {
		fmt.Fprintln(a.out, "erasing     not ended: the file may still hold what was erased; the next question or run ends it")
	}
	return nil
}

// size is for people.
func size(bytes int64) string {
	switch {
	case bytes >= 1e9:
		return fmt.Sprintf("%.1f GB", float64(bytes)/1e9)
	case bytes >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	case bytes >= 1e3:
		return fmt.Sprintf("%.1f kB", float64(bytes)/1e3)
	}
	return fmt.Sprintf("%d B", bytes)
}
