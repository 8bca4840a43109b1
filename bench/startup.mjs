// @ts-check
import { loadavg } from 'node:os';
import { compare, inTemporaryFolder, median } from './lib/harness.mjs';
import { prepareMarket } from './lib/market.mjs';
import { launch, launchBallast, writeEmptyApp } from './lib/window.mjs';

const RUNS = 15;

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

/**
 * The same to the first frame with candles of a stored series, and the stations on the way.
 * @param {string} profile
 * @returns {Promise<{ total: number, phases: Record<string, number> }>}
 */
async function firstChart(profile) {
  const start = Date.now();
  const app = await launchBallast(profile);
  const page = await app.firstWindow();
  await page.waitForFunction(
    () => ['price:painted', 'first-contentful-paint'].every((name) => performance.getEntriesByName(name).length > 0),
    undefined,
    { polling: 10 },
  );
  const stations = await page.evaluate(() => {
    const at = (/** @type {string} */ name) => performance.getEntriesByName(name)[0]?.startTime ?? NaN;
    const page = /** @type {PerformanceNavigationTiming} */ (performance.getEntriesByType('navigation')[0]);
    return {
      origin: performance.timeOrigin,
      page: page.responseStart,
      parsed: page.domInteractive,
      'scripts run': page.domContentLoadedEventStart,
      'first paint': at('first-contentful-paint'),
      'bars asked': at('price:request'),
      'bars painted': at('price:painted'),
    };
  });
  const main = await app.evaluate(() => performance.timeOrigin);
  await app.close();
  const { origin, ...rest } = stations;
  const since = Object.entries(rest).map(([name, ms]) => [name, origin + ms - start]);
  const phases = Object.fromEntries([['main process', main - start], ['navigation', origin - start], ...since]);
  // The page says when it has painted the bars; where that is its first frame, the browser says when it was shown.
  return { total: Math.max(phases['bars painted'], phases['first paint']), phases };
}

/** @param {string} profile a folder with the market of {@link prepareMarket} */
export async function measure(profile) {
  const folder = writeEmptyApp();
  /** @type {number[]} */
  const empty = [];
  /** @type {Awaited<ReturnType<typeof firstChart>>[]} */
  const ours = [];
  await firstChart(profile); // warm: code cache, file cache
  await emptyWindow(folder, `${profile}/empty`);
  for (let i = 0; i < RUNS; i++) {
    empty.push(await emptyWindow(folder, `${profile}/empty`));
    ours.push(await firstChart(profile));
  }
  const totals = ours.map(({ total }) => total);
  const phases = Object.keys(ours[0].phases).map(
    (name) => `${name} ${median(ours.map((one) => one.phases[name])).toFixed(0)}`,
  );
  console.log(`  ms since the start of the process: ${phases.join(', ')}; load ${loadavg()[0]?.toFixed(1)}`);
  console.log(`  empty: ${spread(empty)}; ours: ${spread(totals)}`);
  return [
    compare({
      what: 'start to first painted chart, warm',
      unit: 'ms',
      ours: median(totals),
      peer: 'empty window, same Electron',
      theirs: median(empty),
      goal: 1.8,
      lowerIsBetter: true,
    }),
  ];
}

/** @param {number[]} values */
const spread = (values) => `${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)} ms`;

export const run = () =>
  inTemporaryFolder(async (profile) => {
    await prepareMarket(profile);
    return measure(profile);
  });
