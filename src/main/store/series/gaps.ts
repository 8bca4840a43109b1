import type { Ms } from '#core/time/ms';
import type { ChunkRepository } from '../repositories/chunks';
import type { GapRun, Gaps, SeriesRecord } from '../types';
import { stretchesOf } from './runs';

/** Missing runs between the first and the last row that was known by `asOf`. */
export function findGaps(chunks: ChunkRepository, series: SeriesRecord, limit: number, asOf?: Ms): Gaps {
  const { interval } = series;
  const runs: GapRun[] = [];
  let count = 0;
  let rows = 0;
  let previous: Ms | undefined;
  for (const { first, last } of stretchesOf(chunks, series, asOf)) {
    if (previous !== undefined) {
      const missing = Math.ceil((first - previous) / interval) - 1;
      count++;
      rows += missing;
      if (runs.length < limit)
        runs.push({ from: previous + interval, to: previous + missing * interval, rows: missing });
    }
    previous = last;
  }
  return { count, rows, runs };
}
