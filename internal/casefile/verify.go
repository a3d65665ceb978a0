package casefile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"casegraph/internal/doc"
	"casegraph/internal/reading"
)

// A Finding is one thing that does not hold.
type Finding struct {
	What string // source, text, reading, quote, or the table of the row
	Name string // which one
	Text string // what is wrong with it
}

// String is for people.
func (f Finding) String() string { return f.What + " " + f.Name + ": " + f.Text }

// A Proof says what Verify looked at.
type Proof struct {
	Sources      int
	NotCheckable []Finding // sources that are gone, and standard input: their quotes are proved on the kept text
	Documents    int
	Quotes       int // claims whose quote, trigger, arguments and speakers are their bytes
	Rows         int // rows of the derived tables
	Findings     []Finding
}

// Verify proves the case file: every source that is still there is decoded again
// and compared with the kept text; every reading that this program made is made
// again; every quote is compared with its bytes; and every derived row with what
// the readings give. An error means that it could not look, not that something
// does not hold.
func (c *Case) Verify(ctx context.Context, rules Rules, read func(*doc.Document) *reading.Reading, fingerprint string) (*Proof, error) {
	p := &Proof{}
	for _, step := range []func() error{
		func() error { return c.verifySources(ctx, p) },
		func() error { return c.verifyReadings(ctx, p, read, fingerprint) },
		func() error { return c.verifyQuotes(ctx, p) },
		func() error { return c.verifyRows(ctx, p, rules) },
	} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("verify case file %s: %w", c.path, explain(err))
		}
	}
	return p, nil
}

func (p *Proof) find(what, name, format string, args ...any) {
	p.Findings = append(p.Findings, Finding{what, name, fmt.Sprintf(format, args...)})
}

// rows runs a query and calls f with each row's values as text or nil.
func (c *Case) rows(ctx context.Context, db *sql.DB, f func(values []any) error, query string, args ...any) error {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	cols, err := rows.Columns()
	if err != nil {
		return err
	}
	values := make([]any, len(cols))
	to := make([]any, len(cols))
	for i := range values {
		to[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return err
		}
		if err := f(values); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (c *Case) verifySources(ctx context.Context, p *Proof) error {
	texts := map[string]string{} // document → kept text, of one content at a time
	return c.rows(ctx, c.db, func(v []any) error {
		place, uri, content := v[0].(string), v[1].(string), v[2].(string)
		p.Sources++
		if strings.HasPrefix(place, "-") {
			p.NotCheckable = append(p.NotCheckable, Finding{"source", uri, "standard input"})
			return nil
		}
		data, err := os.ReadFile(place)
		if err != nil {
			why := err.Error()
			if errors.Is(err, fs.ErrNotExist) {
				why = "no longer there"
			}
			p.NotCheckable = append(p.NotCheckable, Finding{"source", uri, why})
			return nil
		}
		sum := sha256.Sum256(data)
		if have := doc.FormatOf(uri, data) + ":" + hex.EncodeToString(sum[:]); have != content {
			p.find("source", uri, "its bytes are not those that were read (%d bytes now)", len(data))
			return nil
		}
		clear(texts)
		if err := c.rows(ctx, c.db, func(v []any) error {
			texts[v[0].(string)] = v[1].(string)
			return nil
		}, `SELECT document, text FROM reading WHERE content = ?`, content); err != nil {
			return err
		}
		for d, err := range doc.Read(uri, data) {
			if err != nil {
				p.find("source", uri, "cannot be decoded again: %v", err)
				continue
			}
			if kept, ok := texts[d.ID]; !ok {
				p.find("source", uri, "holds document %s, the case file does not", d.ID)
			} else if kept != d.Text {
				p.find("text", uri, "the kept text of document %s is not the source's, from byte %d on", d.ID, differs(kept, d.Text))
			}
			delete(texts, d.ID)
		}
		for id := range texts {
			p.find("text", uri, "the case file keeps document %s, the source does not hold it", id)
		}
		return nil
	}, `SELECT place, uri, content FROM sighting ORDER BY place`)
}

// differs is the first byte at which two texts are not the same.
func differs(a, b string) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

func (c *Case) verifyReadings(ctx context.Context, p *Proof, read func(*doc.Document) *reading.Reading, fingerprint string) error {
	return c.rows(ctx, c.db, func(v []any) error {
		id, text, blob, by := v[0].(string), v[1].(string), v[2].([]byte), v[3].(string)
		p.Documents++
		r, err := reading.Decode(blob)
		if err != nil {
			p.find("reading", id, "%v", err)
			return nil
		}
		r.Document.Text = text
		for i := range r.Mentions {
			m := &r.Mentions[i]
			if m.Start < 0 || m.End > len(text) || m.Start > m.End || text[m.Start:m.End] != m.Text {
				p.find("reading", id, "mention %q is not the text from byte %d to %d", m.Text, m.Start, m.End)
			}
		}
		if by != fingerprint {
			return nil // another program's reading: only its spans can be proved
		}
		again, err := readAgain(read, r.Document)
		if err != nil {
			p.find("reading", id, "%v", err)
			return nil
		}
		if !bytes.Equal(again, blob) {
			p.find("reading", id, "the same program reads the same text otherwise")
		}
		return nil
	}, `SELECT r.document, r.text, r.reading, c.reader FROM reading r JOIN content c ON c.content = r.content ORDER BY r.document`)
}

// readAgain reads a kept document. A damaged one may hold what no decoder makes,
// so a panic is a finding here and not the end.
func readAgain(read func(*doc.Document) *reading.Reading, d *doc.Document) (data []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("cannot be read again: %v", p)
		}
	}()
	return reading.Encode(read(d))
}

