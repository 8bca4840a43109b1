import type { Database } from 'better-sqlite3';
import { APPLICATION_ID } from './identity';
import { MIGRATIONS, type Migration } from './migrations';

/**
 * Applies what the file lacks, each migration in its own transaction together with its number: a process killed in
 * between leaves the file at the last whole step.
 * @param upTo highest version to apply; for tests of one step.
 */
export function migrate(db: Database, upTo = Infinity, migrations: readonly Migration[] = MIGRATIONS): void {
  const isDone = ({ version }: Migration): boolean =>
    (db.pragma('user_version', { simple: true }) as number) >= version;
  for (const migration of migrations) {
    if (migration.version > upTo) return;
    if (isDone(migration)) continue;
    db.transaction(() => {
      if (isDone(migration)) return; // another program was quicker
      migration.up(db);
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${migration.version}`);
    }).immediate();
  }
}
