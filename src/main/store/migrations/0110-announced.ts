import type { Migration } from './migration';

/** When a date itself became known, and what a person typed in. */
export const announced: Migration = {
  version: 110,
  up: (db) =>
    db.exec(`
ALTER TABLE macro_release ADD COLUMN announced_ms INTEGER;             -- NULL when not told; always before the release
ALTER TABLE macro_release ADD COLUMN typed INTEGER NOT NULL DEFAULT 0; -- 1: a person typed the figure, 2: the date too
`),
};
