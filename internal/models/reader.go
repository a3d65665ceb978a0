package models

import (
	"casegraph/internal/gazetteer"
	"casegraph/internal/lexis"
	"casegraph/internal/ner/trained"
	"casegraph/internal/syntax"
	"casegraph/internal/text"
)

// A Reader applies models to one document at a time. It is for one goroutine;
// what it works with is used again, so that reading on allocates nothing.
type Reader struct {
	m     *Models
	cache *lexis.Cache
	names *trained.Document
	state syntax.State

	tokens []text.Token
	words  []*lexis.Word
	of     []int
	tags   []syntax.Tag
	nodes  []syntax.Node
	found  []Name
	starts []int // of each sentence, in of
}

// NewReader makes a reader. The gazetteer gives the model of names what the
// lists say.
func (m *Models) NewReader(g *gazetteer.Gazetteer) *Reader {
	c := lexis.NewCache(m.Vocabulary)
	return &Reader{m: m, cache: c, names: trained.NewDocument(c, g)}
}

// A Name is a name found by the model.
type Name struct {
	Sentence     int // index into the sentences that were given
	First, Limit int // tokens of the sentence; the name may begin or end inside the first or last
	Start, End   int // bytes of the document
	Type         trained.Type
}

// block is the number of words that the model of names takes as one document's: a
// longer one, an archive in one file, is read in parts, so that memory stays
// bounded.
const block = 20_000

// Names finds the names of a document's sentences, in order. The slice is good
// until the next call.
func (r *Reader) Names(sentences []text.Sentence) []Name {
	r.found = r.found[:0]
	for first := 0; first < len(sentences); {
		first = r.namesOf(sentences, first)
	}
	return r.found
}

// namesOf finds the names of a block of sentences and returns its end.
func (r *Reader) namesOf(sentences []text.Sentence, first int) int {
	r.names.Reset()
	r.of, r.tokens, r.starts = r.of[:0], r.tokens[:0], r.starts[:0]
	i := first
	for ; i < len(sentences) && len(r.tokens) < block; i++ {
		at := len(r.tokens)
		r.starts = append(r.starts, at)
		r.tokens, r.of = text.Words(r.tokens, r.of, sentences[i].Tokens)
		r.names.Add(r.tokens[at:])
	}
	for _, n := range r.m.Names.Names(r.names) {
		a, b := r.starts[n.Sentence]+n.First, r.starts[n.Sentence]+n.Limit
		r.found = append(r.found, Name{
			Sentence: first + n.Sentence, First: r.of[a], Limit: r.of[b-1] + 1,
			Start: r.tokens[a].Start, End: r.tokens[b-1].End, Type: n.Type,
		})
	}
	return i
}

// Tree gives the words of a sentence, with the token that each is of, and their
// tags, heads and labels. The slices are good until the next call.
func (r *Reader) Tree(s *text.Sentence) (words []text.Token, token []int, nodes []syntax.Node) {
	r.tokens, r.of = text.Words(r.tokens[:0], r.of[:0], s.Tokens)
	return r.tokens, r.of, r.TreeOf(r.tokens)
}

// TreeOf gives the tags, heads and labels of words.
func (r *Reader) TreeOf(words []text.Token) []syntax.Node {
	r.words = r.words[:0]
	for i := range words {
		r.words = append(r.words, r.cache.Word(words[i].Text, words[i].Lower))
	}
	n := len(words)
	if cap(r.tags) < n {
		r.tags, r.nodes = make([]syntax.Tag, 2*n), make([]syntax.Node, 2*n)
	}
	r.tags, r.nodes = r.tags[:n], r.nodes[:n]
	r.m.Tagger.Tag(r.words, r.tags)
	r.m.Parser.Parse(&r.state, r.words, r.tags, r.nodes)
	return r.nodes
}
