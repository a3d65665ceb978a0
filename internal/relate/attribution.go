package relate

import (
	"strings"

	"casegraph/internal/ner"
	"casegraph/internal/pattern"
	"casegraph/internal/text"
)

// A speech is one quotation, direct or not: who says it, by which words, and
// which tokens are said.
type speech struct {
	hops         []Hop
	cue          pattern.Value
	first, limit int // content
	stance       Stance
	negated      bool
	silent       bool // makes no statement of its own
	rule         string
}

// A speechReader finds the speeches of a sentence.
type speechReader struct {
	words    *vocabulary
	tokens   []text.Token
	mentions []ner.Mention
	here     []int // indices of the sentence's mentions
	at       map[int][]int
	ends     map[int][]int
	// described makes a mention of the nameless source whose phrase begins at a
	// token, -1 where there is none: "citing customs records". Nil: never.
	described func(token int) int
}

// words are the lists that attribution reads with.
type vocabulary struct {
	say, deny, comment, adverb *pattern.List
}

func (x *Extractor) speechReader(s *text.Sentence, mentions []ner.Mention, here []int) *speechReader {
	r := &speechReader{words: &x.words, tokens: s.Tokens, mentions: mentions, here: here, at: map[int][]int{}, ends: map[int][]int{}}
	for _, i := range here {
		r.at[mentions[i].First] = append(r.at[mentions[i].First], i)
		r.ends[mentions[i].Limit] = append(r.ends[mentions[i].Limit], i)
	}
	return r
}

func (r *speechReader) low(i int) string {
	if i < 0 || i >= len(r.tokens) {
		return ""
	}
	return r.tokens[i].Lower
}

// end is the token behind the last that is said: final marks are outside.
func (r *speechReader) end() int {
	n := len(r.tokens)
	for n > 0 && r.tokens[n-1].Class == text.Mark && r.tokens[n-1].Text != ")" && r.tokens[n-1].Text != "%" {
		n--
	}
	return n
}

// canSpeak says that a mention can be a source.
func canSpeak(m *ner.Mention) bool {
	if m.Form == ner.Name {
		if m.Demonym || m.Type == ner.Event {
			return false
		}
		if m.Type == ner.Place {
			return len(m.Labels) == 0 || m.Labels[0] == "Country" || m.Labels[0] == "City"
		}
		return true
	}
	if m.Form == ner.Pronoun {
		switch m.Head {
		case "he", "she", "they", "it":
			return true
		}
		return false
	}
	return m.Class != "place" && m.Class != "victim"
}

// longestAt and longestEnd return the longest mention that can speak at a place.
func (r *speechReader) longestAt(i int) int {
	best := -1
	for _, k := range r.at[i] {
		if canSpeak(&r.mentions[k]) && (best < 0 || r.mentions[k].Limit > r.mentions[best].Limit) {
			best = k
		}
	}
	return best
}

func (r *speechReader) longestEnd(i int) int {
	best := -1
	for _, k := range r.ends[i] {
		if canSpeak(&r.mentions[k]) && (best < 0 || r.mentions[k].First < r.mentions[best].First) {
			best = k
		}
	}
	return best
}

// joint extends a speaker to the left: "Lee and Park said".
func (r *speechReader) joint(k int) []int {
	out := []int{k}
	for {
		first := r.skipBack(r.mentions[out[0]].First)
		sep := r.low(first - 1)
		at := first - 1
		if sep == "and" || sep == "," && len(out) > 1 || sep == "nor" || sep == "or" {
			if sep == "and" && r.low(at-1) == "," {
				at--
			}
			prev := r.longestEnd(at)
			if prev >= 0 && r.mentions[prev].Form == ner.Name && r.mentions[k].Form == ner.Name {
				out = append([]int{prev}, out...)
				continue
			}
		}
		return out
	}
}

// skipBack passes what stands between a name and what is before it: articles,
// titles, a state's name.
func (r *speechReader) skipBack(i int) int {
	for i > 0 {
		switch low := r.low(i - 1); {
		case low == "the" || low == "a" || low == "an":
			i--
		default:
			return i
		}
	}
	return i
}

