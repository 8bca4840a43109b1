// The clock of a replay is moved by hand, by key and by itself, and every pane follows it.
import type { Page } from '@playwright/test';
import { expect, marketTest as test, ready } from './fixtures';
import { call } from './support/bridge';

const clock = (page: Page) => page.locator('output[aria-label="Clock"]');
const shownBy = (page: Page, pane: string) => page.locator(`[data-pane="${pane}"]`);

// Another file may have left another pane in front.
test.beforeEach(({ page }) => call(page, 'layout:reset', { workspace: 'replay' }));

test('a replay is entered before a cascade, stepped by key, jumped, and left', async ({ page }) => {
  const before = page.getByRole('button', { name: /^Replay from 6.h before it/ }).first();
  await page.getByRole('grid', { name: 'Cascades' }).locator('[data-index="1"]').click();
  await before.click();
  await expect(clock(page)).toHaveText('2025-07-25 14:00:00 UTC');
  await expect(page.getByText('Sync held while in replay')).toBeVisible();
  await expect(shownBy(page, 'price~replay')).toHaveAttribute('datetime', '2025-07-25T14:00:00.000Z');

  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(clock(page)).toHaveText('2025-07-25 16:00:00 UTC');
  await expect(shownBy(page, 'price~replay')).toHaveAttribute('datetime', '2025-07-25T16:00:00.000Z');
  await page.getByRole('region', { name: 'Price' }).getByTestId('price-chart').last().focus();
  await page.keyboard.press('ArrowLeft'); // the clock's, not the chart's
  await expect(clock(page)).toHaveText('2025-07-25 15:00:00 UTC');

  await page.keyboard.press('Shift+ArrowRight');
  await expect(clock(page)).toHaveText(/^2025-07-25 23:00/);
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(clock(page)).toHaveText(/^2025-06-/);
  await ready(page);
  const left = Date.parse((await shownBy(page, 'price~replay').getAttribute('datetime'))!);
  await page.getByRole('button', { name: 'Return to live' }).click();
  await expect(page.getByRole('button', { name: /^Enter replay at/ })).toBeVisible();
  // The chart keeps its place: what came after is now seen where one stood.
  const shown = async () => Date.parse((await shownBy(page, 'price~replay').getAttribute('datetime'))!);
  await expect.poll(shown).toBeGreaterThan(left);
  expect(await shown()).toBeLessThan(Date.UTC(2026, 0));
});

test('it plays by itself until it is paused, and a minute step shows the bar that is forming', async ({ page }) => {
  await page.keyboard.press('4');
  await page.getByRole('button', { name: /^Enter replay at/ }).click();
  await ready(page);
  const start = (await clock(page).textContent())!;
  await page.getByRole('radio', { name: '20×' }).click();
  await page.keyboard.press(' '); // though a radio has the focus
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await expect(clock(page)).not.toHaveText(start);
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await ready(page);
  const paused = (await clock(page).textContent())!;
  expect(paused).toMatch(/:00:00 UTC$/);
  await page.getByRole('radio', { name: '5m', exact: true }).last().click();
  await page.keyboard.press('ArrowRight');
  await expect(clock(page)).toHaveText(paused.replace(':00:00', ':05:00'));
  await expect(page.locator('[data-workspace="replay"]').getByText(/^forming, known to \d\d:05$/)).toBeVisible();
  await page.keyboard.press('Home');
  await expect(clock(page)).not.toHaveText(/^2026/);
});

test('a replay is entered from a point of the chart', async ({ page }) => {
  const chart = page.getByTestId('price-chart');
  const { width } = (await chart.boundingBox())!;
  await chart.click({ button: 'right', position: { x: width / 3, y: 90 } });
  await page.getByRole('menuitem', { name: 'Replay from here' }).click();
  await expect(clock(page)).toHaveText(/^2026-06-2\d \d\d:00:00 UTC$/);
  const at = (await clock(page).textContent())!.slice(0, 13).replace(' ', 'T');
  await expect(shownBy(page, 'price~replay')).toHaveAttribute('datetime', `${at}:00:00.000Z`);
});

test('set back, nothing of later stays on screen while a slow answer is waited for', async ({ page, app }) => {
  const rows = page.getByRole('grid', { name: 'Series' }).getByText('SIM-BTC');
  await page.keyboard.press('6');
  await expect(rows.first()).toBeVisible();
  await app.evaluate(({ ipcMain }) => {
    type Run = (...args: unknown[]) => unknown;
    const { _invokeHandlers: all } = ipcMain as unknown as { readonly _invokeHandlers: Map<string, Run> };
    const answer = all.get('series:list')!;
    const free = new Promise<void>((go) => Object.assign(globalThis, { answerSeries: go }));
    all.set('series:list', (...args) => free.then(() => answer(...args)));
  });
  await page.keyboard.press('4');
  await page.getByRole('button', { name: /^Enter replay at/ }).click();
  await page.keyboard.press('6');
  await expect(rows).toHaveCount(0);
  await app.evaluate(() => (globalThis as unknown as { readonly answerSeries: () => void }).answerSeries());
  await expect(rows.first()).toBeVisible();
});
