package names_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"hash/fnv"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casegraph/internal/names"
	"casegraph/knowledge"
)

const ofac = "../../../shared/data/names"

// person is a listed individual: the names and aliases of one number.
type person struct {
	id    string
	names []string
}

func individuals(t *testing.T) []person {
	t.Helper()
	sdn, alt := rows(t, "ofac_sdn.csv"), rows(t, "ofac_alt.csv")
	index := map[string]int{}
	var out []person
	for _, r := range sdn {
		if len(r) > 2 && strings.TrimSpace(r[2]) == "individual" {
			index[r[0]] = len(out)
			out = append(out, person{r[0], []string{r[1]}})
		}
	}
	for _, r := range alt {
		if i, ok := index[r[0]]; ok && len(r) > 3 {
			out[i].names = append(out[i].names, r[3])
		}
	}
	return out
}

func rows(t *testing.T, file string) [][]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(ofac, file))
	if os.IsNotExist(err) {
		t.Skipf("no %s: the list is not part of this repository", filepath.Join(ofac, file))
	}
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimRight(data, "\x1a\r\n ")))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// heldOut says which half of the individuals a number is in. Rules and tables
// were chosen on the other half.
func heldOut(id string) bool {
	h := fnv.New32a()
	h.Write([]byte(id))
	return h.Sum32()>>7&1 == 1
}

// normal is a name as it counts for telling two listings of one name apart: its
// sorted words without apostrophes, articles and words of descent.
func normal(s string) string {
	f := strings.FieldsFunc(strings.ReplaceAll(names.Fold(s), "'", ""), func(r rune) bool { return r < 'a' || r > 'z' })
	f = slices.DeleteFunc(f, func(w string) bool { return slices.Contains([]string{"al", "el", "bin", "ibn"}, w) })
	slices.Sort(f)
	return strings.Join(f, " ")
}

// variant says whether two names are spelling variants, without the matcher: the
// same number of words after articles are dropped, and each pair of the sorted
// words within an edit distance of 2 or a third of the longer one's length.
func variant(a, b string) bool {
	cut := func(s string) []string {
		var out []string
		for _, w := range strings.FieldsFunc(names.Fold(s), func(r rune) bool { return r < 'a' || r > 'z' }) {
			switch w {
			case "al", "el", "ul", "ur", "ad", "as", "bin", "ibn", "s":
				continue
			}
			out = append(out, w)
		}
		slices.Sort(out)
		return out
	}
	x, y := cut(a), cut(b)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if d := distance(x[i], y[i]); d > 2 && 3*d > max(len(x[i]), len(y[i])) {
			return false
		}
	}
	return true
}

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

type pair struct {
	id      string // of the individual
	a, b    string
	same    bool
	variant bool
}

// pairsOf makes the positives and negatives of one half.
func pairsOf(all []person, held bool) []pair {
	var half []person
	for _, p := range all {
		if heldOut(p.id) == held {
			half = append(half, p)
		}
	}
	var out []pair
	near := map[string][]int{} // rare words, stems and sorted initials
	var flat []struct {
		name  string
		owner int
	}
	for i, p := range half {
		for j, a := range p.names {
			for _, b := range p.names[j+1:] {
				if normal(a) != normal(b) || a != b {
					out = append(out, pair{p.id, a, b, true, variant(a, b)})
				}
			}
			n := len(flat)
			flat = append(flat, struct {
				name  string
				owner int
			}{a, i})
			ws := strings.Fields(normal(a))
			for _, w := range ws {
				near["w"+w] = append(near["w"+w], n)
				if len(w) > 4 {
					near["s"+w[:4]] = append(near["s"+w[:4]], n)
				}
				near["c"+skeleton(w)] = append(near["c"+skeleton(w)], n)
			}
			for x := range ws {
				for y := range x {
					k := "p" + skeleton(ws[x]) + " " + skeleton(ws[y])
					near[k] = append(near[k], n)
				}
			}
		}
	}
	seen := map[[2]int]bool{}
	add := func(x, y int) {
		if x > y {
			x, y = y, x
		}
		if flat[x].owner == flat[y].owner || seen[[2]int{x, y}] || normal(flat[x].name) == normal(flat[y].name) {
			return
		}
		seen[[2]int{x, y}] = true
		out = append(out, pair{"", flat[x].name, flat[y].name, false, false})
	}
	keys := make([]string, 0, len(near))
	for k := range near {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		g := near[k]
		limit := 12
		if k[0] == 'p' {
			limit = 200 // two words of like consonants: as near as negatives come
		}
		if len(g) > limit {
			g = g[:limit]
		}
		for x := range g {
			for y := range x {
				add(g[x], g[y])
			}
		}
	}
	r := rand.New(rand.NewSource(1))
	for range 20000 {
		add(r.Intn(len(flat)), r.Intn(len(flat)))
	}
	return out
}

// skeleton is a word's consonants, folded far beyond any romanisation.
func skeleton(w string) string {
	var b []byte
	for i := range len(w) {
		c := w[i]
		switch c {
		case 'a', 'e', 'i', 'o', 'u', 'y', 'w', 'h':
			continue
		case 'q', 'g', 'c', 'j':
			c = 'k'
		case 'z':
			c = 's'
		case 'd':
			c = 't'
		}
		if len(b) == 0 || b[len(b)-1] != c {
			b = append(b, c)
		}
	}
	return string(b)
}

