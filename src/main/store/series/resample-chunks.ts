import { resampleInto } from '#core/series/resample';
import { SHAPES, chunkSpan, emptyColumns, type Bars } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { ChunkRepository } from '../repositories/chunks';
import type { SeriesRecord } from '../types';
import { decodeWhole, type StampSpan } from './read-columns';

const NAMES = SHAPES.bars.columns;

/**
 * Coarser bars straight from the chunks that hold rows of the span, one chunk at a time, so that the finer bars never fill
 * more than the processor's cache. The level must divide the span of a chunk. Bars of the first and the last chunk that
 * open outside the span come along.
 */
export function resampleChunks(
  chunks: ChunkRepository,
  series: SeriesRecord,
  level: Ms,
  { from, to }: StampSpan,
): Bars {
  const span = chunkSpan('bars', series.interval);
  if (span % level !== 0) throw new RangeError(`${level} ms does not divide a chunk of ${span} ms`);
  const heads = from < to ? chunks.headsBetween(series.id, Math.floor(from / span) * span, from, to) : [];
  const finer = emptyColumns('bars', Math.max(0, ...heads.map(({ rows }) => rows)));
  const room = heads.reduce((sum, { rows }) => sum + Math.min(rows, span / level), 0);
  const out = emptyColumns('bars', room);
  let size = 0;
  for (const head of heads) {
    decodeWhole(
      chunks,
      series,
      head,
      NAMES.map((name) => finer[name]),
      0,
      NAMES,
    );
    size += resampleInto(view(finer, 0, head.rows), level, view(out, size, room));
  }
  return size === room ? out : copy(out, size);
}

const mapColumns = (bars: Bars, map: (column: Float64Array) => Float64Array): Bars => ({
  t: map(bars.t),
  o: map(bars.o),
  h: map(bars.h),
  l: map(bars.l),
  c: map(bars.c),
  v: map(bars.v),
});
const view = (bars: Bars, from: number, to: number): Bars => mapColumns(bars, (column) => column.subarray(from, to));
const copy = (bars: Bars, rows: number): Bars => mapColumns(bars, (column) => column.slice(0, rows));
