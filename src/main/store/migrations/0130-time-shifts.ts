import type { Migration } from './migration';

export const timeShifts: Migration = {
  version: 130,
  up: (db) =>
    db.exec(`
-- As study_result: the latest answer to each question about instances of the past beside the present.
CREATE TABLE time_shift_result (
  question    TEXT PRIMARY KEY,           -- SHA-256 of the specification
  fingerprint TEXT NOT NULL,              -- of the question, the revisions of the series read and the releases
  computed_ms INTEGER NOT NULL,
  json        TEXT NOT NULL
) STRICT;
`),
};
