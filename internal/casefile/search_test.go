package casefile_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casegraph/internal/casefile"
	"casegraph/internal/doc"
	"casegraph/internal/pipeline"
	"casegraph/internal/reading"

	gocmp "github.com/google/go-cmp/cmp"
)

var searches = []struct{ words, want string }{
	{`north korea`, `"north" "korea"`},
	{`"North  Korea" troops`, `"North Korea" "troops"`},
	{`kur* -sudzha -"border guard" -min*`, `"kur"* -"sudzha" -"border guard" -"min"*`},
	{`“storm corps”`, `"storm corps"`},
	{`"storm cor"*`, `"storm cor"*`},
	{`a"b c"d`, `"a" "b c" "d"`},
	{`"never closed`, `"never closed"`},
	{`NEAR(a b, 2) AND text:x OR ^y`, `"NEAR(a" "b," "2)" "AND" "text:x" "OR" "^y"`},
	{`x' OR 1=1; --`, `"x'" "OR" "1=1;"`},
	{`* - -- ( ) "" "*" : x`, `"x"`},
	{"nul\x00and\xffbad", `"nul" "and" "bad"`},
	{`fo*o`, `"fo*o"`},
}

func TestParseSearch(t *testing.T) {
	for _, c := range searches {
		s, err := casefile.ParseSearch(c.words)
		if err != nil {
			t.Errorf("%s: %v", c.words, err)
			continue
		}
		if s.String() != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.words, s, c.want)
		}
	}
	for words, want := range map[string]string{"": "no word", `"" * (`: "no word", "-a -b": "must not be there", strings.Repeat("a ", 65): "at most 64"} {
		if _, err := casefile.ParseSearch(words); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", words, err)
		}
	}
}

var sentences = []string{
	"Colonel Müller met Łukasz in KYIV.", "The near and the far: 3rd Brigade.", "O'Brien, x-ray and the U.S. Army", "and or not near text",
	"Не говорить по-русски", "naïve café; 1,000 men", "", "e\u0301cole Muller", "bord de mer", "north korea korea north",
}

