// Package knowledge holds the data that the program reads with: the schema,
// gazetteers, word lists and rules. README.md describes the rule language.
package knowledge

import "embed"

// FS holds schema.yaml, gazetteers, lexicon, rules, frames, models, names and bodies.
//
//go:embed all:schema.yaml all:gazetteers all:lexicon all:rules all:frames all:models all:names all:bodies
var FS embed.FS
