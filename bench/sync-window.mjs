// @ts-check
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { atMost, inTemporaryFolder } from './lib/harness.mjs';
import { quantile, traceTasks } from './lib/trace.mjs';
import { launchBallast } from './lib/window.mjs';

const BARS = 1_000_000;
const MINUTE = 60_000;
const FROM = Date.UTC(2020, 0, 1);
const SYMBOLS = ['AUSDT', 'BUSDT', 'CUSDT', 'DUSDT'];
const TO = FROM + (BARS / SYMBOLS.length) * MINUTE;
const LONG_MS = 50;
const LATE_MS = 100;
/** What follows the last page: cascades are detected, the panes read again. */
const AFTERMATH_MS = 3_000;

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page @param {string} channel @param {unknown} [args] */
async function call(page, channel, args) {
  const outcome = await page.evaluate(([name, given]) => /** @type {any} */ (globalThis).ballast.call(name, given), /** @type {const} */ ([channel, args])); // prettier-ignore
  if (!outcome.ok) throw new Error(`${channel}: ${outcome.message}`);
  return outcome.value;
}

/** The page notes the end of every job, so that nobody has to ask for it. @param {Page} page */
const watchJobs = (page) =>
  page.evaluate(() => {
    const ended = /** @type {any} */ (globalThis);
    ended.endedJobs = [];
    ended.ballast.on('job:changed', (/** @type {any} */ job) => {
      if (job.state !== 'running' && job.state !== 'queued') ended.endedJobs.push(job);
    });
  });

/**
 * How long from sending one key or move until the page has painted the next frame, in ms: the way through the program's
 * main thread and that of the page included, and also what the test adds itself.
 * @param {Page} page
 * @param {'keydown' | 'pointermove'} type
 * @param {() => Promise<void>} send
 */
async function latency(page, type, send) {
  await page.evaluate((name) => {
    const view = /** @type {any} */ (globalThis);
    view.painted = new Promise((done) => {
      const drawn = () => view.requestAnimationFrame(() => setTimeout(() => done(Date.now())));
      view.addEventListener(name, drawn, { capture: true, once: true });
    });
  }, type);
  const sent = Date.now();
  await send();
  return (await page.evaluate(() => /** @type {any} */ (globalThis).painted)) - sent;
}

/** A person at work until it is over: pans, moves the crosshair, changes the workspace. @param {Page} page @param {() => Promise<boolean>} isOver */
async function work(page, isOver) {
  const chart = page.locator('[data-testid="price-chart"]');
  /** @type {Record<string, number[]>} */
  const taken = { panning: [], crosshair: [], workspaces: [] };
  const press = async (/** @type {string} */ kind, /** @type {string} */ key) =>
    taken[kind].push(await latency(page, 'keydown', () => page.keyboard.press(key)));
  for (let turn = 0; !(await isOver()); turn++) {
    await chart.focus();
    for (let i = 0; i < 8; i++) await press('panning', turn % 2 ? 'ArrowRight' : 'ArrowLeft');
    const box = await chart.boundingBox();
    if (!box) throw new Error('no price chart');
    for (let i = 1; i <= 8; i++)
      taken.crosshair.push(await latency(page, 'pointermove', () => page.mouse.move(box.x + (box.width * i) / 10, box.y + box.height * (0.2 + (turn % 5) / 20)))); // prettier-ignore
    await press('workspaces', '6');
    await page.waitForTimeout(700);
    await press('workspaces', '1');
    await chart.waitFor();
    await page.waitForTimeout(300);
  }
  return taken;
}

/** Resident memory in MiB. @param {import('@playwright/test').ElectronApplication} app */
const memory = (app) =>
  app.evaluate(({ app: electron }) => {
    const of = (/** @type {string} */ type) => Math.round(electron.getAppMetrics().reduce((sum, p) => sum + (p.type === type ? p.memory.workingSetSize : 0), 0) / 1_024); // prettier-ignore
    return { main: of('Browser'), page: of('Tab') };
  });

/** Functions of the main thread by the time they took, for whoever wants to mend it. @param {import('@playwright/test').ElectronApplication} app */
async function profileMain(app) {
  await app.evaluate(() => {
    const { Session } = /** @type {any} */ (process).getBuiltinModule('node:inspector');
    const session = new Session();
    session.connect();
    session.post('Profiler.enable');
    session.post('Profiler.setSamplingInterval', { interval: 500 });
    session.post('Profiler.start');
    /** @type {any} */ (globalThis).profiling = session;
  });
  return () =>
    app.evaluate(() => new Promise((done) => /** @type {any} */ (globalThis).profiling.post('Profiler.stop', (/** @type {unknown} */ _, /** @type {any} */ { profile }) => done(profile)))); // prettier-ignore
}

/** Stacks that held the main thread longest without a break. @param {any} profile */
function explain({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((/** @type {any} */ node) => [node.id, node]));
  const parent = new Map(nodes.flatMap((/** @type {any} */ node) => (node.children ?? []).map((/** @type {number} */ child) => [child, node.id]))); // prettier-ignore
  const stackOf = (/** @type {number} */ id) => {
    const names = [];
    for (let at = id; at !== undefined && names.length < 9; at = parent.get(at)) {
      const { functionName, url, lineNumber } = byId.get(at).callFrame;
      names.push(`${functionName || '?'}@${url.split('/').at(-1)}:${lineNumber + 1}`);
    }
    return names.join(' < ');
  };
  /** @type {Map<string, number>} */
  const self = new Map();
  samples.forEach((/** @type {number} */ id, /** @type {number} */ i) => {
    const { functionName } = byId.get(id).callFrame;
    if (functionName === '(idle)' || functionName === '(program)') return;
    const stack = stackOf(id);
    self.set(stack, (self.get(stack) ?? 0) + timeDeltas[i] / 1_000);
  });
  for (const [stack, total] of [...self].sort((a, b) => b[1] - a[1]).slice(0, 40)) console.log(`  ${total.toFixed(0)} ms ${stack}`); // prettier-ignore
}

