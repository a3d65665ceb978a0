-- Who was sent where, how many, and who says so?
-- One row a claim, force and place; in order of force, place, date and claim.
-- param force: string = "" — id or name; "" all
-- param place: string = "" — id or name; "" all
-- example: place=Goma
SELECT f.name AS force, coalesce(p.name, '') AS place,
  coalesce((SELECT CAST("min" AS TEXT) FROM argument WHERE claim = c.id AND role = 'count' AND quantity = 1 ORDER BY n DESC LIMIT 1), '') AS "min",
  coalesce((SELECT CAST("max" AS TEXT) FROM argument WHERE claim = c.id AND role = 'count' AND quantity = 1 ORDER BY n DESC LIMIT 1), '') AS "max",
  c.stance AS stance, c.negated AS negated, c.date_from AS date,
  coalesce((SELECT group_concat(text, '; ' ORDER BY hop, n) FROM speaker WHERE claim = c.id AND entity > 0), '') AS chain,
  d.publisher AS outlet, d.published AS published, c.quote AS quote
FROM claim c JOIN document d ON d.id = c.document
JOIN argument x ON x.claim = c.id AND x.role = 'force' JOIN entity f ON f.id = x.entity
LEFT JOIN argument y ON y.claim = c.id AND y.role = 'place' AND y.entity > 0 LEFT JOIN entity p ON p.id = y.entity
WHERE c.type = 'DEPLOYED_TO' AND :force IN ('', f.ref, f.name) AND (:place = '' OR :place IN (p.ref, p.name))
ORDER BY f.ref, coalesce(p.ref, ''), c.date_from, d.ref, c.id, x.n, coalesce(y.n, 0)
