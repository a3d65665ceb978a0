package doc

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/markusmobius/go-dateparser"
	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// readHTML reads a page: go-trafilatura finds its text and metadata,
// go-htmldate its date. The text of the Document is the paragraphs that were
// found, a blank line between them.
func readHTML(d *Document, data []byte) (err error) {
	// The finders of main text walk trees that anyone may have written.
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("find the text of the page: %v", r)
		}
	}()
	source, name, err := decode(data, declaredCharset(data))
	if err != nil {
		return err
	}
	d.Charset = name
	page, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return fmt.Errorf("parse html: %w", err)
	}
	published := pageDate(page)
	found, err := trafilatura.ExtractDocument(page, trafilatura.Options{
		ExcludeComments:  true,
		EnableFallback:   false,
		Focus:            trafilatura.FavorRecall,
		HtmlDateMode:     trafilatura.Disabled,
		HtmlDateOverride: &htmldate.Result{},
	})
	var w pageWriter
	if err == nil && found.ContentNode != nil {
		m := found.Metadata
		d.Title, d.Publisher, d.Author = oneLine(m.Title), oneLine(m.Sitename), oneLine(m.Author)
		w.title = d.Title
		w.walk(found.ContentNode)
	}
	if len(w.blocks) == 0 {
		// Nothing that looks like an article: whatever the page says.
		w = pageWriter{title: d.Title}
		if body := element(page, atom.Body); body != nil {
			w.walk(body)
		}
	}
	w.flush()
	if len(w.blocks) == 0 {
		return errors.New("the page holds no text")
	}
	w.lead()
	has := map[string]bool{}
	for _, b := range w.blocks {
		has[w.text.String()[b.Start:b.End]] = true
	}
	w.captions(page, has)
	d.Text = w.text.String()
	if published.Date != "" {
		d.Published = published
	}
	finish(d, w.blocks)
	return nil
}

// declaredCharset gives the charset that the page names in its head.
func declaredCharset(data []byte) string {
	_, name, certain := charset.DetermineEncoding(data[:min(len(data), 1024)], "")
	if !certain {
		// An HTML page is not bound to name it in its first kilobyte.
		head := strings.ToLower(string(data[:min(len(data), 16<<10)]))
		if _, after, ok := strings.Cut(head, "charset="); ok {
			after = strings.TrimLeft(after, `"' `)
			return after[:max(0, strings.IndexAny(after+">", `"'> ;/`))]
		}
		return ""
	}
	return name
}

// The dates between which a page can have been published. They are fixed so
// that the clock has no say in what a page is read as.
var (
	earliest = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)
	latest   = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
	// An incomplete date takes its year from the clock: this one lies out of
	// bounds, so that it is none.
	noClock = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
)

