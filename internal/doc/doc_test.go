package doc

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

var update = flag.Bool("update", false, "write the golden files anew")

func read(t testing.TB, uri string, data []byte) *Document {
	t.Helper()
	var got *Document
	for d, err := range Read(uri, data) {
		if err != nil {
			t.Fatal(err)
		}
		got = d
	}
	return got
}

// A golden file holds what was told of the document, then its blocks: kind,
// span and text.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range files {
		if !Reads(f) {
			continue
		}
		n++
		t.Run(filepath.Base(f), func(t *testing.T) {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			d := read(t, filepath.ToSlash(f), data)
			check(t, d, data)
			head := *d
			head.Blocks, head.ID, head.SHA256, head.Skipped = nil, "", "", nil
			js, err := json.MarshalIndent(head, "", " ")
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			got.Write(js)
			got.WriteString("\n")
			for _, b := range d.Blocks {
				fmt.Fprintf(&got, "%s %d-%d %s\n", b.Kind, b.Start, b.End, strings.ReplaceAll(d.Text[b.Start:b.End], "\n", "⏎"))
			}
			for _, s := range d.Skipped {
				fmt.Fprintf(&got, "skipped (%s) %d-%d %q\n", s.Reason, s.Start, s.End, d.Text[s.Start:s.End])
			}
			golden := f + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", golden, diff)
			}
		})
	}
	if n < 7 {
		t.Errorf("%d test files, want at least 7", n)
	}
}

// check tells what does not hold of a document.
func check(t testing.TB, d *Document, data []byte) {
	t.Helper()
	if !utf8.ValidString(d.Text) {
		t.Fatal("the text is not UTF-8")
	}
	if d.Format != "html" && utf8.Valid(data) && d.Charset == "utf-8" && d.Text != string(data) {
		t.Fatal("the text is not the file")
	}
	covered := func(at int) bool {
		for _, s := range d.Skipped {
			if at >= s.Start && at < s.End {
				return true
			}
		}
		return false
	}
	end := 0
	between := func(from, to int) {
		for i, r := range d.Text[from:to] {
			if !Blank(r) && !covered(from+i) {
				t.Fatalf("%q at %d is in no block and not skipped", r, from+i)
			}
		}
	}
	for _, b := range d.Blocks {
		if b.Start < end || b.End <= b.Start || b.End > len(d.Text) || b.End-b.Start > longestBlock {
			t.Fatalf("block [%d,%d) after %d", b.Start, b.End, end)
		}
		if s, e := trim(d.Text, b.Start, b.End); s != b.Start || e != b.End {
			t.Fatalf("block [%d,%d) begins or ends with a blank", b.Start, b.End)
		}
		switch b.Kind {
		case Body, Headline, Caption, Boilerplate, Credit:
		default:
			t.Fatalf("block [%d,%d) is of kind %q", b.Start, b.End, b.Kind)
		}
		between(end, b.Start)
		end = b.End
	}
	between(end, len(d.Text))
	last := 0
	for _, s := range d.Skipped {
		if s.Start < last || s.End <= s.Start || s.End > len(d.Text) || s.Reason == "" {
			t.Fatalf("skipped [%d,%d) after %d: %q", s.Start, s.End, last, s.Reason)
		}
		last = s.End
	}
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, p := range files {
		if data, err := os.ReadFile(p); err == nil && Reads(p) {
			f.Add(data, filepath.Ext(p))
		}
	}
	f.Add([]byte("\xff\xfea\x00b\x00"), ".txt")
	f.Add([]byte("**a[b](c"), ".md")
	f.Fuzz(func(t *testing.T, data []byte, ext string) {
		for d, err := range Read("fuzz"+ext, data) {
			if err != nil {
				continue
			}
			check(t, d, data)
			for again, err := range Read("fuzz"+ext, data) {
				if diff := cmp.Diff(d, again); err != nil || diff != "" {
					t.Fatalf("read twice: %v %s", err, diff)
				}
			}
		}
	})
}

