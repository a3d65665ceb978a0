package casefile

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"casegraph/internal/graph"
)

// searchSQL is the index of words over the sentences of all live documents. It holds
// no text of its own: the words of sentence i of a document are under the row
// first + i, the text is the reading's. Rows are given in the order of entering, so
// these two tables are not compared row by row as the other derived ones are:
// compareSearch compares what they say.
//
// Every statement about the index stands in this file.
const searchSQL = `
CREATE VIRTUAL TABLE search USING fts5(text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2");
CREATE TABLE searched (
  first INTEGER PRIMARY KEY, document TEXT NOT NULL UNIQUE, sentences INTEGER NOT NULL,
  digest TEXT NOT NULL                                             -- of the text and of where its sentences are
);
`

// unsearch takes the sentences of a document out of the index of words. Its words
// stay in the file, without anything that leads to them, until SQLite merges them
// away: scrubSearch does so at once.
func (w *writer) unsearch(document string) {
	var first, n int64
	if !w.one(`SELECT first, sentences FROM searched WHERE document = ?`, []any{document}, &first, &n) {
		return
	}
	w.exec(`DELETE FROM search WHERE rowid >= ? AND rowid < ?`, first, first+n)
	w.exec(`DELETE FROM searched WHERE document = ?`, document)
}

// scrubSearch writes the index of words anew without those of sentences that were
// taken out. It takes the time of writing all of it.
func (w *writer) scrubSearch() {
	w.exec(`INSERT INTO search (search) VALUES ('optimize')`)
}

// An unsearched document waits for its sentences to be entered into the index.
type unsearched struct {
	document, digest string
	spans            [][2]int
}

// search marks a document whose rows were written for the index, unless the index has
// it as it is: most documents are written anew because a name is somebody else's now.
func (a *assembly) search(text string, p *graph.Part) {
	u := unsearched{document: p.Document.ID, spans: make([][2]int, len(p.Sentences))}
	h := sha256.New()
	for i, s := range p.Sentences {
		u.spans[i] = [2]int{s.Start, s.End}
		fmt.Fprintf(h, "%d %d\n", s.Start, s.End)
	}
	h.Write([]byte(text))
	u.digest = hex.EncodeToString(h.Sum(nil))[:16]
	var had string
	if a.one(`SELECT digest FROM searched WHERE document = ?`, []any{u.document}, &had) && had == u.digest {
		return
	}
	a.unsearch(u.document)
	a.unsearched = append(a.unsearched, u)
}

// enterSearch enters the marked documents. It comes after everything that is taken
// out: as long as rows only grow, FTS5 gathers them in memory and writes them once.
func (a *assembly) enterSearch() {
	for _, u := range a.unsearched {
		var first int64 = 1
		var text string
		a.one(`SELECT first + max(sentences, 1) FROM searched ORDER BY first DESC LIMIT 1`, nil, &first)
		if !a.one(`SELECT text FROM reading WHERE document = ?`, []any{u.document}, &text) {
			continue
		}
		a.row("searched", first, u.document, len(u.spans), u.digest)
		for i, s := range u.spans {
			a.exec(`INSERT INTO search (rowid, text) VALUES (?, ?)`, first+int64(i), text[s[0]:s[1]])
		}
	}
	a.unsearched = nil
}

// Seek says what a search is restricted to. The zero value restricts nothing and
// shows nothing.
type Seek struct {
	Type     string // entities of this type, and sentences that mention one; "" any
	From, To string // of the documents' dates, as whole days: 2025-01-31; "" open
	Limit    int    // how many entities and how many sentences are given at most
}

// Hits are what a search finds.
type Hits struct {
	Entities  []FoundEntity   // those most spoken of first
	Sentences []FoundSentence // the best first; as good ones by document and place
	// How many there are in all, and how many sentences of documents without a date
	// From and To keep out.
	AllEntities, AllSentences, Undated int
}

// A FoundEntity is an entity of which one name holds all that is looked for.
type FoundEntity struct {
	ID, Type, Name      string
	Spelling            string // the name that holds it: Name itself, or the spelling met most
	Mentions, Documents int
}

// A FoundSentence is one that holds all that is looked for. Marks are the stretches of
// Text, in bytes of it, that are looked for.
type FoundSentence struct {
	Document, URI, Published, CopyOf string
	Start, End                       int
	Text                             string
	Marks                            [][2]int
}

