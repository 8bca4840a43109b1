import type { Ms } from '#core/time/ms';
import type { ChunkRepository } from '../repositories/chunks';
import type { SeriesRecord } from '../types';
import { readColumns, stampSpan } from './read-columns';

/**
 * A series as a list made at `asOf` would have told it: its rows and last stamp are those that were known by then.
 * Decodes at most the one chunk that the instant falls into.
 */
export function knownBy(chunks: ChunkRepository, series: SeriesRecord, asOf: Ms): SeriesRecord {
  const { id, knownLag, rows, to } = series;
  if (rows === 0 || to + knownLag <= asOf) return series;
  const { to: before } = stampSpan({ asOf }, knownLag);
  const heads = chunks.heads(id).filter(({ first }) => first < before);
  const last = heads.at(-1);
  if (!last) return { ...series, rows: 0, from: NaN, to: NaN };
  const { t } = readColumns(chunks, series, { from: last.first, asOf }, ['t']);
  const whole = heads.slice(0, -1).reduce((sum, head) => sum + head.rows, 0);
  return { ...series, rows: whole + t.length, to: t.at(-1)! };
}
