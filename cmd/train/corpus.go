package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"casegraph/internal/text"
)

// A report is one text of the unlabelled corpora.
type report struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// shares says how many words of each corpus the teachers label: the mix of news,
// reference and press offices that the reader is made for.
var shares = []struct {
	file  string
	words int
}{
	{"current_events", 1_000_000},
	{"doj_press_releases", 350_000},
	{"factbook_milestones_centcom", 150_000},
	{"senate_press_releases", 300_000},
	{"state_human_rights_reports", 400_000},
	{"state_press_releases", 600_000},
	{"whitehouse", 500_000},
	{"wikinews", 1_600_000},
	{"wikipedia_conflict", 1_300_000},
}

// writeReports writes a sample of each corpus.
func writeReports(data, path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(f, 1<<20)
	for _, s := range shares {
		rs, err := readReports(filepath.Join(data, "text", s.file+".jsonl.gz"))
		if err != nil {
			return err
		}
		// The order of hashes is a sample without chance.
		slices.SortFunc(rs, func(a, b report) int { return strings.Compare(sortKey(a.ID), sortKey(b.ID)) })
		n := 0
		for _, r := range rs {
			if n >= s.words {
				break
			}
			for _, words := range sentences(r) {
				n += len(words)
				out.WriteString(strings.Join(words, " "))
				out.WriteByte('\n')
			}
			out.WriteByte('\n')
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return f.Close()
}

func sortKey(id string) string {
	h := fnv.New64a()
	io.WriteString(h, id)
	return fmt.Sprintf("%016x", h.Sum64())
}

func readReports(path string) ([]report, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var rs []report
	d := json.NewDecoder(z)
	for {
		var r report
		if err := d.Decode(&r); err == io.EOF {
			return rs, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: report %d: %w", path, len(rs), err)
		}
		rs = append(rs, r)
	}
}

// longest is the number of words past which a sentence is no sentence but a
// list or a table, and teaches nothing.
const longest = 100

// sentences cuts a report as the product does: title first, then paragraphs.
func sentences(r report) [][]string {
	d := document(r)
	var out [][]string
	add := func(tokens []text.Token) {
		ws, _ := text.Words(nil, nil, tokens)
		if len(ws) > longest || len(ws) == 0 {
			return
		}
		row := make([]string, len(ws))
		for i, w := range ws {
			if strings.ContainsAny(w.Text, " \t\n\u00a0") {
				return
			}
			row[i] = w.Text
		}
		out = append(out, row)
	}
	add(text.Tokens(r.Title, 0))
	for _, s := range text.Split(&d) {
		add(s.Tokens)
	}
	return out
}
