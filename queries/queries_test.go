package queries

import (
	"slices"
	"testing"
)

func TestAll(t *testing.T) {
	qs, err := All()
	if err != nil {
		t.Fatal(err)
	}
	both := []string{"conflicting-figures", "who-said-what", "on-whose-word", "single-source-edges", "casualties-by-source", "deployments", "order-of-battle", "denied-or-unanswered"}
	seen := map[string]bool{}
	for _, q := range qs {
		seen[q.Name] = true
		if slices.Contains(both, q.Name) != (q.SQL != "") {
			t.Errorf("%s: SQL: %t", q.Name, q.SQL != "")
		}
	}
	for _, name := range append(both, "connections", "timeline", "many-articles-one-origin", "why-edge", "why-one-entity") {
		if !seen[name] {
			t.Errorf("no %s", name)
		}
	}
}

func TestValues(t *testing.T) {
	q := Query{Name: "q", Params: []Param{{Name: "a", Default: "x"}, {Name: "n", Default: int64(2)}}}
	got, err := q.Values([]string{"n=7"})
	if err != nil || got["a"] != "x" || got["n"] != int64(7) {
		t.Errorf("%v %v", got, err)
	}
	for _, bad := range []string{"n", "n=x", "b=1"} {
		if _, err := q.Values([]string{bad}); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}

func TestHeaderErrors(t *testing.T) {
	for _, text := range []string{"RETURN 1", "// Why?\nRETURN 1", "// Why?\n// param x: float = 1 — x\n// example: x\n"} {
		if _, err := parse("q.cypher", text, "//"); err == nil {
			t.Errorf("%q: no error", text)
		}
	}
}
