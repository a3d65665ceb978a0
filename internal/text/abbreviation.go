package text

import (
	_ "embed"
	"strings"
)

//go:embed abbreviations.txt
var abbreviationList string

//go:embed starters.txt
var starterList string

// How an abbreviation behaves at the end of a sentence.
type abbreviation uint8

const (
	nameAbbreviation   abbreviation = iota + 1 // never ends one: Gen.
	numberAbbreviation                         // only one before a number: No.
	openAbbreviation                           // may end one: Inc.
)

// longest is the length of the longest abbreviation, with its stop.
var longest int

var abbreviations = func() map[string]abbreviation {
	m := map[string]abbreviation{}
	section := abbreviation(0)
	for line := range strings.Lines(abbreviationList) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line == "[name]":
			section = nameAbbreviation
		case line == "[number]":
			section = numberAbbreviation
		case line == "[open]":
			section = openAbbreviation
		default:
			if section == 0 {
				panic("abbreviations.txt: an entry before the first section")
			}
			for _, w := range strings.Fields(line) {
				for _, form := range []string{w, strings.ToUpper(w)} {
					if m[form] == 0 {
						m[form] = section
					}
				}
				longest = max(longest, len(w))
			}
		}
	}
	// Words that are written in capitals more often than they are shortened.
	for _, w := range []string{"NO.", "CAL.", "CO.", "AL.", "ED.", "MI.", "MO.", "SEC.", "RES.", "MIN.", "MAX.", "ART."} {
		delete(m, w)
	}
	m["NO."] = numberAbbreviation
	return m
}()

// known reports whether w, with its stop, is an abbreviation.
func known(w string) bool {
	return abbreviations[w] != 0
}

var starters = func() map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(starterList) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			for _, w := range strings.Fields(line) {
				m[w] = true
			}
		}
	}
	return m
}()
