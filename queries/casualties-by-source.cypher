// Which losses does each source give?
// One row a figure; the source is the last of the chain, empty for the outlet itself; in order of victims, source, measure, as-of date.
// param victims: string = "" — id or name; "" all
// example: victims=""
MATCH (v:Entity)<-[:SUBJECT]-(t:Topic)<-[:IN_TOPIC]-(f:Figure)
WHERE t.measure IN ['killed', 'wounded', 'losses'] AND $victims IN ['', v.id, v.name]
OPTIONAL MATCH (o:Entity {id: f.origin})
OPTIONAL MATCH (p:Entity {id: f.place})
RETURN v.name AS victims, coalesce(o.name, '') AS source, t.measure AS measure, coalesce(toString(f.min), '') AS min, coalesce(toString(f.max), '') AS max,
  CASE WHEN f.about THEN 1 ELSE 0 END AS about, f.stance AS stance, f.asOf AS as_of, coalesce(p.name, '') AS place, COUNT { (f)<-[:FIGURE]-(:Claim) } AS claims
ORDER BY v.id, f.origin, t.measure, f.asOf, f.id
