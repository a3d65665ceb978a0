package casefile

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"casegraph/internal/gazetteer"
	"casegraph/internal/ner"
	"casegraph/internal/resolve"
)

// A Wanted is one that the case is searched for. Type "" is any: then the name is
// judged as one of each type. Country is ISO alpha-2 in lower case, or "".
type Wanted struct{ Name, Type, Country string }

// A Spotted one is an entity of the case that a wanted one is, or may be, and one
// sentence that names it.
type Spotted struct {
	Entity, Name, Type  string
	Verdict             resolve.Verdict // Same or Unsure
	Weight              int             // in thousandths
	Reason              string
	Mentions, Documents int
	Quote, URI          string
	Published           string
	Start, End          int // of the quote, in bytes of the document's text

	profile string
}

// wantedTypes are what a name of no type is judged as; agencies, organisations and
// units meet as bodies.
var wantedTypes = []string{ner.Person, ner.Organization, ner.Unit, ner.Place, ner.Event}

// A Watch finds wanted ones in a case, as it is when the Watch is made. It is not safe
// for concurrent use.
type Watch struct {
	c       *Case
	ctx     context.Context
	rules   Rules
	lists   *gazetteer.Gazetteer
	blocks  *sql.Stmt
	whos    map[string]*member
	members map[string][]*member // of a block
}

// A member is a profile of the case with its entity.
type member struct {
	who    *resolve.Who
	entity string
}

