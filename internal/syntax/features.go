package syntax

import (
	"casegraph/internal/lexis"
	"casegraph/internal/linear"
)

// Atoms of a half-built tree, from which features are put together.
const (
	s0w = iota
	s0t
	s0c
	s0k
	s1w
	s1t
	s1c
	s1k
	s2w
	s2t
	s2k
	b0w
	b0t
	b0c
	b0k
	b1w
	b1t
	b1k
	b2w
	b2t
	b2k
	b3t
	s0lt // tags and labels of outermost and next children
	s0ll
	s0lw
	s0rt
	s0rl
	s0rw
	s0l2t
	s0l2l
	s0r2t
	s0r2l
	s1lt
	s1ll
	s1rt
	s1rl
	s1rw
	s1r2l
	b0lt
	b0ll
	b0lw
	b0l2t
	b0l2l
	ds0b0 // distances and numbers of children
	ds1s0
	vs0
	vs1
	vb0
	s0next // tag behind s0, before s0
	s0prev
	s1next
	s0f
	b0f
	s0sf
	b0sf
	mb0 // marks before the next word and the one behind it, before and behind s0, at the end
	mb1
	ms0
	ms0a
	mend
	cs0b0 // numbers of marks between
	cs1s0
	atoms
)

// templates are the features of a move: one to four atoms each, after Zhang and
// Nivre (2011), with clusters.
var templates = [][]int{
	{s0w}, {s0t}, {s0w, s0t}, {s0c}, {s0k, s0t}, {s0f, s0t},
	{s1w}, {s1t}, {s1w, s1t}, {s1c}, {s1k, s1t},
	{s2t}, {s2w, s2t}, {s2k},
	{b0w}, {b0t}, {b0w, b0t}, {b0c}, {b0k, b0t}, {b0f, b0t},
	{b1w}, {b1t}, {b1w, b1t}, {b1k},
	{b2w}, {b2t}, {b2k},
	{s0w, b0w}, {s0w, b0t}, {s0t, b0w}, {s0w, s0t, b0w, b0t}, {s0t, b0t}, {s0c, b0c}, {s0k, b0k}, {s0w, s0t, b0t}, {s0t, b0w, b0t},
	{s1w, s0w}, {s1w, s0t}, {s1t, s0w}, {s1w, s1t, s0w, s0t}, {s1t, s0t}, {s1c, s0c}, {s1k, s0k}, {s1w, s1t, s0t}, {s1t, s0w, s0t},
	{s1w, b0w}, {s1t, b0t}, {s1c, b0c}, {s1t, b0w}, {s1w, b0t},
	{b0w, b1w}, {b0w, b1t}, {b0t, b1w}, {b0t, b1t}, {b0t, b1t, b2t}, {b0t, b1t, b2t, b3t},
	{s0t, b0t, b1t}, {s0t, b0t, b1t, b2t}, {s0w, b0t, b1t}, {s0t, b0w, b1t}, {s0t, b0t, b1w}, {s0k, b0k, b1k},
	{s1t, s0t, b0t}, {s1w, s0t, b0t}, {s1t, s0w, b0t}, {s1t, s0t, b0w}, {s1k, s0k, b0k}, {s1t, s0t, b0t, b1t},
	{s2t, s1t, s0t}, {s2t, s1t, s0t, b0t}, {s2w, s1t, s0t}, {s2t, s0t, b0t},
	{s0t, s0lt, b0t}, {s0t, s0rt, b0t}, {s0t, b0t, b0lt}, {s1t, s0t, s0lt}, {s1t, s0t, s0rt}, {s1t, s1rt, s0t}, {s1t, s1lt, s0t}, {s0t, s0lt, s0l2t}, {s0t, s0rt, s0r2t}, {b0t, b0lt, b0l2t},
	{s0ll}, {s0rl}, {s1ll}, {s1rl}, {b0ll}, {s0lw}, {s0rw}, {b0lw}, {s1rw},
	{s0t, s0ll, s0l2l}, {s0t, s0rl, s0r2l}, {s1t, s1rl, s1r2l}, {b0t, b0ll, b0l2l},
	{s0w, s0ll, s0rl}, {s0t, s0ll, s0rl}, {s1t, s1ll, s1rl}, {s0t, b0t, s0ll, b0ll}, {s0t, s1t, s1rl, s0ll}, {s0t, s1t, s0rl, s0ll}, {s0w, s0rl}, {s1w, s1rl}, {b0w, b0ll}, {s0w, s0ll}, {s0lw, s0t, b0t}, {s0lw, s0t, s1t}, {s0lw, s1w}, {s0lw, s1w, s0t}, {s0lw, s1t, s0w},
	{s0w, vs0}, {s0t, vs0}, {s1w, vs1}, {s1t, vs1}, {b0w, vb0}, {b0t, vb0}, {s0t, b0t, vs0, vb0}, {s0t, s1t, vs0, vs1},
	{s0w, ds0b0}, {s0t, ds0b0}, {b0w, ds0b0}, {b0t, ds0b0}, {s0t, b0t, ds0b0}, {s0w, b0w, ds0b0}, {s1t, s0t, ds1s0}, {s1w, s0t, ds1s0}, {s1t, s0w, ds1s0}, {s1t, s0t, b0t, ds1s0}, {s1t, s0t, b0t, ds0b0},
	{s0prev, s0t, b0t}, {s0t, s0next, b0t}, {s1t, s1next, s0t}, {s0prev, s0t, s1t}, {s1t, s0t, s0next},
	{s0sf, b0t}, {s0t, b0sf}, {s0sf, s1t}, {s0sf, b0sf},
	{mb0}, {mb0, s0t, b0t}, {mb0, s0w}, {mb0, b0w}, {mb0, s1t, s0t}, {mb0, s1t, s0t, b0t}, {mb0, b0t, b1t}, {mb0, s0k, b0k}, {mb0, b0w, s0t}, {mb0, s0w, b0t}, {mb0, s0t, s0rl, b0t},
	{mb1, s0t, b0t}, {mb1, b0t, b1t}, {mb1, s1t, s0t, b0t}, {ms0, s1t, s0t}, {ms0, s0t, b0t}, {ms0, mb0, s0t, b0t}, {ms0a, s0t, b0t}, {ms0a, s1t, s0t}, {ms0a, ms0, s0t},
	{mend, s0t, b0t}, {cs0b0, s0t, b0t}, {cs0b0, s0w}, {cs1s0, s1t, s0t}, {cs1s0, s1t, s0t, b0t}, {cs0b0, cs1s0, s1t, s0t},
}

