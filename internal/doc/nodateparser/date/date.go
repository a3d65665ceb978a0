// Package date holds what package dateparser would return.
package date

import "time"

// A Date is never filled.
type Date struct{ Time time.Time }
