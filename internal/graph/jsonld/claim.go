package jsonld

import "casegraph/internal/graph"

type claimNode struct {
	ID        string    `json:"id"`
	Type      []string  `json:"type"`
	Predicate string    `json:"predicate"`
	Document  string    `json:"document"`
	Quote     string    `json:"quote,omitempty"`
	Start     int       `json:"start"` // the sentence, in bytes of the document's text
	End       int       `json:"end"`
	Trigger   spanNode  `json:"trigger"`
	Stance    string    `json:"stance,omitempty"`
	Negated   bool      `json:"negated"`
	Ended     bool      `json:"ended"`
	Judged    string    `json:"judged,omitempty"`
	From      string    `json:"from,omitempty"`
	To        string    `json:"to,omitempty"`
	Precision string    `json:"precision,omitempty"`
	DateText  string    `json:"dateText,omitempty"`
	Arguments []argNode `json:"argument,omitempty"`
	Sources   []hopNode `json:"source,omitempty"`
	Rule      string    `json:"rule,omitempty"`
	Edges     []string  `json:"edge,omitempty"`
	Figures   []string  `json:"figure,omitempty"`
}

type spanNode struct {
	ID    string `json:"id"`
	Type  string `json:"type"`
	Text  string `json:"text,omitempty"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

type argNode struct {
	ID        string `json:"id"`
	Type      string `json:"type"`
	Role      string `json:"role"`
	Position  int    `json:"position"`
	Entity    string `json:"entity,omitempty"`
	Text      string `json:"text,omitempty"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Min       *int64 `json:"min,omitempty"`
	Max       *int64 `json:"max,omitempty"`
	About     bool   `json:"about,omitempty"`
	Exclusive bool   `json:"exclusive,omitempty"`
	Unit      string `json:"unit,omitempty"`
}

type hopNode struct {
	ID     string `json:"id"`
	Type   string `json:"type"`
	Hop    int    `json:"hop"` // 0 is the outermost
	Entity string `json:"entity,omitempty"`
	Text   string `json:"text,omitempty"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

func claim(c *graph.Claim) claimNode {
	n := claimNode{
		ID: IRI(c.ID), Type: []string{"schema:Claim", "cg:Claim"}, Predicate: "cg:" + c.Type, Document: IRI(c.Document), Quote: c.Quote, Start: c.Sentence.Start, End: c.Sentence.End,
		Trigger: spanNode{part(c.ID, "trigger", 0), "cg:Trigger", c.Trigger.Text, c.Trigger.Start, c.Trigger.End},
		Stance:  c.Stance, Negated: c.Negated, Ended: c.Ended, Judged: c.Judged, Rule: c.Rule, Edges: iris(c.Edges), Figures: iris(c.Figures),
	}
	if c.Date != nil {
		n.From, n.To, n.Precision, n.DateText = c.Date.From, c.Date.To, c.Date.Precision, c.Date.Text
	}
	for i, a := range c.Args {
		x := argNode{ID: part(c.ID, "argument", i), Type: "cg:Argument", Role: a.Role, Position: i, Entity: IRI(a.Entity), Text: a.Text, Start: a.Start, End: a.End}
		if q := a.Quantity; q != nil {
			x.Min, x.Max, x.About, x.Exclusive, x.Unit = q.Min, q.Max, q.About, q.Exclusive, q.Unit
		}
		n.Arguments = append(n.Arguments, x)
	}
	at := 0
	for hop, speakers := range c.Sources {
		for _, s := range speakers {
			n.Sources = append(n.Sources, hopNode{part(c.ID, "source", at), "cg:Speaker", hop, IRI(s.Entity), s.Text, s.Start, s.End})
			at++
		}
	}
	return n
}
