// Volatility, Condors and Parity on the chain of the sample market: chosen, compared, sorted, sent, saved, and cut at the clock.
import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, marketTest as test, ready } from './fixtures';
import { call } from './support/bridge';
import { chooseTarget } from './support/dialogs';
import { typeInstant } from './support/steps';

const expiries = (page: Page) => page.getByRole('grid', { name: 'Expiries' });
const chosen = (page: Page) => expiries(page).locator('[role="row"][aria-selected="true"]');
const term = (page: Page) => page.getByRole('group', { name: /^Volatility at the money by tenor/ });
const smile = (page: Page) => page.getByRole('group', { name: /^Implied volatility by strike/ });
const picture = (page: Page, chart: (page: Page) => ReturnType<Page['getByRole']>) =>
  chart(page).evaluate((svg) => [...svg.querySelectorAll('path')].map((path) => path.getAttribute('d')).join());

/** The dock's groups are named after their visible pane. */
const region = (page: Page, pane: string) => page.getByRole('region', { name: pane, exact: true });

/** Key 3, and a tab. */
async function open(page: Page, pane: 'Volatility' | 'Condors' | 'Parity'): Promise<void> {
  await page.keyboard.press('3');
  await page.getByRole('tab', { name: pane }).click();
  await ready(page);
}

/** The whole history is fitted, a batch at a time. */
const fitted = (page: Page) => expect(page.getByText(/fitting \d+ of \d+/)).toHaveCount(0, { timeout: 60_000 });

async function setClock(page: Page, text: string): Promise<void> {
  await typeInstant(page, text);
  await expect(page.getByRole('button', { name: `As-of clock: replay at ${text} UTC` })).toBeVisible();
  await ready(page);
}

test('an expiry is chosen by click, by arrow and in the table, and its smile is drawn', async ({ page }) => {
  await open(page, 'Volatility');
  await expect(expiries(page).locator('[data-index]')).toHaveCount(6);
  const before = await picture(page, smile);
  await term(page).getByRole('button').nth(4).click();
  await expect(chosen(page)).toHaveAttribute('data-index', '4');
  const clicked = await picture(page, smile);
  expect(clicked).not.toBe(before);
  await page.keyboard.press('ArrowRight');
  await expect(chosen(page)).toHaveAttribute('data-index', '5');
  expect(await picture(page, smile)).not.toBe(clicked);
  await expiries(page).focus();
  await page.keyboard.press('ArrowUp');
  await expect(chosen(page)).toHaveAttribute('data-index', '4');
  await expect(term(page).getByRole('button', { pressed: true })).toHaveCount(1);
  expect(await picture(page, smile)).toBe(clicked);
});

test('a past date is laid over, by form and by a click on the history, and taken away again', async ({ page }) => {
  await open(page, 'Volatility');
  await fitted(page);
  const [termAlone, smileAlone] = [await picture(page, term), await picture(page, smile)];
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByRole('textbox', { name: 'Past date' }).fill('2030-01-01');
  await expect(page.getByText('It has to lie before what is shown.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Past date' }).fill('2026-03-15');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Beside 2026-03-15' })).toBeVisible();
  await ready(page);
  const [termBoth, smileBoth] = [await picture(page, term), await picture(page, smile)];
  expect(termBoth).not.toBe(termAlone);
  expect(smileBoth).not.toBe(smileAlone);
  await expect(expiries(page).getByRole('columnheader', { name: /^Change, pt/ })).toBeVisible();
  await page
    .getByRole('group', { name: /^Risk reversal over time/ })
    .getByRole('button')
    .nth(5)
    .click();
  await ready(page);
  expect(await picture(page, term)).not.toBe(termBoth);
  await page.getByRole('button', { name: 'Stop comparing' }).click();
  await ready(page);
  expect(await picture(page, term)).toBe(termAlone);
  expect(await picture(page, smile)).toBe(smileAlone);
});

test('condors are sorted by a column, changed by their settings, and sent to the hedge builder', async ({ page }) => {
  await open(page, 'Condors');
  await page.getByRole('button', { name: 'Maximise Condors' }).click(); // the chart of one needs more height than the table
  const grid = page.getByRole('grid', { name: 'Condors' });
  const credits = async (): Promise<number[]> =>
    (await grid.locator('[data-figure="credit"]').allInnerTexts()).map((text) => Number(text.replaceAll(',', '')));
  await expect(grid.locator('[data-index]')).toHaveCount(6);
  await grid
    .getByRole('columnheader', { name: /^Credit/ })
    .getByRole('button')
    .first()
    .click();
  const sorted = await credits();
  expect(sorted).toEqual([...sorted].sort((a, b) => b - a));
  await grid.locator('[data-index="0"]').click();
  await expect(page.getByRole('group', { name: /^Gain of the condor at expiry/ })).toBeVisible();
  await page.getByRole('button', { name: 'Restore Condors' }).click();
  await page.getByRole('button', { name: 'Send to hedge builder' }).click();
  await expect(page.getByText('Sent to the hedge builder')).toBeVisible();
  const sent = page.getByRole('list', { name: 'Layers' }).getByText(/^Iron condor 20\d\d-\d\d-\d\d, /);
  await expect(sent).toBeVisible();
  await expect(page.getByText(/is a layer of the plan$/)).toBeVisible();
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click();
  await expect(sent).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Short delta' }).fill('0.35');
  await page.keyboard.press('Enter');
  await ready(page);
  const nearer = await credits();
  expect(Math.max(...nearer)).toBeGreaterThan(Math.max(...sorted));
});

