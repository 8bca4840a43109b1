// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { compare, inTemporaryFolder, median } from './lib/harness.mjs';

const BARS = 1_000_000;
const MINUTE = 60_000;
const MOST = 1_500;
const FROM = Date.UTC(2020, 0, 1);
const SYMBOLS = ['AUSDT', 'BUSDT', 'CUSDT', 'DUSDT'];
/** Synchronised before: both sides are timed once they have done the same work before. */
const WARM = ['KUSDT', 'LUSDT', 'MUSDT', 'NUSDT'];
const TO = FROM + (BARS / SYMBOLS.length) * MINUTE;
const RUNS = 3;

/** What the sync asks for, in its words. @param {string} base @param {string[]} symbols */
function addressesOf(base, symbols) {
  const addresses = [];
  for (const symbol of symbols)
    for (let start = FROM; start < TO; start += MOST * MINUTE)
      addresses.push(`${base}/fapi/v1/klines?symbol=${symbol}&interval=1m&startTime=${start}&endTime=${TO - 1}&limit=${MOST}`); // prettier-ignore
  return addresses;
}

/** Fetches and discards, one page after the other. @param {string[]} addresses */
async function bareSeconds(addresses) {
  const start = performance.now();
  for (const address of addresses) await (await fetch(address)).arrayBuffer();
  return (performance.now() - start) / 1_000;
}

/** The whole path, into a new database. @param {any} ours @param {string} folder @param {string} base @param {number} k */
async function syncSeconds(ours, folder, base, k) {
  const workers = pathToFileURL(`${resolve(import.meta.dirname, '../out/workers')}/`);
  const services = await ours.openServices({ path: join(folder, `${k}.db`), workers, threads: 1, now: Date.now, addresses: { binance: base } }); // prettier-ignore
  const run = async (/** @type {string[]} */ instruments, /** @type {number} */ to) => {
    const datasets = instruments.map((instrument) => ({ source: 'binance', offer: 'bars', instrument, interval: MINUTE, from: FROM })); // prettier-ignore
    const end = await services.jobs.finished(services.jobs.start({ kind: 'sync', request: { datasets, to, newestFirst: false } }).id); // prettier-ignore
    if (end.state !== 'done') throw new Error(end.message);
  };
  try {
    await run(WARM, TO);
    const start = performance.now();
    await run(SYMBOLS, TO);
    const taken = (performance.now() - start) / 1_000;
    const rows = services.connections.reader().listSeries({ kind: 'bars' }).reduce((/** @type {number} */ sum, /** @type {any} */ series) => sum + series.rows, 0); // prettier-ignore
    if (rows !== 2 * BARS) throw new Error(`${rows} of ${2 * BARS} bars are stored`);
    return taken;
  } finally {
    await services.dispose();
  }
}

/** @param {any} ours */
export const run = (ours) =>
  inTemporaryFolder(async (folder) => {
    const server = spawn(process.execPath, [resolve(import.meta.dirname, 'lib/klines-server.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] }); // prettier-ignore
    try {
      const [base] = await once(createInterface(server.stdout), 'line');
      const addresses = addressesOf(base, SYMBOLS);
      await bareSeconds([...addresses, ...addressesOf(base, WARM)]); // the pages are made
      const bare = [];
      const full = [];
      for (let k = 0; k < RUNS; k++) {
        bare.push(await bareSeconds(addresses));
        full.push(await syncSeconds(ours, folder, base, k));
      }
      return [
        compare({
          what: `sync of ${BARS / 1e6} million bars from a server on this machine, ${addresses.length} pages of four contracts, into the store`,
          unit: 'k bars/s',
          ours: BARS / 1e3 / median(full),
          peer: 'a bare loop of fetch that discards the same pages',
          theirs: BARS / 1e3 / median(bare),
          goal: 0.5,
        }),
      ];
    } finally {
      server.kill();
    }
  });
