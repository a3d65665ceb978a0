package graph_test

import (
	"testing"

	"casegraph/internal/graph"
)

// TestSum: the order of lines makes no difference, what came and went leaves nothing,
// and a line that is there twice is not one that is there once.
func TestSum(t *testing.T) {
	of := func(lines ...string) graph.Sum {
		var s graph.Sum
		for _, l := range lines {
			s.Add(l)
		}
		return s
	}
	a, b := of("x", "y", "z"), of("z", "x", "y")
	if a != b {
		t.Error("another sum in another order")
	}
	a.Remove("y")
	if a != of("x", "z") {
		t.Error("what was taken off is still there")
	}
	if of("x") == of("x", "x") || of("x") == of("y") {
		t.Error("two sets of one sum")
	}
	var none graph.Sum
	none.Remove("x") // below zero
	none.Add("x")
	if none != (graph.Sum{}) {
		t.Error("taken off and added again is not nothing")
	}
	x, y := of("x"), of("y", "z")
	x.AddSum(&y)
	if x != b {
		t.Error("the sum of two sums is not that of their lines")
	}
	back, err := graph.ParseSum(b.String())
	if err != nil || back != b {
		t.Errorf("read back: %v, %v", back, err)
	}
	for _, bad := range []string{"", "00", "zz", b.String() + "00"} {
		if _, err := graph.ParseSum(bad); err == nil {
			t.Errorf("%q is a sum", bad)
		}
	}
}
