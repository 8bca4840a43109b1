import type { Connection } from '../connection';
import { storeError, toStoreError } from '../errors';
import type { Damage, Task, VerifyReport } from '../types';
import { findChunkFaults, findPyramidFaults, selectSummaries } from './faults';

/** Share of the work that SQLite's own check is taken for: it cannot be watched. */
const STRUCTURE_SHARE = 0.2;
const MAX_MESSAGES = 100;
const PROGRESS_EVERY = 16;

/**
 * Checks everything a reader relies on, as it stands at one instant: another program may write meanwhile. Damage is reported,
 * never thrown; only a stop or a lost disk throws.
 * @throws {StoreError} `cancelled` when told to stop.
 */
export function verifyDatabase(db: Connection, path: string, task: Task = {}): VerifyReport {
  const isHeld = tried(() => db.exec('BEGIN'));
  try {
    return verify(db, path, task);
  } finally {
    if (isHeld) tried(() => db.exec('ROLLBACK'));
  }
}

/** False where a file is too damaged even for that: the checks say so. */
function tried(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

function verify(db: Connection, path: string, { onProgress, shouldStop }: Task): VerifyReport {
  const damage: Damage[] = [];
  let chunks = 0;
  let rows = 0;
  collectDamage(path, damage, () => damage.push(...structureDamage(db)));
  onProgress?.(STRUCTURE_SHARE);
  collectDamage(path, damage, () => {
    const total = db
      .prepare('SELECT (SELECT count(*) FROM chunk) + (SELECT count(*) FROM pyramid)')
      .pluck()
      .get() as number;
    let seen = 0;
    const tick = (): void => {
      if (shouldStop?.()) throw storeError('cancelled', 'read', path);
      if (++seen % PROGRESS_EVERY === 0) onProgress?.(STRUCTURE_SHARE + ((1 - STRUCTURE_SHARE) * seen) / total);
    };
    for (const series of selectSummaries(db)) {
      collectDamage(path, damage, () => {
        const stored = findChunkFaults(db, series, tick);
        chunks += stored.chunks;
        rows += stored.rows;
        damage.push(...stored.faults, ...findPyramidFaults(db, series, tick));
        if (stored.rows !== series.rows)
          damage.push({
            what: 'chunk',
            series,
            detail: `${stored.rows} rows are stored, its summary says ${series.rows}`,
          });
      });
    }
  });
  onProgress?.(1);
  return { ok: damage.length === 0, chunks, rows, damage };
}

/** Runs a check; where SQLite itself gives up on damage, that is a finding like any other. */
function collectDamage(path: string, damage: Damage[], check: () => void): void {
  try {
    check();
  } catch (cause) {
    const error = toStoreError(cause, 'read', path);
    if ((error as { code?: string }).code !== 'corrupt') throw error;
    damage.push({ what: 'database', detail: (error as Error).message });
  }
}

function structureDamage(db: Connection): Damage[] {
  const messages = db.pragma(`integrity_check(${MAX_MESSAGES})`) as { integrity_check: string }[];
  const references = db.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[];
  return [
    ...messages
      .filter(({ integrity_check: text }) => text !== 'ok')
      .map(({ integrity_check: detail }): Damage => ({ what: 'database', detail })),
    ...settledDamage(db),
    ...references.map(({ table, rowid, parent }): Damage => ({
      what: 'reference',
      detail: `row ${rowid} of ${table} has no ${parent}`,
    })),
  ];
}

/** Spans of one data set that are empty or overlap: what is missing could not be told from them. */
function settledDamage(db: Connection): Damage[] {
  const isOlder = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'settled_span'").get() === undefined;
  if (isOlder) return [];
  const wrong = db
    .prepare<[], { source: string; offer: string; instrument: string; from: number; to: number }>(
      `SELECT source, offer, instrument, from_ms AS "from", to_ms AS "to" FROM (
         SELECT *, lead(from_ms) OVER (PARTITION BY source, offer, instrument, interval_ms ORDER BY from_ms) AS next_ms
         FROM settled_span)
       WHERE from_ms >= to_ms OR next_ms < to_ms OR state NOT IN ('fetched', 'notAvailable') LIMIT ${MAX_MESSAGES}`,
    )
    .all();
  return wrong.map(({ source, offer, instrument, from, to }) => ({
    what: 'database',
    from,
    to,
    detail: `what is settled of ${instrument} ${offer} from ${source} contradicts itself`,
  }));
}
