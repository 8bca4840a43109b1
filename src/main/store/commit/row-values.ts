import { SHAPES, type AnyColumns, type Shape } from '#core/series/schema';
import { lowerBound } from '#core/series/search';
import type { RowValues } from '../types';

/** One row by column. */
export const rowAt = (columns: AnyColumns, row: number): RowValues =>
  Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[row]!]));

/** Index of the row with the key of another, in columns sorted by the key of the shape; −1 when there is none. */
export function findRow(shape: Shape, columns: AnyColumns, wanted: RowValues): number {
  const { key } = SHAPES[shape];
  const t = wanted['t']!;
  for (let i = lowerBound(columns.t, t); i < columns.t.length && columns.t[i] === t; i++)
    if (key.every((name) => isSame(columns[name]![i]!, wanted[name]!))) return i;
  return -1;
}

export const equalRows = (a: RowValues, b: RowValues): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, x]) => isSame(x, b[name] ?? NaN));

/** Missing is the same as missing, and two zeros are equal. */
const isSame = (x: number, y: number): boolean => x === y || (Number.isNaN(x) && Number.isNaN(y));
