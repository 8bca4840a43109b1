import type { Ms } from '../time/ms';
import type { Signals } from './gates';
import type { VolSurface } from './surface';

/** A volatility index as something to write options on; levels in points. */
export interface VolatilityMarket {
  /** The index, 30 days ahead. */
  readonly level: number;
  /** Futures: known at these days ahead, or modelled as a return to `longRun` at `speed` per year. */
  readonly longRun: number;
  readonly speed: number;
  /** Volatility of the future of 30 days [1/√yr]. */
  readonly volOfVol: number;
}

/** Strikes that can be traded at an instant. */
export interface ListedExpiry {
  readonly expiry: Ms;
  readonly forward: number;
  readonly strikes: Float64Array;
}

/** What a plan is priced on at one instant; everything in it was known by then. */
export interface HedgeMarket {
  readonly t: Ms;
  readonly spot: number;
  /** Forward F(τ) = spot · e^(carry·τ) [1/yr]. */
  readonly carry: number;
  readonly surface: VolSurface;
  /** Undefined: no volatility index is stored, and layers on it cannot be priced. */
  readonly volatility: VolatilityMarket | undefined;
  readonly signals: Signals;
  /** Empty: strikes and expiries are those of the rules and the calendar. */
  readonly listed: readonly ListedExpiry[];
}

/** Future of a volatility index [points]: longRun + (level − longRun)·e^(−speed·τ). @param tau years. */
export function volatilityForward({ level, longRun, speed }: VolatilityMarket, tau: number): number {
  return longRun + (level - longRun) * Math.exp(-speed * tau);
}

/**
 * Volatility of an option on the future of a volatility index: falls with its life as the return to the mean damps the future.
 * @param tau years, > 0.
 * @source exponential kernel: the variance of ln F(τ) to first order, volOfVol²·(1 − e^(−2·speed·τ)) / (2·speed·τ), scaled to 30 days.
 */
export function volatilityVol({ volOfVol, speed }: VolatilityMarket, tau: number): number {
  if (speed === 0) return volOfVol;
  const share = (t: number): number => -Math.expm1(-2 * speed * t) / (2 * speed * t);
  return volOfVol * Math.sqrt(share(tau) / share(30 / 365));
}

/** A leg that is open. */
export interface HeldLeg {
  readonly on: 'asset' | 'volatility';
  readonly kind: 'call' | 'put' | 'future';
  /** Units of the underlying, short below 0. */
  readonly quantity: number;
  /** NaN of a future. */
  readonly strike: number;
  /** Infinity of a perpetual. */
  readonly expiry: Ms;
  /** Value of one unit when it was opened [quote currency], at the middle. */
  readonly entry: number;
}
