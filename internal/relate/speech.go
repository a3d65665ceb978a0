package relate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"casegraph/internal/clause"
	"casegraph/internal/ner"
	"casegraph/internal/pattern"
	"casegraph/internal/syntax"
	"casegraph/internal/text"
)

// A saying is what a word of speech does: the stance of what is said, and what
// may be said.
type saying struct {
	stance Stance
	takes  string // any, clause, quote
}

// A speechTable knows the verbs and nouns of speech, by folded form.
type speechTable struct {
	verbs  map[string]saying
	silent map[string]bool // whose content is the subject's word, though no statement: "accused them of"
	nouns  map[string]saying
}

func newSpeechTable(verbs, nouns string, m *clause.Morphology) (*speechTable, error) {
	t := &speechTable{map[string]saying{}, map[string]bool{}, map[string]saying{}}
	read := func(name, data string, columns int, enter func(cols []string)) error {
		n := 0
		for line := range strings.Lines(data) {
			n++
			if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
				continue
			}
			cols := strings.Split(line, "\t")
			if len(cols) != columns || checkStance(cols[1]) != nil {
				return fmt.Errorf("load %s: line %d does not have its %d columns", name, n, columns)
			}
			enter(cols)
		}
		return nil
	}
	if err := read("speech.tsv", verbs, 3, func(c []string) {
		for _, f := range m.Verb(c[0]) {
			if c[2] == "silent" {
				t.silent[f] = true
			} else {
				t.verbs[f] = saying{Stance(c[1]), c[2]}
			}
		}
	}); err != nil {
		return nil, err
	}
	err := read("speech_nouns.tsv", nouns, 2, func(c []string) {
		for _, f := range m.Noun(c[0]) {
			t.nouns[f] = saying{Stance(c[1]), "clause"}
		}
	})
	return t, err
}

// speechesOf reads who says what: by the tree first, and by the surface where
// the tree shows no speech.
func (f *field) speechesOf() []speech {
	f.e.sayer = nil
	r := f.e.x.speechReader(f.s, f.e.mentions, f.here)
	r.described = func(token int) int {
		// The head of the phrase: the last of its nouns.
		w := f.c.WordAt(token)
		for w < f.c.Len() && w < f.c.WordAt(token)+5 {
			if low := f.c.Low(w); f.c.Tag(w) == syntax.NOUN && (f.e.x.sources.Has(low) || f.e.x.people.Has(singular(low))) {
				if m, ok := f.party(w, speakerTypes, true, 0); ok {
					return m
				}
			}
			if f.c.Tag(w) == syntax.PUNCT || f.c.Tag(w) == syntax.VERB {
				break
			}
			w++
		}
		return -1
	}
	var out []speech
	used := make([]bool, len(f.s.Tokens))
	take := func(sp speech) {
		out = append(out, sp)
		for t := sp.cue.First; t < sp.cue.Limit; t++ {
			used[t] = true
		}
	}
	for i := range f.s.Tokens {
		if used[i] {
			continue
		}
		if sp, ok := r.silence(i); ok || sp.cue.Limit > 0 {
			if hop := f.silent(sp.cue); len(hop) > 0 {
				sp.hops, ok = []Hop{hop}, true
			}
			if ok {
				f.better(&sp)
				take(sp)
				continue
			}
		}
		if sp, ok := f.accordingTo(r, i); ok {
			take(sp)
		}
	}
	for w := range f.c.Len() {
		t := int(f.c.Token[w])
		if used[t] {
			continue
		}
		if sp, ok := f.pleaded(w); ok {
			take(sp)
		} else if sp, ok := f.spoken(r, w); ok {
			take(sp)
		} else if sp, ok := f.nounSpeech(w); ok {
			take(sp)
		} else if sp, ok := f.accusation(w); ok {
			take(sp)
		} else if sp, ok := f.puts(w); ok {
			take(sp)
		} else if sp, ok := r.verb(t); ok && !f.e.x.speech.silent[f.c.Low(w)] && (r.low(sp.cue.Limit) == "that" || sp.rule == "attribution#said before its speaker" && sp.limit <= t) {
			r.mentions = f.e.mentions
			f.better(&sp)
			sp.first, sp.limit = f.trim(sp.first, sp.limit)
			take(sp)
		}
	}
	if sp, ok := f.colon(used); ok {
		take(sp)
	}
	slices.SortStableFunc(out, func(a, b speech) int { return cmp.Compare(a.cue.First, b.cue.First) })
	r.mentions = f.e.mentions
	return r.nest(out)
}

// silent are those who say nothing, by the tree: the subject of the verb that the
// cue holds, or on which its "not" hangs.
func (f *field) silent(cue pattern.Value) Hop {
	w := f.c.WordAt(cue.First)
	if w >= f.c.Len() {
		return nil
	}
	for i := 0; i < 3 && !f.c.Verbal(w); i++ {
		if w = f.c.Head(w); w < 0 {
			return nil
		}
	}
	s, _ := f.c.Subject(w)
	if s < 0 || f.c.Low(s) == "neither" {
		return nil
	}
	for _, k := range f.c.Children(s) {
		if f.c.Low(int(k)) == "neither" {
			return nil // "neither X nor Y": the surface knows both
		}
	}
	return f.speakers(s, f.span(f.c.WordAt(cue.First), f.c.WordAt(cue.Limit-1)+1))
}

