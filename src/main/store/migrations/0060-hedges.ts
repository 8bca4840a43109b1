import type { Migration } from './migration';

export const hedges: Migration = {
  version: 60,
  up: (db) =>
    db.exec(`
-- As study_result: the latest answer to each question about a layered hedge.
CREATE TABLE hedge_result (
  question    TEXT PRIMARY KEY,           -- SHA-256 of the plan, the paths and what is asked
  fingerprint TEXT NOT NULL,              -- of the question and the revisions of the series read
  computed_ms INTEGER NOT NULL,
  json        TEXT NOT NULL
) STRICT;
`),
};
