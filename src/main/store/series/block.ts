import { crc32 } from 'node:zlib';
import { encodeColumns } from '#core/series/codec';
import { SHAPES, shapeOf, type AnyColumns, type Shape } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import { StoreError } from '../errors';
import { describeSeries } from '../repositories/series';
import type { PackedBlock, SeriesKey } from '../types';

export function pack(columns: AnyColumns, shape: Shape): PackedBlock {
  const data = encodeColumns(columns, SHAPES[shape].columns);
  return { data, crc: crc32(data) };
}

export const isIntact = (data: Uint8Array, crc: number): boolean => crc32(data) === crc;

/** Layout of a stored series. Macro series rest in their own table and never reach a chunk. */
export function shapeOfKey({ kind, interval }: Pick<SeriesKey, 'kind' | 'interval'>): Shape {
  if (kind === 'macro') throw new RangeError('a macro series has releases, not columns');
  return shapeOf(kind, interval);
}

/** A damaged chunk is named by series and span, so that the rest can be read and the span brought in again. */
export function damagedChunk(key: SeriesKey, from: Ms, to: Ms, detail: string, cause?: unknown): StoreError {
  const span = `${new Date(from).toISOString()} to ${new Date(to).toISOString()}`;
  return new StoreError(
    'corrupt',
    `A stored part of ${describeSeries(key)} is damaged (${span}: ${detail}). Nothing was changed, and everything else can ` +
      'be read. Restore a backup, or remove the damaged part under Data and import its file again.',
    cause === undefined ? undefined : { cause },
  );
}
