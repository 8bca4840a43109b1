import type { Migration } from './migration';

export const kept: Migration = {
  version: 80,
  up: (db) =>
    db.exec(`
-- Contradictions of which a person decided that the stored row stays: the same values are not set aside again.
CREATE TABLE quarantine_kept (
  series_id  INTEGER REFERENCES series ON DELETE CASCADE,    -- whose stored row stays; NULL for a macro figure
  macro_id   TEXT REFERENCES macro_series ON DELETE CASCADE, -- NULL for a row of a series
  hash       TEXT NOT NULL,                                  -- SHA-256 of the refused row by column, its key included
  decided_ms INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX quarantine_kept_row ON quarantine_kept (hash, ifnull(series_id, 0), ifnull(macro_id, ''));
CREATE INDEX quarantine_kept_series ON quarantine_kept (series_id);
CREATE INDEX quarantine_kept_macro ON quarantine_kept (macro_id);
`),
};
