// Package prose is the only package that imports prose/v2: its recogniser as a
// ner.Finder, guarded and realigned to bytes.
package prose
