package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
	"slices"
	"strconv"
	"strings"

	"casegraph/internal/casefile"
	"casegraph/internal/judge"

	"github.com/spf13/cobra"
)

func (a *app) judgeVerb() *cobra.Command {
	var reason, by string
	cmd := &cobra.Command{
		Use: "judge", Short: "Your word on who is who and on what a report says; it is above the program's",
		Long: `judge without a further word shows the pairs of names that the program neither
joins nor keeps apart, the likeliest first, with what the reports tell of each, and
asks: same, different, skip, undo.

A judgement stands on the words that it was made on. It is kept when reports are
read again, corrected or read by another version, says so when its words are gone,
and can be withdrawn: the case is then as if it had never been.

A name is given as it is written, as an id of ingest show, or by its place:
URI:START-END in bytes.`,
		Example: `  ingest judge
  ingest judge same "Abu Omar" "Tarkhan Batirashvili" --reason "UN list, entry QDi.345"
  ingest judge different a.txt:120-130 b.txt:88-98 --reason "two of one name"
  ingest judge reject CLAIM --reason "the headline is satire"
  ingest judge undo 3`,
		Args: args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.opened(cmd.Context(), func(c *casefile.Case, r casefile.Rules) error {
				return a.judgeLoop(cmd.Context(), c, r, author(by))
			})
		},
	}
	cmd.PersistentFlags().StringVar(&by, "by", "", "who judges (default: the user's name)")
	names := func(kind judge.Kind, short string) *cobra.Command {
		return &cobra.Command{
			Use: string(kind) + " A B --reason WHY", Short: short, Args: args(cobra.ExactArgs(2)),
			RunE: func(cmd *cobra.Command, words []string) error {
				if reason == "" {
					return usageError{errors.New("--reason is missing: a judgement says why")}
				}
				return a.opened(cmd.Context(), func(c *casefile.Case, r casefile.Rules) error {
					return a.judgeNames(cmd.Context(), c, r, kind, words, reason, author(by))
				})
			},
		}
	}
	claims := func(kind judge.Kind, short string) *cobra.Command {
		return &cobra.Command{
			Use: string(kind) + " CLAIM --reason WHY", Short: short, Args: args(cobra.ExactArgs(1)),
			RunE: func(cmd *cobra.Command, words []string) error {
				if reason == "" {
					return usageError{errors.New("--reason is missing: a judgement says why")}
				}
				return a.opened(cmd.Context(), func(c *casefile.Case, r casefile.Rules) error {
					return a.judgeClaim(cmd.Context(), c, r, kind, words[0], reason, author(by))
				})
			},
		}
	}
	for _, sub := range []*cobra.Command{
		names(judge.Same, "The two names are one"), names(judge.Different, "The two names are two"),
		claims(judge.Reject, "The report does not say the claim: it counts for nothing"), claims(judge.Confirm, "The report does say the claim"), claims(judge.Note, "A remark on the claim"),
	} {
		sub.Flags().StringVar(&reason, "reason", "", "why")
		cmd.AddCommand(sub)
	}
	cmd.AddCommand(
		&cobra.Command{
			Use: "list", Short: "The judgements that hold", Args: args(cobra.NoArgs),
			RunE: func(cmd *cobra.Command, _ []string) error {
				return a.opened(cmd.Context(), func(c *casefile.Case, _ casefile.Rules) error { return a.judgeList(cmd.Context(), c) })
			},
		},
		&cobra.Command{
			Use: "undo N", Short: "Withdraw a judgement, by its number in the list", Args: args(cobra.ExactArgs(1)),
			RunE: func(cmd *cobra.Command, words []string) error {
				n, err := strconv.Atoi(words[0])
				if err != nil {
					return usageError{fmt.Errorf("undo %s: not a number of ingest judge list", words[0])}
				}
				return a.opened(cmd.Context(), func(c *casefile.Case, r casefile.Rules) error {
					j, err := c.Undo(cmd.Context(), n)
					if err != nil {
						return hinted{err, "ingest judge list shows the numbers"}
					}
					fmt.Fprintf(a.out, "withdrawn  %s\n", printable(inWords(&j)))
					return c.Assemble(cmd.Context(), r)
				})
			},
		},
		&cobra.Command{
			Use: "export FILE", Short: "Write the judgements as lines of text, fit for version control; - for standard output", Args: args(cobra.ExactArgs(1)),
			RunE: func(cmd *cobra.Command, words []string) error {
				return a.opened(cmd.Context(), func(c *casefile.Case, _ casefile.Rules) error {
					return a.judgeExport(cmd.Context(), c, words[0])
				})
			},
		},
		&cobra.Command{
			Use: "import FILE", Short: "Take in the judgements of a file that judge export wrote; - for standard input", Args: args(cobra.ExactArgs(1)),
			RunE: func(cmd *cobra.Command, words []string) error {
				return a.opened(cmd.Context(), func(c *casefile.Case, r casefile.Rules) error {
					return a.judgeImport(cmd.Context(), c, r, words[0])
				})
			},
		},
	)
	return cmd
}

