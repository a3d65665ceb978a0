package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"casegraph/internal/casefile"
	"casegraph/internal/gazetteer"
	"casegraph/internal/resolve"
	"casegraph/knowledge"

	"github.com/spf13/cobra"
)

func (a *app) watchVerb() *cobra.Command {
	var asCSV, unsure bool
	cmd := &cobra.Command{
		Use: "watch LIST.csv", Short: "Who of a list is in this case, judged as names are joined",
		Long: `watch reads a list of names and tells which of them are in the case. Each is judged
by the judgement that joins names across reports (see ingest match): same or unsure,
how sure that is in thousandths, and why, with one sentence that names it.

The list is a CSV file with a header, - for standard input. Columns, in any order:
name; type (Person, Agency, Organization, Unit, Place, Event), country (ISO 3166-1
alpha-2) and id may be missing or empty. A name without a type is judged as one of
each. Other columns are kept: --csv writes them as they are.`,
		Example: `  ingest watch sanctions.csv
  ingest watch sanctions.csv --unsure --csv > found.csv`,
		Args: args(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, words []string) error {
			list, err := a.readList(words[0])
			if err != nil {
				return err
			}
			return a.opened(cmd.Context(), func(c *casefile.Case, r casefile.Rules) error {
				return a.watch(cmd.Context(), c, r, list, unsure, asCSV)
			})
		},
	}
	cmd.Flags().BoolVar(&asCSV, "csv", false, "write CSV")
	cmd.Flags().BoolVar(&unsure, "unsure", false, "those too that may be one and may be two")
	return cmd
}

// A watchlist is a list of names with what it says of them.
type watchlist struct {
	path    string
	columns []string
	rows    []watched
	bad     int
}

// A watched is one row of a list.
type watched struct {
	casefile.Wanted
	line  int
	id    string
	cells []string
}

// readList reads a list. A row that cannot be used is told with its line; the others
// go on.
func (a *app) readList(path string) (*watchlist, error) {
	var in io.Reader = a.in
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("read list: %w", err)
		}
		defer f.Close()
		in = f
	}
	b := bufio.NewReader(in)
	if mark, _ := b.Peek(3); bytes.Equal(mark, []byte("\ufeff")) {
		b.Discard(3)
	}
	rows := csv.NewReader(b)
	rows.FieldsPerRecord = -1
	w := &watchlist{path: path}
	header, err := rows.Read()
	if err == io.EOF {
		return nil, fmt.Errorf("read list %s: it is empty: a header with a column \"name\" is needed", path)
	}
	if err != nil {
		return nil, fmt.Errorf("read list %s: %w", path, err)
	}
	at := map[string]int{}
	for i, c := range header {
		w.columns = append(w.columns, strings.TrimSpace(c))
		c = strings.ToLower(w.columns[i])
		if _, twice := at[c]; twice && slices.Contains([]string{"name", "type", "country", "id"}, c) {
			return nil, fmt.Errorf("%s:1: two columns are called %q", path, c)
		}
		at[c] = i
	}
	if _, ok := at["name"]; !ok {
		return nil, hinted{fmt.Errorf("%s:1: no column is called \"name\"", path), "the first line names the columns, with commas between them"}
	}
	bad := func(line int, what string) {
		fmt.Fprintf(a.err, "error: %s:%d: %s\n", printable(path), line, printable(what))
		w.bad++
	}
	for {
		row, err := rows.Read()
		if err == io.EOF {
			return w, nil
		}
		var parse *csv.ParseError
		if errors.As(err, &parse) {
			bad(parse.StartLine, parse.Err.Error())
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read list %s: %w", path, err)
		}
		line, _ := rows.FieldPos(0)
		if len(row) != len(header) {
			bad(line, fmt.Sprintf("%d fields, the header has %d", len(row), len(header)))
			continue
		}
		cell := func(name string) string {
			i, ok := at[name]
			if !ok {
				return ""
			}
			return strings.Join(strings.Fields(row[i]), " ")
		}
		x := watched{casefile.Wanted{Name: cell("name"), Country: strings.ToLower(cell("country"))}, line, cell("id"), row}
		if typ := cell("type"); typ != "" {
			t, ok := typeNames[strings.ToLower(typ)]
			if !ok {
				bad(line, fmt.Sprintf("type %q is none of Person, Agency, Organization, Unit, Place, Event", typ))
				continue
			}
			x.Type = t
		}
		switch {
		case !utf8.ValidString(strings.Join(row, "")):
			bad(line, "not UTF-8")
		case x.Name == "":
			bad(line, "the name is missing")
		case x.Country != "" && (len(x.Country) != 2 || strings.Trim(x.Country, "abcdefghijklmnopqrstuvwxyz") != ""):
			bad(line, fmt.Sprintf("country %q is no code of two letters", cell("country")))
		default:
			w.rows = append(w.rows, x)
		}
	}
}

