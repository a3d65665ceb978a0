package eval_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"casegraph/internal/eval"
	"casegraph/internal/graph"
	"casegraph/internal/pipeline"
)

// relationsOf tells which claims say what a relation of re3d says. Its remaining
// relations (IsSynonymOf, HasAttrOf, Likes, Dislikes, Apart) are no claims here.
var relationsOf = map[string][]string{
	"FightingAgainst": {"FOUGHT_AGAINST", "ATTACKED", "CAPTURED", "CASUALTIES"},
	"AlliesOf":        {"FOUGHT_ALONGSIDE", "AIDED", "SUPPLIED"},
	"CommWith":        {"MET_WITH", "BRIEFED", "ASKED", "AGREED_WITH"},
	"BelongsTo":       {"PART_OF", "MEMBER_OF", "HAS_ROLE_IN"},
	"InChargeOf":      {"LEADS", "HAS_ROLE_IN"},
	"CoLocated":       {"LOCATED_IN", "DEPLOYED_TO"},
}

// A relation of re3d; positions are runes.
type relation struct {
	Document                                       string `json:"documentId"`
	Type                                           string
	SourceBegin, SourceEnd, TargetBegin, TargetEnd int
}

// TestRe3d compares claims with the relations that Dstl's annotators marked between
// two stretches of a report: found where a claim of a fitting type has an argument in
// each. They did not mark every relation, so what is too much is an upper bound.
func TestRe3d(t *testing.T) {
	files, err := filepath.Glob(corpora + "re3d/*/documents.json")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("re3d does not lie beside the checkout")
	}
	r, err := pipeline.NewReader(pipeline.Config{})
	if err != nil {
		t.Fatal(err)
	}
	tmp := t.TempDir()
	texts := map[string]string{}
	var paths []string
	var want []relation
	for _, f := range files {
		lines(t, f, func(line []byte) {
			var d struct{ ID, Text string }
			raw := map[string]any{}
			if err := json.Unmarshal(line, &raw); err != nil {
				t.Fatal(err)
			}
			d.ID, _ = raw["_id"].(string)
			d.Text, _ = raw["text"].(string)
			p := filepath.Join(tmp, d.ID+".txt")
			if err := os.WriteFile(p, []byte(d.Text), 0o644); err != nil {
				t.Fatal(err)
			}
			texts[d.ID+".txt"] = d.Text
			paths = append(paths, p)
		})
		lines(t, filepath.Join(filepath.Dir(f), "relations.json"), func(line []byte) {
			var x relation
			if err := json.Unmarshal(line, &x); err != nil {
				t.Fatal(err)
			}
			x.Document += ".txt"
			want = append(want, x)
		})
	}
	slices.Sort(paths)
	rec, _ := records(t, r, paths)
	names := map[string]string{}
	for _, d := range rec.Documents {
		names[d.ID] = filepath.Base(d.URI)
	}
	claims := map[string][]graph.Claim{}
	for _, c := range rec.Claims {
		claims[names[c.Document]] = append(claims[names[c.Document]], c)
	}
	found, used := map[string]eval.Tally{}, map[string]bool{}
	for _, x := range want {
		types, ok := relationsOf[x.Type]
		if !ok {
			continue
		}
		runes := []rune(texts[x.Document])
		at := func(i int) int { return len(string(runes[:min(i, len(runes))])) }
		source, target := graph.Span{Start: at(x.SourceBegin), End: at(x.SourceEnd)}, graph.Span{Start: at(x.TargetBegin), End: at(x.TargetEnd)}
		hit := false
		for _, c := range claims[x.Document] {
			if slices.Contains(types, c.Type) && within(&c, source) && within(&c, target) {
				hit, used[c.ID] = true, true
			}
		}
		u := found[x.Type]
		if hit {
			u.Right++
		} else {
			u.Missed++
		}
		found[x.Type] = u
	}
	var all eval.Tally
	for _, typ := range slices.Sorted(maps.Keys(relationsOf)) {
		u := found[typ]
		for _, cs := range claims {
			for _, c := range cs {
				if relationsOf[typ][0] == c.Type && !used[c.ID] {
					u.Extra++
				}
			}
		}
		p, rc, f := u.PRF()
		t.Logf("%-16s P %.3f R %.3f F1 %.3f (%d)", typ, p, rc, f, u.Right+u.Missed)
		all.Right, all.Missed, all.Extra = all.Right+u.Right, all.Missed+u.Missed, all.Extra+u.Extra
	}
	p, rc, f := all.PRF()
	t.Logf("%-16s P %.3f R %.3f F1 %.3f (%d)", "all", p, rc, f, all.Right+all.Missed)
	if rc < re3dFloor {
		t.Errorf("recall %.3f, floor %.3f", rc, re3dFloor)
	}
}

const re3dFloor = 0.15

// within says that an argument of a claim lies in a stretch, or holds it.
func within(c *graph.Claim, s graph.Span) bool {
	return slices.ContainsFunc(c.Args, func(a graph.Arg) bool { return a.Start < s.End && s.Start < a.End })
}

func lines(t *testing.T, path string, f func([]byte)) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(data) {
		if line = bytes.TrimSpace(line); len(line) > 0 {
			f(line)
		}
	}
}
