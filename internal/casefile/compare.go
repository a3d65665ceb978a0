package casefile

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// A comparison tells the rows of a derived table without the numbers that hold in one
// file alone: in order of its first columns, which are the key.
type comparison struct {
	table string
	keys  int
	query string
}

// What a number in a row stands for; one that stands for nothing is shown as it is.
const (
	entityOf  = `coalesce((SELECT ref FROM entity WHERE id = x.entity), x.entity) AS entity`
	mentionOf = `coalesce((SELECT ref FROM mention WHERE id = x.mention AND document = d.id), x.mention) AS mention`
	claimOf   = `coalesce((SELECT e.ref || '/' || c.ref FROM claim c JOIN document e ON e.id = c.document WHERE c.id = x.best), x.best) AS best`
	edgeOf    = `FROM entity f CROSS JOIN edge_row e ON e."from" = f.id CROSS JOIN entity t ON t.id = e."to"`
	topicOf   = `FROM entity s CROSS JOIN topic t ON t.subject = s.id`
	inside    = `BETWEEN d.id << 24 AND ((d.id + 1) << 24) - 1`
)

var comparisons = []comparison{
	{"document", 1, `SELECT ref, uri, uris, title, publisher, published, precision, basis, sha256, language, length, copy_of, skipped FROM document ORDER BY ref`},
	{"sentence", 2, `SELECT d.ref AS document, x.id & 0xffffff AS n, x."index", x.start, x."end", x.kind, x.types FROM document d CROSS JOIN sentence x ON x.id ` + inside + ` ORDER BY d.ref, x.id`},
	{"mention", 2, `SELECT d.ref AS document, x.id & 0xffffff AS n, x.start, x."end", x.text, x.type, x.form, ` + entityOf + `, x."by", x.demonym, coalesce((SELECT key FROM profile WHERE id = x.profile), x.profile) AS profile, x.labels
		FROM document d CROSS JOIN mention x ON x.id ` + inside + ` ORDER BY d.ref, x.id`},
	{"link", 2, `SELECT d.ref AS document, x.id & 0xffffff AS n, x."left" - (d.id << 24) AS "left", x."right" - (d.id << 24) AS "right", x.reason FROM document d CROSS JOIN link x ON x.id ` + inside + ` ORDER BY d.ref, x.id`},
	{"claim_row", 2, `SELECT d.ref AS document, x.id & 0xffffff AS n, x.type, x.tail, x.sentence_start, x.sentence_end, x.trigger_start, x.trigger_end, x."trigger", x.stance, x.negated, x.ended,
		x.dated, x.date_text, x.date_start, x.date_end, x.date_from, x.date_to, x.date_precision, x.rule, x.judged FROM document d CROSS JOIN claim_row x ON x.id ` + inside + ` ORDER BY d.ref, x.id`},
	{"argument", 3, `SELECT d.ref AS document, x.claim & 0xffffff AS claim, x.n, x.role, ` + mentionOf + `, ` + entityOf + `, x.text, x.start, x."end", x.quantity, x.quantity_text, x.quantity_start, x.quantity_end,
		x."min", x."max", x.about, x.exclusive, x.unit, x.path FROM document d CROSS JOIN argument x ON x.claim ` + inside + ` ORDER BY d.ref, x.claim, x.n`},
	{"speaker", 4, `SELECT d.ref AS document, x.claim & 0xffffff AS claim, x.hop, x.n, ` + mentionOf + `, ` + entityOf + `, x.text, x.start, x."end", x.cue_start, x.cue_end
		FROM document d CROSS JOIN speaker x ON x.claim ` + inside + ` ORDER BY d.ref, x.claim, x.hop, x.n`},
	{"claim_edge", 3, `SELECT d.ref AS document, x.claim & 0xffffff AS claim, ` + edgeRef + ` AS edge FROM document d CROSS JOIN claim_edge x ON x.claim ` + inside + `
		CROSS JOIN edge_row e ON e.id = x.edge CROSS JOIN entity f ON f.id = e."from" CROSS JOIN entity t ON t.id = e."to" ORDER BY d.ref, x.claim, 3`},
	{"figure_claim", 3, `SELECT d.ref AS document, x.claim & 0xffffff AS claim, ` + figureRef + ` AS figure FROM document d CROSS JOIN figure_claim x ON x.claim ` + inside + `
		CROSS JOIN figure f ON f.id = x.figure CROSS JOIN topic t ON t.id = f.topic CROSS JOIN entity e ON e.id = t.subject ORDER BY d.ref, x.claim, 3`},
	{"entity", 1, `SELECT ref, type, labels, name, country, described, mentions, documents FROM entity ORDER BY ref`},
	{"alias", 2, `SELECT e.ref AS entity, x.name, x.count FROM entity e CROSS JOIN alias x ON x.entity = e.id ORDER BY e.ref, x.name`},
	{"former_id", 2, `SELECT e.ref AS entity, x.id FROM entity e CROSS JOIN former_id x ON x.entity = e.id ORDER BY e.ref, x.id`},
	{"join_", 2, `SELECT l.key AS "left", r.key AS "right", ` + entityOf + `, x.reason, x.weight, x.judgement FROM profile l CROSS JOIN join_ x ON x."left" = l.id CROSS JOIN profile r ON r.id = x."right" ORDER BY l.key, r.key`},
	{"edge_row", 3, `SELECT f.ref AS "from", x.type, t.ref AS "to", x.claims, x.documents, x.origins, x.unsourced, x.denied, x.planned, x.first, x.last, ` + claimOf + `
		FROM entity f CROSS JOIN edge_row x ON x."from" = f.id CROSS JOIN entity t ON t.id = x."to" ORDER BY f.ref, x.type, t.ref`},
	{"topic", 2, `SELECT s.ref AS subject, t.measure ` + topicOf + ` ORDER BY s.ref, t.measure`},
	{"figure", 3, `SELECT s.ref AS subject, t.measure, x.ref, x."min", x."max", x.about, x.exclusive, x.stance, x.origin, x.as_of, x.place ` + topicOf + ` CROSS JOIN figure x ON x.topic = t.id ORDER BY s.ref, t.measure, x.ref`},
	{"grade", 4, `SELECT s.ref AS subject, t.measure, l.ref AS "left", r.ref AS "right", x.grade, x.reason ` + topicOf + ` CROSS JOIN grade x ON x.topic = t.id
		CROSS JOIN figure l ON l.id = x."left" CROSS JOIN figure r ON r.id = x."right" ORDER BY s.ref, t.measure, l.ref, r.ref`},

	{"profile", 1, `SELECT key, profile, entity FROM profile ORDER BY key`},
	{"profile_document", 2, `SELECT x.document, p.key AS profile FROM profile_document x JOIN profile p ON p.id = x.profile ORDER BY x.document, p.key`},
	{"block", 2, `SELECT block, item FROM block ORDER BY block, item`},
	{"proposal", 3, `SELECT "left", "right", block, reason, weight FROM proposal ORDER BY "left", "right", block`},
	{"identity", 1, `SELECT least, base, country, known, entity FROM identity ORDER BY least`},
	{"anchor", 2, `SELECT judgement, side, document, profile FROM anchor ORDER BY judgement, side`},
	{"sketch", 1, `SELECT document, item, sketch FROM sketch ORDER BY document`},
	{"alike", 2, `SELECT "left", "right" FROM alike ORDER BY "left", "right"`},
	{"edge_share", 4, `SELECT f.ref AS "from", e.type, t.ref AS "to", d.ref AS document, x.counted, x.claims, x.unsourced, x.denied, x.planned, x.first, x.last, x.rank, ` + claimOf + ` ` + edgeOf + `
		CROSS JOIN edge_share x ON x.edge = e.id CROSS JOIN document d ON d.id = x.document ORDER BY f.ref, e.type, t.ref, d.ref`},
	{"edge_origin", 5, `SELECT f.ref AS "from", e.type, t.ref AS "to", x.origin, d.ref AS document ` + edgeOf + `
		CROSS JOIN edge_origin x ON x.edge = e.id CROSS JOIN document d ON d.id = x.document ORDER BY f.ref, e.type, t.ref, x.origin, d.ref`},
	{"figure_share", 4, `SELECT s.ref AS subject, t.measure, f.ref, d.ref AS document, x.as_of, x.outlets, x.sentences ` + topicOf + ` CROSS JOIN figure f ON f.topic = t.id
		CROSS JOIN figure_share x ON x.figure = f.id CROSS JOIN document d ON d.id = x.document ORDER BY s.ref, t.measure, f.ref, d.ref`},
	{"total", 1, `SELECT name, n FROM total ORDER BY name`},
	{"copy", 1, `SELECT document, copy_of FROM copy ORDER BY document`},
	{"pending", 2, `SELECT kind, id FROM pending ORDER BY kind, id`},
}

