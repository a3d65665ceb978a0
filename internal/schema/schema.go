// Package schema reads the vocabulary of knowledge/schema.yaml: entity types in
// an is-a tree, and relations with their roles and the edge each projects onto.
package schema

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"
)

// A Kind says what fills a role.
type Kind string

// Kinds of role.
const (
	Entity   Kind = "entity"
	Quantity Kind = "quantity"
	Text     Kind = "text"
)

// A Role is one slot of a relation.
type Role struct {
	Name    string
	Kind    Kind
	Measure string   // for a quantity: the measure of the topic that it belongs to, "" for none
	Types   []string // for an entity: which mentions may fill it, as relate knows them; nil for any
}

// A Relation is a type of claim.
type Relation struct {
	Name        string
	Roles       []Role
	From, To    string // the roles that its edge joins; "" where it has no edge
	Symmetric   bool   // the edge has no direction: the lesser id comes first
	Presupposed bool   // what the wording presupposes is the outlet's own word, even inside a quotation
	Subject     string // the role whose entity its figures speak of
}

// Role returns the role of that name.
func (r *Relation) Role(name string) (Role, bool) {
	if i := r.Position(name); i < len(r.Roles) {
		return r.Roles[i], true
	}
	return Role{}, false
}

// Position returns the place of a role in the relation's order, or the number
// of roles for one that it does not have.
func (r *Relation) Position(role string) int {
	for i, x := range r.Roles {
		if x.Name == role {
			return i
		}
	}
	return len(r.Roles)
}

// A Schema is the whole vocabulary. It is read-only once loaded.
type Schema struct {
	Relations []*Relation // sorted by name
	relations map[string]*Relation
	chains    map[string][]string
}

// Relation returns the relation of that name, or nil.
func (s *Schema) Relation(name string) *Relation { return s.relations[name] }

// Chain returns a type's is-a chain from its root down to itself, nil for a
// type that the schema does not have. The caller must not change it.
func (s *Schema) Chain(typ string) []string { return s.chains[typ] }

