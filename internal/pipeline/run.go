package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"sync"

	"casegraph/internal/doc"
	"casegraph/internal/reading"
)

// A Result is what became of one source.
type Result struct {
	Source   Source
	Content  string // the format and the hash of the source's bytes, "" if they could not be read
	Known    bool   // Run.Known said that this content need not be read
	Readings []*reading.Reading
	Err      error // the source could not be read, or one of its documents; Readings hold the rest
}

// A Run reads sources with a number of workers.
type Run struct {
	// Reader gives the reader. It is asked for only when something is to be read, by many
	// workers at once: to load one takes longer than to see that a report is known.
	Reader  func() (*Reader, error)
	Workers int       // 0 means 1
	Stdin   io.Reader // read whole for the source "-"
	// Known says that this content need not be read again. It is called by many
	// workers at once. Nil knows none.
	Known func(content string) bool
}

// Do reads the sources and hands each result to emit, one at a time and in the
// order of the sources. At most two sources a worker are in memory beside the
// one in emit. It stops between documents when ctx is done or emit fails, and
// returns that error; what was emitted stays done.
func (r *Run) Do(ctx context.Context, sources []Source, emit func(Result) error) error {
	workers := max(1, r.Workers)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type job struct {
		source Source
		done   chan Result
	}
	jobs := make(chan job)
	order := make(chan job, 2*workers) // bounds what is read ahead of emit
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	wg.Go(func() {
		defer close(jobs)
		defer close(order)
		for _, s := range sources {
			j := job{s, make(chan Result, 1)}
			select {
			case order <- j:
			case <-ctx.Done():
				return
			}
			select {
			case jobs <- j:
			case <-ctx.Done():
				return
			}
		}
	})
	for range workers {
		wg.Go(func() {
			for j := range jobs {
				j.done <- r.source(j.source)
			}
		})
	}
	for j := range order {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case res := <-j.done:
			if err := emit(res); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

func (r *Run) source(s Source) (res Result) {
	res.Source = s
	defer func() {
		// One report that trips a mistake of ours must not take the others with it.
		if p := recover(); p != nil {
			res.Err = fmt.Errorf("read %s: internal error: %v\n%s", s.URI, p, debug.Stack())
		}
	}()
	data, err := r.bytes(s)
	if err != nil {
		res.Err = fmt.Errorf("read %s: %w", s.URI, reason(err))
		return res
	}
	sum := sha256.Sum256(data)
	// Bytes mean another thing in another format, so the format is part of the key.
	res.Content = doc.FormatOf(s.URI, data) + ":" + hex.EncodeToString(sum[:])
	if r.Known != nil && r.Known(res.Content) {
		res.Known = true
		return res
	}
	for d, err := range doc.Read(s.URI, data) {
		if err != nil {
			res.Err = errors.Join(res.Err, err) // it names the document
			continue
		}
		reader, err := r.Reader() // not for a file that cannot be read, which is tried again each time
		if err != nil {
			res.Err = errors.Join(res.Err, fmt.Errorf("read %s: %w", d.URI, err))
			continue
		}
		res.Readings = append(res.Readings, reader.Read(d))
	}
	return res
}

func (r *Run) bytes(s Source) ([]byte, error) {
	if s.URI == Stdin {
		return io.ReadAll(r.Stdin)
	}
	return os.ReadFile(s.Abs)
}
