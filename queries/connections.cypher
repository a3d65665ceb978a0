// How are two entities connected, and on what evidence?
// All shortest paths, of at most four edges, one row an edge, in order of path.
// param a: string = "" — id or name of the one
// param b: string = "" — id or name of the other
// example: a="Burkina Faso" b=Wagner
MATCH (a:Entity) WHERE a.id = $a OR a.name = $a
MATCH (b:Entity) WHERE (b.id = $b OR b.name = $b) AND a <> b
MATCH path = SHORTEST 1 GROUP (a)-[:AIDED|ACCUSED|AGREED_WITH|ASKED|BRIEFED|CAPTURED|CASUALTIES|DEPLOYED_TO|FOUGHT_AGAINST|FOUGHT_ALONGSIDE|HAS_ROLE_IN|LEADS|LOCATED_IN|MEMBER_OF|MET_WITH|ORDERED|PART_OF|SANCTIONED|SPEAKS_FOR|SUPPLIED|WITHDREW_FROM]-{1,4}(b)
WITH path, reduce(s = '', r IN relationships(path) | s + r.id + ' | ') AS key
UNWIND range(0, length(path) - 1) AS i
WITH key, length(path) AS steps, i, relationships(path)[i] AS r
RETURN steps, i + 1 AS step, startNode(r).name AS `from`, type(r) AS type, endNode(r).name AS `to`, r.claims AS claims, r.documents AS documents, r.origins AS origins, r.quote AS quote
ORDER BY steps, key, step
