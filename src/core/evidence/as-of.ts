import { lastIndexAtOrBefore } from '../series/search';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '../time/ms';
import type { KnownPoints, StudyMarket } from './types';

/** A bar, an open interest tells the state for this many of its intervals (a snapshot counts as hourly). */
const STALE_INTERVALS = 3;
/** A funding rate holds for a day. */
export const FUNDING_STALE: Ms = MS_PER_DAY;
/** A volatility index and the like: over a long weekend of the exchanges. */
export const POINT_STALE: Ms = 4 * MS_PER_DAY;

/** How old a row may be, from the instant at which it was known, to tell the state now. */
export function staleAfter(interval: Ms, barMs: Ms): Ms {
  return STALE_INTERVALS * Math.max(interval === 0 ? MS_PER_HOUR : interval, barMs);
}

/** The figure in force at an instant; NaN when there is none or it was known longer than `stale` before. */
export function pointAt({ known, value }: KnownPoints, at: Ms, stale: Ms = POINT_STALE): number {
  const i = lastIndexAtOrBefore(known, at);
  return i >= 0 && known[i] >= at - stale ? value[i] : NaN;
}

/** {@link pointAt} at the close of every bar. */
export function pointsAtCloses({ known, value }: KnownPoints, bars: StudyMarket['bars'], stale: Ms): Float64Array {
  const { t } = bars.columns;
  const out = new Float64Array(t.length).fill(NaN);
  let next = 0;
  for (let i = 0; i < t.length; i++) {
    const now = t[i] + bars.interval;
    while (next < known.length && known[next] <= now) next++;
    if (next > 0 && known[next - 1] >= now - stale) out[i] = value[next - 1];
  }
  return out;
}

/** Share by which open interest changed between two rows, in base units when both have them, else in USD. */
export function oiChangeBetween(
  { base, usd }: NonNullable<StudyMarket['oi']>['columns'],
  i: number,
  j: number,
): number {
  const inBase = base[j] / base[i] - 1;
  return Number.isNaN(inBase) ? usd[j] / usd[i] - 1 : inBase;
}
