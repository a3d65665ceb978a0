// Which numbers of one subject contradict each other, and who gave them?
// Every figure of such a topic, one row a claim, in order of measure, subject, as-of date.
// param measure: string = "" — killed, wounded, losses, deployed, captured, withdrawn, supplied; "" all
// param subject: string = "" — id or name of who is counted; "" all
// example: measure=killed
MATCH (t:Topic)-[:SUBJECT]->(s:Entity)
WHERE $measure IN ['', t.measure] AND $subject IN ['', s.id, s.name]
  AND EXISTS { MATCH (t)<-[:IN_TOPIC]-(:Figure)-[:DIFFERS_FROM|DISPUTES|DENIES]->(:Figure) }
MATCH (t)<-[:IN_TOPIC]-(f:Figure)<-[:FIGURE]-(c:Claim)-[:STATED_IN]->(:Sentence)-[:IN]->(d:Document)
CALL (f) {
  OPTIONAL MATCH (f)-[g:DIFFERS_FROM|DISPUTES|DENIES]-(:Figure)
  WITH DISTINCT g.grade AS grade ORDER BY grade
  WITH collect(grade) AS grades
  RETURN reduce(s = '', x IN grades | CASE s WHEN '' THEN x ELSE s + '; ' + x END) AS conflict
}
CALL (c) {
  OPTIONAL MATCH (c)-[a:ATTRIBUTED_TO]->()
  WITH a ORDER BY a.n
  WITH collect(a.text) AS texts
  RETURN reduce(s = '', x IN texts | CASE s WHEN '' THEN x ELSE s + '; ' + x END) AS chain
}
OPTIONAL MATCH (p:Entity {id: f.place})
RETURN t.measure AS measure, s.name AS subject, coalesce(toString(f.min), '') AS min, coalesce(toString(f.max), '') AS max,
  CASE WHEN f.about THEN 1 ELSE 0 END AS about, f.stance AS stance, f.asOf AS as_of, coalesce(p.name, '') AS place,
  conflict, chain, d.publisher AS outlet, d.published AS published, c.quote AS quote
ORDER BY t.measure, s.id, f.asOf, f.id, c.id
