package casefile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"casegraph/internal/graph"
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
			a := newAssembly(newWriter(ctx, tx), rules)
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

	live     map[string]*Live // the changed documents, nil where they are gone
	pinned   map[string]pinned
	appeared map[string]bool // profiles that no document had
	vanished map[string]bool
	touched  map[string]bool // profiles of which proposals or judgements changed
	redo     map[string]bool // documents whose rows are written anew

	entities map[string]bool // entities whose counts changed
	edges    map[string]bool
	figures  map[string]bool
	regrade  map[string]bool // topics that are graded anew as a whole
	placed   map[string]bool // places whose state changed
	units    map[string]bool // what publications must send: kind and id
	totals   map[string]int64

	unsearched []unsearched // documents that the index of words is to hold
}

func newAssembly(w *writer, rules Rules) *assembly {
	set := func() map[string]bool { return map[string]bool{} }
	return &assembly{writer: w, rules: rules, live: map[string]*Live{}, pinned: map[string]pinned{},
		appeared: set(), vanished: set(), touched: set(), redo: set(), entities: set(), edges: set(), figures: set(), regrade: set(), placed: set(), units: set(), totals: map[string]int64{}}
}

// sorted gives the members of a set in order.
func sorted(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }

// run assembles one chunk and says whether more are left: first who is who in the
// changed documents, all of them, then the rows of those whose names are of other
// entities now, each once, last the grades of figures at places that have moved.
func (a *assembly) run() (more bool, err error) {
	dirty := a.texts(`SELECT document FROM dirty ORDER BY document LIMIT ?`, chunk)
	if len(dirty) > 0 {
		a.identify(dirty)
		if a.one(`SELECT 1 FROM dirty LIMIT 1`, nil, new(int)) {
			a.sumEntities()
			a.total()
			a.note()
			return true, a.err
		}
	}
	pending := a.texts(`SELECT id FROM pending WHERE kind = 'document' ORDER BY id LIMIT ?`, chunk)
	for _, d := range pending {
		a.document(d)
		a.exec(`DELETE FROM pending WHERE kind = 'document' AND id = ?`, d)
	}
	a.enterSearch()
	a.sumEntities()
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
	for _, d := range dirty {
		a.live[d] = a.load(d)
		a.redo[d] = true
	}
	for _, d := range dirty {
		a.undescribe(d)
	}
	for _, d := range dirty {
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

// load returns the live reading of a document, nil where it is gone.
func (a *assembly) load(document string) *Live {
	if a.err != nil {
		return nil
	}
	st := a.statement(liveQuery + ` WHERE document = ?`)
	if st == nil {
		return nil
	}
	l, err := scanLive(st.QueryRowContext(a.ctx, document).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		a.err = err
	}
	return l
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

func (a *assembly) sumEntities() {
	for _, e := range sorted(a.entities) {
		a.touch(unitEntity, e)
		a.exec(`DELETE FROM alias WHERE entity = ? AND count = 0`, e)
		// One without mentions may have documents whose turn comes in a later chunk.
		if a.exec(`DELETE FROM entity WHERE id = ?1 AND mentions = 0 AND NOT EXISTS (SELECT 1 FROM identity WHERE entity = ?1)`, e) > 0 {
			a.totals["entity"]--
			a.placed[e] = true
			a.exec(`DELETE FROM former_id WHERE entity = ?`, e)
			a.exec(`DELETE FROM alias WHERE entity = ?`, e)
		}
	}
}

func (a *assembly) sumEdges() {
	for _, id := range sorted(a.edges) {
		a.touch(unitEdge, id)
		var e graph.Edge
		var first, last sql.NullString
		a.one(`SELECT coalesce(sum(claims), 0), count(DISTINCT nullif(counted, '')), coalesce(sum(unsourced), 0), coalesce(sum(denied), 0), coalesce(sum(planned), 0), min(nullif(first, '')), max(nullif(last, ''))
			FROM edge_share WHERE edge = ?`, []any{id}, &e.Claims, &e.Documents, &e.Unsourced, &e.Denied, &e.Planned, &first, &last)
		had := a.exec(`DELETE FROM edge WHERE id = ?`, id) > 0
		if e.Claims > 0 {
			var rank string
			a.one(`SELECT count(DISTINCT origin) FROM edge_origin WHERE edge = ?`, []any{id}, &e.Origins)
			a.one(`SELECT min(rank), quote FROM edge_share WHERE edge = ? AND rank <> ''`, []any{id}, &rank, &e.Quote)
			typ, from, to, _ := graph.ParseEdge(id)
			a.row("edge", id, typ, from, to, e.Claims, e.Documents, e.Origins, e.Unsourced, e.Denied, e.Planned, first.String, last.String, e.Quote)
			// edge_claim lists the claims of edges that exist.
			a.exec(`INSERT OR IGNORE INTO edge_claim SELECT edge, claim FROM claim_edge WHERE edge = ?`, id)
		} else {
			a.exec(`DELETE FROM edge_claim WHERE edge = ?`, id)
		}
		switch {
		case had && e.Claims == 0:
			a.totals["edge"]--
		case !had && e.Claims > 0:
			a.totals["edge"]++
		}
		if typ, from, _, _ := graph.ParseEdge(id); had != (e.Claims > 0) && (typ == "LOCATED_IN" || typ == "PART_OF") {
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
			for _, t := range a.texts(`SELECT DISTINCT topic FROM figure WHERE place = ?`, p) {
				a.regrade[t] = true
			}
			for _, in := range a.texts(`SELECT "from" FROM edge WHERE "to" = ? AND type IN ('LOCATED_IN', 'PART_OF') ORDER BY 1`, p) {
				if !seen[in] {
					seen[in] = true
					next = append(next, in)
				}
			}
		}
		row = next
	}
}
