package casefile

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"casegraph/internal/graph"
	"casegraph/internal/resolve"
	"casegraph/internal/schema"
)

// identities reads the live readings once and decides what is one entity and
// which documents are copies.
type identities struct {
	result *resolve.Result
	copies map[string]string
	uris   map[string][]string
}

func (c *Case) identities(ctx context.Context) (*identities, error) {
	id := &identities{uris: map[string][]string{}}
	profiles := map[string]resolve.Profile{}
	var sketches []graph.Sketch
	for r, err := range c.Readings(ctx) {
		if err != nil {
			return nil, err
		}
		ps, _ := resolve.Profiles(r.Reading)
		for _, p := range ps {
			profiles[p.Key] = p
		}
		sketches = append(sketches, graph.NewSketch(r.Reading))
		if len(r.URIs) > 0 {
			id.uris[r.Document.ID] = r.URIs
		}
	}
	all := make([]resolve.Profile, 0, len(profiles))
	for _, p := range profiles {
		all = append(all, p) // Resolve sorts
	}
	id.result = resolve.Resolve(all, nil)
	id.copies = graph.Copies(sketches)
	return id, nil
}

// build runs a builder over the live readings and calls each with every part.
func (c *Case) build(ctx context.Context, s *schema.Schema, id *identities, each func(*graph.Part) error) (*graph.Whole, error) {
	b := graph.NewBuilder(s, id.result)
	b.Copies, b.URIs = id.copies, id.uris
	for r, err := range c.Readings(ctx) {
		if err != nil {
			return nil, err
		}
		p := b.Add(r.Reading)
		if err := each(&p); err != nil {
			return nil, err
		}
	}
	w := b.Finish()
	return &w, nil
}

// Source is the graph of the live readings, for stores and exports. It is worked
// out from the ledger alone and does not look at the derived tables.
func (c *Case) Source(ctx context.Context, s *schema.Schema) (*graph.Source, error) {
	id, err := c.identities(ctx)
	if err != nil {
		return nil, err
	}
	whole, err := c.build(ctx, s, id, func(*graph.Part) error { return nil })
	if err != nil {
		return nil, err
	}
	return &graph.Source{Whole: whole, Parts: func(yield func(*graph.Part) error) error {
		_, err := c.build(ctx, s, id, yield)
		return err
	}}, nil
}

