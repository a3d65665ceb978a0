package coref

import (
	"io/fs"
	"slices"
	"strings"

	"casegraph/internal/clause"
	"casegraph/internal/doc"
	"casegraph/internal/ner"
	"casegraph/internal/pattern"
	"casegraph/internal/syntax"
	"casegraph/internal/text"
)

// A Linker links mentions. It is immutable and safe for concurrent use.
//
// The nearest fitting mention wins, by grammar and distance, and what is not
// plain stays apart.
type Linker struct {
	say *pattern.List
}

// New loads the word lists that linking needs.
func New(fsys fs.FS) (*Linker, error) {
	lists, err := pattern.LoadLists(fsys)
	if err != nil {
		return nil, err
	}
	return &Linker{say: lists["say_verbs"]}, nil
}

// Link returns the links of one document, sorted by their right mention. Each
// mention is linked to one that stands before it, the nearest that fits, so that
// cutting a link takes apart what rested on it alone. trees are those of the
// sentences; one without words is of a sentence that was not parsed.
func (l *Linker) Link(_ *doc.Document, sentences []text.Sentence, trees []clause.Tree, mentions []ner.Mention) []Link {
	k := linker{sentences: sentences, trees: trees, m: mentions, say: l.say, root: make([]int, len(mentions)), last: map[string]int{}, surnames: map[string][]int{}, lone: map[string]int{}, genders: map[int]string{}}
	for i := range mentions {
		k.root[i] = i
	}
	k.fullNames()
	k.state = k.mainForce()
	k.describe()
	for i := range mentions {
		left, reason := k.antecedent(i)
		if reason == "" && mentions[i].Form != ner.Pronoun {
			left, reason = k.apposed(i)
		}
		if reason != "" {
			k.join(left, i, reason)
		}
		k.see(i)
	}
	k.describedThenNamed()
	return k.links
}

type linker struct {
	sentences []text.Sentence
	trees     []clause.Tree
	m         []ner.Mention
	words     []int      // of each mention, its head's word in the sentence's tree, -1 where there is none
	called    [][]string // of each name, the nouns that the report calls it by: "the frigate X", "X, a militia"
	apposedTo []int      // of each mention, the one before it with which it stands in apposition, -1 for none
	say       *pattern.List
	root      []int
	links     []Link
	last      map[string]int   // key of a name → the last mention that has it
	surnames  map[string][]int // part of a person's full name → first mention of each such name
	lone      map[string]int   // word → the first person who was named by it alone
	genders   map[int]string   // root → m or f, as "Ms" and the pronouns tell
	recent    []int            // entities in order of mention
	state     string           // the state whose soldiers are most of those spoken of, "" if no state's are
}

func (k *linker) find(i int) int {
	for k.root[i] != i {
		i = k.root[i]
	}
	return i
}

func (k *linker) join(left, right int, reason string) {
	a, b := k.find(left), k.find(right)
	if a == b || left >= right {
		return
	}
	if b < a {
		a, b = b, a
	}
	k.root[b] = a
	if k.genders[a] == "" {
		k.genders[a] = k.genders[b]
	}
	k.links = append(k.links, Link{left, right, reason})
}

// NameKey is the form in which names are the same name: folded words without
// possessives, dots and hyphens.
func NameKey(s string) string {
	return strings.Join(strings.Fields(marks.Replace(text.Fold(s))), " ")
}

var marks = strings.NewReplacer("-", " ", "–", " ", ".", "", "’", "'", "‘", "'")

// fullNames collects the persons' names of two words and more by each word.
func (k *linker) fullNames() {
	seen := map[string]bool{}
	for i := range k.m {
		m := &k.m[i]
		key := NameKey(m.Text)
		if m.Form != ner.Name || m.Type != ner.Person || seen[key] {
			continue
		}
		seen[key] = true
		words := strings.Fields(text.Fold(m.Text))
		if len(words) < 2 {
			continue
		}
		used := map[string]bool{}
		for _, w := range words {
			for _, p := range []string{w, strings.TrimPrefix(w, "al-")} {
				if !used[p] {
					used[p] = true
					k.surnames[p] = append(k.surnames[p], i)
				}
			}
		}
	}
}

// mainForce is the state to which at least three quarters of the soldiers and
// troops belong that are told with a state.
func (k *linker) mainForce() string {
	counts, all, best := map[string]int{}, 0, ""
	for i := range k.m {
		if m := &k.m[i]; m.Form == ner.Nominal && m.Class == "military" && m.Country != "" {
			counts[m.Country]++
			all++
			if counts[m.Country] > counts[best] {
				best = m.Country
			}
		}
	}
	if all == 0 || counts[best]*4 < all*3 {
		return ""
	}
	return best
}