// better puts a name for the description that stands in apposition to it.
func (f *field) better(sp *speech) {
	for _, h := range sp.hops {
		for k := range h {
			m := &f.e.mentions[h[k].Mention]
			if m.Form != ner.Nominal {
				continue
			}
			if w := f.c.HeadOf(m.First, m.Limit); w >= 0 {
				if x, ok := f.party(w, speakerTypes, false, 0); ok {
					h[k].Mention = x
				}
			}
		}
	}
}

var speakerTypes = []string{"Actor", "Speaker"}

// speakers are those who speak: the phrase of word n.
func (f *field) speakers(n int, cue Span) Hop {
	if owners := f.ownersOfSource(n); owners != nil {
		return f.speakersOf(owners, cue)
	}
	ms, _ := f.parties(n, speakerTypes, true)
	return f.speakersOf(ms, cue)
}

// ownersOfSource are those whose report, release or intelligence says something:
// "South Korea's intelligence", "a report by the ministry"; nil where word n is no
// such thing, or nobody's.
func (f *field) ownersOfSource(n int) []int {
	low := f.c.Low(n)
	if !f.e.x.sources.Has(low) && !f.e.x.sources.Has(singular(low)) || f.c.Tag(n) != syntax.NOUN {
		return nil
	}
	for _, slot := range []string{"by", "from", "of", "poss", "mod"} {
		for _, x := range f.c.Fill(n, clause.Noun, slot) {
			ms, _ := f.parties(x.Word, []string{"Actor"}, slot == "by" || slot == "from")
			ms = slices.DeleteFunc(ms, func(m int) bool {
				x := &f.e.mentions[m]
				return x.Demonym || slot == "mod" && (x.Form != ner.Name || x.Type == ner.Place)
			})
			if len(ms) > 0 {
				return ms
			}
		}
	}
	return nil
}

func (f *field) speakersOf(ms []int, cue Span) Hop {
	var h Hop
	for _, m := range ms {
		x := &f.e.mentions[m]
		if x.Form == ner.Pronoun {
			switch x.Head {
			case "he", "she", "they", "it", "who":
			default:
				continue
			}
		}
		if x.Demonym && len(ms) > 1 {
			continue
		}
		h = append(h, Speaker{Mention: m, Cue: cue})
	}
	return h
}

// spoken reads a verb of speech at word v.
func (f *field) spoken(r *speechReader, v int) (speech, bool) {
	c := f.c
	how, ok := f.e.x.speech.verbs[c.Low(v)]
	if !ok || !c.Verbal(v) || c.Label(v) == syntax.Amod {
		return speech{}, false
	}
	if c.Passive(v) && c.Label(v) != syntax.Advcl {
		return speech{}, false
	}
	cue := pattern.Value{First: int(c.Token[v]), Limit: int(c.Token[v]) + 1}
	for _, k := range c.Children(v) {
		if c.Label(int(k)) == syntax.Compound && int(k) == v+1 {
			cue.Limit++
		}
	}
	s, _ := c.Subject(v)
	outer := f.reattached(v)
	if outer >= 0 {
		s, _ = c.Subject(outer)
	}
	if s < 0 && v > 0 && isQuote(c.Low(v-1)) {
		// "“...,” retorted the chairman": the tree may take the speaker for an object.
		for _, k := range c.Children(v) {
			if l := c.Label(int(k)); int(k) > v && (l == syntax.Iobj || l == syntax.Obj) && f.actor(int(k)) {
				s = int(k)
				break
			}
		}
	}
	if s < 0 {
		return speech{}, false
	}
	sp := speech{cue: cue, stance: how.stance, rule: "attribution#verb of speech"}
	hop := f.speakers(s, f.span(v, v+1))
	if len(hop) == 0 {
		return speech{}, false
	}
	sp.hops = []Hop{hop}
	first, limit, rule := f.content(v, how, s)
	if rule == ": clause of a noun" {
		sp.stance = Denied
	}
	if limit-first < 1 {
		if f.s.Tokens[len(f.s.Tokens)-1].Text == ":" {
			f.e.sayer = []Hop{hop} // "The minister said:"
		}
		return speech{}, false
	}
	sp.rule += rule
	sp.silent = rule == ": noun" && how.takes == "about"
	sp.first, sp.limit = first, limit
	for _, k := range c.Children(v) {
		if low := c.Low(int(k)); c.Label(int(k)) == syntax.Advmod && (low == "not" || low == "n't" || low == "never") {
			sp.negated = true
		}
	}
	if sp.negated && (how.takes == "quote" || c.Low(v) == "believe" || c.Low(v) == "think" || c.Low(v) == "expect" || c.Low(v) == "agree") {
		return speech{}, false
	}
	r.mentions = f.e.mentions // with those described meanwhile
	if more := r.onWhoseWord(cue, &sp); more != nil {
		sp.hops = append(sp.hops, more)
		f.better(&sp)
	}
	return sp, sp.limit > sp.first
}

