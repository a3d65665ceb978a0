-- The derived tables: the records of package graph as rows, rebuilt from the
-- live readings and judgements. The queries of ../../queries read these tables and
-- views and no others.
--
-- An id is a number that holds in this file alone, and only until the next change; 0 is
-- none. A ref is the id of a record: the same in every file, export and store. Of what
-- stands in a document the ref is what follows the document's and "/", and the upper
-- bits of the id are the document's: those of document d are from d << 24 on.
--
-- Arguments and speakers keep their order in the column n; other lists are in order of
-- their values, figures of as_of and ref. A null bound is open; every other missing
-- value is '' or 0. Booleans are 0 and 1.

CREATE TABLE document (
  id INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE, uri TEXT NOT NULL, uris TEXT NOT NULL, -- uris: JSON list
  title TEXT NOT NULL, publisher TEXT NOT NULL,
  published TEXT NOT NULL, precision TEXT NOT NULL, basis TEXT NOT NULL,
  sha256 TEXT NOT NULL, language TEXT NOT NULL, length INTEGER NOT NULL,
  copy_of TEXT NOT NULL, skipped TEXT NOT NULL                     -- copy_of: ref; skipped: JSON list
);

CREATE TABLE sentence (
  id INTEGER PRIMARY KEY, document INTEGER AS (id >> 24), ref TEXT AS (printf('s%09d', start)),
  "index" INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL,
  types TEXT NOT NULL                                              -- of the entities that it mentions: ' Person Place '
);

CREATE TABLE mention (
  id INTEGER PRIMARY KEY, document INTEGER AS (id >> 24), ref TEXT AS (printf('m%09d-%09d-%s', start, "end", form)),
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  text TEXT NOT NULL, type TEXT NOT NULL, form TEXT NOT NULL, entity INTEGER NOT NULL, "by" TEXT NOT NULL,
  demonym INTEGER NOT NULL,
  profile INTEGER NOT NULL,                                        -- below 0 one that is only described, in this document alone
  labels TEXT NOT NULL                                             -- labels: JSON list of the finer types, '' none
);
CREATE INDEX mention_entity ON mention (entity);

CREATE TABLE link (                                                -- "left" and "right" are mentions
  id INTEGER PRIMARY KEY, document INTEGER AS (id >> 24), "left" INTEGER NOT NULL, "right" INTEGER NOT NULL, reason TEXT NOT NULL
);

CREATE TABLE entity (
  id INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE, type TEXT NOT NULL, labels TEXT NOT NULL, -- labels: JSON list
  name TEXT NOT NULL, country TEXT NOT NULL, described INTEGER NOT NULL,
  mentions INTEGER NOT NULL, documents INTEGER NOT NULL            -- documents: copies are not counted
);
CREATE INDEX entity_mentions ON entity (described, type, mentions);
CREATE TABLE alias (
  entity INTEGER NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (entity, name)
) WITHOUT ROWID;
CREATE TABLE former_id (
  entity INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (entity, id)
) WITHOUT ROWID;
CREATE INDEX former_id_id ON former_id (id);

CREATE TABLE join_ (                                               -- "left" and "right" are profiles
  "left" INTEGER NOT NULL, "right" INTEGER NOT NULL, entity INTEGER NOT NULL,
  reason TEXT NOT NULL, weight INTEGER NOT NULL, judgement TEXT NOT NULL, PRIMARY KEY ("left", "right")
) WITHOUT ROWID;
CREATE INDEX join_entity ON join_ (entity);

CREATE TABLE claim_row (                                           -- ask claim, which has the quote too
  id INTEGER PRIMARY KEY, type TEXT NOT NULL, tail TEXT NOT NULL,
  sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
  trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL, "trigger" TEXT NOT NULL,
  stance TEXT NOT NULL, negated INTEGER NOT NULL, ended INTEGER NOT NULL,
  dated INTEGER NOT NULL,                                          -- 0: the claim's date is null, what follows is empty
  date_text TEXT NOT NULL, date_start INTEGER NOT NULL, date_end INTEGER NOT NULL,
  date_from TEXT NOT NULL, date_to TEXT NOT NULL, date_precision TEXT NOT NULL,
  rule TEXT NOT NULL, judged TEXT NOT NULL                         -- judged: rejected, confirmed, '' by nobody
);
CREATE INDEX claim_type ON claim_row (type);
CREATE VIEW claim AS SELECT
  id, id >> 24 AS document, printf('c%09d-%09d-%s-%s', trigger_start, trigger_end, type, tail) AS ref, type,
  sentence_start, sentence_end, trigger_start, trigger_end, "trigger",
  (SELECT CAST(substr(CAST(r.text AS BLOB), c.sentence_start + 1, c.sentence_end - c.sentence_start) AS TEXT)
   FROM document d JOIN reading r ON r.document = d.ref WHERE d.id = c.id >> 24) AS quote,
  stance, negated, ended, dated, date_text, date_start, date_end, date_from, date_to, date_precision, rule, judged
