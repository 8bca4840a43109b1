// @ts-check
import { compare, time } from './lib/harness.mjs';
import { runNumpy } from './peers/numpy.mjs';

const PATHS = 1_000_000;
const STEPS = 30;
const RUNS = 7;

/** A million paths of geometric Brownian motion over thirty days, every price kept. @param {any} ours */
export async function run(ours) {
  const out = new Float64Array(PATHS * STEPS);
  const model = { start: 100, drift: 0.05, vol: 0.8, dt: 1 / 365 };
  const rate = (/** @type {number} */ ms) => (PATHS * STEPS) / 1_000 / ms;
  const rng = new ours.Rng(1);
  const ms = await time(() => ours.gbmPaths(rng, PATHS, STEPS, model, out), { runs: RUNS, warm: 2 });
  const numpy = runNumpy('paths_numpy.py', [PATHS, STEPS, RUNS]);
  return [
    compare({
      what: 'Monte Carlo, 1 M GBM paths × 30 steps, one core',
      unit: 'M steps/s',
      ours: rate(ms),
      peer: 'numpy normals, cumsum, exp',
      theirs: numpy ? rate(numpy.ms) : null,
      goal: 1.9,
      ...(numpy ? { note: `numpy ${numpy.chunk} paths at a time` } : {}),
    }),
  ];
}