// Search looks for sentences and for names.
func (c *Case) Search(ctx context.Context, s *Search, f Seek) (*Hits, error) {
	h := &Hits{}
	for _, step := range []func(context.Context, *Search, Seek, *Hits) error{c.searchNames, c.searchSentences} {
		if err := step(ctx, s, f, h); err != nil {
			return nil, fmt.Errorf("search case file %s: %w", c.path, explain(err))
		}
	}
	return h, nil
}

// dated is a condition on a document: that it may be of a day from :from to :to. One
// of which no more than the month or the year is known may be of any day of it.
const dated = `(:from = '' AND :to = '' OR d.published <> ''
	AND d.published || substr('0000-12-31', length(d.published) + 1) >= :from
	AND (:to = '' OR d.published || substr('0000-01-01', length(d.published) + 1) <= :to))`

// searchNames looks through all names: there are few beside the sentences, and an
// index of them would have to follow every join.
func (c *Case) searchNames(ctx context.Context, s *Search, f Seek, h *Hits) error {
	type match struct {
		spelling string
		count    int64
	}
	matches := map[string]match{}
	if err := c.rows(ctx, c.db, func(v []any) error {
		id, name, n := v[0].(string), v[1].(string), v[2].(int64)
		if m, ok := matches[id]; (!ok || n > m.count || n == m.count && name < m.spelling) && s.Matches(name) {
			matches[id] = match{name, n}
		}
		return nil
	}, `SELECT e.ref, a.name, a.count FROM alias a JOIN entity e ON e.id = a.entity UNION ALL SELECT ref, name, 9223372036854775807 FROM entity WHERE NOT described`); err != nil {
		return err
	}
	for _, id := range sortedKeys(matches) {
		e := FoundEntity{ID: id, Spelling: matches[id].spelling}
		err := c.db.QueryRowContext(ctx, `SELECT e.type, e.name, e.mentions, e.documents FROM entity e WHERE e.ref = :id AND NOT e.described AND (:type = '' OR e.type = :type)
			AND (:from = '' AND :to = '' OR EXISTS (SELECT 1 FROM mention m JOIN document d ON d.id = m.document WHERE m.entity = e.id AND `+dated+`))`,
			sql.Named("id", id), sql.Named("type", f.Type), sql.Named("from", f.From), sql.Named("to", f.To)).Scan(&e.Type, &e.Name, &e.Mentions, &e.Documents)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return err
		}
		h.Entities = append(h.Entities, e)
	}
	slices.SortFunc(h.Entities, func(a, b FoundEntity) int {
		return cmp.Or(cmp.Compare(b.Mentions, a.Mentions), cmp.Compare(a.ID, b.ID))
	})
	h.AllEntities = len(h.Entities)
	h.Entities = h.Entities[:min(len(h.Entities), f.Limit)]
	return nil
}

// hits are the rows of the index that match, each with its document. Where nothing else
// is asked of them, only those as good as the last that is shown are looked at further:
// a common word has millions.
const hits = `
	WITH hit AS MATERIALIZED (SELECT rowid AS n, bm25(search) AS score FROM search WHERE search MATCH :match),
	placed AS (SELECT hit.n, hit.score, (SELECT x.first FROM searched x WHERE x.first <= hit.n ORDER BY x.first DESC LIMIT 1) AS first FROM hit
		WHERE :restricted OR hit.score <= (SELECT max(score) FROM (SELECT score FROM hit ORDER BY score LIMIT :limit)))
	%s FROM placed p CROSS JOIN searched x ON x.first = p.first CROSS JOIN document d ON d.ref = x.document
	WHERE (:type = '' OR (SELECT instr(types, ' ' || :type || ' ') FROM sentence WHERE id = (d.id << 24) + p.n - p.first) > 0)`

