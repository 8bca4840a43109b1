import { MS_PER_DAY, MS_PER_YEAR } from '../time/ms';
import type { Ladder } from './chain';
import { black76Prices } from './black76';
import { sviVariance, sviVolatility, type Svi } from './svi';

/** Variance of one expiry from its strip of out-of-the-money quotes. */
export interface StripVariance {
  readonly tau: number;
  /** Annualised variance of the strip alone, as the CBOE sums it. */
  readonly quoted: number;
  /** With what the fitted smile puts beyond the lowest and the highest strike used; `quoted` without a fit. */
  readonly variance: number;
  /** First strike at or below the forward. */
  readonly k0: number;
  /** Strikes used, K0 among them. */
  readonly strikes: number;
}

/** Zero bids in a row after which no strike farther out is used. */
const ZERO_BIDS = 2;
const TAIL_DEVIATIONS = 10;
/** Log-moneyness beyond which no tail is followed. */
const FARTHEST = 50;
const TAIL_STEPS = 200;

/**
 * Model-free variance of one expiry: (2/T)·Σ ΔK/K²·e^(rT)·Q(K) − (1/T)·(F/K0 − 1)². Q is the middle of the quote of the side that is
 * out of the money, at K0 the mean of both sides. From K0 outwards a strike without a bid is left out, and so is everything beyond
 * two such strikes in a row. A coin premium times F is the value that the sum wants, as Black-76 / F is what the venue quotes.
 *
 * A venue lists few strikes, so that the strip may end well inside the distribution. Given a smile, its Black-76 values are
 * integrated beyond both ends, from where the outermost interval stops.
 * @returns undefined: no strike at or below the forward has both sides quoted, or fewer than three strikes are left.
 * @source Cboe Volatility Index Mathematics Methodology (2023), step 2. Differences: F comes from executable parity quotes near
 *   the money instead of the strike of least |C − P|; years are ACT/365 by the millisecond; tails by the smile, stated apart.
 */
export function stripVariance(
  { strike, call, put, tau, settlement, discount }: Ladder,
  forward: number,
  svi?: Svi,
): StripVariance | undefined {
  let at = -1;
  while (at + 1 < strike.length && strike[at + 1] <= forward) at++;
  const unit = settlement === 'coin' ? forward : 1 / discount;
  const middle = ({ bid, ask }: Ladder['call'], i: number): number => ((bid[i] + ask[i]) / 2) * unit;
  const central = at < 0 ? NaN : (middle(call, at) + middle(put, at)) / 2;
  if (Number.isNaN(central)) return undefined;
  const chosen = [
    ...outwards(strike.length, at, -1, put.bid, put.listed).reverse(),
    at,
    ...outwards(strike.length, at, 1, call.bid, call.listed),
  ].filter((i) => i === at || !Number.isNaN(middle(i < at ? put : call, i)));
  const last = chosen.length - 1;
  if (last < 2) return undefined;
  const k = chosen.map((i) => strike[i]);
  const widthOf = (j: number): number =>
    j === 0 ? k[1] - k[0] : j === last ? k[j] - k[j - 1] : (k[j + 1] - k[j - 1]) / 2;
  let sum = 0;
  for (let j = 0; j <= last; j++) {
    const i = chosen[j];
    const value = i === at ? central : middle(i < at ? put : call, i);
    sum += (widthOf(j) / (k[j] * k[j])) * value;
  }
  const quoted = (2 * sum) / tau - (forward / strike[at] - 1) ** 2 / tau;
  const ends = [k[0] - widthOf(0) / 2, k[last] + widthOf(last) / 2] as const;
  const beyond = svi ? tailVariance(svi, forward, tau, ends) : 0;
  return { tau, quoted, variance: quoted + beyond, k0: strike[at], strikes: chosen.length };
}

/** Strikes with a bid from the one next to `at` on, until two listed ones in a row have none. */
function outwards(n: number, at: number, step: 1 | -1, bid: Float64Array, listed: Uint8Array): number[] {
  const found: number[] = [];
  for (let i = at + step, zero = 0; i >= 0 && i < n && zero < ZERO_BIDS; i += step) {
    if (!listed[i]) continue;
    zero = Number.isNaN(bid[i]) ? zero + 1 : 0;
    if (zero === 0) found.push(i);
  }
  return found;
}

/** (2/T)·∫ Q(K)/K² dK beyond both ends, by Simpson's rule in log-strike with steps that grow outwards. */
function tailVariance(svi: Svi, forward: number, tau: number, [low, high]: readonly [number, number]): number {
  const deviation = Math.sqrt(sviVariance(svi, 0));
  const tails = [
    { kind: 'put', side: -1, end: low > 0 ? -Math.log(low / forward) : Infinity },
    { kind: 'call', side: 1, end: Math.log(high / forward) },
  ] as const;
  let total = 0;
  for (const { kind, side, end } of tails) {
    const span = reachOf(svi, side) - end;
    if (!(span > 0)) continue;
    // k = end + deviation·(e^x − 1)
    const step = Math.log1p(span / deviation) / TAIL_STEPS;
    const growth = Float64Array.from({ length: TAIL_STEPS + 1 }, (_, i) => Math.exp(i * step));
    const k = growth.map((x) => side * (end + deviation * (x - 1)));
    const strikes = k.map((x) => forward * Math.exp(x));
    const values = black76Prices(kind, forward, strikes, tau, 0, k.map((x) => sviVolatility(svi, x, tau))); // prettier-ignore
    for (let i = 0; i <= TAIL_STEPS; i++) {
      const weight = i === 0 || i === TAIL_STEPS ? 1 : i % 2 === 0 ? 2 : 4;
      total += ((weight * step) / 3) * deviation * growth[i] * (values[i] / strikes[i]);
    }
  }
  return (2 / tau) * total;
}

/** |log-moneyness| from which on nothing is left: so many of the deviations there. */
function reachOf(svi: Svi, side: 1 | -1): number {
  let k = TAIL_DEVIATIONS * Math.sqrt(sviVariance(svi, 0));
  while (k < FARTHEST && k < TAIL_DEVIATIONS * Math.sqrt(sviVariance(svi, side * k))) k *= 1.5;
  return Math.min(k, FARTHEST);
}

/** A volatility index [1/√yr]. */
export interface VarianceIndex {
  /** √ of the variance interpolated to the maturity; with tails where there is a fit. */
  readonly value: number;
  /** The same from quoted strikes alone. */
  readonly quoted: number;
  /** Expiries around the maturity; `near` alone where an expiry lies on it. */
  readonly near: StripVariance;
  readonly next: StripVariance;
}

const YEARS_PER_DAY = MS_PER_DAY / MS_PER_YEAR;

/**
 * Index at a constant maturity from the two expiries around it: total variance linear in time.
 * @param strips ascending by tau. @returns undefined: the maturity is not between two of them.
 * @source Cboe Volatility Index Mathematics Methodology (2023), step 3.
 */
export function varianceIndex(strips: readonly StripVariance[], days = 30): VarianceIndex | undefined {
  const tau = days * YEARS_PER_DAY;
  const after = strips.findIndex((strip) => strip.tau >= tau);
  const next = strips[after];
  const near = next?.tau === tau ? next : strips[after - 1];
  if (!near || !next) return undefined;
  const share = near === next ? 0 : (tau - near.tau) / (next.tau - near.tau);
  const at = (pick: (strip: StripVariance) => number): number =>
    Math.sqrt(((1 - share) * near.tau * pick(near) + share * next.tau * pick(next)) / tau);
  return { value: at((strip) => strip.variance), quoted: at((strip) => strip.quoted), near, next };
}
