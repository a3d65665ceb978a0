package synthetic

import (
	"fmt"
	"slices"
	"strings"
)

// fill gives the words for a slot that is not an entity.
func (p *reporter) fill(slot string) string {
	r := p.r
	st := states[p.state]
	switch slot {
	case "day":
		return pick(r, days)
	case "count":
		return fmt.Sprint(3 + r.IntN(90))
	case "big":
		return fmt.Sprint((2+r.IntN(95))*100 + r.IntN(2)*50)
	case "few":
		return pick(r, list("two three four five six seven eight nine"))
	case "money":
		return fmt.Sprintf("$%d.%d million", 1+r.IntN(80), 1+r.IntN(9))
	case "state":
		return st.name
	case "adj":
		return st.adjective
	case "capital":
		return st.capital
	case "month":
		return pick(r, months)
	case "year":
		return fmt.Sprint(2009 + r.IntN(14))
	}
	if of := fillers[slot]; of != nil {
		s := pick(r, of)
		for tries := 0; tries < 9 && slices.Contains(p.filled, s); tries++ {
			s = pick(r, of)
		}
		p.filled = append(p.filled, s)
		if p.house.american {
			s = strings.NewReplacer("armoured", "armored", "defence", "defense", "harbour", "harbor").Replace(s)
		}
		return s
	}
	panic("synthetic: no filler " + slot)
}

