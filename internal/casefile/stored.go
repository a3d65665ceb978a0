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

const documentQuery = `SELECT id, ref, uri, uris, title, publisher, published, precision, basis, sha256, language, length, copy_of, skipped FROM document `

func (s *stored) parts(yield func(*graph.Part) error) error {
	return s.each(func(scan func(...any) error) error {
		p, err := s.part(scan)
		if err != nil {
			return err
		}
		return yield(p)
	}, documentQuery+`ORDER BY ref`)
}

// part reads the records of a document, of which scan reads the row.
func (s *stored) part(scan func(...any) error) (*graph.Part, error) {
	p := &graph.Part{}
	d := &p.Document
	var n int64
	var uris, skipped string
	err := scan(&n, &d.ID, &d.URI, &uris, &d.Title, &d.Publisher, &d.Published.Date, &d.Published.Precision, &d.Published.Basis, &d.SHA256, &d.Language, &d.Length, &d.CopyOf, &skipped)
	if err == nil {
		err = cmp.Or(unlist(uris, &d.URIs), unlist(skipped, &d.Skipped))
	}
	if err != nil {
		return nil, fmt.Errorf("document %s: %w", d.ID, err)
	}
	from, to := of(n)
	err = s.each(func(scan func(...any) error) error {
		x := graph.Sentence{Document: d.ID}
		err := scan(&x.ID, &x.Index, &x.Start, &x.End, &x.Kind)
		x.ID = d.ID + "/" + x.ID
		p.Sentences = append(p.Sentences, x)
		return err
	}, `SELECT ref, "index", start, "end", kind FROM sentence WHERE id BETWEEN ? AND ? ORDER BY id`, from, to)
	mentions := map[int64]string{}
	if err == nil {
		err = s.each(func(scan func(...any) error) error {
			m := graph.Mention{Document: d.ID}
			var n int64
			var labels string
			err := scan(&n, &m.ID, &m.Start, &m.End, &m.Text, &m.Type, &m.Form, &m.Entity, &m.By, &m.Demonym, &m.Profile, &labels)
			if err == nil {
				err = unlist(labels, &m.Labels)
			}
			m.ID = d.ID + "/" + m.ID
			mentions[n] = m.ID
			p.Mentions = append(p.Mentions, m)
			return err
		}, `SELECT m.id, m.ref, m.start, m."end", m.text, m.type, m.form, coalesce(e.ref, ''), m."by", m.demonym, `+profileKey+`, m.labels
			FROM mention m LEFT JOIN entity e ON e.id = m.entity LEFT JOIN profile p ON p.id = m.profile WHERE m.id BETWEEN ?1 AND ?2 ORDER BY m.id`, from, to, d.ID)
	}
	if err == nil {
		err = s.each(func(scan func(...any) error) error {
			l := graph.Link{Document: d.ID}
			var left, right int64
			err := scan(&left, &right, &l.Reason)
			l.Left, l.Right = mentions[left], mentions[right]
			l.ID = graph.LinkID(d.ID, l.Left, l.Right)
			p.Links = append(p.Links, l)
			return err
		}, `SELECT "left", "right", reason FROM link WHERE id BETWEEN ? AND ? ORDER BY id`, from, to)
	}
	if err == nil {
		err = s.claims(p, from, to, mentions)
	}
	if err != nil {
		return nil, fmt.Errorf("document %s: %w", d.ID, err)
	}
	return p, nil
}

