package main

import (
	"cmp"
	"slices"

	"casegraph/internal/linear"
)

// A perceptron is an averaged perceptron (Freund and Schapire 1999; averaged
// lazily as in Daumé 2006) over hashed features. It is integers throughout, so
// the same examples in the same order give the same weights everywhere. It is
// for one goroutine.
type perceptron struct {
	classes int
	now     int64
	index   index
	weights []int32 // a row of classes a feature
	totals  []int64
	stamps  []int64 // when a row was last brought up to date
	updates []uint32
}

// newPerceptron makes one without a feature.
func newPerceptron(classes int) *perceptron {
	return &perceptron{classes: classes, index: newIndex(1 << 20)}
}

// Tick counts one decision, right or wrong.
func (p *perceptron) Tick() { p.now++ }

// Scores adds up the weights of features into scores, a class each.
func (p *perceptron) Scores(features []uint64, scores []int32) {
	clear(scores)
	for _, f := range features {
		k, ok := p.index.find(f)
		if !ok {
			continue
		}
		for c, w := range p.weights[k*p.classes : (k+1)*p.classes] {
			scores[c] += w
		}
	}
}

// Update moves the weights of features towards one class and away from another.
func (p *perceptron) Update(features []uint64, right, wrong int) {
	for _, f := range features {
		p.add(f, right, 1)
		p.add(f, wrong, -1)
	}
}

func (p *perceptron) add(f uint64, class int, d int32) {
	k := p.index.put(f)
	if k == len(p.stamps) {
		p.weights = append(p.weights, make([]int32, p.classes)...)
		p.totals = append(p.totals, make([]int64, p.classes)...)
		p.stamps = append(p.stamps, p.now)
		p.updates = append(p.updates, 0)
	}
	row := p.weights[k*p.classes : (k+1)*p.classes]
	if age := p.now - p.stamps[k]; age > 0 {
		totals := p.totals[k*p.classes : (k+1)*p.classes]
		for c, w := range row {
			totals[c] += int64(w) * age
		}
		p.stamps[k] = p.now
	}
	row[class] += d
	p.updates[k]++
}

// Rows gives the averaged weights as small integers, for the limit features
// that weigh most; a feature updated less than least times is left out. Scale
// says which average weight is the largest integer, as a multiple of the mean
// size of the weights.
func (p *perceptron) Rows(limit int, least uint32, scale float64) []linear.Row {
	averages := make([]float64, len(p.totals))
	sum, n := 0.0, 0
	for k := range p.stamps {
		if p.updates[k] < least {
			continue
		}
		age := p.now - p.stamps[k]
		for c := range p.classes {
			i := k*p.classes + c
			averages[i] = float64(p.totals[i]+int64(p.weights[i])*age) / float64(max(p.now, 1))
			if averages[i] != 0 {
				sum += max(averages[i], -averages[i])
				n++
			}
		}
	}
	if n == 0 {
		return nil
	}
	return quantised(p.classes, p.index.all(), averages, limit, scale*sum/float64(n))
}

// quantised rounds rows of weights to bytes, largest being 127.
func quantised(classes int, keys []uint64, weights []float64, limit int, largest float64) []linear.Row {
	type sized struct {
		row  int
		size int
	}
	var order []sized
	q := make([]int8, len(weights))
	for k := range keys {
		size := 0
		for c := range classes {
			w := weights[k*classes+c] / largest * 127
			v := int(w + 0.5)
			if w < 0 {
				v = -int(0.5 - w)
			}
			v = max(-127, min(127, v))
			q[k*classes+c] = int8(v)
			size += v * v
		}
		if size > 0 {
			order = append(order, sized{k, size})
		}
	}
	slices.SortFunc(order, func(a, b sized) int {
		if a.size != b.size {
			return b.size - a.size
		}
		return cmp.Compare(keys[a.row], keys[b.row])
	})
	order = order[:min(limit, len(order))]
	rows := make([]linear.Row, len(order))
	for i, o := range order {
		rows[i] = linear.Row{Key: keys[o.row], Weights: q[o.row*classes : (o.row+1)*classes]}
	}
	slices.SortFunc(rows, func(a, b linear.Row) int { return cmp.Compare(a.Key, b.Key) })
	return rows
}

// An index numbers keys in the order in which they came.
type index struct {
	keys []uint64
	ids  []uint32 // 1 + number, 0 for free
	list []uint64
}

func newIndex(slots int) index {
	return index{keys: make([]uint64, slots), ids: make([]uint32, slots)}
}

func (x *index) find(key uint64) (int, bool) {
	mask := uint64(len(x.keys) - 1)
	for i := key >> 16 & mask; x.ids[i] != 0; i = (i + 1) & mask {
		if x.keys[i] == key {
			return int(x.ids[i]) - 1, true
		}
	}
	return 0, false
}

func (x *index) put(key uint64) int {
	if k, ok := x.find(key); ok {
		return k
	}
	if len(x.list)*5 > len(x.keys)*3 {
		old := x.list
		*x = newIndex(len(x.keys) * 2)
		x.list = old
		for k, key := range old {
			x.place(key, k)
		}
	}
	x.list = append(x.list, key)
	x.place(key, len(x.list)-1)
	return len(x.list) - 1
}

func (x *index) place(key uint64, k int) {
	mask := uint64(len(x.keys) - 1)
	i := key >> 16 & mask
	for x.ids[i] != 0 {
		i = (i + 1) & mask
	}
	x.keys[i], x.ids[i] = key, uint32(k+1)
}

func (x *index) all() []uint64 { return x.list }
