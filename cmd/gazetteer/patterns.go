package main

import (
	"bytes"
	"fmt"
	"strings"

	"casegraph/internal/gazetteer"
)

// Portfolios of ministries; spellings that mean the same stand together. The
// first is the id's.
var portfolios = [][]string{
	{"Defence", "Defense", "National Defence", "National Defense"}, {"Foreign Affairs", "External Affairs", "Foreign Relations", "External Relations"},
	{"Interior", "Internal Affairs", "the Interior", "Home Affairs"}, {"Justice"}, {"Finance"}, {"Health", "Public Health"}, {"Education"},
	{"Agriculture"}, {"Energy"}, {"Transport", "Transportation"}, {"Trade", "Commerce"}, {"Information"}, {"Culture"}, {"Labour", "Labor"},
	{"Security", "Public Security", "State Security", "National Security"}, {"Economy", "Economic Affairs"}, {"Environment"}, {"Intelligence"},
	{"Unification"}, {"Communications", "Communication"},
}

// Further portfolios, of which texts seldom say the state.
var rarePortfolios = []string{
	"Industry", "Mines", "Mining", "Oil", "Petroleum", "Water", "Water Resources", "Fisheries", "Forestry", "Tourism", "Sports", "Youth", "Women's Affairs",
	"Social Affairs", "Social Welfare", "Planning", "Development", "Economic Development", "Digital Development", "Science", "Science and Technology", "Higher Education", "Housing",
	"Public Works", "Infrastructure", "Railways", "Civil Aviation", "Aviation", "Immigration", "Religious Affairs", "Hajj", "Refugees", "Humanitarian Affairs",
	"Emergency Situations", "Disaster Management", "Veterans Affairs", "Defence Industry", "Strategic Industries", "Reintegration", "Local Government", "Territorial Administration",
	"Parliamentary Affairs", "Oceans and Fisheries", "Land", "Electricity", "Natural Resources", "Foreign Trade", "Foreign Affairs and Trade", "Foreign Affairs and International Cooperation",
	"Defence and Veterans Affairs", "Justice and Human Rights", "Interior and Public Security", "Armed Forces", "People's Armed Forces", "Home", "Law and Justice", "Police", "Electronics and Information Technology",
	"Jihad of Agriculture", "Propagation of Virtue and Prevention of Vice", "Economy and Finance", "Economy, Trade and Industry", "Digital Transformation",
}

// ministry gives the ways to write a ministry without its state.
func ministry(portfolio string) []string {
	if bare, ok := strings.CutPrefix(portfolio, "the "); ok {
		return []string{"Ministry of the " + bare}
	}
	out := []string{"Ministry of " + portfolio, portfolio + " Ministry"}
	switch portfolio {
	case "Foreign Affairs":
		out = append(out, "Foreign Ministry", "Foreign Affairs Ministry", "Ministry for Foreign Affairs", "Department of Foreign Affairs")
	case "External Affairs", "External Relations", "Foreign Relations":
		out = out[:1]
	case "Internal Affairs", "Home Affairs", "Intelligence", "Unification", "Defence", "Defense", "Interior", "Justice", "Finance":
	default:
		out = append(out, "Ministry for "+portfolio)
	}
	return out
}

