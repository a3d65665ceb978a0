package dossier

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"casegraph/internal/casefile"
	"casegraph/internal/graph"
	"casegraph/internal/judge"
	"casegraph/internal/schema"
)

// context around a quote and grades of a topic are shown up to here; what is left
// out is told.
const (
	contextBytes = 600
	gradesShown  = 200
)

// posts are the relations that the part on roles tells of.
var posts = []string{"LEADS", "SPEAKS_FOR", "HAS_ROLE_IN", "MEMBER_OF", "PART_OF", "OWNS", "FAMILY_OF"}

// A reader fills a dossier from the case file.
type reader struct {
	ctx    context.Context
	c      *casefile.Case
	schema *schema.Schema
	err    error

	id      string
	d       *Dossier
	reports map[string]*Report
	names   map[string]string // of entities
	claims  map[string]*Claim
	about   []*Claim            // that the entity fills a role of
	said    []*Claim            // that stand on its word
	edges   map[string][]string // of a claim
}

// Read gathers all that the case holds on the entity of an id. The case must be
// assembled. The same case gives the same dossier.
func Read(ctx context.Context, c *casefile.Case, s *schema.Schema, id string) (*Dossier, error) {
	r := &reader{
		ctx: ctx, c: c, schema: s, id: id, d: &Dossier{ID: id},
		reports: map[string]*Report{}, names: map[string]string{}, claims: map[string]*Claim{}, edges: map[string][]string{},
	}
	found := r.entity()
	if r.err == nil && !found {
		return nil, fmt.Errorf("the case file %s has no entity %q", c.Path(), id)
	}
	r.readReports()
	r.spellings()
	r.readClaims()
	r.passages()
	r.judgements()
	r.order()
	r.chapters()
	r.roles()
	r.topics()
	r.listReports()
	if r.err != nil {
		return nil, fmt.Errorf("dossier of %s: %w", id, r.err)
	}
	return r.d, nil
}

// each runs a query on id, the entity, and further parameters, and calls f with the
// cells of each row.
func (r *reader) each(f func(v row), query string, params map[string]any) {
	if r.err != nil {
		return
	}
	all := map[string]any{}
	if strings.Contains(query, ":id") {
		all["id"] = r.id
	}
	for k, v := range params {
		all[k] = v
	}
	_, rows, err := r.c.Query(r.ctx, query, all)
	if err != nil {
		r.err = err
		return
	}
	for _, v := range rows {
		f(v)
	}
}

type row []any

func (v row) text(i int) string {
	switch x := v[i].(type) {
	case string:
		return x
	case []byte:
		return string(x)
	case nil:
		return ""
	default:
		return fmt.Sprint(x)
	}
}

func (v row) int(i int) int {
	n, _ := v[i].(int64)
	return int(n)
}

func (v row) open(i int) *int64 {
	if n, ok := v[i].(int64); ok {
		return &n
	}
	return nil
}

func (r *reader) list(s string) (out []string) {
	if r.err == nil && s != "" {
		if err := json.Unmarshal([]byte(s), &out); err != nil {
			r.err = fmt.Errorf("read a list of the case file: %w", err)
		}
	}
	return out
}

func (r *reader) entity() (found bool) {
	d := r.d
	r.each(func(v row) {
		found = true
		d.Name, d.Labels, d.Country = v.text(0), r.list(v.text(1)), v.text(2)
		d.Described, d.Mentions, d.Documents = v.int(3) == 1, v.int(4), v.int(5)
	}, `SELECT name, labels, country, described, mentions, documents FROM entity WHERE ref = :id`, nil)
	r.each(func(v row) { d.FormerIDs = append(d.FormerIDs, v.text(0)) }, `SELECT id FROM former_id WHERE entity = `+own+` ORDER BY id`, nil)
	return found
}

// theirs are the claims that the dossier tells of.
const theirs = `(SELECT claim FROM argument WHERE entity = ` + own + ` UNION SELECT claim FROM speaker WHERE entity = ` + own + `)`