// gender is that of a mention by its words, or by the courtesy title before it.
func (k *linker) gender(i int) string {
	m := &k.m[i]
	if m.Gender != "" || m.Form != ner.Name || m.Type != ner.Person || m.First == 0 {
		return m.Gender
	}
	switch k.sentences[m.Sentence].Tokens[m.First-1].Lower {
	case "mr", "mr.", "sir", "lord":
		return "m"
	case "ms", "ms.", "mrs", "mrs.", "miss", "lady", "dame":
		return "f"
	}
	return ""
}

// see makes a mention known to those that follow.
func (k *linker) see(i int) {
	m := &k.m[i]
	if g := k.gender(i); g != "" && k.genders[k.find(i)] == "" {
		k.genders[k.find(i)] = g
	}
	if m.Form == ner.Name {
		if m.Type == ner.Person && k.find(i) == i {
			if w := text.Fold(m.Text); !strings.Contains(w, " ") {
				if _, ok := k.lone[w]; !ok {
					k.lone[w] = i
				}
			}
		}
		k.last[nameOf(m)] = i
		if m.Known != "" {
			k.last["="+m.Known] = i
		}
	}
	if m.Form != ner.Pronoun {
		k.recent = append(k.recent, i)
	}
}

// nameOf is the key of a name: its folded words with the type's class, so that
// the man Jordan and the state stay two.
func nameOf(m *ner.Mention) string {
	class := m.Type
	if class == ner.Unit || class == ner.Agency {
		class = ner.Organization
	}
	return class + " " + NameKey(m.Text)
}

// antecedent finds what a mention stands for, and why.
func (k *linker) antecedent(i int) (int, string) {
	m := &k.m[i]
	switch m.Form {
	case ner.Name:
		return k.name(i)
	case ner.Pronoun:
		return k.pronoun(i)
	}
	return k.nominal(i)
}

func (k *linker) name(i int) (int, string) {
	m := &k.m[i]
	if m.Known != "" {
		if left, ok := k.last["="+m.Known]; ok {
			if m.Demonym != k.m[left].Demonym {
				return left, "people of the state"
			}
			return left, "same in the lists"
		}
	}
	if left, ok := k.last[nameOf(m)]; ok && !k.differ(left, i) {
		return left, "same name"
	}
	if m.Short != "" {
		short := ner.Mention{Type: m.Type, Text: m.Short}
		if left, ok := k.last[nameOf(&short)]; ok && !k.differ(left, i) {
			return left, "acronym"
		}
	}
	if m.Type == ner.Person {
		if left, reason := k.alias(i); reason != "" {
			return left, reason
		}
		if left, reason := k.spelledOut(i); reason != "" {
			return left, reason
		}
		return k.part(i)
	}
	return 0, ""
}

// differ says that the lists know two mentions as two, or that they belong to
// two states.
func (k *linker) differ(a, b int) bool {
	x, y := &k.m[a], &k.m[b]
	return x.Known != "" && y.Known != "" && x.Known != y.Known || x.Country != "" && y.Country != "" && x.Country != y.Country
}

// part links "Burhan" to "Abdel Fattah al-Burhan", if that is the one person with the name
// so far or in the whole document; of several, the nearest before it only if the
// word ends that name.
func (k *linker) part(i int) (int, string) {
	m := &k.m[i]
	words := strings.Fields(text.Fold(m.Text))
	if len(words) == 0 || len(words) > 2 {
		return 0, ""
	}
	full := k.surnames[words[len(words)-1]]
	var before []int
	for _, f := range full {
		if f < i && len(strings.Fields(k.m[f].Text)) > len(words) && (len(words) == 1 || strings.Contains(NameKey(k.m[f].Text), NameKey(m.Text))) {
			before = append(before, f)
		}
	}
	groups := map[int]bool{}
	for _, f := range before {
		groups[k.find(f)] = true
	}
	if len(groups) == 1 {
		left := before[len(before)-1]
		if w := strings.Fields(text.Fold(k.m[left].Text)); w[len(w)-1] == words[0] {
			return left, "surname of " + k.m[left].Text
		}
		return left, "part of the name " + k.m[left].Text
	}
	return 0, ""
}

