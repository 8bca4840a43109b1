import type { Rng } from '../random/rng';

/**
 * Sums over a horizon of returns drawn in blocks of random length, so that quiet and wild days stay together. The sample is a ring.
 * @param returns a step each, no NaN, at least one. @param horizon steps of a sum, ≥ 1. @param block mean length of a block, ≥ 1.
 * @returns shape (draws).
 * @source Politis, Romano (1994) "The stationary bootstrap".
 */
export function stationarySums(
  rng: Rng,
  returns: Float64Array,
  { horizon, draws, block }: { readonly horizon: number; readonly draws: number; readonly block: number },
): Float64Array {
  const n = returns.length;
  const sums = new Float64Array(draws);
  for (let d = 0; d < draws; d++) {
    let at = rng.below(n);
    for (let step = 0; step < horizon; step++) {
      sums[d] += returns[at];
      at = rng.uniform() * block < 1 ? rng.below(n) : (at + 1) % n;
    }
  }
  return sums;
}
