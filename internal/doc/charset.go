package doc

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
)

var errBinary = errors.New("not text: it holds zero bytes or is mostly control characters")

// decode gives data as UTF-8 with the name of its charset. Valid UTF-8 stays
// byte for byte, a byte order mark too. declared is the charset that the
// source names itself, "" for none.
//
// Without a mark or a name, bytes that are not UTF-8 are windows-1252 or, if
// most of its letters would be Cyrillic, windows-1251; bytes that their
// charset does not have become U+FFFD. A source that is UTF-8 but for a few
// bytes keeps the rest: those bytes become U+FFFD as well.
func decode(data []byte, declared string) (text, name string, err error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe, 0, 0}), bytes.HasPrefix(data, []byte{0, 0, 0xfe, 0xff}):
		return "", "", errors.New("utf-32 is not read")
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return decode16(data, unicode.LittleEndian, "utf-16le")
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return decode16(data, unicode.BigEndian, "utf-16be")
	}
	if little, big := looksLike16(data); little {
		return decode16(data, unicode.LittleEndian, "utf-16le")
	} else if big {
		return decode16(data, unicode.BigEndian, "utf-16be")
	}
	if binary(data) {
		return "", "", errBinary
	}
	if utf8.Valid(data) {
		return string(data), "utf-8", nil
	}
	name = strings.ToLower(strings.TrimSpace(declared))
	if name == "" || name == "utf-8" || name == "utf8" {
		if mostlyUTF8(data) {
			return strings.ToValidUTF8(string(data), "\ufffd"), "utf-8", nil
		}
		name = guess(data)
	}
	enc, canonical := charset.Lookup(name)
	if enc == nil {
		return "", "", fmt.Errorf("charset %q is not known", name)
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", fmt.Errorf("decode %s: %w", canonical, err)
	}
	return string(out), canonical, nil
}

func decode16(data []byte, order unicode.Endianness, name string) (string, string, error) {
	out, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(data)
	if err != nil {
		return "", "", fmt.Errorf("decode %s: %w", name, err)
	}
	return string(out), name, nil
}

// looksLike16 tells UTF-16 without a mark: in Western text every other byte is
// zero.
func looksLike16(data []byte) (little, big bool) {
	head := data[:min(len(data), 4096)&^1]
	if len(head) < 8 || bytes.IndexByte(head, 0) < 0 {
		return false, false
	}
	var even, odd int
	for i := 0; i < len(head); i += 2 {
		if head[i] == 0 {
			even++
		}
		if head[i+1] == 0 {
			odd++
		}
	}
	half := len(head) / 2
	return odd*10 > half*7 && even*20 < half, even*10 > half*7 && odd*20 < half
}

// binary reports whether data is no text: a zero byte, a known signature, or
// more than one control character in fifty.
func binary(data []byte) bool {
	for _, magic := range []string{"%PDF-", "PK\x03\x04", "\x89PNG", "\xff\xd8\xff", "GIF8", "\x1f\x8b", "\x7fELF", "SQLite format 3", "BZh", "\xfd7zXZ", "Rar!", "\xd0\xcf\x11\xe0", "7z\xbc\xaf"} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return true
		}
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return true
	}
	control := 0
	for _, c := range data {
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' || c == 0x7f {
			control++
		}
	}
	return control*50 > len(data)
}

// mostlyUTF8 reports whether the bytes beyond ASCII are UTF-8 at least two
// times out of three.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good >= 2*bad
}

// guess tells windows-1251 from windows-1252: Cyrillic text has runs of bytes
// beyond ASCII, Western text has single ones.
func guess(data []byte) string {
	high, runs, letters := 0, 0, 0
	for i, c := range data {
		switch {
		case c >= 0xc0:
			high++
			if i > 0 && data[i-1] >= 0xc0 {
				runs++
			}
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			letters++
		}
	}
	if high > letters && runs*2 > high {
		return "windows-1251"
	}
	return "windows-1252"
}