// accusation reads what a verb puts into its subject's mouth: "Kigali accuses
// Kinshasa of arming them", "the council calls on them to withdraw".
func (f *field) accusation(v int) (speech, bool) {
	c := f.c
	if !f.e.x.speech.silent[c.Low(v)] || !c.Verbal(v) || c.Label(v) == syntax.Amod {
		return speech{}, false
	}
	var by []clause.Filler
	if c.Passive(v) {
		by = c.Fill(v, clause.Verb, "by")
	} else if s, path := c.Subject(v); s >= 0 {
		by = []clause.Filler{{Word: s, Path: path}}
	}
	if len(by) == 0 {
		return speech{}, false
	}
	at := -1
	for _, k := range c.Children(v) {
		i := int(k)
		switch c.Label(i) {
		case syntax.Xcomp, syntax.Ccomp, syntax.Advcl:
			if i > v && f.markedBy(i, "to", "of", "with", "for", "that") {
				at = i
			}
		case syntax.Obl:
			if i > v && (c.Case(i) == "of" || c.Case(i) == "with" || c.Case(i) == "over" || c.Case(i) == "for") {
				at = i
			}
		}
	}
	if at < 0 {
		for _, x := range c.Fill(v, clause.Verb, "comp") {
			at = x.Word
		}
	}
	if at < 0 {
		return speech{}, false
	}
	hop := f.speakers(by[0].Word, f.span(v, v+1))
	if len(hop) == 0 {
		return speech{}, false
	}
	lo, hi := c.Subtree(at)
	sp := speech{cue: pattern.Value{First: int(c.Token[v]), Limit: int(c.Token[v]) + 1}, stance: Asserted, rule: "", hops: []Hop{hop}, silent: true}
	sp.first, sp.limit = f.tokens(lo, f.cutContent(at, lo, hi, ""))
	return sp, sp.limit > sp.first
}

func (f *field) markedBy(v int, words ...string) bool {
	for _, k := range f.c.Children(v) {
		if l := f.c.Label(int(k)); (l == syntax.Mark || l == syntax.Case) && slices.Contains(words, f.c.Low(int(k))) {
			return true
		}
	}
	return false
}

// pleaded reads "pleaded not guilty to smuggling arms".
func (f *field) pleaded(v int) (speech, bool) {
	c := f.c
	switch c.Low(v) {
	case "plead", "pleads", "pleaded", "pled", "pleading":
	default:
		return speech{}, false
	}
	denied := false
	end := v + 1
	for i := v + 1; i < min(c.Len(), v+4); i++ {
		switch c.Low(i) {
		case "not":
			denied = true
		case "guilty":
			end = i + 1
		}
	}
	s, _ := c.Subject(v)
	if end == v+1 || s < 0 || c.Low(end) != "to" && c.Low(end) != "of" {
		return speech{}, false
	}
	hop := f.speakers(s, f.span(v, end))
	if len(hop) == 0 {
		return speech{}, false
	}
	sp := speech{cue: pattern.Value{First: int(c.Token[v]), Limit: int(c.Token[end-1]) + 1}, stance: Asserted, rule: "attribution#plea", hops: []Hop{hop}}
	if denied {
		sp.stance = Denied
	}
	_, hi := c.Subtree(v)
	hi = f.cutContent(end, end+1, hi, "")
	sp.first, sp.limit = f.tokens(end+1, hi)
	sp.first, sp.limit = f.trim(sp.first, sp.limit)
	return sp, sp.limit > sp.first
}

// reattached is the verb of speech to which another belongs that the tree joined
// to what the first one holds: "confirmed that A, and denied that B". -1 for none.
func (f *field) reattached(v int) int {
	c := f.c
	if how, ok := f.e.x.speech.verbs[c.Low(v)]; !ok || how.takes == "quote" || !c.Verbal(v) || c.Child(v, syntax.Nsubj) >= 0 && !f.subjectBehind(v) {
		return -1
	}
	if c.Child(v, syntax.Ccomp) < 0 && c.Child(v, syntax.Xcomp) < 0 && c.Child(v, syntax.Obj) < 0 && !f.subjectBehind(v) {
		return -1
	}
	switch c.Label(v) {
	case syntax.Conj:
	case syntax.Advcl: // "said that A, confirming B"
		if v == 0 || c.Low(v-1) != "," || c.Morphology.FormOf(c.Low(v)) != clause.Ing {
			return -1
		}
	default:
		return -1
	}
	inner, outer := c.Head(v), -1
	for h, i := inner, 0; i < 6 && h >= 0; i++ {
		if _, ok := f.e.x.speech.verbs[c.Low(h)]; ok {
			if h != inner && h < v {
				outer = h
			}
			break
		}
		switch c.Label(h) {
		case syntax.Ccomp, syntax.Xcomp, syntax.Advcl, syntax.Conj:
			h = c.Head(h)
			continue
		}
		break
	}
	if outer < 0 {
		return -1
	}
	if c.Label(v) == syntax.Conj && c.Morphology.FormOf(c.Low(outer))&c.Morphology.FormOf(c.Low(v)) == 0 {
		return -1
	}
	return outer
}

