package delta_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casegraph/internal/casefile"
	"casegraph/internal/doc"
	"casegraph/internal/graph/delta"
	"casegraph/internal/judge"
	"casegraph/internal/pipeline"
	"casegraph/internal/reading"
	"casegraph/internal/resolve"
	"casegraph/knowledge"
)

// A desk enters reports into a case file as the command does.
type desk struct {
	*testing.T
	c     *casefile.Case
	r     *pipeline.Reader
	rules casefile.Rules
}

func open(t *testing.T) *desk {
	t.Helper()
	r, err := pipeline.NewReader(pipeline.Config{})
	if err != nil {
		t.Fatal(err)
	}
	resolver, err := resolve.New(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	c, err := casefile.Open(t.Context(), filepath.Join(t.TempDir(), "case.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return &desk{t, c, r, casefile.Rules{Schema: r.Schema, Resolver: resolver}}
}

func (d *desk) enter(uri, text string) {
	d.Helper()
	var readings []*reading.Reading
	for x, err := range doc.Read(uri, []byte(text)) {
		if err != nil {
			d.Fatal(err)
		}
		readings = append(readings, d.r.Read(x))
	}
	content := fmt.Sprintf("txt:%s", readings[0].Document.SHA256)
	if _, err := d.c.Put(d.Context(), "reader", []casefile.Arrival{{Place: "/" + uri, URI: uri, Content: content, Readings: readings}}); err != nil {
		d.Fatal(err)
	}
}

func (d *desk) snapshot() *delta.Snapshot {
	d.Helper()
	src, err := d.c.Source(d.Context(), d.rules)
	if err != nil {
		d.Fatal(err)
	}
	s, err := delta.FromSource(src)
	if err != nil {
		d.Fatal(err)
	}
	return s
}

// mention is the anchor of the first mention of these words in a report.
func (d *desk) mention(uri, words string) judge.Anchor {
	d.Helper()
	for l, err := range d.c.Readings(d.Context()) {
		if err != nil {
			d.Fatal(err)
		}
		for _, m := range l.Mentions {
			if l.Document.URI == uri && m.Text == words {
				return judge.Anchor{Document: l.Document.ID, URI: uri, SHA256: l.Document.SHA256, Start: m.Start, End: m.End, Surface: words}
			}
		}
	}
	d.Fatalf("%s: no mention %q", uri, words)
	return judge.Anchor{}
}

func (d *desk) judge(kind judge.Kind, left, right judge.Anchor) (number int) {
	d.Helper()
	ns, err := d.c.Judge(d.Context(), judge.Judgement{Kind: kind, Left: left, Right: &right, Reason: "seen on a photograph", By: "a reader"})
	if err != nil {
		d.Fatal(err)
	}
	return ns[0]
}

const (
	raid = `Raiders kill 12 in village

March 3, 2025

Boko Haram killed 12 farmers near Maiduguri on Monday, the Nigerian army said. Colonel Sani Usman, a spokesman for the army, told reporters that 30 people had been wounded.
He said the attackers came from Chad. Chad denied that it had armed the group.
`
	visit = `Governor visits Maiduguri

March 4, 2025

Governor Babagana Zulum met Colonel Sani Usman in Maiduguri on Tuesday. The governor accused Boko Haram of killing at least 15 farmers.
`
	strike = `Air force strikes camp

March 6, 2025

The Nigerian Air Force bombed a camp of Boko Haram in Sambisa on Thursday, Major Usman said. Two commanders were killed.
`
)

// step compares before and after f and requires a cause of one of the kinds for
// every change.
func (d *desk) step(f func(), causes ...string) *delta.Changes {
	d.Helper()
	before := d.snapshot()
	f()
	after := d.snapshot()
	c := delta.Compare(before, after)
	for i := range c.List {
		if ch := &c.List[i]; !slices.Contains(causes, ch.Cause.Kind) {
			d.Errorf("%s %s %v %v: because of %+v", ch.Record, ch.Kind, ch.Before, ch.After, ch.Cause)
		}
	}
	if back := delta.Compare(after, before); len(back.List) != len(c.List) {
		d.Errorf("%d changes, %d the other way round", len(c.List), len(back.List))
	}
	return c
}

func (d *desk) want(c *delta.Changes, record string, counts map[string]int) {
	d.Helper()
	for _, kind := range []string{delta.Added, delta.Gone, delta.Changed, delta.Corrected, delta.Moved, delta.Copied, delta.Reread, delta.Joined, delta.Split, delta.Renamed} {
		if got := c.Count(record, kind); got != counts[kind] {
			d.Errorf("%s %s: %d, want %d", record, kind, got, counts[kind])
			for i := range c.List {
				if ch := &c.List[i]; ch.Record == record && ch.Kind == kind {
					d.Logf("%s %v %v %v", ch.Type, ch.Before, ch.After, ch.Fields)
				}
			}
		}
	}
}

func TestRealReports(t *testing.T) {
	d := open(t)
	d.enter("raid.txt", raid)
	d.enter("visit.txt", visit)

	c := d.step(func() { d.enter("strike.txt", strike) }, delta.Report)
	d.want(c, delta.Document, map[string]int{delta.Added: 1})
	if c.Count(delta.Claim, delta.Added) == 0 || c.Count(delta.Claim, delta.Gone)+c.Count(delta.Claim, delta.Changed) > 0 {
		t.Error("a new report adds claims and changes none")
	}

	c = d.step(func() {}, "none")
	if len(c.List) > 0 || c.Same[delta.Document] != 3 || c.Same[delta.Claim] == 0 {
		t.Errorf("%d changes of nothing, %v the same", len(c.List), c.Same)
	}

	// A sentence before moves every offset, and nothing else.
	before := "Schools stayed closed in the north on Monday.\n"
	at := strings.Index(raid, "Boko Haram")
	moved := raid[:at] + before + raid[at:]
	c = d.step(func() { d.enter("raid.txt", moved) }, delta.Correction)
	d.want(c, delta.Document, map[string]int{delta.Corrected: 1})
	d.want(c, delta.Claim, nil)
	d.want(c, delta.Edge, nil)
	d.want(c, delta.Figure, nil)

	c = d.step(func() { d.enter("raid.txt", strings.ReplaceAll(moved, "killed 12", "killed 21")) }, delta.Correction)
	d.want(c, delta.Document, map[string]int{delta.Corrected: 1})
	d.want(c, delta.Figure, map[string]int{delta.Added: 1, delta.Gone: 1})
	number := false
	for i := range c.List {
		for _, f := range c.List[i].Fields {
			number = number || c.List[i].Record == delta.Claim && f.Name == "number" && strings.Contains(f.Before, "12") && strings.Contains(f.After, "21")
		}
	}
	if !number || c.Count(delta.Claim, delta.Added)+c.Count(delta.Claim, delta.Gone) > 0 {
		t.Errorf("the number that was corrected is not told: %+v", c.List)
	}

	c = d.step(func() {
		if _, err := d.c.Forget(t.Context(), "visit.txt"); err != nil {
			t.Fatal(err)
		}
	}, delta.Removal)
	d.want(c, delta.Document, map[string]int{delta.Gone: 1})
	if c.Count(delta.Claim, delta.Gone) == 0 || c.Count(delta.Claim, delta.Added) > 0 {
		t.Error("a removal takes claims and adds none")
	}
}

func TestRealJudgements(t *testing.T) {
	d := open(t)
	d.enter("raid.txt", raid)
	d.enter("visit.txt", visit)
	d.enter("strike.txt", strike)

	var n int
	c := d.step(func() {
		n = d.judge(judge.Same, d.mention("raid.txt", "Sani Usman"), d.mention("strike.txt", "Usman"))
	}, delta.Judged)
	d.want(c, delta.Entity, map[string]int{delta.Joined: 1})
	d.want(c, delta.Judgement, map[string]int{delta.Added: 1})
	d.want(c, delta.Claim, nil)
	for i := range c.List {
		if ch := &c.List[i]; ch.Kind == delta.Joined && (len(ch.Reasons) == 0 || len(ch.Before) != 2) {
			t.Errorf("joined %v for no reason", ch.Before)
		}
	}

	c = d.step(func() {
		if _, err := d.c.Undo(t.Context(), n); err != nil {
			t.Fatal(err)
		}
	}, delta.Judged)
	d.want(c, delta.Entity, map[string]int{delta.Split: 1})
	d.want(c, delta.Judgement, map[string]int{delta.Gone: 1})

	c = d.step(func() {
		d.judge(judge.Different, d.mention("raid.txt", "Sani Usman"), d.mention("visit.txt", "Sani Usman"))
	}, delta.Judged)
	d.want(c, delta.Entity, map[string]int{delta.Split: 1})
	d.want(c, delta.Claim, nil)
}

// TestRealReader: prose finds other names in the same reports.
func TestRealReader(t *testing.T) {
	d := open(t)
	d.enter("raid.txt", raid)
	d.enter("visit.txt", visit)
	a := d.snapshot()
	other := open(t)
	r, err := pipeline.NewReader(pipeline.Config{Prose: true})
	if err != nil {
		t.Fatal(err)
	}
	other.r = r
	other.enter("raid.txt", raid)
	other.enter("visit.txt", visit)
	c := delta.Compare(a, other.snapshot())
	if c.Count(delta.Document, delta.Reread) == 0 {
		t.Fatal("prose reads as the trained model does: choose other texts")
	}
	for i := range c.List {
		if ch := &c.List[i]; ch.Cause.Kind != delta.Reader {
			t.Errorf("%s %s %v %v: because of %+v", ch.Record, ch.Kind, ch.Before, ch.After, ch.Cause)
		}
	}
}
