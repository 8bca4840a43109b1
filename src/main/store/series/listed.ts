import type { Ms } from '#core/time/ms';
import type { Connection } from '../connection';
import type { SeriesFilter, SeriesRecord } from '../types';
import type { KnownBy } from './known-by';

type List = (filter?: SeriesFilter) => SeriesRecord[];
export type ListSeries = (filter?: SeriesFilter, asOf?: Ms) => SeriesRecord[];

/** The live list and those of the instants asked for last: a clock that runs has several panes ask at each of its steps. */
const MOST_KEPT = 4;

/** Lists series, as of an instant where one is given. The list of all is kept as long as nobody else has written to the database. */
export function createListing(db: Connection, list: List, knownBy: KnownBy): ListSeries {
  const version = db.prepare<[], number>('PRAGMA data_version').pluck();
  const kept = new Map<Ms | undefined, readonly SeriesRecord[]>();
  let seen: number | undefined;
  const all = (asOf: Ms | undefined): readonly SeriesRecord[] => {
    const found = kept.get(asOf);
    if (found) return found;
    const records = asOf === undefined ? list() : all(undefined).map((one) => knownBy(one, asOf));
    for (const key of kept.keys()) if (key !== undefined && kept.size >= MOST_KEPT) kept.delete(key);
    kept.set(asOf, records);
    return records;
  };
  return (filter = {}, asOf) => {
    if (Object.values(filter).some((value) => value !== undefined)) {
      const records = list(filter);
      return asOf === undefined ? records : records.map((one) => knownBy(one, asOf));
    }
    const now = version.get();
    if (now !== seen) kept.clear();
    seen = now;
    return [...all(asOf)];
  };
}
