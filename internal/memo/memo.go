// Package memo keeps what was worked out lately: names and words come again and again,
// and to take one apart costs more than to find it.
package memo

import "sync"

// A Memo keeps the values of keys, of which each depends on the key alone. It holds at
// most 2*Size of them, those that were asked for last among them. Its zero value but for
// Size is empty; it is safe for concurrent use.
type Memo[K comparable, V any] struct {
	Size int

	mu       sync.Mutex
	new, old map[K]V
}

// Forget drops what is kept of a key: its value is another one now.
func (m *Memo[K, V]) Forget(key K) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.new, key)
	delete(m.old, key)
}

// Get returns the value of a key, which make works out of the key alone. Two callers at
// once may both work it out.
func (m *Memo[K, V]) Get(key K, make func(K) V) V {
	m.mu.Lock()
	v, ok := m.new[key]
	if ok {
		m.mu.Unlock()
		return v
	}
	v, ok = m.old[key]
	m.mu.Unlock()
	if !ok {
		v = make(key)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.new == nil || len(m.new) >= m.Size {
		m.new, m.old = map[K]V{}, m.new
	}
	m.new[key] = v
	return v
}