// watchColumns are the columns that watch adds to those of the list.
var watchColumns = []string{"line", "entity", "entity_name", "entity_type", "verdict", "weight", "reason", "mentions", "documents", "quote", "uri", "published", "start", "end"}

func (a *app) watch(ctx context.Context, c *casefile.Case, r casefile.Rules, list *watchlist, unsure, asCSV bool) error {
	lists, err := gazetteer.Open(knowledge.FS)
	if err != nil {
		return err
	}
	w, err := c.Watch(ctx, r, lists)
	if err != nil {
		return err
	}
	defer w.Close()
	columns := slices.Clone(list.columns)
	for i, c := range columns {
		if slices.Contains(watchColumns, c) {
			columns[i] = "list_" + c
		}
	}
	columns = append(columns, watchColumns...)
	var rows [][]any
	same, maybe, hidden := 0, 0, 0
	for _, x := range list.rows {
		found, unsures, err := w.Find(x.Wanted, unsure)
		if err != nil {
			return err
		}
		switch {
		case len(found) > 0 && found[0].Verdict == resolve.Same:
			same++
		case unsures > 0:
			maybe++
		}
		for _, s := range found {
			if s.Verdict == resolve.Unsure {
				unsures-- // shown
			}
		}
		hidden += unsures
		if !asCSV && len(found) > 0 {
			fmt.Fprintf(a.out, "%s:%d  %s", printable(list.path), x.line, printable(x.Name))
			if x.id != "" {
				fmt.Fprintf(a.out, "  %s", printable(x.id))
			}
			fmt.Fprintln(a.out)
		}
		for _, s := range found {
			if asCSV {
				var row []any
				for _, v := range x.cells {
					row = append(row, v)
				}
				rows = append(rows, append(row, x.line, s.Entity, s.Name, s.Type, string(s.Verdict), s.Weight, s.Reason, s.Mentions, s.Documents, s.Quote, s.URI, s.Published, s.Start, s.End))
				continue
			}
			if s.Entity == "" {
				fmt.Fprintf(a.out, "  %s  %s\n", s.Verdict, printable(s.Reason))
			} else {
				fmt.Fprintf(a.out, "  %s  %d  %s  %s  %d mentions in %d documents\n    %s\n", s.Verdict, s.Weight, printable(s.Name), printable(s.Entity), s.Mentions, s.Documents, printable(s.Reason))
			}
			if s.Quote != "" {
				fmt.Fprintf(a.out, "    %s\n    %s bytes %d–%d; %s\n", quoted(s.Quote), printable(s.URI), s.Start, s.End, or(s.Published, "no date"))
			}
		}
	}
	to := a.out
	if asCSV {
		if err := writeCSV(a.out, columns, rows); err != nil {
			return err
		}
		to = a.err
	}
	if !a.quiet {
		fmt.Fprintf(to, "(%d names: %d in the case, %d unsure alone, %d not; %d rows that cannot be used)\n", len(list.rows), same, maybe, len(list.rows)-same-maybe, list.bad)
		if hidden > 0 {
			fmt.Fprintf(to, "(%d unsure ones are not shown: --unsure)\n", hidden)
		}
	}
	if list.bad > 0 {
		return errFailed
	}
	return nil
}