// Types returns every entity type, sorted.
func (s *Schema) Types() []string {
	names := make([]string, 0, len(s.chains))
	for name := range s.chains {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// Labels returns the union of the chains of a mention's type and labels, each
// once, roots before what stands under them. Labels that the schema does not
// have, or that stand under another root than typ, are left out.
func (s *Schema) Labels(typ string, labels []string) []string {
	out := []string{typ}
	for _, l := range labels {
		chain := s.chains[l]
		if len(chain) == 0 || chain[0] != typ {
			continue
		}
		for _, c := range chain {
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// Load reads schema.yaml. Every mistake is reported with its line and column,
// all at once.
func Load(fsys fs.FS) (*Schema, error) {
	const name = "schema.yaml"
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("load schema: %w", err)
	}
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		return nil, fmt.Errorf("load schema: %s: %w", name, err)
	}
	p := parser{schema: &Schema{relations: map[string]*Relation{}, chains: map[string][]string{}}}
	if len(root.Content) == 1 {
		p.document(root.Content[0])
	} else {
		p.errorf(&root, "the schema is empty")
	}
	if len(p.errs) > 0 {
		sort.SliceStable(p.errs, func(i, j int) bool {
			a, b := p.errs[i], p.errs[j]
			return a.line < b.line || a.line == b.line && a.column < b.column
		})
		errs := make([]error, len(p.errs))
		for i, e := range p.errs {
			errs[i] = fmt.Errorf("%s:%d:%d: %s", name, e.line, e.column, e.text)
		}
		return nil, errors.Join(errs...)
	}
	sort.Slice(p.schema.Relations, func(i, j int) bool { return p.schema.Relations[i].Name < p.schema.Relations[j].Name })
	return p.schema, nil
}

type mistake struct {
	line, column int
	text         string
}

type parser struct {
	schema *Schema
	errs   []mistake
}

func (p *parser) errorf(n *yaml.Node, format string, args ...any) {
	p.errs = append(p.errs, mistake{n.Line, n.Column, fmt.Sprintf(format, args...)})
}

// pairs calls f for every key of a mapping, and reports keys that stand twice.
func (p *parser) pairs(n *yaml.Node, what string, f func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		p.errorf(n, "%s must be a mapping", what)
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if seen[key.Value] {
			p.errorf(key, "%q stands twice", key.Value)
			continue
		}
		seen[key.Value] = true
		f(key, n.Content[i+1])
	}
}

func (p *parser) document(n *yaml.Node) {
	p.pairs(n, "the schema", func(key, value *yaml.Node) {
		switch key.Value {
		case "entities":
			p.entities(value)
		case "relations":
			p.pairs(value, "relations", p.relation)
		default:
			p.errorf(key, "unknown key %q", key.Value)
		}
	})
}

func (p *parser) entities(n *yaml.Node) {
	parent := map[string]string{}
	var order []*yaml.Node
	p.pairs(n, "entities", func(key, value *yaml.Node) {
		order = append(order, key)
		parent[key.Value] = ""
		if value.Kind == yaml.ScalarNode {
			parent[key.Value] = value.Value
		}
	})
	for _, key := range order {
		chain := []string{key.Value}
		for up := parent[key.Value]; up != ""; up = parent[up] {
			if _, ok := parent[up]; !ok {
				p.errorf(key, "type %q stands under %q, which is not declared", key.Value, up)
				break
			}
			if slices.Contains(chain, up) {
				p.errorf(key, "type %q stands under itself", key.Value)
				break
			}
			chain = append(chain, up)
		}
		slices.Reverse(chain)
		p.schema.chains[key.Value] = chain
	}
}

func (p *parser) relation(key, value *yaml.Node) {
	r := &Relation{Name: key.Value}
	p.pairs(value, r.Name, func(k, v *yaml.Node) {
		switch k.Value {
		case "roles":
			for _, n := range v.Content {
				p.role(r, n)
			}
		case "edge":
			if len(v.Content) != 2 {
				p.errorf(v, "an edge joins two roles")
				return
			}
			r.From, r.To = v.Content[0].Value, v.Content[1].Value
		case "symmetric":
			p.flag(v, &r.Symmetric)
		case "presupposed":
			p.flag(v, &r.Presupposed)
		case "subject":
			r.Subject = v.Value
		case "measure":
			p.pairs(v, "measure", func(role, measure *yaml.Node) {
				i := r.Position(role.Value)
				if i == len(r.Roles) || r.Roles[i].Kind != Quantity {
					p.errorf(role, "%q is not a quantity of %s", role.Value, r.Name)
					return
				}
				r.Roles[i].Measure = measure.Value
			})
		default:
			p.errorf(k, "unknown key %q", k.Value)
		}
	})
	for _, name := range []string{r.From, r.To, r.Subject} {
		if role, ok := r.Role(name); name != "" && (!ok || role.Kind != Entity) {
			p.errorf(value, "%q is not an entity role of %s", name, r.Name)
		}
	}
	if strings.ToUpper(r.Name) != r.Name {
		p.errorf(key, "relation %q is not in capitals", r.Name)
	}
	p.schema.Relations = append(p.schema.Relations, r)
	p.schema.relations[r.Name] = r
}

func (p *parser) role(r *Relation, n *yaml.Node) {
	role, where := Role{Name: n.Value, Kind: Entity}, n
	if n.Kind == yaml.MappingNode && len(n.Content) == 2 {
		role.Name, role.Kind, where = n.Content[0].Value, Kind(n.Content[1].Value), n.Content[1]
		if types, ok := strings.CutPrefix(n.Content[1].Value, "@"); ok {
			role.Kind, role.Types = Entity, strings.Split(types, ",")
		}
	}
	if role.Kind != Entity && role.Kind != Quantity && role.Kind != Text {
		p.errorf(where, "%q is not a kind of role (entity, quantity, text)", role.Kind)
	}
	if _, twice := r.Role(role.Name); twice {
		p.errorf(n, "role %q stands twice", role.Name)
	}
	r.Roles = append(r.Roles, role)
}

func (p *parser) flag(n *yaml.Node, to *bool) {
	if err := n.Decode(to); err != nil {
		p.errorf(n, "%q is not true or false", n.Value)
	}
}