func isQuote(low string) bool { return low == "\"" || low == "”" || low == "''" }

// subjectBehind says that the subject that the tree gives a verb stands behind it,
// and belongs to what the verb holds: "but assured he will".
func (f *field) subjectBehind(v int) bool {
	s := f.c.Child(v, syntax.Nsubj)
	return s > v
}

// content is what a verb of speech holds, in tokens, and how that was found.
func (f *field) content(v int, how saying, subject int) (first, limit int, rule string) {
	c := f.c
	quoteFirst, quoteLimit := f.quotation(v)
	best, kind := -1, ""
	for _, k := range c.Children(v) {
		i := int(k)
		switch c.Label(i) {
		case syntax.Ccomp:
			if c.Swallowed(v, i) >= 0 {
				continue
			}
			if low := c.Low(f.firstOf(i)); i > v && (low == "while" || low == "whereas" || low == "although" || low == "though") {
				continue // "A, they said, while B"
			}
			if best < 0 || kind != ": clause" {
				best, kind = i, ": clause"
			}
		case syntax.Xcomp:
			if best < 0 && how.takes != "quote" {
				best, kind = i, ": infinitive"
			}
		case syntax.Parataxis, syntax.Dep:
			if best < 0 && (c.Verbal(i) || c.Child(i, syntax.Nsubj) >= 0) && (f.quoted(i) || f.colonBetween(v, i)) {
				best, kind = i, ": quotation"
			}
		}
	}
	if best < 0 && how.stance == Denied {
		// "denied last month having given": the tree does not see what is denied.
		for _, k := range c.Children(v) {
			if i := int(k); i > v && c.Label(i) == syntax.Advcl && c.Low(f.firstOf(i)) == "having" {
				best, kind = i, ": infinitive"
			}
		}
	}
	if best < 0 && how.takes != "quote" { // "said after a briefing that", where the tree hangs the clause lower
		for _, k := range c.Children(v) {
			if l := c.Label(int(k)); int(k) < v || l != syntax.Obl && l != syntax.Advcl {
				continue
			}
			for _, x := range c.Children(int(k)) {
				if l := c.Label(int(x)); (l == syntax.Acl || l == syntax.Ccomp) && f.thatClause(int(x)) {
					best, kind = int(x), ": clause"
				}
			}
		}
	}
	if best < 0 && (how.takes == "any" || how.takes == "about") && c.Child(v, syntax.Iobj) < 0 {
		for _, k := range c.Children(v) {
			if i := int(k); c.Label(i) == syntax.Obj && i > v && !relativeLow(c.Low(i)) && len(f.c.Words[i].Text) > 2 {
				best, kind = i, ": noun"
			}
		}
		if best >= 0 && how.stance == Asserted && f.days != nil && f.isDate(best) {
			best = -1
		}
	}
	// "rejected reports that A", "called claims that A false": what the noun holds is
	// denied.
	if how.stance == Denied || how.takes == "quote" && f.falsehood(v) {
		for _, k := range c.Children(v) {
			if i := int(k); c.Label(i) == syntax.Obj || c.Label(i) == syntax.Nsubj && i > v || c.Label(i) == syntax.Ccomp {
				if inner := f.heldBy(i); inner >= 0 {
					lo, hi := c.Subtree(inner)
					for lo < hi && (c.Tag(lo) == syntax.PUNCT || c.Low(lo) == "that") {
						lo++
					}
					first, limit = f.tokens(lo, f.cutContent(inner, lo, hi, ": clause"))
					first, limit = f.trim(first, limit)
					return first, limit, ": clause of a noun"
				}
			}
		}
	}
	// "..., the ministry said": what is said is what the verb hangs on.
	h := c.Head(v)
	inverted := h >= 0 && (c.Label(v) == syntax.Parataxis || c.Label(v) == syntax.Dep || c.Label(v) == syntax.Discourse || f.asideAdverbial(v)) && (best < 0 || kind == ": noun")
	switch {
	case inverted:
		lo, hi := c.Subtree(h)
		vlo, vhi := c.Subtree(v)
		switch {
		case vlo <= lo+1:
			lo = vhi
		case vhi >= hi-1 || h < vlo && (vlo-lo > hi-vhi || c.Low(vhi) == "," && c.Low(vhi+1) == "but"):
			hi, lo = vlo, f.begin(lo)
			if subject >= 0 && subject < v {
				// What the tree hangs on the verb before its speaker is said too.
				if slo, _ := c.Subtree(subject); slo > hi {
					hi = slo
				}
			}
		case h > vhi:
			if vlo-lo < 3 {
				lo = vhi
			}
		}
		first, limit = f.tokens(lo, hi)
		rule = ": clause around it"
	case best >= 0:
		lo, hi := c.Subtree(best)
		for _, k := range c.Children(v) { // the tree may cut what is said in two
			if i := int(k); kind == ": clause" && c.Label(i) == syntax.Ccomp && i != best && (i > v) == (best > v) {
				a, b := c.Subtree(i)
				lo, hi = min(lo, a), max(hi, b)
			}
		}
		if best > v && lo <= v {
			lo = v + 1
		}
		if best < v && hi > v {
			hi = v
		}
		if best < v && subject >= 0 {
			if slo, _ := c.Subtree(subject); slo > lo && slo < hi {
				hi = slo
			}
		}
		if kind == ": noun" && how.stance == Denied {
			kind = ": denied"
		}
		if best > v && (kind == ": clause" || kind == ": noun") && f.mainVerb(v) {
			_, hi = c.Subtree(v) // what the tree hangs on the verb itself: "... before he could"
		}
		if best < v && hi <= v {
			lo = f.begin(lo)
		}
		hi = f.cutContent(best, lo, hi, kind)
		for lo < hi && (c.Tag(lo) == syntax.PUNCT || c.Low(lo) == "that" && c.Label(lo) == syntax.Mark) {
			lo++
		}
		first, limit = f.tokens(lo, hi)
		rule = strings.Replace(kind, "denied", "noun", 1)
	}
	// "saying “A, B is C”": all that is quoted right behind the verb.
	if at := int(c.Token[v]); quoteLimit-quoteFirst > 4 && quoteFirst > at && quoteFirst-at <= 3 && limit > first && first > quoteFirst && first < quoteLimit {
		first, limit = quoteFirst, max(limit, quoteLimit)
	}
	if quoteLimit > quoteFirst && how.takes != "quote" && quoteFirst-int(c.Token[v]) > 5 {
		quoteLimit = quoteFirst // too far to be what this verb says
	}
	if quoteLimit > quoteFirst && (limit <= first || how.takes == "quote" || kind == ": noun" || quoteFirst >= limit && quoteLimit-quoteFirst > 3 && inverted) {
		first, limit, rule = quoteFirst, quoteLimit, ": quotation"
	}
	if how.takes == "quote" && rule != ": quotation" {
		return 0, 0, ""
	}
	if limit <= first {
		return 0, 0, ""
	}
	first, limit = f.trim(f.balance(f.clause(int(c.Token[v]), first, limit)))
	return first, limit, rule
}

