package casefile

import (
	"encoding/json"
	"runtime"
	"slices"
	"sync"

	"casegraph/internal/judge"
	"casegraph/internal/resolve"
)

// undescribe takes out what a changed document said of who is who, before any of the
// chunk says it anew: an anchor may pass from one to another.
func (a *assembly) undescribe(document string) {
	if a.judged {
		for _, k := range a.texts(`SELECT DISTINCT profile FROM anchor WHERE document = ?`, document) {
			a.touched[k] = true
		}
		a.exec(`DELETE FROM anchor WHERE document = ?`, document)
	}
	for _, k := range a.texts(`SELECT p.key FROM profile_document x JOIN profile p ON p.id = x.profile WHERE x.document = ?`, document) {
		a.vanished[k] = true // unless a document has it: propose looks
	}
	a.exec(`DELETE FROM profile_document WHERE document = ?`, document)
}

// describe enters what a changed document says of who is who: its profiles, and on
// what the judgements about it stand.
func (a *assembly) describe(document string) {
	l := a.live[document]
	if l == nil {
		return
	}
	a.pinned[document] = a.pin(l.Live)
	p := a.pinned[document]
	ps, of := a.portraits(l, p)
	of2 := resolve.Keys(ps, of)
	pinned := map[string]bool{}
	for _, s := range p.anchors {
		profile := ""
		if s.mention >= 0 {
			if profile = of2[s.mention]; profile == "" {
				continue // a pronoun that stands for nobody
			}
			pinned[profile] = true
			a.touched[profile] = true
		}
		for _, k := range a.texts(`SELECT profile FROM anchor WHERE judgement = ? AND side = ?`, s.judgement.ID, s.side) {
			a.touched[k] = true // of the document that bore it; its turn may come later
		}
		a.exec(`INSERT OR REPLACE INTO anchor VALUES (?, ?, ?, ?)`, s.judgement.ID, s.side, document, profile)
	}
	var rows, blocks []any
	in := map[int64]bool{}
	for i := range ps {
		q := &ps[i]
		if q.Described && !pinned[q.Key] {
			continue // nobody else's: the document's own rows tell of it
		}
		id := a.number(`SELECT id FROM profile WHERE key = ?`, q.Key)
		if id == 0 {
			data, err := json.Marshal(q)
			if err != nil {
				a.err = err
				return
			}
			id = a.add(`INSERT INTO profile VALUES (NULL, ?, ?, '')`, q.Key, string(data))
			a.appeared[q.Key] = true
			p := *q // of which nothing else of the report is kept
			w := a.rules.Resolver.Who(&p)
			a.whos.put(p.Key, w)
			for _, b := range w.Blocks() {
				blocks = append(blocks, blockNumber(b), p.Key)
			}
		}
		if !in[id] {
			in[id] = true
			rows = append(rows, document, id)
		}
	}
	a.rows("profile_document", 2, rows)
	a.rows("block", 2, blocks)
}

// pin finds the judgements of which an anchor stands in a document.
func (a *assembly) pin(l *Live) pinned {
	if !a.judged {
		return pinned{}
	}
	words := map[string]judge.Judgement{}
	take := func(query string, args ...any) {
		for _, all := range a.texts(query, args...) {
			var j judge.Judgement
			if err := json.Unmarshal([]byte(all), &j); err != nil {
				a.err = err
				return
			}
			words[j.ID] = j
		}
	}
	uris := append([]string{l.Document.URI}, l.URIs...)
	for _, side := range []string{"left", "right"} {
		take(`SELECT judgement FROM judgement WHERE until = 0 AND `+side+`_document = ?`, l.Document.ID)
		for _, u := range uris {
			take(`SELECT judgement FROM judgement WHERE until = 0 AND `+side+`_uri = ?`, u)
		}
	}
	if len(words) == 0 {
		return pinned{}
	}
	list := make([]judge.Judgement, 0, len(words))
	for _, id := range sortedKeys(words) {
		list = append(list, words[id])
	}
	return pin(l, list, func(x judge.Anchor) bool {
		if x.Document == l.Document.ID {
			return true
		}
		if !slices.Contains(uris, x.URI) || a.one(`SELECT 1 FROM reading WHERE document = ?`, []any{x.Document}, new(int)) {
			return false
		}
		uri, part := splitURI(x.URI)
		at := a.texts(atURI, uri, part)
		return len(at) > 0 && at[0] == l.Document.ID
	})
}

