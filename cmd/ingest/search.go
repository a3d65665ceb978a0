package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"casegraph/internal/casefile"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

func (a *app) searchVerb() *cobra.Command {
	var f casefile.Seek
	var typ, from, to string
	var asJSON bool
	cmd := &cobra.Command{
		Use: "search WORDS...", Short: "Look for words in the sentences of all reports, and in names",
		Long: `search looks for entities of which one name holds all the words, and for sentences
that hold them all, the best first. Capitals and accents make no difference.

  words          all of them are looked for
  "some words"   beside each other; quote it for the shell: '"some words"'
  begin*         words that begin so
  -word          must not be there; also -"some words" and -begin*

Nothing else has a meaning: other signs only part words. What follows -- is words.`,
		Example: `  ingest search troops kursk
  ingest search '"storm corps"' -pyongyang --from 2025-01
  ingest search --type Unit brigade*`,
		DisableFlagParsing: true, // -word is no flag
		RunE: func(cmd *cobra.Command, line []string) error {
			words, help, err := splitWords(cmd, line)
			if help {
				return cmd.Help()
			}
			if err != nil {
				return usageError{err}
			}
			if len(words) == 0 {
				return usageError{errors.New("no word to look for")}
			}
			s, err := casefile.ParseSearch(strings.Join(words, " "))
			if err != nil {
				return usageError{err}
			}
			if f.Limit < 1 {
				return usageError{fmt.Errorf("--limit %d: at least 1", f.Limit)}
			}
			if typ != "" {
				t, ok := typeNames[strings.ToLower(typ)]
				if !ok {
					return usageError{fmt.Errorf("--type %s: person, agency, organization, unit, place or event", typ)}
				}
				f.Type = t
			}
			if f.From, err = day("--from", from, "0000-01-01"); err != nil {
				return err
			}
			if f.To, err = day("--to", to, "0000-12-31"); err != nil {
				return err
			}
			return a.opened(cmd.Context(), func(c *casefile.Case, _ casefile.Rules) error {
				return a.search(cmd.Context(), c, s, f, asJSON)
			})
		},
	}
	cmd.Flags().StringVar(&typ, "type", "", "entities of this type, and sentences that mention one: person, agency, organization, unit, place or event")
	cmd.Flags().StringVar(&from, "from", "", "reports of this day (2025-01-31), month or year, or later")
	cmd.Flags().StringVar(&to, "to", "", "reports of this day, month or year, or earlier")
	cmd.Flags().IntVar(&f.Limit, "limit", 20, "how many entities and how many sentences are shown")
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object a line")
	return cmd
}

// splitWords parts the command line into flags, which are set, and words to look for: a
// word with one dash before it is one.
func splitWords(cmd *cobra.Command, line []string) (words []string, help bool, err error) {
	var flags, rest []string
	for i := 0; i < len(line); i++ {
		arg := line[i]
		switch {
		case arg == "--":
			rest = line[i+1:]
			i = len(line)
		case arg == "-h" || arg == "--help":
			return nil, true, nil
		case strings.HasPrefix(arg, "--"):
			flags = append(flags, arg)
			name, _, whole := strings.Cut(arg[2:], "=")
			fl := cmd.Flag(name)
			if !whole && fl != nil && fl.NoOptDefVal == "" && i+1 < len(line) {
				i++
				flags = append(flags, line[i])
			}
		default:
			words = append(words, arg)
		}
	}
	cmd.InheritedFlags() // makes --case and --quiet known to Flags
	return append(words, rest...), false, cmd.Flags().Parse(flags)
}

// day completes a date by what is left out of it.
func day(flag, s, rest string) (string, error) {
	if s == "" {
		return "", nil
	}
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, s); err == nil {
			return s + rest[len(s):], nil
		}
	}
	return "", usageError{fmt.Errorf("%s %s: a day (2025-01-31), month (2025-01) or year (2025)", flag, s)}
}

