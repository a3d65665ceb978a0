package casefile_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"casegraph/internal/casefile"
	"casegraph/internal/doc"
	"casegraph/internal/pipeline"
	"casegraph/internal/reading"
)

// longReports are readings of reports of about 500 words: claims, and between them
// sentences of words as rare as those of news are.
func longReports(b *testing.B, n int) []casefile.Arrival {
	r, err := pipeline.NewReader(pipeline.Config{})
	if err != nil {
		b.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	arrivals := make([]casefile.Arrival, n)
	for i := range arrivals {
		body := fmt.Sprintf("Report number %d\n\nThe Daily Courier, March 3, 2025\n\n", i)
		for k := range 7 {
			body += fmt.Sprintf("At least %d Nigerian soldiers were killed near Maiduguri on Monday, the Defence Ministry said. Colonel Ibrahim Hassan, a spokesman for the army, told reporters that %d people had been wounded and that more troops would be deployed to the region.\n", 10+(i+k)%90, 5+k)
			body += "The"
			for range 24 {
				word := ""
				for w := rng.ExpFloat64() * 300; w >= 0; w -= 20 { // the k-th word about e times as rare as word k - 300
					word += string("bdfgklmnprst"[int(w)%12]) + string("aeiou"[int(w/12)%5])
				}
				body += " " + word
			}
			body += ".\n"
		}
		uri := fmt.Sprintf("%d.txt", i)
		for d, err := range doc.Read(uri, []byte(body)) {
			if err != nil {
				b.Fatal(err)
			}
			arrivals[i] = casefile.Arrival{Place: "/" + uri, URI: uri, Content: "txt:" + d.SHA256, Readings: []*reading.Reading{r.Read(d)}}
		}
	}
	return arrivals
}

// BenchmarkPut enters readings, 64 a transaction.
func BenchmarkPut(b *testing.B) {
	const n = 640
	arrivals := longReports(b, n)
	b.ReportAllocs()
	for b.Loop() {
		put(b, arrivals).Close()
	}
	b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "reports/s")
}

func put(b *testing.B, arrivals []casefile.Arrival) *casefile.Case {
	ctx := context.Background()
	c, err := casefile.Open(ctx, filepath.Join(b.TempDir(), "c.db"), true)
	if err != nil {
		b.Fatal(err)
	}
	for at := 0; at < len(arrivals); at += 64 {
		if _, err := c.Put(ctx, "reader", arrivals[at:min(at+64, len(arrivals))]); err != nil {
			b.Fatal(err)
		}
	}
	return c
}

// BenchmarkAssemble assembles what was entered, and tells how many bytes of the case
// file a report takes.
func BenchmarkAssemble(b *testing.B) {
	const n = 640
	arrivals, rule := longReports(b, n), rules(b)
	var size int64
	for b.Loop() {
		b.StopTimer()
		c := put(b, arrivals)
		b.StartTimer()
		if err := c.Assemble(b.Context(), rule); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		path := c.Path()
		c.Close() // which writes the log into the file
		info, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		size = info.Size()
		b.StartTimer()
	}
	b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "reports/s")
	b.ReportMetric(float64(size)/n, "bytes/report")
}
