package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"casegraph/internal/casefile"
	"casegraph/internal/graph/delta"

	"github.com/spf13/cobra"
)

func (a *app) diffVerb() *cobra.Command {
	var asJSON, exitCode bool
	cmd := &cobra.Command{
		Use: "diff [A [B]]", Short: "What changed between two states of a case, and why",
		Long: `diff tells what changed between two states of a case: documents, entities,
claims, edges, figures and judgements, each change with its cause (a report, a
correction, a removal, a judgement, another reader).

A and B are exports (ingest export --out FILE) or numbers of generations of the
case file; a file whose name is a number is written ./7. Without B it is the case
file as it is now, without A too its last generation against the one before.`,
		Example: `  ingest diff                        what the last run changed
  ingest diff 3 7                    generation 3 against generation 7
  ingest diff before.jsonl           an export against the case file
  ingest diff before.jsonl after.jsonl`,
		Args: args(cobra.MaximumNArgs(2)),
		RunE: func(cmd *cobra.Command, states []string) error {
			before, after, err := a.states(cmd.Context(), states)
			if err != nil {
				return err
			}
			changes := delta.Compare(before, after)
			if asJSON {
				err = a.diffJSON(changes)
			} else {
				err = a.diffText(changes)
			}
			if err != nil {
				return err
			}
			if exitCode && len(changes.List) > 0 {
				return errFailed
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object a change and line, sorted")
	cmd.Flags().BoolVar(&exitCode, "exit-code", false, "exit with 1 if there are differences")
	return cmd
}

// states takes the two snapshots that the command line names.
func (a *app) states(ctx context.Context, names []string) (before, after *delta.Snapshot, err error) {
	if len(names) == 2 && !isGeneration(names[0]) && !isGeneration(names[1]) {
		if before, err = readExport(names[0]); err != nil {
			return nil, nil, err
		}
		after, err = readExport(names[1])
		return before, after, err
	}
	err = a.opened(ctx, func(c *casefile.Case, r casefile.Rules) error {
		now, _, err := c.Reader(ctx)
		if err != nil {
			return err
		}
		state := func(i int, otherwise int) (*delta.Snapshot, error) {
			if i >= len(names) {
				return a.snapshotAt(ctx, c, r, otherwise)
			}
			if !isGeneration(names[i]) {
				return readExport(names[i])
			}
			n, err := strconv.Atoi(names[i])
			if err != nil || n > now {
				return nil, usageError{fmt.Errorf("generation %s: the last one of %s is %d", names[i], c.Path(), now)}
			}
			return a.snapshotAt(ctx, c, r, n)
		}
		if before, err = state(0, max(0, now-1)); err != nil {
			return err
		}
		after, err = state(1, now)
		return err
	})
	return before, after, err
}

// isGeneration tells the number of a generation from the name of a file.
func isGeneration(name string) bool {
	return name != "" && strings.Trim(name, "0123456789") == ""
}

func readExport(path string) (*delta.Snapshot, error) {
	f, err := os.Open(path)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, hinted{err, "name exports (ingest export --out FILE) or generations of the case file"}
		}
		return nil, err // it names the file
	}
	defer f.Close()
	s, err := delta.Read(f)
	if err != nil {
		return nil, hinted{fmt.Errorf("read %s: %w", path, err), "ingest export --out FILE makes what diff reads"}
	}
	return s, nil
}

func (a *app) diffJSON(changes *delta.Changes) error {
	out := bufio.NewWriter(a.out)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for i := range changes.List {
		if err := enc.Encode(&changes.List[i]); err != nil {
			return err
		}
	}
	return out.Flush()
}

// headings are the records in the plural, and in the order of the sections.
var headings = map[string]string{
	delta.Document: "documents", delta.Entity: "entities", delta.Claim: "claims", delta.Edge: "edges",
	delta.Figure: "figures", delta.Grade: "grades", delta.Judgement: "judgements",
}

var diffKinds = []string{
	delta.Added, delta.Gone, delta.Changed, delta.Corrected, delta.Moved, delta.Copied, delta.Uncopied,
	delta.Reread, delta.Joined, delta.Split, delta.Renamed,
}

func (a *app) diffText(changes *delta.Changes) error {
	out := bufio.NewWriter(a.out)
	if !a.quiet {
		fmt.Fprintln(out, summaryOf(changes))
	}
	section := ""
	for i := range changes.List {
		c := &changes.List[i]
		if c.Record != section {
			section = c.Record
			fmt.Fprintf(out, "\n%s\n", headings[section])
		}
		writeChange(out, c)
	}
	return out.Flush()
}

// summaryOf is one line: how many of what, in the order of the sections.
func summaryOf(changes *delta.Changes) string {
	var parts []string
	for _, record := range delta.Records {
		var counts []string
		for _, kind := range diffKinds {
			if n := changes.Count(record, kind); n > 0 {
				counts = append(counts, fmt.Sprintf("%d %s", n, kind))
			}
		}
		if len(counts) > 0 {
			parts = append(parts, headings[record]+" "+strings.Join(counts, ", "))
		}
	}
	if len(parts) == 0 {
		parts = []string{"nothing changed"}
	}
	return fmt.Sprintf("%s; the same: documents %d, entities %d, claims %d, edges %d", strings.Join(parts, "; "),
		changes.Same[delta.Document], changes.Same[delta.Entity], changes.Same[delta.Claim], changes.Same[delta.Edge])
}

var signs = map[string]string{delta.Added: "+", delta.Gone: "-"}

func writeChange(out *bufio.Writer, c *delta.Change) {
	fmt.Fprintf(out, "  %s %s  ", or(signs[c.Kind], "~"), c.Kind)
	if c.Type != "" {
		fmt.Fprintf(out, "%s  ", line(c.Type))
	}
	named := c.Record == delta.Entity
	before, after := sidesText(c.Before, named), sidesText(c.After, named)
	switch {
	case before == "" || before == after:
		fmt.Fprintln(out, after)
	case after == "":
		fmt.Fprintln(out, before)
	case named || c.Record == delta.Document || c.Record == delta.Edge:
		fmt.Fprintf(out, "%s  ⇒  %s\n", before, after)
	default:
		fmt.Fprintln(out, after)
	}
	for _, f := range c.Fields {
		if f.Name != "quote" { // it stands below
			fmt.Fprintf(out, "    %s: %s ⇒ %s\n", f.Name, or(line(f.Before), "none"), or(line(f.After), "none"))
		}
	}
	if c.Record != delta.Grade {
		writeQuotes(out, c)
	}
	for _, r := range c.Reasons {
		fmt.Fprintf(out, "    join %s: %s (weight %d)", r.Kind, line(r.Reason), r.Weight)
		if r.Judgement != "" {
			fmt.Fprintf(out, "; judgement %s", line(r.Judgement))
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintf(out, "    because %s\n", because(c.Cause))
}

// sidesText names the records of one side; entities with their ids, for names
// alone do not tell two of one name apart.
func sidesText(sides []delta.Side, ids bool) string {
	var parts []string
	for _, s := range sides {
		text := line(s.Text)
		if ids {
			text += " (" + line(s.ID) + ")"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " + ")
}

// writeQuotes writes the sentence of the later state, and that of the earlier one
// where it is another.
func writeQuotes(out *bufio.Writer, c *delta.Change) {
	var before, after *delta.At
	if len(c.Before) > 0 {
		before = c.Before[0].At
	}
	if len(c.After) > 0 {
		after = c.After[0].At
	}
	write := func(label string, at *delta.At) {
		fmt.Fprintf(out, "    %s%s\n      %s bytes %d–%d\n", label, quoted(at.Quote), line(at.URI), at.Start, at.End)
	}
	switch {
	case before != nil && after != nil && before.Quote != after.Quote:
		write("before ", before)
		write("after  ", after)
	case after != nil:
		write("", after)
	case before != nil:
		write("", before)
	}
}

func because(c delta.Cause) string {
	switch c.Kind {
	case delta.Report:
		return "of a report: " + line(c.URI)
	case delta.Correction:
		return "of a correction: " + line(c.URI)
	case delta.Removal:
		return "of a removal: " + line(c.URI)
	case delta.Judged:
		return "of a judgement: " + line(c.Judgement)
	case delta.Reader:
		return "of another reader: " + or(line(c.URI), "the whole case")
	}
	return "of something that could not be worked out"
}

// line makes text harmless and keeps it on one line.
func line(s string) string { return strings.Join(strings.Fields(printable(s)), " ") }
