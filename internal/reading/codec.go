package reading

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"fmt"
	"io"
)

// format is raised whenever the fields of a Reading change, so that a case file
// written by another version is read again instead of misread.
const format = 2

// Encode returns the reading as bytes for the case file, without the document's
// text, which is kept apart. Equal readings give equal bytes.
//
// JSON, not gob: gob reads a pointer to zero back as nil, and "none killed" is
// not "an unknown number killed".
func Encode(r *Reading) ([]byte, error) {
	var buf bytes.Buffer
	buf.WriteByte(format)
	z, err := flate.NewWriter(&buf, flate.BestSpeed)
	if err != nil {
		return nil, fmt.Errorf("encode reading %s: %w", r.Document.ID, err)
	}
	if err := json.NewEncoder(z).Encode(r); err != nil {
		return nil, fmt.Errorf("encode reading %s: %w", r.Document.ID, err)
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("encode reading %s: %w", r.Document.ID, err)
	}
	return buf.Bytes(), nil
}

// maxDecoded bounds what a damaged blob can make the decoder allocate, in bytes.
const maxDecoded = 1 << 30

// Decode is the inverse of Encode; the caller sets Document.Text.
func Decode(data []byte) (*Reading, error) {
	if len(data) == 0 || data[0] != format {
		return nil, fmt.Errorf("decode reading: not of format %d", format)
	}
	z := flate.NewReader(bytes.NewReader(data[1:]))
	defer z.Close()
	var r Reading
	if err := json.NewDecoder(io.LimitReader(z, maxDecoded)).Decode(&r); err != nil {
		return nil, fmt.Errorf("decode reading: %w", err)
	}
	if r.Document == nil {
		return nil, fmt.Errorf("decode reading: no document")
	}
	return &r, nil
}
