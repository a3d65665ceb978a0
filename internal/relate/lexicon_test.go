package relate

import (
	"strings"
	"testing"

	"casegraph/internal/clause"
)

// TestLexiconErrors: a line that cannot be read is named.
func TestLexiconErrors(t *testing.T) {
	m, err := clause.NewMorphology("say\tsaid\tsaid\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ data, want string }{
		{"deny\tverb\tdenied", "line 1"},
		{"# head\ndeny\tverb\tforbidden\t\n", "line 2"},
		{"deny\tparticle\tdenied\t\n", `"particle"`},
	} {
		if _, err := newMannerTable(c.data, m); err == nil || !strings.Contains(err.Error(), "manner.tsv") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("manner %q: %v", c.data, err)
		}
	}
	table, err := newMannerTable("say\tverb\thedged\tpassive\n", m)
	if err != nil || len(table.verbs["said"]) != 1 || len(table.verbs["says"]) != 1 {
		t.Errorf("forms of say: %v, %v", table, err)
	}
	for _, c := range []struct{ verbs, nouns, want string }{
		{"say\tasserted", "", "speech.tsv: line 1"},
		{"say\tperhaps\tany", "", "speech.tsv: line 1"},
		{"say\tasserted\tany", "claim\tsure", "speech_nouns.tsv: line 1"},
	} {
		if _, err := newSpeechTable(c.verbs, c.nouns, m); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("speech %q %q: %v", c.verbs, c.nouns, err)
		}
	}
}
