// @ts-check
import { modulePath } from './native.mjs';
import { capture, tail } from './run.mjs';

/** Opens a database in the main thread and in a worker thread: the workstation uses both. */
const PROBE = `
  const { Worker } = require('node:worker_threads');
  const Database = require(${JSON.stringify(modulePath)});
  new Database(':memory:').prepare('select 1').get();
  if (!process.env.BALLAST_PROBE_WORKER) {
    const env = { ...process.env, BALLAST_PROBE_WORKER: '1' };
    new Worker(process.env.BALLAST_PROBE, { eval: true, env }).on('exit', (code) => code === 0 && console.log('loads'));
  }
`;

/**
 * Tries the module in a child of each host: a binary made for a newer Node-API does not throw, it takes the process down.
 * @param {readonly import('./native.mjs').Host[]} hosts
 * @returns {Promise<string | undefined>} what went wrong in the first host where something did
 */
export async function firstProblem(hosts) {
  for (const { name, executable, env } of hosts) {
    const ended = await capture(executable, ['-e', PROBE], {
      env: { ...process.env, NODE_OPTIONS: undefined, ...env, BALLAST_PROBE: PROBE },
      timeout: 30_000,
    });
    if (ended.stdout.trim() !== 'loads') {
      return `it does not load in ${name} (exit code ${ended.code})${ended.stderr ? `:\n${tail(ended, 5)}` : ''}`;
    }
  }
  return undefined;
}