// Watch returns a Watch that knows names by these lists, which may be nil.
func (c *Case) Watch(ctx context.Context, rules Rules, lists *gazetteer.Gazetteer) (*Watch, error) {
	blocks, err := c.db.PrepareContext(ctx, `SELECT p.key, p.entity, p.profile FROM block b JOIN profile p ON p.key = b.item WHERE b.block = ? ORDER BY b.item`)
	if err != nil {
		return nil, fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	return &Watch{c, ctx, rules, lists, blocks, map[string]*member{}, map[string][]*member{}}, nil
}

// Close frees what the Watch holds.
func (w *Watch) Close() error { return w.blocks.Close() }

// Find lists the entities that a wanted one is, or where unsure is set may be, the
// surest first; where it is none, last a sentence in which its name stands as plain
// words, if there is one, without an entity. Each is judged by the profile of it that is most like the name: all
// profiles are looked at that share a blocking key with it, however many they are.
func (w *Watch) Find(x Wanted, unsure bool) (out []Spotted, unsures int, err error) {
	types := []string{x.Type}
	if x.Type == "" {
		types = wantedTypes
	}
	best := map[string]Spotted{}
	for _, t := range types {
		who := w.rules.Resolver.Named(w.lists, t, x.Name, x.Country)
		seen := map[*member]bool{}
		for _, b := range who.Blocks() {
			ms, err := w.block(b)
			if err != nil {
				return nil, 0, fmt.Errorf("read case file %s: %w", w.c.path, explain(err))
			}
			for _, m := range ms {
				if seen[m] {
					continue
				}
				seen[m] = true
				v, reason, weight := w.rules.Resolver.Compare(who, m.who)
				if v == resolve.Different || v == resolve.Unsure && weight == 0 {
					continue
				}
				s := Spotted{Entity: m.entity, Verdict: v, Weight: weight, Reason: reason, profile: m.who.Key}
				if have, ok := best[m.entity]; !ok || compareSpotted(s, have) < 0 {
					best[m.entity] = s
				}
			}
		}
	}
	for _, id := range sortedKeys(best) {
		s := best[id]
		if s.Verdict == resolve.Unsure {
			unsures++
			if !unsure {
				continue
			}
		}
		if err := w.tell(&s); err != nil {
			return nil, 0, fmt.Errorf("read case file %s: entity %s: %w", w.c.path, id, explain(err))
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, compareSpotted)
	if len(out) > 0 && out[0].Verdict == resolve.Same {
		return out, unsures, nil
	}
	s, ok, err := w.words(x.Name)
	if err != nil {
		return nil, 0, fmt.Errorf("read case file %s: %w", w.c.path, explain(err))
	}
	if ok {
		unsures++
		out = append(out, s)
	}
	return out, unsures, nil
}

// words finds a name as plain words: the reader may have taken a firm for a person, or
// for nobody, and who watches for it must hear of it all the same.
func (w *Watch) words(name string) (s Spotted, ok bool, err error) {
	phrase, err := ParseSearch(`"` + strings.ReplaceAll(name, `"`, " ") + `"`)
	if err != nil {
		return s, false, nil // no word in it
	}
	var h Hits
	if err := w.c.searchSentences(w.ctx, phrase, Seek{Limit: 1}, &h); err != nil || len(h.Sentences) == 0 {
		return s, false, err
	}
	f := &h.Sentences[0]
	return Spotted{Verdict: resolve.Unsure, Reason: fmt.Sprintf("no entity of its kind is surely it, but the words stand in the reports (sentences: %d)", h.AllSentences),
		Quote: f.Text, URI: f.URI, Published: f.Published, Start: f.Start, End: f.End}, true, nil
}

// compareSpotted puts same before unsure, then the surer.
func compareSpotted(a, b Spotted) int {
	rank := func(s Spotted) int {
		if s.Verdict == resolve.Same {
			return 0
		}
		return 1
	}
	return cmp.Or(rank(a)-rank(b), b.Weight-a.Weight, cmp.Compare(a.Entity, b.Entity), cmp.Compare(a.profile, b.profile))
}

// block lists the profiles of a block.
func (w *Watch) block(block string) ([]*member, error) {
	if ms, ok := w.members[block]; ok {
		return ms, nil
	}
	rows, err := w.blocks.QueryContext(w.ctx, blockNumber(block))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []*member
	for rows.Next() {
		var key, entity, data string
		if err := rows.Scan(&key, &entity, &data); err != nil {
			return nil, err
		}
		m := w.whos[key]
		if m == nil {
			p := new(resolve.Profile)
			if err := json.Unmarshal([]byte(data), p); err != nil {
				return nil, fmt.Errorf("profile %s: %w", key, err)
			}
			m = &member{w.rules.Resolver.Who(p), entity}
			if len(w.whos) >= keptParsed {
				clear(w.whos)
				clear(w.members)
			}
			w.whos[key] = m
		}
		out = append(out, m)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	w.members[block] = out
	return out, nil
}

// tell fills in what the case says of the entity: the quote is the earliest report's
// sentence with the fullest spelling of the profile that was judged.
func (w *Watch) tell(s *Spotted) error {
	db := w.c.db
	if err := db.QueryRowContext(w.ctx, `SELECT name, type, mentions, documents FROM entity WHERE ref = ?`, s.Entity).Scan(&s.Name, &s.Type, &s.Mentions, &s.Documents); err != nil {
		return err
	}
	err := db.QueryRowContext(w.ctx, `SELECT d.uri, d.published, s.start, s."end", CAST(substr(CAST(r.text AS BLOB), s.start + 1, s."end" - s.start) AS TEXT)
		FROM (SELECT m.document, m.start, m."end" FROM profile p CROSS JOIN profile_document x ON x.profile = p.id CROSS JOIN document d ON d.ref = x.document
			CROSS JOIN mention m ON m.id BETWEEN d.id << 24 AND ((d.id + 1) << 24) - 1 AND m.profile = p.id WHERE p.key = ? ORDER BY m.form <> 'name', m.demonym, length(m.text) DESC, d.published = '', d.published, d.ref, m.id LIMIT 1) m
		JOIN document d ON d.id = m.document JOIN reading r ON r.document = d.ref
		JOIN sentence s ON s.id BETWEEN d.id << 24 AND ((d.id + 1) << 24) - 1 AND s.start <= m.start AND s."end" >= m."end" ORDER BY s.id LIMIT 1`, s.profile).
		Scan(&s.URI, &s.Published, &s.Start, &s.End, &s.Quote)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // named outside of sentences alone
	}
	return err
}
