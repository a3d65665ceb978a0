package casefile

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"casegraph/internal/graph"
	"casegraph/internal/ner"
	"casegraph/internal/resolve"
)

// of bounds the ids of what stands in a document: they begin with its id and "/".
func of(document string) (from, to string) { return document + "/", document + "0" }

// document writes the rows of one document anew.
func (a *assembly) document(d string) {
	a.touch(unitDocument, d)
	a.clear(d)
	l, ok := a.live[d]
	if !ok {
		l = a.load(d) // not changed itself: its entities are
	}
	if l == nil {
		a.unsearch(d)
	}
	if l == nil || a.err != nil {
		return
	}
	p, ok := a.pinned[d]
	if !ok {
		p = a.pin(l)
	}
	r := a.rules.Resolver
	ps, mentions := r.Profiles(l.Reading, p.pins)
	res := &resolve.Result{Of: map[string]int{}}
	at := map[string]int{}
	for i := range ps {
		k := ps[i].Key
		if _, ok := res.Of[k]; ok {
			continue
		}
		var e resolve.Entity
		if !a.one(`SELECT e.id, e.type, e.name, e.country, e.described FROM profile p JOIN entity e ON e.id = p.entity WHERE p.key = ?`, []any{k}, &e.ID, &e.Type, &e.Name, &e.Country, &e.Described) {
			if !ps[i].Described {
				if a.err == nil {
					a.err = fmt.Errorf("document %s: profile %s has no entity", d, k)
				}
				return
			}
			e = r.Entity([]*resolve.Who{r.Who(&ps[i])})
			e.SetID(e.Identity().Base)
			a.entity(&e, nil)
		}
		n, ok := at[e.ID]
		if !ok {
			n = len(res.Entities)
			at[e.ID] = n
			res.Entities = append(res.Entities, e)
		}
		res.Of[k] = n
	}
	b := graph.NewBuilder(a.rules.Schema, res)
	b.URIs = map[string][]string{d: l.URIs}
	if len(l.URIs) == 0 {
		b.URIs = nil
	}
	var original string
	a.one(`SELECT copy_of FROM copy WHERE document = ?`, []any{d}, &original)
	if original != "" {
		b.Copies = map[string]string{d: original}
	}
	part := b.Add(graph.Input{Reading: l.Reading, Profiles: resolve.Keys(ps, mentions), Judged: p.claims})
	if a.err != nil {
		return
	}
	a.part(&part)
	a.search(l.Document.Text, &part)
	a.shares(d, b)
	a.count(&part, 1)
}

// count adds the document's mentions to its entities, or takes them off.
func (a *assembly) count(p *graph.Part, by int) {
	type sum struct {
		mentions int
		names    map[string]int
	}
	sums := map[string]*sum{}
	for i := range p.Mentions {
		m := &p.Mentions[i]
		if m.Entity == "" {
			continue
		}
		s := sums[m.Entity]
		if s == nil {
			s = &sum{names: map[string]int{}}
			sums[m.Entity] = s
		}
		s.mentions++
		if m.Form == string(ner.Name) && !m.Demonym {
			s.names[strings.Join(strings.Fields(m.Text), " ")]++
		}
	}
	documents := by
	if p.Document.CopyOf != "" {
		documents = 0
	}
	for _, e := range sortedKeys(sums) {
		s := sums[e]
		a.entities[e] = true
		a.exec(`UPDATE entity SET mentions = mentions + ?, documents = documents + ? WHERE id = ?`, by*s.mentions, documents, e)
		for _, n := range sortedKeys(s.names) {
			a.exec(`INSERT INTO alias VALUES (?, ?, ?) ON CONFLICT (entity, name) DO UPDATE SET count = count + excluded.count`, e, n, by*s.names[n])
		}
	}
}

// clear takes the rows of a document out.
func (a *assembly) clear(d string) {
	var p graph.Part
	if !a.one(`SELECT copy_of FROM document WHERE id = ?`, []any{d}, &p.Document.CopyOf) {
		return
	}
	from, to := of(d)
	a.each(func(scan func(...any)) {
		var m graph.Mention
		scan(&m.Entity, &m.Text, &m.Form, &m.Demonym)
		p.Mentions = append(p.Mentions, m)
	}, `SELECT entity, text, form, demonym FROM mention WHERE id > ? AND id < ?`, from, to)
	a.count(&p, -1)
	for _, e := range a.texts(`SELECT edge FROM edge_share WHERE document = ?`, d) {
		a.edges[e] = true
		a.exec(`DELETE FROM edge_origin WHERE edge = ? AND document = ?`, e, d)
		a.exec(`DELETE FROM edge_claim WHERE edge = ? AND claim > ? AND claim < ?`, e, from, to)
	}
	for _, f := range a.texts(`SELECT figure FROM figure_share WHERE document = ?`, d) {
		a.figures[f] = true
		a.exec(`DELETE FROM figure_claim WHERE figure = ? AND claim > ? AND claim < ?`, f, from, to)
	}
	for _, table := range []string{"edge_share", "figure_share"} {
		a.exec(`DELETE FROM `+table+` WHERE document = ?`, d)
	}
	for _, table := range []string{"argument", "speaker", "claim_edge", "claim_figure"} {
		a.exec(`DELETE FROM `+table+` WHERE claim > ? AND claim < ?`, from, to)
	}
	for _, table := range []string{"sentence", "mention", "link"} {
		a.exec(`DELETE FROM `+table+` WHERE id > ? AND id < ?`, from, to)
	}
	a.totals["claim"] -= a.exec(`DELETE FROM claim WHERE id > ? AND id < ?`, from, to)
	a.totals["document"] -= a.exec(`DELETE FROM document WHERE id = ?`, d)
}

