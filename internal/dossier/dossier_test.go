package dossier_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"casegraph/internal/casefile"
	"casegraph/internal/dossier"
	"casegraph/internal/schema"
	"casegraph/knowledge"

	"golang.org/x/net/html"
)

// A seed writes rows of a case file as the program would, from texts whose every
// line is a sentence. It lets a test say what no reader would make of a report.
type seed struct {
	t     testing.TB
	c     *casefile.Case
	exec  func(query string, args ...any)
	scan  func(to any, query string, args ...any)
	texts map[string]string
	done  func()

	numbers map[string]int64 // of claims by id
	n       int              // claims so far
}

func newSeed(t testing.TB) *seed {
	t.Helper()
	c, err := casefile.Open(context.Background(), filepath.Join(t.TempDir(), "c.db"), true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	tx, err := c.DB().Begin()
	if err != nil {
		t.Fatal(err)
	}
	s := &seed{t: t, c: c, texts: map[string]string{}, numbers: map[string]int64{}}
	s.exec = func(query string, args ...any) {
		t.Helper()
		if _, err := tx.Exec(query, args...); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
	}
	s.scan = func(to any, query string, args ...any) {
		t.Helper()
		if err := tx.QueryRow(query, args...).Scan(to); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
	}
	s.done = func() {
		t.Helper()
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func (s *seed) document(id, uri, title, publisher, published, text, copyOf string) {
	s.t.Helper()
	s.texts[id] = text
	s.exec(`INSERT INTO content VALUES (?, 'r')`, "txt:"+id)
	s.exec(`INSERT INTO reading VALUES (?, ?, '', ?, x'00')`, id, "txt:"+id, text)
	s.exec(`INSERT INTO document VALUES (NULL, ?, ?, '[]', ?, ?, ?, 'day', 'byline', ?, 'en', ?, ?, '[]')`, id, uri, title, publisher, published, "sha-"+id, len(text), copyOf)
	if copyOf != "" {
		s.exec(`INSERT INTO copy VALUES (?, ?)`, id, copyOf)
	}
	at := 0
	for i, line := range strings.SplitAfter(text, "\n") {
		if n := len(strings.TrimSuffix(line, "\n")); n > 0 {
			s.exec(`INSERT INTO sentence SELECT (id << 24) + ?2, ?2, ?3, ?4, 'body', '' FROM document WHERE ref = ?1`, id, i, at, at+n)
		}
		at += len(line)
	}
}

func (s *seed) entity(id, name string) {
	s.t.Helper()
	s.exec(`INSERT INTO entity VALUES (NULL, ?, 'Person', '["Person"]', ?, 'xx', 0, 1, 1)`, id, name)
	s.exec(`INSERT INTO alias SELECT id, ?, 1 FROM entity WHERE ref = ?`, name, id)
}

type arg struct{ role, entity, text string }

// claim enters the sentence in which the trigger stands as a claim; args are joined
// pairwise by the first two that are entities.
func (s *seed) claim(document, typ, trigger, stance string, args []arg, speakers ...arg) string {
	s.t.Helper()
	text := s.texts[document]
	at := strings.Index(text, trigger)
	if at < 0 {
		s.t.Fatalf("%s has no %q", document, trigger)
	}
	start := strings.LastIndexByte(text[:at], '\n') + 1
	end := len(text)
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		end = at + n
	}
	id := fmt.Sprintf("%s/c%09d-%09d-%s-%08x", document, at, at+len(trigger), typ, len(args))
	s.n++
	var n int64
	s.scan(&n, `SELECT (id << 24) + ? FROM document WHERE ref = ?`, at<<10+s.n, document)
	s.numbers[id] = n
	s.exec(`INSERT INTO claim_row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, '', 0, 0, '', '', '', 'rule', '')`, n, typ, fmt.Sprintf("%08x", len(args)), start, end, at, at+len(trigger), trigger, stance)
	var ends []string
	for i, a := range args {
		s.exec(`INSERT INTO argument VALUES (?, ?, ?, 0, coalesce((SELECT id FROM entity WHERE ref = ?), 0), ?, 0, 0, 0, '', 0, 0, NULL, NULL, 0, 0, '', '')`, n, i, a.role, a.entity, a.text)
		if a.entity != "" {
			ends = append(ends, a.entity)
		}
	}
	for i, a := range speakers {
		s.exec(`INSERT INTO speaker VALUES (?, ?, 0, 0, coalesce((SELECT id FROM entity WHERE ref = ?), 0), ?, 0, 0, 0, 0)`, n, i, a.entity, a.text)
	}
	if len(ends) >= 2 {
		s.exec(`INSERT OR IGNORE INTO edge_row SELECT NULL, ?, f.id, t.id, 0, 1, 0, 0, 0, 0, '', '', 0 FROM entity f JOIN entity t ON f.ref = ? AND t.ref = ?`, typ, ends[0], ends[1])
		var edge int64
		s.scan(&edge, `SELECT e.id FROM edge_row e JOIN entity f ON f.id = e."from" JOIN entity t ON t.id = e."to" WHERE e.type = ? AND f.ref = ? AND t.ref = ?`, typ, ends[0], ends[1])
		s.exec(`UPDATE edge_row SET claims = claims + 1 WHERE id = ?`, edge)
		s.exec(`INSERT INTO claim_edge VALUES (?, ?)`, n, edge)
	}
	return id
}

func (s *seed) mention(document, entity, text string) {
	s.t.Helper()
	at := strings.Index(s.texts[document], text)
	profile := document + "/" + entity
	s.exec(`INSERT INTO profile VALUES (NULL, ?, '', ?)`, profile, entity)
	s.exec(`INSERT INTO profile_document SELECT ?, id FROM profile WHERE key = ?`, document, profile)
	s.exec(`INSERT INTO mention SELECT (d.id << 24) + ?1, ?1, ?2, ?3, 'Person', 'name', e.id, 'test', 0, p.id, '' FROM document d, entity e, profile p WHERE d.ref = ?4 AND e.ref = ?5 AND p.key = ?6`, at, at+len(text), text, document, entity, profile)
}

func (s *seed) join(entity, left, right, reason string, weight int) {
	s.t.Helper()
	s.exec(`INSERT INTO join_ SELECT l.id, r.id, e.id, ?, ?, '' FROM profile l, profile r, entity e WHERE l.key = ? AND r.key = ? AND e.ref = ?`, reason, weight, left, right, entity)
}

func read(t testing.TB, c *casefile.Case, id string) *dossier.Dossier {
	t.Helper()
	s, err := schema.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	d, err := dossier.Read(context.Background(), c, s, id)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func written(t testing.TB, d *dossier.Dossier) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := dossier.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A small case in which a claim is about the entity, one that it makes, one that is
// both, one that is denied, one that a person rejected.
func smallCase(t testing.TB) *seed {
	s := newSeed(t)
	s.document("d1", "in/a.txt", "First", "The Post", "2025-01-02", "A quiet day.\nAna Ruiz leads the Blue Front.\nShe said so.\nAna Ruiz says Bo Tan paid Cy Lo.\nThe end.", "")
	s.document("d2", "https://example.org/b?x=1&y=2", "Second", "", "2024-12-30", "Ana Ruiz never met Bo Tan, she said.\nAna R. Ruiz led a <b>band</b>.\n", "")
	s.document("d3", "in/c.txt", "Copy of the first", "Wire", "2025-01-03", "Ana Ruiz copied.", "d1")
	for id, name := range map[string]string{"person/ana": "Ana Ruiz", "person/bo": "Bo Tan", "person/cy": "Cy Lo", "organization/blue": "Blue Front"} {
		s.entity(id, name)
	}
	s.mention("d1", "person/ana", "Ana Ruiz")
	s.mention("d2", "person/ana", "Ana R. Ruiz")
	s.claim("d1", "LEADS", "leads", "asserted", []arg{{"person", "person/ana", "Ana Ruiz"}, {"body", "organization/blue", "the Blue Front"}, {"title", "", "head"}})
	s.claim("d1", "PAID", "paid", "asserted", []arg{{"payer", "person/bo", "Bo Tan"}, {"payee", "person/cy", "Cy Lo"}}, arg{"", "person/ana", "Ana Ruiz"}, arg{"", "", "a friend"})
	met := s.claim("d2", "MET_WITH", "met", "denied", []arg{{"a", "person/ana", "Ana Ruiz"}, {"b", "person/bo", "Bo Tan"}}, arg{"", "person/ana", "she"})
	s.exec(`UPDATE edge_row SET claims = 0 WHERE type = 'MET_WITH'`)
	led := s.claim("d2", "HAS_ROLE_IN", "led", "asserted", []arg{{"person", "person/ana", "Ana R. Ruiz"}, {"title", "", "leader"}})
	s.exec(`UPDATE claim_row SET ended = 1, judged = 'rejected', dated = 1, date_text = 'in June', date_from = '2024-06-01', date_to = '2024-06-30', date_precision = 'month' WHERE id = ?`, s.numbers[led])
	j := map[string]any{"id": "j1", "kind": "reject", "left": map[string]any{"document": "d2", "uri": "", "start": strings.Index(s.texts["d2"], "led"), "end": strings.Index(s.texts["d2"], "led") + 3, "surface": "led"},
		"claim": `HAS_ROLE_IN person="Ana R. Ruiz" title="leader"`, "reason": "a band of <musicians>", "by": "me"}
	data, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	s.exec(`INSERT INTO judgement VALUES (1, 'j1', 'reject', 'd2', '', '', '', ?, 1, 0)`, string(data))
	s.exec(`INSERT INTO anchor VALUES ('j1', 0, 'd2', '')`)
	s.join("person/ana", "d1/person/ana", "d2/person/ana", "an initial more", 850)
	s.exec(`INSERT INTO topic SELECT 1, 'paid', id FROM entity WHERE ref = 'person/ana'`)
	s.exec(`INSERT INTO figure VALUES (1, 1, 'f1', 100, NULL, 0, 0, 'asserted', '', '2025-01-01', ''), (2, 1, 'f2', 300, 300, 1, 0, 'asserted', 'person/bo', '2025-01-02', '')`)
	s.exec(`INSERT INTO grade VALUES (1, 1, 2, 'differs', 'at least 100 and about 300 do not meet')`)
	s.exec(`INSERT INTO figure_claim VALUES (1, ?)`, s.numbers[met])
	s.done()
	return s
}

func TestContents(t *testing.T) {
	s := smallCase(t)
	d := read(t, s.c, "person/ana")
	p := parse(t, written(t, d))
	p.check(t)
	p.claims(t, s)
	for _, part := range []struct{ section, want string }{
		{"spellings", "an initial more (weight 850 of 1000)"},
		{"spellings", "Ana Ruiz leads the Blue Front. report 2, “First”, The Post, 2025-01-02, bytes 13–21"},
		{"spellings", "Ana R. Ruiz led a <b>band</b>."},
		{"roles", "leads Ana Ruiz Blue Front head the outlet itself asserted"},
		{"roles", "has role in Ana Ruiz leader the outlet itself asserted, ended, rejected by a person 2024-06-01 – 2024-06-30 (known to the month)"},
		{"timeline", "2024-06-01 – 2024-06-30 (known to the month) “in June”"},
		{"timeline", "2024-12-30 met with one side Ana Ruiz; the other Bo Tan Ana Ruiz denied report 1"},
		{"about", "Ana Ruiz → Blue Front 1 claim in 1 report"},
		{"about", "A quiet day. Ana Ruiz leads the Blue Front. She said so."},
		{"about", "met with Ana Ruiz Bo Tan none asserts it"},
		{"about", "Says met with, denied; one side “Ana Ruiz”; the other “Bo Tan”"},
		{"named", "A person’s judgement reject: a band of <musicians> (me)"},
		{"figures", "1 at least 100 2025-01-01 Ana Ruiz asserted"}, // who says so in the quote that it stands on
		{"figures", "2 about 300 2025-01-02 Bo Tan"},
		{"figures", "1 and 2 differs at least 100 and about 300 do not meet"},
		{"said", "Who says so “Ana Ruiz” on the word of “a friend”"},
		{"said", "Told in full at 2."},
		{"reports", "sha256 sha-d1"},
		{"reports", "Copies of it: report 3."},
		{"reports", "A copy of report 2; it counts as no further report."},
		{"verify", "ingest show person/ana --html FILE"},
		{"verify", "d1/c000000022-000000027-LEADS-00000003 rule"},
	} {
		if got := p.section(part.section); !strings.Contains(got, part.want) {
			t.Errorf("%s: no %q in:\n%s", part.section, part.want, got)
		}
	}
	if strings.Contains(p.section("about"), "payer") {
		t.Error("what it says stands under what is said about it")
	}
	if again := written(t, read(t, s.c, "person/ana")); !bytes.Equal(again, p.data) {
		t.Error("the same case gives other bytes")
	}
	if bytes.Contains(p.data, []byte(s.c.Path())) || bytes.Contains(p.data, []byte("c.db")) {
		t.Error("the place of the case file is told")
	}
	links := 0
	for _, n := range p.all("a") {
		if href := attr(n, "href"); !strings.HasPrefix(href, "#") {
			links++
			if href != "https://example.org/b?x=1&y=2" {
				t.Errorf("a link to %s", href)
			}
		}
	}
	if links == 0 {
		t.Error("no link to the report that has an address")
	}
}

func TestUnknownEntity(t *testing.T) {
	s := smallCase(t)
	sc, err := schema.Load(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := dossier.Read(context.Background(), s.c, sc, "person/nobody"); err == nil || !strings.Contains(err.Error(), `no entity "person/nobody"`) {
		t.Errorf("got %v", err)
	}
}

// A text that was changed in the case file is not passed off as the quote's.
func TestOtherWords(t *testing.T) {
	s := smallCase(t)
	if _, err := s.c.DB().Exec(`UPDATE reading SET text = replace(text, 'leads', 'loves') WHERE document = 'd1'`); err != nil {
		t.Fatal(err)
	}
	p := parse(t, written(t, read(t, s.c, "person/ana")))
	if !strings.Contains(p.section("about"), "the text that the case keeps has other words at this place") {
		t.Error("no warning")
	}
}

var hostile = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `javascript:alert(1)`, `JaVaScRiPt://x/%0aalert(1)`, `data:text/html,<script>alert(1)</script>`,
	"https://example.org/\u202egnp.exe", "https://user:pass@evil.example/", "http://", "https://evil.example/\"onmouseover=alert(1)", "right\u202eto left\u2066isolated",
	"nul\x00bell\x07escape\x1b[31m\x7f\u0085", "bad \xff\xfe utf-8", "]]><!--</style></title></textarea>", "{{.ID}}", "&#8238;&lt;script&gt;", "\u2028\u2029\U000e0041\ufdd0",
	"", " ", "a b\tc\nd\r\ne", "edge/X a b", strings.Repeat("long ", 2000), strings.Repeat("x", 10000), "\u0645\u062d\u0645\u062f \u200f\u05d0",
}

func TestHostile(t *testing.T) {
	for _, s := range hostile {
		t.Run(strconv.QuoteToASCII(s[:min(len(s), 30)]), func(t *testing.T) { parse(t, written(t, full(s))).check(t) })
	}
}

func FuzzWrite(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { parse(t, written(t, full(s))).check(t) })
}

// The words of a report that lies in wait, all the way from the case file: each
// stands there as what it is.
func TestHostileReport(t *testing.T) {
	s := newSeed(t)
	long := "The " + strings.Repeat("very ", 2000) + "long man met Bo Tan."
	bad := "<script>alert('Eve')</script> \u202eevE met Bo Tan & \x01 \"others\"."
	s.document("d1", "javascript:alert(1)", "</title><script>x</script>", "\u202eoutlet", "2025-01-02", long+"\nBefore it.\n"+bad+"\n"+long+"\n", "")
	s.entity("person/eve", "<script>alert('Eve')</script> \u202eevE")
	s.entity("person/bo", "Bo Tan")
	s.mention("d1", "person/eve", "<script>alert('Eve')</script> \u202eevE")
	s.claim("d1", "MET_WITH", "man met", "asserted", []arg{{"a", "person/eve", "<img src=x>"}, {"b", "person/bo", "Bo Tan"}})
	s.claim("d1", "MET_WITH", "evE met", "asserted", []arg{{"a", "person/eve", "evE"}, {"b", "person/bo", "Bo Tan"}}, arg{"", "person/bo", "\u2067<i>he</i>"})
	s.done()
	p := parse(t, written(t, read(t, s.c, "person/eve")))
	p.check(t)
	p.claims(t, s)
	if !strings.Contains(p.section("about"), "[U+202E]evE met Bo Tan & [U+0001]") {
		t.Error("a character that turns the direction is not told")
	}
	if !strings.Contains(p.section("about"), "further bytes of this sentence]") && !strings.Contains(p.section("about"), "bytes of this sentence before]") {
		t.Error("what is left out around a quote is not told")
	}
	if !strings.Contains(p.section("reports"), "javascript:alert(1)") {
		t.Error("the URI is not shown as text")
	}
}

// Three thousand claims stay one page that a browser takes, and none is missing.
func TestThousands(t *testing.T) {
	s := newSeed(t)
	s.entity("person/ana", "Ana Ruiz")
	const documents, each = 300, 10
	for i := range 40 {
		s.entity(fmt.Sprintf("person/p%d", i), fmt.Sprintf("Person Number %d", i))
	}
	for i := range documents {
		id := fmt.Sprintf("d%04d", i)
		var text strings.Builder
		for k := range each {
			fmt.Fprintf(&text, "In the town hall of the old quarter Ana Ruiz met%d,%d with a guest whose name the officials present gave to reporters as Person Number %d.\n", i, k, (i+k)%40)
		}
		s.document(id, fmt.Sprintf("reports/2025/%04d.txt", i), fmt.Sprintf("A day at the town hall, number %d", i), "The Daily Courier", "2025-01-02", text.String(), "")
		s.mention(id, "person/ana", "Ana Ruiz")
		for k := range each {
			s.claim(id, "MET_WITH", fmt.Sprintf("met%d,%d", i, k), "asserted", []arg{{"a", "person/ana", "Ana Ruiz"}, {"b", fmt.Sprintf("person/p%d", (i+k)%40), "Person"}}, arg{"", "", "officials"})
		}
		if i > 0 {
			s.join("person/ana", fmt.Sprintf("d%04d/person/ana", i-1), id+"/person/ana", "same name", 900)
		}
	}
	s.done()
	p := parse(t, written(t, read(t, s.c, "person/ana")))
	p.check(t)
	p.claims(t, s)
	if n := len(p.data); n > 6<<20 {
		t.Errorf("%d bytes", n)
	}
	if !strings.Contains(p.section("spellings"), "299 joins of these spellings") {
		t.Error("joins alike are not one")
	}
}

// Nothing of a page is written where it cannot be made.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteError(t *testing.T) {
	if err := dossier.Write(broken{}, &dossier.Dossier{}); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("got %v", err)
	}
}

