package casefile_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casegraph/internal/casefile"
	"casegraph/internal/pipeline"
)

// example reads the example reports into a new case file, from copies that a
// test may change.
func example(t *testing.T) (c *casefile.Case, r *pipeline.Reader, dir string) {
	t.Helper()
	ctx := context.Background()
	dir = t.TempDir()
	paths, err := filepath.Glob("../../examples/kursk/*.[th]*")
	if err != nil || len(paths) < 5 {
		t.Fatalf("examples: %v %v", paths, err)
	}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(p)), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r, err = pipeline.NewReader(pipeline.Config{})
	if err != nil {
		t.Fatal(err)
	}
	c, err = casefile.Open(ctx, filepath.Join(t.TempDir(), "case.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	enter(t, c, r, dir)
	return c, r, dir
}

// enter reads a folder into the case file and assembles it.
func enter(t *testing.T, c *casefile.Case, r *pipeline.Reader, dir string) map[casefile.Outcome]int {
	t.Helper()
	ctx := context.Background()
	fp, err := r.Fingerprint()
	if err != nil {
		t.Fatal(err)
	}
	ledger, err := c.Ledger(ctx, fp)
	if err != nil {
		t.Fatal(err)
	}
	sources, faults := pipeline.Walk([]string{dir}, func(name string) bool { return !strings.HasSuffix(name, ".jsonl") })
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	counts := map[casefile.Outcome]int{}
	run := pipeline.Run{Reader: func() (*pipeline.Reader, error) { return r, nil }, Workers: 2, Known: ledger.Known}
	err = run.Do(ctx, sources, func(res pipeline.Result) error {
		if res.Err != nil {
			return res.Err
		}
		out, err := c.Put(ctx, fp, []casefile.Arrival{{Place: res.Source.Abs, URI: res.Source.URI, Content: res.Content, Readings: res.Readings}})
		if err != nil {
			return err
		}
		counts[out[0]]++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Assemble(ctx, rules(t)); err != nil {
		t.Fatal(err)
	}
	return counts
}

func verify(t *testing.T, c *casefile.Case, r *pipeline.Reader) *casefile.Proof {
	t.Helper()
	fp, err := r.Fingerprint()
	if err != nil {
		t.Fatal(err)
	}
	p, err := c.Verify(context.Background(), rules(t), r.Read, fp)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestVerifyCatchesEveryDamage does one damage at a time; each must be found and
// named.
func TestVerifyCatchesEveryDamage(t *testing.T) {
	for _, c := range []struct {
		name, sql, want string
	}{
		{"span of an argument", `UPDATE argument SET start = start + 1 WHERE rowid_of = 1`, "argument"},
		{"end of a sentence", `UPDATE claim_row SET sentence_end = sentence_end - 1 WHERE id = (SELECT min(id) FROM claim_row)`, "claim"},
		{"a sentence beyond the text", `UPDATE claim_row SET sentence_end = sentence_end + 100000 WHERE id = (SELECT min(id) FROM claim_row)`, "quote"},
		{"trigger", `UPDATE claim_row SET trigger_start = trigger_start + 1 WHERE id = (SELECT max(id) FROM claim_row)`, "trigger"},
		{"words of the trigger", `UPDATE claim_row SET "trigger" = "trigger" || 's' WHERE id = (SELECT min(id) FROM claim_row)`, "quote"},
		{"stance", `UPDATE claim_row SET stance = 'denied' WHERE id = (SELECT min(id) FROM claim_row WHERE stance = 'asserted')`, "stance"},
		{"hops swapped", `UPDATE speaker SET hop = 9 - hop WHERE claim = (SELECT claim FROM speaker WHERE hop = 1 ORDER BY claim LIMIT 1); UPDATE speaker SET hop = hop - 8 WHERE hop > 7`, "speaker"},
		{"counter", `UPDATE edge_row SET claims = claims + 1 WHERE id = (SELECT min(id) FROM edge_row)`, "claims"},
		{"entity of an argument", `UPDATE argument SET entity = 987654 WHERE rowid_of = 1`, "argument"},
		{"deleted claim", `DELETE FROM claim_row WHERE id = (SELECT min(id) FROM claim_row)`, "missing"},
		{"stray edge", `INSERT INTO edge_row SELECT NULL, 'X', "from", "to", claims, documents, origins, unsourced, denied, planned, first, last, best FROM edge_row LIMIT 1`, "no such row"},
		{"an edge of nobody", `INSERT INTO edge_row SELECT NULL, type, 987654, "to", claims, documents, origins, unsourced, denied, planned, first, last, best FROM edge_row LIMIT 1`, "no such row"},
		{"a mention of no document", `INSERT INTO mention SELECT (987654 << 24), start, "end", text, type, form, entity, "by", demonym, profile, labels FROM mention LIMIT 1`, "no such row"},
		{"a figure", `UPDATE figure SET "min" = 1 WHERE id = (SELECT min(id) FROM figure)`, "figure"},
		{"kept text", `UPDATE reading SET text = replace(text, '300', '900') WHERE document = (SELECT min(document) FROM reading WHERE text LIKE '%About 300%')`, "text"},
		{"reading", `UPDATE reading SET reading = (SELECT reading FROM reading r2 WHERE r2.document <> reading.document ORDER BY document LIMIT 1) WHERE document = (SELECT min(document) FROM reading)`, "reading"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cf, r, _ := example(t)
			query := strings.ReplaceAll(c.sql, "rowid_of = 1", `claim = (SELECT min(claim) FROM argument WHERE entity > 0) AND n = (SELECT min(n) FROM argument WHERE entity > 0 AND claim = (SELECT min(claim) FROM argument WHERE entity > 0))`)
			res, err := cf.DB().Exec(query)
			if err != nil {
				t.Fatal(err)
			}
			if n, _ := res.RowsAffected(); n == 0 {
				t.Fatal("nothing was damaged")
			}
			p := verify(t, cf, r)
			var all []string
			for _, f := range p.Findings {
				all = append(all, f.String())
			}
			if text := strings.Join(all, "\n"); !strings.Contains(text, c.want) {
				t.Errorf("want a finding that names %q, got %d:\n%s", c.want, len(all), text)
			}
		})
	}
	t.Run("source byte", func(t *testing.T) {
		cf, r, dir := example(t)
		path := filepath.Join(dir, "2-continental-wire.txt")
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(strings.Replace(string(data), "300", "301", 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		p := verify(t, cf, r)
		if len(p.Findings) != 1 || !strings.Contains(p.Findings[0].String(), "2-continental-wire.txt") {
			t.Errorf("findings: %v", p.Findings)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if p = verify(t, cf, r); len(p.Findings) != 0 || len(p.NotCheckable) != 1 {
			t.Errorf("a source that is gone: %v, %v", p.Findings, p.NotCheckable)
		}
	})
	t.Run("none", func(t *testing.T) {
		cf, r, _ := example(t)
		if p := verify(t, cf, r); len(p.Findings) != 0 || p.Quotes == 0 || p.Rows == 0 {
			t.Errorf("%+v", p)
		}
	})
}

// TestCorrection reads other content at a known place, and then the first again:
// what rested on the old content alone goes, and comes back.
func TestCorrection(t *testing.T) {
	cf, r, dir := example(t)
	before := lines(t, cf, r)
	if n := enter(t, cf, r, dir); n[casefile.Unchanged] != 5 {
		t.Errorf("read again: %v", n)
	}
	path := filepath.Join(dir, "2-continental-wire.txt")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(string(data), "300", "310")), 0o644); err != nil {
		t.Fatal(err)
	}
	if n := enter(t, cf, r, dir); n[casefile.Corrected] != 1 || n[casefile.Unchanged] != 4 {
		t.Errorf("corrected: %v", n)
	}
	if after := lines(t, cf, r); after == before || !strings.Contains(after, "310") {
		t.Error("the correction does not show")
	}
	if p := verify(t, cf, r); len(p.Findings) != 0 {
		t.Errorf("after a correction: %v", p.Findings)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	enter(t, cf, r, dir)
	if lines(t, cf, r) != before {
		t.Error("taken back, the case is not what it was")
	}
}

// TestCopies enters one content at two places and takes one away.
func TestCopies(t *testing.T) {
	cf, r, dir := example(t)
	data, err := os.ReadFile(filepath.Join(dir, "1-harbour-post.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "0-copy.txt"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	if n := enter(t, cf, r, dir); n[casefile.Copied] != 1 {
		t.Errorf("copied: %v", n)
	}
	n, err := cf.Counts(context.Background())
	if err != nil || n.Documents != 5 {
		t.Errorf("documents: %+v %v", n, err)
	}
}

// TestEveryTableIsCompared proves that verify leaves no derived table out.
func TestEveryTableIsCompared(t *testing.T) {
	if left := casefile.Uncompared(); len(left) > 0 {
		t.Errorf("not compared: %v", left)
	}
}
