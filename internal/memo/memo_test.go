package memo

import (
	"sync"
	"testing"
)

// TestMemo asks many goroutines for more keys than are kept: every value is right, and
// no more are kept than is said.
func TestMemo(t *testing.T) {
	m := Memo[int, int]{Size: 8}
	made := 0
	var mu sync.Mutex
	square := func(n int) int {
		mu.Lock()
		defer mu.Unlock()
		made++
		return n * n
	}
	var wait sync.WaitGroup
	for g := range 4 {
		wait.Go(func() {
			for i := range 1000 {
				if n := (i*7 + g) % 50; m.Get(n, square) != n*n {
					t.Errorf("%d: another value", n)
				}
			}
		})
	}
	wait.Wait()
	if kept := len(m.new) + len(m.old); kept > 2*m.Size {
		t.Errorf("%d are kept", kept)
	}
	before := made
	for range 100 {
		m.Get(3, square)
	}
	if m.Forget(3); m.Get(3, func(int) int { return 7 }) != 7 {
		t.Error("what was forgotten is still there")
	}
	if made > before+1 {
		t.Errorf("one value was made %d times", made-before)
	}
}
