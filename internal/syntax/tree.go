package syntax

import (
	"casegraph/internal/lexis"
	"casegraph/internal/linear"
)

// A Label is a universal relation of a word to its head.
type Label uint8

// Labels are the names of the relations, by value; 0 is none.
var Labels = [...]string{"", "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound", "conj", "cop", "csubj", "dep", "det",
	"discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nsubj", "nummod", "obj", "obl", "orphan", "parataxis",
	"punct", "reparandum", "root", "vocative", "xcomp"}

func (l Label) String() string {
	if int(l) < len(Labels) {
		return Labels[l]
	}
	return "?"
}

const (
	labelClasses = len(Labels) - 1
	rootLabel    = int(Root)
)

// Labels by name. Root is that of the word that hangs on no other.
const (
	Acl Label = iota + 1
	Advcl
	Advmod
	Amod
	Appos
	Aux
	Case
	Cc
	Ccomp
	Clf
	Compound
	Conj
	Cop
	Csubj
	Dep
	Det
	Discourse
	Dislocated
	Expl
	Fixed
	Flat
	Goeswith
	Iobj
	List
	Mark
	Nmod
	Nsubj
	Nummod
	Obj
	Obl
	Orphan
	Parataxis
	Punct
	Reparandum
	Root
	Vocative
	Xcomp
)

// Moves of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011).
const (
	Shift = iota // the next word goes onto the stack
	Left         // the word on top of the stack hangs on the next word
	Right        // the word on top of the stack hangs on the one below it
	moves
)

// A Node is a word's place in the tree.
type Node struct {
	Head  int32 // index of the head's word, -1 for the root
	Label Label
	Tag   Tag
}

// A Parser builds a tree word by word, with one decision for each move and one
// for each label. It is immutable and safe for concurrent use.
type Parser struct {
	moves, labels *linear.Table
}

// NewParser makes a parser of a table of three moves and one of len(Labels)-1
// relations.
func NewParser(moves, labels *linear.Table) *Parser { return &Parser{moves, labels} }

// A State is a half-built tree. Punctuation is left out of it: what stands
// between two words is a feature of theirs, and marks are hung into the tree when
// it is done (see punct.go). The words left are numbered from 1; 0 is the root,
// which lies at the bottom of the stack.
type State struct {
	n        int
	words    []*lexis.Word
	tags     []Tag
	At       []int32  // of each word, its index in the sentence; -1 for the root
	marks    []uint64 // what stands before each word, and behind the last
	count    []int32  // how many words before have a mark before them
	stack    []int32
	next     int32
	Heads    []int32
	Labels   []Label
	left     [][2]int32 // outermost and next children
	right    [][2]int32
	lefts    []uint8
	rights   []uint8
	features []uint64
}

var rootWord = lexis.Word{Form: 2, Lower: 2, Shape: 2, Fine: 1 << 21, Mid: 1 << 21, Coarse: 1 << 21}

// Reset begins a sentence.
func (s *State) Reset(words []*lexis.Word, tags []Tag) {
	s.words, s.tags = append(s.words[:0], &rootWord), append(s.tags[:0], rootTag)
	s.At, s.marks, s.count = append(s.At[:0], -1), append(s.marks[:0], 0), append(s.count[:0], 0)
	mark, marked := uint64(0), int32(0)
	for i, w := range words {
		if tags[i] == PUNCT {
			if mark == 0 {
				mark = w.Lower | 1
			} else {
				mark = linear.Hash(mark, w.Lower)
			}
			continue
		}
		s.words, s.tags, s.At = append(s.words, w), append(s.tags, tags[i]), append(s.At, int32(i))
		if mark != 0 {
			marked++
		}
		s.marks, s.count = append(s.marks, mark), append(s.count, marked)
		mark = 0
	}
	s.marks = append(s.marks, mark)
	s.n = len(s.words) - 1
	s.stack = append(s.stack[:0], 0)
	s.next = 1
	s.Heads = fill(s.Heads, s.n+1, -1)
	s.Labels = fill(s.Labels, s.n+1, 0)
	s.left = fill(s.left, s.n+1, [2]int32{})
	s.right = fill(s.right, s.n+1, [2]int32{})
	s.lefts = fill(s.lefts, s.n+1, 0)
	s.rights = fill(s.rights, s.n+1, 0)
}

