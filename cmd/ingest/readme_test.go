package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var block = regexp.MustCompile("(?s)```console\n(.*?)```")

// TestReadme runs the transcripts of the README: what they show is what happens.
func TestReadme(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "examples"), os.DirFS("../../examples")); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	blocks := block.FindAllStringSubmatch(string(data), -1)
	if len(blocks) == 0 {
		t.Fatal("no transcript")
	}
	for _, b := range blocks {
		for _, step := range strings.Split(b[1], "$ ingest ")[1:] {
			line, want, _ := strings.Cut(step, "\n")
			var out bytes.Buffer
			run(words(line), strings.NewReader(""), &out, &out)
			if got := out.String(); got != want {
				t.Errorf("ingest %s\ngot:\n%s\nREADME:\n%s", line, got, want)
			}
		}
	}
}

// words splits a command line at blanks outside quotation marks.
func words(line string) []string {
	var out []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			out = append(out, part)
			continue
		}
		out = append(out, strings.Fields(part)...)
	}
	return out
}
