package resolve

import (
	"fmt"
	"strings"
	"testing"
)

// TestCases resolves a few profiles at a time: one line a profile, "type name+other
// spelling (state) role; body; near". What is joined stands between bars.
func TestCases(t *testing.T) {
	for _, tt := range []struct{ name, profiles, want string }{
		{"a shorter name that could be either of two is left alone",
			`Person Patricia Borges Ribeiro
			 Person Patricia Borges
			 Person Patricia Borges Almeida`, "Patricia Borges Ribeiro | Patricia Borges | Patricia Borges Almeida"},
		{"the better reason goes first, and links no two",
			`Person Patricia Ribeiro Borges
			 Person Patricia Borges
			 Person Patricia Borges Almeida`, "Patricia Ribeiro Borges, Patricia Borges | Patricia Borges Almeida"},
		{"what fits one alone joins it",
			`Person Patricia Ribeiro Borges
			 Person Patricia Borges`, "Patricia Ribeiro Borges, Patricia Borges"},
		{"a name that many bear needs more than the name",
			`Person Ali Hassan
			 Person Ali Hassan /colonel`, "Ali Hassan | Ali Hassan"},
		{"a name that many bear, and one body",
			`Person Ali Hassan ;agency/mod.ml
			 Person Ali Hassan /colonel;agency/mod.ml`, "Ali Hassan, Ali Hassan"},
		{"a name that many bear, in the same company",
			`Person Ali Hassan ;;person amadou kone,place nalerigu
			 Person Ali Hassan ;;person amadou kone,place nalerigu`, "Ali Hassan, Ali Hassan"},
		{"numbers are exact",
			`Unit 1st Mechanised Brigade (ua)
			 Unit 2nd Mechanised Brigade (ua)
			 Unit First Mechanized Brigade (ua)`, "1st Mechanised Brigade, First Mechanized Brigade | 2nd Mechanised Brigade"},
		{"two ministries of defence",
			`Agency Ministry of Defence (ml)
			 Agency Defence Ministry (td)
			 Agency Ministry of Defense (td)
			 Agency Ministry of Defence`, "Ministry of Defence | Defence Ministry, Ministry of Defense | Ministry of Defence"},
		{"an acronym does not link two names in words",
			`Organization Sumang Red Cross Society (kp) =SRCS
			 Organization SRCS (kp)
			 Organization Strinovo Red Cross Society (kp) =SRCS`, "Sumang Red Cross Society | SRCS | Strinovo Red Cross Society"},
		{"nor does it where the reports write it beside the words",
			`Organization Sumang Red Cross Society+SRCS (kp) =SRCS
			 Organization SRCS
			 Organization SRCS (kp)
			 Organization Strinovo Red Cross Society+SRCS (kp) =SRCS`, "Sumang Red Cross Society | SRCS | SRCS | Strinovo Red Cross Society"},
		{"and it means the one name in words of its state",
			`Organization Sumang Red Cross Society+SRCS (kp) =SRCS
			 Organization SRCS (kp)
			 Organization Strinovo Red Cross Society+SRCS (rs) =SRCS`, "Sumang Red Cross Society, SRCS | Strinovo Red Cross Society"},
		{"a title and a surname mean the one who bears both",
			`Person Asareh /general
			 Person Kwabena Asareh /general`, "Asareh, Kwabena Asareh"},
		{"... unless two bear them",
			`Person Asareh /general
			 Person Kwabena Asareh /general
			 Person Kofi Asareh /general`, "Asareh | Kwabena Asareh | Kofi Asareh"},
		{"a town, a region and a ship",
			`Place Kursk (ru)
			 Place Kursk Region (ru)
			 Place Kursk Oblast (ru)`, "Kursk | Kursk Region, Kursk Oblast"},
		{"a country and another's state",
			`Place Georgia (ge)
			 Place Georgia (us)`, "Georgia | Georgia"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var ps []Profile
			for i, line := range strings.Split(tt.profiles, "\n") {
				ps = append(ps, parseProfile(i, line))
			}
			res := resolver(t).Resolve(ps, nil)
			var got []string
			seen := map[int]bool{}
			for i := range ps {
				e := res.Of[ps[i].Key]
				if seen[e] {
					continue
				}
				seen[e] = true
				var names []string
				for j := range ps {
					if res.Of[ps[j].Key] == e {
						names = append(names, ps[j].Name)
					}
				}
				got = append(got, strings.Join(names, ", "))
			}
			if s := strings.Join(got, " | "); s != tt.want {
				t.Errorf("got  %s\nwant %s", s, tt.want)
			}
		})
	}
}

func parseProfile(i int, line string) Profile {
	typ, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	p := Profile{Key: fmt.Sprintf("%02d", i), Type: typ}
	cut := func(mark string) (after string) {
		rest, after, _ = strings.Cut(rest, mark)
		return strings.TrimSpace(after)
	}
	parts := strings.SplitN(rest, ";", 3)
	rest = parts[0]
	if len(parts) > 1 && parts[1] != "" {
		p.Bodies = []string{parts[1]}
	}
	if len(parts) > 2 {
		p.Near = strings.Split(parts[2], ",")
	}
	if r := cut("/"); r != "" {
		p.Roles = []string{r}
	}
	p.Short = cut("=")
	p.Country = strings.TrimSuffix(cut("("), ")")
	p.Spellings = strings.Split(strings.TrimSpace(rest), "+")
	p.Name = p.Spellings[0]
	return p
}
