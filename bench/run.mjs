// @ts-check
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { loadOurs } from './lib/bundle.mjs';
import { ensureReady } from './lib/ready.mjs';

/**
 * npm run bench [-- name…]: measures the program against its peers in one run on one machine.
 * Writes bench/results/<date>.json and the table of docs/performance.md.
 */

const here = import.meta.dirname;
const ALL = ['indicators', 'options', 'scenario', 'paths', 'study', 'time-shift', 'bootstrap', 'simulate', 'read', 'import', 'sync', 'startup', 'frames', 'drag', 'sync-window', 'replay']; // prettier-ignore
const WITH_WINDOW = ['startup', 'frames', 'drag', 'sync-window', 'replay'];
const wanted = process.argv.slice(2).filter((name) => !name.startsWith('-'));
const names = wanted.length > 0 ? wanted : ALL;
const unknown = names.filter((name) => !ALL.includes(name));
if (unknown.length > 0) {
  console.error(`No such bench: ${unknown.join(', ')}. There are: ${ALL.join(', ')}.`);
  process.exit(2);
}

if (!existsSync(join(here, 'node_modules')))
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
const closeDisplay = await ensureReady({ window: names.some((name) => WITH_WINDOW.includes(name)) });
const ours = await loadOurs();

/** @type {import('./lib/harness.mjs').Result[]} */
const results = [];
for (const name of names) {
  const { run } = await import(`./${name}.mjs`);
  for (const result of await run(ours)) {
    results.push(result);
    console.log(line(result));
  }
}

/** @param {number | null} x */
function figure(x) {
  if (x === null) return 'not installed';
  return x.toFixed(x >= 100 ? 0 : x >= 10 ? 1 : 2);
}

/** @param {import('./lib/harness.mjs').Result} r */
function line(r) {
  const peer = r.peer ? `, ${r.peer} ${figure(r.theirs)}` : '';
  const ratio = r.ratio === null ? '' : `, ${r.ratio.toFixed(2)}×`;
  const verdict = r.met === null ? 'peer missing' : r.met ? 'met' : 'missed';
  return `${r.what}: ${figure(r.ours)} ${r.unit}${peer}${ratio} (goal ${r.goal}: ${verdict})${r.note ? ` ${r.note}` : ''}`;
}

const date = new Date().toISOString().slice(0, 10);
const file = join(here, 'results', `${date}.json`);
mkdirSync(join(here, 'results'), { recursive: true });
/** @type {{ results: import('./lib/harness.mjs').Result[] }} */
const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { results: [] };
const id = (/** @type {import('./lib/harness.mjs').Result} */ r) => `${r.what}|${r.peer}`;
const fresh = new Set(results.map(id));
const merged = [...before.results.filter((r) => !fresh.has(id(r))), ...results];
const machine = {
  cpu: cpus()[0]?.model ?? '',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};
writeFileSync(file, `${JSON.stringify({ date, machine, results: merged }, null, 2)}\n`);

const page = resolve(here, '../docs/performance.md');
const table = [
  '| what | ours | peer | theirs | ratio | goal | |',
  '|---|---|---|---|---|---|---|',
  ...merged.map(
    (r) =>
      `| ${r.what} | ${figure(r.ours)} ${r.unit} | ${r.peer} | ${r.peer ? figure(r.theirs) : ''} | ${r.ratio === null ? '' : `${r.ratio.toFixed(2)}×`} | ${r.goal} | ${r.met === null ? 'peer missing' : r.met ? 'met' : '**missed**'} |`,
  ),
].join('\n');
const marked = readFileSync(page, 'utf8').replace(
  /<!-- bench -->[\s\S]*<!-- \/bench -->/,
  `<!-- bench -->\n${date}, ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}\n\n${table}\n<!-- /bench -->`,
);
writeFileSync(page, marked);
closeDisplay();
