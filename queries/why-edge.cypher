// Why does this edge exist?
// Every claim that counts for it, those against it too, in order of claim.
// param id: string = "" — id of the edge, as printed
// example: id="edge/LEADS person/x unit/y"
MATCH (c:Claim)-[:STATED_IN]->(:Sentence)-[:IN]->(d:Document) WHERE $id IN c.edges
CALL (c) {
  OPTIONAL MATCH (c)-[a:ATTRIBUTED_TO]->()
  WITH a ORDER BY a.n
  WITH collect(a.text) AS texts
  RETURN reduce(s = '', x IN texts | CASE s WHEN '' THEN x ELSE s + '; ' + x END) AS chain
}
RETURN c.stance AS stance, CASE WHEN c.negated THEN 1 ELSE 0 END AS negated, chain, d.publisher AS outlet, d.published AS published, d.uri AS document, c.rule AS rule, c.quote AS quote
ORDER BY c.id
