package gazetteer

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"casegraph/internal/text"

	"github.com/blevesearch/vellum"
	"golang.org/x/text/unicode/norm"
)

// Types and Lists are the codes of the postings; a new one is added at the end.
var (
	Types = []string{"Person", "Agency", "Organization", "Unit", "Place", "Event"}
	Lists = []string{"countries", "capitals", "regions", "places", "cities", "agencies", "forces", "groups", "organisations", "parties", "patterns"}
)

const (
	hasSurface = 1 << iota
	isDemonym
	isWeak
)

// Key folds one token for comparison: lower case as text.Fold leaves it,
// without accents, hyphens as spaces; "" for a dash.
func Key(lower string) string {
	plain := true
	for i := 0; i < len(lower); i++ {
		if c := lower[i]; c >= 0x80 || c == '-' || c == '.' {
			plain = false
			break
		}
	}
	if plain {
		return lower
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(lower) {
		switch {
		case r == '-':
			b.WriteByte(' ')
		case r == '.' || r == '–' || r == '—' || unicode.Is(unicode.Mn, r):
		case r == 'ı':
			b.WriteByte('i')
		case r == 'ł':
			b.WriteByte('l')
		case r == 'ø':
			b.WriteByte('o')
		case r == 'đ':
			b.WriteByte('d')
		case r == 'ß':
			b.WriteString("ss")
		case r == 'æ':
			b.WriteString("ae")
		case r == 'ʼ' || r == 'ʻ':
			b.WriteByte('\'')
		default:
			b.WriteRune(r)
		}
	}
	return strings.Trim(b.String(), " ")
}

// SurfaceKey is the key of a whole name: the keys of its tokens.
func SurfaceKey(surface string) string {
	var parts []string
	for _, t := range text.Tokens(surface, 0) {
		if k := Key(t.Lower); k != "" {
			parts = append(parts, k)
		}
	}
	return strings.Join(parts, " ")
}

// A Builder makes the lists' two files. Entries of one surface keep the order
// in which they are added: the likeliest comes first.
type Builder struct {
	byKey map[string][]Entry
	byID  map[string]Entry
	flags map[string]bool
}

// NewBuilder returns an empty builder.
func NewBuilder() *Builder {
	return &Builder{byKey: map[string][]Entry{}, byID: map[string]Entry{}, flags: map[string]bool{}}
}

// Add enters an entry under its Surface, which is its Name if empty.
func (b *Builder) Add(e Entry) {
	if e.Surface == "" {
		e.Surface = e.Name
	}
	key := SurfaceKey(e.Surface)
	if key == "" {
		return
	}
	if _, ok := b.byID[e.ID]; !ok {
		own := e
		own.Surface, own.Demonym = e.Name, false
		b.byID[e.ID] = own
	}
	for _, have := range b.byKey[key] {
		if have.ID == e.ID {
			return
		}
	}
	b.byKey[key] = append(b.byKey[key], e)
}

// Known says that some list has the surface.
func (b *Builder) Known(surface string) bool { return len(b.byKey[SurfaceKey(surface)]) > 0 }

// GivenName, Surname and Word enter a plain fact about a word.
func (b *Builder) GivenName(s string) { b.flag("\x01", s) }

// Surname enters a family name.
func (b *Builder) Surname(s string) { b.flag("\x02", s) }

// Word enters a frequent lower-case word.
func (b *Builder) Word(s string) { b.flag("\x03", s) }

func (b *Builder) flag(prefix, s string) {
	if k := Key(text.Fold(s)); k != "" {
		b.flags[prefix+k] = true
	}
}

// Files returns the contents of names.fst and postings.bin.
func (b *Builder) Files() (names, postings []byte, err error) {
	values := map[string]uint64{}
	for key := range b.flags {
		values[key] = 0
	}
	var blob []byte
	write := func(key string, es []Entry) error {
		values[key] = uint64(len(blob))
		blob = binary.AppendUvarint(blob, uint64(len(es)))
		for _, e := range es {
			typ, list := slices.Index(Types, e.Type), slices.Index(Lists, e.List)
			if typ < 0 || list < 0 {
				return fmt.Errorf("entry %s: type %q or list %q is not known", e.ID, e.Type, e.List)
			}
			var flags uint64
			if e.Surface != e.Name {
				flags |= hasSurface
			}
			if e.Demonym {
				flags |= isDemonym
			}
			if e.Weak {
				flags |= isWeak
			}
			blob = binary.AppendUvarint(blob, flags)
			blob = appendString(blob, e.Name)
			if flags&hasSurface != 0 {
				blob = appendString(blob, e.Surface)
			}
			blob = appendString(blob, e.ID)
			blob = binary.AppendUvarint(blob, uint64(typ))
			blob = appendString(blob, strings.Join(e.Labels, " "))
			blob = appendString(blob, e.Country)
			blob = binary.AppendUvarint(blob, uint64(list))
		}
		return nil
	}
	for _, key := range sorted(b.byKey) {
		if err := write(key, b.byKey[key]); err != nil {
			return nil, nil, err
		}
	}
	for _, id := range sorted(b.byID) {
		e := b.byID[id]
		if e.List == "cities" {
			continue // found by their names; nobody asks for them by id
		}
		if err := write("\x00"+id, []Entry{e}); err != nil {
			return nil, nil, err
		}
	}
	var buf bytes.Buffer
	fst, err := vellum.New(&buf, nil)
	if err != nil {
		return nil, nil, err
	}
	for _, key := range sorted(values) {
		if err := fst.Insert([]byte(key), values[key]); err != nil {
			return nil, nil, fmt.Errorf("insert %q: %w", key, err)
		}
	}
	if err := fst.Close(); err != nil {
		return nil, nil, err
	}
	return buf.Bytes(), blob, nil
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
