package casefile

import (
	"hash/fnv"
	"slices"
	"strings"
)

// A meeting finds the pairs of a block that are compared: each item with the window
// items that follow it.
type meeting struct {
	*writer
	window int
	of     func(item string) []int64 // the blocks that an item is in
	blocks map[int64][]string        // items of blocks in order, nil of those that are too large
	large  map[int64]bool            // blocks that were too large before
}

func newMeeting(w *writer, window int, of func(item string) []int64, large map[int64]bool) *meeting {
	return &meeting{w, window, of, map[int64][]string{}, large}
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
func (m *meeting) load(blocks []int64) {
	const atOnce = 32
	var query = `SELECT block, item FROM block WHERE block IN (?` + strings.Repeat(`, ?`, atOnce-1) + `) ORDER BY block, item`
	var ask []any
	for i, b := range blocks {
		if _, ok := m.blocks[b]; !ok && !m.large[b] {
			m.blocks[b] = []string{}
			ask = append(ask, b)
		}
		if len(ask) < atOnce && (i+1 < len(blocks) || len(ask) == 0) {
			continue
		}
		for len(ask) < atOnce {
			ask = append(ask, ask[0])
		}
		m.each(func(scan func(...any)) {
			var b int64
			var item string
			scan(&b, &item)
			m.blocks[b] = append(m.blocks[b], item)
		}, query, ask...)
		for _, b := range ask {
			if b := b.(int64); len(m.blocks[b]) > keptBlock {
				m.blocks[b], m.large[b] = nil, true
			}
		}
		ask = ask[:0]
	}
}

// around lists up to window items before and after a place in a block, in order. The
// blocks must not change as long as the meeting lasts.
func (m *meeting) around(block int64, item string) (before, after []string) {
	items, ok := m.blocks[block]
	if !ok && !m.large[block] {
		if items = m.texts(`SELECT item FROM block WHERE block = ? ORDER BY item LIMIT ?`, block, keptBlock+1); len(items) > keptBlock {
			items = nil
		}
		m.blocks[block] = items
	}
	if items == nil {
		before = m.texts(`SELECT item FROM (SELECT item FROM block WHERE block = ? AND item < ? ORDER BY item DESC LIMIT ?) ORDER BY item`, block, item, m.window)
		after = m.texts(`SELECT item FROM block WHERE block = ? AND item > ? ORDER BY item LIMIT ?`, block, item, m.window)
		return before, after
	}
	i, found := slices.BinarySearch(items, item)
	before = items[max(0, i-m.window):i]
	if found {
		i++
	}
	return before, items[i:min(len(items), i+m.window)]
}

// pairs calls meet with the pairs that an item which came to a block, or left it,
// makes compare; and part with each item near it whose pairs may stand too far
// from each other now.
func (m *meeting) pairs(block int64, item string, present bool, meet func(left, right string), part func(item string)) {
	before, after := m.around(block, item)
	if present {
		for _, x := range before {
			meet(x, item)
		}
		for _, x := range after {
			meet(item, x)
		}
	}
	if len(before)+len(after) <= m.window {
		return // the block is small: all are compared with all
	}
	if !present {
		for i, x := range before {
			for j, y := range after {
				if len(before)-i+j <= m.window {
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
	shared := m.of(left)
	for _, b := range m.of(right) {
		if !slices.Contains(shared, b) {
			continue
		}
		between := 0
		m.one(`SELECT count(*) FROM (SELECT 1 FROM block WHERE block = ? AND item > ? AND item < ? LIMIT ?)`, []any{b, left, right, m.window}, &between)
		if between < m.window {
			return true
		}
	}
	return false
}
