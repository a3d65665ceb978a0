package delta

// most is how many pairs of mentions a corrected report may have for them to be
// aligned one by one.
const most = 1 << 22

// pairMentions calls f with the indices of the mentions that are the same words on
// both sides: in one content by their place, in a corrected one by their order.
func pairMentions(x, y *document, corrected bool, f func(i, j int)) {
	switch {
	case !corrected:
		pairPlaces(x.mentions, y.mentions, f)
	case x.id < y.id: // both ways round must give the same pairs
		pairWords(x.mentions, y.mentions, f)
	default:
		pairWords(y.mentions, x.mentions, func(j, i int) { f(i, j) })
	}
}

func pairPlaces(x, y []mention, f func(i, j int)) {
	type place struct {
		start, end int
		form       string
	}
	at := map[place][]int{}
	for j := range y {
		p := place{y[j].start, y[j].end, y[j].form}
		at[p] = append(at[p], j)
	}
	used := make([]bool, len(y))
	var left []int
	for i := range x {
		p := place{x[i].start, x[i].end, x[i].form}
		if js := at[p]; len(js) > 0 {
			f(i, js[0])
			used[js[0]], at[p] = true, js[1:]
		} else {
			left = append(left, i)
		}
	}
	var right []int
	for j := range y {
		if !used[j] {
			right = append(right, j)
		}
	}
	// Another reader may draw the bounds of a name otherwise.
	for _, p := range greedy(len(left), len(right), func(i, j int) int {
		m, n := &x[left[i]], &y[right[j]]
		common := min(m.end, n.end) - max(m.start, n.start)
		if m.typ != n.typ || common <= 0 || 2*common < max(m.end-m.start, n.end-n.start) {
			return -1
		}
		return common
	}) {
		f(left[p[0]], right[p[1]])
	}
}

// pairWords aligns two rows of mentions by their longest common subsequence.
func pairWords(x, y []mention, f func(i, j int)) {
	equal := func(i, j int) bool {
		return x[i].text == y[j].text && x[i].typ == y[j].typ && x[i].form == y[j].form
	}
	start := 0
	for start < len(x) && start < len(y) && equal(start, start) {
		f(start, start)
		start++
	}
	n, m := len(x), len(y)
	for n > start && m > start && equal(n-1, m-1) {
		n, m = n-1, m-1
		f(n, m)
	}
	rows, columns := n-start, m-start
	if rows == 0 || columns == 0 {
		return
	}
	if rows*columns > most {
		pairUnique(x[start:n], y[start:m], func(i, j int) { f(start+i, start+j) })
		return
	}
	// length[i][j] is the length for x[start+i:n] and y[start+j:m].
	length := make([]int32, (rows+1)*(columns+1))
	cell := func(i, j int) *int32 { return &length[i*(columns+1)+j] }
	for i := rows - 1; i >= 0; i-- {
		for j := columns - 1; j >= 0; j-- {
			if equal(start+i, start+j) {
				*cell(i, j) = *cell(i+1, j+1) + 1
			} else {
				*cell(i, j) = max(*cell(i+1, j), *cell(i, j+1))
			}
		}
	}
	for i, j := 0, 0; i < rows && j < columns; {
		switch {
		case equal(start+i, start+j):
			f(start+i, start+j)
			i, j = i+1, j+1
		case *cell(i+1, j) >= *cell(i, j+1):
			i++
		default:
			j++
		}
	}
}

// pairUnique pairs words that stand once on both sides.
func pairUnique(x, y []mention, f func(i, j int)) {
	type words struct{ text, typ, form string }
	count := func(ms []mention) map[words][]int {
		at := map[words][]int{}
		for i := range ms {
			w := words{ms[i].text, ms[i].typ, ms[i].form}
			at[w] = append(at[w], i)
		}
		return at
	}
	right := count(y)
	left := count(x)
	for i := range x {
		w := words{x[i].text, x[i].typ, x[i].form}
		if len(left[w]) == 1 && len(right[w]) == 1 {
			f(i, right[w][0])
		}
	}
}