// index is an index of words as a case file has one, over sentences.
func index(t testing.TB) *sql.DB {
	t.Helper()
	c, err := casefile.Open(t.Context(), filepath.Join(t.TempDir(), "c.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	for i, s := range sentences {
		if _, err := c.DB().Exec(`INSERT INTO search (rowid, text) VALUES (?, ?)`, i, s); err != nil {
			t.Fatal(err)
		}
	}
	return c.DB()
}

// FuzzSearch proves of whatever a person types that the database takes it for words,
// that it is read again as it is written, and of plain letters that the index finds what
// Matches does.
func FuzzSearch(f *testing.F) {
	for _, c := range searches {
		f.Add(c.words)
	}
	for _, s := range []string{"muller", "müll*", "-the army", `"u s"`, "école", "NEAR", "3rd", "kor* -\"korea korea\""} {
		f.Add(s)
	}
	db := index(f)
	f.Fuzz(func(t *testing.T, words string) {
		s, err := casefile.ParseSearch(words)
		if err != nil {
			return
		}
		again, err := casefile.ParseSearch(s.String())
		if err != nil || gocmp.Diff(s, again) != "" {
			t.Errorf("%q is written %q, which is read as %v (%v)", words, s, again, err)
		}
		rows, err := db.Query(`SELECT rowid FROM search WHERE search MATCH ? ORDER BY 1`, casefile.Match(s))
		if err != nil {
			t.Fatalf("%q: %s: %v", words, casefile.Match(s), err)
		}
		defer rows.Close()
		var got, want []int
		for rows.Next() {
			var n int
			if err := rows.Scan(&n); err != nil {
				t.Fatal(err)
			}
			got = append(got, n)
		}
		if err := rows.Err(); err != nil {
			t.Fatalf("%q: %v", words, err)
		}
		for i, text := range sentences {
			matches := s.Matches(text)
			if matches {
				want = append(want, i)
			}
			for _, m := range s.Marks(text) {
				if m[0] >= m[1] || m[1] > len(text) {
					t.Errorf("%q: mark %v in %q", words, m, text)
				}
			}
		}
		ascii := !strings.ContainsFunc(words, func(r rune) bool { return r >= 0x80 })
		if ascii && !slices.Equal(got, want) {
			t.Errorf("%q: the index finds %v, Matches %v", words, got, want)
		}
	})
}

func TestFoldsAsTheIndexDoes(t *testing.T) {
	db := index(t)
	for words, want := range map[string]int{"muller": 2, "MÜLLER": 2, "müll*": 2, "ecole": 1, "école": 1, "kyiv": 1, "Говорить": 1, "cafe": 1, "café": 1} {
		s, err := casefile.ParseSearch(words)
		if err != nil {
			t.Fatal(err)
		}
		var n, m int
		if err := db.QueryRow(`SELECT count(*) FROM search WHERE search MATCH ?`, casefile.Match(s)).Scan(&n); err != nil {
			t.Fatal(err)
		}
		for _, text := range sentences {
			if s.Matches(text) {
				m++
			}
		}
		if n != want || m != want {
			t.Errorf("%s: the index finds %d, Matches %d, want %d", words, n, m, want)
		}
	}
}

// news enters texts at places.
func news(t *testing.T, c *casefile.Case, r *pipeline.Reader, texts map[string]string) {
	t.Helper()
	for _, place := range slices.Sorted(func(yield func(string) bool) {
		for p := range texts {
			if !yield(p) {
				return
			}
		}
	}) {
		for d, err := range doc.Read(place, []byte(texts[place])) {
			if err != nil {
				t.Fatal(err)
			}
			if _, err := c.Put(t.Context(), "reader", []casefile.Arrival{{Place: "/" + place, URI: place, Content: "txt:" + d.SHA256, Readings: []*reading.Reading{r.Read(d)}}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := c.Assemble(t.Context(), rules(t)); err != nil {
		t.Fatal(err)
	}
}

// found lists what a search finds: names, then uri:start-end.
func found(t *testing.T, c *casefile.Case, words string, f casefile.Seek) string {
	t.Helper()
	s, err := casefile.ParseSearch(words)
	if err != nil {
		t.Fatal(err)
	}
	if f.Limit == 0 {
		f.Limit = 100
	}
	h, err := c.Search(t.Context(), s, f)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range h.Entities {
		out = append(out, e.Name)
	}
	for _, x := range h.Sentences {
		out = append(out, fmt.Sprintf("%s:%d-%d", x.URI, x.Start, x.End))
	}
	return strings.Join(out, " ") + fmt.Sprintf(" (%d, %d, %d)", h.AllEntities, h.AllSentences, h.Undated)
}

func TestSearch(t *testing.T) {
	r, err := pipeline.NewReader(pipeline.Config{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := casefile.Open(t.Context(), filepath.Join(t.TempDir(), "c.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	news(t, c, r, map[string]string{
		"a.txt": "The Daily Courier, March 3, 2025\n\nColonel Oleksandr Hryhorenko met engineers in Tamale. The zzqxjkvium was shown. Nobody spoke.\n",
		"b.txt": "The Daily Courier, April 7, 2025\n\nEngineers repaired the bridge near Tamale. Müller met engineers.\n",
		"c.txt": "Engineers slept.\n",
	})
	for _, x := range []struct {
		words string
		seek  casefile.Seek
		want  string
	}{
		{"hryhorenko", casefile.Seek{}, "Oleksandr Hryhorenko a.txt:34-87 (1, 1, 0)"},
		{"engineers", casefile.Seek{}, "c.txt:0-16 b.txt:77-99 b.txt:34-76 a.txt:34-87 (0, 4, 0)"},
		{"engineers", casefile.Seek{Limit: 1}, "c.txt:0-16 (0, 4, 0)"},
		{"engineers", casefile.Seek{From: "2025-04-01"}, "b.txt:77-99 b.txt:34-76 (0, 2, 1)"},
		{"engineers", casefile.Seek{To: "2025-03-31"}, "a.txt:34-87 (0, 1, 1)"},
		{"engineers", casefile.Seek{Type: "Person"}, "b.txt:77-99 a.txt:34-87 (0, 2, 0)"},
		{"tamale", casefile.Seek{Type: "Person"}, "a.txt:34-87 (0, 1, 0)"},
		{`"engineers in"`, casefile.Seek{}, "a.txt:34-87 (0, 1, 0)"},
		{"engin* -muller -slept", casefile.Seek{}, "b.txt:34-76 a.txt:34-87 (0, 2, 0)"},
		{"oleksandr", casefile.Seek{From: "2025-04-01"}, " (0, 0, 0)"},
		{"zzqxjkvium", casefile.Seek{}, "a.txt:88-113 (0, 1, 0)"},
	} {
		if got := found(t, c, x.words, x.seek); got != x.want {
			t.Errorf("%s %v:\ngot  %s\nwant %s", x.words, x.seek, got, x.want)
		}
	}

	// What is taken out is not found, and after scrubbing its words are nowhere in the index.
	if _, err := c.Forget(t.Context(), "a.txt"); err != nil {
		t.Fatal(err)
	}
	if err := c.Assemble(t.Context(), rules(t)); err != nil {
		t.Fatal(err)
	}
	if got := found(t, c, "zzqxjkvium", casefile.Seek{}); got != " (0, 0, 0)" {
		t.Errorf("found after it was forgotten: %s", got)
	}
	if err := casefile.ScrubSearch(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	rows, err := c.DB().QueryContext(t.Context(), `SELECT id, block FROM search_data`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var block []byte
		if err := rows.Scan(&id, &block); err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(block, []byte("zqxjk")) || bytes.Contains(block, []byte("ryhorenko")) {
			t.Errorf("block %d of the index holds a word of a report that is gone", id)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if got, want := found(t, c, "engineers", casefile.Seek{}), "c.txt:0-16 b.txt:77-99 b.txt:34-76 (0, 3, 0)"; got != want {
		t.Errorf("after scrubbing: %s", got)
	}
}

// TestUpgradeKeepsTheLedger opens a case file of the version before the index of words:
// the index is there, and so are judgements and earlier generations.
func TestUpgradeKeepsTheLedger(t *testing.T) {
	ctx := t.Context()
	c := fixture(t)
	src, err := c.SourceAt(ctx, rules(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	want, count := written(t, src), everythingOf(t, c, `SELECT count(*) || ' ' || (SELECT count(*) FROM judgement) FROM change`)
	path := c.Path()
	for _, q := range []string{`DROP TABLE search`, `DROP TABLE searched`, `PRAGMA user_version = 3`} {
		if _, err := c.DB().ExecContext(ctx, q); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if c, err = casefile.Open(ctx, path, false); err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	agree(t, c, rules(t))
	if src, err = c.SourceAt(ctx, rules(t), 1); err != nil {
		t.Fatal(err)
	}
	if written(t, src) != want {
		t.Error("generation 1 is not what it was")
	}
	if got := everythingOf(t, c, `SELECT count(*) || ' ' || (SELECT count(*) FROM judgement) FROM change`); !slices.Equal(got, count) {
		t.Errorf("changes and judgements: %v, want %v", got, count)
	}
	if n := everythingOf(t, c, `SELECT count(*) FROM searched`); n[0] == "0" {
		t.Error("the index is empty")
	}
}
