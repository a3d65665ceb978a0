// Package pipeline joins the stages that read one document and runs them over
// many: bounded workers, back-pressure, order restored.
package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"sync"

	"casegraph/internal/clause"
	"casegraph/internal/coref"
	"casegraph/internal/doc"
	"casegraph/internal/gazetteer"
	"casegraph/internal/models"
	"casegraph/internal/ner"
	"casegraph/internal/reading"
	"casegraph/internal/relate"
	"casegraph/internal/schema"
	"casegraph/internal/text"
	"casegraph/knowledge"
)

// A Config chooses between readers.
type Config struct {
	Prose bool // prose/v2 finds names in place of the trained model
}

// A Reader reads documents. It is immutable and safe for concurrent use.
type Reader struct {
	Schema    *schema.Schema
	config    Config
	names     *ner.Recogniser
	models    *models.Models
	gazetteer *gazetteer.Gazetteer
	links     *coref.Linker
	claims    *relate.Extractor
	parsers   sync.Pool // of *models.Reader
}

// NewReader loads the knowledge that is built into the program.
func NewReader(c Config) (*Reader, error) {
	// The models take longer than all the rest.
	learned := make(chan error, 1)
	var m *models.Models
	go func() {
		var err error
		m, err = models.Load(knowledge.FS)
		learned <- err
	}()
	s, err := schema.Load(knowledge.FS)
	if err != nil {
		return nil, err
	}
	g, err := gazetteer.Open(knowledge.FS)
	if err != nil {
		return nil, fmt.Errorf("load gazetteers: %w", err)
	}
	if err := <-learned; err != nil {
		return nil, fmt.Errorf("load models: %w", err)
	}
	names, err := ner.New(knowledge.FS, g, m, ner.Config{Prose: c.Prose})
	if err != nil {
		return nil, fmt.Errorf("load recogniser: %w", err)
	}
	links, err := coref.New(knowledge.FS)
	if err != nil {
		return nil, fmt.Errorf("load linker: %w", err)
	}
	claims, err := relate.New(knowledge.FS, s)
	if err != nil {
		return nil, fmt.Errorf("load rules: %w", err)
	}
	r := &Reader{Schema: s, config: c, names: names, models: m, gazetteer: g, links: links, claims: claims}
	r.parsers.New = func() any { return m.NewReader(g) }
	return r, nil
}

// Read reads one document. It is a pure function of the document and the reader.
func (r *Reader) Read(d *doc.Document) *reading.Reading {
	sentences := text.Split(d)
	mentions := r.names.Find(d, sentences)
	trees := r.trees(sentences)
	mentions = nouns(mentions, trees)
	links := r.links.Link(d, sentences, trees, mentions)
	claims, mentions := r.claims.Claims(d, sentences, trees, mentions, links)
	out := &reading.Reading{Document: d, Mentions: mentions, Links: links, Claims: claims}
	for _, s := range sentences {
		out.Sentences = append(out.Sentences, reading.Sentence{Start: s.Start, End: s.End, Kind: s.Kind})
	}
	return out
}

// trees parses the sentences, but for those that say nothing.
func (r *Reader) trees(sentences []text.Sentence) []clause.Tree {
	p := r.parsers.Get().(*models.Reader)
	defer r.parsers.Put(p)
	out := make([]clause.Tree, len(sentences))
	for i := range sentences {
		if s := &sentences[i]; s.Kind != doc.Boilerplate && s.Kind != doc.Credit {
			out[i] = tree(p, s)
		}
	}
	return out
}

// tree parses a sentence without its dateline, which is no part of its grammar.
func tree(p *models.Reader, s *text.Sentence) clause.Tree {
	d := text.Dateline(s.Tokens)
	if d == 0 {
		return clause.New(p.Tree(s))
	}
	rest := *s
	rest.Tokens = s.Tokens[d:]
	words, token, nodes := p.Tree(&rest)
	for i := range token {
		token[i] += d
	}
	return clause.New(words, token, nodes)
}

// Fingerprint names the program, its knowledge and its configuration: readings
// made under another fingerprint are made anew. It is the hash of the running
// executable, which holds all of them, so that no change can be forgotten.
func (r *Reader) Fingerprint() (string, error) { return Fingerprint(r.config) }

// Fingerprint is that of the reader that NewReader makes, without making it.
func Fingerprint(c Config) (string, error) {
	sum, err := executable()
	if err != nil {
		return "", fmt.Errorf("fingerprint the reader: %w", err)
	}
	if c.Prose {
		return sum + "+prose", nil
	}
	return sum, nil
}

var executable = sync.OnceValues(func() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
})
