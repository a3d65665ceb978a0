-- Which unit belongs to which, and who leads it?
-- One row an edge, in order of unit, relation and the other.
-- param unit: string = "" — id or name; "" all
-- example: unit=""
SELECT u.name AS unit, x.relation AS relation, o.name AS other, r.claims AS claims, r.documents AS documents, r.first AS first, r.last AS last, r.quote AS quote
FROM entity u CROSS JOIN (
    SELECT id, 'led by' AS relation, "to" AS unit, "from" AS other FROM edge_row WHERE type = 'LEADS'
    UNION ALL SELECT id, 'part of', "from", "to" FROM edge_row WHERE type = 'PART_OF') x ON x.unit = u.id
CROSS JOIN edge r ON r.id = x.id CROSS JOIN entity o ON o.id = x.other
WHERE u.type = 'Unit' AND :unit IN ('', u.ref, u.name)
ORDER BY u.ref, x.relation, o.ref
