package main

import (
	"fmt"
	"io"
	"math/rand"
	"net"
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

// TestSilentServer: one that takes the connection and says nothing is given up.
func TestSilentServer(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	c := filepath.Join(t.TempDir(), "case.db")
	ingestOK(t, "--case", c, "--quiet", "../../examples/kursk/1-harbour-post.txt")
	publish := func(timeout string) (code int, said string) {
		t.Setenv("NEO4J_TIMEOUT", timeout)
		var b strings.Builder
		code = run([]string{"--case", c, "publish", "--to", "bolt://" + listener.Addr().String()}, strings.NewReader(""), io.Discard, &b)
		return code, b.String()
	}
	if code, said := publish("300ms"); code != 1 || !strings.Contains(said, "did not answer in time: 300ms") || !strings.Contains(said, "hint:") {
		t.Errorf("exit %d: %s", code, said)
	}
	if code, said := publish("soon"); code != 2 || !strings.Contains(said, "NEO4J_TIMEOUT") {
		t.Errorf("exit %d: %s", code, said)
	}
}

// TestTargets: a database that holds another case is left alone, an older state of the
// case is brought forward, and a state that the case does not know is compared whole.
func TestTargets(t *testing.T) {
	uri := os.Getenv("NEO4J_URI")
	if uri == "" || os.Getenv("NEO4J_TEST_WIPE") != "1" {
		t.Skip("NOT RUN: needs NEO4J_URI and NEO4J_TEST_WIPE=1 (scripts/test starts a server)")
	}
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a.db"), filepath.Join(dir, "b.db")
	ingestOK(t, "--case", a, "--quiet", "../../examples/kursk")
	ingestOK(t, "--case", b, "--quiet", "../../examples/sahel")
	publish := func(c string, more ...string) string {
		t.Helper()
		out := ingestOK(t, append([]string{"--case", c, "publish", "--to", uri}, more...)...)
		ingestOK(t, "--case", c, "--quiet", "verify", "--on", uri)
		return out
	}
	publish(a, "--replace")
	var said strings.Builder
	if code := run([]string{"--case", b, "publish", "--to", uri}, strings.NewReader(""), io.Discard, &said); code != 1 || !strings.Contains(said.String(), "another case") {
		t.Errorf("over another case: exit %d, %s", code, said.String())
	}
	ingestOK(t, "--case", a, "--quiet", "verify", "--on", uri)

	// The case file as it was, put back later: the database is ahead of it.
	if err := os.WriteFile(filepath.Join(dir, "old.db"), contents(t, a), 0o644); err != nil {
		t.Fatal(err)
	}
	ingestOK(t, "--case", a, "--quiet", "../../examples/sahel")
	if out := publish(a); !strings.Contains(out, "touched") {
		t.Errorf("an older state of the case was not brought forward: %s", out)
	}
	if out := publish(filepath.Join(dir, "old.db")); !strings.Contains(out, "whole") {
		t.Errorf("a state ahead of the case was not compared whole: %s", out)
	}
	if out := publish(a); !strings.Contains(out, "touched") {
		t.Errorf("an older database of the case was not brought forward: %s", out)
	}
	if out := publish(a, "--whole"); !strings.Contains(out, "whole") {
		t.Errorf("--whole: %s", out)
	}
}

// contents are those of a case file that nobody has open.
func contents(t *testing.T, path string) []byte {
	t.Helper()
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		t.Fatal("the write-ahead log is not empty")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