// clause keeps of content before a verb of speech what stands on the verb's side of a
// semicolon; where that is nothing, what is said stands behind the verb: "A declined
// to comment; B says it took no part".
func (f *field) clause(verb, first, limit int) (int, int) {
	if limit > verb {
		return first, limit
	}
	for i := verb - 1; i >= first; i-- {
		if f.s.Tokens[i].Text != ";" || f.inQuotes(i) {
			continue
		}
		if i+1 < limit {
			return i + 1, limit
		}
		end := verb + 1
		for end < len(f.s.Tokens) && f.s.Tokens[end].Text != ";" {
			end++
		}
		return verb + 1, contentEnd(f.s.Tokens[:end])
	}
	return first, limit
}

// asideAdverbial says that the tree took a speaker's aside behind a clause for an
// adverbial: ", the president's office announced", without a word that joins it.
func (f *field) asideAdverbial(v int) bool {
	s := f.c.Child(v, syntax.Nsubj)
	if f.c.Label(v) != syntax.Advcl || f.c.Head(v) > v || s < 0 || s > v || f.c.Child(v, syntax.Mark) >= 0 {
		return false
	}
	for _, k := range f.c.Children(v) {
		switch low := f.c.Low(int(k)); low {
		case "when", "as", "while", "after", "before", "since", "if", "because", "where", "although":
			return false
		}
	}
	first, _ := f.c.Subtree(v)
	return f.c.Low(first) == "," || first > 0 && f.c.Low(first-1) == ","
}

// balance ends content where a quotation closes that began before it, or before a
// mark that opens one which does not close in it.
func (f *field) balance(first, limit int) (int, int) {
	open := -1
	for i := first; i < limit; i++ {
		switch t := f.s.Tokens[i].Text; {
		case t == "“", t == "\"" && open < 0 && (i == first || f.s.Tokens[i].End == f.s.Tokens[min(i+1, len(f.s.Tokens)-1)].Start && f.s.Tokens[i-1].End < f.s.Tokens[i].Start):
			open = i
		case t == "”", t == "\"":
			if open < 0 && i > first+1 {
				return first, i
			}
			open = -1
		}
	}
	if open > first+1 {
		return first, open
	}
	return first, limit
}

// firstOf is the first word of a word's phrase that is no mark.
func (f *field) firstOf(n int) int {
	first, _ := f.c.Subtree(n)
	for first < n && f.c.Tag(first) == syntax.PUNCT {
		first++
	}
	return first
}

// thatClause says that a clause begins with "that".
func (f *field) thatClause(v int) bool {
	for _, k := range f.c.Children(v) {
		if f.c.Label(int(k)) == syntax.Mark && f.c.Low(int(k)) == "that" {
			return true
		}
	}
	return false
}

