// Package neo4j publishes a projection of the graph to a Neo4j server, reads it
// back and proves that the server holds exactly it. It touches only nodes with
// labels of ours, and refuses a database that has such nodes from elsewhere.
//
// A whole projection is compared with all that the database holds; an update only with
// what hangs on the units that were touched. First loads of more than a million rows
// go faster by package bulk.
package neo4j

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"casegraph/internal/graph"
	"casegraph/internal/schema"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"
)

// batch is the number of rows of a transaction: 5,000 were the fastest of 100
// to 10,000 measured on a 5.26 server.
const batch = 5000

// A Config says where the server is. An empty Username connects without
// credentials, an empty Database is "neo4j".
type Config struct {
	URI, Username, Password, Database string
}

// A Store is one database of a server. Its methods must not run at once.
type Store struct {
	driver   neo4j.DriverWithContext
	database string
	schema   *schema.Schema
	labels   []string
	types    []string
}

// Open connects; it fails at once, with one clear error, if the server cannot
// be reached, refuses the password or does not have the database.
func Open(ctx context.Context, c Config, s *schema.Schema) (*Store, error) {
	auth := neo4j.NoAuth()
	if c.Username != "" {
		auth = neo4j.BasicAuth(c.Username, c.Password, "")
	}
	driver, err := neo4j.NewDriverWithContext(c.URI, auth, func(o *config.Config) {
		o.MaxTransactionRetryTime = 30 * time.Second
		o.ConnectionAcquisitionTimeout = 10 * time.Second
		o.SocketConnectTimeout = 2 * time.Second
		o.MaxConnectionPoolSize = 8
		o.TelemetryDisabled = true
		o.NotificationsMinSeverity = notifications.DisabledLevel
	})
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %w", c.URI, err)
	}
	st := &Store{driver: driver, database: cmp.Or(c.Database, "neo4j"), schema: s, labels: graph.Labels(s), types: graph.Types(s)}
	short, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	if err := driver.VerifyConnectivity(short); err == nil {
		_, err = st.query(short, "RETURN 1", nil)
		if err == nil {
			return st, nil
		}
		_ = driver.Close(ctx)
		return nil, fmt.Errorf("connect to %s: %w", c.URI, explain(err, st.database))
	} else {
		_ = driver.Close(ctx)
		return nil, fmt.Errorf("connect to %s: %w", c.URI, explain(err, st.database))
	}
}

// Close frees the connections.
func (s *Store) Close(ctx context.Context) error { return s.driver.Close(ctx) }

// What a caller may want to tell apart.
var (
	ErrUnreachable = errors.New("no Neo4j server answers there")
	ErrPassword    = errors.New("the server refuses the user name or password")
	ErrDatabase    = errors.New("the server has no such database")
	ErrMoved       = errors.New("the database does not hold the state that the changes go on from")
	ErrForeign     = errors.New("the database holds nodes that casegraph did not write; publish to an empty one")
)

func explain(err error, database string) error {
	var server *neo4j.Neo4jError
	var limit *neo4j.TransactionExecutionLimit
	var down *neo4j.ConnectivityError
	switch {
	case errors.As(err, &server) && strings.HasPrefix(server.Code, "Neo.ClientError.Security."):
		return fmt.Errorf("%w: %s", ErrPassword, server.Msg)
	case errors.As(err, &server) && server.Code == "Neo.ClientError.Database.DatabaseNotFound":
		return fmt.Errorf("%w: %q", ErrDatabase, database)
	case errors.As(err, &limit) && len(limit.Errors) > 0:
		return fmt.Errorf("%w: %w", ErrUnreachable, limit.Errors[len(limit.Errors)-1])
	case errors.As(err, &down):
		return fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	return err
}

func (s *Store) query(ctx context.Context, cypher string, params map[string]any) ([]*neo4j.Record, error) {
	r, err := neo4j.ExecuteQuery(ctx, s.driver, cypher, params, neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase(s.database))
	if err != nil {
		return nil, err
	}
	return r.Records, nil
}

// Query answers a question with its columns and rows.
func (s *Store) Query(ctx context.Context, cypher string, params map[string]any) (columns []string, rows [][]any, err error) {
	r, err := neo4j.ExecuteQuery(ctx, s.driver, cypher, params, neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase(s.database), neo4j.ExecuteQueryWithReadersRouting())
	if err != nil {
		return nil, nil, explain(err, s.database)
	}
	for _, rec := range r.Records {
		rows = append(rows, rec.Values)
	}
	return r.Keys, rows, nil
}

// State returns the zero State for a database that was never published to.
func (s *Store) State(ctx context.Context) (graph.State, error) {
	rs, err := s.query(ctx, "MATCH (b:Build {id: 'casegraph'}) RETURN b.generation, b.digest, b.reader, b.applying, b.case, b.step, b.detail, b.layout", nil)
	if err != nil {
		return graph.State{}, fmt.Errorf("read build: %w", explain(err, s.database))
	}
	var st graph.State
	if len(rs) > 0 {
		st.Generation, _ = rs[0].Values[0].(int64)
		st.Digest, _ = rs[0].Values[1].(string)
		st.Reader, _ = rs[0].Values[2].(string)
		st.Applying, _ = rs[0].Values[3].(string)
		st.Case, _ = rs[0].Values[4].(string)
		st.Step, _ = rs[0].Values[5].(int64)
		detail, _ := rs[0].Values[6].(string)
		st.Detail = graph.Detail(detail)
		st.Layout, _ = rs[0].Values[7].(int64)
	}
	return st, nil
}
