package bodies

import (
	"slices"
	"strings"
)

// Parse takes a name apart.
func (t *Table) Parse(n Name) Parsed {
	text, aside := acronymAside(n.Text)
	p := t.parse(text, n)
	if n.Short != "" {
		aside = n.Short
	}
	if aside != "" {
		s := t.parse(aside, n)
		s.short = nil
		if s.acronym == "" && len(s.words) == 1 && len(s.text) <= 10 {
			s.acronym = s.text
		}
		if s.text != p.text {
			p.short = &s
		}
	}
	return p
}

// acronymAside parts "Rajah Solaiman Movement (RSM)": the bracket must hold what
// the words spell, or capitals in a name that is not all capitals.
func acronymAside(s string) (name, aside string) {
	i := strings.IndexByte(s, '(')
	j := strings.IndexByte(s, ')')
	if i <= 0 || j < i {
		return s, ""
	}
	in := tokenise(s[i+1 : j])
	out := tokenise(s[:i] + " " + s[j+1:])
	if len(in) == 2 && in[1].hyphen && isDigits(in[1].fold) && in[0].upper && len(out) > 1 {
		return s[:i] + " " + s[j+1:], s[i+1 : j] // "(MS-13)"
	}
	if len(in) != 1 || !in[0].upper || len(in[0].fold) < 2 || len(in[0].fold) > 10 || len(out) < 2 {
		return s, ""
	}
	capitals := true
	spelt := ""
	for _, w := range out {
		capitals = capitals && w.upper
		spelt += w.fold[:1]
	}
	if !capitals && !direction[in[0].fold] || spelt == in[0].fold {
		return s[:i] + " " + s[j+1:], s[i+1 : j]
	}
	return s, ""
}

var direction = map[string]bool{"north": true, "south": true, "east": true, "west": true}

func (t *Table) parse(text string, n Name) Parsed {
	toks := tokenise(text)
	p := Parsed{name: strings.TrimSpace(text), field: strings.ToLower(n.Country)}
	switch n.Type {
	case "Place":
		p.kind = place
	case "Event":
		p.kind = event
	}
	fold := make([]string, len(toks))
	for i := range toks {
		fold[i] = toks[i].fold
	}
	p.text = strings.Join(fold, " ")
	p.typed = n.Type == "Unit"
	p.unit = p.typed || p.kind == body && t.counts(toks)
	r := reader{t: t, p: &p, toks: toks, table: t.bodies}
	switch {
	case p.kind == place:
		r.table = t.places
	case p.kind == event:
		r.table = t.events
	case p.unit:
		r.table = t.units
	}
	r.read()
	p.finish(t, toks, r.ofState)
	return p
}

// counts says that a name numbers an echelon, so that it is a unit's whatever
// type it was given.
func (t *Table) counts(toks []token) bool {
	numbered, sized := false, false
	for i := range toks {
		if _, ok := ordinal(toks[i].fold); ok {
			numbered = true
		} else if _, ok := t.numbers[toks[i].fold]; ok {
			numbered = true
		} else if toks[i].upper && romans[toks[i].fold] != "" {
			numbered = true
		} else if e, ok := t.bodies[toks[i].fold]; ok && e.class == echelon {
			sized = true
		}
	}
	return numbered && sized
}

// reader walks over the tokens of one name.
type reader struct {
	t       *Table
	p       *Parsed
	toks    []token
	table   map[string]entry
	i       int
	marks   []mark // numbers and echelons in their order
	ofState uint64 // which of the tokens name a state
}

// mark is a number or an echelon in its place.
type mark struct {
	number, echelon string
}