// author is the name given, else the user's.
func author(by string) string {
	if by != "" {
		return by
	}
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "unknown"
}

func inWords(j *judge.Judgement) string {
	s := string(j.Kind) + "  " + place(j.Left)
	if j.Right != nil {
		s += "  " + place(*j.Right)
	}
	if j.Claim != "" {
		s += "  " + j.Claim
	}
	return s + "  " + j.Reason + " (" + j.By + ")"
}

func place(a judge.Anchor) string {
	return fmt.Sprintf("%s %s:%d-%d", quoted(a.Surface), a.URI, a.Start, a.End)
}

// mentionOf finds the mention that a name, an id or a place means. Where a name is
// borne by several entities it is an error that lists them.
func (a *app) mentionOf(q *asker, name string) (string, error) {
	if m := mentionAt(q, name); m != "" || q.err != nil {
		return m, q.err
	}
	ids := q.find(name)
	if q.err != nil {
		return "", q.err
	}
	switch len(ids) {
	case 0:
		return "", hinted{fmt.Errorf("the case file knows no %q", name), "part of the name, an id of ingest show, or URI:START-END"}
	case 1:
	default:
		for _, id := range ids {
			fmt.Fprintln(a.out, id)
		}
		return "", hinted{fmt.Errorf("%d entities answer to %q", len(ids), name), "name one of them by its id, or a mention by URI:START-END"}
	}
	var out string
	// The spelling that was asked for, else that of the entity; a name before a
	// description.
	q.each(func(v []string) { out = v[0] }, `SELECT d.ref || '/' || m.ref FROM entity e JOIN mention m ON m.entity = e.id JOIN document d ON d.id = m.document WHERE e.ref = :id
		ORDER BY m.form <> 'name', lower(m.text) <> lower(:n), m.text <> e.name, d.ref, m.id LIMIT 1`, p{"id": ids[0], "n": name})
	return out, q.err
}

// mentionAt finds a mention by its id or by URI:START-END.
func mentionAt(q *asker, name string) (id string) {
	q.each(func(v []string) { id = v[0] }, `SELECT d.ref || '/' || m.ref FROM document d JOIN mention m ON m.id BETWEEN d.id << 24 AND ((d.id + 1) << 24) - 1 WHERE d.ref = :document AND m.ref = :ref`, inDocument(name))
	if id != "" {
		return id
	}
	i := strings.LastIndexByte(name, ':')
	if i < 0 {
		return ""
	}
	from, to, ok := strings.Cut(name[i+1:], "-")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	if !ok || err1 != nil || err2 != nil {
		return ""
	}
	q.each(func(v []string) { id = v[0] }, `SELECT d.ref || '/' || m.ref FROM document d CROSS JOIN mention m ON m.id BETWEEN d.id << 24 AND ((d.id + 1) << 24) - 1 WHERE (d.uri = :uri OR d.ref = :uri) AND m.start < :e AND m."end" > :s
		ORDER BY m.form <> 'name', abs(m.start - :s) + abs(m."end" - :e), d.ref, m.id LIMIT 1`, p{"uri": name[:i], "s": start, "e": end})
	return id
}

