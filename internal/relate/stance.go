package relate

import "casegraph/internal/text"

// A reading of how a clause is meant.
type manner struct {
	stance  Stance
	negated bool
}

// mannerAt reads the words of the clause around a trigger: hedges, plans and
// negation before it, up to the clause's begin. first and limit bound the
// stretch that may be read: the content of a speech, or the sentence.
func (w *vocabulary) mannerAt(tokens []text.Token, first, trigger, limit int) manner {
	m := manner{stance: Asserted}
	from := first
	for k := trigger - 1; k >= first && k >= trigger-14; k-- {
		t := tokens[k]
		if t.Text == ";" || t.Text == ":" || t.Text == "“" || t.Text == "”" ||
			t.Text == "," && k+1 < trigger && clauseWord(tokens[k+1].Lower) || t.Lower == "but" || t.Lower == "while" || t.Lower == "that" && k < trigger-1 {
			from = k + 1
			break
		}
	}
	for k := from; k < min(trigger, len(tokens)); k++ {
		if n := w.hedge.Longest(tokens, k); n > 0 && n <= trigger+1 {
			m.stance = Hedged
		}
		if n := w.plan.Longest(tokens, k); n > 0 && n <= trigger+1 {
			if tokens[k].Lower == "could" && k+1 < len(tokens) && tokens[k+1].Lower == "have" {
				m.stance = Hedged
			} else if m.stance == Asserted {
				m.stance = Planned
			}
		}
		if n := w.negate.Longest(tokens, k); n > 0 && n <= trigger+1 && trigger-k <= 6 {
			m.negated = true
		}
	}
	// "the planned deployment", and "... , reportedly".
	for k := trigger + 1; k < min(limit, trigger+4, len(tokens)); k++ {
		if tokens[k].Lower == "reportedly" || tokens[k].Lower == "allegedly" {
			m.stance = Hedged
		}
	}
	return m
}

// clauseWord says that a word behind a comma begins a clause of its own.
func clauseWord(low string) bool {
	switch low {
	case "and", "but", "which", "who", "while", "with", "as", "after", "where", "when", "he", "she", "they", "it", "although", "though", "because", "so":
		return true
	}
	return false
}
