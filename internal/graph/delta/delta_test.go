package delta

import (
	"slices"
	"strings"
	"testing"

	"casegraph/internal/graph"
	"casegraph/internal/judge"

	"github.com/google/go-cmp/cmp"
)

// ids names entities by a table "report name" → id, else "person/name".
func ids(table map[string]string) func(*made, string) string {
	return func(r *made, name string) string {
		if id, ok := table[r.id+" "+name]; ok {
			return id
		}
		if id, ok := table[name]; ok {
			return id
		}
		return "person/" + name
	}
}

func TestCompare(t *testing.T) {
	one := made{id: "d1", uri: "one.txt", says: []says{{typ: "MET", subject: "Ada", object: "Boris"}}}
	two := made{id: "d2", uri: "two.txt", says: []says{{typ: "KILLED", subject: "Ada", object: "Carl", killed: 12, by: "Dora"}}}
	with := func(r made, f func(*made)) made {
		r.says = slices.Clone(r.says)
		f(&r)
		return r
	}
	joined := ids(map[string]string{"d2 Ada": "person/Ada", "Boris": "person/Carl"})
	judgedSame := word("j1", "same", &one, "Boris", &two, "Carl")
	for name, test := range map[string]struct {
		a, b world
		want []string
	}{
		"nothing": {world{reports: []made{one, two}}, world{reports: []made{one, two}}, nil},
		"a report is added": {world{reports: []made{one}}, world{reports: []made{one, two}}, []string{
			"document added >d2: report two.txt",
			"entity added >person/Carl: report two.txt",
			"entity added >person/Dora: report two.txt",
			"claim added >d2/c000000014-KILLED: report two.txt",
			"edge added >edge/KILLED person/Ada person/Carl: report two.txt",
			"figure added >figure/person/Carl 12 asserted person/Dora: report two.txt",
		}},
		"a report is gone": {world{reports: []made{one, two}}, world{reports: []made{two}}, []string{
			"document gone d1>: removal one.txt",
			"entity gone person/Boris>: removal one.txt",
			"claim gone d1/c000000004-MET>: removal one.txt",
			"edge gone edge/MET person/Ada person/Boris>: removal one.txt",
		}},
		"a number is corrected": {
			world{reports: []made{one, two}},
			world{reports: []made{one, with(two, func(r *made) { r.id = "d3"; r.says[0].killed = 21 })}},
			[]string{
				"document corrected d2>d3: correction two.txt",
				"claim changed d2/c000000014-KILLED>d3/c000000014-KILLED number quote: correction two.txt",
				"edge changed edge/KILLED person/Ada person/Carl>edge/KILLED person/Ada person/Carl quote: correction two.txt",
				"figure added >figure/person/Carl 21 asserted person/Dora: correction two.txt",
				"figure gone figure/person/Carl 12 asserted person/Dora>: correction two.txt",
			},
		},
		"a sentence is put before: what moved has not changed": {
			world{reports: []made{one, two}},
			world{reports: []made{one, with(two, func(r *made) { r.id, r.lead = "d3", "This report was corrected.\n" })}},
			[]string{"document corrected d2>d3 length: correction two.txt"},
		},
		"a claim is put before": {
			world{reports: []made{one, two}},
			world{reports: []made{one, with(two, func(r *made) {
				r.id = "d3"
				r.says = append([]says{{typ: "MET", subject: "Carl", object: "Boris"}}, r.says...)
			})}},
			[]string{
				"document corrected d2>d3 length: correction two.txt",
				"claim added >d3/c000000005-MET: correction two.txt",
				"edge added >edge/MET person/Carl person/Boris: correction two.txt",
			},
		},
		"a report goes to another place, another is copied": {
			world{reports: []made{one, two}},
			world{reports: []made{with(one, func(r *made) { r.uri = "new/one.txt" }), with(two, func(r *made) { r.more = []string{"copy.txt"} })}},
			[]string{
				"document moved d1>d1: report new/one.txt",
				"document copied d2>d2: report copy.txt",
			},
		},
		"another content takes the place of a report that lives on elsewhere": {
			world{reports: []made{one}},
			world{reports: []made{with(one, func(r *made) { r.uri = "old.txt" }), with(two, func(r *made) { r.uri = "one.txt" })}},
			[]string{
				"document added >d2: correction one.txt",
				"document moved d1>d1: report old.txt",
				"entity added >person/Carl: correction one.txt",
				"entity added >person/Dora: correction one.txt",
				"claim added >d2/c000000014-KILLED: correction one.txt",
				"edge added >edge/KILLED person/Ada person/Carl: correction one.txt",
				"figure added >figure/person/Carl 12 asserted person/Dora: correction one.txt",
			},
		},
		"another reader": {
			world{reports: []made{one, two}},
			world{reports: []made{one, with(two, func(r *made) { r.says[0].stance = "denied" })}},
			[]string{
				"document reread d2>d2 claims: reader two.txt",
				"claim changed d2/c000000014-KILLED>d2/c000000014-KILLED stance: reader two.txt",
				"edge gone edge/KILLED person/Ada person/Carl>: reader two.txt",
				"figure added >figure/person/Carl 12 denied person/Dora: reader two.txt",
				"figure gone figure/person/Carl 12 asserted person/Dora>: reader two.txt",
			},
		},
		"a judgement joins two": {
			world{reports: []made{one, two}},
			world{reports: []made{one, two}, entity: joined, judgements: []judge.Judgement{judgedSame}},
			[]string{
				"entity joined person/Boris+person/Carl>person/Carl: judgement j1",
				"judgement added >j1: judgement j1",
			},
		},
		"a judgement is withdrawn": {
			world{reports: []made{one, two}, entity: joined, judgements: []judge.Judgement{judgedSame}},
			world{reports: []made{one, two}},
			[]string{
				"entity split person/Carl>person/Boris+person/Carl: judgement j1",
				"judgement gone j1>: judgement j1",
			},
		},
		"a report brings two together": {
			world{reports: []made{one, two}},
			world{reports: []made{one, two, {id: "d3", uri: "three.txt", says: []says{{typ: "MET", subject: "Ada", object: "Carl"}}}}, entity: ids(map[string]string{"Boris": "person/Carl"})},
			[]string{
				"document added >d3: report three.txt",
				"entity joined person/Boris+person/Carl>person/Carl: report three.txt",
				"claim added >d3/c000000004-MET: report three.txt",
				"edge changed edge/MET person/Ada person/Boris>edge/MET person/Ada person/Carl claims quote evidence: report three.txt",
			},
		},
		"an entity has another id, since a new one bears its name": {
			world{reports: []made{one}},
			world{reports: []made{one, {id: "d3", uri: "three.txt", says: []says{{typ: "MET", subject: "Boris", object: "Egon"}}}}, entity: ids(map[string]string{"d1 Boris": "person/Boris~ru", "d3 Boris": "person/Boris~ua"})},
			[]string{
				"document added >d3: report three.txt",
				"entity added >person/Boris~ua: report three.txt",
				"entity added >person/Egon: report three.txt",
				"entity renamed person/Boris>person/Boris~ru id: report three.txt",
				"claim added >d3/c000000006-MET: report three.txt",
				"edge added >edge/MET person/Boris~ua person/Egon: report three.txt",
			},
		},
		"what comes on standard input corrects nothing": {
			world{reports: []made{one, with(two, func(r *made) { r.uri = "-" })}},
			world{reports: []made{one, with(two, func(r *made) { r.id, r.uri, r.says[0].by = "d3", "-", "Ada" })}},
			[]string{
				"document added >d3: report -",
				"document gone d2>: removal -",
				"entity gone person/Dora>: removal -",
				"claim added >d3/c000000013-KILLED: report -",
				"claim gone d2/c000000014-KILLED>: removal -",
				"edge changed edge/KILLED person/Ada person/Carl>edge/KILLED person/Ada person/Carl quote evidence: report -",
				"figure added >figure/person/Carl 12 asserted person/Ada: report -",
				"figure gone figure/person/Carl 12 asserted person/Dora>: removal -",
			},
		},
		"like sentences change places": {
			world{reports: []made{with(one, func(r *made) {
				r.says = []says{one.says[0], one.says[0], two.says[0]}
				r.says[1].stance = "denied"
			})}},
			world{reports: []made{with(one, func(r *made) {
				r.id = "d3"
				r.says = []says{one.says[0], one.says[0], two.says[0]}
				r.says[0].stance = "denied"
			})}},
			[]string{"document corrected d1>d3: correction one.txt"},
		},
		"the program joins otherwise": {
			world{reports: []made{one, two}},
			world{reports: []made{one, two}, entity: joined},
			[]string{
				"entity joined person/Boris+person/Carl>person/Carl: reader one.txt",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := Compare(test.a.snapshot(t, 1), test.b.snapshot(t, 2))
			var lines []string
			for i := range got.List {
				lines = append(lines, line(&got.List[i]))
			}
			if d := cmp.Diff(test.want, lines); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestRejected: a claim that a judgement rejects is no other reading.
func TestRejected(t *testing.T) {
	one := made{id: "d1", uri: "one.txt", says: []says{{typ: "MET", subject: "Ada", object: "Boris"}, {typ: "KILLED", subject: "Ada", object: "Boris", killed: 3}}}
	a := world{reports: []made{one}}
	b := world{reports: []made{one}}
	b.judgements = []judge.Judgement{{ID: "j9", Kind: judge.Reject, Left: judge.Anchor{Document: "d1", URI: "one.txt", Start: 4, End: 7, Surface: "met"}, Reason: "it says the contrary"}}
	x := a.snapshot(t, 1)
	// It stays in the records, marked; its edge is gone.
	builder := newBuilder()
	for _, r := range b.records() {
		if c, ok := r.(*graph.Claim); ok && c.Type == "MET" {
			c.Judged = graph.Rejected
		}
		if e, ok := r.(*graph.Edge); ok && e.Type == "MET" {
			continue
		}
		if err := builder.add(r); err != nil {
			t.Fatal(err)
		}
	}
	y, err := builder.finish()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	got := Compare(x, y)
	for i := range got.List {
		lines = append(lines, line(&got.List[i]))
	}
	want := []string{
		"claim changed d1/c000000004-MET>d1/c000000004-MET judged: judgement j9",
		"edge gone edge/MET person/Ada person/Boris>: judgement j9",
		"judgement added >j9: judgement j9",
	}
	if d := cmp.Diff(want, lines); d != "" {
		t.Error(d)
	}
}

func TestReadErrors(t *testing.T) {
	for in, want := range map[string]string{
		`{"record":"mention","id":"d1/m1","document":"d1"}`:                          `document "d1" is spoken of, but it is not there`,
		`{"record":"document","id":"d1"}` + "\n" + `{"record":"document","id":"d1"}`: `line 2: document "d1" stands twice`,
		`{"record":"edge","id":"e"}` + "\n" + `{"record":"edge","id":"e"}`:           `edge "e" stands twice`,
		`nonsense`: `line 1: `,
	} {
		if _, err := Read(strings.NewReader(in)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", in, err, want)
		}
	}
	s, err := Read(strings.NewReader(""))
	if err != nil || len(Compare(s, s).List) != 0 {
		t.Errorf("an empty export: %v", err)
	}
}

// TestGreedy: of pairs of one score the nearest is taken, both ways round.
func TestGreedy(t *testing.T) {
	scores := [][]int{{1, -1, 5}, {5, 2, 1}, {5, 5, 5}, {-1, 5, 5}}
	forth := greedy(4, 3, func(i, j int) int { return scores[i][j] })
	back := greedy(3, 4, func(i, j int) int { return scores[j][i] })
	for i := range back {
		back[i][0], back[i][1] = back[i][1], back[i][0]
	}
	slices.SortFunc(forth, func(x, y [2]int) int { return x[0] - y[0] })
	slices.SortFunc(back, func(x, y [2]int) int { return x[0] - y[0] })
	if d := cmp.Diff(forth, back); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([][2]int{{1, 0}, {2, 2}, {3, 1}}, forth); d != "" {
		t.Error(d)
	}
	if got := greedy(1000, 1000, func(i, j int) int { return 0 }); len(got) != 1000 {
		t.Errorf("%d of 1,000 pairs in long lists", len(got))
	}
}
