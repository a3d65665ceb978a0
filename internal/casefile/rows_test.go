package casefile_test

import (
	"database/sql"
	"testing"
)

// scan runs a query and calls f with a function that scans the row.
func scan(t testing.TB, db *sql.DB, query string, f func(scan func(...any))) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		f(func(to ...any) {
			t.Helper()
			if err := rows.Scan(to...); err != nil {
				t.Fatal(err)
			}
		})
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}
