package casefile_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"casegraph/internal/casefile"
	"casegraph/internal/doc"
	"casegraph/internal/pipeline"
	"casegraph/internal/reading"
)

// BenchmarkPut enters readings of reports of about 500 words, 64 a transaction.
func BenchmarkPut(b *testing.B) {
	ctx := context.Background()
	r, err := pipeline.NewReader(pipeline.Config{})
	if err != nil {
		b.Fatal(err)
	}
	const n = 640
	arrivals := make([]casefile.Arrival, n)
	for i := range arrivals {
		body := fmt.Sprintf("Report number %d\n\nThe Daily Courier, March 3, 2025\n\n", i)
		for k := range 11 {
			body += fmt.Sprintf("At least %d Nigerian soldiers were killed near Maiduguri on Monday, the Defence Ministry said. Colonel Ibrahim Hassan, a spokesman for the army, told reporters that %d people had been wounded and that more troops would be deployed to the region.\n", 10+(i+k)%90, 5+k)
		}
		uri := fmt.Sprintf("%d.txt", i)
		for d, err := range doc.Read(uri, []byte(body)) {
			if err != nil {
				b.Fatal(err)
			}
			arrivals[i] = casefile.Arrival{Place: "/" + uri, URI: uri, Content: "txt:" + d.SHA256, Readings: []*reading.Reading{r.Read(d)}}
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		c, err := casefile.Open(ctx, filepath.Join(b.TempDir(), "c.db"), true)
		if err != nil {
			b.Fatal(err)
		}
		for at := 0; at < n; at += 64 {
			if _, err := c.Put(ctx, "reader", arrivals[at:at+64]); err != nil {
				b.Fatal(err)
			}
		}
		c.Close()
	}
	b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "reports/s")
}
