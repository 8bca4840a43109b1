import { MS_PER_SECOND, type Ms } from '../../time/ms';
import type { PrintWindow } from './types';

/** Prints on a clock that starts with the window and on which the mean gap is 1. */
export interface Tape {
  /** Times, ascending; those at or before 0 are history. */
  readonly at: Float64Array;
  /** Index of the first print inside the window. */
  readonly first: number;
  /** Prints inside the window, which is (0, n]. */
  readonly n: number;
  /** Distinct instants inside. */
  readonly instants: number;
  /** Shortest time between two instants, history included. */
  readonly shortestGap: number;
  /** Length of the mean gap [s]. */
  readonly meanGap: number;
}

/**
 * @param t times [ms].
 * @throws {RangeError} t is not ascending, or the window has no length.
 */
export function toTape(t: Float64Array, { from, to }: PrintWindow): Tape {
  if (!(from < to)) throw new RangeError(`from=${from} to=${to}`);
  const [first, end] = spanOf(t, { from, to });
  const n = end - first;
  const meanGap = (to - from) / n;
  const at = new Float64Array(end);
  let shortestGap = Infinity;
  let instants = 0;
  for (let i = 0; i < end; i++) {
    at[i] = (t[i] - from) / meanGap;
    const gap = i > 0 ? at[i] - at[i - 1] : Infinity;
    if (gap > 0) shortestGap = Math.min(shortestGap, gap);
    if (i >= first && (gap > 0 || i === first)) instants++;
  }
  return { at, first, n, instants, shortestGap, meanGap: meanGap / MS_PER_SECOND };
}

/**
 * Indices [first, end) of the prints in (from, to].
 * @throws {RangeError} t is not ascending up to `to`.
 */
export function spanOf(
  t: Float64Array,
  { from, to }: { readonly from: Ms; readonly to: Ms },
): readonly [number, number] {
  let first = 0;
  let end = 0;
  for (; end < t.length && !(t[end] > to); end++) {
    if (!(end === 0 ? Number.isFinite(t[0]) : t[end] >= t[end - 1])) throw new RangeError(`t[${end}]=${t[end]}`);
    if (t[end] <= from) first = end + 1;
  }
  return [first, end];
}
