// @ts-check
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compare, inTemporaryFolder, median, seeded } from './lib/harness.mjs';

const ROWS = 5_000_000;
const cli = resolve(import.meta.dirname, '../out/cli/index.js');

/**
 * Klines of minutes: a whole Binance dump (12 columns, no header), or the six columns that a chart needs, with a header.
 * @param {string} path
 * @param {boolean} whole
 */
function writeKlines(path, whole) {
  const random = seeded(5);
  const file = openSync(path, 'w');
  if (!whole) writeSync(file, 'open_time,open,high,low,close,volume\n');
  const from = Date.UTC(2017, 0, 1);
  let cents = 3_000_000;
  for (let at = 0; at < ROWS;) {
    let text = '';
    for (const end = Math.min(ROWS, at + 50_000); at < end; at++) {
      const open = cents;
      const close = Math.max(100_000, open + Math.round((random() - 0.5) * 6_000));
      const high = Math.max(open, close) + Math.round(random() * 2_000);
      const low = Math.min(open, close) - Math.round(random() * 2_000);
      const t = from + at * 60_000;
      const v = (random() * 90).toFixed(3);
      text += `${t},${(open / 100).toFixed(2)},${(high / 100).toFixed(2)},${(low / 100).toFixed(2)},${(close / 100).toFixed(2)},${v}`;
      text += whole
        ? `,${t + 59_999},${(random() * 4e6).toFixed(2)},${Math.floor(random() * 999)},${(random() * 40).toFixed(3)},${(random() * 2e6).toFixed(2)},0\n`
        : '\n';
      cents = close;
    }
    writeSync(file, text);
  }
  closeSync(file);
}

/** @param {() => void} work @param {() => void} reset */
function seconds(work, reset, runs = 3) {
  const taken = [];
  for (let i = 0; i < runs; i++) {
    reset();
    const start = performance.now();
    work();
    taken.push((performance.now() - start) / 1_000);
  }
  return median(taken);
}

const SIX = 't INTEGER PRIMARY KEY, o REAL, h REAL, l REAL, c REAL, v REAL';
const TWELVE = `${SIX}, close_t INTEGER, q REAL, n INTEGER, tb REAL, tq REAL, x INTEGER`;

/** @param {string} folder @param {boolean} whole */
function measure(folder, whole) {
  const csv = join(folder, 'BENCHUSDT-1m-2017.csv');
  writeKlines(csv, whole);
  const db = join(folder, 'ours.db');
  const peer = join(folder, 'peer.db');
  const clear = (/** @type {string} */ path) => () =>
    ['', '-wal', '-shm'].forEach((end) => rmSync(path + end, { force: true }));
  const ours = seconds(() => {
    const out = execFileSync(process.execPath, [cli, 'import', csv, '--db', db, '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { added } = JSON.parse(out.toString()).files[0];
    if (added !== ROWS) throw new Error(`imported ${added} of ${ROWS} rows`);
  }, clear(db));
  const statements = [
    `CREATE TABLE k(${whole ? TWELVE : SIX})`,
    '.mode csv',
    `.import ${whole ? '' : '--skip 1 '}${csv} k`,
  ];
  let theirs = null;
  try {
    theirs = seconds(() => execFileSync('sqlite3', [peer, ...statements], { stdio: 'ignore' }), clear(peer));
  } catch {
    // the sqlite3 shell is not installed: named as missing in the report
  }
  const mb = Math.round(statSync(csv).size / 1e6);
  return compare({
    what: `import of a ${ROWS / 1e6}-million-row kline CSV (${whole ? '12' : '6'} columns, ${mb} MB), whole process`,
    unit: 'M rows/s',
    ours: ROWS / 1e6 / ours,
    peer: 'sqlite3 .import, indexed table',
    theirs: theirs === null ? null : ROWS / 1e6 / theirs,
    goal: 6,
  });
}

export const run = () => inTemporaryFolder(async (folder) => [measure(folder, false), measure(folder, true)]);
