import type { Migration } from './migration';

export const sync: Migration = {
  version: 70,
  up: (db) =>
    db.exec(`
-- Ranges of a network source's data sets of which the source has told all it has. Spans of one data set do not overlap.
CREATE TABLE settled_span (
  source      TEXT NOT NULL,
  offer       TEXT NOT NULL,
  instrument  TEXT NOT NULL,
  interval_ms INTEGER NOT NULL,           -- 0 when irregular
  from_ms     INTEGER NOT NULL,
  to_ms       INTEGER NOT NULL,           -- exclusive
  state       TEXT NOT NULL,              -- 'fetched' or 'notAvailable'
  at_ms       INTEGER NOT NULL,           -- when the source last said so
  PRIMARY KEY (source, offer, instrument, interval_ms, from_ms)
) STRICT, WITHOUT ROWID;

-- Which data sets fed which series: rows that are removed are asked for again.
CREATE TABLE settled_series (
  series_id   INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
  source      TEXT NOT NULL,
  offer       TEXT NOT NULL,
  instrument  TEXT NOT NULL,
  interval_ms INTEGER NOT NULL,
  PRIMARY KEY (series_id, source, offer, instrument, interval_ms)
) STRICT, WITHOUT ROWID;

-- Both rows of a quarantined contradiction, in full: JSON by column, null where missing.
CREATE TABLE quarantine_conflict (
  quarantine_id INTEGER PRIMARY KEY REFERENCES quarantine ON DELETE CASCADE,
  stored        TEXT NOT NULL,            -- what was stored when the newer row came
  newer         TEXT NOT NULL,
  at_ms         INTEGER NOT NULL          -- when it first came
) STRICT;
`),
};
