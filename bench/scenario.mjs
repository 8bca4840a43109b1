// @ts-check
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { atMost, compare, inTemporaryFolder, time } from './lib/harness.mjs';
import { runNumpy } from './peers/numpy.mjs';

const PRICES = 101;
const SHOCKS = 41;
const DATES = 31;
const RUNS = 15;

/** Eight options of two months and more, a month of dates before them, every leg and date with shocks of its own. */
function position() {
  const legs = Array.from({ length: 8 }, (_, l) => ({
    kind: l % 2 ? 'call' : 'put',
    quantity: l % 3 === 0 ? -1 : 1,
    strike: 70_000 + 9_000 * l,
    tau: (60 + 30 * (l >> 1)) / 365,
    carry: 0,
    rate: 0,
  }));
  const prices = Float64Array.from({ length: PRICES }, (_, p) => 60_000 + 800 * p);
  const elapsed = Float64Array.from({ length: DATES }, (_, d) => d / 365);
  const vols = new Float64Array(legs.length * SHOCKS * DATES);
  for (let l = 0, i = 0; l < legs.length; l++)
    for (let v = 0; v < SHOCKS; v++)
      for (let d = 0; d < DATES; d++, i++) {
        const front = Math.sqrt(30 / 365 / (legs[l].tau - elapsed[d]));
        vols[i] = (0.55 + 0.02 * Math.abs(l - 3.5)) * (1 + front * (0.02 * (v - 15)));
      }
  return { legs, axes: { prices, shocks: SHOCKS, elapsed, vols } };
}

/** @param {any} ours */
export async function run(ours) {
  const { legs, axes } = position();
  const out = new Float64Array(SHOCKS * DATES * PRICES);
  const one = await time(() => ours.scenarioGrid(legs, axes, out), { runs: RUNS, warm: 10 });
  const two = await onTwoThreads(legs, axes);
  const numpy = await inTemporaryFolder(async (folder) => {
    const file = join(folder, 'grid.bin');
    const answer = join(folder, 'answer.bin');
    const of = (/** @type {(leg: any) => number} */ pick) => Float64Array.from(legs, pick);
    const columns = [axes.prices, axes.elapsed, of((l) => l.strike), of((l) => l.tau), of((l) => (l.kind === 'call' ? 1 : -1)), of((l) => l.quantity), axes.vols]; // prettier-ignore
    writeFileSync(file, Buffer.concat(columns.map((column) => new Uint8Array(column.buffer))));
    const timing = runNumpy('scenario_numpy.py', [file, answer, PRICES, SHOCKS, DATES, legs.length, RUNS]);
    if (!timing) return undefined;
    const theirs = new Float64Array(new Uint8Array(readFileSync(answer)).buffer);
    return { ...timing, apart: out.reduce((most, value, i) => Math.max(most, Math.abs(value - theirs[i])), 0) };
  });
  const what = 'scenario grid, 101 prices × 41 vols × 31 dates × 8 legs';
  const note = numpy ? `numpy ${numpy.chunk} shocks at a time; at most ${numpy.apart.toExponential(1)} apart` : '';
  return [
    atMost({ what: `${what}, one core`, unit: 'ms', ours: one, most: 20 }),
    atMost({ what: `${what}, two threads`, unit: 'ms', ours: two, most: 12 }),
    compare({ what: `${what}, one core, beside numpy`, unit: 'ms', ours: one, peer: 'numpy + scipy in chunks', theirs: numpy ? numpy.ms : null, goal: 0.95, lowerIsBetter: true, note }), // prettier-ignore
  ];
}

/** Half of the dates in each of two workers. @param {any[]} legs @param {any} axes */
async function onTwoThreads(legs, { prices, elapsed, vols }) {
  const entry = new URL('../out/bench/entry.js', import.meta.url).href;
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    import(${JSON.stringify(entry)}).then(({ scenarioGrid }) => {
      const { legs, axes, out } = workerData;
      const grid = new Float64Array(out);
      parentPort.on('message', () => {
        scenarioGrid(legs, axes, grid);
        parentPort.postMessage('done');
      });
      parentPort.postMessage('ready');
    });`;
  const middle = DATES >> 1;
  const workers = await Promise.all(
    [
      [0, middle],
      [middle, DATES],
    ].map(async ([from, to]) => {
      const part = Float64Array.from({ length: legs.length * SHOCKS * (to - from) }, (_, i) => {
        const row = Math.floor(i / (to - from));
        return vols[row * DATES + from + (i % (to - from))];
      });
      const axes = { prices, shocks: SHOCKS, elapsed: elapsed.slice(from, to), vols: part };
      const out = new SharedArrayBuffer(8 * SHOCKS * (to - from) * PRICES);
      const worker = new Worker(code, { eval: true, workerData: { legs, axes, out } });
      await once(worker, 'message');
      return worker;
    }),
  );
  const ms = await time(
    () =>
      Promise.all(
        workers.map((worker) => {
          worker.postMessage('go');
          return once(worker, 'message');
        }),
      ),
    { runs: RUNS, warm: 10 },
  );
  await Promise.all(workers.map((worker) => worker.terminate()));
  return ms;
}
