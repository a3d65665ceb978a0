package main

import (
	"fmt"
	"io"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestPublishKilled kills the program at random points of publishing to a real
// server; publishing again gives exactly the case.
func TestPublishKilled(t *testing.T) {
	uri := os.Getenv("NEO4J_URI")
	if uri == "" || os.Getenv("NEO4J_TEST_WIPE") != "1" {
		t.Skip("NOT RUN: needs NEO4J_URI and NEO4J_TEST_WIPE=1 (scripts/test starts a server)")
	}
	dir := t.TempDir()
	bin := built(t, dir)
	in := filepath.Join(dir, "in")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	reports(t, in, 20)
	rng := rand.New(rand.NewSource(3))
	cases := [2]string{filepath.Join(dir, "a.db"), filepath.Join(dir, "b.db")}
	ingestOK(t, "--case", cases[0], "--quiet", in)
	ingestOK(t, "--case", cases[1], "--quiet", "../../examples/kursk", "../../examples/sahel")
	ingestOK(t, "--case", cases[0], "--quiet", "publish", "--to", uri, "--replace")
	for trial := range 20 {
		c := cases[trial%2] // the target holds the other case: all of it changes
		cmd := exec.Command(bin, "--case", c, "--quiet", "publish", "--to", uri, "--replace")
		cmd.Stdout, cmd.Stderr = io.Discard, io.Discard
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(200*time.Millisecond + time.Duration(rng.Intn(900))*time.Millisecond)
		cmd.Process.Kill()
		cmd.Wait() // killed, or done
		if trial%5 == 4 || trial > 17 {
			ingestOK(t, "--case", c, "--quiet", "publish", "--to", uri, "--replace")
			ingestOK(t, "--case", c, "--quiet", "verify", "--on", uri)
		}
	}
	// The same rows from both stores, on a real case.
	for _, q := range []string{"conflicting-figures", "deployments", "order-of-battle", "denied-or-unanswered", "single-source-edges", "casualties-by-source", "who-said-what", "on-whose-word"} {
		a := ingestOK(t, "--case", cases[1], "query", q, "--format", "csv")
		b := ingestOK(t, "query", q, "--on", uri, "--format", "csv")
		if a != b {
			t.Errorf("%s: other rows\ncase file:\n%s\nNeo4j:\n%s", q, head(a, b), head(b, a))
		}
	}
}

// head is the first line of a that b does not have at the same place.
func head(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range x {
		if i >= len(y) || x[i] != y[i] {
			return fmt.Sprintf("line %d of %d: %s", i+1, len(x), x[i])
		}
	}
	return "no more lines"
}