// shares enters what the document adds to edges and figures.
func (a *assembly) shares(d string, b *graph.Builder) {
	edges, figures := b.Shares()
	for i := range edges {
		e := &edges[i]
		a.edges[e.ID] = true
		a.row("edge_share", e.ID, d, e.Counted, e.Claims, e.Unsourced, e.Denied, e.Planned, e.First, e.Last, e.Rank, e.Quote)
		for _, o := range e.Origins {
			a.row("edge_origin", e.ID, o, d)
		}
	}
	for i := range figures {
		f := &figures[i]
		a.figures[f.ID] = true
		data, err := json.Marshal(f)
		if err != nil {
			a.err = err
			return
		}
		a.row("figure_share", f.ID, d, string(data))
		for _, c := range f.Claims {
			a.row("figure_claim", f.ID, c)
		}
	}
}

// part writes the records of a document as rows.
func (a *assembly) part(p *graph.Part) {
	d := &p.Document
	a.row("document", d.ID, d.URI, list(d.URIs), d.Title, d.Publisher, d.Published.Date, d.Published.Precision, d.Published.Basis,
		d.SHA256, d.Language, d.Length, d.CopyOf, list(d.Skipped))
	a.totals["document"]++
	for _, s := range p.Sentences {
		a.row("sentence", s.ID, s.Document, s.Index, s.Start, s.End, string(s.Kind))
	}
	for _, m := range p.Mentions {
		a.row("mention", m.ID, m.Document, m.Start, m.End, m.Text, m.Type, m.Form, m.Entity, m.By, flag(m.Demonym), m.Profile, labelsOf(m.Labels))
	}
	for _, l := range p.Links {
		a.row("link", l.ID, l.Document, l.Left, l.Right, l.Reason)
	}
	for i := range p.Claims {
		a.claim(&p.Claims[i])
	}
	a.totals["claim"] += int64(len(p.Claims))
}

func labelsOf(labels []string) string {
	if len(labels) == 0 {
		return "" // as of most
	}
	return list(labels)
}

func (a *assembly) claim(c *graph.Claim) {
	date := graph.Date{}
	if c.Date != nil {
		date = *c.Date
	}
	a.row("claim", c.ID, c.Document, c.Type, c.Sentence.Start, c.Sentence.End, c.Trigger.Start, c.Trigger.End, c.Trigger.Text, c.Quote,
		c.Stance, flag(c.Negated), flag(c.Ended), flag(c.Date != nil), date.Text, date.Start, date.End, date.From, date.To, date.Precision, c.Rule, c.Judged)
	for n, x := range c.Args {
		q := graph.Quantity{}
		if x.Quantity != nil {
			q = *x.Quantity
		}
		a.row("argument", c.ID, n, x.Role, x.Mention, x.Entity, x.Text, x.Start, x.End, flag(x.Quantity != nil),
			q.Text, q.Start, q.End, q.Min, q.Max, flag(q.About), flag(q.Exclusive), q.Unit, x.Path)
	}
	for h, hop := range c.Sources {
		for n, s := range hop {
			a.row("speaker", c.ID, h, n, s.Mention, s.Entity, s.Text, s.Start, s.End, s.Cue.Start, s.Cue.End)
		}
	}
	for _, e := range c.Edges {
		a.row("claim_edge", c.ID, e)
	}
	for _, f := range c.Figures {
		a.row("claim_figure", c.ID, f)
	}
}

