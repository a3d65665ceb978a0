package synthetic

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sort"
	"strings"
)

// circle is how many entities know each other: 12 persons, 3 organisations, 3 units
// and 2 places of one state. Each half of them appears together more often.
const circle = 20

// A kind is a class taken finer, as sentences need it.
type kind byte

const (
	person  kind = 'p'
	company kind = 'c'
	group   kind = 'g'
	society kind = 'n'
	body    kind = 'm' // of the state
	unit    kind = 'u'
	place   kind = 'l'
)

type entity struct {
	class Class
	kind  kind
	state int
	name  name   // of a person
	stem  string // in the notation of the culture
	shape int    // of organisations and units: row of their table
	form  int    // legal form
	// number of a unit
	number int
	role   role
	rank   string // before the name, ""
	at     int    // the entity where a person has the role
}

// A role is a post at a kind of entity.
type role struct {
	noun  string
	ranks []string
	bare  string // behind an adjective, where the body is left out; "" for that of the kind
}

var bare = map[kind]string{unit: "officer", company: "businessman", group: "militant", society: "activist", body: "official"}

var roles = map[kind][]role{
	unit: {
		{"commander of", list("Colonel Brigadier"), ""}, {"deputy commander of", []string{"Lieutenant Colonel", "Colonel"}, ""},
		{"chief of staff of", list("Colonel Major"), ""}, {"an intelligence officer in", list("Major Captain"), ""}, {"a spokesman for", list("Captain Major"), ""},
		{"former commander of", list("General"), ""}, {"a company commander in", list("Captain Lieutenant"), ""}, {"a sergeant in", list("Sergeant"), "soldier"},
	},
	company: {
		{"chief executive of", nil, ""}, {"director of", nil, ""}, {"chairman of", nil, ""}, {"owner of", nil, ""}, {"finance director of", nil, ""},
		{"a lawyer for", nil, "lawyer"}, {"sales manager of", nil, ""}, {"a shareholder in", nil, ""}, {"chief engineer of", nil, "engineer"},
	},
	group: {
		{"leader of", list("Commander"), "rebel leader"}, {"military commander of", list("Commander General"), ""}, {"a spokesman for", nil, ""}, {"founder of", nil, ""},
		{"treasurer of", nil, ""}, {"a recruiter for", nil, ""}, {"a bomb maker for", nil, ""},
	},
	society: {
		{"president of", nil, ""}, {"head of", nil, ""}, {"a spokesman for", nil, ""}, {"secretary of", nil, ""}, {"a lawyer for", nil, "lawyer"}, {"a field worker for", nil, ""},
	},
	body: {
		{"a spokesman for", nil, ""}, {"deputy head of", nil, ""}, {"an adviser to", nil, ""}, {"head of procurement at", nil, ""}, {"chief of staff at", nil, ""},
		{"an inspector at", list("Inspector"), ""}, {"a senior official at", nil, ""}, {"former head of", nil, ""}, {"an analyst at", nil, ""},
	},
	place: {
		{"mayor of", list("Mayor"), "mayor"}, {"police chief of", nil, "police chief"}, {"a judge in", list("Judge"), "judge"}, {"a lawmaker for", list("Lawmaker"), "lawmaker"},
		{"a doctor in", list("Doctor"), "doctor"}, {"a teacher in", nil, "teacher"}, {"a journalist in", nil, "journalist"}, {"former mayor of", nil, "former mayor"},
	},
}