// Assemble brings the derived tables up to the ledger, in one transaction. Where
// they show it already it does nothing.
func (c *Case) Assemble(ctx context.Context, s *schema.Schema) error {
	generation, err := number(ctx, c.db, "generation")
	if err != nil {
		return fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	assembled, err := number(ctx, c.db, "assembled")
	if err != nil {
		return fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	if generation == assembled {
		return nil
	}
	id, err := c.identities(ctx)
	if err != nil {
		return err
	}
	err = c.write(ctx, func(tx *sql.Tx) error {
		for _, t := range derivedTables() {
			if _, err := tx.ExecContext(ctx, `DELETE FROM `+t); err != nil {
				return err
			}
		}
		if err := c.insert(ctx, tx, s, id); err != nil {
			return err
		}
		return setNumber(ctx, tx, "assembled", generation)
	})
	if err != nil {
		return fmt.Errorf("assemble case file %s: %w", c.path, err)
	}
	return nil
}

// derivedTables are the names of the tables of schema.sql, in its order.
func derivedTables() []string {
	var names []string
	for line := range strings.Lines(derivedSQL) {
		if rest, ok := strings.CutPrefix(line, "CREATE TABLE "); ok {
			name, _, _ := strings.Cut(rest, " ")
			names = append(names, name)
		}
	}
	return names
}

// insert writes every record as rows.
func (c *Case) insert(ctx context.Context, tx *sql.Tx, s *schema.Schema, id *identities) error {
	w := rowWriter{ctx: ctx, tx: tx, statements: map[string]*sql.Stmt{}}
	whole, err := c.build(ctx, s, id, func(p *graph.Part) error {
		w.part(p)
		return w.err
	})
	if err != nil {
		return err
	}
	w.whole(whole)
	return w.err
}

// A rowWriter inserts rows and keeps the first error.
type rowWriter struct {
	ctx        context.Context
	tx         *sql.Tx
	statements map[string]*sql.Stmt
	err        error
}

func (w *rowWriter) row(table string, values ...any) {
	if w.err != nil {
		return
	}
	st := w.statements[table]
	if st == nil {
		st, w.err = w.tx.PrepareContext(w.ctx, `INSERT INTO `+table+` VALUES (?`+strings.Repeat(`, ?`, len(values)-1)+`)`)
		if w.err != nil {
			return
		}
		w.statements[table] = st
	}
	if _, err := st.ExecContext(w.ctx, values...); err != nil {
		w.err = fmt.Errorf("%s %v: %w", table, values[0], err)
	}
}

func list(v any) string {
	data, err := json.Marshal(v)
	if err != nil || string(data) == "null" {
		return "[]"
	}
	return string(data)
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (w *rowWriter) part(p *graph.Part) {
	d := &p.Document
	w.row("document", d.ID, d.URI, list(d.URIs), d.Title, d.Publisher, d.Published.Date, d.Published.Precision, d.Published.Basis,
		d.SHA256, d.Language, d.Length, d.CopyOf, list(d.Skipped))
	for _, s := range p.Sentences {
		w.row("sentence", s.ID, s.Document, s.Index, s.Start, s.End, string(s.Kind))
	}
	for _, m := range p.Mentions {
		w.row("mention", m.ID, m.Document, m.Start, m.End, m.Text, m.Type, m.Form, m.Entity, m.By)
	}
	for _, l := range p.Links {
		w.row("link", l.ID, l.Document, l.Left, l.Right, l.Reason)
	}
	for i := range p.Claims {
		w.claim(&p.Claims[i])
	}
}

func (w *rowWriter) claim(c *graph.Claim) {
	date := graph.Date{}
	if c.Date != nil {
		date = *c.Date
	}
	w.row("claim", c.ID, c.Document, c.Type, c.Sentence.Start, c.Sentence.End, c.Trigger.Start, c.Trigger.End, c.Trigger.Text, c.Quote,
		c.Stance, flag(c.Negated), flag(c.Ended), flag(c.Date != nil), date.Text, date.Start, date.End, date.From, date.To, date.Precision, c.Rule)
	for n, a := range c.Args {
		q := graph.Quantity{}
		if a.Quantity != nil {
			q = *a.Quantity
		}
		w.row("argument", c.ID, n, a.Role, a.Mention, a.Entity, a.Text, a.Start, a.End, flag(a.Quantity != nil),
			q.Text, q.Start, q.End, q.Min, q.Max, flag(q.About), flag(q.Exclusive), q.Unit, a.Path)
	}
	for h, hop := range c.Sources {
		for n, s := range hop {
			w.row("speaker", c.ID, h, n, s.Mention, s.Entity, s.Text, s.Start, s.End, s.Cue.Start, s.Cue.End)
		}
	}
	for n, e := range c.Edges {
		w.row("claim_edge", c.ID, n, e)
	}
	for n, f := range c.Figures {
		w.row("claim_figure", c.ID, n, f)
	}
}

func (w *rowWriter) whole(g *graph.Whole) {
	for _, e := range g.Entities {
		w.row("entity", e.ID, e.Type, list(e.Labels), e.Name, e.Country, flag(e.Described), e.Mentions, e.Documents)
		for n, a := range e.Aliases {
			w.row("alias", e.ID, n, a.Name, a.Count)
		}
		for n, f := range e.FormerIDs {
			w.row("former_id", e.ID, n, f)
		}
	}
	for _, j := range g.Joins {
		w.row("join_", j.ID, j.Entity, j.Left, j.Right, j.Reason, j.Weight, j.Judgement)
	}
	for _, e := range g.Edges {
		w.row("edge", e.ID, e.Type, e.From, e.To, e.Claims, e.Documents, e.Origins, e.Unsourced, e.Denied, e.Planned, e.First, e.Last, e.Quote)
		for n, id := range e.ClaimIDs {
			w.row("edge_claim", e.ID, n, id)
		}
	}
	for _, t := range g.Topics {
		w.row("topic", t.ID, t.Measure, t.Subject)
		for n, f := range t.Figures {
			w.row("figure", f.ID, t.ID, n, f.Min, f.Max, flag(f.About), flag(f.Exclusive), f.Stance, f.Origin, f.AsOf, f.Place)
			for k, id := range f.Claims {
				w.row("figure_claim", f.ID, k, id)
			}
		}
		for n, x := range t.Grades {
			w.row("grade", t.ID, n, x.Left, x.Right, x.Grade, x.Reason)
		}
	}
}

// Counts sums a case up.
type Counts struct {
	Documents, Entities, Claims, Edges int
	Differing                          int    // pairs of figures that differ or are disputed
	Name                               string // of the entity most spoken of in claims
}

// Counts reads the derived tables.
func (c *Case) Counts(ctx context.Context) (Counts, error) {
	var n Counts
	err := c.db.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM document), (SELECT count(*) FROM entity), (SELECT count(*) FROM claim), (SELECT count(*) FROM edge),
		(SELECT count(*) FROM grade WHERE grade IN ('differs', 'disputed', 'denied')),
		coalesce((SELECT e.name FROM argument a JOIN entity e ON e.id = a.entity WHERE NOT e.described AND e.type IN ('Person', 'Unit', 'Agency')
		          GROUP BY e.id ORDER BY count(*) DESC, e.id LIMIT 1), '')`).
		Scan(&n.Documents, &n.Entities, &n.Claims, &n.Edges, &n.Differing, &n.Name)
	if err != nil {
		return n, fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	return n, nil
}