func fill[T any](s []T, n int, v T) []T {
	if cap(s) < n {
		s = make([]T, n, n+n/2)
	}
	s = s[:n]
	for i := range s {
		s[i] = v
	}
	return s
}

// Done says that every word has a head.
func (s *State) Done() bool { return int(s.next) > s.n && len(s.stack) == 1 }

// May says whether a move is possible.
func (s *State) May(move int) bool {
	switch move {
	case Shift:
		return int(s.next) <= s.n
	case Left:
		return len(s.stack) > 1 && int(s.next) <= s.n
	}
	// The root takes one word, when all others have been read.
	return len(s.stack) > 2 || len(s.stack) == 2 && int(s.next) > s.n
}

// Arc gives the head and the dependent of the arc that a move makes.
func (s *State) Arc(move int) (head, dependent int32) {
	if move == Left {
		return s.next, s.stack[len(s.stack)-1]
	}
	return s.stack[len(s.stack)-2], s.stack[len(s.stack)-1]
}

// Count is the number of words that are not punctuation.
func (s *State) Count() int { return s.n }

// Do makes a move; label is that of its arc.
func (s *State) Do(move int, label Label) {
	if move == Shift {
		s.stack = append(s.stack, s.next)
		s.next++
		return
	}
	h, d := s.Arc(move)
	s.stack = s.stack[:len(s.stack)-1]
	s.Heads[d], s.Labels[d] = h, label
	if move == Left {
		s.left[h] = [2]int32{d, s.left[h][0]}
		s.lefts[h] = min(s.lefts[h]+1, 7)
	} else {
		s.right[h] = [2]int32{d, s.right[h][0]}
		s.rights[h] = min(s.rights[h]+1, 7)
	}
}

// Parse builds the tree of the words. The nodes' tags are read; heads and labels
// are set. s is scratch.
func (p *Parser) Parse(s *State, words []*lexis.Word, tags []Tag, nodes []Node) {
	s.Reset(words, tags)
	var sums linear.Sums
	for !s.Done() {
		best, score := -1, 0
		sums.Reset()
		p.moves.Add(&sums, s.MoveFeatures())
		for m := range moves {
			if s.May(m) {
				if x := sums.Score(m); best < 0 || x > score {
					best, score = m, x
				}
			}
		}
		label := Label(0)
		if best != Shift {
			h, d := s.Arc(best)
			label = p.label(s, &sums, h, d)
		}
		s.Do(best, label)
	}
	for i := range nodes {
		nodes[i] = Node{Head: -1, Tag: tags[i]}
	}
	for k := 1; k <= s.n; k++ {
		n := &nodes[s.At[k]]
		n.Head, n.Label = s.At[s.Heads[k]], s.Labels[k]
	}
	hangMarks(words, nodes)
}

func (p *Parser) label(s *State, sums *linear.Sums, h, d int32) Label {
	if h == 0 {
		return Root
	}
	sums.Reset()
	p.labels.Add(sums, s.LabelFeatures(h, d))
	best, score := 0, sums.Score(0)
	for c := 1; c < labelClasses; c++ {
		if x := sums.Score(c); x > score && c+1 != rootLabel {
			best, score = c, x
		}
	}
	return Label(best + 1)
}

// Stack is the words whose heads are not known yet, the root's 0 first.
func (s *State) Stack() []int32 { return s.stack }

// Next is the next word to be read, one more than the number of words at the end.
func (s *State) Next() int32 { return s.next }
