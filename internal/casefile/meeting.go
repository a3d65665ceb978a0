package casefile

import (
	"hash/fnv"
	"slices"

	"casegraph/internal/resolve"
)

// A meeting finds the pairs of a block that are compared: each item with those that
// follow it, as many as the block's window says.
type meeting struct {
	*writer
	of    func(item string) []block // those that an item is in
	known map[string][]block        // of items that were asked for
	items map[int64][]string        // of blocks, in order; nil of those that are too large
	large map[int64]bool            // blocks that were too large before
}

// A block is where items meet.
type block struct {
	number int64
	window int // how many that follow it each item is compared with
}

func newMeeting(w *writer, of func(item string) []block, large map[int64]bool) *meeting {
	return &meeting{w, of, map[string][]block{}, map[int64][]string{}, large}
}

// in lists the blocks that an item is in.
func (m *meeting) in(item string) []block {
	bs, ok := m.known[item]
	if !ok {
		bs = m.of(item)
		m.known[item] = bs
	}
	return bs
}

// blocksOf are the blocks of a profile, those of surnames too, which are judged otherwise.
func blocksOf(w *resolve.Who) (blocks []block) {
	for _, b := range w.Blocks() {
		blocks = append(blocks, block{blockNumber(b), resolve.WindowOf(b)})
	}
	return blocks
}

// blockNumber is the number by which the tables know a block: FNV-1a of its key. If two
// ever share one, their items are compared too, and that is all.
func blockNumber(key string) int64 {
	h := fnv.New64a()
	h.Write([]byte(key))
	return int64(h.Sum64())
}

// keptBlock is how many items of a block are kept at most: of a larger one the
// neighbours of each item are asked for.
const keptBlock = 1024

// load reads the items of blocks, many a statement: what around asks for one by one is
// then there.
func (m *meeting) load(blocks []block) {
	var ask []any
	for _, b := range blocks {
		if _, ok := m.items[b.number]; !ok && !m.large[b.number] {
			m.items[b.number] = []string{}
			ask = append(ask, b.number)
		}
	}
	m.many(`SELECT block, item FROM block WHERE block IN (`, `) ORDER BY block, item`, ask, func(scan func(...any)) {
		var b int64
		var item string
		scan(&b, &item)
		m.items[b] = append(m.items[b], item)
	})
	for _, b := range ask {
		if b := b.(int64); len(m.items[b]) > keptBlock {
			m.items[b], m.large[b] = nil, true
		}
	}
}

// around lists up to window items before and after a place in a block, in order. The
// blocks must not change as long as the meeting lasts.
func (m *meeting) around(b block, item string) (before, after []string) {
	items, ok := m.items[b.number]
	if !ok && !m.large[b.number] {
		if items = m.texts(`SELECT item FROM block WHERE block = ? ORDER BY item LIMIT ?`, b.number, keptBlock+1); len(items) > keptBlock {
			items = nil
		}
		m.items[b.number] = items
	}
	if items == nil {
		before = m.texts(`SELECT item FROM (SELECT item FROM block WHERE block = ? AND item < ? ORDER BY item DESC LIMIT ?) ORDER BY item`, b.number, item, b.window)
		after = m.texts(`SELECT item FROM block WHERE block = ? AND item > ? ORDER BY item LIMIT ?`, b.number, item, b.window)
		return before, after
	}
	i, found := slices.BinarySearch(items, item)
	before = items[max(0, i-b.window):i]
	if found {
		i++
	}
	return before, items[i:min(len(items), i+b.window)]
}

// pairs calls meet with the pairs that an item which came to a block, or left it,
// makes compare; and part with each item near it whose pairs may stand too far
// from each other now.
func (m *meeting) pairs(b block, item string, present bool, meet func(left, right string), part func(item string)) {
	before, after := m.around(b, item)
	if present {
		for _, x := range before {
			meet(x, item)
		}
		for _, x := range after {
			meet(item, x)
		}
	}
	if len(before)+len(after) <= b.window {
		return // the block is small: all are compared with all
	}
	if !present {
		for i, x := range before {
			for j, y := range after {
				if len(before)-i+j <= b.window {
					meet(x, y)
				}
			}
		}
	}
	for _, x := range before {
		part(x)
	}
	for _, x := range after {
		part(x)
	}
}

// between says that one of the items that came stands between two: those with none
// between them stand no farther apart than before.
func between(came []string, left, right string) bool {
	return slices.ContainsFunc(came, func(x string) bool { return left < x && x < right })
}

// near says that two items are compared in some block that both are in.
func (m *meeting) near(left, right string) bool {
	shared := m.in(left)
	for _, b := range m.in(right) {
		if !slices.Contains(shared, b) {
			continue
		}
		between := 0
		if items := m.items[b.number]; len(items) > 0 {
			i, _ := slices.BinarySearch(items, left)
			j, _ := slices.BinarySearch(items, right)
			if j-i <= b.window {
				return true
			}
			continue
		}
		m.one(`SELECT count(*) FROM (SELECT 1 FROM block WHERE block = ? AND item > ? AND item < ? LIMIT ?)`, []any{b.number, left, right, b.window}, &between)
		if between < b.window {
			return true
		}
	}
	return false
}
