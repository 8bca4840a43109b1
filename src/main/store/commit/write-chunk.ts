import { decodeColumns } from '#core/series/codec';
import { mergeColumns, type MergeResult } from '#core/series/merge';
import { emptyColumns, type AnyColumns, type Shape } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { ChunkRepository } from '../repositories/chunks';
import type { PyramidRepository } from '../repositories/pyramids';
import { damagedChunk, isIntact } from '../series/block';
import type { CoarseBlock, PackedChunk, SeriesId, SeriesKey } from '../types';
import { packChunk } from './pack-chunk';
import type { Slice } from './partition';

interface Target extends SeriesKey {
  readonly id: SeriesId;
}

/**
 * Merges rows into the chunk they belong to, and writes chunk and coarser bars when that changed anything.
 * @param packed chunks of the page's rows that are packed already: of use where nothing is merged.
 * @throws {StoreError} `corrupt` when the stored chunk cannot be read: it is never overwritten unread.
 */
export function mergeIntoChunk(
  chunks: ChunkRepository,
  pyramids: PyramidRepository,
  target: Target,
  shape: Shape,
  { bucket, columns, line, strict }: Slice,
  packed: readonly PackedChunk[] = [],
): MergeResult {
  const existing = readExisting(chunks, target, bucket);
  const result =
    existing || !strict ? mergeColumns(shape, existing ?? emptyColumns(shape), columns, line) : allNew(columns);
  if (result.added + result.merged === 0) return result;
  const ready = result.columns === columns ? packed.find((one) => one.bucket === bucket) : undefined;
  putChunk(chunks, pyramids, target, shape, bucket, result.columns, ready);
  return result;
}

/** Writes a chunk with its coarser bars. */
export function putChunk(
  chunks: ChunkRepository,
  pyramids: PyramidRepository,
  { id, interval }: Target,
  shape: Shape,
  bucket: Ms,
  columns: AnyColumns,
  ready?: PackedChunk,
): void {
  const { t } = columns;
  const { data, crc, coarse } = ready ?? packChunk(shape, interval, bucket, columns);
  chunks.put(id, { bucket, rows: t.length, first: t[0]!, last: t.at(-1)! }, crc, data);
  putCoarse(pyramids, id, bucket, coarse);
}

export function putCoarse(pyramids: PyramidRepository, id: SeriesId, bucket: Ms, coarse: readonly CoarseBlock[]): void {
  for (const { level, rows, crc, data } of coarse) pyramids.put(id, level, bucket, rows, crc, data);
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

/** Columns of a stored chunk. @throws {StoreError} `corrupt` when it cannot be read. */
export function readExisting(chunks: ChunkRepository, target: Target, bucket: Ms): AnyColumns | undefined {
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