func (r *reader) read() {
	t, p := r.t, r.p
	for r.i < len(r.toks) {
		tok := &r.toks[r.i]
		if n := r.stateAt(); n > 0 {
			for j := r.i; j < r.i+n && j < 64; j++ {
				r.ofState |= 1 << j
			}
			r.i += n
			continue
		}
		if v, n := r.numberAt(); n > 0 {
			p.plain = append(p.plain, r.said(n))
			r.marks = append(r.marks, mark{number: v})
			r.i += n
			continue
		}
		if r.articleAt() {
			r.i++
			continue
		}
		e, n := r.entryAt()
		if n == 0 {
			it := t.item(tok)
			if e, ok := r.table[it.canon]; ok && it.canon != tok.fold && e.class != stop && e.class != legal && e.class != kindOf {
				it = item{said: tok.said, text: tok.fold, canon: e.canon, class: e.class, skel: e.skel, english: true} // a plural
			}
			p.words = append(p.words, it)
			r.i++
			continue
		}
		text := r.phrase(r.i, n)
		if e.class == stop && e.canon != "stop" && (len(r.toks) == 1 || r.i == 0 && !articles[tok.fold]) {
			p.words = append(p.words, t.item(tok))
			r.i++
			continue
		}
		switch e.class {
		case stop:
		case weak:
			p.weak = append(p.weak, r.said(n))
		case legal:
			if !slices.Contains(p.legal, e.canon) {
				p.legal = append(p.legal, e.canon)
			}
			p.legalText = strings.TrimSpace(p.legalText + " " + r.said(n))
		case kindOf:
			if r.i > 0 && r.i+n == len(r.toks) && tok.said == "City" {
				p.city = true
			}
			if !slices.Contains(p.kinds, e.canon) {
				p.kinds = append(p.kinds, e.canon)
			}
		default:
			if e.class == echelon {
				r.marks = append(r.marks, mark{echelon: e.canon})
			}
			p.words = append(p.words, item{said: r.said(n), text: text, canon: e.canon, class: e.class, skel: e.skel, english: true})
		}
		r.i += n
	}
	r.bind()
}

func (r *reader) phrase(i, n int) string {
	if n == 1 {
		return r.toks[i].fold
	}
	s := r.toks[i].fold
	for _, w := range r.toks[i+1 : i+n] {
		s += " " + w.fold
	}
	return s
}

// said is the phrase of n tokens that stands here, as written.
func (r *reader) said(n int) string {
	s := r.toks[r.i].said
	for _, w := range r.toks[r.i+1 : r.i+n] {
		s += " " + w.said
	}
	return s
}

// entryAt is the longest entry of the lists that stands here.
func (r *reader) entryAt() (entry, int) {
	for n := min(r.t.longest, len(r.toks)-r.i); n > 0; n-- {
		e, ok := r.table[r.phrase(r.i, n)]
		if ok && e.class == stop && len(r.toks[r.i].fold) == 1 && r.i == 0 && 1 < len(r.toks) && r.toks[1].hyphen {
			return entry{}, 0 // "E-Sail"
		}
		if !ok || e.class == legal && !r.legalAt(n) || e.class == kindOf && n == len(r.toks) {
			continue
		}
		return e, n
	}
	if r.toks[r.i].fold == "a" || len(r.toks[r.i].fold) > 3 {
		return entry{}, 0
	}
	// The short legal form that is no legal form here may be a stop word.
	if stops[r.toks[r.i].fold] {
		return entry{class: stop}, 1
	}
	return entry{}, 0
}

// articles may begin a name; other stop words there are none.
var articles = map[string]bool{"the": true, "a": true, "an": true, "al": true, "el": true, "ul": true, "la": true, "le": true, "les": true, "los": true, "las": true, "l": true, "der": true, "die": true, "il": true, "de": true, "no": true, "nr": true, "number": true}

var stops = map[string]bool{"as": true, "at": true, "ad": true, "o": true, "y": true, "e": true, "i": true, "to": true, "by": true, "in": true}

