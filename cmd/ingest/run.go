package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"casegraph/internal/casefile"

	"github.com/spf13/cobra"
)

// version is set by the linker for a release; otherwise the module's own is shown.
var version = ""

// An app is what every verb shares.
type app struct {
	in       io.Reader
	out, err io.Writer
	caseFile string
	quiet    bool
}

// usageError is a mistake in the command line: exit status 2.
type usageError struct{ error }

// failed says that the work went on to its end but something is wrong, and that
// this has been told already: exit status 1 and no further word.
var errFailed = errors.New("failed")

// A hinted error tells the user what to do about it.
type hinted struct {
	error
	hint string
}

func (h hinted) Unwrap() error { return h.error }

// run runs the command line and returns the exit status: 0, 1 for a failure, 2
// for a mistake in the command line.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{in: stdin, out: stdout, err: stderr}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	var usage usageError
	isUsage := errors.As(err, &usage)
	if !errors.Is(err, errFailed) {
		text := err.Error()
		if errors.Is(err, context.Canceled) && ctx.Err() != nil {
			text = "interrupted; what was read is kept, the same command goes on from there"
		}
		fmt.Fprintf(stderr, "error: %s\n", printable(text))
		var h hinted
		if errors.As(err, &h) {
			fmt.Fprintf(stderr, "hint: %s\n", printable(h.hint))
		} else if hint := hintOf(err); hint != "" {
			fmt.Fprintf(stderr, "hint: %s\n", hint)
		} else if isUsage {
			fmt.Fprintf(stderr, "hint: see ingest --help\n")
		}
	}
	if isUsage {
		return 2
	}
	return 1
}

// hintOf says what to do where the case file could not be written.
func hintOf(err error) string {
	switch {
	case errors.Is(err, casefile.ErrLocked):
		return "wait until the other program is done, or name another file with --case"
	case errors.Is(err, casefile.ErrFull):
		return "make room on the disk of the case file and give the same command again: what was entered is kept, it goes on from there"
	case errors.Is(err, casefile.ErrReadOnly):
		return "give yourself the right to write the file and its folder, or name another file with --case; nothing was changed"
	}
	return ""
}

// printable replaces control characters, which a file name or a report may hold
// to play tricks on a terminal. Line breaks and tabs stay.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		if r < 0x20 || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return '\ufffd'
		}
		return r
	}, s)
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "ingest PATH...",
		Short: "Read reports into a case file: who did what to whom, who says so, and on whose word",
		Long: `ingest reads reports (.txt, .md, .html; folders; - for standard input) into a
case file and builds a graph of people, agencies, organisations, units, places
and events, and of what is said about them. Every edge shows its exact words.

The first word is a verb only if it names one of the commands below; a path of
such a name is written ./query.`,
		Example: `  ingest reports/                       read a folder into casegraph.db
  ingest query conflicting-figures      which numbers do not agree
  ingest show "Quds Force"              all that is said of one entity
  ingest verify                         prove every quote and every edge
  ingest status                         what the case file holds, and what failed`,
		Version:       versionText(),
		Args:          cobra.ArbitraryArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.PersistentFlags().StringVar(&a.caseFile, "case", "casegraph.db", "the case file")
	root.PersistentFlags().BoolVar(&a.quiet, "quiet", false, "no progress, no summary")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.SetVersionTemplate("ingest {{.Version}}\n")
	root.CompletionOptions.DisableDefaultCmd = true
	a.addRead(root)
	for _, verb := range a.verbs() {
		root.AddCommand(verb)
	}
	return root
}

// args wraps a check of the arguments, so that its error counts as a mistake in
// the command line.
func args(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{err}
		}
		return nil
	}
}

func versionText() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
