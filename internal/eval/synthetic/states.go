package synthetic

import (
	"slices"
	"strings"
)

// A state has its name as it stands in a sentence ("the Philippines").
type state struct {
	name, adjective, capital string
	culture                  *culture
	own                      bool // a way to spell of its own: North Korea, Taiwan
}

var states = func() []state {
	var out []state
	for _, row := range strings.Split(strings.TrimSpace(stateTable), "\n") {
		f := strings.Split(row, "|")
		s := state{name: f[0], adjective: f[1], capital: f[2], own: len(f) > 4}
		for _, c := range cultures {
			if c.id == f[3] {
				s.culture = c
			}
		}
		if s.culture == nil {
			panic("synthetic: no culture " + f[3])
		}
		out = append(out, s)
	}
	// The cultures take turns, so that a small cast is from all over.
	turn := map[*culture]int{}
	turns := map[string]int{}
	for _, s := range out {
		turns[s.name] = turn[s.culture]
		turn[s.culture]++
	}
	slices.SortStableFunc(out, func(a, b state) int { return turns[a.name] - turns[b.name] })
	return out
}()

const stateTable = `
South Korea|South Korean|Seoul|Korean
North Korea|North Korean|Pyongyang|Korean|own
Russia|Russian|Moscow|Russian
Belarus|Belarusian|Minsk|Russian
Ukraine|Ukrainian|Kyiv|Ukrainian
Syria|Syrian|Damascus|Arabic
Iraq|Iraqi|Baghdad|Arabic
Libya|Libyan|Tripoli|Arabic
Yemen|Yemeni|Sanaa|Arabic
Sudan|Sudanese|Khartoum|Arabic
Lebanon|Lebanese|Beirut|Arabic
Jordan|Jordanian|Amman|Arabic
Iran|Iranian|Tehran|Persian
China|Chinese|Beijing|Chinese
Taiwan|Taiwanese|Taipei|Chinese|own
Colombia|Colombian|Bogota|Spanish
Mexico|Mexican|Mexico City|Spanish
Venezuela|Venezuelan|Caracas|Spanish
Ecuador|Ecuadorian|Quito|Spanish
Brazil|Brazilian|Brasilia|Portuguese
Mozambique|Mozambican|Maputo|Portuguese
Turkey|Turkish|Ankara|Turkish
Germany|German|Berlin|German and Nordic
Sweden|Swedish|Stockholm|German and Nordic
Norway|Norwegian|Oslo|German and Nordic
Myanmar|Burmese|Naypyidaw|Burmese
Nigeria|Nigerian|Abuja|Nigerian
Ethiopia|Ethiopian|Addis Ababa|Ethiopian
Eritrea|Eritrean|Asmara|Ethiopian
Somalia|Somali|Mogadishu|Somali
Mali|Malian|Bamako|French West African
Burkina Faso|Burkinabe|Ouagadougou|French West African
Chad|Chadian|N'Djamena|French West African
Senegal|Senegalese|Dakar|French West African
Serbia|Serbian|Belgrade|Balkan
Montenegro|Montenegrin|Podgorica|Balkan
Croatia|Croatian|Zagreb|Balkan
Pakistan|Pakistani|Islamabad|Pakistani and Afghan
Afghanistan|Afghan|Kabul|Pakistani and Afghan
the Philippines|Philippine|Manila|Filipino
the United States|American|Washington|English
Britain|British|London|English
Australia|Australian|Canberra|English
Canada|Canadian|Ottawa|English
`
