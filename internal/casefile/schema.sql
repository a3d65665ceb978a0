-- The derived tables: the records of package graph as rows, rebuilt from the
-- live readings and judgements. Arguments and speakers keep their order in the column
-- n; other lists are in order of their values, figures of as_of and id. A null bound
-- is open; every other missing value is '' or 0. Booleans are 0 and 1.
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
  text TEXT NOT NULL, type TEXT NOT NULL, form TEXT NOT NULL, entity TEXT NOT NULL, "by" TEXT NOT NULL,
  demonym INTEGER NOT NULL, profile TEXT NOT NULL,
  labels TEXT NOT NULL                                             -- labels: JSON list of the finer types, '' none
) WITHOUT ROWID;
CREATE INDEX mention_entity ON mention (entity);
CREATE INDEX mention_profile ON mention (profile);

CREATE TABLE link (
  id TEXT PRIMARY KEY, document TEXT NOT NULL, "left" TEXT NOT NULL, "right" TEXT NOT NULL, reason TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE entity (
  id TEXT PRIMARY KEY, type TEXT NOT NULL, labels TEXT NOT NULL,   -- labels: JSON list
  name TEXT NOT NULL, country TEXT NOT NULL, described INTEGER NOT NULL,
  mentions INTEGER NOT NULL, documents INTEGER NOT NULL            -- documents: copies are not counted
) WITHOUT ROWID;
CREATE INDEX entity_mentions ON entity (described, type, mentions);
CREATE TABLE alias (
  entity TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (entity, name)
) WITHOUT ROWID;
CREATE INDEX alias_name ON alias (name);
CREATE TABLE former_id (
  entity TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (entity, id)
) WITHOUT ROWID;
CREATE INDEX former_id_id ON former_id (id);

CREATE TABLE join_ (
  id TEXT PRIMARY KEY, entity TEXT NOT NULL, "left" TEXT NOT NULL, "right" TEXT NOT NULL,
  reason TEXT NOT NULL, weight INTEGER NOT NULL, judgement TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX join_entity ON join_ (entity);

CREATE TABLE claim (
  id TEXT PRIMARY KEY, document TEXT NOT NULL, type TEXT NOT NULL,
  sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
  trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL, "trigger" TEXT NOT NULL,
  quote TEXT NOT NULL, stance TEXT NOT NULL, negated INTEGER NOT NULL, ended INTEGER NOT NULL,
  dated INTEGER NOT NULL,                                          -- 0: the claim's date is null, what follows is empty
  date_text TEXT NOT NULL, date_start INTEGER NOT NULL, date_end INTEGER NOT NULL,
  date_from TEXT NOT NULL, date_to TEXT NOT NULL, date_precision TEXT NOT NULL,
  rule TEXT NOT NULL, judged TEXT NOT NULL                         -- judged: rejected, confirmed, '' by nobody
) WITHOUT ROWID;
CREATE INDEX claim_type ON claim (type);
CREATE INDEX claim_document ON claim (document);

CREATE TABLE argument (
  claim TEXT NOT NULL, n INTEGER NOT NULL, role TEXT NOT NULL, mention TEXT NOT NULL, entity TEXT NOT NULL,
  text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  quantity INTEGER NOT NULL,                                       -- 1: the role is filled by the quantity that follows
  quantity_text TEXT NOT NULL, quantity_start INTEGER NOT NULL, quantity_end INTEGER NOT NULL,
  "min" INTEGER, "max" INTEGER, about INTEGER NOT NULL, exclusive INTEGER NOT NULL, unit TEXT NOT NULL,
  path TEXT NOT NULL,                                              -- the way from the trigger to it
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
  edge TEXT NOT NULL, claim TEXT NOT NULL, PRIMARY KEY (edge, claim)
) WITHOUT ROWID;
CREATE TABLE claim_edge (                                          -- edges of a claim, those without support too
  claim TEXT NOT NULL, edge TEXT NOT NULL, PRIMARY KEY (claim, edge)
) WITHOUT ROWID;
CREATE INDEX claim_edge_edge ON claim_edge (edge);

CREATE TABLE topic (id TEXT PRIMARY KEY, measure TEXT NOT NULL, subject TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE figure (
  id TEXT PRIMARY KEY, topic TEXT NOT NULL, "min" INTEGER, "max" INTEGER,
  about INTEGER NOT NULL, exclusive INTEGER NOT NULL, stance TEXT NOT NULL, origin TEXT NOT NULL,
  as_of TEXT NOT NULL, place TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX figure_topic ON figure (topic, as_of, id);
CREATE INDEX figure_place ON figure (place);
CREATE TABLE figure_claim (                                        -- claims of a figure
  figure TEXT NOT NULL, claim TEXT NOT NULL, PRIMARY KEY (figure, claim)
) WITHOUT ROWID;
CREATE TABLE claim_figure (                                        -- figures of a claim
  claim TEXT NOT NULL, figure TEXT NOT NULL, PRIMARY KEY (claim, figure)
) WITHOUT ROWID;
CREATE TABLE grade (
  topic TEXT NOT NULL, "left" TEXT NOT NULL, "right" TEXT NOT NULL,
  grade TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (topic, "left", "right")
) WITHOUT ROWID;
CREATE INDEX grade_right ON grade ("right");
