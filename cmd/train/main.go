// Command train makes the models in knowledge/models. The same corpora and
// silver labels give the same bytes.
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"casegraph/internal/gazetteer"
	"casegraph/internal/lexis"
	"casegraph/internal/linear"
	"casegraph/internal/models"
	"casegraph/internal/ner/trained"
	"casegraph/internal/syntax"
	"casegraph/knowledge"
)

func main() {
	if err := command().Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func command() *cobra.Command {
	t := &trainer{log: os.Stderr}
	c := &cobra.Command{
		Use:   "train --data DIR --silver DIR",
		Short: "Train the models of tags, trees and names",
		Long: `Train makes the models in knowledge/models from the corpora in --data and the
labels that scripts/teachers/label has put into --silver. The same input gives
the same bytes. It takes about twenty minutes on two cores.`,
		Args:          cobra.NoArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE:          func(*cobra.Command, []string) error { return t.run() },
	}
	c.PersistentFlags().StringVar(&t.data, "data", "", "folder of corpora: ner, parse, text")
	c.PersistentFlags().StringVar(&t.silver, "silver", "", "folder of the teachers' labels")
	c.Flags().StringVar(&t.out, "out", "knowledge/models", "folder that takes the models")
	c.Flags().StringSliceVar(&t.only, "only", nil, "train these alone: vocabulary, tags, trees, names")
	c.MarkPersistentFlagRequired("data")
	c.MarkPersistentFlagRequired("silver")
	c.AddCommand(&cobra.Command{
		Use:   "words",
		Short: "Write the sentences that the teachers label into the folder of silver labels",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return writeWords(t.data, t.silver) },
	})
	return c
}

// A trainer makes the models one after the other.
type trainer struct {
	data, silver, out string
	only              []string
	log               io.Writer
	start             time.Time

	vocabulary *lexis.Vocabulary
}

// Limits of the models' size, in features: what fills tables of a power of two of
// slots to seven tenths.
const (
	tagRows   = 365_000
	moveRows  = 1_460_000
	labelRows = 365_000
	nameRows  = 600_000
)

func (t *trainer) run() error {
	t.start = time.Now()
	wanted := func(model string) bool { return len(t.only) == 0 || slices.Contains(t.only, model) }
	if wanted("vocabulary") {
		if err := t.makeVocabulary(); err != nil {
			return fmt.Errorf("vocabulary: %w", err)
		}
	}
	b, err := os.ReadFile(filepath.Join(t.out, filepath.Base(models.VocabularyFile)))
	if err != nil {
		return err
	}
	t.vocabulary = new(lexis.Vocabulary)
	if _, err := models.Read(b, t.vocabulary); err != nil {
		return err
	}
	// Two models at a time; neither reads what the other writes.
	names := make(chan error, 1)
	go func() {
		if !wanted("names") {
			names <- nil
			return
		}
		names <- t.trainNames()
	}()
	if wanted("tags") || wanted("trees") {
		err = t.trainSyntax(wanted("trees"))
	}
	if e := <-names; e != nil {
		return fmt.Errorf("names: %w", e)
	}
	if err != nil {
		return fmt.Errorf("tags and trees: %w", err)
	}
	return nil
}

func (t *trainer) say(format string, args ...any) {
	fmt.Fprintf(t.log, "%6.0fs  %s\n", time.Since(t.start).Seconds(), fmt.Sprintf(format, args...))
}

func (t *trainer) makeVocabulary() error {
	v, err := makeVocabulary(t.data, t.silver)
	if err != nil {
		return err
	}
	sources := []string{"silver/vectors.bin"}
	for _, s := range shares {
		sources = append(sources, "data/text/"+s.file+".jsonl.gz")
	}
	return t.write(models.VocabularyFile, "vocabulary", v, nil, sources)
}

