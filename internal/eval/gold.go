// Package eval scores records against hand-made answers: mentions, entities and
// claims, by fixed rules that ask for the right span, type, arguments, numbers,
// stance and chain of sources.
//
// A prediction that matches an optional answer counts neither way.
package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// A Span is a stretch of a document in bytes, half open.
type Span [2]int

// overlap is the number of bytes that two spans share.
func (s Span) overlap(t Span) int { return max(0, min(s[1], t[1])-max(s[0], t[0])) }

// alike says that two spans share at least this many tenths of all they cover together.
func (s Span) alike(t Span, tenths int) bool {
	both := max(s[1], t[1]) - min(s[0], t[0])
	return both > 0 && s.overlap(t)*10 >= tenths*both
}

// A GoldMention is an answer: a stretch that refers to an entity.
type GoldMention struct {
	Start    int            `json:"start"`
	End      int            `json:"end"`
	Type     string         `json:"type"`
	Entity   string         `json:"entity"`
	Core     bool           `json:"core"`
	Alt      []altSpan      `json:"alt"`
	AltTypes values[string] `json:"alt_types"`
}

func (m *GoldMention) span() Span { return Span{m.Start, m.End} }

// altSpan is [start, end] or [start, end, text].
type altSpan Span

func (a *altSpan) UnmarshalJSON(data []byte) error {
	var parts []json.RawMessage
	if err := json.Unmarshal(data, &parts); err != nil {
		return err
	}
	if len(parts) < 2 {
		return fmt.Errorf("span %s: start and end are needed", data)
	}
	if err := json.Unmarshal(parts[0], &a[0]); err != nil {
		return err
	}
	return json.Unmarshal(parts[1], &a[1])
}

// values is one value or a list of them.
type values[T any] []T

func (v *values[T]) UnmarshalJSON(data []byte) error {
	if bytes.Equal(bytes.TrimSpace(data), []byte("null")) {
		return nil
	}
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("[")) {
		return json.Unmarshal(data, (*[]T)(v))
	}
	var one T
	if err := json.Unmarshal(data, &one); err != nil {
		return err
	}
	*v = values[T]{one}
	return nil
}

// A GoldArg is what fills a role: an entity id or words, a span of text, or a
// number. None says that the role may be left out.
type GoldArg struct {
	Words    string
	Span     *Span
	Quantity *GoldQuantity
	None     bool
}

// A GoldQuantity is a number with its bounds; nil is open, or not stated.
type GoldQuantity struct {
	Text      string `json:"text"`
	Min       *int64 `json:"min"`
	Max       *int64 `json:"max"`
	About     *bool  `json:"about"`
	Exclusive *bool  `json:"exclusive"`
}

// UnmarshalJSON implements json.Unmarshaler.
func (a *GoldArg) UnmarshalJSON(data []byte) error {
	switch data = bytes.TrimSpace(data); {
	case bytes.Equal(data, []byte("null")):
		a.None = true
		return nil
	case bytes.HasPrefix(data, []byte("{")):
		return json.Unmarshal(data, &a.Quantity)
	case bytes.HasPrefix(data, []byte("[")):
		return json.Unmarshal(data, &a.Span)
	}
	return json.Unmarshal(data, &a.Words)
}

// A GoldClaim is an answer: what a sentence says.
type GoldClaim struct {
	Sentence   Span                       `json:"sentence"`
	Type       string                     `json:"type"`
	AltTypes   values[string]             `json:"alt_types"`
	Args       map[string]GoldArg         `json:"args"`
	AltArgs    map[string]values[GoldArg] `json:"alt_args"`
	Stance     string                     `json:"stance"`
	AltStance  values[string]             `json:"alt_stance"`
	Negated    bool                       `json:"negated"`
	AltNegated values[bool]               `json:"alt_negated"`
	Sources    chain                      `json:"sources"`
	AltSources values[chain]              `json:"alt_sources"`
	Core       bool                       `json:"core"`
}

// A chain is a list of hops; a hop is one speaker or a list of them.
type chain []values[string]

func (c chain) nested() bool {
	for _, h := range c {
		if len(h) != 1 {
			return true
		}
	}
	return false
}

// UnmarshalJSON implements json.Unmarshaler; a bare string is a chain of one.
func (c *chain) UnmarshalJSON(data []byte) error {
	if !bytes.HasPrefix(bytes.TrimSpace(data), []byte("[")) {
		var one string
		if err := json.Unmarshal(data, &one); err != nil {
			return err
		}
		*c = chain{{one}}
		return nil
	}
	return json.Unmarshal(data, (*[]values[string])(c))
}

// Gold is what the documents really say, by the last part of their uri.
type Gold struct {
	Mentions map[string][]GoldMention
	Claims   map[string][]GoldClaim
}

// LoadFolder reads mentions.json and claims.json of a folder.
func LoadFolder(dir string) (*Gold, error) {
	var m struct{ Docs map[string][]GoldMention }
	if err := load(filepath.Join(dir, "mentions.json"), &m); err != nil {
		return nil, err
	}
	var c struct{ Docs map[string][]GoldClaim }
	if err := load(filepath.Join(dir, "claims.json"), &c); err != nil {
		return nil, err
	}
	return &Gold{m.Docs, c.Docs}, nil
}

func load(path string, to any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("load answers: %w", err)
	}
	if err := json.Unmarshal(data, to); err != nil {
		return fmt.Errorf("load answers: %s: %w", path, err)
	}
	return nil
}

// LoadLines reads answers as lines of JSON: {"record":"mention"|"claim",
// "document":NAME, ...}. A mistake names the line.
func LoadLines(r io.Reader) (*Gold, error) {
	g := &Gold{Mentions: map[string][]GoldMention{}, Claims: map[string][]GoldClaim{}}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var head struct{ Record, Document string }
		if err := json.Unmarshal(lines.Bytes(), &head); err != nil {
			return nil, fmt.Errorf("load answers: line %d: %w", n, err)
		}
		var err error
		switch head.Record {
		case "mention":
			var m GoldMention
			err = json.Unmarshal(lines.Bytes(), &m)
			g.Mentions[head.Document] = append(g.Mentions[head.Document], m)
		case "claim":
			var c GoldClaim
			err = json.Unmarshal(lines.Bytes(), &c)
			g.Claims[head.Document] = append(g.Claims[head.Document], c)
		default:
			err = fmt.Errorf("unknown record %q", head.Record)
		}
		if err != nil {
			return nil, fmt.Errorf("load answers: line %d: %w", n, err)
		}
	}
	return g, lines.Err()
}
