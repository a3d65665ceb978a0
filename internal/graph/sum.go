package graph

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math/bits"
)

// A Sum is the digest of a set of lines: the sum of their SHA-256 as numbers of 256
// bits. So it does not depend on their order, and what comes and goes brings it
// forward without the rest. It tells states apart that went different ways by
// accident; it is no proof against one who makes lines up to cancel each other
// (Bellare and Micciancio 1997, on AdHash with so few bits).
type Sum [4]uint64

// AddNode adds a node. Names are left out: they follow from ALSO_KNOWN_AS, and one
// may be of entities that have not changed.
func (s *Sum) AddNode(n *Node) {
	if n.Key != "Name" {
		s.Add(n.Line())
	}
}

// AddRelationship adds a relationship.
func (s *Sum) AddRelationship(r *Relationship) { s.Add(r.Line()) }

// Add adds a line.
func (s *Sum) Add(line string) {
	w := Sum(words(line))
	s.AddSum(&w)
}

// Remove takes a line off.
func (s *Sum) Remove(line string) {
	borrow := uint64(0)
	for i, x := range words(line) {
		s[i], borrow = bits.Sub64(s[i], x, borrow)
	}
}

// AddSum adds the lines of another sum.
func (s *Sum) AddSum(o *Sum) {
	carry := uint64(0)
	for i, x := range o {
		s[i], carry = bits.Add64(s[i], x, carry)
	}
}

// words are the words of a line's hash, the least first.
func words(line string) (out [4]uint64) {
	h := sha256.Sum256([]byte(line))
	for i := range out {
		out[i] = binary.LittleEndian.Uint64(h[8*i:])
	}
	return out
}

// String writes the sum in hex.
func (s *Sum) String() string {
	var b [32]byte
	for i, x := range s {
		binary.LittleEndian.PutUint64(b[8*i:], x)
	}
	return hex.EncodeToString(b[:])
}

// ParseSum is the inverse of String.
func ParseSum(text string) (Sum, error) {
	var s Sum
	b, err := hex.DecodeString(text)
	if err != nil || len(b) != 32 {
		return s, fmt.Errorf("digest %q: not 32 bytes in hex", text)
	}
	for i := range s {
		s[i] = binary.LittleEndian.Uint64(b[8*i:])
	}
	return s, nil
}
