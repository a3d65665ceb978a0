package relate_test

import (
	"os"
	"strings"
	"testing"
)

// TestAttribution reads testdata/attribution.txt: every statement of a sentence
// with its content, chain and stance.
func TestAttribution(t *testing.T) {
	data, err := os.ReadFile("testdata/attribution.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := newReader(t)
	sentence := ""
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		if !strings.Contains(line, " | ") {
			sentence = line
			continue
		}
		d, claims, mentions := r.read(t, sentence)
		var got []string
		for _, c := range claims {
			if c.Type != "STATEMENT" {
				continue
			}
			var hops []string
			for _, h := range c.Sources {
				var names []string
				for _, s := range h {
					names = append(names, mentions[s.Mention].Text)
				}
				hops = append(hops, strings.Join(names, "+"))
			}
			got = append(got, d.Text[c.Args[0].Start:c.Args[0].End]+" | "+strings.Join(hops, " < ")+" | "+string(c.Stance))
		}
		if len(got) != 1 || got[0] != line {
			t.Errorf("%s\n got %q\nwant %q", sentence, got, line)
		}
	}
}
