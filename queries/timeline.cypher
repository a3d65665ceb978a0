// What is said to have happened around an entity, in order of date?
// The claim's date, else the report's.
// param entity: string = "" — id or name
// example: entity=Khartoum
MATCH (c:Claim)-[:ARGUMENT]->(e:Entity) WHERE e.id = $entity OR e.name = $entity
WITH DISTINCT c
MATCH (c)-[:STATED_IN]->(:Sentence)-[:IN]->(d:Document)
CALL (c) {
  OPTIONAL MATCH (c)-[a:ATTRIBUTED_TO]->()
  WITH a ORDER BY a.n
  WITH collect(a.text) AS texts
  RETURN reduce(s = '', x IN texts | CASE s WHEN '' THEN x ELSE s + '; ' + x END) AS chain
}
RETURN CASE c.from WHEN '' THEN d.published ELSE c.from END AS date, c.to AS until, c.type AS type, c.stance AS stance, chain, d.publisher AS outlet, c.quote AS quote
ORDER BY date, c.id