// verb reads a verb of saying at i with its speaker before or behind it.
func (r *speechReader) verb(i int) (speech, bool) {
	limit := r.words.say.Longest(r.tokens, i)
	if limit == 0 || r.tokens[i].Class != text.Lower && i > 0 && r.tokens[i-1].Class == text.Lower {
		return speech{}, false
	}
	cue := pattern.Value{First: i, Limit: limit}
	sp := speech{cue: cue, stance: Asserted, rule: "attribution#speaker and verb"}
	if r.words.deny.Longest(r.tokens, i) > 0 {
		sp.stance = Denied
	}
	k, first, negated, passive := r.subjectOf(i)
	if passive {
		return speech{}, false
	}
	if k >= 0 {
		speakers := r.joint(k)
		sp.hops = []Hop{r.hop(speakers, cue)}
		start := r.phrase(min(r.skipBack(r.mentions[speakers[0]].First), first))
		if negated {
			sp.negated = true
		}
		// ", X said": what is said stands before.
		if r.inverted(start, limit) {
			sp.first, sp.limit = r.trimContent(0, start)
			sp.rule = "attribution#said before its speaker"
		} else {
			sp.first, sp.limit = r.after(limit, k)
		}
	} else if k = r.subjectBehind(limit); k >= 0 {
		sp.hops = []Hop{r.hop([]int{k}, cue)}
		sp.first, sp.limit = r.trimContent(0, i)
		sp.rule = "attribution#said, verb, speaker"
	} else {
		return speech{}, false
	}
	if sp.limit-sp.first < 2 && !(sp.stance == Denied && sp.limit > sp.first && len(r.low(sp.first)) > 4) {
		return speech{}, false
	}
	if more := r.onWhoseWord(cue, &sp); more != nil {
		sp.hops = append(sp.hops, more)
	}
	return sp, true
}

// phrase walks back from a name over what belongs to it: "South Korean lawmaker",
// "Defence Minister", "the ministry's".
func (r *speechReader) phrase(start int) int {
	at := start
	for at > 0 && start-at < 8 {
		t := r.tokens[at-1]
		inside := false
		for _, k := range r.here {
			if m := &r.mentions[k]; m.Form != ner.Pronoun && m.First < at && at <= m.Limit && m.Type != ner.Event {
				inside = true
				break
			}
		}
		if !inside && t.Class != text.Capital && t.Lower != "the" && t.Lower != "a" && t.Lower != "an" && t.Lower != "'s" {
			break
		}
		at--
	}
	if at > 0 {
		switch r.tokens[at-1].Text {
		case ",", "”", "\"", "’", "'":
			return at
		}
	}
	return start
}

func (r *speechReader) hop(ms []int, cue pattern.Value) Hop {
	var h Hop
	for _, k := range ms {
		h = append(h, Speaker{Mention: k, Cue: r.span(cue)})
	}
	return h
}

func (r *speechReader) span(v pattern.Value) Span {
	return Span{r.tokens[v.First].Start, r.tokens[v.Limit-1].End}
}