func TestCharset(t *testing.T) {
	const western = "Le président Ouattara a dit « non » à Bouaké, où l’armée se trouve."
	const russian = "Армия сообщила о потерях в районе города. Президент подписал указ о награждении."
	const english = "The Bosnian Serb leader’s army – 300 men – left Foča. It never came back."
	enc := func(e interface{ String(string) (string, error) }, s string) []byte {
		out, err := e.String(s)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(out)
	}
	for _, c := range []struct {
		name, uri string
		data      []byte
		charset   string
		text      string
	}{
		{"utf-8", "a.txt", []byte(english), "utf-8", english},
		{"utf-8 with a mark", "a.txt", []byte("\xef\xbb\xbf" + english), "utf-8", "\ufeff" + english},
		{"windows-1252", "a.txt", enc(charmap.Windows1252.NewEncoder(), western), "windows-1252", western},
		{"windows-1251", "a.txt", enc(charmap.Windows1251.NewEncoder(), russian), "windows-1251", russian},
		{"utf-16le with a mark", "a.txt", enc(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(), english), "utf-16le", english},
		{"utf-16be with a mark", "a.txt", enc(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder(), english), "utf-16be", english},
		{"utf-16le without", "a.txt", enc(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder(), english), "utf-16le", english},
		{"utf-8 with a bad byte", "a.txt", []byte("Foča, Goražde, Srebrenica, Žepa, Bihać \xff and Tuzla, čekaj."), "utf-8", "Foča, Goražde, Srebrenica, Žepa, Bihać \ufffd and Tuzla, čekaj."},
		{"declared", "a.html", enc(japanese.ShiftJIS.NewEncoder(), "<html><head><meta charset=shift_jis></head><body><p>The word 日本 stands in this page, and that is all it says of the matter.</p>"), "shift_jis",
			"The word 日本 stands in this page, and that is all it says of the matter."},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, c.uri, c.data)
			if d.Charset != c.charset || d.Text != c.text {
				t.Errorf("%s %q, want %s %q", d.Charset, d.Text, c.charset, c.text)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct{ uri, data, want string }{
		{"a.txt", "%PDF-1.4 ...", "read a.txt: not text"},
		{"b.md", "text\x00\x01\x02\x03 more", "read b.md: not text"},
		{"c.docx", "PK\x03\x04", "read c.docx: no such format"},
		{"d.html", "<html><body><script>x</script></body></html>", "read d.html: the page holds no text"},
	} {
		for d, err := range Read(c.uri, []byte(c.data)) {
			if err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("%s: %v %v, want %q", c.uri, d, err, c.want)
			}
			if strings.HasPrefix(c.uri, "c.") != errors.Is(err, ErrFormat) {
				t.Errorf("%s: errors.Is(%v, ErrFormat) does not tell the format", c.uri, err)
			}
		}
	}
}

func TestIdentity(t *testing.T) {
	a, b, c := read(t, "x/a.txt", []byte("One text.")), read(t, "b.txt", []byte("One text.")), read(t, "a.md", []byte("One text."))
	if a.ID != b.ID || a.SHA256 != b.SHA256 {
		t.Error("the name changes the identity")
	}
	if a.ID == c.ID || a.SHA256 != c.SHA256 {
		t.Error("the format does not change the id, or changes the hash")
	}
	if len(a.ID) != 17 || a.ID[0] != 'd' {
		t.Errorf("id %q", a.ID)
	}
}

func TestEmpty(t *testing.T) {
	for _, data := range []string{"", " \n\t\r\n", "\ufeff", "\u200b\n"} {
		if d := read(t, "e.txt", []byte(data)); len(d.Blocks) > 0 || d.Text != data {
			t.Errorf("%q: blocks %v, text %q", data, d.Blocks, d.Text)
		}
	}
}

