import type { Side, Timed } from '../liquidations/types';
import type { Bars } from '../series/schema';
import { lastIndexAtOrBefore, lowerBound } from '../series/search';
import type { Ms } from '../time/ms';
import { BlockMinima } from './block-minima';

/** A pause of the series up to this many bars says nothing (a minute without a trade is often not reported). */
const QUIET_BARS = 3;
/** A longer pause is bridged while it is at most this share of the time since the entry: a venue under maintenance. */
const BRIDGED_SHARE = 0.05;

/** The bars of one instrument as outcomes and controls read them, seen from one side: a squeeze is a fall upside down. */
export interface PricePath {
  readonly interval: Ms;
  /** +1 for longs, −1 for shorts. */
  readonly sign: 1 | -1;
  readonly t: Float64Array;
  readonly open: Float64Array;
  readonly close: Float64Array;
  /** The side of each bar that hurts: lows of longs, highs of shorts. `lows` holds sign·hurt, `highs` −sign·help. */
  readonly hurt: Float64Array;
  readonly lows: BlockMinima;
  readonly highs: BlockMinima;
  /** Pauses of more than `QUIET_BARS` bars: from the end of a bar to the open of the next. */
  readonly holes: readonly { readonly from: Ms; readonly to: Ms }[];
  /** End of the last bar; −Infinity without bars. */
  readonly end: Ms;
}

/**
 * Bars known by an instant, ready for many questions. A bar that lacks a price is not a bar but a hole.
 * @throws {RangeError} the interval is not positive
 */
export function pricePath(bars: Timed<Bars>, side: Side, knownUntil: Ms): PricePath {
  const { interval } = bars;
  if (!(interval > 0)) throw new RangeError(`interval=${interval}`);
  const { t, o, h, l, c } = complete(bars.columns, lastIndexAtOrBefore(bars.columns.t, knownUntil - interval) + 1);
  const sign = side === 'long' ? 1 : -1;
  const [hurt, help] = side === 'long' ? [l, h] : [h, l];
  const holes = [];
  for (let i = 1; i < t.length; i++) {
    const from = t[i - 1] + interval;
    if (t[i] - from > QUIET_BARS * interval) holes.push({ from, to: t[i] });
  }
  return {
    interval,
    sign,
    t,
    open: o,
    close: c,
    hurt,
    lows: new BlockMinima(hurt, sign),
    highs: new BlockMinima(help, sign === 1 ? -1 : 1),
    holes,
    end: t.length > 0 ? t[t.length - 1] + interval : -Infinity,
  };
}

type Prices = Pick<Bars, 't' | 'o' | 'h' | 'l' | 'c'>;

/** The first n rows without those that lack a price. */
function complete({ t, o, h, l, c }: Bars, n: number): Prices {
  const isWhole = (i: number): boolean => o[i] > 0 && h[i] > 0 && l[i] > 0 && c[i] > 0;
  let i = 0;
  while (i < n && isWhole(i)) i++;
  const cut = (x: Float64Array): Float64Array => x.subarray(0, n);
  if (i === n) return { t: cut(t), o: cut(o), h: cut(h), l: cut(l), c: cut(c) };
  const pick = (x: Float64Array): Float64Array => cut(x).filter((_, k) => isWhole(k));
  return { t: pick(t), o: pick(o), h: pick(h), l: pick(l), c: pick(c) };
}

/** The bar whose open is the entry of a decision: the first at or after it; −1 when there is none without a hole before it. */
export function entryBar({ t, interval }: PricePath, decision: Ms): number {
  const i = lowerBound(t, decision);
  return i < t.length && t[i] - decision <= QUIET_BARS * interval ? i : -1;
}

/** Until when the path from an entry bar on is known: the first hole that is too long to be bridged, or the end. */
export function knownTo({ t, holes, end }: PricePath, entry: number): Ms {
  let lo = 0;
  for (let hi = holes.length; lo < hi;) {
    const mid = (lo + hi) >>> 1;
    if (holes[mid].from <= t[entry]) lo = mid + 1;
    else hi = mid;
  }
  for (let k = lo; k < holes.length; k++) {
    const { from, to } = holes[k];
    if (to - from > BRIDGED_SHARE * (to - t[entry])) return from;
  }
  return end;
}

/**
 * The low of a fall as an event tells it: of the bars that overlap [from, decision) and are known by the decision.
 * @returns price, or the high of a squeeze; NaN without such bars
 */
export function referenceLow({ t, interval, sign, lows }: PricePath, from: Ms, decision: Ms): number {
  const low = lows.least(lowerBound(t, from - interval + 1), lastIndexAtOrBefore(t, decision - interval) + 1);
  return low === Infinity ? NaN : sign * low;
}
