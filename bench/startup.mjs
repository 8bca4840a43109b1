// @ts-check
import { compare, inTemporaryFolder, median } from './lib/harness.mjs';
import { launch, launchBallast, writeEmptyApp } from './lib/window.mjs';

const RUNS = 7;

/** Milliseconds from starting the process to the first frame of an empty page. @param {string} folder @param {string} profile */
async function emptyWindow(folder, profile) {
  const start = Date.now();
  const app = await launch([folder, `--user-data-dir=${profile}`]);
  const page = await app.firstWindow();
  await page.waitForLoadState();
  const painted = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const paint = () => performance.getEntriesByName('first-contentful-paint')[0];
        const look = () => (paint() ? resolve(performance.timeOrigin + paint().startTime) : setTimeout(look, 5));
        look();
      }),
  );
  await app.close();
  return Number(painted) - start;
}

/** The same to the first frame with candles of a stored series. @param {string} profile */
async function firstChart(profile) {
  const start = Date.now();
  const app = await launchBallast(profile);
  const page = await app.firstWindow();
  await page.waitForFunction(() => performance.getEntriesByName('price:painted').length > 0, undefined, {
    polling: 10,
  });
  const painted = await page.evaluate(
    () => performance.timeOrigin + performance.getEntriesByName('price:painted')[0].startTime,
  );
  await app.close();
  return painted - start;
}

export const run = () =>
  inTemporaryFolder(async (profile) => {
    const { prepareMarket } = await import('./lib/market.mjs');
    await prepareMarket(profile);
    const folder = writeEmptyApp();
    const empty = [];
    const ours = [];
    await firstChart(profile); // warm: code cache, file cache
    await emptyWindow(folder, `${profile}/empty`);
    for (let i = 0; i < RUNS; i++) {
      empty.push(await emptyWindow(folder, `${profile}/empty`));
      ours.push(await firstChart(profile));
    }
    return [
      compare({
        what: 'start to first painted chart, warm',
        unit: 'ms',
        ours: median(ours),
        peer: 'empty window, same Electron',
        theirs: median(empty),
        goal: 1.8,
        lowerIsBetter: true,
      }),
    ];
  });
