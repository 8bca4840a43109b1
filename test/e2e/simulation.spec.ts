// The Simulation pane on the sample market: a plan is carried through paths, cancelled, compared, sized and taken along.
import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { hedgePlan, putLayer } from '../support/hedge-plan';
import { expect, marketTest as test, ready } from './fixtures';
import { call } from './support/bridge';
import { chooseTarget } from './support/dialogs';

/** A simulation of a few hundred paths, and 29 of a single one. */
const RUN_MS = 120_000;

const PLAN = hedgePlan({
  name: 'Ten coins',
  asset: 'SIM-BTC',
  positions: hedgePlan().positions.map((one) => ({ ...one, instrument: 'SIM-BTC' })),
  layers: [
    putLayer({ id: 'near', name: 'Puts of a month' }),
    putLayer({ id: 'far', name: 'Puts of a quarter', tenor: { ...putLayer().tenor, targets: [90], most: 180 } }),
  ],
  beta: { ...hedgePlan().beta, benchmark: 'SIM-BTC' },
  capital: {
    margin: 100_000,
    reserve: 50_000,
    credit: { limit: 100_000, rate: 0.09, haircut: 0.5 },
    synthetic: null,
    requirement: { by: 'maintenance', share: 0.05 },
    repayAbove: 1.5,
    forcedSlippage: 0.01,
  },
});

const pane = (page: Page) => page.getByRole('region', { name: 'Simulation' });
const kind = (page: Page) => page.getByRole('combobox', { name: 'Paths' });
const run = (page: Page) => pane(page).getByRole('button', { name: /^Run( again)?$/ });
const cancel = (page: Page) => pane(page).getByRole('button', { name: 'Cancel', exact: true });
const facts = (page: Page) => pane(page).getByRole('table', { name: 'Hedged against unhedged' });
const fact = (page: Page, name: string) => facts(page).getByRole('row', { name: new RegExp(`^${name}`) });
const stale = (page: Page) => pane(page).getByText(/^Stale: these figures are from before the change of/);

/** The Hedge workspace with a plan of its own and paths as at the start, the pane as wide as the window. */
async function openSimulation(page: Page): Promise<void> {
  await page.evaluate((plan) => {
    localStorage.setItem('ballast.hedge', JSON.stringify({ version: 1, plan, saved: { id: 'plan-1', plan } }));
    localStorage.removeItem('ballast.simulation');
  }, PLAN);
  await call(page, 'layout:reset', { workspace: 'hedge' });
  await page.reload();
  await ready(page);
  await page.keyboard.press('3');
  await page.getByRole('button', { name: 'Maximise Simulation' }).click();
  await ready(page);
}

async function choose(page: Page, name: string): Promise<void> {
  await kind(page).click();
  await page.getByRole('option', { name, exact: true }).click();
}

/** Sets a number of the paths, whose settings are open. */
async function set(page: Page, name: string, value: number): Promise<void> {
  const field = pane(page).getByRole('textbox', { name });
  await field.fill(String(value));
  await field.press('Enter');
}

const settings = (page: Page) => pane(page).getByRole('button', { name: 'Settings of the paths' });

/** A random walk of few paths, computed now or by an earlier test. */
async function walked(page: Page): Promise<void> {
  await openSimulation(page);
  await choose(page, 'GBM');
  await settings(page).click();
  await set(page, 'Number of paths', 400);
  await set(page, 'Length, d', 120);
  await pane(page).getByRole('button', { name: 'Hide the settings of the paths' }).click();
  await finished(page);
}

/** Runs what is not up to date, to its end. */
async function finished(page: Page): Promise<void> {
  await ready(page);
  await expect(run(page)).toBeVisible();
  await page.waitForTimeout(400); // a question is asked once it stands still
  await ready(page);
  if ((await run(page).getAttribute('aria-disabled')) === null) await run(page).click();
  await expect(cancel(page)).toHaveCount(0, { timeout: RUN_MS });
  await expect(facts(page)).toBeVisible({ timeout: RUN_MS });
  await ready(page);
}

test('a long run is cancelled, a shorter one is finished and says what is modelled', async ({ page }) => {
  test.setTimeout(2 * RUN_MS);
  await openSimulation(page);
  await choose(page, 'GBM');
  await settings(page).click();
  await set(page, 'Number of paths', 25_000);
  await run(page).click();
  await expect(pane(page).getByRole('progressbar', { name: 'Simulation' })).toBeVisible();
  await cancel(page).click();
  await expect(pane(page).getByText('it was cancelled')).toBeVisible({ timeout: 30_000 });
  await set(page, 'Number of paths', 400);
  await set(page, 'Length, d', 120);
  await finished(page);
  await expect(fact(page, 'CVaR 95 %')).toContainText(/\u2212\d+\.\d\s%.*\u2212\d+\.\d\s%/);
  await expect(fact(page, 'Median over 120 d')).toBeVisible();
  await expect(pane(page).getByRole('group', { name: /^Equity over time/ })).toBeVisible();
  const limits = pane(page).getByRole('region', { name: 'What this does not show' });
  await expect(limits).toContainText('The worst 5 % are 20 paths of the 400');
  await expect(limits).toContainText('Modelled:');
  await expect(pane(page).getByTestId('survival')).toContainText(/survive/);
});

