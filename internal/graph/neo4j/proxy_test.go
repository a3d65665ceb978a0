package neo4j

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// The two ways of a message.
const (
	request = iota
	answer
)

// A proxy stands between the driver and the real server, counts the messages of the
// Bolt protocol, and lets one of them meet a fault.
type proxy struct {
	listener net.Listener
	server   string

	mu     sync.Mutex
	passed [2][]message // requests and answers, of all connections
	fault  fault
	at     int // the number of the message that meets it, of those that can; from 1, 0: none
	struck bool
	links  []*link
}

// A fault is what happens to a message instead of being passed on.
type fault struct {
	name   string
	way    int
	fits   func(m message) bool // nil: every message can meet it
	strike func(l *link, m message)
	again  bool // the driver tries again
}

// among counts the messages that can meet the fault.
func (f *fault) among(passed [2][]message) (n int) {
	for _, m := range passed[f.way] {
		if f.fits == nil || f.fits(m) {
			n++
		}
	}
	return n
}

// A link is one connection from the driver to the server.
type link struct {
	client, server net.Conn

	mu      sync.Mutex
	silent  [2]bool  // nothing passes that way any more
	held    [][]byte // the requests that did not pass
	severed bool     // one end does not learn that the other has gone
}

// A message is one of the Bolt protocol: raw as it goes over the line, in chunks with
// their lengths, body without these. It has no body where it only says that its sender
// lives.
type message struct{ raw, body []byte }

func readMessage(r io.Reader) (m message, err error) {
	for {
		var length [2]byte
		if _, err := io.ReadFull(r, length[:]); err != nil {
			return m, err
		}
		m.raw = append(m.raw, length[:]...)
		n := int(binary.BigEndian.Uint16(length[:]))
		if n == 0 {
			return m, nil
		}
		at := len(m.raw)
		m.raw = append(m.raw, make([]byte, n)...)
		if _, err := io.ReadFull(r, m.raw[at:]); err != nil {
			return m, err
		}
		m.body = append(m.body, m.raw[at:]...)
	}
}

// chunked is a body as one message.
func chunked(body []byte) []byte {
	out := []byte{}
	for len(body) > 0 {
		n := min(len(body), 0xFFFF)
		out = binary.BigEndian.AppendUint16(out, uint16(n))
		out = append(out, body[:n]...)
		body = body[n:]
	}
	return append(out, 0, 0)
}

func newProxy(t *testing.T, server string) *proxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{listener: listener, server: server}
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			go p.connect(client)
		}
	}()
	t.Cleanup(func() { listener.Close(); p.reset(fault{}, 0) })
	return p
}

// reset ends all connections and sets the next fault.
func (p *proxy) reset(f fault, at int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, l := range p.links {
		l.cut()
	}
	p.links, p.passed, p.fault, p.at, p.struck = nil, [2][]message{}, f, at, false
}

// met tells whether the fault has happened, and which messages there were.
func (p *proxy) met() (bool, [2][]message) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.struck, p.passed
}

// late brings the server what was held back, and ends the connections.
func (p *proxy) late() (n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, l := range p.links {
		l.mu.Lock()
		for _, raw := range l.held {
			if _, err := l.server.Write(raw); err == nil {
				n++
			}
		}
		l.mu.Unlock()
	}
	if n > 0 {
		time.Sleep(50 * time.Millisecond) // the server has it before the end of the connection
	}
	for _, l := range p.links {
		l.cut()
	}
	return n
}

func (p *proxy) connect(client net.Conn) {
	server, err := net.Dial("tcp", p.server)
	if err != nil {
		client.Close()
		return
	}
	l := &link{client: client, server: server}
	p.mu.Lock()
	p.links = append(p.links, l)
	p.mu.Unlock()
	// The handshake: who speaks which versions. The first proposal of the driver stands
	// for a longer one, of no fixed length: it is taken out.
	hello, agreed := make([]byte, 20), make([]byte, 4)
	_, err = io.ReadFull(client, hello)
	if err == nil {
		copy(hello[4:8], []byte{0, 0, 0, 0})
		_, err = server.Write(hello)
	}
	if err == nil {
		_, err = io.ReadFull(server, agreed)
	}
	if err == nil {
		_, err = client.Write(agreed)
	}
	if err != nil {
		l.cut()
		return
	}
	go p.pass(l, request, client, server)
	go p.pass(l, answer, server, client)
}

func (p *proxy) pass(l *link, way int, from, to net.Conn) {
	r := bufio.NewReader(from)
	for {
		m, err := readMessage(r)
		if err != nil {
			l.gone()
			return
		}
		if len(m.body) > 0 && p.strike(l, way, m) {
			continue
		}
		if l.hold(way, m) {
			continue
		}
		if _, err := to.Write(m.raw); err != nil {
			l.gone()
			return
		}
	}
}

