import type { Connection } from '../connection';
import { EARLIEST, toNumber } from './values';

/** Releases of one series by period, then by release, those of unknown release first. NaN: release not told; no value yet. Shapes (n). */
export interface MacroColumns {
  readonly period: Float64Array;
  readonly released: Float64Array;
  readonly value: Float64Array;
}

type Row = [series: string, period: number, released: number | null, value: number | null];

/** All macro series as columns, kept as long as nobody else has written to the database. For hundreds of thousands of rows: not in the window's process. */
export function createMacroColumns(db: Connection): () => ReadonlyMap<string, MacroColumns> {
  const version = db.prepare<[], number>('PRAGMA data_version').pluck();
  const select = db
    .prepare<[], Row>(
      `SELECT series_id, period_ms, released_ms, value FROM macro_release
       ORDER BY series_id, period_ms, ifnull(released_ms, ${EARLIEST})`,
    )
    .raw();
  let seen: number | undefined;
  let kept: ReadonlyMap<string, MacroColumns> = new Map();
  const read = (): ReadonlyMap<string, MacroColumns> => {
    const all = new Map<string, MacroColumns>();
    let id: string | undefined;
    const rows: [period: number[], released: number[], value: number[]] = [[], [], []];
    const close = (): void => {
      if (id === undefined) return;
      const [period, released, value] = rows.map((column) => Float64Array.from(column.splice(0)));
      all.set(id, { period: period!, released: released!, value: value! });
    };
    for (const [series, period, released, value] of select.iterate() as IterableIterator<Row>) {
      if (series !== id) close();
      id = series;
      rows[0].push(period);
      rows[1].push(toNumber(released));
      rows[2].push(toNumber(value));
    }
    close();
    return all;
  };
  return () => {
    const now = version.get();
    if (now !== seen) kept = read();
    seen = now;
    return kept;
  };
}
