package text

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"casegraph/internal/doc"
)

// Every sentence of the gold claims is one of ours, to the byte.
func TestGoldSentences(t *testing.T) {
	const shared = "../../../shared"
	if _, err := os.Stat(shared); err != nil {
		t.Skip("the gold sentences are not here: ", err)
	}
	total, found := 0, 0
	for gold, texts := range map[string]string{"gold": "seeds", "field/gold": "field/texts"} {
		data, err := os.ReadFile(filepath.Join(shared, gold, "claims.json"))
		if err != nil {
			t.Skip("the gold sentences are not here: ", err)
		}
		var g struct {
			Docs map[string][]struct{ Sentence [2]int }
		}
		if err := json.Unmarshal(data, &g); err != nil {
			t.Fatal(err)
		}
		for name, claims := range g.Docs {
			data, err := os.ReadFile(filepath.Join(shared, texts, name))
			if err != nil {
				t.Fatal(err)
			}
			for d, err := range doc.Read(name, data) {
				if err != nil {
					t.Fatal(err)
				}
				ours := map[[2]int]bool{}
				for _, s := range Split(d) {
					ours[[2]int{s.Start, s.End}] = true
				}
				var spans [][2]int
				for _, c := range claims {
					if !slices.Contains(spans, c.Sentence) {
						spans = append(spans, c.Sentence)
					}
				}
				for _, s := range spans {
					total++
					if ours[s] {
						found++
						continue
					}
					t.Errorf("%s: no sentence of ours is %d-%d %q", name, s[0], s[1], d.Text[s[0]:s[1]])
				}
			}
		}
	}
	t.Logf("%d of %d gold sentences", found, total)
}
