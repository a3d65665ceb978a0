package names

import "strings"

// tokens are the words of one part of a name without titles, articles, particles
// and words of descent; compounds of abd, abu and din are one word.
func tokens(ws []string, front, back bool) []string {
	var raw []string
	for _, w := range ws {
		for part := range strings.FieldsFuncSeq(foldMarked(w), func(r rune) bool { return r == '-' || r == '/' || r == '_' }) {
			// J.R. is two initials.
			if bits := strings.Split(strings.Trim(part, "."), "."); len(bits) > 1 && len(bits[0]) == 1 {
				for _, x := range bits {
					if x != "" {
						raw = append(raw, x)
					}
				}
				continue
			}
			if part = strings.ReplaceAll(strings.Trim(part, ".;:"), ".", ""); part != "" {
				raw = append(raw, part)
			}
		}
	}
	if front {
		for len(raw) > 1 && titles[bare(raw[0])] && (len(raw) > 2 && !articles[bare(raw[1])] || !named[bare(raw[0])]) {
			raw = raw[1:]
		}
	}
	if back {
		for len(raw) > 1 && trailing[bare(raw[len(raw)-1])] && (len(raw) > 2 || !articles[bare(raw[0])]) {
			raw = raw[:len(raw)-1]
		}
	}
	return compounds(raw)
}

// foldMarked folds a word but keeps the marks that sound tables read.
func foldMarked(w string) string { return Fold(marked.Replace(w)) }

func bare(w string) string { return strings.Trim(strings.ReplaceAll(w, "'", ""), ".") }

// compounds joins what is one name in several words: Abd al-Rahman, Abu Bakr,
// Nasr al-Din, Amin Ullah; and drops articles and words of descent.
func compounds(raw []string) []string {
	var out []string
	for i := 0; i < len(raw); i++ {
		w := bare(raw[i])
		if w == "" {
			continue
		}
		if filiation[w] && len(raw) > 1 {
			continue
		}
		if particles[w] && len(raw) > 1 && !articles[w] && len(w) > 1 {
			continue
		}
		if w == "abed" && i+1 < len(raw) && (articles[bare(raw[i+1])] || strings.HasPrefix(raw[i+1], "rab")) {
			w = "abd"
		}
		if rest, ok := servant(w); ok {
			if rest == "" {
				j := i + 1
				for j < len(raw) && articles[bare(raw[j])] {
					j++
				}
				if j < len(raw) {
					out = append(out, "abd"+unassimilated(bare(raw[j])))
					i = j
					continue
				}
			} else {
				out = append(out, "abd"+rest)
				continue
			}
		}
		w = faithful(w)
		if rest, ok := fatherOf(w); ok {
			out = append(out, "abu"+rest)
			continue
		}
		if k, ok := kunya[w]; ok && i+1 < len(raw) {
			j := i + 1
			for j < len(raw)-1 && articles[bare(raw[j])] {
				j++
			}
			next := bare(raw[j])
			if rest, ok := servant(next); ok {
				if rest == "" {
					for j+1 < len(raw) && articles[bare(raw[j+1])] {
						j++
					}
					if j+1 < len(raw) {
						j++
						rest = unassimilated(bare(raw[j]))
					}
				}
				next = "abd" + rest
			}
			out = append(out, k+next)
			i = j
			continue
		}
		if articles[w] && len(raw) > 1 {
			if i+1 < len(raw) && len(out) > 0 && faith[bare(raw[i+1])] {
				out[len(out)-1] += "aldin"
				i++
			}
			continue
		}
		if len(out) > 0 && (w == "uddin" || w == "eddine" || w == "eddin" || w == "aldin" || w == "addin" || w == "aldeen") {
			out[len(out)-1] += "aldin"
			continue
		}
		if (w == "ullah" || w == "allah" || w == "ollah") && len(out) > 0 {
			out[len(out)-1] += "ullah"
			continue
		}
		out = append(out, w)
	}
	return out
}

// fatherOf reads a kunya in one word with its article: Abolqasem, Abul-Khair.
func fatherOf(w string) (string, bool) {
	for _, prefix := range []string{"aboul", "abool", "abol", "abul"} {
		if rest, ok := strings.CutPrefix(w, prefix); ok && len(rest) >= 4 {
			return rest, true
		}
	}
	return "", false
}

// faithful writes the al-Din at the end of a word in one way: uddin, eddine.
func faithful(w string) string {
	for _, end := range dins {
		if s, ok := strings.CutSuffix(w, end); ok && len(s) >= 3 {
			return s + "aldin"
		}
	}
	return w
}

var dins = strings.Fields("udine uddine eddine uddeen eddeen aldeen uldeen eldeen eldine aldine uddin eddin iddin oddin addin uldin eldin aldin udeen udin")

var faith = setOf("din deen dine addin aldin ddin")

// servant reads abd and its article: Abdul, Abdel, Abd-al; what follows within
// the word is given without the article.
func servant(w string) (string, bool) {
	rest, ok := strings.CutPrefix(w, "abd")
	if !ok {
		if rest, ok = strings.CutPrefix(w, "'abd"); !ok {
			return "", false
		}
	}
	switch rest {
	case "", "ul", "el", "al", "ol", "il", "u", "e", "a", "ou", "oul", "ur", "us", "oel":
		return "", true
	case "allah", "ullah", "ollah", "alla", "ulla", "olla", "ellah", "illah":
		return "allah", true
	case "illahi", "ulahi", "ullahi", "ilahi", "ullaahi", "ulaahi":
		return "ullahi", true // a name of its own in Somalia and Nigeria
	case "o", "i", "ou'", "ow", "ou-", "ala", "alah", "ulah", "ela":
		return "", false
	}
	if len(rest) < 4 {
		return "", false
	}
	switch rest[0] {
	case 'a', 'e', 'u', 'o', 'i':
		if r := strings.TrimPrefix(rest[1:], "u"); strings.HasPrefix(r, "l") {
			if strings.HasPrefix(r, "ll") || len(r) > 4 {
				return r[1:], true
			}
			return r, true
		} else if len(r) > 3 {
			return unassimilated(r), true
		}
	}
	return "", false
}

// unassimilated takes the doubled first letter of an assimilated article off:
// rrahman, ssalam, shshakur.
func unassimilated(w string) string {
	if len(w) > 2 && w[0] == w[1] {
		return w[1:]
	}
	return w
}
