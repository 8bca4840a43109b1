import { decodeColumns } from '#core/series/codec';
import { mergeColumns, type MergeResult } from '#core/series/merge';
import { chunkSpan, emptyColumns, type AnyColumns, type Shape } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { ChunkRepository, ChunkSeal } from '../repositories/chunks';
import type { PyramidRepository } from '../repositories/pyramids';
import { damagedChunk, isIntact } from '../series/block';
import type { CoarseBlock, PackedChunk, SeriesId, SeriesKey } from '../types';
import type { OpenChunks } from './open-chunks';
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
  open: OpenChunks,
  target: Target,
  shape: Shape,
  { bucket, columns, line, strict }: Slice,
  packed: readonly PackedChunk[] = [],
): MergeResult {
  const { id, interval } = target;
  const stored = chunks.seal(id, bucket);
  const existing = stored && (open.find(id, bucket, stored) ?? readExisting(chunks, target, bucket));
  const most = interval > 0 ? chunkSpan(shape, interval) / interval : 0;
  const merge = (): MergeResult => {
    if (!existing) return strict ? allNew(columns, columns) : mergeColumns(shape, emptyColumns(shape), columns, line);
    const isLater = strict && columns.t[0]! > existing.t.at(-1)!;
    return isLater
      ? allNew(columns, open.append(id, bucket, shape, existing, columns, most))
      : mergeColumns(shape, existing, columns, line);
  };
  const result = merge();
  if (result.added + result.merged === 0) return result;
  const isOurs = result.columns !== columns; // and not the page's, whose arrays may be filled again
  const ready = isOurs ? undefined : packed.find((one) => one.bucket === bucket);
  const seal = putChunk(chunks, pyramids, target, shape, bucket, result.columns, ready);
  if (isOurs && seal.rows !== most) open.keep(id, bucket, seal, result.columns);
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
): ChunkSeal {
  const { t } = columns;
  const { data, crc, coarse } = ready ?? packChunk(shape, interval, bucket, columns);
  const seal = { rows: t.length, first: t[0]!, last: t.at(-1)!, crc };
  chunks.put(id, bucket, seal, data);
  putCoarse(pyramids, id, bucket, coarse);
  return seal;
}

export function putCoarse(pyramids: PyramidRepository, id: SeriesId, bucket: Ms, coarse: readonly CoarseBlock[]): void {
  for (const { level, rows, crc, data } of coarse) pyramids.put(id, level, bucket, rows, crc, data);
}

/** The usual case: nothing is stored, or only what comes before, and every stamp is of its own. */
const allNew = (rows: AnyColumns, columns: AnyColumns): MergeResult => ({
  columns,
  added: rows.t.length,
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
