-- Which unit belongs to which, and who leads it?
-- One row an edge, in order of unit and edge.
-- param unit: string = "" — id or name; "" all
-- example: unit=""
SELECT u.name AS unit, CASE r.type WHEN 'LEADS' THEN 'led by' ELSE 'part of' END AS relation, other.name AS other, r.claims AS claims, r.documents AS documents, r.first AS first, r.last AS last, r.quote AS quote
FROM edge r
JOIN entity u ON u.id = CASE r.type WHEN 'LEADS' THEN r."to" ELSE r."from" END
JOIN entity other ON other.id = CASE r.type WHEN 'LEADS' THEN r."from" ELSE r."to" END
WHERE r.type IN ('PART_OF', 'LEADS') AND u.type = 'Unit' AND :unit IN ('', u.ref, u.name)
ORDER BY u.ref, r.type, other.ref
