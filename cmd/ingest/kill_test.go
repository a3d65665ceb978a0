package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"
)

// TestKilled kills the program at random moments of reading and assembling: verify
// passes, no report that was in the case file before is missing from it, and the next
// run ends with the records of a run that was left alone. KILLS says how many times,
// KILLS_SEED at which moments.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("kills real processes")
	}
	trials, seed := fromEnv(t, "KILLS", 20), fromEnv(t, "KILLS_SEED", 2)
	dir := t.TempDir()
	bin := built(t, dir)
	// Enough of them for two transactions.
	in := filepath.Join(dir, "in")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	const n = batch + batch/2
	for i := range n {
		text := fmt.Sprintf("%s met Colonel %s in %s on Monday, and %d soldiers were killed.\n", []string{"Ali Hassan", "Omar Diallo", "Maria Lopez"}[i%3], []string{"Sani Usman", "Ibrahim Hassan"}[i/3%2], []string{"Gao", "Goma", "Idlib", "Marib", "Lamu"}[i%5], i)
		if err := os.WriteFile(filepath.Join(in, fmt.Sprintf("%03d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// One worker, so that reading takes its time; the moments are spread over the time
	// from the first words of a run to its end.
	t.Setenv("GOGC", "400") // most of its heap are models: collecting them is half of a short run
	start := func(t *testing.T, args ...string) *exec.Cmd {
		cmd := exec.Command(bin, append([]string{"--quiet", "--workers", "1", "--case"}, args...)...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		return cmd
	}
	alone := filepath.Join(dir, "alone.db")
	began := time.Now()
	var first time.Duration
	whole := start(t, alone, in)
	for first == 0 {
		if _, err := os.Stat(alone); err == nil {
			first = time.Since(began)
		}
		time.Sleep(time.Millisecond)
	}
	if err := whole.Wait(); err != nil {
		t.Fatal(err)
	}
	took := time.Since(began)
	want := records(t, alone)
	var count sync.Mutex
	moments := map[string]int{}
	trial := func(t *testing.T, rng *rand.Rand) {
		dir := t.TempDir()
		c := filepath.Join(dir, "case.db")
		again := false
		for range 1 + rng.Intn(4)/3 { // sometimes the run that goes on is killed as well
			cmd := start(t, c, in)
			for _, err := os.Stat(c); err != nil; _, err = os.Stat(c) {
				time.Sleep(time.Millisecond)
			}
			if again {
				time.Sleep(first) // until it opens the file that is there
			}
			again = true
			time.Sleep(time.Duration(rng.Int63n(int64(took - first))))
			acknowledged := places(c)
			cmd.Process.Kill() // it may have ended
			cmd.Wait()
			count.Lock()
			moments[moment(len(acknowledged), n, cmd.ProcessState.Success())]++
			count.Unlock()
			after := places(c)
			for p := range acknowledged {
				if !after[p] {
					t.Fatalf("%s was in the case file and is lost", p)
				}
			}
		}
		ok := func(args ...string) {
			t.Helper()
			if out, err := exec.Command(bin, args...).CombinedOutput(); err != nil {
				t.Fatalf("ingest %v: %v\n%s", args, err, out)
			}
		}
		if _, err := os.Stat(c); err == nil {
			ok("--case", c, "--quiet", "verify")
		}
		export := filepath.Join(dir, "records.jsonl")
		ok("--case", c, "--quiet", "--to", export, in)
		if got, err := os.ReadFile(export); err != nil || !bytes.Equal(got, want) {
			t.Fatalf("other records than those of a run left alone (%v)", err)
		}
	}
	t.Run("at", func(t *testing.T) {
		for i := range trials {
			t.Run(strconv.Itoa(i), func(t *testing.T) {
				t.Parallel() // as many at once as there are processors
				trial(t, rand.New(rand.NewSource(int64(seed)<<32+int64(i))))
			})
		}
	})
	t.Logf("kills by moment: %v; a run takes %v, %v of it before the case file", moments, took.Round(time.Millisecond), first.Round(time.Millisecond))
}

func moment(held, all int, ended bool) string {
	switch {
	case ended:
		return "after its end"
	case held == 0:
		return "before the first transaction"
	case held < all:
		return "reading"
	}
	return "assembling"
}

// places lists what the case file holds on disk now, nothing where there is none yet.
func places(caseFile string) map[string]bool {
	held := map[string]bool{}
	if _, err := os.Stat(caseFile); err != nil {
		return held
	}
	db, err := sql.Open("sqlite", "file:"+caseFile+"?_pragma=busy_timeout(5000)")
	if err != nil {
		return held
	}
	defer db.Close()
	rows, err := db.Query(`SELECT place FROM sighting`)
	if err != nil {
		return held // the tables are not made yet
	}
	defer rows.Close()
	for rows.Next() {
		var p string
		if rows.Scan(&p) == nil {
			held[p] = true
		}
	}
	return held
}

func fromEnv(t *testing.T, name string, otherwise int) int {
	t.Helper()
	s := os.Getenv(name)
	if s == "" {
		return otherwise
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// built builds the program into a folder and returns where it is.
func built(t *testing.T, dir string) string {
	t.Helper()
	bin := filepath.Join(dir, "ingest")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return bin
}
