// @ts-check
import { loadavg } from 'node:os';
import { atMost, inTemporaryFolder } from './lib/harness.mjs';
import { prepareMarket } from './lib/market.mjs';
import { profileFunctions, quantile, traceFrames } from './lib/trace.mjs';
import { launch, launchBallast, memoryMiB, writeEmptyApp } from './lib/window.mjs';

const PAN_MS = 10_000;
const PX_PER_SECOND = 1_200;
const FRAME_MS = 1_000 / 60;

/** Strokes of the hand from left to right, back into the past. @param {import('@playwright/test').Page} page */
export async function pan(page, ms = PAN_MS) {
  const box = await page.locator('[data-testid="price-chart"]').boundingBox();
  if (!box) throw new Error('no price chart');
  const y = box.y + box.height * 0.25;
  const end = Date.now() + ms;
  while (Date.now() < end) {
    const from = box.x + box.width * 0.15;
    await page.mouse.move(from, y);
    await page.mouse.down();
    const down = Date.now();
    for (let x = from; x < box.x + box.width * 0.85 && Date.now() < end;) {
      await page.waitForTimeout(4);
      x = from + ((Date.now() - down) / 1_000) * PX_PER_SECOND;
      await page.mouse.move(x, y);
    }
    await page.mouse.up();
  }
}

/** One-minute candles as narrow as they get, RSI and MACD below. @param {import('@playwright/test').Page} page */
export async function showMinutes(page) {
  await page.evaluate(() =>
    /** @type {any} */ (globalThis).ballast.call('settings:write', { studies: ['rsi', 'macd'] }),
  );
  await page
    .getByRole('button', { name: '1m', exact: true })
    .or(page.getByRole('radio', { name: '1m', exact: true }))
    .first()
    .click();
  const chart = page.locator('[data-testid="price-chart"]');
  const isFine = page.getByText('1 m candles, 2 studies');
  await chart.focus();
  for (let i = 0; i < 40 && !(await isFine.isVisible()); i++) {
    await page.keyboard.press('+');
    await page.waitForTimeout(150);
  }
  await page.keyboard.press('-'); // wider than where the minutes begin, and narrower than where they end
  await page.waitForTimeout(1_500);
  if (!(await isFine.isVisible())) throw new Error('the chart does not show 1-minute bars');
}

/** Start of the bar at the right edge. @param {import('@playwright/test').Page} page */
async function barAtEdge(page) {
  await page.mouse.move(2, 2);
  await page.waitForTimeout(300);
  const text = await page.locator('[data-title="BENCHUSDT"]').innerText();
  return Date.parse(`${/\d{4}-\d\d-\d\d \d\d:\d\d/.exec(text)?.[0]}Z`);
}

/** @param {number} x */
const ms = (x) => `${x.toFixed(1)} ms`;

/** @param {import('./lib/trace.mjs').Frame[]} frames @param {'wall' | 'cpu'} by */
const lateShare = (frames, by) =>
  frames.length === 0 ? 100 : (100 * frames.filter((frame) => frame[by] > FRAME_MS).length) / frames.length;

/** @param {import('./lib/trace.mjs').Frame[]} frames @param {'wall' | 'cpu'} by */
function told(frames, by) {
  const values = frames.map((frame) => frame[by]);
  return `median ${ms(quantile(values, 0.5))}, worst ${ms(Math.max(0, ...values))}`;
}

/** Where the time goes, for whoever wants to mend it. @param {Awaited<ReturnType<typeof traceFrames>>} trace */
function explain({ frames, seconds, work }) {
  for (const by of /** @type {const} */ (['wall', 'cpu'])) {
    const values = frames.map((frame) => frame[by]);
    const parts = [0.5, 0.9, 0.95, 0.99, 0.999].map((q) => `p${100 * q} ${ms(quantile(values, q))}`);
    console.log(`  ${by} per frame: ${parts.join(', ')}, most ${ms(Math.max(...values))}`);
  }
  console.log(`  ${frames.length} frames in ${seconds.toFixed(1)} s, load ${loadavg()[0]?.toFixed(1)}`);
  const kinds = [...work].sort((a, b) => b[1] - a[1]).slice(0, 12);
  console.log(`  in all: ${kinds.map(([name, total]) => `${name} ${total.toFixed(0)} ms`).join(', ')}`);
  for (const frame of [...frames].sort((a, b) => b.cpu - a.cpu).slice(0, 8)) {
    const parts = frame.parts.slice(0, 7).map((part) => `${part.name} ${part.ms.toFixed(1)}`);
    console.log(`  busiest: ${ms(frame.cpu)} (wall ${ms(frame.wall)}): ${parts.join(', ')}`);
  }
}

