package trained

import (
	"encoding/binary"
	"errors"

	"casegraph/internal/linear"
)

// A Type is what a name names.
type Type uint8

// Types of names.
const (
	Person Type = iota
	Organization
	Place
)

func (t Type) String() string { return [...]string{"Person", "Organization", "Place"}[t] }

// Labels of words: a name's first, inner and last word, a name of one word, each
// of three types, and outside.
const (
	begin = iota
	inside
	end
	unit
	parts
)

// Labels is the number of labels; the last, Outside, has no weights of its own.
const (
	Labels  = 3*parts + 1
	Outside = Labels - 1
)

// May says whether label b may stand behind label a.
func May(a, b int) bool {
	open := a != Outside && (a%parts == begin || a%parts == inside)
	goes := b != Outside && (b%parts == inside || b%parts == end)
	if open || goes {
		return open && goes && a/parts == b/parts
	}
	return true
}

// A Model scores the labels of a row of words. It is immutable and safe for
// concurrent use.
type Model struct {
	Emit *linear.Table         // Labels-1 classes
	Step [Labels][Labels]int32 // from label to label; only where May
}

// A Name is a row of words that the model takes for a name.
type Name struct {
	Sentence     int
	First, Limit int // words of the sentence
	Type         Type
}

type scratch struct {
	scores [][Labels]int32
	back   [][Labels]int8
	names  []Name
}

const never = -1 << 28

// Names finds the names of all sentences of the document, in order. The slice is
// good until the next call.
func (m *Model) Names(d *Document) []Name {
	d.names = d.names[:0]
	d.Rows(func(sentence, first, limit int) { m.row(d, sentence, first, limit) })
	return d.names
}

// row labels words first to limit by Viterbi's algorithm.
func (m *Model) row(d *Document, si, first, limit int) {
	n := limit - first
	for len(d.scores) < n {
		d.scores = append(d.scores, [Labels]int32{})
		d.back = append(d.back, [Labels]int8{})
	}
	var sums linear.Sums
	for k := range n {
		sums.Reset()
		d.features = d.Features(d.features[:0], first+k)
		m.Emit.Add(&sums, d.features)
		var emit [Labels]int32
		for c := range Labels - 1 {
			emit[c] = int32(sums.Score(c))
		}
		for b := range Labels {
			best, from := int32(never), 0
			if k == 0 {
				if May(Outside, b) {
					best, from = m.Step[Outside][b], Outside
				}
			} else {
				for a := range Labels {
					if May(a, b) {
						if x := d.scores[k-1][a] + m.Step[a][b]; x > best {
							best, from = x, a
						}
					}
				}
			}
			d.scores[k][b], d.back[k][b] = best+emit[b], int8(from)
			if best <= never {
				d.scores[k][b] = never
			}
		}
	}
	last, best := Outside, int32(never)
	for a := range Labels {
		if May(a, Outside) {
			if x := d.scores[n-1][a] + m.Step[a][Outside]; x > best {
				last, best = a, x
			}
		}
	}
	at := len(d.names)
	limitAt := 0
	for k := n - 1; k >= 0; k-- {
		if last != Outside {
			if p := last % parts; p == end || p == unit {
				limitAt = k + 1
			}
			if p := last % parts; p == begin || p == unit {
				base := int(d.sentences[si].first)
				d.names = append(d.names, Name{Sentence: si, First: first + k - base, Limit: first + limitAt - base, Type: Type(last / parts)})
			}
		}
		last = int(d.back[k][last])
	}
	for a, b := at, len(d.names)-1; a < b; a, b = a+1, b-1 {
		d.names[a], d.names[b] = d.names[b], d.names[a]
	}
}

// MarshalBinary writes the model.
func (m *Model) MarshalBinary() ([]byte, error) {
	var b []byte
	for i := range m.Step {
		for _, v := range m.Step[i] {
			b = binary.LittleEndian.AppendUint32(b, uint32(v))
		}
	}
	t, err := m.Emit.MarshalBinary()
	return append(b, t...), err
}

// UnmarshalBinary reads what MarshalBinary wrote.
func (m *Model) UnmarshalBinary(b []byte) error {
	if len(b) < 4*Labels*Labels {
		return errors.New("not a model of names")
	}
	for i := range m.Step {
		for j := range m.Step[i] {
			m.Step[i][j] = int32(binary.LittleEndian.Uint32(b))
			b = b[4:]
		}
	}
	m.Emit = new(linear.Table)
	if err := m.Emit.UnmarshalBinary(b); err != nil {
		return err
	}
	if m.Emit.Classes() != Labels-1 {
		return errors.New("not a model of names: another number of labels")
	}
	return nil
}

// Rows calls f for each row of words that may hold names: its sentence, and the
// document's words first to limit.
func (d *Document) Rows(f func(sentence, first, limit int)) {
	for si := range d.sentences {
		s := &d.sentences[si]
		for i := s.first; i < s.limit; {
			if !d.words[i].candidate {
				i++
				continue
			}
			j := i + 1
			for j < s.limit && d.words[j].candidate {
				j++
			}
			f(si, int(i), int(j))
			i = j
		}
	}
}

// SentenceStart is the first of the document's words that belongs to a sentence.
func (d *Document) SentenceStart(sentence int) int { return int(d.sentences[sentence].first) }
