package casefile

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"runtime"
	"slices"

	"casegraph/internal/graph"
	"casegraph/internal/resolve"
)

// chunk is how many changed documents are assembled in one transaction: enough to
// share its cost, few enough to bound the memory and what an interruption costs.
// Tests make it small.
var chunk = 512

// Assemble brings the derived tables up to the ledger, some documents a transaction:
// where it is interrupted the next call goes on. It touches what the changed
// documents meet and nothing else, and the result is the same whatever was assembled
// in what order before.
func (c *Case) Assemble(ctx context.Context, rules Rules) error {
	err := c.write(ctx, func(tx *sql.Tx) error {
		w := newWriter(ctx, tx)
		if w.one(`SELECT 1 FROM judgement LIMIT 1`, nil, new(int)) {
			w.spread()
		}
		return w.err
	})
	if err != nil {
		return fmt.Errorf("assemble case file %s: %w", c.path, err)
	}
	parsed := newWhos()
	for {
		if rules.Left != nil {
			var steps int
			if err := c.db.QueryRowContext(ctx, `SELECT 2 * (SELECT count(*) FROM dirty) + (SELECT count(*) FROM pending WHERE kind = 'document')`).Scan(&steps); err != nil {
				return fmt.Errorf("assemble case file %s: %w", c.path, explain(err))
			}
			rules.Left(steps)
		}
		more := false
		err := c.write(ctx, func(tx *sql.Tx) error {
			a := newAssembly(newWriter(ctx, tx), rules, parsed)
			var err error
			more, err = a.run()
			return err
		})
		if err != nil {
			return fmt.Errorf("assemble case file %s: %w", c.path, err)
		}
		if !more {
			return nil
		}
	}
}

// An assembly is one chunk of changed documents on their way into the derived
// tables.
type assembly struct {
	*writer
	rules Rules

	live     map[string]*prepared // the changed documents, nil where they are gone
	pinned   map[string]pinned
	appeared map[string]bool // profiles that no document had
	vanished map[string]bool
	touched  map[string]bool // profiles of which proposals or judgements changed
	redo     map[string]bool // documents whose rows are written anew

	entities map[string]bool // refs of entities that changed
	counts   map[string]*count
	edges    map[int64]bool
	figures  map[int64]bool
	fresh    map[int64]bool  // figures that no document gave before
	regrade  map[int64]bool  // topics that are graded anew as a whole
	placed   map[string]bool // places whose state changed
	totals   map[string]int64

	judged     bool            // there are judgements, or anchors of those that were
	publishing bool            // the case was published: what is touched is noted
	units      map[string]bool // what publications must send: kind and ref

	numbered map[string]int64   // entities by ref
	borne    map[string]*bearer // profiles by key
	whos     *whos
	edgeIDs  map[edgeKey]int64

	unsearched []unsearched // documents that the index of words is to hold
}

func newAssembly(w *writer, rules Rules, parsed *whos) *assembly {
	set := func() map[string]bool { return map[string]bool{} }
	numbers := func() map[int64]bool { return map[int64]bool{} }
	return &assembly{writer: w, rules: rules, live: map[string]*prepared{}, pinned: map[string]pinned{},
		appeared: set(), vanished: set(), touched: set(), redo: set(), entities: set(), counts: map[string]*count{}, edges: numbers(), figures: numbers(), fresh: numbers(), regrade: numbers(), placed: set(), totals: map[string]int64{},
		judged:     w.one(`SELECT 1 FROM judgement UNION ALL SELECT 1 FROM anchor LIMIT 1`, nil, new(int)),
		publishing: w.one(`SELECT 1 FROM meta WHERE key = 'case'`, nil, new(int)), units: set(), numbered: map[string]int64{}, borne: map[string]*bearer{}, whos: parsed, edgeIDs: map[edgeKey]int64{}}
}

// sorted gives the members of a set in order.
func sorted[K cmp.Ordered, V any](set map[K]V) []K { return slices.Sorted(maps.Keys(set)) }

// run assembles one chunk and says whether more are left: first who is who in the
// changed documents, all of them, then the rows of those whose names are of other
// entities now, each once, last the grades of figures at places that have moved.
func (a *assembly) run() (more bool, err error) {
	dirty := a.texts(`SELECT document FROM dirty ORDER BY document LIMIT ?`, chunk)
	if len(dirty) > 0 {
		a.identify(dirty)
		if a.one(`SELECT 1 FROM dirty LIMIT 1`, nil, new(int)) {
			a.dropEntities(a.sumEntities())
			a.total()
			a.note()
			return true, a.err
		}
	}
	pending := a.texts(`SELECT id FROM pending WHERE kind = 'document' ORDER BY id LIMIT ?`, chunk)
	next := a.ahead(pending)
	for _, d := range pending {
		a.document(d, next)
		a.exec(`DELETE FROM pending WHERE kind = 'document' AND id = ?`, d)
	}
	a.enterSearch()
	gone := a.sumEntities()
	a.sumEdges()
	places := a.texts(`SELECT id FROM pending WHERE kind = 'place' ORDER BY id`)
	more = a.one(`SELECT 1 FROM pending WHERE kind = 'document' LIMIT 1`, nil, new(int))
	if !more {
		for _, p := range places {
			a.moved(p)
			a.exec(`DELETE FROM pending WHERE kind = 'place' AND id = ?`, p)
		}
	}
	a.sumFigures()
	a.dropEntities(gone) // last: edges and topics are told by them
	a.total()
	a.note()
	return more, a.err
}