// articleAt says that an Arabic article stands here that sounds as the word behind
// it begins: "ar-Rahma", "ed-Daawa".
func (r *reader) articleAt() bool {
	w := r.toks[r.i].fold
	if len(w) < 2 || len(w) > 3 || r.i+1 == len(r.toks) || !strings.ContainsRune("aeu", rune(w[0])) || r.p.kind == event {
		return false
	}
	next := r.toks[r.i+1].fold
	return len(next) > len(w) && sunLetters[w[1:]] && strings.HasPrefix(next, w[1:])
}

// sunLetters are the sounds to which the Arabic article gives its l.
var sunLetters = map[string]bool{"r": true, "z": true, "s": true, "n": true, "t": true, "d": true, "sh": true, "th": true, "dh": true}

// legalAt says that a legal form of n words may stand here: the short ones only
// at the ends of a name, and never as the whole of it.
func (r *reader) legalAt(n int) bool {
	if n == len(r.toks) {
		return false
	}
	if n > 1 || len(r.toks[r.i].fold) > 3 || r.toks[r.i].fold == "ltd" || r.toks[r.i].fold == "llc" || r.toks[r.i].fold == "inc" || r.i > 0 && r.toks[r.i].fold == "co" {
		return true
	}
	if r.i == 0 {
		return r.toks[0].upper
	}
	for j := r.i + 1; j < len(r.toks); {
		e, ok := r.t.bodies[r.toks[j].fold]
		if !ok || e.class != legal && e.class != stop {
			if j+1 < len(r.toks) {
				if e, ok := r.t.bodies[r.toks[j].fold+" "+r.toks[j+1].fold]; ok && e.class == legal {
					j += 2
					continue
				}
			}
			return r.toks[j].comma // "X Ltd (Dubai)"
		}
		j++
	}
	return true
}

// stateForms are what stands before the name of a state; with the adjectives
// before them they are a part of it.
var stateForms = map[string]bool{"republic": true, "kingdom": true, "federation": true, "sultanate": true, "commonwealth": true, "principality": true}

var stateAdjectives = map[string]bool{
	"federal": true, "democratic": true, "people": true, "peoples": true, "socialist": true, "arab": true, "federative": true, "bolivarian": true, "united": true, "transitional": true,
}

// stateAt reads the name of a state or what is of it, and tells how many tokens
// it takes.
func (r *reader) stateAt() int {
	p := r.p
	for n := min(r.t.longest, len(r.toks)-r.i); n > 0; n-- {
		s, ok := r.t.states[r.phrase(r.i, n)]
		if !ok || s.upper && !r.toks[r.i].upper {
			continue
		}
		if p.kind == place && !(r.toks[r.i].comma && r.i+n == len(r.toks)) || n == len(r.toks) {
			p.words = append(p.words, item{said: r.said(n), text: r.phrase(r.i, n), canon: "=" + s.code, class: word, english: true})
			return n
		}
		before := r.i - 1
		if before >= 0 && r.toks[before].fold == "the" {
			before--
		}
		if before >= 0 && r.toks[before].fold == "in" && p.kind == body {
			p.branch = true
		}
		if before >= 1 && r.toks[before].fold == "of" && stateForms[r.toks[before-1].fold] {
			r.dropStateForm(before - 1)
		}
		if p.kind == event {
			p.words = append(p.words, item{said: r.said(n), text: r.phrase(r.i, n), canon: "=" + s.code, class: word, english: true})
			return n
		}
		if !slices.Contains(p.states, s.code) {
			p.states = append(p.states, s.code)
			slices.Sort(p.states)
		}
		return n
	}
	return 0
}

// dropStateForm takes "federal democratic republic" off the words again.
func (r *reader) dropStateForm(at int) {
	p := r.p
	for at >= 0 && len(p.words) > 0 && (stateForms[r.toks[at].fold] || stateAdjectives[r.toks[at].fold]) && p.words[len(p.words)-1].text == r.toks[at].fold {
		p.words = p.words[:len(p.words)-1]
		at--
	}
}

