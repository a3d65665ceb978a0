package casefile

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"casegraph/internal/graph"
	"casegraph/internal/judge"
)

// source is the graph as the derived tables hold it, streamed, however large.
func (s *stored) source(js []judge.Judgement) *graph.Source {
	return &graph.Source{Parts: s.parts, Entities: s.entities, Joins: s.joins, Edges: s.edges, Topics: s.topics, Judgements: js}
}

// snapshot calls f with one state of the file.
func (c *Case) snapshot(ctx context.Context, f func(*stored) error) error {
	conn, err := c.db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	defer conn.Close()
	// A transaction of package sql would lock the file, as those that write must.
	if _, err := conn.ExecContext(ctx, `BEGIN`); err != nil {
		return fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), `ROLLBACK`)
	s := &stored{ctx: ctx, conn: conn, path: c.path, statements: map[string]*sql.Stmt{}}
	defer func() {
		for _, st := range s.statements {
			st.Close()
		}
	}()
	return f(s)
}

// stored reads records from the derived tables.
type stored struct {
	ctx        context.Context
	conn       *sql.Conn
	path       string
	statements map[string]*sql.Stmt
}

// each calls f with every row of a query, until it returns an error.
func (s *stored) each(f func(scan func(...any) error) error, query string, args ...any) error {
	st := s.statements[query]
	if st == nil {
		var err error
		if st, err = s.conn.PrepareContext(s.ctx, query); err != nil {
			return fmt.Errorf("read case file %s: %w", s.path, explain(err))
		}
		s.statements[query] = st
	}
	rows, err := st.QueryContext(s.ctx, args...)
	if err != nil {
		return fmt.Errorf("read case file %s: %w", s.path, explain(err))
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read case file %s: %w", s.path, explain(err))
	}
	return nil
}

func unlist[T any](text string, to *[]T) error {
	if text == "" || text == "[]" {
		return nil
	}
	return json.Unmarshal([]byte(text), to)
}

const documentQuery = `SELECT id, uri, uris, title, publisher, published, precision, basis, sha256, language, length, copy_of, skipped FROM document `

func (s *stored) parts(yield func(*graph.Part) error) error {
	return s.each(func(scan func(...any) error) error {
		p, err := s.part(scan)
		if err != nil {
			return err
		}
		return yield(p)
	}, documentQuery+`ORDER BY id`)
}

// part reads the records of a document, of which scan reads the row.
func (s *stored) part(scan func(...any) error) (*graph.Part, error) {
	p := &graph.Part{}
	d := &p.Document
	var uris, skipped string
	err := scan(&d.ID, &d.URI, &uris, &d.Title, &d.Publisher, &d.Published.Date, &d.Published.Precision, &d.Published.Basis, &d.SHA256, &d.Language, &d.Length, &d.CopyOf, &skipped)
	if err == nil {
		err = cmp.Or(unlist(uris, &d.URIs), unlist(skipped, &d.Skipped))
	}
	if err != nil {
		return nil, fmt.Errorf("document %s: %w", d.ID, err)
	}
	from, to := of(d.ID)
	err = s.each(func(scan func(...any) error) error {
		var x graph.Sentence
		err := scan(&x.ID, &x.Document, &x.Index, &x.Start, &x.End, &x.Kind)
		p.Sentences = append(p.Sentences, x)
		return err
	}, `SELECT id, document, "index", start, "end", kind FROM sentence WHERE id > ? AND id < ? ORDER BY id`, from, to)
	if err == nil {
		err = s.each(func(scan func(...any) error) error {
			var m graph.Mention
			var labels string
			err := scan(&m.ID, &m.Document, &m.Start, &m.End, &m.Text, &m.Type, &m.Form, &m.Entity, &m.By, &m.Demonym, &m.Profile, &labels)
			if err == nil {
				err = unlist(labels, &m.Labels)
			}
			p.Mentions = append(p.Mentions, m)
			return err
		}, `SELECT id, document, start, "end", text, type, form, entity, "by", demonym, profile, labels FROM mention WHERE id > ? AND id < ? ORDER BY id`, from, to)
	}
	if err == nil {
		err = s.each(func(scan func(...any) error) error {
			var l graph.Link
			err := scan(&l.ID, &l.Document, &l.Left, &l.Right, &l.Reason)
			p.Links = append(p.Links, l)
			return err
		}, `SELECT id, document, "left", "right", reason FROM link WHERE id > ? AND id < ? ORDER BY id`, from, to)
	}
	if err == nil {
		err = s.claims(p, from, to)
	}
	if err != nil {
		return nil, fmt.Errorf("document %s: %w", d.ID, err)
	}
	return p, nil
}

