// Package models loads what cmd/train made: the vocabulary, the tagger, the
// parser and the model of names.
package models

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"github.com/klauspost/compress/zstd"

	"casegraph/internal/lexis"
	"casegraph/internal/linear"
	"casegraph/internal/ner/trained"
	"casegraph/internal/syntax"
)

// Features names the form of the features that the models were trained with. It
// is changed with the code that computes them.
const Features = "2026-11-24"

// Files of the models, inside knowledge.
const (
	VocabularyFile = "models/vocabulary.model"
	TagsFile       = "models/tags.model"
	MovesFile      = "models/moves.model"
	LabelsFile     = "models/labels.model"
	NamesFile      = "models/names.model"
)

// Models are all that the reader has learned. They are immutable and shared.
type Models struct {
	Vocabulary *lexis.Vocabulary
	Tagger     *syntax.Tagger
	Parser     *syntax.Parser
	Names      *trained.Model
}

// A Source is one file that a model was trained on.
type Source struct {
	Path    string `json:"path"` // inside the folder of data or of silver labels
	SHA256  string `json:"sha256"`
	Licence string `json:"licence"`
}

// A Header is the first line of a model's file.
type Header struct {
	Model    string            `json:"model"`
	Features string            `json:"features"`
	Licence  string            `json:"licence"` // under which the weights are offered
	Scores   map[string]string `json:"scores"`
	Sources  []Source          `json:"sources"`
}

// Write writes a model's file: the header, a line of JSON, and the weights,
// compressed with zstd. The same model gives the same bytes.
func Write(h Header, m encoding.BinaryMarshaler) ([]byte, error) {
	head, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	b, err := m.MarshalBinary()
	if err != nil {
		return nil, err
	}
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	return z.EncodeAll(b, append(head, '\n')), nil
}

// Read reads a model's file.
func Read(b []byte, m encoding.BinaryUnmarshaler) (Header, error) {
	var h Header
	head, body, ok := bytes.Cut(b, []byte("\n"))
	if !ok {
		return h, errors.New("no header")
	}
	if err := json.Unmarshal(head, &h); err != nil {
		return h, fmt.Errorf("header: %w", err)
	}
	if h.Features != Features {
		return h, fmt.Errorf("trained for features of %s, the program has those of %s: run cmd/train", h.Features, Features)
	}
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(1<<28))
	if err != nil {
		return h, err
	}
	defer z.Close()
	body, err = z.DecodeAll(body, nil)
	if err != nil {
		return h, err
	}
	return h, m.UnmarshalBinary(body)
}

// Load reads the models of fsys, which is knowledge.FS or holds the same files.
func Load(fsys fs.FS) (*Models, error) {
	m := &Models{Vocabulary: new(lexis.Vocabulary), Names: new(trained.Model)}
	var tags, moves, labels linear.Table
	files := []struct {
		name string
		to   encoding.BinaryUnmarshaler
	}{{NamesFile, m.Names}, {MovesFile, &moves}, {LabelsFile, &labels}, {TagsFile, &tags}, {VocabularyFile, m.Vocabulary}}
	errs := make([]error, len(files))
	// One after the other: what the largest needs while it is decoded is free again
	// before the next.
	for i, f := range files {
		b, err := fs.ReadFile(fsys, f.name)
		if err == nil {
			if _, err = Read(b, f.to); err != nil {
				err = fmt.Errorf("%s: %w", f.name, err)
			}
		}
		errs[i] = err
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	m.Tagger = syntax.NewTagger(&tags)
	m.Parser = syntax.NewParser(&moves, &labels)
	return m, nil
}
