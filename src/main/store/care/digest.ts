import { createHash } from 'node:crypto';
import type { Connection } from '../connection';
import type { CoverageRepository } from '../repositories/coverage';

/**
 * What is hashed, in an order of names and times: row numbers that SQLite gave out, the run log, cursors and what is
 * settled of data sets depend on the way, not on what is stored. What a person decided of contradictions is hashed (not when): on it depends what the same page does next. Pyramids are pure functions of the chunks and hashed too, so that a stale one shows.
 */
const QUERIES: readonly string[] = [
  `SELECT instrument, kind, interval_ms, source, field, known_lag_ms, volume_unit, unit, synthetic, rows, from_ms, to_ms,
     (SELECT ifnull(sum(rows), 0) FROM import_duplicate WHERE series_id = series.id)
   FROM series ORDER BY instrument, kind, interval_ms, source, field`,
  `SELECT instrument, kind, interval_ms, source, field, bucket_ms, c.rows, first_ms, last_ms, crc32, data
   FROM series JOIN chunk c ON series_id = id ORDER BY instrument, kind, interval_ms, source, field, bucket_ms`,
  `SELECT instrument, kind, interval_ms, source, field, level_ms, bucket_ms, p.rows, crc32, data
   FROM series JOIN pyramid p ON series_id = id ORDER BY instrument, kind, interval_ms, source, field, level_ms, bucket_ms`,
  'SELECT * FROM macro_series ORDER BY id',
  'SELECT * FROM macro_release ORDER BY series_id, period_ms, released_ms',
  `SELECT file, line, reason, t_ms, detail, text, instrument, kind, interval_ms, source, field
   FROM quarantine LEFT JOIN series ON series_id = series.id
   ORDER BY file, line, reason, instrument, kind, interval_ms, source, field`,
  `SELECT macro_id, instrument, kind, interval_ms, source, field, hash
   FROM quarantine_kept LEFT JOIN series ON series_id = series.id
   ORDER BY macro_id, instrument, kind, interval_ms, source, field, hash`,
  'SELECT * FROM entity ORDER BY id',
  'SELECT * FROM statement ORDER BY entity, item, to_ms, published_ms, from_ms',
];

/** SHA-256 over everything imported, equal for equal content whatever the order of arrival. */
export function contentDigest(db: Connection, coverage: CoverageRepository): string {
  const hash = createHash('sha256');
  const add = (row: readonly unknown[]): void => {
    for (const value of row) {
      if (value instanceof Uint8Array) hash.update(`blob ${value.length}\n`).update(value);
      else hash.update(`${typeof value} ${JSON.stringify(value)}\n`);
    }
  };
  for (const query of QUERIES) for (const row of db.prepare(query).raw().iterate()) add(row as unknown[]);
  const names = db.prepare<[], number>('SELECT id FROM series ORDER BY instrument, kind, interval_ms, source, field');
  for (const id of names.pluck().all() as number[])
    add(coverage.read(id).flatMap(({ from, coverage: claim }) => [from, claim]));
  return hash.digest('hex');
}
