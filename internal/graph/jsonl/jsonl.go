// Package jsonl writes the graph as lines of text, one JSON object a record,
// and reads it back. Equal graphs are equal bytes.
package jsonl

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"casegraph/internal/graph"
)

// order is the order of the records in a file.
var order = []string{"document", "sentence", "mention", "link", "entity", "join", "claim", "edge", "topic", "judgement"}

// A Writer writes records. Every record type must be written in the order of
// the file, and its records in order of id; Write reports what is not.
type Writer struct {
	w     *bufio.Writer
	kind  int
	id    string
	lines int
	buf   bytes.Buffer
}

// NewWriter returns a Writer on w. Call Flush at the end.
func NewWriter(w io.Writer) *Writer { return &Writer{w: bufio.NewWriterSize(w, 1<<16)} }

// Write writes one record: a *graph.Document, Sentence, Mention, Link, Entity,
// Join, Claim, Edge, Topic or Judgement.
func (w *Writer) Write(record any) error {
	kind, id := identify(record)
	if kind < 0 {
		return fmt.Errorf("write %T: not a record", record)
	}
	if w.lines > 0 && (kind < w.kind || kind == w.kind && id <= w.id) {
		return fmt.Errorf("write %s %q: after %s %q", order[kind], id, order[w.kind], w.id)
	}
	w.kind, w.id = kind, id
	w.lines++
	w.buf.Reset()
	enc := json.NewEncoder(&w.buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(record); err != nil {
		return fmt.Errorf("write %s %q: %w", order[kind], id, err)
	}
	// No record is empty, so the object goes on after the first key.
	if _, err := fmt.Fprintf(w.w, `{"record":%q,`, order[kind]); err != nil {
		return fmt.Errorf("write %s %q: %w", order[kind], id, err)
	}
	if _, err := w.w.Write(w.buf.Bytes()[1:]); err != nil {
		return fmt.Errorf("write %s %q: %w", order[kind], id, err)
	}
	return nil
}

// Flush writes what is buffered.
func (w *Writer) Flush() error { return w.w.Flush() }

func identify(record any) (kind int, id string) {
	switch r := record.(type) {
	case *graph.Document:
		return 0, r.ID
	case *graph.Sentence:
		return 1, r.ID
	case *graph.Mention:
		return 2, r.ID
	case *graph.Link:
		return 3, r.ID
	case *graph.Entity:
		return 4, r.ID
	case *graph.Join:
		return 5, r.ID
	case *graph.Claim:
		return 6, r.ID
	case *graph.Edge:
		return 7, r.ID
	case *graph.Topic:
		return 8, r.ID
	case *graph.Judgement:
		return 9, r.ID
	}
	return -1, ""
}

func blank(name string) any {
	switch name {
	case "document":
		return new(graph.Document)
	case "sentence":
		return new(graph.Sentence)
	case "mention":
		return new(graph.Mention)
	case "link":
		return new(graph.Link)
	case "entity":
		return new(graph.Entity)
	case "join":
		return new(graph.Join)
	case "claim":
		return new(graph.Claim)
	case "edge":
		return new(graph.Edge)
	case "topic":
		return new(graph.Topic)
	case "judgement":
		return new(graph.Judgement)
	}
	return nil
}

// WriteAll writes a whole graph. It asks for the parts several times, so that only
// one need be in memory.
func WriteAll(w io.Writer, src *graph.Source) error {
	out := NewWriter(w)
	steps := []func() error{
		func() error { return src.Parts(func(p *graph.Part) error { return out.Write(&p.Document) }) },
		func() error { return src.Parts(func(p *graph.Part) error { return each(out, p.Sentences) }) },
		func() error { return src.Parts(func(p *graph.Part) error { return each(out, p.Mentions) }) },
		func() error { return src.Parts(func(p *graph.Part) error { return each(out, p.Links) }) },
		func() error { return src.Entities(func(e *graph.Entity) error { return out.Write(e) }) },
		func() error { return src.Joins(func(j *graph.Join) error { return out.Write(j) }) },
		func() error { return src.Parts(func(p *graph.Part) error { return each(out, p.Claims) }) },
		func() error { return src.Edges(func(e *graph.Edge) error { return out.Write(e) }) },
		func() error { return src.Topics(func(t *graph.Topic) error { return out.Write(t) }) },
		func() error { return each(out, src.Judgements) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return out.Flush()
}

func each[T any](w *Writer, records []T) error {
	for i := range records {
		if err := w.Write(&records[i]); err != nil {
			return err
		}
	}
	return nil
}

// Read calls f for every record, a pointer as Writer.Write takes it, in the
// order of the file. Errors carry the number of the line.
func Read(r io.Reader, f func(record any) error) error {
	in := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return fmt.Errorf("line %d: %w", n, err)
		}
		if len(bytes.TrimSpace(line)) > 0 {
			record, perr := parse(line)
			if perr != nil {
				return fmt.Errorf("line %d: %w", n, perr)
			}
			if ferr := f(record); ferr != nil {
				return fmt.Errorf("line %d: %w", n, ferr)
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

func parse(line []byte) (any, error) {
	var head struct {
		Record string `json:"record"`
	}
	if err := json.Unmarshal(line, &head); err != nil {
		return nil, err
	}
	record := blank(head.Record)
	if record == nil {
		return nil, fmt.Errorf("unknown record %q", head.Record)
	}
	if err := json.Unmarshal(line, record); err != nil {
		return nil, fmt.Errorf("record %q: %w", head.Record, err)
	}
	return record, nil
}
