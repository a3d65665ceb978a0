package resolve

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"casegraph/knowledge"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func resolver(t testing.TB) *Resolver {
	t.Helper()
	r, err := New(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestJudgements checks that a person's word wins, and that A≠B and B=C block A=C.
func TestJudgements(t *testing.T) {
	p := func(key, name string) Profile {
		return Profile{Key: key, Type: "Person", Name: name, Spellings: []string{name}}
	}
	a, b, c := p("a", "Kwabena Asareh"), p("b", "Kwabena Asareh"), p("c", "Kwabena Asare")
	if n := len(resolver(t).Resolve([]Profile{a, b, c}, nil).Entities); n != 1 {
		t.Fatalf("%d entities without judgement", n)
	}
	r := resolver(t).Resolve([]Profile{a, b, c}, []Proposal{
		{Left: "a", Right: "b", Verdict: Different, Weight: 1000, Judgement: "j1"},
		{Left: "b", Right: "c", Verdict: Same, Weight: 1000, Judgement: "j2"},
	})
	if r.Of["a"] == r.Of["b"] || r.Of["b"] != r.Of["c"] || r.Of["a"] == r.Of["c"] {
		t.Errorf("%v", r.Of)
	}
	x, y := p("x", "Ivan Petrov"), p("y", "Boris Orlov")
	if r := resolver(t).Resolve([]Profile{x, y}, []Proposal{{Left: "x", Right: "y", Verdict: Same, Weight: 1000, Judgement: "j3"}}); len(r.Entities) != 1 || r.Joins[0].Judgement != "j3" {
		t.Errorf("a judged join: %+v", r)
	}
}

// TestOrder shuffles and repeats the profiles: the result is the same.
func TestOrder(t *testing.T) {
	names := []string{"Kim Jong Un", "Kim Jong-un", "Volodymyr Zelensky", "Volodymyr Zelenskyy", "Ali Hassan", "Hassan Ali", "Mohammed Ali", "Muhammad Ali", "Zelensky", "Ali"}
	r := resolver(t)
	rapid.Check(t, func(rt *rapid.T) {
		var ps []Profile
		for i := range rapid.IntRange(1, 12).Draw(rt, "n") {
			n := rapid.SampledFrom(names).Draw(rt, "name")
			ps = append(ps, Profile{Key: fmt.Sprintf("%s %d", n, i), Type: "Person", Name: n, Spellings: []string{n},
				Roles: rapid.SliceOfN(rapid.SampledFrom([]string{"president", "general"}), 0, 1).Draw(rt, "roles")})
		}
		want := r.Resolve(ps, nil)
		rng := rand.New(rand.NewSource(int64(rapid.IntRange(0, 1000).Draw(rt, "seed"))))
		shuffled := append(append([]Profile(nil), ps...), ps[0])
		rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if d := cmp.Diff(want, r.Resolve(shuffled, nil), cmpopts.IgnoreUnexported(Entity{})); d != "" {
			rt.Fatal(d)
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	rng := rand.New(rand.NewSource(1))
	given := []string{"Ali", "Ivan", "Omar", "Pedro", "Chen", "Amina", "Olena", "Jun", "Musa", "Lars"}
	var ps []Profile
	for i := range 100_000 {
		n := fmt.Sprintf("%s %c%s", given[rng.Intn(len(given))], 'A'+rune(i%26), strings.Repeat("xoqi"[rng.Intn(4):], 2)+fmt.Sprint(i/40))
		ps = append(ps, Profile{Key: fmt.Sprintf("%06d", i), Type: "Person", Name: n, Spellings: []string{n}})
	}
	r := resolver(b)
	b.ReportAllocs()
	for b.Loop() {
		r.Resolve(ps, nil)
	}
	b.ReportMetric(float64(len(ps))*float64(b.N)/b.Elapsed().Seconds(), "profiles/s")
}