/** @param {number[]} values */
const spread = (values) =>
  `median ${quantile(values, 0.5)} ms, 95 % ${quantile(values, 0.95)} ms, worst ${Math.max(...values)} ms`;

/** @param {string} profile @param {string} base */
async function measure(profile, base) {
  const app = await launchBallast(profile);
  const page = await app.firstWindow();
  await page.waitForFunction(() => performance.getEntriesByName('price:painted').length > 0);
  await call(page, 'sync:configure', { addresses: { binance: { http: base } } });
  await watchJobs(page);
  const ended = (/** @type {string} */ id) => page.evaluate((one) => /** @type {any} */ (globalThis).endedJobs.find((/** @type {any} */ job) => job.id === one) ?? null, id); // prettier-ignore
  const start = async (/** @type {string[]} */ instruments, /** @type {number} */ to) => {
    const datasets = instruments.map((instrument) => ({ source: 'binance', offer: 'bars', instrument, interval: MINUTE, from: FROM })); // prettier-ignore
    return (await call(page, 'jobs:start', { kind: 'sync', request: { datasets, to, newestFirst: false } })).id;
  };
  const warm = await start(['WARMUSDT'], FROM + 10 * MINUTE); // threads and the library of venues are there
  while (!(await ended(warm))) await page.waitForTimeout(100);
  for (const key of ['6', '1']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(1_500);
  }
  const before = await memory(app);
  const stopProfile = process.argv.includes('--profile') ? await profileMain(app) : undefined;
  /** @type {Record<string, number[]>} */
  let taken = {};
  let seconds = 0;
  const { main, page: own } = await traceTasks(page, async () => {
    const id = await start(SYMBOLS, TO);
    const began = Date.now();
    let over = Infinity;
    taken = await work(page, async () => {
      if (over === Infinity && (await ended(id))) over = Date.now();
      return Date.now() > over + AFTERMATH_MS;
    });
    seconds = (over - began) / 1_000;
    const { state, message } = await ended(id);
    if (state !== 'done') throw new Error(`${state}: ${message}`);
  });
  if (stopProfile) explain(await stopProfile());
  const after = await memory(app);
  const rows = (await call(page, 'series:list')).filter((/** @type {any} */ one) => SYMBOLS.includes(one.instrument)).reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + one.rows, 0); // prettier-ignore
  if (rows !== BARS) throw new Error(`${rows} of ${BARS} bars are stored`);
  await app.close();
  for (const [name, tasks] of /** @type {const} */ ([['program', main], ['page', own]])) // prettier-ignore
    for (const { at, wall, cpu, from } of tasks.filter((task) => task.wall > LONG_MS))
      console.log(`  ${name}: ${wall.toFixed(0)} ms, ${cpu.toFixed(0)} ms on the processor, ${(at / 1_000).toFixed(1)} s after the start, ${from}`); // prettier-ignore
  for (const [kind, values] of Object.entries(taken))
    console.log(`  ${kind}: ${spread(values)}, ${values.length} of them`);
  return { main, own, taken, seconds, before, after };
}

/** @param {import('./lib/trace.mjs').Task[]} tasks @param {'wall' | 'cpu'} by */
const worst = (tasks, by) => tasks.reduce((most, task) => Math.max(most, task[by]), 0);

export const run = () =>
  inTemporaryFolder(async (profile) => {
    const cli = resolve(import.meta.dirname, '../out/cli/index.js');
    execFileSync(process.execPath, [cli, 'sample', '--db', join(profile, 'ballast.db')], { stdio: ['ignore', 'ignore', 'inherit'] }); // prettier-ignore
    const server = spawn(process.execPath, [resolve(import.meta.dirname, 'lib/klines-server.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] }); // prettier-ignore
    try {
      const [base] = await once(createInterface(server.stdout), 'line');
      const { main, own, taken, seconds, before, after } = await measure(profile, base);
      const inputs = Object.values(taken).flat();
      const what = `sync of ${BARS / 1e6} million bars beside the sample market, in the window`;
      return [
        atMost({
          what: `${what}: longest task of the program's main thread`,
          unit: 'ms',
          ours: worst(main, 'cpu'),
          most: LONG_MS,
          note: `processor time, of ${main.length} tasks; of the page ${worst(own, 'cpu').toFixed(0)} ms, by the clock ${worst(own, 'wall').toFixed(0)} ms; ${seconds.toFixed(1)} s, load ${loadavg()[0]?.toFixed(1)}`,
        }),
        atMost({
          what: `${what}: the same by the clock, with the time that others held the cores`,
          unit: 'ms',
          ours: worst(main, 'wall'),
          most: LONG_MS,
          note: `${main.filter(({ wall }) => wall > LONG_MS).length} tasks longer than that`,
        }),
        atMost({
          what: `${what}: from a key or a move to the next painted frame, 95 of 100`,
          unit: 'ms',
          ours: quantile(inputs, 0.95),
          most: LATE_MS,
          note: `${spread(inputs)}, ${inputs.length} inputs, by the clock; memory of the program ${before.main} to ${after.main} MiB, of the page ${before.page} to ${after.page} MiB`,
        }),
      ];
    } finally {
      server.kill();
    }
  });
