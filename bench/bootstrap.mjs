// @ts-check
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { compare, inTemporaryFolder, seeded, time } from './lib/harness.mjs';
import { runNumpy } from './peers/numpy.mjs';

const CLUSTERS = 500;
const RESAMPLES = 100_000;
const DRAWS = CLUSTERS * RESAMPLES;

/** 100,000 resamples of 500 clusters: their mean, and the ratio of their sums and counts. @param {any} ours */
export async function run(ours) {
  const random = seeded(5);
  const sum = Float64Array.from({ length: CLUSTERS }, () => 100 * random() ** 3 - 20);
  const count = Float64Array.from({ length: CLUSTERS }, () => 1 + Math.floor(8 * random()));
  const ones = new Float64Array(CLUSTERS).fill(1);
  const out = new Float64Array(RESAMPLES);
  const rate = (/** @type {number} */ ms) => DRAWS / 1_000 / ms;
  const one = async (/** @type {Float64Array} */ counts) =>
    rate(await time(() => ours.clusterMeanDraws([{ sum, count: counts }], [1], RESAMPLES, 1, out), { runs: 15 }));
  const mean = await one(ones);
  const ratio = await one(count);
  const two = rate(await onTwoThreads(sum, ones));

  const theirs = await inTemporaryFolder(async (folder) => {
    const file = join(folder, 'clusters.bin');
    writeFileSync(file, new Uint8Array(Float64Array.of(...sum, ...count).buffer));
    return runNumpy('bootstrap_numpy.py', [file, CLUSTERS, RESAMPLES, 7]);
  });
  const row = (
    /** @type {string} */ what,
    /** @type {number} */ figure,
    /** @type {{ ms: number, chunk: number } | undefined} */ peer,
    /** @type {string} */ note,
  ) =>
    compare({
      what: `bootstrap of ${what}, 100,000 × 500, one core`,
      unit: 'M draws/s',
      ours: figure,
      peer: 'numpy integers, take, sum',
      theirs: peer ? rate(peer.ms) : null,
      goal: 3,
      note: peer ? `${note}numpy ${peer.chunk} resamples at a time` : note,
    });
  const oneOfMean = await one(ones); // beside the two threads, so that the machine is in the same mood
  const small = theirs ? `numpy with ${theirs.tuned.dtype} indices ${rate(theirs.tuned.ms).toFixed(0)}; ` : '';
  return [
    row('a mean', mean, theirs?.mean, small),
    row('a ratio of sums', ratio, theirs?.ratio, ''),
    compare({
      what: 'the same mean on two threads',
      unit: 'M draws/s',
      ours: two,
      peer: 'ours, one thread',
      theirs: oneOfMean,
      goal: 1.8,
    }),
  ];
}

/** Half of the blocks in each of two workers, into one shared column. @param {Float64Array} sum @param {Float64Array} count */
async function onTwoThreads(sum, count) {
  const out = new SharedArrayBuffer(8 * RESAMPLES);
  const middle = RESAMPLES / 2;
  const entry = new URL('../out/bench/entry.js', import.meta.url).href;
  const code = `
    const { parentPort } = require('node:worker_threads');
    import(${JSON.stringify(entry)}).then(({ clusterMeanDraws }) => {
      parentPort.on('message', ({ sum, count, n, out, from, to }) => {
        clusterMeanDraws([{ sum, count }], [1], n, 1, new Float64Array(out, 8 * from, to - from), from, to);
        parentPort.postMessage('done');
      });
      parentPort.postMessage('ready');
    });`;
  const workers = await Promise.all(
    [0, 1].map(async () => {
      const worker = new Worker(code, { eval: true });
      await once(worker, 'message');
      return worker;
    }),
  );
  const halves = [
    [0, middle],
    [middle, RESAMPLES],
  ];
  const ms = await time(
    () =>
      Promise.all(
        workers.map((worker, i) => {
          worker.postMessage({ sum, count, n: RESAMPLES, out, from: halves[i][0], to: halves[i][1] });
          return once(worker, 'message');
        }),
      ),
    { runs: 15 },
  );
  await Promise.all(workers.map((worker) => worker.terminate()));
  return ms;
}