// total enters how many rows came and went.
func (a *assembly) total() {
	for _, t := range slices.Sorted(maps.Keys(a.totals)) {
		a.exec(`INSERT INTO total VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET n = n + excluded.n`, t, a.totals[t])
	}
	a.exec(`DELETE FROM total WHERE n = 0`)
}

// identify works out who is who in changed documents, and which documents' rows
// that makes write anew.
func (a *assembly) identify(dirty []string) {
	next := a.ahead(dirty)
	for _, d := range dirty {
		a.redo[d] = true
		a.undescribe(d)
	}
	for _, d := range dirty {
		a.live[d] = next()
		a.describe(d)
	}
	a.copies()
	a.propose()
	a.join()
	for _, d := range sorted(a.redo) {
		a.exec(`INSERT OR IGNORE INTO pending VALUES ('document', ?)`, d)
	}
	for _, p := range sorted(a.placed) {
		a.exec(`INSERT OR IGNORE INTO pending VALUES ('place', ?)`, p)
	}
	clear(a.placed)
	for _, d := range dirty {
		a.exec(`DELETE FROM dirty WHERE document = ?`, d)
	}
}

// A prepared is a live reading with what can be worked out of it alone.
type prepared struct {
	*Live
	profiles []resolve.Profile // as long as no judgement speaks of the document
	of       []int
}

// portraits are the profiles of a document on which these judgements stand, and of each
// mention which it is of.
func (a *assembly) portraits(l *prepared, p pinned) (ps []resolve.Profile, of []int) {
	if len(p.pins.Mentions)+len(p.pins.Apart) == 0 {
		return l.profiles, l.of
	}
	return a.rules.Resolver.Profiles(l.Reading, p.pins)
}

// ahead returns a function that gives the live readings of documents, one a call, in
// order: nil where the document is gone. Readings are decoded, and their profiles worked
// out, by other goroutines while the caller works on those before: that takes as long as
// to write their rows.
func (a *assembly) ahead(documents []string) func() *prepared {
	type decoded struct {
		live *prepared
		err  error
	}
	var queue []chan decoded
	start := func() {
		d := documents[0]
		documents = documents[1:]
		c := make(chan decoded, 1)
		queue = append(queue, c)
		if l, ok := a.live[d]; ok {
			c <- decoded{live: l}
			return
		}
		var row liveRow
		if !a.one(liveQuery+` WHERE document = ?`, []any{d}, &row.id, &row.part, &row.text, &row.blob, &row.uris) {
			c <- decoded{}
			return
		}
		go func() {
			l, err := row.decode()
			if err != nil {
				c <- decoded{err: err}
				return
			}
			x := prepared{Live: l}
			x.profiles, x.of = a.rules.Resolver.Profiles(l.Reading, resolve.Pins{})
			c <- decoded{live: &x}
		}()
	}
	return func() *prepared {
		for len(documents) > 0 && len(queue) < 2*runtime.GOMAXPROCS(0) {
			start()
		}
		x := <-queue[0]
		queue = queue[1:]
		if x.err != nil && a.err == nil {
			a.err = x.err
		}
		return x.live
	}
}

// spread marks the documents to which the coming or going of marked ones gives or
// takes an anchor, before any is assembled: what a document's anchors are must not
// change under those that stay.
func (w *writer) spread() {
	marked := map[string]bool{}
	queue := w.texts(`SELECT document FROM dirty ORDER BY document`)
	for len(queue) > 0 && w.err == nil {
		document := queue[0]
		queue = queue[1:]
		if marked[document] {
			continue
		}
		marked[document] = true
		w.exec(`INSERT OR IGNORE INTO dirty VALUES (?)`, document)
		at := w.texts(`SELECT s.uri || r.part FROM reading r JOIN sighting s ON s.content = r.content WHERE r.document = ? ORDER BY 1`, document)
		for side, name := range []string{"left", "right"} {
			// Whose anchors it bears, bore, or may bear in place of another one.
			uris := w.texts(`SELECT DISTINCT `+name+`_uri FROM judgement WHERE `+name+`_document = ?1 AND until = 0
				UNION SELECT j.`+name+`_uri FROM anchor x JOIN judgement j ON j.id = x.judgement WHERE x.document = ?1 AND x.side = ?2 ORDER BY 1`, document, side)
			for _, u := range at {
				if w.one(`SELECT 1 FROM judgement WHERE `+name+`_uri = ? AND until = 0 LIMIT 1`, []any{u}, new(int)) {
					uris = append(uris, u)
				}
			}
			for _, u := range uris {
				uri, part := splitURI(u)
				queue = append(queue, w.texts(atURI, uri, part)...)
				queue = append(queue, w.texts(`SELECT DISTINCT x.document FROM judgement j JOIN anchor x ON x.judgement = j.id AND x.side = ? WHERE j.`+name+`_uri = ? ORDER BY 1`, side, u)...)
			}
		}
	}
}

