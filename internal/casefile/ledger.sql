-- The ledger: what was seen, what it said, and what a person judged. All other
-- tables of the case file are derived from it and can be rebuilt.

-- One row a fact about the case file itself: generation (of the ledger), kept (the
-- first generation whose state can be built again), erasing (there while what was
-- erased may still stand in pages that are free, or in the write-ahead log).
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which place holds which content now. A place is an absolute path, or "-" and
-- the content for what came on standard input, which is never corrected. A content
-- is a format and the hash of its bytes: "txt:9f86d0...".
CREATE TABLE sighting (
  place   TEXT PRIMARY KEY,
  uri     TEXT NOT NULL,   -- the path as it was first given
  content TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sighting_content ON sighting (content);

-- Each content that some place holds, and the reader that read it.
CREATE TABLE content (
  content TEXT PRIMARY KEY,
  reader  TEXT NOT NULL    -- fingerprint
) STRICT, WITHOUT ROWID;

-- One row a document of a content: its text and its reading. Removed with the content.
CREATE TABLE reading (
  document TEXT PRIMARY KEY,
  content  TEXT NOT NULL REFERENCES content ON DELETE CASCADE,
  part     TEXT NOT NULL,  -- "" or "!/part" inside a container
  text     TEXT NOT NULL,
  reading  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_content ON reading (content);

-- Documents whose rows in the derived tables do not show the ledger yet.
CREATE TABLE dirty (document TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- What stores hold: since the first publication, the step of the assembling that last
-- touched each unit (d document, e entity, r edge, t topic), and the steps at which the
-- case was published, with the digests of what was.
CREATE TABLE touched (kind TEXT NOT NULL, id TEXT NOT NULL, step INTEGER NOT NULL, PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID;
CREATE INDEX touched_step ON touched (step);
CREATE TABLE publication (step INTEGER NOT NULL, detail TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (step, detail)) STRICT, WITHOUT ROWID;

-- The word of a person. It holds from one generation on, until another one: 0 is
-- now. An anchor is a stretch of a document; those of claims have no right one.
CREATE TABLE judgement (
  n      INTEGER PRIMARY KEY,
  id     TEXT NOT NULL,
  kind   TEXT NOT NULL,    -- same, different, reject, confirm, note
  left_document  TEXT NOT NULL,
  left_uri       TEXT NOT NULL,
  right_document TEXT NOT NULL,
  right_uri      TEXT NOT NULL,
  judgement TEXT NOT NULL, -- all of it, as JSON
  since  INTEGER NOT NULL,
  until  INTEGER NOT NULL
) STRICT;
CREATE INDEX judgement_id ON judgement (id);
CREATE INDEX judgement_left ON judgement (left_document);
CREATE INDEX judgement_left_uri ON judgement (left_uri);
CREATE INDEX judgement_right ON judgement (right_document);
CREATE INDEX judgement_right_uri ON judgement (right_uri);

-- History, never part of the live state: what each generation changed, and what
-- it took out, so that an earlier state can be built again.
CREATE TABLE change (
  generation INTEGER NOT NULL,
  place      TEXT NOT NULL,
  kind       TEXT NOT NULL, -- added, corrected, copied, reread, forgotten
  uri        TEXT NOT NULL, -- by which the place is known
  old        TEXT NOT NULL, -- the content that the place held before, ""
  new        TEXT NOT NULL  -- "" where it was forgotten
) STRICT;
CREATE INDEX change_generation ON change (generation);
CREATE TABLE past (
  document TEXT NOT NULL,
  content  TEXT NOT NULL,
  reader   TEXT NOT NULL,
  part     TEXT NOT NULL,
  text     TEXT NOT NULL,
  reading  BLOB NOT NULL,
  until    INTEGER NOT NULL -- the generation that took it out
) STRICT;
CREATE INDEX past_content ON past (content, until);

-- What could not be read when it was last tried. Never part of the graph.
CREATE TABLE failure (
  place      TEXT PRIMARY KEY, -- absolute path, "-" for standard input
  uri        TEXT NOT NULL,    -- the path as it was given
  reason     TEXT NOT NULL,
  generation INTEGER NOT NULL  -- the one that held when it failed
) STRICT, WITHOUT ROWID;

-- What was done with the case file. The only place of a clock, and never part of the
-- graph; no report is named, so that erasing one has nothing to take out here.
CREATE TABLE run (
  n          INTEGER PRIMARY KEY,
  ended      TEXT NOT NULL,    -- RFC 3339, UTC
  verb       TEXT NOT NULL,
  did        TEXT NOT NULL,    -- counts, in words
  generation INTEGER NOT NULL  -- the one that held at its end
) STRICT;
