package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"casegraph/internal/casefile"
	"casegraph/internal/schema"
	"casegraph/knowledge"
	"casegraph/queries"

	"github.com/spf13/cobra"
)

func (a *app) queryVerb() *cobra.Command {
	var on, format string
	var limit int
	cmd := &cobra.Command{
		Use: "query [NAME [key=value]...]", Short: "List the questions, or answer one", Args: args(cobra.ArbitraryArgs),
		RunE: func(cmd *cobra.Command, words []string) error {
			all, err := queries.All()
			if err != nil {
				return err
			}
			if len(words) == 0 {
				return a.listQueries(all)
			}
			write, ok := writers[format]
			if !ok {
				return usageError{fmt.Errorf("--format %s: table, csv or json", format)}
			}
			if limit < 0 {
				return usageError{fmt.Errorf("--limit %d: 0 or more", limit)}
			}
			for i := range all {
				if all[i].Name == words[0] {
					columns, rows, err := a.ask(cmd.Context(), &all[i], words[1:], on, limit)
					if err != nil {
						return err
					}
					more := limit > 0 && len(rows) > limit
					if more {
						rows = rows[:limit]
					}
					if err := write(a.out, columns, rows); err != nil || !more {
						return err
					}
					fmt.Fprintf(a.err, "the first %d rows; there are more\nhint: --limit 0 gives all; a parameter asks for less\n", limit)
					return nil
				}
			}
			return hinted{usageError{fmt.Errorf("there is no question %q", words[0])}, "ingest query lists them"}
		},
	}
	cmd.Flags().StringVar(&on, "on", "", "ask this Neo4j instead of the case file")
	cmd.Flags().StringVar(&format, "format", "table", "table, csv or json")
	cmd.Flags().IntVar(&limit, "limit", 1000, "rows at most; 0 all")
	return cmd
}

func (a *app) listQueries(all []queries.Query) error {
	for _, q := range all {
		where := ""
		if q.SQL == "" {
			where = " (with --on alone)"
		}
		fmt.Fprintf(a.out, "%s%s\n  %s\n", q.Name, where, q.Question)
		for _, p := range q.Params {
			fmt.Fprintf(a.out, "    %s=%v  %s\n", p.Name, p.Default, p.Text)
		}
		fmt.Fprintf(a.out, "  ingest query %s %s\n\n", q.Name, q.Example)
	}
	return nil
}

// ask answers from the case file, or from a store: with a row more than the limit where
// there are more.
func (a *app) ask(ctx context.Context, q *queries.Query, words []string, on string, limit int) (columns []string, rows [][]any, err error) {
	params, err := q.Values(words)
	if err != nil {
		return nil, nil, usageError{err}
	}
	end := ""
	if limit > 0 {
		end = fmt.Sprintf("\nLIMIT %d", limit+1)
	}
	if on != "" {
		s, err := schema.Load(knowledge.FS)
		if err != nil {
			return nil, nil, err
		}
		st, err := connect(ctx, on, s)
		if err != nil {
			return nil, nil, err
		}
		defer st.Close(context.WithoutCancel(ctx))
		columns, rows, err := st.Query(ctx, strings.TrimSpace(q.Cypher)+end, params)
		if err != nil {
			return nil, nil, fmt.Errorf("ask %s: %w", on, err)
		}
		return columns, rows, nil
	}
	if q.SQL == "" {
		return nil, nil, hinted{usageError{fmt.Errorf("%s is answered by Neo4j alone", q.Name)}, "publish the case and ask with --on URI"}
	}
	err = a.opened(ctx, func(c *casefile.Case, _ casefile.Rules) error {
		columns, rows, err = c.Query(ctx, strings.TrimSpace(q.SQL)+end, params)
		return err
	})
	return columns, rows, err
}

var writers = map[string]func(io.Writer, []string, [][]any) error{"table": writeTable, "csv": writeCSV, "json": writeJSON}

func cell(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// writeTable aligns the columns; a quote, which is long, has a line of its own
// under its row.
func writeTable(w io.Writer, columns []string, rows [][]any) error {
	quote := slices.Index(columns, "quote")
	var aligned strings.Builder
	t := tabwriter.NewWriter(&aligned, 0, 0, 2, ' ', 0)
	line := func(cells []string) {
		if quote >= 0 {
			cells = slices.Delete(cells, quote, quote+1)
		}
		fmt.Fprintln(t, strings.Join(cells, "\t"))
	}
	line(slices.Clone(columns))
	for _, r := range rows {
		cells := make([]string, len(r))
		for i, v := range r {
			cells[i] = printable(strings.Join(strings.Fields(cell(v)), " "))
		}
		line(cells)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	n := -1 // the head
	for l := range strings.Lines(aligned.String()) {
		fmt.Fprintln(w, strings.TrimRight(l, " \n"))
		if n >= 0 && quote >= 0 {
			fmt.Fprintf(w, "    %s\n", quoted(cell(rows[n][quote])))
		}
		n++
	}
	_, err := fmt.Fprintf(w, "(%d rows)\n", len(rows))
	return err
}

// writeCSV writes values as they are, but for those that a spreadsheet would take
// for a formula: they get an apostrophe before them.
func writeCSV(w io.Writer, columns []string, rows [][]any) error {
	c := csv.NewWriter(w)
	head := make([]string, len(columns))
	for i, name := range columns {
		head[i] = inert(name) // of a list, a stranger's
	}
	if err := c.Write(head); err != nil {
		return err
	}
	for _, r := range rows {
		line := make([]string, len(r))
		for i, v := range r {
			line[i] = cell(v)
			if _, text := v.(string); text {
				line[i] = inert(line[i])
			}
		}
		if err := c.Write(line); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// inert is a text that no spreadsheet takes for a formula.
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// writeJSON writes a list of objects, keys in the order of the columns.
func writeJSON(w io.Writer, columns []string, rows [][]any) error {
	var b strings.Builder
	b.WriteString("[")
	for i, r := range rows {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n  {")
		for j, v := range r {
			if j > 0 {
				b.WriteString(", ")
			}
			key, err := json.Marshal(columns[j])
			if err != nil {
				return err
			}
			value, err := json.Marshal(v)
			if err != nil {
				return err
			}
			b.Write(key)
			b.WriteString(": ")
			b.Write(value)
		}
		b.WriteString("}")
	}
	b.WriteString("\n]\n")
	_, err := io.WriteString(w, b.String())
	return err
}
