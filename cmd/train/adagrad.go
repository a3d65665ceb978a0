package main

import (
	"math"

	"casegraph/internal/linear"
)

// An adaGrad holds real weights that are moved along gradients, each feature
// with a rate of its own that falls with what it has moved (Duchi, Hazan and
// Singer 2011; one rate a feature, not a weight). It is for one goroutine.
//
// Products are rounded before they are added, so that no machine fuses them.
type adaGrad struct {
	classes int
	rate    float32
	index   index
	weights []float32
	moved   []float32
}

// newAdaGrad makes one for the given features; it learns no others.
func newAdaGrad(classes int, rate float32, features []uint64) *adaGrad {
	a := &adaGrad{classes: classes, rate: rate, index: newIndex(1 << 20)}
	for _, f := range features {
		a.index.put(f)
	}
	n := len(a.index.list)
	a.weights, a.moved = make([]float32, n*classes), make([]float32, n)
	return a
}

// Known replaces the features by the numbers of those that it knows.
func (a *adaGrad) Known(features []uint64, to []int32) []int32 {
	for _, f := range features {
		if k, ok := a.index.find(f); ok {
			to = append(to, int32(k))
		}
	}
	return to
}

// Scores adds up the weights of known features.
func (a *adaGrad) Scores(known []int32, scores []float32) {
	clear(scores)
	for _, k := range known {
		for c, w := range a.weights[int(k)*a.classes : (int(k)+1)*a.classes] {
			scores[c] += w
		}
	}
}

// Move goes against a gradient, the same for each of the known features.
func (a *adaGrad) Move(known []int32, gradient []float32) {
	sum := float32(0)
	for _, g := range gradient {
		sum += float32(g * g)
	}
	if sum < 1e-8 {
		return
	}
	for _, k := range known {
		a.moved[k] += sum
		rate := float32(float64(a.rate) / math.Sqrt(float64(a.moved[k])+1e-3))
		row := a.weights[int(k)*a.classes : (int(k)+1)*a.classes]
		for c, g := range gradient {
			row[c] -= float32(rate * g)
		}
	}
}

// Rows gives the weights as small integers, for the limit features that weigh
// most; largest is the weight that becomes 127.
func (a *adaGrad) Rows(limit int, largest float64) []linear.Row {
	w := make([]float64, len(a.weights))
	for i, x := range a.weights {
		w[i] = float64(x)
	}
	return quantised(a.classes, a.index.all(), w, limit, largest)
}