// Bodies that most states have, with what stands before or behind the state.
var stateBodies = []struct {
	name   string // after the demonym
	typ    string
	label  string
	of     []string // before "of X"
	others []string // after the demonym
}{
	{"Army", "Unit", "ArmedForce", nil, []string{"National Army", "Ground Forces", "Land Forces"}},
	{"Navy", "Unit", "ArmedForce", nil, []string{"Naval Forces"}},
	{"Air Force", "Unit", "ArmedForce", nil, []string{"Air Forces"}},
	{"Marines", "Unit", "ArmedForce", nil, []string{"Marine Corps"}},
	{"Special Forces", "Unit", "ArmedForce", nil, []string{"Special Operations Forces"}},
	{"National Guard", "Unit", "ArmedForce", []string{"National Guard"}, nil},
	{"Coast Guard", "Agency", "Police", nil, []string{"Coastguard"}},
	{"Border Guard", "Agency", "Police", nil, []string{"Border Guards", "Border Guard Service", "Border Police"}},
	{"National Police", "Agency", "Police", []string{"National Police"}, []string{"Police", "Police Force", "Police Service", "Federal Police"}},
	{"General Staff", "Agency", "Ministry", nil, nil},
	{"Parliament", "Agency", "Parliament", []string{"Parliament"}, nil},
	{"National Assembly", "Agency", "Parliament", []string{"National Assembly"}, nil},
	{"Senate", "Agency", "Parliament", []string{"Senate"}, nil},
	{"Government", "Agency", "Government", []string{"Government"}, nil},
	{"Supreme Court", "Agency", "Court", []string{"Supreme Court"}, nil},
	{"Constitutional Court", "Agency", "Court", []string{"Constitutional Court"}, nil},
	{"Central Bank", "Agency", "CentralBank", []string{"Central Bank", "National Bank", "Reserve Bank"}, nil},
	{"Embassy", "Agency", "Embassy", []string{"Embassy"}, nil},
	{"Presidency", "Agency", "Presidency", nil, []string{"Presidential Administration", "Presidential Office"}},
	{"Prosecutor General's Office", "Agency", "Prosecutor", []string{"Prosecutor General's Office", "Office of the Prosecutor General"}, []string{"Prosecutor's Office", "Attorney General's Office"}},
	{"Red Crescent", "Organization", "NGO", nil, []string{"Red Crescent Society"}},
	{"Red Cross", "Organization", "NGO", nil, []string{"Red Cross Society"}},
}

// What else stands before a body besides the first demonym and the name.
var prefixes = map[string][]string{
	"us": {"U.S.", "US", "American", "United States"}, "gb": {"British", "UK", "U.K."}, "ar": {"Argentine", "Argentinian"}, "kg": {"Kyrgyz"}, "sv": {"Salvadoran", "Salvadorean"},
	"ae": {"Emirati", "UAE"}, "cd": {"Congolese", "DRC", "DR Congo"}, "cf": {"Central African", "CAR"}, "sa": {"Saudi"}, "kp": {"North Korean", "DPRK"}, "kr": {"South Korean", "ROK"}, "mm": {"Myanmar", "Burmese"}, "ba": {"Bosnian"}, "np": {"Nepali", "Nepalese", "Nepal"}, "ec": {"Ecuadorian", "Ecuadorean"}, "bw": {"Botswana"}, "ls": {"Lesotho"}, "ph": {"Philippine", "Filipino", "Philippines"}, "az": {"Azerbaijani", "Azeri"}, "kz": {"Kazakh", "Kazakhstani"}, "cn": {"Chinese", "PRC"},
}

