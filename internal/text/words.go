package text

import (
	"strings"
	"unicode"
)

// Words appends the words of a sentence to words, and to token the index of the
// token that each is of. A word is what tags, trees and trained names are told
// of: a token, or one of the parts of a token that a hyphen or slash joins.
// Universal Dependencies, on whose treebanks the models are trained, cut
// "al-Ani" into three words. The words' bytes are those of the tokens, in order.
func Words(words []Token, token []int, tokens []Token) ([]Token, []int) {
	for i := range tokens {
		t := &tokens[i]
		if !joined(t) {
			words, token = append(words, *t), append(token, i)
			continue
		}
		from := 0
		cut := func(a, b int) {
			if a < b {
				w := Token{Start: t.Start + a, End: t.Start + b, Text: t.Text[a:b], Lower: t.Lower[a:b]}
				w.Class = classOf(w.Text)
				words, token = append(words, w), append(token, i)
			}
		}
		for j := 1; j < len(t.Text)-1; j++ {
			if c := t.Text[j]; (c == '-' || c == '/') && j > from {
				cut(from, j)
				cut(j, j+1)
				from = j + 1
			}
		}
		cut(from, len(t.Text))
	}
	return words, token
}

// joined says that a token is cut into words. Addresses and tokens whose folded
// form has other bytes stay whole.
func joined(t *Token) bool {
	if len(t.Text) < 3 || len(t.Lower) != len(t.Text) {
		return false
	}
	if strings.IndexByte(t.Text, '-') < 0 && strings.IndexByte(t.Text, '/') < 0 {
		return false
	}
	return !strings.Contains(t.Text, "//") && !strings.Contains(t.Text, "--") && strings.IndexByte(t.Text, '@') < 0 && !strings.HasPrefix(t.Lower, "www.")
}

// WordOf is a word that stands alone, as treebanks and name corpora hold them.
func WordOf(form string) Token {
	return Token{End: len(form), Text: form, Lower: Fold(form), Class: classOf(form)}
}

// classOf is the class of a part of a token, or of a word that stands alone.
func classOf(form string) Class {
	var flags uint16
	for _, r := range form {
		switch {
		case isDigitRune(r):
			flags |= hasDigit
		case unicode.IsUpper(r):
			flags |= hasUpper
		case unicode.IsLower(r):
			flags |= hasLower
		case unicode.IsLetter(r):
			flags |= hasLetter
		case r == '-':
			flags |= hasHyphen
		}
	}
	return class(form, flags)
}