func (s *stored) claims(p *graph.Part, from, to string) error {
	at := map[string]int{}
	err := s.each(func(scan func(...any) error) error {
		c, d, dated := graph.Claim{Args: []graph.Arg{}, Sources: [][]graph.Speaker{}}, graph.Date{}, false
		err := scan(&c.ID, &c.Document, &c.Type, &c.Sentence.Start, &c.Sentence.End, &c.Trigger.Start, &c.Trigger.End, &c.Trigger.Text, &c.Quote, &c.Stance, &c.Negated, &c.Ended,
			&dated, &d.Text, &d.Start, &d.End, &d.From, &d.To, &d.Precision, &c.Rule, &c.Judged)
		if dated {
			c.Date = &d
		}
		at[c.ID] = len(p.Claims)
		p.Claims = append(p.Claims, c)
		return err
	}, `SELECT id, document, type, sentence_start, sentence_end, trigger_start, trigger_end, "trigger", quote, stance, negated, ended,
		dated, date_text, date_start, date_end, date_from, date_to, date_precision, rule, judged FROM claim WHERE id > ? AND id < ? ORDER BY id`, from, to)
	if err != nil || len(p.Claims) == 0 {
		return err
	}
	// The claim that a row of another table speaks of.
	of := func(id string) (*graph.Claim, error) {
		i, ok := at[id]
		if !ok {
			return nil, fmt.Errorf("claim %s is not in its table", id)
		}
		return &p.Claims[i], nil
	}
	err = s.each(func(scan func(...any) error) error {
		a, q, id, has := graph.Arg{}, graph.Quantity{}, "", false
		if err := scan(&id, &a.Role, &a.Mention, &a.Entity, &a.Text, &a.Start, &a.End, &has, &q.Text, &q.Start, &q.End, &q.Min, &q.Max, &q.About, &q.Exclusive, &q.Unit, &a.Path); err != nil {
			return err
		}
		if has {
			a.Quantity = &q
		}
		c, err := of(id)
		if err == nil {
			c.Args = append(c.Args, a)
		}
		return err
	}, `SELECT claim, role, mention, entity, text, start, "end", quantity, quantity_text, quantity_start, quantity_end, "min", "max", about, exclusive, unit, path FROM argument WHERE claim > ? AND claim < ? ORDER BY claim, n`, from, to)
	if err != nil {
		return err
	}
	err = s.each(func(scan func(...any) error) error {
		x, id, hop := graph.Speaker{}, "", 0
		if err := scan(&id, &hop, &x.Mention, &x.Entity, &x.Text, &x.Start, &x.End, &x.Cue.Start, &x.Cue.End); err != nil {
			return err
		}
		c, err := of(id)
		if err != nil {
			return err
		}
		for len(c.Sources) <= hop {
			c.Sources = append(c.Sources, nil)
		}
		c.Sources[hop] = append(c.Sources[hop], x)
		return nil
	}, `SELECT claim, hop, mention, entity, text, start, "end", cue_start, cue_end FROM speaker WHERE claim > ? AND claim < ? ORDER BY claim, hop, n`, from, to)
	if err != nil {
		return err
	}
	pair := func(add func(c *graph.Claim, other string)) func(scan func(...any) error) error {
		return func(scan func(...any) error) error {
			var id, other string
			if err := scan(&id, &other); err != nil {
				return err
			}
			c, err := of(id)
			if err == nil {
				add(c, other)
			}
			return err
		}
	}
	return cmp.Or(
		s.each(pair(func(c *graph.Claim, e string) { c.Edges = append(c.Edges, e) }), `SELECT claim, edge FROM claim_edge WHERE claim > ? AND claim < ? ORDER BY claim, edge`, from, to),
		s.each(pair(func(c *graph.Claim, f string) { c.Figures = append(c.Figures, f) }), `SELECT claim, figure FROM claim_figure WHERE claim > ? AND claim < ? ORDER BY claim, figure`, from, to),
	)
}

const entityQuery = `SELECT id, type, labels, name, country, described, mentions, documents FROM entity `

func (s *stored) entities(yield func(*graph.Entity) error) error {
	return s.each(func(scan func(...any) error) error {
		e, err := s.entity(scan)
		if err != nil {
			return err
		}
		return yield(e)
	}, entityQuery+`ORDER BY id`)
}

