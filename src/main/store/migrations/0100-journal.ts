import type { Migration } from './migration';

export const journal: Migration = {
  version: 100,
  up: (db) =>
    db.exec(`
CREATE TABLE journal_entry (
  id         TEXT PRIMARY KEY,
  decided_ms INTEGER NOT NULL,            -- clock instant of the decision: it is not told before
  session    TEXT,                        -- replay it was made in, NULL: live
  json       TEXT NOT NULL,
  picture    BLOB,                        -- PNG, goes with its entry
  removed    INTEGER NOT NULL DEFAULT 0   -- 1: taken out, can be put back until the next one is
) STRICT;
CREATE INDEX journal_entry_decided ON journal_entry (decided_ms);
`),
};
