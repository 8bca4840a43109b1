import type { SeriesKind } from '#core/series/schema';
import { formatInterval } from '#core/time/interval';
import type { Ms } from '#core/time/ms';
import type { Connection } from '../connection';
import { storeError } from '../errors';
import type { SeriesFilter, SeriesId, SeriesKey, SeriesRecord, SeriesTraits } from '../types';
import { EARLIEST, LATEST, toFlag, toNumber } from './values';

interface SeriesRow {
  id: number;
  instrument: string;
  kind: SeriesKind;
  interval_ms: number;
  source: string;
  field: string;
  known_lag_ms: number;
  volume_unit: 'base' | 'quote';
  unit: string;
  synthetic: number;
  rows: number;
  from_ms: number | null;
  to_ms: number | null;
  revision: number;
  duplicates: number;
}

const DUPLICATES =
  '(SELECT ifnull(sum(d.rows), 0) FROM import_duplicate d WHERE d.series_id = series.id) AS duplicates';
const FILTERS = {
  instrument: 'instrument',
  kind: 'kind',
  interval: 'interval_ms',
  source: 'source',
  field: 'field',
} as const satisfies Record<keyof SeriesFilter, string>;

export function createSeriesRepository(db: Connection) {
  const selectById = db.prepare<[number], SeriesRow>(`SELECT *, ${DUPLICATES} FROM series WHERE id = ?`);
  const selectByKey = db.prepare<[string, string, number, string, string], SeriesRow>(
    `SELECT *, ${DUPLICATES} FROM series WHERE instrument = ? AND kind = ? AND interval_ms = ? AND source = ? AND field = ?`,
  );
  const insert = db.prepare<[string, string, number, string, string, number, string, string, number]>(
    `INSERT INTO series (instrument, kind, interval_ms, source, field, known_lag_ms, volume_unit, unit, synthetic)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const updateSummary = db.prepare<[number, number, number, number]>(
    `UPDATE series SET rows = rows + ?, from_ms = min(ifnull(from_ms, ${LATEST}), ?),
     to_ms = max(ifnull(to_ms, ${EARLIEST}), ?), revision = revision + 1 WHERE id = ?`,
  );
  const recount = db.prepare<[number]>(
    `UPDATE series SET (rows, from_ms, to_ms) =
       (SELECT ifnull(sum(c.rows), 0), min(c.first_ms), max(c.last_ms) FROM chunk c WHERE c.series_id = series.id),
     revision = revision + 1 WHERE id = ?`,
  );
  const remove = db.prepare<[number]>('DELETE FROM series WHERE id = ?');

  const find = (key: SeriesKey): SeriesRecord | undefined => {
    const row = selectByKey.get(key.instrument, key.kind, key.interval, key.source, key.field);
    return row && toRecord(row);
  };
  return {
    list(filter: SeriesFilter = {}): SeriesRecord[] {
      const given = (Object.keys(FILTERS) as (keyof SeriesFilter)[]).filter((name) => filter[name] !== undefined);
      const where = given.map((name) => `${FILTERS[name]} = ?`).join(' AND ') || 'true';
      const order = 'instrument, kind, interval_ms, source, field';
      const rows = db
        .prepare<unknown[], SeriesRow>(`SELECT *, ${DUPLICATES} FROM series WHERE ${where} ORDER BY ${order}`)
        .all(...given.map((name) => filter[name]));
      return rows.map(toRecord);
    },
    find,
    get(id: SeriesId): SeriesRecord | undefined {
      const row = selectById.get(id);
      return row && toRecord(row);
    },
    /** The series with this key, created when it is new. Refuses traits that would give its figures another meaning. */
    ensure(key: SeriesKey, traits: SeriesTraits, path: string): SeriesRecord {
      const found = find(key);
      if (found) {
        const differs = differingTrait(found, traits);
        if (differs) throw storeError('mismatch', 'write', path, `${describeSeries(key)}: ${differs}`);
        return found;
      }
      const { instrument, kind, interval, source, field } = key;
      const { knownLag, volumeUnit, unit, synthetic } = traits;
      insert.run(instrument, kind, interval, source, field, knownLag, volumeUnit, unit, toFlag(synthetic));
      return find(key)!;
    },
    /** Takes up rows added to a series; `from` and `to` are the stamps of its new rows at the ends. */
    grow(id: SeriesId, added: number, from: Ms, to: Ms): void {
      updateSummary.run(added, from, to, id);
    },
    /** Takes the summary from the chunks that are left. */
    recount(id: SeriesId): void {
      recount.run(id);
    },
    remove(id: SeriesId): boolean {
      return remove.run(id).changes > 0;
    },
  };
}

/** `BTCUSDT bars 1m from binance`, for messages. */
export function describeSeries({ instrument, kind, interval, source, field }: SeriesKey): string {
  const name = field === '' ? kind : `${kind} ${field}`;
  return `${instrument} ${name}${interval > 0 ? ` ${formatInterval(interval)}` : ''} from ${source}`;
}

function differingTrait(stored: SeriesTraits, given: SeriesTraits): string | undefined {
  for (const name of ['knownLag', 'volumeUnit', 'unit', 'synthetic'] as const)
    if (stored[name] !== given[name]) return `${name} is '${stored[name]}' in the database and '${given[name]}' here`;
  return undefined;
}

function toRecord(row: SeriesRow): SeriesRecord {
  return {
    id: row.id,
    instrument: row.instrument,
    kind: row.kind,
    interval: row.interval_ms,
    source: row.source,
    field: row.field,
    knownLag: row.known_lag_ms,
    volumeUnit: row.volume_unit,
    unit: row.unit,
    synthetic: row.synthetic === 1,
    rows: row.rows,
    from: toNumber(row.from_ms),
    to: toNumber(row.to_ms),
    duplicates: row.duplicates,
    revision: row.revision,
  };
}