// spelledOut links the full name to the surname that stood alone before it, in a
// heading say, if the document has one full name that ends with it.
func (k *linker) spelledOut(i int) (int, string) {
	words := strings.Fields(text.Fold(k.m[i].Text))
	if len(words) < 2 {
		return 0, ""
	}
	w := words[len(words)-1]
	left, ok := k.lone[w]
	if !ok || k.find(left) != left || k.differ(left, i) {
		return 0, ""
	}
	for _, f := range k.surnames[w] {
		if k.find(f) != k.find(i) && NameKey(k.m[f].Text) != NameKey(k.m[i].Text) && strings.HasSuffix(text.Fold(k.m[f].Text), w) {
			return 0, ""
		}
	}
	return left, "surname of " + k.m[i].Text
}

// alias links "Ibn Omar" in "X, also known as Y and Z" to X.
func (k *linker) alias(i int) (int, string) {
	m := &k.m[i]
	tokens := k.sentences[m.Sentence].Tokens
	at := -1
	for t := m.First - 1; t > 0 && m.First-t < 14; t-- {
		low := tokens[t].Lower
		if low == "as" && tokens[t-1].Lower == "known" {
			at = t - 1
			if t > 1 && (tokens[t-2].Lower == "also" || tokens[t-2].Lower == "formerly" || tokens[t-2].Lower == "better") {
				at = t - 2
			}
			break
		}
		if low == "alias" || low == "aka" || low == "a.k.a." {
			at = t
			break
		}
		if low == ";" || tokens[t].Text == "." {
			break
		}
	}
	if at < 0 || !k.onlyNames(i, at) {
		return 0, ""
	}
	for j := i - 1; j >= 0 && k.m[j].Sentence == m.Sentence; j-- {
		if x := &k.m[j]; x.Type == ner.Person && x.Form == ner.Name && x.Limit <= at && at-x.Limit <= 2 {
			return j, "also known as"
		}
	}
	return 0, ""
}

// onlyNames says that nothing but names stands between "also known as" and mention
// i: "X, also known as Y, heads Z" makes no alias of Z.
func (k *linker) onlyNames(i, at int) bool {
	m := &k.m[i]
	tokens := k.sentences[m.Sentence].Tokens
	for t := at; t < m.First; t++ {
		switch tok := tokens[t]; {
		case tok.Class != text.Lower:
		case tok.Lower == "also" || tok.Lower == "known" || tok.Lower == "formerly" || tok.Lower == "better" || tok.Lower == "as" || tok.Lower == "and" || tok.Lower == "or" || tok.Lower == "alias" || tok.Lower == "aka" || tok.Lower == "the" || strings.Contains(tok.Lower, "-"):
		default:
			return false
		}
	}
	return true
}

// nominal links a description: a nameless group of one state, "the spy agency",
// "the president", "the soldiers".
func (k *linker) nominal(i int) (int, string) {
	m := &k.m[i]
	if m.Class == "military" && m.Country != "" && m.Head != "prisoner of war" {
		for j := i - 1; j >= 0; j-- {
			if x := &k.m[j]; x.Form == ner.Nominal && x.Class == "military" && x.Country == m.Country && x.Head != "prisoner of war" {
				return j, "forces of one state"
			}
		}
		return 0, ""
	}
	if m.Class == "military" && !m.Definite && m.Plural && k.state == "" {
		return 0, ""
	}
	if m.Class == "military" && !m.Definite && m.Plural && m.Head != "prisoner of war" {
		// "3,000 troops had been deployed", where the report knows one state's
		// forces alone and has just spoken of them.
		for j := i - 1; j >= 0 && m.Sentence-k.m[j].Sentence <= 1; j-- {
			if x := &k.m[j]; x.Form == ner.Nominal && x.Class == "military" && x.Country == k.state {
				return j, "the one force of the report"
			}
		}
		return 0, ""
	}
	if !m.Definite {
		return 0, ""
	}
	if m.Class == "military" || m.Class == "captive" && m.Plural {
		return k.soleForce(i)
	}
	for n := len(k.recent) - 1; n >= 0 && n >= len(k.recent)-40; n-- {
		j := k.recent[n]
		x := &k.m[j]
		if m.Sentence-x.Sentence > 6 {
			break
		}
		if x.Sentence == m.Sentence && x.First >= m.First {
			continue
		}
		if reason := k.fits(m, j); reason != "" {
			return j, reason
		}
	}
	return 0, ""
}

