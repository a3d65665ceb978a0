// Package resolve decides which mentions of the corpus are one entity: clusters
// of a document become profiles, profiles meet under blocking keys, each meeting
// is a proposal with reason and weight, and proposals and judgements form
// components, the entities.
//
// Every step looks at a bounded neighbourhood: a profile, a pair, the profiles of
// one block in their order, one component, the entities of one base of ids. So one
// more report touches only what it meets, and the result is the same whether it
// comes alone or with all the others.
package resolve

import (
	"io/fs"
	"slices"
	"strings"

	"casegraph/internal/bodies"
	"casegraph/internal/memo"
	"casegraph/internal/names"
)

// A Profile is what a cluster of mentions looks like to the resolver. Clusters of
// many documents that look alike are one profile.
type Profile struct {
	Key       string   // identity and order of the profile; profiles of like names stand together
	Type      string   // one of the six
	Labels    []string // finer types, most general first
	Name      string   // the fullest spelling
	Country   string   // ISO alpha-2, "" unknown
	Known     string   // identity in the gazetteer, "" none
	Canon     string   // the gazetteer's name
	Short     string   // acronym or expansion defined in the text
	Roles     []string // titles that it is told with, folded, sorted: "lawmaker"
	Bodies    []string // bodies that it is said to have a post in: ids of the gazetteer or folded names
	Near      []string // other names of its report, of a person whose name many bear
	Described bool     // nameless, of one document: never joined across documents
	Spellings []string // spellings of form name, sorted; of a person the full ones, where there are such
}

// A Verdict of two profiles, or of a person.
type Verdict = names.Verdict

// Verdicts.
const (
	Same      = names.Same
	Different = names.Different
	Unsure    = names.Unsure
)

// A Proposal says that two profiles are one or, from a person, that they are two.
// Weight is in thousandths.
type Proposal struct {
	Left, Right string // keys of profiles, Left < Right
	Verdict     Verdict
	Reason      string
	Weight      int
	Judgement   string // id of the judgement, where a person decided
}

// An Entity is a component of profiles.
type Entity struct {
	ID        string
	FormerIDs []string // ids its members alone would have had, sorted, without ID
	Type      string
	Labels    []string
	Name      string
	Country   string
	Described bool
	Profiles  []string // keys, sorted

	base  string // id before another of the same name is looked at
	known bool   // base is an identity of the gazetteer
}

// A Join says why two profiles are one entity. Weight is in thousandths.
type Join struct {
	Entity      int    // index into Result.Entities
	Left, Right string // keys of profiles, Left < Right
	Reason      string
	Weight      int
	Judgement   string // id of the judgement, where a person decided
}

// A Result is the corpus' entities with the reasons for them.
type Result struct {
	Entities []Entity       // sorted by id
	Joins    []Join         // sorted by left, right
	Of       map[string]int // key of a profile → index of its entity
}

// A Resolver holds the tables that names are judged by. What it answers never
// changes, and it is safe for concurrent use.
type Resolver struct {
	people *names.Table
	bodies *bodies.Table

	parsedPeople memo.Memo[names.Name, *names.Person]
	parsedBodies memo.Memo[bodies.Name, bodies.Parsed]
}

// kept is how many parsed names of each generation are kept: a chunk of documents meets
// the same names again and again, a few kilobytes each.
const kept = 1 << 12

// New loads the tables.
func New(fsys fs.FS) (*Resolver, error) {
	people, err := names.Open(fsys)
	if err != nil {
		return nil, err
	}
	b, err := bodies.Open(fsys)
	if err != nil {
		return nil, err
	}
	r := &Resolver{people: people, bodies: b}
	r.parsedPeople.Size, r.parsedBodies.Size = kept, kept
	return r, nil
}

// Resolve decides about all profiles at once. It does not depend on the order of
// its arguments. Judged proposals are a person's and win.
func (r *Resolver) Resolve(profiles []Profile, judged []Proposal) *Result {
	ps := slices.Clone(profiles)
	slices.SortFunc(ps, func(a, b Profile) int { return strings.Compare(a.Key, b.Key) })
	ps = slices.CompactFunc(ps, func(a, b Profile) bool { return a.Key == b.Key })
	whos := make([]*Who, len(ps))
	groups := map[string][]*Who{}
	for i := range ps {
		whos[i] = r.Who(&ps[i])
		for _, b := range whos[i].Blocks() {
			groups[b] = append(groups[b], whos[i])
		}
	}
	blocks := make([]string, 0, len(groups))
	for b := range groups {
		blocks = append(blocks, b)
	}
	slices.Sort(blocks)
	proposals := slices.Clone(judged)
	seen := map[[2]string]bool{}
	for _, b := range blocks {
		for _, p := range r.Meet(b, groups[b]) {
			if pair := [2]string{p.Left, p.Right}; !seen[pair] {
				seen[pair] = true
				proposals = append(proposals, p)
			}
		}
	}
	entities, joins := r.Components(whos, proposals)
	name(entities)
	return result(entities, joins)
}

func result(entities []Entity, joins [][]Join) *Result {
	order := make([]int, len(entities))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(entities[a].ID, entities[b].ID) })
	res := &Result{Of: map[string]int{}}
	for n, o := range order {
		res.Entities = append(res.Entities, entities[o])
		for _, k := range entities[o].Profiles {
			res.Of[k] = n
		}
		for _, j := range joins[o] {
			j.Entity = n
			res.Joins = append(res.Joins, j)
		}
	}
	slices.SortFunc(res.Joins, func(a, b Join) int {
		if c := strings.Compare(a.Left, b.Left); c != 0 {
			return c
		}
		return strings.Compare(a.Right, b.Right)
	})
	return res
}