// seeds are the templates' own hashes.
var seeds = func() []uint64 {
	s := make([]uint64, len(templates))
	for i := range s {
		s[i] = linear.Hash(0x5bd1e995, uint64(i))
	}
	return s
}()

func bucket(d int32) uint64 {
	switch {
	case d < 0:
		d = -d
	case d == 0:
		return 0
	}
	switch {
	case d <= 4:
		return uint64(d)
	case d <= 6:
		return 5
	case d <= 10:
		return 6
	case d <= 20:
		return 7
	}
	return 8
}

// MoveFeatures gives the features of the next move. The slice is good until the
// next call.
func (s *State) MoveFeatures() []uint64 {
	var a [atoms]uint64
	for i := range a {
		a[i] = 99 // nothing there
	}
	word := func(i int32, at int) *lexis.Word {
		w := s.words[i]
		a[at], a[at+1] = w.Lower, uint64(s.tags[i])
		return w
	}
	b0 := s.next
	n := len(s.stack)
	p0 := s.stack[n-1]
	last := int32(s.n)
	a[mb0], a[ms0], a[ms0a], a[mend] = s.marks[b0], s.marks[p0], s.marks[p0+1], s.marks[last+1]
	if b0 <= last {
		a[mb1] = s.marks[b0+1]
	}
	a[cs0b0] = bucket(s.count[min(b0, last)] - s.count[p0])
	w := word(p0, s0w)
	a[s0c], a[s0k], a[s0f], a[s0sf] = w.Mid, w.Coarse, w.Fine, w.Suffix[2]
	a[vs0] = uint64(s.lefts[p0])*8 + uint64(s.rights[p0])
	if c := s.left[p0]; c[0] != 0 {
		a[s0lt], a[s0ll], a[s0lw] = uint64(s.tags[c[0]]), uint64(s.Labels[c[0]]), s.words[c[0]].Lower
		if c[1] != 0 {
			a[s0l2t], a[s0l2l] = uint64(s.tags[c[1]]), uint64(s.Labels[c[1]])
		}
	}
	if c := s.right[p0]; c[0] != 0 {
		a[s0rt], a[s0rl], a[s0rw] = uint64(s.tags[c[0]]), uint64(s.Labels[c[0]]), s.words[c[0]].Lower
		if c[1] != 0 {
			a[s0r2t], a[s0r2l] = uint64(s.tags[c[1]]), uint64(s.Labels[c[1]])
		}
	}
	if p0 > 1 {
		a[s0prev] = uint64(s.tags[p0-1])
	}
	if int(p0) < s.n {
		a[s0next] = uint64(s.tags[p0+1])
	}
	if n > 1 {
		p1 := s.stack[n-2]
		w := word(p1, s1w)
		a[s1c], a[s1k] = w.Mid, w.Coarse
		a[vs1] = uint64(s.lefts[p1])*8 + uint64(s.rights[p1])
		a[ds1s0] = bucket(p0 - p1)
		a[cs1s0] = bucket(s.count[p0] - s.count[p1])
		if int(p1) < s.n {
			a[s1next] = uint64(s.tags[p1+1])
		}
		if c := s.left[p1]; c[0] != 0 {
			a[s1lt], a[s1ll] = uint64(s.tags[c[0]]), uint64(s.Labels[c[0]])
		}
		if c := s.right[p1]; c[0] != 0 {
			a[s1rt], a[s1rl], a[s1rw] = uint64(s.tags[c[0]]), uint64(s.Labels[c[0]]), s.words[c[0]].Lower
			if c[1] != 0 {
				a[s1r2l] = uint64(s.Labels[c[1]])
			}
		}
		if n > 2 {
			p2 := s.stack[n-3]
			a[s2k] = word(p2, s2w).Coarse
		}
	}
	if int(b0) <= s.n {
		w := word(b0, b0w)
		a[b0c], a[b0k], a[b0f], a[b0sf] = w.Mid, w.Coarse, w.Fine, w.Suffix[2]
		a[vb0] = uint64(s.lefts[b0])
		a[ds0b0] = bucket(b0 - p0)
		if c := s.left[b0]; c[0] != 0 {
			a[b0lt], a[b0ll], a[b0lw] = uint64(s.tags[c[0]]), uint64(s.Labels[c[0]]), s.words[c[0]].Lower
			if c[1] != 0 {
				a[b0l2t], a[b0l2l] = uint64(s.tags[c[1]]), uint64(s.Labels[c[1]])
			}
		}
		if int(b0) < s.n {
			a[b1k] = word(b0+1, b1w).Coarse
		}
		if int(b0)+1 < s.n {
			a[b2k] = word(b0+2, b2w).Coarse
		}
		if int(b0)+2 < s.n {
			a[b3t] = uint64(s.tags[b0+3])
		}
	}
	f := s.features[:0]
	for i, t := range templates {
		h := seeds[i]
		for _, x := range t {
			h = linear.Hash(h, a[x])
		}
		f = append(f, h)
	}
	s.features = f
	return f
}

