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
	"fmt"
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

	// Timeout is how long the server may be silent: for a transaction of 5,000 rows with
	// what the driver tries again, or until the next record of a long answer. Zero is
	// five minutes. A server that says nothing at all while it works is given up after
	// two, if it has said so when the connection was made, as Neo4j does.
	Timeout time.Duration
}

// A Store is one database of a server. Its methods must not run at once.
type Store struct {
	driver   neo4j.DriverWithContext
	database string
	timeout  time.Duration
	schema   *schema.Schema
	labels   []string
	types    []string
}

// greeting is how long a server may take for its first answer, which needs nothing but
// that it is awake: one that has just been started takes seconds.
const greeting = 30 * time.Second

// Open connects; it fails at once, with one clear error, if the server cannot
// be reached, refuses the password or does not have the database.
func Open(ctx context.Context, c Config, s *schema.Schema) (*Store, error) {
	auth := neo4j.NoAuth()
	if c.Username != "" {
		auth = neo4j.BasicAuth(c.Username, c.Password, "")
	}
	timeout := cmp.Or(c.Timeout, 5*time.Minute)
	driver, err := neo4j.NewDriverWithContext(c.URI, auth, func(o *config.Config) {
		o.MaxTransactionRetryTime = min(30*time.Second, timeout/2)
		o.ConnectionAcquisitionTimeout = greeting
		o.SocketConnectTimeout = 2 * time.Second
		o.MaxConnectionPoolSize = 8
		o.TelemetryDisabled = true
		o.NotificationsMinSeverity = notifications.DisabledLevel
	})
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %w", c.URI, err)
	}
	st := &Store{driver: driver, database: cmp.Or(c.Database, "neo4j"), timeout: timeout, schema: s, labels: graph.Labels(s), types: graph.Types(s)}
	short := *st
	short.timeout = min(st.timeout, greeting)
	err = short.wait(ctx, func(ctx context.Context, _ func()) error { return driver.VerifyConnectivity(ctx) })
	if err == nil {
		_, err = short.query(ctx, "RETURN 1", nil)
	}
	if err != nil {
		_ = st.Close(ctx)
		return nil, fmt.Errorf("connect to %s: %w", c.URI, err)
	}
	return st, nil
}

// Close frees the connections.
func (s *Store) Close(ctx context.Context) error {
	return s.wait(ctx, func(ctx context.Context, _ func()) error { return s.driver.Close(ctx) })
}

func (s *Store) query(ctx context.Context, cypher string, params map[string]any) ([]*neo4j.Record, error) {
	r, err := s.execute(ctx, cypher, params)
	if err != nil {
		return nil, err
	}
	return r.Records, nil
}

// execute runs a statement in a transaction of its own. The server ends it at the time
// limit too, so that nothing is held there that nobody waits for any more.
func (s *Store) execute(ctx context.Context, cypher string, params map[string]any, more ...neo4j.ExecuteQueryConfigurationOption) (r *neo4j.EagerResult, err error) {
	more = append(more, neo4j.ExecuteQueryWithDatabase(s.database), neo4j.ExecuteQueryWithTransactionConfig(neo4j.WithTxTimeout(s.timeout)))
	err = s.wait(ctx, func(ctx context.Context, _ func()) error {
		var err error
		r, err = neo4j.ExecuteQuery(ctx, s.driver, cypher, params, neo4j.EagerResultTransformer, more...)
		return err
	})
	return r, err
}

// Query answers a question with its columns and rows.
func (s *Store) Query(ctx context.Context, cypher string, params map[string]any) (columns []string, rows [][]any, err error) {
	r, err := s.execute(ctx, cypher, params, neo4j.ExecuteQueryWithReadersRouting())
	if err != nil {
		return nil, nil, err
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
		return graph.State{}, fmt.Errorf("read build: %w", err)
	}
	var st graph.State
	if len(rs) > 0 {
		if len(rs[0].Values) != 8 {
			return graph.State{}, fmt.Errorf("read build: %w: %d values", ErrAnswer, len(rs[0].Values))
		}
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
