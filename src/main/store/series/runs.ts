import type { Range } from '#core/time/ranges';
import type { Ms } from '#core/time/ms';
import type { ChunkRepository } from '../repositories/chunks';
import type { SeriesRecord } from '../types';
import { headsBy, isFull } from './heads';
import { readColumns } from './read-columns';

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

/** Stretches of a regular series as known by `asOf`, ascending. Only chunks that lack rows are unpacked. */
export function* stretchesOf(chunks: ChunkRepository, series: SeriesRecord, asOf?: Ms): Generator<Stretch, void> {
  const { interval } = series;
  if (interval <= 0) return;
  let first = Number.NaN;
  let last = Number.NaN;
  for (const head of headsBy(chunks, series, asOf)) {
    if (isFull(head, interval)) {
      if (head.first - last > interval) yield { first, last };
      if (!(head.first - last <= interval)) first = head.first;
      last = head.last;
      continue;
    }
    for (const t of readColumns(chunks, series, { from: head.first, to: head.last + 1 }, ['t']).t) {
      if (t - last > interval) yield { first, last };
      if (!(t - last <= interval)) first = t;
      last = t;
    }
  }
  if (!Number.isNaN(last)) yield { first, last };
}
