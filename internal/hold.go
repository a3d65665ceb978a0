//go:build hold

// Package internal pins the dependencies until every package imports its own.
package internal

import (
	_ "github.com/abadojack/whatlanggo"
	_ "github.com/blevesearch/vellum"
	_ "github.com/google/go-cmp/cmp"
	_ "github.com/jdkato/prose/v2"
	_ "github.com/markusmobius/go-htmldate"
	_ "github.com/markusmobius/go-trafilatura"
	_ "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	_ "github.com/rogpeppe/go-internal/testscript"
	_ "github.com/schollz/progressbar/v3"
	_ "github.com/spf13/cobra"
	_ "github.com/xrash/smetrics"
	_ "go.uber.org/goleak"
	_ "go.yaml.in/yaml/v3"
	_ "golang.org/x/net/html/charset"
	_ "golang.org/x/term"
	_ "golang.org/x/text/unicode/norm"
	_ "modernc.org/sqlite"
	_ "pgregory.net/rapid"
)
