import type { Rng } from '../../random/rng';
import { MS_PER_SECOND, type Ms } from '../../time/ms';
import type { HawkesParameters } from './types';

/** Where a simulation ends: after so many prints, or at an instant (prints before it). */
export type HawkesExtent = { readonly count: number } | { readonly until: Ms };

/**
 * Times of prints that excite one another, from a start at which nothing excites yet.
 * The wait is the shorter of two: for a print that none caused, and for one that an earlier print did, whose rate decays and
 * may run out. Exact: no thinning, no time step.
 * @param parameters per second, with alpha < beta (otherwise the number of prints explodes).
 * @param from start [ms].
 * @returns times [ms], ascending, not rounded to whole milliseconds.
 * @throws {RangeError} the parameters are outside.
 * @source Dassios, Zhao (2013) "Exact simulation of Hawkes process with exponentially decaying intensity", algorithm 3.1.
 */
export function simulateHawkes(
  { mu, alpha, beta }: HawkesParameters,
  extent: HawkesExtent,
  rng: Rng,
  from: Ms = 0,
): Float64Array {
  if (!(mu > 0 && Number.isFinite(mu) && alpha >= 0 && alpha < beta && Number.isFinite(beta)))
    throw new RangeError(`mu=${mu} alpha=${alpha} beta=${beta}`);
  const most = 'count' in extent ? extent.count : Infinity;
  const end = 'until' in extent ? extent.until : Infinity;
  const times: number[] = [];
  let t = from;
  for (let excitation = 0; times.length < most;) {
    const alone = rng.exponential() / mu;
    const left = 1 - (beta * rng.exponential()) / excitation; // of the excitation, if it brings a print
    const wait = left > 0 ? Math.min(alone, -Math.log(left) / beta) : alone;
    t += wait * MS_PER_SECOND;
    if (!(t < end)) break;
    times.push(t);
    excitation = excitation * Math.exp(-beta * wait) + alpha;
  }
  return Float64Array.from(times);
}