// compare compares the rows of a table with those of a fresh case.
func (c *Case) compare(ctx context.Context, p *Proof, fresh *sql.DB, t comparison) error {
	var columns []string
	name := func(v []any) string {
		parts := make([]string, t.keys)
		for i := range parts {
			parts[i] = fmt.Sprint(v[i])
		}
		return strings.Join(parts, " ")
	}
	rows, err := fresh.QueryContext(ctx, t.query+` LIMIT 0`)
	if err != nil {
		return fmt.Errorf("%s: %w", t.table, err)
	}
	columns, err = rows.Columns()
	rows.Close()
	if err != nil {
		return err
	}
	// Both sides are in order of their keys, so that two rows at a time are enough.
	next, stop := iter.Pull2(func(yield func([]any, error) bool) {
		err := c.rows(ctx, fresh, func(v []any) error {
			if !yield(slices.Clone(v), nil) {
				return errEnough
			}
			return nil
		}, t.query)
		if err != nil && err != errEnough {
			yield(nil, err)
		}
	})
	defer stop()
	want, err, more := next()
	lacks := func() {
		p.find(t.table, name(want), "the row is missing")
		want, err, more = next()
	}
	told := 0
	if rowsErr := c.rows(ctx, c.db, func(v []any) error {
		p.Rows++
		told++
		for more && err == nil && compareKeys(want, v, t.keys) < 0 {
			lacks()
		}
		if err != nil {
			return err
		}
		if !more || compareKeys(want, v, t.keys) > 0 {
			p.find(t.table, name(v), "the readings give no such row")
			return nil
		}
		for i := range v {
			if fmt.Sprint(v[i]) != fmt.Sprint(want[i]) {
				p.find(t.table, name(v), "%s is %q, the readings give %q", columns[i], fmt.Sprint(v[i]), fmt.Sprint(want[i]))
			}
		}
		want, err, more = next()
		return err
	}, t.query); rowsErr != nil {
		return rowsErr
	}
	for more && err == nil {
		lacks()
	}
	if err != nil {
		return err
	}
	// A row whose document, edge or topic has no row is not told above.
	var all int
	if err := c.db.QueryRowContext(ctx, `SELECT count(*) FROM `+t.table).Scan(&all); err != nil {
		return err
	}
	if all != told {
		p.find(t.table, fmt.Sprintf("%d rows", all-told), "they belong to nothing that the case file holds: the readings give no such row")
	}
	return nil
}

var errEnough = errors.New("enough")

// compareKeys compares the first values of two rows as SQLite orders them: numbers
// before texts, texts by their bytes.
func compareKeys(x, y []any, keys int) int {
	for n := range keys {
		a, aText := x[n].(string)
		b, bText := y[n].(string)
		c := 0
		switch {
		case aText && bText:
			c = strings.Compare(a, b)
		case aText:
			c = 1
		case bText:
			c = -1
		default:
			i, _ := x[n].(int64)
			j, _ := y[n].(int64)
			c = cmp.Compare(i, j)
		}
		if c != 0 {
			return c
		}
	}
	return 0
}