// own is the number of the entity in the case file; inside bounds the numbers of what
// stands in document d; the ids of claim c in d, of edge e from f to t, and of figure f of
// topic t with subject s stand in no table.
const (
	own      = `(SELECT id FROM entity WHERE ref = :id)`
	inside   = `BETWEEN d.id << 24 AND ((d.id + 1) << 24) - 1`
	claimID  = `d.ref || '/' || c.ref`
	edgeID   = `'edge/' || e.type || ' ' || f.ref || ' ' || t.ref`
	topicID  = `'topic/' || t.measure || ' ' || s.ref`
	figureID = `'figure/' || t.measure || ' ' || s.ref || ' ' || f.ref`

	claims  = ` CROSS JOIN claim c ON c.id = x.claim CROSS JOIN document d ON d.id = c.document `
	figures = `FROM entity s CROSS JOIN topic t ON t.subject = s.id CROSS JOIN figure f ON f.topic = t.id `
)

// readReports reads the documents that mention the entity, and those that they are
// copies of or that are copies of them.
func (r *reader) readReports() {
	copyOf := map[string]string{}
	r.each(func(v row) {
		p := &Report{
			ID: v.text(0), URI: v.text(1), URIs: r.list(v.text(2)), Title: v.text(3), Publisher: v.text(4), Published: v.text(5), Precision: v.text(6), Basis: v.text(7),
			SHA256: v.text(8), Length: v.int(9), Mentions: v.int(12),
		}
		copyOf[p.ID] = v.text(10)
		var skipped []struct {
			Start  int    `json:"start"`
			End    int    `json:"end"`
			Reason string `json:"reason"`
		}
		if err := json.Unmarshal([]byte(v.text(11)), &skipped); err != nil && r.err == nil {
			r.err = fmt.Errorf("read what was skipped of %s: %w", p.ID, err)
		}
		for _, s := range skipped {
			p.Skipped = append(p.Skipped, fmt.Sprintf("bytes %d–%d: %s", s.Start, s.End, s.Reason))
		}
		r.reports[p.ID] = p
	}, `WITH named AS MATERIALIZED (SELECT id >> 24 AS document, count(*) AS n FROM mention WHERE entity = `+own+` GROUP BY 1 UNION ALL
			SELECT DISTINCT claim >> 24, 0 FROM `+theirs+` WHERE claim >> 24 NOT IN (SELECT id >> 24 FROM mention WHERE entity = `+own+`)),
		refs AS MATERIALIZED (SELECT d.ref, d.copy_of FROM named n CROSS JOIN document d ON d.id = n.document),
		wanted AS (SELECT document FROM named UNION SELECT d.id FROM refs r CROSS JOIN document d ON d.ref = r.copy_of
			UNION SELECT d.id FROM copy x CROSS JOIN document d ON d.ref = x.document WHERE x.copy_of IN (SELECT ref FROM refs))
		SELECT d.ref, d.uri, d.uris, d.title, d.publisher, d.published, d.precision, d.basis, d.sha256, d.length, d.copy_of, d.skipped, coalesce((SELECT n FROM named WHERE document = d.id), 0)
		FROM document d WHERE d.id IN (SELECT document FROM wanted) ORDER BY d.ref`, nil)
	list := &r.d.Reports
	for _, p := range r.reports {
		*list = append(*list, p)
	}
	slices.SortFunc(*list, func(x, y *Report) int {
		return cmp.Or(cmp.Compare(late(x.Published), late(y.Published)), cmp.Compare(x.URI, y.URI), cmp.Compare(x.ID, y.ID))
	})
	for i, p := range *list {
		p.N = i + 1
		if o := r.reports[copyOf[p.ID]]; o != nil {
			p.CopyOf = o
			o.Copies = append(o.Copies, p)
		}
	}
}

// late puts what has no date behind what has one.
func late(date string) string { return cmp.Or(date, "~") }

