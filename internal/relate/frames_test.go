package relate_test

import (
	"io/fs"
	"testing"

	"casegraph/internal/clause"
	"casegraph/internal/frame"
	"casegraph/knowledge"
)

// TestFrameExamples runs every example of every frame through all stages: the
// frame's claim must be made with what the example says, and the frame must not
// speak on what it must not.
func TestFrameExamples(t *testing.T) {
	table, err := fs.ReadFile(knowledge.FS, "lexicon/irregular_verbs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	m, err := clause.NewMorphology(string(table))
	if err != nil {
		t.Fatal(err)
	}
	frames, err := frame.Load(knowledge.FS, m, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(frames.List) < 60 {
		t.Fatalf("%d frames", len(frames.List))
	}
	r := newReader(t)
	for _, f := range frames.List {
		t.Run(f.Name, func(t *testing.T) { r.examples(t, f.Name, f.Claim, f.Examples, f.Not) })
	}
}
