package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// ingestOK runs the command in this process and fails the test unless it succeeds.
func ingestOK(t *testing.T, args ...string) string {
	t.Helper()
	var out, err bytes.Buffer
	if code := run(args, strings.NewReader(""), &out, &err); code != 0 {
		t.Fatalf("ingest %s: exit %d\n%s%s", strings.Join(args, " "), code, out.String(), err.String())
	}
	return out.String()
}

func records(t *testing.T, caseFile string) []byte {
	t.Helper()
	out := filepath.Join(t.TempDir(), "records.jsonl")
	ingestOK(t, "--case", caseFile, "export", "--out", out)
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestSameBytes reads the same reports in any order, with one worker or eight,
// in one run or one run a report: the records are the same to the byte.
func TestSameBytes(t *testing.T) {
	var paths []string
	for _, pattern := range []string{"../../examples/*/*.txt", "../../examples/*/*.html", "../../../shared/seeds/*.txt", "../../../shared/field/texts/*.txt"} {
		ps, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, ps...)
	}
	if len(paths) < 9 {
		t.Fatalf("only %d reports", len(paths))
	}
	dir := t.TempDir()
	n := 0
	fresh := func() string { n++; return filepath.Join(dir, fmt.Sprintf("%d.db", n)) }
	first := fresh()
	ingestOK(t, append([]string{"--case", first, "--quiet", "--workers", "1"}, paths...)...)
	want := records(t, first)
	same := func(name, caseFile string) {
		t.Helper()
		if got := records(t, caseFile); !bytes.Equal(got, want) {
			t.Errorf("%s: other records", name)
		}
	}
	rng := rand.New(rand.NewSource(1))
	for i := range 3 {
		shuffled := append([]string(nil), paths...)
		rng.Shuffle(len(shuffled), func(a, b int) { shuffled[a], shuffled[b] = shuffled[b], shuffled[a] })
		c := fresh()
		ingestOK(t, append([]string{"--case", c, "--quiet", "--workers", "8"}, shuffled...)...)
		same(fmt.Sprintf("order %d, eight workers", i), c)
		ingestOK(t, append([]string{"--case", c, "--quiet"}, paths...)...)
		same("read twice", c)
	}
	c := fresh()
	rng.Shuffle(len(paths), func(a, b int) { paths[a], paths[b] = paths[b], paths[a] })
	for _, p := range paths {
		ingestOK(t, "--case", c, "--quiet", p)
	}
	same("one run a report", c)
}

// reports writes n reports made of a few sentences each about many wars.
func reports(tb testing.TB, dir string, n int) {
	tb.Helper()
	who := []string{"Nigerian", "Malian", "Sudanese", "Colombian", "Yemeni", "Somali", "Ethiopian", "Syrian", "Turkish", "Kenyan"}
	group := []string{"Boko Haram", "JNIM", "the Rapid Support Forces", "the ELN", "the Houthis", "al-Shabaab", "the Oromo Liberation Army", "Hay'at Tahrir al-Sham", "the PKK", "M23"}
	place := []string{"Maiduguri", "Gao", "El Fasher", "Arauca", "Marib", "Beledweyne", "Adama", "Idlib", "Hakkari", "Goma"}
	for i := range n {
		a, b, c := i%10, (i/10)%10, (i*7+3)%10
		text := fmt.Sprintf("%s army counts its losses in %s\n\nThe Daily Courier, March %d, 2025\n\n", who[a], place[a], i%28+1)
		for k := range 12 {
			text += fmt.Sprintf("At least %d %s soldiers were killed near %s on Monday, the Defence Ministry said. %s denied that it had attacked the town. Colonel Ibrahim Hassan, a spokesman for the army, told reporters that %d people had been wounded and that more troops would be deployed to the region.\n",
				10+(i+k)%90, who[a], place[(a+k)%10], strings.ToUpper(group[b][:1])+group[b][1:], 5+(c+k)%40)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%05d.txt", i)), []byte(text), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
}

// BenchmarkRead reads 200 reports of about 500 words end to end.
func BenchmarkRead(b *testing.B) {
	in := b.TempDir()
	reports(b, in, 200)
	words := 0
	for _, p := range glob(b, filepath.Join(in, "*")) {
		data, err := os.ReadFile(p)
		if err != nil {
			b.Fatal(err)
		}
		words += len(strings.Fields(string(data)))
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		var errs bytes.Buffer
		if code := run([]string{"--case", filepath.Join(b.TempDir(), "c.db"), "--quiet", "--workers", "1", in}, nil, io.Discard, &errs); code != 0 {
			b.Fatal(errs.String())
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
	b.ReportMetric(200*float64(b.N)/b.Elapsed().Seconds(), "reports/s")
}

func glob(tb testing.TB, pattern string) []string {
	tb.Helper()
	ps, err := filepath.Glob(pattern)
	if err != nil {
		tb.Fatal(err)
	}
	return ps
}
