package eval_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"casegraph/internal/doc"
	"casegraph/internal/eval"
	"casegraph/internal/graph"
	"casegraph/internal/pipeline"
	"casegraph/internal/reading"
	"casegraph/internal/resolve"
	"casegraph/knowledge"
)

// records reads reports through every stage.
func records(t *testing.T, r *pipeline.Reader, paths []string) (eval.Records, []byte) {
	t.Helper()
	var readings []*reading.Reading
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		for d, err := range doc.Read(filepath.Base(p), data) {
			if err != nil {
				t.Fatal(err)
			}
			readings = append(readings, r.Read(d))
		}
	}
	var profiles []resolve.Profile
	resolver, err := resolve.New(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	var in []graph.Input
	for _, x := range readings {
		ps, of := resolver.Profiles(x, resolve.Pins{})
		profiles = append(profiles, ps...)
		in = append(in, graph.Input{Reading: x, Profiles: resolve.Keys(ps, of)})
	}
	b := graph.NewBuilder(r.Schema, resolver.Resolve(profiles, nil))
	var rec eval.Records
	var parts []graph.Part
	for _, x := range in {
		p := b.Add(x)
		parts = append(parts, p)
		rec.Documents = append(rec.Documents, p.Document)
		rec.Mentions = append(rec.Mentions, p.Mentions...)
		rec.Claims = append(rec.Claims, p.Claims...)
	}
	var out bytes.Buffer
	write := func(kind string, v any) {
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "{\"record\":%q,%s\n", kind, raw[1:])
	}
	for i := range parts {
		write("document", &parts[i].Document)
		for j := range parts[i].Mentions {
			write("mention", &parts[i].Mentions[j])
		}
		for j := range parts[i].Claims {
			write("claim", &parts[i].Claims[j])
		}
	}
	return rec, out.Bytes()
}

func table(t *testing.T, name string, rep *eval.Report) {
	t.Helper()
	p, r, f := rep.AllMentions().PRF()
	t.Logf("%-10s mentions P %.3f R %.3f F1 %.3f; entities B3 %.3f, %d wrong joins", name, p, r, f, rep.B3[2], len(rep.Wrong))
	p, r, f = rep.AllClaims().PRF()
	_, _, ev := rep.Events().PRF()
	_, _, full := rep.Full.PRF()
	t.Logf("%-10s claims P %.3f R %.3f F1 %.3f; events %.3f; full %.3f; chains %d/%d, of two %d/%d; stance %d/%d", name, p, r, f, ev, full,
		rep.Sourced.Right, rep.Sourced.All, rep.Two.Right, rep.Two.All, rep.Marked.Right, rep.Marked.All)
}

// TestExamples scores the example reports against their expected records. The
// floors are a little below what was measured.
func TestExamples(t *testing.T) {
	r, err := pipeline.NewReader(pipeline.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		folder                  string
		mentions, joins, claims float64
	}{
		{"kursk", 0.95, 0.95, 0.88},
		{"sahel", 0.90, 0.93, 0.78},
	} {
		t.Run(c.folder, func(t *testing.T) {
			dir := filepath.Join("../../examples", c.folder)
			f, err := os.Open(filepath.Join(dir, "expected.jsonl"))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			gold, err := eval.LoadLines(f)
			if err != nil {
				t.Fatal(err)
			}
			paths, err := filepath.Glob(filepath.Join(dir, "*.txt"))
			if err != nil || len(paths) < 4 {
				t.Fatalf("%v %v", paths, err)
			}
			rec, _ := records(t, r, paths)
			rep, err := eval.Score(rec, gold)
			if err != nil {
				t.Fatal(err)
			}
			table(t, c.folder, rep)
			for _, e := range rep.Errors {
				t.Log(e)
			}
			_, _, m := rep.AllMentions().PRF()
			_, _, cl := rep.AllClaims().PRF()
			if m < c.mentions || rep.B3[2] < c.joins || cl < c.claims {
				t.Errorf("below the floor: mentions %.3f, joins %.3f, claims %.3f", m, rep.B3[2], cl)
			}
			for _, w := range rep.Wrong {
				t.Errorf("wrong join: %s", w)
			}
		})
	}
}

// TestAgreesWithTheScript holds this package to the scoring script that the
// external sets come with.
func TestAgreesWithTheScript(t *testing.T) {
	script := "../../../shared/tools/score.py"
	if _, err := os.Stat(script); err != nil {
		t.Skip("the scoring script is not beside the checkout: not compared")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3: not compared")
	}
	r, err := pipeline.NewReader(pipeline.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, texts, gold string }{
		{"seeds", "../../../shared/seeds", "../../../shared/gold"},
		{"field", "../../../shared/field/texts", "../../../shared/field/gold"},
	} {
		paths, err := filepath.Glob(filepath.Join(c.texts, "*.txt"))
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: %v", c.texts, err)
		}
		rec, lines := records(t, r, paths)
		file := filepath.Join(t.TempDir(), "records.jsonl")
		if err := os.WriteFile(file, lines, 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(python, script, file, c.gold, "--json").Output()
		if err != nil {
			t.Fatal(err)
		}
		var want struct {
			Mentions, Entities, Claims, Events, Full []float64
			Chain                                    float64 `json:"chain_sourced"`
		}
		if err := json.Unmarshal(out, &want); err != nil {
			t.Fatal(err)
		}
		gold, err := eval.LoadFolder(c.gold)
		if err != nil {
			t.Fatal(err)
		}
		rep, err := eval.Score(rec, gold)
		if err != nil {
			t.Fatal(err)
		}
		table(t, c.name, rep)
		ruleTable(t, rep)
		for _, p := range rep.Pairs {
			doc, err := os.ReadFile(filepath.Join(c.texts, p.Document))
			if err != nil {
				t.Fatal(err)
			}
			if p.Gold == nil || p.Claim == nil {
				t.Log(shownPair(string(doc), &p))
			} else if !p.Chain {
				t.Log(shownChainOf(string(doc), &p))
			}
		}
		near := func(what string, got, want float64) {
			t.Helper()
			if math.Abs(got-want) > 1e-9 {
				t.Errorf("%s: %s: %.6f, the script has %.6f", c.name, what, got, want)
			}
		}
		for i, what := range []string{"precision", "recall", "F1"} {
			prf := func(t eval.Tally) float64 {
				p, r, f := t.PRF()
				return []float64{p, r, f}[i]
			}
			near("mentions "+what, prf(rep.AllMentions()), want.Mentions[i])
			near("entities "+what, rep.B3[i], want.Entities[i])
			near("claims "+what, prf(rep.AllClaims()), want.Claims[i])
			near("events "+what, prf(rep.Events()), want.Events[i])
			near("full "+what, prf(rep.Full), want.Full[i])
		}
		near("chains", float64(rep.Sourced.Right)/float64(rep.Sourced.All), want.Chain)
	}
}
