import type { KnownPoints } from '../evidence/types';
import { lastIndexAtOrBefore, lowerBound } from '../series/search';
import { median, robustZ } from '../stats/robust';
import { MS_PER_DAY, type Ms } from '../time/ms';
import type { Signals } from './gates';
import { volatilityForward, type VolatilityMarket } from './market';
import { damped, volatilityMarketOf } from './volatility-dynamics';

/** What is stored of a market, each value by the instant from which it was known; undefined: not stored. */
export interface HedgeHistory {
  readonly spot: KnownPoints;
  /** Volatility index of 30 days, and of 93 days of the same market [1/√yr]. */
  readonly index: KnownPoints | undefined;
  readonly back: KnownPoints | undefined;
  /** Volatility of the index's future of 30 days [1/√yr]. */
  readonly volOfVol: KnownPoints | undefined;
  /** Of the term structure, where there is no index of 93 days. */
  readonly slope: KnownPoints | undefined;
  /** IV(25d call) − IV(25d put). */
  readonly riskReversal: KnownPoints | undefined;
  /** Share of the confirmations of a cascade that said yes, known at its decision. */
  readonly exhaustion: KnownPoints | undefined;
  /** Paid by the long side at settlements, as a share of notional. */
  readonly funding: KnownPoints | undefined;
  /** Return of the index to its long run [1/yr]. */
  readonly speed: number;
}

/** A daily value outlives a weekend and two holidays. */
const STALE: Ms = 5 * MS_PER_DAY;
/** A cascade says nothing of a market a week later. */
const EVENT_STALE: Ms = 7 * MS_PER_DAY;
const SKEW_SPAN: Ms = 90 * MS_PER_DAY;
const LEAST_SKEW_DAYS = 20;
const YEAR_DAYS = 365;
const REALIZED_DAYS = 30;
const VOL_OF_VOL_DAYS = 90;
const MONTH = 30 / 365;

/** Last value known by an instant, NaN when it is older than `stale`. */
export function knownAt(points: KnownPoints | undefined, t: Ms, stale: Ms = Infinity): number {
  if (!points) return NaN;
  const i = lastIndexAtOrBefore(points.known, t);
  return i < 0 || t - points.known[i] > stale ? NaN : points.value[i];
}

/** Values at an instant and as many days before it, newest first; shape (days + 1). */
const daysBack = (points: KnownPoints | undefined, t: Ms, days: number): Float64Array =>
  Float64Array.from({ length: days + 1 }, (_, k) => knownAt(points, t - k * MS_PER_DAY, STALE));

/**
 * Volatility about 0 of daily log changes over calendar days [1/√yr of 365 days]; a day without trading counts with no change.
 * NaN: not every day is known.
 */
function volatilityOver(points: KnownPoints | undefined, t: Ms, days: number): number {
  const value = daysBack(points, t, days);
  let sum = 0;
  for (let k = 0; k < days; k++) sum += Math.log(value[k] / value[k + 1]) ** 2;
  return Math.sqrt((sum / days) * YEAR_DAYS);
}

/** Futures of the volatility index as they were known, modelled from the index; undefined without one. */
export function volatilityMarketAt(history: HedgeHistory, t: Ms): VolatilityMarket | undefined {
  const level = knownAt(history.index, t, STALE);
  if (Number.isNaN(level)) return undefined;
  const stated = knownAt(history.volOfVol, t, STALE);
  const volOfVol = Number.isNaN(stated)
    ? damped(volatilityOver(history.index, t, VOL_OF_VOL_DAYS), history.speed)
    : stated;
  const back = knownAt(history.back, t, STALE);
  const longRun = median(daysBack(history.index, t, YEAR_DAYS));
  return volatilityMarketOf({ level, back, longRun, volOfVol }, history.speed);
}

/** Risk reversals of the last 90 days, the last one of each day; puts that are dearer than they were make it high. */
function skewAt(points: KnownPoints | undefined, t: Ms): number {
  if (!points) return NaN;
  const { known, value } = points;
  const daily: number[] = [];
  const end = lastIndexAtOrBefore(known, t) + 1;
  for (let i = lowerBound(known, t - SKEW_SPAN); i < end; i++) {
    const isLastOfDay = i + 1 === end || Math.floor(known[i] / MS_PER_DAY) < Math.floor(known[i + 1] / MS_PER_DAY);
    if (isLastOfDay && !Number.isNaN(value[i])) daily.push(-value[i]);
  }
  return daily.length < LEAST_SKEW_DAYS ? NaN : robustZ(daily[daily.length - 1], Float64Array.from(daily));
}

/** Below the highest close of the year before [share ≤ 0]. */
function drawdownAt({ known, value }: KnownPoints, t: Ms): number {
  const last = lastIndexAtOrBefore(known, t);
  let high = NaN;
  for (let i = lowerBound(known, t - YEAR_DAYS * MS_PER_DAY); i <= last; i++) if (!(value[i] <= high)) high = value[i];
  return last < 0 ? NaN : value[last] / high - 1;
}

/**
 * What gates and adaptation read, from what was known by an instant.
 * `skew` is the robust z over 90 days of IV(25d put) − IV(25d call): the risk reversal with its sign turned, so that dear puts are high.
 * @source method.md, section 5.
 */
export function signalsAt(history: HedgeHistory, t: Ms): Signals {
  const market = volatilityMarketAt(history, t);
  const back = knownAt(history.back, t, STALE);
  const level = market ? market.level / 100 : NaN;
  return {
    volatility: market ? volatilityForward(market, MONTH) : NaN,
    slope: Number.isNaN(back) ? knownAt(history.slope, t, STALE) : level / back - 1,
    skew: skewAt(history.riskReversal, t),
    exhaustion: knownAt(history.exhaustion, t, EVENT_STALE),
    ivOverRealized: level / volatilityOver(history.spot, t, REALIZED_DAYS),
    drawdown: drawdownAt(history.spot, t),
  };
}