func TestFormatOfStandardInput(t *testing.T) {
	for data, want := range map[string]string{"Text.": "txt", " <!DOCTYPE html><p>A page of a few words.": "html", "<HTML><body>A page of a few words.": "html"} {
		if d := read(t, "-", []byte(data)); d.Format != want {
			t.Errorf("%q is read as %s, want %s", data, d.Format, want)
		}
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"January 14, 2025":                    "2025-01-14 day",
		"Posted on 3 Feb. 2019 at 10:30 GMT":  "2019-02-03 day",
		"2025 January 17":                     "2025-01-17 day",
		"2021-11-08T09:30:00Z":                "2021-11-08 day",
		"the 5th of May 2020":                 "2020-05-05 day",
		"14.01.2025":                          "2025-01-14 day",
		"25/12/2018":                          "2018-12-25 day",
		"12/25/2018":                          "2018-12-25 day",
		"04/05/2018":                          "",
		"June 2022":                           "2022-06 month",
		"February 30, 2022":                   "",
		"Sept 9 2001No Comments":              "2001-09-09 day",
		"Version 1.2.3":                       "",
		"May we go":                           "",
		"MAY 1, 1999":                         "1999-05-01 day",
		"Order 13224 of September 23, 2001":   "2001-09-23 day",
		"between 10 and 12 March 2014 in Oxo": "2014-03-12 day",
	} {
		got := ""
		if f, ok := findDate(dateWords(in)); ok {
			d := f.date("text")
			got = d.Date + " " + d.Precision
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestPublished(t *testing.T) {
	const body = "\n\nThe army of Chad said it had lost two men near the lake.\n"
	for in, want := range map[string]Date{
		"A Title" + body:                                                                                           {"", "unknown", "unknown"},
		"A Title\n\nMonday, 6 March 2023" + body:                                                                   {"2023-03-06", "day", "byline"},
		"A Title\n\nBy Jo Roe | May 2, 2020" + body:                                                                {"2020-05-02", "day", "byline"},
		"A Title\n\nUpdated at: 12.10.2024" + body:                                                                 {"2024-10-12", "day", "byline"},
		"A Title\n\nLIMA, Aug 3, 2022 (EFE) - It is.":                                                              {"2022-08-03", "day", "byline"},
		"A Title\n\nLIMA, Aug. 3 (EFE) - It is cold in the city of Lima.\n\n© 2022 Example":                        {"", "unknown", "unknown"},
		"A Title\n\nThe men were freed on Tuesday, June 7, 2016, in Kano, the governor said.":                      {"2016-06-07", "day", "text"},
		"A Title\n\nThe pact of June 7, 2016, holds.":                                                              {"", "unknown", "unknown"},
		"Weekly report, 3 July 2018\n\nThe army of Chad said it had lost two men near the lake in fighting there.": {"2018-07-03", "day", "text"},
	} {
		if d := read(t, "a.txt", []byte(in)); d.Published != want {
			t.Errorf("%q: %+v, want %+v", in, d.Published, want)
		}
	}
}

func TestPublisherAndCredits(t *testing.T) {
	const body = "\n\nThe army of Chad said it had lost two men near the lake.\n"
	for _, c := range []struct {
		in, publisher, author string
		credits               []string
	}{
		{"A Title" + body, "", "", nil},
		{"A Title\n\nBy Ana Ruiz, Andean Post" + body, "Andean Post", "Ana Ruiz", nil},
		{"A Title\n\nAna Ruiz, Andean Post" + body, "Andean Post", "Ana Ruiz", nil},
		{"A Title\n\nBy a staff reporter, Andean Post" + body, "Andean Post", "", nil},
		{"The Andean Post, May 3, 2024\n\nA Title" + body, "The Andean Post", "", nil},
		{"A Title\nLagos Times | 3 May 2024" + body, "Lagos Times", "", nil},
		{"A Title\n3 May 2024 - Herald of Zambia" + body, "Herald of Zambia", "", nil},
		{"Reuters (3 May 2024)\n\nA Title" + body, "Reuters", "", []string{"Reuters"}},
		{"Talks in the daily news, May 3, 2024" + body, "", "", nil},
		{"A Title\n\nBy Ana Ruiz and Bo Li in Lima" + body, "", "Ana Ruiz and Bo Li", nil},
		{"A Title" + body + "Original Source: news.example.org", "news.example.org", "", []string{"news.example.org"}},
		{"A Title" + body + "Follow Andean Post on Google News", "Andean Post", "", nil},
		{"A Title" + body + "© 2024 Andean Post. All rights reserved.", "Andean Post", "", nil},
		{"A Title\n\nSUVA (Reuters) - The army said it had lost two men, as reported by the Guardian.", "", "", []string{"Reuters"}},
		{"A Title\n\nMINSK, January 17. /TASS/. The army said it had lost two men.", "", "", []string{"TASS"}},
		{"A Title" + body + "Xinhua", "", "", []string{"Xinhua"}},
		{"A Title\n\nThe group (known as the Front) - a militia - fled.", "", "", nil},
	} {
		d := read(t, "a.txt", []byte(c.in))
		if d.Publisher != c.publisher || d.Author != c.author || !cmp.Equal(d.Credits, c.credits) {
			t.Errorf("%q: publisher %q author %q credits %q, want %q %q %q", c.in, d.Publisher, d.Author, d.Credits, c.publisher, c.author, c.credits)
		}
	}
}

func TestPressRelease(t *testing.T) {
	for _, c := range []struct {
		in, issuer string
		release    bool
	}{
		{"A Title\n\nAmara Diallo, Press Secretary\n\nWe are following the events in Guinea with concern.", "Amara Diallo, Press Secretary", true},
		{"A Title\n\nOffice of the Spokesperson\n\nThe text of the statement follows here in full.", "Office of the Spokesperson", true},
		{"Ministry of Defence\n\nPRESS RELEASE\n\nTwo ships left the port of Durban.", "Ministry of Defence", true},
		{"A Title\n\nTwo ships left the port of Durban.\n\n###", "", true},
		{"A Title\n\nAmara Diallo, Press Secretary of the party, said “we are following it.”", "", false},
		{"A Title\n\nTwo ships left, according to a press release of the Ministry of Defence.", "", false},
		{"A Title\n\nWe saw two ships leave the port of Durban.", "", false},
	} {
		d := read(t, "a.txt", []byte(c.in))
		if d.PressRelease != c.release || d.Publisher != c.issuer {
			t.Errorf("%q: press release %v by %q, want %v by %q", c.in, d.PressRelease, d.Publisher, c.release, c.issuer)
		}
	}
}

func TestPageDate(t *testing.T) {
	const text = "<p>The army of Chad said that it had lost two of its men in the fighting near the lake, and that it would go on until the shore was safe.</p>"
	for name, c := range map[string]struct {
		head, body string
		want       Date
	}{
		"meta":    {`<meta property="article:published_time" content="2019-05-06T10:00:00+02:00">`, text, Date{"2019-05-06", "day", "metadata"}},
		"ld+json": {`<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2018-02-03"}</script>`, text, Date{"2018-02-03", "day", "metadata"}},
		"time":    {"", `<time datetime="2017-08-09">9 Aug</time>` + text, Date{"2017-08-09", "day", "byline"}},
		"none":    {"", text, Date{"", "unknown", "unknown"}},
		"no year": {"", `<div class="date">March 3</div>` + text, Date{"", "unknown", "unknown"}},
	} {
		d := read(t, "a.html", []byte("<html><head><title>A Title</title>"+c.head+"</head><body><article><h1>A Title</h1>"+c.body+"</article></body></html>"))
		if d.Published != c.want {
			t.Errorf("%s: %+v, want %+v", name, d.Published, c.want)
		}
	}
}

// The first stretch of a long paragraph may be cut inside a character.
func TestFirstPerson(t *testing.T) {
	for in, want := range map[string]bool{
		"We condemn the attack.":               true,
		"He said: “We condemn the attack.”":    false,
		"The US condemns \"our\" enemies.":     false,
		strings.Repeat("é", 1500) + " we are":  false,
		strings.Repeat("x", 1998) + "日 we are": false,
		"Élan! I agree.":                       true,
	} {
		if got := firstPerson(in); got != want {
			t.Errorf("%.40q: %v, want %v", in, got, want)
		}
	}
}

func TestKinds(t *testing.T) {
	for _, c := range []struct {
		line string
		kind Kind
	}{
		{"Rebels take second town in the north", Headline},
		{"What do the rebels want?", Headline},
		{"The rebels took a second town.", Body},
		{"The following bodies were named:", Body},
		{"- two soldiers in Bambari", Body},
		{"“We will not leave,” mayor says", Headline},
		{"“We will not leave,” she said.", Body},
		{"Kyodo News", Credit},
		{"(AP)", Credit},
		{"The mine near Arlit was closed after the attack. (Sahel Ledger)", Body},
		{"Copyright infringement: a court in Accra fines two firms", Headline},
		{"CONTINUE READING", Boilerplate},
		{"Follow us on X", Boilerplate},
		{"5 min read", Boilerplate},
		{"12 Comments", Boilerplate},
		{"Minister resigns over comments", Headline},
		{"Massacre is remembered thirty years ago", Headline},
		{"Africa | Politics | Security", Boilerplate},
		{"* * *", Boilerplate},
		{"We use cookies to make this site better and to show you what you may like to read next.", Boilerplate},
		{"Published on Monday, the report of the panel says that the army of Mali killed 500 people in a village.", Body},
		{"Pictured: the bridge at Kerch", Caption},
		{"A satellite image shows the damaged bridge. [Maxar via Getty Images]", Caption},
		{"Reporting by A. Writer in Dhaka; Editing by B. Reader.", Credit},
		{"By Ana Ruiz", Credit},
		{"Ana Ruiz, Andean Post", Credit},
		{"Ana Ruiz, Lima correspondent", Credit},
		{"Ana Ruiz, Director of the News Service", Body},
		{"Ana Ruiz, mayor of Lima, dies at 70", Headline},
		{"By night the city is dark", Headline},
		{"By the time the Peruvian army came, Quispe and Rojas had left.", Body},
		{"Updated 10:30 GMT, 4 May 2021", Credit},
		{"Amara Diallo, Press Secretary", Body},
	} {
		d := read(t, "a.txt", []byte("A title of a few words\n\n"+c.line+"\n\nThe army of Chad said it had lost two men near the lake.\n"))
		if len(d.Blocks) != 3 || d.Blocks[1].Kind != c.kind {
			t.Errorf("%q: %+v, want kind %s", c.line, d.Blocks, c.kind)
		}
	}
}

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ name, in, language, reason string }{
		{"english", strings.Repeat("The army of Chad said that it had lost two of its men in the fighting near the lake. ", 4), "en", ""},
		{"short", "Der Krieg ist aus.", "", ""},
		{"a sentence", "The army of Chad said that it had lost two of its men near the lake.", "en", ""},
		{"german", "Die Armee teilte am Montag mit, dass zwei ihrer Soldaten bei den Gefechten in der Nähe des Sees getötet wurden. " +
			"Ein Sprecher des Ministeriums sagte, die Lage sei ruhig, aber man rechne mit weiteren Angriffen in den kommenden Tagen. " +
			"Die Bewohner hätten das Dorf verlassen und suchten Schutz in den Bergen, wo es weder Wasser noch Strom gibt.", "de", "language: de"},
		{"french", "L'armée a déclaré lundi que deux de ses soldats avaient été tués dans les combats près du lac. Un porte-parole du ministère " +
			"a dit que la situation était calme, mais que d'autres attaques étaient à craindre dans les prochains jours. Les habitants ont " +
			"quitté le village et cherchent refuge dans les montagnes, où il n'y a ni eau ni électricité.", "fr", "language: fr"},
		{"spanish", "El ejército dijo el lunes que dos de sus soldados murieron en los combates cerca del lago. Un portavoz del ministerio " +
			"declaró que la situación era tranquila, pero que se esperaban otros ataques en los próximos días. Los habitantes abandonaron " +
			"el pueblo y buscan refugio en las montañas, donde no hay agua ni luz.", "es", "language: es"},
		{"russian", strings.Repeat("Армия сообщила, что двое её солдат погибли в боях у озера, говорится в заявлении министерства. ", 5), "ru", "language: ru"},
		{"korean", strings.Repeat("군은 호수 근처 전투에서 병사 두 명이 사망했다고 밝혔다. ", 8), "ko", "language: ko"},
		{"a list of names and papers", strings.Repeat("QUISPE MAMANI, Juan Carlos (a.k.a. \"EL CHINO\"); DOB 03 Mar 1970; POB Juliaca, Peru; Passport 1234567 (Peru) (individual) [SDNTK]. ", 8), "", ""},
		{"names only", strings.Repeat("Nguyen Tran Pham Hoang Huynh Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly ", 3), "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, "a.txt", []byte(c.in))
			reason := ""
			if len(d.Skipped) > 0 {
				reason = d.Skipped[0].Reason
			}
			if d.Language != c.language || reason != c.reason || (reason == "") != (len(d.Blocks) > 0) {
				t.Errorf("language %q, skipped %q, %d blocks; want %q, %q", d.Language, reason, len(d.Blocks), c.language, c.reason)
			}
		})
	}
}

