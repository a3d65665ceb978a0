package main

import (
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// ownServer gives a function that runs scripts/neo4j-local with a home of its own.
func ownServer(t *testing.T, dir string) func(args ...string) string {
	t.Helper()
	if os.Getenv("NEO4J_URI") == "" || os.Getenv("NEO4J_TEST_WIPE") != "1" {
		t.Skip("NOT RUN: needs the server's jars, as scripts/test has them")
	}
	local, err := filepath.Abs("../../scripts/neo4j-local")
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	return func(args ...string) string {
		t.Helper()
		cmd := exec.Command(local, args...)
		cmd.Env = append(os.Environ(), "NEO4J_LOCAL_HOME="+home, "NEO4J_BOLT_PORT=0")
		cmd.Dir = dir
		text, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("neo4j-local %s: %v\n%s", strings.Join(args, " "), err, text)
		}
		return strings.TrimSpace(string(text))
	}
}

// TestBulk loads a case into an empty server by neo4j-admin: the server holds exactly
// the case, and publishing goes on from there.
func TestBulk(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "bulk")
	server := ownServer(t, dir)
	c := filepath.Join(dir, "case.db")
	ingestOK(t, "--case", c, "--quiet", "../../examples/kursk")
	for range 2 { // the second takes the place of the first
		ingestOK(t, "--case", c, "--quiet", "export", "--format", "neo4j-csv", "--detail", "full", "--out", out)
	}
	server("admin", "database", "import", "full", "neo4j", "@"+inFolder(t, out))
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

// inFolder writes the arguments of the importer with the folder before the names of the
// files: the program's own are for one who stands in it.
func inFolder(t *testing.T, out string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(out, "import.args"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("=nodes-", "="+out+"/nodes-", "=relationships-", "="+out+"/relationships-").Replace(string(data))
	path := filepath.Join(filepath.Dir(out), "args")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestServerKilled kills the server in the middle of publications: after it is started
// again, publishing gives exactly the case. SERVER_KILLS says how often, once by default.
func TestServerKilled(t *testing.T) {
	dir := t.TempDir()
	server := ownServer(t, dir)
	kills := fromEnv(t, "SERVER_KILLS", 1)
	bin := built(t, dir)
	in := filepath.Join(dir, "in")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	reports(t, in, 40)
	c := filepath.Join(dir, "case.db")
	ingestOK(t, "--case", c, "--quiet", in)
	server("start")
	defer server("stop")
	rng := rand.New(rand.NewSource(4))
	cut := 0
	for trial := 0; cut < kills; trial++ {
		if trial > kills+5 {
			t.Fatalf("%d of %d publications were cut off: nothing is proved", cut, trial)
		}
		uri := server("url")
		// Another detail each time, so that there is much to write.
		detail := []string{"full", "edges"}[trial%2]
		cmd := exec.Command(bin, "--case", c, "--quiet", "publish", "--to", uri, "--detail", detail, "--whole")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(100+rng.Intn(700)) * time.Millisecond / time.Duration(1+trial-cut)) // sooner, where they were too fast
		pid := regexp.MustCompile(`pid (\d+)`).FindStringSubmatch(server("status"))
		if pid == nil {
			t.Fatal("no pid in the status of the server")
		}
		n, err := strconv.Atoi(pid[1])
		if err != nil {
			t.Fatal(err)
		}
		process, err := os.FindProcess(n)
		if err == nil {
			err = process.Kill()
		}
		if err != nil {
			t.Fatal(err)
		}
		cmd.Process.Kill() // it would try again for half a minute
		if cmd.Wait() != nil {
			cut++
		}
		server("stop") // waits until it is gone
		server("start")
		uri = server("url")
		ingestOK(t, "--case", c, "--quiet", "publish", "--to", uri, "--detail", detail)
		ingestOK(t, "--case", c, "--quiet", "verify", "--on", uri, "--detail", detail)
	}
}