// copies finds which changed documents repeat others, and which others repeat them.
func (a *assembly) copies() {
	m := &meeting{a.writer, graph.Near}
	sketches := map[string]*graph.Sketch{}
	sketch := func(item string) *graph.Sketch {
		s, ok := sketches[item]
		if !ok {
			var data string
			if a.one(`SELECT sketch FROM sketch WHERE item = ?`, []any{item}, &data) {
				s = new(graph.Sketch)
				if err := json.Unmarshal([]byte(data), s); err != nil {
					a.err = err
				}
			}
			sketches[item] = s
		}
		return s
	}
	type place struct {
		block, item string
		present     bool
	}
	var places []place
	touched := map[string]bool{} // documents
	for _, d := range sortedKeys(a.live) {
		l := a.live[d]
		var item, had string
		a.one(`SELECT item, sketch FROM sketch WHERE document = ?`, []any{d}, &item, &had)
		var s graph.Sketch
		data := ""
		if l != nil {
			s = graph.NewSketch(l.Reading)
			raw, err := json.Marshal(s)
			if err != nil {
				a.err = err
				return
			}
			data = string(raw)
		}
		if data == had {
			continue
		}
		touched[d] = true
		if had != "" {
			for _, b := range a.texts(`SELECT block FROM block WHERE item = ? ORDER BY block`, item) {
				places = append(places, place{b, item, false})
			}
			a.exec(`DELETE FROM block WHERE item = ?`, item)
			a.exec(`DELETE FROM sketch WHERE document = ?`, d)
			for _, o := range a.texts(`SELECT "right" FROM alike WHERE "left" = ?1 UNION SELECT "left" FROM alike WHERE "right" = ?1`, d) {
				touched[o] = true
			}
			a.exec(`DELETE FROM alike WHERE "left" = ?1 OR "right" = ?1`, d)
		}
		if l != nil {
			item = "copy " + s.Order()
			a.row("sketch", d, item, data)
			for _, h := range s.Blocks() {
				b := fmt.Sprintf("copy %016x", h)
				if a.exec(`INSERT OR IGNORE INTO block VALUES (?, ?)`, b, item) > 0 {
					places = append(places, place{b, item, true})
				}
			}
		}
	}
	met := map[[2]string]bool{}
	parted := map[string][]string{}
	for _, p := range places {
		m.pairs(p.block, p.item, p.present, func(left, right string) {
			if a.err != nil || met[[2]string{left, right}] {
				return
			}
			met[[2]string{left, right}] = true
			x, y := sketch(left), sketch(right)
			if x == nil || y == nil || !graph.Alike(x, y) {
				return
			}
			a.exec(`INSERT OR IGNORE INTO alike VALUES (?, ?)`, x.Document, y.Document)
			touched[x.Document], touched[y.Document] = true, true
		}, func(item string) { parted[item] = append(parted[item], p.item) })
	}
	for _, item := range sortedKeys(parted) {
		x := sketch(item)
		if x == nil {
			continue
		}
		for _, o := range a.texts(`SELECT "right" FROM alike WHERE "left" = ?1 UNION SELECT "left" FROM alike WHERE "right" = ?1`, x.Document) {
			var other string
			a.one(`SELECT item FROM sketch WHERE document = ?`, []any{o}, &other)
			if between(parted[item], min(item, other), max(item, other)) && !m.near(min(item, other), max(item, other)) {
				a.exec(`DELETE FROM alike WHERE ("left" = ?1 AND "right" = ?2) OR ("left" = ?2 AND "right" = ?1)`, x.Document, o)
				touched[x.Document], touched[o] = true, true
			}
		}
	}
	a.originals(touched)
}

// originals decides anew, in the groups of like documents that were touched, which
// one each copy repeats.
func (a *assembly) originals(touched map[string]bool) {
	seen := map[string]bool{}
	queue := sorted(touched)
	type doc struct{ id, item string }
	var docs []doc
	like := map[string][]string{}
	for len(queue) > 0 && a.err == nil {
		d := queue[0]
		queue = queue[1:]
		if seen[d] {
			continue
		}
		seen[d] = true
		var item string
		if a.one(`SELECT item FROM sketch WHERE document = ?`, []any{d}, &item) {
			docs = append(docs, doc{d, item})
		}
		like[d] = a.texts(`SELECT "left" FROM alike WHERE "right" = ? ORDER BY 1`, d)
		queue = append(queue, like[d]...)
		queue = append(queue, a.texts(`SELECT "right" FROM alike WHERE "left" = ? ORDER BY 1`, d)...)
	}
	slices.SortFunc(docs, func(x, y doc) int { return cmp.Compare(x.item, y.item) })
	order := make([]string, len(docs))
	for i := range docs {
		order[i] = docs[i].id
	}
	copies := graph.Originals(order, like)
	for _, d := range sorted(seen) {
		var was string
		a.one(`SELECT copy_of FROM copy WHERE document = ?`, []any{d}, &was)
		if was == copies[d] {
			continue
		}
		a.exec(`DELETE FROM copy WHERE document = ?`, d)
		if copies[d] != "" {
			a.row("copy", d, copies[d])
		}
		a.redo[d] = true
	}
}
