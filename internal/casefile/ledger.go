package casefile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"

	"casegraph/internal/reading"
)

// An Arrival is one content at one place.
type Arrival struct {
	Place    string             // absolute path; "" for standard input, which is never corrected
	URI      string             // the path as given
	Content  string             // the format and the hash of its bytes
	Readings []*reading.Reading // nil where Ledger.Known said so
}

// An Outcome says what an arrival did to the case.
type Outcome string

// Outcomes.
const (
	Added     Outcome = "added"     // content that the case did not have
	Corrected Outcome = "corrected" // other content at a place that the case knew
	Copied    Outcome = "copied"    // content that the case has, at a further place
	Reread    Outcome = "reread"    // the same content, by another reader
	Forgotten Outcome = "forgotten" // taken out by a person: see Forget
	Unchanged Outcome = "unchanged"
)

// A Ledger tells what the case holds, so that it need not be read again. It is
// read-only and safe for concurrent use.
type Ledger struct {
	reader string
	known  *sql.Stmt
}

// Ledger returns a Ledger for one run. Content that another reader than this
// fingerprint has read counts as unknown. What is entered later may not show.
func (c *Case) Ledger(ctx context.Context, fingerprint string) (*Ledger, error) {
	known, err := c.db.PrepareContext(ctx, `SELECT reader FROM content WHERE content = ?`)
	if err != nil {
		return nil, fmt.Errorf("read ledger: %w", explain(err))
	}
	return &Ledger{fingerprint, known}, nil
}

// Known says that the content was read by this reader. An error of the case file
// counts as no: Put will meet it again.
func (l *Ledger) Known(content string) bool {
	var reader string
	return l.reader != "" && l.known.QueryRow(content).Scan(&reader) == nil && reader == l.reader
}

// Close frees what the Ledger holds.
func (l *Ledger) Close() error { return l.known.Close() }

// Put enters arrivals in one transaction and says what each did. After it
// returns nil they are on disk; the derived tables do not show them before
// Assemble.
func (c *Case) Put(ctx context.Context, fingerprint string, arrivals []Arrival) ([]Outcome, error) {
	outcomes := make([]Outcome, len(arrivals))
	err := c.change(ctx, func(e *entry) error {
		e.fingerprint = fingerprint
		for i, a := range arrivals {
			var err error
			if outcomes[i], err = e.put(a); err != nil {
				return fmt.Errorf("enter %s: %w", a.URI, err)
			}
			if err := e.exec(`DELETE FROM failure WHERE place = ?`, a.Place); err != nil {
				return err
			}
			e.changed = e.changed || outcomes[i] != Unchanged
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("write case file %s: %w", c.path, err)
	}
	return outcomes, nil
}

// change runs f in one transaction of the ledger. All changes that one open Case
// makes, as long as no other program writes in between, are one generation.
func (c *Case) change(ctx context.Context, f func(*entry) error) error {
	c.changes.Lock()
	defer c.changes.Unlock()
	own := c.generation
	err := c.write(ctx, func(tx *sql.Tx) error {
		last, err := number(ctx, tx, "generation")
		if err != nil {
			return err
		}
		e := entry{ctx: ctx, tx: tx, generation: last}
		if own == 0 || own != last {
			e.generation++
		}
		if err := f(&e); err != nil || !e.changed {
			return err
		}
		own = e.generation
		return setNumber(ctx, tx, "generation", own)
	})
	if err == nil {
		c.generation = own
	}
	return err
}

// An entry is one transaction of the ledger.
type entry struct {
	ctx         context.Context
	tx          *sql.Tx
	fingerprint string
	generation  int
	changed     bool
	statements  map[string]*sql.Stmt
}

func (e *entry) exec(query string, args ...any) error {
	st, err := e.statement(query)
	if err == nil {
		_, err = st.ExecContext(e.ctx, args...)
	}
	return err
}

// row scans the only column of a row.
func (e *entry) row(to any, query string, args ...any) error {
	st, err := e.statement(query)
	if err == nil {
		err = st.QueryRowContext(e.ctx, args...).Scan(to)
	}
	return err
}

// statement prepares a statement once: of an unchanged report they are all the work.
func (e *entry) statement(query string) (*sql.Stmt, error) {
	if st := e.statements[query]; st != nil {
		return st, nil
	}
	st, err := e.tx.PrepareContext(e.ctx, query)
	if err == nil {
		if e.statements == nil {
			e.statements = map[string]*sql.Stmt{}
		}
		e.statements[query] = st
	}
	return st, err
}

func (e *entry) put(a Arrival) (Outcome, error) {
	place := a.Place
	if place == "" {
		place = "-" + a.Content // each content of standard input is a place of its own
	}
	var before, reader string
	err := e.row(&before, `SELECT content FROM sighting WHERE place = ?`, place)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", err
	}
	err = e.row(&reader, `SELECT reader FROM content WHERE content = ?`, a.Content)
	have := err == nil
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", err
	}
	outcome := Unchanged
	switch {
	case before != "" && before != a.Content:
		outcome = Corrected
	case !have:
		outcome = Added
	case before == "":
		outcome = Copied
	case reader != e.fingerprint:
		outcome = Reread
	}
	if outcome == Unchanged {
		return outcome, nil
	}
	if !have && a.Readings == nil {
		// Another program took the content away since the snapshot.
		return "", errors.New("the content is gone from the case file; read it again")
	}
	if a.Readings != nil && reader != e.fingerprint {
		if err := e.content(a); err != nil {
			return "", err
		}
	}
	if before != a.Content {
		if err := e.exec(`INSERT INTO sighting VALUES (?, ?, ?) ON CONFLICT (place) DO UPDATE SET content = excluded.content`, place, a.URI, a.Content); err != nil {
			return "", err
		}
		if err := e.left(before); err != nil {
			return "", err
		}
	}
	if err := e.soil(a.Content); err != nil {
		return "", err
	}
	return outcome, e.exec(`INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)`, e.generation, place, string(outcome), a.URI, before, a.Content)
}