// numberAt reads a number, an ordinal, a Roman numeral or the letter of a company.
func (r *reader) numberAt() (string, int) {
	p := r.p
	tok := &r.toks[r.i]
	if d, ok := ordinal(tok.fold); ok {
		if r.i+1 < len(r.toks) && isDigits(tok.fold) && r.toks[r.i+1].hyphen && suffixes[r.toks[r.i+1].fold] {
			return d, 2
		}
		return d, 1
	}
	if r.i+1 < len(r.toks) {
		if d, ok := r.t.numbers[tok.fold+" "+r.toks[r.i+1].fold]; ok {
			return d, 2
		}
	}
	if d, ok := r.t.numbers[tok.fold]; ok {
		return d, 1
	}
	if d, ok := cardinals[tok.fold]; ok && (p.kind == event || p.unit && r.i > 0 && r.i+1 == len(r.toks)) {
		return d, 1
	}
	if d, ok := foreignOrdinals[tok.fold]; ok && p.unit {
		return d, 1
	}
	if l, ok := letters[tok.fold]; ok && p.unit && r.i+1 < len(r.toks) && lettered[r.toks[r.i+1].fold] {
		return "letter-" + l, 1
	}
	if !tok.upper || p.kind == place {
		return "", 0
	}
	if d := romans[tok.fold]; d != "" && (plainRomans[tok.fold] || len(tok.fold) > 1 && (p.unit || p.kind == event) || p.kind == event && r.i+1 == len(r.toks) || p.typed && r.i == 0 && len(r.toks) > 1 || r.besideEchelon()) {
		return d, 1
	}
	if p.unit && r.besideEchelon() {
		if len(tok.fold) == 1 {
			return "letter-" + tok.fold, 1
		}
	}
	return "", 0
}

// besideEchelon says that an echelon stands right before or behind.
func (r *reader) besideEchelon() bool {
	if !r.p.unit {
		return false
	}
	for _, j := range []int{r.i - 1, r.i + 1} {
		if j >= 0 && j < len(r.toks) {
			if e, ok := r.t.units[r.toks[j].fold]; ok && e.class == echelon {
				return true
			}
		}
	}
	return false
}

// bind gives each number the echelon that it counts: the next, else the last.
func (r *reader) bind() {
	last := ""
	for i, m := range r.marks {
		if m.number == "" {
			last = m.echelon
			continue
		}
		counted := last
		for _, x := range r.marks[i+1:] {
			if x.echelon != "" {
				counted = x.echelon
				break
			}
			break
		}
		r.p.numbers = append(r.p.numbers, strings.TrimSpace(m.number+" "+counted))
	}
	slices.Sort(r.p.numbers)
}

// item makes a word of a token that no list has.
func (t *Table) item(tok *token) item {
	it := item{said: tok.said, text: tok.fold, canon: tok.fold, class: content, english: t.english[tok.fold]}
	if hasDigit(tok.fold) {
		it.exact = true
		return it
	}
	if s, ok := strings.CutSuffix(it.canon, "isation"); ok {
		it.canon = s + "ization"
	} else if s, ok := strings.CutSuffix(it.canon, "ised"); ok && len(s) > 3 {
		it.canon = s + "ized"
	}
	// Plural and singular of an English word are one here.
	if w := it.canon; len(w) > 4 {
		if s, ok := strings.CutSuffix(w, "ies"); ok && t.english[s+"y"] {
			it.canon, it.english = s+"y", true
		} else if s, ok := strings.CutSuffix(w, "s"); ok && t.english[s] && !strings.HasSuffix(s, "s") {
			it.canon, it.english = s, true
		}
	}
	it.loose = loose(it.canon)
	it.skel = skeleton(it.loose)
	return it
}

