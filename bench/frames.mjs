// @ts-check
import { atMost, inTemporaryFolder } from './lib/harness.mjs';
import { launch, launchBallast, memoryMiB, writeEmptyApp } from './lib/window.mjs';

const PAN_MS = 10_000;
const FRAME_MS = 1_000 / 60;

/**
 * Main-thread time per frame while panning, from a browser trace: every task of the page's main thread, summed between
 * one animation frame and the next. What the compositor and the (software) rasteriser take is not ours and not counted.
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<void>} act
 */
async function traceFrames(page, act) {
  const session = await page.context().newCDPSession(page);
  /** @type {any[]} */
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'toplevel', 'disabled-by-default-devtools.timeline'] },
  });
  await act();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;

  const frames = events.filter((e) => e.name === 'FireAnimationFrame' && e.ph === 'X').sort((a, b) => a.ts - b.ts);
  const thread = frames[0] && `${frames[0].pid}:${frames[0].tid}`;
  const tasks = events
    .filter((e) => e.name === 'RunTask' && e.ph === 'X' && `${e.pid}:${e.tid}` === thread)
    .sort((a, b) => a.ts - b.ts);
  const starts = [...new Set(frames.map((e) => e.ts))];
  const busy = starts.map(() => 0);
  let k = 0;
  for (const task of tasks) {
    while (k + 1 < starts.length && starts[k + 1] <= task.ts) k++;
    if (task.ts + task.dur >= starts[0]) busy[k] += task.dur / 1_000;
  }
  return busy;
}

/** @param {import('@playwright/test').Page} page */
async function pan(page) {
  const box = await page.locator('[data-testid="price-chart"]').boundingBox();
  if (!box) throw new Error('no price chart');
  const y = box.y + box.height * 0.25;
  const end = Date.now() + PAN_MS;
  while (Date.now() < end) {
    let x = box.x + box.width * 0.15;
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (; x < box.x + box.width * 0.85 && Date.now() < end; x += 9) {
      await page.mouse.move(x, y);
      await page.waitForTimeout(4);
    }
    await page.mouse.up();
  }
}

export const run = () =>
  inTemporaryFolder(async (profile) => {
    const { prepareMarket } = await import('./lib/market.mjs');
    await prepareMarket(profile);
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
    await page
      .getByRole('button', { name: '1m', exact: true })
      .or(page.getByRole('radio', { name: '1m', exact: true }))
      .first()
      .click();
    await page.waitForTimeout(1_500);
    const busy = await traceFrames(page, () => pan(page));
    const late = busy.filter((ms) => ms > FRAME_MS).length;
    const oursMiB = await memoryMiB(app);
    await app.close();
    return [
      atMost({ what: 'five years of 1-minute bars: first paint after the request', unit: 'ms', ours: open, most: 300 }),
      atMost({
        what: 'panning 10 s at 1 m: frames with more than 16.7 ms of main-thread work',
        unit: '% of frames',
        ours: busy.length === 0 ? 100 : (100 * late) / busy.length,
        most: 1,
        note: `${busy.length} frames, worst ${Math.max(0, ...busy).toFixed(1)} ms`,
      }),
      atMost({
        what: 'memory after that, all processes, above the empty window',
        unit: 'MiB',
        ours: oursMiB - emptyMiB,
        most: 250,
        note: `${oursMiB} MiB against ${emptyMiB} MiB`,
      }),
    ];
  });