// listReports is done last: its order was needed before.
func (r *reader) listReports() {
	for _, p := range r.d.Reports {
		slices.SortFunc(p.Copies, func(x, y *Report) int { return cmp.Compare(x.N, y.N) })
	}
}

func (r *reader) spellings() {
	d := r.d
	r.each(func(v row) { d.Spellings = append(d.Spellings, Spelling{v.text(0), v.int(1)}) }, `SELECT name, count FROM alias WHERE entity = `+own+` ORDER BY count DESC, name`, nil)
	folded := map[string]int{}
	r.each(func(v row) {
		s := strings.Join(strings.Fields(v.text(0)), " ")
		if i, ok := folded[strings.ToLower(s)]; ok {
			d.Descriptions[i].N += v.int(1)
			return
		}
		folded[strings.ToLower(s)] = len(d.Descriptions)
		d.Descriptions = append(d.Descriptions, Spelling{s, v.int(1)})
	}, `SELECT text, count(*) FROM mention WHERE entity = `+own+` AND (form = 'nominal' OR form = 'name' AND demonym) GROUP BY text ORDER BY text`, nil)
	slices.SortStableFunc(d.Descriptions, func(x, y Spelling) int { return cmp.Compare(y.N, x.N) })
	r.each(func(v row) { d.Links = append(d.Links, Count{v.text(0), v.int(1)}) },
		`SELECT l.reason, count(*) FROM mention m CROSS JOIN link l ON l.id BETWEEN m.document << 24 AND ((m.document + 1) << 24) - 1 AND l."right" = m.id WHERE m.entity = `+own+` GROUP BY l.reason ORDER BY count(*) DESC, l.reason`, nil)
	type pair struct {
		left, right, reason string
		weight              int
	}
	at := map[pair]int{}
	r.each(func(v row) {
		j := Join{Left: r.witness(v.text(0)), Right: r.witness(v.text(1)), Reason: v.text(2), Weight: v.int(3), N: 1}
		if v.text(4) != "" {
			j.Judgement = &Judgement{Kind: v.text(5), Reason: v.text(6), By: v.text(7)}
			d.Joins = append(d.Joins, j)
			return
		}
		k := pair{j.Left.Name, j.Right.Name, j.Reason, j.Weight}
		if i, ok := at[k]; ok {
			d.Joins[i].N++
			return
		}
		at[k] = len(d.Joins)
		d.Joins = append(d.Joins, j)
	}, `SELECT lp.key, rp.key, n.reason, n.weight, n.judgement, coalesce(j.kind, ''), coalesce(json_extract(j.judgement, '$.reason'), ''), coalesce(json_extract(j.judgement, '$.by'), '')
		FROM join_ n JOIN profile lp ON lp.id = n."left" JOIN profile rp ON rp.id = n."right" LEFT JOIN judgement j ON j.id = n.judgement AND j.until = 0 AND n.judgement <> '' WHERE n.entity = `+own+` ORDER BY n.weight DESC, n.reason, lp.key, rp.key`, nil)
	r.each(func(v row) {
		d.Apart = append(d.Apart, Apart{Party{v.text(0), v.text(1)}, Judgement{"different", v.text(2), v.text(3)}})
	}, `SELECT DISTINCT q.entity, coalesce((SELECT name FROM entity WHERE ref = q.entity), ''), json_extract(j.judgement, '$.reason'), json_extract(j.judgement, '$.by')
		FROM profile p JOIN anchor x ON x.profile = p.key JOIN judgement j ON j.id = x.judgement AND j.until = 0 AND j.kind = 'different'
		JOIN anchor y ON y.judgement = x.judgement AND y.side <> x.side JOIN profile q ON q.key = y.profile WHERE p.entity = :id ORDER BY 1, 3, 4`, nil)
}

