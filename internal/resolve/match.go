package resolve

// A Match is what the resolver says of two names by themselves.
type Match struct {
	Verdict Verdict
	Reason  string
	Weight  int // in thousandths
}

// Match judges two names of one type, each with its state (ISO alpha-2, lower case)
// where that is known, as if each stood in a report that tells nothing else: by the
// same rules as join profiles. typ is one of the six.
func (r *Resolver) Match(typ, left, leftCountry, right, rightCountry string) Match {
	one := func(name, country string) *Who {
		p := &Profile{Type: typ, Name: name, Country: country, Spellings: []string{name}}
		return r.Who(p)
	}
	v, reason, weight := r.Compare(one(left, leftCountry), one(right, rightCountry))
	return Match{v, reason, weight}
}
