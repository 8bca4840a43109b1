import type { Rng } from '../random/rng';
import { stationarySums } from '../stats/stationary-bootstrap';
import { MS_PER_DAY, MS_PER_YEAR, type Ms } from '../time/ms';
import { black76Prices } from './black76';
import { optionFee, type FeeSettings } from './fees';
import { DERIBIT_MARGIN, marginRequirement, type MarginPreset } from './margin';
import { callDelta, probabilityAbove, type Smile } from './smile';
import { gainAt, ironCondor, profileOf, type OptionLeg, type PricedLeg } from './structures';
import { sviVolatility } from './svi';

export interface CondorSettings {
  /** |delta| that the short strikes are nearest to; 0.20 in the programme of Cboe's CNDR index. */
  readonly short: number;
  /** The wings: strikes nearest to a |delta| (0.05 in CNDR), or nearest to a distance from the short ones [quote currency]. */
  readonly wing: { readonly delta: number } | { readonly width: number };
  /** Days after which `decay` is read. */
  readonly decayDays: number;
  readonly fees: FeeSettings;
  readonly margin: MarginPreset;
}

export const CNDR: Pick<CondorSettings, 'short' | 'wing' | 'margin'> = {
  short: 0.2,
  wing: { delta: 0.05 },
  margin: DERIBIT_MARGIN,
};

/** Gains and losses by one view of the price at expiry. */
export interface Odds {
  /** Probability of ending with a gain. */
  readonly profit: number;
  /** Expected gain [quote currency]. */
  readonly expected: number;
}

/** A short iron condor at executable quotes [quote currency at expiry, per unit of underlying]; coin premiums at the forward. */
export interface Condor {
  readonly expiry: Ms;
  readonly days: number;
  readonly forward: number;
  /** Long put, short put, short call, long call. */
  readonly strikes: readonly [number, number, number, number];
  /** Forward deltas N(d1), puts below 0, by the fitted smile. */
  readonly deltas: readonly [number, number, number, number];
  /** Short legs at the bid, wings at the ask, fees paid; and at the middle of the quotes without fees. */
  readonly credit: number;
  readonly creditMid: number;
  /** Widest wing − credit. */
  readonly maxLoss: number;
  readonly breakEvens: Float64Array;
  /** Contracts at these quotes. */
  readonly size: number;
  /** From the smile. */
  readonly riskNeutral: Odds;
  /** From returns of the past drawn in blocks; NaN without. */
  readonly history: Odds;
  readonly margin: number;
  /** Expected gain over the margin, by the smile and by history. */
  readonly returnOnMargin: number;
  readonly historicalReturnOnMargin: number;
  /** Share of the extrinsic value that is gone after `decayDays` with the forward and the smile as they are; NaN at or after expiry. */
  readonly decay: number;
  /** A slice that fails an arbitrage check: its probabilities are not to be trusted. */
  readonly flagged: boolean;
}

/** Daily log returns known at the instant of the quotes, and how to draw from them. */
export interface ReturnHistory {
  readonly returns: Float64Array;
  readonly rng: Rng;
  readonly draws: number;
  /** Mean length of a block [days]. */
  readonly block: number;
}

/** Fewer days of history say too little of a month. */
const LEAST_RETURNS = 60;
const YEARS_PER_DAY = MS_PER_DAY / MS_PER_YEAR;

/**
 * The condor of an expiry whose strikes are nearest to what is asked for, among those that can be traded.
 * @returns undefined: the expiry has no fit, or no four such strikes in order.
 * @source Cboe S&P 500 Iron Condor Index (CNDR) methodology for the strike rule.
 */
export function condorOf(smile: Smile, settings: CondorSettings, past?: ReturnHistory): Condor | undefined {
  const { ladder, forward, fit } = smile;
  const chosen = fit && strikesOf(smile, settings);
  if (!fit || !chosen) return undefined;
  const { svi } = fit;
  const { tau, settlement, discount } = ladder;
  const { fees } = settings;
  const strikes = chosen.map((i) => ladder.strike[i]) as unknown as Condor['strikes'];
  const unit = settlement === 'coin' ? forward.value : 1;
  const vols = strikes.map((strike) => sviVolatility(svi, Math.log(strike / forward.value), tau));
  const deltas = strikes.map((strike, j) => callDelta(svi, Math.log(strike / forward.value)) - (j < 2 ? 1 : 0));
  const legs = ironCondor(strikes, tau) as readonly OptionLeg[];
  const sides = chosen.map((i, j) => {
    const { bid, ask, bidSize, askSize } = legs[j].kind === 'put' ? ladder.put : ladder.call;
    const [price, size] = legs[j].quantity > 0 ? [ask[i], askSize[i]] : [bid[i], bidSize[i]];
    const fee = optionFee(fees, settlement, price, forward.value);
    return { net: (price + legs[j].quantity * fee) * unit, middle: ((bid[i] + ask[i]) / 2) * unit, size };
  });
  const priced = legs.map((leg, j): PricedLeg => ({ ...leg, vol: vols[j], carry: 1, price: sides[j].net / discount }));
  const { cost, maxLoss, breakEvens } = profileOf(priced);
  const valueIn = (days: number): number => extrinsic(legs, forward.value, vols, days);
  const margin = marginRequirement(legs.map((leg, j) => ({ ...leg, forward: forward.value, vol: vols[j] })), settings.margin).requirement; // prettier-ignore
  const riskNeutral = oddsOfSmile(smile, priced, breakEvens, -cost + fairValue(legs, forward.value, vols));
  const history = oddsOfHistory(priced, forward.value, tau, past);
  return {
    ...{ expiry: ladder.expiry, days: tau / YEARS_PER_DAY, forward: forward.value, strikes },
    deltas: deltas as unknown as Condor['deltas'],
    credit: -cost,
    creditMid: -legs.reduce((sum, leg, j) => sum + (leg.quantity * sides[j].middle) / discount, 0),
    ...{ maxLoss, breakEvens, riskNeutral, history, margin },
    size: sides.reduce((least, { size }) => Math.min(least, size), Infinity),
    returnOnMargin: riskNeutral.expected / margin,
    historicalReturnOnMargin: history.expected / margin,
    decay: settings.decayDays * YEARS_PER_DAY < tau ? 1 - valueIn(settings.decayDays) / valueIn(0) : NaN,
    flagged: smile.butterfly !== undefined || smile.calendar !== undefined,
  };
}

