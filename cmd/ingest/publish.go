package main

import (
	"context"
	"errors"

	"casegraph/internal/casefile"
	"casegraph/internal/schema"

	"github.com/spf13/cobra"
)

func (a *app) verbs() []*cobra.Command { return nil }

func (a *app) publish(ctx context.Context, c *casefile.Case, s *schema.Schema, uri, detail string) error {
	return errors.New("not yet")
}
