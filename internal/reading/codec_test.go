package reading

import (
	"bytes"
	"testing"

	"casegraph/internal/coref"
	"casegraph/internal/doc"
	"casegraph/internal/ner"
	"casegraph/internal/relate"

	"github.com/google/go-cmp/cmp"
)

func sample() *Reading {
	n, none := int64(12), int64(0)
	return &Reading{
		Document:  &doc.Document{ID: "d1", URI: "a.txt", Published: doc.Date{Date: "2024-05-01", Precision: "day"}, Blocks: []doc.Block{{End: 9, Kind: doc.Body}}},
		Sentences: []Sentence{{Start: 0, End: 9, Kind: doc.Body}},
		Mentions:  []ner.Mention{{Start: 0, End: 4, Text: "Mali", Type: ner.Place, Form: ner.Name, State: -1}, {Start: 5, End: 7, Form: ner.Pronoun}},
		Links:     []coref.Link{{Left: 0, Right: 1, Reason: "it"}},
		Claims: []relate.Claim{{Type: "CASUALTIES", Args: []relate.Arg{{Role: "victims", Mention: 0}, {Role: "killed", Mention: -1, Quantity: &relate.Quantity{Min: &none, Max: &n}}},
			Sources: []relate.Hop{{{Mention: 1, Cue: relate.Span{Start: 5, End: 7}}}}, Date: &relate.Date{From: "2024-05-01"}}},
	}
}

func TestRoundTrip(t *testing.T) {
	a, err := Encode(sample())
	if err != nil {
		t.Fatal(err)
	}
	b, err := Encode(sample())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) {
		t.Error("equal readings gave different bytes")
	}
	got, err := Decode(a)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(sample(), got); d != "" {
		t.Error(d)
	}
}

func FuzzDecode(f *testing.F) {
	a, err := Encode(sample())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(a)
	f.Add([]byte{format, 1, 2, 3})
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Decode(data)
		if (r == nil) == (err == nil) {
			t.Error("neither a reading nor an error")
		}
	})
}
