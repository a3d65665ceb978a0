package synthetic

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// frame writes the report in one of the styles of newspapers: brief, wire report,
// press release, notice of sanctions, longer article.
func (p *reporter) frame() {
	r := p.r
	day := fmt.Sprintf("%s %d, %d", pick(r, months), 1+r.IntN(28), 2019+r.IntN(6))
	if chance(r, 30) {
		w := strings.Fields(strings.ReplaceAll(day, ",", ""))
		day = w[1] + " " + w[0] + " " + w[2]
	}
	st := states[p.state]
	pool, words := patterns, 60+r.IntN(50)
	switch style := r.IntN(20); {
	case style < 6: // brief
		p.line(p.headline())
		p.line(outlet(r) + ", " + day)
	case style < 12: // wire
		p.line(p.headline())
		p.text = append(p.text, fmt.Sprintf("%s, %s (%s) - ", strings.ToUpper(st.capital), day, agency(r))...)
		p.named[p.state] = true
	case style < 15: // press release
		p.line(pick(r, []string{"Press release", "Statement", "For immediate release"}))
		p.line(st.capital + ", " + day)
	case style < 17: // notice
		p.line(pick(r, []string{"Notice of sanctions", "Changes to the sanctions list", "New listings"}))
		p.line(day)
		pool, p.aliases = notices, true
	default:
		p.line(p.headline())
		p.line("By a staff reporter, " + outlet(r) + ", " + day)
		words = 90 + r.IntN(50)
	}
	most := 135
	if p.long {
		words = 430 + r.IntN(140)
		most = words + 40
	}
	from := len(p.text)
	used := map[string]bool{}
	topic := p.cast[0]
	k := string(rune(p.w.cast[topic].kind))
	sentences := 0
	for tries := 0; tries < 4000; tries++ {
		count := len(strings.Fields(string(p.text[from:])))
		left := p.left()
		if left == 0 && count >= words || count >= most {
			break
		}
		if tries == 2000 {
			pool = patterns // there are few sentences of a notice
		}
		if p.long && tries%500 == 499 {
			clear(used) // all that fit are used
		}
		s := pick(r, pool)
		old := strings.ContainsAny(s, "PUCGNML") && strings.Contains(s, "{"+strings.ToUpper(firstSlot(s))+"}")
		switch {
		case used[s]:
			continue
		case sentences == 0 && (!p.opens(s, k) || p.seen[topic] || old):
			continue
		case left > 0 && sentences > 0 && !p.brings(s) && !chance(r, 4):
			continue
		case left == 0 && !old && chance(r, 60):
			continue
		}
		at := len(p.text)
		gap := " "
		if sentences > 0 && sentences%2 == 0 && chance(r, 60) || at == from {
			gap = "\n"
		}
		if sentences > 0 {
			p.text = append(p.text, gap...)
		}
		if !p.sentence(s) {
			p.text = p.text[:at]
			continue
		}
		used[s] = true
		sentences++
	}
	p.text = append(p.text, '\n')
}

func firstSlot(s string) string {
	_, after, found := strings.Cut(s, "{")
	if !found {
		return ""
	}
	slot, _, _ := strings.Cut(after, "}")
	return slot
}

// opens reports whether the first slot of a pattern takes the kind.
func (p *reporter) opens(s, kind string) bool {
	for {
		slot := firstSlot(s)
		if slot == "" {
			return false
		}
		if kinds := slots[slot]; kinds != "" {
			return strings.Contains(kinds, kind)
		}
		s = s[strings.Index(s, "}")+1:]
	}
}

// brings reports whether the pattern has a slot for somebody not yet introduced.
func (p *reporter) brings(s string) bool {
	for slot := firstSlot(s); slot != ""; slot = firstSlot(s) {
		if kinds := slots[slot]; kinds != "" {
			for _, n := range p.cast {
				if !p.seen[n] && strings.ContainsRune(kinds, rune(p.w.cast[n].kind)) {
					return true
				}
			}
		}
		s = s[strings.Index(s, "}")+1:]
	}
	return false
}

func (p *reporter) line(s string) { p.text = append(p.text, s+"\n\n"...) }

func (p *reporter) headline() string {
	s := pick(p.r, headlines)
	for strings.Contains(s, "{") {
		slot := firstSlot(s)
		s = strings.Replace(s, "{"+slot+"}", p.fill(slot), 1)
	}
	return s
}

var headlines = []string{
	"Talks in {capital} end without a result", "{adj} officials deny {crime}", "New questions about {topic}", "Dispute over {topic} grows", "{adj} soldiers on the move",
	"Company under scrutiny over {goods}", "Dead and wounded after {few} days of fighting", "Inquiry into {crime} widens", "Calm returns after {few} days of clashes", "{adj} court hears of {crime}",
	"Trade in {goods} draws notice", "What is known about {topic}", "{count} held after raids in {state}", "{adj} villages wait for help", "Concern in {capital} over {topic}", "Payments in question",
	"Meeting in {capital} on {topic}", "{adj} army admits losses", "Old rivals talk about {topic}", "Arms, money and {goods}", "Officials trade charges over {topic}",
}

func outlet(r *rand.Rand) string {
	return "The " + pick(r, list("Harbour Northern Eastern Southern Western Morning Evening River Coastal Valley Lake Prairie Island Mountain Capital Border Central Delta Savanna Atlantic")) + " " +
		pick(r, list("Post Courier Gazette Chronicle Review Observer Dispatch Monitor Herald Mail Record Echo Sentinel Bulletin Examiner"))
}

func agency(r *rand.Rand) string {
	return pick(r, list("Meridian Continental Pacific Baltic Crescent Equator Highland Trident Beacon Compass")) + " " + pick(r, []string{"Wire", "News Agency", "Press Service", "News"})
}
