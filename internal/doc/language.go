package doc

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
)

// Words of which every English text is full, and other languages are not.
var english = set(`the of and to in that is was for on with as by at from it be are were has have had this which or an not
	but they his their been will would who its he she said after when more than over into there all also about`)

// How much of a text is looked at, how many words make it enough to tell that
// it is not English or that it is, and how many in a hundred of them English has at least (in news prose it is 30 to
// 45) and other languages at most ("in", "on", "an", "is", "was" are words of
// some).
const (
	languageSample = 20000
	enoughWords    = 40
	enoughEnglish  = 10
	englishShare   = 15
	foreignShare   = 7
)

// tellLanguage sets the document's language, and takes its blocks away where
// it is clearly not English: nothing here can read it. What is short or
// uncertain is read.
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
	s := sample.String()
	words, known, latin, other := 0, 0, 0, 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) }) {
		words++
		if english[strings.ToLower(w)] {
			known++
		}
		for _, r := range w {
			if r < 0x250 || unicode.Is(unicode.Latin, r) {
				latin++
			} else {
				other++
			}
		}
	}
	foreignScript := other > 60 && other > 2*latin
	if words >= enoughEnglish && known*100 >= englishShare*words {
		d.Language = "en"
		return
	}
	if !foreignScript && words < enoughWords {
		return
	}
	if !foreignScript && known*100 > foreignShare*words {
		return
	}
	info := whatlanggo.Detect(s)
	code := info.Lang.Iso6391()
	if !info.IsReliable() || info.Lang == whatlanggo.Eng {
		code = ""
	}
	if code == "" && !foreignScript {
		return
	}
	d.Language = code
	if code == "" {
		code = "not English"
	}
	d.Blocks = nil
	start, end := trim(d.Text, 0, len(d.Text))
	d.Skipped = append(d.Skipped, Skip{Start: start, End: end, Reason: "language: " + code})
}
