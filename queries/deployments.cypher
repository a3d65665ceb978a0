// Who was sent where, how many, and who says so?
// One row a claim, force and place; in order of force, place, date and claim.
// param force: string = "" — id or name; "" all
// param place: string = "" — id or name; "" all
// example: place=Goma
MATCH (c:Claim {type: 'DEPLOYED_TO'})-[x:ARGUMENT {role: 'force'}]->(f:Entity)
WHERE $force IN ['', f.id, f.name]
OPTIONAL MATCH (c)-[y:ARGUMENT {role: 'place'}]->(p:Entity)
WITH c, x, f, y, p WHERE $place = '' OR $place IN [p.id, p.name]
MATCH (c)-[:STATED_IN]->(:Sentence)-[:IN]->(d:Document)
CALL (c) {
  OPTIONAL MATCH (c)-[a:ATTRIBUTED_TO]->()
  WITH a ORDER BY a.n
  WITH collect(a.text) AS texts
  RETURN reduce(s = '', x IN texts | CASE s WHEN '' THEN x ELSE s + '; ' + x END) AS chain
}
RETURN f.name AS force, coalesce(p.name, '') AS place, coalesce(toString(c.countMin), '') AS min, coalesce(toString(c.countMax), '') AS max,
  c.stance AS stance, CASE WHEN c.negated THEN 1 ELSE 0 END AS negated, c.from AS date, chain, d.publisher AS outlet, d.published AS published, c.quote AS quote
ORDER BY f.id, coalesce(p.id, ''), c.from, c.id, x.n, coalesce(y.n, 0)
