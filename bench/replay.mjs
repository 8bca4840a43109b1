// @ts-check
import { loadavg } from 'node:os';
import { atMost, inTemporaryFolder } from './lib/harness.mjs';
import { prepareMarket } from './lib/market.mjs';
import { profileFunctions, quantile, traceFrames } from './lib/trace.mjs';
import { launchBallast } from './lib/window.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const FRAME_MS = 1_000 / 60;
const STEPS = 100;
const PLAY_MS = 8_000;
const SEEKS = 30;
const EMPTY_KEYS = 50;
/** Before it the sample market has a year and a half of hours, and cascades. */
const INSTANT = '2025-07-20 00:00';
const BEFORE = '2025-01-05 00:00';
/** A step that shows nothing new by then is a fault of the bench, not a slow step. */
const PATIENCE_MS = 5_000;

/** A command by the palette. @param {Page} page @param {string} words */
async function command(page, words) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command palette' }).fill(words);
  await page.getByRole('option', { name: words }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Command palette' }).waitFor({ state: 'detached' });
}

/** @param {Page} page */
const quiet = (page) => page.locator('body[data-ready="true"]').waitFor({ state: 'attached', timeout: 60_000 });

/** @param {Page} page @param {string} id */
async function choose(page, id) {
  await page.keyboard.press('i');
  await page.getByPlaceholder('Search by name, asset or venue').fill(id);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Instrument: ${id}` }).waitFor();
}

/** @param {Page} page @param {string} instant */
async function setClock(page, instant) {
  await page.getByRole('button', { name: /^As-of clock/ }).click();
  await page.getByRole('textbox', { name: /^Instant/ }).fill(instant);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `As-of clock: replay at ${instant} UTC` }).waitFor();
}

/**
 * From an input until the frame is painted in which the price pane shows the new instant: the way through the other process
 * included. Noted by the page itself, so that the test adds nothing.
 * @param {Page} page @param {() => Promise<void>} send @param {'keydown' | 'pointerdown'} type
 * @returns {Promise<number>} ms
 */
async function shownAfter(page, type, send) {
  await page.evaluate(([name, limit]) => {
    const view = /** @type {any} */ (globalThis);
    const shown = () => view.document.querySelector('[data-pane="price~replay"]')?.dateTime;
    view.painted = new Promise((done, fail) => {
      view.setTimeout(() => fail(new Error('the price pane shows no other instant')), limit);
      view.addEventListener(
        name,
        () => {
          const before = shown();
          const start = view.performance.now();
          const look = () =>
            shown() === before
              ? view.requestAnimationFrame(look)
              : view.setTimeout(() => done(view.performance.now() - start));
          view.requestAnimationFrame(look);
        },
        { capture: true, once: true },
      );
    });
  }, /** @type {const} */ ([type, PATIENCE_MS]));
  await send();
  return page.evaluate(() => /** @type {any} */ (globalThis).painted);
}

/** Price with three studies, cascades, event, volatility, payoff and scenario, all of one letter. @param {Page} page */
async function openPanes(page) {
  await page.evaluate(() =>
    /** @type {any} */ (globalThis).ballast.call('settings:write', { studies: ['liquidations', 'oi', 'funding'] }),
  );
  await command(page, 'Enter a replay');
  await setClock(page, INSTANT);
  for (const pane of ['Volatility', 'Payoff', 'Scenario', 'Cascades', 'Event'])
    await command(page, `Add another ${pane} pane`);
  await quiet(page);
  await page.getByRole('button', { name: 'Show the largest' }).first().click();
  // A leap brings the clock into view, wherever the event is that was opened.
  for (const instant of [BEFORE, INSTANT]) await setClock(page, instant);
  await quiet(page);
}

/** @param {Page} page */
async function steps(page) {
  /** @type {number[]} */
  const taken = [];
  const trace = await traceFrames(page, async () => {
    for (let i = 0; i < STEPS; i++) {
      taken.push(await shownAfter(page, 'keydown', () => page.keyboard.press('ArrowRight')));
      await page.waitForTimeout(40);
    }
  });
  return { taken, frames: trace.frames };
}

/**
 * The least that a key can take in this window: one figure is written in its own task, and the frame is painted that shows it.
 * @param {Page} page @returns {Promise<number[]>} ms
 */
async function emptyKeys(page) {
  await page.evaluate(() => {
    const view = /** @type {any} */ (globalThis);
    const figure = view.document.createElement('output');
    figure.style.cssText = 'position:fixed;top:0;left:0;font-size:8px';
    view.document.body.append(figure);
    /** @type {number[]} */
    view.emptyKeys = [];
    view.addEventListener(
      'keydown',
      (/** @type {any} */ event) => {
        if (event.key !== 'F8') return;
        event.stopImmediatePropagation();
        const start = view.performance.now();
        figure.textContent = String(view.emptyKeys.length);
        view.requestAnimationFrame(() => view.setTimeout(() => view.emptyKeys.push(view.performance.now() - start)));
      },
      { capture: true },
    );
  });
  for (let i = 0; i < EMPTY_KEYS; i++) {
    await page.keyboard.press('F8');
    await page.waitForTimeout(60);
  }
  return page.evaluate(() => /** @type {any} */ (globalThis).emptyKeys);
}

const clockOf = (/** @type {Page} */ page) =>
  page.evaluate(() => Date.parse(`${/** @type {any} */ (globalThis).document.querySelector('output[aria-label="Clock"]').textContent.replace(' UTC', 'Z')}`)); // prettier-ignore

/** @param {Page} page */
async function play(page) {
  await page.getByRole('radio', { name: '60×' }).click();
  const before = await clockOf(page);
  const trace = await traceFrames(page, async () => {
    await page.keyboard.press(' ');
    await page.waitForTimeout(PLAY_MS);
    await page.keyboard.press(' ');
  });
  return { ...trace, bars: ((await clockOf(page)) - before) / 3_600_000 };
}

/** Clicks on the whole time line of five years of minutes. @param {Page} page */
async function seeks(page) {
  await choose(page, 'BENCHUSDT');
  await quiet(page);
  const line = page.getByRole('slider', { name: 'Clock on the time line' });
  await line.dblclick();
  await quiet(page);
  const box = await line.boundingBox();
  if (!box) throw new Error('no time line');
  /** @type {number[]} */
  const taken = [];
  for (let i = 0; i < SEEKS; i++) {
    const share = 0.05 + 0.9 * ((i * 0.618034) % 1);
    await page.mouse.move(box.x + box.width * share, box.y + box.height * 0.4);
    taken.push(await shownAfter(page, 'pointerdown', () => page.mouse.down()));
    await page.mouse.up();
    await page.waitForTimeout(250);
  }
  return taken;
}

const told = (/** @type {number[]} */ values) =>
  `median ${quantile(values, 0.5).toFixed(1)} ms, 95 % ${quantile(values, 0.95).toFixed(1)} ms, worst ${Math.max(...values).toFixed(1)} ms`;

export const run = () =>
  inTemporaryFolder(async (profile) => {
    await prepareMarket(profile);
    const app = await launchBallast(profile);
    const page = await app.firstWindow();
    await quiet(page);
    await command(page, 'Open the sample market');
    await page.getByText('No jobs').waitFor({ state: 'detached', timeout: 30_000 });
    await page.getByText('No jobs').waitFor({ timeout: 180_000 });
    await quiet(page);
    await choose(page, 'SIM-BTC');
    await openPanes(page);
    if (process.argv.includes('--picture')) await page.screenshot({ path: 'replay-bench.png' });
    const least = await emptyKeys(page);
    const stepped = await steps(page);
    const played = await play(page);
    if (process.argv.includes('--profile'))
      for (const [name, total] of await profileFunctions(page, () => play(page).then(() => undefined)))
        console.log(`  ${total.toFixed(0)} ms ${name}`);
    const sought = await seeks(page);
    await app.close();
    const work = stepped.frames.map(({ cpu }) => cpu);
    const late = (/** @type {'cpu' | 'wall'} */ by) =>
      (100 * played.frames.filter((frame) => frame[by] > FRAME_MS).length) / played.frames.length;
    const load = `load ${loadavg()[0]?.toFixed(1)}`;
    return [
      atMost({
        what: 'a step of the clock with six linked panes: main-thread work of a frame, 95 of 100',
        unit: 'ms',
        ours: quantile(work, 0.95),
        most: 16,
        note: `processor time; ${told(work)}, ${work.length} frames, ${STEPS} steps`,
      }),
      atMost({
        what: 'a step of the clock with six linked panes: from the key to the painted frame with the new bar, 95 of 100',
        unit: 'ms',
        ours: quantile(stepped.taken, 0.95),
        most: 16,
        note: `by the clock; ${told(stepped.taken)}; a key that only writes a figure: ${told(least)}; ${load}`,
      }),
      atMost({
        what: 'playing 60 bars a second with six linked panes: frames with more than 16.7 ms of main-thread work',
        unit: '% of frames',
        ours: late('cpu'),
        most: 0,
        note: `processor time; ${told(played.frames.map(({ cpu }) => cpu))}, ${played.frames.length} frames in ${played.seconds.toFixed(1)} s, ${played.bars} bars; by the clock ${late('wall').toFixed(1)} %, ${load}`,
      }),
      atMost({
        what: 'seeking across five years of minutes: from the click to the painted frame, 95 of 100',
        unit: 'ms',
        ours: quantile(sought, 0.95),
        most: 100,
        note: `by the clock; ${told(sought)}, ${load}`,
      }),
    ];
  });
