import { normCdf } from '../math/special';
import { black76Prices } from '../options/black76';
import type { OptionKind } from '../options/types';
import type { StrikeRule } from './types';

/** Strikes are looked for within these multiples of the forward. */
const [LEAST, MOST] = [0.01, 100];
const HALVINGS = 60;

/** What a strike is chosen from: one expiry at one instant. */
export interface StrikeMarket {
  readonly forward: number;
  readonly spot: number;
  /** Years, > 0. */
  readonly tau: number;
  /** Volatility at strike / forward [1/√yr]. */
  readonly vol: (moneyness: number) => number;
}

/**
 * The strike a rule asks for, of all strikes; {@link nearest} of those that are listed.
 * @returns NaN where no strike within 1 % to 100 times the forward has that delta or premium.
 */
export function strikeOf(rule: StrikeRule, kind: OptionKind, { forward, spot, tau, vol }: StrikeMarket): number {
  if (rule.by === 'moneyness') return forward * rule.value;
  const root = Math.sqrt(tau);
  const delta = (m: number): number => {
    const deviation = vol(m) * root;
    const above = normCdf(-Math.log(m) / deviation + deviation / 2);
    return kind === 'call' ? above : 1 - above;
  };
  const premium = (m: number): number =>
    black76Prices(kind, forward, Float64Array.of(m * forward), tau, 0, Float64Array.of(vol(m)))[0] / spot;
  const of = rule.by === 'delta' ? delta : premium;
  // Both fall with the strike of a call and rise with that of a put.
  const excess = (logM: number): number => (of(Math.exp(logM)) - rule.value) * (kind === 'call' ? 1 : -1);
  let [lo, hi] = [Math.log(LEAST), Math.log(MOST)];
  if (!(excess(lo) > 0 && excess(hi) < 0)) return NaN;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (lo + hi) / 2;
    if (excess(middle) > 0) lo = middle;
    else hi = middle;
  }
  return forward * Math.exp((lo + hi) / 2);
}

/** @param listed not empty. @returns the listed strike nearest to one, the lower of two equally near. */
export function nearest(listed: ArrayLike<number>, strike: number): number {
  let best = listed[0];
  for (let i = 1; i < listed.length; i++) {
    const closer = Math.abs(listed[i] - strike) - Math.abs(best - strike);
    if (closer < 0 || (closer === 0 && listed[i] < best)) best = listed[i];
  }
  return best;
}
