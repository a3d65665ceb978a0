-- The ledger: what was seen, what it said, and what a person judged. All other
-- tables of the case file are derived from it and can be rebuilt.

-- One row a fact about the case file itself: version, reader, generation (of the
-- ledger), assembled (the generation that the derived tables show).
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

-- History, never part of the live state: what each generation changed.
CREATE TABLE change (
  generation INTEGER NOT NULL,
  place      TEXT NOT NULL,
  kind       TEXT NOT NULL, -- added, corrected, copied, reread
  old        TEXT NOT NULL, -- the content that the place held before, ""
  new        TEXT NOT NULL
) STRICT;
