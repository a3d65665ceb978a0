// Package resolve decides which mentions of the corpus are one entity: clusters
// of a document become profiles, profiles meet under blocking keys, each meeting
// is a proposal with reason and weight, and proposals and judgements form
// components, the entities.
package resolve

// A Profile is what clusters of mentions look like to the resolver. Equal
// profiles of many documents are one, with a count.
type Profile struct {
	Key       string   // identity of the profile: equal keys are equal profiles
	Type      string   // one of the six
	Labels    []string // finer types, most general first
	Name      string   // the fullest spelling
	Country   string   // ISO alpha-2, "" unknown
	Known     string   // identity in the gazetteer, "" none
	Canon     string   // the gazetteer's name
	Short     string   // acronym or expansion defined in the text
	Roles     []string // titles and bodies it is told with, sorted: "lawmaker", "body:agency/nis.kr"
	Described bool     // nameless, of one document: never joined across documents
	Spellings []string // every spelling of form name in the cluster, sorted
}

// A Verdict of two profiles, or of a person.
type Verdict string

// Verdicts.
const (
	Same      Verdict = "same"
	Different Verdict = "different"
	Unsure    Verdict = "unsure"
)

// A Proposal says whether two profiles are one. Weight is in thousandths.
type Proposal struct {
	Left, Right string // keys of profiles, Left < Right
	Verdict     Verdict
	Reason      string
	Weight      int
	Judgement   string // id of the judgement, where a person decided
}

// An Entity is a component of profiles.
type Entity struct {
	ID        string
	FormerIDs []string // ids its members alone would have had, sorted, without ID
	Type      string
	Labels    []string
	Name      string
	Country   string
	Described bool
	Profiles  []string // keys, sorted
}
