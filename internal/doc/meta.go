package doc

import "strings"

// finish adds what all formats share: bounded blocks with kinds, the title,
// and what the lines themselves tell of publisher, date and language.
func finish(d *Document, blocks []Block) {
	d.Blocks = divide(d.Text, blocks)
	mark(d.Text, d.Blocks)
	if d.Title == "" {
		for _, b := range d.Blocks {
			if b.Kind == Headline {
				d.Title = strings.Join(strings.Fields(d.Text[b.Start:b.End]), " ")
				break
			}
		}
	}
}

func dateAlone(l string) bool { return false }