// soleForce links "the soldiers", "the captives" to the one nameless force that
// the last sentences spoke of; where two were at hand, to none.
func (k *linker) soleForce(i int) (int, string) {
	m := &k.m[i]
	left, country := -1, ""
	for j := i - 1; j >= 0 && m.Sentence-k.m[j].Sentence <= 3; j-- {
		x := &k.m[j]
		if x.Form != ner.Nominal || x.Class != "military" || x.Head == "prisoner of war" {
			continue
		}
		c := k.m[k.find(j)].Country
		if c == "" {
			c = x.Country
		}
		if left < 0 {
			left, country = j, c
		} else if c != country && k.find(j) != k.find(left) {
			if k.m[left].Sentence == m.Sentence || k.m[left].Sentence != x.Sentence {
				break // the nearer one holds
			}
			return 0, ""
		}
	}
	if left < 0 || !m.Plural {
		return 0, ""
	}
	return left, "the force just spoken of"
}

// fits says why a definite description m can stand for the earlier mention x.
func (k *linker) fits(m *ner.Mention, j int) string {
	x := &k.m[j]
	if m.Country != "" && x.Country != "" && m.Country != x.Country {
		return ""
	}
	if x.Form == ner.Nominal {
		if x.Class == m.Class && x.Plural == m.Plural && (x.Head == m.Head || x.Class == "agency" || x.Class == "lawmaker") && (m.Class != "civilian" && m.Class != "victim" || x.Head == m.Head) {
			return "the same description"
		}
		return ""
	}
	if m.Plural && x.Type != ner.Unit || x.Demonym {
		return ""
	}
	if !m.Plural && slices.Contains(k.called[j], m.Head) {
		return "the " + m.Head + " named before"
	}
	if m.Plural {
		return ""
	}
	has := func(labels ...string) bool {
		for _, want := range labels {
			for _, l := range x.Labels {
				if l == want {
					return true
				}
			}
		}
		return false
	}
	ok := false
	switch m.Class {
	case "agency":
		ok = x.Type == ner.Agency && (has("IntelligenceAgency") || m.Head == "agency" && !has("Ministry", "Parliament", "Court", "Presidency"))
	case "ministry":
		ok = has("Ministry")
	case "parliament":
		ok = has("Parliament")
	case "court":
		ok = has("Court")
	case "party":
		ok = has("Party") && m.Head == "party" // "the opposition" is no one party
	case "company":
		ok = has("Company")
	case "group":
		ok = has("ArmedGroup", "CriminalOrganization") || m.Head == "group" && x.Type == ner.Organization && !has("InternationalOrganization")
	case "org":
		ok = x.Type == ner.Organization && (m.Head != "bloc" && m.Head != "alliance" || has("InternationalOrganization")) && (m.Head != "mission" || has("Mission")) && !has("Company", "Party")
	case "place":
		ok = x.Type == ner.Place && (m.Head == "city" || m.Head == "town" || m.Head == "village") && (has("City") || len(x.Labels) == 0)
	case "country":
		ok = x.Type == ner.Place && has("Country")
	case "leader", "minister", "commander", "spokesperson", "lawmaker":
		ok = x.Type == ner.Person && x.Title != "" && titleHas(x.Title, m.Head)
	}
	if !ok {
		return ""
	}
	return "the " + m.Head + " just spoken of"
}

func titleHas(title, head string) bool {
	title = " " + text.Fold(title) + " "
	if strings.Contains(title, " "+head+" ") || strings.HasSuffix(strings.TrimSpace(title), head) {
		return true
	}
	return lawmaking[head] && (strings.Contains(title, "lawmaker") || strings.Contains(title, "legislator") || strings.Contains(title, "member of parliament") || strings.Contains(title, " mp "))
}

var lawmaking = map[string]bool{"lawmaker": true, "legislator": true, "member of parliament": true, "parliamentarian": true}

// pronoun links he, she, it and they to the candidate that fits best: by
// distance, by its place in its clause, and never to what the same verb has beside
// it.
func (k *linker) pronoun(i int) (int, string) {
	m := &k.m[i]
	if m.Head == "i" || m.Head == "we" || m.Head == "my" || m.Head == "our" || m.Head == "us" || m.Head == "me" {
		return 0, ""
	}
	best, bestScore := -1, 0
	nearer := false // a subject with a name stands between, inside of what is said
	for n := len(k.recent) - 1; n >= 0 && n >= len(k.recent)-30; n-- {
		j := k.recent[n]
		x := &k.m[j]
		distance := m.Sentence - x.Sentence
		if distance > 2 {
			break
		}
		if distance < 0 || distance == 0 && (x.First >= m.First || k.bound(i, j)) {
			continue
		}
		score := k.suits(m, x)
		if score == 0 || m.Gender != "" && k.genders[k.find(j)] != "" && k.genders[k.find(j)] != m.Gender || k.sharesVerb(i, j) {
			continue
		}
		score += 10 - 4*distance + k.role(j)
		if distance == 0 && k.speaker(j) {
			if nearer {
				score -= 2 // "A said that B would be handed to those who accuse him": B
			} else {
				score += 3
			}
		}
		nearer = nearer || distance == 0 && m.Gender != "" && x.Form == ner.Name && k.role(j) == 5
		if score > bestScore {
			best, bestScore = j, score
		}
	}
	if best < 0 {
		return 0, ""
	}
	return best, m.Head + ": the nearest that fits"
}

