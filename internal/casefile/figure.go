package casefile

import (
	"encoding/json"
	"slices"
	"strings"

	"casegraph/internal/graph"
)

// sumFigures brings the figures up to what documents add to them, and the grades of
// those near them in their topics.
func (a *assembly) sumFigures() {
	type place struct {
		topic, asOf, id string
		present         bool
	}
	var places []place
	topics := map[string]bool{}
	for _, id := range sorted(a.figures) {
		var topic, asOf string
		if a.one(`SELECT topic, as_of FROM figure WHERE id = ?`, []any{id}, &topic, &asOf) {
			topics[topic] = true
		}
		a.exec(`DELETE FROM grade WHERE topic = ? AND "left" = ?`, topic, id)
		a.exec(`DELETE FROM grade WHERE "right" = ?`, id)
		a.exec(`DELETE FROM figure WHERE id = ?`, id)
		a.exec(`DELETE FROM figure_sum WHERE figure = ?`, id)
		var sum *graph.FigureShare
		for _, data := range a.texts(`SELECT share FROM figure_share WHERE figure = ? ORDER BY document`, id) {
			var f graph.FigureShare
			if err := json.Unmarshal([]byte(data), &f); err != nil {
				a.err = err
				return
			}
			if sum == nil {
				sum = &f
			} else {
				sum.Merge(&f)
			}
		}
		if topic != "" && (sum == nil || sum.AsOf != asOf) {
			places = append(places, place{topic, asOf, id, false})
		}
		if sum == nil {
			continue
		}
		a.row("figure", id, sum.Topic, sum.Min, sum.Max, flag(sum.About), flag(sum.Exclusive), sum.Stance, sum.Origin, sum.AsOf, sum.Place)
		data, err := json.Marshal(sum)
		if err != nil {
			a.err = err
			return
		}
		a.row("figure_sum", id, string(data))
		places = append(places, place{sum.Topic, sum.AsOf, id, true})
		if !topics[sum.Topic] {
			topics[sum.Topic] = true
			a.exec(`INSERT OR IGNORE INTO topic VALUES (?, ?, ?)`, sum.Topic, sum.Measure, sum.Subject)
		}
	}
	for _, t := range sorted(topics) {
		a.touch(unitTopic, t)
		a.exec(`DELETE FROM topic WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM figure WHERE topic = ?1)`, t)
	}
	g := grader{assembly: a, sums: map[string]*graph.FigureShare{}, ups: map[string][]string{}, states: map[string][2]string{}}
	g.places = &graph.Places{Up: g.up, Of: g.of}
	for _, p := range places {
		if !a.regrade[p.topic] {
			g.around(p.topic, p.asOf, p.id, p.present)
		}
	}
	for _, t := range sorted(a.regrade) {
		a.touch(unitTopic, t)
		a.exec(`DELETE FROM grade WHERE topic = ?`, t)
		ids := a.texts(`SELECT id FROM figure WHERE topic = ? ORDER BY as_of, id`, t)
		for i, x := range ids {
			for _, y := range ids[i+1 : min(len(ids), i+1+graph.Window)] {
				g.grade(t, x, y)
			}
		}
	}
}

// A grader grades figures against those that follow them in their topic.
type grader struct {
	*assembly
	sums   map[string]*graph.FigureShare
	ups    map[string][]string
	states map[string][2]string
	places *graph.Places
}

// around grades anew what a figure that came to a place in its topic, or left it,
// makes compare there.
func (g *grader) around(topic, asOf, id string, present bool) {
	before := g.texts(`SELECT id FROM (SELECT id, as_of FROM figure WHERE topic = ?1 AND (as_of, id) < (?2, ?3) ORDER BY as_of DESC, id DESC LIMIT ?4) ORDER BY as_of, id`, topic, asOf, id, graph.Window)
	after := g.texts(`SELECT id FROM figure WHERE topic = ?1 AND (as_of, id) > (?2, ?3) ORDER BY as_of, id LIMIT ?4`, topic, asOf, id, graph.Window)
	all := before
	if present {
		for _, x := range before {
			g.grade(topic, x, id)
		}
		for _, y := range after {
			g.grade(topic, id, y)
		}
		all = append(slices.Clone(before), id)
	}
	all = append(slices.Clone(all), after...)
	if len(all) <= graph.Window+1 && present {
		return // the topic is small: all are compared with all
	}
	inside := map[string]int{}
	for i, x := range all {
		inside[x] = i
	}
	for i, x := range before {
		for _, y := range g.texts(`SELECT "right" FROM grade WHERE topic = ? AND "left" = ? ORDER BY 1`, topic, x) {
			if j, ok := inside[y]; !ok || j-i > graph.Window {
				g.exec(`DELETE FROM grade WHERE topic = ? AND "left" = ? AND "right" = ?`, topic, x, y)
			}
		}
		if !present {
			for _, y := range all[max(i+1, len(before)):max(len(before), min(len(all), i+1+graph.Window))] {
				g.grade(topic, x, y)
			}
		}
	}
}

// grade grades two figures of which the left one stands before the right one.
func (g *grader) grade(topic, left, right string) {
	x, y := g.sum(left), g.sum(right)
	if g.err != nil {
		return
	}
	if grade, reason := graph.Compare(x, y, g.places); grade != "" {
		g.exec(`INSERT INTO grade VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET grade = excluded.grade, reason = excluded.reason`, topic, left, right, grade, reason)
	}
}

func (g *grader) sum(id string) *graph.FigureShare {
	if f, ok := g.sums[id]; ok {
		return f
	}
	f := new(graph.FigureShare)
	var data string
	if g.one(`SELECT share FROM figure_sum WHERE figure = ?`, []any{id}, &data) {
		if err := json.Unmarshal([]byte(data), f); err != nil {
			g.err = err
		}
	}
	g.sums[id] = f
	return f
}

func (g *grader) up(id string) []string {
	up, ok := g.ups[id]
	if !ok {
		up = g.texts(`SELECT "to" FROM edge WHERE "from" = ? AND type IN ('LOCATED_IN', 'PART_OF') ORDER BY type, 1`, id)
		g.ups[id] = up
	}
	return up
}

func (g *grader) of(id string) (country, state string) {
	s, ok := g.states[id]
	if !ok {
		var labels string
		g.one(`SELECT country, labels FROM entity WHERE id = ? AND type = 'Place'`, []any{id}, &s[0], &labels)
		if strings.Contains(labels, `"Country"`) {
			s[1] = s[0]
		}
		g.states[id] = s
	}
	return s[0], s[1]
}
