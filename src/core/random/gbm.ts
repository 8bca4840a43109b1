import { DRAWS, kernel, type Kernel } from '../kernel/kernel';
import { expBounded } from '../math/portable';
import type { Rng } from './rng';

export interface GbmModel {
  /** Price at the beginning [quote], > 0; itself no column of the result. */
  readonly start: number;
  /** Growth of the expected price [1/yr]; 0 for a martingale. */
  readonly drift: number;
  /** [1/√yr; 0.20 = 20 %], ≥ 0. */
  readonly vol: number;
  /** Length of a step [years, ACT/365F], > 0. */
  readonly dt: number;
}

/** Paths that the kernel grows at a time are a multiple of it. */
const LANES = 4;

/**
 * Paths of geometric Brownian motion, exact at the steps.
 * Same seed, same bytes on every machine and with or without the kernel, apart from what `Rng.normal` says of its tail.
 * Calls in pieces give what one call gives: path after path from one stream.
 * @param rng   Moves on by paths·steps normal draws.
 * @param paths > 0. @param steps > 0.
 * @param out   Destination, shape (paths, steps) row-major: out[path·steps + k] is the price after step k + 1.
 * @returns `out` [quote], never 0 nor ∞: the log return stays within −708 and 709.
 * @throws {RangeError} shapes differ, a parameter out of its range.
 * @source log S(k+1) = log S(k) + (drift − vol²/2)·dt + vol·√dt·Z. Glasserman (2003), section 3.2.1.
 */
export function gbmPaths(
  rng: Rng,
  paths: number,
  steps: number,
  { start, drift, vol, dt }: GbmModel,
  out = new Float64Array(paths * steps),
): Float64Array {
  if (!(paths > 0 && steps > 0 && out.length === paths * steps)) throw new RangeError(`Shapes differ: ${paths}×${steps}, ${out.length}.`); // prettier-ignore
  if (!(start > 0 && vol >= 0 && dt > 0 && Number.isFinite(start + drift + vol + dt)))
    throw new RangeError(`start=${start} drift=${drift} vol=${vol} dt=${dt}`);
  const perStep = (drift - 0.5 * vol * vol) * dt;
  const perDraw = vol * Math.sqrt(dt);
  const quick = LANES * steps <= DRAWS ? kernel() : undefined;
  if (quick) {
    growQuickly(quick, rng, paths, steps, start, perStep, perDraw, out);
    return out;
  }
  rng.fillNormal(out);
  for (let i = 0; i < out.length;) {
    let x = 0;
    for (const end = i + steps; i < end; i++) {
      x += perStep + perDraw * out[i];
      out[i] = start * expBounded(x);
    }
  }
  return out;
}

function growQuickly(
  quick: Kernel,
  rng: Rng,
  paths: number,
  steps: number,
  start: number,
  perStep: number,
  perDraw: number,
  out: Float64Array,
): void {
  const most = LANES * Math.floor(DRAWS / (LANES * steps));
  for (let path = 0; path < paths; path += most) {
    const count = Math.min(most, paths - path);
    const n = count * steps;
    rng.saveTo(quick.words);
    for (let i = quick.drawNormals(0, n); i < n; i = quick.drawNormals(i + 1, n)) {
      rng.restoreFrom(quick.words); // one in a hundred: the whole draw again, with its wedges and tail
      quick.draws[i] = rng.normal();
      rng.saveTo(quick.words);
    }
    rng.restoreFrom(quick.words);
    quick.growPaths(start, perStep, perDraw, count, steps);
    out.set(n === DRAWS ? quick.draws : quick.draws.subarray(0, n), path * steps);
  }
}
