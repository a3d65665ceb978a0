package doc

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// Words of which every English text is full, and other languages are not.
var english = set(`the of and to in that is was for on with as by at from it be are were has have had this which or an not
	but they his their been will would who its he she said after when more than over into there all also about`)

// What it takes to tell the language of a text.
const (
	languageSample = 20000 // bytes that are looked at
	enoughEnglish  = 10    // words, to tell that it is English
	englishShare   = 15    // of a hundred words English has more of the above: 30 to 45 in news prose
	enoughForeign  = 30    // words without a capital, to tell that it is not English
	enoughKinds    = 25    // so many of them different: a list repeats a few
	foreignShare   = 15    // of a hundred others have less: "in", "on", "an", "is", "was" are words of some
)

// tellLanguage sets the document's language, and takes its blocks away where
// it is clearly not English, or those in another script from an English text:
// nothing here can read them. What is short or uncertain is read.
func tellLanguage(d *Document) {
	var sample strings.Builder
	for _, b := range d.Blocks {
		if b.Kind == Boilerplate || b.Kind == Credit {
			continue
		}
		if room := languageSample - sample.Len(); room > 0 {
			sample.WriteString(strings.ToValidUTF8(d.Text[b.Start:min(b.End, b.Start+room)], ""))
			sample.WriteByte('\n')
		}
	}
	// Names tell nothing of the language around them: words without a capital
	// count, if there are any.
	var small strings.Builder
	words, known, all, allKnown := 0, 0, 0, 0
	kinds := map[string]bool{}
	for w := range wordsOf(sample.String()) {
		k := english[strings.ToLower(w)]
		all++
		if k {
			allKnown++
		}
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			continue
		}
		words++
		kinds[w] = true
		if k {
			known++
		}
		small.WriteString(w)
		small.WriteByte(' ')
	}
	foreign := otherScript(sample.String())
	switch {
	case all >= enoughEnglish && allKnown*100 >= englishShare*all:
		d.Language = "en"
	case foreign:
		skipForeign(d, sample.String())
		return
	case words >= enoughForeign && len(kinds) >= enoughKinds && known*100 <= foreignShare*words:
		code := detect(sample.String())
		if code == "" {
			code = detect(small.String())
		}
		if code != "" {
			d.Language = code
			skipAll(d, code)
			return
		}
	}
	kept := d.Blocks[:0:0]
	for i, b := range d.Blocks {
		t := d.Text[b.Start:b.End]
		if !otherScript(t) {
			if kept != nil {
				kept = append(kept, b)
			}
			continue
		}
		if kept == nil {
			kept = append(make([]Block, 0, len(d.Blocks)), d.Blocks[:i]...)
		}
		code := detect(strings.ToValidUTF8(t[:min(len(t), 2000)], ""))
		if code == "" {
			code = "not English"
		}
		addSkip(d, Skip{b.Start, b.End, "language: " + code})
	}
	if kept != nil {
		d.Blocks = kept
	}
}

func wordsOf(s string) func(func(string) bool) {
	return strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) })
}

// otherScript reports whether t is written in another script than Latin: most
// of its letters, and more than a name or two.
func otherScript(t string) bool {
	latin, other := 0, 0
	for _, r := range t {
		switch {
		case r < utf8.RuneSelf:
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				latin++
			}
		case r < 0x250 || !unicode.IsLetter(r) || unicode.Is(unicode.Latin, r):
		default:
			other++
		}
	}
	return other > 60 && other > 2*latin
}

// detect gives the ISO 639 code of the language that s is likeliest in, where
// it is not English; "" where two are about as likely. (A tie would be broken
// by the order of a map.)
func detect(s string) string {
	info := whatlanggo.Detect(s)
	if info.Confidence*5 < 1 || info.Lang == whatlanggo.Eng {
		return ""
	}
	if code := info.Lang.Iso6391(); code != "" {
		return code
	}
	return info.Lang.Iso6393()
}

func skipForeign(d *Document, sample string) {
	d.Language = detect(sample)
	code := d.Language
	if code == "" {
		code = "not English"
	}
	skipAll(d, code)
}

func skipAll(d *Document, code string) {
	start, end := trim(d.Text, 0, len(d.Text))
	d.Blocks = nil
	d.Skipped = []Skip{{start, end, "language: " + code}}
}

// addSkip adds a skipped stretch at its place; what it covers is part of it.
func addSkip(d *Document, s Skip) {
	out := d.Skipped[:0:0]
	placed := false
	for _, o := range d.Skipped {
		if o.Start >= s.Start && o.End <= s.End {
			continue
		}
		if !placed && o.Start >= s.End {
			out, placed = append(out, s), true
		}
		out = append(out, o)
	}
	if !placed {
		out = append(out, s)
	}
	d.Skipped = out
}
