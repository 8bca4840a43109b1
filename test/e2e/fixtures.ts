import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test';

interface Fixtures {
  /** Command-line arguments beside the profile; set with `test.use`. */
  readonly args: readonly string[];
  /** Profile folder: a fresh one unless a test brings its own. */
  readonly profile: string;
  readonly app: ElectronApplication;
  readonly page: Page;
}

export const launch = (profile: string, args: readonly string[] = []): Promise<ElectronApplication> =>
  _electron.launch({
    args: ['.', `--user-data-dir=${profile}`, ...args],
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...(process.env as Record<string, string>), BALLAST_UNATTENDED: '1' },
  });

/** A real window on a profile of its own; any error that the page throws fails the test. */
export const test = base.extend<Fixtures>({
  args: [[], { option: true }],
  profile: async ({ args: _args }, use, info) => use(info.outputPath('profile')),
  app: async ({ profile, args }, use) => {
    const app = await launch(profile, args);
    await use(app);
    await app.close();
  },
  page: async ({ app }, use) => {
    const page = await app.firstWindow();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await use(page);
    expect(errors, 'errors in the page during the test').toEqual([]);
  },
});

/** The page has loaded what it shows. */
export const ready = (page: Page): Promise<void> =>
  page.locator('[data-ready="true"]').first().waitFor({ state: 'attached', timeout: 60_000 });

/** From the welcome screen to a market: the sample, generated and stored. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open sample market' }).click();
  await expect(page.locator('[data-testid="price-chart"] canvas').first()).toBeVisible({ timeout: 60_000 });
  await ready(page);
}

export { expect };
