package casefile

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"casegraph/internal/graph"
)

// A rowWriter writes the records of one document as rows. What stands in the document
// is numbered in the order of its records.
type rowWriter struct {
	*assembly
	ref      string // of the document
	document int64
	profiles map[string]int64  // by key
	types    map[string]string // of entities by ref
	mentions map[string]int64  // by the id of the record
	claims   map[string]int64
}

// id is the number of the i-th of its kind in the document.
func (w *rowWriter) id(i int) int64 {
	if i >= 1<<inDocument && w.err == nil {
		w.err = fmt.Errorf("document %s: more than %d records of one kind", w.ref, 1<<inDocument)
	}
	return w.document<<inDocument | int64(i)
}

func (w *rowWriter) part(p *graph.Part) {
	d := &p.Document
	w.row("document", w.document, d.ID, d.URI, list(d.URIs), d.Title, d.Publisher, d.Published.Date, d.Published.Precision, d.Published.Basis,
		d.SHA256, d.Language, d.Length, d.CopyOf, list(d.Skipped))
	w.totals["document"]++
	var rows []any
	for i := range p.Sentences {
		s := &p.Sentences[i]
		rows = append(rows, w.id(i), s.Index, s.Start, s.End, string(s.Kind), w.typesIn(s, p.Mentions))
	}
	w.rows("sentence", 6, rows)
	rows = rows[:0]
	w.mentions = make(map[string]int64, len(p.Mentions))
	for i := range p.Mentions {
		m := &p.Mentions[i]
		w.mentions[m.ID] = w.id(i)
		rows = append(rows, w.id(i), m.Start, m.End, m.Text, m.Type, m.Form, w.entityID(m.Entity), m.By, flag(m.Demonym), w.profile(m.Profile), labelsOf(m.Labels))
	}
	w.rows("mention", 11, rows)
	rows = rows[:0]
	for i, l := range p.Links {
		rows = append(rows, w.id(i), w.mentions[l.Left], w.mentions[l.Right], l.Reason)
	}
	w.rows("link", 4, rows)
	w.claimRows(p.Claims)
}

// typesIn tells the types of the entities that a sentence mentions.
func (w *rowWriter) typesIn(s *graph.Sentence, mentions []graph.Mention) string {
	i := sort.Search(len(mentions), func(i int) bool { return mentions[i].Start >= s.Start })
	types := map[string]bool{}
	for ; i < len(mentions) && mentions[i].Start < s.End; i++ {
		if m := &mentions[i]; m.Entity != "" && m.End <= s.End {
			types[w.types[m.Entity]] = true
		}
	}
	if len(types) == 0 {
		return ""
	}
	return " " + strings.Join(sorted(types), " ") + " "
}

// profile is the number of a profile. One that is described and of this document alone
// has no row: it is told by where it is first mentioned.
func (w *rowWriter) profile(key string) int64 {
	if n, ok := w.profiles[key]; ok || key == "" {
		return n
	}
	start, ok := strings.CutPrefix(key, w.ref+"#")
	n, err := strconv.ParseInt(start, 10, 64)
	if (!ok || err != nil) && w.err == nil {
		w.err = fmt.Errorf("document %s: profile %s has no row", w.ref, key)
	}
	return -1 - n
}

func labelsOf(labels []string) string {
	if len(labels) == 0 {
		return "" // as of most
	}
	return list(labels)
}

func (w *rowWriter) claimRows(claims []graph.Claim) {
	w.claims = make(map[string]int64, len(claims))
	var rows, args, speakers, edges []any
	for i := range claims {
		c := &claims[i]
		id := w.id(i)
		w.claims[c.ID] = id
		date := graph.Date{}
		if c.Date != nil {
			date = *c.Date
		}
		rows = append(rows, id, c.Type, w.tail(c), c.Sentence.Start, c.Sentence.End, c.Trigger.Start, c.Trigger.End, c.Trigger.Text,
			c.Stance, flag(c.Negated), flag(c.Ended), flag(c.Date != nil), date.Text, date.Start, date.End, date.From, date.To, date.Precision, c.Rule, c.Judged)
		for n, x := range c.Args {
			q := graph.Quantity{}
			if x.Quantity != nil {
				q = *x.Quantity
			}
			args = append(args, id, n, x.Role, w.mentions[x.Mention], w.entityID(x.Entity), x.Text, x.Start, x.End, flag(x.Quantity != nil),
				q.Text, q.Start, q.End, bound(q.Min), bound(q.Max), flag(q.About), flag(q.Exclusive), q.Unit, x.Path)
		}
		for h, hop := range c.Sources {
			for n, s := range hop {
				speakers = append(speakers, id, h, n, w.mentions[s.Mention], w.entityID(s.Entity), s.Text, s.Start, s.End, s.Cue.Start, s.Cue.End)
			}
		}
		for _, e := range c.Edges {
			edges = append(edges, id, w.edge(e))
		}
	}
	w.rows("claim_row", 20, rows)
	w.rows("argument", 18, args)
	w.rows("speaker", 10, speakers)
	w.rows("claim_edge", 2, edges)
	w.totals["claim"] += int64(len(claims))
}