// who gives a profile, nil where there is none.
func (a *assembly) who(key string) *resolve.Who {
	if w := a.whos.get(key); w != nil {
		return w
	}
	a.gather([]string{key})
	return a.whos.get(key)
}

// gather loads profiles and parses their names, which takes longer, on all processors.
func (a *assembly) gather(keys []string) {
	var wait sync.WaitGroup
	busy := make(chan struct{}, runtime.GOMAXPROCS(0))
	var ask []any
	for _, key := range keys {
		if a.whos.get(key) == nil {
			ask = append(ask, key)
		}
	}
	a.many(`SELECT profile FROM profile WHERE key IN (`, `)`, ask, func(scan func(...any)) {
		var data []byte
		scan(&data)
		busy <- struct{}{}
		wait.Go(func() {
			defer func() { <-busy }()
			var p resolve.Profile
			if err := json.Unmarshal(data, &p); err != nil {
				a.whos.fail(err)
				return
			}
			a.whos.put(p.Key, a.rules.Resolver.Who(&p))
		})
	})
	wait.Wait()
	if err := a.whos.err; err != nil && a.err == nil {
		a.err = err
	}
}

// propose compares the profiles that came with those that they meet, and takes out
// the proposals of those that went.
func (a *assembly) propose() {
	r := a.rules.Resolver
	type place struct {
		block block
		item  string
	}
	var places []place
	surnames := map[string]bool{}
	at := func(item string) (blocks []int64) {
		w := a.who(item)
		if w == nil {
			return nil
		}
		for _, b := range w.Blocks() {
			blocks = append(blocks, blockNumber(b))
			if resolve.OfSurname(b) {
				surnames[b] = true
			} else {
				places = append(places, place{block{blockNumber(b), resolve.WindowOf(b)}, item})
			}
		}
		return blocks
	}
	for _, k := range sorted(a.vanished) {
		if a.one(`SELECT 1 FROM profile_document WHERE profile = (SELECT id FROM profile WHERE key = ?) LIMIT 1`, []any{k}, new(int)) {
			delete(a.vanished, k)
			continue
		}
		for _, b := range at(k) {
			a.exec(`DELETE FROM block WHERE block = ? AND item = ?`, b, k)
		}
		a.partners(k)
		a.exec(`DELETE FROM proposal WHERE "left" = ?1 OR "right" = ?1`, k)
		delete(a.appeared, k)
	}
	for _, k := range sorted(a.appeared) {
		at(k)
	}
	m := newMeeting(a.writer, func(item string) []block {
		if w := a.who(item); w != nil {
			return blocksOf(w)
		}
		return nil
	}, a.whos.large)
	met := map[[2]string]bool{}
	parted := map[string][]string{}
	for i, p := range places {
		if a.err != nil {
			return
		}
		if i%atOnce == 0 { // those that the next ones will meet
			keys := map[string]bool{}
			next := places[i:min(len(places), i+atOnce)]
			blocks := make([]block, len(next))
			for k, p := range next {
				blocks[k] = p.block
			}
			m.load(blocks)
			for _, p := range next {
				before, after := m.around(p.block, p.item)
				for _, k := range before {
					keys[k] = true
				}
				for _, k := range after {
					keys[k] = true
				}
				if len(before)+len(after) > 0 {
					keys[p.item] = true
				}
			}
			a.gather(sorted(keys))
		}
		m.pairs(p.block, p.item, a.appeared[p.item], func(left, right string) {
			if met[[2]string{left, right}] {
				return
			}
			met[[2]string{left, right}] = true
			x, y := a.who(left), a.who(right)
			if a.err != nil || x == nil || y == nil {
				return
			}
			if pr, ok := r.Propose(x, y); ok {
				a.exec(`INSERT OR IGNORE INTO proposal VALUES (?, ?, '', ?, ?)`, left, right, pr.Reason, pr.Weight)
				a.touched[left], a.touched[right] = true, true
			}
		}, func(item string) { parted[item] = append(parted[item], p.item) })
	}
	for _, k := range sortedKeys(parted) {
		type pair struct{ left, right string }
		var pairs []pair
		a.each(func(scan func(...any)) {
			var p pair
			scan(&p.left, &p.right)
			pairs = append(pairs, p)
		}, `SELECT "left", "right" FROM proposal WHERE "left" = ?1 AND +block = '' UNION ALL SELECT "left", "right" FROM proposal WHERE "right" = ?1 AND +block = '' ORDER BY 1, 2`, k)
		for _, p := range pairs {
			if between(parted[k], p.left, p.right) && !m.near(p.left, p.right) {
				a.exec(`DELETE FROM proposal WHERE "left" = ? AND "right" = ? AND block = ''`, p.left, p.right)
				a.touched[p.left], a.touched[p.right] = true, true
			}
		}
	}
	for _, b := range sorted(surnames) {
		a.surnames(b)
	}
}