// A paragraph in another script is skipped, and the text around it read.
func TestForeignParagraph(t *testing.T) {
	const english = "The army of Georgia said that it had lost two of its men in the fighting near the lake."
	const russian = "Армия сообщила о потерях в боях у озера. Президент подписал указ о награждении погибших, " +
		"а министр обороны вылетел в район боевых действий, чтобы встретиться с командирами частей и узнать, что произошло."
	for _, uri := range []string{"a.txt", "a.md"} {
		d := read(t, uri, []byte(english+"\n\n"+russian+"\n\nIt *said* no more."))
		if len(d.Blocks) != 2 || d.Language != "en" || d.Skipped[0].Reason != "language: ru" {
			t.Errorf("%s: %q %+v %+v", uri, d.Language, d.Blocks, d.Skipped)
		}
		check(t, d, []byte(d.Text))
	}
}

func TestLongLine(t *testing.T) {
	for _, s := range []string{"word ", "x", "é", "A sentence of the report. "} {
		data := bytes.Repeat([]byte(s), 3*longestBlock/len(s))
		d := read(t, "long.txt", data)
		check(t, d, data)
		if len(d.Blocks) < 3 && len(d.Skipped) == 0 {
			t.Errorf("%q: %d blocks", s, len(d.Blocks))
		}
	}
}

