import { FAN_QUANTILES } from '../evidence/fan';
import { predictiveQuantile } from '../stats/quantile';
import type { TimeShiftResult } from './types';

/** Fewer values than this are no fan. */
const LEAST = 2;

/** {@link FAN_QUANTILES} of the next outcome after these, by rank (`predictiveQuantile`). NaN values are left out; NaN with fewer than two. */
export function predictiveFan(values: Float64Array): Float64Array {
  const sorted = values.filter((x) => !Number.isNaN(x)).sort();
  return Float64Array.from(FAN_QUANTILES, (q) => (sorted.length < LEAST ? NaN : predictiveQuantile(sorted, q)));
}

/** The fan of some paths on one grid, offset by offset: where the next path would lie. */
export function fanOf(paths: readonly Float64Array[], points: number): TimeShiftResult['fan'] {
  const rows = FAN_QUANTILES.map(() => new Float64Array(points));
  const n = new Float64Array(points);
  for (let i = 0; i < points; i++) {
    const values = Float64Array.from(paths, (path) => path[i]);
    for (const x of values) if (!Number.isNaN(x)) n[i]++;
    predictiveFan(values).forEach((x, q) => (rows[q][i] = x));
  }
  return { quantiles: FAN_QUANTILES, rows, n };
}

/** Most that the band between two quantiles can hold of the next outcome, with so many behind it: it ends at the outermost of them. */
export function mostHeld(n: number): number {
  return Math.max(0, (n - 1) / (n + 1));
}