// within counts the alias pairs that any reader of names can hope for: two words of
// the shorter name have the consonants of words of the other.
func within(ps []pair) int {
	n := 0
	for _, p := range ps {
		if !p.same {
			continue
		}
		rest := strings.Fields(normal(p.b))
		shared := 0
		for _, w := range strings.Fields(normal(p.a)) {
			if i := slices.IndexFunc(rest, func(v string) bool { return skeleton(v) == skeleton(w) }); i >= 0 {
				rest = slices.Delete(rest, i, i+1)
				shared++
			}
		}
		if shared >= 2 {
			n++
		}
	}
	return n
}

type score struct {
	tp, fp, pos, neg, varPos, varTP, unsure int
	person, varPerson                       int // recall in thousandths, the mean over individuals
}

func measure(t *testing.T, table *names.Table, ps []pair) (s score, wrong, missed []string) {
	parsed := map[string]*names.Person{}
	found, of, varFound, varOf := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	person := func(n string) *names.Person {
		if parsed[n] == nil {
			parsed[n] = table.Person(names.Name{Text: n})
		}
		return parsed[n]
	}
	for _, p := range ps {
		x, y := person(p.a), person(p.b)
		l := table.Compare(x, y)
		same := l.Verdict == names.Same
		if same && !meet(x.Keys(), y.Keys()) {
			t.Errorf("%q and %q are the same (%s), but share no key", p.a, p.b, l.Reason)
		}
		line := fmt.Sprintf("%s | %s: %s, %s %d", p.a, p.b, l.Verdict, l.Reason, l.Rarity)
		if p.same {
			s.pos++
			of[p.id]++
			if l.Verdict == names.Unsure {
				s.unsure++
			}
			if same {
				s.tp++
				found[p.id]++
			} else {
				missed = append(missed, line)
			}
			if p.variant {
				s.varPos++
				varOf[p.id]++
				if same {
					s.varTP++
					varFound[p.id]++
				} else {
					missed[len(missed)-1] = "V " + line
				}
			}
			continue
		}
		s.neg++
		if same {
			s.fp++
			wrong = append(wrong, line)
		}
	}
	for id, n := range of {
		s.person += permille(found[id], n)
	}
	for id, n := range varOf {
		s.varPerson += permille(varFound[id], n)
	}
	s.person /= max(len(of), 1)
	s.varPerson /= max(len(varOf), 1)
	return s, wrong, missed
}

func meet(a, b []string) bool {
	for _, k := range a {
		if slices.Contains(b, k) {
			return true
		}
	}
	return false
}

func permille(a, b int) int { return 1000 * a / max(b, 1) }

// TestOFAC measures on the individuals whose names chose no rule.
func TestOFAC(t *testing.T) {
	all := individuals(t)
	table, err := names.Open(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, held := range []bool{false, true} {
		ps := pairsOf(all, held)
		s, wrong, missed := measure(t, table, ps)
		half := "tuning"
		if held {
			half = "held out"
		}
		t.Logf("%s: %d alias pairs (%d spelling variants), %d negatives: precision %d‰, recall %d‰ (mean over individuals %d‰), of variants %d‰ (%d‰); unsure %d‰ of alias pairs; %d wrong joins",
			half, s.pos, s.varPos, s.neg, permille(s.tp, s.tp+s.fp), permille(s.tp, s.pos), s.person, permille(s.varTP, s.varPos), s.varPerson, permille(s.unsure, s.pos), s.fp)
		if dir := os.Getenv("NAMES_ERRORS"); dir != "" {
			suffix := strings.ReplaceAll(half, " ", "-")
			for file, list := range map[string][]string{"wrong": wrong, "missed": missed} {
				if err := os.WriteFile(filepath.Join(dir, file+"-"+suffix+".txt"), []byte(strings.Join(list, "\n")+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
		t.Logf("%s: %d‰ of the alias pairs share the consonants of two words", half, permille(within(ps), s.pos))
		if held {
			// Floors a little under what was measured.
			for _, c := range []struct {
				what       string
				got, floor int
			}{
				{"precision", permille(s.tp, s.tp+s.fp), 990},
				{"recall", permille(s.tp, s.pos), 350},
				{"mean recall over individuals", s.person, 500},
				{"recall of spelling variants", permille(s.varTP, s.varPos), 620},
				{"mean recall of spelling variants over individuals", s.varPerson, 670},
			} {
				if c.got < c.floor {
					t.Errorf("%s is %d‰, want %d‰", c.what, c.got, c.floor)
				}
			}
		}
		for _, list := range [][]string{wrong, missed} {
			for _, l := range list[:min(10, len(list))] {
				t.Log("  ", l)
			}
		}
	}
}

// TestKeysAreSelective counts how many names of the list meet under one key.
func TestKeysAreSelective(t *testing.T) {
	tb := table(t)
	groups := map[string]int{}
	total, keys := 0, 0
	for _, p := range individuals(t) {
		seen := map[string]bool{}
		for _, n := range p.names {
			ks := tb.Person(names.Name{Text: n}).Keys()
			total++
			keys += len(ks)
			for _, k := range ks {
				if !seen[k] {
					seen[k] = true
					groups[k]++
				}
			}
		}
	}
	most, at := 0, ""
	for k, n := range groups {
		if n > most || n == most && k < at {
			most, at = n, k
		}
	}
	t.Logf("%d names, %d keys a name; the largest group, %q, has %d individuals", total, keys/max(total, 1), at, most)
	if most > 60 {
		t.Errorf("%d individuals of 4,620 share the key %q", most, at)
	}
}
