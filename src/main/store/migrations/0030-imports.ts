import type { Migration } from './migration';

export const imports: Migration = {
  version: 30,
  up: (db) =>
    db.exec(`
CREATE TABLE import_run (
  id          INTEGER PRIMARY KEY,
  path        TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  source      TEXT NOT NULL,
  kind        TEXT NOT NULL,
  started_ms  INTEGER NOT NULL,
  finished_ms INTEGER,
  status      TEXT NOT NULL,
  message     TEXT NOT NULL DEFAULT '',
  counts      TEXT NOT NULL               -- JSON
) STRICT;
CREATE INDEX import_run_fingerprint ON import_run (fingerprint, id);

CREATE TABLE import_cursor (
  fingerprint TEXT PRIMARY KEY,
  path        TEXT NOT NULL,
  source      TEXT NOT NULL,
  kind        TEXT NOT NULL,
  offset      INTEGER NOT NULL,
  line        INTEGER NOT NULL,
  done        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which files fed which series.
CREATE TABLE import_series (
  series_id   INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
  fingerprint TEXT NOT NULL,
  PRIMARY KEY (series_id, fingerprint)
) STRICT, WITHOUT ROWID;

-- Identical rows found twice in one page of a file. Keyed by the page, so that storing it again counts them once.
CREATE TABLE import_duplicate (
  series_id   INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
  fingerprint TEXT NOT NULL,
  offset      INTEGER NOT NULL,
  rows        INTEGER NOT NULL,
  PRIMARY KEY (series_id, fingerprint, offset)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  id        INTEGER PRIMARY KEY,
  file      TEXT NOT NULL,
  line      INTEGER NOT NULL,             -- 0 when the source has no lines
  reason    TEXT NOT NULL,
  series_id INTEGER REFERENCES series ON DELETE CASCADE, -- whose stored row it contradicts
  t_ms      REAL,
  detail    TEXT NOT NULL,
  text      TEXT NOT NULL
) STRICT;
-- The same row is kept once; where there is no line number (0), the row itself tells.
CREATE UNIQUE INDEX quarantine_line ON quarantine (file, line, reason, ifnull(series_id, 0)) WHERE line > 0;
CREATE UNIQUE INDEX quarantine_text ON quarantine (file, reason, ifnull(series_id, 0), text) WHERE line = 0;
CREATE INDEX quarantine_series ON quarantine (series_id);
`),
};
