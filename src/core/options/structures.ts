import { maximize } from '../math/maximize';
import { black76Prices } from './black76';
import type { OptionKind } from './types';

/** One option of a structure before it has a price; quantity in units of the underlying, short below 0. */
export interface OptionLeg {
  readonly kind: OptionKind;
  readonly quantity: number;
  readonly strike: number;
  /** Years to expiry, > 0. */
  readonly tau: number;
}

/** The underlying itself (spot, future, perpetual), entered at `price`. */
export interface UnderlyingLeg {
  readonly kind: 'underlying';
  readonly quantity: number;
}

export type StructureLeg = OptionLeg | UnderlyingLeg;

/**
 * A leg with what one unit of it cost [quote currency] and, for options that outlive the first expiry, how they are valued then.
 * A coin premium counts with its value in quote currency when it was traded.
 */
export type PricedLeg = (
  | (OptionLeg & {
      /** Volatility after the first expiry [1/√yr]; not read where the leg expires then. */
      readonly vol: number;
      /** Forward of its expiry as a multiple of that of the first expiry. */
      readonly carry: number;
    })
  | UnderlyingLeg
) & { readonly price: number };

const option = (kind: OptionKind, quantity: number, strike: number, tau: number): OptionLeg => ({ kind, quantity, strike, tau }); // prettier-ignore
const UNDERLYING: UnderlyingLeg = { kind: 'underlying', quantity: 1 };

/** Long at one strike, short at another. */
export const vertical = (kind: OptionKind, long: number, short: number, tau: number): StructureLeg[] => [
  option(kind, 1, long, tau),
  option(kind, -1, short, tau),
];

/** Short iron condor: short put and call, protected by a lower put and a higher call. */
export const ironCondor = (strikes: readonly [longPut: number, shortPut: number, shortCall: number, longCall: number], tau: number): StructureLeg[] => [
  option('put', 1, strikes[0], tau),
  option('put', -1, strikes[1], tau),
  option('call', -1, strikes[2], tau),
  option('call', 1, strikes[3], tau),
]; // prettier-ignore

/** Long butterfly: long the wings, short the body twice. */
export const butterfly = (kind: OptionKind, lower: number, body: number, upper: number, tau: number): StructureLeg[] => [
  option(kind, 1, lower, tau),
  option(kind, -2, body, tau),
  option(kind, 1, upper, tau),
]; // prettier-ignore

/** Long the underlying and a put, short a call. */
export const collar = (put: number, call: number, tau: number): StructureLeg[] => [
  UNDERLYING,
  option('put', 1, put, tau),
  option('call', -1, call, tau),
];

/** Long one, short `times` as many farther out. */
export const ratio = (kind: OptionKind, long: number, short: number, times: number, tau: number): StructureLeg[] => [
  option(kind, 1, long, tau),
  option(kind, -times, short, tau),
];

/** Short the near expiry, long the far one. */
export const calendar = (kind: OptionKind, strike: number, near: number, far: number): StructureLeg[] => [
  option(kind, -1, strike, near),
  option(kind, 1, strike, far),
];

/** Long call and short put: the underlying by two options. */
export const synthetic = (strike: number, tau: number): StructureLeg[] => [
  option('call', 1, strike, tau),
  option('put', -1, strike, tau),
];

/** What a structure can come to at its first expiry [quote currency, per unit]. */
export interface Profile {
  /** Paid (> 0) or received (< 0) for the options. */
  readonly cost: number;
  /** Largest gain and loss, both ≥ 0; Infinity without bound. */
  readonly maxGain: number;
  readonly maxLoss: number;
  /** Prices of the underlying at which it comes to nothing, ascending. */
  readonly breakEvens: Float64Array;
}

/** Gain of a structure at its first expiry for a price of the underlying then, by which all carries are multiplied. */
export function gainAt(legs: readonly PricedLeg[], spot: number): number {
  const first = firstExpiry(legs);
  return legs.reduce((sum, leg) => sum + leg.quantity * (valueAt(leg, spot, first) - leg.price), 0);
}

