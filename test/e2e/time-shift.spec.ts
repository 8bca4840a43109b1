// Past instances laid over the present: aligned, computed, ranked, opened, pasted into a scenario and replayed.
import type { Locator, Page } from '@playwright/test';
import { expect, marketTest as test, ready } from './fixtures';
import { call } from './support/bridge';

/** A time-shift of the sample market with its intervals, on a busy machine. */
const JOB_MS = 120_000;

const pane = (page: Page) => page.getByRole('region', { name: 'Time-shift' });
const analogs = (page: Page) => page.getByRole('grid', { name: 'Analogs' });
const rows = (page: Page) => analogs(page).locator('[data-index]');
const chart = (page: Page) => page.getByTestId('time-shift-chart');
const clock = (page: Page) => page.locator('output[aria-label="Clock"]');

/** As if by Tab: what was reached so keeps its arrows, which are the clock's otherwise. */
async function byKey(page: Page, target: Locator): Promise<void> {
  await page.keyboard.press('Tab');
  await target.focus();
}

test.beforeEach(({ page }) => call(page, 'layout:reset', { workspace: 'replay' }));

/** The Replay workspace with the pane in front, aligned at CPI and computed, now or by an earlier test. */
async function alignedAtCpi(page: Page): Promise<void> {
  await page.keyboard.press('4');
  if (!(await pane(page).isVisible())) await page.getByText('Time-shift', { exact: true }).first().click();
  await pane(page).getByRole('radio', { name: 'CPI' }).click();
  const start = pane(page).getByRole('button', { name: 'Align', exact: true });
  await expect(start.or(rows(page).first())).toBeVisible({ timeout: JOB_MS });
  if (await start.isVisible()) await start.click();
  await expect(chart(page)).toHaveAccessibleName(/Aligned at the CPI release/, { timeout: JOB_MS });
  await ready(page);
}

test('the present is laid over CPI releases; a row tells what its distance is made of', async ({ page }) => {
  test.setTimeout(2 * JOB_MS);
  await alignedAtCpi(page);
  const count = Number(await analogs(page).getAttribute('aria-rowcount')) - 1;
  expect(count).toBeGreaterThan(5);
  await expect(page.getByTestId('time-shift-sum')).toContainText(`${count} analogs known at the present`);

  // Nearest first, and each figure of the row that is opened is there or says why not.
  const distances = (await rows(page).locator('[data-figure="distance"]').allTextContents()).map(Number).filter((one) => one > 0); // prettier-ignore
  expect(distances.length).toBeGreaterThan(1);
  expect(distances).toEqual(distances.toSorted((a, b) => a - b));
  await rows(page).first().click();
  await byKey(page, analogs(page));
  await page.keyboard.press('ArrowRight');
  const parts = pane(page).getByRole('table', { name: 'Ingredients of the distance' });
  await expect(parts.getByRole('row')).toHaveCount(16);
  for (const row of await parts.getByRole('row').all()) await expect(row).not.toContainText(/NaN|undefined/);
  const shares = (await parts.locator('tbody td:last-child').allInnerTexts()).flatMap((text) => /^\d+/.exec(text.trim())?.[0] ?? []); // prettier-ignore
  const sum = shares.reduce((all, share) => all + Number(share), 0);
  expect(Math.abs(sum - 100), `shares of the distance: ${shares.join(', ')}`).toBeLessThan(8); // each is rounded
  await page.keyboard.press('ArrowLeft');
  await expect(parts).toBeHidden();

  // The chart is read by key, and its outcomes in one of four words.
  await byKey(page, chart(page));
  await page.keyboard.press('End');
  await expect(page.getByTestId('time-shift-readout')).toContainText(/\+72\sh/);
  await pane(page).getByRole('radio', { name: 'Outcomes' }).click();
  const outcomes = page.getByRole('grid', { name: 'Outcomes of the time-shift' });
  await expect(outcomes.locator('[data-index]')).toHaveCount(5);
  for (const row of await outcomes.locator('[data-index]').all())
    await expect(row.getByRole('gridcell').nth(1)).toHaveText(/^(bounce|continuation|no difference|cannot tell)$/);
  await expect(page.getByTestId('time-shift-honesty')).toHaveText(/^Of \d+ outcomes? at|could not be tested/);
});

test('an analog is pasted into a scenario on the price of now', async ({ page }) => {
  test.setTimeout(2 * JOB_MS);
  await alignedAtCpi(page);
  await rows(page).nth(1).click();
  await pane(page)
    .getByRole('button', { name: /^Paste into a scenario/ })
    .click();
  const preview = page.getByTestId('scenario-preview').getByRole('img');
  await expect(preview).toBeVisible();
  await page.getByRole('button', { name: 'Create and play' }).click();
  await expect(page.getByRole('button', { name: /^Instrument: SIM-BTC, As in 20/ })).toBeVisible();
  await page.getByRole('button', { name: 'Return to live' }).click();
  for (const { id } of await call(page, 'scenarios:list', {})) await call(page, 'scenarios:delete', { id });
});

test('an analog is replayed from before it was known, and nothing later is laid over', async ({ page }) => {
  test.setTimeout(3 * JOB_MS);
  await alignedAtCpi(page);
  const last = await rows(page).nth(1).getByRole('gridcell').first().innerText();
  await rows(page).nth(1).click();
  await pane(page)
    .getByRole('button', { name: /^Replay it/ })
    .click();
  await expect(clock(page)).toHaveText(new RegExp(`^${last.trim()}`));
  const asOf = Date.parse(`${(await clock(page).innerText()).replace(' UTC', 'Z').replace(' ', 'T')}`);
  await expect(page.getByTestId('time-shift-sum')).toContainText('known at the clock', { timeout: JOB_MS });
  await ready(page);
  const days = await rows(page).locator('[aria-colindex="1"]').allInnerTexts();
  expect(days.length).toBeGreaterThan(0);
  for (const day of days) expect(Date.parse(`${day.trim()}Z`)).toBeLessThan(asOf);
  await page.getByRole('button', { name: 'Return to live' }).click();
});
