package names

import "strings"

// orthography are words by which a name in Somali orthography is known: x is h, c a
// sound that English leaves out, long vowels are doubled.
var orthography = setOf(`axmed maxamed maxamuud maxamad xasan xuseen xasan cali cabdi cabdulle cabdiraxmaan cabdullaahi cumar cismaan saciid nuux yuusuf
	xaaji xamse xamza xaliimo faarax jaamac cilmi caydiid cabdikariim cabdiqaadir cabdirashiid muuse guuleed geedi diiriye xirsi warsame ciise caarif cabdinuur`)

// somali writes a name in Somali orthography as reports in English do. Others, and
// those of other states, are left as they are.
func somali(name, country string) string {
	known := false
	for w := range strings.FieldsSeq(name) {
		known = known || orthography[Fold(strings.Trim(w, ",.-"))]
	}
	if !known || country != "" && country != "so" && country != "dj" && country != "ke" && country != "et" {
		return name
	}
	var b strings.Builder
	rs := []rune(name)
	for i, r := range rs {
		low := r | 0x20
		switch {
		case low == 'x' && r == 'X':
			b.WriteByte('H')
		case low == 'x':
			b.WriteByte('h')
		case low == 'c' && (i+1 == len(rs) || rs[i+1]|0x20 != 'h'):
		case i > 0 && low == rs[i-1]|0x20 && strings.ContainsRune("aeiou", low):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
