import { fallingRoot } from '../math/root';
import { normQuantile } from '../math/special';
import { black76Prices } from '../options/black76';
import type { OptionKind } from '../options/types';
import type { StrikeRule } from './types';

/** Strikes are looked for within these multiples of the forward. */
const [LEAST, MOST] = [0.01, 100];

/** What a strike is chosen from: one expiry at one instant. */
export interface StrikeMarket {
  readonly forward: number;
  readonly spot: number;
  /** Years, > 0. */
  readonly tau: number;
  /** Volatility at strike / forward, which comes with its logarithm [1/√yr]. */
  readonly vol: (moneyness: number, logM: number) => number;
}

/**
 * The strike a rule asks for, of all strikes; {@link nearest} of those that are listed.
 * @returns NaN where no strike within 1 % to 100 times the forward has that delta or premium.
 */
export function strikeOf(rule: StrikeRule, kind: OptionKind, { forward, spot, tau, vol }: StrikeMarket): number {
  if (rule.by === 'moneyness') return forward * rule.value;
  const [lo, hi] = [Math.log(LEAST), Math.log(MOST)];
  const excess = rule.by === 'delta' ? deltaExcess(rule.value, kind, tau, vol) : premiumExcess(rule.value, kind, { forward, spot, tau, vol }); // prettier-ignore
  return forward * Math.exp(fallingRoot(excess, lo, hi));
}

/** d1 over that of the wanted delta: > 0 below the strike, < 0 above it, without a distribution in the search. */
function deltaExcess(delta: number, kind: OptionKind, tau: number, vol: StrikeMarket['vol']): (logM: number) => number {
  const root = Math.sqrt(tau);
  const wanted = kind === 'call' ? normQuantile(delta) : -normQuantile(delta);
  return (logM) => {
    const deviation = vol(Math.exp(logM), logM) * root;
    return -logM / deviation + deviation / 2 - wanted;
  };
}

function premiumExcess(
  share: number,
  kind: OptionKind,
  { forward, spot, tau, vol }: StrikeMarket,
): (logM: number) => number {
  const [strike, deviation] = [new Float64Array(1), new Float64Array(1)];
  const sign = kind === 'call' ? 1 : -1;
  return (logM) => {
    const m = Math.exp(logM);
    strike[0] = m * forward;
    deviation[0] = vol(m, logM);
    return sign * (black76Prices(kind, forward, strike, tau, 0, deviation)[0] / spot - share);
  };
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
