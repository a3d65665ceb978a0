package casefile

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"casegraph/internal/judge"
	"casegraph/internal/resolve"
)

// A Doubt is a pair of profiles that the program neither joins nor keeps apart.
type Doubt struct {
	Left, Right             resolve.Profile
	LeftEntity, RightEntity string // ids
	Reason                  string
	Weight                  int // in thousandths: how near it is to a join
}

// worthALook is the least weight of a doubt that a person is asked about: below it
// the names share little.
const worthALook = 300

// keptParsed bounds the parsed profiles that Doubts keeps.
const keptParsed = 100_000

// Stands says whether a doubt is one still: both profiles are there, and not of one
// entity.
func (c *Case) Stands(ctx context.Context, d *Doubt) (bool, error) {
	var ok bool
	err := c.db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM profile p JOIN profile q ON q.entity <> p.entity WHERE p.key = ? AND q.key = ?)`, d.Left.Key, d.Right.Key).Scan(&ok)
	if err != nil {
		return false, fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	return ok, nil
}

// Doubts lists the pairs most worth a person's look, the likeliest first, one a pair
// of entities, none that was judged: at most limit of them. It looks at every block
// of the case.
func (c *Case) Doubts(ctx context.Context, rules Rules, limit int) ([]Doubt, error) {
	var out []Doubt
	judged := map[[2]string]bool{}
	err := c.rows(ctx, c.db, func(v []any) error {
		judged[pairOf(v[0].(string), v[1].(string))] = true
		return nil
	}, `SELECT p.entity, q.entity FROM anchor x JOIN anchor y ON y.judgement = x.judgement AND x.side = 0 AND y.side = 1
		JOIN profile p ON p.key = x.profile JOIN profile q ON q.key = y.profile`)
	if err != nil {
		return nil, fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	best := map[[2]string]int{} // entities → index in out
	keep := func(d Doubt) {
		pair := pairOf(d.LeftEntity, d.RightEntity)
		if judged[pair] {
			return
		}
		if i, ok := best[pair]; ok {
			if compareDoubts(d, out[i]) < 0 {
				out[i] = d
			}
			return
		}
		best[pair] = len(out)
		out = append(out, d)
	}
	type member struct {
		who    *resolve.Who
		entity string
	}
	var group []member
	var block int64
	parsed := map[string]*resolve.Who{} // a profile stands in many blocks
	flush := func() {
		for i, a := range group {
			for _, b := range group[i+1 : min(len(group), i+1+resolve.Window)] {
				if a.entity == b.entity {
					continue
				}
				if v, reason, weight := rules.Resolver.Compare(a.who, b.who); v == resolve.Unsure && weight >= worthALook {
					keep(Doubt{*a.who.Profile, *b.who.Profile, a.entity, b.entity, reason, weight})
				}
			}
		}
		group = group[:0]
		if len(out) > 4*limit { // only the best are wanted
			slices.SortFunc(out, compareDoubts)
			out = out[:limit]
			clear(best)
			for i, d := range out {
				best[pairOf(d.LeftEntity, d.RightEntity)] = i
			}
		}
	}
	err = c.rows(ctx, c.db, func(v []any) error {
		if b := v[0].(int64); b != block {
			flush()
			block = b
		}
		who := parsed[v[3].(string)]
		if who == nil {
			p := new(resolve.Profile)
			if err := json.Unmarshal([]byte(v[1].(string)), p); err != nil {
				return err
			}
			if len(parsed) >= keptParsed {
				clear(parsed)
			}
			who = rules.Resolver.Who(p)
			parsed[p.Key] = who
		}
		group = append(group, member{who, v[2].(string)})
		return nil
	}, `SELECT b.block, p.profile, p.entity, p.key FROM block b JOIN profile p ON p.key = b.item ORDER BY b.block, b.item`)
	if err != nil {
		return nil, fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	flush()
	slices.SortFunc(out, compareDoubts)
	return out[:min(limit, len(out))], nil
}

func pairOf(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

func compareDoubts(a, b Doubt) int {
	return cmp.Or(b.Weight-a.Weight, cmp.Compare(a.Left.Key, b.Left.Key), cmp.Compare(a.Right.Key, b.Right.Key))
}

// AnchorOf anchors a mention of the case by its id: as judgements speak of it.
func (c *Case) AnchorOf(ctx context.Context, mention string) (judge.Anchor, error) {
	var a judge.Anchor
	document, ref, _ := strings.Cut(mention, "/")
	err := c.db.QueryRowContext(ctx, `SELECT d.ref, d.uri, d.sha256, m.start, m."end", m.text FROM document d JOIN mention m ON m.id BETWEEN d.id << 24 AND ((d.id + 1) << 24) - 1
		WHERE d.ref = ? AND m.ref = ?`, document, ref).
		Scan(&a.Document, &a.URI, &a.SHA256, &a.Start, &a.End, &a.Surface)
	if err != nil {
		return a, fmt.Errorf("read case file %s: mention %s: %w", c.path, mention, explain(err))
	}
	return a, nil
}

// ClaimAnchor anchors a claim of the case by its id, with the words that describe it.
func (c *Case) ClaimAnchor(ctx context.Context, claim string) (a judge.Anchor, described string, err error) {
	document, ref, _ := strings.Cut(claim, "/")
	var n int64
	err = c.db.QueryRowContext(ctx, `SELECT c.id, d.ref, d.uri, d.sha256, c.trigger_start, c.trigger_end, c."trigger", c.type FROM document d JOIN claim c ON c.id BETWEEN d.id << 24 AND ((d.id + 1) << 24) - 1
		WHERE d.ref = ? AND c.ref = ?`, document, ref).
		Scan(&n, &a.Document, &a.URI, &a.SHA256, &a.Start, &a.End, &a.Surface, &described)
	if err != nil {
		return a, "", fmt.Errorf("read case file %s: claim %s: %w", c.path, claim, explain(err))
	}
	err = c.rows(ctx, c.db, func(v []any) error {
		described += judge.Role(v[0].(string), v[1].(string))
		return nil
	}, `SELECT role, text FROM argument WHERE claim = ? ORDER BY n`, n)
	return a, described, err
}
