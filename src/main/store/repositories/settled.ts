import { settle, type SettledRange } from '../commit/settle';
import type { Connection } from '../connection';
import type { DatasetKey, SeriesId, SettledDataset, SettledSpan } from '../types';

type Names = [source: string, offer: string, instrument: string, interval: number];

const DATASET = 'source = ? AND offer = ? AND instrument = ? AND interval_ms = ?';
const NAMES = 'source, offer, instrument, interval_ms';
const RANGE = 'from_ms AS "from", to_ms AS "to", state, at_ms AS at';

/** What network sources have told in full, and which series it went into. */
export function createSettledRepository(db: Connection) {
  const select = db.prepare<Names, SettledRange>(`SELECT ${RANGE} FROM settled_span WHERE ${DATASET} ORDER BY from_ms`);
  // In no order: where one is asked for, SQLite prepares the statement anew at each call, for the sake of what is bound.
  const selectNear = db.prepare<[...Names, number, number], SettledRange>(
    `SELECT ${RANGE} FROM settled_span WHERE ${DATASET} AND from_ms <= ? AND to_ms >= ?`,
  );
  const selectDatasets = db.prepare<[], SettledDataset>(
    `SELECT source, offer, instrument, interval_ms AS interval, max(at_ms) AS at FROM settled_span
     GROUP BY ${NAMES} ORDER BY ${NAMES}`,
  );
  const insert = db.prepare<[...Names, number, number, string, number]>(
    `INSERT INTO settled_span (${NAMES}, from_ms, to_ms, state, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const removeOne = db.prepare<[...Names, number]>(`DELETE FROM settled_span WHERE ${DATASET} AND from_ms = ?`);
  const removeAll = db.prepare<Names>(`DELETE FROM settled_span WHERE ${DATASET}`);
  const removeThoseOf = db.prepare<[number]>(
    `DELETE FROM settled_span WHERE (${NAMES}) IN (SELECT ${NAMES} FROM settled_series WHERE series_id = ?)`,
  );
  const insertPart = db.prepare<[number, ...Names]>('INSERT OR IGNORE INTO settled_series VALUES (?, ?, ?, ?, ?)');

  return {
    read: (dataset: DatasetKey): SettledSpan[] =>
      select.all(...namesOf(dataset)).map((range) => ({ ...keyOf(dataset), ...range })),
    datasets: (): SettledDataset[] => selectDatasets.all(),
    /** @throws {RangeError} The span is empty or not of whole milliseconds. */
    settle({ from, to, state, at, ...dataset }: SettledSpan): void {
      if (![from, to, at].every(Number.isSafeInteger) || from >= to)
        throw new RangeError(
          `a settled span of ${dataset.source} ${dataset.offer} from ${from} to ${to}, told at ${at}`,
        );
      const names = namesOf(dataset);
      const near = selectNear.all(...names, to, from);
      for (const range of near) removeOne.run(...names, range.from);
      for (const range of settle(near, { from, to, state, at }))
        insert.run(...names, range.from, range.to, range.state, range.at);
    },
    /** Notes that a data set fed a series. */
    attribute(id: SeriesId, dataset: DatasetKey): void {
      insertPart.run(id, ...namesOf(dataset));
    },
    forget(dataset: DatasetKey): void {
      removeAll.run(...namesOf(dataset));
    },
    /** Lets the data sets that fed a series be asked for again, from their start. */
    forgetThoseOf(id: SeriesId): void {
      removeThoseOf.run(id);
    },
  };
}

const namesOf = ({ source, offer, instrument, interval }: DatasetKey): Names => [source, offer, instrument, interval];
const keyOf = ({ source, offer, instrument, interval }: DatasetKey): DatasetKey => ({
  source,
  offer,
  instrument,
  interval,
});
