import { lowerBound } from '#core/series/search';
import type { Ms } from '#core/time/ms';
import type { ChunkHead, ChunkRepository } from '../repositories/chunks';
import type { SeriesRecord } from '../types';
import { readChunk, stampSpan } from './read-columns';

/** True when no row is missing between a chunk's first and last. */
export const isFull = ({ first, last, rows }: Omit<ChunkHead, 'bucket'>, interval: Ms): boolean =>
  last - first === (rows - 1) * interval;

/**
 * Heads of a series, ascending, as they would stand had nothing been stored that was known after `asOf`. At most the one chunk
 * that the instant falls into is unpacked.
 */
export function headsBy(chunks: ChunkRepository, series: SeriesRecord, asOf?: Ms): ChunkHead[] {
  const all = chunks.heads(series.id);
  if (asOf === undefined) return all;
  const { to: before } = stampSpan({ asOf }, series.knownLag);
  const heads = all.filter(({ first }) => first < before);
  const last = heads.pop();
  return last ? [...heads, cutHead(chunks, series, last, before)] : [];
}

/** A chunk that begins before an instant, as far as it lies before it. */
export function cutHead(chunks: ChunkRepository, series: SeriesRecord, head: ChunkHead, before: Ms): ChunkHead {
  if (head.last < before) return head;
  const { interval } = series;
  if (interval > 0 && isFull(head, interval)) {
    const rows = Math.ceil((before - head.first) / interval);
    return { ...head, rows, last: head.first + (rows - 1) * interval };
  }
  const { t } = readChunk(chunks, series, head, ['t']);
  const rows = lowerBound(t, before);
  return { ...head, rows, last: t[rows - 1]! };
}
