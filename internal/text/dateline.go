package text

// Dateline returns the number of tokens of what stands before a sentence's own
// words: "TRIPOLI, May 4 (Agency) -", "(Nairobi, November 24, 2021) -", "14:05 -" or
// "14:05". It is 0 where the sentence does not begin so.
func Dateline(tokens []Token) int {
	if len(tokens) < 4 {
		return 0
	}
	clock := clockTime(tokens[0].Text)
	bracket := 0
	if tokens[0].Text == "(" {
		bracket = 1
	}
	dated := false
	for i := 1; i < min(len(tokens)-2, 22); i++ {
		t := &tokens[i]
		switch t.Text {
		case "-", "–", "—", "--":
			if clock && i == 1 || tokens[0].Class == Upper || dated || tokens[i-1].Text == ")" {
				return i + 1
			}
			return 0
		}
		if t.Class == Number || t.Class == Mixed {
			dated = true
		}
		if t.Class == Lower && t.Lower != "of" && t.Lower != "de" && t.Lower != "the" {
			break
		}
	}
	if clock && bracket == 0 {
		return 1
	}
	return 0
}

// clockTime says that a word is a time of day: 9:05, 17.30.
func clockTime(s string) bool {
	if len(s) < 4 || len(s) > 5 {
		return false
	}
	n := len(s)
	if s[n-3] != ':' && s[n-3] != '.' {
		return false
	}
	for i := range s {
		if i != n-3 && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return s[n-2] <= '5' && s[n-3] == ':'
}