// full makes a dossier whose every string holds s. Ids differ, as ids do.
func full(s string) *dossier.Dossier {
	var d dossier.Dossier
	fill(reflect.ValueOf(&d).Elem(), s, 0)
	n := 0
	// One report and a claim a group, as Read makes them.
	for _, r := range d.Reports {
		r.ID = fmt.Sprint(s, len(s), "r", n)
		r.CopyOf, r.Copies = r, []*dossier.Report{r}
		n++
	}
	for i, part := range [][]dossier.Chapter{d.About, d.Named, d.Said} {
		for k := range part {
			part[k].Type = fmt.Sprint(s, k)
			for g := range part[k].Groups {
				group := &part[k].Groups[g]
				group.Edge = fmt.Sprint("edge/", s, " ", i, k, g)
				group.Also = nil
				for _, c := range group.Claims {
					n++
					c.N, c.ID, c.Report = n, fmt.Sprint(s, n), d.Reports[0]
				}
			}
		}
	}
	one := d.Claims()[0]
	for _, list := range [][]dossier.Event{d.Timeline, d.Undated} {
		for i := range list {
			list[i].Claim = one
		}
	}
	for i := range d.Roles {
		d.Roles[i].Claims = []*dossier.Claim{one}
	}
	for i := range d.Joins {
		d.Joins[i].Left.Report, d.Joins[i].Right.Report = d.Reports[0], d.Reports[0]
	}
	for i := range d.Topics {
		d.Topics[i].ID = fmt.Sprint(s, i)
		for k := range d.Topics[i].Figures {
			d.Topics[i].Figures[k].Claims = []*dossier.Claim{one}
		}
	}
	return &d
}

