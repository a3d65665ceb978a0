package casefile

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"casegraph/internal/judge"
)

// A Merge says what Case.Merge took from another case file, and what not.
type Merge struct {
	Outcomes   map[Outcome]int
	Elsewise   []string // URIs at whose places this case holds other content: its own stays
	Judgements int      // taken
	Shared     int      // judgements that both have
	Refused    []Refusal
}

// A Refusal is a judgement of the other case that was not taken, because this case
// says otherwise of the same words.
type Refusal struct {
	N     int             // of this case's judgement
	Own   judge.Judgement // as it stands in this case
	Other judge.Judgement // the same one where this case has withdrawn it
}

// Merge takes the live contents, places and judgements of another case file into this
// one, in one transaction. The other file is only read. A content that both hold stays
// as this case read it, unless the other has the reading of fingerprint and this one
// has not; at a place where they hold different contents, and where their judgements
// of the same words differ, this case's own stays.
func (c *Case) Merge(ctx context.Context, path, fingerprint string) (*Merge, error) {
	if mine, err := os.Stat(c.path); err == nil {
		if theirs, err := os.Stat(path); err == nil && os.SameFile(mine, theirs) {
			return nil, fmt.Errorf("merge %s: it is the case file itself", path)
		}
	}
	o, err := openOther(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("merge: %w", err)
	}
	defer o.close()
	m := &Merge{Outcomes: map[Outcome]int{}}
	err = c.change(ctx, func(e *entry) error {
		e.fingerprint = fingerprint
		tx, err := o.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		t := merging{entry: e, w: newWriter(ctx, e.tx), other: newWriter(ctx, tx), result: m, copied: map[string]bool{}}
		if err := t.contents(); err != nil {
			return err
		}
		if err := t.judgements(); err != nil {
			return err
		}
		return o.unchanged()
	})
	if err != nil {
		return nil, fmt.Errorf("merge %s into case file %s: %w", path, c.path, err)
	}
	return m, nil
}

// merging is one merge on its way.
type merging struct {
	*entry
	w, other *writer
	result   *Merge
	copied   map[string]bool // contents whose readings were taken
}

func (t *merging) contents() error {
	type sighting struct{ place, uri, content, reader string }
	var theirs []sighting
	t.other.each(func(scan func(...any)) {
		var s sighting
		scan(&s.place, &s.uri, &s.content, &s.reader)
		theirs = append(theirs, s)
	}, `SELECT s.place, s.uri, s.content, c.reader FROM sighting s JOIN content c ON c.content = s.content ORDER BY s.place`)
	for _, s := range theirs {
		var held, reader string
		t.w.one(`SELECT content FROM sighting WHERE place = ?`, []any{s.place}, &held)
		if held != "" && held != s.content {
			t.result.Elsewise = append(t.result.Elsewise, s.uri)
			continue
		}
		have := t.w.one(`SELECT reader FROM content WHERE content = ?`, []any{s.content}, &reader)
		if err := errors.Join(t.w.err, t.other.err); err != nil {
			return err
		}
		better := have && !t.copied[s.content] && reader != s.reader && s.reader == t.fingerprint
		outcome := Unchanged
		switch {
		case !have:
			outcome = Added
		case held == "":
			outcome = Copied
		case better:
			outcome = Reread
		}
		t.result.Outcomes[outcome]++
		if !have || better {
			if err := t.readings(s.content, s.reader); err != nil {
				return err
			}
		}
		if outcome == Unchanged {
			continue
		}
		t.changed = true
		if held == "" {
			t.w.row("sighting", s.place, s.uri, s.content)
		}
		if err := t.soil(s.content); err != nil {
			return err
		}
		t.w.row("change", t.generation, s.place, string(outcome), s.uri, held, s.content)
	}
	return errors.Join(t.w.err, t.other.err)
}

// readings takes a content as the other case has read it.
func (t *merging) readings(content, reader string) error {
	t.copied[content], t.changed = true, true
	if err := t.soil(content); err != nil {
		return err
	}
	if err := t.retire(content); err != nil {
		return err
	}
	t.w.row("content", content, reader)
	t.other.each(func(scan func(...any)) {
		var document, part, text string
		var reading []byte
		scan(&document, &part, &text, &reading)
		t.w.row("reading", document, content, part, text, reading)
	}, `SELECT document, part, text, reading FROM reading WHERE content = ? ORDER BY document`, content)
	return errors.Join(t.w.err, t.other.err)
}

// subject is what a judgement decides, whichever way: two of one subject and of
// different kinds contradict each other. A note decides nothing.
func subject(j *judge.Judgement) string {
	if j.Kind == judge.Note {
		return ""
	}
	key := func(a judge.Anchor) string { return fmt.Sprintf("%s %d %d", a.Document, a.Start, a.End) }
	left, right := key(j.Left), j.Claim
	if j.Right != nil {
		left, right = min(left, key(*j.Right)), max(left, key(*j.Right))
	}
	return left + "\x00" + right
}

