package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"casegraph/internal/casefile"
	"casegraph/internal/graph"

	"github.com/spf13/cobra"
)

func (a *app) showVerb() *cobra.Command {
	var html string
	cmd := &cobra.Command{
		Use: "show NAME|ID", Short: "All that is said of one entity, with the words and who says them", Args: args(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, words []string) error {
			name := strings.Join(words, " ")
			return a.opened(cmd.Context(), func(c *casefile.Case, r casefile.Rules) error {
				if cmd.Flags().Changed("html") {
					return a.dossier(cmd.Context(), c, r, name, html)
				}
				return a.show(cmd.Context(), c, name)
			})
		},
	}
	cmd.Flags().StringVar(&html, "html", "", "write a dossier to this file, for screen and paper; - for standard output")
	return cmd
}

func (a *app) whyVerb() *cobra.Command {
	return &cobra.Command{
		Use: "why ID", Short: "The evidence of an edge, claim, figure, join or entity", Args: args(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, words []string) error {
			return a.opened(cmd.Context(), func(c *casefile.Case, _ casefile.Rules) error {
				return a.why(cmd.Context(), c, strings.Join(words, " "))
			})
		},
	}
}

// asker runs a query and calls f with the cells of each row.
type asker struct {
	ctx context.Context
	c   *casefile.Case
	err error
}

func (q *asker) each(f func(v []string), query string, params map[string]any) int {
	if q.err != nil {
		return 0
	}
	_, rows, err := q.c.Query(q.ctx, query, params)
	if err != nil {
		q.err = err
		return 0
	}
	for _, r := range rows {
		v := make([]string, len(r))
		for i := range r {
			v[i] = printable(strings.Join(strings.Fields(cell(r[i])), " "))
		}
		f(v)
	}
	return len(rows)
}

type p = map[string]any

// Rows by the ids that stand in records: an entity's number, an edge by its :type, :from
// and :to, a claim by its :document and :ref, a figure by its :measure, :subject and :ref.
const (
	numberOf = `(SELECT id FROM entity WHERE ref = :id)`
	edgeOf   = `FROM edge_row e JOIN entity f ON f.id = e."from" AND f.ref = :from JOIN entity t ON t.id = e."to" AND t.ref = :to AND e.type = :type`
	claimOf  = `FROM document d JOIN claim c ON d.ref = :document AND c.id BETWEEN d.id << 24 AND ((d.id + 1) << 24) - 1 AND c.ref = :ref`
	figureOf = `FROM entity s JOIN topic t ON t.subject = s.id AND s.ref = :subject AND t.measure = :measure JOIN figure f ON f.topic = t.id AND f.ref = :ref`
)

func endsOf(edge string) p {
	typ, from, to, _ := graph.ParseEdge(edge)
	return p{"type": typ, "from": from, "to": to}
}

func inDocument(id string) p {
	document, ref, _ := strings.Cut(id, "/")
	return p{"document": document, "ref": ref}
}

func betweenProfiles(join string) p {
	left, right, _ := strings.Cut(strings.TrimPrefix(join, "join/"), " ")
	return p{"left": left, "right": right}
}

func inTopic(figure string) p {
	measure, rest, _ := strings.Cut(strings.TrimPrefix(figure, "figure/"), " ")
	subject, ref, _ := strings.Cut(rest, " ")
	return p{"measure": measure, "subject": subject, "ref": ref}
}

// find returns the entities that a name or id can mean: of the id, of a former
// id, of the name, of a spelling, whatever its capitals.
func (q *asker) find(name string) (ids []string) {
	for _, query := range []string{
		`SELECT ref FROM entity WHERE ref = :n`,
		`SELECT e.ref FROM former_id f JOIN entity e ON e.id = f.entity WHERE f.id = :n ORDER BY e.ref`,
		`SELECT ref FROM entity WHERE NOT described AND lower(name) = lower(:n) ORDER BY mentions DESC, ref`,
		`SELECT DISTINCT e.ref FROM alias a JOIN entity e ON e.id = a.entity WHERE NOT e.described AND lower(a.name) = lower(:n) ORDER BY e.ref`,
		`SELECT DISTINCT e.ref FROM alias a JOIN entity e ON e.id = a.entity WHERE NOT e.described AND instr(lower(a.name), lower(:n)) > 0 ORDER BY e.ref`,
	} {
		q.each(func(v []string) { ids = append(ids, v[0]) }, query, p{"n": name})
		if len(ids) > 0 || q.err != nil {
			return ids
		}
	}
	return nil
}

