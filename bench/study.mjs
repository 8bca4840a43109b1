// @ts-check
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { atMost } from './lib/harness.mjs';

const SYMBOLS = 21;
const MINUTES = 3 * 365 * 1_440;
const THREADS = 2;

/**
 * Detection, outcomes and controls of 21 symbols over three years of minutes, shared out to two threads as the engine
 * does. Making the markets is not counted; each is gone before the next is made.
 * @param {any} _ours built by now
 */
export async function run(_ours) {
  const entry = new URL('../out/bench/entry.js', import.meta.url).href;
  const worker = new URL('./lib/study-worker.mjs', import.meta.url);
  const threads = await Promise.all(
    Array.from({ length: THREADS }, async (_, k) => {
      const symbols = Array.from({ length: SYMBOLS }, (_unused, i) => i).filter((i) => i % THREADS === k);
      const [told] = await once(new Worker(worker, { workerData: { entry, symbols, minutes: MINUTES } }), 'message');
      return told;
    }),
  );
  const sum = (/** @type {'events' | 'rows'} */ name) => threads.reduce((total, told) => total + told[name], 0);
  return [
    atMost({
      what: 'a study of 21 symbols over 3 years of minutes: detection, outcomes and controls, two threads',
      unit: 's',
      ours: Math.max(...threads.map(({ ms }) => ms)) / 1_000,
      most: 10,
      note: `${sum('events').toLocaleString('en')} events, ${sum('rows').toLocaleString('en')} rows with their controls`,
    }),
  ];
}
