package neo4j

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"casegraph/internal/graph"
)

// Read returns the lines of all that the database holds of ours, sorted.
func (s *Store) Read(ctx context.Context) ([]string, error) {
	out := []string{}
	err := s.each(ctx,
		func(n *graph.Node, _ string) { out = append(out, n.Line()) },
		func(r *graph.Relationship, _ string) { out = append(out, r.Line()) })
	slices.Sort(out)
	return out, err
}

// Verify returns every way in which the database is not the projection.
func (s *Store) Verify(ctx context.Context, p *graph.Projection) ([]graph.Difference, error) {
	var out []graph.Difference
	digest, err := p.Digest()
	if err != nil {
		return nil, err
	}
	st, err := s.State(ctx)
	if err != nil {
		return nil, err
	}
	switch {
	case st.Applying != "":
		out = append(out, graph.Difference{Kind: "digest", Name: "Build", Text: "a publication was cut off; publish again"})
	case st.Digest != digest:
		out = append(out, graph.Difference{Kind: "digest", Name: "Build", Text: fmt.Sprintf("%q, not %q", st.Digest, digest)})
	case st.Detail != p.Detail:
		out = append(out, graph.Difference{Kind: "digest", Name: "Build", Text: fmt.Sprintf("detail %s, not %s", st.Detail, p.Detail)})
	case st.Generation != p.Generation:
		out = append(out, graph.Difference{Kind: "digest", Name: "Build", Text: fmt.Sprintf("generation %d, not %d", st.Generation, p.Generation)})
	}
	t, err := s.compare(ctx, p, s.each)
	if err != nil {
		return nil, fmt.Errorf("verify: %w", err)
	}
	check := func(key uint64, name, line string) {
		if t.want[key] == 0 {
			return
		}
		if have, ok := t.changed[key]; ok {
			out = append(out, graph.Difference{Kind: "changed", Name: name, Text: properties(line, have)})
		} else {
			out = append(out, graph.Difference{Kind: "missing", Name: name})
		}
	}
	for n, err := range p.Nodes() {
		if err != nil {
			return nil, err
		}
		check(nodeKey(&n), n.Name(), n.Line())
	}
	for r, err := range p.Relationships() {
		if err != nil {
			return nil, err
		}
		check(relationshipKey(&r), r.Name(), r.Line())
	}
	slices.Sort(t.strayed)
	for _, name := range t.strayed {
		out = append(out, graph.Difference{Kind: "stray", Name: name})
	}
	return out, nil
}

// properties tells in which properties two lines of one node or relationship
// differ.
func properties(want, have string) string {
	var x, y []json.RawMessage
	if json.Unmarshal([]byte(want), &x) != nil || json.Unmarshal([]byte(have), &y) != nil || len(x) != len(y) {
		return "not readable"
	}
	var out []string
	a, b := map[string]json.RawMessage{}, map[string]json.RawMessage{}
	_ = json.Unmarshal(x[len(x)-1], &a) // an object: Line wrote it
	_ = json.Unmarshal(y[len(y)-1], &b)
	for _, k := range slices.Sorted(maps.Keys(a)) {
		if string(a[k]) != string(b[k]) {
			out = append(out, fmt.Sprintf("%s is %s, not %s", k, cmp.Or(string(b[k]), "missing"), a[k]))
		}
	}
	for _, k := range slices.Sorted(maps.Keys(b)) {
		if _, ok := a[k]; !ok {
			out = append(out, fmt.Sprintf("%s is %s, not missing", k, b[k]))
		}
	}
	if len(out) == 0 {
		return "its labels"
	}
	return strings.Join(out, "; ")
}
