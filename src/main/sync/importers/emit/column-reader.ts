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
  if (field.from === 'value' && field.scale === 1 && !field.zeroIsMissing && field.lead === 0) return () => source;
  const column = new Float64Array(capacity);
  if (field.from === 'clock') {
    const toUtc = zoneToUtc(field.zone);
    return () => {
      for (let i = 0; i < batch.rows; i++) column[i] = toUtc(source[i]! + field.at);
      return column;
    };
  }
  const { scale, zeroIsMissing, lead } = field;
  return () => {
    for (let i = 0; i < batch.rows; i++)
      column[i] = zeroIsMissing && source[i] === 0 ? Number.NaN : scaled(source[i]!, scale) - lead;
    return column;
  };
}

/** A power of ten moves the decimal point: 64.1 % is 0.641 and not 64.1 / 100 = 0.6409999999999999. */
export function scaled(value: number, scale: number): number {
  if (!Number.isFinite(value)) return value;
  const shift = Math.round(Math.log10(scale));
  if (Number(`1e${shift}`) !== scale) return value * scale;
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + shift}`);
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
