// Package doc turns one input into a stream of Documents: UTF-8 text with a
// title, a publisher, a date and marked blocks.
//
// Positions are bytes, half open, into Document.Text; every later stage uses
// the same kind of position. For valid UTF-8 .txt input Text is the file, byte
// for byte; other encodings and formats are decoded once, here.
package doc

// A Kind says what a stretch of a document is.
type Kind string

// The kinds of a block and of the sentences in it.
const (
	Body        Kind = "body"
	Headline    Kind = "headline"
	Caption     Kind = "caption"
	Boilerplate Kind = "boilerplate" // navigation, adverts, footers
	Credit      Kind = "credit"      // by-lines, source and agency lines, dates standing alone
)

// A Block is a paragraph-like stretch of the text that no sentence leaves.
// Blocks are in order and do not overlap; what lies between them is white space
// or, in Markdown, markup.
type Block struct {
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Kind    Kind   `json:"kind"`
	Locator string `json:"locator,omitempty"` // page or part of the source, where it has such
}

// A Date is when a document was published.
type Date struct {
	Date      string `json:"date"`      // ISO: 2025-01-14, 2025-01, 2025 or ""
	Precision string `json:"precision"` // day, month, year, unknown
	Basis     string `json:"basis"`     // byline, metadata, text, unknown
}

// A Skip is a stretch that was not read, with the reason. Skips are in order
// and do not overlap; one may lie inside a block, as the target of a link does.
type Skip struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Reason string `json:"reason"` // language: fr, markup, ...
}

// A Document is one report. It is immutable once yielded.
type Document struct {
	ID           string   `json:"id"`  // "d" and 16 hex digits of the hash of format and source bytes
	URI          string   `json:"uri"` // the path as given, in slash form; container!/part inside one
	Format       string   `json:"format"`
	SHA256       string   `json:"sha256"` // of the source bytes
	Charset      string   `json:"charset"`
	Title        string   `json:"title"`
	Publisher    string   `json:"publisher"`
	Author       string   `json:"author"`
	Published    Date     `json:"published"`
	Language     string   `json:"language"`                // ISO 639-1, "" if it could not be told
	Credits      []string `json:"credits,omitempty"`       // agencies or sites that the text credits: "Reuters", "newsukraine.rbc.ua"
	PressRelease bool     `json:"press_release,omitempty"` // issued by a body itself: the issuer is the outlet
	Text         string   `json:"-"`
	Blocks       []Block  `json:"blocks"`
	Skipped      []Skip   `json:"skipped,omitempty"` // all of it, where the document was not read
}