/** A study with a wide grid, so that it outlasts the panning. @param {import('@playwright/test').Page} page */
async function panDuringStudy(page) {
  const spec = {
    instruments: ['BENCHUSDT'],
    rule: { kind: 'absoluteMove', fallBp: 60 },
    barsMs: '1m',
    sweep: {
      x: { parameter: 'fallBp', values: [50, 60, 70, 80, 90, 100, 110, 120] },
      y: { parameter: 'withinMs', values: [300_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000] },
    },
  };
  const call = (/** @type {string} */ channel, /** @type {unknown} */ args) =>
    page.evaluate(
      async ([name, given]) => (await /** @type {any} */ (globalThis).ballast.call(name, given)).value,
      /** @type {const} */ ([channel, args]),
    );
  const { id } = await call('jobs:start', { kind: 'study', spec });
  const trace = await traceFrames(page, () => pan(page));
  const job = (await call('jobs:list', undefined)).find((/** @type {any} */ one) => one.id === id);
  if (job.state !== 'running') throw new Error(`the study was over before the panning: ${job.state} ${job.message}`);
  await call('jobs:cancel', { id });
  return trace;
}

/** @param {string} profile a folder with the market of {@link prepareMarket} */
export async function measure(profile) {
  const empty = await launch([writeEmptyApp(), `--user-data-dir=${profile}/empty`]);
  await (await empty.firstWindow()).waitForLoadState();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const emptyMiB = await memoryMiB(empty);
  await empty.close();

  const app = await launchBallast(profile);
  const page = await app.firstWindow();
  await page.waitForFunction(() => performance.getEntriesByName('price:painted').length > 0);
  const open = await page.evaluate(() => {
    const at = (/** @type {string} */ name) => performance.getEntriesByName(name)[0].startTime;
    return at('price:painted') - at('price:request');
  });
  await showMinutes(page);
  const before = await barAtEdge(page);
  const trace = await traceFrames(page, () => pan(page));
  const after = await barAtEdge(page);
  if (!(before - after > 1_000 * 60_000)) throw new Error(`the chart did not move: from ${before} to ${after}`);
  const oursMiB = await memoryMiB(app);
  explain(trace);
  if (process.argv.includes('--profile'))
    for (const [name, total] of await profileFunctions(page, () => pan(page)))
      console.log(`  ${total.toFixed(0)} ms ${name}`);
  const busy = await panDuringStudy(page);
  await app.close();
  const { frames, seconds } = trace;
  return [
    atMost({ what: 'five years of 1-minute bars: first paint after the request', unit: 'ms', ours: open, most: 300 }),
    atMost({
      what: 'panning 10 s at 1 m: frames with more than 16.7 ms of main-thread work',
      unit: '% of frames',
      ours: lateShare(frames, 'cpu'),
      most: 1,
      note: `processor time; ${told(frames, 'cpu')}, ${frames.length} frames in ${seconds.toFixed(1)} s, ${Math.round((before - after) / 60_000)} bars`,
    }),
    atMost({
      what: 'the same by the clock, with the time that other programs held the cores',
      unit: '% of frames',
      ours: lateShare(frames, 'wall'),
      most: 1,
      note: `${told(frames, 'wall')}, load ${loadavg()[0]?.toFixed(1)}`,
    }),
    atMost({
      what: 'panning while a study of five years of minutes runs on all cores: frames with more than 16.7 ms of main-thread work',
      unit: '% of frames',
      ours: lateShare(busy.frames, 'cpu'),
      most: 1,
      note: `processor time; ${told(busy.frames, 'cpu')}, ${busy.frames.length} frames in ${busy.seconds.toFixed(1)} s; by the clock ${lateShare(busy.frames, 'wall').toFixed(2)} %, ${told(busy.frames, 'wall')}`,
    }),
    atMost({
      what: 'memory after that, all processes, above the empty window',
      unit: 'MiB',
      ours: oursMiB - emptyMiB,
      most: 250,
      note: `${oursMiB} MiB against ${emptyMiB} MiB`,
    }),
  ];
}

export const run = () =>
  inTemporaryFolder(async (profile) => {
    await prepareMarket(profile);
    return measure(profile);
  });
