package dossier_test

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"casegraph/internal/casefile"
	"casegraph/internal/dossier"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/debugger"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	pages "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"golang.org/x/text/unicode/norm"
)

//go:embed testdata/look.js
var look string

// A browser opens pages as a reader does. It reaches nothing outside.
type browser struct{ ctx context.Context }

// startBrowser skips the test where there is no browser; scripts/browser installs one.
func startBrowser(t *testing.T) *browser {
	t.Helper()
	if testing.Short() {
		t.Skip("NOT RUN: starts a browser")
	}
	var path string
	for _, name := range []string{os.Getenv("CASEGRAPH_BROWSER"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("NOT RUN: no browser; scripts/browser installs one")
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("NOT RUN: no pdftotext; scripts/browser installs it")
	}
	options := slices.Concat(chromedp.DefaultExecAllocatorOptions[:], []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true), chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"),
	})
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	t.Cleanup(cancel)
	ctx, stop := chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	return &browser{ctx}
}

// A tab is a page that is open, with what it did that no dossier may do.
type tab struct {
	t   testing.TB
	ctx context.Context
	url string

	mu  sync.Mutex
	did []string
}

// open opens a file, at a window's width, and lets it do what it will.
func (b *browser) open(t testing.TB, path string, width int64) *tab {
	t.Helper()
	path, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(b.ctx)
	t.Cleanup(cancel)
	x := &tab{t: t, ctx: ctx, url: (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()}
	x.do(chromedp.EmulateViewport(width, 900))
	if err := chromedp.Listen(ctx, x.event); err != nil {
		t.Fatal(err)
	}
	call(x, network.Enable, network.EnableParams{})
	call(x, log.Enable, cdp.Empty{})
	call(x, debugger.Enable, debugger.EnableParams{})
	x.do(chromedp.Navigate(x.url))
	return x
}

func (x *tab) event(ev any) {
	what := ""
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		if ev.Request.URL != x.url {
			what = "request " + ev.Request.URL
		}
	case *log.EventEntryAdded:
		what = "console " + ev.Entry.Text
	case *runtime.EventConsoleAPICalled:
		what = "console " + string(ev.Type)
	case *runtime.EventExceptionThrown:
		what = "exception " + ev.ExceptionDetails.Text
	case *debugger.EventScriptParsed:
		if ev.URL != "" { // the test's own have none
			what = "script " + ev.URL
		}
	case *pages.EventJavascriptDialogOpening:
		what = "dialog " + ev.Message
		go func() {
			_, _ = chromedp.Call(x.ctx, pages.HandleJavaScriptDialog, pages.HandleJavaScriptDialogParams{})
		}()
	}
	if what == "" {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.did = append(x.did, what)
}

func (x *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	x.t.Helper()
	if err := chromedp.Do(x.ctx, steps...); err != nil {
		x.t.Fatal(err)
	}
}

func call[P, R any](x *tab, command cdp.Command[P, R], params P) R {
	x.t.Helper()
	r, err := chromedp.Call(x.ctx, command, params)
	if err != nil {
		x.t.Fatal(err)
	}
	return r
}

// eval is what an expression is in the page.
func eval[T any](x *tab, js string) T {
	x.t.Helper()
	v, err := chromedp.Run(x.ctx, chromedp.Evaluate[T](js))
	if err != nil {
		x.t.Fatal(err)
	}
	return v
}

// faults are what a reader of the page cannot bear, and what it did by itself.
func (x *tab) faults() []string {
	x.t.Helper()
	out := eval[[]string](x, look)
	x.mu.Lock()
	defer x.mu.Unlock()
	return append(out, x.did...)
}

// print prints the page as its own style wants it, and gives the text of each sheet
// without the white space and without the page number, which it proves.
func (x *tab) print() []string {
	x.t.Helper()
	css := true
	data := call(x, pages.PrintToPDF, pages.PrintToPDFParams{PreferCSSPageSize: &css}).Data
	if dir := os.Getenv("DOSSIER_PDF"); dir != "" { // to look at them
		if err := os.WriteFile(filepath.Join(dir, strings.ReplaceAll(x.t.Name(), "/", "-")+".pdf"), data, 0o644); err != nil {
			x.t.Fatal(err)
		}
	}
	cmd := exec.Command("pdftotext", "-raw", "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(data)
	out, err := cmd.Output()
	if err != nil {
		x.t.Fatal("pdftotext:", err)
	}
	sheets := strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
	for i, s := range sheets {
		number := fmt.Sprintf("%d / %d\n", i+1, len(sheets))
		if !strings.Contains(s, number) {
			x.t.Errorf("sheet %d has no number", i+1)
		}
		sheets[i] = squash(strings.Replace(s, number, "", 1))
	}
	return sheets
}

// squash takes out what a printed text need not keep: white space, and the shapes
// that a font writes as one.
func squash(s string) string { return strings.Join(strings.Fields(norm.NFKC.String(s)), "") }

// printed holds the sheets to the page: every text of it is there, every quote on one
// sheet.
func (x *tab) printed() {
	x.t.Helper()
	sheets := x.print()
	whole := strings.Join(sheets, "")
	texts := eval[[]string](x, `(() => {
		const out = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		while (walk.nextNode()) if (walk.currentNode.data.trim()) out.push(walk.currentNode.data);
		return out;
	})()`)
	if len(texts) == 0 {
		x.t.Error("nothing to print")
	}
	for _, s := range texts {
		// a PDF keeps what is written from the right in the order that is seen
		if !strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, unicode.Arabic, unicode.Hebrew) }) && !strings.Contains(whole, squash(s)) {
			x.t.Errorf("not on paper: %.100q", s)
		}
	}
	for _, s := range eval[[]string](x, `[...document.querySelectorAll("ol.claims blockquote")].map(q => q.textContent)`) {
		if !slices.ContainsFunc(sheets, func(sheet string) bool { return strings.Contains(sheet, squash(s)) }) {
			x.t.Errorf("parted by the end of a sheet: %.100q", s)
		}
	}
}

