package main

import (
	"errors"
	"os/exec"
	"testing"
)

// TestRoundTrip reads every export back with the tools that it is for.
func TestRoundTrip(t *testing.T) {
	if testing.Short() {
		t.Skip("NOT RUN: installs Python packages")
	}
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("NOT RUN: needs Python 3")
	}
	cmd := exec.Command("scripts/roundtrip", "examples/kursk", "examples/sahel")
	cmd.Dir = "../.."
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 75 {
		t.Skipf("NOT RUN: the Python packages cannot be installed here:\n%s", out)
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}
