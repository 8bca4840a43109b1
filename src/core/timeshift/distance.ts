import { lowerBound } from '../series/search';
import { mad, madOfSorted, MAD_TO_SIGMA } from '../stats/robust';
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
  return Float64Array.from(INGREDIENTS, (_, k) => toSpread(mad(Float64Array.from(states, (state) => state[k]))));
}

function toSpread(deviation: number): number {
  return deviation > 0 && Number.isFinite(deviation) ? MAD_TO_SIGMA * deviation : NaN;
}

/** {@link spreadsOf} of states that come one after another. */
export class GrowingSpreads {
  private readonly sorted: readonly Float64Array[];
  private readonly counts = new Int32Array(INGREDIENTS.length);

  constructor(most: number) {
    this.sorted = INGREDIENTS.map(() => new Float64Array(most));
  }

  add(state: Float64Array): void {
    this.sorted.forEach((column, k) => {
      if (Number.isNaN(state[k])) return;
      const at = lowerBound(column, state[k], 0, this.counts[k]);
      column.copyWithin(at + 1, at, this.counts[k]++);
      column[at] = state[k];
    });
  }

  /** Takes one out that was put in. */
  remove(state: Float64Array): void {
    this.sorted.forEach((column, k) => {
      if (Number.isNaN(state[k])) return;
      const at = lowerBound(column, state[k], 0, this.counts[k]);
      column.copyWithin(at, at + 1, this.counts[k]--);
    });
  }

  now(): Spreads {
    return Float64Array.from(this.sorted, (column, k) => toSpread(madOfSorted(column.subarray(0, this.counts[k]))));
  }
}

/** Weight of each ingredient, 0 for one that has no spread. */
export function weightsOf(weights: TimeShiftSpec['weights'], spreads: Spreads): Float64Array {
  return Float64Array.from(INGREDIENTS, (ingredient, k) => (Number.isNaN(spreads[k]) ? 0 : (weights[ingredient] ?? 1)));
}

/** Weights of all ingredients that have a spread, of those that both states know, and their weighted squares. */
function sumsOf(a: Float64Array, b: Float64Array, spreads: Spreads, weights: Float64Array) {
  let [all, shared, squares] = [0, 0, 0];
  for (let k = 0; k < a.length; k++) {
    all += weights[k];
    const z = (b[k] - a[k]) / spreads[k];
    if (Number.isNaN(z)) continue;
    shared += weights[k];
    squares += weights[k] * z * z;
  }
  return { all, shared, squares };
}

/**
 * How far two states lie from one another: √(Σ w·z² / Σ w) over the ingredients that both know, z being the difference in robust
 * standard deviations. NaN where these have less than half of the weight of all ingredients that have a spread.
 * @source method.md, section 6
 */
export function distanceOf(a: Float64Array, b: Float64Array, spreads: Spreads, weights: Float64Array): number {
  const { all, shared, squares } = sumsOf(a, b, spreads, weights);
  return all > 0 && shared >= LEAST_COMMON * all ? Math.sqrt(squares / shared) : NaN;
}

export type Comparison = Pick<Analog, 'distance' | 'z' | 'share' | 'common'>;

/**
 * {@link distanceOf} a state from the present's, and what it is made of.
 * @returns `z` state less present; `share` of the squared distance, 0 each where the states are equal. NaN where not both are known.
 */
export function compareStates(
  present: Float64Array,
  state: Float64Array,
  spreads: Spreads,
  weights: Float64Array,
): Comparison {
  const { all, shared, squares } = sumsOf(present, state, spreads, weights);
  const z = state.map((x, k) => (x - present[k]) / spreads[k]);
  return {
    distance: distanceOf(present, state, spreads, weights),
    z,
    share: z.map((x, k) => (squares > 0 ? (weights[k] * x * x) / squares : 0 * x)),
    common: all > 0 ? shared / all : 0,
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
