package casefile

import (
	"sync"

	"casegraph/internal/graph"
	"casegraph/internal/memo"
	"casegraph/internal/resolve"
)

// whos keeps parsed profiles from one chunk to the next: the same are met again and
// again. A key stands for one profile for ever.
type whos struct {
	mu       sync.Mutex
	new, old map[string]*resolve.Who
	err      error                            // the first one of those that parsed
	large    map[int64]bool                   // blocks that were found to be large
	sketches memo.Memo[string, *graph.Sketch] // of texts, by item
}

func newWhos() *whos {
	return &whos{large: map[int64]bool{}, sketches: memo.Memo[string, *graph.Sketch]{Size: keptSketches}}
}

// keptSketches is how many sketches of each of two generations are kept, half a kilobyte
// each.
const keptSketches = 1 << 14

// keptWhos is how many profiles of each of two generations are kept, some kilobytes each.
const keptWhos = 1 << 16

func (w *whos) get(key string) *resolve.Who {
	w.mu.Lock()
	defer w.mu.Unlock()
	x := w.new[key]
	if x == nil {
		if x = w.old[key]; x != nil {
			w.keep(key, x)
		}
	}
	return x
}

func (w *whos) put(key string, x *resolve.Who) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.keep(key, x)
}

func (w *whos) keep(key string, x *resolve.Who) {
	if w.new == nil || len(w.new) >= keptWhos {
		w.new, w.old = map[string]*resolve.Who{}, w.new
	}
	w.new[key] = x
}

func (w *whos) fail(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err == nil {
		w.err = err
	}
}
