package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"casegraph/internal/gazetteer"
	"casegraph/internal/ner"
	"casegraph/internal/resolve"
	"casegraph/knowledge"

	"github.com/spf13/cobra"
)

// types are the names by which a type may be given.
var typeNames = map[string]string{
	"": ner.Person, "person": ner.Person, "per": ner.Person, "individual": ner.Person,
	"agency": ner.Agency, "publicbody": ner.Agency,
	"organization": ner.Organization, "organisation": ner.Organization, "org": ner.Organization, "company": ner.Organization, "legalentity": ner.Organization, "entity": ner.Organization,
	"unit": ner.Unit, "place": ner.Place, "loc": ner.Place, "gpe": ner.Place, "address": ner.Place, "event": ner.Event,
}

func (a *app) matchVerb() *cobra.Command {
	var pairs, typ, leftCountry, rightCountry string
	cmd := &cobra.Command{
		Use: "match NAME NAME", Short: "Whether two names are one, and why: the judgement that joins names across reports",
		Long: `match tells whether two names are one: same, different or unsure, how sure that
is in thousandths, and why. It is the judgement by which names of many reports are
joined, but of the names alone: a name that many bear is unsure here, and joined
in a case only where the reports tell more than the name.

--pairs reads a CSV file with a header, and writes one row a pair. Columns: left,
right; type (Person, Agency, Organization, Unit, Place, Event), left_country and
right_country (ISO 3166-1 alpha-2) may be missing or empty.`,
		Example: `  ingest match "Ri Yong-gil" "Lee Yong Gil"
  ingest match --type unit --country ua "1st Brigade" "2nd Brigade"
  ingest match --pairs watchlist.csv > judged.csv`,
		Args: func(cmd *cobra.Command, words []string) error {
			if pairs == "" && len(words) != 2 {
				return usageError{fmt.Errorf("%d names given, two are needed", len(words))}
			}
			if pairs != "" && len(words) != 0 {
				return usageError{errors.New("--pairs and names do not go together")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, words []string) error {
			r, err := resolve.New(knowledge.FS)
			if err != nil {
				return err
			}
			lists, err := gazetteer.Open(knowledge.FS)
			if err != nil {
				return err
			}
			if pairs != "" {
				return a.matchPairs(r, lists, pairs)
			}
			t, ok := typeNames[strings.ToLower(typ)]
			if !ok {
				return usageError{fmt.Errorf("--type %s: person, agency, organization, unit, place or event", typ)}
			}
			if rightCountry == "" {
				rightCountry = leftCountry
			}
			m := r.Match(lists, t, words[0], strings.ToLower(leftCountry), words[1], strings.ToLower(rightCountry))
			fmt.Fprintf(a.out, "%s  %d  %s\n", m.Verdict, m.Weight, printable(m.Reason))
			return nil
		},
	}
	cmd.Flags().StringVar(&pairs, "pairs", "", "a CSV file of pairs; - for standard input")
	cmd.Flags().StringVar(&typ, "type", "person", "of both names: person, agency, organization, unit, place or event")
	cmd.Flags().StringVar(&leftCountry, "country", "", "state of the names, or of the left one")
	cmd.Flags().StringVar(&rightCountry, "right-country", "", "state of the right name, if it is another")
	return cmd
}

// columns are the headers by which a column is known.
var pairColumns = [5][]string{
	{"left", "name1", "a", "left_name", "name_a"}, {"right", "name2", "b", "right_name", "name_b"}, {"type", "schema"},
	{"left_country", "country1", "left country", "country_left", "country_a"}, {"right_country", "country2", "right country", "country_right", "country_b"},
}

// matchPairs judges the pairs of a CSV file. A row that cannot be judged is told with
// its line; the others go on.
func (a *app) matchPairs(r *resolve.Resolver, lists *gazetteer.Gazetteer, path string) error {
	var in io.Reader = a.in
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return fmt.Errorf("read pairs: %w", err)
		}
		defer f.Close()
		in = f
	}
	rows := csv.NewReader(in)
	rows.FieldsPerRecord = -1
	rows.TrimLeadingSpace = true
	out := csv.NewWriter(a.out)
	if err := out.Write([]string{"left", "right", "type", "left_country", "right_country", "verdict", "weight", "reason"}); err != nil {
		return err
	}
	at := [5]int{0, 1, 2, 3, 4}
	bad := 0
	for first := true; ; first = false {
		row, err := rows.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return fmt.Errorf("read pairs %s: %w", path, err)
		}
		line, _ := rows.FieldPos(0)
		if first {
			row[0] = strings.TrimPrefix(row[0], "\ufeff")
			if header, ok := readHeader(row); ok {
				at = header
				continue
			}
		}
		cell := func(n int) string {
			if at[n] < 0 || at[n] >= len(row) {
				return ""
			}
			return strings.TrimSpace(row[at[n]])
		}
		left, right, typ := cell(0), cell(1), cell(2)
		t, ok := typeNames[strings.ToLower(typ)]
		if left == "" || right == "" || !ok {
			what := "a name is missing"
			if left != "" && right != "" {
				what = fmt.Sprintf("type %q is none of Person, Agency, Organization, Unit, Place, Event", typ)
			}
			fmt.Fprintf(a.err, "error: %s:%d: %s\n", printable(path), line, printable(what))
			bad++
			// A row all the same, so that rows in and rows out stand side by side.
			if err := out.Write([]string{left, right, typ, cell(3), cell(4), string(resolve.Unsure), "0", "not judged: " + what}); err != nil {
				return err
			}
			continue
		}
		lc, rc := strings.ToLower(cell(3)), strings.ToLower(cell(4))
		m := r.Match(lists, t, left, lc, right, rc)
		if err := out.Write([]string{left, right, t, lc, rc, string(m.Verdict), strconv.Itoa(m.Weight), m.Reason}); err != nil {
			return err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	if bad > 0 {
		return errFailed
	}
	return nil
}

// readHeader finds the columns by their names; a file without a header has them in
// the order of pairColumns.
func readHeader(row []string) (at [5]int, ok bool) {
	for n, names := range pairColumns {
		at[n] = -1
		for i, c := range row {
			if slices.Contains(names, strings.ToLower(strings.TrimSpace(c))) {
				at[n] = i
			}
		}
	}
	return at, at[0] >= 0 && at[1] >= 0
}
