package resolve

import (
	"fmt"
	"slices"
	"strings"

	"casegraph/internal/coref"
	"casegraph/internal/ner"
	"casegraph/internal/text"
)

// enough is what a name must be worth, with what the reports tell besides, before
// two that bear it are one, in hundredths of a bit: a name that one in two
// thousand bears has one bearer among those that a desk's reports tell of. It was set
// on the judged pairs and on the synthetic reports of internal/eval.
const enough = 1400

// What agreement besides the name is worth, in hundredths of a bit.
//
// oneWord is the most that a name of one word is worth, however rare the word: a
// family shares it, and the tables of names do not know every family.
//
// letter is what each letter of an acronym is worth that no report spells out: in
// bits, as if they were drawn from eight; those of bodies are far from even.
const (
	oneWord     = 1000
	letter      = 300
	sameRole    = 150 // "minister": many are
	sameBody    = 500
	sameCountry = 100
	nearby      = 200 // each other name that both reports tell of
	maxNearby   = 600
)

// otherwise is the weight below which a place is written with other letters, not only
// with other marks.
const otherwise = 900

// A Who is a profile with its names parsed, ready to be compared. It is immutable.
type Who struct {
	*Profile
	parsed parsed
	one    string // the word of a person whose name has but one, folded

	acronym int // letters of a body of which nothing but an acronym is known, else 0
}

// Who parses the names of a profile.
func (r *Resolver) Who(p *Profile) *Who {
	w := &Who{Profile: p}
	if p.Described {
		return w
	}
	w.parsed = r.parse(p)
	if p.Type == ner.Person && p.Known == "" && len(p.Spellings) > 0 && !strings.Contains(p.Spellings[0], " ") {
		w.one = text.Fold(p.Spellings[0])
	}
	for _, b := range w.parsed.bodies {
		if w.acronym = b.Acronym(); w.acronym == 0 {
			break
		}
	}
	return w
}

