// Package names judges whether two spellings are one name, and says what it is
// worth that two reports use it. It knows nothing of reports and entities.
package names

// A Verdict of two names.
type Verdict string

// Verdicts.
const (
	Same      Verdict = "same"      // spellings of one name
	Different Verdict = "different" // names of two
	Unsure    Verdict = "unsure"    // neither is plain: an initial, a part of the name
)

// A Likeness is what two names, without any other knowledge, say of each other.
type Likeness struct {
	Verdict Verdict
	Reason  string // for people: "Korean romanisation: Lee = Ri"
	Weight  int    // how sure the verdict is, in thousandths
	// Rarity is what it is worth that two reports name somebody so, in hundredths
	// of a bit: 100·log2 of one in how many people bears the name. It is high for
	// a rare name, low for one that a thousand people bear, and lower the more
	// loosely the spellings agree. 0 where the verdict is not Same.
	Rarity int
}