var (
	days   = list("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
	months = list("January February March April May June July August September October November December")
)

var fillers = map[string][]string{
	"goods": {"drones", "radio sets", "diesel engines", "spare parts", "night-vision devices", "steel pipes", "ball bearings", "fertiliser", "rifles", "machine tools", "armoured vehicles",
		"mortar shells", "lorries", "fuel", "aircraft parts", "body armour", "medicine", "generators", "batteries", "optical sights", "uniforms", "grain", "tyres", "explosives", "copper wire"},
	"items": {"drones", "radio sets", "diesel engines", "night-vision devices", "rifles", "armoured vehicles", "mortar shells", "lorries", "generators", "hand grenades", "pick-up trucks", "machine guns"},
	"crime": {"taking bribes", "selling weapons to smugglers", "hiding the deaths of recruits", "breaking the ceasefire", "stealing aid", "planning an attack on a police post", "spying for a foreign power",
		"forging export papers", "moving money through front companies", "kidnapping two engineers", "burning crops", "running an illegal mine", "beating prisoners", "evading sanctions",
		"threatening witnesses", "trading in stolen fuel", "recruiting children", "falsifying customs records"},
	"deal": {"an agreement on border trade", "a contract for spare parts", "a ceasefire", "a lease on a warehouse", "a plan to exchange prisoners", "an agreement to reopen the road", "a loan of several million dollars",
		"a memorandum on training", "a deal to rebuild the bridge", "an accord on grazing land", "a contract to dredge the port", "a protocol on demining"},
	"topic": {"the release of prisoners", "the delivery of grain", "the damaged water supply", "a new border crossing", "the price of diesel", "the missing payments", "the inquiry into the explosion", "the return of displaced families",
		"demining", "flood relief", "the budget for next year", "a disputed quarry", "the closure of the airfield", "the pay of recruits", "a stolen shipment", "the trial of two officers", "the safety of aid convoys", "winter supplies"},
	"claim": {"the road to the coast would reopen within days", "the losses were heavier than had been admitted", "nobody had been paid since spring", "the inquiry would take several months", "the convoy had been stopped twice",
		"talks would go on in private", "no order to withdraw had been given", "the money had been returned in full", "the documents were forged", "the attack had been planned abroad", "repairs would begin before winter",
		"the shipment had never arrived", "the prisoners were in good health", "more help was needed at once", "the ceasefire was holding", "the figures were wrong", "the new rules were unfair", "the witnesses had been threatened",
		"the harbour would stay closed", "the harvest was lost", "the site had been searched without a warrant", "the contract had been cancelled", "the vehicles were bought legally", "the decision came from above",
		"all schools would stay shut", "the bridge could not carry tanks", "a second warehouse had been found", "the engineers had left the country"},
	"where":  {"at a checkpoint", "at the airport", "near the border", "in a hotel", "at the port", "outside a bank", "in a flat", "at a petrol station", "on a bus", "in a car park"},
	"way":    {"by a roadside bomb", "in an ambush", "by a sniper", "in a drone attack", "by shellfire", "in a helicopter crash", "when a mine exploded", "in a gunfight", "by unknown gunmen", "in an air raid"},
	"post":   {"the supply department", "a training school", "the commission on missing persons", "the regional office", "the audit committee", "a new task force", "the negotiating team", "the reserve"},
	"people": {"villagers", "miners", "drivers", "civilians", "recruits", "fishermen", "farm workers", "students", "traders", "pensioners", "nurses", "sailors"},
	"thing":  {"a bridge", "a school", "a power station", "the market", "a fuel depot", "two bakeries", "the railway station", "a grain store", "a clinic", "the waterworks", "a police post", "a row of shops"},
	"body2":  {"A court", "A parliamentary committee", "A panel of experts", "A military tribunal", "A commission of inquiry", "An auditor"},
	"remark": {"No date was given for the next meeting.", "The cause is still unknown.", "The claim could not be checked.", "Heavy rain slowed the work.", "Phone lines were down for most of the day.",
		"Two earlier rounds of talks had failed.", "Local media carried different accounts.", "Nobody has claimed responsibility.", "The names of the dead were not published.", "Several roads remain closed.",
		"Further hearings are expected in autumn.", "A curfew is in force after dark.", "The case has drawn little notice abroad.", "The text of the letter was not released.", "Relatives waited outside the gates.",
		"Prices in the market doubled within a week.", "Snow is expected before the weekend."},
}

// openings are sentences that can begin a report, by the kind of what it is about;
// the first slot is the topic.
var patterns = []string{
	// persons
	"{p} met {p} in {l} on {day} to discuss {topic}.",
	"{p} met {p} on {day} for talks on {topic}.",
	"{p} said on {day} that {claim}.",
	"{p} told reporters on {day} that {claim}.",
	"{p} accused {p} of {crime}.",
	"{p} accused {a} of {crime}.",
	"{p} accused {o} of {crime} in {month}.",
	"{p} visited {l} on {day} and spoke with {people} about {topic}.",
	"{p} travelled to {l} with {p} to inspect {thing}.",
	"{p} was arrested {where} on {day} on suspicion of {crime}.",
	"{p} was killed {way} near {l} on {day}.",
	"{p} was wounded {way} on {day}.",
	"{p} was appointed to {post} in {month}.",
	"{p} denied that {claim}.",
	"{p} warned {s} that {claim}.",
	"{p} signed {deal} with {o} on {day}.",
	"{p} and {p} signed {deal} in {l}.",
	"{p} wrote to {p} in {month} to complain about {topic}.",
	"{p} testified on {day} that {p} had met members of {g}.",
	"{p} bought {goods} from {c} for {money}, according to court papers.",
	"{p} thanked {a} for help with {topic}.",
	"{p} rejected the charge of {crime}.",
	"{p} refused to answer questions about {topic}.",
	"{p} confirmed that {u} had lost {count} men.",
	"{p} will succeed {p} in {month}.",
	"{p} blamed {p} for the failure of the talks.",
	"{p} spent {few} days in {l} in {month}.",
	"{p} paid {money} to {p} through {c}, investigators say.",
	"{p} has been in custody since {month} {year}.",
	"{p} left {capital} on {day} and has not been seen since.",
	"{p} handed a list of {count} prisoners to {p}.",
	"{p} asked {o} for an account of {topic}.",
	// units
	"{u} was deployed to {l} on {day}.",
	"{u} took up positions near {l} in {month}.",
	"{u} lost {few} vehicles in fighting with {g} near {l}.",
	"{u} held an exercise with {u} on {day}.",
	"{u} withdrew from {l} after {few} days of fighting.",
	"{u} received {count} {items} from {c}.",
	"{u} has been under the orders of {p} since {month} {year}.",
	"{u} relieved {u} on {day}.",
	"{u} shelled the outskirts of {l}, {people} said.",
	// companies
	"{c} supplied {goods} worth {money} to {u}.",
	"{c} supplied {goods} to {g} between {year} and last summer, prosecutors say.",
	"{c} shipped {count} containers of {goods} through {l}.",
	"{c} denied that {claim}.",
	"{c} paid {p} a fee of {money}.",
	"{c} opened an office in {l} in {year}.",
	"{c} dismissed {p} in {month} over {topic}.",
	"{c} won a contract from {m} to supply {goods}.",
	"{c} belongs to the family of {p}.",
	// groups
	"{g} claimed an attack on {u} near {l}.",
	"{g} said on {day} that it had captured {few} soldiers near {l}.",
	"{g} released {few} {people} on {day} after talks with {p}.",
	"{g} attacked {thing} in {l} on {day}.",
	"{g} agreed to talks with {s}.",
	"{g} threatened to kill {p}.",
	"{g} has fought {u} since {year}.",
	// associations and bodies
	"{n} published a report on {topic} on {day}.",
	"{n} called on {p} to resign.",
	"{n} said on {day} that {count} {people} had left {l}.",
	"{n} named {p} as a witness in the case.",
	"{m} said on {day} that {claim}.",
	"{m} opened an inquiry into {c} over {crime}.",
	"{m} froze the accounts of {c} in {month}.",
	"{m} summoned {p} on {day}.",
	"{m} announced that {p} would lead {post}.",
	"{m} accused {g} of {crime}.",
	// places
	"{l} was shelled on {day}, and {count} {people} were hurt.",
	"{l} has been without electricity since {day}, {p} said.",
	"{l} lies close to the front, and {thing} there was destroyed in {month}.",
	"{l} saw heavy fighting in {month} between {u} and {g}.",
	"{l} lost {thing} in a fire on {day}.",
	"{l} received {count} lorries with {goods} from {o}.",
	"{l} buried {few} {people} on {day}.",
	// passives and others
	"At least {count} {people} were killed in {l} on {day}, {p} said.",
	"{body2} in {capital} found that {c} had supplied {goods} to {a}.",
	"{body2} heard on {day} that {p} had received {money} from {c}.",
	"{body2} cleared {p} of {crime} in {month}.",
	"Soldiers of {u} arrested {p} {where}.",
	"Soldiers of {u} found {count} {items} in {l} on {day}.",
	"Fighters of {g} took {few} {people} hostage near {l}.",
	"Police searched the offices of {c} and questioned {p}.",
	"Police in {capital} said on {day} that {p} was wanted for {crime}.",
	"According to {p}, {claim}.",
	"According to {o}, {claim}.",
	"In {month}, {p} took part in a meeting with {p} and {p}.",
	"In {l}, {count} {people} waited for help on {day}.",
	"A letter from {p} to {o} speaks of {topic}.",
	"Talks between {p} and {p} about {topic} broke down on {day}.",
	"Members of {s} visited {l} on {day}.",
	"A delivery of {goods} from {c} reached {l} on {day}.",
	"Work on {thing} in {l} is led by {p}.",
	// for those who were introduced before
	"{P} said that {claim}.",
	"{P} added that {claim}.",
	"{P} did not answer a request for comment.",
	"{P} has denied {crime}.",
	"{P} is expected to return to {capital} in {month}.",
	"{P} had met {P} twice before.",
	"{P} and {P} spoke again on {day} about {topic}.",
	"{P} told a radio station that {claim}.",
	"{P} declined to say whether {claim}.",
	"{P} joined the talks on {day} and promised a full account of {topic}.",
	"{P} first came to notice in {year} over {topic}.",
	"{U} did not suffer losses, {P} said.",
	"{U} is to stay there until {month}.",
	"{G} has not commented.",
	"{G} has about {big} members, by most estimates.",
	"{C} rejects the accusation.",
	"{C} employs about {big} people.",
	"{C} had sales of {money} in {year}.",
	"{M} would not comment on {topic}.",
	"{N} asked for an independent inquiry into {topic}.",
	"{L} has about {big} inhabitants.",
	"People in {L} said that {claim}.",
	"The road to {L} was reopened on {day}.",
	"{remark}",
	"The {adj} government has not commented on {topic}.",
	"Officials in {capital} said on {day} that {claim}.",
}

var notices = []string{
	"{p} is designated for {crime}.",
	"{p} is listed for acting on behalf of {o}.",
	"{p} is listed for having sent {goods} to {a}.",
	"{c} is designated for supplying {goods} to {a}.",
	"{c} is owned or controlled by {p}.",
	"{c} is listed for having paid {money} to {p}.",
	"{g} is designated for {crime}.",
	"{g} has received {goods} from {c}.",
	"{g} is led from {l}, where it has {big} members.",
	"{u} is listed because its men took part in {crime}.",
	"{u} has been stationed in {l} since {year}.",
	"{u} obtained {goods} through {c}.",
	"{m} is listed for its part in {crime}.",
	"{n} is designated because it raised {money} for {g}.",
	"{l} is the site of a depot of {goods}.",
	"{p} worked with {p} between {year} and last summer.",
	"{p} acted as a courier between {p} and {o}.",
	"{p} holds shares in {c}.",
	"{C} has used several names since {year}.",
	"{P} is subject to a travel ban.",
	"{P} may apply for removal from the list.",
	"{P} is believed to be living in {capital}.",
	"All property of {P} is blocked.",
	"{G} remains subject to an arms embargo.",
	"Banks must report accounts held by {C} within {count} days.",
}
