// Package text splits a Document into Sentences of Tokens, exact to the byte.
//
// It does not tag or parse yet; the sentence is a flat row of tokens.
package text

import "casegraph/internal/doc"

// A Token is a word, number or mark. Its Text is always the document's own
// bytes from Start to End.
type Token struct {
	Start, End int    // bytes into Document.Text
	Text       string // a substring of Document.Text
	Lower      string // lower case, curly apostrophes straightened
	Class      Class
}

// A Class is the written form of a token.
type Class uint8

// Written forms.
const (
	Mark    Class = iota // punctuation and symbols
	Lower                // soldiers
	Capital              // Korea, McCain, al-Shabaab (a capital anywhere but not all)
	Upper                // NIS, U.S., ISIS-K (two letters or more, all capitals)
	Initial              // J. or J
	Number               // 300, 2,700, 1.5, 40
	Ordinal              // 1st, 22nd
	Mixed                // letters and digits: T-72, Q-West, 24-hour
)

// A Sentence is a row of tokens inside one block.
type Sentence struct {
	Index      int // position among the document's sentences
	Start, End int // bytes into Document.Text
	Kind       doc.Kind
	Paragraph  int // index of the block
	Tokens     []Token
}