// subjectOf finds the mention that is the subject of the verb at i: directly
// before it, or with auxiliaries, adverbs, or a stretch between commas between
// them. passive says that the verb has a form of be before it.
func (r *speechReader) subjectOf(i int) (k, first int, negated, passive bool) {
	at := i
	for at > 0 {
		low := r.low(at - 1)
		switch {
		case low == "has" || low == "have" || low == "had" || low == "also" || low == "did" || low == "do" || low == "does" || low == "would" || low == "then" || low == "later" || low == "further":
			at--
		case low == "not" || low == "n't" || low == "never":
			negated = true
			at--
		case low == "was" || low == "were" || low == "is" || low == "are" || low == "been" || low == "be" || low == "being":
			return -1, 0, false, true
		case r.words.adverb.Has(low) || strings.HasSuffix(low, "ly") && r.tokens[at-1].Class == text.Lower:
			at--
		default:
			goto found
		}
	}
found:
	// "with spokesman X saying" has its subject behind a preposition.
	if k = r.longestEnd(at); k >= 0 && (!r.object(r.mentions[k].First) || strings.HasSuffix(r.low(i), "ing")) {
		return k, r.mentions[k].First, negated, false
	}
	// "The president of Chad said", "the Intelligence Service of South Korea said".
	if of := r.skipBack(max(0, r.firstOf(k))) - 1; k >= 0 && (r.low(of) == "of" || r.low(of) == "in" || r.low(of) == "for" || r.low(of) == "at" || r.low(of) == "from") {
		if whole := r.longestEnd(of); whole >= 0 && !r.object(r.mentions[whole].First) && (r.low(of) == "of" || r.mentions[whole].Type != ner.Place) {
			return whole, r.mentions[whole].First, negated, false
		}
	}
	// "X (XYZ) said" and "X, a spokesman for Y, said".
	if r.low(at-1) == ")" {
		for b := at - 2; b > 0 && at-b < 8; b-- {
			if r.low(b) == "(" {
				if k = r.longestEnd(b); k >= 0 {
					return k, r.mentions[k].First, negated, false
				}
				break
			}
		}
	}
	if r.low(at-1) == "," {
		// "The coup leader, General X, declares that".
		if k = r.longestEnd(at - 1); k >= 0 && r.mentions[k].Type == ner.Person && r.mentions[k].Form == ner.Name {
			for b := r.mentions[k].First; b > 0 && r.mentions[k].First-b < 6; b-- {
				if r.low(b-1) == "," && b > 2 {
					return k, r.mentions[k].First, negated, false
				}
			}
		}
	}
	if r.low(at-1) == "," || r.low(at-1) == "—" || r.low(at-1) == "–" {
		for b := at - 2; b > 0 && at-b < 30; b-- {
			if (r.low(b) == "," || r.low(b) == "—" || r.low(b) == "–") && r.longestEnd(b) >= 0 {
				k = r.longestEnd(b)
				if r.mentions[k].Type == ner.Place && b > 2 {
					continue // ", Mali, said"
				}
				if at-b > 2 {
					return k, r.mentions[k].First, negated, false
				}
			}
		}
	}
	// "a spokesman for the ministry said", "an official from Chad said": the head
	// stands further left, in one row of words.
	for b := at - 1; b >= 0 && at-b < 12; b-- {
		if r.tokens[b].Class == text.Mark && r.low(b) != "(" && r.low(b) != ")" {
			break
		}
		for _, m := range r.at[b] {
			x := &r.mentions[m]
			if x.Form == ner.Nominal && canSpeak(x) && x.Limit < at {
				switch r.low(x.Limit) {
				case "for", "of", "from", "at", "in", "with", "who", "on", "found", "obtained", "released", "published", "seen":
					return m, x.First, negated, false
				}
			}
		}
	}
	return -1, 0, negated, false
}

func (r *speechReader) firstOf(k int) int {
	if k < 0 {
		return 0
	}
	return r.mentions[k].First
}

// object says that a preposition stands before the mention: it is no subject.
func (r *speechReader) object(first int) bool {
	at := r.skipBack(first) - 1
	if at > 0 && r.tokens[at].Class == text.Lower && !r.words.say.Has(r.low(at)) && preposition(r.low(at-1)) {
		return true // "on deceased soldiers"
	}
	return preposition(r.low(at))
}

func preposition(low string) bool {
	switch low {
	case "of", "in", "by", "for", "with", "to", "from", "on", "against", "near", "at", "into", "than", "between", "about", "over":
		return true
	}
	return false
}

// inverted says that what was said stands before the speaker at start, and that
// behind the verb comes nothing or a mere circumstance.
func (r *speechReader) inverted(start, limit int) bool {
	if start < 3 {
		return false
	}
	prev := r.tokens[start-1].Text
	if prev != "," && prev != "”" && prev != "\"" && prev != "’" && prev != "'" {
		return false
	}
	if prev == "," && r.leadIn(start-1) {
		return false // "On Monday, the ministry said ..."
	}
	switch next := r.low(limit); {
	case next == "that" || next == ":" || next == "“" || next == "\"" && prev == ",":
		return prev == "”" || prev == "\""
	case limit >= r.end(), next == "," || next == ".", next == "in" || next == "on" || next == "at" || next == "after" || next == "during" || next == "while" || next == "when" || next == "through" || next == "via" || next == "citing" || next == "following" || next == "late" || next == "early" || next == "earlier" || next == "as" || next == "to" || next == "the" && r.low(limit+1) == "day":
		return true
	case weekdayOf[next] != 0 || next == "sunday" || next == "yesterday" || next == "today":
		return true
	case r.longestAt(limit) >= 0 && (r.mentions[r.longestAt(limit)].Limit >= r.end() || r.low(r.mentions[r.longestAt(limit)].Limit) == "," || r.low(r.mentions[r.longestAt(limit)].Limit) == "in"):
		return true // told the agency
	}
	return prev != ","
}

