package delta

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var (
	people = []string{"Ada", "Boris", "Carl", "Dora", "Egon", "Frida"}
	deeds  = []string{"MET", "KILLED", "ACCUSED"}
)

func sentence(t *rapid.T) says {
	s := says{
		typ:     rapid.SampledFrom(deeds).Draw(t, "deed"),
		subject: rapid.SampledFrom(people).Draw(t, "subject"),
		object:  rapid.SampledFrom(people).Draw(t, "object"),
		stance:  rapid.SampledFrom([]string{"asserted", "denied", "hedged"}).Draw(t, "stance"),
	}
	if s.typ == "KILLED" {
		s.killed = rapid.Int64Range(1, 4).Draw(t, "killed")
	}
	if rapid.Bool().Draw(t, "sourced") {
		s.by = rapid.SampledFrom(people).Draw(t, "by")
	}
	return s
}

// content draws a report; equal contents have equal ids.
func content(t *rapid.T, uri string) made {
	r := made{uri: uri, says: rapid.SliceOfN(rapid.Custom(sentence), 0, 4).Draw(t, "says")}
	text, _ := r.text()
	r.id = fmt.Sprintf("d%016x", hash("%s %q", uri, text))
	return r
}

// states draws a world and what became of it: reports added, gone, corrected, moved,
// read otherwise.
func states(t *rapid.T) (a, b world) {
	n := rapid.IntRange(0, 5).Draw(t, "reports")
	for i := range n {
		uri := fmt.Sprintf("%d.txt", i)
		r := content(t, uri)
		s := r
		switch rapid.IntRange(0, 7).Draw(t, "fate") {
		case 0:
			a.reports = append(a.reports, r)
			continue
		case 1:
			b.reports = append(b.reports, r)
			continue
		case 2:
			s = content(t, uri)
		case 3: // a correction that keeps most
			s.says = append([]says{sentence(t)}, r.says...)
			s.id += "x"
		case 4:
			s.uri = "moved/" + uri
		case 5: // another reader
			s.says = slices.Clone(r.says)
			for k := range s.says {
				if rapid.Bool().Draw(t, "reread") {
					s.says[k].stance = "planned"
				}
			}
		}
		a.reports, b.reports = append(a.reports, r), append(b.reports, s)
	}
	return a, b
}

// chaos names entities at random, a name of a report for itself.
func chaos(t *rapid.T, w *world) {
	table := map[string]string{}
	for i := range w.reports {
		for _, name := range people {
			if rapid.IntRange(0, 3).Draw(t, "odd") == 0 {
				table[w.reports[i].id+" "+name] = "person/" + rapid.SampledFrom(people).Draw(t, "id")
			}
		}
	}
	w.entity = ids(table)
}

func mirrored(c *Changes) *Changes {
	turn := map[string]string{Added: Gone, Gone: Added, Joined: Split, Split: Joined, Copied: Uncopied, Uncopied: Copied}
	out := &Changes{Same: c.Same}
	for _, ch := range c.List {
		if k, ok := turn[ch.Kind]; ok {
			ch.Kind = k
		}
		ch.Before, ch.After = ch.After, ch.Before
		ch.Fields = slices.Clone(ch.Fields)
		for i := range ch.Fields {
			f := &ch.Fields[i]
			f.Before, f.After = f.After, f.Before
		}
		out.List = append(out.List, ch)
	}
	out.sort()
	return out
}

// told are the changes without type, reasons and the order of the causes: where
// several documents changed, another one may come first the other way round.
func told(c *Changes) []string {
	var out []string
	for i := range c.List {
		ch := c.List[i]
		words := ""
		for _, f := range ch.Fields {
			words += fmt.Sprintf(" %s %q %q", f.Name, f.Before, f.After)
		}
		out = append(out, strings.Split(line(&ch), ": ")[0]+words)
	}
	slices.Sort(out)
	return out
}

func TestMirror(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := states(t)
		chaos(t, &a)
		chaos(t, &b)
		x, y := a.draw(t), b.draw(t)
		if d := cmp.Diff(told(Compare(x, y)), told(mirrored(Compare(y, x)))); d != "" {
			t.Fatal(d)
		}
	})
}

