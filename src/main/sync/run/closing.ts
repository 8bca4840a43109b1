import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { CLOSING } from '../plan/bounds';
import type { FetchedSeries, Range } from '../source';

/** Emptiness younger than this, or than three intervals, is not believed for good: figures may come late. */
const LATE: Ms = MS_PER_DAY;

/** How long after its stamp a row of the series is whole and known. */
export const lagOf = ({ kind, interval, traits }: Pick<FetchedSeries, 'kind' | 'interval' | 'traits'>): Ms =>
  kind === 'bars' || kind === 'vol' || kind === 'liquidations' ? Math.max(traits.knownLag, interval) : traits.knownLag;

/** Newest stamp of rows that are whole by the source's clock. */
export const newestClosed = (sourceNow: Ms, lag: Ms): Ms => sourceNow - CLOSING - lag;

/**
 * The part of a claimed range that is settled for good: not beyond what is closed, and not the emptiness after the last
 * row while that is young.
 * @param last newest stamp that came; NaN when none did
 */
export function settledPart(
  claimed: Range,
  {
    sourceNow,
    lag,
    interval,
    last,
  }: { readonly sourceNow: Ms; readonly lag: Ms; readonly interval: Ms; readonly last: Ms },
): Range | undefined {
  const reached = last + Math.max(interval, 1);
  const old = sourceNow - Math.max(LATE, 3 * interval);
  const closed = Math.min(claimed.to, Math.max(newestClosed(sourceNow, lag) + 1, reached || -Infinity));
  const to = closed <= old || reached >= closed ? closed : Math.max(reached || -Infinity, Math.min(closed, old));
  const whole = { from: Math.ceil(claimed.from), to: Math.floor(to) };
  return whole.to > whole.from ? whole : undefined;
}
