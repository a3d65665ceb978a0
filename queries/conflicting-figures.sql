-- Which numbers of one subject contradict each other, and who gave them?
-- Every figure of such a topic, one row a claim, in order of measure, subject, as-of date.
-- param measure: string = "" — killed, wounded, losses, deployed, captured, withdrawn, supplied; "" all
-- param subject: string = "" — id or name of who is counted; "" all
-- example: measure=killed
SELECT t.measure AS measure, s.name AS subject, coalesce(CAST(f."min" AS TEXT), '') AS "min", coalesce(CAST(f."max" AS TEXT), '') AS "max",
  f.about AS about, f.stance AS stance, f.as_of AS as_of, coalesce(p.name, '') AS place,
  coalesce((SELECT group_concat(grade, '; ' ORDER BY grade) FROM (SELECT grade FROM grade WHERE topic = t.id AND "left" = f.id
    UNION SELECT grade FROM grade WHERE "right" = f.id) WHERE grade IN ('differs', 'disputed', 'denied')), '') AS conflict,
  coalesce((SELECT group_concat(text, '; ' ORDER BY hop, n) FROM speaker WHERE claim = c.id AND entity > 0), '') AS chain,
  d.publisher AS outlet, d.published AS published, c.quote AS quote
FROM entity s CROSS JOIN topic t ON t.subject = s.id CROSS JOIN figure f ON f.topic = t.id
CROSS JOIN figure_claim fc ON fc.figure = f.id CROSS JOIN claim c ON c.id = fc.claim CROSS JOIN document d ON d.id = c.document
LEFT JOIN entity p ON p.ref = f.place
WHERE :measure IN ('', t.measure) AND :subject IN ('', s.ref, s.name)
  AND EXISTS (SELECT 1 FROM grade g WHERE g.topic = t.id AND g.grade IN ('differs', 'disputed', 'denied'))
ORDER BY t.measure, s.ref, f.as_of, f.ref, d.ref, c.id
