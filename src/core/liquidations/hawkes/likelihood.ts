import { HawkesIntensity } from './intensity';
import { spanOf } from './tape';
import type { HawkesParameters, PrintWindow } from './types';

/**
 * Log likelihood of the prints of a window, given those before it: sum of log lambda(tᵢ) − integral of lambda, times in seconds.
 * @param t prints [ms], ascending.
 * @throws {RangeError} t is not ascending.
 * @source Ogata (1981) "On Lewis' simulation method for point processes": O(n). Oracle test/oracle/liquidations/hawkes.json.
 */
export function hawkesLogLikelihood(t: Float64Array, parameters: HawkesParameters, window: PrintWindow): number {
  const [first, end] = spanOf(t, window);
  const stream = startAt(t, first, parameters, window);
  let sum = stream.expectedTo(window.from);
  for (let i = first; i < end; i++) {
    sum += Math.log(stream.at(t[i])) - stream.expectedTo(t[i]);
    stream.push(t[i]);
  }
  return sum - stream.expectedTo(window.to);
}

/**
 * Prints expected from each print of a window to the next (the first: from the window's start). On the true parameters they are
 * independent with a unit exponential distribution; prints of one instant give 0, which no such model explains.
 * @source Papangelou (1972); Ogata (1988) "Statistical models for earthquake occurrences and residual analysis for point processes".
 */
export function hawkesResiduals(t: Float64Array, parameters: HawkesParameters, window: PrintWindow): Float64Array {
  const [first, end] = spanOf(t, window);
  const stream = startAt(t, first, parameters, window);
  const out = new Float64Array(end - first);
  let known = stream.expectedTo(window.from);
  for (let i = first; i < end; i++) {
    out[i - first] = stream.expectedTo(t[i]) - known;
    stream.push(t[i]);
    known = 0;
  }
  return out;
}

/** The rate at the window's start: the history has been taken. */
function startAt(t: Float64Array, first: number, parameters: HawkesParameters, { from }: PrintWindow): HawkesIntensity {
  const stream = new HawkesIntensity(parameters, first > 0 ? t[0] : from);
  for (let i = 0; i < first; i++) stream.push(t[i]);
  return stream;
}