// bound says that pronoun i and mention j hang on one verb, so that they are two:
// "Chad accused it". A possessive may be bound: "Chad recalled its envoy".
func (k *linker) bound(i, j int) bool {
	a, b := k.words[i], k.words[j]
	if a < 0 || b < 0 || k.m[i].Sentence != k.m[j].Sentence {
		return false
	}
	t := &k.trees[k.m[i].Sentence]
	if l := t.Label(a); l == syntax.Nmod || l == syntax.Det {
		return t.Head(a) == b // "the army's ... its": not what it hangs on itself
	}
	return t.Head(a) == t.Head(b) && t.Label(b) != syntax.Conj
}

// sharesVerb says that pronoun i hangs on one verb with a word that stands for mention
// j, as "him" and "she" do in "she assured him".
func (k *linker) sharesVerb(i, j int) bool {
	root := k.find(j)
	for n := i - 1; n >= 0 && k.m[n].Sentence == k.m[i].Sentence; n-- {
		if n != j && k.find(n) == root && k.bound(i, n) {
			return true
		}
	}
	return false
}

// role is how likely a mention is spoken of further, by its place in the clause.
func (k *linker) role(j int) int {
	if w := k.words[j]; w >= 0 {
		t := &k.trees[k.m[j].Sentence]
		switch t.Label(w) {
		case syntax.Nsubj:
			return 5
		case syntax.Root, syntax.Appos:
			return 3
		case syntax.Obj, syntax.Iobj:
			return 2
		case syntax.Compound, syntax.Amod:
			return -2
		}
		return 0
	}
	if k.subject(j) {
		return 5
	}
	return 0
}

// describe notes, for every mention, its word in the tree, what it stands in
// apposition to, and which nouns the report calls each name by.
func (k *linker) describe() {
	k.words = make([]int, len(k.m))
	k.called = make([][]string, len(k.m))
	k.apposedTo = make([]int, len(k.m))
	bySentence := map[int][]int{}
	for i := range k.m {
		k.words[i], k.apposedTo[i] = -1, -1
		if t := &k.trees[k.m[i].Sentence]; t.Len() > 0 {
			k.words[i] = t.HeadOf(k.m[i].First, k.m[i].Limit)
		}
		bySentence[k.m[i].Sentence] = append(bySentence[k.m[i].Sentence], i)
	}
	for i := range k.m {
		x := &k.m[i]
		if x.Form != ner.Name || x.Demonym {
			continue
		}
		// A name's own noun: "the 30th Brigade", "Western Mindanao Command".
		words := strings.Fields(text.Fold(x.Text))
		if len(words) > 1 {
			k.called[i] = append(k.called[i], words[len(words)-1])
		}
		for _, j := range bySentence[x.Sentence] {
			y := &k.m[j]
			if y.Form != ner.Nominal || y.Plural || !alike(x, y) || !k.oneThing(i, j) {
				continue
			}
			k.called[i] = append(k.called[i], y.Head)
			if j > i && k.apposedTo[j] < 0 {
				k.apposedTo[j] = i
			} else if j < i && k.apposedTo[i] < 0 {
				k.apposedTo[i] = j
			}
		}
	}
}

