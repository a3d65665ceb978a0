package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casegraph/internal/models"
)

// small writes corpora and silver labels of a few hundred sentences of one form.
func small(t *testing.T) (data, silver string) {
	t.Helper()
	dir := t.TempDir()
	data, silver = filepath.Join(dir, "data"), filepath.Join(dir, "silver")
	write := func(path, s string) {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	places := []string{"Gao", "Goma", "Idlib", "Quetta", "Arauca", "Marib"}
	people := []string{"Ali", "Grace", "Maria", "Tesfaye", "Omar"}
	verbs := []string{"visited", "left", "entered"}
	var tree, names, words, core, tuned strings.Builder
	for i := range 120 {
		p, v, q := people[i%len(people)], verbs[i%len(verbs)], places[i%len(places)]
		fmt.Fprintf(&tree, "1\t%s\t_\tPROPN\t_\t_\t2\tnsubj\t_\t_\n2\t%s\t_\tVERB\t_\t_\t0\troot\t_\t_\n3\tdusty\t_\tADJ\t_\t_\t4\tamod\t_\t_\n4\t%s\t_\tPROPN\t_\t_\t2\tobj\t_\t_\n5\t.\t_\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n", p, v, q)
		fmt.Fprintf(&names, "%s\tB-PER\n%s\tO\ndusty\tO\n%s\tB-LOC\n.\tO\n\n", p, v, q)
		fmt.Fprintf(&words, "%s %s dusty %s .\n", p, v, q)
		core.WriteString("P--L-\n")
		tuned.WriteString("PROPN|2|nsubj|B-PER|B-PER|B-PER|B-PER|B-PER VERB|0|root|O|O|O|O|O ADJ|4|amod|O|O|O|O|O PROPN|2|obj|B-LOC|B-LOC|B-LOC|B-LOC|B-LOC PUNCT|2|punct|O|O|O|O|O\n")
	}
	for _, n := range []string{"ewt-train", "gum-train", "ewt-dev", "gum-dev"} {
		write(filepath.Join(data, "parse", n+".conllu"), tree.String())
	}
	for _, n := range []string{"train/uner_ewt", "train/gum", "train/wikigold", "dev/uner_ewt", "dev/gum", "dev/uner_pud"} {
		write(filepath.Join(data, "ner", n+".iob2"), names.String())
	}
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	fmt.Fprintln(w, `{"id":"1","title":"A visit","text":"The army left Gao. It entered Goma."}`)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for _, s := range shares {
		write(filepath.Join(data, "text", s.file+".jsonl.gz"), z.String())
	}
	for _, n := range []string{"words", "gmb"} {
		write(filepath.Join(silver, n+".txt"), words.String())
		write(filepath.Join(silver, n+".core"), core.String())
		write(filepath.Join(silver, n+".tuned"), tuned.String())
	}
	var v bytes.Buffer
	binary.Write(&v, binary.LittleEndian, []uint32{12, 4})
	for i := range 48 {
		binary.Write(&v, binary.LittleEndian, float32(i*7%11)-5)
	}
	for i, n := range append(places, people...) {
		fmt.Fprintf(&v, "%s %d\n", n, i)
	}
	write(filepath.Join(silver, "vectors.bin"), v.String())
	return data, silver
}

func train(args ...string) error {
	c := command()
	c.SetArgs(args)
	c.SetOut(io.Discard)
	c.SetErr(io.Discard)
	return c.Execute()
}

// TestSameBytes: training twice gives the same files, which load and have learned
// what little there was.
func TestSameBytes(t *testing.T) {
	data, silver := small(t)
	var first map[string][]byte
	for range 2 {
		out := t.TempDir()
		if err := train("--data", data, "--silver", silver, "--out", out); err != nil {
			t.Fatal(err)
		}
		files := map[string][]byte{}
		for _, f := range []string{models.VocabularyFile, models.TagsFile, models.MovesFile, models.LabelsFile, models.NamesFile} {
			b, err := os.ReadFile(filepath.Join(out, filepath.Base(f)))
			if err != nil {
				t.Fatal(err)
			}
			files[f] = b
			if first != nil && !bytes.Equal(b, first[f]) {
				t.Errorf("%s: other bytes the second time", f)
			}
		}
		first = files
	}
	head, _, _ := bytes.Cut(first[models.LabelsFile], []byte("\n"))
	if !strings.Contains(string(head), `"ewt-dev":"UPOS 100.00 UAS 100.00 LAS 100.00"`) || !strings.Contains(string(head), `"sha256"`) {
		t.Errorf("header %s", head)
	}
}

// TestMistakes: what is missing or out of step is named.
func TestMistakes(t *testing.T) {
	data, silver := small(t)
	if err := train("--silver", silver); err == nil || !strings.Contains(err.Error(), "data") {
		t.Errorf("no --data: %v", err)
	}
	if err := train("--data", data); err == nil || !strings.Contains(err.Error(), "silver") {
		t.Errorf("no --silver: %v", err)
	}
	if err := os.WriteFile(filepath.Join(silver, "words.core"), []byte("P--L-\nP-\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := train("--data", data, "--silver", silver, "--out", t.TempDir()); err == nil || !strings.Contains(err.Error(), "words: line 2: 5 words, 2 and 5 labels") {
		t.Errorf("labels out of step: %v", err)
	}
}
