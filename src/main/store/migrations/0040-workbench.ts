import type { Migration } from './migration';

export const workbench: Migration = {
  version: 40,
  up: (db) =>
    db.exec(`
CREATE TABLE event (
  id          INTEGER PRIMARY KEY,
  instrument  TEXT NOT NULL,
  rule        TEXT NOT NULL,
  settings    TEXT NOT NULL,              -- fingerprint of the detector's settings
  revision    TEXT NOT NULL,              -- of the data it was found in
  decision_ms INTEGER NOT NULL,           -- known from here on
  start_ms    INTEGER NOT NULL,
  end_ms      INTEGER NOT NULL,
  side        TEXT NOT NULL,
  notional    REAL,
  json        TEXT NOT NULL
) STRICT;
CREATE INDEX event_decision ON event (decision_ms);
CREATE INDEX event_rule ON event (instrument, rule, settings, decision_ms);

CREATE TABLE setting (
  key  TEXT PRIMARY KEY,
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE layout (
  name       TEXT PRIMARY KEY,
  json       TEXT NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Column mappings given once and remembered, by the signature of the file's header.
CREATE TABLE template (
  signature  TEXT PRIMARY KEY,
  json       TEXT NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a person wrote: plans, studies, replay journals, valued entities.
CREATE TABLE document (
  kind       TEXT NOT NULL,
  id         TEXT NOT NULL,
  title      TEXT NOT NULL,
  json       TEXT NOT NULL,
  updated_ms INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
`),
};
