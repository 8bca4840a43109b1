import type { Ms } from '#core/time/ms';
import type { Connection } from '../connection';
import type { MacroRelease, MacroSeriesRecord, MacroValue } from '../types';
import { EARLIEST, LATEST, fromNumber, toFlag, toNumber } from './values';

interface ReleaseRow {
  series_id: string;
  period_ms: number;
  released_ms: number | null;
  value: number | null;
  announced_ms: number | null;
  typed: number;
}
interface StoredRow {
  id: number;
  value: number | null;
  announced: number | null;
  typed: number;
}
interface MacroSeriesRow extends Omit<MacroSeriesRecord, 'pointInTime'> {
  point_in_time: number;
}

/** What became of a release: `conflict` leaves the stored value alone and names it. */
export type ReleaseOutcome =
  { readonly kind: 'added' | 'unchanged' | 'merged' } | { readonly kind: 'conflict'; readonly stored: number };

/** What became of a figure that was typed in: `conflict` is a source's figure, which stands. */
export type TypedOutcome = { readonly kind: 'stored' } | { readonly kind: 'conflict'; readonly stored: number };

/** Source of a series that exists because somebody typed it in. */
const TYPED = 'typed in';

export function createMacroRepository(db: Connection) {
  const selectSeries = db.prepare<[], MacroSeriesRow>('SELECT * FROM macro_series ORDER BY id');
  const upsertSeries = db.prepare<[string, string, string, string, string, number]>(
    'INSERT INTO macro_series VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET label = excluded.label, unit = excluded.unit, ' +
      'frequency = excluded.frequency, source = excluded.source, point_in_time = excluded.point_in_time',
  );
  // Of a period that has both, a figure as it stands today and vintages, reading as of an instant finds the vintages: nothing is missing.
  const judge = db.prepare<[string]>(
    `UPDATE macro_series SET point_in_time = NOT EXISTS (
       SELECT 1 FROM macro_release AS lone WHERE lone.series_id = id AND lone.released_ms IS NULL AND lone.value IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM macro_release AS dated WHERE dated.series_id = lone.series_id
         AND dated.period_ms = lone.period_ms AND dated.released_ms IS NOT NULL AND dated.value IS NOT NULL))
     WHERE id = ? AND EXISTS (SELECT 1 FROM macro_release WHERE series_id = id)`,
  );
  const insertSeries = db.prepare<[string, string, string]>(
    `INSERT OR IGNORE INTO macro_series VALUES (?, ?, '', '', ?, 1)`,
  );
  const selectOne = db.prepare<[string, number, number | null], StoredRow>(
    // The very expression of the unique index: with `released_ms IS ?` the planner walks every release of unknown instant.
    `SELECT rowid AS id, value, announced_ms AS announced, typed FROM macro_release
     WHERE series_id = ? AND period_ms = ? AND ifnull(released_ms, ${EARLIEST}) = ifnull(?, ${EARLIEST})`,
  );
  const insert = db.prepare<[string, number, number | null, number | null, number | null]>(
    'INSERT INTO macro_release (series_id, period_ms, released_ms, value, announced_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const update = db.prepare<[number | null, number | null, number]>(
    'UPDATE macro_release SET value = ?, announced_ms = ?, typed = 0 WHERE rowid = ?',
  );
  const type = db.prepare<[number | null, number | null, number, number]>(
    'UPDATE macro_release SET value = ?, announced_ms = ?, typed = ? WHERE rowid = ?',
  );
  const removeRelease = db.prepare<[number]>('DELETE FROM macro_release WHERE rowid = ?');
  const removeEmpty = db.prepare<[string, string]>(
    'DELETE FROM macro_series WHERE id = ? AND source = ? AND NOT EXISTS (SELECT 1 FROM macro_release WHERE series_id = id)',
  );
  const nameTyped = db.prepare<[string, string, string, string]>(
    `INSERT INTO macro_series VALUES (?, ?, ?, '', ?, 1) ON CONFLICT DO UPDATE SET
     label = ifnull(nullif(excluded.label, id), label), unit = ifnull(nullif(excluded.unit, ''), unit) WHERE source = excluded.source`,
  );
  const replaceUndated = db.prepare<[number, string, number, number]>(
    'UPDATE macro_release SET value = ? WHERE series_id = ? AND period_ms = ? AND released_ms IS NULL AND value = ?',
  );
  const selectAsOf = db.prepare<[string, number, number], ReleaseRow>(
    `SELECT * FROM macro_release WHERE series_id = ? AND value IS NOT NULL AND (released_ms <= ? OR (released_ms IS NULL AND ?))
     ORDER BY period_ms, released_ms`,
  );
  const selectDigest = db
    .prepare<[string], number[]>(
      'SELECT count(*), count(value), total(value), total(period_ms), total(released_ms) FROM macro_release WHERE series_id = ?',
    )
    .raw();
  const selectVintages = db.prepare<[string, number, number], ReleaseRow>(
    'SELECT * FROM macro_release WHERE series_id = ? AND period_ms BETWEEN ? AND ? ORDER BY released_ms, period_ms',
  );
  const selectCalendar = db.prepare<[number, number], ReleaseRow>(
    'SELECT * FROM macro_release WHERE released_ms >= ? AND released_ms < ? ORDER BY released_ms, series_id, period_ms',
  );

  const selectTyped = db.prepare<[], ReleaseRow>(
    'SELECT * FROM macro_release WHERE typed > 0 ORDER BY series_id, period_ms, released_ms',
  );

  return {
    series: (): MacroSeriesRecord[] =>
      selectSeries.all().map(({ point_in_time: flag, ...rest }) => ({ ...rest, pointInTime: flag === 1 })),
    putSeries({ id, label, unit, frequency, source, pointInTime }: MacroSeriesRecord): void {
      upsertSeries.run(id, label, unit, frequency, source, toFlag(pointInTime));
      judge.run(id);
    },
    /** Says of a series whether it is point-in-time, as its releases stand: whoever told of it last does not decide that. */
    judge(id: string): void {
      judge.run(id);
    },
    /** `judge` has to follow. */
    add(release: MacroRelease, source: string): ReleaseOutcome {
      const { seriesId, period, released, value } = release;
      insertSeries.run(seriesId, seriesId, source);
      const stored = selectOne.get(seriesId, period, fromNumber(released));
      const announced = announcedOf(release);
      if (!stored) {
        insert.run(seriesId, period, fromNumber(released), fromNumber(value), announced);
        return { kind: 'added' };
      }
      if (!Number.isNaN(value) && stored.value !== null && stored.value !== value)
        return { kind: 'conflict', stored: stored.value };
      // Where sources differ on the announcement the later one stands: nothing is shown sooner than each of them allows.
      const known = announced === null ? stored.announced : Math.max(announced, stored.announced ?? announced);
      const isNew = stored.value === null && !Number.isNaN(value);
      // What a source tells too is a person's no longer.
      if (isNew || known !== stored.announced || stored.typed > 0)
        update.run(stored.value ?? fromNumber(value), known, stored.id);
      return { kind: isNew || known !== stored.announced ? 'merged' : 'unchanged' };
    },
    /** Keeps what a person typed in, in the place of what was typed before; a source's figure of the same release stands. */
    putTyped(release: MacroRelease, { label, unit }: Pick<MacroSeriesRecord, 'label' | 'unit'>): TypedOutcome {
      const { seriesId, period, released, value } = release;
      const stored = selectOne.get(seriesId, period, fromNumber(released));
      if (stored && stored.typed === 0 && stored.value !== null && stored.value !== value)
        return { kind: 'conflict', stored: stored.value };
      nameTyped.run(seriesId, label === '' ? seriesId : label, unit, TYPED);
      const announced = announcedOf(release);
      if (!stored) {
        const { lastInsertRowid } = insert.run(seriesId, period, fromNumber(released), fromNumber(value), announced);
        type.run(fromNumber(value), announced, DATE, Number(lastInsertRowid));
      } else if (stored.typed === DATE) type.run(fromNumber(value), announced, DATE, stored.id);
      else if (stored.typed === FIGURE || stored.value === null)
        type.run(fromNumber(value), stored.announced ?? announced, Number.isNaN(value) ? 0 : FIGURE, stored.id);
      judge.run(seriesId);
      return { kind: 'stored' };
    },
    /** Takes out what a person typed in: the figure, and the date where no source tells it. @returns whether there was any */
    removeTyped({ seriesId, period, released }: Omit<MacroRelease, 'value'>): boolean {
      const stored = selectOne.get(seriesId, period, fromNumber(released));
      if (!stored || stored.typed === 0) return false;
      if (stored.typed === DATE) removeRelease.run(stored.id);
      else type.run(null, stored.announced, 0, stored.id);
      judge.run(seriesId);
      removeEmpty.run(seriesId, TYPED);
      return true;
    },
    /** Puts another value in the place of a stored one of unknown release. @returns whether `stored` was there */
    replaceUndated: (series: string, period: Ms, stored: number, newer: number): boolean =>
      replaceUndated.run(newer, series, period, stored).changes > 0,
    /** Without `asOf` figures of unknown release count too; with it they were never known. */
    asOf(series: string, asOf?: Ms): MacroValue[] {
      const latest = new Map<Ms, MacroValue>();
      for (const row of selectAsOf.all(series, asOf ?? LATEST, toFlag(asOf === undefined)))
        latest.set(row.period_ms, { period: row.period_ms, released: toNumber(row.released_ms), value: row.value! });
      return [...latest.values()];
    },
    digest: (series: string): readonly number[] => selectDigest.get(series)!,
    vintages: (series: string, period?: Ms): MacroRelease[] =>
      selectVintages.all(series, period ?? EARLIEST, period ?? LATEST).map(toRelease),
    typed: (): MacroRelease[] => selectTyped.all().map(toRelease),
    calendar: (from: Ms, to: Ms): MacroRelease[] => selectCalendar.all(from, to).map(toRelease),
  };
}

/** Values of the column `typed`. */
const FIGURE = 1;
const DATE = 2;

const announcedOf = ({ announced, released }: MacroRelease): Ms | null =>
  announced !== undefined && announced < released ? announced : null;

const toRelease = (row: ReleaseRow): MacroRelease => ({
  seriesId: row.series_id,
  period: row.period_ms,
  released: toNumber(row.released_ms),
  value: toNumber(row.value),
  ...(row.announced_ms !== null && { announced: row.announced_ms }),
  ...(row.typed > 0 && { typed: true as const }),
});
