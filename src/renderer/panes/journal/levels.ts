import { lowerBound } from '#core/series/search';
import type { Bars } from '#core/series/schema';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';

/** How far back a low may be looked for. */
export const LOW_SPANS: readonly Ms[] = [MS_PER_HOUR, 4 * MS_PER_HOUR, MS_PER_DAY, 3 * MS_PER_DAY, 7 * MS_PER_DAY];

/** The lowest low of a stretch that ends at the clock. */
export interface RecentLow {
  readonly span: Ms;
  /** NaN when no bar of that stretch is known. */
  readonly low: number;
}

/** Lows of bars that were closed by `end`; of each stretch the bars that open in it. */
export function recentLows({ t, l }: Pick<Bars, 't' | 'l'>, end: Ms): RecentLow[] {
  return LOW_SPANS.map((span) => {
    const lows = l.subarray(lowerBound(t, end - span), lowerBound(t, end));
    return { span, low: lows.length > 0 ? lows.reduce((least, x) => (x < least ? x : least), Infinity) : NaN };
  });
}
