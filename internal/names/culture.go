package names

import (
	"slices"
	"strings"
)

// lands says by country how names are built there.
var lands = map[string]cultures{}

func init() {
	for _, l := range []struct {
		countries string
		of        cultures
	}{
		{"ru ua by bg rs me mk ba hr si kz kg tj uz tm md ge am az cz sk pl lv lt ee", slavs},
		{"sa ae kw qa bh om ye iq sy lb jo ps il eg sd ly tn dz ma mr so dj km ir af pk in bd tr az tj uz kz kg tm my id mv td ml ne ng sn er et ke tz ph cn ss ng ba xk al", arabs},
		{"es mx gt hn sv ni cr pa cu do pr co ve ec pe bo cl ar uy py pt br ao mz cv gw st tl ph gq ad", iberians},
		{"kr kp", koreans}, {"cn tw hk mo sg my th id mm", chinese}, {"vn", viets}, {"mm", burmese}, {"hu", magyars},
		{"us gb ie ca au nz fr de at ch be nl lu it dk no se fi is es pt mt za gr cy ro md hu cz sk pl lv lt ee si hr in ke ng ug gh zw zm rw bi cd cg cm cf ss lr sl ht jm tr al xk", westerners},
	} {
		for c := range strings.FieldsSeq(l.countries) {
			lands[c] |= l.of
		}
	}
}

// cultures decides in which ways a name may be read.
func (p *Person) cultures(t *Table, ws []string, country string) {
	for i := range p.words {
		w := &p.words[i]
		for _, c := range w.classes {
			p.proven |= t.class(c).culture
		}
		p.proven |= t.lists[w.text]
		if w.patron || slavicSurname(w.text) {
			p.proven |= slavs
		}
	}
	for _, w := range ws {
		low := Fold(w)
		for _, prefix := range []string{"al-", "el-", "abu-", "abd-", "ad-", "as-", "ar-", "ash-", "an-", "az-"} {
			if strings.HasPrefix(low, prefix) {
				p.proven |= arabs
			}
		}
		if b := bare(low); kunya[b] != "" || b == "bin" || b == "ibn" || b == "al" || strings.HasPrefix(b, "abd") {
			p.proven |= arabs
		}
	}
	p.culture = p.proven
	if c, ok := lands[country]; ok {
		p.culture |= c
		p.proven |= c & (slavs | arabs | iberians)
	} else if p.proven&(slavs|arabs|iberians) == 0 {
		p.culture |= slavs | arabs | iberians | westerners
	}
}

