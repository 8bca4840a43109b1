import { createHash } from 'node:crypto';
import type { Ms } from '#core/time/ms';
import type { Connection } from '../connection';
import type { RefusedRow } from '../types';
import { fromNumber } from './values';

type Key = [hash: string, series: number | null, macro: string | null];

// The very expressions of the unique index.
const KEY = "hash = ? AND ifnull(series_id, 0) = ifnull(?, 0) AND ifnull(macro_id, '') = ifnull(?, '')";

/** Rows that a person refused in favour of what is stored. */
export function createKeptRepository(db: Connection, now: () => Ms = Date.now) {
  const select = db.prepare<Key, number>(`SELECT 1 FROM quarantine_kept WHERE ${KEY}`).pluck();
  const insert = db.prepare<[...Key, number]>(
    'INSERT OR IGNORE INTO quarantine_kept (hash, series_id, macro_id, decided_ms) VALUES (?, ?, ?, ?)',
  );
  const remove = db.prepare<Key>(`DELETE FROM quarantine_kept WHERE ${KEY}`);
  return {
    /** Whether these very values were refused before. */
    has: (row: RefusedRow): boolean => select.get(...keyOf(row)) !== undefined,
    remember(row: RefusedRow): void {
      insert.run(...keyOf(row), now());
    },
    forget(row: RefusedRow): void {
      remove.run(...keyOf(row));
    },
  };
}

const keyOf = ({ owner, values }: RefusedRow): Key =>
  typeof owner === 'number' ? [hashOf(values), owner, null] : [hashOf(values), null, owner];

/** The same for the same values, whatever the order in which a source tells its columns. JSON writes two zeros alike. */
function hashOf(values: RefusedRow['values']): string {
  const byName = Object.entries(values)
    .map(([name, value]) => [name, fromNumber(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(byName)).digest('hex');
}