// leadIn says that what stands before the comma is no clause: "On Monday", "In
// addition", "Additionally", "However".
func (r *speechReader) leadIn(comma int) bool {
	if comma <= 2 {
		return true
	}
	if r.low(0) == "at" && (r.low(1) == "least" || r.low(1) == "most") {
		return false
	}
	switch r.low(0) {
	case "in", "on", "at", "after", "before", "during", "following", "since", "with", "by", "according", "moreover", "meanwhile", "separately", "despite", "as", "when", "while", "although", "though", "if", "regarding", "speaking", "furthermore", "earlier", "later", "also", "for":
		for k := 1; k < comma; k++ {
			if r.low(k) == "," {
				return false
			}
		}
		return true
	}
	return false
}

// trimContent takes commas and quotation marks off both ends.
func (r *speechReader) trimContent(first, limit int) (int, int) {
	limit = min(limit, r.end())
	for first < limit && r.tokens[first].Class == text.Mark && r.low(first) != "(" && r.low(first) != "$" {
		first++
	}
	for limit > first && r.tokens[limit-1].Class == text.Mark && r.low(limit-1) != ")" && r.low(limit-1) != "%" {
		limit--
	}
	// A lead-in that the speech does not hold.
	if f := r.low(first); f == "but" || f == "and" || f == "however" || f == "additionally" || f == "moreover" || f == "meanwhile" || f == "furthermore" || f == "notably" {
		first++
		if r.low(first) == "," {
			first++
		}
	}
	if r.low(first) == "in" && r.low(first+1) == "addition" && r.low(first+2) == "," {
		first += 3
	}
	return first, limit
}

// after finds what is said behind the verb: past whom it is told, past "that".
func (r *speechReader) after(limit, speaker int) (int, int) {
	first := limit
	switch r.low(limit - 1) {
	case "told", "tells", "informed", "warned", "assured", "reminded":
		if k := r.longestAt(r.skipArticle(first)); k >= 0 && r.mentions[k].Form != ner.Pronoun || k >= 0 && r.low(first+1) == "that" {
			first = r.mentions[k].Limit
			for r.low(first) == "'s" || r.low(first) == "and" && r.longestAt(r.skipArticle(first+1)) >= 0 {
				if r.low(first) == "'s" {
					break
				}
				first = r.mentions[r.longestAt(r.skipArticle(first+1))].Limit
			}
		} else if r.low(first) == "reporters" || r.low(first) == "journalists" || r.low(first) == "parliament" || r.low(first) == "lawmakers" {
			first++
		} else if r.low(first) == "the" && r.tokens[min(first+1, len(r.tokens)-1)].Class == text.Lower {
			first += 2
		}
	}
	// "said on Monday that", "said in a statement that": what comes before "that"
	// is circumstance, if it is short and has no verb of its own.
	for k := first; k < min(len(r.tokens), first+18); k++ {
		if r.low(k) == "that" && (k == first || r.circumstance(first)) {
			first = k + 1
			break
		}
		if r.tokens[k].Text == "“" || r.tokens[k].Text == ";" {
			break
		}
	}
	if first == limit && r.circumstance(first) {
		// "Lee said on Monday after a briefing, ..." without that: no content known.
		for k := first; k < r.end(); k++ {
			if r.tokens[k].Text == "," || r.tokens[k].Text == ":" || r.tokens[k].Text == "“" {
				first = k + 1
				break
			}
		}
	}
	end := r.end()
	// What another source adds behind is its own.
	for k := first; k+1 < end; k++ {
		if r.low(k) == "," && (r.low(k+1) == "according" || r.low(k+1) == "citing" || r.low(k+1) == "adding" || strings.HasSuffix(r.low(k+1), "ing") && r.low(limit) != "that" && r.tokens[k+1].Class == text.Lower && !r.noun(k+1)) {
			end = k
			break
		}
	}
	return r.trimContent(first, end)
}

