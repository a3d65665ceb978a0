package pipeline

import (
	"testing"

	"casegraph/internal/doc"
	"casegraph/internal/ner"
)

// TestMentionsByGrammar: a verb is no description, and a surname of somebody who was
// named in full is no place.
func TestMentionsByGrammar(t *testing.T) {
	r, err := NewReader(Config{})
	if err != nil {
		t.Fatal(err)
	}
	report := "Milos Radonjic was arrested in Bar on Monday. Prosecutors suspect him of smuggling. The Treasury imposed sanctions on Radonjic in March.\n"
	for d, err := range doc.Read("report.txt", []byte(report)) {
		if err != nil {
			t.Fatal(err)
		}
		persons := 0
		for _, m := range r.Read(d).Mentions {
			switch m.Text {
			case "suspect":
				t.Errorf("the verb %q is a %s", m.Text, m.Type)
			case "Radonjic", "Milos Radonjic":
				if m.Type != ner.Person {
					t.Errorf("%q is a %s", m.Text, m.Type)
				}
				persons++
			}
		}
		if persons != 2 {
			t.Errorf("%d names of the man", persons)
		}
	}
}

// TestMilitaryRegions: a numbered region of an army is a unit, one of a state is none.
func TestMilitaryRegions(t *testing.T) {
	r, err := NewReader(Config{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"General Idriss Camara, who commands the 33rd Military Region, visited Bukavu on Tuesday.\n": "33rd Military Region",
		"Troops of the 2nd Operational Zone left Goma, the army said.\n":                             "2nd Operational Zone",
		"The storm reached the 2nd Region of Chile, the mayor said.\n":                               "",
	} {
		for d, err := range doc.Read("a.txt", []byte(text)) {
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, m := range r.Read(d).Mentions {
				if m.Type == ner.Unit && m.Form == ner.Name {
					got = m.Text
				}
			}
			if got != want {
				t.Errorf("%s: unit %q, want %q", text, got, want)
			}
		}
	}
}

// TestTheMayorIsNotTheTown: what the holder of a post says is said by the name behind the
// comma, not by what the post is of, nor by one of whom a verb tells.
func TestTheMayorIsNotTheTown(t *testing.T) {
	r, err := NewReader(Config{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"The mayor of Saint-Marc, Yvonne Fievre, told Radio Metropole that more than 100 bodies had been counted.\n": "Yvonne Fievre",
		"The president of the company, Ihor Bojko, said that the attack had failed.\n":                               "Ihor Bojko",
		"An officer accused of shooting a girl, Amal Haddad, while she slept, said that he had missed.\n":            "officer",
	} {
		for d, err := range doc.Read("a.txt", []byte(text)) {
			if err != nil {
				t.Fatal(err)
			}
			x := r.Read(d)
			got := ""
			for _, c := range x.Claims {
				if c.Type == "STATEMENT" && len(c.Sources) > 0 {
					got = x.Mentions[c.Sources[0][0].Mention].Text
				}
			}
			if got != want {
				t.Errorf("%s: said by %q, want %q", text, got, want)
			}
		}
	}
}

// TestBehindARelativeClause: what a comma and "and" join behind a clause of somebody is
// joined to him.
func TestBehindARelativeClause(t *testing.T) {
	r, err := NewReader(Config{})
	if err != nil {
		t.Fatal(err)
	}
	for d, err := range doc.Read("a.txt", []byte("The Treasury sanctioned Omar Dallo, who leads the RSF, and Capital Tap Holding, a company based in Dubai.\n")) {
		if err != nil {
			t.Fatal(err)
		}
		x := r.Read(d)
		got := map[string]bool{}
		for _, c := range x.Claims {
			for _, a := range c.Args {
				if a.Role == "body" || a.Role == "target" {
					got[c.Type+" "+x.Mentions[a.Mention].Text] = true
				}
			}
		}
		if !got["LEADS RSF"] || !got["SANCTIONED Capital Tap Holding"] || got["LEADS Capital Tap Holding"] {
			t.Errorf("%v", got)
		}
	}
}