const chainOf = `coalesce((SELECT group_concat(text, ' ← ' ORDER BY hop, n) FROM speaker WHERE claim = c.id), '')`

// one returns the only entity that a name or id can mean. Where several answer it
// lists them, on w.
func (q *asker) one(w io.Writer, name string) (id string, err error) {
	ids := q.find(name)
	switch {
	case q.err != nil:
		return "", q.err
	case len(ids) == 0:
		return "", hinted{fmt.Errorf("the case file knows no %q", name), "ingest query who-said-what, or part of the name"}
	case len(ids) > 1:
		for _, id := range ids {
			fmt.Fprintln(w, id)
		}
		return "", hinted{fmt.Errorf("%d entities answer to %q", len(ids), name), "name one of them by its id"}
	}
	return ids[0], nil
}

func (a *app) show(ctx context.Context, c *casefile.Case, name string) error {
	q := &asker{ctx: ctx, c: c}
	id, err := q.one(a.out, name)
	if err != nil {
		return err
	}
	q.each(func(v []string) {
		fmt.Fprintf(a.out, "%s\n  %s  %s", v[0], id, strings.Trim(strings.NewReplacer(`"`, "", "[", "", "]", "", ",", " ").Replace(v[1]), " "))
		if v[2] != "" {
			fmt.Fprintf(a.out, "  %s", v[2])
		}
		fmt.Fprintf(a.out, "  %s mentions in %s documents\n", v[3], v[4])
	}, `SELECT name, labels, country, mentions, documents FROM entity WHERE ref = :id`, p{"id": id})

	fmt.Fprintln(a.out, "\nspellings")
	q.each(func(v []string) { fmt.Fprintf(a.out, "  %s ×%s\n", v[0], v[1]) },
		`SELECT name, count FROM alias WHERE entity = `+numberOf+` ORDER BY count DESC, name`, p{"id": id})
	if q.each(func(v []string) { fmt.Fprintf(a.out, "  joined: %s (weight %s)\n", v[0], v[1]) },
		`SELECT reason, weight FROM join_ WHERE entity = `+numberOf+` ORDER BY weight DESC, reason`, p{"id": id}) == 0 {
		fmt.Fprintln(a.out, "  one profile: nothing had to be joined across documents")
	}
	q.each(func(v []string) { fmt.Fprintf(a.out, "  in a report: %s, %s times\n", v[0], v[1]) },
		`SELECT l.reason, count(*) FROM mention m CROSS JOIN link l ON l.id BETWEEN m.document << 24 AND ((m.document + 1) << 24) - 1 AND l."right" = m.id WHERE m.entity = `+numberOf+` GROUP BY l.reason ORDER BY count(*) DESC, l.reason LIMIT 12`, p{"id": id})

	last := ""
	n := q.each(func(v []string) {
		if v[0] != last {
			fmt.Fprintf(a.out, "\n%s  %s → %s   (%s claims, %s documents, %s origins, %s unsourced)\n", v[1], v[2], v[3], v[4], v[5], v[6], v[7])
			last = v[0]
		}
		a.evidence(v[8], v[9], v[10], v[11], v[12], v[13], v[14])
	}, `SELECT e.id, e.type, f.name, t.name, e.claims, e.documents, e.origins, e.unsourced, c.quote, d.uri, c.sentence_start, c.sentence_end, `+chainOf+`, c.stance, c.negated
	    FROM edge e JOIN entity f ON f.id = e."from" JOIN entity t ON t.id = e."to" JOIN claim_edge ec ON ec.edge = e.id JOIN claim c ON c.id = ec.claim JOIN document d ON d.id = c.document
	    WHERE `+numberOf+` IN (e."from", e."to") ORDER BY e.type, f.ref, t.ref, d.ref, c.id`, p{"id": id})
	if n == 0 {
		fmt.Fprintln(a.out, "\nno edges")
	}
	head := false
	q.each(func(v []string) {
		if !head {
			fmt.Fprintln(a.out, "\nfigures")
			head = true
		}
		fmt.Fprintf(a.out, "  %s  %s  as of %s  %s  origin %s  %s\n", v[0], v[1], or(v[2], "no date"), v[3], or(v[4], "the outlet itself"), v[5])
	}, `SELECT t.measure, CASE WHEN f."min" IS f."max" THEN f."min" ELSE coalesce(f."min", '') || '–' || coalesce(f."max", '') END, f.as_of, f.stance,
	    coalesce((SELECT name FROM entity WHERE ref = f.origin), f.origin), coalesce((SELECT group_concat(text, '; ') FROM (SELECT DISTINCT grade || ': ' || reason AS text FROM grade g WHERE g.topic = t.id AND f.id IN (g."left", g."right") AND g.grade <> 'same' ORDER BY 1)), '')
	    FROM topic t JOIN figure f ON f.topic = t.id WHERE t.subject = `+numberOf+` ORDER BY t.measure, f.as_of, f.ref`, p{"id": id})
	return q.err
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// evidence writes one claim: its quote, where it stands, who says so and how.
func (a *app) evidence(quote, uri, start, end, chain, stance, negated string) {
	how := stance
	if negated == "1" {
		how += ", negated"
	}
	fmt.Fprintf(a.out, "  %s\n    %s bytes %s–%s; %s; %s\n", quoted(quote), uri, start, end, or(chain, "the outlet itself"), how)
}

// why tells the evidence of whatever has the id.
func (a *app) why(ctx context.Context, c *casefile.Case, id string) error {
	q := &asker{ctx: ctx, c: c}
	ends := endsOf(id)
	found := q.each(func(v []string) {
		fmt.Fprintf(a.out, "%s  %s → %s\n  %s claims in %s documents, %s origins, %s unsourced, %s denied, %s planned\n", v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8])
	}, `SELECT e.type, f.ref, t.ref, e.claims, e.documents, e.origins, e.unsourced, e.denied, e.planned `+edgeOf+` AND e.claims > 0`, ends)
	if found > 0 {
		var claims []string
		q.each(func(v []string) { claims = append(claims, v[0]) }, `SELECT d.ref || '/' || c.ref `+edgeOf+` JOIN claim_edge x ON x.edge = e.id JOIN claim c ON c.id = x.claim JOIN document d ON d.id = c.document ORDER BY d.ref, c.id`, ends)
		for _, cl := range claims {
			a.whyClaim(q, cl)
		}
		return q.err
	}
	if a.whyClaim(q, id) {
		return q.err
	}
	found = q.each(func(v []string) {
		fmt.Fprintf(a.out, "%s of %s: min %s, max %s, about %s; %s, as of %s\n", v[0], v[1], or(v[2], "open"), or(v[3], "open"), v[4], v[5], or(v[6], "no date"))
	}, `SELECT t.measure, s.ref, f."min", f."max", f.about, f.stance, f.as_of `+figureOf, inTopic(id))
	if found > 0 {
		q.each(func(v []string) { fmt.Fprintf(a.out, "  %s: %s\n", v[0], v[1]) },
			`SELECT g.grade, g.reason `+figureOf+` JOIN grade g ON g.topic = t.id AND f.id IN (g."left", g."right") ORDER BY g.grade, g.reason`, inTopic(id))
		var claims []string
		q.each(func(v []string) { claims = append(claims, v[0]) }, `SELECT d.ref || '/' || c.ref `+figureOf+` JOIN figure_claim x ON x.figure = f.id JOIN claim c ON c.id = x.claim JOIN document d ON d.id = c.document ORDER BY d.ref, c.id`, inTopic(id))
		for _, cl := range claims {
			a.whyClaim(q, cl)
		}
		return q.err
	}
	if a.joins(q, `l.key = :left AND r.key = :right`, betweenProfiles(id)) > 0 || q.err != nil {
		return q.err
	}
	if ids := q.find(id); len(ids) == 1 {
		a.whyEntity(q, ids[0])
		return q.err
	} else if len(ids) > 1 {
		return a.show(ctx, c, id) // it tells that several answer
	}
	return hinted{fmt.Errorf("nothing in the case file has the id %q", id), "ids stand in the answers of ingest query and ingest show, and in the records"}
}