// sumEntities brings the entities up to what documents add to them, and lists those
// that nothing speaks of any more.
func (a *assembly) sumEntities() (gone []string) {
	for _, ref := range sorted(a.counts) {
		s, id := a.counts[ref], a.entityID(ref)
		a.entities[ref] = true
		if s.mentions != 0 || s.documents != 0 {
			a.exec(`UPDATE entity SET mentions = mentions + ?, documents = documents + ? WHERE id = ?`, s.mentions, s.documents, id)
		}
		for _, n := range sorted(s.names) {
			if s.names[n] != 0 {
				a.exec(`INSERT INTO alias VALUES (?, ?, ?) ON CONFLICT (entity, name) DO UPDATE SET count = count + excluded.count`, id, n, s.names[n])
			}
		}
	}
	for _, e := range sorted(a.entities) {
		a.touch(unitEntity, e)
		a.exec(`DELETE FROM alias WHERE entity = (SELECT id FROM entity WHERE ref = ?) AND count = 0`, e)
		// One without mentions may have documents whose turn comes in a later chunk.
		if a.one(`SELECT 1 FROM entity WHERE ref = ?1 AND mentions = 0 AND NOT EXISTS (SELECT 1 FROM identity WHERE entity = ?1)`, []any{e}, new(int)) {
			a.placed[e] = true
			gone = append(gone, e)
		}
	}
	return gone
}

func (a *assembly) dropEntities(gone []string) {
	for _, e := range gone {
		id := a.entityID(e)
		a.totals["entity"]--
		a.exec(`DELETE FROM entity WHERE id = ?`, id)
		a.exec(`DELETE FROM former_id WHERE entity = ?`, id)
		a.exec(`DELETE FROM alias WHERE entity = ?`, id)
		delete(a.numbered, e)
	}
}

func (a *assembly) sumEdges() {
	for _, id := range sorted(a.edges) {
		var typ, from, to string
		var had, has int
		a.one(`SELECT e.type, f.ref, t.ref, e.claims FROM edge_row e JOIN entity f ON f.id = e."from" JOIN entity t ON t.id = e."to" WHERE e.id = ?`, []any{id}, &typ, &from, &to, &had)
		a.touch(unitEdge, graph.EdgeID(typ, from, to))
		// What denies or plans it is counted only where something asserts it.
		a.one(`UPDATE edge_row SET (claims, documents, unsourced, denied, planned, first, last) = (
				SELECT coalesce(sum(claims), 0), count(DISTINCT CASE counted WHEN '' THEN NULL WHEN '.' THEN (SELECT ref FROM document WHERE id = s.document) ELSE counted END),
				coalesce(sum(unsourced), 0), coalesce(sum(denied), 0), coalesce(sum(planned), 0), coalesce(min(nullif(first, '')), ''), max(last) FROM edge_share s WHERE edge = ?1 HAVING sum(claims) > 0
				UNION ALL SELECT 0, 0, 0, 0, 0, '', '' LIMIT 1),
			origins = (SELECT count(DISTINCT origin) FROM edge_origin WHERE edge = ?1),
			best = coalesce((SELECT best FROM edge_share s JOIN document d ON d.id = s.document WHERE edge = ?1 AND best > 0 ORDER BY rank, d.ref, best LIMIT 1), 0)
			WHERE id = ?1 RETURNING claims`, []any{id}, &has)
		if has == 0 {
			a.exec(`DELETE FROM edge_row WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM claim_edge WHERE edge = ?1)`, id)
		}
		switch {
		case had > 0 && has == 0:
			a.totals["edge"]--
		case had == 0 && has > 0:
			a.totals["edge"]++
		}
		if had > 0 != (has > 0) && (typ == "LOCATED_IN" || typ == "PART_OF") {
			a.moved(from)
		}
	}
	for _, p := range sorted(a.placed) {
		a.moved(p)
	}
}

// moved marks the topics in which a place, or one that lies in it, is compared with
// others: what it lies in has changed.
func (a *assembly) moved(place string) {
	seen, row := map[string]bool{place: true}, []string{place}
	for step := 0; step <= graph.Deepest && len(row) > 0; step++ {
		var next []string
		for _, p := range row {
			for _, t := range a.numbers(`SELECT DISTINCT topic FROM figure WHERE place = ?`, p) {
				a.regrade[t] = true
			}
			for _, in := range a.texts(`SELECT f.ref FROM entity t JOIN edge_row e ON e."to" = t.id JOIN entity f ON f.id = e."from" WHERE t.ref = ? AND e.type IN ('LOCATED_IN', 'PART_OF') AND e.claims > 0 ORDER BY 1`, p) {
				if !seen[in] {
					seen[in] = true
					next = append(next, in)
				}
			}
		}
		row = next
	}
}