func TestTooLong(t *testing.T) {
	for uri, s := range map[string]string{"a.txt": "A sentence of the report. ", "b.md": "- A *sentence* of the [report](x).\n"} {
		data := bytes.Repeat([]byte(s), (longestText+longestBlock)/len(s))
		d := read(t, uri, data)
		last := d.Skipped[len(d.Skipped)-1]
		if last.Reason != "too long" || last.Start > longestText || last.Start < longestText-longestBlock || d.Blocks[len(d.Blocks)-1].End > last.Start {
			t.Errorf("%s: skipped %+v", uri, last)
		}
	}
}

func TestLineEnds(t *testing.T) {
	for _, end := range []string{"\n", "\r\n", "\r", "\u2028", "\u0085"} {
		d := read(t, "a.txt", []byte("One line stands here."+end+"Another one stands there."+end))
		if len(d.Blocks) != 2 {
			t.Errorf("%q: %d blocks", end, len(d.Blocks))
		}
	}
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile("testdata/news.txt")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		read(b, "news.txt", data)
	}
}

func BenchmarkReadHTML(b *testing.B) {
	data, err := os.ReadFile("testdata/page.html")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		read(b, "page.html", data)
	}
}

func BenchmarkReadLongLine(b *testing.B) {
	data := bytes.Repeat([]byte("One line of a hundred megabytes is read as well. "), 32<<20/50)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		read(b, "long.txt", data)
	}
}