// whyClaim tells one claim whole: its words, its arguments, its chain, its rule.
func (a *app) whyClaim(q *asker, id string) bool {
	n := q.each(func(v []string) {
		fmt.Fprintf(a.out, "\n%s  %s\n", v[0], id)
		a.evidence(v[1], v[2], v[3], v[4], v[5], v[6], v[7])
		fmt.Fprintf(a.out, "    found by %s at %s, bytes %s–%s\n", v[8], quoted(v[9]), v[10], v[11])
		if v[12] == "1" {
			fmt.Fprintf(a.out, "    date %s: %s to %s\n", quoted(v[13]), or(v[14], "not known"), or(v[15], "not known"))
		}
	}, `SELECT c.type, c.quote, d.uri, c.sentence_start, c.sentence_end, `+chainOf+`, c.stance, c.negated, c.rule, c."trigger", c.trigger_start, c.trigger_end, c.dated, c.date_text, c.date_from, c.date_to
	    `+claimOf, inDocument(id))
	if n == 0 {
		return false
	}
	q.each(func(v []string) {
		fmt.Fprintf(a.out, "    %-8s %s bytes %s–%s", v[0], quoted(v[1]), v[2], v[3])
		if v[4] != "" {
			fmt.Fprintf(a.out, "  %s", v[4])
		}
		if v[5] != "" {
			fmt.Fprintf(a.out, "  (%s)", v[5])
		}
		fmt.Fprintln(a.out)
	}, `SELECT a.role, a.text, a.start, a."end", coalesce((SELECT ref FROM entity WHERE id = a.entity), ''), a.path `+claimOf+` JOIN argument a ON a.claim = c.id ORDER BY a.n`, inDocument(id))
	return true
}

