import type { Batch } from '../csv/scan';
import { zoneToUtc } from '../csv/zone';
import type { BoundField } from '../plan/bind';

/** A field of the batch's rows. The array is good until the next batch. */
export type ColumnReader = () => Float64Array;

/** Plain numbers are read in place; anything else is worked out into a column of its own. */
export function createReader(
  field: BoundField,
  batch: Batch,
  texts: (slot: number) => readonly string[],
): ColumnReader {
  const { capacity } = batch;
  if (field.from === 'constant') {
    const column = new Float64Array(capacity).fill(field.value);
    return () => column;
  }
  if (field.from === 'tag') return tagReader(field, batch, texts);
  const source = batch.values.subarray(field.slot * capacity, (field.slot + 1) * capacity);
  if (field.from === 'value' && field.scale === 1 && !field.zeroIsMissing) return () => source;
  const column = new Float64Array(capacity);
  if (field.from === 'clock') {
    const toUtc = zoneToUtc(field.zone);
    return () => {
      for (let i = 0; i < batch.rows; i++) column[i] = toUtc(source[i]! + field.at);
      return column;
    };
  }
  const { scale, zeroIsMissing } = field;
  return () => {
    for (let i = 0; i < batch.rows; i++)
      column[i] = zeroIsMissing && source[i] === 0 ? Number.NaN : scaled(source[i]!, scale);
    return column;
  };
}

/** 57.03 % is 0.5703: dividing by a hundred rounds once, multiplying by 0.01 rounds a rounded factor. */
export function scaled(value: number, scale: number): number {
  const inverse = Math.round(1 / scale);
  return scale < 1 && Math.abs(inverse * scale - 1) < 1e-12 ? value / inverse : value * scale;
}

function tagReader(
  field: BoundField & { from: 'tag' },
  batch: Batch,
  texts: (slot: number) => readonly string[],
): ColumnReader {
  const ids = batch.tags.subarray(field.slot * batch.capacity, (field.slot + 1) * batch.capacity);
  const column = new Float64Array(batch.capacity);
  const numbers: number[] = [];
  return () => {
    const known = texts(field.slot);
    while (numbers.length < known.length) numbers.push(field.read(known[numbers.length]!));
    for (let i = 0; i < batch.rows; i++) column[i] = numbers[ids[i]!]!;
    return column;
  };
}