func (t *trainer) trainSyntax(trees bool) error {
	cache := lexis.NewCache(t.vocabulary)
	var gold []tree
	dev := map[string][]tree{}
	for _, n := range []string{"ewt", "gum"} {
		ts, err := readTrees(filepath.Join(t.data, "parse", n+"-train.conllu"), cache)
		if err != nil {
			return err
		}
		gold = append(gold, ts...)
		if dev[n], err = readTrees(filepath.Join(t.data, "parse", n+"-dev.conllu"), cache); err != nil {
			return err
		}
	}
	silver, err := silverTrees(t.silver, cache)
	if err != nil {
		return err
	}
	for i := range gold {
		gold[i].weight = goldWeight
	}
	t.say("%d sentences of treebanks, %d of silver trees", len(gold), len(silver))
	all := append(slices.Clone(gold), silver...)
	rows := learnTags(all, tagRounds).Rows(tagRows, 2, largestWeight)
	table, err := linear.NewTable(len(syntax.Tags)-1, rows)
	if err != nil {
		return err
	}
	tagger := syntax.NewTagger(table)
	scores := map[string]string{}
	for n, ts := range dev {
		scores[n+"-dev"] = scoreTrees(ts, tagger, nil).tags()
	}
	t.say("tags: %v", scores)
	sources := []string{"data/parse/ewt-train.conllu", "data/parse/gum-train.conllu", "silver/words.txt", "silver/words.tuned", "silver/gmb.txt", "silver/gmb.tuned"}
	if err := t.write(models.TagsFile, "tags", table, scores, sources); err != nil || !trees {
		return err
	}
	tags, err := predictTags(gold, tagger, all)
	if err != nil {
		return err
	}
	t.say("tags of the treebanks, by taggers that have not seen them")
	var moves, labels *linear.Table
	_, _, err = learnTrees(all, tags, treeRounds, func(r int, m, l *perceptron) error {
		var e1, e2 error
		moves, e1 = linear.NewTable(3, m.Rows(moveRows, 2, largestWeight))
		labels, e2 = linear.NewTable(len(syntax.Labels)-1, l.Rows(labelRows, 2, largestWeight))
		if e1 != nil || e2 != nil {
			return fmt.Errorf("%v, %v", e1, e2)
		}
		for n, ts := range dev {
			scores[n+"-dev"] = scoreTrees(ts, tagger, syntax.NewParser(moves, labels)).String()
		}
		t.say("trees, round %d: %v", r+1, scores)
		return nil
	})
	if err != nil {
		return err
	}
	if err := t.write(models.MovesFile, "moves", moves, scores, sources); err != nil {
		return err
	}
	return t.write(models.LabelsFile, "labels", labels, scores, sources)
}

func (t *trainer) trainNames() error {
	g, err := gazetteer.Open(knowledge.FS)
	if err != nil {
		return err
	}
	sources, err := nameSources(t.data, t.silver)
	if err != nil {
		return err
	}
	dev := map[string][]marked{}
	for n, size := range map[string]int{"uner_ewt": 6, "gum": 40, "uner_pud": 1} {
		if dev[n], err = readIOB(filepath.Join(t.data, "ner/dev", n+".iob2"), size); err != nil {
			return err
		}
	}
	doc := trained.NewDocument(lexis.NewCache(t.vocabulary), g)
	scores := map[string]string{}
	m, err := trainNames(sources, doc, nameRounds, nameRows, func(r int, m *trained.Model) {
		for n, d := range dev {
			scores[n] = scoreNames(doc, m, d).String()
		}
		t.say("names, round %d: %v", r+1, scores)
	})
	if err != nil {
		return err
	}
	return t.write(models.NamesFile, "names", m, scores, []string{
		"data/ner/train/uner_ewt.iob2", "data/ner/train/gum.iob2", "data/ner/train/wikigold.iob2",
		"silver/words.txt", "silver/words.core", "silver/words.tuned", "silver/gmb.txt", "silver/gmb.core", "silver/gmb.tuned",
	})
}