// atOnce is for how many places of blocks profiles are gathered together.
const atOnce = 512

// partners marks those to whom proposals join a profile.
func (a *assembly) partners(k string) {
	for _, o := range a.texts(`SELECT "right" FROM proposal WHERE "left" = ?1 UNION SELECT "left" FROM proposal WHERE "right" = ?1`, k) {
		a.touched[o] = true
	}
}

// surnames judges a block of a surname anew, as a whole.
func (a *assembly) surnames(block string) {
	a.each(func(scan func(...any)) {
		var l, r string
		scan(&l, &r)
		a.touched[l], a.touched[r] = true, true
	}, `SELECT "left", "right" FROM proposal WHERE block = ? AND block <> ''`, block)
	a.exec(`DELETE FROM proposal WHERE block = ? AND block <> ''`, block)
	items := a.texts(`SELECT item FROM block WHERE block = ? ORDER BY item LIMIT ?`, blockNumber(block), resolve.MaxSurname+1)
	if len(items) > resolve.MaxSurname {
		return
	}
	var group []*resolve.Who
	a.gather(items)
	for _, k := range items {
		if w := a.who(k); w != nil {
			group = append(group, w)
		}
	}
	for _, p := range a.rules.Resolver.Meet(block, group) {
		a.exec(`INSERT OR IGNORE INTO proposal VALUES (?, ?, ?, ?, ?)`, p.Left, p.Right, block, p.Reason, p.Weight)
		a.touched[p.Left], a.touched[p.Right] = true, true
	}
}

