// Which unit belongs to which, and who leads it?
// One row an edge, in order of unit, relation and the other.
// param unit: string = "" — id or name; "" all
// example: unit=""
MATCH (a:Entity)-[r:PART_OF|LEADS]->(b:Entity)
WITH r, CASE type(r) WHEN 'LEADS' THEN b ELSE a END AS u, CASE type(r) WHEN 'LEADS' THEN a ELSE b END AS o
WHERE u:Unit AND $unit IN ['', u.id, u.name]
RETURN u.name AS unit, CASE type(r) WHEN 'LEADS' THEN 'led by' ELSE 'part of' END AS relation, o.name AS other, r.claims AS claims, r.documents AS documents, r.first AS first, r.last AS last, r.quote AS quote
ORDER BY u.id, relation, o.id
