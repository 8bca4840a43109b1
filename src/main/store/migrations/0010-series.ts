import type { Migration } from './migration';

export const series: Migration = {
  version: 10,
  up: (db) =>
    db.exec(`
CREATE TABLE instrument (
  id            TEXT PRIMARY KEY,
  label         TEXT NOT NULL,
  base          TEXT NOT NULL,
  quote         TEXT NOT NULL,
  venue         TEXT NOT NULL,
  contract_size REAL,                     -- in contract_unit; NULL when not a contract
  contract_unit TEXT NOT NULL,            -- 'base', 'quote' or ''
  tick          REAL,
  synthetic     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  id    TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  url   TEXT NOT NULL,
  notes TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE series (
  id           INTEGER PRIMARY KEY,
  instrument   TEXT NOT NULL,
  kind         TEXT NOT NULL,
  interval_ms  INTEGER NOT NULL,          -- 0 when irregular
  source       TEXT NOT NULL,
  field        TEXT NOT NULL,
  known_lag_ms INTEGER NOT NULL,          -- a row is known at t + known_lag_ms
  volume_unit  TEXT NOT NULL,
  unit         TEXT NOT NULL,
  synthetic    INTEGER NOT NULL,
  rows         INTEGER NOT NULL DEFAULT 0,
  from_ms      INTEGER,
  to_ms        INTEGER,
  revision     INTEGER NOT NULL DEFAULT 0,
  UNIQUE (instrument, kind, interval_ms, source, field)
) STRICT;

CREATE TABLE coverage_span (
  series_id INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
  from_ms   INTEGER NOT NULL,
  coverage  TEXT NOT NULL,
  PRIMARY KEY (series_id, from_ms)
) STRICT, WITHOUT ROWID;

-- The rows of [bucket_ms, bucket_ms + span) of one series, packed by column (src/core/series/codec.ts).
CREATE TABLE chunk (
  series_id INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
  bucket_ms INTEGER NOT NULL,
  rows      INTEGER NOT NULL,
  first_ms  INTEGER NOT NULL,
  last_ms   INTEGER NOT NULL,
  crc32     INTEGER NOT NULL,
  data      BLOB NOT NULL,
  PRIMARY KEY (series_id, bucket_ms)
) STRICT;

-- Coarser bars of the chunk with the same bucket: a pure function of it, kept because it is read most.
CREATE TABLE pyramid (
  series_id INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
  level_ms  INTEGER NOT NULL,
  bucket_ms INTEGER NOT NULL,
  rows      INTEGER NOT NULL,
  crc32     INTEGER NOT NULL,
  data      BLOB NOT NULL,
  PRIMARY KEY (series_id, level_ms, bucket_ms)
) STRICT, WITHOUT ROWID;
`),
};
