package relate

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"casegraph/internal/doc"
	"casegraph/internal/text"
)

func table(t *testing.T, path string, f func(line int, cols []string)) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	n := 0
	for lines := bufio.NewScanner(file); lines.Scan(); {
		n++
		if !strings.HasPrefix(lines.Text(), "#") {
			f(n, strings.Split(lines.Text(), "\t"))
		}
	}
}

func sentence(t testing.TB, s, published string) (*doc.Document, *text.Sentence) {
	t.Helper()
	d := &doc.Document{Text: s, Blocks: []doc.Block{{End: len(s), Kind: doc.Body}}}
	if published != "" {
		d.Published = doc.Date{Date: published, Precision: "day"}
	}
	return d, &text.Split(d)[0]
}

func bounds(n *int64) string {
	if n == nil {
		return "-"
	}
	return strconv.FormatInt(*n, 10)
}

func TestQuantities(t *testing.T) {
	table(t, "testdata/quantities.tsv", func(n int, c []string) {
		d, s := sentence(t, c[0], "")
		got := quantities(s, dates(s, d, time.Time{}))
		if c[1] == "-" {
			if len(got) != 0 {
				t.Errorf("line %d: %q: found %q", n, c[0], d.Text[got[0].q.Start:got[0].q.End])
			}
			return
		}
		if len(got) != 1 {
			t.Errorf("line %d: %q: found %d", n, c[0], len(got))
			return
		}
		q := got[0].q
		have := strings.Join([]string{d.Text[q.Start:q.End], bounds(q.Min), bounds(q.Max), digit(q.About), digit(q.Exclusive)}, "\t")
		if want := strings.Join(c[1:6], "\t"); have != want {
			t.Errorf("line %d: %q:\n got %s\nwant %s", n, c[0], have, want)
		}
	})
}

func digit(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

func TestDates(t *testing.T) {
	table(t, "testdata/dates.tsv", func(n int, c []string) {
		d, s := sentence(t, c[1], c[0])
		got := dates(s, d, time.Time{})
		if c[2] == "-" {
			if len(got) != 0 {
				t.Errorf("line %d: %q: found %q", n, c[1], d.Text[got[0].d.Start:got[0].d.End])
			}
			return
		}
		if len(got) != 1 {
			t.Errorf("line %d: %q: found %d", n, c[1], len(got))
			return
		}
		w := got[0].d
		have := strings.Join([]string{d.Text[w.Start:w.End], w.From, w.To, w.Precision}, "\t")
		if want := strings.Join(c[2:6], "\t"); have != want {
			t.Errorf("line %d: %q:\n got %s\nwant %s", n, c[1], have, want)
		}
	})
}
