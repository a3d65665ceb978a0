package casefile_test

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"path/filepath"
	"slices"
	"testing"

	"casegraph/internal/casefile"
	"casegraph/internal/graph"
	"casegraph/internal/graph/graphtest"
	"casegraph/internal/reading"
	"casegraph/internal/resolve"
	"casegraph/internal/schema"
	"casegraph/knowledge"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// scan runs a query and calls f with a function that scans the row.
func scan(t testing.TB, db *sql.DB, query string, f func(scan func(...any))) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		f(func(to ...any) {
			t.Helper()
			if err := rows.Scan(to...); err != nil {
				t.Fatal(err)
			}
		})
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

func unlist[T any](t testing.TB, s string) (out []T) {
	t.Helper()
	if err := json.Unmarshal([]byte(s), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// everything reads every derived table back into records.
func everything(t testing.TB, db *sql.DB) (parts []graph.Part, whole graph.Whole) {
	t.Helper()
	at := map[string]int{}
	scan(t, db, `SELECT id, uri, uris, title, publisher, published, precision, basis, sha256, language, length, copy_of, skipped FROM document ORDER BY id`, func(scan func(...any)) {
		var d graph.Document
		var uris, skipped string
		scan(&d.ID, &d.URI, &uris, &d.Title, &d.Publisher, &d.Published.Date, &d.Published.Precision, &d.Published.Basis, &d.SHA256, &d.Language, &d.Length, &d.CopyOf, &skipped)
		d.URIs = unlist[string](t, uris)
		at[d.ID] = len(parts)
		parts = append(parts, graph.Part{Document: d})
	})
	scan(t, db, `SELECT id, document, "index", start, "end", kind FROM sentence ORDER BY id`, func(scan func(...any)) {
		var s graph.Sentence
		scan(&s.ID, &s.Document, &s.Index, &s.Start, &s.End, &s.Kind)
		p := &parts[at[s.Document]]
		p.Sentences = append(p.Sentences, s)
	})
	scan(t, db, `SELECT id, document, start, "end", text, type, form, entity, "by", demonym, profile FROM mention ORDER BY id`, func(scan func(...any)) {
		var m graph.Mention
		scan(&m.ID, &m.Document, &m.Start, &m.End, &m.Text, &m.Type, &m.Form, &m.Entity, &m.By, &m.Demonym, &m.Profile)
		p := &parts[at[m.Document]]
		p.Mentions = append(p.Mentions, m)
	})
	scan(t, db, `SELECT id, document, "left", "right", reason FROM link ORDER BY id`, func(scan func(...any)) {
		var l graph.Link
		scan(&l.ID, &l.Document, &l.Left, &l.Right, &l.Reason)
		p := &parts[at[l.Document]]
		p.Links = append(p.Links, l)
	})
	claims := map[string]*graph.Claim{}
	scan(t, db, `SELECT id, document, type, sentence_start, sentence_end, trigger_start, trigger_end, "trigger", quote, stance, negated, ended,
		dated, date_text, date_start, date_end, date_from, date_to, date_precision, rule, judged FROM claim ORDER BY id`, func(scan func(...any)) {
		c, d, dated := graph.Claim{}, graph.Date{}, false
		scan(&c.ID, &c.Document, &c.Type, &c.Sentence.Start, &c.Sentence.End, &c.Trigger.Start, &c.Trigger.End, &c.Trigger.Text, &c.Quote, &c.Stance, &c.Negated, &c.Ended,
			&dated, &d.Text, &d.Start, &d.End, &d.From, &d.To, &d.Precision, &c.Rule, &c.Judged)
		if dated {
			c.Date = &d
		}
		claims[c.ID] = &c
	})
	scan(t, db, `SELECT claim, role, mention, entity, text, start, "end", quantity, quantity_text, quantity_start, quantity_end, "min", "max", about, exclusive, unit, path FROM argument ORDER BY claim, n`, func(scan func(...any)) {
		a, q, id, has := graph.Arg{}, graph.Quantity{}, "", false
		scan(&id, &a.Role, &a.Mention, &a.Entity, &a.Text, &a.Start, &a.End, &has, &q.Text, &q.Start, &q.End, &q.Min, &q.Max, &q.About, &q.Exclusive, &q.Unit, &a.Path)
		if has {
			a.Quantity = &q
		}
		claims[id].Args = append(claims[id].Args, a)
	})
	scan(t, db, `SELECT claim, hop, mention, entity, text, start, "end", cue_start, cue_end FROM speaker ORDER BY claim, hop, n`, func(scan func(...any)) {
		s, id, hop := graph.Speaker{}, "", 0
		scan(&id, &hop, &s.Mention, &s.Entity, &s.Text, &s.Start, &s.End, &s.Cue.Start, &s.Cue.End)
		c := claims[id]
		for len(c.Sources) <= hop {
			c.Sources = append(c.Sources, nil)
		}
		c.Sources[hop] = append(c.Sources[hop], s)
	})
	scan(t, db, `SELECT claim, edge FROM claim_edge ORDER BY claim, edge`, func(scan func(...any)) {
		var id, edge string
		scan(&id, &edge)
		claims[id].Edges = append(claims[id].Edges, edge)
	})
	scan(t, db, `SELECT claim, figure FROM claim_figure ORDER BY claim, figure`, func(scan func(...any)) {
		var id, figure string
		scan(&id, &figure)
		claims[id].Figures = append(claims[id].Figures, figure)
	})
	scan(t, db, `SELECT id FROM claim ORDER BY id`, func(scan func(...any)) {
		var id string
		scan(&id)
		p := &parts[at[claims[id].Document]]
		p.Claims = append(p.Claims, *claims[id])
	})

	entities := map[string]int{}
	scan(t, db, `SELECT id, type, labels, name, country, described, mentions, documents FROM entity ORDER BY id`, func(scan func(...any)) {
		e, labels := graph.Entity{}, ""
		scan(&e.ID, &e.Type, &labels, &e.Name, &e.Country, &e.Described, &e.Mentions, &e.Documents)
		e.Labels = unlist[string](t, labels)
		entities[e.ID] = len(whole.Entities)
		whole.Entities = append(whole.Entities, e)
	})
	scan(t, db, `SELECT entity, name, count FROM alias ORDER BY entity, count DESC, name`, func(scan func(...any)) {
		a, id := graph.Alias{}, ""
		scan(&id, &a.Name, &a.Count)
		e := &whole.Entities[entities[id]]
		e.Aliases = append(e.Aliases, a)
	})
	scan(t, db, `SELECT entity, id FROM former_id ORDER BY entity, id`, func(scan func(...any)) {
		var id, former string
		scan(&id, &former)
		e := &whole.Entities[entities[id]]
		e.FormerIDs = append(e.FormerIDs, former)
	})
	scan(t, db, `SELECT id, entity, "left", "right", reason, weight, judgement FROM join_ ORDER BY id`, func(scan func(...any)) {
		var j graph.Join
		scan(&j.ID, &j.Entity, &j.Left, &j.Right, &j.Reason, &j.Weight, &j.Judgement)
		whole.Joins = append(whole.Joins, j)
	})
	edges := map[string]int{}
	scan(t, db, `SELECT id, type, "from", "to", claims, documents, origins, unsourced, denied, planned, first, last, quote FROM edge ORDER BY id`, func(scan func(...any)) {
		var e graph.Edge
		scan(&e.ID, &e.Type, &e.From, &e.To, &e.Claims, &e.Documents, &e.Origins, &e.Unsourced, &e.Denied, &e.Planned, &e.First, &e.Last, &e.Quote)
		edges[e.ID] = len(whole.Edges)
		whole.Edges = append(whole.Edges, e)
	})
	scan(t, db, `SELECT edge, claim FROM edge_claim ORDER BY edge, claim`, func(scan func(...any)) {
		var id, claim string
		scan(&id, &claim)
		e := &whole.Edges[edges[id]]
		e.ClaimIDs = append(e.ClaimIDs, claim)
	})
	topics, figures := map[string]int{}, map[string][2]int{}
	scan(t, db, `SELECT id, measure, subject FROM topic ORDER BY id`, func(scan func(...any)) {
		var x graph.Topic
		scan(&x.ID, &x.Measure, &x.Subject)
		topics[x.ID] = len(whole.Topics)
		whole.Topics = append(whole.Topics, x)
	})
	scan(t, db, `SELECT id, topic, "min", "max", about, exclusive, stance, origin, as_of, place FROM figure ORDER BY topic, as_of, id`, func(scan func(...any)) {
		f, id := graph.Figure{}, ""
		scan(&f.ID, &id, &f.Min, &f.Max, &f.About, &f.Exclusive, &f.Stance, &f.Origin, &f.AsOf, &f.Place)
		x := &whole.Topics[topics[id]]
		figures[f.ID] = [2]int{topics[id], len(x.Figures)}
		x.Figures = append(x.Figures, f)
	})
	scan(t, db, `SELECT figure, claim FROM figure_claim ORDER BY figure, claim`, func(scan func(...any)) {
		var id, claim string
		scan(&id, &claim)
		f := &whole.Topics[figures[id][0]].Figures[figures[id][1]]
		f.Claims = append(f.Claims, claim)
	})
	scan(t, db, `SELECT topic, "left", "right", grade, reason FROM grade ORDER BY topic, "left", "right"`, func(scan func(...any)) {
		g, id := graph.Grade{}, ""
		scan(&id, &g.Left, &g.Right, &g.Grade, &g.Reason)
		x := &whole.Topics[topics[id]]
		x.Grades = append(x.Grades, g)
	})
	return parts, whole
}

// agree checks that the derived tables say what is worked out from the ledger alone
// of all documents at once.
func agree(t testing.TB, c *casefile.Case, rules casefile.Rules) {
	t.Helper()
	if err := c.Assemble(t.Context(), rules); err != nil {
		t.Fatal(err)
	}
	src, err := c.Source(t.Context(), rules)
	if err != nil {
		t.Fatal(err)
	}
	var want []graph.Part
	if err := src.Parts(func(x *graph.Part) error {
		for i := range x.Mentions {
			x.Mentions[i].Labels = nil // the tables tell the entity's alone
		}
		want = append(want, *x)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for i := range src.Whole.Topics {
		slices.SortFunc(src.Whole.Topics[i].Grades, func(x, y graph.Grade) int {
			return cmp.Or(cmp.Compare(x.Left, y.Left), cmp.Compare(x.Right, y.Right))
		})
	}
	parts, whole := everything(t, c.DB())
	if d := gocmp.Diff(want, parts, cmpopts.EquateEmpty()); d != "" {
		t.Fatalf("documents (-all at once, +one by one): %s", d)
	}
	if d := gocmp.Diff(*src.Whole, whole, cmpopts.EquateEmpty()); d != "" {
		t.Fatalf("the whole (-all at once, +one by one): %s", d)
	}
}

// rules loads what makes a graph of readings.
func rules(t testing.TB) casefile.Rules {
	t.Helper()
	s, err := schema.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	r, err := resolve.New(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	return casefile.Rules{Schema: s, Resolver: r}
}

// fixture is a case of the reports by which stores are tested.
func fixture(t testing.TB) *casefile.Case {
	t.Helper()
	c, err := casefile.Open(t.Context(), filepath.Join(t.TempDir(), "case.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	for _, r := range graphtest.Readings() {
		uri := r.Document.URI
		if _, err := c.Put(t.Context(), "fixture", []casefile.Arrival{{Place: "/" + uri, URI: uri, Content: "txt:" + r.Document.ID, Readings: []*reading.Reading{r}}}); err != nil {
			t.Fatal(err)
		}
		agree(t, c, rules(t))
	}
	return c
}

// TestWhatIsReadBackIsWhatWasWritten enters the fixture of the stores, one report
// after the other, and reads every record back.
func TestWhatIsReadBackIsWhatWasWritten(t *testing.T) { fixture(t) }