// Tables of organisations; % stands for the stem.
var (
	trades = []string{"Shipping", "Trading", "General Trading", "Metals", "Logistics", "Aviation", "Energy", "Petroleum", "Electronics", "Marine Services",
		"Construction", "Engineering", "Mining", "Chemicals", "Foods", "Textiles", "Telecom", "Freight", "Oil Services", "Machine Tools", "Security Services", "Air Cargo", "Cement", "Optics"}
	fronts = [][]string{ // the second way to write it, if there is one, is rare
		{"% Liberation Front", "Front for the Liberation of %"}, {"% Resistance Army"}, {"Patriotic Front of %", "% Patriotic Front"}, {"% Defence Force"},
		{"% Freedom Movement", "Movement for the Freedom of %"}, {"% People's Army", "People's Army of %"}, {"% Salvation Front"}, {"% Revolutionary Council", "Revolutionary Council of %"},
		{"% Brotherhood"}, {"% Self-Defence Militia"},
	}
	societies = [][]string{
		{"% Farmers Union", "Union of % Farmers"}, {"% Human Rights Centre", "Human Rights Centre of %"}, {"% Relief Committee"}, {"% Bar Association"},
		{"% Teachers Union"}, {"% Dockers Union"}, {"% Women's League"}, {"% Legal Aid Foundation"}, {"% Peace Institute"}, {"% Red Cross Society"}, {"% University", "University of %"},
	}
	bodies = [][]string{
		{"Ministry of Defence", "Defence Ministry"}, {"Interior Ministry", "Ministry of the Interior", "Ministry of Interior"}, {"Ministry of Justice", "Justice Ministry"},
		{"State Security Service"}, {"Central Bank"}, {"Ministry of Agriculture", "Agriculture Ministry"}, {"Border Guard Service"}, {"Finance Ministry", "Ministry of Finance"},
		{"Anti-Corruption Bureau"}, {"Customs Service"},
	}
	echelons = []string{"Mechanised Brigade", "Infantry Brigade", "Infantry Division", "Tank Battalion", "Artillery Brigade", "Airborne Brigade", "Mountain Brigade",
		"Motorised Rifle Regiment", "Border Guard Battalion", "Marine Battalion", "Corps", "Engineer Regiment", "Special Forces Battalion", "Armoured Division"}
)

// share is the popularity of a rank, after Zipf with the exponent 0.7.
func share(rank int) int { return int(1e6 / math.Pow(float64(rank+1), 0.7)) }

func (w *World) popular(r *rand.Rand) int {
	at := r.IntN(w.shares[len(w.shares)-1])
	return w.ranked[sort.SearchInts(w.shares, at+1)]
}

// populate makes the cast, circle by circle: circle b is of state b mod the number
// of states.
func (w *World) populate(r *rand.Rand, entities int) {
	w.cast = make([]entity, entities)
	taken := map[string]bool{}
	fresh := func(make func() string) string {
		for range 200 {
			if s := make(); !taken[s] {
				taken[s] = true
				return s
			}
		}
		panic("synthetic: the names of a culture are used up")
	}
	next := map[string]int{} // numbers of units
	held := map[post]bool{}
	for n := range w.cast {
		e := &w.cast[n]
		block, pos := n/circle, n%circle
		e.state = block % len(states)
		c := states[e.state].culture
		row := block / len(states) // of the circles of this state
		stem := func() string {
			var s string
			fresh(func() string { s = c.place(r); return c.id + " place " + s })
			return s
		}
		switch {
		case pos < 12:
			e.class, e.kind = Person, person
			twin := -1
			if row > 0 && r.IntN(1000) < 15 {
				twin = n - circle*len(states)*(1+r.IntN(row))
			}
			if twin >= 0 {
				e.name = w.cast[twin].name
			} else {
				fresh(func() string {
					e.name = c.person(r)
					if states[e.state].own {
						e.name.second = "own"
					}
					return c.id + " person " + c.keyOf(e.name)
				})
			}
			w.employ(r, n, twin, row, held)
		case pos < 15:
			e.class = Organisation
			switch {
			case pos == 14 && row < len(bodies):
				e.kind, e.shape = body, row
			case pos == 12:
				e.kind, e.stem, e.shape, e.form = company, stem(), r.IntN(len(trades)), r.IntN(len(c.forms))
			case pos == 13 && row%2 == 0 || pos == 14 && row%2 == 1:
				e.kind, e.stem, e.shape = group, stem(), r.IntN(len(fronts))
			default:
				e.kind, e.stem, e.shape = society, stem(), r.IntN(len(societies))
			}
		case pos < 18:
			e.class, e.kind = Unit, unit
			// Three rows running number the same echelons, so that neighbours exist.
			e.shape = (row/3 + e.state + 5*(pos-15)) % len(echelons)
			k := fmt.Sprint(e.state, " ", e.shape)
			next[k]++
			if next[k] > 3 && chance(r, 30) {
				next[k] += r.IntN(20)
			}
			e.number = next[k]
		default:
			e.class, e.kind, e.stem = Place, place, stem()
			e.shape = r.IntN(2)
		}
	}
}