// heldBy is the clause that a noun of speech holds: "claims that A"; -1 for none.
func (f *field) heldBy(n int) int {
	if _, ok := f.e.x.speech.nouns[f.c.Low(n)]; !ok {
		return -1
	}
	for _, k := range f.c.Children(n) {
		if l := f.c.Label(int(k)); (l == syntax.Acl || l == syntax.Ccomp) && int(k) > n && f.markedBy(int(k), "that", "of") {
			return int(k)
		}
	}
	return -1
}

// falsehood says that a verb calls something false: "called the reports lies".
func (f *field) falsehood(v int) bool {
	first, limit := f.c.Subtree(v)
	for i := max(first, v+1); i < limit; i++ {
		if f.e.x.falsehoods.Has(f.c.Low(i)) {
			return true
		}
	}
	return false
}

// mainVerb says that no other clause goes on behind what the verb holds.
func (f *field) mainVerb(v int) bool {
	for i := 0; i < 4; i++ {
		switch f.c.Label(v) {
		case syntax.Root:
			return true
		case syntax.Conj, syntax.Parataxis:
			v = f.c.Head(v)
		default:
			return false
		}
	}
	return false
}

// begin is where a sentence begins whose part from word lo on is said: its first
// word, behind a semicolon or a lead-in speech.
func (f *field) begin(lo int) int {
	for i := lo - 1; i >= 0; i-- {
		if f.c.Low(i) == ";" || f.c.Low(i) == ":" || f.c.Low(i) == "”" {
			return i + 1
		}
	}
	return 0
}

func relativeLow(low string) bool {
	return low == "which" || low == "who" || low == "that" || low == "whom"
}

func (f *field) isDate(w int) bool {
	t := int(f.c.Token[w])
	return slices.ContainsFunc(f.days, func(d when) bool { return d.first <= t && t < d.limit })
}

// tokens are the tokens of a row of words.
func (f *field) tokens(lo, hi int) (first, limit int) {
	if hi <= lo {
		return 0, 0
	}
	return int(f.c.Token[lo]), int(f.c.Token[hi-1]) + 1
}

// cutContent ends what is said before another verb of speech that belongs to the
// outer one, and before what another source adds.
func (f *field) cutContent(top, lo, hi int, kind string) int {
	c := f.c
	for i := lo; i < hi; i++ {
		if i > top && f.reattached(i) >= 0 {
			end := i
			for end > lo && (c.Tag(end-1) == syntax.CCONJ || c.Tag(end-1) == syntax.PUNCT || c.Tag(end-1) == syntax.ADV) {
				end--
			}
			return end
		}
		// "denied that A and said B": what is joined to the verb of speech itself.
		if i > top && c.Label(i) == syntax.Conj && c.Head(i) < lo && c.Verbal(i) {
			end, _ := c.Subtree(i)
			for end > lo && (c.Tag(end-1) == syntax.CCONJ || c.Tag(end-1) == syntax.PUNCT) {
				end--
			}
			if end > top {
				return end
			}
		}
		// ", adding that": another speech; ", suggesting that": the outlet's comment.
		if i > top && i > 0 && c.Low(i-1) == "," && c.Morphology.FormOf(c.Low(i)) == clause.Ing && c.Verbal(i) && kind == ": clause" {
			if _, ok := f.e.x.speech.verbs[c.Low(i)]; ok || !c.Under(i, top) {
				return i - 1
			}
		}
		switch c.Low(i) {
		case ";":
			if !f.inQuotes(int(c.Token[i])) {
				return i
			}
		case "according", "citing", "quoting":
			if i > top && i > 0 && c.Tag(i-1) == syntax.PUNCT {
				return i - 1
			}
		case "which":
			// ", which raises concerns": the outlet's own remark on the whole.
			if i > top && i > 0 && c.Tag(i-1) == syntax.PUNCT && kind == ": infinitive" {
				return i - 1
			}
			if i > top && i > 0 && c.Tag(i-1) == syntax.PUNCT && kind == ": clause" && c.Label(i) == syntax.Nsubj && c.Head(i) > i && c.Head(c.Head(i)) == top {
				return i - 1
			}
		case "while", "whereas":
			if i > top+1 && c.Low(i-1) == "," {
				return i - 1 // what others say stands beside it
			}
			if kind == ": denied" && i > top+1 {
				return i
			}
		case "when", "after", "as":
			if kind == ": denied" && i > top+1 {
				return i
			}
		}
	}
	return hi
}

// inQuotes says that a token stands between quotation marks.
func (f *field) inQuotes(token int) bool {
	open := f.e.openBefore
	for _, t := range f.s.Tokens[:min(token, len(f.s.Tokens))] {
		switch t.Text {
		case "“":
			open = true
		case "”":
			open = false
		case "\"":
			open = !open
		}
	}
	return open
}

// quoted says that a word stands between quotation marks.
func (f *field) quoted(w int) bool { return f.inQuotes(int(f.c.Token[w])) }