// tail is what of a claim's id its row does not tell otherwise.
func (w *rowWriter) tail(c *graph.Claim) string {
	head := fmt.Sprintf("%s/c%09d-%09d-%s-", w.ref, c.Trigger.Start, c.Trigger.End, c.Type)
	tail, ok := strings.CutPrefix(c.ID, head)
	if !ok && w.err == nil {
		w.err = fmt.Errorf("the id of claim %s does not begin with %s", c.ID, head)
	}
	return tail
}

func bound(n *int64) any {
	if n == nil {
		return nil
	}
	return *n
}

// edge is the number of an edge, with a row that says nothing yet where it has none.
func (w *rowWriter) edge(ref string) int64 {
	typ, from, to, _ := graph.ParseEdge(ref)
	key := edgeKey{typ, w.entityID(from), w.entityID(to)}
	id, ok := w.edgeIDs[key]
	if !ok {
		if id = w.number(`SELECT id FROM edge_row WHERE "from" = ? AND type = ? AND "to" = ?`, key.from, typ, key.to); id == 0 {
			id = w.add(`INSERT INTO edge_row VALUES (NULL, ?, ?, ?, 0, 0, 0, 0, 0, 0, '', '', 0)`, typ, key.from, key.to)
		}
		w.edgeIDs[key] = id
	}
	w.edges[id] = true
	return id
}

// An edgeKey is what an edge is told by.
type edgeKey struct {
	typ      string
	from, to int64
}

// shares enters what the document adds to edges and figures.
func (w *rowWriter) shares(b *graph.Builder) {
	edges, figures := b.Shares()
	var shares, origins []any
	for i := range edges {
		e := &edges[i]
		id := w.edge(e.ID)
		counted := e.Counted
		if counted == w.ref {
			counted = "."
		}
		var rank, best int64
		if e.Rank != "" {
			order, claim, _ := strings.Cut(e.Rank, " ")
			var err error
			if rank, err = strconv.ParseInt(order, 10, 64); err != nil && w.err == nil {
				w.err = fmt.Errorf("edge %s: %w", e.ID, err)
			}
			best = w.claims[claim]
		}
		shares = append(shares, id, w.document, counted, e.Claims, e.Unsourced, e.Denied, e.Planned, e.First, e.Last, rank, best)
		for _, o := range e.Origins {
			origins = append(origins, id, o, w.document)
		}
	}
	w.rows("edge_share", 11, shares)
	w.rows("edge_origin", 3, origins)
	var parts, claims []any
	for i := range figures {
		f := &figures[i]
		id := w.figure(f)
		outlets := ""
		if len(f.Outlets) > 0 {
			outlets = list(f.Outlets)
		}
		sentences := make([]string, len(f.Sentences))
		for j, s := range f.Sentences {
			sentences[j] = strings.TrimPrefix(s, w.ref+"/")
		}
		parts = append(parts, id, w.document, f.AsOf, outlets, list(sentences))
		for _, c := range f.Claims {
			claims = append(claims, id, w.claims[c])
		}
	}
	w.rows("figure_share", 5, parts)
	w.rows("figure_claim", 2, claims)
}

// figure is the number of a figure, with a row that has no date yet where it has none.
func (w *rowWriter) figure(f *graph.FigureShare) int64 {
	subject := w.entityID(f.Subject)
	topic := w.number(`SELECT id FROM topic WHERE subject = ? AND measure = ?`, subject, f.Measure)
	if topic == 0 {
		topic = w.add(`INSERT INTO topic VALUES (NULL, ?, ?)`, f.Measure, subject)
	}
	ref := f.ID[strings.LastIndexByte(f.ID, ' ')+1:]
	id := w.number(`SELECT id FROM figure WHERE topic = ? AND ref = ?`, topic, ref)
	if id == 0 {
		id = w.add(`INSERT INTO figure VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, '', ?)`, topic, ref, bound(f.Min), bound(f.Max), flag(f.About), flag(f.Exclusive), f.Stance, f.Origin, f.Place)
		w.fresh[id] = true
	}
	w.figures[id] = true
	return id
}
