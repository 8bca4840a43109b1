import type { Columns } from '../series/schema';
import { median } from '../stats/robust';
import { MS_PER_MINUTE, MS_PER_YEAR, type Ms } from '../time/ms';

/** What a premium is paid in: the coin that the strike prices (inverse options), or the currency of the strike. */
export type Settlement = 'coin' | 'quote';

/** Quotes of one side of an expiry by strike, premiums as the venue states them; NaN where there is none. Shapes (strikes). */
export interface SideQuotes {
  /** 1 where the chain has a row. */
  readonly listed: Uint8Array;
  readonly bid: Float64Array;
  readonly ask: Float64Array;
  /** [contracts], 0 where nothing is quoted. */
  readonly bidSize: Float64Array;
  readonly askSize: Float64Array;
}

/** Everything quoted for one expiry at one instant. */
export interface Ladder {
  readonly expiry: Ms;
  /** Years to expiry, ACT/365, > 0. */
  readonly tau: number;
  readonly settlement: Settlement;
  /** Worth now of one unit of quote currency at expiry; 1 for coin-settled options. */
  readonly discount: number;
  /** Ascending, shape (strikes). */
  readonly strike: Float64Array;
  readonly call: SideQuotes;
  readonly put: SideQuotes;
  /** Median of the underlying prices stated with the quotes; NaN where none is. */
  readonly underlying: number;
  readonly rows: number;
}

/** All expiries of a chain at one instant. */
export interface ChainSnapshot {
  readonly t: Ms;
  /** Median of the stated index prices; NaN where none is. */
  readonly index: number;
  /** Ascending by expiry. */
  readonly ladders: readonly Ladder[];
  /** Rows of expiries that are over. */
  readonly expired: number;
}

export interface ChainSettings {
  readonly settlement: Settlement;
  /** Risk-free rate of quote-settled options [1/yr, continuous]; not read for coin-settled ones. */
  readonly rate: number;
  /** A quote counts when it was captured less than this before the newest row: a tick stream has one row at a time. */
  readonly within: Ms;
}

export const DEFAULT_WITHIN: Ms = MS_PER_MINUTE;

/**
 * The newest quotes of a chain, by expiry and strike: of every option the last row within a span of time.
 * @param chain rows in the order of the key (t, expiry, strike, type).
 * @returns undefined: the chain has no rows.
 */
export function lastSnapshot(chain: Columns<'chain'>, settings: ChainSettings): ChainSnapshot | undefined {
  const count = chain.t.length;
  if (count === 0) return undefined;
  const t = chain.t[count - 1];
  const rows = lastRows(chain, t - settings.within);
  const ladders: Ladder[] = [];
  let expired = 0;
  for (let from = 0; from < rows.length;) {
    let to = from;
    while (to < rows.length && chain.expiry[rows[to]] === chain.expiry[rows[from]]) to++;
    const own = rows.slice(from, to);
    if (chain.expiry[own[0]] > t) ladders.push(ladderOf(chain, own, t, settings));
    else expired += own.length;
    from = to;
  }
  return { t, index: medianOf(chain.index, rows), ladders, expired };
}

/** Of each option the last row later than `after`, or of the last instant; by expiry, then strike. */
function lastRows({ t, expiry, strike, type }: Columns<'chain'>, after: Ms): number[] {
  const last = new Map<string, number>();
  const end = t[t.length - 1];
  for (let i = t.length - 1; i >= 0 && (t[i] > after || t[i] === end); i--) {
    const option = `${expiry[i]} ${strike[i]} ${type[i]}`;
    if (!last.has(option)) last.set(option, i);
  }
  return [...last.values()].sort((a, b) => expiry[a] - expiry[b] || strike[a] - strike[b]);
}