// finish fills what follows from the words.
func (p *Parsed) finish(t *Table, toks []token, ofState uint64) {
	if p.kind == place && len(p.words) == 0 {
		// "The Strip" is all kind and no name.
		for _, k := range p.kinds {
			p.words = append(p.words, item{said: k, text: k, canon: k, class: word, english: true})
		}
		p.kinds = nil
	}
	if p.kind == body && len(p.words) == 0 && len(p.states) > 0 {
		for _, s := range p.states {
			p.words = append(p.words, item{said: s, text: s, canon: "=" + s, class: word, english: true})
		}
		p.states = nil
	}
	if p.kind == place {
		for i := range p.words {
			// Ukrainian h is Russian g.
			p.words[i].skel = strings.ReplaceAll(p.words[i].skel, "g", "h")
			p.words[i].loose = strings.ReplaceAll(p.words[i].loose, "g", "h")
		}
	}
	slices.Sort(p.legal)
	slices.Sort(p.kinds)
	if p.kind == place && len(p.kinds) > 0 {
		p.stem()
	}
	var joined strings.Builder
	var all, bare, whole, single, own []byte
	for i := range toks {
		e, ok := t.bodies[toks[i].fold]
		c := toks[i].fold[0]
		all = append(all, c)
		if !ok || e.class != stop && e.class != legal {
			bare = append(bare, c)
			if !toks[i].hyphen {
				single = append(single, c)
			}
			if i >= 64 || ofState&(1<<i) == 0 {
				own = append(own, c)
			}
		}
		if !ok || e.class != stop {
			whole = append(whole, c)
		}
	}
	if p.kind == body && len(toks) > 1 {
		for _, s := range [][]byte{all, bare, whole, single, own} {
			if len(s) > 1 && len(s) <= 8 && !slices.Contains(p.initials, string(s)) {
				p.initials = append(p.initials, string(s))
			}
		}
	}
	if p.kind == body && len(toks) == 1 && toks[0].upper && len(toks[0].fold) >= 2 && len(toks[0].fold) <= 6 && len(p.words) == 1 && p.words[0].class == content && len(p.states) == 0 {
		p.acronym = toks[0].fold
		p.words[0].exact = true
		p.words[0].canon = toks[0].fold
	}
	if len(p.words) <= 4 && len(p.numbers) == 0 {
		for i := range p.words {
			joined.WriteString(p.words[i].text)
		}
		if joined.Len() >= 6 {
			p.joined = loose(strings.ReplaceAll(joined.String(), " ", ""))
		}
	}
	p.generic = p.isGeneric()
}

// isGeneric says that nothing in a name tells it from that of another state's body.
func (p *Parsed) isGeneric() bool {
	if p.kind != body {
		return false
	}
	for _, n := range p.numbers {
		if d, _, _ := strings.Cut(n, " "); p.unit && len(d) >= 4 && isDigits(d) {
			return false // "Unit 8200"
		}
	}
	heads, publics, trades, lights := 0, 0, 0, 0
	for i := range p.words {
		switch p.words[i].class {
		case content, word:
			return false
		case head, echelon:
			heads++
		case state:
			publics++
		case light, firm, part:
			lights++
		case trade:
			trades++
		}
	}
	// Three words of commerce in a row are a name, if no rare one; so is "Islamic
	// State".
	return heads > 0 || len(p.words) < 2 || trades > 0 && (len(p.words) < 3 || publics > 0) || lights > 0 && trades == 0
}

// stem cuts the ending of a Slavic adjective, so that "Kurskaya oblast" and
// "Kursk region" meet.
func (p *Parsed) stem() {
	if !slices.Contains(p.kinds, "region") && !slices.Contains(p.kinds, "district") {
		return
	}
	for i := range p.words {
		w := &p.words[i]
		w.stem = w.canon
		if w.class != content {
			continue
		}
		for _, end := range []string{"skaya", "skoye", "skiy", "skyi", "skii", "skoi", "skoy", "skoe", "ska", "ske", "sky", "ski", "sk"} {
			if s, ok := strings.CutSuffix(w.canon, end); ok && len(s) >= 3 {
				w.stem = s
				break
			}
		}
	}
}
