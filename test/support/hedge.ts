import type { ExposedPosition } from '#core/hedge/exposed';
import { UNKNOWN_SIGNALS } from '#core/hedge/gates';
import type { HedgeMarket } from '#core/hedge/market';
import type { PathSet } from '#core/hedge/simulation';
import { VolSurface, type Slice } from '#core/hedge/surface';
import type { CapitalRule, CostRule, HedgePlan, Layer, LegRule, PositionKind } from '#core/hedge/types';
import type { OptionKind } from '#core/options/types';
import { MS_PER_DAY } from '#core/time/ms';

// Small plans and markets for tests: each test says what of them matters to it.

/** A Wednesday. */
export const START = Date.UTC(2025, 9, 1);

/** Smiles that fall to the right, higher at the front. */
export const SLICES: readonly Slice[] = [7, 30, 90, 180].map((days) => ({
  tau: days / 365,
  svi: { a: ((0.15 + 0.7 / days) * days) / 365, b: 0.08 * Math.sqrt(days / 365), rho: -0.3, m: 0, sigma: 0.1 },
}));

export const FREE: CostRule = { crossed: 0, optionSpread: 0, leastVolSpread: 0, linearSpread: 0, optionFee: 0, optionFeeCap: 0, linearFee: 0 }; // prettier-ignore
export const DEAR: CostRule = { crossed: 0.7, optionSpread: 0.06, leastVolSpread: 0.015, linearSpread: 0.0004, optionFee: 0.0003, optionFeeCap: 0.125, linearFee: 0.0005 }; // prettier-ignore

export const option = (kind: OptionKind, ratio: number, delta: number, on: LegRule['on'] = 'asset'): LegRule => ({ kind, on, ratio, strike: { by: 'delta', value: delta } }); // prettier-ignore
export const atMoneyness = (kind: OptionKind, ratio: number, value: number): LegRule => ({ kind, on: 'asset', ratio, strike: { by: 'moneyness', value } }); // prettier-ignore
export const future = (ratio: number, on: LegRule['on'] = 'asset'): LegRule => ({ kind: 'future', on, ratio });

export const layerOf = (given: Partial<Layer> = {}): Layer => ({
  id: 'a',
  name: 'puts',
  enabled: true,
  structure: 'put',
  legs: [option('put', 1, 0.25)],
  tenor: { targets: [30], least: 1, most: 400, monthlyOnly: false, calendar: 'crypto' },
  size: { by: 'contracts', count: 1 },
  gate: { gate: { kind: 'always' }, reads: 'roll' },
  adaptation: { skew: 0, slope: 0, exhaustion: 0, least: 0, most: 3, rich: null, inverted: null },
  roll: { daysBefore: 0, every: 0 },
  monetisation: { kind: 'none' },
  caps: { premiumPerYear: null, notional: null },
  ...given,
});

export const planOf = (layers: readonly Layer[], given: Partial<HedgePlan> = {}): HedgePlan => ({
  name: 'test',
  asset: 'BTC',
  positions: [],
  layers,
  beta: { benchmark: 'basket', window: 90, halfLife: null, shrink: false, downside: false },
  surface: { dynamics: 'stickyDelta', volBeta: 0, parallel: false },
  costs: FREE,
  capital: null,
  budget: 0.05,
  ...given,
});

export const held = (kind: PositionKind, quantity: number, price: number, beta = 1): ExposedPosition => ({
  position: { id: kind, label: kind, kind, instrument: null, quantity, price, option: null, beta },
  price,
  beta,
});

export const heldOption = (kind: OptionKind, quantity: number, strike: number, expiry: number): ExposedPosition => ({
  position: { id: 'option', label: kind, kind: 'option', instrument: null, quantity, price: null, option: { kind, strike, expiry }, beta: 1 }, // prettier-ignore
  price: NaN,
  beta: 1,
});

export const marketOf = (given: Partial<HedgeMarket> = {}): HedgeMarket => ({
  t: START,
  spot: 100,
  carry: 0.04,
  surface: VolSurface.of(SLICES, false),
  volatility: { level: 45, longRun: 55, speed: 4, volOfVol: 0.9 },
  signals: UNKNOWN_SIGNALS,
  listed: [],
  ...given,
});

/** One path of days from its spots; volatility does not move unless it is given. */
export const pathOf = (spot: readonly number[], given: Partial<PathSet> = {}): PathSet => ({
  start: START,
  step: MS_PER_DAY,
  steps: spot.length - 1,
  paths: 1,
  spot: Float64Array.from(spot),
  vol: new Float64Array(spot.length).fill(0.5),
  volatility: undefined,
  slope: undefined,
  skew: undefined,
  exhaustion: undefined,
  ivOverRealized: undefined,
  funding: undefined,
  source: 'test',
  modelled: [],
  ...given,
});

export const CAPITAL: CapitalRule = { margin: 100, reserve: 0, credit: null, synthetic: null, requirement: { by: 'maintenance', share: 0.1 }, repayAbove: 0.5, forcedSlippage: 0 }; // prettier-ignore
