package casefile_test

import (
	"context"
	"strings"
	"testing"

	"casegraph/internal/casefile"
	"casegraph/internal/graph/jsonl"
	"casegraph/internal/pipeline"
)

// lines are the records of a case.
func lines(t testing.TB, c *casefile.Case, r *pipeline.Reader) string {
	t.Helper()
	src, err := c.Source(context.Background(), rules(t))
	if err != nil {
		t.Fatal(err)
	}
	src.Judgements = nil
	var b strings.Builder
	if err := jsonl.WriteAll(&b, src); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
