package names

import "strings"

// almost judges names of as many words of which all agree but one, which is nearly
// the other's, while a word that no list has is the same in both: lists and reports
// slip in one word of a name, and nobody else bears the rest.
func (t *Table) almost(a, b *Person) (Likeness, bool) {
	if a.western || b.western {
		return Likeness{}, false // Johnson, Johnston
	}
	for _, pair := range [][2][]word{{a.words, b.words}, {a.words, b.swapped}, {a.swapped, b.words}} {
		if l, ok := t.oneOff(a, b, pair[0], pair[1]); ok {
			return l, true
		}
	}
	return Likeness{}, false
}

func (t *Table) oneOff(a, b *Person, xs, ys []word) (Likeness, bool) {
	if len(xs) != len(ys) || len(xs) < 2 {
		return Likeness{}, false
	}
	off, rarity, rare := -1, 0, false
	for i := range xs {
		x, y := &xs[i], &ys[i]
		switch g := t.heard(a, b, x, y); {
		case g == equal || g == sound || g == form:
			rarity += min(x.rarity[0], x.rarity[1], y.rarity[0], y.rarity[1])
			rare = rare || g == equal && x.rare()
		case off < 0 && near(x, y):
			off = i
		default:
			return Likeness{}, false
		}
	}
	if off == 0 && len(xs) == 2 && min(len(xs[0].text), len(ys[0].text)) < 6 {
		return Likeness{}, false // Samir and Samar, brother and sister
	}
	if off < 0 || !rare || rarity < 1500 {
		return Likeness{}, false
	}
	return Likeness{Verdict: Same, Reason: "one word slipped: " + plain(xs[off].text) + " = " + plain(ys[off].text), Weight: 820, Rarity: rarity - 100}, true
}

// heard is the best agreement of two words in the traditions that both names hear.
func (t *Table) heard(a, b *Person, x, y *word) int {
	best := none
	for tr := range sounded {
		if g := t.match(tr, x, y, false, false); a.hears(tr) && b.hears(tr) && g != none && (best == none || g < best) {
			best = g
		}
	}
	return best
}

// rare says that a word is on no list and long enough to be nobody else's.
func (w *word) rare() bool {
	return !w.known && len(w.classes) == 0 && len(w.text) >= 5 && w.rarity[0] >= unknown && w.rarity[1] >= unknown
}

// near says that two words differ as a slip makes them: in their vowels alone, or in
// one letter, of long ones in two. Two names of the lists are two.
func near(x, y *word) bool {
	if x.initial || y.initial || x.known && y.known || len(x.classes) > 0 && len(y.classes) > 0 {
		return false
	}
	p, q := own(plain(x.text), plain(y.text))
	least := min(len(p), len(q))
	if least < 4 {
		return false
	}
	if s := skeleton(p); len(s) > 1 && s == skeleton(q) && p[len(p)-1] == q[len(q)-1] && syllableCount(p) == syllableCount(q) {
		return true
	}
	switch d := distance(p, q); {
	case p[len(p)-1] != q[len(q)-1] && strings.ContainsRune("aeiou", rune(p[len(p)-1])) && strings.ContainsRune("aeiou", rune(q[len(q)-1])):
		return false // Marina, Marino
	case least >= 8:
		return d <= 2
	default:
		return least >= 5 && d <= 1
	}
}

// shared are the parts that names of God and faith have in common.
var shared = struct{ ahead, behind []string }{
	[]string{"abdul", "abdel", "abdal", "abdol", "abd"},
	[]string{"ullah", "ollah", "allah", "uddin", "eddin", "aldin", "eldin", "oddin"},
}

// own are the parts in which two words may differ: Rahimullah and Kalimullah are not
// alike because both end in God's name.
func own(p, q string) (string, string) {
	for _, s := range shared.behind {
		if strings.HasSuffix(p, s) && strings.HasSuffix(q, s) {
			return strings.TrimSuffix(p, s), strings.TrimSuffix(q, s)
		}
	}
	for _, s := range shared.ahead {
		if strings.HasPrefix(p, s) && strings.HasPrefix(q, s) {
			return strings.TrimPrefix(p, s), strings.TrimPrefix(q, s)
		}
	}
	return p, q
}

// skeleton is a word without vowels and doublings.
func skeleton(s string) string {
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if strings.IndexByte("aeiouy'", s[i]) < 0 && (len(out) == 0 || out[len(out)-1] != s[i]) {
			out = append(out, s[i])
		}
	}
	return string(out)
}

// syllableCount is the number of runs of vowels.
func syllableCount(s string) (n int) {
	for i := range len(s) {
		if strings.IndexByte("aeiouy", s[i]) >= 0 && (i == 0 || strings.IndexByte("aeiouy", s[i-1]) < 0) {
			n++
		}
	}
	return n
}

// distance is the number of letters to change, add or drop (Levenshtein 1966), in
// bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diag := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diag
			if a[i] != b[j] {
				cost++
			}
			diag = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}

// apart says that two long names sound alike as a whole, though one writes as one word
// what the other writes as two: Ahmadi-Nejad, Ahmadinejad.
func (t *Table) apart(a, b *Person) bool {
	if a.words[0].initial || b.words[0].initial {
		return false
	}
	x, y := a.joinedWord(), b.joinedWord()
	if x == nil || y == nil {
		return false
	}
	g := t.heard(a, b, x, y)
	return g == equal || g == sound
}
