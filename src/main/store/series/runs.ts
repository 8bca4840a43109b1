import type { Range } from '#core/time/ranges';
import type { Ms } from '#core/time/ms';
import type { ChunkHead, ChunkRepository } from '../repositories/chunks';
import type { SeriesRecord } from '../types';
import { readChunk } from './read-columns';

/** Rows without one missing between them: stamps `first`, `first + interval`, …, `last`. */
interface Stretch {
  readonly first: Ms;
  readonly last: Ms;
}

/**
 * Runs of rows of a regular series, ascending, as the time their rows stand for: a row its interval. None for an irregular
 * one.
 */
export function findRuns(chunks: ChunkRepository, series: SeriesRecord): Range[] {
  return [...stretchesOf(chunks, series)].map(({ first, last }) => ({ from: first, to: last + series.interval }));
}

/** Stretches of a regular series, ascending. Only chunks that lack rows are unpacked. */
export function* stretchesOf(chunks: ChunkRepository, series: SeriesRecord): Generator<Stretch, void> {
  const { interval } = series;
  if (interval <= 0) return;
  let first = Number.NaN;
  let last = Number.NaN;
  for (const head of chunks.heads(series.id)) {
    if (isFull(head, interval)) {
      if (head.first - last > interval) yield { first, last };
      if (!(head.first - last <= interval)) first = head.first;
      last = head.last;
      continue;
    }
    for (const t of readChunk(chunks, series, head, ['t']).t) {
      if (t - last > interval) yield { first, last };
      if (!(t - last <= interval)) first = t;
      last = t;
    }
  }
  if (!Number.isNaN(last)) yield { first, last };
}

/** True when no row is missing between a chunk's first and last. */
export const isFull = ({ first, last, rows }: ChunkHead, interval: Ms): boolean =>
  last - first === (rows - 1) * interval;
