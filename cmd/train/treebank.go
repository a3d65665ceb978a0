package main

import (
	"casegraph/internal/eval"
	"casegraph/internal/lexis"
	"casegraph/internal/syntax"
	"casegraph/internal/text"
)

// A tree is a sentence to learn from. Heads are numbered from 1, 0 is the root.
type tree struct {
	words  []*lexis.Word
	tags   []syntax.Tag
	heads  []int32
	labels []syntax.Label
	weight int // how often a round learns from it
}

// readTrees reads a treebank in CoNLL-U.
func readTrees(path string, cache *lexis.Cache) ([]tree, error) {
	ts, err := eval.ReadTrees(path)
	if err != nil {
		return nil, err
	}
	out := make([]tree, len(ts))
	for i, t := range ts {
		out[i] = tree{tags: t.Tags, heads: t.Heads, labels: t.Labels, weight: 1}
		for _, form := range t.Words {
			w := text.WordOf(form)
			out[i].words = append(out[i].words, cache.Word(w.Text, w.Lower))
		}
	}
	return out, nil
}
