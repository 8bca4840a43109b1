import type { Migration } from './migration';

export const studies: Migration = {
  version: 50,
  up: (db) =>
    db.exec(`
-- The latest answer to each question; stale when the fingerprint of what it would be computed from now is another.
CREATE TABLE study_result (
  question    TEXT PRIMARY KEY,           -- SHA-256 of the specification
  fingerprint TEXT NOT NULL,              -- of the question, the revisions of the series read and the engine
  computed_ms INTEGER NOT NULL,
  json        TEXT NOT NULL
) STRICT;
`),
};
