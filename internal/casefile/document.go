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

// inDocument is how many bits of an id number what stands in a document.
const inDocument = 24

// of bounds the ids of what stands in a document, the last one included.
func of(document int64) (from, to int64) {
	return document << inDocument, (document+1)<<inDocument - 1
}

// document writes the rows of one document anew; next gives its reading.
func (a *assembly) document(d string, next func() *prepared) {
	a.touch(unitDocument, d)
	n := a.clear(d)
	l := next()
	if l == nil {
		a.unsearch(d)
	}
	if l == nil || a.err != nil {
		return
	}
	p, ok := a.pinned[d]
	if !ok {
		p = a.pin(l.Live)
	}
	r := a.rules.Resolver
	ps, mentions := a.portraits(l, p)
	res := &resolve.Result{Of: map[string]int{}}
	at := map[string]int{}
	w := rowWriter{assembly: a, ref: d, document: n, profiles: map[string]int64{}, types: map[string]string{}}
	for i := range ps {
		k := ps[i].Key
		if _, ok := res.Of[k]; ok {
			continue
		}
		var e resolve.Entity
		var id int64
		if b := a.bearer(k); b != nil {
			w.profiles[k], id, e = b.profile, b.id, b.Entity
		} else {
			if !ps[i].Described {
				if a.err == nil {
					a.err = fmt.Errorf("document %s: profile %s has no entity", d, k)
				}
				return
			}
			e = r.Entity([]*resolve.Who{r.Who(&ps[i])})
			e.SetID(e.Identity().Base)
			id, _ = a.entity(&e, nil)
		}
		a.numbered[e.ID] = id
		w.types[e.ID] = e.Type
		x, ok := at[e.ID]
		if !ok {
			x = len(res.Entities)
			at[e.ID] = x
			res.Entities = append(res.Entities, e)
		}
		res.Of[k] = x
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
	w.part(&part)
	a.search(l.Document.Text, &part)
	w.shares(b)
	a.count(&part, 1)
}

// A count is what documents add to an entity, or take off it.
type count struct {
	mentions, documents int
	names               map[string]int
}

// count adds the document's mentions to its entities, or takes them off.
func (a *assembly) count(p *graph.Part, by int) {
	here := map[string]bool{}
	for i := range p.Mentions {
		m := &p.Mentions[i]
		if m.Entity == "" {
			continue
		}
		s := a.counts[m.Entity]
		if s == nil {
			s = &count{names: map[string]int{}}
			a.counts[m.Entity] = s
		}
		s.mentions += by
		if !here[m.Entity] && p.Document.CopyOf == "" {
			s.documents += by
		}
		here[m.Entity] = true
		if m.Form == string(ner.Name) && !m.Demonym {
			s.names[strings.Join(strings.Fields(m.Text), " ")] += by
		}
	}
}

// A bearer is the entity that a profile is of, with the numbers of both.
type bearer struct {
	profile, id int64
	resolve.Entity
}

// bearer finds the entity of a profile, nil where it has none.
func (a *assembly) bearer(key string) *bearer {
	b, ok := a.borne[key]
	if !ok {
		b = new(bearer)
		if !a.one(`SELECT p.id, e.id, e.ref, e.type, e.name, e.country, e.described FROM profile p JOIN entity e ON e.ref = p.entity WHERE p.key = ?`, []any{key}, &b.profile, &b.id, &b.ID, &b.Type, &b.Name, &b.Country, &b.Described) {
			b = nil
		}
		a.borne[key] = b
	}
	return b
}

// entityID is the number of an entity that has a row; 0 is that of none.
func (a *assembly) entityID(ref string) int64 {
	if ref == "" || a.err != nil {
		return 0
	}
	id, ok := a.numbered[ref]
	if !ok {
		if id = a.number(`SELECT id FROM entity WHERE ref = ?`, ref); id == 0 && a.err == nil {
			a.err = fmt.Errorf("entity %s has no row", ref)
		}
		a.numbered[ref] = id
	}
	return id
}

// clear takes the rows of a document out and returns its number: the next one where it
// has none yet.
func (a *assembly) clear(d string) int64 {
	var n int64
	var p graph.Part
	if !a.one(`SELECT id, copy_of FROM document WHERE ref = ?`, []any{d}, &n, &p.Document.CopyOf) {
		return a.number(`SELECT coalesce(max(id), 0) + 1 FROM document`)
	}
	from, to := of(n)
	a.each(func(scan func(...any)) {
		var m graph.Mention
		scan(&m.Entity, &m.Text, &m.Form, &m.Demonym)
		p.Mentions = append(p.Mentions, m)
	}, `SELECT e.ref, m.text, m.form, m.demonym FROM mention m JOIN entity e ON e.id = m.entity WHERE m.id BETWEEN ? AND ?`, from, to)
	a.count(&p, -1)
	for _, e := range a.numbers(`SELECT DISTINCT edge FROM claim_edge WHERE claim BETWEEN ? AND ?`, from, to) {
		a.edges[e] = true
		a.exec(`DELETE FROM edge_origin WHERE edge = ? AND document = ?`, e, n)
		a.exec(`DELETE FROM edge_share WHERE edge = ? AND document = ?`, e, n)
	}
	for _, f := range a.numbers(`SELECT DISTINCT figure FROM figure_claim WHERE claim BETWEEN ? AND ?`, from, to) {
		a.figures[f] = true
		a.exec(`DELETE FROM figure_claim WHERE figure = ? AND claim BETWEEN ? AND ?`, f, from, to)
		a.exec(`DELETE FROM figure_share WHERE figure = ? AND document = ?`, f, n)
	}
	for _, table := range []string{"argument", "speaker", "claim_edge"} {
		a.exec(`DELETE FROM `+table+` WHERE claim BETWEEN ? AND ?`, from, to)
	}
	for _, table := range []string{"sentence", "mention", "link"} {
		a.exec(`DELETE FROM `+table+` WHERE id BETWEEN ? AND ?`, from, to)
	}
	a.totals["claim"] -= a.exec(`DELETE FROM claim_row WHERE id BETWEEN ? AND ?`, from, to)
	a.totals["document"] -= a.exec(`DELETE FROM document WHERE id = ?`, n)
	return n
}

// copies finds which changed documents repeat others, and which others repeat them.
func (a *assembly) copies() {

	sketch := func(item string) *graph.Sketch {
		return a.whos.sketches.Get(item, func(string) *graph.Sketch {
			var data string
			if !a.one(`SELECT sketch FROM sketch WHERE item = ?`, []any{item}, &data) {
				return nil
			}
			s := new(graph.Sketch)
			if err := json.Unmarshal([]byte(data), s); err != nil {
				a.err = err
			}
			return s
		})
	}
	type place struct {
		block   block
		item    string
		present bool
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
			for _, b := range copyBlocks(sketch(item)) {
				if a.exec(`DELETE FROM block WHERE block = ? AND item = ?`, b.number, item) > 0 {
					places = append(places, place{b, item, false})
				}
			}
			a.whos.sketches.Forget(item)
			a.exec(`DELETE FROM sketch WHERE document = ?`, d)
			for _, o := range a.texts(`SELECT "right" FROM alike WHERE "left" = ?1 UNION SELECT "left" FROM alike WHERE "right" = ?1`, d) {
				touched[o] = true
			}
			a.exec(`DELETE FROM alike WHERE "left" = ?1 OR "right" = ?1`, d)
		}
		if l != nil {
			item = "copy " + s.Order()
			a.row("sketch", d, item, data)
			a.whos.sketches.Forget(item)
			for _, b := range copyBlocks(&s) {
				if a.exec(`INSERT OR IGNORE INTO block VALUES (?, ?)`, b.number, item) > 0 {
					places = append(places, place{b, item, true})
				}
			}
		}
	}
	m := newMeeting(a.writer, func(item string) []block { return copyBlocks(sketch(item)) }, map[int64]bool{})
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

// copyBlocks are the blocks in which a text meets those that may be copies of it; none of
// nil.
func copyBlocks(s *graph.Sketch) (blocks []block) {
	if s == nil {
		return nil
	}
	for _, h := range s.Blocks() {
		blocks = append(blocks, block{blockNumber(fmt.Sprintf("copy %016x", h)), graph.Near})
	}
	return blocks
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
