-- What was denied, and to what did somebody not answer?
-- One row a claim, in order of claim.
-- param type: string = "" — type of claim; "" all
-- example: type=STATEMENT
SELECT c.type AS type, c.stance AS stance,
  coalesce((SELECT group_concat(text, '; ' ORDER BY hop, n) FROM speaker WHERE claim = c.id AND entity > 0), '') AS chain,
  coalesce((SELECT group_concat(role || ': ' || text, '; ' ORDER BY n) FROM argument WHERE claim = c.id AND entity > 0), '') AS about,
  d.publisher AS outlet, d.published AS published, c.quote AS quote
FROM document d CROSS JOIN claim c ON c.id BETWEEN d.id << 24 AND ((d.id + 1) << 24) - 1
WHERE c.stance IN ('denied', 'no_comment') AND :type IN ('', c.type)
ORDER BY d.ref, c.id
