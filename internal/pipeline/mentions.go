package pipeline

import (
	"slices"
	"strings"

	"casegraph/internal/clause"
	"casegraph/internal/ner"
	"casegraph/internal/syntax"
	"casegraph/internal/text"
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

// surnames makes persons of the places that are the surname of somebody whom the
// document has named in full before, unless a word of place stands before them.
func surnames(mentions []ner.Mention, sentences []text.Sentence) {
	full := map[string]bool{} // folded surnames so far
	for i := range mentions {
		m := &mentions[i]
		if m.Form != ner.Name {
			continue
		}
		words := strings.Fields(text.Fold(m.Text))
		if len(words) == 0 {
			continue
		}
		last := words[len(words)-1]
		switch {
		case m.Type == ner.Person && len(words) > 1:
			full[last] = true
		case m.Type == ner.Place && len(words) == 1 && full[last] && !m.Demonym && !slices.Contains(m.Labels, "Country"):
			if m.First > 0 && locative[sentences[m.Sentence].Tokens[m.First-1].Lower] {
				continue
			}
			m.Type, m.Labels, m.Known, m.Country, m.By = ner.Person, nil, "", "", "pipeline/surname"
		}
	}
}

// locative are the words before the name of a place.
var locative = map[string]bool{"in": true, "near": true, "at": true, "outside": true, "around": true, "into": true, "through": true, "across": true, "towards": true, "toward": true, ",": true}
