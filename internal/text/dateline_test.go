package text

import (
	"strings"
	"testing"
)

func TestDateline(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"TRIPOLI, May 4 (Agency) - Two men fled.", "TRIPOLI , May 4 ( Agency ) -"},
		{"KYIV — Two men fled from the town.", "KYIV —"},
		{"(Nairobi, November 24, 2021) – Two men fled.", "( Nairobi , November 24 , 2021 ) –"},
		{"14:05 - Two men fled from the town.", "14:05 -"},
		{"14:05 Two men fled from the town.", "14:05"},
		{"Two men - both armed - fled from the town.", ""},
		{"The army, the navy and the police fled.", ""},
		{"", ""},
	} {
		tokens := Tokens(c.line, 0)
		var got []string
		for _, k := range tokens[:Dateline(tokens)] {
			got = append(got, k.Text)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: %q, want %q", c.line, s, c.want)
		}
	}
}