function ladderOf(
  chain: Columns<'chain'>,
  rows: readonly number[],
  t: Ms,
  { settlement, rate }: ChainSettings,
): Ladder {
  const expiry = chain.expiry[rows[0]];
  const tau = (expiry - t) / MS_PER_YEAR;
  const strike = Float64Array.from(new Set(rows.map((i) => chain.strike[i])));
  const side = (): SideQuotes => {
    const missing = (): Float64Array => new Float64Array(strike.length).fill(NaN);
    const none = (): Float64Array => new Float64Array(strike.length);
    return { listed: new Uint8Array(strike.length), bid: missing(), ask: missing(), bidSize: none(), askSize: none() };
  };
  const call = side();
  const put = side();
  let at = 0;
  for (const i of rows) {
    if (chain.strike[i] !== strike[at]) at++;
    const { listed, bid, ask, bidSize, askSize } = chain.type[i] > 0 ? call : put;
    listed[at] = 1;
    bid[at] = chain.bid[i] > 0 ? chain.bid[i] : NaN;
    ask[at] = chain.ask[i] > 0 ? chain.ask[i] : NaN;
    bidSize[at] = chain.bidSize[i] || 0;
    askSize[at] = chain.askSize[i] || 0;
  }
  const discount = settlement === 'coin' ? 1 : Math.exp(-rate * tau);
  const underlying = medianOf(chain.underlying, rows);
  return { expiry, tau, settlement, discount, strike, call, put, underlying, rows: rows.length };
}

const medianOf = (values: Float64Array, rows: readonly number[]): number =>
  median(Float64Array.from(rows, (i) => values[i]).filter((x) => x > 0));

/**
 * Forward that a long call and a short put at one strike come to.
 * Coin-settled: the pair pays 1 − K/S coins, as an inverse future of K quote units entered at K / (1 − C + P) does; that is
 * K + (C − P)·F with the synthetic itself as F.
 * @param difference call less put, as quoted. @returns NaN where the pair costs a coin or more.
 */
export function syntheticForward(
  { settlement, discount }: Pick<Ladder, 'settlement' | 'discount'>,
  strike: number,
  difference: number,
): number {
  // prettier-ignore
  if (settlement === 'quote') return strike + difference / discount;
  return difference < 1 ? strike / (1 - difference) : NaN;
}

/** Where the forward of an expiry was taken from. */
export interface ImpliedForward {
  readonly value: number;
  readonly from: 'parity' | 'venue';
  /** What the synthetic can be sold and bought at near the money; low > high: the quotes do not fit together. NaN without any. */
  readonly low: number;
  readonly high: number;
}

/** Strikes nearest to the money of which the forward is read. */
const NEAR_STRIKES = 6;
/** A synthetic is never trusted more closely than this share of its price. */
const LEAST_WIDTH = 1e-5;

/**
 * Forward of an expiry by put-call parity from executable quotes: the mean of the synthetic's middles at the strikes nearest to the
 * money, weighted by the inverse square of its width, between the highest price at which it can be sold there and the lowest at
 * which it can be bought. Where the two cross (quotes of different seconds), the mean as it is; without a strike that has all four
 * quotes, the venue's own underlying, which for many expiries is but the index.
 * @returns undefined: neither is there.
 */
export function impliedForward(ladder: Ladder): ImpliedForward | undefined {
  const { strike, call, put, underlying } = ladder;
  const pairs: { readonly distance: number; readonly low: number; readonly high: number }[] = [];
  for (let i = 0; i < strike.length; i++) {
    const low = syntheticForward(ladder, strike[i], call.bid[i] - put.ask[i]);
    const high = syntheticForward(ladder, strike[i], call.ask[i] - put.bid[i]);
    const distance = Math.abs(call.bid[i] + call.ask[i] - put.bid[i] - put.ask[i]);
    if (low <= high) pairs.push({ distance, low, high });
  }
  if (pairs.length === 0) return underlying > 0 ? { value: underlying, from: 'venue', low: NaN, high: NaN } : undefined;
  const near = pairs.sort((a, b) => a.distance - b.distance).slice(0, NEAR_STRIKES);
  const low = near.reduce((most, pair) => Math.max(most, pair.low), -Infinity);
  const high = near.reduce((least, pair) => Math.min(least, pair.high), Infinity);
  let sum = 0;
  let weights = 0;
  for (const pair of near) {
    const weight = 1 / Math.max(pair.high - pair.low, LEAST_WIDTH * pair.low) ** 2;
    sum += (weight * (pair.low + pair.high)) / 2;
    weights += weight;
  }
  const mean = sum / weights;
  const value = low <= high ? Math.min(high, Math.max(low, mean)) : mean;
  return { value, from: 'parity', low, high };
}