func (a *app) judgeNames(ctx context.Context, c *casefile.Case, r casefile.Rules, kind judge.Kind, words []string, reason, by string) error {
	q := &asker{ctx: ctx, c: c}
	var anchors [2]judge.Anchor
	for i, w := range words {
		m, err := a.mentionOf(q, w)
		if err != nil {
			return err
		}
		if anchors[i], err = c.AnchorOf(ctx, m); err != nil {
			return err
		}
	}
	if anchors[0] == anchors[1] {
		return hinted{usageError{fmt.Errorf("both %q and %q mean %s", words[0], words[1], place(anchors[0]))}, "give the places of two mentions, URI:START-END: ingest why shows them"}
	}
	return a.enterJudgement(ctx, c, r, judge.Judgement{Kind: kind, Left: anchors[0], Right: &anchors[1], Reason: reason, By: by})
}

func (a *app) judgeClaim(ctx context.Context, c *casefile.Case, r casefile.Rules, kind judge.Kind, claim, reason, by string) error {
	q := &asker{ctx: ctx, c: c}
	if q.each(func([]string) {}, `SELECT c.id `+claimOf, inDocument(claim)) == 0 {
		if q.err != nil {
			return q.err
		}
		return hinted{fmt.Errorf("no claim has the id %q", claim), "ingest why EDGE lists the claims of an edge"}
	}
	at, described, err := c.ClaimAnchor(ctx, claim)
	if err != nil {
		return err
	}
	return a.enterJudgement(ctx, c, r, judge.Judgement{Kind: kind, Left: at, Claim: described, Reason: reason, By: by})
}

// enterJudgement enters a judgement, assembles, and says where it stands against
// others.
func (a *app) enterJudgement(ctx context.Context, c *casefile.Case, r casefile.Rules, j judge.Judgement) error {
	ns, err := c.Judge(ctx, j)
	if err != nil {
		return err
	}
	if err := c.Assemble(ctx, r); err != nil {
		return err
	}
	j.Identify()
	fmt.Fprintf(a.out, "judged %d  %s\n", ns[0], printable(inWords(&j)))
	if j.Kind.OfClaim() {
		return nil
	}
	q := &asker{ctx: ctx, c: c}
	var at []string
	q.each(func(v []string) { at = append(at, v[0]) }, `SELECT p.entity FROM anchor x JOIN profile p ON p.key = x.profile WHERE x.judgement = :j ORDER BY x.side`, p{"j": j.ID})
	if q.err != nil {
		return q.err
	}
	if len(at) == 2 && (at[0] == at[1]) != (j.Kind == judge.Same) {
		fmt.Fprintf(a.err, "warning: it does not hold: another judgement says the contrary\nhint: ingest judge list; ingest judge undo N\n")
		return errFailed
	}
	for _, id := range slices.Compact(at) {
		fmt.Fprintf(a.out, "  %s\n", id)
	}
	return nil
}

func (a *app) judgeList(ctx context.Context, c *casefile.Case) error {
	js, err := c.Judgements(ctx)
	if err != nil {
		return err
	}
	for i := range js {
		fmt.Fprintf(a.out, "%d  %s\n", js[i].N, printable(inWords(&js[i].Judgement)))
		for _, l := range js[i].Lost {
			fmt.Fprintf(a.out, "    waits: no report of the case bears %s now\n", printable(place(l)))
		}
	}
	return nil
}

func (a *app) judgeExport(ctx context.Context, c *casefile.Case, path string) error {
	js, err := c.Judgements(ctx)
	if err != nil {
		return err
	}
	slices.SortFunc(js, func(x, y casefile.Judged) int { return strings.Compare(x.ID, y.ID) })
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for i := range js {
		if err := enc.Encode(&js[i].Judgement); err != nil {
			return err
		}
	}
	if path == "-" {
		_, err := io.WriteString(a.out, b.String())
		return err
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		return fmt.Errorf("export judgements: %w", err)
	}
	return nil
}