// noun says that a word in -ing begins a list rather than a clause.
func (r *speechReader) noun(i int) bool {
	switch r.low(i) {
	case "including", "during", "following", "regarding", "concerning", "according":
		return true
	}
	return false
}

func (r *speechReader) skipArticle(i int) int {
	if low := r.low(i); low == "the" || low == "a" || low == "an" {
		return i + 1
	}
	return i
}

// circumstance says that the words at i tell when, where or how it was said.
func (r *speechReader) circumstance(i int) bool {
	switch r.low(i) {
	case "on", "in", "at", "during", "late", "early", "earlier", "today", "yesterday", "after", "before", "to", "through", "via", "last", "this", "following", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
		return true
	}
	return false
}

// subjectBehind finds the speaker of "..., said Lee".
func (r *speechReader) subjectBehind(limit int) int {
	i := limit - 1
	if i < 3 || r.low(limit) == "that" {
		return -1
	}
	for i > 0 && r.words.say.Longest(r.tokens, i-1) == limit {
		i--
	}
	prev := r.tokens[i-1].Text
	if prev != "," && prev != "”" && prev != "\"" {
		return -1
	}
	at := r.skipArticle(limit)
	for k := at; k < min(len(r.tokens), at+8); k++ {
		if m := r.longestAt(k); m >= 0 && r.mentions[m].Head != "it" && (r.mentions[m].Type == ner.Person || k == at) {
			if name := r.personBehind(r.mentions[m].Limit, len(r.tokens)); name >= 0 && r.mentions[m].Form == ner.Nominal {
				return name // "said Colonel X"
			}
			return m
		}
		if r.tokens[k].Class == text.Mark {
			break
		}
	}
	return -1
}

// accordingTo reads "according to X" and "in the words of".
func (r *speechReader) accordingTo(i int) (speech, bool) {
	if r.low(i) != "according" || r.low(i+1) != "to" {
		return speech{}, false
	}
	cue := pattern.Value{First: i, Limit: i + 2}
	sp := speech{cue: cue, stance: Asserted, rule: "attribution#according to"}
	// The speaker: the first mention of the phrase that can speak, a person before
	// the place or body that stands before his name.
	stop := len(r.tokens)
	for k := i + 2; k < len(r.tokens); k++ {
		if r.tokens[k].Text == "," || r.tokens[k].Text == ";" || r.tokens[k].Text == "." {
			stop = k
			break
		}
	}
	var speakers []int
	for k := i + 2; k < stop; k++ {
		m := r.longestAt(k)
		if m < 0 {
			continue
		}
		x := &r.mentions[m]
		behind := r.low(x.Limit)
		if (x.Type == ner.Place || x.Demonym || behind == "'s" || behind == "'") && r.nextSpeaker(x.Limit, stop) >= 0 && behind != "and" {
			k = x.Limit - 1
			continue // "South Korea's spy agency", "Malian officials"
		}
		if len(speakers) > 0 && r.low(r.skipBack(x.First)-1) != "and" {
			break
		}
		if x.Form == ner.Nominal && x.Type == ner.Person && r.personBehind(x.Limit, stop) >= 0 && behind != "of" && behind != "from" && behind != "for" && behind != "who" {
			m = r.personBehind(x.Limit, stop)
			x = &r.mentions[m]
		}
		speakers = append(speakers, m)
		k = x.Limit - 1
		if r.low(x.Limit) != "and" {
			break
		}
	}
	if len(speakers) == 0 {
		return speech{}, false
	}
	sp.hops = []Hop{r.hop(speakers, cue)}
	if i <= 2 {
		if stop+1 >= r.end() {
			return speech{}, false
		}
		sp.first, sp.limit = r.trimContent(stop+1, r.end())
	} else {
		sp.first, sp.limit = r.trimContent(0, i)
	}
	return sp, sp.limit-sp.first >= 2
}

