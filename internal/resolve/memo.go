package resolve

import "sync"

// memoSize is how many parsed names of each generation are kept: a chunk of
// documents meets the same names again and again, a few kilobytes each.
const memoSize = 1 << 12

// A memo keeps what was worked out lately. Its zero value is empty; it is safe for
// concurrent use.
type memo[K comparable, V any] struct {
	mu       sync.Mutex
	new, old map[K]V
}

// get returns the value of a key, which make works out of the key alone.
func (m *memo[K, V]) get(key K, make func(K) V) V {
	m.mu.Lock()
	v, ok := m.new[key]
	if !ok {
		v, ok = m.old[key]
	}
	m.mu.Unlock()
	if !ok {
		v = make(key)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.new == nil || len(m.new) >= memoSize {
		m.new, m.old = map[K]V{}, m.new
	}
	m.new[key] = v
	return v
}
