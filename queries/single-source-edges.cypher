// Which edges rest on one origin alone?
// One named origin and nothing else, or one document that names none; in order of from, type and to.
// param type: string = "" — type of edge; "" all
// example: type=DEPLOYED_TO
MATCH (a:Entity)-[r]->(b:Entity)
WHERE $type IN ['', type(r)] AND (r.origins = 1 AND r.unsourced = 0 OR r.origins = 0 AND r.documents = 1)
RETURN type(r) AS type, a.name AS `from`, b.name AS `to`, r.claims AS claims, r.documents AS documents, r.origins AS origins, r.unsourced AS unsourced, r.quote AS quote
ORDER BY a.id, type(r), b.id
