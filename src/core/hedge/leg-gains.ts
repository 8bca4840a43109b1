import { black76Prices } from '../options/black76';
import type { OptionKind } from '../options/types';
import { MS_PER_DAY, MS_PER_YEAR } from '../time/ms';
import { volatilityForward, volatilityVol, type HeldLeg, type HedgeMarket, type VolatilityMarket } from './market';
import { carryTo, yearsTo } from './pricing';
import { smileTerms } from './smile-terms';
import { levelMove, shapeAt, tenorFactor } from './surface';
import type { SurfaceRule } from './types';

/** What happens besides the move of the spot. */
export interface Shift {
  /** Factor on the volatility of 30 days. */
  readonly vol: number;
  /** Days forward. */
  readonly days: number;
}

export const NO_SHIFT: Shift = { vol: 1, days: 0 };

// Working columns, overwritten leg by leg.
let strikes = new Float64Array(256);
let vols = new Float64Array(256);
let forwards = new Float64Array(256);
let values = new Float64Array(256);

/**
 * Adds what a leg gains on its entry: quantity · (value − entry). An option past its expiry is worth what it is in the money at the spot of
 * the move, a future past it the spot. A volatility index moves as the volatility of 30 days does: by the shift, and under `volBeta`
 * with the spot.
 * @param moves spot over that of now, shape (n), each ≥ 0. @param out shape (n).
 * @source Black-76, undiscounted, as all of section 4 of method.md; forward of now by the carry of its expiry.
 */
export function addLegGains(
  leg: HeldLeg,
  market: HedgeMarket,
  rule: SurfaceRule,
  moves: Float64Array,
  shift: Shift,
  out: Float64Array,
): void {
  const { quantity, entry } = leg;
  if (quantity === 0) return;
  const n = moves.length;
  if (values.length < n) grow(n);
  fillLegValues(leg, market, rule, moves, shift, values);
  for (let i = 0; i < n; i++) out[i] += quantity * (values[i] - entry);
}

/** Value of one unit at each move. Shapes (n), `out` at least. */
export function fillLegValues(
  { on, kind, strike, expiry }: HeldLeg,
  market: HedgeMarket,
  rule: SurfaceRule,
  moves: Float64Array,
  { vol, days }: Shift,
  out: Float64Array<ArrayBuffer>,
): void {
  const n = moves.length;
  if (forwards.length < n) grow(n);
  const tau = yearsTo(market, expiry) - (days * MS_PER_DAY) / MS_PER_YEAR;
  if (on === 'asset') {
    const growth = expiry === Infinity || tau <= 0 ? 1 : Math.exp(carryTo(market, expiry) * tau);
    for (let i = 0; i < n; i++) forwards[i] = market.spot * moves[i] * growth;
  } else if (market.volatility)
    fillIndexForwards(market.volatility, rule, moves, vol, Math.max(0, tau), expiry === Infinity);
  else forwards.fill(NaN, 0, n);

  if (kind === 'future') {
    out.set(forwards.subarray(0, n));
    return;
  }
  if (tau <= 0) {
    for (let i = 0; i < n; i++) out[i] = intrinsic(kind, forwards[i], strike);
    return;
  }
  if (on === 'asset') fillVols(market, rule, moves, vol, tau, strike, n);
  else vols.fill(market.volatility ? volatilityVol(market.volatility, tau) : NaN, 0, n);
  // On a forward of 1, so that one strip holds all forwards.
  for (let i = 0; i < n; i++) strikes[i] = forwards[i] > 0 ? strike / forwards[i] : NaN;
  const strip = out.length === n ? out : out.subarray(0, n);
  black76Prices(kind, 1, strikes.subarray(0, n), tau, 0, vols.subarray(0, n), strip);
  for (let i = 0; i < n; i++) out[i] = forwards[i] > 0 ? out[i] * forwards[i] : intrinsic(kind, forwards[i], strike);
}

const intrinsic = (kind: OptionKind, price: number, strike: number): number =>
  Math.max(0, kind === 'call' ? price - strike : strike - price);

function fillIndexForwards(
  index: VolatilityMarket,
  rule: SurfaceRule,
  moves: Float64Array,
  vol: number,
  tau: number,
  isPerpetual: boolean,
): void {
  const base = volatilityForward({ ...index, level: 0 }, isPerpetual ? 0 : tau);
  const share = isPerpetual ? 1 : Math.exp(-index.speed * tau);
  for (let i = 0; i < moves.length; i++)
    forwards[i] = base + share * index.level * levelMove(rule, { spot: moves[i], vol });
}

/** Volatilities of one strike, as {@link VolSurface.vol} gives them one by one. */
function fillVols(
  { surface }: HedgeMarket,
  rule: SurfaceRule,
  moves: Float64Array,
  vol: number,
  tau: number,
  strike: number,
  n: number,
): void {
  const { level: base, shape } = smileTerms(surface, tau);
  const root = Math.sqrt(tau);
  if (rule.dynamics === 'volBeta') {
    for (let i = 0; i < n; i++) {
      const level = base * tenorFactor(levelMove(rule, { spot: moves[i], vol }), tau, rule);
      vols[i] = level * shapeAt(shape, Math.log(strike / forwards[i]) / (level * root));
    }
    return;
  }
  const level = base * tenorFactor(vol, tau, rule);
  const isFixed = rule.dynamics === 'stickyStrike';
  const perLog = 1 / ((isFixed ? base : level) * root);
  for (let i = 0; i < n; i++) vols[i] = level * shapeAt(shape, Math.log((strike / forwards[i]) * (isFixed ? moves[i] : 1)) * perLog); // prettier-ignore
}

function grow(n: number): void {
  [strikes, vols, forwards, values] = [new Float64Array(n), new Float64Array(n), new Float64Array(n), new Float64Array(n)]; // prettier-ignore
}