// verifyQuotes compares every quoted stretch of the derived tables with its bytes. The
// quotes of claims stand in no table: they are the sentences in the kept text, which
// must be there.
func (c *Case) verifyQuotes(ctx context.Context, p *Proof) error {
	if err := c.rows(ctx, c.db, func(v []any) error {
		p.find("quote", v[0].(string), "the text has no bytes from %d to %d", v[1], v[2])
		return nil
	}, `SELECT `+claimRef+`, c.sentence_start, c.sentence_end FROM claim_row c JOIN document d ON d.id = c.id >> 24 JOIN reading r ON r.document = d.ref
		WHERE NOT (0 <= c.sentence_start AND c.sentence_start <= c.trigger_start AND c.trigger_end <= c.sentence_end AND c.sentence_end <= octet_length(r.text)) ORDER BY c.id`); err != nil {
		return err
	}
	check := func(count bool, query string) error {
		text, of := "", ""
		return c.rows(ctx, c.db, func(v []any) error {
			document, name, quote, start, end := v[0].(string), v[1].(string), v[2].(string), v[3].(int64), v[4].(int64)
			if document != of {
				text, of = "", document
				if err := c.db.QueryRowContext(ctx, `SELECT text FROM reading WHERE document = ?`, document).Scan(&text); err != nil && !errors.Is(err, sql.ErrNoRows) {
					return err
				}
			}
			if count {
				p.Quotes++
			}
			if start < 0 || end > int64(len(text)) || start > end || text[start:end] != quote {
				p.find("quote", name, "%q is not the text from byte %d to %d", quote, start, end)
			}
			return nil
		}, query)
	}
	for _, q := range []struct {
		count bool
		query string
	}{
		{true, `SELECT d.ref, ` + claimRef + ` || ' trigger', c."trigger", c.trigger_start, c.trigger_end FROM claim_row c JOIN document d ON d.id = c.id >> 24 ORDER BY c.id`},
		{false, `SELECT d.ref, ` + claimRef + ` || ' ' || a.role, a.text, a.start, a."end" FROM argument a JOIN claim_row c ON c.id = a.claim JOIN document d ON d.id = c.id >> 24 ORDER BY a.claim, a.n`},
		{false, `SELECT d.ref, ` + claimRef + ` || ' speaker ' || s.hop, s.text, s.start, s."end" FROM speaker s JOIN claim_row c ON c.id = s.claim JOIN document d ON d.id = c.id >> 24 ORDER BY s.claim, s.hop, s.n`},
		{false, `SELECT d.ref, d.ref || '/' || m.ref, m.text, m.start, m."end" FROM mention m JOIN document d ON d.id = m.document ORDER BY m.id`},
	} {
		if err := check(q.count, q.query); err != nil {
			return err
		}
	}
	return nil
}

// copyLedger makes a case of the same readings and judgements, with nothing derived.
func (c *Case) copyLedger(ctx context.Context, to *sql.DB) error {
	tx, err := to.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, s := range []string{ledgerSQL, derivedSQL, indexSQL, searchSQL} {
		if _, err := tx.ExecContext(ctx, s); err != nil {
			return err
		}
	}
	w := newWriter(ctx, tx)
	for _, table := range []string{"content", "sighting", "reading", "judgement"} {
		if err := c.rows(ctx, c.db, func(v []any) error {
			w.row(table, v...)
			return w.err
		}, `SELECT * FROM `+table); err != nil {
			return err
		}
	}
	w.exec(`INSERT INTO dirty SELECT document FROM reading`)
	if w.err != nil {
		return w.err
	}
	return tx.Commit()
}

// verifyRows derives the tables again and compares them row by row.
func (c *Case) verifyRows(ctx context.Context, p *Proof, rules Rules) (err error) {
	defer func() {
		// Readings that are damaged may not fit their text.
		if x := recover(); x != nil {
			p.find("reading", "of the case", "the graph cannot be derived from the readings: %v", x)
			err = nil
		}
	}()
	// An SQLite file without a name is a temporary one, that goes with its connection.
	fresh, err := sql.Open("sqlite", "")
	if err != nil {
		return err
	}
	defer fresh.Close()
	fresh.SetMaxOpenConns(1)
	if _, err := fresh.ExecContext(ctx, `PRAGMA cache_size = -131072`); err != nil {
		return err
	}
	if err := c.copyLedger(ctx, fresh); err != nil {
		return err
	}
	again := &Case{path: c.path, db: fresh}
	if err := again.Assemble(ctx, rules); err != nil {
		return err
	}
	for _, t := range comparisons {
		if err := c.compare(ctx, p, fresh, t); err != nil {
			return err
		}
	}
	return c.compareSearch(ctx, p, fresh)
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
