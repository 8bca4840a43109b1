import { emptyColumns, SHAPES, type AnyColumns, type Columns, type ColumnName, type Shape } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import { NetError } from '../net/types';
import type { Range } from '../source';

/**
 * Leaves out the rows just beside a range: some venues also send the bar in which it begins, or the row at its very end.
 * Rows further away than `slack` stay, because such an answer is not the one that was asked for, and has to be noticed.
 */
export function within<S extends Shape>(shape: S, columns: Columns<S>, { from, to }: Range, slack: Ms): Columns<S> {
  const { t } = columns as AnyColumns;
  const kept: number[] = [];
  for (let i = 0; i < t.length; i++) {
    const at = t[i]!;
    const isBeside = (at < from && at >= from - slack) || (at >= to && at < to + slack);
    if (!isBeside) kept.push(i);
  }
  if (kept.length === t.length) return columns;
  const rest = emptyColumns(shape, kept.length);
  for (const name of SHAPES[shape].columns as readonly ColumnName<S>[])
    kept.forEach((row, i) => {
      rest[name][i] = columns[name][row]!;
    });
  return rest;
}

/** Newest stamp within a range; NaN when there is none. */
export const newestWithin = (t: Float64Array, { from, to }: Range): Ms =>
  t.reduce((newest, at) => (at >= from && at < to && !(newest >= at) ? at : newest), Number.NaN);

/** @throws NetError `broken` when a row is further from the range than `slack`: such an answer says nothing of the range */
export function mustLieWithin(t: Float64Array, { from, to }: Range, slack: Ms = 0): void {
  for (const at of t)
    if (at < from - slack || at >= to + slack)
      throw new NetError(
        'broken',
        'The answer holds rows from another time than was asked for. Nothing of it was kept.',
      );
}
