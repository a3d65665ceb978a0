// Why is this one entity?
// Its spellings with their counts, then the joins with their reasons.
// param entity: string = "" — id or name
// example: entity=Mali
MATCH (e:Entity) WHERE e.id = $entity OR e.name = $entity
CALL (e) {
  MATCH (e)-[k:ALSO_KNOWN_AS]->(n:Name)
  RETURN 0 AS part, 'spelling' AS what, n.text AS text, '' AS reason, k.count AS weight
  UNION ALL
  MATCH (e)<-[:JOINS]-(j:Join)
  RETURN 1 AS part, 'join' AS what, j.left + ' = ' + j.right AS text, j.reason AS reason, j.weight AS weight
}
RETURN e.id AS entity, what, text, reason, weight
ORDER BY e.id, part, weight DESC, text
