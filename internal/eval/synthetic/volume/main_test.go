package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"casegraph/internal/doc"
	"casegraph/internal/eval/synthetic"
)

// TestFiles reads every file of a small folder: they are of the length that is said, what
// is damaged is told and the rest is read, and a second folder has the same bytes.
func TestFiles(t *testing.T) {
	const n = 700
	w := synthetic.New(1, n, n/2)
	dirs := []string{filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")}
	for _, dir := range dirs {
		if err := write(dir, w); err != nil {
			t.Fatal(err)
		}
	}
	words, read, failed, kinds := 0, 0, 0, map[string]int{}
	err := filepath.WalkDir(dirs[0], func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dirs[0], path)
		if err != nil {
			return err
		}
		again, err := os.ReadFile(filepath.Join(dirs[1], rel))
		if err != nil || !bytes.Equal(data, again) {
			t.Errorf("%s: other bytes the second time (%v)", rel, err)
		}
		kinds[filepath.Ext(path)]++
		for d, err := range doc.Read(path, data) {
			if err != nil {
				failed++
				continue
			}
			read++
			if len(data) < 20000 {
				words += len(bytes.Fields([]byte(d.Text)))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if average := words / read; average < 430 || average > 570 {
		t.Errorf("%d words a report", average)
	}
	if kinds[".txt"] < n/2 || kinds[".md"] < n/20 || kinds[".html"] < n/20 || kinds[".xyz"] != 1 {
		t.Errorf("formats: %v", kinds)
	}
	// Two of the ways of damage are errors: the picture and the format that is not read.
	if failed != 2 || read+failed != n {
		t.Errorf("%d read, %d failed", read, failed)
	}
}
