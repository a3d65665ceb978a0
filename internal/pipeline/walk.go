package pipeline

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Stdin is the path that stands for standard input.
const Stdin = "-"

// A Source is one input.
type Source struct {
	URI string // the path as given or walked to, in slash form; "-" for standard input
	Abs string // the absolute path with symbolic links resolved; "" for standard input
}

// A Fault is an input that could not be read, or was left alone, with the reason.
type Fault struct {
	URI    string
	Reason string
	Err    error // nil where it was left alone on purpose
}

// Walk lists the inputs under paths, sorted by URI, each file once. Folders are
// walked recursively; hidden files and folders, files that readable refuses by
// their name, and those of skip (absolute paths) are left alone and reported,
// save for skip. A file named outright is always listed. A path that is not
// there, cannot be opened or leads round in a circle is a fault; the rest goes on.
func Walk(paths []string, readable func(name string) bool, skip ...string) ([]Source, []Fault) {
	w := walker{readable: readable, skip: map[string]bool{}, dirs: map[string]bool{}, files: map[string]bool{}}
	for _, s := range skip {
		if abs, err := resolved(s); err == nil {
			w.skip[abs] = true
		}
	}
	for _, p := range slices.Sorted(slices.Values(paths)) {
		if p == Stdin {
			if !w.files[Stdin] {
				w.files[Stdin] = true
				w.sources = append(w.sources, Source{URI: Stdin})
			}
			continue
		}
		w.path(p, true)
	}
	slices.SortFunc(w.sources, func(a, b Source) int { return strings.Compare(a.URI, b.URI) })
	slices.SortFunc(w.faults, func(a, b Fault) int { return strings.Compare(a.URI, b.URI) })
	return w.sources, w.faults
}

type walker struct {
	readable    func(string) bool
	skip        map[string]bool
	dirs, files map[string]bool // resolved paths seen
	sources     []Source
	faults      []Fault
}

func resolved(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

func (w *walker) fault(path, reason string, err error) {
	w.faults = append(w.faults, Fault{URI: filepath.ToSlash(path), Reason: reason, Err: err})
}

func (w *walker) path(path string, named bool) {
	abs, err := resolved(path)
	if err != nil {
		w.fault(path, "cannot be opened", reason(err))
		return
	}
	info, err := os.Stat(abs)
	if err != nil {
		w.fault(path, "cannot be opened", reason(err))
		return
	}
	switch {
	case info.IsDir():
		w.dir(path, abs)
	case w.skip[abs]:
	case !info.Mode().IsRegular():
		w.fault(path, "not a regular file", fmt.Errorf("%s", info.Mode().Type()))
	case !named && !w.readable(abs):
		w.fault(path, "no format of this name", nil)
	case w.files[abs]:
	default:
		w.files[abs] = true
		w.sources = append(w.sources, Source{URI: filepath.ToSlash(path), Abs: abs})
	}
}

func (w *walker) dir(path, abs string) {
	if w.dirs[abs] {
		return // given twice, or a symbolic link back: what it holds is listed already
	}
	w.dirs[abs] = true
	entries, err := os.ReadDir(abs)
	if err != nil {
		w.fault(path, "cannot be listed", reason(err))
	}
	for _, e := range entries {
		child := filepath.Join(path, e.Name())
		if strings.HasPrefix(e.Name(), ".") {
			w.fault(child, "hidden", nil)
			continue
		}
		w.path(child, false)
	}
}

// reason strips the path from an error, since the fault names it already.
func reason(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
