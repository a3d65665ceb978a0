package gazetteer

import "sync"

// A memo keeps what a pure function gave, so that meeting a word again costs no
// memory. It is safe for concurrent use and forgets everything when it is full.
type memo[K comparable, V any] struct {
	mu sync.RWMutex
	m  map[K]V
}

// memoSize is the number of results that a memo keeps.
const memoSize = 20_000

func (c *memo[K, V]) get(k K) (V, bool) {
	c.mu.RLock()
	v, ok := c.m[k]
	c.mu.RUnlock()
	return v, ok
}

func (c *memo[K, V]) put(k K, v V) {
	c.mu.Lock()
	if c.m == nil || len(c.m) >= memoSize {
		c.m = map[K]V{}
	}
	c.m[k] = v
	c.mu.Unlock()
}
