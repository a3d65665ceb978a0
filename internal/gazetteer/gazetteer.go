// Package gazetteer looks names up in the lists of knowledge/gazetteers: states
// and their demonyms, regions and cities, bodies of states, armed groups,
// international organisations, parties, given names and surnames.
//
// A list's word is a proposal; the policy that decides is in package ner. The
// lists are compiled by cmd/gazetteer; knowledge/gazetteers/README.md tells how.
package gazetteer

// An Entry is one identity that a surface can stand for.
type Entry struct {
	ID       string   // place/russia, agency/nis.kr: class, normalised name, country where needed
	Name     string   // the name to show
	Type     string   // one of the six types
	Labels   []string // finer types, most general first
	Country  string   // ISO 3166-1 alpha-2, lower case; "" for none or many
	List     string   // the list that holds it: countries, cities, regions, bodies, groups ...
	Demonym  bool     // the surface is the demonym of the place
	Weak     bool     // the surface alone proves little (a city that is also a word or a name, a short acronym)
	Surface  string   // the spelling that matched, where it is one word, as the list writes it; else the name
	Lat, Lon int32    // thousandths of a degree, for places
	Within   string   // id of the place or body that it is part of, "" if not told
}

// A Match is a run of tokens that the lists know.
type Match struct {
	Limit   int     // the run is tokens[i:Limit]
	Entries []Entry // by likelihood, the first the likeliest; never empty; shared: the caller must not change it
}
