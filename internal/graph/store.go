package graph

import "fmt"

// A State is what a store says of itself. Applying is the digest of the
// projection that is being written, "" when the last one is complete.
type State struct {
	Generation int64
	Digest     string
	Reader     string
	Applying   string
}

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
