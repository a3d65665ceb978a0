package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"ingest": main,
	})
}

// TestScripts runs testdata/script: each file is one problem that a user may
// meet, with what he types and what he is told.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			return os.CopyFS(env.WorkDir+"/examples", os.DirFS("../../examples"))
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			// sql FILE STATEMENT runs a statement on a case file behind the program's back.
			"sql": func(ts *testscript.TestScript, neg bool, args []string) {
				db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
				ts.Check(err)
				defer db.Close()
				_, err = db.Exec(args[1])
				ts.Check(err)
			},
			// holds FILE WORD... finds each word in the raw bytes of a case file or of what
			// stands beside it.
			"holds": func(ts *testscript.TestScript, neg bool, args []string) {
				var data []byte
				for _, end := range []string{"", "-wal", "-shm"} {
					part, err := os.ReadFile(ts.MkAbs(args[0]) + end)
					if !errors.Is(err, os.ErrNotExist) {
						ts.Check(err)
					}
					data = append(data, part...)
				}
				for _, word := range args[1:] {
					if bytes.Contains(data, []byte(word)) == neg {
						ts.Fatalf("%s: %q: %v", args[0], word, !neg)
					}
				}
			},
			// lock FILE holds the case file as another program would, for the rest of the script.
			"lock": func(ts *testscript.TestScript, neg bool, args []string) {
				db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
				ts.Check(err)
				conn, err := db.Conn(context.Background())
				ts.Check(err)
				_, err = conn.ExecContext(context.Background(), "BEGIN EXCLUSIVE")
				ts.Check(err)
				ts.Defer(func() { conn.Close(); db.Close() })
			},
			// binary FILE writes what is no text.
			"binary": func(ts *testscript.TestScript, neg bool, args []string) {
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("a\x00b\x00\x00\x01\x02\x03"), 0o644))
			},
			// oneline FILE MB writes that many megabytes of text without a line break.
			"oneline": func(ts *testscript.TestScript, neg bool, args []string) {
				var mb int
				_, err := fmt.Sscan(args[1], &mb)
				ts.Check(err)
				words := []byte("The water runs past the old mill and the stones in it are cold and grey today. ")
				f, err := os.Create(ts.MkAbs(args[0]))
				ts.Check(err)
				defer f.Close()
				for n := 0; n < mb<<20; n += len(words) {
					_, err := f.Write(words)
					ts.Check(err)
				}
			},
		},
		Deadline: time.Now().Add(8 * time.Minute),
	})
}
