// Package queries holds an investigator's questions, one a file: NAME.cypher
// for Neo4j and, where the case file can answer too, NAME.sql, with the same
// parameters, columns and rows.
//
// A file begins with comments (// in Cypher, -- in SQL): the question, one line
// a parameter ("param NAME: TYPE = DEFAULT — what it is", TYPE string or
// integer, DEFAULT as in JSON) and one "example: NAME=VALUE ...". Missing
// values are "", lists are joined with "; " and truths are 0 and 1.
package queries

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
)

//go:embed *.cypher *.sql
var files embed.FS

// A Param is a parameter of a question.
type Param struct {
	Name    string
	Type    string // string, integer
	Default any    // string or int64
	Text    string
}

// A Query is one question. SQL is "" where only Neo4j can answer.
type Query struct {
	Name, Question, Example string
	Params                  []Param
	Cypher, SQL             string
}

var paramLine = regexp.MustCompile(`^param ([a-z][A-Za-z]*): (string|integer) = ("[^"]*"|-?[0-9]+) — (.+)$`)

// All returns the questions in order of name.
func All() ([]Query, error) {
	names, err := fs.Glob(files, "*.cypher")
	if err != nil {
		return nil, fmt.Errorf("list queries: %w", err)
	}
	var out []Query
	for _, name := range names {
		cypher, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		q, err := parse(name, string(cypher), "//")
		if err != nil {
			return nil, err
		}
		q.Name = strings.TrimSuffix(name, ".cypher")
		q.Cypher = string(cypher)
		if sql, err := files.ReadFile(q.Name + ".sql"); err == nil {
			twin, err := parse(q.Name+".sql", string(sql), "--")
			if err != nil {
				return nil, err
			}
			if fmt.Sprint(twin.Question, twin.Params, twin.Example) != fmt.Sprint(q.Question, q.Params, q.Example) {
				return nil, fmt.Errorf("%s.sql: its header is not that of %s", q.Name, name)
			}
			q.SQL = string(sql)
		}
		out = append(out, q)
	}
	return out, nil
}

func parse(name, text, comment string) (Query, error) {
	var q Query
	n := 0
	for line := range strings.Lines(text) {
		n++
		line, ok := strings.CutPrefix(strings.TrimSpace(line), comment+" ")
		if !ok {
			break
		}
		switch {
		case strings.HasPrefix(line, "param "):
			m := paramLine.FindStringSubmatch(line)
			if m == nil {
				return q, fmt.Errorf("%s:%d: not a parameter: %q", name, n, line)
			}
			p := Param{Name: m[1], Type: m[2], Text: m[4]}
			if p.Type == "integer" {
				i, err := strconv.ParseInt(m[3], 10, 64)
				if err != nil {
					return q, fmt.Errorf("%s:%d: default of %s: %w", name, n, p.Name, err)
				}
				p.Default = i
			} else {
				var s string
				if err := json.Unmarshal([]byte(m[3]), &s); err != nil {
					return q, fmt.Errorf("%s:%d: default of %s: %w", name, n, p.Name, err)
				}
				p.Default = s
			}
			q.Params = append(q.Params, p)
		case strings.HasPrefix(line, "example: "):
			q.Example = strings.TrimPrefix(line, "example: ")
		case q.Question == "":
			q.Question = line
		default:
			q.Question += " " + line
		}
	}
	if q.Question == "" || q.Example == "" {
		return q, fmt.Errorf("%s: needs a question and an example", name)
	}
	return q, nil
}

// Values turns name=value words into parameters, defaults included.
func (q *Query) Values(words []string) (map[string]any, error) {
	out := map[string]any{}
	for _, p := range q.Params {
		out[p.Name] = p.Default
	}
	for _, w := range words {
		name, value, ok := strings.Cut(w, "=")
		if !ok {
			return nil, fmt.Errorf("%q is not name=value", w)
		}
		switch out[name].(type) {
		case string:
			out[name] = value
		case int64:
			n, err := strconv.ParseInt(value, 10, 64)
			if err != nil {
				return nil, fmt.Errorf("%s: %q is not a number", name, value)
			}
			out[name] = n
		default:
			return nil, fmt.Errorf("%s has no parameter %q", q.Name, name)
		}
	}
	return out, nil
}
