// @ts-check
// A stand-in for the built engine worker: the same protocol, tasks that a test can steer.
import { parentPort } from 'node:worker_threads';

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);

/** @type {Record<string, (args: any, stop: Int32Array, progress: (done: number, total: number, message: string) => void) => any>} */
const run = {
  add: ({ a, b }) => a + b,
  fill: ({ n }) => ({ column: new Float64Array(n).fill(7) }),
  fail: () => {
    throw Object.assign(new Error('no such series'), { code: 'notFound' });
  },
  spin: (_args, stop, progress) => {
    progress(1, 2, 'half way');
    while (Atomics.load(stop, 0) === 0);
  },
  die: () => process.exit(3),
};

port.on('message', ({ id, task, args, stop }) => {
  try {
    const value = run[task](args, stop, (done, total, message) =>
      port.postMessage({ id, kind: 'progress', done, total, message }),
    );
    if (task === 'spin') port.postMessage({ id, kind: 'stopped' });
    else port.postMessage({ id, kind: 'done', value }, value?.column ? [value.column.buffer] : []);
  } catch (error) {
    const { code = 'failed', message } = /** @type {Error & { code?: string }} */ (error);
    port.postMessage({ id, kind: 'failed', code, message });
  }
});