func (s *stored) entity(scan func(...any) error) (*graph.Entity, error) {
	e, labels := &graph.Entity{Labels: []string{}, Aliases: []graph.Alias{}}, ""
	err := scan(&e.ID, &e.Type, &labels, &e.Name, &e.Country, &e.Described, &e.Mentions, &e.Documents)
	if err == nil {
		err = unlist(labels, &e.Labels)
	}
	if err != nil {
		return nil, err
	}
	err = s.each(func(scan func(...any) error) error {
		var a graph.Alias
		err := scan(&a.Name, &a.Count)
		e.Aliases = append(e.Aliases, a)
		return err
	}, `SELECT name, count FROM alias WHERE entity = ? ORDER BY count DESC, name`, e.ID)
	if err != nil {
		return nil, err
	}
	return e, s.each(func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		e.FormerIDs = append(e.FormerIDs, id)
		return err
	}, `SELECT id FROM former_id WHERE entity = ? ORDER BY id`, e.ID)
}

const joinQuery = `SELECT id, entity, "left", "right", reason, weight, judgement FROM join_ `

func (s *stored) joins(yield func(*graph.Join) error) error {
	return s.each(func(scan func(...any) error) error {
		j, err := joinOf(scan)
		if err != nil {
			return err
		}
		return yield(j)
	}, joinQuery+`ORDER BY id`)
}

func joinOf(scan func(...any) error) (*graph.Join, error) {
	j := new(graph.Join)
	return j, scan(&j.ID, &j.Entity, &j.Left, &j.Right, &j.Reason, &j.Weight, &j.Judgement)
}

const edgeQuery = `SELECT id, type, "from", "to", claims, documents, origins, unsourced, denied, planned, first, last, quote FROM edge `

func (s *stored) edges(yield func(*graph.Edge) error) error {
	return s.each(func(scan func(...any) error) error {
		e, err := s.edge(scan)
		if err != nil {
			return err
		}
		return yield(e)
	}, edgeQuery+`ORDER BY id`)
}

func (s *stored) edge(scan func(...any) error) (*graph.Edge, error) {
	e := &graph.Edge{ClaimIDs: []string{}}
	if err := scan(&e.ID, &e.Type, &e.From, &e.To, &e.Claims, &e.Documents, &e.Origins, &e.Unsourced, &e.Denied, &e.Planned, &e.First, &e.Last, &e.Quote); err != nil {
		return nil, err
	}
	return e, s.each(func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		e.ClaimIDs = append(e.ClaimIDs, id)
		return err
	}, `SELECT claim FROM edge_claim WHERE edge = ? ORDER BY claim`, e.ID)
}

const topicQuery = `SELECT id, measure, subject FROM topic `

func (s *stored) topics(yield func(*graph.Topic) error) error {
	return s.each(func(scan func(...any) error) error {
		t, err := s.topic(scan)
		if err != nil {
			return err
		}
		return yield(t)
	}, topicQuery+`ORDER BY id`)
}

func (s *stored) topic(scan func(...any) error) (*graph.Topic, error) {
	t := &graph.Topic{Figures: []graph.Figure{}, Grades: []graph.Grade{}}
	if err := scan(&t.ID, &t.Measure, &t.Subject); err != nil {
		return nil, err
	}
	at := map[string]int{}
	err := s.each(func(scan func(...any) error) error {
		f := graph.Figure{Claims: []string{}}
		err := scan(&f.ID, &f.Min, &f.Max, &f.About, &f.Exclusive, &f.Stance, &f.Origin, &f.AsOf, &f.Place)
		at[f.ID] = len(t.Figures)
		t.Figures = append(t.Figures, f)
		return err
	}, `SELECT id, "min", "max", about, exclusive, stance, origin, as_of, place FROM figure WHERE topic = ? ORDER BY as_of, id`, t.ID)
	if err != nil {
		return nil, err
	}
	for i := range t.Figures {
		f := &t.Figures[i]
		err := s.each(func(scan func(...any) error) error {
			var id string
			err := scan(&id)
			f.Claims = append(f.Claims, id)
			return err
		}, `SELECT claim FROM figure_claim WHERE figure = ? ORDER BY claim`, f.ID)
		if err != nil {
			return nil, err
		}
	}
	err = s.each(func(scan func(...any) error) error {
		var g graph.Grade
		err := scan(&g.Left, &g.Right, &g.Grade, &g.Reason)
		t.Grades = append(t.Grades, g)
		return err
	}, `SELECT "left", "right", grade, reason FROM grade WHERE topic = ?`, t.ID)
	// Pairs are in order of the figures, the earlier one first.
	slices.SortFunc(t.Grades, func(x, y graph.Grade) int {
		return cmp.Or(cmp.Compare(at[x.Left], at[y.Left]), cmp.Compare(at[x.Right], at[y.Right]))
	})
	return t, err
}