// witness finds where a profile's fullest name stands.
func (r *reader) witness(profile string) (w Witness) {
	document := ""
	r.each(func(v row) {
		document, w.Name, w.Start, w.End = v.text(0), v.text(1), v.int(2), v.int(3)
	}, `SELECT d.ref, m.text, m.start, m."end" FROM profile p CROSS JOIN profile_document x ON x.profile = p.id CROSS JOIN document d ON d.ref = x.document CROSS JOIN mention m ON m.id `+inside+` AND m.profile = p.id
		WHERE p.key = :k ORDER BY m.form <> 'name', length(m.text) DESC, d.published, d.ref, m.id LIMIT 1`, map[string]any{"k": profile})
	w.Report = r.reports[document]
	r.each(func(v row) {
		if s, from := v.text(0), v.int(1); w.Start >= from && w.End <= from+len(s) && s[w.Start-from:w.End-from] == w.Name {
			w.Before, w.After = s[:w.Start-from], s[w.End-from:]
		}
	}, `SELECT CAST(substr(CAST(r.text AS BLOB), s.start + 1, s."end" - s.start) AS TEXT), s.start FROM document d JOIN sentence s ON s.id `+inside+` JOIN reading r ON r.document = d.ref
		WHERE d.ref = :d AND s.start <= :s AND s."end" >= :e LIMIT 1`, map[string]any{"d": document, "s": w.Start, "e": w.End})
	return w
}

func (r *reader) party(id string) Party {
	if id == "" {
		return Party{}
	}
	return Party{id, cmp.Or(r.names[id], id)}
}

func (r *reader) readClaims() {
	var all []*Claim
	r.each(func(v row) {
		c := &Claim{
			ID: v.text(0), Report: r.reports[v.text(1)], Type: v.text(2), Start: v.int(3), End: v.int(4), TriggerStart: v.int(5), TriggerEnd: v.int(6), Trigger: v.text(7),
			Quote: v.text(8), Stance: v.text(9), Negated: v.int(10) == 1, Ended: v.int(11) == 1, Dated: v.int(12) == 1,
			Date: Date{v.text(13), v.text(14), v.text(15), v.text(16)}, Rule: v.text(17), Judged: v.text(18),
		}
		r.claims[c.ID] = c
		all = append(all, c)
	}, `SELECT `+claimID+`, d.ref, type, sentence_start, sentence_end, trigger_start, trigger_end, "trigger", quote, stance, negated, ended, dated, date_text, date_from, date_to, date_precision, rule, judged
		FROM `+theirs+` x`+claims+`ORDER BY d.ref, c.id`, nil)
	r.each(func(v row) { r.names[v.text(0)] = v.text(1) }, `SELECT ref, name FROM entity WHERE id IN (
		SELECT entity FROM argument WHERE claim IN `+theirs+` UNION SELECT entity FROM speaker WHERE claim IN `+theirs+`)
		OR ref IN (SELECT f.origin `+figures+`WHERE s.ref = :id UNION SELECT f.place `+figures+`WHERE s.ref = :id UNION SELECT :id)`, nil)
	about, said := map[string]bool{}, map[string]bool{}
	r.each(func(v row) {
		c := r.claims[v.text(0)]
		if c == nil {
			return
		}
		a := Arg{Role: v.text(1), Text: v.text(2), Entity: r.party(v.text(3))}
		about[c.ID] = about[c.ID] || a.Entity.ID == r.id
		if v.int(4) == 1 {
			f := graph.Figure{Min: v.open(6), Max: v.open(7), About: v.int(8) == 1, Exclusive: v.int(9) == 1}
			a.Text = cmp.Or(v.text(5), a.Text)
			if f.Min != nil || f.Max != nil {
				a.Quantity = f.Words()
			}
			if u := v.text(10); u != "" && a.Quantity != "" {
				a.Quantity += " (" + u + ")"
			}
		}
		c.Args = append(c.Args, a)
	}, `SELECT `+claimID+`, a.role, a.text, coalesce((SELECT ref FROM entity WHERE id = a.entity), ''), a.quantity, a.quantity_text, a."min", a."max", a.about, a.exclusive, a.unit
		FROM `+theirs+` x`+claims+`CROSS JOIN argument a ON a.claim = c.id ORDER BY d.ref, c.id, a.n`, nil)
	r.each(func(v row) {
		c := r.claims[v.text(0)]
		if c == nil {
			return
		}
		hop := v.int(1)
		if len(c.Chain) == 0 || hop >= len(c.Chain) {
			c.Chain = append(c.Chain, nil)
		}
		at := len(c.Chain) - 1
		s := Speaker{Text: v.text(2), Entity: r.party(v.text(3)), Cue: v.text(4)}
		said[c.ID] = said[c.ID] || s.Entity.ID == r.id
		c.Chain[at] = append(c.Chain[at], s)
	}, `SELECT `+claimID+`, s.hop, s.text, coalesce((SELECT ref FROM entity WHERE id = s.entity), ''), coalesce(CAST(substr(CAST(r.text AS BLOB), s.cue_start + 1, s.cue_end - s.cue_start) AS TEXT), '')
		FROM `+theirs+` x`+claims+`CROSS JOIN speaker s ON s.claim = c.id LEFT JOIN reading r ON r.document = d.ref ORDER BY d.ref, c.id, s.hop, s.n`, nil)
	r.each(func(v row) { r.edges[v.text(0)] = append(r.edges[v.text(0)], v.text(1)) },
		`SELECT `+claimID+`, `+edgeID+` FROM `+theirs+` x`+claims+`CROSS JOIN claim_edge ce ON ce.claim = c.id CROSS JOIN edge_row e ON e.id = ce.edge
		CROSS JOIN entity f ON f.id = e."from" CROSS JOIN entity t ON t.id = e."to" ORDER BY d.ref, c.id, 2`, nil)
	for _, c := range all {
		if about[c.ID] {
			r.about = append(r.about, c)
		}
		if said[c.ID] {
			r.said = append(r.said, c)
		}
	}
}