test('a stretch of the record is one path: no CVaR, and its events in order', async ({ page }) => {
  test.setTimeout(2 * RUN_MS);
  await openSimulation(page);
  await choose(page, 'History');
  await settings(page).click();
  await pane(page).getByRole('combobox', { name: 'Pick a stretch of the past' }).click();
  await page.getByRole('option', { name: /^Last 90 d/ }).click();
  await finished(page);
  await expect(fact(page, 'CVaR 95 %')).toContainText('cannot tell');
  await expect(pane(page).getByText('One path is one story')).toBeVisible();
  const events = page.getByRole('grid', { name: 'Simulated events' });
  await expect(events.locator('[data-index="0"]')).toContainText('opened');
  await events.locator('[data-index="0"]').click();
  await expect(pane(page).getByRole('img', { name: /^Margin account, requirement/ }).or(pane(page).getByRole('group', { name: /^Margin account, requirement/ }))).toBeVisible(); // prettier-ignore
});

test('roll days fill in one by one until all 29 are there', async ({ page }) => {
  test.setTimeout(2 * RUN_MS);
  await walked(page);
  const words = page.getByTestId('roll-words');
  await pane(page).getByRole('button', { name: 'Run 29 shifts' }).click();
  await expect(words).toHaveText(/^Spread \d+\.\d points so far, \d+ runs? to go\.$/);
  await expect(pane(page).getByRole('progressbar', { name: 'Roll-day runs' })).toBeVisible();
  await expect(words).toHaveText(/^Spread \d+\.\d points over 29 runs\.$/, { timeout: RUN_MS });
  await expect(pane(page).getByRole('group', { name: 'Drawdown of the plan by shift of its rolls' })).toBeVisible();
  await pane(page).getByRole('radio', { name: 'Cost' }).click();
  await expect(pane(page).getByRole('group', { name: 'Cost of the plan by shift of its rolls' })).toBeVisible();
});

test('sizes are proposed and applied as one change; the figures are stale until run again, beside the plan as it was', async ({
  page,
}) => {
  test.setTimeout(3 * RUN_MS);
  await walked(page);
  await pane(page).getByRole('button', { name: 'Compare plans' }).click();
  await page.getByRole('menuitem', { name: 'This plan as it is now' }).click();
  await expect(facts(page).getByRole('columnheader', { name: 'B', exact: true })).toBeVisible();

  await pane(page).getByRole('button', { name: 'Size layers' }).click();
  const dialog = page.getByRole('dialog', { name: 'Size layers' });
  await dialog.getByRole('button', { name: 'Compute' }).click();
  await expect(dialog.getByRole('table', { name: 'Proposed sizes' })).toBeVisible({ timeout: RUN_MS });
  await expect(dialog.getByRole('table', { name: 'Proposed sizes' }).getByRole('row')).toHaveCount(3);
  await dialog.getByRole('button', { name: 'Apply' }).click();

  await expect(stale(page)).toContainText('the plan');
  await finished(page);
  await expect(stale(page)).toHaveCount(0);
  const cvar = await fact(page, 'CVaR 95 %').getByRole('cell').allTextContents();
  expect(cvar).toHaveLength(3);
  expect(new Set(cvar).size, 'two plans and none differ').toBe(3);
});

test('figures, paths and equity are saved as files', async ({ page, app }, info) => {
  test.setTimeout(RUN_MS);
  await walked(page);
  const save = async (entry: string): Promise<string> => {
    const path = info.outputPath(`${entry}.csv`);
    await chooseTarget(app, path);
    await page.getByRole('button', { name: 'Simulation menu' }).click();
    await page.getByRole('menuitem', { name: entry }).click();
    await expect.poll(() => readFile(path, 'utf8').catch(() => '')).not.toBe('');
    return readFile(path, 'utf8');
  };
  expect(await save('Figures as CSV')).toMatch(/^side,plan,paths,cvar95,.*\nhedged,Ten coins,400,-0\.\d+/);
  expect((await save('Paths as CSV')).trim().split('\n')).toHaveLength(401);
  expect((await save('Equity as CSV')).trim().split('\n')).toHaveLength(122);
  const png = info.outputPath('equity.png');
  await chooseTarget(app, png);
  await pane(page).getByRole('button', { name: 'Save picture of Equity' }).click();
  await expect
    .poll(async () => (await readFile(png).catch(() => Buffer.alloc(0))).subarray(1, 4).toString())
    .toBe('PNG');
});

test('a line is drawn with the keyboard', async ({ page }) => {
  await openSimulation(page);
  await choose(page, 'Drawn');
  await settings(page).click();
  const point = pane(page).getByRole('slider', { name: /^Point 2/ });
  await expect(point).toHaveAttribute('aria-valuetext', '\u221230.0\u00a0%');
  await point.focus();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(point).toHaveAttribute('aria-valuetext', '\u221235.0\u00a0%');
  await expect(point).toHaveAccessibleName('Point 2, day 4');
  await page.keyboard.press('Delete');
  await expect(pane(page).getByRole('slider')).toHaveCount(3);
});

for (const theme of ['dark', 'light'] as const)
  test(`the rules of axe hold on the answer, the settings and the sizes, ${theme}`, async ({ page }) => {
    test.setTimeout(RUN_MS);
    await walked(page);
    await page.getByRole('button', { name: 'Restore Simulation' }).click();
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    const check = async (place: string): Promise<void> => {
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(
        violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)),
        place,
      ).toEqual([]);
    };
    await check('answer');
    await choose(page, 'Drawn');
    await settings(page).click();
    await check('drawn');
    await choose(page, 'GBM');
    await pane(page).getByRole('button', { name: 'Size layers' }).click();
    await check('sizes');
    await page.keyboard.press('Escape');
  });
