import { staleAfter } from '../evidence/as-of';
import type { StudyMarket } from '../evidence/types';
import { lastIndexAtOrBefore } from '../series/search';
import type { Ms } from '../time/ms';

type PriceBars = StudyMarket['bars'];

/** Offsets of a grid, at most: more than a line on a screen can tell apart. */
const MOST_POINTS = 300;

/**
 * Offsets from t = 0 that paths are read at [ms], ascending, 0 among them: as many bars apart as keep them to about 300.
 * @throws {RangeError} the interval is not positive
 */
export function offsetGrid(interval: Ms, beforeMs: Ms, afterMs: Ms): Float64Array {
  if (!(interval > 0)) throw new RangeError(`interval=${interval}`);
  const step = interval * Math.max(1, Math.ceil((beforeMs + afterMs) / interval / MOST_POINTS));
  const before = Math.floor(beforeMs / step);
  return Float64Array.from({ length: before + Math.floor(afterMs / step) + 1 }, (_, i) => (i - before) * step);
}

/** Close of the last bar known at an instant; NaN when there is none, it lacks its close, or it closed more than `stale` before. */
export function knownClose({ columns, interval }: PriceBars, at: Ms, stale: Ms): number {
  const i = lastIndexAtOrBefore(columns.t, at - interval);
  return i >= 0 && columns.t[i] + interval >= at - stale ? columns.c[i] : NaN;
}

/** A path on the grid, and the price that it is measured from. */
export interface Path {
  readonly price: number;
  /** Log returns; NaN where the price was not known. */
  readonly values: Float64Array;
}

/**
 * Log return from the price at t = 0 to that at each offset, each price being the last close known then. A pause of up to three
 * bars is bridged; after the last bar the price is known only until the next one is due.
 * @param clock nothing after it is read
 */
export function pathOf(bars: PriceBars, t0: Ms, grid: Float64Array, clock: Ms): Path {
  const { t } = bars.columns;
  const { interval } = bars;
  const stale = staleAfter(interval, interval);
  const due = t.length > 0 ? t[t.length - 1] + 2 * interval : -Infinity;
  const priceAt = (at: Ms): number => (at <= clock && (at <= t0 || at < due) ? knownClose(bars, at, stale) : NaN);
  const price = priceAt(t0);
  return { price, values: grid.map((offset) => Math.log(priceAt(t0 + offset) / price)) };
}