// A post is a role at an entity; "the mayor" is one, "a judge" may be many.
type post struct {
	at   int
	noun string
}

// employ gives a person a role at an entity of the circle, another than the
// namesake's.
func (w *World) employ(r *rand.Rand, n, twin, row int, held map[post]bool) {
	e := &w.cast[n]
	first := n / circle * circle
	for {
		pos := 12 + r.IntN(8)
		e.at = first + pos
		k := w.kindAt(pos, row)
		if pos == 14 || chance(r, 15) { // bodies of the state, also those of other circles
			other := r.IntN(min(row+1, len(bodies)))
			e.at = (other*len(states)+e.state)*circle + 14
			k = body
		}
		if e.at >= len(w.cast) {
			if first+12 >= len(w.cast) {
				e.at = n
				return
			}
			continue
		}
		e.role = pick(r, roles[k])
		if held[post{e.at, e.role.noun}] {
			continue
		}
		if e.role.bare == "" {
			e.role.bare = bare[k]
		}
		if e.name.female {
			e.role.bare = strings.Replace(e.role.bare, "businessman", "businesswoman", 1)
		}
		e.rank = ""
		if len(e.role.ranks) > 0 {
			e.rank = pick(r, e.role.ranks)
		}
		if twin < 0 || w.cast[twin].at != e.at && w.cast[twin].role.noun != e.role.noun {
			one := !strings.HasPrefix(e.role.noun, "a ") && !strings.HasPrefix(e.role.noun, "an ") && !strings.HasPrefix(e.role.noun, "former ")
			held[post{e.at, e.role.noun}] = one
			return
		}
	}
}

func (w *World) kindAt(pos, row int) kind {
	switch {
	case pos == 12:
		return company
	case pos == 14 && row < len(bodies):
		return body
	case pos == 13 && row%2 == 0 || pos == 14 && row%2 == 1:
		return group
	case pos < 15:
		return society
	case pos < 18:
		return unit
	}
	return place
}

// companions draws the cast of a report: the topic, its half of the circle first, now
// and then a friend from another circle.
func (w *World) companions(r *rand.Rand, topic, n int) []int {
	first := topic / circle * circle
	end := min(first+circle, len(w.cast))
	cast := []int{topic}
	has := func(e int) bool {
		for _, c := range cast {
			if c == e {
				return true
			}
		}
		return false
	}
	if e := w.cast[topic]; e.kind == person && e.at != topic {
		cast = append(cast, e.at)
	}
	for tries := 0; len(cast) < n && tries < 200; tries++ {
		e := first + r.IntN(end-first)
		if chance(r, 80) && e%2 != topic%2 {
			continue
		}
		if !has(e) {
			cast = append(cast, e)
		}
	}
	if chance(r, 15) {
		// Each circle has one other that it deals with.
		block := (topic/circle*7 + 3) % w.blocks
		if e := block*circle + r.IntN(circle); e < len(w.cast) && !has(e) {
			cast = append(cast, e)
		}
	}
	return cast
}

func (w *World) canonical(n int) string {
	e := &w.cast[n]
	switch e.kind {
	case person:
		return strings.TrimSpace(e.name.given + " " + e.name.family)
	case company:
		return e.stem + " " + trades[e.shape]
	case group:
		return strings.Replace(fronts[e.shape][0], "%", e.stem, 1)
	case society:
		return strings.Replace(societies[e.shape][0], "%", e.stem, 1)
	case body:
		return bodies[e.shape][0]
	case unit:
		return ordinal(e.number) + " " + echelons[e.shape]
	}
	return e.stem
}

func ordinal(n int) string {
	switch {
	case n%100/10 == 1:
	case n%10 == 1:
		return fmt.Sprint(n, "st")
	case n%10 == 2:
		return fmt.Sprint(n, "nd")
	case n%10 == 3:
		return fmt.Sprint(n, "rd")
	}
	return fmt.Sprint(n, "th")
}