test('parity says "not executable" with the figures that decide', async ({ page }) => {
  await open(page, 'Parity');
  const grid = page.getByRole('grid', { name: 'Parity packages' });
  await expect(grid.locator('[data-index]').first()).toBeVisible();
  await expect(page.getByText(/of \d+ packages (is|are) executable after costs \(Deribit/)).toBeVisible();
  const verdicts = grid.locator('[data-figure="verdict"]');
  for (const text of await verdicts.allInnerTexts()) expect(text).toMatch(/^(not )?executable$/);
  const first = grid.locator('[data-index="0"]');
  await expect(first.locator('[data-figure="edge"]')).toHaveText(/^[+\u2212]?\d+\.\d\d$/);
  await first.getByText('executable').hover();
  await expect(page.getByText(/% a year/).first()).toBeVisible();
  await page.getByRole('radio', { name: 'boxes' }).click();
  for (const text of await grid.locator('[data-figure="kind"]').allInnerTexts()) expect(text).toMatch(/^box, /);
  await page.getByRole('radio', { name: 'conversions' }).click();
  await page.getByRole('radio', { name: 'every strike' }).click();
  expect(Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThan(60);
});

test('everything ends with what was known; before the first chain the smile is modelled and says so', async ({
  page,
}) => {
  await open(page, 'Volatility');
  await setClock(page, '2026-03-01 12:00');
  // Looked for first: a click straight after the clock was set has at times found nothing for 30 s, in a page that answers.
  const maximise = page.getByRole('button', { name: 'Maximise Volatility' });
  await expect(maximise).toBeVisible();
  await maximise.click(); // room for the words in its header
  for (const pane of ['Volatility', 'Condors', 'Parity'] as const) {
    await open(page, pane);
    await expect(
      region(page, pane)
        .getByText(/quotes of 2026-03-01 00:00 UTC/)
        .last(),
    ).toBeVisible();
  }
  await page.getByRole('button', { name: 'Restore Parity' }).click();
  await open(page, 'Volatility');
  await fitted(page);
  const asOf = Date.UTC(2026, 2, 1, 12);
  const history = await call(page, 'options:history', { instrument: 'SIM-BTC', span: null, asOf });
  expect(history!.columns.t.at(-1)).toBe(Date.UTC(2026, 2, 1));
  const { own } = await call(page, 'options:indices', { instrument: 'SIM-BTC', span: null, asOf });
  expect(own!.t.at(-1)).toBeLessThanOrEqual(asOf);
  const last = page
    .getByRole('group', { name: /^Risk reversal over time/ })
    .getByRole('button')
    .last();
  await expect(last).toHaveAttribute('aria-label', /^2026-03-01 00:00: /);
  await setClock(page, '2025-03-01 12:00');
  await expect(region(page, 'Volatility').getByText('modelled smile')).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Tenors' }).locator('[data-index]')).toHaveCount(4);
  await open(page, 'Condors');
  await expect(
    page.getByText(/No option chain of SIM-BTC is stored that was known by 2025-03-01 12:00 UTC/),
  ).toBeVisible();
  await page.getByRole('button', { name: /^As-of clock: replay/ }).click();
  await page.getByRole('button', { name: 'Back to live' }).click();
});

test('figures and pictures are taken along', async ({ app, page }, info) => {
  await open(page, 'Volatility');
  await fitted(page);
  const target = info.outputPath('surface.csv');
  await chooseTarget(app, target);
  await region(page, 'Volatility').getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'History of the surface as CSV' }).click();
  await expect.poll(() => readFile(target, 'utf8').catch(() => '')).toMatch(/^time,atm 7 d,/);
  expect((await readFile(target, 'utf8')).trimEnd().split('\n')).toHaveLength(366);
  const image = info.outputPath('smile.png');
  await chooseTarget(app, image);
  await page.getByRole('button', { name: 'Save picture of Smile' }).click();
  await expect
    .poll(() =>
      readFile(image).then(
        (data) => data.length,
        () => 0,
      ),
    )
    .toBeGreaterThan(5_000);
});

for (const theme of ['dark', 'light'] as const)
  test(`the three panes keep the rules of axe, ${theme}`, async ({ page }) => {
    await call(page, 'settings:write', { theme });
    await page.reload();
    await ready(page);
    for (const pane of ['Volatility', 'Condors', 'Parity'] as const) {
      await open(page, pane);
      if (pane === 'Volatility') await fitted(page);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
      expect(found, pane).toEqual([]);
    }
  });