func (t *merging) judgements() error {
	type own struct {
		n    int
		live bool
		j    judge.Judgement
	}
	byID, bySubject := map[string]own{}, map[string]own{}
	read := func(w *writer, query string, f func(o own)) {
		w.each(func(scan func(...any)) {
			var o own
			var all string
			scan(&o.n, &o.live, &all)
			if w.err == nil {
				w.err = json.Unmarshal([]byte(all), &o.j)
			}
			if w.err == nil {
				f(o)
			}
		}, query)
	}
	// Of one that was withdrawn and made again the live row comes last. Those that
	// were erased have no id.
	read(t.w, `SELECT n, until = 0, judgement FROM judgement WHERE id <> '' ORDER BY until = 0, n`, func(o own) {
		byID[o.j.ID] = o
		if s := subject(&o.j); s != "" && o.live {
			bySubject[s] = o
		}
	})
	var theirs []judge.Judgement
	read(t.other, `SELECT n, 1, judgement FROM judgement WHERE until = 0 ORDER BY n`, func(o own) { theirs = append(theirs, o.j) })
	if err := errors.Join(t.w.err, t.other.err); err != nil {
		return err
	}
	for _, j := range theirs {
		if mine, ok := byID[j.ID]; ok && mine.live {
			t.result.Shared++
			continue
		} else if ok {
			t.result.Refused = append(t.result.Refused, Refusal{mine.n, mine.j, j})
			continue
		}
		if mine, ok := bySubject[subject(&j)]; ok && mine.j.Kind != j.Kind {
			t.result.Refused = append(t.result.Refused, Refusal{mine.n, mine.j, j})
			continue
		}
		if _, err := t.judge(j); err != nil {
			return err
		}
		t.result.Judgements++
	}
	return nil
}

// Withdrawn says that the judgement was refused because this case has withdrawn it.
func (r *Refusal) Withdrawn() bool { return r.Own.ID == r.Other.ID }

// An other is a case file that is only read.
type other struct {
	db    *sql.DB
	path  string
	stamp string
	close func()
}

// openOther opens a case file without writing to it or beside it: in place where it
// is of this version and nobody has it open, else a copy of it.
func openOther(ctx context.Context, path string) (*other, error) {
	o := &other{path: path}
	var err error
	if o.stamp, err = stampOf(path); err != nil {
		return nil, fmt.Errorf("open case file: %w", err)
	}
	wal, err := sizeOf(path + "-wal")
	if err != nil {
		return nil, fmt.Errorf("open case file: %w", err)
	}
	if size, err := sizeOf(path); err == nil && size == 0 && wal == 0 {
		return nil, fmt.Errorf("open case file %s: %w", path, ErrNotCase)
	}
	if wal == 0 {
		db, err := sql.Open("sqlite", "file:"+escape(path)+"?mode=ro&immutable=1")
		if err != nil {
			return nil, fmt.Errorf("open case file %s: %w", path, err)
		}
		var have int
		if err := db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&have); err == nil && have == version {
			o.db, o.close = db, func() { db.Close() }
			var app int
			if err := db.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&app); err != nil || app != application {
				db.Close()
				return nil, fmt.Errorf("open case file %s: %w", path, errors.Join(ErrNotCase, err))
			}
			return o, nil
		}
		db.Close() // the copy tells what it is
	}
	dir, err := os.MkdirTemp("", "ingest-merge-*")
	if err != nil {
		return nil, fmt.Errorf("open case file %s: %w", path, err)
	}
	remove := func() { os.RemoveAll(dir) }
	at := filepath.Join(dir, "case.db")
	for _, end := range []string{"", "-wal"} {
		if err := copyFile(at+end, path+end); err != nil && (end == "" || !errors.Is(err, fs.ErrNotExist)) {
			remove()
			return nil, fmt.Errorf("copy case file %s: %w", path, err)
		}
	}
	if err := o.unchanged(); err != nil {
		remove()
		return nil, fmt.Errorf("copy case file %s: %w", path, err)
	}
	c, err := open(ctx, at, path)
	if err != nil {
		remove()
		return nil, err
	}
	o.db, o.close = c.db, func() { c.Close(); remove() }
	return o, nil
}

// unchanged makes sure that nobody wrote while the file was read: it is read without
// locks, which could not be taken without writing beside it.
func (o *other) unchanged() error {
	now, err := stampOf(o.path)
	if err == nil && now != o.stamp {
		err = fmt.Errorf("%s was written to meanwhile: %w", o.path, ErrLocked)
	}
	return err
}

func stampOf(path string) (string, error) {
	stamp := ""
	for _, end := range []string{"", "-wal"} {
		info, err := os.Stat(path + end)
		switch {
		case err == nil && (end == "" || info.Size() > 0): // who only reads leaves an empty log
			stamp += fmt.Sprintf("%d %s ", info.Size(), info.ModTime().Format(time.RFC3339Nano))
		case err != nil && (end == "" || !errors.Is(err, fs.ErrNotExist)):
			return "", err
		}
	}
	return stamp, nil
}

func copyFile(to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
