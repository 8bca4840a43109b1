import type { Ms } from '#core/time/ms';
import type { ChunkHead, ChunkRepository } from '../repositories/chunks';
import type { GapRun, Gaps, SeriesRecord } from '../types';
import { readChunk } from './read-columns';

/** Missing runs between the first and the last row. Only chunks that lack rows are unpacked. */
export function findGaps(chunks: ChunkRepository, series: SeriesRecord, limit: number): Gaps {
  const { interval } = series;
  const runs: GapRun[] = [];
  let count = 0;
  let rows = 0;
  let previous = Number.NaN;
  const step = (t: Ms): void => {
    if (t - previous > interval) {
      const missing = Math.ceil((t - previous) / interval) - 1;
      count++;
      rows += missing;
      if (runs.length < limit)
        runs.push({ from: previous + interval, to: previous + missing * interval, rows: missing });
    }
    previous = t;
  };
  if (interval > 0) {
    for (const head of chunks.heads(series.id)) {
      if (isFull(head, interval)) {
        step(head.first);
        previous = head.last;
      } else {
        for (const t of readChunk(chunks, series, head, ['t']).t) step(t);
      }
    }
  }
  return { count, rows, runs };
}

/** True when no row is missing between a chunk's first and last. */
export const isFull = ({ first, last, rows }: ChunkHead, interval: Ms): boolean =>
  last - first === (rows - 1) * interval;
