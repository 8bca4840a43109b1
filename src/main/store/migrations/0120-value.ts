import type { Migration } from './migration';

export const value: Migration = {
  version: 120,
  up: (db) =>
    db.exec(`
CREATE TABLE entity (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  kind       TEXT NOT NULL,            -- protocol, token, equity, …
  symbol     TEXT NOT NULL,
  instrument TEXT,                     -- whose stored prices are its own; NULL: none
  figures    TEXT,                     -- whose stored metric series are read as its statements; NULL: none
  note       TEXT NOT NULL,
  synthetic  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One figure of a statement. A figure that was published again is another row.
CREATE TABLE statement (
  entity       TEXT NOT NULL REFERENCES entity ON DELETE CASCADE,
  item         TEXT NOT NULL,          -- cash, fees, …
  from_ms      INTEGER CHECK (from_ms < to_ms), -- start of the period of a flow; NULL for a stock or a rate
  to_ms        INTEGER NOT NULL,       -- end of the period, or date of a stock or rate
  published_ms INTEGER NOT NULL,       -- not known before
  value        REAL NOT NULL,          -- in the item's unit
  source       TEXT NOT NULL,
  estimated    INTEGER NOT NULL CHECK (estimated IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX statement_key ON statement (entity, item, to_ms, published_ms, ifnull(from_ms, -9007199254740991));
CREATE INDEX statement_known ON statement (entity, published_ms);
`),
};