// join makes the entities of the components that changed profiles touch, and marks
// the documents whose mentions are of another entity now.
func (a *assembly) join() {
	inside := map[string]bool{}
	var queue []string
	add := func(k string) {
		if !inside[k] {
			inside[k] = true
			queue = append(queue, k)
		}
	}
	for _, set := range []map[string]bool{a.appeared, a.vanished, a.touched} {
		for k := range set {
			if k != "" {
				add(k)
			}
		}
	}
	var whos []*resolve.Who
	was := map[string]string{} // profile → entity
	old := map[string]bool{}
	for len(queue) > 0 && a.err == nil {
		k := queue[0]
		queue = queue[1:]
		var entity string
		if !a.one(`SELECT entity FROM profile WHERE key = ?`, []any{k}, &entity) {
			continue
		}
		was[k] = entity
		if entity != "" && !old[entity] {
			old[entity] = true
			for _, o := range a.texts(`SELECT key FROM profile WHERE entity = ? ORDER BY key`, entity) {
				add(o)
			}
		}
		if a.vanished[k] {
			continue
		}
		for _, o := range a.texts(`SELECT "right" FROM proposal WHERE "left" = ?1 UNION SELECT "left" FROM proposal WHERE "right" = ?1`, k) {
			add(o)
		}
		if a.judged {
			for _, o := range a.texts(`SELECT y.profile FROM anchor x JOIN anchor y ON y.judgement = x.judgement AND y.side <> x.side WHERE x.profile = ? AND x.profile <> '' ORDER BY 1`, k) {
				add(o)
			}
		}
		if w := a.who(k); w != nil {
			whos = append(whos, w)
		}
	}
	var proposals []resolve.Proposal
	for _, k := range sortedKeys(was) {
		a.each(func(scan func(...any)) {
			p := resolve.Proposal{Left: k, Verdict: resolve.Same}
			scan(&p.Right, &p.Reason, &p.Weight)
			proposals = append(proposals, p)
		}, `SELECT "right", reason, weight FROM proposal WHERE "left" = ?`, k)
	}
	proposals = append(proposals, a.judgedProposals(sortedKeys(was))...)
	if a.err != nil {
		return
	}
	entities, joins := a.rules.Resolver.Components(whos, proposals)

	bases := map[string]bool{}
	leave := func(entity string) {
		for _, b := range a.texts(`SELECT base FROM identity WHERE entity = ?`, entity) {
			bases[b] = true
		}
		a.exec(`DELETE FROM identity WHERE entity = ?`, entity)
		a.exec(`DELETE FROM join_ WHERE entity = (SELECT id FROM entity WHERE ref = ?)`, entity)
		a.exec(`DELETE FROM former_id WHERE entity = (SELECT id FROM entity WHERE ref = ?)`, entity)
		a.entities[entity] = true
	}
	for _, e := range sorted(old) {
		leave(e)
	}
	for _, k := range sorted(a.vanished) {
		a.exec(`DELETE FROM profile WHERE key = ?`, k)
	}
	enter := func(e *resolve.Entity) {
		n := e.Identity()
		bases[n.Base] = true
		a.row("identity", n.Least, n.Base, n.Country, flag(n.Known), "")
	}
	for i := range entities {
		enter(&entities[i])
	}
	// What comes and goes under a base may change the ids of others that have it.
	for _, b := range sorted(bases) {
		for _, entity := range a.misnamed(b) {
			var others []*resolve.Who
			for _, k := range a.texts(`SELECT key FROM profile WHERE entity = ? ORDER BY key`, entity) {
				was[k] = entity
				if w := a.who(k); w != nil {
					others = append(others, w)
				}
			}
			var js []resolve.Join
			a.each(func(scan func(...any)) {
				var j resolve.Join
				scan(&j.Left, &j.Right, &j.Reason, &j.Weight, &j.Judgement)
				js = append(js, j)
			}, `SELECT l.key, r.key, j.reason, j.weight, j.judgement FROM join_ j JOIN profile l ON l.id = j."left" JOIN profile r ON r.id = j."right"
				WHERE j.entity = (SELECT id FROM entity WHERE ref = ?) ORDER BY l.key, r.key`, entity)
			if a.err != nil {
				return
			}
			leave(entity)
			entities = append(entities, a.rules.Resolver.Entity(others))
			joins = append(joins, js)
			enter(&entities[len(entities)-1])
		}
	}
	for i := range entities {
		e := &entities[i]
		e.SetID(a.idOf(e.Identity()))
		_, retyped := a.entity(e, joins[i])
		for _, k := range e.Profiles {
			if was[k] != e.ID {
				a.exec(`UPDATE profile SET entity = ? WHERE key = ?`, e.ID, k)
			}
			if was[k] != e.ID || retyped { // the rows of sentences tell types
				a.again(k)
			}
		}
	}
	for i := range entities {
		a.exec(`UPDATE identity SET entity = ? WHERE least = ?`, entities[i].ID, entities[i].Profiles[0])
	}
}

// again marks the documents of a profile.
func (a *assembly) again(profile string) {
	for _, d := range a.texts(`SELECT document FROM profile_document WHERE profile = (SELECT id FROM profile WHERE key = ?)`, profile) {
		a.redo[d] = true
	}
}