func fill(v reflect.Value, s string, depth int) {
	if depth > 12 {
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(s)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(2)
	case reflect.Slice:
		n := 2
		if depth > 3 {
			n = 1
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		if v.Type().Elem() == reflect.TypeFor[*dossier.Report]() && depth > 1 || v.Type().Elem() == reflect.TypeFor[*dossier.Claim]() && depth > 6 {
			v.SetLen(0)
			return
		}
		for i := range v.Len() {
			fill(v.Index(i), s, depth+1)
		}
	case reflect.Pointer:
		if v.Type() == reflect.TypeFor[*dossier.Report]() && depth > 2 {
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), s, depth+1)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), s, depth+1)
		}
	}
}

// A page is a parsed dossier.
type page struct {
	data []byte
	root *html.Node
}

func parse(t testing.TB, data []byte) *page {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return &page{data, root}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// all lists the elements of a tag, of every tag for "".
func (p *page) all(tag string) (out []*html.Node) {
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && (tag == "" || n.Data == tag) {
			out = append(out, n)
		}
	}
	return out
}

func raw(n *html.Node) string {
	var b strings.Builder
	for x := range n.Descendants() {
		if x.Type == html.TextNode {
			b.WriteString(x.Data)
			continue
		}
		if x.Type == html.ElementNode && slices.Contains([]string{"p", "li", "td", "th", "tr", "h2", "h3", "h4", "blockquote", "caption", "ul"}, x.Data) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// section is the text of a part, white space folded.
func (p *page) section(id string) string {
	for _, n := range p.all("section") {
		if attr(n, "aria-labelledby") == id {
			return strings.Join(strings.Fields(raw(n)), " ")
		}
	}
	return ""
}

// What may be in a page at all.
var (
	tags  = strings.Fields("html head meta title style body header h1 h2 h3 h4 p main dl dt dd code mark b i nav ul ol li a section table caption thead tbody tr th td div bdi span strong blockquote br")
	attrs = strings.Fields("lang charset http-equiv content name id class href rel scope value dir aria-labelledby colspan data-label")
)

// check holds a page to what is true of every one: only the tags and attributes of
// the template, ids that are one each, links that lead somewhere and nowhere bad,
// headings in order, tables with heads, nothing that deceives the eye.
func (p *page) check(t testing.TB) {
	t.Helper()
	if !utf8.Valid(p.data) {
		t.Error("no UTF-8")
	}
	for _, r := range string(p.data) {
		if r < 0x20 && r != '\n' && r != '\t' && r != '\r' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r >= 0xe0000 && r <= 0xe0fff {
			t.Errorf("character %U", r)
			break
		}
	}
	ids := map[string]bool{}
	level := 0
	for _, n := range p.all("") {
		if !slices.Contains(tags, n.Data) {
			t.Errorf("a tag <%s>", n.Data)
		}
		for _, a := range n.Attr {
			if !slices.Contains(attrs, a.Key) {
				t.Errorf("an attribute %s of <%s>", a.Key, n.Data)
			}
		}
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("two of id %q", id)
			}
			if strings.ContainsAny(id, " \t\n\r\f") {
				t.Errorf("white space in id %q", id)
			}
			ids[id] = true
		}
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			now := int(n.Data[1] - '0')
			if now > level+1 {
				t.Errorf("a heading of level %d after one of level %d", now, level)
			}
			level = now
		}
		switch n.Data {
		case "html":
			if attr(n, "lang") != "en" {
				t.Error("no language")
			}
		case "th":
			if attr(n, "scope") == "" {
				t.Error("a head without a scope")
			}
		case "table":
			heads := 0
			for x := range n.Descendants() {
				if x.Type == html.ElementNode && (x.Data == "th" || x.Data == "caption") {
					heads++
				}
			}
			if heads < 3 {
				t.Error("a table without heads or caption")
			}
		}
	}
	for _, n := range p.all("a") {
		href := attr(n, "href")
		if at, inside := strings.CutPrefix(href, "#"); inside {
			if !ids[at] {
				t.Errorf("a link to %q, which is not there", href)
			}
		} else if !strings.HasPrefix(href, "http://") && !strings.HasPrefix(href, "https://") {
			t.Errorf("a link to %q", href)
		}
	}
	if n := len(p.all("h1")); n != 1 {
		t.Errorf("%d titles", n)
	}
	if bytes.Contains(p.data, []byte("ZgotmplZ")) {
		t.Error("a value stands where the template cannot make it safe")
	}
}

