package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"casegraph/internal/casefile"
	"casegraph/internal/doc"
	"casegraph/internal/pipeline"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// batch is how many sources are entered in one transaction: enough to share the
// cost of reaching the disk, few enough that an interruption costs little.
const batch = 64

type readFlags struct {
	to      []string
	workers int
	ner     string
}

func (a *app) addRead(root *cobra.Command) {
	var f readFlags
	f.add(root)
	root.Flags().StringArrayVar(&f.to, "to", nil, "also publish to a store (neo4j://host, bolt://host) or write the whole case to a .jsonl file")
	root.RunE = func(cmd *cobra.Command, paths []string) error {
		if len(paths) == 0 {
			return usageError{errors.New("no path given")}
		}
		if err := f.check(); err != nil {
			return err
		}
		targets, err := parseTargets(f.to)
		if err != nil {
			return usageError{err}
		}
		return a.read(cmd.Context(), paths, f, targets)
	}
}

// add adds the flags that every verb has that reads reports.
func (f *readFlags) add(cmd *cobra.Command) {
	cmd.Flags().IntVar(&f.workers, "workers", runtime.NumCPU(), "reports read at once")
	cmd.Flags().StringVar(&f.ner, "ner", "auto", "what finds names: auto, or prose for prose/v2")
}

func (f *readFlags) check() error {
	if f.workers < 1 {
		return usageError{fmt.Errorf("--workers %d: at least 1", f.workers)}
	}
	if f.ner != "auto" && f.ner != "prose" {
		return usageError{fmt.Errorf("--ner %s: auto or prose", f.ner)}
	}
	return nil
}

// A tally is what became of the sources of one run.
type tally struct {
	outcomes map[casefile.Outcome]int
	skipped  []pipeline.Fault // left alone, or not read on purpose
	failed   []error
	failures []casefile.Failure // the same, by place
}

// fail counts a source that could not be read; place is "" of standard input.
func (t *tally) fail(place, uri string, err error) {
	t.failed = append(t.failed, err)
	why, _, _ := strings.Cut(strings.TrimPrefix(err.Error(), "read "+uri+": "), "\n") // of an internal error the trace follows
	t.failures = append(t.failures, casefile.Failure{Place: or(place, pipeline.Stdin), URI: uri, Reason: why})
}

// faults counts what a walk could not reach.
func (t *tally) faults(faults []pipeline.Fault) {
	for _, f := range faults {
		if f.Err == nil {
			t.skipped = append(t.skipped, f)
			continue
		}
		t.fail(absolute(f.URI), f.URI, fmt.Errorf("read %s: %s: %w", f.URI, f.Reason, f.Err))
	}
}

func (t *tally) String() string {
	o := t.outcomes
	return fmt.Sprintf("%d read, %d unchanged, %d corrected, %d copies, %d skipped, %d failed",
		o[casefile.Added]+o[casefile.Reread], o[casefile.Unchanged], o[casefile.Corrected], o[casefile.Copied], len(t.skipped), len(t.failed))
}

// absolute is the path as it is if it cannot be made absolute.
func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

func (a *app) read(ctx context.Context, paths []string, f readFlags, targets []target) error {
	c, err := a.open(ctx, true)
	if err != nil {
		return err
	}
	defer c.Close()

	own := a.own()
	for _, t := range targets {
		if t.file != "" {
			own = append(own, t.file)
		}
	}
	sources, faults := pipeline.Walk(paths, doc.Reads, own...)
	t := tally{outcomes: map[casefile.Outcome]int{}}
	t.faults(faults)
	var looked []string
	for _, p := range paths {
		if p != pipeline.Stdin {
			p = absolute(p)
			if real, err := filepath.EvalSymlinks(p); err == nil {
				looked = append(looked, real)
			}
		}
		looked = append(looked, p)
	}
	return a.take(ctx, c, f, "read", sources, looked, &t, targets)
}

// own are the files that are no reports, because they are the case file's.
func (a *app) own() []string {
	return append(casefile.Backups(a.caseFile), a.caseFile, a.caseFile+"-wal", a.caseFile+"-shm")
}

// take reads sources into the case file, keeps what failed, assembles, and says what
// became of all.
func (a *app) take(ctx context.Context, c *casefile.Case, f readFlags, verb string, sources []pipeline.Source, looked []string, t *tally, targets []target) error {
	config := pipeline.Config{Prose: f.ner == "prose"}
	fingerprint, err := pipeline.Fingerprint(config)
	if err != nil {
		return err
	}
	run := pipeline.Run{Workers: f.workers, Stdin: a.in, Reader: sync.OnceValues(func() (*pipeline.Reader, error) { return pipeline.NewReader(config) })}
	readErr := a.enter(ctx, c, run, fingerprint, sources, t)
	for _, err := range t.failed {
		fmt.Fprintf(a.err, "error: %s\n", printable(err.Error()))
	}
	did := t.String()
	if readErr != nil {
		looked, did = nil, did+"; stopped before its end"
	}
	ranErr := c.Ran(context.WithoutCancel(ctx), casefile.Run{Ended: time.Now(), Verb: verb, Did: did}, looked, t.failures)
	if readErr != nil {
		return readErr
	}
	if ranErr != nil {
		return ranErr
	}
	r, err := rules()
	if err != nil {
		return err
	}
	if err := a.assemble(ctx, c, r); err != nil {
		return err
	}
	for _, to := range targets {
		if err := a.send(ctx, c, r, to); err != nil {
			return err
		}
	}
	if !a.quiet {
		if err := a.summary(ctx, c, t); err != nil {
			return err
		}
	}
	if len(t.failed) > 0 {
		return errFailed
	}
	return nil
}