func (r *speechReader) nextSpeaker(i, stop int) int {
	for k := i; k < min(stop, i+5); k++ {
		if m := r.longestAt(k); m >= 0 {
			return m
		}
	}
	return -1
}

func (r *speechReader) personBehind(i, stop int) int {
	if m := r.longestAt(i); m >= 0 && i < stop && r.mentions[m].Type == ner.Person && r.mentions[m].Form == ner.Name {
		return m
	}
	return -1
}

// aside says that the tokens before a participle make no clause of their own: "who was
// briefed" may stand there, "was briefed" may not.
func (r *speechReader) aside(first, limit int) bool {
	who := false
	for i := first; i < limit; i++ {
		switch r.low(i) {
		case "who":
			who = true
		case "is", "are", "was", "were", "has", "have", "had", "been":
			if !who {
				return false
			}
		}
	}
	return true
}

// onWhoseWord finds the next hop: "after a briefing by the NIS", "citing the
// ministry", "quoting an official".
func (r *speechReader) onWhoseWord(cue pattern.Value, sp *speech) Hop {
	start := cue.Limit
	speaker := &r.mentions[sp.hops[0][len(sp.hops[0])-1].Mention]
	if speaker.Limit < cue.First {
		start = speaker.Limit // "A diplomat, citing the ministry, said"
	}
	for i := start; i < len(r.tokens); i++ {
		first, ok := i, false
		switch r.low(i) {
		case "citing", "quoting":
			ok = true
			first = i + 1
		case "briefed": // "a diplomat briefed by the NIS", "X, a lawmaker who was briefed by it"
			if near := i - speaker.Limit; r.low(i+1) == "by" && near >= 0 && near < 8 && (cue.First < speaker.Limit || i < cue.First) && r.aside(speaker.Limit, i) {
				ok, first = true, i+2
			}
		case "after", "following":
			for k := i + 1; k < min(len(r.tokens), i+9); k++ {
				if low := r.low(k); strings.HasPrefix(low, "brief") {
					for k++; k < min(len(r.tokens), i+12); k++ {
						if p := r.low(k); p == "by" || p == "from" || p == "with" || p == "of" {
							ok, first = true, k+1
							break
						}
					}
					break
				}
			}
		}
		if !ok {
			continue
		}
		for k := first; k < min(len(r.tokens), first+8); k++ {
			if i < cue.First && k >= cue.First {
				break
			}
			m := r.longestAt(k)
			if m < 0 {
				continue
			}
			x := &r.mentions[m]
			if (x.Type == ner.Place && x.Form == ner.Name) && r.nextSpeaker(x.Limit, len(r.tokens)) >= 0 && (r.low(x.Limit) == "'s" || x.Demonym) {
				k = x.Limit - 1
				continue
			}
			if i < sp.limit && i >= sp.first {
				sp.first, sp.limit = r.trimContent(sp.first, i)
			}
			return r.hop([]int{m}, pattern.Value{First: i, Limit: first})
		}
		if r.described != nil && (r.low(i) == "citing" || r.low(i) == "quoting") {
			if m := r.described(first); m >= 0 {
				if i < sp.limit && i >= sp.first {
					sp.first, sp.limit = r.trimContent(sp.first, i)
				}
				return r.hop([]int{m}, pattern.Value{First: i, Limit: first})
			}
		}
	}
	return nil
}

