import { decodeInto } from '#core/series/codec';
import { SHAPES, chunkSpan, type AnyColumns } from '#core/series/schema';
import { lowerBound } from '#core/series/search';
import type { Ms } from '#core/time/ms';
import type { ChunkHead, ChunkRepository } from '../repositories/chunks';
import type { ReadRange, SeriesRecord } from '../types';
import { EARLIEST, LATEST } from '../repositories/values';
import { damagedChunk, isIntact, shapeOfKey } from './block';

/** Half-open span of stamps that a range lets through. */
export interface StampSpan {
  readonly from: Ms;
  readonly to: Ms;
}

/** Stamps are whole milliseconds: known by `asOf` means t + lag <= asOf, so t < asOf − lag + 1. */
export function stampSpan({ from, to, asOf }: ReadRange, knownLag: Ms): StampSpan {
  const knownBefore = asOf === undefined ? LATEST : Math.floor(asOf - knownLag) + 1;
  return { from: from ?? EARLIEST, to: Math.min(to ?? LATEST, knownBefore) };
}

/** A chunk and which of its rows are wanted. */
interface Part {
  readonly head: ChunkHead;
  readonly begin: number;
  readonly end: number;
}

/**
 * Rows of a series into exactly as large columns. Whole chunks are decoded in place; only those at the two ends go
 * through a copy. Each chunk's checksum is verified before it is decoded.
 */
export function readColumns(
  chunks: ChunkRepository,
  series: SeriesRecord,
  range: ReadRange,
  names?: readonly string[],
): AnyColumns {
  const shape = shapeOfKey(series);
  const wanted = names ?? SHAPES[shape].columns;
  checkNames(wanted, SHAPES[shape].columns);
  const { from, to } = stampSpan(range, series.knownLag);
  const span = chunkSpan(shape, series.interval);
  const heads = from < to ? chunks.headsBetween(series.id, Math.floor(from / span) * span, from, to) : [];
  const parts = heads.map((head) => cut(chunks, series, head, from, to));
  const rows = parts.reduce((sum, { begin, end }) => sum + end - begin, 0);
  const targets = wanted.map(() => new Float64Array(rows));
  let at = 0;
  for (const part of parts) at = decodePart(chunks, series, part, targets, at, wanted);
  return Object.fromEntries(wanted.map((name, k) => [name, targets[k]!])) as AnyColumns;
}

/** Columns of one whole chunk. */
export function readChunk(
  chunks: ChunkRepository,
  series: SeriesRecord,
  head: ChunkHead,
  names: readonly string[],
): AnyColumns {
  const targets = names.map(() => new Float64Array(head.rows));
  decodeWhole(chunks, series, head, targets, 0, names);
  return Object.fromEntries(names.map((name, k) => [name, targets[k]!])) as AnyColumns;
}

function checkNames(names: readonly string[], known: readonly string[]): void {
  for (const name of names)
    if (!known.includes(name)) throw new RangeError(`no column '${name}', there are ${known.join(', ')}`);
}

function cut(chunks: ChunkRepository, series: SeriesRecord, head: ChunkHead, from: Ms, to: Ms): Part {
  if (head.first >= from && head.last < to) return { head, begin: 0, end: head.rows };
  const { t } = readChunk(chunks, series, head, ['t']);
  return { head, begin: lowerBound(t, from), end: lowerBound(t, to) };
}

function decodePart(
  chunks: ChunkRepository,
  series: SeriesRecord,
  { head, begin, end }: Part,
  targets: readonly Float64Array[],
  at: number,
  names: readonly string[],
): number {
  if (begin === 0 && end === head.rows) {
    decodeWhole(chunks, series, head, targets, at, names);
  } else if (begin < end) {
    const columns = readChunk(chunks, series, head, names);
    names.forEach((name, k) => targets[k]!.set(columns[name]!.subarray(begin, end), at));
  }
  return at + end - begin;
}

/** Decodes a chunk into rows `at`… of the targets. @throws {StoreError} `corrupt`, naming series and span. */
export function decodeWhole(
  chunks: ChunkRepository,
  series: SeriesRecord,
  head: ChunkHead,
  targets: readonly Float64Array[],
  at: number,
  names: readonly string[],
): void {
  const found = chunks.data(series.id, head.bucket);
  if (!found) throw damagedChunk(series, head.first, head.last, 'it is gone');
  if (!isIntact(found.data, found.crc))
    throw damagedChunk(series, head.first, head.last, 'its checksum does not match');
  let rows: number;
  try {
    rows = decodeInto(found.data, targets, at, names);
  } catch (cause) {
    throw damagedChunk(series, head.first, head.last, (cause as Error).message, cause);
  }
  if (rows !== head.rows) throw damagedChunk(series, head.first, head.last, `${rows} rows instead of ${head.rows}`);
}
