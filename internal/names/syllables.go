package names

import (
	"slices"
	"strings"
)

// A syllable is what a romanised syllable may be: sets of onsets, of vowels and
// of codas of the script. Two syllables agree where each of the three sets meet.
type syllable struct{ onset, vowel, coda uint32 }

func (a syllable) agrees(b syllable) bool {
	return a.onset&b.onset != 0 && a.vowel&b.vowel != 0 && a.coda&b.coda != 0
}

// part is a spelling of an onset, a vowel or a coda, with the set it may mean.
type part struct {
	text string
	mean uint32
}

// A syllabary knows the spellings of syllables.
type syllabary map[string]syllable

// parts reads rows: each is one letter of the script and its spellings.
func parts(rows string) []part {
	m := map[string]uint32{}
	for i, row := range strings.Split(rows, ";") {
		for w := range strings.FieldsSeq(row) {
			if w == "-" {
				w = ""
			}
			m[w] |= 1 << i
		}
	}
	var out []part
	for w, set := range m {
		out = append(out, part{w, set})
	}
	slices.SortFunc(out, func(a, b part) int { return strings.Compare(a.text, b.text) })
	return out
}

// hangul: ㄱ ㄴ ㄷ ㄹ ㅁ ㅂ ㅅ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ, the tense ones with the plain.
var hangul = build(
	parts(`k g kk gg; n; t d tt dd; r l; m; p b pp bb; s ss sh; -; ch j c z jj tch; ch ch' c; k k' kh; t t' th; p p' ph f; h`),
	// ㅏ ㅐ ㅑ ㅓ ㅔ ㅕ ㅖ ㅗ ㅘ ㅙ ㅚ ㅛ ㅜ ㅝ ㅞ ㅟ ㅠ ㅡ ㅢ ㅣ
	parts(`a ah aa; ae ai ay e; ya yah ia; eo o u uh o' er ur; e eh ey; yeo yo yu you yo' yuh eou; ye yeh yae; o oh oo; wa wah oa; wae wai; oe oi we; yo; u oo woo wu w; wo weo wu weu wo' won-; we; wi wee ui; yu yoo you eu; eu u u' ew; ui eui ee i euy; i ee y yi`),
	parts(`-; k g kh ck; n; l r ll; m; p b; t d s; ng`),
	func(onset, vowel, coda string, mean uint32) uint32 {
		// The press writes ㅓ and ㅕ with u in closed syllables: Sung, Hyun, not Su.
		switch {
		case vowel == "u" && (onset == "" || coda == ""):
			return mean &^ (1 << 3)
		case (vowel == "yu" || vowel == "you") && coda == "":
			return mean &^ (1 << 6)
		}
		return mean
	})

// pinyin: onsets and finals with their Wade-Giles spellings.
var pinyin = build(
	parts(`b p; p p'; m; f; d t; t t'; n; l; g k; k k'; h; j ch; q ch ch'; x hs; zh ch; ch ch'; sh; r j; z ts tz; c ts ts' tz'; s sz ss; -; y; w`),
	parts(`a; o e; e o eh; ai; ei; ao; ou u-; i ih u- ze; ia; ie ieh; iao; iu iou; u; ua; uo o; uai; ui uei; ü u yu; ue ueh üeh üe; an; en; ang; eng; ong ung; ian ien; in; iang; ing; iong iung; uan; un uen; uang; er erh`),
	parts(`-`), func(onset, vowel, _ string, mean uint32) uint32 {
		if onset == "" && strings.IndexByte("iu", vowel[0]) >= 0 {
			return 0 // yi, wu
		}
		return mean
	})

func build(onsets, vowels, codas []part, narrow func(onset, vowel, coda string, mean uint32) uint32) syllabary {
	s := syllabary{}
	for _, o := range onsets {
		for _, v := range vowels {
			for _, c := range codas {
				text := o.text + v.text + c.text
				if narrow(o.text, v.text, c.text, v.mean) == 0 {
					continue
				}
				if rest, ok := strings.CutPrefix(text, "hw"); ok {
					s["wh"+rest] = syllable{o.mean, v.mean, c.mean} // Kyung-wha
				}
				had := s[text]
				s[text] = syllable{had.onset | o.mean, had.vowel | narrow(o.text, v.text, c.text, v.mean), had.coda | c.mean}
			}
		}
	}
	return s
}

// read cuts a given name into one to three syllables, in every way there is.
// A hyphen or space is a border of syllables.
func (s syllabary) read(text string, most int) [][]syllable {
	var out [][]syllable
	var walk func(rest string, got []syllable)
	walk = func(rest string, got []syllable) {
		rest = strings.TrimLeft(rest, "- ")
		if rest == "" {
			if len(got) > 0 {
				out = append(out, slices.Clone(got))
			}
			return
		}
		if len(got) == most || len(out) > 8 {
			return
		}
		for n := min(7, len(rest)); n > 0; n-- {
			if y, ok := s[rest[:n]]; ok && (n == len(rest) || rest[n] != '\'') {
				walk(rest[n:], append(got, y))
			}
		}
	}
	walk(text, nil)
	return out
}

// sameSyllables reports that two given names agree syllable by syllable under
// some cut of each.
func sameSyllables(a, b [][]syllable) bool {
	for _, x := range a {
		for _, y := range b {
			if len(x) != len(y) {
				continue
			}
			ok := true
			for i := range x {
				if !x[i].agrees(y[i]) {
					ok = false
					break
				}
			}
			if ok {
				return true
			}
		}
	}
	return false
}