// oneThing says that name i and description j of one sentence are one: by
// apposition, or side by side ("the frigate X", "the group's spokesman, X,").
func (k *linker) oneThing(i, j int) bool {
	a, b := k.words[i], k.words[j]
	x, y := &k.m[i], &k.m[j]
	if a < 0 || b < 0 || x.First < y.Limit && y.First < x.Limit {
		return false
	}
	t := &k.trees[x.Sentence]
	if j < i && x.Type == ner.Person && y.Type == ner.Person && x.First-y.Limit <= 5 && k.calledSo(y.Limit, x.First, x.Sentence) {
		return true // "a man known as X"
	}
	if t.Label(a) == syntax.Appos && t.Head(a) == b || t.Label(b) == syntax.Appos && t.Head(b) == a {
		// What lies between may be no verb's: the parser hangs lists so, too.
		lo, hi := min(x.Limit, y.Limit), max(x.First, y.First)
		return hi-lo <= 8
	}
	if y.Limit == x.First && x.Type == y.Type {
		return t.Head(b) == a || t.Head(a) == b
	}
	// "X is a militia".
	for _, c := range t.Children(b) {
		if t.Label(int(c)) == syntax.Cop {
			for _, s := range t.Children(b) {
				if int(s) == a && t.Label(a) == syntax.Nsubj {
					return true
				}
			}
		}
	}
	return false
}

// calledSo says that the tokens between a description and a name say that it is
// called so.
func (k *linker) calledSo(first, limit, sentence int) bool {
	called := false
	for _, t := range k.sentences[sentence].Tokens[first:limit] {
		switch t.Lower {
		case "known", "nicknamed", "called", "named", "dubbed", "identified":
			called = true
		case "as", "who", "is", "was", "styles", "calls", "himself", "herself", ",", "only", "by", "the", "name":
			called = called || t.Lower == "styles" || t.Lower == "calls"
		default:
			return false
		}
	}
	return called
}

// apposed links a mention to the one with which it stands in apposition.
func (k *linker) apposed(i int) (int, string) {
	if j := k.apposedTo[i]; j >= 0 && j < i {
		return j, "apposition"
	}
	return 0, ""
}

// alike says that a name and a description can be of one thing by their types.
func alike(x, y *ner.Mention) bool {
	body := func(t string) bool { return t == ner.Agency || t == ner.Organization || t == ner.Unit }
	if body(x.Type) && body(y.Type) {
		return x.Country == "" || y.Country == "" || x.Country == y.Country
	}
	return x.Type == y.Type && x.Type != ner.Event
}

// suits gives how well a mention fits a pronoun, 0 for not at all.
func (k *linker) suits(p, x *ner.Mention) int {
	switch {
	case p.Gender != "": // he, she
		person := x.Type == ner.Person || x.Form == ner.Nominal && x.Type == ner.Unit && (x.Class == "military" || x.Class == "fighter") && x.Country == "" // "the captured soldier"
		if !person || x.Plural || x.Gender != "" && x.Gender != p.Gender {
			return 0
		}
		if x.Form == ner.Name {
			return 5
		}
		return 2
	case p.Plural:
		if x.Form == ner.Nominal && x.Plural {
			return 4
		}
		if x.Type == ner.Unit && x.Form == ner.Name {
			return 2
		}
		return 0
	}
	// it
	if x.Type == ner.Person || x.Plural || x.Demonym || x.Type == ner.Event {
		return 0
	}
	if x.Type == ner.Place && !hasLabel(x, "Country") {
		return 0
	}
	if x.Form == ner.Name || x.Class == "agency" || x.Class == "ministry" || x.Class == "government" {
		return 4
	}
	return 2
}

func hasLabel(m *ner.Mention, label string) bool {
	for _, l := range m.Labels {
		if l == label {
			return true
		}
	}
	return false
}

// subject says that a mention stands at the head of its sentence, or right
// before a verb of saying.
func (k *linker) subject(j int) bool {
	m := &k.m[j]
	return m.First <= 3 || k.speaker(j)
}

func (k *linker) speaker(j int) bool {
	m := &k.m[j]
	tokens := k.sentences[m.Sentence].Tokens
	return m.Limit < len(tokens) && k.say != nil && k.say.Has(tokens[m.Limit].Lower)
}

// describedThenNamed links "according to a South Korean legislator" to the
// legislator whom the next sentence names.
func (k *linker) describedThenNamed() {
	for i := range k.m {
		m := &k.m[i]
		if m.Form != ner.Nominal || m.Plural || m.Definite || !(m.Class == "lawmaker" || m.Class == "spokesperson") || k.find(i) != i {
			continue
		}
		for j := i + 1; j < len(k.m) && k.m[j].Sentence <= m.Sentence+1; j++ {
			x := &k.m[j]
			if x.Form == ner.Name && x.Type == ner.Person && x.Sentence == m.Sentence+1 && k.speaker(j) && (x.Title == "" || titleHas(x.Title, m.Head)) {
				k.join(i, j, "described, then named")
				break
			}
		}
	}
}