// The faults that the tests below look for are found where they are.
func TestBrowserFindsFaults(t *testing.T) {
	x := startBrowser(t).open(t, "testdata/faults.html", 360)
	found := x.faults()
	for _, want := range []string{
		"request http://reports.example/tracker.png", "console error", "console Failed to load", "exception Uncaught", "script file://", "dialog told in a window",
		"no title", "no language", "headings: ", "element SCRIPT", "element IMG", "handler onload", `link "javascript:`, "anchor #nowhere", "scroll: the page is 3",
		"contrast 2.", "small: ", "broken: the head Broken", `unseen: "Hidden`,
	} {
		if !slices.ContainsFunc(found, func(s string) bool { return strings.HasPrefix(s, want) }) {
			t.Errorf("not found: %s", want)
		}
	}
	if t.Failed() {
		t.Logf("%q", found)
	}
}

const hostileReport = `<script>alert("title")</script> "><img src=x onerror=alert(2)>

The Savanna Post, March 12, 2025

General Chidi Okoye met Joseph Tetteh in Abuja. <script>alert(1)</script> The path ` + "\u202e" + `turns. <a href="javascript:alert(3)" onclick=alert(4)>General Okoye</a> arrested Joseph Tetteh in Abuja. "><svg onload=alert(5)> Okoye killed 12 people in Kano, <iframe src="http://evil.example/"></iframe>officials said.
`