// judgeImport takes in what a file holds. A line that is no judgement is told with
// its number; the others go in.
func (a *app) judgeImport(ctx context.Context, c *casefile.Case, r casefile.Rules, path string) error {
	in := a.in
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return fmt.Errorf("import judgements: %w", err)
		}
		defer f.Close()
		in = f
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	var js []judge.Judgement
	bad := 0
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var j judge.Judgement
		dec := json.NewDecoder(strings.NewReader(lines.Text()))
		dec.DisallowUnknownFields()
		err := dec.Decode(&j)
		if err == nil {
			err = j.Check()
		}
		if err != nil {
			fmt.Fprintf(a.err, "error: %s:%d: %s\n", printable(path), n, printable(err.Error()))
			bad++
			continue
		}
		js = append(js, j)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("import judgements: %s: %w", path, err)
	}
	before, err := c.Judgements(ctx)
	if err != nil {
		return err
	}
	if _, err := c.Judge(ctx, js...); err != nil {
		return err
	}
	if err := c.Assemble(ctx, r); err != nil {
		return err
	}
	after, err := c.Judgements(ctx)
	if err != nil {
		return err
	}
	waiting := 0
	for i := range after {
		if len(after[i].Lost) > 0 {
			waiting++
		}
	}
	fmt.Fprintf(a.out, "judgements  %d new, %d there already; %d of all wait for their report\n", len(after)-len(before), len(js)-(len(after)-len(before)), waiting)
	if bad > 0 {
		return errFailed
	}
	return nil
}

// offered is how many pairs the loop asks about at most.
const offered = 500

// judgeLoop shows pairs and asks.
func (a *app) judgeLoop(ctx context.Context, c *casefile.Case, r casefile.Rules, by string) error {
	in := bufio.NewScanner(a.in)
	ask := func(prompt string) (string, bool) {
		fmt.Fprint(a.out, prompt)
		if !in.Scan() {
			fmt.Fprintln(a.out)
			return "", false
		}
		return strings.TrimSpace(in.Text()), true
	}
	skipped := map[string]bool{}
	var done []int
	var doubts []casefile.Doubt
	looked := -1 // judgements made when the case was last looked through
	for {
		if len(doubts) == 0 {
			if looked == len(done) {
				fmt.Fprintln(a.out, "nothing more to judge")
				return in.Err()
			}
			looked = len(done)
			var err error
			if doubts, err = c.Doubts(ctx, r, offered); err != nil {
				return err
			}
			doubts = slices.DeleteFunc(doubts, func(d casefile.Doubt) bool { return skipped[d.Left.Key+"\x00"+d.Right.Key] })
			continue
		}
		d := doubts[0]
		left := len(doubts)
		doubts = doubts[1:]
		if ok, err := c.Stands(ctx, &d); err != nil {
			return err
		} else if !ok {
			continue // a judgement has settled it
		}
		anchors, err := a.showDoubt(ctx, c, &d, left)
		if err != nil {
			return err
		}
	again:
		answer, ok := ask("same, different, skip, undo or quit? ")
		if !ok {
			return in.Err()
		}
		switch strings.ToLower(answer) {
		case "s", "same", "d", "different":
			kind := judge.Different
			if answer[0] == 's' || answer[0] == 'S' {
				kind = judge.Same
			}
			why, _ := ask("why? ")
			if why == "" {
				why = "judged from what the reports tell of both"
			}
			j := judge.Judgement{Kind: kind, Left: anchors[0], Right: &anchors[1], Reason: why, By: by}
			ns, err := c.Judge(ctx, j)
			if err != nil {
				return err
			}
			done = append(done, ns[0])
			if err := c.Assemble(ctx, r); err != nil {
				return err
			}
			fmt.Fprintf(a.out, "judged %d\n\n", ns[0])
		case "k", "skip", "":
			skipped[d.Left.Key+"\x00"+d.Right.Key] = true
			fmt.Fprintln(a.out)
		case "u", "undo":
			if len(done) == 0 {
				fmt.Fprintln(a.out, "nothing to undo here: ingest judge undo N")
				goto again
			}
			j, err := c.Undo(ctx, done[len(done)-1])
			if err != nil {
				return err
			}
			done = done[:len(done)-1]
			doubts, looked = nil, -1
			if err := c.Assemble(ctx, r); err != nil {
				return err
			}
			fmt.Fprintf(a.out, "withdrawn  %s\n\n", printable(inWords(&j)))
		case "q", "quit":
			return nil
		default:
			fmt.Fprintln(a.out, "s, d, k, u or q")
			goto again
		}
	}
}

