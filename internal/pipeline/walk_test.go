package pipeline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWalk(t *testing.T) {
	root := t.TempDir()
	write := func(name string) string {
		t.Helper()
		p := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
		return p
	}
	write("in/b.txt")
	write("in/a/c.txt")
	write("in/.hidden/d.txt")
	write("in/e.zip")
	odd := write("named.odd")
	caseFile := write("in/case.txt")
	for link, to := range map[string]string{"in/loop": "in", "in/again.txt": "in/b.txt", "in/gone.txt": "nowhere"} {
		if err := os.Symlink(filepath.Join(root, to), filepath.Join(root, link)); err != nil {
			t.Fatal(err)
		}
	}
	txt := func(name string) bool { return strings.HasSuffix(name, ".txt") }
	sources, faults := Walk([]string{filepath.Join(root, "in"), odd, filepath.Join(root, "missing"), Stdin, Stdin}, txt, caseFile)

	rel := func(p string) string { return strings.TrimPrefix(p, filepath.ToSlash(root)+"/") }
	var got []string
	for _, s := range sources {
		got = append(got, rel(s.URI))
	}
	// again.txt and b.txt are one file; the first that the walk meets names it.
	want := []string{"-", "in/a/c.txt", "in/again.txt", "named.odd"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	got = nil
	for _, f := range faults {
		s := rel(f.URI) + ": " + f.Reason
		if f.Err != nil {
			s += ": " + f.Err.Error()
		}
		got = append(got, s)
	}
	want = []string{
		"in/.hidden: hidden",
		"in/e.zip: no format of this name",
		"in/gone.txt: cannot be opened: no such file or directory",
		"missing: cannot be opened: no such file or directory",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
