// Package dossier puts all that a case file holds on one entity onto one page of
// HTML: for reading and for paper, without scripts and without anything from
// elsewhere.
//
// Names, quotes and URIs come from reports that may have been written to deceive;
// Write is the only way out, and nothing of theirs gets past it but as text.
package dossier

import (
	"cmp"
	"fmt"
	"strings"

	"casegraph/internal/graph"
)

// A Dossier is what is known of one entity. Its lists are in the order in which
// they are shown.
type Dossier struct {
	ID        string
	Name      string
	Labels    []string // the is-a chain, most general first
	Country   string   // code, "" none
	Described bool     // nameless, of one document
	Mentions  int
	Documents int // copies are not counted
	FormerIDs []string

	Spellings    []Spelling
	Descriptions []Spelling // words that are no name of its own: "the agency", "Malian"
	Joins        []Join
	Links        []Count // why mentions of one report are one
	Apart        []Apart

	Roles    []Role
	Timeline []Event // claims about the entity whose date is known, in order of it
	Undated  []Event // the others, in order of their report's date

	About []Chapter // claims about it: the relations in which it stands
	Named []Chapter // claims that name it beside the relation of others, or in none
	Said  []Chapter // claims that it makes, or that stand on its word

	Topics  []Topic
	Reports []*Report
}

// Claims returns the claims that are told in full, in the order of the page.
func (d *Dossier) Claims() []*Claim {
	var out []*Claim
	for _, part := range [][]Chapter{d.About, d.Named, d.Said} {
		for _, c := range part {
			for _, g := range c.Groups {
				out = append(out, g.Claims...)
			}
		}
	}
	return out
}

// A Party is an entity that is spoken of.
type Party struct{ ID, Name string }

// A Count is a reason and how often it holds.
type Count struct {
	Reason string
	N      int
}

// A Spelling is a name with the number of its mentions.
type Spelling struct {
	Name string
	N    int
}

// A Join says why names of different reports are one. Joins of the same two
// spellings for the same reason are one, of which the first one's words are shown.
type Join struct {
	Left, Right Witness
	Reason      string
	Weight      int        // thousandths
	N           int        // how many joins it stands for
	Judgement   *Judgement // where a person decided
}

// A Witness is a sentence in which a name stands.
type Witness struct {
	Before, Name, After string
	Start, End          int // of the name, in bytes
	Report              *Report
}

// An Apart is an entity that a person keeps apart from this one.
type Apart struct {
	Party
	Judgement Judgement
}

// A Judgement is a person's word.
type Judgement struct{ Kind, Reason, By string }

// A Report is a document of the case.
type Report struct {
	N         int // from 1, in the order of the list
	ID        string
	URI       string
	URIs      []string // further places of the same content
	Title     string
	Publisher string
	Published string // ISO date, "" unknown
	Precision string
	Basis     string // what the date was read from
	SHA256    string
	Length    int // bytes of text
	Skipped   []string
	CopyOf    *Report
	Copies    []*Report
	Mentions  int // of the entity
}

// A Role is a post, a membership or a belonging.
type Role struct {
	Type     string
	From, To []Party
	Title    string
	Ended    bool // told as a post no longer held
	How      string
	Dates    []string
	Claims   []*Claim
}

// An Event is a claim in the timeline.
type Event struct {
	Date  Date
	Claim *Claim
}

// A Date is a time as it is written and as ISO dates, "" where not known.
type Date struct{ Text, From, To, Precision string }

// Known says that the date could be worked out.
func (d Date) Known() bool { return d.From != "" }

// String is the date with its precision: "2024-10-01 – 2024-10-31 (known to the month)".
func (d Date) String() string {
	switch {
	case d.From == "":
		return "not known"
	case (d.To == "" || d.To == d.From) && (d.Precision == "day" || d.Precision == ""):
		return d.From
	case d.To == "" || d.To == d.From:
		return d.From + " (" + precision(d.Precision) + ")"
	}
	return d.From + " – " + d.To + " (" + precision(d.Precision) + ")"
}

// precision tells how exact a date is: "known to the month".
func precision(s string) string { return "known to the " + cmp.Or(s, "day") }

// A Chapter holds the claims of one type.
type Chapter struct {
	Type   string
	Groups []Group
}

// Claims is how many claims the chapter tells in full.
func (c *Chapter) Claims() int {
	n := 0
	for _, g := range c.Groups {
		n += len(g.Claims)
	}
	return n
}

// A Group is an edge with its claims, or the claims of a type that make none.
type Group struct {
	Edge      string // id, "" none
	From, To  Party
	Symmetric bool     // the edge has no direction
	Sums      *Sums    // nil where no edge stands
	Claims    []*Claim // in order of date
	Also      []*Claim // told in full elsewhere
}

