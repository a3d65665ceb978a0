package resolve

import (
	"cmp"
	"slices"
	"strings"
)

// Components carries proposals out: a person's first, then the heaviest, but none
// that would put two together of whom it is plain that they are two. The profiles
// must hold the ends of every proposal that speaks of them; proposals of others are
// left alone. It returns the entities, their ids yet without regard to others of
// the same name, and the joins of each.
func (r *Resolver) Components(profiles []*Who, proposals []Proposal) ([]Entity, [][]Join) {
	ws := slices.Clone(profiles)
	slices.SortFunc(ws, func(a, b *Who) int { return strings.Compare(a.Key, b.Key) })
	c := components{r: r, ws: ws, at: make(map[string]int, len(ws)), root: make([]int, len(ws)), members: make([][]int, len(ws)), free: make([]bool, len(ws)),
		marks: make([][]int, len(ws)), judged: map[[2]int]bool{}, memo: map[[2]int]bool{}}
	of := map[string]int{}
	for i, w := range ws {
		m := w.mark()
		if _, ok := of[m]; !ok {
			of[m] = len(c.looks)
			c.looks = append(c.looks, w)
		}
		c.marks[i] = []int{of[m]}
		c.at[w.Key] = i
		c.root[i] = i
		c.members[i] = []int{i}
	}
	proposals = slices.Clone(proposals)
	slices.SortFunc(proposals, func(a, b Proposal) int {
		return cmp.Or(order(a)-order(b), b.Weight-a.Weight, strings.Compare(a.Left, b.Left), strings.Compare(a.Right, b.Right), strings.Compare(a.Judgement, b.Judgement), strings.Compare(a.Reason, b.Reason))
	})
	for i := 0; i < len(proposals); {
		j := i + 1
		if proposals[i].Judgement == "" {
			for j < len(proposals) && proposals[j].Weight == proposals[i].Weight {
				j++
			}
			c.tier(proposals[i:j])
		} else {
			c.person(proposals[i])
		}
		i = j
	}
	return c.entities()
}

// order puts "different" of a person first, then a person's "same", then the rest.
func order(p Proposal) int {
	switch {
	case p.Judgement != "" && p.Verdict == Different:
		return 0
	case p.Judgement != "":
		return 1
	}
	return 2
}

type components struct {
	r       *Resolver
	ws      []*Who
	at      map[string]int
	root    []int
	members [][]int // of a root
	marks   [][]int // of a root: indices of the looks of its members, sorted
	looks   []*Who  // one of each sort that differ can tell apart
	free    []bool  // of a root: a person joined it, so that only a person's word keeps others from it
	judged  map[[2]int]bool
	memo    map[[2]int]bool
	joins   []Proposal
}

func (c *components) find(i int) int {
	for c.root[i] != i {
		c.root[i] = c.root[c.root[i]]
		i = c.root[i]
	}
	return i
}

func (c *components) join(p Proposal, a, b int) {
	if a > b {
		a, b = b, a
	}
	c.root[b] = a
	c.members[a] = append(c.members[a], c.members[b]...)
	c.members[b] = nil
	c.marks[a] = append(c.marks[a], c.marks[b]...)
	slices.Sort(c.marks[a])
	c.marks[a] = slices.Compact(c.marks[a])
	c.marks[b] = nil
	c.free[a] = c.free[a] || c.free[b] || p.Judgement != ""
	c.joins = append(c.joins, p)
}

func (c *components) ends(p Proposal) (a, b int, ok bool) {
	i, ok1 := c.at[p.Left]
	j, ok2 := c.at[p.Right]
	if !ok1 || !ok2 {
		return 0, 0, false
	}
	a, b = c.find(i), c.find(j)
	return a, b, a != b
}

func (c *components) person(p Proposal) {
	i, ok1 := c.at[p.Left]
	j, ok2 := c.at[p.Right]
	if !ok1 || !ok2 {
		return
	}
	if p.Verdict == Different {
		c.judged[[2]int{min(i, j), max(i, j)}] = true
		return
	}
	if a, b, ok := c.ends(p); ok && !c.forbidden(a, b) {
		c.join(p, a, b)
	}
}

