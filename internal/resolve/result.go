package resolve

// A Join says why two profiles are one entity. Weight is in thousandths.
type Join struct {
	Entity      int    // index into Result.Entities
	Left, Right string // keys of profiles, Left < Right
	Reason      string
	Weight      int
	Judgement   string // id of the judgement, where a person decided
}

// A Result is the corpus' entities with the reasons for them.
type Result struct {
	Entities []Entity       // sorted by id
	Joins    []Join         // sorted by left, right
	Of       map[string]int // key of a profile → index of its entity
}
