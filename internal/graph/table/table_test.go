package table

import (
	"bytes"
	"encoding/csv"
	"io"
	"strings"
	"testing"

	"casegraph/internal/graph"
	"casegraph/internal/graph/flat"
	"casegraph/internal/graph/graphtest"
)

func written(t testing.TB, p *graph.Projection) map[string][]byte {
	t.Helper()
	once := func() map[string]*bytes.Buffer {
		out := map[string]*bytes.Buffer{}
		if err := Write(func(name string) (io.Writer, error) { out[name] = new(bytes.Buffer); return out[name], nil }, p); err != nil {
			t.Fatal(err)
		}
		return out
	}
	a, b := once(), once()
	out := map[string][]byte{}
	for name := range a {
		if !bytes.Equal(a[name].Bytes(), b[name].Bytes()) {
			t.Errorf("%s: written twice, other bytes", name)
		}
		out[name] = a[name].Bytes()
	}
	if len(out) != len(Names()) {
		t.Errorf("%d files, want %v", len(out), Names())
	}
	return out
}

// rows reads a table back: a map a row.
func rows(t testing.TB, name string, data []byte) []map[string]string {
	t.Helper()
	if !bytes.HasPrefix(data, Header(name)) {
		t.Fatalf("%s begins %q, not with its header", name, data[:min(len(data), 80)])
	}
	all, err := csv.NewReader(bytes.NewReader(data[len(mark):])).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var out []map[string]string
	for _, line := range all[1:] {
		row := map[string]string{}
		for i, cell := range line {
			row[all[0][i]] = cell
		}
		out = append(out, row)
	}
	return out
}

func TestReadBack(t *testing.T) {
	p := graphtest.Projection(t, 1, 3)
	got := map[string][]map[string]string{}
	for name, data := range written(t, p) {
		got[name] = rows(t, name, data)
	}
	w, err := p.Source.Whole()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"entities.csv": len(w.Entities), "edges.csv": len(w.Edges)}
	for _, x := range w.Topics {
		want["figures.csv"] += len(x.Figures)
	}
	claims := map[string]*graph.Claim{}
	if err := p.Source.Parts(func(part *graph.Part) error {
		want["documents.csv"]++
		for i := range part.Claims {
			c := &part.Claims[i]
			claims[c.ID] = c
			want["claims.csv"]++
			want["arguments.csv"] += len(c.Args)
			for _, hop := range c.Sources {
				want["arguments.csv"] += len(hop)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for name, n := range want {
		if len(got[name]) != n || n == 0 {
			t.Errorf("%s: %d rows, want %d", name, len(got[name]), n)
		}
	}
	for _, row := range got["claims.csv"] {
		if c := claims[row["id"]]; c == nil || row["quote"] != Safe(c.Quote) || row["stance"] != c.Stance {
			t.Errorf("claim %v", row)
		}
	}
	for i, row := range got["edges.csv"] {
		e := &w.Edges[i]
		if row["id"] != Safe(e.ID) || row["from"] != Safe(e.From) || row["quote"] != Safe(e.Quote) || len(flat.Split(row["claim_ids"])) != len(e.ClaimIDs) {
			t.Errorf("edge %v", row)
		}
	}
}

func TestSafe(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "plain": "plain", "-5": "-5", "+1.5": "+1.5", "12": "12",
		"=1": "'=1", "+1+1": "'+1+1", "-a": "'-a", "@x": "'@x", "\t=1": "'\t'=1", "\rx": "'\rx", "\nx": "\nx", " =1": "' =1", "\ufeff=1": "'\ufeff=1",
		"＝1": "'＝1", "a=1": "a=1", "a;=1": "a;'=1", "a\n-b": "a\n'-b", "a; b-c": "a; b-c", "'=1": "'=1", "-1;2": "'-1;2", "1.2.3": "1.2.3", "\xff=": "\ufffd=",
	} {
		if got := Safe(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

// FuzzSafe reads the tables as spreadsheets do that were told other separators: no
// cell is a formula in any, and no row is lost in a reader of CSV.
func FuzzSafe(f *testing.F) {
	for _, s := range graphtest.Hostiles {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := graphtest.Hostile(t, s)
		for name, data := range written(t, p) {
			for _, row := range rows(t, name, data) {
				for _, cell := range row {
					if formula(cell) && !number.MatchString(cell) || cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") && !number.MatchString(cell) {
						t.Errorf("%s: cell %q", name, cell)
					}
				}
			}
		}
		for _, cell := range strings.FieldsFunc(Safe(s), func(r rune) bool { return strings.ContainsRune(separators, r) }) {
			if formula(cell) && !number.MatchString(s) {
				t.Errorf("%q: a program with another separator finds %q", s, cell)
			}
		}
	})
}
