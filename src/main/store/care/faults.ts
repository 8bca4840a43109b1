import { decodeColumns } from '#core/series/codec';
import { SHAPES, type AnyColumns } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { Connection } from '../connection';
import { isIntact, shapeOfKey } from '../series/block';
import type { Damage, SeriesKey } from '../types';

interface ChunkRow {
  readonly bucket: Ms;
  readonly rows: number;
  readonly first: Ms;
  readonly last: Ms;
  readonly crc: number;
  readonly data: Buffer;
}
interface PyramidRow {
  readonly level: Ms;
  readonly bucket: Ms;
  readonly crc: number;
  readonly data: Buffer;
}
export interface SeriesSummary extends SeriesKey {
  readonly id: number;
  readonly rows: number;
}
/** A stored part that cannot be trusted, and where it rests. */
export interface Fault extends Damage {
  readonly bucket: Ms;
}

export const selectSummaries = (db: Connection): SeriesSummary[] =>
  db
    .prepare<[], SeriesSummary>('SELECT id, instrument, kind, interval_ms AS interval, source, field, rows FROM series')
    .all();

/**
 * Faults of a series' chunks, and how much it holds.
 * @param tick called before each chunk; may throw to stop.
 */
export function findChunkFaults(
  db: Connection,
  series: SeriesSummary,
  tick: () => void = () => undefined,
): { readonly chunks: number; readonly rows: number; readonly faults: readonly Fault[] } {
  const select = db.prepare<[number], ChunkRow>(
    `SELECT bucket_ms AS bucket, rows, first_ms AS first, last_ms AS last, crc32 AS crc, data FROM chunk
     WHERE series_id = ? ORDER BY bucket_ms`,
  );
  const faults: Fault[] = [];
  let chunks = 0;
  let rows = 0;
  for (const chunk of select.iterate(series.id)) {
    tick();
    chunks++;
    rows += chunk.rows;
    const detail = chunkFault(series, chunk);
    const { bucket, first: from, last: to } = chunk;
    if (detail !== undefined) faults.push({ what: 'chunk', series: keyOf(series), bucket, from, to, detail });
  }
  return { chunks, rows, faults };
}

export function findPyramidFaults(db: Connection, series: SeriesSummary, tick: () => void = () => undefined): Fault[] {
  const select = db.prepare<[number], PyramidRow>(
    'SELECT level_ms AS level, bucket_ms AS bucket, crc32 AS crc, data FROM pyramid WHERE series_id = ?',
  );
  const faults: Fault[] = [];
  for (const { level, bucket, crc, data } of select.iterate(series.id)) {
    tick();
    if (isIntact(data, crc)) continue;
    const detail = `coarser bars of ${level} ms: the checksum does not match; they are rebuilt from the bars when read`;
    faults.push({ what: 'pyramid', series: keyOf(series), bucket, from: bucket, to: bucket, detail });
  }
  return faults;
}

function chunkFault(series: SeriesSummary, { rows, first, last, crc, data }: ChunkRow): string | undefined {
  if (!isIntact(data, crc)) return 'its checksum does not match';
  let columns: AnyColumns;
  try {
    columns = decodeColumns(data);
  } catch (cause) {
    return (cause as Error).message;
  }
  for (const name of SHAPES[shapeOfKey(series)].columns) if (!columns[name]) return `column '${name}' is missing`;
  const { t } = columns;
  if (t.length !== rows) return `${t.length} rows instead of ${rows}`;
  if (t[0] !== first || t.at(-1) !== last) return 'its first or last stamp is not the one noted';
  for (let i = 1; i < t.length; i++) if (!(t[i]! >= t[i - 1]!)) return `row ${i} is older than the one before`;
  return undefined;
}

const keyOf = ({ instrument, kind, interval, source, field }: SeriesKey): SeriesKey => ({
  instrument,
  kind,
  interval,
  source,
  field,
});