func (s *stored) claims(p *graph.Part, from, to int64, mentions map[int64]string) error {
	d := p.Document.ID
	text := ""
	err := s.each(func(scan func(...any) error) error { return scan(&text) }, `SELECT text FROM reading WHERE document = ?`, d)
	if err != nil {
		return err
	}
	at := map[int64]int{}
	err = s.each(func(scan func(...any) error) error {
		c, d, dated, n := graph.Claim{Document: d, Args: []graph.Arg{}, Sources: [][]graph.Speaker{}}, graph.Date{}, false, int64(0)
		err := scan(&n, &c.ID, &c.Type, &c.Sentence.Start, &c.Sentence.End, &c.Trigger.Start, &c.Trigger.End, &c.Trigger.Text, &c.Stance, &c.Negated, &c.Ended,
			&dated, &d.Text, &d.Start, &d.End, &d.From, &d.To, &d.Precision, &c.Rule, &c.Judged)
		if dated {
			c.Date = &d
		}
		c.ID = c.Document + "/" + c.ID
		if s := c.Sentence; s.Start >= 0 && s.Start <= s.End && s.End <= len(text) {
			c.Quote = text[s.Start:s.End]
		} else if err == nil {
			err = fmt.Errorf("claim %s: its sentence is not in the text", c.ID)
		}
		at[n] = len(p.Claims)
		p.Claims = append(p.Claims, c)
		return err
	}, `SELECT id, printf('c%09d-%09d-%s-%s', trigger_start, trigger_end, type, tail), type, sentence_start, sentence_end, trigger_start, trigger_end, "trigger", stance, negated, ended,
		dated, date_text, date_start, date_end, date_from, date_to, date_precision, rule, judged FROM claim_row WHERE id BETWEEN ? AND ? ORDER BY id`, from, to)
	if err != nil || len(p.Claims) == 0 {
		return err
	}
	// The claim that a row of another table speaks of.
	of := func(n int64) (*graph.Claim, error) {
		i, ok := at[n]
		if !ok {
			return nil, fmt.Errorf("claim %d is not in its table", n)
		}
		return &p.Claims[i], nil
	}
	err = s.each(func(scan func(...any) error) error {
		a, q, has := graph.Arg{}, graph.Quantity{}, false
		var n, mention int64
		if err := scan(&n, &a.Role, &mention, &a.Entity, &a.Text, &a.Start, &a.End, &has, &q.Text, &q.Start, &q.End, &q.Min, &q.Max, &q.About, &q.Exclusive, &q.Unit, &a.Path); err != nil {
			return err
		}
		a.Mention = mentions[mention]
		if has {
			a.Quantity = &q
		}
		c, err := of(n)
		if err == nil {
			c.Args = append(c.Args, a)
		}
		return err
	}, `SELECT a.claim, a.role, a.mention, coalesce(e.ref, ''), a.text, a.start, a."end", a.quantity, a.quantity_text, a.quantity_start, a.quantity_end, a."min", a."max", a.about, a.exclusive, a.unit, a.path
		FROM argument a LEFT JOIN entity e ON e.id = a.entity WHERE a.claim BETWEEN ? AND ? ORDER BY a.claim, a.n`, from, to)
	if err != nil {
		return err
	}
	err = s.each(func(scan func(...any) error) error {
		x, hop := graph.Speaker{}, 0
		var n, mention int64
		if err := scan(&n, &hop, &mention, &x.Entity, &x.Text, &x.Start, &x.End, &x.Cue.Start, &x.Cue.End); err != nil {
			return err
		}
		x.Mention = mentions[mention]
		c, err := of(n)
		if err != nil {
			return err
		}
		for len(c.Sources) <= hop {
			c.Sources = append(c.Sources, nil)
		}
		c.Sources[hop] = append(c.Sources[hop], x)
		return nil
	}, `SELECT s.claim, s.hop, s.mention, coalesce(e.ref, ''), s.text, s.start, s."end", s.cue_start, s.cue_end
		FROM speaker s LEFT JOIN entity e ON e.id = s.entity WHERE s.claim BETWEEN ? AND ? ORDER BY s.claim, s.hop, s.n`, from, to)
	if err != nil {
		return err
	}
	pair := func(add func(c *graph.Claim, ref string)) func(scan func(...any) error) error {
		return func(scan func(...any) error) error {
			var n int64
			var ref string
			if err := scan(&n, &ref); err != nil {
				return err
			}
			c, err := of(n)
			if err == nil {
				add(c, ref)
			}
			return err
		}
	}
	return cmp.Or(
		s.each(pair(func(c *graph.Claim, e string) { c.Edges = append(c.Edges, e) }), `SELECT x.claim, `+edgeRef+` FROM claim_edge x JOIN edge_row e ON e.id = x.edge JOIN entity f ON f.id = e."from" JOIN entity t ON t.id = e."to"
			WHERE x.claim BETWEEN ? AND ? ORDER BY x.claim, 2`, from, to),
		s.each(pair(func(c *graph.Claim, f string) { c.Figures = append(c.Figures, f) }), `SELECT x.claim, `+figureRef+` FROM figure_claim x JOIN figure f ON f.id = x.figure JOIN topic t ON t.id = f.topic JOIN entity e ON e.id = t.subject
			WHERE x.claim BETWEEN ? AND ? ORDER BY x.claim, 2`, from, to),
	)
}

