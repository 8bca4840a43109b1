import type { Migration } from './migration';

export const macro: Migration = {
  version: 20,
  up: (db) =>
    db.exec(`
CREATE TABLE macro_series (
  id            TEXT PRIMARY KEY,
  label         TEXT NOT NULL,
  unit          TEXT NOT NULL,
  frequency     TEXT NOT NULL,
  source        TEXT NOT NULL,
  point_in_time INTEGER NOT NULL          -- 0: instants of release unknown, not for studies or replay
) STRICT, WITHOUT ROWID;

CREATE TABLE macro_release (
  series_id   TEXT NOT NULL REFERENCES macro_series ON DELETE CASCADE,
  period_ms   INTEGER NOT NULL,           -- start of the reference period
  released_ms INTEGER,                    -- NULL when the source does not tell
  value       REAL                        -- NULL while only scheduled; a revision is a new row with a later release
) STRICT;
CREATE UNIQUE INDEX macro_release_key ON macro_release (series_id, period_ms, ifnull(released_ms, -9007199254740991));
CREATE INDEX macro_release_calendar ON macro_release (released_ms);
`),
};
