// Package coref links the mentions of one document that speak of the same
// thing, each link with its reason.
package coref

// A Link says that two mentions of a document are the same entity. Left stands
// before Right in the document's list of mentions.
type Link struct {
	Left, Right int    // indices into the document's mentions
	Reason      string // "surname of", "acronym of", "same words", "title" ...
}

// Clusters returns, for each of n mentions, the smallest index of the mentions
// that the links join it to, itself where none does.
func Clusters(n int, links []Link) []int {
	root := make([]int, n)
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, l := range links {
		a, b := find(l.Left), find(l.Right)
		if a > b {
			a, b = b, a
		}
		root[b] = a
	}
	for i := range root {
		root[i] = find(i)
	}
	return root
}