// profileKey is the key of profile p of mention m in document ?3: see rowWriter.profile.
const profileKey = `CASE WHEN m.profile < 0 THEN ?3 || printf('#%06d', -1 - m.profile) ELSE coalesce(p.key, '') END`

// Ids of records that no table holds: of edge e from f to t, of figure f of topic t with
// subject e, of claim c in document d.
const (
	edgeRef   = `'edge/' || e.type || ' ' || f.ref || ' ' || t.ref`
	figureRef = `'figure/' || t.measure || ' ' || e.ref || ' ' || f.ref`
	claimRef  = `d.ref || printf('/c%09d-%09d-%s-%s', c.trigger_start, c.trigger_end, c.type, c.tail)`
)

const entityQuery = `SELECT id, ref, type, labels, name, country, described, mentions, documents FROM entity `

func (s *stored) entities(yield func(*graph.Entity) error) error {
	return s.each(func(scan func(...any) error) error {
		e, err := s.entity(scan)
		if err != nil {
			return err
		}
		return yield(e)
	}, entityQuery+`ORDER BY ref`)
}

func (s *stored) entity(scan func(...any) error) (*graph.Entity, error) {
	e, labels, n := &graph.Entity{Labels: []string{}, Aliases: []graph.Alias{}}, "", int64(0)
	err := scan(&n, &e.ID, &e.Type, &labels, &e.Name, &e.Country, &e.Described, &e.Mentions, &e.Documents)
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
	}, `SELECT name, count FROM alias WHERE entity = ? ORDER BY count DESC, name`, n)
	if err != nil {
		return nil, err
	}
	return e, s.each(func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		e.FormerIDs = append(e.FormerIDs, id)
		return err
	}, `SELECT id FROM former_id WHERE entity = ? ORDER BY id`, n)
}

const joinQuery = `SELECT e.ref, l.key, r.key, j.reason, j.weight, j.judgement FROM `

func (s *stored) joins(yield func(*graph.Join) error) error {
	return s.each(func(scan func(...any) error) error {
		j, err := joinOf(scan)
		if err != nil {
			return err
		}
		return yield(j)
	}, joinQuery+`profile l CROSS JOIN join_ j ON j."left" = l.id CROSS JOIN profile r ON r.id = j."right" CROSS JOIN entity e ON e.id = j.entity ORDER BY l.key, r.key`)
}

func joinOf(scan func(...any) error) (*graph.Join, error) {
	j := new(graph.Join)
	err := scan(&j.Entity, &j.Left, &j.Right, &j.Reason, &j.Weight, &j.Judgement)
	j.ID = graph.JoinID(j.Left, j.Right)
	return j, err
}

const edgeQuery = `SELECT e.id, e.type, f.ref, t.ref, e.claims, e.documents, e.origins, e.unsourced, e.denied, e.planned, e.first, e.last, e.quote FROM `

