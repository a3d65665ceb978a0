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
-- The derived tables: the records of package graph as rows, rebuilt from the
-- live readings and judgements. Lists keep their order in the column n. A null
-- bound is open; every other missing value is '' or 0. Booleans are 0 and 1.
-- The queries of ../../queries read these tables and no others.

CREATE TABLE document (
  id TEXT PRIMARY KEY, uri TEXT NOT NULL, uris TEXT NOT NULL,      -- uris: JSON list
  title TEXT NOT NULL, publisher TEXT NOT NULL,
  published TEXT NOT NULL, precision TEXT NOT NULL, basis TEXT NOT NULL,
  sha256 TEXT NOT NULL, language TEXT NOT NULL, length INTEGER NOT NULL,
  copy_of TEXT NOT NULL, skipped TEXT NOT NULL                     -- skipped: JSON list
) WITHOUT ROWID;

CREATE TABLE sentence (
  id TEXT PRIMARY KEY, document TEXT NOT NULL, "index" INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE mention (
  id TEXT PRIMARY KEY, document TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  text TEXT NOT NULL, type TEXT NOT NULL, form TEXT NOT NULL, entity TEXT NOT NULL, "by" TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX mention_entity ON mention (entity);

CREATE TABLE link (
  id TEXT PRIMARY KEY, document TEXT NOT NULL, "left" TEXT NOT NULL, "right" TEXT NOT NULL, reason TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE entity (
  id TEXT PRIMARY KEY, type TEXT NOT NULL, labels TEXT NOT NULL,   -- labels: JSON list
  name TEXT NOT NULL, country TEXT NOT NULL, described INTEGER NOT NULL,
  mentions INTEGER NOT NULL, documents INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE alias (
  entity TEXT NOT NULL, n INTEGER NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (entity, n)
) WITHOUT ROWID;
CREATE INDEX alias_name ON alias (name);
CREATE TABLE former_id (
  entity TEXT NOT NULL, n INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (entity, n)
) WITHOUT ROWID;
CREATE INDEX former_id_id ON former_id (id);

CREATE TABLE join_ (
  id TEXT PRIMARY KEY, entity TEXT NOT NULL, "left" TEXT NOT NULL, "right" TEXT NOT NULL,
  reason TEXT NOT NULL, weight INTEGER NOT NULL, judgement TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE claim (
  id TEXT PRIMARY KEY, document TEXT NOT NULL, type TEXT NOT NULL,
  sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
  trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL, "trigger" TEXT NOT NULL,
  quote TEXT NOT NULL, stance TEXT NOT NULL, negated INTEGER NOT NULL, ended INTEGER NOT NULL,
  dated INTEGER NOT NULL,                                          -- 0: the claim's date is null, what follows is empty
  date_text TEXT NOT NULL, date_start INTEGER NOT NULL, date_end INTEGER NOT NULL,
  date_from TEXT NOT NULL, date_to TEXT NOT NULL, date_precision TEXT NOT NULL,
  rule TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX claim_type ON claim (type);
CREATE INDEX claim_document ON claim (document);

CREATE TABLE argument (
  claim TEXT NOT NULL, n INTEGER NOT NULL, role TEXT NOT NULL, mention TEXT NOT NULL, entity TEXT NOT NULL,
  text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  quantity INTEGER NOT NULL,                                       -- 1: the role is filled by the quantity that follows
  quantity_text TEXT NOT NULL, quantity_start INTEGER NOT NULL, quantity_end INTEGER NOT NULL,
  "min" INTEGER, "max" INTEGER, about INTEGER NOT NULL, exclusive INTEGER NOT NULL, unit TEXT NOT NULL,
  PRIMARY KEY (claim, n)
) WITHOUT ROWID;
CREATE INDEX argument_entity ON argument (entity);

CREATE TABLE speaker (
  claim TEXT NOT NULL, hop INTEGER NOT NULL, n INTEGER NOT NULL,   -- hop 0 speaks to the reader
  mention TEXT NOT NULL, entity TEXT NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  cue_start INTEGER NOT NULL, cue_end INTEGER NOT NULL, PRIMARY KEY (claim, hop, n)
) WITHOUT ROWID;
CREATE INDEX speaker_entity ON speaker (entity);

CREATE TABLE edge (
  id TEXT PRIMARY KEY, type TEXT NOT NULL, "from" TEXT NOT NULL, "to" TEXT NOT NULL,
  claims INTEGER NOT NULL, documents INTEGER NOT NULL, origins INTEGER NOT NULL, unsourced INTEGER NOT NULL,
  denied INTEGER NOT NULL, planned INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, quote TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX edge_from ON edge ("from");
CREATE INDEX edge_to ON edge ("to");
CREATE TABLE edge_claim (                                          -- claim_ids of an edge
  edge TEXT NOT NULL, n INTEGER NOT NULL, claim TEXT NOT NULL, PRIMARY KEY (edge, n)
) WITHOUT ROWID;
CREATE TABLE claim_edge (                                          -- edges of a claim, those without support too
  claim TEXT NOT NULL, n INTEGER NOT NULL, edge TEXT NOT NULL, PRIMARY KEY (claim, n)
) WITHOUT ROWID;
CREATE INDEX claim_edge_edge ON claim_edge (edge);

CREATE TABLE topic (id TEXT PRIMARY KEY, measure TEXT NOT NULL, subject TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE figure (
  id TEXT PRIMARY KEY, topic TEXT NOT NULL, n INTEGER NOT NULL, "min" INTEGER, "max" INTEGER,
  about INTEGER NOT NULL, exclusive INTEGER NOT NULL, stance TEXT NOT NULL, origin TEXT NOT NULL,
  as_of TEXT NOT NULL, place TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX figure_topic ON figure (topic);
CREATE TABLE figure_claim (                                        -- claims of a figure
  figure TEXT NOT NULL, n INTEGER NOT NULL, claim TEXT NOT NULL, PRIMARY KEY (figure, n)
) WITHOUT ROWID;
CREATE TABLE claim_figure (                                        -- figures of a claim
  claim TEXT NOT NULL, n INTEGER NOT NULL, figure TEXT NOT NULL, PRIMARY KEY (claim, n)
) WITHOUT ROWID;
CREATE TABLE grade (
  topic TEXT NOT NULL, n INTEGER NOT NULL, "left" TEXT NOT NULL, "right" TEXT NOT NULL,
  grade TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (topic, n)
) WITHOUT ROWID;
