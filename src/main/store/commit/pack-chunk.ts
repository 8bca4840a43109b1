import { resample } from '#core/series/resample';
import { chunkSpan, type AnyColumns, type Bars, type Shape } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import { pack, shapeOfKey } from '../series/block';
import { pyramidLevels } from '../series/pyramid';
import type { CoarseBlock, PackedChunk, PageBlock } from '../types';
import { partition } from './partition';

export function packChunk(shape: Shape, interval: Ms, bucket: Ms, columns: AnyColumns): PackedChunk {
  const coarse = shape === 'bars' ? packCoarse(interval, columns) : [];
  return { bucket, rows: columns.t.length, ...pack(columns, shape), coarse };
}

/** Coarser bars of one chunk, at every level kept for its interval; each from the bars themselves, so that sums round alike. */
export function packCoarse(interval: Ms, columns: AnyColumns): CoarseBlock[] {
  return pyramidLevels(interval).map((level) => {
    const coarse = resample(columns as Bars, level);
    return { level, rows: coarse.t.length, ...pack(coarse, 'bars') };
  });
}

/**
 * Packs the chunks of a block ahead of its commit, one each time it is asked: for a thread that would wait otherwise.
 * What the commit has to sort or to merge is left out.
 */
export function* packAhead({ key, columns, line }: PageBlock): Generator<PackedChunk, void> {
  const shape = shapeOfKey(key);
  for (const slice of partition(columns, line, chunkSpan(shape, key.interval)))
    if (slice.strict) yield packChunk(shape, key.interval, slice.bucket, slice.columns);
}