// judgedProposals are the judgements of two names that stand on these profiles.
func (a *assembly) judgedProposals(profiles []string) []resolve.Proposal {
	if !a.judged {
		return nil
	}
	ids := map[string]bool{}
	for _, k := range profiles {
		for _, id := range a.texts(`SELECT judgement FROM anchor WHERE profile = ? AND profile <> ''`, k) {
			ids[id] = true
		}
	}
	var out []resolve.Proposal
	for _, id := range sorted(ids) {
		var all, left, right string
		if !a.one(`SELECT j.judgement, x.profile, y.profile FROM judgement j JOIN anchor x ON x.judgement = j.id AND x.side = 0 JOIN anchor y ON y.judgement = j.id AND y.side = 1 WHERE j.id = ? AND j.until = 0`, []any{id}, &all, &left, &right) || left == right {
			continue
		}
		var j judge.Judgement
		if err := json.Unmarshal([]byte(all), &j); err != nil {
			a.err = err
			return nil
		}
		out = append(out, resolve.Judged(&j, left, right))
	}
	return out
}

// idOf works an id out of how many others share its base.
func (a *assembly) idOf(n resolve.Identity) string {
	all, known, alike := 0, 0, 0
	a.one(`SELECT count(*), coalesce(sum(known), 0), coalesce(sum(NOT known AND country = ?2), 0) FROM identity WHERE base = ?1`, []any{n.Base, n.Country}, &all, &known, &alike)
	return n.ID(all, known, alike)
}

// misnamed lists the entities of a base whose ids are no longer what the number of
// others makes them.
func (a *assembly) misnamed(base string) []string {
	type row struct {
		resolve.Identity
		entity string
	}
	var rows []row
	a.each(func(scan func(...any)) {
		r := row{Identity: resolve.Identity{Base: base}}
		scan(&r.Least, &r.Country, &r.Known, &r.entity)
		rows = append(rows, r)
	}, `SELECT least, country, known, entity FROM identity WHERE base = ? ORDER BY least`, base)
	known := 0
	alike := map[string]int{}
	for _, r := range rows {
		if r.Known {
			known++
		} else {
			alike[r.Country]++
		}
	}
	var out []string
	for _, r := range rows {
		if r.entity != "" && r.ID(len(rows), known, alike[r.Country]) != r.entity {
			out = append(out, r.entity)
		}
	}
	return out
}

// entity writes the rows of an entity and returns its number, and whether it was of
// another type; its counts come with its documents.
func (a *assembly) entity(e *resolve.Entity, joins []resolve.Join) (id int64, retyped bool) {
	labels := list(a.rules.Schema.Labels(e.Type, e.Labels))
	var haveType, haveCountry, haveLabels string
	had := a.one(`SELECT id, type, country, labels FROM entity WHERE ref = ?`, []any{e.ID}, &id, &haveType, &haveCountry, &haveLabels)
	if !had {
		id = a.add(`INSERT INTO entity VALUES (NULL, ?, ?, ?, ?, ?, ?, 0, 0)`, e.ID, e.Type, labels, e.Name, e.Country, flag(e.Described))
		a.totals["entity"]++
	} else {
		a.exec(`UPDATE entity SET type = ?, labels = ?, name = ?, country = ?, described = ? WHERE id = ?`, e.Type, labels, e.Name, e.Country, flag(e.Described), id)
	}
	if !had || haveCountry != e.Country || haveLabels != labels {
		a.placed[e.ID] = true
	}
	a.entities[e.ID] = true
	if had {
		a.exec(`DELETE FROM former_id WHERE entity = ?`, id)
	}
	for _, f := range e.FormerIDs {
		a.row("former_id", id, f)
	}
	for _, j := range joins {
		a.exec(`INSERT INTO join_ SELECT l.id, r.id, ?, ?, ?, ? FROM profile l JOIN profile r ON l.key = ? AND r.key = ?`, id, j.Reason, j.Weight, j.Judgement, j.Left, j.Right)
	}
	return id, had && haveType != e.Type
}