// passages gives each claim the sentences around its own, and proves its words
// against the kept text.
func (r *reader) passages() {
	in := map[*Report][]*Claim{}
	for _, c := range r.claims {
		if c.Report != nil {
			in[c.Report] = append(in[c.Report], c)
		}
	}
	for _, p := range r.d.Reports {
		if len(in[p]) == 0 {
			continue
		}
		text := ""
		r.each(func(v row) { text = v.text(0) }, `SELECT text FROM reading WHERE document = :d`, map[string]any{"d": p.ID})
		type span struct {
			start, end int
			part       string // headline, body ...
		}
		var sentences []span
		r.each(func(v row) {
			if s := (span{v.int(0), v.int(1), v.text(2)}); s.start >= 0 && s.start <= s.end && s.end <= len(text) {
				sentences = append(sentences, s)
			}
		}, `SELECT start, "end", kind FROM document d JOIN sentence s ON s.id `+inside+` WHERE d.ref = :d ORDER BY start, "end"`, map[string]any{"d": p.ID})
		for _, c := range in[p] {
			if c.Start < 0 || c.End > len(text) || c.Start > c.End || text[c.Start:c.End] != c.Quote ||
				c.TriggerStart < c.Start || c.TriggerEnd > c.End || text[c.TriggerStart:c.TriggerEnd] != c.Trigger {
				c.Differs = true
				continue
			}
			next := sort.Search(len(sentences), func(i int) bool { return sentences[i].start >= c.End })
			last := next - 1 // the quote's own last sentence
			if next < len(sentences) {
				after := sentences[next]
				c.After = head(text[after.start:after.end])
				c.ParagraphAfter = last >= 0 && sentences[last].part != after.part || apart(text[c.End:after.start])
			}
			for i := last; i >= 0; i-- {
				if before := sentences[i]; before.end <= c.Start {
					c.Before = tail(text[before.start:before.end])
					c.ParagraphBefore = before.part != sentences[min(i+1, last)].part || apart(text[before.end:c.Start])
					break
				}
			}
		}
	}
}

