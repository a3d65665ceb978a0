package graph

import (
	"errors"
	"fmt"
)

// A State is what a store says of itself: which state of which case it holds.
// Applying names what is being written, "" when the last publication is complete.
type State struct {
	Case       string
	Step       int64
	Detail     Detail
	Generation int64
	Digest     string
	Reader     string
	Layout     int64
	Applying   string
}

// ErrMoved is wrapped where changes cannot be made: the store does not hold the state
// that they go on from.
var ErrMoved = errors.New("the database does not hold the state that the changes go on from")

// A Difference is one way in which a store is not what it should be.
type Difference struct {
	Kind string // missing, stray, changed, digest
	Name string // of the node or relationship
	Text string // which property, and how
}

// String is for people.
func (d Difference) String() string {
	if d.Text == "" {
		return fmt.Sprintf("%s: %s", d.Kind, d.Name)
	}
	return fmt.Sprintf("%s: %s: %s", d.Kind, d.Name, d.Text)
}