FROM claim_row c;

CREATE TABLE argument (
  claim INTEGER NOT NULL, n INTEGER NOT NULL, role TEXT NOT NULL, mention INTEGER NOT NULL, entity INTEGER NOT NULL,
  text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  quantity INTEGER NOT NULL,                                       -- 1: the role is filled by the quantity that follows
  quantity_text TEXT NOT NULL, quantity_start INTEGER NOT NULL, quantity_end INTEGER NOT NULL,
  "min" INTEGER, "max" INTEGER, about INTEGER NOT NULL, exclusive INTEGER NOT NULL, unit TEXT NOT NULL,
  path TEXT NOT NULL,                                              -- the way from the trigger to it
  PRIMARY KEY (claim, n)
) WITHOUT ROWID;
CREATE INDEX argument_entity ON argument (entity);

CREATE TABLE speaker (
  claim INTEGER NOT NULL, hop INTEGER NOT NULL, n INTEGER NOT NULL, -- hop 0 speaks to the reader
  mention INTEGER NOT NULL, entity INTEGER NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  cue_start INTEGER NOT NULL, cue_end INTEGER NOT NULL, PRIMARY KEY (claim, hop, n)
) WITHOUT ROWID;
CREATE INDEX speaker_entity ON speaker (entity);

CREATE TABLE edge_row (                                            -- those that nothing asserts too: ask edge
  id INTEGER PRIMARY KEY, type TEXT NOT NULL, "from" INTEGER NOT NULL, "to" INTEGER NOT NULL,
  claims INTEGER NOT NULL, documents INTEGER NOT NULL, origins INTEGER NOT NULL, unsourced INTEGER NOT NULL,
  denied INTEGER NOT NULL, planned INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
  best INTEGER NOT NULL,                                           -- the claim whose quote is shown
  UNIQUE ("from", type, "to")
);
CREATE INDEX edge_to ON edge_row ("to");
CREATE VIEW edge AS SELECT id, type, "from", "to", claims, documents, origins, unsourced, denied, planned, first, last,
  (SELECT quote FROM claim WHERE claim.id = best) AS quote FROM edge_row WHERE claims > 0;
CREATE TABLE claim_edge (                                          -- edges of a claim, those that nothing asserts too
  claim INTEGER NOT NULL, edge INTEGER NOT NULL, PRIMARY KEY (claim, edge)
) WITHOUT ROWID;
CREATE INDEX claim_edge_edge ON claim_edge (edge);

CREATE TABLE topic (id INTEGER PRIMARY KEY, measure TEXT NOT NULL, subject INTEGER NOT NULL, UNIQUE (subject, measure));
CREATE TABLE figure (                                              -- origin, place: refs; an origin may be a mention
  id INTEGER PRIMARY KEY, topic INTEGER NOT NULL, ref TEXT NOT NULL, "min" INTEGER, "max" INTEGER,
  about INTEGER NOT NULL, exclusive INTEGER NOT NULL, stance TEXT NOT NULL, origin TEXT NOT NULL,
  as_of TEXT NOT NULL, place TEXT NOT NULL, UNIQUE (topic, ref)    -- ref: what follows the topic's
);
CREATE INDEX figure_topic ON figure (topic, as_of, ref);
CREATE INDEX figure_place ON figure (place);
CREATE TABLE figure_claim (
  figure INTEGER NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (figure, claim)
) WITHOUT ROWID;
CREATE INDEX figure_claim_claim ON figure_claim (claim);
CREATE TABLE grade (
  topic INTEGER NOT NULL, "left" INTEGER NOT NULL, "right" INTEGER NOT NULL,
  grade TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (topic, "left", "right")
) WITHOUT ROWID;
CREATE INDEX grade_right ON grade ("right");