// strike lets a message meet the fault, if it is its turn.
func (p *proxy) strike(l *link, way int, m message) bool {
	p.mu.Lock()
	p.passed[way] = append(p.passed[way], m)
	f := p.fault
	hit := p.at > 0 && !p.struck && way == f.way && (f.fits == nil || f.fits(m)) && f.among(p.passed) == p.at
	p.struck = p.struck || hit
	p.mu.Unlock()
	if hit {
		f.strike(l, m)
	}
	return hit
}

// cut ends the connection on both sides.
func (l *link) cut() {
	l.client.Close()
	l.server.Close()
}

// gone ends the connection where one side has ended it.
func (l *link) gone() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.severed {
		l.cut()
	}
}

// sever lets nothing pass any more that way, and each side think that the other is there.
func (l *link) sever(way int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.silent[way], l.severed = true, true
}

// hold keeps a message that must not pass.
func (l *link) hold(way int, m message) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.silent[way] && way == request {
		l.held = append(l.held, m.raw)
	}
	return l.silent[way]
}

// says sends the driver bytes.
func (l *link) says(raw []byte) { l.client.Write(raw) }

// The messages of the server that the proxy makes itself.
var success = []byte{0xB1, 0x70, 0xA0}

func failure(code string) []byte {
	text := func(s string) string { return string([]byte{0xD0, byte(len(s))}) + s }
	return []byte("\xB1\x7F\xA2" + text("code") + text(code) + text("message") + text("made by the proxy"))
}

// counter finds the number of nodes or relationships created, of one byte, in an answer.
func counter(body []byte) (at int) {
	for _, name := range []string{"nodes-created", "relationships-created"} {
		if at := bytes.Index(body, []byte(name)); at >= 0 && body[at+len(name)] < 0x7F {
			return at + len(name)
		}
	}
	return -1
}

// faults are all that can happen to a message.
func faults() []fault {
	out := []fault{
		{name: "cut before the server sees it", way: request, strike: func(l *link, m message) { l.cut() }},
		{name: "cut in the middle of the request", way: request, strike: func(l *link, m message) {
			l.server.Write(m.raw[:len(m.raw)/2])
			l.cut()
		}},
		{name: "cut after the server has done it", way: answer, strike: func(l *link, m message) { l.cut() }},
		{name: "cut in the middle of the answer", way: answer, strike: func(l *link, m message) {
			l.says(m.raw[:len(m.raw)/2])
			l.cut()
		}},
		{name: "stalled before the server", way: request, strike: func(l *link, m message) {
			l.sever(request)
			l.hold(request, m)
		}},
		{name: "stalled after the server", way: answer, strike: func(l *link, m message) { l.sever(answer) }},
		{name: "busy for ever", way: answer, strike: func(l *link, m message) {
			l.sever(answer)
			go func() {
				for {
					if _, err := l.client.Write([]byte{0, 0}); err != nil {
						return
					}
					time.Sleep(100 * time.Millisecond)
				}
			}()
		}},
		{name: "answered without the server", way: request, strike: func(l *link, m message) { l.says(chunked(success)) }},
		{name: "said twice", way: answer, strike: func(l *link, m message) { l.says(m.raw); l.says(m.raw) }},
		{name: "cut short, as if it were whole", way: answer, strike: func(l *link, m message) { l.says(chunked(m.body[:(len(m.body)+1)/2])) }},
		{name: "of another kind", way: answer, strike: func(l *link, m message) { l.says(chunked([]byte("\xB1\x71\x91\x81?"))) }},
		{name: "no message", way: answer, strike: func(l *link, m message) { l.says(chunked([]byte("HTTP/1.1 502 Bad Gateway"))) }},
		{name: "not of the protocol", way: answer, strike: func(l *link, m message) {
			l.says([]byte("HTTP/1.1 502 Bad Gateway\r\n\r\n"))
			l.sever(answer)
		}},
		{name: "another number", way: answer,
			fits: func(m message) bool {
				return bytes.HasPrefix(m.body, []byte("\xB1\x71\x91")) && m.body[len(m.body)-1] < 0x7F
			},
			strike: func(l *link, m message) {
				other := bytes.Clone(m.body)
				other[len(other)-1] ^= 1
				l.says(chunked(other))
			}},
		{name: "another counter", way: answer,
			fits: func(m message) bool { return counter(m.body) >= 0 },
			strike: func(l *link, m message) {
				other := bytes.Clone(m.body)
				other[counter(other)] ^= 1
				l.says(chunked(other))
			}},
	}
	for _, code := range []string{
		"Neo.TransientError.General.MemoryPoolOutOfMemoryError",
		"Neo.TransientError.Transaction.DeadlockDetected",
		"Neo.ClientError.Security.Unauthorized",
		"Neo.DatabaseError.General.UnknownError",
	} {
		out = append(out, fault{
			name: "failed: " + code, way: answer, again: strings.Contains(code, "Transient"),
			strike: func(l *link, m message) { l.says(chunked(failure(code))) },
		})
	}
	return out
}
