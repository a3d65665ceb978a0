package pipeline

import (
	"casegraph/internal/clause"
	"casegraph/internal/ner"
	"casegraph/internal/syntax"
)

// nouns leaves out the descriptions that the grammar shows to be verbs: "prosecutors
// suspect him". trees are by sentence.
func nouns(mentions []ner.Mention, trees []clause.Tree) []ner.Mention {
	at := make([]int, len(mentions)) // where each stands afterwards
	var out []ner.Mention
	for i := range mentions {
		m := &mentions[i]
		at[i] = -1
		t := &trees[m.Sentence]
		if m.Form == ner.Nominal && m.Limit == m.First+1 {
			if w := t.HeadOf(m.First, m.Limit); w >= 0 && t.Tag(w) == syntax.VERB && t.Child(w, syntax.Nsubj) >= 0 {
				continue
			}
		}
		at[i] = len(out)
		out = append(out, *m)
	}
	for i := range out {
		if s := out[i].State; s >= 0 && s < len(at) {
			out[i].State = at[s]
		}
	}
	return out
}
