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
-- profiles, or of sketches the order of the document. block: hash of the blocking key;
-- of an item the profile or the sketch tells which it is in.
CREATE TABLE block (block INTEGER NOT NULL, item TEXT NOT NULL, PRIMARY KEY (block, item)) WITHOUT ROWID;

-- Pairs of profiles that are proposed to be one.
CREATE TABLE proposal (
  "left" TEXT NOT NULL, "right" TEXT NOT NULL, block TEXT NOT NULL, -- block: that of a surname, else ''
  reason TEXT NOT NULL, weight INTEGER NOT NULL, PRIMARY KEY ("left", "right", block)
) WITHOUT ROWID;
CREATE INDEX proposal_right ON proposal ("right");
CREATE INDEX proposal_block ON proposal (block) WHERE block <> '';

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
