package casefile

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"

	"casegraph/internal/judge"
)

// An Erasure says what Erase took out.
type Erasure struct {
	URIs       []string // of the places, sorted
	Documents  int      // live and past
	Judgements int      // that stood on them, in part or whole
}

// Erase takes a report out as Forget does, and out of the history too: everything
// that its place ever held, under all names that its bytes are known by. What stays
// of a judgement that was made on it is its number, its kind, who made it, and that it
// no longer holds: its quotes, the words that describe a claim and the reason, which
// may quote as well, go. Other reports that say the same stay. After it the derived
// tables must be assembled and the file must be scrubbed: only then nothing is left.
func (c *Case) Erase(ctx context.Context, document string) (Erasure, error) {
	var x Erasure
	err := c.change(ctx, func(e *entry) error {
		var err error
		x, err = e.erase(document)
		e.changed = err == nil
		return err
	})
	if err != nil {
		return x, fmt.Errorf("erase in case file %s: %w", c.path, err)
	}
	return x, nil
}

func (e *entry) erase(document string) (Erasure, error) {
	w := newWriter(e.ctx, e.tx)
	w.exec(`PRAGMA secure_delete = on`)
	uri, _ := splitURI(document)
	path := uri
	if abs, err := filepath.Abs(uri); err == nil {
		path = abs
	}
	contents, places, uris := map[string]bool{}, map[string]bool{}, map[string]bool{}
	add := func(set map[string]bool, list []string) {
		for _, s := range list {
			if s != "" {
				set[s] = true
			}
		}
	}
	add(contents, w.texts(`SELECT content FROM reading WHERE document = ?1 UNION SELECT content FROM sighting WHERE uri = ?2 OR place IN (?2, ?3)`, document, uri, path))
	for _, c := range sorted(contents) {
		add(places, w.texts(`SELECT place FROM sighting WHERE content = ?`, c))
	}
	add(places, w.texts(`SELECT DISTINCT place FROM change WHERE uri = ?1 OR place IN (?1, ?2)`, uri, path))
	add(contents, w.texts(`SELECT content FROM past WHERE document = ?`, document))
	for _, p := range sorted(places) {
		add(uris, w.texts(`SELECT uri FROM sighting WHERE place = ?1 UNION SELECT uri FROM change WHERE place = ?1`, p))
		for _, c := range w.texts(`SELECT content FROM sighting WHERE place = ?1 UNION SELECT old FROM change WHERE place = ?1 UNION SELECT new FROM change WHERE place = ?1`, p) {
			held := w.texts(`SELECT place FROM sighting WHERE content = ?`, c)
			// What another place holds now, and this one once, is the other's report.
			if !slices.ContainsFunc(held, func(q string) bool { return !places[q] }) {
				add(contents, []string{c})
			}
		}
	}
	if w.err == nil && len(contents) == 0 && len(places) == 0 {
		return Erasure{}, fmt.Errorf("the case holds no document %q, nor does its history", document)
	}
	documents := map[string]bool{}
	for _, c := range sorted(contents) {
		add(documents, w.texts(`SELECT document FROM reading WHERE content = ?1 UNION SELECT document FROM past WHERE content = ?1`, c))
		if err := e.soil(c); err != nil {
			return Erasure{}, err
		}
		w.exec(`DELETE FROM content WHERE content = ?`, c) // its readings go with it
		w.exec(`DELETE FROM past WHERE content = ?`, c)
		// At other places that held the bytes once, history knows no more than that they held something.
		w.exec(`UPDATE change SET old = '' WHERE old = ?`, c)
		w.exec(`UPDATE change SET new = '' WHERE new = ?`, c)
	}
	for _, p := range sorted(places) {
		w.exec(`DELETE FROM sighting WHERE place = ?`, p)
		w.exec(`DELETE FROM change WHERE place = ?`, p)
		w.exec(`DELETE FROM failure WHERE place = ?`, p)
	}
	x := Erasure{URIs: sorted(uris), Documents: len(documents)}
	x.Judgements = e.eraseJudgements(w, documents, uris)
	w.exec(`INSERT OR REPLACE INTO meta VALUES ('erasing', '1')`)
	return x, w.err
}

// eraseJudgements empties the judgements that stand on erased documents or name
// them, and says how many there were.
func (e *entry) eraseJudgements(w *writer, documents, uris map[string]bool) int {
	type row struct {
		n int
		j judge.Judgement
	}
	var rows []row
	on := func(a judge.Anchor) bool {
		uri, _ := splitURI(a.URI)
		return documents[a.Document] || uris[uri]
	}
	w.each(func(scan func(...any)) {
		var r row
		var all string
		scan(&r.n, &all)
		if w.err != nil {
			return
		}
		if w.err = json.Unmarshal([]byte(all), &r.j); w.err != nil {
			return
		}
		if on(r.j.Left) || r.j.Right != nil && on(*r.j.Right) {
			rows = append(rows, r)
		}
	}, `SELECT n, judgement FROM judgement ORDER BY n`)
	for _, r := range rows {
		if err := e.touch(r.j); err != nil && w.err == nil {
			w.err = err
		}
		rest, err := json.Marshal(judge.Judgement{Kind: r.j.Kind, By: r.j.By})
		if err != nil && w.err == nil {
			w.err = err
		}
		// It held from no generation on: of earlier ones its anchors are gone too.
		w.exec(`UPDATE judgement SET id = '', left_document = '', left_uri = '', right_document = '', right_uri = '', judgement = ?, since = ?, until = ? WHERE n = ?`, string(rest), e.generation, e.generation, r.n)
	}
	return len(rows)
}

// Erasing says that something was erased and the file not scrubbed after it.
func (c *Case) Erasing(ctx context.Context) (bool, error) {
	var erasing bool
	if err := c.db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'erasing')`).Scan(&erasing); err != nil {
		return false, fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	return erasing, nil
}

// Scrub ends an erasure, once the derived tables are assembled: it writes the file
// anew, so that no free page, no log and no index of words holds what was erased. What
// stores hold is not known any more, for the ids of what is gone may be names: the next
// publication compares all.
func (c *Case) Scrub(ctx context.Context) error {
	err := c.write(ctx, func(tx *sql.Tx) error {
		w := newWriter(ctx, tx)
		w.scrubSearch()
		w.exec(`DELETE FROM touched`)
		w.exec(`DELETE FROM publication`)
		return w.err
	})
	if err != nil {
		return fmt.Errorf("write case file %s: %w", c.path, err)
	}
	if err := c.rewrite(ctx); err != nil {
		return fmt.Errorf("erase in case file %s: the report is out of the case, its bytes not yet out of the file: %w", c.path, err)
	}
	if _, err := c.db.ExecContext(ctx, `DELETE FROM meta WHERE key = 'erasing'`); err != nil {
		return fmt.Errorf("write case file %s: %w", c.path, explain(err))
	}
	return nil
}