// apart says that a blank line lies between two sentences.
func apart(between string) bool { return strings.Count(between, "\n") > 1 }

func head(s string) string {
	if len(s) <= contextBytes {
		return s
	}
	n := contextBytes
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return fmt.Sprintf("%s [… %d further bytes of this sentence]", s[:n], len(s)-n)
}

func tail(s string) string {
	if len(s) <= contextBytes {
		return s
	}
	n := len(s) - contextBytes
	for n < len(s) && !utf8.RuneStart(s[n]) {
		n++
	}
	return fmt.Sprintf("[… %d bytes of this sentence before] %s", n, s[n:])
}

// judgements gives claims what persons said of them. A judgement stands on the words
// that it was made on; the claim is found as package judge finds it.
func (r *reader) judgements() {
	type candidate struct {
		id, is, trigger string
		start, end      int
	}
	of := map[string][]candidate{} // by document
	var live []judge.Judgement
	var where []string
	r.each(func(v row) {
		var j judge.Judgement
		if err := json.Unmarshal([]byte(v.text(0)), &j); err != nil && r.err == nil {
			r.err = fmt.Errorf("read a judgement: %w", err)
		}
		live, where = append(live, j), append(where, v.text(1))
	}, `SELECT j.judgement, a.document FROM judgement j JOIN anchor a ON a.judgement = j.id AND a.side = 0
		WHERE j.until = 0 AND j.kind IN ('reject', 'confirm', 'note') AND a.document IN (SELECT d.ref FROM `+theirs+` x JOIN document d ON d.id = x.claim >> 24) ORDER BY j.n`, nil)
	for i := range live {
		j, document := &live[i], where[i]
		if _, ok := of[document]; !ok {
			cs := []candidate{}
			r.each(func(v row) {
				if len(cs) == 0 || cs[len(cs)-1].id != v.text(0) {
					cs = append(cs, candidate{v.text(0), v.text(1), v.text(2), v.int(3), v.int(4)})
				}
				if v[5] != nil {
					cs[len(cs)-1].is += judge.Role(v.text(5), v.text(6))
				}
			}, `SELECT `+claimID+`, c.type, c."trigger", c.trigger_start, c.trigger_end, a.role, a.text FROM document d JOIN claim c ON c.id `+inside+` LEFT JOIN argument a ON a.claim = c.id WHERE d.ref = :d ORDER BY c.id, a.n`, map[string]any{"d": document})
			of[document] = cs
		}
		own := j.Left.Document == document
		typ, _, _ := strings.Cut(j.Claim, " ")
		best, rank := "", [3]int{}
		for _, c := range of[document] {
			is, _, _ := strings.Cut(c.is, " ")
			common := min(c.end, j.Left.End) - max(c.start, j.Left.Start)
			if c.is != j.Claim && (is != typ || !own) || own && common <= 0 || !own && c.trigger != j.Left.Surface {
				continue
			}
			now := [3]int{0, -max(c.start-j.Left.Start, j.Left.Start-c.start), common}
			if c.is == j.Claim {
				now[0] = 1
			}
			if best == "" || slices.Compare(now[:], rank[:]) > 0 {
				best, rank = c.id, now
			}
		}
		if c := r.claims[best]; c != nil {
			c.Judgements = append(c.Judgements, Judgement{string(j.Kind), j.Reason, j.By})
		}
	}
}

// order sorts the claims by date, what has none by its report's.
func (r *reader) order() {
	for _, list := range [][]*Claim{r.about, r.said} {
		slices.SortFunc(list, func(x, y *Claim) int {
			return cmp.Or(cmp.Compare(late(x.When()), late(y.When())), cmp.Compare(x.ID, y.ID))
		})
	}
	for _, c := range r.about {
		e := Event{c.Date, c}
		if c.Date.Known() {
			r.d.Timeline = append(r.d.Timeline, e)
		} else {
			r.d.Undated = append(r.d.Undated, e)
		}
	}
}

