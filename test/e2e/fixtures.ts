import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { call, runJob } from './support/bridge';

interface Fixtures {
  /** Command-line arguments beside the profile; set with `test.use`. */
  readonly args: readonly string[];
  /** Errors in the page that a test provokes on purpose; set with `test.use`. */
  readonly provoked: RegExp | undefined;
  /** Profile folder: a fresh one unless a test brings its own. */
  readonly profile: string;
  readonly app: ElectronApplication;
  readonly page: Page;
}

interface Market {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** A backup of the stored sample market: `seed` puts it into a profile. */
  readonly copy: string;
}

export const launch = (profile: string, args: readonly string[] = []): Promise<ElectronApplication> =>
  _electron.launch({
    args: ['.', `--user-data-dir=${profile}`, ...args],
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...(process.env as Record<string, string>), BALLAST_UNATTENDED: '1' },
  });

/** Hears of what goes wrong in the page, from before its first line runs. @returns the list, and a function that stops */
function watchErrors(app: ElectronApplication): { readonly errors: string[]; readonly stop: () => void } {
  const errors: string[] = [];
  const context = app.context();
  const onError = (error: { error(): Error }): void => void errors.push(error.error().message);
  const onConsole = (message: { type(): string; text(): string }): void => {
    if (message.type() === 'error') errors.push(message.text());
  };
  context.on('weberror', onError);
  context.on('console', onConsole);
  return {
    errors,
    stop: () => {
      context.off('weberror', onError);
      context.off('console', onConsole);
    },
  };
}

function expectNoErrors(errors: readonly string[], provoked: RegExp | undefined): void {
  const others = errors.filter((text) => !provoked?.test(text));
  expect(others, 'errors in the page during the test').toEqual([]);
}

/** A real window on a profile of its own; any error that the page throws or prints fails the test. */
export const test = base.extend<Fixtures>({
  args: [[], { option: true }],
  provoked: [undefined, { option: true }],
  profile: async ({ args: _args }, use, info) => use(info.outputPath('profile')),
  app: async ({ profile, args, provoked }, use) => {
    const app = await launch(profile, args);
    const { errors } = watchErrors(app);
    await use(app);
    await app.close();
    expectNoErrors(errors, provoked);
  },
  page: async ({ app }, use) => use(await app.firstWindow()),
});

/** One window with the sample market for all the tests of a worker: each finds it as after a start. */
export const marketTest = test.extend<object, { readonly market: Market }>({
  market: [
    async ({ playwright: _playwright }, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'ballast-e2e-'));
      const app = await launch(join(folder, 'profile'));
      const page = await app.firstWindow();
      await ready(page);
      await openSample(page);
      const copy = join(folder, 'sample.db');
      await runJob(page, { kind: 'backup', path: copy });
      await use({ app, page, copy });
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  app: async ({ market }, use) => use(market.app),
  page: async ({ market: { app, page }, provoked }, use) => {
    const { errors, stop } = watchErrors(app);
    await call(page, 'settings:write', AT_START);
    await page.reload();
    await ready(page);
    await expect(priceStage(page)).toHaveAttribute('data-status', 'ready');
    await use(page);
    stop();
    expectNoErrors(errors, provoked);
  },
});

/** Dark and UTC, so that a test says what it changes. */
export const AT_START = {
  theme: 'dark',
  sides: 'teal-coral',
  zone: 'utc',
  scale: 100,
  density: 'normal',
  candles: 'neutral',
  instrument: 'SIM-BTC',
  interval: 3_600_000,
  favourites: [],
  workspace: 'market',
  studies: ['liquidations', 'oi'],
} as const;

/** Everything the page asked for is there and painted. */
export const ready = (page: Page): Promise<void> =>
  page.locator('body[data-ready="true"]').waitFor({ state: 'attached', timeout: 60_000 });

export const priceChart = (page: Page) => page.getByTestId('price-chart');
export const priceStage = (page: Page) => page.locator('[data-status]', { has: priceChart(page) });

/** From the welcome screen to a market: the sample, generated and stored. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open sample market' }).click();
  await expect(priceStage(page)).toHaveAttribute('data-status', 'ready', { timeout: 75_000 });
  await expect(page.getByText('No jobs')).toBeVisible({ timeout: 60_000 });
  await ready(page);
}

/** A profile that starts with the sample market, without making it again. */
export async function seed(profile: string, market: Market): Promise<void> {
  await mkdir(profile, { recursive: true });
  await copyFile(market.copy, join(profile, 'ballast.db'));
}

export { expect };