// seen is a text as the page shows it.
func seen(s string) string {
	for _, r := range []rune{0x202e, 0x2067, 1} {
		s = strings.ReplaceAll(s, string(r), fmt.Sprintf("[U+%04X]", r))
	}
	return s
}

// claims holds the page to the case: each claim of it that the entity has a part in
// is there once, with its words marked, where they stand and what is around them.
func (p *page) claims(t testing.TB, s *seed) {
	t.Helper()
	at := map[string]*html.Node{}
	for _, n := range p.all("li") {
		at[attr(n, "id")] = n
	}
	rows, err := s.c.DB().Query(`SELECT d.ref || '/' || c.ref, d.ref, c.quote, c.sentence_start, c.sentence_end, c."trigger" FROM claim c JOIN document d ON d.id = c.document`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		var id, document, quote, trigger string
		var start, end int
		if err := rows.Scan(&id, &document, &quote, &start, &end, &trigger); err != nil {
			t.Fatal(err)
		}
		n++
		li := at["claim-"+strings.ReplaceAll(id, "/", ".")]
		if li == nil {
			t.Errorf("claim %s is not there", id)
			continue
		}
		words, set := "", ""
		for x := range li.Descendants() {
			switch {
			case x.Type != html.ElementNode:
			case x.Data == "mark":
				words += raw(x)
			case x.Data == "b":
				set += raw(x)
			}
		}
		if words != seen(quote) {
			t.Errorf("claim %s: marked %.80q, the quote is %.80q", id, words, quote)
		}
		if set != seen(trigger) {
			t.Errorf("claim %s: %q is set off, the trigger is %q", id, set, trigger)
		}
		if text := raw(li); !strings.Contains(text, fmt.Sprintf("bytes %d–%d", start, end)) {
			t.Errorf("claim %s: its span is not told", id)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if n == 0 {
		t.Error("the case has no claim")
	}
}
