package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"casegraph/internal/casefile"
)

// TestHints tells what to do where the case file could not be written.
func TestHints(t *testing.T) {
	for err, want := range map[error]string{
		casefile.ErrFull:      "make room on the disk",
		casefile.ErrReadOnly:  "the right to write",
		casefile.ErrLocked:    "wait until the other program is done",
		errors.New("another"): "",
	} {
		got := hintOf(fmt.Errorf("write case file x.db: %w", err))
		if !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%v: hint %q, want %q", err, got, want)
		}
	}
}
