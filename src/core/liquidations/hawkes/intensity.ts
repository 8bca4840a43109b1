import { MS_PER_SECOND, type Ms } from '../../time/ms';
import type { HawkesParameters } from './types';

/**
 * The rate of prints as they arrive. A print raises what comes after its instant, not the instant itself: the rate at t is what was
 * known before t, and prints of one millisecond do not excite one another.
 */
export class HawkesIntensity {
  private readonly parameters: HawkesParameters;
  private last: Ms;
  /** Excitation in prints, just before the last instant and just after. */
  private before = 0;
  private after = 0;

  /** @param from start of the clock [ms]: nothing excites yet. */
  constructor(parameters: HawkesParameters, from: Ms) {
    this.parameters = parameters;
    this.last = from;
  }

  /** Takes a print, not earlier than the one before. */
  push(t: Ms): void {
    if (t > this.last) {
      this.before = this.after * this.decayTo(t);
      this.after = this.before;
      this.last = t;
    }
    this.after++;
  }

  /** Rate [1/s] at t [ms], not earlier than the last print. */
  at(t: Ms): number {
    const { mu, alpha } = this.parameters;
    return mu + alpha * (t > this.last ? this.after * this.decayTo(t) : this.before);
  }

  /** Prints expected between the last print (before the first: the start) and t [ms], not earlier. */
  expectedTo(t: Ms): number {
    const { mu, alpha, beta } = this.parameters;
    const seconds = (t - this.last) / MS_PER_SECOND;
    return mu * seconds - (alpha / beta) * this.after * Math.expm1(-beta * seconds);
  }

  private decayTo(t: Ms): number {
    return Math.exp((-this.parameters.beta * (t - this.last)) / MS_PER_SECOND);
  }
}

/**
 * Rate of prints at given instants, each from the prints before it.
 * @param t  prints [ms], ascending.
 * @param at instants [ms], ascending.
 * @returns rates [1/s], the shape of `at`.
 * @source Hawkes (1971) "Spectra of some self-exciting and mutually exciting point processes"; the recursion is Ogata's (1981).
 */
export function hawkesIntensity(t: Float64Array, parameters: HawkesParameters, at: Float64Array): Float64Array {
  const out = new Float64Array(at.length);
  const stream = new HawkesIntensity(parameters, t[0] ?? 0);
  let next = 0;
  for (let i = 0; i < at.length; i++) {
    while (next < t.length && t[next] < at[i]) stream.push(t[next++]);
    out[i] = stream.at(at[i]);
  }
  return out;
}
