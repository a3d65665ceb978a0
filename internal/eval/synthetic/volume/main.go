// Volume writes the long reports of a synthetic world into a folder, to try the program
// on as many as an archive holds: plain texts, Markdown and HTML, in subfolders of a
// thousand. Three in a hundred are copies of an earlier report by another outlet; one in
// a hundred is damaged. The same arguments give the same bytes.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"html"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"

	"casegraph/internal/eval/synthetic"
)

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 1000, "reports")
	entities := flag.Int("entities", 0, "entities that they speak of; 0 half as many as reports")
	seed := flag.Uint64("seed", 1, "of the world")
	dir := flag.String("o", "", "folder, which must not be there yet")
	flag.Parse()
	if *dir == "" || *n < 1 || *entities < 0 || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if *entities == 0 {
		*entities = max(100, *n/2)
	}
	if err := os.Mkdir(*dir, 0o755); err != nil {
		log.Fatal(err)
	}
	if err := write(*dir, synthetic.New(*seed, *n, *entities)); err != nil {
		log.Fatal(err)
	}
}

// write makes the files of a world.
func write(dir string, w *synthetic.World) error {
	var next atomic.Int64
	var wait sync.WaitGroup
	errs := make(chan error, runtime.GOMAXPROCS(0))
	for range cap(errs) {
		wait.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= w.Reports() {
					return
				}
				name, data := file(w, i)
				name = filepath.Join(dir, fmt.Sprintf("%03d", i/1000), name)
				err := os.MkdirAll(filepath.Dir(name), 0o755)
				if err == nil {
					err = os.WriteFile(name, data, 0o644)
				}
				if err != nil {
					errs <- err
					return
				}
			}
		})
	}
	wait.Wait()
	close(errs)
	return <-errs
}

// file is the name and the bytes of the report of a number.
func file(w *synthetic.World, i int) (name string, data []byte) {
	if damaged(i) {
		return damage(i, w.Long(i).Text)
	}
	text := w.Long(i).Text
	if original := i - 1 - i%97; i%100 >= 96 && i%100 < 99 && original >= 0 && !damaged(original) {
		// Another outlet prints it, with a line of its own.
		text = append(bytes.Clone(w.Long(original).Text), "\nThis report was first published elsewhere and is carried in full.\n"...)
	}
	switch {
	case i%10 == 8:
		return fmt.Sprintf("%06d.md", i), append([]byte("# "), text...)
	case i%10 == 9:
		return fmt.Sprintf("%06d.html", i), page(text)
	}
	return fmt.Sprintf("%06d.txt", i), text
}

// page is the text as a web page: the first paragraph is its title.
func page(text []byte) []byte {
	paragraphs := bytes.Split(bytes.TrimSpace(text), []byte("\n\n"))
	var b bytes.Buffer
	title := html.EscapeString(string(paragraphs[0]))
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=\"en\"><head><title>%s</title></head>\n<body><nav><a href=\"/\">Home</a> <a href=\"/world\">World</a></nav>\n<article><h1>%s</h1>\n", title, title)
	for _, p := range paragraphs[1:] {
		fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(string(p)))
	}
	b.WriteString("</article>\n<footer>All rights reserved.</footer></body></html>\n")
	return b.Bytes()
}

func damaged(i int) bool { return i%100 == 50 }

// damage spoils a report, in one of several ways in turn.
func damage(i int, text []byte) (name string, data []byte) {
	switch i / 100 % 6 {
	case 0: // nothing was written
		return fmt.Sprintf("%06d.txt", i), nil
	case 1: // a picture with the wrong name
		return fmt.Sprintf("%06d.txt", i), append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), bytes.Repeat([]byte{0, 1, 2, 0xff}, 400)...)
	case 2: // a page that was cut off in a tag
		p := page(text)
		return fmt.Sprintf("%06d.html", i), append(p[:len(p)/2:len(p)/2], "<div class=\"x"...)
	case 3: // another encoding than the bytes are said to be
		return fmt.Sprintf("%06d.txt", i), append(bytes.Clone(text), "\xc3\x28 \xa0\xa1 \xe2\x28\xa1 caf\xe9\n"...)
	case 4: // no line ends
		return fmt.Sprintf("%06d.txt", i), bytes.Repeat(bytes.ReplaceAll(text, []byte("\n"), []byte(" ")), 30)
	}
	// a format that is not read
	return fmt.Sprintf("%06d.xyz", i), text
}