// silence reads refusals and non-answers: "declined to comment", "has not
// acknowledged", "neither confirmed nor denied".
func (r *speechReader) silence(i int) (speech, bool) {
	sp := speech{stance: NoComment, rule: "attribution#no answer"}
	low := r.low(i)
	limit := 0
	switch {
	case (low == "declined" || low == "refused" || low == "declines" || low == "refuses" || low == "declining" || low == "refusing") && r.low(i+1) == "to" && r.words.comment.Has(r.low(i+2)):
		limit = i + 3
	case low == "neither" && r.words.comment.Has(r.low(i+1)) && r.low(i+2) == "nor" && r.low(i+3) == "":
		return sp, false
	case low == "neither" && r.words.comment.Has(r.low(i+1)) && r.low(i+2) == "nor":
		limit = i + 4
		sp.negated = true
	case low == "neither":
		// "Neither Kigali nor Kampala has confirmed".
		for k := i + 1; k < min(len(r.tokens), i+14); k++ {
			if r.words.comment.Has(r.low(k)) {
				var who []int
				for t := i + 1; t < k; t++ {
					if m := r.longestAt(t); m >= 0 {
						who = append(who, m)
						t = r.mentions[m].Limit - 1
					}
				}
				if len(who) == 0 {
					return sp, false
				}
				sp.cue = pattern.Value{First: k, Limit: k + 1}
				sp.hops = []Hop{r.hop(who, sp.cue)}
				sp.first, sp.limit = r.silenced(k + 1)
				if sp.limit <= sp.first {
					sp.first, sp.limit = k, k+1
				}
				return sp, true
			}
		}
		return sp, false
	case (low == "not" || low == "n't" || low == "never") && auxiliary(r.low(i-1)):
		at := i + 1
		if r.low(at) == "be" || r.low(at) == "been" {
			at++
		}
		for r.words.adverb.Has(r.low(at)) || strings.HasSuffix(r.low(at), "ly") {
			at++
		}
		if r.low(at) == "respond" || r.low(at) == "responded" || r.words.comment.Has(r.low(at)) {
			limit = at + 1
		}
	case low == "no" && r.low(i+1) == "comment":
		limit = i + 2
	}
	if limit == 0 || limit > len(r.tokens) {
		return sp, false
	}
	sp.cue = pattern.Value{First: i, Limit: limit}
	sp.first, sp.limit = r.silenced(limit)
	if sp.limit <= sp.first {
		sp.first, sp.limit = limit-1, limit
	}
	k, _, _, _ := r.subjectOf(i)
	if k < 0 {
		return sp, false // the tree may know who is silent
	}
	sp.hops = []Hop{r.hop(r.joint(k), sp.cue)}
	return sp, true
}

// auxiliary says that a word stands before "not" in an answer that is refused.
func auxiliary(low string) bool {
	switch low {
	case "has", "have", "had", "do", "does", "did", "would", "will", "wo", "is", "are", "was", "were", "could", "can", "ca":
		return true
	}
	return false
}

// silenced is what no word is given on: the words behind, up to the next clause.
func (r *speechReader) silenced(first int) (int, int) {
	for _, low := range []string{"questions", "question", "queries", "requests"} {
		if r.low(first) == low {
			first++
		}
	}
	switch r.low(first) {
	case "on", "that", "to", "about", "regarding", "if", "whether":
		if r.low(first) != "whether" {
			first++
		}
	}
	end := r.end()
	for k := first; k < end; k++ {
		if r.low(k) == "," || r.low(k) == ";" || r.low(k) == "although" || r.low(k) == "when" || r.low(k) == "while" && k > first {
			end = k
			break
		}
	}
	return r.trimContent(first, end)
}

// nest gives a speech inside another's content that other's hops first. Of two
// that say nearly the same the inner one, with the whole chain, stays.
func (r *speechReader) nest(in []speech) []speech {
	var out []speech
	drop := make([]bool, len(in))
	chains := make([][]Hop, len(in))
	for i := range in {
		chains[i] = in[i].hops
	}
	for i := range in {
		for j := range in {
			if i == j || drop[j] {
				continue
			}
			o, n := &in[j], &in[i]
			inside := n.cue.First >= o.first && n.cue.Limit <= o.limit
			if !inside || o.cue.First >= n.first && o.cue.Limit <= n.limit && j > i {
				continue
			}
			chains[i] = append(append([]Hop{}, in[j].hops...), in[i].hops...)
			if in[i].stance == Asserted && in[j].stance == Asserted && len(n.hops) > 0 && n.limit >= o.limit-2 && r.subjectStart(n) <= o.first+4 {
				drop[j] = true
			}
			break
		}
	}
	for i := range in {
		if !drop[i] {
			s := in[i]
			s.hops = chains[i]
			out = append(out, s)
		}
	}
	return out
}

func (r *speechReader) subjectStart(s *speech) int {
	first := s.cue.First
	if len(s.hops) > 0 && len(s.hops[0]) > 0 {
		first = min(first, r.mentions[s.hops[0][0].Mention].First)
	}
	return first
}
