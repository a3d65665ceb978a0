package gazetteer

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/vellum"
)

// A Gazetteer is a compiled set of lists. It never changes after Open and is
// safe for concurrent use.
type Gazetteer struct {
	fst       *vellum.FST
	sorts     []sortOfEntry
	countries []string
	lower     map[string]bool // first words that may be written in lower case
	offsets   string          // of records, little-endian uint32
	at        string          // of postings, little-endian uint32
	postings  string
	records   string
	// What surface k stands for, once it was asked for: the same value
	// whoever computes it, so a race only wastes work.
	found    []atomic.Pointer[[]Entry]
	selected memo[selection, []Entry]
	scratch  sync.Pool
	names    names
}

type sortOfEntry struct {
	typ    string
	labels []string
	list   string
}

// scratch is what one look-up works with.
type scratch struct {
	reader *vellum.Reader
	key    []byte
	head   []byte
	ends   [maxWords]end
}

// An end is a token's end inside a key under construction.
type end struct {
	key   int // bytes of the key up to here
	limit int // tokens
	words int
}

var errCut = errors.New("the table is cut short or not one of ours")

// Open reads the gazetteer of fsys, which is knowledge.FS or holds the same
// files under gazetteers/.
func Open(fsys fs.FS) (*Gazetteer, error) {
	fst, err := fs.ReadFile(fsys, surfaceFile)
	if err != nil {
		return nil, fmt.Errorf("open gazetteer: %w", err)
	}
	table, err := fs.ReadFile(fsys, tableFile)
	if err != nil {
		return nil, fmt.Errorf("open gazetteer: %w", err)
	}
	g, err := Load(fst, table)
	if err != nil {
		return nil, fmt.Errorf("open gazetteer: %w", err)
	}
	if g.names, err = openNames(fsys); err != nil {
		return nil, fmt.Errorf("open gazetteer: %w", err)
	}
	return g, nil
}

// Load makes a gazetteer, without given names and surnames, of what Compile
// gave. It keeps fst.
func Load(fst, table []byte) (*Gazetteer, error) {
	f, err := vellum.Load(fst)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", surfaceFile, err)
	}
	g := &Gazetteer{fst: f, lower: map[string]bool{}}
	r := &reader{s: string(table)}
	if r.take(len(magic)) != magic {
		return nil, fmt.Errorf("%s: %w", tableFile, errCut)
	}
	for n := r.number(); n > 0 && !r.bad; n-- {
		s := sortOfEntry{typ: r.text()}
		if l := r.text(); l != "" {
			s.labels = strings.Split(l, ";")
		}
		s.list = r.text()
		g.sorts = append(g.sorts, s)
	}
	for n := r.number(); n > 0 && !r.bad; n-- {
		g.countries = append(g.countries, r.text())
	}
	for n := r.number(); n > 0 && !r.bad; n-- {
		g.lower[r.text()] = true
	}
	g.offsets = r.take(4 * r.number())
	g.at = r.take(4 * r.number())
	g.postings = r.take(r.number())
	g.records = r.s
	if r.bad || len(g.offsets) < 4 || len(g.at) < 4 || number(g.offsets, len(g.offsets)/4-1) != len(g.records) {
		return nil, fmt.Errorf("%s: %w", tableFile, errCut)
	}
	g.found = make([]atomic.Pointer[[]Entry], len(g.at)/4-1)
	g.scratch.New = func() any {
		r, _ := g.fst.Reader() // never fails: it only wraps
		return &scratch{reader: r}
	}
	return g, nil
}

func number(s string, i int) int {
	return int(uint32(s[4*i]) | uint32(s[4*i+1])<<8 | uint32(s[4*i+2])<<16 | uint32(s[4*i+3])<<24)
}

// A reader takes values off the front of a string.
type reader struct {
	s   string
	bad bool
}

func (r *reader) take(n int) string {
	if n < 0 || n > len(r.s) {
		r.bad = true
		return ""
	}
	v := r.s[:n]
	r.s = r.s[n:]
	return v
}

func (r *reader) number() int {
	var v uint64
	for i := 0; i < len(r.s) && i < binary.MaxVarintLen64; i++ {
		c := r.s[i]
		v |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.s = r.s[i+1:]
			return int(v)
		}
	}
	r.bad = true
	return 0
}

func (r *reader) signed() int32 {
	v := uint64(r.number())
	return int32(int64(v>>1) ^ -int64(v&1))
}

func (r *reader) text() string { return r.take(r.number()) }

// Len is the number of entries.
func (g *Gazetteer) Len() int { return len(g.offsets)/4 - 1 }

// entry decodes entry i. Its strings are parts of the table.
func (g *Gazetteer) entry(i int) Entry {
	r := &reader{s: g.records[number(g.offsets, i):number(g.offsets, i+1)]}
	id, e, within := g.decode(r)
	e.ID = id
	if within > 0 {
		e.Within, _, _ = g.decode(&reader{s: g.records[number(g.offsets, within-1):number(g.offsets, within)]})
	}
	return e
}

func (g *Gazetteer) decode(r *reader) (id string, e Entry, within int) {
	shape := r.take(1)
	if shape == "\x00" {
		id = r.text()
	}
	e.Name = r.text()
	e.Surface = e.Name
	s := g.sorts[r.number()]
	e.Type, e.Labels, e.List = s.typ, s.labels, s.list
	e.Country = g.countries[r.number()]
	e.Lat, e.Lon = r.signed(), r.signed()
	within = r.number()
	switch shape {
	case "\x01":
		id = "place/" + Slug(e.Name)
	case "\x02":
		id = "place/" + Slug(e.Name) + "." + e.Country
	}
	return id, e, within
}