// pageDate finds the date of a page, and what told it: its metadata, a line
// that carries it (a time element), or the text.
func pageDate(page *html.Node) Date {
	r, err := htmldate.FromDocument(page, htmldate.Options{
		UseOriginalDate:     true,
		MinDate:             earliest,
		MaxDate:             latest,
		SkipExtensiveSearch: true,
		DateParserConfig:    &dateparser.Configuration{CurrentTime: noClock},
	})
	if err != nil || r.IsZero() {
		return Date{}
	}
	day := r.Format("2006-01-02")
	basis := "text"
	var look func(n *html.Node, head bool)
	look = func(n *html.Node, head bool) {
		if n.Type == html.ElementNode {
			switch n.DataAtom {
			case atom.Head:
				head = true
			case atom.Time:
				for _, a := range n.Attr {
					if strings.HasPrefix(a.Val, day) && basis == "text" {
						basis = "byline"
					}
				}
			case atom.Meta:
				for _, a := range n.Attr {
					if a.Key == "content" && (strings.Contains(a.Val, day) || r.SrcString != "" && strings.Contains(a.Val, r.SrcString)) {
						basis = "metadata"
					}
				}
			case atom.Script:
				if n.FirstChild != nil && strings.Contains(n.FirstChild.Data, day) {
					for _, a := range n.Attr {
						if a.Key == "type" && strings.Contains(a.Val, "ld+json") {
							basis = "metadata"
						}
					}
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			look(c, head)
		}
	}
	look(page, false)
	return Date{day, "day", basis}
}

// element gives the first element of a kind.
func element(n *html.Node, a atom.Atom) *html.Node {
	if n.Type == html.ElementNode && n.DataAtom == a {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if e := element(c, a); e != nil {
			return e
		}
	}
	return nil
}

// A pageWriter collects the paragraphs of a page.
type pageWriter struct {
	text   strings.Builder
	blocks []Block
	para   strings.Builder
	kind   Kind
	title  string
}

// flush ends the paragraph.
func (w *pageWriter) flush() {
	p := strings.Join(strings.FieldsFunc(w.para.String(), Blank), " ")
	w.para.Reset()
	if p == "" {
		return
	}
	if w.text.Len() > 0 {
		w.text.WriteString("\n\n")
	}
	start := w.text.Len()
	w.text.WriteString(p)
	w.blocks = append(w.blocks, Block{Start: start, End: w.text.Len(), Kind: w.kind})
}

// lead puts the title before the text, where the text does not begin with it.
func (w *pageWriter) lead() {
	if w.title == "" {
		return
	}
	t := w.text.String()
	for i := 0; i < len(w.blocks) && i < 3; i++ {
		if b := w.blocks[i]; strings.EqualFold(t[b.Start:b.End], w.title) {
			w.blocks[i].Kind = Headline
			return
		}
	}
	shift := len(w.title) + 2
	w.text.Reset()
	w.text.WriteString(w.title + "\n\n" + t)
	blocks := []Block{{Start: 0, End: len(w.title), Kind: Headline}}
	for _, b := range w.blocks {
		b.Start += shift
		b.End += shift
		blocks = append(blocks, b)
	}
	w.blocks = blocks
}

// captions adds the lines under the pictures of the article, which the finder
// of the text leaves out; has holds the paragraphs there are.
func (w *pageWriter) captions(n *html.Node, has map[string]bool) {
	if n.Type == html.ElementNode {
		switch n.DataAtom {
		case atom.Nav, atom.Footer, atom.Aside, atom.Form, atom.Script, atom.Style, atom.Noscript, atom.Template:
			return
		case atom.Figcaption:
			words := strings.Join(strings.FieldsFunc(textOf(n), Blank), " ")
			if has[words] {
				return
			}
			has[words] = true
			w.kind = Caption
			w.para.WriteString(words)
			w.flush()
			return
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.captions(c, has)
	}
}

// textOf gives the text in a node.
func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return strings.ToValidUTF8(n.Data, "\ufffd")
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(textOf(c))
	}
	return b.String()
}

func (w *pageWriter) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.para.WriteString(strings.ToValidUTF8(n.Data, "\ufffd"))
		return
	case html.ElementNode:
	default:
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			w.walk(c)
		}
		return
	}
	kind, block := w.kind, false
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Iframe, atom.Svg, atom.Button, atom.Select, atom.Input:
		return
	case atom.Br:
		w.flush()
		return
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		kind, block = Headline, true
	case atom.Figcaption, atom.Caption:
		kind, block = Caption, true
	case atom.Pre, atom.Nav, atom.Footer, atom.Aside, atom.Form:
		kind, block = Boilerplate, true
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Li, atom.Ul, atom.Ol, atom.Blockquote, atom.Figure,
		atom.Table, atom.Tr, atom.Td, atom.Th, atom.Dl, atom.Dt, atom.Dd, atom.Address, atom.Body, atom.Hr:
		block = true
	}
	if block {
		w.flush()
		defer func(k Kind) { w.flush(); w.kind = k }(w.kind)
		w.kind = kind
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c)
	}
	if n.DataAtom == atom.Td || n.DataAtom == atom.Th {
		w.para.WriteByte(' ')
	}
}
