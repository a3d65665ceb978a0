package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"casegraph/internal/casefile"

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

// find returns the entities that a name or id can mean: of the id, of a former
// id, of the name, of a spelling, whatever its capitals.
func (q *asker) find(name string) (ids []string) {
	for _, query := range []string{
		`SELECT id FROM entity WHERE id = :n`,
		`SELECT entity FROM former_id WHERE id = :n ORDER BY entity`,
		`SELECT id FROM entity WHERE NOT described AND lower(name) = lower(:n) ORDER BY mentions DESC, id`,
		`SELECT DISTINCT a.entity FROM alias a JOIN entity e ON e.id = a.entity WHERE NOT e.described AND lower(a.name) = lower(:n) ORDER BY a.entity`,
		`SELECT DISTINCT a.entity FROM alias a JOIN entity e ON e.id = a.entity WHERE NOT e.described AND instr(lower(a.name), lower(:n)) > 0 ORDER BY a.entity`,
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
	}, `SELECT name, labels, country, mentions, documents FROM entity WHERE id = :id`, p{"id": id})

	fmt.Fprintln(a.out, "\nspellings")
	q.each(func(v []string) { fmt.Fprintf(a.out, "  %s ×%s\n", v[0], v[1]) },
		`SELECT name, count FROM alias WHERE entity = :id ORDER BY count DESC, name`, p{"id": id})
	if q.each(func(v []string) { fmt.Fprintf(a.out, "  joined: %s (weight %s)\n", v[0], v[1]) },
		`SELECT reason, weight FROM join_ WHERE entity = :id ORDER BY weight DESC, reason`, p{"id": id}) == 0 {
		fmt.Fprintln(a.out, "  one profile: nothing had to be joined across documents")
	}
	q.each(func(v []string) { fmt.Fprintf(a.out, "  in a report: %s, %s times\n", v[0], v[1]) },
		`SELECT l.reason, count(*) FROM link l JOIN mention m ON m.id = l."right" WHERE m.entity = :id GROUP BY l.reason ORDER BY count(*) DESC, l.reason LIMIT 12`, p{"id": id})

	last := ""
	n := q.each(func(v []string) {
		if v[0] != last {
			fmt.Fprintf(a.out, "\n%s  %s → %s   (%s claims, %s documents, %s origins, %s unsourced)\n", v[1], v[2], v[3], v[4], v[5], v[6], v[7])
			last = v[0]
		}
		a.evidence(v[8], v[9], v[10], v[11], v[12], v[13], v[14])
	}, `SELECT e.id, e.type, f.name, t.name, e.claims, e.documents, e.origins, e.unsourced, c.quote, d.uri, c.sentence_start, c.sentence_end, `+chainOf+`, c.stance, c.negated
	    FROM edge e JOIN entity f ON f.id = e."from" JOIN entity t ON t.id = e."to" JOIN edge_claim ec ON ec.edge = e.id JOIN claim c ON c.id = ec.claim JOIN document d ON d.id = c.document
	    WHERE :id IN (e."from", e."to") ORDER BY e.type, e.id, ec.claim`, p{"id": id})
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
	    coalesce((SELECT name FROM entity WHERE id = f.origin), f.origin), coalesce((SELECT group_concat(text, '; ') FROM (SELECT DISTINCT grade || ': ' || reason AS text FROM grade g WHERE g.topic = t.id AND f.id IN (g."left", g."right") AND g.grade <> 'same' ORDER BY 1)), '')
	    FROM topic t JOIN figure f ON f.topic = t.id WHERE t.subject = :id ORDER BY t.measure, f.as_of, f.id`, p{"id": id})
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
	found := q.each(func(v []string) {
		fmt.Fprintf(a.out, "%s  %s → %s\n  %s claims in %s documents, %s origins, %s unsourced, %s denied, %s planned\n", v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8])
	}, `SELECT e.type, e."from", e."to", e.claims, e.documents, e.origins, e.unsourced, e.denied, e.planned FROM edge e WHERE e.id = :id`, p{"id": id})
	if found > 0 {
		var claims []string
		q.each(func(v []string) { claims = append(claims, v[0]) }, `SELECT claim FROM claim_edge WHERE edge = :id ORDER BY claim`, p{"id": id})
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
	}, `SELECT t.measure, t.subject, f."min", f."max", f.about, f.stance, f.as_of FROM figure f JOIN topic t ON t.id = f.topic WHERE f.id = :id`, p{"id": id})
	if found > 0 {
		q.each(func(v []string) { fmt.Fprintf(a.out, "  %s: %s\n", v[0], v[1]) },
			`SELECT grade, reason FROM grade WHERE :id IN ("left", "right") ORDER BY grade, reason`, p{"id": id})
		var claims []string
		q.each(func(v []string) { claims = append(claims, v[0]) }, `SELECT claim FROM figure_claim WHERE figure = :id ORDER BY claim`, p{"id": id})
		for _, cl := range claims {
			a.whyClaim(q, cl)
		}
		return q.err
	}
	if a.joins(q, `id = :id`, id) > 0 || q.err != nil {
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
	    FROM claim c JOIN document d ON d.id = c.document WHERE c.id = :id`, p{"id": id})
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
	}, `SELECT role, text, start, "end", entity, path FROM argument WHERE claim = :id ORDER BY n`, p{"id": id})
	return true
}