// Sums is what an edge rests on.
type Sums struct {
	Claims, Documents, Origins, Unsourced, Denied, Planned int
	First, Last                                            string
}

// A Claim is what one sentence says, with the words around it.
type Claim struct {
	N      int // from 1, in the order of the page
	ID     string
	Type   string
	Report *Report

	Before, After string // the sentences around
	// ParagraphBefore and ParagraphAfter say that the quote does not stand in one
	// paragraph with them.
	ParagraphBefore, ParagraphAfter bool
	Quote                           string
	Start, End                      int // of the quote, in bytes
	Trigger                         string
	TriggerStart                    int // in bytes
	TriggerEnd                      int
	Differs                         bool // the kept text has other words at this place
	Args                            []Arg
	Chain                           []Hop // outermost first; empty: the outlet itself
	Stance                          string
	Negated, Ended                  bool
	Date                            Date
	Dated                           bool
	Judged                          string // rejected, confirmed, "" by nobody
	Judgements                      []Judgement
	Rule                            string
}

// An Arg fills a role.
type Arg struct {
	Role, Text string
	Entity     Party
	Quantity   string // its bounds in words, "" none
}

// A Hop is one step of a chain of sources: one or more who speak together.
type Hop []Speaker

// A Speaker is one who says it, and the words that tell so.
type Speaker struct {
	Text   string
	Cue    string
	Entity Party
}

// split cuts the quote at its trigger; where the trigger does not lie in it, all of
// it comes before.
func (c *Claim) split() (before, trigger, after string) {
	from, to := c.TriggerStart-c.Start, c.TriggerEnd-c.Start
	if from < 0 || to <= from || to > len(c.Quote) || c.Quote[from:to] != c.Trigger {
		return c.Quote, "", ""
	}
	return c.Quote[:from], c.Quote[from:to], c.Quote[to:]
}

// QuoteBefore is the quote up to its trigger.
func (c *Claim) QuoteBefore() string { s, _, _ := c.split(); return s }

// QuoteTrigger is the trigger in the quote, "" where it is not in it.
func (c *Claim) QuoteTrigger() string { _, s, _ := c.split(); return s }

// QuoteAfter is the quote from its trigger on.
func (c *Claim) QuoteAfter() string { _, _, s := c.split(); return s }

// When is the claim's date, else its report's, for ordering.
func (c *Claim) When() string {
	if c.Date.From != "" || c.Report == nil {
		return c.Date.From
	}
	return c.Report.Published
}

// Voice is the chain of sources in short, the entity's name where it is known: "Ana
// Ruiz and a friend, on the word of Bo Tan".
func (c *Claim) Voice() string {
	if len(c.Chain) == 0 {
		return "the outlet itself"
	}
	hops := make([]string, len(c.Chain))
	for i, h := range c.Chain {
		var who []string
		for _, s := range h {
			who = append(who, s.name())
		}
		hops[i] = strings.Join(who, " and ")
	}
	return strings.Join(hops, ", on the word of ")
}

// name is the speaker's name, else the words of the report for one.
func (s Speaker) name() string {
	switch text := strings.Join(strings.Fields(s.Text), " "); {
	case s.Entity.Name != "":
		return s.Entity.Name
	case text != "":
		return "“" + text + "”"
	}
	return "one who is not named"
}

// How is the stance with what goes with it: "denied, negated".
func (c *Claim) How() string {
	how := []string{strings.ReplaceAll(c.Stance, "_", " ")}
	if c.Negated {
		how = append(how, "negated")
	}
	if c.Ended {
		how = append(how, "ended")
	}
	if c.Judged != "" {
		how = append(how, c.Judged+" by a person")
	}
	return strings.Join(how, ", ")
}

// A Topic is a measure of the entity with all that is said of it.
type Topic struct {
	ID      string
	Measure string
	Figures []Figure
	Grades  []Grade // the weightiest first
	More    int     // grades that are left out
}

// A Figure is a number that somebody gives.
type Figure struct {
	N      int // from 1 in its topic
	ID     string
	Words  string // "at least 100"
	AsOf   string
	Stance string
	Origin Party // the last of the chain; empty: the outlet itself
	Place  Party
	Claims []*Claim
}

// Outlets are the publishers of the figure's claims, once each; the report where
// it names none.
func (f *Figure) Outlets() []string {
	var out []string
	seen := map[string]bool{}
	for _, c := range f.Claims {
		if c.Report == nil {
			continue
		}
		s := cmp.Or(c.Report.Publisher, fmt.Sprintf("report %d", c.Report.N))
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// A Grade compares two figures of a topic.
type Grade struct {
	Left, Right   int // their numbers
	Grade, Reason string
}

// weight puts the grades that an investigator looks for first.
var weight = map[string]int{graph.Disputed: 0, graph.Denied: 1, graph.Differs: 2, graph.Update: 3, graph.Compatible: 4, graph.Same: 5}
