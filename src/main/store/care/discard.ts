import type { Connection } from '../connection';
import type { Repositories } from '../repositories';
import { packCoarse } from '../commit/pack-chunk';
import { putCoarse } from '../commit/write-chunk';
import { readChunk } from '../series/read-columns';
import { shapeOfKey } from '../series/block';
import type { Damage } from '../types';
import { SHAPES } from '#core/series/schema';
import { findChunkFaults, findPyramidFaults, selectSummaries } from './faults';

/**
 * Removes chunks that cannot be trusted and rebuilds damaged coarser bars. The files that fed such a series are forgotten
 * as imported, and its data sets as settled, so that bringing them in again fills exactly the holes.
 */
export function discardDamaged(db: Connection, repositories: Repositories): Damage[] {
  const { chunks, pyramids, series: seriesRepository, imports, settled } = repositories;
  const removed: Damage[] = [];
  for (const series of selectSummaries(db)) {
    const { faults } = findChunkFaults(db, series);
    for (const { bucket } of faults) {
      chunks.remove(series.id, bucket);
      pyramids.remove(series.id, bucket);
    }
    if (faults.length > 0) {
      seriesRepository.recount(series.id);
      imports.forgetCursorsOf(series.id);
      settled.forgetThoseOf(series.id);
    }
    const stale = new Set(findPyramidFaults(db, series).map(({ bucket }) => bucket));
    for (const head of chunks.heads(series.id)) {
      if (!stale.has(head.bucket)) continue;
      const columns = readChunk(chunks, seriesRepository.get(series.id)!, head, SHAPES[shapeOfKey(series)].columns);
      putCoarse(pyramids, series.id, head.bucket, packCoarse(series.interval, columns));
    }
    removed.push(...faults);
  }
  return removed;
}
