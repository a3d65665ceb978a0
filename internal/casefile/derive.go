package casefile

import (
	"context"
	"encoding/json"
	"fmt"
)

func list(v any) string {
	data, err := json.Marshal(v)
	if err != nil || string(data) == "null" {
		return "[]"
	}
	return string(data)
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Counts sums a case up.
type Counts struct {
	Documents, Entities, Claims, Edges int
	Differing                          int    // pairs of figures that differ or are disputed
	Name                               string // of the person, unit or agency most spoken of
}

// Counts reads the derived tables.
func (c *Case) Counts(ctx context.Context) (Counts, error) {
	var n Counts
	err := c.db.QueryRowContext(ctx, `SELECT
		coalesce((SELECT n FROM total WHERE name = 'document'), 0), coalesce((SELECT n FROM total WHERE name = 'entity'), 0),
		coalesce((SELECT n FROM total WHERE name = 'claim'), 0), coalesce((SELECT n FROM total WHERE name = 'edge'), 0),
		(SELECT count(*) FROM grade WHERE grade IN ('differs', 'disputed', 'denied')),
		coalesce((SELECT name FROM (
			SELECT * FROM (SELECT id, name, mentions FROM entity WHERE described = 0 AND type = 'Person' ORDER BY mentions DESC, id LIMIT 1) UNION ALL
			SELECT * FROM (SELECT id, name, mentions FROM entity WHERE described = 0 AND type = 'Unit' ORDER BY mentions DESC, id LIMIT 1) UNION ALL
			SELECT * FROM (SELECT id, name, mentions FROM entity WHERE described = 0 AND type = 'Agency' ORDER BY mentions DESC, id LIMIT 1))
			ORDER BY mentions DESC, id LIMIT 1), '')`).
		Scan(&n.Documents, &n.Entities, &n.Claims, &n.Edges, &n.Differing, &n.Name)
	if err != nil {
		return n, fmt.Errorf("read case file %s: %w", c.path, explain(err))
	}
	return n, nil
}