func (c *Case) searchSentences(ctx context.Context, s *Search, f Seek, h *Hits) error {
	args := []any{sql.Named("match", s.match()), sql.Named("type", f.Type), sql.Named("restricted", f.Type+f.From+f.To != ""), sql.Named("limit", f.Limit), sql.Named("from", f.From), sql.Named("to", f.To)}
	type place struct {
		FoundSentence
		index int64
	}
	var places []place
	if err := c.rows(ctx, c.db, func(v []any) error {
		places = append(places, place{FoundSentence{Document: v[0].(string), URI: v[1].(string), Published: v[2].(string), CopyOf: v[3].(string)}, v[4].(int64)})
		h.AllSentences = int(v[5].(int64))
		return nil
	}, fmt.Sprintf(hits, `SELECT d.ref, d.uri, d.published, d.copy_of, p.n - p.first, CASE WHEN :restricted THEN count(*) OVER () ELSE (SELECT count(*) FROM hit) END`)+` AND `+dated+` ORDER BY p.score, d.ref, p.n LIMIT :limit`, args...); err != nil {
		return err
	}
	if f.From != "" || f.To != "" {
		if err := c.db.QueryRowContext(ctx, fmt.Sprintf(hits, `SELECT count(*)`)+` AND d.published = ''`, args[:4]...).Scan(&h.Undated); err != nil {
			return err
		}
	}
	for _, p := range places {
		if err := c.db.QueryRowContext(ctx, `SELECT s.start, s."end", CAST(substr(CAST(r.text AS BLOB), s.start + 1, s."end" - s.start) AS TEXT)
			FROM document d JOIN sentence s ON s.id = (d.id << 24) + ?2 JOIN reading r ON r.document = d.ref WHERE d.ref = ?1`, p.Document, p.index).Scan(&p.Start, &p.End, &p.Text); err != nil {
			return err
		}
		p.Marks = s.Marks(p.Text)
		h.Sentences = append(h.Sentences, p.FoundSentence)
	}
	return nil
}

// compareSearch compares what two indexes of words say of each document: which words
// stand where in which sentence.
func (c *Case) compareSearch(ctx context.Context, p *Proof, fresh *sql.DB) error {
	have, err := c.wordsOf(ctx, c.db)
	if err != nil {
		return err
	}
	want, err := c.wordsOf(ctx, fresh)
	if err != nil {
		return err
	}
	for _, d := range sortedKeys(have) {
		switch w, ok := want[d]; {
		case !ok:
			p.find("search", d, "the readings give no such document")
		case w != have[d]:
			p.find("search", d, "the index holds other words than the text")
		}
	}
	for _, d := range sortedKeys(want) {
		if _, ok := have[d]; !ok {
			p.find("search", d, "the document is missing")
		}
	}
	return nil
}

// indexed is what an index says of one document. The index gives words in their own
// order, so their hashes are added up.
type indexed struct {
	sentences int64
	digest    string
	words     uint64
}

func (c *Case) wordsOf(ctx context.Context, db *sql.DB) (map[string]indexed, error) {
	var firsts []int64
	var documents []string
	out := map[string]indexed{}
	if err := c.rows(ctx, db, func(v []any) error {
		firsts, documents = append(firsts, v[0].(int64)), append(documents, v[1].(string))
		out[v[1].(string)] = indexed{sentences: v[2].(int64), digest: v[3].(string)}
		return nil
	}, `SELECT first, document, sentences, digest FROM searched ORDER BY first`); err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx) // a temporary table is seen by its connection alone
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `CREATE VIRTUAL TABLE temp.search_word USING fts5vocab(main, search, instance)`); err != nil {
		return nil, err
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), `DROP TABLE temp.search_word`)
	rows, err := conn.QueryContext(ctx, `SELECT term, doc, offset FROM temp.search_word`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var term string
		var n, offset int64
		if err := rows.Scan(&term, &n, &offset); err != nil {
			return nil, err
		}
		i, ok := slices.BinarySearch(firsts, n)
		if !ok {
			i--
		}
		document := ""
		if i >= 0 && n-firsts[i] < out[documents[i]].sentences {
			document, n = documents[i], n-firsts[i]
		}
		h := fnv.New64a()
		fmt.Fprintf(h, "%d %d %s", n, offset, term)
		x := out[document]
		x.words += h.Sum64()
		out[document] = x
	}
	return out, rows.Err()
}

// match is the search in the words of FTS5. Every word stands in quotation marks, in
// which nothing but a quotation mark has a meaning, and no term holds one.
func (s *Search) match() string {
	var all, none []string
	for _, t := range s.Terms {
		x := `"` + t.Text + `"`
		if t.Prefix {
			x += ` *`
		}
		if t.Not {
			none = append(none, ` NOT `+x)
		} else {
			all = append(all, x)
		}
	}
	return `(` + strings.Join(all, ` AND `) + `)` + strings.Join(none, ``)
}