// whyEntity tells by which spellings an entity is known, and why they are one: each
// join with a sentence of both sides.
func (a *app) whyEntity(q *asker, id string) {
	q.each(func(v []string) {
		fmt.Fprintf(a.out, "%s\n  %s\n", v[0], id)
	}, `SELECT name FROM entity WHERE ref = :id`, p{"id": id})
	fmt.Fprintln(a.out, "\nspellings")
	type spelling struct{ name, count string }
	var names []spelling
	q.each(func(v []string) { names = append(names, spelling{v[0], v[1]}) }, `SELECT name, count FROM alias WHERE entity = `+numberOf+` ORDER BY count DESC, name`, p{"id": id})
	for _, n := range names {
		fmt.Fprintf(a.out, "  %s ×%s\n", n.name, n.count)
	}
	fmt.Fprintln(a.out, "\nin a report")
	if q.each(func(v []string) { fmt.Fprintf(a.out, "  %s, %s times\n", v[0], v[1]) },
		`SELECT l.reason, count(*) FROM mention m CROSS JOIN link l ON l.id BETWEEN m.document << 24 AND ((m.document + 1) << 24) - 1 AND l."right" = m.id WHERE m.entity = `+numberOf+` GROUP BY l.reason ORDER BY count(*) DESC, l.reason`, p{"id": id}) == 0 {
		fmt.Fprintln(a.out, "  each mention stands for itself")
	}
	fmt.Fprintln(a.out, "\nacross reports")
	if a.joins(q, `e.ref = :id`, p{"id": id}) == 0 {
		n := 0
		q.each(func(v []string) { n = number(v[0]) }, `SELECT count(DISTINCT document) FROM mention WHERE entity = `+numberOf, p{"id": id})
		switch {
		case n > 1:
			fmt.Fprintf(a.out, "  %d reports call it alike: nothing had to be weighed\n", n)
		default:
			fmt.Fprintln(a.out, "  one report tells of it: nothing had to be joined")
		}
		a.sentences(q, `mention m JOIN document d ON d.id = m.document WHERE m.entity = `+numberOf, p{"id": id}, 2)
	}
	q.each(func(v []string) { fmt.Fprintf(a.out, "\nkept apart from %s by judgement %s: %s\n", v[0], v[1], v[2]) },
		`SELECT q.entity, j.n, json_extract(j.judgement, '$.reason') FROM profile p JOIN anchor x ON x.profile = p.key JOIN judgement j ON j.id = x.judgement AND j.until = 0 AND j.kind = 'different'
		 JOIN anchor y ON y.judgement = x.judgement AND y.side <> x.side JOIN profile q ON q.key = y.profile WHERE p.entity = :id ORDER BY j.n`, p{"id": id})
}

// joins writes joins with their evidence: the reason, and where both sides stand.
func (a *app) joins(q *asker, where string, params p) int {
	type join struct{ entity, left, right, reason, weight string }
	var js []join
	q.each(func(v []string) {
		js = append(js, join{v[0], v[1], v[2], v[3], v[4]})
	}, `SELECT e.ref, j."left", j."right", j.reason, j.weight FROM join_ j JOIN entity e ON e.id = j.entity JOIN profile l ON l.id = j."left" JOIN profile r ON r.id = j."right"
		WHERE `+where+` ORDER BY j.weight DESC, l.key, r.key`, params)
	for _, j := range js {
		fmt.Fprintf(a.out, "  %s (weight %s thousandths) into %s\n", j.reason, j.weight, j.entity)
		for _, profile := range []string{j.left, j.right} {
			a.sentences(q, ofProfile+` WHERE p.id = :p`, p{"p": number(profile)}, 1)
		}
	}
	return len(js)
}
