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

-- What assembling needs to know of the live readings so that one more report touches
-- only what it meets. Derived, as the tables of schema.sql are; queries read them not.

-- One row a profile: what clusters of mentions look like to the resolver.
CREATE TABLE profile (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, profile TEXT NOT NULL, -- JSON
  entity TEXT NOT NULL                                             -- its ref, '' not decided yet
);
CREATE INDEX profile_entity ON profile (entity);
CREATE TABLE profile_document (                                    -- document: its ref
  document TEXT NOT NULL, profile INTEGER NOT NULL, PRIMARY KEY (document, profile)
) WITHOUT ROWID;
CREATE INDEX profile_document_profile ON profile_document (profile);

-- Blocks: those that share a key are compared, in the order of item. Items are keys of
-- profiles, or of sketches the order of the document.
CREATE TABLE block (block TEXT NOT NULL, item TEXT NOT NULL, PRIMARY KEY (block, item)) WITHOUT ROWID;
CREATE INDEX block_item ON block (item);

-- Pairs of profiles that are proposed to be one.
CREATE TABLE proposal (
  "left" TEXT NOT NULL, "right" TEXT NOT NULL, block TEXT NOT NULL, -- block: that of a surname, else ''
  reason TEXT NOT NULL, weight INTEGER NOT NULL, PRIMARY KEY ("left", "right", block)
) WITHOUT ROWID;
CREATE INDEX proposal_right ON proposal ("right");
CREATE INDEX proposal_block ON proposal (block);

-- What the ids of entities are made of.
CREATE TABLE identity (
  least TEXT PRIMARY KEY, base TEXT NOT NULL, country TEXT NOT NULL, known INTEGER NOT NULL, entity TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX identity_base ON identity (base, country);
CREATE INDEX identity_entity ON identity (entity);

-- Where a live judgement stands now: the profile of each side, or the claim's document.
CREATE TABLE anchor (
  judgement TEXT NOT NULL, side INTEGER NOT NULL, document TEXT NOT NULL, profile TEXT NOT NULL, PRIMARY KEY (judgement, side)
) WITHOUT ROWID;
CREATE INDEX anchor_document ON anchor (document);
CREATE INDEX anchor_profile ON anchor (profile);

-- Sketches of the texts, and which are alike: "left" stands before "right" in order.
CREATE TABLE sketch (document TEXT NOT NULL UNIQUE, item TEXT NOT NULL, sketch TEXT NOT NULL);
CREATE UNIQUE INDEX sketch_item ON sketch (item);
CREATE TABLE alike ("left" TEXT NOT NULL, "right" TEXT NOT NULL, PRIMARY KEY ("left", "right")) WITHOUT ROWID;
CREATE INDEX alike_right ON alike ("right");

-- What each document adds to an edge and to a figure.
CREATE TABLE edge_share (
  edge INTEGER NOT NULL, document INTEGER NOT NULL,
  counted TEXT NOT NULL,                                           -- the ref that it counts as, '.' its own, '' none
  claims INTEGER NOT NULL, unsourced INTEGER NOT NULL, denied INTEGER NOT NULL, planned INTEGER NOT NULL,
  first TEXT NOT NULL, last TEXT NOT NULL,
  rank INTEGER NOT NULL, best INTEGER NOT NULL,                    -- the claim of the quote, and its order; 0 none
  PRIMARY KEY (edge, document)
) WITHOUT ROWID;
CREATE TABLE edge_origin (
  edge INTEGER NOT NULL, origin TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (edge, origin, document)
) WITHOUT ROWID;
CREATE TABLE figure_share (                                        -- its claims are those of figure_claim
  figure INTEGER NOT NULL, document INTEGER NOT NULL, as_of TEXT NOT NULL,
  outlets TEXT NOT NULL,                                           -- JSON list, '' none
  sentences TEXT NOT NULL,                                         -- JSON list of refs
  PRIMARY KEY (figure, document)
) WITHOUT ROWID;

-- How many rows tables have, to be told without counting.
CREATE TABLE total (name TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE copy (document TEXT PRIMARY KEY, copy_of TEXT NOT NULL) WITHOUT ROWID;

-- What is left to do after who is who was worked out: documents whose rows are to be
-- written anew, places in whose topics figures are to be graded anew.
CREATE TABLE pending (kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5(text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2");
CREATE TABLE searched (
  first INTEGER PRIMARY KEY, document TEXT NOT NULL UNIQUE, sentences INTEGER NOT NULL,
  digest TEXT NOT NULL                                             -- of the text and of where its sentences are
);