// slavicSurname knows the endings of Slavic family names.
func slavicSurname(w string) bool {
	if len(w) < 5 {
		return false
	}
	for _, end := range []string{"ov", "ova", "ev", "eva", "off", "eff", "sky", "skiy", "skyy", "ski", "skij", "skyi", "skii", "skaya", "skaia", "ska", "enko", "enka", "chuk", "shyn", "shin", "ovich", "evich", "ovych", "evych", "ovic", "evic", "ovi3", "evi3", "chenko", "kin", "tsin", "iuk", "yuk", "uk", "tsky", "tskiy"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// patronymic knows the endings of Russian, Ukrainian and Belarusian patronymics.
func patronymic(w string) bool {
	if len(w) < 6 {
		return false
	}
	for _, end := range []string{"ovich", "evich", "ovych", "evych", "iyovych", "yovych", "ovitch", "evitch", "owitsch", "ewitsch", "owich", "ewich", "ovi3", "evi3", "avich", "yavich", "yevich", "ovna", "evna", "ivna", "yivna", "owna", "ewna", "awna", "auna", "euna", "yauna", "inichna", "ilyich", "ilich", "illich", "avi3", "ovic", "evic"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return w == "kuzmich" || w == "lukich" || w == "fomich" || w == "ilyich"
}

// hears reports whether a name may be of a tradition.
func (p *Person) hears(t tradition) bool {
	switch t {
	case slavic:
		return p.culture&slavs != 0
	case arabic:
		return p.culture&arabs != 0
	case iberian:
		return p.culture&iberians != 0
	}
	return true
}

// proves reports whether the name itself or its country says so.
func (p *Person) proves(t tradition) bool {
	switch t {
	case slavic:
		return p.proven&slavs != 0
	case arabic:
		return p.proven&arabs != 0
	case iberian:
		return p.proven&iberians != 0
	}
	return true
}

// order sees whether the family name stands first, and puts it last where that is
// sure; where it only may, swapped holds the other order.
func (p *Person) order() {
	if p.families == 1 && len(p.words) == 2 && p.proven&arabs == 0 && p.words[1].given && !p.words[1].surname && !p.words[0].given {
		p.swapped = []word{p.words[1], p.words[0]} // the comma is wrong
	}
	if p.families > 0 || len(p.words) < 2 || p.filial {
		return
	}
	first, last := &p.words[0], &p.words[len(p.words)-1]
	turned := func() []word { return append(slices.Clone(p.words[1:]), p.words[0]) }
	switch {
	case len(p.words) == 3 && last.patron && !first.patron && !p.words[1].patron:
		p.words = turned() // Putin Vladimir Vladimirovich
		p.families = 1
	case len(p.words) == 3 && p.words[1].patron:
		p.families = 1
	case p.culture&(viets|magyars) != 0 || vietnameseFamilies[first.text] || vietnameseFamilies[last.text]:
		p.swapped = turned()
	case len(p.words) == 2 && (familyOnly(first) && !last.given || familyOnly(last) && !first.given):
		p.swapped = turned() // Rhee Syngman
	case p.proven&(arabs|slavs) == arabs:
		// Given names and family names are of one stock.
	case last.given && !first.given && first.text != "" && !last.surname:
		p.swapped = turned()
	}
}

// syllables reads a name as Korean and as Chinese, where it can be one.
func (p *Person) syllables(ws []string, comma int, country string) {
	var parts []string
	hyphen := false
	for _, w := range ws {
		w = strings.Trim(Fold(w), ".'")
		if strings.Contains(w, "-") {
			hyphen = true
		}
		parts = append(parts, w)
	}
	for len(parts) > 2 && titles[bare(parts[0])] && comma < 0 {
		parts = parts[1:]
	}
	n := len(parts)
	if n < 2 || n > 3 {
		return
	}
	type cut struct{ family, given string }
	var cuts []cut
	switch {
	case comma == 1:
		cuts = append(cuts, cut{parts[0], strings.Join(parts[1:], " ")})
	case comma < 0:
		cuts = append(cuts, cut{parts[0], strings.Join(parts[1:], " ")}, cut{parts[n-1], strings.Join(parts[:n-1], " ")})
	}
	land, known := lands[country]
	for _, c := range cuts {
		if !known || land&koreans != 0 {
			p.korean.take(koreanFamilies, hangul, koreanSound, c.family, c.given, land&koreans != 0)
		}
		if !known || land&chinese != 0 {
			p.chinese.take(chineseFamilies, pinyin, pinyinSound, c.family, c.given, land&chinese != 0)
		}
	}
	if _, family := chineseFamilies[parts[0]]; family && n == 2 && (!known || land&chinese != 0) {
		p.brief = slices.ContainsFunc(pinyin.read(parts[1], 2), func(r []syllable) bool { return len(r) == 1 })
	}
	if p.korean.given != nil && (land&koreans != 0 || hyphen || n == 3) && p.proven&(arabs|slavs|iberians) == 0 {
		p.proven |= koreans
	}
	if p.chinese.given != nil && (land&chinese != 0 || hyphen || n == 3) && p.proven&(arabs|slavs|iberians) == 0 {
		p.proven |= chinese
	}
}

func (s *syllabic) take(families map[string]uint64Set, spell syllabary, sound func(string) string, family, given string, sure bool) {
	f, ok := families[strings.ReplaceAll(family, "'", "")]
	if !ok || s.given != nil {
		return
	}
	read := spell.read(given, 2)
	if !sure {
		read = slices.DeleteFunc(read, func(r []syllable) bool { return len(r) < 2 })
	}
	if len(read) == 0 {
		return
	}
	s.family, s.fams, s.given, s.text = f, family, read, given
	s.sound = sound(given)
}

// koreanSound is what the romanisations of a given name share.
func koreanSound(given string) string {
	given = strings.ReplaceAll(given, "ck", "k")
	var b []byte
	for i := 0; i < len(given); i++ {
		c := given[i]
		switch c {
		case 'g', 'k', 'q':
			c = 'k'
		case 't', 'd':
			c = 't'
		case 'b', 'p', 'f':
			c = 'p'
		case 'j', 'z', 'c':
			c = 'j'
		case 'r', 'l':
			c = 'l'
		case 's', 'm', 'n':
		default:
			continue
		}
		// A coda t is written s, d or t.
		if c == 's' {
			c = 't'
		}
		if c == 'k' && len(b) > 0 && b[len(b)-1] == 'n' {
			continue // ng
		}
		if len(b) > 0 && b[len(b)-1] == c {
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

// pinyinSound is what the spellings of a given name share: whether its syllables
// end in a vowel or n.
func pinyinSound(given string) string {
	var b []byte
	for i := 0; i < len(given); i++ {
		c := given[i]
		switch c {
		case 'b', 'p':
			c = 'p'
		case 'm', 'f', 'n', 'l':
		case 'd', 't':
			c = 't'
		case 'g', 'k':
			c = 'k'
		case 'j', 'q', 'x', 'z', 'c', 's', 'r':
			c = 'j'
			if len(b) > 0 && b[len(b)-1] == 't' && i > 0 && given[i-1] == 't' {
				b = b[:len(b)-1] // ts
			}
		case 'h':
			if i+1 < len(given) && given[i+1] == 's' {
				continue
			}
			continue
		default:
			continue
		}
		if c == 'k' && i > 0 && given[i-1] == 'n' {
			continue
		}
		if len(b) > 0 && b[len(b)-1] == c {
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

// familyOnly reports a word that is a Korean or Chinese family name and no
// forename.
func familyOnly(w *word) bool {
	_, korean := koreanFamilies[w.text]
	_, chinese := chineseFamilies[w.text]
	return (korean || chinese) && !w.given
}