// chapters puts each claim where it is told in full, and numbers it.
func (r *reader) chapters() {
	sums := map[string]*Sums{}
	r.each(func(v row) {
		sums[v.text(0)] = &Sums{v.int(1), v.int(2), v.int(3), v.int(4), v.int(5), v.int(6), v.text(7), v.text(8)}
	}, `SELECT `+edgeID+`, e.claims, e.documents, e.origins, e.unsourced, e.denied, e.planned, e.first, e.last FROM edge e JOIN entity f ON f.id = e."from" JOIN entity t ON t.id = e."to"
		WHERE e.id IN (SELECT edge FROM claim_edge WHERE claim IN `+theirs+`)`, nil)
	told := map[*Claim]bool{}
	var named []*Claim
	gather := func(list []*Claim, edges func(*Claim) []string) []Chapter {
		groups := map[[2]string]*Group{}
		for _, c := range list {
			for _, e := range edges(c) {
				k := [2]string{c.Type, e}
				g := groups[k]
				if g == nil {
					g = &Group{Edge: e, Sums: sums[e]}
					if rel := r.schema.Relation(c.Type); rel != nil {
						g.Symmetric = rel.Symmetric
					}
					if f := strings.Fields(e); len(f) == 3 {
						g.From, g.To = r.party(f[1]), r.party(f[2])
					}
					groups[k] = g
				}
				g.Also = append(g.Also, c) // parted below, in the order of the page
			}
		}
		var out []Chapter
		keys := make([][2]string, 0, len(groups))
		for k := range groups {
			keys = append(keys, k)
		}
		size := func(k [2]string) int {
			switch g := groups[k]; {
			case g.Edge == "":
				return -1 // what has no edge comes last
			default:
				return len(g.Also)
			}
		}
		slices.SortFunc(keys, func(x, y [2]string) int {
			return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(size(y), size(x)), cmp.Compare(x[1], y[1]))
		})
		for _, k := range keys {
			if len(out) == 0 || out[len(out)-1].Type != k[0] {
				out = append(out, Chapter{Type: k[0]})
			}
			g := groups[k]
			all := g.Also
			g.Also = nil
			for _, c := range all {
				if told[c] {
					g.Also = append(g.Also, c)
					continue
				}
				told[c] = true
				g.Claims = append(g.Claims, c)
			}
			at := &out[len(out)-1]
			at.Groups = append(at.Groups, *g)
		}
		return out
	}
	d := r.d
	d.About = gather(r.about, func(c *Claim) (mine []string) {
		for _, e := range r.edges[c.ID] {
			if f := strings.Fields(e); len(f) == 3 && (f[1] == r.id || f[2] == r.id) {
				mine = append(mine, e)
			}
		}
		if mine == nil {
			named = append(named, c)
		}
		return mine
	})
	first := func(c *Claim) []string {
		if es := r.edges[c.ID]; len(es) > 0 {
			return es[:1]
		}
		return []string{""}
	}
	d.Named = gather(named, first)
	d.Said = gather(r.said, first)
	for i, c := range d.Claims() {
		c.N = i + 1
	}
}

