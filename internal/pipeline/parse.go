package pipeline

import (
	"iter"

	"casegraph/internal/doc"
	"casegraph/internal/ner"
	"casegraph/internal/syntax"
	"casegraph/internal/text"
)

// A Parse is a sentence as the reader sees it.
type Parse struct {
	Sentence *text.Sentence
	Words    []text.Token  // see text.Words
	Nodes    []syntax.Node // of each word
	Names    []ner.Mention // sorted by start, the longest first
}

// Parses yields the sentences of a document with their tags, trees and names. A
// parse is good until the next.
func (r *Reader) Parses(d *doc.Document) iter.Seq[Parse] {
	return func(yield func(Parse) bool) {
		sentences := text.Split(d)
		mentions := r.names.Find(d, sentences)
		trees := r.models.NewReader(r.gazetteer)
		for i := range sentences {
			p := Parse{Sentence: &sentences[i]}
			p.Words, _, p.Nodes = trees.Tree(p.Sentence)
			for len(mentions) > 0 && mentions[0].Sentence == i {
				if mentions[0].Form == ner.Name {
					p.Names = append(p.Names, mentions[0])
				}
				mentions = mentions[1:]
			}
			if !yield(p) {
				return
			}
		}
	}
}
