-- On whose word does a claim stand in the end?
-- The last speakers of its chain, in order of speaker and claim.
-- param origin: string = "" — id or name of the speaker; "" all
-- param type: string = "" — type of claim; "" all
-- example: type=CASUALTIES
SELECT e.name AS origin, c.type AS type, c.stance AS stance, c.negated AS negated,
  coalesce((SELECT group_concat(text, '; ' ORDER BY hop, n) FROM speaker WHERE claim = c.id AND entity > 0), '') AS chain,
  d.publisher AS outlet, d.published AS published, c.quote AS quote
FROM entity e CROSS JOIN speaker a ON a.entity = e.id CROSS JOIN claim c ON c.id = a.claim CROSS JOIN document d ON d.id = c.document
WHERE :origin IN ('', e.ref, e.name) AND :type IN ('', c.type) AND a.hop = (SELECT max(z.hop) FROM speaker z WHERE z.claim = c.id AND z.entity > 0)
ORDER BY e.ref, d.ref, c.id, a.hop, a.n
