package frame

import (
	"strings"
	"testing"
	"testing/fstest"

	"casegraph/internal/clause"
)

const good = `- frame: meet
  claim: MET_WITH
  verbs: meet
  roles: {a: "agent", b: "object with"}
  needs: [a, b]
  examples:
    - {text: "A met B.", a: A}
  not:
    - "A left."
`

// TestLoadErrors: every mistake is told with its file, line and column.
func TestLoadErrors(t *testing.T) {
	m, err := clause.NewMorphology("meet\tmet\tmet\n")
	if err != nil {
		t.Fatal(err)
	}
	load := func(data string) error {
		_, err := Load(fstest.MapFS{"frames/x.yaml": {Data: []byte(data)}}, m, nil)
		return err
	}
	if err := load(good); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, from, to, want string }{
		{"no name", "- frame: meet\n  claim", "- claim", "x.yaml:1:3: the frame has no name"},
		{"no predicate", "  verbs: meet\n", "", `x.yaml:1:3: frame "meet" has no verbs`},
		{"no counter-example", "  not:\n    - \"A left.\"\n", "", "needs an example and a counter-example"},
		{"need without a role", "needs: [a, b]", "needs: [a, c]", `needs "c"`},
		{"bad pick", "object with", "object.3", "x.yaml:4:26"},
		{"unknown key", "  claim: MET_WITH", "  claims: MET_WITH", `x.yaml:2:3: unknown key "claims"`},
		{"empty word", "verbs: meet", "verbs: \"meet,\"", "an empty word"},
		{"role without slot", `"agent"`, `"@Person"`, `role "a" has no slot`},
		{"not a list", "- frame: meet\n  ", "frame: meet\n", "x.yaml"},
	} {
		err := load(strings.Replace(good, c.from, c.to, 1))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	if err := load(good + good); err == nil || !strings.Contains(err.Error(), "stands twice") {
		t.Errorf("a frame twice: %v", err)
	}
}
