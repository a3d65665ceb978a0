package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"casegraph/internal/doc"
	"casegraph/internal/pipeline"

	"github.com/spf13/cobra"
)

func (a *app) parseVerb() *cobra.Command {
	return &cobra.Command{
		Use: "parse PATH...", Short: "Show words, tags, trees and names of reports as CoNLL-U; no case file is touched", Args: args(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, paths []string) error { return a.parse(paths) },
	}
}

// parse writes each sentence in CoNLL-U. The last column holds the word's bytes
// in the document's text and the name that it is part of.
func (a *app) parse(paths []string) error {
	r, err := pipeline.NewReader(pipeline.Config{})
	if err != nil {
		return err
	}
	failed := false
	fail := func(err error) {
		failed = true
		fmt.Fprintf(a.err, "error: %s\n", printable(err.Error()))
	}
	out := bufio.NewWriter(a.out)
	sources, faults := pipeline.Walk(paths, doc.Reads)
	for _, f := range faults {
		if f.Err != nil {
			fail(fmt.Errorf("read %s: %s: %w", f.URI, f.Reason, f.Err))
		}
	}
	for _, s := range sources {
		var data []byte
		if s.URI == pipeline.Stdin {
			data, err = io.ReadAll(a.in)
		} else {
			data, err = os.ReadFile(s.Abs)
		}
		if err != nil {
			fail(err) // it names the file
			continue
		}
		for d, err := range doc.Read(s.URI, data) {
			if err != nil {
				fail(err)
				continue
			}
			fmt.Fprintf(out, "# newdoc id = %s\n", printable(d.URI))
			n := 0
			for p := range r.Parses(d) {
				n++
				writeParse(out, d, n, p)
			}
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if failed {
		return errFailed
	}
	return nil
}

func writeParse(w io.Writer, d *doc.Document, n int, p pipeline.Parse) {
	fmt.Fprintf(w, "# sent_id = %d\n# kind = %s\n# text = %s\n", n, p.Sentence.Kind, strings.Join(strings.Fields(printable(d.Text[p.Sentence.Start:p.Sentence.End])), " "))
	for i, t := range p.Words {
		node := p.Nodes[i]
		last := fmt.Sprintf("Bytes=%d:%d", t.Start, t.End)
		for _, m := range p.Names {
			if t.Start < m.End && m.Start < t.End {
				place := "I"
				if t.Start <= m.Start {
					place = "B"
				}
				last += fmt.Sprintf("|Name=%s-%s", place, strings.Join(append([]string{m.Type}, m.Labels...), ":"))
			}
		}
		if i+1 < len(p.Words) && p.Words[i+1].Start == t.End {
			last += "|SpaceAfter=No"
		}
		label := node.Label.String()
		if label == "" {
			label = "_"
		}
		fmt.Fprintf(w, "%d\t%s\t_\t%s\t_\t_\t%d\t%s\t_\t%s\n", i+1, word(t.Text), node.Tag, node.Head+1, label, last)
	}
	fmt.Fprintln(w)
}

// word keeps a word inside its column.
func word(s string) string {
	return strings.NewReplacer("\t", " ", "\n", " ").Replace(printable(s))
}
