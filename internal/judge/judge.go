// Package judge holds the word of a person on what the program decided: that two
// names are one or two, that a claim is not what the report says. Each judgement
// is anchored to the words that it was made on.
package judge

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"casegraph/internal/reading"
)

// A Kind says what a judgement does.
type Kind string

// Kinds.
const (
	Same      Kind = "same"      // Left and Right are one
	Different Kind = "different" // Left and Right are two
	Reject    Kind = "reject"    // the report does not say the claim: it counts nowhere
	Confirm   Kind = "confirm"   // the report says it
	Note      Kind = "note"      // a remark on a claim
)

// OfClaim says that judgements of this kind are about a claim, not about two names.
func (k Kind) OfClaim() bool { return k == Reject || k == Confirm || k == Note }

// Known says that the program knows the kind.
func (k Kind) Known() bool { return k == Same || k == Different || k.OfClaim() }

// An Anchor is what a judgement was made on: a stretch of a document, in bytes.
// Document is the document's id; where it is no longer in the case, the document
// at URI that holds the same words takes its place.
type Anchor struct {
	Document string `json:"document"`
	URI      string `json:"uri"`
	SHA256   string `json:"sha256"` // of the source
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Surface  string `json:"surface"`
}

// A Judgement is a person's word on two names or, of a claim, on Left, its trigger.
type Judgement struct {
	ID     string  `json:"id"`
	Kind   Kind    `json:"kind"`
	Left   Anchor  `json:"left"`
	Right  *Anchor `json:"right,omitempty"`
	Claim  string  `json:"claim,omitempty"` // type and arguments of the claim: see Describe
	Reason string  `json:"reason"`
	By     string  `json:"by"`
}

// Identify sets the id, which derives from the other fields: the same word given
// twice is one judgement. Of two names the one that stands first is Left.
func (j *Judgement) Identify() {
	if j.Right != nil && before(*j.Right, j.Left) {
		left := *j.Right
		right := j.Left
		j.Left, j.Right = left, &right
	}
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %q %q", j.Kind, j.Left.key(), j.Claim, j.Reason, j.By)
	if j.Right != nil {
		fmt.Fprintf(h, " %q", j.Right.key())
	}
	j.ID = "j" + hex.EncodeToString(h.Sum(nil))[:16]
}

func (a Anchor) key() string {
	return fmt.Sprintf("%s %s %09d %09d %s", a.Document, a.URI, a.Start, a.End, a.Surface)
}

func before(a, b Anchor) bool { return a.key() < b.key() }

// Check reports what is missing in a judgement that came from a file.
func (j *Judgement) Check() error {
	switch {
	case !j.Kind.Known():
		return fmt.Errorf("kind %q is none of same, different, reject, confirm, note", j.Kind)
	case j.Left.Document == "" || j.Left.Surface == "" || j.Left.End <= j.Left.Start || j.Left.Start < 0:
		return fmt.Errorf("left is no stretch of a document")
	case j.Kind.OfClaim() && j.Claim == "":
		return fmt.Errorf("no claim is named")
	case j.Kind.OfClaim() && j.Right != nil:
		return fmt.Errorf("a judgement of a claim has one anchor")
	case !j.Kind.OfClaim() && (j.Right == nil || j.Right.Document == "" || j.Right.Surface == "" || j.Right.End <= j.Right.Start || j.Right.Start < 0):
		return fmt.Errorf("right is no stretch of a document")
	case j.Reason == "":
		return fmt.Errorf("no reason is given")
	}
	return nil
}

// Mention finds the mention that an anchor speaks of, -1 where the reading has
// none: in the anchor's own document the one that covers most of its bytes, names
// before descriptions; in another one, which took its place, the nearest of the
// same words.
func (a Anchor) Mention(r *reading.Reading) int {
	best, rank := -1, [3]int{}
	for i := range r.Mentions {
		m := &r.Mentions[i]
		var now [3]int
		if r.Document.ID == a.Document {
			common := min(m.End, a.End) - max(m.Start, a.Start)
			if common <= 0 {
				continue
			}
			now = [3]int{flag(m.Form == "name"), common, -(m.End - m.Start)}
		} else {
			if m.Text != a.Surface {
				continue
			}
			now = [3]int{flag(m.Form == "name"), -distance(m.Start, a.Start), 0}
		}
		if best < 0 || slices.Compare(now[:], rank[:]) > 0 {
			best, rank = i, now
		}
	}
	return best
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

func distance(a, b int) int { return max(a-b, b-a) }

// Describe is a claim in a form by which it is found again: its type and what
// fills its roles, in order.
func Describe(r *reading.Reading, claim int) string {
	c := &r.Claims[claim]
	s := c.Type
	for _, a := range c.Args {
		s += Role(a.Role, r.Document.Text[a.Start:a.End])
	}
	return s
}

// Role is one argument in the form of Describe.
func Role(role, text string) string { return fmt.Sprintf(" %s=%q", role, text) }

// ClaimIn finds the claim that the judgement speaks of, -1 where the reading has
// none: in the anchor's own document one of its type whose trigger is the anchor's
// stretch, of several the one whose arguments are described alike; in a document
// that took its place one that is described alike, the nearest. Document.Text must
// be set.
func (j *Judgement) ClaimIn(r *reading.Reading) int {
	best, rank := -1, [3]int{}
	for i := range r.Claims {
		c := &r.Claims[i]
		is := Describe(r, i)
		if is != j.Claim && (c.Type != firstWord(j.Claim) || r.Document.ID != j.Left.Document) {
			continue
		}
		common := min(c.Trigger.End, j.Left.End) - max(c.Trigger.Start, j.Left.Start)
		if r.Document.ID != j.Left.Document {
			if r.Document.Text[c.Trigger.Start:c.Trigger.End] != j.Left.Surface {
				continue
			}
		} else if common <= 0 {
			continue
		}
		now := [3]int{flag(is == j.Claim), -distance(c.Trigger.Start, j.Left.Start), common}
		if best < 0 || slices.Compare(now[:], rank[:]) > 0 {
			best, rank = i, now
		}
	}
	return best
}

func firstWord(s string) string {
	for i := range len(s) {
		if s[i] == ' ' {
			return s[:i]
		}
	}
	return s
}