// parties are the fillers of a role that are entities.
func parties(c *Claim, role string) (out []Party) {
	for _, a := range c.Args {
		if a.Role != role {
			continue
		}
		p := a.Entity
		if p.ID == "" {
			p.Name = a.Text
		}
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

func (r *reader) roles() {
	at := map[string]int{}
	list := &r.d.Roles
	for _, typ := range posts {
		rel := r.schema.Relation(typ)
		if rel == nil {
			continue
		}
		for _, c := range r.about {
			if c.Type != typ {
				continue
			}
			x := Role{Type: typ, From: parties(c, rel.From), To: parties(c, rel.To), Ended: c.Ended, How: c.How()}
			for _, a := range c.Args {
				if a.Role == "title" || a.Role == "relation" {
					x.Title = strings.Join(strings.Fields(a.Text), " ")
				}
			}
			k := fmt.Sprintf("%q %q %q %q %q", x.Type, x.From, x.To, strings.ToLower(x.Title), x.How)
			i, ok := at[k]
			if !ok {
				i = len(*list)
				at[k] = i
				*list = append(*list, x)
			}
			y := &(*list)[i]
			y.Claims = append(y.Claims, c)
			if s := c.Date.String(); c.Date.Known() && !slices.Contains(y.Dates, s) {
				y.Dates = append(y.Dates, s)
			}
		}
	}
}

func (r *reader) topics() {
	d := r.d
	at := map[string]int{}     // of a topic
	number := map[string]int{} // of a figure in its topic
	r.each(func(v row) {
		i, ok := at[v.text(0)]
		if !ok {
			i = len(d.Topics)
			at[v.text(0)] = i
			d.Topics = append(d.Topics, Topic{ID: v.text(0), Measure: v.text(1)})
		}
		t := &d.Topics[i]
		f := graph.Figure{Min: v.open(3), Max: v.open(4), About: v.int(5) == 1, Exclusive: v.int(6) == 1}
		number[v.text(2)] = len(t.Figures) + 1
		t.Figures = append(t.Figures, Figure{
			N: len(t.Figures) + 1, ID: v.text(2), Words: f.Words(), AsOf: v.text(9), Stance: v.text(7), Place: r.party(v.text(10)),
			Origin: Party{v.text(8), cmp.Or(r.names[v.text(8)], v.text(11), v.text(8))},
		})
	}, `SELECT `+topicID+`, t.measure, `+figureID+`, f."min", f."max", f.about, f.exclusive, f.stance, f.origin, f.as_of, f.place, coalesce((SELECT m.text FROM document d CROSS JOIN mention m ON m.id `+inside+` AND d.ref || '/' || m.ref = f.origin WHERE d.ref = substr(f.origin, 1, instr(f.origin, '/') - 1)), '')
		`+figures+`WHERE s.ref = :id ORDER BY t.measure, f.as_of, f.ref`, nil)
	r.each(func(v row) {
		f := &d.Topics[at[v.text(0)]].Figures[number[v.text(1)]-1]
		if c := r.claims[v.text(2)]; c != nil {
			f.Claims = append(f.Claims, c)
		}
	}, `SELECT `+topicID+`, `+figureID+`, `+claimID+` `+figures+`CROSS JOIN figure_claim x ON x.figure = f.id`+claims+`WHERE s.ref = :id ORDER BY t.measure, f.ref, d.ref, c.id`, nil)
	r.each(func(v row) {
		t := &d.Topics[at[v.text(0)]]
		if x, y := number[v.text(1)], number[v.text(2)]; x > 0 && y > 0 {
			t.Grades = append(t.Grades, Grade{x, y, v.text(3), v.text(4)})
		}
	}, `SELECT `+topicID+`, `+figureID+`, 'figure/' || t.measure || ' ' || s.ref || ' ' || r.ref, g.grade, g.reason
		FROM entity s CROSS JOIN topic t ON t.subject = s.id CROSS JOIN grade g ON g.topic = t.id CROSS JOIN figure f ON f.id = g."left" CROSS JOIN figure r ON r.id = g."right" WHERE s.ref = :id ORDER BY t.measure, f.ref, r.ref`, nil)
	for i := range d.Topics {
		t := &d.Topics[i]
		slices.SortFunc(t.Grades, func(x, y Grade) int {
			return cmp.Or(cmp.Compare(weight[x.Grade], weight[y.Grade]), cmp.Compare(x.Left, y.Left), cmp.Compare(x.Right, y.Right))
		})
		if len(t.Grades) > gradesShown {
			t.More = len(t.Grades) - gradesShown
			t.Grades = t.Grades[:gradesShown]
		}
	}
}
