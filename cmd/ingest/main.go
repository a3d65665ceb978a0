// Command ingest reads reports into a case file and answers questions of it.
package main

import (
	"os"
	"runtime/debug"
)

func main() {
	// Most of the heap are models and lists that never change; waiting until it has
	// doubled would waste as much again.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(60)
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