func (w *world) draw(t *rapid.T) *Snapshot {
	b := newBuilder()
	for _, r := range rapid.Permutation(w.records()).Draw(t, "order") {
		if err := b.add(r); err != nil {
			t.Fatal(err)
		}
	}
	s, err := b.finish()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestNothingChanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, _ := states(t)
		chaos(t, &a)
		if c := Compare(a.draw(t), a.draw(t)); len(c.List) > 0 {
			t.Fatalf("%s", line(&c.List[0]))
		}
	})
}

// TestToldOnce: every claim, edge, figure and document of both sides is told once,
// as the same, as changed, or as one side's alone.
func TestToldOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := states(t)
		chaos(t, &a)
		chaos(t, &b)
		x, y := a.draw(t), b.draw(t)
		c := Compare(x, y)
		sizes := map[string][2]int{
			Claim: {len(x.claims), len(y.claims)}, Edge: {len(x.edges), len(y.edges)}, Figure: {len(x.figures), len(y.figures)},
			Judgement: {len(x.judgements), len(y.judgements)},
		}
		for record, size := range sizes {
			seen := map[string]bool{}
			left, right := c.Same[record], c.Same[record]
			for i := range c.List {
				ch := &c.List[i]
				if ch.Record != record {
					continue
				}
				left, right = left+len(ch.Before), right+len(ch.After)
				for _, s := range ch.Before {
					if seen["a"+s.ID] {
						t.Fatalf("%s of the first told twice", s.ID)
					}
					seen["a"+s.ID] = true
				}
				for _, s := range ch.After {
					if seen["b"+s.ID] {
						t.Fatalf("%s of the second told twice", s.ID)
					}
					seen["b"+s.ID] = true
				}
			}
			if left != size[0] || right != size[1] {
				t.Fatalf("%s: %d and %d told, %d and %d there", record, left, right, size[0], size[1])
			}
		}
		told := map[string]bool{}
		for i := range c.List {
			if ch := &c.List[i]; ch.Record == Entity {
				for _, s := range ch.Before {
					told["a"+s.ID] = true
				}
				for _, s := range ch.After {
					told["b"+s.ID] = true
				}
			}
		}
		for _, e := range x.entities {
			if !told["a"+e.id] && !slices.ContainsFunc(y.entities, func(f entity) bool { return e.id == f.id }) {
				t.Fatalf("%s is not told", e.id)
			}
		}
		for _, f := range y.entities {
			if !told["b"+f.id] && !slices.ContainsFunc(x.entities, func(e entity) bool { return e.id == f.id }) {
				t.Fatalf("%s is not told", f.id)
			}
		}
	})
}

// TestCauses: where entities are equal names and what judgements join, every change
// has a cause, and it is one that there was.
func TestCauses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := states(t)
		rule := func(w *world, label string) {
			one := map[string]string{}
			n := 0
			for i := range w.reports {
				if len(w.reports[i].says) == 0 || rapid.IntRange(0, 3).Draw(t, label) > 0 {
					continue
				}
				r := &w.reports[i]
				s := r.says[0]
				left, right := min(s.subject, s.object), max(s.subject, s.object)
				if left == right || one[right] != "" || one[left] != "" {
					continue
				}
				one[right] = left
				n++
				w.judgements = append(w.judgements, word(fmt.Sprintf("j-%s-%d", r.id, n), "same", r, left, r, right))
			}
			w.entity = func(_ *made, name string) string {
				if l := one[name]; l != "" {
					name = l
				}
				return "person/" + name
			}
		}
		rule(&a, "judged before")
		rule(&b, "judged after")
		c := Compare(a.draw(t), b.draw(t))
		there := map[Cause]bool{}
		for i := range c.List {
			if ch := &c.List[i]; ch.Record == Document || ch.Record == Judgement {
				there[ch.Cause] = true
			}
		}
		for i := range c.List {
			if ch := &c.List[i]; !there[ch.Cause] {
				t.Fatalf("no such thing happened: %s", line(ch))
			}
		}
	})
}