/** Places in the ladder of the four strikes. */
function strikesOf(
  { ladder, forward, fit }: Smile,
  { short, wing }: CondorSettings,
): readonly [number, number, number, number] | undefined {
  // prettier-ignore
  const { strike, put, call } = ladder;
  const deltaAt = (i: number): number => callDelta(fit!.svi, Math.log(strike[i] / forward.value));
  const nearest = (quoted: Float64Array, from: number, to: number, distance: (i: number) => number): number => {
    let best = -1;
    for (let i = Math.max(0, from); i < Math.min(strike.length, to); i++)
      if (quoted[i] > 0 && (best < 0 || distance(i) < distance(best))) best = i;
    return best;
  };
  const firstAbove = strike.findIndex((k) => k >= forward.value);
  const split = firstAbove < 0 ? strike.length : firstAbove;
  const shortPut = nearest(put.bid, 0, split, (i) => Math.abs(1 - deltaAt(i) - short));
  const shortCall = nearest(call.bid, split, strike.length, (i) => Math.abs(deltaAt(i) - short));
  if (shortPut < 0 || shortCall < 0) return undefined;
  const wingDistance = (side: 'put' | 'call', at: number) => (i: number): number =>
    'width' in wing
      ? Math.abs(Math.abs(strike[i] - strike[at]) - wing.width)
      : Math.abs((side === 'put' ? 1 - deltaAt(i) : deltaAt(i)) - wing.delta); // prettier-ignore
  const longPut = nearest(put.ask, 0, shortPut, wingDistance('put', shortPut));
  const longCall = nearest(call.ask, shortCall + 1, strike.length, wingDistance('call', shortCall));
  return longPut < 0 || longCall < 0 ? undefined : [longPut, shortPut, shortCall, longCall];
}

const priceOf = (leg: OptionLeg, forward: number, tau: number, vol: number): number =>
  black76Prices(leg.kind, forward, Float64Array.of(leg.strike), tau, 0, Float64Array.of(vol))[0];

/** Undiscounted value of the legs by the smile. */
const fairValue = (legs: readonly OptionLeg[], forward: number, vols: readonly number[]): number =>
  legs.reduce((sum, leg, j) => sum + leg.quantity * priceOf(leg, forward, leg.tau, vols[j]), 0);

/** Extrinsic value that a seller has still to earn, some days from now. */
function extrinsic(legs: readonly OptionLeg[], forward: number, vols: readonly number[], days: number): number {
  return -legs.reduce((sum, leg, j) => {
    const intrinsic = Math.max(0, leg.kind === 'call' ? forward - leg.strike : leg.strike - forward);
    return sum + leg.quantity * (priceOf(leg, forward, leg.tau - days * YEARS_PER_DAY, vols[j]) - intrinsic);
  }, 0);
}

/** Probability of the prices between break-evens at which the structure gains. */
function oddsOfSmile(
  { forward, fit }: Smile,
  legs: readonly PricedLeg[],
  breakEvens: Float64Array,
  expected: number,
): Odds {
  // prettier-ignore
  const above = (price: number): number =>
    price === 0 ? 1 : price === Infinity ? 0 : probabilityAbove(fit!.svi, Math.log(price / forward.value));
  const ends = [0, ...breakEvens, Infinity];
  let profit = 0;
  for (let i = 0; i + 1 < ends.length; i++) {
    const inside = ends[i + 1] === Infinity ? 2 * ends[i] + forward.value : (ends[i] + ends[i + 1]) / 2;
    if (gainAt(legs, inside) > 0) profit += above(ends[i]) - above(ends[i + 1]);
  }
  return { profit, expected };
}

/**
 * Prices at expiry: the forward moved by the past's returns with their mean taken out, so that the view is of spread, not of drift.
 * A tenor of a fraction of days is the nearest whole number of them, scaled by the root of time.
 */
function oddsOfHistory(
  legs: readonly PricedLeg[],
  forward: number,
  tau: number,
  past: ReturnHistory | undefined,
): Odds {
  // prettier-ignore
  if (!past || past.returns.length < LEAST_RETURNS) return { profit: NaN, expected: NaN };
  const mean = past.returns.reduce((sum, x) => sum + x, 0) / past.returns.length;
  const horizon = Math.max(1, Math.round(tau / YEARS_PER_DAY));
  const moves = stationarySums(past.rng, past.returns.map((x) => x - mean), { ...past, horizon }); // prettier-ignore
  const scale = Math.sqrt(tau / YEARS_PER_DAY / horizon);
  for (let i = 0; i < moves.length; i++) moves[i] *= scale;
  const growth = moves.reduce((sum, x) => sum + Math.exp(x), 0) / moves.length;
  let gains = 0;
  let total = 0;
  for (const x of moves) {
    const gain = gainAt(legs, (forward * Math.exp(x)) / growth);
    total += gain;
    if (gain > 0) gains++;
  }
  return { profit: gains / moves.length, expected: total / moves.length };
}