// patterns adds, for every state, the bodies that every state has, under names
// that say which state it is; and all of them without a state.
func (b *builder) patterns(states []state) {
	for _, p := range portfolios {
		e := gazetteer.Entry{Name: "Ministry of " + p[0], Type: "Agency", Labels: []string{"Ministry"}, List: "bodies-generic"}
		k := b.add(e, "")
		for _, v := range p {
			for _, m := range ministry(v) {
				b.surfaceOnce(m, k)
			}
		}
	}
	for _, p := range rarePortfolios {
		k := b.add(gazetteer.Entry{Name: "Ministry of " + p, Type: "Agency", Labels: []string{"Ministry"}, List: "bodies-generic"}, "")
		for _, m := range ministry(p) {
			b.surfaceOnce(m, k)
		}
	}
	for i := range states {
		s := &states[i]
		if s.code == "" || len(s.demonyms) == 0 && !s.un || len(s.code) != 2 || s.code == "su" || s.code == "yu" || s.code == "cs" || s.code == "dd" {
			continue
		}
		var before []string
		if ps := prefixes[s.code]; ps != nil {
			before = append(before, ps...)
		} else if len(s.demonyms) > 0 {
			before = append(before, s.demonyms[0])
		}
		before = append(before, s.name)
		d := before[0]
		of := []string{s.name}
		for _, a := range s.aliases {
			if strings.HasPrefix(a, "the ") || strings.HasPrefix(a, "Republic") || strings.Contains(a, " Republic of ") {
				of = append(of, a)
			}
		}
		force, ok := b.national[s.code]
		if !ok {
			e := gazetteer.Entry{Name: d + " Armed Forces", Type: "Unit", Labels: []string{"ArmedForce"}, Country: s.code, List: "patterns"}
			force = b.add(e, "")
			b.surface(e.Name, force, false)
		}
		for _, p := range before {
			b.surfaceOnce(p+" Armed Forces", force)
			b.surfaceOnce(p+" Defence Forces", force)
			b.surfaceOnce(p+" Defense Forces", force)
		}
		for _, o := range of {
			b.surfaceOnce("Armed Forces of "+o, force)
		}
		for _, p := range portfolios {
			e := gazetteer.Entry{Name: d + " Ministry of " + p[0], Type: "Agency", Labels: []string{"Ministry"}, Country: s.code, List: "patterns"}
			k := -1
			put := func(text string) {
				if b.taken[gazetteer.Key(text)] > 0 {
					return
				}
				if k < 0 {
					k = b.add(e, gazetteer.Slug("Ministry of "+p[0])+"."+s.code)
				}
				b.surface(text, k, false)
			}
			for _, v := range p {
				for _, m := range ministry(v) {
					for _, x := range before {
						put(x + " " + m)
					}
					if strings.HasPrefix(m, "Ministry") {
						for _, o := range of {
							put(m + " of " + o)
						}
					}
				}
			}
		}
		for _, body := range stateBodies {
			e := gazetteer.Entry{Name: d + " " + body.name, Type: body.typ, Labels: []string{body.label}, Country: s.code, List: "patterns"}
			k := -1
			put := func(text string) {
				if b.taken[gazetteer.Key(text)] > 0 {
					return
				}
				if k < 0 {
					k = b.add(e, gazetteer.Slug(body.name)+"."+s.code)
				}
				b.surface(text, k, false)
			}
			for _, x := range before {
				for _, n := range append([]string{body.name}, body.others...) {
					put(x + " " + n)
				}
			}
			for _, n := range body.of {
				for _, o := range of {
					put(n + " of " + o)
				}
			}
		}
	}
}

// surfaceOnce adds a surface unless some entry has it.
func (b *builder) surfaceOnce(text string, k int) {
	if b.taken[gazetteer.Key(text)] == 0 {
		b.surface(text, k, false)
	}
}

// coverage tells what every member of the United Nations has.
func (b *builder) coverage(states []state) []byte {
	var out bytes.Buffer
	out.WriteString("# Coverage\n\nWritten by cmd/gazetteer. What the lists of sources/ know by a name of its own for every member of the\nUnited Nations; its armed forces, ministries, parliament, courts, police and central bank are found by pattern\nas well (\"Gambian Ministry of Justice\"), and those with no state in the name as generic bodies.\n\n")
	for _, l := range lists {
		fmt.Fprintf(&out, "- %s: %d\n", l, b.own[l])
	}
	labels := []string{"IntelligenceAgency", "Police", "ArmedForce", "Parliament", "Party", "Outlet", "ArmedGroup"}
	fmt.Fprintf(&out, "\n| state | %s |\n|---|%s\n", strings.Join(labels, " | "), strings.Repeat("---|", len(labels)))
	for _, s := range states {
		if !s.un {
			continue
		}
		fmt.Fprintf(&out, "| %s |", s.name)
		for _, l := range labels {
			if n := b.has[s.code+"."+l]; n > 0 {
				fmt.Fprintf(&out, " %d |", n)
			} else {
				out.WriteString(" none |")
			}
		}
		out.WriteByte('\n')
	}
	return out.Bytes()
}
