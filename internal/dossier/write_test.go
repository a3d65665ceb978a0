package dossier

import "testing"

func TestKinds(t *testing.T) {
	for want, labels := range map[string][]string{
		"":                  nil,
		"Unit, armed force": {"Unit", "ArmedForce"},
		"Organization, NGO": {"Organization", "NGO"},
		"Organization, international organization": {"Organization", "InternationalOrganization"},
		"état, ö": {"état", "ö"},
	} {
		if got := kinds(labels); got != want {
			t.Errorf("%q: %q, want %q", labels, got, want)
		}
	}
}

func TestCountry(t *testing.T) {
	for code, want := range map[string]string{"kp": "North Korea (KP)", "xk": "Kosovo (XK)", "xx": "XX", "<b>": "<B>", "": ""} {
		if got := country(code); got != want {
			t.Errorf("%q: %q, want %q", code, got, want)
		}
	}
}

func TestVoice(t *testing.T) {
	ana, he := Speaker{Text: "she", Entity: Party{"person/ana", "Ana Ruiz"}}, Speaker{Text: "a\n friend"}
	for want, chain := range map[string][]Hop{
		"the outlet itself": nil,
		"Ana Ruiz":          {{ana}},
		"Ana Ruiz and “a friend”, on the word of one who is not named": {{ana, he}, {{}}},
	} {
		if got := (&Claim{Chain: chain}).Voice(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := voices([]*Claim{{}, {Chain: []Hop{{ana}}}, {}}); got != "the outlet itself; Ana Ruiz" {
		t.Errorf("%q", got)
	}
}

// Names that look alike and are not are told apart.
func TestBlank(t *testing.T) {
	for in, want := range map[string]string{
		"Quds\u200bForce": "Quds[U+200B]Force", "\ufeffQuds": "[U+FEFF]Quds", "a\u2060b\u3164": "a[U+2060]b[U+3164]",
		"می\u200cخواهم": "می\u200cخواهم", "co\u00adop": "co\u00adop", "क्\u200dष": "क्\u200dष",
	} {
		if got := string(visible([]byte(in))); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
