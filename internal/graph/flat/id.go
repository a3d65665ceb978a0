package flat

import "fmt"

// ID returns an id that every format takes, also those that want a name token:
// key:id, in which every byte of id but ASCII letters, digits, dots and hyphens is
// written _XX, in hex; without a key, id alone. Different nodes have different ids,
// and a node has the same in every export.
func ID(key, id string) string {
	b := make([]byte, 0, len(key)+len(id)+1)
	if key != "" {
		b = append(append(b, key...), ':')
	}
	for i := range len(id) {
		switch c := id[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '.', c == '-':
			b = append(b, c)
		default:
			b = fmt.Appendf(b, "_%02X", c)
		}
	}
	return string(b)
}