// whyEntity tells by which spellings an entity is known, and why they are one: each
// join with a sentence of both sides.
func (a *app) whyEntity(q *asker, id string) {
	q.each(func(v []string) {
		fmt.Fprintf(a.out, "%s\n  %s\n", v[0], id)
	}, `SELECT name FROM entity WHERE id = :id`, p{"id": id})
	fmt.Fprintln(a.out, "\nspellings")
	type spelling struct{ name, count string }
	var names []spelling
	q.each(func(v []string) { names = append(names, spelling{v[0], v[1]}) }, `SELECT name, count FROM alias WHERE entity = :id ORDER BY count DESC, name`, p{"id": id})
	for _, n := range names {
		fmt.Fprintf(a.out, "  %s ×%s\n", n.name, n.count)
	}
	fmt.Fprintln(a.out, "\nin a report")
	if q.each(func(v []string) { fmt.Fprintf(a.out, "  %s, %s times\n", v[0], v[1]) },
		`SELECT l.reason, count(*) FROM link l JOIN mention m ON m.id = l."right" WHERE m.entity = :id GROUP BY l.reason ORDER BY count(*) DESC, l.reason`, p{"id": id}) == 0 {
		fmt.Fprintln(a.out, "  each mention stands for itself")
	}
	fmt.Fprintln(a.out, "\nacross reports")
	if a.joins(q, `entity = :id`, id) == 0 {
		n := 0
		q.each(func(v []string) { n = number(v[0]) }, `SELECT count(DISTINCT document) FROM mention WHERE entity = :id`, p{"id": id})
		switch {
		case n > 1:
			fmt.Fprintf(a.out, "  %d reports call it alike: nothing had to be weighed\n", n)
		default:
			fmt.Fprintln(a.out, "  one report tells of it: nothing had to be joined")
		}
		var profile string
		q.each(func(v []string) { profile = v[0] }, `SELECT profile FROM mention WHERE entity = :id AND profile <> '' ORDER BY id LIMIT 1`, p{"id": id})
		a.sentences(q, profile, 2)
	}
	q.each(func(v []string) { fmt.Fprintf(a.out, "\nkept apart from %s by judgement %s: %s\n", v[0], v[1], v[2]) },
		`SELECT q.entity, j.n, json_extract(j.judgement, '$.reason') FROM profile p JOIN anchor x ON x.profile = p.key JOIN judgement j ON j.id = x.judgement AND j.until = 0 AND j.kind = 'different'
		 JOIN anchor y ON y.judgement = x.judgement AND y.side <> x.side JOIN profile q ON q.key = y.profile WHERE p.entity = :id ORDER BY j.n`, p{"id": id})
}

// joins writes joins with their evidence: the reason, and where both sides stand.
func (a *app) joins(q *asker, where, id string) int {
	type join struct{ id, entity, left, right, reason, weight, judgement string }
	var js []join
	q.each(func(v []string) {
		js = append(js, join{v[0], v[1], v[2], v[3], v[4], v[5], v[6]})
	}, `SELECT id, entity, "left", "right", reason, weight, judgement FROM join_ WHERE `+where+` ORDER BY weight DESC, id`, p{"id": id})
	for _, j := range js {
		fmt.Fprintf(a.out, "  %s (weight %s thousandths) into %s\n", j.reason, j.weight, j.entity)
		a.sentences(q, j.left, 1)
		a.sentences(q, j.right, 1)
	}
	return len(js)
}
