// Command gazetteer compiles the lists of knowledge/gazetteers out of their
// sources: GeoNames and CLDR as packaged on npm and PyPI, the name lists of
// ../shared/data, and the lists of this project in knowledge/gazetteers/sources.
//
//	go run ./cmd/gazetteer --data ../shared/data --packages DIR
//	go run ./cmd/gazetteer --frequency
//
// knowledge/gazetteers/README.md tells how DIR is made. The same input gives
// the same bytes.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"casegraph/internal/gazetteer"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("gazetteer", flag.ContinueOnError)
	flags.SetOutput(stderr)
	data := flags.String("data", "../shared/data", "corpora and name lists")
	packages := flags.String("packages", "", "folder of the unpacked packages (knowledge/gazetteers/README.md)")
	out := flags.String("out", "knowledge/gazetteers", "folder with sources/, which the lists are written to")
	frequencies := flags.Bool("frequency", false, "write the frequencies of names, names/frequency.tsv beside --out, and nothing else")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if *frequencies {
		if err := writeFrequency(*data, *out); err != nil {
			fmt.Fprintln(stderr, "error:", err)
			return 1
		}
		return 0
	}
	if *packages == "" || flags.NArg() > 0 {
		fmt.Fprintln(stderr, "usage: gazetteer --packages DIR [--data DIR] [--out DIR]")
		return 2
	}
	if err := generate(*data, *packages, *out, stdout); err != nil {
		fmt.Fprintln(stderr, "error:", err)
		return 1
	}
	return 0
}

// generate reads every source and writes the compiled lists.
func generate(data, packages, out string, log io.Writer) error {
	ns, err := readNames(filepath.Join(data, "names"))
	if err != nil {
		return err
	}
	ws, err := countWords(filepath.Join(data, "text"), ns)
	if err != nil {
		return err
	}
	b := newBuilder(ws, ns)
	countries, err := readCountries(filepath.Join(out, "sources", "countries.tsv"))
	if err != nil {
		return err
	}
	if err := b.countries(countries, packages); err != nil {
		return err
	}
	for _, l := range lists {
		if err := b.list(filepath.Join(out, "sources"), l); err != nil {
			return err
		}
	}
	b.patterns(countries)
	if err := b.geonames(packages); err != nil {
		return err
	}
	b.finish()
	fst, table, err := gazetteer.Compile(b.entries, b.surfaces)
	if err != nil {
		return err
	}
	given, nick := ns.files()
	for _, f := range []struct {
		name string
		data []byte
	}{
		{"surfaces.fst", fst}, {"entries.bin", table},
		{"words.txt", ws.file()}, {"names.tsv", given}, {"nicknames.tsv", nick},
		{"COVERAGE.md", b.coverage(countries)},
	} {
		if err := os.WriteFile(filepath.Join(out, f.name), f.data, 0o644); err != nil {
			return fmt.Errorf("write the lists: %w", err)
		}
		fmt.Fprintf(log, "%-14s %9d bytes\n", f.name, len(f.data))
	}
	fmt.Fprintf(log, "%d entries, %d surfaces\n", len(b.entries), len(b.surfaces))
	b.counts(log)
	return nil
}