function firstExpiry(legs: readonly PricedLeg[]): number {
  return legs.reduce((least, leg) => (leg.kind === 'underlying' ? least : Math.min(least, leg.tau)), Infinity);
}

function valueAt(leg: PricedLeg, spot: number, first: number): number {
  if (leg.kind === 'underlying') return spot;
  const { kind, strike, tau, vol, carry } = leg;
  if (tau <= first || spot === 0) return Math.max(0, kind === 'call' ? spot - strike : strike - spot);
  return black76Prices(kind, spot * carry, Float64Array.of(strike), tau - first, 0, Float64Array.of(vol))[0];
}

/** The grid of prices reaches from this share of the lowest strike to this multiple of the highest. */
const REACH = 20;
const STEPS_BETWEEN = 64;
const HALVINGS = 100;
const ROUNDING = 1e-9;

/**
 * Largest gain, largest loss and break-evens at the first expiry. Where all options expire together the gain is straight between
 * strikes and the answer exact; otherwise it is searched for on a grid around the strikes and refined.
 * @throws {RangeError} no option among the legs.
 */
export function profileOf(legs: readonly PricedLeg[]): Profile {
  const strikes = [...new Set(legs.flatMap((leg) => (leg.kind === 'underlying' ? [] : [leg.strike])))].sort((a, b) => a - b); // prettier-ignore
  if (strikes.length === 0) throw new RangeError('a structure needs an option');
  const gain = (spot: number): number => gainAt(legs, spot);
  const first = firstExpiry(legs);
  const isStraight = legs.every((leg) => leg.kind === 'underlying' || leg.tau <= first);
  const places = isStraight ? [0, ...strikes, strikes[strikes.length - 1] * REACH] : gridOf(strikes);
  const values = places.map(gain);
  // Far up only calls and the underlying move, each by its carry.
  const slopeOf = (leg: PricedLeg): number => (leg.kind === 'call' && leg.tau > first ? leg.carry : 1);
  const slope = legs.reduce((sum, leg) => sum + (leg.kind === 'put' ? 0 : leg.quantity * slopeOf(leg)), 0);
  const cost = legs.reduce((sum, leg) => sum + (leg.kind === 'underlying' ? 0 : leg.quantity * leg.price), 0);
  const extreme = (sign: 1 | -1): number => {
    if (sign * slope > ROUNDING) return Infinity;
    const best = values.reduce((at, value, i) => (sign * value > sign * values[at] ? i : at), 0);
    if (isStraight) return Math.max(0, sign * values[best]);
    const [lo, hi] = [places[Math.max(0, best - 1)], places[Math.min(places.length - 1, best + 1)]];
    const refined = gain(maximize((x) => sign * gain(x), lo, hi, 1e-9 * hi));
    return Math.max(0, sign * refined, sign * values[best]);
  };
  return { cost, maxGain: extreme(1), maxLoss: extreme(-1), breakEvens: rootsOf(gain, places, values) };
}

/** From 0 on: evenly in the logarithm below, between and above the strikes. */
function gridOf(strikes: readonly number[]): number[] {
  const knots = [strikes[0] / REACH, ...strikes, strikes[strikes.length - 1] * REACH];
  const between = knots.slice(1).flatMap((to, i) => {
    const from = knots[i];
    return Array.from({ length: STEPS_BETWEEN }, (_, j) => from * (to / from) ** ((j + 1) / STEPS_BETWEEN));
  });
  return [0, knots[0], ...between];
}

function rootsOf(gain: (spot: number) => number, places: readonly number[], values: readonly number[]): Float64Array {
  const found: number[] = [];
  for (let i = 0; i + 1 < places.length; i++) {
    if (values[i] === 0 && (i === 0 || values[i - 1] !== 0)) found.push(places[i]);
    if (!(values[i] * values[i + 1] < 0)) continue;
    let [lo, hi] = [places[i], places[i + 1]];
    const below = Math.sign(values[i]);
    for (let step = 0; step < HALVINGS; step++) {
      const middle = (lo + hi) / 2;
      if (Math.sign(gain(middle)) === below) lo = middle;
      else hi = middle;
    }
    found.push((lo + hi) / 2);
  }
  return Float64Array.from(found);
}
