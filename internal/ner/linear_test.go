package ner_test

import (
	"strings"
	"testing"
	"time"

	"casegraph/internal/doc"
	"casegraph/internal/ner"
	"casegraph/internal/text"
)

// TestLinear: a sentence of eight times the words takes no more than sixteen
// times as long.
func TestLinear(t *testing.T) {
	r := recogniser(t, ner.Config{})
	for name, unit := range map[string]string{
		"prose without a full stop": "the army said that its forces had taken Goma and the rebels of the March Movement fled to Bukavu while ",
		"capitals":                  "THE ARMY OF CHAD SAID GENERAL ALI HAD TAKEN THE TOWN OF FAYA ",
		"a list of names":           "Goma, Bukavu, Uvira, Kindu, Joseph Ali, Beni, ",
		"first capitals":            "Army Chief Warns Rebels Of New Offensive Near Goma Ministry ",
		"and":                       "Goma and Ali and Interior Ministry of Chad and Uvira and ",
	} {
		measure := func(words int) time.Duration {
			in := strings.Repeat(unit, words/len(strings.Fields(unit)))
			d := &doc.Document{Text: in, Blocks: []doc.Block{{End: len(in), Kind: doc.Body}}}
			s := []text.Sentence{{End: len(in), Kind: doc.Body, Tokens: text.Tokens(in, 0)}}
			best := time.Hour
			for range 3 {
				start := time.Now()
				r.Find(d, s)
				best = min(best, time.Since(start))
			}
			return best
		}
		measure(10_000)
		short, long := measure(1250), measure(10_000)
		t.Logf("%s: 1,250 words %v, 10,000 words %v", name, short, long)
		if long > 16*short+10*time.Millisecond {
			t.Errorf("%s: 1,250 words take %v, 10,000 take %v", name, short, long)
		}
	}
}
