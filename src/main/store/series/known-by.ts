import { chunkSpan } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { ChunkRepository } from '../repositories/chunks';
import type { SeriesId, SeriesRecord } from '../types';
import { shapeOfKey } from './block';
import { cutHead } from './heads';
import { stampSpan } from './read-columns';

export type KnownBy = (series: SeriesRecord, asOf: Ms) => SeriesRecord;

/** What was told of a series last: a clock that runs asks about the same chunk again and again. */
interface Told {
  readonly revision: number;
  readonly bucket: Ms;
  /** Of all chunks before the bucket. */
  readonly before: { readonly rows: number; readonly last: Ms };
  readonly asOf: Ms;
  readonly known: Pick<SeriesRecord, 'rows' | 'from' | 'to'>;
}

/**
 * A series as a list made at `asOf` would have told it: its rows and last stamp are those that were known by then. Decodes at most
 * the one chunk that the instant falls into.
 */
export function createKnownBy(chunks: ChunkRepository): KnownBy {
  const told = new Map<SeriesId, Told>();
  return (series, asOf) => {
    const { id, knownLag, revision } = series;
    if (series.rows === 0 || series.to + knownLag <= asOf) return series;
    const last = told.get(id)?.revision === revision ? told.get(id) : undefined;
    if (last?.asOf === asOf) return { ...series, ...last.known };
    const { to: end } = stampSpan({ asOf }, knownLag);
    const span = chunkSpan(shapeOfKey(series), series.interval);
    const bucket = Math.floor((end - 1) / span) * span;
    const before = last?.bucket === bucket ? last.before : chunks.before(id, bucket);
    const head = chunks.head(id, bucket);
    const part = head && head.first < end ? cutHead(chunks, series, head, end) : { rows: 0, last: before.last };
    const rows = before.rows + part.rows;
    const known = { rows, from: rows > 0 ? series.from : NaN, to: part.last };
    told.set(id, { revision, bucket, before, asOf, known });
    return { ...series, ...known };
  };
}
