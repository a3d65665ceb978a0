package clause

import (
	"slices"
	"strings"

	"casegraph/internal/syntax"
)

// mend corrects what the parser often makes wrong. It runs before the children are known.
func (t *Tree) mend() {
	t.mendNumbers()
	t.mendRelatives()
}

// mendRelatives hangs on the antecedent what the parser joined to the last noun of a
// relative clause between commas: "X, who leads the RSF, and Y". With a third member it
// is a list of the clause's own.
func (t *Tree) mendRelatives() {
	for k := range t.Nodes {
		n := t.Nodes[k].Head
		if t.Nodes[k].Label != syntax.Conj || n < 1 || int(n) > k || t.Nodes[k].Tag != syntax.PROPN && t.Nodes[k].Tag != syntax.NOUN {
			continue
		}
		v := t.Nodes[n].Head
		if v < 1 || t.Nodes[n].Label != syntax.Obj || v > n || t.Nodes[v].Label != syntax.Acl || t.Nodes[v].Head < 0 {
			continue
		}
		and := int(n) + 1
		for and < k && t.Low(and) != "and" {
			and++
		}
		who := int(v) - 1
		for who > int(t.Nodes[v].Head) && !relativePronoun(t.Low(who)) {
			who--
		}
		if and == k || t.Low(and-1) != "," || who <= int(t.Nodes[v].Head)+1 || t.Low(who-1) != "," {
			continue
		}
		if a := t.Nodes[v].Head; !slices.ContainsFunc(t.Nodes[who:and-1], func(x syntax.Node) bool { return x.Head == n && x.Label == syntax.Conj }) {
			t.Nodes[k].Head = a
		}
	}
}

// mendNumbers corrects what becomes of "the number of": the parser saw too few of them.
func (t *Tree) mendNumbers() {
	for n := range t.Nodes {
		if !CountNoun(t.Low(n)) || t.Low(n+1) != "of" {
			continue
		}
		k := n + 2 // who is counted: the last word that hangs on the number before a verb
		for k < len(t.Nodes) && !(t.Nodes[k].Head == int32(n) && t.Nodes[k].Label == syntax.Nmod) {
			k++
		}
		if k >= len(t.Nodes) || k > n+8 {
			continue
		}
		v := t.Nodes[n].Head
		if t.Nodes[k].Tag == syntax.VERB && t.Low(k-1) == "of" && v >= 0 { // "of wounded"
			t.Nodes[k].Tag = syntax.NOUN
			continue
		}
		i := k + 1 // what they underwent: "of soldiers killed"
		if i >= len(t.Nodes) || t.Nodes[i].Tag != syntax.VERB || !(t.Nodes[i].Head == int32(k) && t.Nodes[i].Label == syntax.Acl || t.Nodes[i].Head == v && v >= 0 && t.Nodes[i].Label == syntax.Xcomp) {
			continue
		}
		t.Nodes[i].Head, t.Nodes[i].Label = int32(k), syntax.Acl
		if v >= 0 && t.Nodes[n].Label == syntax.Obj && Puts(t.Low(int(v))) { // "at 15" is the number
			for at := i + 1; at < len(t.Nodes); at++ {
				if h := t.Nodes[at].Head; t.Low(at) == "at" && h > int32(at) && t.Nodes[h].Head == int32(i) {
					t.Nodes[h].Head = v
					break
				}
			}
		}
		// "The number of soldiers killed rose": the number is what rose.
		if r := i + 1; r < len(t.Nodes) && t.Nodes[r].Tag == syntax.VERB && t.Nodes[r].Head == int32(i) && t.Nodes[r].Label == syntax.Xcomp && !strings.HasSuffix(t.Low(r), "ing") {
			t.Nodes[r].Head, t.Nodes[r].Label = t.Nodes[n].Head, t.Nodes[n].Label
			t.Nodes[n].Head, t.Nodes[n].Label = int32(r), syntax.Nsubj
		}
	}
}

// CountNoun says that a noun holds a number of what stands behind its "of".
func CountNoun(low string) bool {
	switch low {
	case "number", "numbers", "toll", "total", "count", "tally", "figure":
		return true
	}
	return false
}
