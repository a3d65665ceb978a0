package casefile_test

import (
	"database/sql"
	"encoding/json"
	"path/filepath"
	"testing"

	"casegraph/internal/casefile"
	"casegraph/internal/graph"
	"casegraph/internal/graph/graphtest"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// scan runs a query and calls f with a function that scans the row.
func scan(t *testing.T, db *sql.DB, query string, f func(scan func(...any))) {
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

func unlist[T any](t *testing.T, s string) (out []T) {
	t.Helper()
	if err := json.Unmarshal([]byte(s), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// everything reads every derived table back into records.
func everything(t *testing.T, db *sql.DB) (parts []graph.Part, whole graph.Whole) {
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
	scan(t, db, `SELECT id, document, start, "end", text, type, form, entity, "by" FROM mention ORDER BY id`, func(scan func(...any)) {
		var m graph.Mention
		scan(&m.ID, &m.Document, &m.Start, &m.End, &m.Text, &m.Type, &m.Form, &m.Entity, &m.By)
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
		dated, date_text, date_start, date_end, date_from, date_to, date_precision, rule FROM claim ORDER BY id`, func(scan func(...any)) {
		c, d, dated := graph.Claim{}, graph.Date{}, false
		scan(&c.ID, &c.Document, &c.Type, &c.Sentence.Start, &c.Sentence.End, &c.Trigger.Start, &c.Trigger.End, &c.Trigger.Text, &c.Quote, &c.Stance, &c.Negated, &c.Ended,
			&dated, &d.Text, &d.Start, &d.End, &d.From, &d.To, &d.Precision, &c.Rule)
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
	scan(t, db, `SELECT claim, edge FROM claim_edge ORDER BY claim, n`, func(scan func(...any)) {
		var id, edge string
		scan(&id, &edge)
		claims[id].Edges = append(claims[id].Edges, edge)
	})
	scan(t, db, `SELECT claim, figure FROM claim_figure ORDER BY claim, n`, func(scan func(...any)) {
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
	scan(t, db, `SELECT entity, name, count FROM alias ORDER BY entity, n`, func(scan func(...any)) {
		a, id := graph.Alias{}, ""
		scan(&id, &a.Name, &a.Count)
		e := &whole.Entities[entities[id]]
		e.Aliases = append(e.Aliases, a)
	})
	scan(t, db, `SELECT entity, id FROM former_id ORDER BY entity, n`, func(scan func(...any)) {
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
	scan(t, db, `SELECT edge, claim FROM edge_claim ORDER BY edge, n`, func(scan func(...any)) {
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
	scan(t, db, `SELECT id, topic, "min", "max", about, exclusive, stance, origin, as_of, place FROM figure ORDER BY topic, n`, func(scan func(...any)) {
		f, id := graph.Figure{}, ""
		scan(&f.ID, &id, &f.Min, &f.Max, &f.About, &f.Exclusive, &f.Stance, &f.Origin, &f.AsOf, &f.Place)
		x := &whole.Topics[topics[id]]
		figures[f.ID] = [2]int{topics[id], len(x.Figures)}
		x.Figures = append(x.Figures, f)
	})
	scan(t, db, `SELECT figure, claim FROM figure_claim ORDER BY figure, n`, func(scan func(...any)) {
		var id, claim string
		scan(&id, &claim)
		f := &whole.Topics[figures[id][0]].Figures[figures[id][1]]
		f.Claims = append(f.Claims, claim)
	})
	scan(t, db, `SELECT topic, "left", "right", grade, reason FROM grade ORDER BY topic, n`, func(scan func(...any)) {
		g, id := graph.Grade{}, ""
		scan(&id, &g.Left, &g.Right, &g.Grade, &g.Reason)
		x := &whole.Topics[topics[id]]
		x.Grades = append(x.Grades, g)
	})
	return parts, whole
}

// TestWhatIsReadBackIsWhatWasWritten fills a real file with the fixture of the
// stores, twice, and reads every record back.
func TestWhatIsReadBackIsWhatWasWritten(t *testing.T) {
	db, err := sql.Open("sqlite", filepath.Join(t.TempDir(), "case.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(tables); err != nil {
		t.Fatal(err)
	}
	p := graphtest.Projection(t, 1, 3)
	var want []graph.Part
	if err := p.Source.Parts(func(x *graph.Part) error { want = append(want, *x); return nil }); err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		if err := casefile.Fill(t.Context(), db, p.Source); err != nil {
			t.Fatal(err)
		}
		parts, whole := everything(t, db)
		if d := gocmp.Diff(want, parts, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("time %d: %s", i+1, d)
		}
		if d := gocmp.Diff(*p.Source.Whole, whole, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("time %d: %s", i+1, d)
		}
	}
}
