import { MS_PER_DAY, MS_PER_YEAR } from '../time/ms';
import { black76Prices } from './black76';
import type { OptionKind } from './types';

/** A stress grid: dated, because venues change theirs. Shares unless said otherwise. */
export interface MarginPreset {
  readonly name: string;
  /** Day for which the parameters were published. */
  readonly asOf: string;
  readonly source: string;
  /** Prices from −range to +range in this many steps, an odd number, each with volatility up, unchanged and down. */
  readonly priceRange: number;
  readonly priceSteps: number;
  readonly volUp: number;
  readonly volDown: number;
  /** A volatility raised is at least this [1/√yr]. */
  readonly leastVolUp: number;
  /** Powers of 30 / days below and from 30 days on. */
  readonly shortPower: number;
  readonly longPower: number;
  /** Far price moves, with volatility up. */
  readonly extended: readonly number[];
  /** Share of the loss of a far move that counts. */
  readonly extendedFactor: number;
  /** Taken off the loss of a far move for every `priceRange` that it goes beyond the first [quote currency]. */
  readonly dampener: number;
}

/**
 * @source Deribit, "Portfolio Margin" (support.deribit.com, articles/25944756247837), and the parameters of `btc_usd` in the example
 *   of its API's private/pme/simulate, stamped 2024-06-17. The venue's own requirement also has delta, roll and offset parts.
 */
export const DERIBIT_MARGIN: MarginPreset = {
  name: 'Deribit portfolio margin, BTC',
  asOf: '2024-06-17',
  source: 'support.deribit.com, Portfolio Margin; docs.deribit.com, private/pme/simulate',
  priceRange: 0.16,
  priceSteps: 9,
  volUp: 0.5,
  volDown: 0.25,
  leastVolUp: 0.5,
  shortPower: 0.3,
  longPower: 0.13,
  extended: [-0.66, -0.33, 0.5, 1, 2, 3, 4, 5],
  extendedFactor: 1,
  dampener: 100_000,
};

/** A position in units of the underlying, long > 0. Its forward moves by the same share as every other. */
export type MarginLeg =
  | {
      readonly kind: OptionKind;
      readonly quantity: number;
      readonly strike: number;
      /** Years to expiry, > 0. */
      readonly tau: number;
      /** Of the same expiry [quote currency]. */
      readonly forward: number;
      readonly vol: number;
    }
  /** A future, a perpetual or the coin itself, at its price. */
  | { readonly kind: 'underlying'; readonly quantity: number; readonly forward: number };

export type VolShock = 'up' | 'same' | 'down';

export interface MarginCell {
  /** Share by which prices move. */
  readonly move: number;
  readonly vol: VolShock;
  readonly extended: boolean;
  /** Change of value [quote currency], and what of it counts: a far loss is dampened. */
  readonly pnl: number;
  readonly counted: number;
}

export interface MarginRequirement {
  /** Loss of the worst cell, 0 when no cell loses [quote currency]. */
  readonly requirement: number;
  /** First of the cells with the least `counted`. */
  readonly worst: MarginCell;
  readonly cells: readonly MarginCell[];
}

const REFERENCE_DAYS = 30;

/**
 * Volatility under a shock: σ·(1 + up·(30/d)^p), at least `leastVolUp`, or σ·(1 − down·(30/d)^p), at least 0.
 * @param days to expiry, > 0.
 * @source method.md, section 4.
 */
export function shockedVol(vol: number, days: number, shock: VolShock, preset: MarginPreset): number {
  if (shock === 'same') return vol;
  const power = days < REFERENCE_DAYS ? preset.shortPower : preset.longPower;
  const scale = (REFERENCE_DAYS / days) ** power;
  if (shock === 'up') return Math.max(vol * (1 + preset.volUp * scale), preset.leastVolUp);
  return Math.max(vol * (1 - preset.volDown * scale), 0);
}

/**
 * Value of a book in every cell of the grid against its value now, at the same instant; the worst cell is the requirement. In quote
 * currency: an inverse option is worth its Black-76 value there, and coins held as collateral are a leg of their own.
 * @throws {RangeError} no leg, or one whose forward, strike or time is not positive.
 */
export function marginRequirement(
  legs: readonly MarginLeg[],
  preset: MarginPreset = DERIBIT_MARGIN,
): MarginRequirement {
  if (legs.length === 0) throw new RangeError('a margin needs a position');
  const cells = cellsOf(preset).map(({ move, vol, extended }): MarginCell => {
    const pnl = legs.reduce((sum, leg) => sum + changeOf(leg, move, vol, preset), 0);
    return { move, vol, extended, pnl, counted: extended ? dampened(pnl, move, preset) : pnl };
  });
  const worst = cells.reduce((a, b) => (b.counted < a.counted ? b : a));
  return { requirement: Math.max(0, -worst.counted), worst, cells };
}

/** One cell of a grid. */
export type StressCell = Pick<MarginCell, 'move' | 'vol' | 'extended'>;

/** The cells of a grid: the near ones, then the far. */
export function cellsOf({ priceRange, priceSteps, extended }: MarginPreset): StressCell[] {
  const half = (priceSteps - 1) / 2;
  const moves = Array.from({ length: priceSteps }, (_, i) => ((i - half) / half) * priceRange);
  return [
    ...moves.flatMap((move) => (['up', 'same', 'down'] as const).map((vol) => ({ move, vol, extended: false }))),
    ...extended.map((move) => ({ move, vol: 'up' as const, extended: true })),
  ];
}

function changeOf(leg: MarginLeg, move: number, shock: VolShock, preset: MarginPreset): number {
  if (leg.kind === 'underlying') return leg.quantity * leg.forward * move;
  const { kind, quantity, strike, tau, forward, vol } = leg;
  if (!(strike > 0 && tau > 0)) throw new RangeError(`strike=${strike} tau=${tau}`);
  const value = (f: number, v: number): number =>
    black76Prices(kind, f, Float64Array.of(strike), tau, 0, Float64Array.of(v))[0];
  const stressed = shockedVol(vol, (tau * MS_PER_YEAR) / MS_PER_DAY, shock, preset);
  return quantity * (value(forward * (1 + move), stressed) - value(forward, vol));
}

/** What counts of the loss of a far cell. */
export function dampened(pnl: number, move: number, { priceRange, extendedFactor, dampener }: MarginPreset): number {
  if (pnl >= 0) return pnl;
  const beyond = Math.max(0, Math.abs(move) / priceRange - 1);
  return Math.min(0, extendedFactor * pnl + beyond * dampener);
}
