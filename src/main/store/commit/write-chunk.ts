import { decodeColumns } from '#core/series/codec';
import { mergeColumns, type MergeResult } from '#core/series/merge';
import { resample } from '#core/series/resample';
import { emptyColumns, type AnyColumns, type Bars, type Shape } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { ChunkRepository } from '../repositories/chunks';
import type { PyramidRepository } from '../repositories/pyramids';
import { damagedChunk, isIntact, pack } from '../series/block';
import { pyramidLevels } from '../series/pyramid';
import type { SeriesId, SeriesKey } from '../types';
import type { Slice } from './partition';

interface Target extends SeriesKey {
  readonly id: SeriesId;
}

/**
 * Merges rows into the chunk they belong to, and writes chunk and coarser bars when that changed anything.
 * @throws {StoreError} `corrupt` when the stored chunk cannot be read: it is never overwritten unread.
 */
export function mergeIntoChunk(
  chunks: ChunkRepository,
  pyramids: PyramidRepository,
  target: Target,
  shape: Shape,
  { bucket, columns, line, strict }: Slice,
): MergeResult {
  const existing = readExisting(chunks, target, bucket);
  const result =
    existing || !strict ? mergeColumns(shape, existing ?? emptyColumns(shape), columns, line) : allNew(columns);
  if (result.added + result.merged === 0) return result;
  const { t } = result.columns;
  const { data, crc } = pack(result.columns, shape);
  chunks.put(target.id, { bucket, rows: t.length, first: t[0]!, last: t.at(-1)! }, crc, data);
  if (shape === 'bars') writePyramid(pyramids, target, bucket, result.columns);
  return result;
}

/** Coarser bars of one chunk, at every level kept for its interval; each from the bars themselves, so that sums round alike. */
export function writePyramid(
  pyramids: PyramidRepository,
  { id, interval }: { readonly id: SeriesId; readonly interval: Ms },
  bucket: Ms,
  columns: AnyColumns,
): void {
  for (const level of pyramidLevels(interval)) {
    const coarse = resample(columns as Bars, level);
    const { data, crc } = pack(coarse, 'bars');
    pyramids.put(id, level, bucket, coarse.t.length, crc, data);
  }
}

/** The usual case of a first import: nothing to merge with, and every stamp of its own. */
const allNew = (columns: AnyColumns): MergeResult => ({
  columns,
  added: columns.t.length,
  unchanged: 0,
  merged: 0,
  duplicates: 0,
  conflicts: [],
});

function readExisting(chunks: ChunkRepository, target: Target, bucket: Ms): AnyColumns | undefined {
  const stored = chunks.data(target.id, bucket);
  if (!stored) return undefined;
  const { first, last } = stored;
  if (!isIntact(stored.data, stored.crc)) throw damagedChunk(target, first, last, 'its checksum does not match');
  try {
    return decodeColumns(stored.data);
  } catch (cause) {
    throw damagedChunk(target, first, last, (cause as Error).message, cause);
  }
}