// edges walks through the entities, once a type, for that is the order of ids: there may
// be more edges than can be sorted in memory.
func (s *stored) edges(yield func(*graph.Edge) error) error {
	var types []string
	err := s.each(func(scan func(...any) error) error {
		var t string
		err := scan(&t)
		types = append(types, t)
		return err
	}, `SELECT DISTINCT type FROM edge_row ORDER BY type`)
	if err != nil {
		return err
	}
	for _, t := range types {
		err := s.each(func(scan func(...any) error) error {
			e, err := s.edge(scan)
			if err != nil {
				return err
			}
			return yield(e)
		}, edgeQuery+`entity f CROSS JOIN edge e ON e."from" = f.id AND e.type = ? CROSS JOIN entity t ON t.id = e."to" ORDER BY f.ref, t.ref`, t)
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *stored) edge(scan func(...any) error) (*graph.Edge, error) {
	e, n := &graph.Edge{ClaimIDs: []string{}}, int64(0)
	if err := scan(&n, &e.Type, &e.From, &e.To, &e.Claims, &e.Documents, &e.Origins, &e.Unsourced, &e.Denied, &e.Planned, &e.First, &e.Last, &e.Quote); err != nil {
		return nil, err
	}
	e.ID = graph.EdgeID(e.Type, e.From, e.To)
	return e, s.each(func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		e.ClaimIDs = append(e.ClaimIDs, id)
		return err
	}, `SELECT `+claimRef+` FROM claim_edge x JOIN claim_row c ON c.id = x.claim JOIN document d ON d.id = c.id >> 24 WHERE x.edge = ? ORDER BY 1`, n)
}

const topicQuery = `SELECT t.id, t.measure, e.ref FROM `

// topics walks through the entities, once a measure, as edges does.
func (s *stored) topics(yield func(*graph.Topic) error) error {
	var measures []string
	err := s.each(func(scan func(...any) error) error {
		var m string
		err := scan(&m)
		measures = append(measures, m)
		return err
	}, `SELECT DISTINCT measure FROM topic ORDER BY measure`)
	if err != nil {
		return err
	}
	for _, m := range measures {
		err := s.each(func(scan func(...any) error) error {
			t, err := s.topic(scan)
			if err != nil {
				return err
			}
			return yield(t)
		}, topicQuery+`entity e CROSS JOIN topic t ON t.subject = e.id AND t.measure = ? ORDER BY e.ref`, m)
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *stored) topic(scan func(...any) error) (*graph.Topic, error) {
	t, n := &graph.Topic{Figures: []graph.Figure{}, Grades: []graph.Grade{}}, int64(0)
	if err := scan(&n, &t.Measure, &t.Subject); err != nil {
		return nil, err
	}
	t.ID = graph.TopicID(t.Measure, t.Subject)
	at := map[int64]int{}
	var numbers []int64
	err := s.each(func(scan func(...any) error) error {
		f, id := graph.Figure{Claims: []string{}}, int64(0)
		err := scan(&id, &f.ID, &f.Min, &f.Max, &f.About, &f.Exclusive, &f.Stance, &f.Origin, &f.AsOf, &f.Place)
		f.ID = graph.FigureID(t.Measure, t.Subject, f.ID)
		at[id] = len(t.Figures)
		t.Figures = append(t.Figures, f)
		numbers = append(numbers, id)
		return err
	}, `SELECT id, ref, "min", "max", about, exclusive, stance, origin, as_of, place FROM figure WHERE topic = ? ORDER BY as_of, ref`, n)
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
		}, `SELECT `+claimRef+` FROM figure_claim x JOIN claim_row c ON c.id = x.claim JOIN document d ON d.id = c.id >> 24 WHERE x.figure = ? ORDER BY 1`, numbers[i])
		if err != nil {
			return nil, err
		}
	}
	type pair struct{ left, right int }
	var pairs []pair
	err = s.each(func(scan func(...any) error) error {
		var g graph.Grade
		var left, right int64
		err := scan(&left, &right, &g.Grade, &g.Reason)
		x, y := at[left], at[right]
		g.Left, g.Right = t.Figures[x].ID, t.Figures[y].ID
		pairs = append(pairs, pair{x, y})
		t.Grades = append(t.Grades, g)
		return err
	}, `SELECT "left", "right", grade, reason FROM grade WHERE topic = ?`, n)
	// Pairs are in order of the figures, the earlier one first.
	order := make([]int, len(pairs))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(x, y int) int {
		return cmp.Or(cmp.Compare(pairs[x].left, pairs[y].left), cmp.Compare(pairs[x].right, pairs[y].right))
	})
	grades := make([]graph.Grade, len(order))
	for i, k := range order {
		grades[i] = t.Grades[k]
	}
	t.Grades = grades
	return t, err
}
