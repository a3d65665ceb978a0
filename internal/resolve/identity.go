package resolve

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"casegraph/internal/coref"
	"casegraph/internal/names"
	"casegraph/internal/ner"
)

var folders = map[string]string{ner.Person: "person", ner.Agency: "agency", ner.Organization: "org", ner.Unit: "unit", ner.Place: "place", ner.Event: "event"}

// An Identity is what an entity's id is made of. The id is Base, where no other
// entity has the same; else Base and the country, where no other of the country has
// it; else a hash of the least of its profiles too. So an entity's id depends on how
// many others share its name, and on nothing else of them.
type Identity struct {
	Base    string
	Country string
	Known   bool   // Base is an identity of the gazetteer and yields to no other name
	Least   string // the least key of its profiles
}

// Identity returns what the entity's id is made of.
func (e *Entity) Identity() Identity { return Identity{e.base, e.Country, e.known, e.Profiles[0]} }

// ID gives the id of an entity, if named entities have its base, of which known are
// of the gazetteer, and alike of the unknown ones are of its country.
func (i Identity) ID(entities, known, alike int) string {
	switch {
	case entities == 1 || i.Known && known == 1:
		return i.Base
	case i.Country == "" && alike == 1 && !i.Known && known == 0:
		return i.Base
	case i.Country != "" && alike == 1 && !i.Known:
		return i.Base + "~" + i.Country
	}
	h := sha256.Sum256([]byte(i.Least))
	id := i.Base
	if i.Country != "" && !i.Known {
		id += "~" + i.Country
	}
	return id + "~" + hex.EncodeToString(h[:])[:10]
}

// SetID gives the entity its id; that of its base alone becomes a former one.
func (e *Entity) SetID(id string) {
	e.ID = id
	if id != e.base && !slices.Contains(e.FormerIDs, e.base) {
		e.FormerIDs = append(e.FormerIDs, e.base)
	}
	e.FormerIDs = slices.DeleteFunc(e.FormerIDs, func(f string) bool { return f == id })
	slices.Sort(e.FormerIDs)
}

// name gives all entities of a case their ids.
func name(es []Entity) {
	type count struct{ all, known int }
	bases := map[string]count{}
	alike := map[[2]string]int{}
	for i := range es {
		c := bases[es[i].base]
		c.all++
		if es[i].known {
			c.known++
		} else {
			alike[[2]string{es[i].base, es[i].Country}]++
		}
		bases[es[i].base] = c
	}
	for i := range es {
		c := bases[es[i].base]
		es[i].SetID(es[i].Identity().ID(c.all, c.known, alike[[2]string{es[i].base, es[i].Country}]))
	}
}

// slug is a name as part of an id: lower-case letters and digits, parted by hyphens.
func slug(s string) string {
	var b strings.Builder
	dash := false
	for _, r := range strings.ReplaceAll(names.Fold(coref.NameKey(s)), "'", "") {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 0x7f {
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
			continue
		}
		dash = true
	}
	if b.Len() == 0 {
		return "unnamed"
	}
	return b.String()
}