// enter reads the sources into the case file, a batch a transaction. What was
// entered stays, also where it returns an error.
func (a *app) enter(ctx context.Context, c *casefile.Case, run pipeline.Run, fingerprint string, sources []pipeline.Source, t *tally) error {
	ledger, err := c.Ledger(ctx, fingerprint)
	if err != nil {
		return err
	}
	defer ledger.Close()
	bar := a.progress("reading", len(sources))
	var pending []casefile.Arrival
	flush := func(ctx context.Context) error {
		outcomes, err := c.Put(ctx, fingerprint, pending)
		if err != nil {
			return err
		}
		for _, o := range outcomes {
			t.outcomes[o]++
		}
		pending = pending[:0]
		return nil
	}
	run.Known = ledger.Known
	err = run.Do(ctx, sources, func(res pipeline.Result) error {
		bar.Add(1)
		if res.Err != nil {
			t.fail(res.Source.Abs, res.Source.URI, res.Err)
			bar.Describe(fmt.Sprintf("reading, %d failed", len(t.failed)))
			return nil
		}
		for _, x := range res.Readings {
			for _, s := range x.Document.Skipped {
				if s.Reason == doc.Markup {
					continue // it stands in the record; told here it would hide what was left out
				}
				t.skipped = append(t.skipped, pipeline.Fault{URI: x.Document.URI, Reason: s.Reason})
			}
		}
		pending = append(pending, casefile.Arrival{Place: res.Source.Abs, URI: res.Source.URI, Content: res.Content, Readings: res.Readings})
		if len(pending) < batch {
			return nil
		}
		return flush(ctx)
	})
	bar.Finish()
	if len(pending) > 0 && (err == nil || ctx.Err() != nil) {
		// An interruption keeps what was read before it.
		return errors.Join(flush(context.WithoutCancel(ctx)), err)
	}
	return err
}

// progress shows a bar with the rate and the time left on a terminal, else nothing.
func (a *app) progress(what string, n int) *progressbar.ProgressBar {
	f, ok := a.err.(*os.File)
	if a.quiet || n < 2 || !ok || !term.IsTerminal(int(f.Fd())) {
		return progressbar.DefaultSilent(int64(n))
	}
	return progressbar.NewOptions(n, progressbar.OptionSetWriter(f), progressbar.OptionSetDescription(what),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionClearOnFinish())
}

func (a *app) summary(ctx context.Context, c *casefile.Case, t *tally) error {
	n, err := c.Counts(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "documents  %s\n", t)
	for _, s := range t.skipped {
		fmt.Fprintf(a.out, "  skipped %s: %s\n", printable(s.URI), printable(s.Reason))
	}
	fmt.Fprintf(a.out, "case file  %s: %d documents, %d entities, %d claims, %d edges, %d figures that differ\n",
		printable(a.caseFile), n.Documents, n.Entities, n.Claims, n.Edges, n.Differing)
	next := []string{"ingest query"}
	if n.Differing > 0 {
		next = append(next, "ingest query conflicting-figures")
	}
	if n.Name != "" {
		next = append(next, fmt.Sprintf("ingest show %q", n.Name))
	}
	fmt.Fprintf(a.out, "next       %s\n", printable(strings.Join(append(next, "ingest verify"), "   ")))
	return nil
}

// open opens the case file, with words of advice where it cannot.
func (a *app) open(ctx context.Context, create bool) (*casefile.Case, error) {
	c, err := casefile.Open(ctx, a.caseFile, create)
	switch {
	case err == nil:
		return c, nil
	case errors.Is(err, os.ErrNotExist) && !create:
		return nil, hinted{err, "ingest PATH... makes one"}
	case errors.Is(err, casefile.ErrNotCase):
		return nil, hinted{err, "name another file with --case; this one is left as it is"}
	case errors.Is(err, casefile.ErrNewer):
		return nil, hinted{err, "use the newer program; this one leaves the file as it is"}
	}
	return nil, err
}

// A target is where --to sends the case.
type target struct {
	uri  string // a store
	file string // a file of records
}

func parseTargets(to []string) ([]target, error) {
	var targets []target
	for _, s := range to {
		switch {
		case strings.Contains(s, "://"):
			targets = append(targets, target{uri: s})
		case strings.EqualFold(filepath.Ext(s), ".jsonl"):
			targets = append(targets, target{file: s})
		default:
			return nil, fmt.Errorf("--to %s: neither a store (neo4j://host, bolt://host) nor a .jsonl file", s)
		}
	}
	return targets, nil
}