// Blocks are the blocking keys, sorted: profiles that share none are never
// compared.
func (w *Who) Blocks() []string {
	if w.Described {
		return nil
	}
	var out []string
	if w.Known != "" {
		out = append(out, "known "+w.Known)
	}
	if isForce(w.Profile) {
		out = append(out, "force "+w.Country)
	}
	for _, k := range w.parsed.keys() {
		out = append(out, class(w.Type)+" "+k)
		if w.Country != "" && w.Type != ner.Person {
			// Every state has a 1st Brigade: those of one state meet by themselves.
			out = append(out, class(w.Type)+" "+k+" of "+w.Country)
		}
	}
	if w.Type == ner.Person && len(w.Roles) > 0 {
		// Whom a title and one word of a name may mean.
		if w.one != "" {
			out = append(out, surname+w.one)
		} else {
			for _, s := range w.Spellings {
				words := strings.Fields(coref.NameKey(s))
				out = append(out, surname+words[0], surname+words[len(words)-1])
			}
		}
	}
	for _, n := range w.Near {
		out = append(out, "near "+slug(w.Name)+" "+n)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

const surname = "surname "

// mark is equal for profiles that differ tells from no other in another way.
func (w *Who) mark() string {
	return fmt.Sprintf("%s %s %s %t %t %q %q", class(w.Type), w.Known, w.Country, isForce(w.Profile), w.one == "", w.Short, w.Spellings)
}

// isForce says that a profile is the armed forces of a state as a whole.
func isForce(p *Profile) bool {
	if p.Country == "" || p.Type != ner.Unit {
		return false
	}
	if p.Known == Forces(p.Country) {
		return true
	}
	name := strings.ToLower(p.Name)
	return slices.Contains(p.Labels, "ArmedForce") && (strings.Contains(name, "armed forces") || strings.Contains(name, "defence force") || strings.Contains(name, "defense force") || strings.Contains(name, "people's army") || strings.Contains(name, "liberation army") && p.Country == "cn")
}

// selfSame says that two reports which tell no more of a person than the profile
// does speak of one.
func (r *Resolver) selfSame(p *Profile) bool {
	w := r.Who(p)
	v, _, _ := r.Compare(w, w)
	return v == Same
}

// differ says that two profiles cannot be one whatever links them, unless a person
// says so.
func (r *Resolver) differ(a, b *Who) bool {
	if a.Known != "" && a.Known == b.Known {
		return false
	}
	if class(a.Type) != class(b.Type) {
		return true
	}
	if isForce(a.Profile) && isForce(b.Profile) && a.Country == b.Country {
		return false
	}
	if a.Known != "" && b.Known != "" || a.Country != "" && b.Country != "" && a.Country != b.Country {
		return true
	}
	if a.one != "" || b.one != "" {
		return false
	}
	v := r.like(a, b).Verdict
	if v == Unsure && a.Type != ner.Place && a.Known == "" && b.Known == "" && a.full() && b.full() {
		// Two names in words that only an acronym, or a shorter name, would link: María
		// Ribeiro Borges, María Borges, María Borges Almeida.
		return true
	}
	return v == Different
}

// full says that it is called by a name of several words.
func (w *Who) full() bool {
	return slices.ContainsFunc(w.Spellings, func(s string) bool { return strings.Contains(s, " ") })
}

// Compare judges two profiles: whether they are one, why, and how sure that is in
// thousandths. Unsure with a weight is worth a person's look.
func (r *Resolver) Compare(a, b *Who) (v Verdict, reason string, weight int) {
	switch {
	case a.Described || b.Described || class(a.Type) != class(b.Type):
		return Different, "another kind", 1000
	case a.Known != "" && a.Known == b.Known:
		return Same, "the lists know both as " + a.Known, 990
	case isForce(a.Profile) && isForce(b.Profile) && a.Country == b.Country:
		return Same, "the armed forces of one state", 900
	case a.Known != "" && b.Known != "":
		return Different, "the lists know two: " + min(a.Known, b.Known) + ", " + max(a.Known, b.Known), 990
	}
	l := r.like(a, b)
	if l.Verdict != Same {
		return l.Verdict, l.Reason, l.Weight
	}
	if a.Country != "" && b.Country != "" && a.Country != b.Country {
		if a.Type == ner.Person {
			return Unsure, l.Reason + ", but of two states: " + min(a.Country, b.Country) + ", " + max(a.Country, b.Country), 300
		}
		return Different, "of two states: " + min(a.Country, b.Country) + ", " + max(a.Country, b.Country), 900
	}
	if a.Known != "" || b.Known != "" {
		return Same, l.Reason, l.Weight // the lists hold those whom reports mean by the name
	}
	if a.Type == ner.Place && a.Country == "" && b.Country == "" && l.Weight < otherwise {
		return Unsure, l.Reason + "; nothing tells the state, in whose script another vowel may be another place", 400
	}
	total, also := l.Rarity, ""
	switch n := min(a.acronym, b.acronym); {
	case a.Type != ner.Person && (n == 0 || a.Country != "" && a.Country == b.Country):
		return Same, l.Reason, l.Weight
	case a.Type != ner.Person:
		total = n * letter
	case a.one != "" || b.one != "":
		total = min(total, oneWord)
	}
	tell := func(bits int, why string) {
		total += bits
		also += "; " + why
	}
	if c := common(a.Roles, b.Roles); c != "" {
		tell(sameRole, "both "+c)
	}
	if c := common(a.Bodies, b.Bodies); c != "" {
		tell(sameBody, "both of "+c)
	}
	if a.Country != "" && a.Country == b.Country {
		tell(sameCountry, "both of "+a.Country)
	}
	if n, c := both(a.Near, b.Near); n > 0 {
		tell(min(n*nearby, maxNearby), fmt.Sprintf("told together with %s", c))
	}
	if total < enough {
		// Half a bit of evidence below the mark is closer to it than five.
		return Unsure, l.Reason + also + "; many bear the name", max(100, 700-(enough-total)/2)
	}
	return Same, l.Reason + also, min(l.Weight, 800+(total-enough)/10)
}

func common(a, b []string) string {
	for _, x := range a {
		if slices.Contains(b, x) {
			return x
		}
	}
	return ""
}

// both counts what two lists share, with the first of it in words.
func both(a, b []string) (n int, words string) {
	for _, x := range a {
		if _, ok := slices.BinarySearch(b, x); ok {
			if n++; n == 1 {
				words = x
			}
		}
	}
	if n > 1 {
		words += fmt.Sprintf(" and %d more", n-1)
	}
	return n, words
}