// left takes a content out that no place holds any more, and marks its documents:
// their rows go, or their places are fewer.
func (e *entry) left(content string) error {
	if content == "" {
		return nil
	}
	if err := e.soil(content); err != nil {
		return err
	}
	var held bool
	if err := e.tx.QueryRowContext(e.ctx, `SELECT EXISTS (SELECT 1 FROM sighting WHERE content = ?)`, content).Scan(&held); err != nil || held {
		return err
	}
	return e.retire(content)
}

// soil marks the documents of a content: the derived tables do not show them as
// they are.
func (e *entry) soil(content string) error {
	return e.exec(`INSERT OR IGNORE INTO dirty SELECT document FROM reading WHERE content = ?`, content)
}

// retire moves what is kept of a content into the past.
func (e *entry) retire(content string) error {
	if err := e.exec(`INSERT INTO past SELECT r.document, r.content, c.reader, r.part, r.text, r.reading, ? FROM reading r JOIN content c ON c.content = r.content WHERE r.content = ?`, e.generation, content); err != nil {
		return err
	}
	return e.exec(`DELETE FROM content WHERE content = ?`, content)
}

// content replaces what the case holds of a content.
func (e *entry) content(a Arrival) error {
	if err := e.soil(a.Content); err != nil {
		return err
	}
	if err := e.retire(a.Content); err != nil {
		return err
	}
	if err := e.exec(`INSERT INTO content VALUES (?, ?)`, a.Content, e.fingerprint); err != nil {
		return err
	}
	for _, r := range a.Readings {
		blob, err := reading.Encode(r)
		if err != nil {
			return err
		}
		part := strings.TrimPrefix(r.Document.URI, a.URI)
		if err := e.exec(`INSERT INTO reading VALUES (?, ?, ?, ?, ?)`, r.Document.ID, a.Content, part, r.Document.Text, blob); err != nil {
			return err
		}
	}
	return nil
}

// Readings yields the live readings in order of document id, with the text and
// with the URI that the documents are known by: the least of the places' URIs.
func (c *Case) Readings(ctx context.Context) iter.Seq2[*Live, error] {
	return func(yield func(*Live, error) bool) {
		rows, err := c.db.QueryContext(ctx, liveQuery+` ORDER BY document`)
		if err != nil {
			yield(nil, fmt.Errorf("read case file %s: %w", c.path, explain(err)))
			return
		}
		defer rows.Close()
		for rows.Next() {
			l, err := scanLive(rows.Scan)
			if err != nil {
				yield(nil, fmt.Errorf("read case file %s: %w", c.path, err))
				return
			}
			if !yield(l, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, fmt.Errorf("read case file %s: %w", c.path, explain(err)))
		}
	}
}

const liveQuery = `
	SELECT document, part, text, reading,
	       (SELECT group_concat(uri, char(0)) FROM (SELECT DISTINCT uri FROM sighting s WHERE s.content = r.content ORDER BY uri))
	FROM reading r`

func scanLive(scan func(...any) error) (*Live, error) {
	var r liveRow
	if err := scan(&r.id, &r.part, &r.text, &r.blob, &r.uris); err != nil {
		return nil, explain(err)
	}
	return r.decode()
}

// A liveRow is a row of liveQuery.
type liveRow struct {
	id, part, text string
	blob           []byte
	uris           string
}

func (row *liveRow) decode() (*Live, error) {
	r, err := reading.Decode(row.blob)
	if err != nil {
		return nil, fmt.Errorf("document %s: %w", row.id, err)
	}
	r.Document.Text = row.text
	places := strings.Split(row.uris, "\x00")
	for i := range places {
		places[i] += row.part
	}
	r.Document.URI = places[0]
	return &Live{Reading: r, URIs: places[1:]}, nil
}

// A Live reading is one whose content some place holds.
type Live struct {
	*reading.Reading
	URIs []string // further URIs of the same content, sorted
}

// Reader returns the generation of the ledger and the fingerprint of the program
// that read the documents; where several did, the least of theirs.
func (c *Case) Reader(ctx context.Context) (generation int, fingerprint string, err error) {
	if generation, err = number(ctx, c.db, "generation"); err != nil {
		return 0, "", fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	err = c.db.QueryRowContext(ctx, `SELECT coalesce(min(reader), '') FROM content`).Scan(&fingerprint)
	if err != nil {
		return 0, "", fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	return generation, fingerprint, nil
}

// Query answers a question from the derived tables, with its columns and rows.
// Parameters are named :name in the text.
func (c *Case) Query(ctx context.Context, text string, params map[string]any) (columns []string, rows [][]any, err error) {
	var named []any
	for _, k := range sortedKeys(params) {
		named = append(named, sql.Named(k, params[k]))
	}
	r, err := c.db.QueryContext(ctx, text, named...)
	if err != nil {
		return nil, nil, fmt.Errorf("ask case file %s: %w", c.path, explain(err))
	}
	defer r.Close()
	if columns, err = r.Columns(); err != nil {
		return nil, nil, err
	}
	for r.Next() {
		values, to := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			to[i] = &values[i]
		}
		if err := r.Scan(to...); err != nil {
			return nil, nil, err
		}
		rows = append(rows, values)
	}
	return columns, rows, r.Err()
}