func (a *app) search(ctx context.Context, c *casefile.Case, s *casefile.Search, f casefile.Seek, asJSON bool) error {
	h, err := c.Search(ctx, s, f)
	if err != nil {
		return err
	}
	if asJSON {
		return a.searchJSON(h)
	}
	if len(h.Entities) > 0 {
		fmt.Fprintln(a.out, "entities")
	}
	bold := a.bold()
	for _, e := range h.Entities {
		fmt.Fprintf(a.out, "  %s  %s  %s  %d mentions in %d documents", marked(e.Name, s.Marks(e.Name), bold), printable(e.ID), e.Type, e.Mentions, e.Documents)
		if e.Spelling != e.Name {
			fmt.Fprintf(a.out, "  spelt “%s”", marked(e.Spelling, s.Marks(e.Spelling), bold))
		}
		fmt.Fprintln(a.out)
	}
	more := func(all, shown int, what string) {
		if all > shown {
			fmt.Fprintf(a.out, "  %d more %s: --limit %d shows all\n", all-shown, what, all)
		}
	}
	more(h.AllEntities, len(h.Entities), "entities")
	if len(h.Sentences) > 0 {
		if len(h.Entities) > 0 {
			fmt.Fprintln(a.out)
		}
		fmt.Fprintln(a.out, "sentences")
	}
	for _, x := range h.Sentences {
		fmt.Fprintf(a.out, "  “%s”\n    %s bytes %d–%d; %s", marked(x.Text, x.Marks, bold), printable(x.URI), x.Start, x.End, or(x.Published, "no date"))
		if x.CopyOf != "" {
			fmt.Fprint(a.out, "; a copy")
		}
		fmt.Fprintln(a.out)
	}
	more(h.AllSentences, len(h.Sentences), "sentences")
	if h.Undated > 0 {
		fmt.Fprintf(a.out, "  left out: sentences of reports without a date: %d\n", h.Undated)
	}
	_, err = fmt.Fprintf(a.out, "(%d entities, %d sentences)\n", h.AllEntities, h.AllSentences)
	return err
}

// bold says whether what is looked for may be marked by signs that a terminal obeys.
func (a *app) bold() bool {
	f, ok := a.out.(*os.File)
	return ok && os.Getenv("NO_COLOR") == "" && term.IsTerminal(int(f.Fd()))
}

// marked writes a text on one line, with its marks bold.
func marked(text string, marks [][2]int, bold bool) string {
	var b strings.Builder
	at := 0
	if bold {
		for _, m := range marks {
			b.WriteString(printable(text[at:m[0]]) + "\x1b[1m" + printable(text[m[0]:m[1]]) + "\x1b[0m")
			at = m[1]
		}
	}
	b.WriteString(printable(text[at:]))
	return strings.Join(strings.Fields(b.String()), " ")
}

// searchJSON writes a line each entity and sentence, and one that tells how many there
// are in all.
func (a *app) searchJSON(h *casefile.Hits) error {
	type entity struct {
		Kind      string `json:"kind"`
		ID        string `json:"id"`
		Type      string `json:"type"`
		Name      string `json:"name"`
		Spelling  string `json:"spelling"`
		Mentions  int    `json:"mentions"`
		Documents int    `json:"documents"`
	}
	type sentence struct {
		Kind      string   `json:"kind"`
		Document  string   `json:"document"`
		URI       string   `json:"uri"`
		Published string   `json:"published"`
		CopyOf    string   `json:"copy_of"`
		Start     int      `json:"start"`
		End       int      `json:"end"`
		Text      string   `json:"text"`
		Marks     [][2]int `json:"marks"`
	}
	for _, e := range h.Entities {
		if err := writeLine(a.out, entity{"entity", e.ID, e.Type, e.Name, e.Spelling, e.Mentions, e.Documents}); err != nil {
			return err
		}
	}
	for _, s := range h.Sentences {
		marks := s.Marks
		if marks == nil {
			marks = [][2]int{}
		}
		if err := writeLine(a.out, sentence{"sentence", s.Document, s.URI, s.Published, s.CopyOf, s.Start, s.End, s.Text, marks}); err != nil {
			return err
		}
	}
	return writeLine(a.out, struct {
		Kind      string `json:"kind"`
		Entities  int    `json:"entities"`
		Sentences int    `json:"sentences"`
		Undated   int    `json:"undated"`
	}{"total", h.AllEntities, h.AllSentences, h.Undated})
}

// writeLine writes JSON on one line, with the signs that a terminal would obey escaped.
func writeLine(w io.Writer, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, r := range string(data) { // such signs stand in strings alone
		if r != '\ufffd' && printable(string(r)) == "\ufffd" {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	_, err = io.WriteString(w, b.String()+"\n")
	return err
}
