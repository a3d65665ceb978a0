package pipeline

import (
	"testing"

	"casegraph/internal/doc"
)

// TestTheyAreNamedElsewhere reads a clause whose subject stands for two who are named
// in the sentence before: they are no words of the clause.
func TestTheyAreNamedElsewhere(t *testing.T) {
	r, err := NewReader(Config{})
	if err != nil {
		t.Fatal(err)
	}
	text := `Camara, Captain Henri Sesay, and Major Jean-Pierre Musa Kabbah formed the Popular Front (FP), which pledged to continue and pursue the goals of the revolution and to "rectify" Touray's "deviations" from the original aims. Some members of the leftist Organisation of Work (ODP) were against the admission of non-Marxist groups in the front. On September 18, 1989, while Camara was returning from a two-week trip to Asia, Kabbah and Sesay were accused of plotting to overthrow the Popular Front. They were arrested and summarily executed the same night.
`
	for d, err := range doc.Read("a.txt", []byte(text)) {
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, c := range r.Read(d).Claims {
			found = found || c.Type == "CASUALTIES" || c.Type == "ARRESTED"
		}
		if !found {
			t.Error("nobody was arrested or killed")
		}
	}
}

// TestNobodyIsInADateline reads a dash behind a dateline, and a man's deputy: neither
// makes a post.
func TestNobodyIsInADateline(t *testing.T) {
	r, err := NewReader(Config{})
	if err != nil {
		t.Fatal(err)
	}
	text := "KYIV - Colonel Ivan Bondar was arrested on Thursday. His deputy, Captain Hassan Ali, denied the charges.\n"
	for d, err := range doc.Read("a.txt", []byte(text)) {
		if err != nil {
			t.Fatal(err)
		}
		arrested := false
		for _, c := range r.Read(d).Claims {
			switch c.Type {
			case "HAS_ROLE_IN", "MEMBER_OF", "LEADS":
				t.Errorf("%s at %q", c.Type, text[c.Trigger.Start:c.Trigger.End])
			case "ARRESTED":
				arrested = true
			}
		}
		if !arrested {
			t.Error("nobody was arrested")
		}
	}
}

// TestAnothersAgency reads a name that the lists have of another state's agency, with
// an acronym that is not that agency's.
func TestAnothersAgency(t *testing.T) {
	r, err := NewReader(Config{})
	if err != nil {
		t.Fatal(err)
	}
	for text, known := range map[string]bool{
		"Chad's army said the National Security Agency (ANS) had briefed lawmakers in N'Djamena.\n": false,
		"Chad's army said the National Security Agency (NSA) had briefed lawmakers in N'Djamena.\n": true,
	} {
		for d, err := range doc.Read("a.txt", []byte(text)) {
			if err != nil {
				t.Fatal(err)
			}
			found := false
			for _, m := range r.Read(d).Mentions {
				if m.Text == "National Security Agency" {
					found = true
					if (m.Known != "") != known {
						t.Errorf("%s: the lists know it as %q", text, m.Known)
					}
				}
			}
			if !found {
				t.Errorf("%s: not found", text)
			}
		}
	}
}

// TestACommaIsNoAddressBeforeAClause reads a body before a comma and a state: the state
// is the body's where the address ends with it, not where a clause begins.
func TestACommaIsNoAddressBeforeAClause(t *testing.T) {
	r, err := NewReader(Config{})
	if err != nil {
		t.Fatal(err)
	}
	text := "According to a report seen by the Harbour Institute, Iran supplied the rebels with rifles. The Coastal Foundation, Ghana, said so too.\n"
	want := map[string]string{"Harbour Institute": "", "Coastal Foundation": "gh"}
	for d, err := range doc.Read("a.txt", []byte(text)) {
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range r.Read(d).Mentions {
			if state, ok := want[m.Text]; ok {
				if m.Country != state {
					t.Errorf("%s is of %q, want %q", m.Text, m.Country, state)
				}
				delete(want, m.Text)
			}
		}
	}
	for name := range want {
		t.Errorf("%s was not found", name)
	}
}

// TestTheAccusedDoes reads what somebody is accused of: the accused does it, also where
// the words stand behind the accuser's.
func TestTheAccusedDoes(t *testing.T) {
	r, err := NewReader(Config{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"The ministry sanctioned a firm that it accuses of selling rifles to Hezbollah.\n":                 "firm",
		"France sanctioned Gasabo Holdings, which it accuses of selling rifles to Hezbollah.\n":            "Gasabo Holdings",
		"Officials who accuse the Wagner Group of selling rifles to Hezbollah met in Accra on Monday.\n":   "Wagner Group",
		"Rwanda backs a company the Treasury accuses of selling rifles to Hezbollah.\n":                    "", // not the Treasury
		"The company, which sells rifles to Hezbollah, was accused by Ghana of hiding what it had done.\n": "company",
	} {
		for d, err := range doc.Read("a.txt", []byte(text)) {
			if err != nil {
				t.Fatal(err)
			}
			x := r.Read(d)
			giver := ""
			for _, c := range x.Claims {
				for _, a := range c.Args {
					if c.Type == "SUPPLIED" && a.Role == "giver" && a.Mention >= 0 {
						giver = x.Mentions[a.Mention].Text
					}
				}
			}
			if giver != want {
				t.Errorf("%s: %q gives the rifles, want %q", text, giver, want)
			}
		}
	}
}
