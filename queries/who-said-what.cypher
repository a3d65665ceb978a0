// Who said what?
// The outermost speaker of each claim, in order of speaker and claim.
// param speaker: string = "" — id or name of the speaker; "" all
// param type: string = "" — type of claim; "" all
// example: type=CASUALTIES
MATCH (c:Claim)-[a:ATTRIBUTED_TO]->(e:Entity)
WHERE $speaker IN ['', e.id, e.name] AND $type IN ['', c.type] AND a.hop = 0
MATCH (c)-[:STATED_IN]->(:Sentence)-[:IN]->(d:Document)
CALL (c) {
  OPTIONAL MATCH (c)-[a:ATTRIBUTED_TO]->()
  WITH a ORDER BY a.n
  WITH collect(a.text) AS texts
  RETURN reduce(s = '', x IN texts | CASE s WHEN '' THEN x ELSE s + '; ' + x END) AS chain
}
RETURN e.name AS speaker, c.type AS type, c.stance AS stance, CASE WHEN c.negated THEN 1 ELSE 0 END AS negated, chain, d.publisher AS outlet, d.published AS published, c.quote AS quote
ORDER BY e.id, c.id, a.n
