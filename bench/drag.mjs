// @ts-check
import { loadavg } from 'node:os';
import { atMost, inTemporaryFolder } from './lib/harness.mjs';
import { profileFunctions, quantile, traceFrames } from './lib/trace.mjs';
import { launchBallast } from './lib/window.mjs';

const DRAG_MS = 8_000;
const FRAME_MS = 1_000 / 60;
const REACH_PX = 110;
/** An animation callback that took less moved no strike. */
const LEAST_UPDATE_MS = 1;
/** Eight legs: three, three, one and one. */
const PRESETS = ['Put ladder 30/60/90', 'ALVH 4/4/2 on crypto puts', 'Tail puts on a yearly budget', 'Puts, put spreads when skew is rich']; // prettier-ignore
/** Before the first chain of the sample: the surface is modelled, and any strike can be had. */
const INSTANT = '2025-03-01 00:00';

/** A command by the palette. @param {import('@playwright/test').Page} page @param {string} words */
async function command(page, words) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(words);
  await page.getByRole('option', { name: words }).first().waitFor();
  await page.keyboard.press('Enter');
}

/** The sample market with a plan of eight legs, payoff and heat map beside it. @param {import('@playwright/test').Page} page */
async function openPlan(page) {
  await page.getByRole('button', { name: 'Open sample market' }).click();
  await page.getByText('No jobs').waitFor({ timeout: 120_000 });
  await page.keyboard.press('3');
  await page.getByRole('table', { name: 'Exposure' }).waitFor();
  await page.getByRole('button', { name: /^As-of clock/ }).click();
  await page.getByRole('textbox', { name: /^Instant/ }).fill(INSTANT);
  await page.keyboard.press('Enter');
  for (const preset of PRESETS) {
    await command(page, `Preset: ${preset}`);
    await page.getByRole('region', { name: preset }).waitFor();
    await page.keyboard.press('Enter');
  }
  await page.getByRole('grid', { name: 'Gain by price and volatility' }).waitFor();
  const legs = await page.getByRole('group', { name: 'Strikes' }).getByRole('slider').count();
  if (legs !== 8) throw new Error(`8 strikes were wanted, there are ${legs}`);
}

/** A hand that moves the lowest strike to and fro. @param {import('@playwright/test').Page} page @param {number} ms */
async function drag(page, ms) {
  const box = await page.locator('[data-strike^="tailPuts"]').boundingBox();
  if (!box) throw new Error('no strike to drag');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const start = Date.now();
  while (Date.now() - start < ms) {
    await page.waitForTimeout(4);
    await page.mouse.move(x + REACH_PX * Math.sin(((Date.now() - start) / 1_000) * 3), y);
  }
  await page.mouse.up();
}

/** @param {import('./lib/trace.mjs').Frame} frame */
const isUpdate = ({ parts }) => parts.some(({ name, ms }) => name === 'FireAnimationFrame' && ms >= LEAST_UPDATE_MS);

export const run = () =>
  inTemporaryFolder(async (profile) => {
    const app = await launchBallast(profile);
    const page = await app.firstWindow();
    await openPlan(page);
    await drag(page, 2_000); // code that was not run before is compiled while it runs
    const { frames, seconds } = await traceFrames(page, () => drag(page, DRAG_MS));
    if (process.argv.includes('--profile'))
      for (const [name, total] of await profileFunctions(page, () => drag(page, DRAG_MS)))
        console.log(`  ${total.toFixed(0)} ms ${name}`);
    await app.close();
    const updates = frames.filter(isUpdate);
    if (updates.length < 30) throw new Error(`only ${updates.length} frames moved the strike`);
    const late = (/** @type {'wall' | 'cpu'} */ by) =>
      (100 * updates.filter((frame) => frame[by] > FRAME_MS).length) / updates.length;
    const told = (/** @type {'wall' | 'cpu'} */ by) => {
      const values = updates.map((frame) => frame[by]);
      return `median ${quantile(values, 0.5).toFixed(1)} ms, 95 % ${quantile(values, 0.95).toFixed(1)} ms, worst ${Math.max(...values).toFixed(1)} ms`;
    };
    return [
      atMost({
        what: 'dragging a strike of eight legs, payoff, heat map and margin stress shown: frames that move it with more than 16.7 ms of main-thread work',
        unit: '% of frames',
        ours: late('cpu'),
        most: 1,
        note: `processor time; ${told('cpu')}, ${updates.length} of ${frames.length} frames in ${seconds.toFixed(1)} s; by the clock ${late('wall').toFixed(1)} %, ${told('wall')}, load ${loadavg()[0]?.toFixed(1)}`,
      }),
    ];
  });