// showDoubt writes the evidence of both sides and gives an anchor of each.
func (a *app) showDoubt(ctx context.Context, c *casefile.Case, d *casefile.Doubt, left int) ([2]judge.Anchor, error) {
	var anchors [2]judge.Anchor
	q := &asker{ctx: ctx, c: c}
	fmt.Fprintf(a.out, "%d to judge; this one %d thousandths: %s\n", left, d.Weight, printable(d.Reason))
	for i, pr := range []struct{ key, entity string }{{d.Left.Key, d.LeftEntity}, {d.Right.Key, d.RightEntity}} {
		var mention string
		q.each(func(v []string) { mention = v[0] }, `SELECT d.ref || '/' || m.ref FROM `+ofProfile+` WHERE p.key = :k ORDER BY m.form <> 'name', d.ref, m.id LIMIT 1`, p{"k": pr.key})
		if q.err != nil {
			return anchors, q.err
		}
		var err error
		if anchors[i], err = c.AnchorOf(ctx, mention); err != nil {
			return anchors, err
		}
		q.each(func(v []string) {
			fmt.Fprintf(a.out, "%c  %s  %s  %s mentions in %s documents\n", 'A'+rune(i), v[0], strings.TrimSpace(pr.entity+"  "+v[1]), v[2], v[3])
		}, `SELECT name, country, mentions, documents FROM entity WHERE ref = :id`, p{"id": pr.entity})
		a.sentences(q, ofProfile+` WHERE p.key = :k`, p{"k": pr.key}, 3)
	}
	return anchors, q.err
}

// ofProfile are the mentions m of profile p with their documents d.
const ofProfile = `profile p CROSS JOIN profile_document x ON x.profile = p.id CROSS JOIN document d ON d.ref = x.document
	CROSS JOIN mention m ON m.id BETWEEN d.id << 24 AND ((d.id + 1) << 24) - 1 AND m.profile = p.id`

// sentences writes where mentions stand: the sentence, the report and the place of the
// name, at most n of them. from gives mentions m in documents d.
func (a *app) sentences(q *asker, from string, params p, n int) {
	type row struct{ uri, published, start, end, text, from, to, document string }
	var rows []row
	params["n"] = n
	q.each(func(v []string) {
		rows = append(rows, row{v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]})
	}, `SELECT m.uri, m.published, m.start, m."end", m.text, s.start, s."end", m.ref FROM (SELECT d.id, d.ref, d.uri, d.published, m.start, m."end", m.text, m.id AS mention FROM `+from+` AND m.form = 'name') m
		JOIN sentence s ON s.id BETWEEN m.id << 24 AND ((m.id + 1) << 24) - 1 AND s.start <= m.start AND s."end" >= m."end"
		ORDER BY length(m.text) DESC, m.published, m.ref, m.mention LIMIT :n`, params)
	for _, r := range rows {
		quote := ""
		q.each(func(v []string) { quote = v[0] }, `SELECT CAST(substr(CAST(text AS BLOB), :s + 1, :e - :s) AS TEXT) FROM reading WHERE document = :d`, p{"d": r.document, "s": number(r.from), "e": number(r.to)})
		fmt.Fprintf(a.out, "   %s %s:%s-%s  %s\n", r.published, r.uri, r.start, r.end, quoted(quote))
	}
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // the database gives integers
	return n
}
