package delta

import (
	"fmt"
	"testing"
	"time"
)

// large makes a case of reports with ten claims each over a fifth as many names,
// and a later state: one report in ten corrected, added, gone or read otherwise,
// one name in fifty joined with another by a judgement.
func large(reports int) (a, b world) {
	name := func(i int) string { return fmt.Sprintf("Name%d", i%(reports/5+7)) }
	for i := range reports {
		r := made{id: fmt.Sprintf("d%06d", i), uri: fmt.Sprintf("%06d.txt", i)}
		for k := range 10 {
			s := says{typ: deeds[(i+k)%len(deeds)], subject: name(i*7 + k), object: name(i*13 + 3*k + 1), by: name(i + k*k + 2)}
			if s.typ == "KILLED" {
				s.killed = int64(1 + (i*k)%50)
			}
			r.says = append(r.says, s)
		}
		s := r
		switch i % 40 {
		case 0:
			a.reports = append(a.reports, r)
			continue
		case 10:
			b.reports = append(b.reports, r)
			continue
		case 20:
			s.id += "x"
			s.says = append([]says{{typ: "MET", subject: name(i), object: name(i + 1)}}, r.says[1:]...)
		case 30:
			s.says = append([]says{}, r.says...)
			for k := range s.says {
				s.says[k].stance = "hedged"
			}
		}
		if i%250 == 7 {
			b.judgements = append(b.judgements, word(fmt.Sprintf("j%d", i), "same", &r, r.says[0].subject, &r, r.says[0].object))
		}
		a.reports, b.reports = append(a.reports, r), append(b.reports, s)
	}
	table := map[string]string{}
	for _, j := range b.judgements {
		table[j.Right.Surface] = "person/" + j.Left.Surface
	}
	b.entity = ids(table)
	return a, b
}

// TestLarge holds the time that a case of some size may take, ten times over.
func TestLarge(t *testing.T) {
	a, b := large(500)
	x, y := a.snapshot(t, 1), b.snapshot(t, 2)
	start := time.Now()
	c := Compare(x, y)
	if spent := time.Since(start); spent > 3*time.Second {
		t.Errorf("%v", spent)
	}
	for _, want := range []struct {
		record, kind string
		n            int
	}{{Document, Added, 13}, {Document, Gone, 13}, {Document, Corrected, 12}, {Document, Reread, 12}} {
		if got := c.Count(want.record, want.kind); got < want.n-1 || got > want.n+1 {
			t.Errorf("%s %s: %d, want about %d", want.record, want.kind, got, want.n)
		}
	}
	for i := range c.List {
		if c.List[i].Cause.Kind == Unknown {
			t.Errorf("no cause: %s", line(&c.List[i]))
		}
	}
	if c.Count(Entity, Joined) == 0 || c.Same[Claim] == 0 {
		t.Errorf("%d joined, %d claims the same", c.Count(Entity, Joined), c.Same[Claim])
	}
	for i := range c.List {
		if ch := &c.List[i]; ch.Record == Entity && ch.Kind == Joined && ch.Cause.Kind != Judged {
			t.Errorf("not by judgement: %s", line(ch))
		}
	}
}

// BenchmarkCompare compares two states of 5,000 reports with 50,000 claims.
func BenchmarkCompare(b *testing.B) {
	v, w := large(5000)
	x, y := v.snapshot(b, 1), w.snapshot(b, 2)
	b.ReportAllocs()
	for b.Loop() {
		Compare(x, y)
	}
	b.ReportMetric(float64(len(x.claims)+len(y.claims))/2, "claims")
}

// BenchmarkSnapshot takes the snapshot of 5,000 reports.
func BenchmarkSnapshot(b *testing.B) {
	v, _ := large(5000)
	records := v.records()
	b.ReportAllocs()
	for b.Loop() {
		builder := newBuilder()
		for _, r := range records {
			if err := builder.add(r); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := builder.finish(); err != nil {
			b.Fatal(err)
		}
	}
}
