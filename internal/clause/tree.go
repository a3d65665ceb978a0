// Package clause reads dependency trees: which words a verb, noun or adjective
// has as its subject, object and circumstances, however the sentence puts it.
//
// It knows grammar alone, and nothing of war or politics.
package clause

import (
	"slices"

	"casegraph/internal/syntax"
	"casegraph/internal/text"
)

// A Tree is a sentence's dependency tree. It is read-only once made.
//
// Positions are words (see text.Words), which are parts of tokens.
type Tree struct {
	Words []text.Token
	Token []int32 // of each word, the index of its token
	Nodes []syntax.Node

	first  []int32 // of each token, its first word; one more for the end
	kids   []int32 // children, grouped by head, each group from left to right
	starts []int32 // of each word, where its children begin in kids
	low    []int32 // of each word, the first word of its subtree
	high   []int32 // of each word, the word behind its subtree's last
}

// New makes a tree of words, the token that each is of, and their nodes. The
// slices are copied.
func New(words []text.Token, token []int, nodes []syntax.Node) Tree {
	n := len(words)
	tokens := 0
	if n > 0 {
		tokens = token[n-1] + 1
	}
	buf := make([]int32, 5*n+tokens+2)
	cut := func(k int) []int32 {
		s := buf[:k:k]
		buf = buf[k:]
		return s
	}
	t := Tree{Words: slices.Clone(words), Nodes: slices.Clone(nodes), Token: cut(n), low: cut(n), high: cut(n), kids: cut(n), starts: cut(n + 1)}
	for i, k := range token {
		t.Token[i] = int32(k)
	}
	t.first = cut(tokens + 1)
	at := 0
	for i := range t.first {
		for at < n && int(t.Token[at]) < i {
			at++
		}
		t.first[i] = int32(at)
	}
	t.mend()
	// Children by head: counted, then placed.
	for i := range n {
		if h := t.Nodes[i].Head; h >= 0 {
			t.starts[h+1]++
		}
	}
	for i := range n {
		t.starts[i+1] += t.starts[i]
	}
	next := slices.Clone(t.starts[:n])
	for i := range n {
		if h := t.Nodes[i].Head; h >= 0 {
			t.kids[next[h]] = int32(i)
			next[h]++
		}
	}
	// Subtrees from the leaves up.
	left := make([]int32, n)
	var ready []int32
	for i := range n {
		t.low[i], t.high[i] = int32(i), int32(i+1)
		left[i] = t.starts[i+1] - t.starts[i]
		if left[i] == 0 {
			ready = append(ready, int32(i))
		}
	}
	for len(ready) > 0 {
		i := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		h := t.Nodes[i].Head
		if h < 0 {
			continue
		}
		t.low[h], t.high[h] = min(t.low[h], t.low[i]), max(t.high[h], t.high[i])
		if left[h]--; left[h] == 0 {
			ready = append(ready, h)
		}
	}
	return t
}

// Len is the number of words.
func (t *Tree) Len() int { return len(t.Words) }

// Children are the words that hang on i, from left to right. The slice must not
// be changed.
func (t *Tree) Children(i int) []int32 { return t.kids[t.starts[i]:t.starts[i+1]] }

// Head is the word that i hangs on, -1 for the root.
func (t *Tree) Head(i int) int { return int(t.Nodes[i].Head) }

// Label is the relation of i to its head.
func (t *Tree) Label(i int) syntax.Label { return t.Nodes[i].Label }

// Tag is the part of speech of i.
func (t *Tree) Tag(i int) syntax.Tag { return t.Nodes[i].Tag }

// Low is word i folded, "" outside of the sentence.
func (t *Tree) Low(i int) string {
	if i < 0 || i >= len(t.Words) {
		return ""
	}
	return t.Words[i].Lower
}

// Subtree is the stretch of words that hang on i, directly or not, i with them.
func (t *Tree) Subtree(i int) (first, limit int) { return int(t.low[i]), int(t.high[i]) }

// Under says that word i is top or hangs on it, directly or not. Trees are
// projective, so that this is a matter of place.
func (t *Tree) Under(i, top int) bool { return i >= int(t.low[top]) && i < int(t.high[top]) }

// Child is the first child of i with the label, -1 if there is none.
func (t *Tree) Child(i int, l syntax.Label) int {
	for _, k := range t.Children(i) {
		if t.Nodes[k].Label == l {
			return int(k)
		}
	}
	return -1
}

// WordAt is the first word of a token.
func (t *Tree) WordAt(token int) int {
	if token >= len(t.first) {
		return len(t.Words)
	}
	return int(t.first[token])
}

// HeadOf is the word of the tokens first to limit on which the others hang: the
// first, but for marks, whose own head stands outside. -1 for an empty row.
func (t *Tree) HeadOf(first, limit int) int {
	a, b := t.WordAt(first), t.WordAt(limit)
	best := -1
	for i := a; i < b; i++ {
		if h := t.Head(i); (h < a || h >= b) && t.Tag(i) != syntax.PUNCT {
			if best < 0 || t.Label(best) == syntax.Case || t.Label(best) == syntax.Det {
				best = i
			}
		}
	}
	if best < 0 && a < b {
		best = a
	}
	return best
}
