package neo4j

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"time"

	"casegraph/internal/graph"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// What a caller may want to tell apart.
var (
	ErrUnreachable = errors.New("no Neo4j server answers there")
	ErrPassword    = errors.New("the server refuses the user name or password")
	ErrDatabase    = errors.New("the server has no such database")
	ErrLost        = errors.New("the connection to the server was lost")
	ErrSlow        = errors.New("the server did not answer in time")
	ErrAnswer      = errors.New("the server's answer is not understood")
	ErrForeign     = errors.New("the database holds nodes that casegraph did not write; publish to an empty one")
	ErrOvertaken   = errors.New("another publication to this database has begun, this one has stopped")
	ErrChanged     = errors.New("the database is not as it was read: somebody else writes to it, or the server has answered wrongly")
)

// wait runs an exchange with the server and ends it where the server has not been heard
// of for the time limit: f calls heard for each record of a long answer. What the
// driver tries again counts as silence.
func (s *Store) wait(ctx context.Context, f func(ctx context.Context, heard func()) error) error {
	// The driver heeds the end of a context only if it has a deadline, so there is one,
	// far off; the clock ends it.
	limited, cancel := context.WithTimeout(ctx, 10000*time.Hour)
	defer cancel()
	clock := time.AfterFunc(s.timeout, cancel)
	defer clock.Stop()
	err := f(limited, func() { clock.Reset(s.timeout) })
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case limited.Err() != nil:
		return slow(err, s.timeout)
	}
	return explain(err, s.database)
}

// slow tells of the end of a wait, and of what the server has answered to an earlier try.
func slow(err error, timeout time.Duration) error {
	var limit *neo4j.TransactionExecutionLimit
	var server *neo4j.Neo4jError
	if errors.As(err, &limit) {
		for _, e := range slices.Backward(limit.Errors) {
			if errors.As(e, &server) {
				return fmt.Errorf("%w: %s; before that: %w", ErrSlow, timeout, server)
			}
		}
	}
	return fmt.Errorf("%w: %s", ErrSlow, timeout)
}

// explain says in our words what the driver has met.
func explain(err error, database string) error {
	var server *neo4j.Neo4jError
	var limit *neo4j.TransactionExecutionLimit
	var lost *neo4j.ConnectivityError
	switch {
	case ours(err):
		return err
	case errors.As(err, &server) && strings.HasPrefix(server.Code, "Neo.ClientError.Security."):
		return fmt.Errorf("%w: %s", ErrPassword, server.Msg)
	case errors.As(err, &server) && server.Code == "Neo.ClientError.Database.DatabaseNotFound":
		return fmt.Errorf("%w: %q", ErrDatabase, database)
	case errors.As(err, &server) && strings.HasPrefix(server.Code, "Neo.ClientError.Transaction.TransactionTimedOut"):
		return fmt.Errorf("%w: %s", ErrSlow, server.Msg)
	case errors.As(err, &server):
		return err
	case errors.As(err, &limit) && len(limit.Errors) > 0:
		return explain(limit.Errors[len(limit.Errors)-1], database)
	case errors.As(err, &lost): // hides what is in it from package errors
		return unconnected(lost.Inner)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, new(net.Error)):
		return unconnected(err)
	}
	return fmt.Errorf("%w: %w", ErrAnswer, err)
}

// unconnected tells whether a connection was never there or was lost.
func unconnected(err error) error {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "dial" {
		return fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	return fmt.Errorf("%w: %w", ErrLost, err)
}

// ours tells whether an error says already in our words what has happened.
func ours(err error) bool {
	for _, e := range []error{ErrAnswer, graph.ErrMoved, ErrForeign, ErrOvertaken, ErrChanged} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
