package pipeline

import (
	"fmt"
	"slices"
	"testing"

	"casegraph/internal/doc"
)

// TestNumbers reads numbers of dead that are put against each other.
func TestNumbers(t *testing.T) {
	r, err := NewReader(Config{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]string{
		"Fighting killed at least 29 soldiers near Goma on Monday, the army said. M23 put the number at more than 60.\n": {
			"soldiers at least 29 army", "soldiers more than 60 M23"},
		"The army killed 45 fighters in Omdurman, a military source said. The militia put the figure at 12. The toll has since risen to 61, doctors said.\n": {
			"fighters 45 military source", "fighters 12 militia", "fighters 61 doctors"},
		"A spokesman put the number of soldiers killed at 15.\n":     {"soldiers 15 spokesman"},
		"The number of soldiers killed rose to 15, the army said.\n": {"soldiers 15 army"},
		"A witness put the number of dead civilians at 17.\n":        {"civilians 17 witness"},
		"Gunmen killed 70 people, including three infants, in Verrettes on Monday, the army said. The police put the toll at 48.\n": {
			"people 70 army", "infants three army", "people 48 police"},
		"The rebels put the number of dead at 90.\n":                                        {"dead 90 rebels"},
		"The army said 40 soldiers were killed. It put the number who fled at 300.\n":       {"soldiers 40 army"},
		"The army said 40 soldiers were killed. The factory sold 12 cars. The figure is 9.": {"soldiers 40 army"},
	} {
		for d, err := range doc.Read("a.txt", []byte(text)) {
			if err != nil {
				t.Fatal(err)
			}
			x := r.Read(d)
			var got []string
			for _, c := range x.Claims {
				victims, number, by := "", "", ""
				for _, a := range c.Args {
					switch {
					case a.Role == "victims":
						victims = x.Mentions[a.Mention].Text
					case a.Role == "killed" && a.Quantity != nil:
						number = d.Text[a.Start:a.End]
					}
				}
				if len(c.Sources) > 0 {
					by = x.Mentions[c.Sources[0][0].Mention].Text
				}
				if c.Type == "CASUALTIES" {
					got = append(got, fmt.Sprintf("%s %s %s", victims, number, by))
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s\n got %q\nwant %q", text, got, want)
			}
		}
	}
}