// LabelFeatures gives the features of the label of an arc, whose dependent has
// all its own dependents. The slice is good until the next call.
func (s *State) LabelFeatures(h, d int32) []uint64 {
	f := s.features[:0]
	k := uint64(1000)
	add := func(v ...uint64) {
		k++
		x := k * 0x9e3779b97f4a7c15
		for _, v := range v {
			x = linear.Hash(x, v)
		}
		f = append(f, x)
	}
	H, D := s.words[h], s.words[d]
	ht, dt := uint64(s.tags[h]), uint64(s.tags[d])
	dir := uint64(0)
	if d > h {
		dir = 1
	}
	tag := func(i int32) uint64 {
		if i < 1 || int(i) > s.n {
			return 98
		}
		return uint64(s.tags[i])
	}
	low := func(i int32) uint64 {
		if i < 1 || int(i) > s.n {
			return 98
		}
		return s.words[i].Lower
	}
	child := func(c int32) (t, l, w uint64) {
		if c == 0 {
			return 97, 97, 97
		}
		return uint64(s.tags[c]), uint64(s.Labels[c]), s.words[c].Lower
	}
	dist := bucket(d - h)
	lt, ll, lw := child(s.left[d][0])
	l2t, l2l, l2w := child(s.left[d][1])
	rt, rl, rw := child(s.right[d][0])
	_, hl, _ := child(s.left[h][0])
	_, hr, _ := child(s.right[h][0])
	add(dir, ht, dt)
	add(dir, H.Lower, dt)
	add(dir, ht, D.Lower)
	add(dir, H.Lower, D.Lower)
	add(dir, D.Lower)
	add(dir, D.Mid, ht)
	add(dir, H.Mid, dt)
	add(dir, H.Mid, D.Mid)
	add(dir, H.Coarse, D.Coarse, ht, dt)
	add(dir, D.Suffix[2], ht)
	add(dir, D.Suffix[1], ht, dt)
	add(dir, H.Suffix[2], dt)
	add(dir, D.Fine, ht)
	add(dir, H.Fine, dt)
	add(dir, ht, dt, dist)
	add(dir, ht, D.Shape)
	add(dir, ht, dt, tag(d-1))
	add(dir, ht, dt, tag(d+1))
	add(dir, ht, dt, tag(h-1))
	add(dir, ht, dt, tag(h+1))
	add(dir, dt, low(d-1))
	add(dir, dt, low(d+1))
	add(dir, ht, dt, lt)
	add(dir, ht, dt, ll)
	add(dir, ht, dt, lw)
	add(dir, H.Lower, dt, lw)
	add(dir, H.Mid, D.Mid, lw)
	add(dir, ht, dt, ll, l2l)
	add(dir, ht, dt, l2w)
	add(dir, ht, l2t, lt)
	add(dir, ht, dt, rl)
	add(dir, ht, dt, rt)
	add(dir, ht, dt, rw)
	add(dir, ht, dt, ll, rl)
	add(dir, D.Lower, ll)
	add(dir, ht, dt, hl)
	add(dir, ht, dt, hr)
	add(dir, H.Lower, dt, hr)
	add(dir, H.Lower, dt, hl)
	add(dir, ht, dt, hl, hr)
	add(dir, H.Lower, D.Mid, ll)
	add(dir, dt, lw, rl)
	add(dir, ht, dt, uint64(s.lefts[d]), uint64(s.rights[d]))
	add(dir, ht, dt, s.marks[d])
	add(dir, ht, dt, s.marks[d+1])
	add(dir, ht, dt, s.marks[max(h, d)])
	add(dir, dt, s.marks[max(h, d)], bucket(s.count[max(h, d)]-s.count[min(h, d)]))
	add(dir, D.Lower, s.marks[d])
	s.features = f
	return f
}