// Dossiers of the examples and of a report that lies in wait, as the program writes them, opened as a reader does.
func TestBrowser(t *testing.T) {
	b := startBrowser(t)
	ingest := filepath.Join(t.TempDir(), "ingest")
	if out, err := exec.Command("go", "build", "-o", ingest, "casegraph/cmd/ingest").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	trap := t.TempDir()
	if err := os.WriteFile(filepath.Join(trap, "trap.txt"), []byte(hostileReport), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, example := range []struct {
		folder   string
		entities []string
	}{
		{"../../examples/kursk", []string{"unit/forces.kp", "person/lee-seong-kweun"}},
		{"../../examples/sahel", []string{"unit/jamaat-nusrat-al-islam-wal-muslimin", "person/amadou-sarr"}},
		{trap, []string{"person/chidi-okoye"}},
	} {
		dir, reports := t.TempDir(), example.folder
		run := func(args ...string) {
			t.Helper()
			if out, err := exec.Command(ingest, append([]string{"--quiet", "--case", filepath.Join(dir, "case.db")}, args...)...).CombinedOutput(); err != nil {
				t.Fatalf("ingest %q: %v\n%s", args, err, out)
			}
		}
		run(reports)
		for _, id := range example.entities {
			t.Run(id, func(t *testing.T) {
				path := filepath.Join(dir, strings.ReplaceAll(id, "/", "-")+".html")
				run("show", id, "--html", path)
				for _, width := range []int64{360, 700, 1280} {
					for _, f := range b.open(t, path, width).faults() {
						t.Errorf("%d pixels wide: %s", width, f)
					}
				}
				x := b.open(t, path, 1280)
				x.parts()
				x.sources(filepath.Join(dir, "case.db"), id, reports)
				for _, lower := range []int{0, 25, 50, 75, 100} { // so that the ends of the sheets fall elsewhere
					eval[string](x, fmt.Sprintf(`document.body.style.paddingTop = "%dpx"`, lower))
					x.printed()
				}
				eval[string](x, `document.body.style.paddingTop = ""`)
				x.do(chromedp.EmulateViewport(673, 900)) // as wide as a sheet of A4 between its margins
				call(x, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
				for _, f := range x.faults() {
					t.Errorf("on paper: %s", f)
				}
			})
		}
	}
}

// parts holds the page to its parts: each is there and says something, and no row of a
// table tells what somebody says without telling who.
func (x *tab) parts() {
	x.t.Helper()
	for _, id := range strings.Fields("spellings roles timeline about named figures said reports verify") {
		text := eval[string](x, fmt.Sprintf(`document.querySelector("section[aria-labelledby=%s]").innerText`, id))
		if len(strings.Split(strings.TrimSpace(text), "\n")) < 2 {
			x.t.Errorf("%s: nothing but %q", id, text)
		}
	}
	rows := eval[[][]string](x, `[...document.querySelectorAll("#timeline ~ .wide tbody tr, #roles ~ .wide tbody tr, #figures ~ .wide tbody tr")]
		.map(tr => [tr.innerText, tr.querySelector("[data-label='Who says so']")?.innerText || ""])`)
	if len(rows) == 0 {
		x.t.Error("no rows")
	}
	for _, row := range rows {
		if strings.TrimSpace(row[1]) == "" {
			x.t.Errorf("nobody says so: %q", row[0])
		}
	}
}

// sources holds the page to the case and to the reports: each claim with a part of the
// entity is there, in the words of the report, between the words around it, with the
// one who says so.
func (x *tab) sources(file, entity, reports string) {
	x.t.Helper()
	type shown struct{ Quote, Passage, Who string }
	claimed := eval[map[string]shown](x, `Object.fromEntries([...document.querySelectorAll("ol.claims > li")].map(li => [li.id, {
		Quote: li.querySelector("mark").innerText, Passage: li.querySelector("blockquote").innerText,
		Who: [...li.querySelectorAll("p")].find(p => p.innerText.startsWith("Who says so")).innerText.replace(/^Who says so:?/, "")}]))`)
	c, err := casefile.Open(context.Background(), file, false)
	if err != nil {
		x.t.Fatal(err)
	}
	defer c.Close()
	_, claims, err := c.Query(context.Background(), `SELECT d.ref || '/' || c.ref, c.quote, d.uri FROM entity e JOIN claim c ON c.id IN (SELECT claim FROM argument WHERE entity = e.id UNION SELECT claim FROM speaker WHERE entity = e.id)
		JOIN document d ON d.id = c.document WHERE e.ref = :id`, map[string]any{"id": entity})
	if err != nil {
		x.t.Fatal(err)
	}
	if len(claims) == 0 || len(claims) != len(claimed) {
		x.t.Errorf("%d claims of the case, %d on the page", len(claims), len(claimed))
	}
	fold := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	for _, row := range claims {
		id, quote, uri := fmt.Sprint(row[0]), fmt.Sprint(row[1]), fmt.Sprint(row[2])
		s, ok := claimed["claim-"+strings.ReplaceAll(id, "/", ".")]
		if !ok {
			x.t.Errorf("claim %s is not there", id)
			continue
		}
		if fold(s.Quote) != fold(seen(quote)) {
			x.t.Errorf("claim %s: %q is seen, the quote is %q", id, s.Quote, quote)
		}
		if fold(s.Who) == "" {
			x.t.Errorf("claim %s: nobody says so", id)
		}
		if filepath.Ext(uri) != ".txt" {
			continue // the words of a page stand between its tags
		}
		text, err := os.ReadFile(filepath.Join(reports, filepath.Base(uri)))
		if err != nil {
			x.t.Fatal(err)
		}
		if !strings.Contains(fold(seen(string(text))), fold(s.Passage)) || fold(s.Passage) == fold(s.Quote) {
			x.t.Errorf("claim %s: the report has no %q", id, s.Passage)
		}
	}
}

// Nothing that is written to deceive a browser does, not even without the page's own
// ban on scripts; it is seen as what it is.
func TestBrowserHostile(t *testing.T) {
	b := startBrowser(t)
	ban := regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`)
	read := 0
	for i, s := range hostile {
		s = s[:min(len(s), 600)] // more of the same takes a browser long
		data := written(t, dated(full(s)))
		if !ban.Match(data) {
			t.Fatal("the page does not ban scripts")
		}
		path := filepath.Join(t.TempDir(), fmt.Sprint(i, ".html"))
		if err := os.WriteFile(path, ban.ReplaceAll(data, nil), 0o644); err != nil {
			t.Fatal(err)
		}
		x := b.open(t, path, 360)
		for _, f := range x.faults() {
			// an empty name is what this dossier has
			if strings.TrimSpace(s) != "" || !strings.HasPrefix(f, "no title") {
				t.Errorf("%.40q: %s", s, f)
			}
		}
		if h1 := eval[string](x, `document.querySelector("h1").innerText`); !strings.Contains(h1, "[U+") && utf8.ValidString(s) && !strings.Contains(s, "\x00") {
			read++
			if strings.Join(strings.Fields(h1), " ") != strings.Join(strings.Fields(s), " ") {
				t.Errorf("%q is seen, the name is %q", h1, s)
			}
		}
		cancel(t, x)
	}
	if read < 10 {
		t.Errorf("%d names were read on the page", read)
	}
}

// dated gives a dossier the dates that a case holds: the program makes them, they are
// the only words that a line does not break.
func dated(d *dossier.Dossier) *dossier.Dossier {
	day := dossier.Date{Text: "then", From: "2025-01-02", To: "2025-01-31", Precision: "month"}
	for _, r := range d.Reports {
		r.Published, r.Precision = day.From, "day"
	}
	for _, c := range d.Claims() {
		c.Date = day
	}
	for _, events := range [][]dossier.Event{d.Timeline, d.Undated} {
		for i := range events {
			events[i].Date = day
		}
	}
	for _, topic := range d.Topics {
		for i := range topic.Figures {
			topic.Figures[i].AsOf = day.From
		}
	}
	return d
}

func cancel(t *testing.T, x *tab) {
	t.Helper()
	if err := chromedp.Cancel(x.ctx); err != nil {
		t.Fatal(err)
	}
}
