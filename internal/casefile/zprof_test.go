package casefile_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"casegraph/internal/casefile"
	"casegraph/internal/doc"
	"casegraph/internal/pipeline"
	"casegraph/internal/reading"
	"runtime/pprof"
)

func TestZProf(t *testing.T) {
	dir := os.Getenv("ZDIR")
	if dir == "" {
		t.Skip()
	}
	r, err := pipeline.NewReader(pipeline.Config{})
	if err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(t.TempDir(), "c.db")
	if d := os.Getenv("ZDB"); d != "" {
		os.Remove(d)
		db = d
	}
	c, err := casefile.Open(t.Context(), db, true)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	var as []casefile.Arrival
	n := 0
	filepath.WalkDir(dir, func(p string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, _ := os.ReadFile(p)
		for d, err := range doc.Read(p, data) {
			if err != nil {
				continue
			}
			n++
			as = append(as, casefile.Arrival{Place: "/" + p, URI: p, Content: "txt:" + d.SHA256, Readings: []*reading.Reading{r.Read(d)}})
			if len(as) == 64 {
				if _, err := c.Put(t.Context(), "x", as); err != nil {
					t.Fatal(err)
				}
				as = as[:0]
			}
		}
		return nil
	})
	if _, err := c.Put(t.Context(), "x", as); err != nil {
		t.Fatal(err)
	}
	t.Logf("read and put %d: %v", n, time.Since(start))
	f, _ := os.Create("/tmp/w/i7/z.prof")
	pprof.StartCPUProfile(f)
	start = time.Now()
	if err := c.Assemble(t.Context(), rules(t)); err != nil {
		t.Fatal(err)
	}
	pprof.StopCPUProfile()
	d := time.Since(start)
	f.Close()
	c.Close()
	st, _ := os.Stat(db)
	t.Logf("assemble: %v, %v a report; %d bytes a report", d, d/time.Duration(n), st.Size()/int64(n))
}
