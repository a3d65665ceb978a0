// Which edges are told by many reports that all go back to one origin?
// In order of the number of reports, most first.
// param documents: integer = 2 — at least so many reports, copies not counted
// example: documents=3
MATCH (a:Entity)-[r]->(b:Entity) WHERE r.origins = 1 AND r.unsourced = 0 AND r.documents >= $documents
CALL (r) {
  MATCH (c:Claim)-[x:ATTRIBUTED_TO]->(o:Entity)
  WHERE r.id IN c.edges AND c.stance IN ['asserted', 'hedged'] AND NOT c.negated AND NOT EXISTS { MATCH (c)-[z:ATTRIBUTED_TO]->() WHERE z.hop > x.hop }
  RETURN o.name AS origin ORDER BY origin LIMIT 1
}
RETURN type(r) AS type, a.name AS `from`, b.name AS `to`, origin, r.documents AS documents, r.claims AS claims, r.quote AS quote
ORDER BY documents DESC, r.id