// forbidden says that a person told a member of the one root from one of the other.
func (c *components) forbidden(a, b int) bool {
	if len(c.judged) == 0 {
		return false
	}
	for _, i := range c.members[a] {
		for _, j := range c.members[b] {
			if c.judged[[2]int{min(i, j), max(i, j)}] {
				return true
			}
		}
	}
	return false
}

// apart says that two roots are two.
func (c *components) apart(a, b int) bool {
	if c.forbidden(a, b) {
		return true
	}
	if c.free[a] || c.free[b] {
		return false
	}
	return c.unlike(c.marks[a], c.marks[b])
}

// unlike says that a look of the one list and one of the other are of two.
func (c *components) unlike(a, b []int) bool {
	for _, i := range a {
		for _, j := range b {
			if i == j {
				continue
			}
			pair := [2]int{min(i, j), max(i, j)}
			v, ok := c.memo[pair]
			if !ok {
				v = c.r.differ(c.looks[pair[0]], c.looks[pair[1]])
				c.memo[pair] = v
			}
			if v {
				return true
			}
		}
	}
	return false
}

// plain says that nothing keeps any two of the roots apart. It looks at each sort
// of profile once, where the roots may be thousands.
func (c *components) plain(roots []int) bool {
	var all []int
	inside := map[int]bool{}
	for _, r := range roots {
		if c.free[r] {
			return false
		}
		all = append(all, c.marks[r]...)
		for _, i := range c.members[r] {
			inside[i] = true
		}
	}
	for pair := range c.judged {
		if inside[pair[0]] && inside[pair[1]] {
			return false
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return !c.unlike(all, all)
}

// tier carries out proposals of one weight. Where they would link two that are two,
// what stands with one of them alone joins it, and what could as well be the other
// is left alone.
func (c *components) tier(ps []Proposal) {
	next := map[int][]Proposal{}
	var roots []int
	for _, p := range ps {
		a, b, ok := c.ends(p)
		if !ok {
			continue
		}
		for _, x := range []int{a, b} {
			if next[x] == nil {
				roots = append(roots, x)
			}
			next[x] = append(next[x], p)
		}
	}
	slices.Sort(roots)
	seen := map[int]bool{}
	for _, start := range roots {
		if seen[start] {
			continue
		}
		var group []int
		var edges []Proposal
		for queue := []int{start}; len(queue) > 0; {
			x := queue[0]
			queue = queue[1:]
			if seen[x] {
				continue
			}
			seen[x] = true
			group = append(group, x)
			for _, p := range next[x] {
				a, b, _ := c.ends(p)
				queue = append(queue, a, b)
				if x == min(a, b) {
					edges = append(edges, p)
				}
			}
		}
		slices.SortFunc(edges, func(a, b Proposal) int {
			return cmp.Or(strings.Compare(a.Left, b.Left), strings.Compare(a.Right, b.Right), strings.Compare(a.Reason, b.Reason))
		})
		c.group(group, edges)
	}
}

// group joins the roots that edges of one weight link.
func (c *components) group(roots []int, edges []Proposal) {
	contested := map[int]bool{}
	if c.plain(roots) {
		roots = nil
	}
	for i, a := range roots {
		for _, b := range roots[i+1:] {
			if c.apart(a, b) {
				contested[a], contested[b] = true, true
			}
		}
	}
	var sides, rest []Proposal
	for _, p := range edges {
		a, b, _ := c.ends(p)
		switch {
		case contested[a] && contested[b]:
			sides = append(sides, p)
		case !contested[a] && !contested[b]:
			if a, b, ok := c.ends(p); ok {
				c.join(p, a, b)
			}
		default:
			rest = append(rest, p)
		}
	}
	for _, p := range sides {
		if a, b, ok := c.ends(p); ok && !c.apart(a, b) {
			c.join(p, a, b)
		}
	}
	// What is contested by nobody goes to the one side that it is linked to.
	was := map[int]bool{}
	for x := range contested {
		was[c.find(x)] = true
	}
	linked := map[int][]int{}
	of := func(p Proposal) (free, side int, ok bool) {
		a, b, ok := c.ends(p)
		if was[a] {
			a, b = b, a
		}
		return a, b, ok && was[b] && !was[a]
	}
	for _, p := range rest {
		if free, side, ok := of(p); ok && !slices.Contains(linked[free], side) {
			linked[free] = append(linked[free], side)
		}
	}
	torn := map[int]bool{}
	for free, sides := range linked {
		for i, a := range sides {
			for _, b := range sides[i+1:] {
				torn[free] = torn[free] || c.apart(a, b)
			}
		}
	}
	for _, p := range rest {
		a, b, ok := c.ends(p)
		if !ok || torn[a] || torn[b] || c.apart(a, b) {
			continue
		}
		c.join(p, a, b)
		root := c.find(a)
		torn[root] = torn[a] || torn[b]
	}
}

func (c *components) entities() ([]Entity, [][]Join) {
	var out []Entity
	at := map[int]int{}
	for i := range c.ws {
		if c.find(i) == i {
			at[i] = len(out)
			out = append(out, c.entity(c.members[i]))
		}
	}
	joins := make([][]Join, len(out))
	for _, p := range c.joins {
		n := at[c.find(c.at[p.Left])]
		joins[n] = append(joins[n], Join{Left: p.Left, Right: p.Right, Reason: p.Reason, Weight: p.Weight, Judgement: p.Judgement})
	}
	for _, js := range joins {
		slices.SortFunc(js, func(a, b Join) int { return cmp.Or(strings.Compare(a.Left, b.Left), strings.Compare(a.Right, b.Right)) })
	}
	return out, joins
}

// Entity makes an entity of profiles that are known to be one, its id yet without
// regard to others of the same name.
func (r *Resolver) Entity(ws []*Who) Entity {
	c := components{r: r, ws: slices.Clone(ws)}
	slices.SortFunc(c.ws, func(a, b *Who) int { return strings.Compare(a.Key, b.Key) })
	members := make([]int, len(ws))
	for i := range members {
		members[i] = i
	}
	return c.entity(members)
}

// entity makes an entity of its profiles.
func (c *components) entity(members []int) Entity {
	var e Entity
	votes := map[string]int{}
	slices.Sort(members)
	known, name, forces := "", "", ""
	e.Described = true
	for _, i := range members {
		p := c.ws[i].Profile
		e.Profiles = append(e.Profiles, p.Key)
		votes[p.Type]++
		switch {
		case strings.HasPrefix(p.Known, "unit/forces."):
			forces = p.Known
		case p.Known != "" && (known == "" || p.Known < known):
			known, name = p.Known, p.Canon
		}
		for _, l := range p.Labels {
			if !slices.Contains(e.Labels, l) {
				e.Labels = append(e.Labels, l)
			}
		}
		if e.Country == "" || p.Country != "" && p.Country < e.Country {
			e.Country = p.Country
		}
		e.Described = e.Described && p.Described
	}
	slices.Sort(e.Labels)
	for _, t := range types {
		if votes[t] > votes[e.Type] {
			e.Type = t
		}
	}
	if known == "" {
		for _, i := range members {
			if p := c.ws[i].Profile; len(p.Name) > len(name) || len(p.Name) == len(name) && p.Name < name {
				name = p.Name
			}
		}
		known = forces
	}
	e.Name = name
	e.base, e.known = known, known != ""
	if known == "" {
		e.base = folders[e.Type] + "/" + slug(name)
	}
	if e.Described {
		doc, n, _ := strings.Cut(e.Profiles[0], "#")
		e.base, e.known = "described/"+slug(name)+"."+doc+"."+n, true
	}
	seen := map[string]bool{}
	for _, i := range members {
		if e.Described {
			break
		}
		p := c.ws[i].Profile
		for _, s := range append([]string{p.Name, p.Canon}, p.Spellings...) {
			id := folders[e.Type] + "/" + slug(s)
			if s != "" && id != e.base && !seen[id] {
				seen[id] = true
				e.FormerIDs = append(e.FormerIDs, id)
			}
		}
		if p.Known != "" && p.Known != e.base && !seen[p.Known] {
			seen[p.Known] = true
			e.FormerIDs = append(e.FormerIDs, p.Known)
		}
	}
	slices.Sort(e.FormerIDs)
	return e
}