func (f *field) colonBetween(a, b int) bool {
	for i := min(a, b); i < max(a, b); i++ {
		if f.c.Low(i) == ":" {
			return true
		}
	}
	return false
}

// quotation is the stretch in quotation marks nearest to a verb, in tokens: the
// one behind it, else the one that ends before its subject.
func (f *field) quotation(v int) (first, limit int) {
	at := int(f.c.Token[v])
	type stretch struct{ first, limit int }
	var all []stretch
	open := -1
	if f.e.openBefore {
		open = 0
	}
	for i, t := range f.s.Tokens {
		switch {
		case t.Text == "“" || t.Text == "\"" && open < 0:
			open = i + 1
		case (t.Text == "”" || t.Text == "\"") && open >= 0:
			all = append(all, stretch{open, i})
			open = -1
		}
	}
	if open > 0 && open < len(f.s.Tokens) {
		all = append(all, stretch{open, len(f.s.Tokens)})
	}
	best, distance := -1, 13
	for i, q := range all {
		d := 100
		if f.embedded(q.first, q.limit) {
			continue
		}
		if q.first > at {
			d = q.first - at
		} else if q.limit <= at {
			d = at - q.limit
		}
		if d < distance {
			best, distance = i, d
		}
	}
	if best < 0 {
		return 0, 0
	}
	return all[best].first, all[best].limit
}

// embedded says that a few words in quotation marks are part of a phrase and no
// statement: "his “special operation” in".
func (f *field) embedded(first, limit int) bool {
	if first < 2 || limit-first > 4 || limit+1 >= len(f.s.Tokens) {
		return false
	}
	w, next := f.c.WordAt(first-2), f.c.WordAt(limit+1)
	if w < 0 || w >= f.c.Len() || next >= f.c.Len() {
		return false
	}
	switch f.c.Tag(w) {
	case syntax.DET, syntax.ADJ, syntax.PART:
	default:
		return f.c.Tag(w) == syntax.PRON && f.c.Label(w) == syntax.Nmod
	}
	return f.s.Tokens[limit+1].Class != text.Mark
}

// trim takes marks, lead-ins and a dateline off what is said.
func (f *field) trim(first, limit int) (int, int) {
	tokens := f.s.Tokens
	if d := text.Dateline(tokens); d > first && d < limit {
		first = d
	}
	for first < limit && tokens[first].Class == text.Mark && tokens[first].Text != "(" && tokens[first].Text != "$" {
		first++
	}
	for limit > first && tokens[limit-1].Class == text.Mark && tokens[limit-1].Text != ")" && tokens[limit-1].Text != "%" {
		limit--
	}
	if limit-first > 3 {
		switch tokens[first].Lower {
		case "but", "and", "however", "additionally", "moreover", "meanwhile", "furthermore", "notably":
			first++
			if tokens[first].Text == "," {
				first++
			}
		}
	}
	return first, limit
}

// nounSpeech reads "a claim by the rebels that bombs had been dropped".
func (f *field) nounSpeech(n int) (speech, bool) {
	c := f.c
	how, ok := f.e.x.speech.nouns[c.Low(n)]
	if !ok || c.Tag(n) != syntax.NOUN {
		return speech{}, false
	}
	clauseAt := -1
	for _, k := range c.Children(n) {
		if l := c.Label(int(k)); (l == syntax.Acl || l == syntax.Ccomp) && int(k) > n {
			for _, m := range c.Children(int(k)) {
				if c.Low(int(m)) == "that" && c.Label(int(m)) == syntax.Mark {
					clauseAt = int(k)
				}
			}
		}
	}
	if clauseAt < 0 {
		return speech{}, false
	}
	for _, slot := range []string{"by", "of", "from", "poss", "agent", "mod"} {
		for _, x := range c.Fill(n, clause.Noun, slot) {
			if slot == "agent" && f.c.Head(n) >= 0 && strings.HasPrefix(c.Low(c.Head(n)), "receiv") {
				continue // who receives a report does not make it
			}
			hop := f.speakers(x.Word, f.span(n, n+1))
			if slot == "poss" && len(hop) == 0 { // "its denial that"
				if ms, _ := f.parties(x.Word, speakerTypes, false); len(ms) == 1 {
					hop = Hop{{Mention: ms[0], Cue: f.span(n, n+1)}}
				}
			}
			if len(hop) == 0 {
				continue
			}
			lo, hi := c.Subtree(clauseAt)
			for lo < hi && (c.Tag(lo) == syntax.PUNCT || c.Low(lo) == "that") {
				lo++
			}
			sp := speech{cue: pattern.Value{First: int(c.Token[n]), Limit: int(c.Token[n]) + 1}, stance: how.stance, rule: "attribution#noun of speech", hops: []Hop{hop}}
			sp.first, sp.limit = f.tokens(lo, f.cutContent(clauseAt, lo, hi, ""))
			sp.first, sp.limit = f.trim(sp.first, sp.limit)
			return sp, sp.limit-sp.first > 1
		}
	}
	return speech{}, false
}

