// What was denied, and to what did somebody not answer?
// One row a claim, in order of claim.
// param type: string = "" — type of claim; "" all
// example: type=STATEMENT
MATCH (c:Claim)-[:STATED_IN]->(:Sentence)-[:IN]->(d:Document)
WHERE c.stance IN ['denied', 'no_comment'] AND $type IN ['', c.type]
CALL (c) {
  OPTIONAL MATCH (c)-[a:ATTRIBUTED_TO]->()
  WITH a ORDER BY a.n
  WITH collect(a.text) AS texts
  RETURN reduce(s = '', x IN texts | CASE s WHEN '' THEN x ELSE s + '; ' + x END) AS chain
}
CALL (c) {
  OPTIONAL MATCH (c)-[a:ARGUMENT]->()
  WITH a ORDER BY a.n
  WITH collect(a.role + ': ' + a.text) AS texts
  RETURN reduce(s = '', x IN texts | CASE s WHEN '' THEN x ELSE s + '; ' + x END) AS about
}
RETURN c.type AS type, c.stance AS stance, chain, about, d.publisher AS outlet, d.published AS published, c.quote AS quote
ORDER BY c.id
