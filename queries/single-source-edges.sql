-- Which edges rest on one origin alone?
-- One named origin and nothing else, or one document that names none; in order of from, type and to.
-- param type: string = "" — type of edge; "" all
-- example: type=DEPLOYED_TO
SELECT r.type AS type, a.name AS "from", b.name AS "to", r.claims AS claims, r.documents AS documents, r.origins AS origins, r.unsourced AS unsourced, r.quote AS quote
FROM entity a CROSS JOIN edge r ON r."from" = a.id CROSS JOIN entity b ON b.id = r."to"
WHERE :type IN ('', r.type) AND (r.origins = 1 AND r.unsourced = 0 OR r.origins = 0 AND r.documents = 1)
ORDER BY a.ref, r.type, b.ref
