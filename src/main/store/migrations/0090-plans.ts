import type { Migration } from './migration';

export const plans: Migration = {
  version: 90,
  up: (db) =>
    db.exec(`
-- Every version of a plan that was ever saved; the newest is in force.
CREATE TABLE plan_version (
  plan     TEXT NOT NULL,
  version  INTEGER NOT NULL,           -- 1, 2, …
  format   INTEGER NOT NULL,           -- version of the document's form
  title    TEXT NOT NULL,              -- to call it by where the document cannot be read
  content  TEXT NOT NULL,              -- SHA-256 of json
  saved_ms INTEGER NOT NULL,
  note     TEXT NOT NULL,              -- what was done
  voided   INTEGER NOT NULL,           -- signatures that the change left without effect
  json     TEXT NOT NULL,              -- canonical form
  PRIMARY KEY (plan, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_version_content ON plan_version (content);
-- What keys said of a content: they outlive the versions in between, and are there again when it is restored.
CREATE TABLE plan_signature (
  content   TEXT NOT NULL,
  key       TEXT NOT NULL,             -- SHA-256 of the public key
  action    TEXT NOT NULL,             -- sign, revoke
  at_ms     INTEGER NOT NULL,
  signature TEXT NOT NULL,
  PRIMARY KEY (content, key, action, at_ms, signature)
) STRICT, WITHOUT ROWID;
`),
};
