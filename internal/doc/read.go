package doc

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"path"
	"strings"
	"unicode"
)

// ErrFormat is wrapped by Read for an input of a kind that no format reads.
var ErrFormat = errors.New("no such format is read")

// A format reads one kind of input. It fills in what the source says; Read
// adds the identity, and the marks that every format shares.
type format struct {
	name       string
	extensions []string
	read       func(d *Document, data []byte) error
}

// The one table of formats. A new format is a file with its function, a line
// here and a test.
var formats = []format{
	{"txt", []string{".txt", ".text"}, readPlain},
	{"md", []string{".md", ".markdown"}, readMarkdown},
	{"html", []string{".html", ".htm", ".xhtml"}, readHTML},
}

// Reads reports whether a format reads inputs of this name.
func Reads(uri string) bool {
	_, ok := formatOf(uri, nil)
	return ok
}

// FormatOf names the format that Read takes data of this name for, "" for none.
// With the hash of the bytes it is what a document's identity hangs on.
func FormatOf(uri string, data []byte) string {
	f, _ := formatOf(uri, data)
	return f.name
}

func formatOf(uri string, data []byte) (format, bool) {
	ext := strings.ToLower(path.Ext(uri))
	if ext == "" || uri == "-" {
		// Standard input, or a name without an extension.
		head := strings.ToLower(strings.TrimLeftFunc(string(data[:min(len(data), 512)]), Blank))
		if strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html") {
			return formats[2], true
		}
		return formats[0], true
	}
	for _, f := range formats {
		for _, e := range f.extensions {
			if e == ext {
				return f, true
			}
		}
	}
	return format{}, false
}

// Read yields the documents in data, whose name is uri. The extension of the
// name tells the format; a name without one, as that of standard input, is
// text or, where it begins so, HTML. A document that cannot be read is
// yielded as an error that names it, and the rest goes on. Read is pure: the
// same bytes of the same format give the same documents. It is safe for
// concurrent use.
func Read(uri string, data []byte) iter.Seq2[*Document, error] {
	return func(yield func(*Document, error) bool) {
		f, ok := formatOf(uri, data)
		if !ok {
			yield(nil, fmt.Errorf("read %s: %w", uri, ErrFormat))
			return
		}
		d := &Document{URI: uri, Format: f.name}
		identify(d, data)
		d.Published = Date{Precision: "unknown", Basis: "unknown"}
		if err := f.read(d, data); err != nil {
			yield(nil, fmt.Errorf("read %s: %w", uri, err))
			return
		}
		yield(d, nil)
	}
}

func identify(d *Document, data []byte) {
	sum := sha256.Sum256(data)
	d.SHA256 = hex.EncodeToString(sum[:])
	h := sha256.New()
	h.Write([]byte(d.Format + "\n"))
	h.Write(data)
	d.ID = "d" + hex.EncodeToString(h.Sum(nil))[:16]
}

// Blank reports whether r is white space, or as invisible as that: a byte
// order mark, a zero-width blank or joiner, a soft hyphen, a directional mark. Blocks and tokens
// neither begin nor end with one, and what lies between them is nothing else.
func Blank(r rune) bool {
	switch r {
	case '\u00ad', '\u200c', '\u200d', '\ufeff', '\u200b', '\u2060', '\u200e', '\u200f', '\u00a0', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', 0:
		return true
	}
	return unicode.IsSpace(r)
}
