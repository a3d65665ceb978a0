package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestBulk loads a case into an empty server by neo4j-admin: the server holds exactly
// the case, and publishing goes on from there.
func TestBulk(t *testing.T) {
	if os.Getenv("NEO4J_URI") == "" || os.Getenv("NEO4J_TEST_WIPE") != "1" {
		t.Skip("NOT RUN: needs the server's jars, as scripts/test has them")
	}
	local, err := filepath.Abs("../../scripts/neo4j-local")
	if err != nil {
		t.Fatal(err)
	}
	home, dir := t.TempDir(), t.TempDir()
	out := filepath.Join(dir, "bulk")
	server := func(args ...string) string {
		t.Helper()
		cmd := exec.Command(local, args...)
		cmd.Env = append(os.Environ(), "NEO4J_LOCAL_HOME="+home, "NEO4J_BOLT_PORT=0")
		cmd.Dir = out
		text, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("neo4j-local %s: %v\n%s", strings.Join(args, " "), err, text)
		}
		return strings.TrimSpace(string(text))
	}
	c := filepath.Join(dir, "case.db")
	ingestOK(t, "--case", c, "--quiet", "../../examples/kursk")
	for range 2 { // the second takes the place of the first
		ingestOK(t, "--case", c, "--quiet", "export", "--format", "neo4j-csv", "--detail", "full", "--out", out)
	}
	server("admin", "database", "import", "full", "neo4j", "@import.args")
	defer server("stop")
	server("start")
	uri := server("url")
	ingestOK(t, "--case", c, "--quiet", "verify", "--on", uri, "--detail", "full")
	ingestOK(t, "--case", c, "--quiet", "../../examples/sahel")
	if said := ingestOK(t, "--case", c, "publish", "--to", uri, "--detail", "full"); !strings.Contains(said, "touched") {
		t.Errorf("all was sent again: %s", said)
	}
	ingestOK(t, "--case", c, "--quiet", "verify", "--on", uri, "--detail", "full")
}
