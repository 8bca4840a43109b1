import { pendingCount } from '../lib/busy';

const QUIET = 150;
const STEP = 50;
const LONGEST = 15_000;

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Marks the page as painted once nothing has been asked for a while: tests and the tour wait for it. */
export async function announceReady(): Promise<void> {
  await document.fonts.ready;
  const start = performance.now();
  for (let quiet = 0; quiet < QUIET && performance.now() - start < LONGEST;) {
    await pause(STEP);
    quiet = pendingCount() === 0 ? quiet + STEP : 0;
  }
  await frame();
  await frame();
  document.body.dataset['ready'] = 'true';
}
