import { mad, MAD_TO_SIGMA } from '../stats/robust';
import { INGREDIENTS, type Analog, type TimeShiftSpec } from './types';

/** Two states that have less than this of the weight in common are not compared. */
const LEAST_COMMON = 0.5;

/** Robust standard deviation of each ingredient over a set of states, shape (INGREDIENTS); NaN where there is none. */
export type Spreads = Float64Array;

/**
 * 1.4826 · median absolute deviation of each ingredient over the states that know it. A figure that is the same in half of them or
 * more has no spread by this measure, and cannot be standardised.
 * @param states of the instances that were decided by the instant of the question, and of no later ones
 */
export function spreadsOf(states: readonly Float64Array[]): Spreads {
  return Float64Array.from(INGREDIENTS, (_, k) => {
    const spread = MAD_TO_SIGMA * mad(Float64Array.from(states, (state) => state[k]));
    return spread > 0 && Number.isFinite(spread) ? spread : NaN;
  });
}

/** Weight of each ingredient, 0 for one that has no spread. */
export function weightsOf(weights: TimeShiftSpec['weights'], spreads: Spreads): Float64Array {
  return Float64Array.from(INGREDIENTS, (ingredient, k) => (Number.isNaN(spreads[k]) ? 0 : (weights[ingredient] ?? 1)));
}

export type Comparison = Pick<Analog, 'distance' | 'z' | 'share' | 'common'>;

/**
 * How far a state lies from the present's: √(Σ w·z² / Σ w) over the ingredients that both know, z being the difference in robust
 * standard deviations. NaN where these have less than half of the weight of all ingredients that have a spread.
 * @returns `z` state less present; `share` of the squared distance, 0 each where the states are equal. NaN where not both are known.
 * @source method.md, section 6
 */
export function compareStates(
  present: Float64Array,
  state: Float64Array,
  spreads: Spreads,
  weights: Float64Array,
): Comparison {
  const z = state.map((x, k) => (x - present[k]) / spreads[k]);
  let all = 0;
  let shared = 0;
  let squares = 0;
  for (let k = 0; k < z.length; k++) {
    all += weights[k];
    if (Number.isNaN(z[k])) continue;
    shared += weights[k];
    squares += weights[k] * z[k] * z[k];
  }
  const common = all > 0 ? shared / all : 0;
  const isTold = common >= LEAST_COMMON;
  return {
    distance: isTold ? Math.sqrt(squares / shared) : NaN,
    z,
    share: z.map((x, k) => (squares > 0 ? (weights[k] * x * x) / squares : 0 * x)),
    common,
  };
}

/** Nearest first, of equals the newest; those without a distance last, newest first. */
export function byDistance<T extends Pick<Analog, 'distance' | 'decision'>>(analogs: readonly T[]): T[] {
  const rank = ({ distance }: T): number => (Number.isNaN(distance) ? Infinity : distance);
  return [...analogs].sort((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    return x === y ? b.decision - a.decision : x - y;
  });
}
