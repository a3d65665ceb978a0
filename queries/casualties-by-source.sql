-- Which losses does each source give?
-- One row a figure; the source is the last of the chain, empty for the outlet itself; in order of victims, source, measure, as-of date.
-- param victims: string = "" — id or name; "" all
-- example: victims=""
SELECT v.name AS victims, coalesce(o.name, '') AS source, t.measure AS measure, coalesce(CAST(f."min" AS TEXT), '') AS "min", coalesce(CAST(f."max" AS TEXT), '') AS "max",
  f.about AS about, f.stance AS stance, f.as_of AS as_of, coalesce(p.name, '') AS place, (SELECT count(*) FROM figure_claim WHERE figure = f.id) AS claims
FROM entity v CROSS JOIN topic t ON t.subject = v.id CROSS JOIN figure f ON f.topic = t.id
LEFT JOIN entity o ON o.ref = f.origin LEFT JOIN entity p ON p.ref = f.place
WHERE t.measure IN ('killed', 'wounded', 'losses') AND :victims IN ('', v.ref, v.name)
ORDER BY v.ref, f.origin, t.measure, f.as_of, f.ref