// accordingTo reads "according to X" by the tree where that shows the speakers.
func (f *field) accordingTo(r *speechReader, i int) (speech, bool) {
	if r.low(i) != "according" || r.low(i+1) != "to" {
		return speech{}, false
	}
	w := f.c.WordAt(i)
	n := -1
	switch h := f.c.Head(w); {
	case h >= 0 && f.c.Label(w) == syntax.Case:
		n = h
	default:
		for _, k := range f.c.Children(w) {
			if l := f.c.Label(int(k)); l == syntax.Obl || l == syntax.Nmod {
				n = int(k)
			}
		}
	}
	sp, ok := r.accordingTo(i)
	cue := pattern.Value{First: i, Limit: i + 2}
	if n >= 0 {
		if hop := f.speakers(n, f.span(w, w+1)); len(hop) > 0 {
			if !ok {
				sp = speech{cue: cue, stance: Asserted, rule: "attribution#according to"}
				if i <= 2 {
					_, limit := f.c.Subtree(n)
					sp.first, sp.limit = f.tokens(limit, f.c.Len())
				} else {
					sp.first, sp.limit = 0, i
				}
			}
			if len(sp.hops) == 0 || len(hop) >= len(sp.hops[0]) {
				sp.hops = []Hop{hop}
			}
			ok = true
		}
	}
	if !ok {
		return sp, false
	}
	sp.first, sp.limit = f.trim(sp.first, sp.limit)
	// "X said A, and B, according to": what follows a semicolon alone; and what others
	// say stands beside it: "according to A, B, while C said".
	for k := sp.first; k < sp.limit; k++ {
		if low := f.s.Tokens[k].Lower; k > sp.first+1 && (low == "while" || low == "whereas") && f.s.Tokens[k-1].Text == "," {
			sp.limit = k - 1
			break
		}
		if f.s.Tokens[k].Text == ";" && i > sp.limit-1 {
			sp.first = k + 1
		}
	}
	f.better(&sp)
	r.mentions = f.e.mentions // with those described meanwhile
	if more := r.onWhoseWord(cue, &sp); more != nil && len(sp.hops) == 1 {
		sp.hops = append(sp.hops, more)
		f.better(&sp)
	}
	return sp, sp.limit-sp.first >= 2
}

// colon reads headlines: "General: ten soldiers dead", "Ten soldiers dead: general",
// and "Police chief X: “We ...”".
func (f *field) colon(used []bool) (speech, bool) {
	tokens := f.s.Tokens
	at := -1
	start := text.Dateline(tokens)
	for i := start + 1; i < len(tokens)-1; i++ {
		if tokens[i].Text == ":" && !f.inQuotes(i) {
			at = i
			break
		}
	}
	if at < 0 || at+1 >= len(tokens) {
		return speech{}, false
	}
	cue := pattern.Value{First: at, Limit: at + 1}
	verbs := func(a, b int) (n int) {
		for i := f.c.WordAt(a); i < f.c.WordAt(b); i++ {
			if f.c.Tag(i) == syntax.VERB && f.c.Label(i) != syntax.Amod || f.c.Label(i) == syntax.Cop {
				n++
			}
		}
		return n
	}
	end := len(tokens)
	for end > at+1 && tokens[end-1].Class == text.Mark {
		end--
	}
	speaker := func(a, b int) Hop {
		w := f.c.HeadOf(a, b)
		if w < 0 {
			return nil
		}
		return f.speakers(w, f.span(f.c.WordAt(at), f.c.WordAt(at)+1))
	}
	quote := tokens[at+1].Text == "“" || tokens[at+1].Text == "\"" || tokens[at+1].Text == "‘"
	switch {
	case at-start <= 8 && verbs(start, at) == 0 && (quote || verbs(at+1, end) > 0 && f.headline()):
		if hop := speaker(start, at); len(hop) > 0 && f.names(hop, quote) {
			first, limit := f.trim(at+1, len(tokens))
			return speech{cue: cue, stance: Asserted, rule: "attribution#colon", hops: []Hop{hop}, first: first, limit: limit}, limit-first > 1
		}
	case end-at-1 <= 4 && end > at+1 && verbs(at+1, end) == 0 && verbs(start, at) > 0 && f.headline():
		if hop := speaker(at+1, end); len(hop) > 0 {
			first, limit := f.trim(start, at)
			return speech{cue: cue, stance: Asserted, rule: "attribution#colon", hops: []Hop{hop}, first: first, limit: limit}, limit-first > 1
		}
	}
	return speech{}, false
}

// headline says that the sentence ends without a full stop.
func (f *field) headline() bool {
	t := f.s.Tokens
	switch t[len(t)-1].Text {
	case ".", "!", "?", "”", "\"":
		return false
	}
	return true
}

// names says that before a colon a person or body speaks, and that no topic is
// announced ("Gaza: ten dead").
func (f *field) names(h Hop, quote bool) bool {
	for _, s := range h {
		if m := &f.e.mentions[s.Mention]; m.Type == ner.Place && !quote || m.Type == ner.Event {
			return false
		}
	}
	return true
}
