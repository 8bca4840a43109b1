import { maximize } from '../../math/maximize';
import type { Mixture } from './mixture';
import type { Tape } from './tape';

/** Lives 1/beta that fit into the window at least: excitation that lasts longer is a drift of the rate. */
const LEAST_LIVES = 10;
/** Of the grid, in log beta. The gain moves over about 2. */
const GRID_STEP = 0.7;
const TOLERANCE = 1e-8;

/** The largest gain over beta. Betas are logs, per mean gap. */
export interface Peak {
  readonly beta: number;
  readonly gain: number;
  /** Where betas were looked for, ascending, this one among them, and the gain there. */
  readonly betas: Float64Array;
  readonly gains: Float64Array;
}

/**
 * Finds the beta of the largest gain: a grid over all that the prints can tell apart, then Brent's method around its best node.
 * The upper end loses nothing: once 1/beta is below the shortest gap, every excitation falls as beta grows.
 */
export function findPeak(mixture: Mixture, { n, shortestGap }: Tape): Peak {
  const lo = Math.log(LEAST_LIVES / n);
  const hi = Math.log(1 / shortestGap);
  const steps = Math.ceil((hi - lo) / GRID_STEP);
  const grid = Float64Array.from({ length: steps + 1 }, (_, i) => lo + (i * (hi - lo)) / steps);
  const gainAt = (beta: number): number => mixture.moveTo(Math.exp(beta));
  const gains = grid.map(gainAt);
  const best = gains.indexOf(Math.max(...gains));
  const found = maximize(gainAt, grid[Math.max(0, best - 1)], grid[Math.min(steps, best + 1)], TOLERANCE);
  const gain = gainAt(found);
  if (!(gain > gains[best])) return { beta: grid[best], gain: gains[best], betas: grid, gains };
  const at = found > grid[best] ? best + 1 : best;
  const withPeak = (column: Float64Array, value: number): Float64Array =>
    Float64Array.of(...column.subarray(0, at), value, ...column.subarray(at));
  return { beta: found, gain, betas: withPeak(grid, found), gains: withPeak(gains, gain) };
}
