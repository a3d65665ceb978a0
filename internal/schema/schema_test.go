package schema

import (
	"strings"
	"testing"
	"testing/fstest"

	"casegraph/knowledge"

	"github.com/google/go-cmp/cmp"
)

func TestShippedSchema(t *testing.T) {
	s, err := Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Chain("Country"); !cmp.Equal(got, []string{"Place", "Country"}) {
		t.Errorf("chain of Country = %v", got)
	}
	r := s.Relation("CASUALTIES")
	if r == nil || r.From != "victims" || r.To != "place" || r.Subject != "victims" {
		t.Fatalf("CASUALTIES = %+v", r)
	}
	if role, _ := r.Role("total"); role.Kind != Quantity || role.Measure != "losses" {
		t.Errorf("role total = %+v", role)
	}
	if !s.Relation("MET_WITH").Symmetric || !s.Relation("LEADS").Presupposed {
		t.Error("MET_WITH must be symmetric and LEADS presupposed")
	}
	if got := s.Labels("Unit", []string{"ArmedGroup", "Country", "Nonsense"}); !cmp.Equal(got, []string{"Unit", "ArmedGroup"}) {
		t.Errorf("labels = %v", got)
	}
}

func TestMistakesAreAllReported(t *testing.T) {
	const bad = `
entities: {A: {}, B: C, D: E, E: D}
relations:
  R: {roles: [x, n: number, x], edge: [x, y], colour: red}
`
	_, err := Load(fstest.MapFS{"schema.yaml": {Data: []byte(bad)}})
	if err == nil {
		t.Fatal("no error")
	}
	lines := strings.Split(err.Error(), "\n")
	for i, want := range []string{
		`schema.yaml:2:19: type "B" stands under "C"`,
		`schema.yaml:2:25: type "D" stands under itself`,
		`schema.yaml:2:31: type "E" stands under itself`,
		`schema.yaml:4:6: "y" is not an entity role of R`,
		`schema.yaml:4:21: "number" is not a kind of role`,
		`schema.yaml:4:29: role "x" stands twice`,
		`schema.yaml:4:47: unknown key "colour"`,
	} {
		if i >= len(lines) || !strings.Contains(lines[i], want) {
			t.Errorf("line %d: want %q in:\n%v", i, want, err)
		}
	}
}
