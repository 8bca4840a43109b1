// @ts-check
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { atMost, compare, inTemporaryFolder, median, seeded } from './lib/harness.mjs';

const HOUR = 3_600_000;
const FROM = Date.UTC(2019, 0, 1);
const HOURS = 64_000; // seven years and four months
const EVERY = 30 * 24 * HOUR;
const RUNS = 5;
const cli = resolve(import.meta.dirname, '../out/cli/index.js');

/** @param {string} folder */
function fill(folder) {
  const random = seeded(5);
  let price = 4_000;
  const bars = ['open_time,open,high,low,close,volume'];
  for (let i = 0; i < HOURS; i++) {
    const open = price;
    price *= Math.exp((random() - 0.5) * 0.02);
    const [high, low] = [Math.max(open, price) * 1.001, Math.min(open, price) * 0.999];
    bars.push([FROM + i * HOUR, open.toFixed(2), high.toFixed(2), low.toFixed(2), price.toFixed(2), 10].join());
  }
  const releases = ['series_id,period,released,value,consensus'];
  for (let k = 0, t = FROM + 12.5 * HOUR; t < FROM + HOURS * HOUR; k++, t += EVERY)
    releases.push(['CPI', new Date(t - EVERY).toISOString().slice(0, 10), new Date(t).toISOString(), 3 + (k % 5) / 10, 3.2].join()); // prettier-ignore
  writeFileSync(join(folder, 'BENCHUSDT-1h-2019.csv'), bars.join('\n'));
  writeFileSync(join(folder, 'releases.csv'), releases.join('\n'));
  ballast('import', '--db', join(folder, 'bench.db'), join(folder, 'BENCHUSDT-1h-2019.csv'), join(folder, 'releases.csv')); // prettier-ignore
}

/** @param {string[]} args */
const ballast = (...args) => execFileSync(process.execPath, [cli, ...args], { encoding: 'utf8', stdio: 'pipe' });

/** Median seconds of whole processes. @param {(k: number) => string[]} argsOf */
function seconds(argsOf) {
  const taken = Array.from({ length: RUNS }, (_, k) => {
    const args = argsOf(k);
    const start = performance.now();
    ballast(...args);
    return (performance.now() - start) / 1_000;
  });
  return median(taken);
}

/**
 * The newest of 89 releases beside the others on seven years of hours, asked of the command line: from the start of the process to its end.
 * @param {any} _ours built by now
 */
export const run = (_ours) =>
  inTemporaryFolder(async (folder) => {
    fill(folder);
    const db = join(folder, 'bench.db');
    const ours = seconds((seed) => {
      const spec = join(folder, `${seed}.json`); // another seed each time: a kept answer is no measure
      writeFileSync(spec, JSON.stringify({ instrument: 'BENCHUSDT', align: { kind: 'release', label: 'CPI' }, seed }));
      return ['timeshift', spec, '--db', db];
    });
    const bare = seconds(() => ['sql', '--db', db, "select count(*), sum(c) from bars('BENCHUSDT', '1h')"]);
    const what = 'time-shift around 89 releases on 64,000 hourly bars, 10,000 resamples, whole process';
    return [
      atMost({ what, unit: 's', ours, most: 2 }),
      compare({ what: `${what}, beside the bare reading`, unit: 's', ours, peer: 'a process that sums the closes', theirs: bare, goal: 4, lowerIsBetter: true }), // prettier-ignore
    ];
  });
