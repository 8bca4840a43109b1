import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, launch, openSample, ready, test } from './fixtures';

/** Rules are checked on the page as it stands; the chart's canvas holds nothing to read. */
async function expectAccessible(page: Page): Promise<void> {
  // The legacy mode runs inside the one window: an app has no second page for the check to open.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

test('the welcome screen has three doors, and locks what needs data', async ({ page }) => {
  await ready(page);
  for (const name of ['Open the sample market', 'Import files', 'Connect a source'])
    await expect(page.getByRole('region', { name })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Market', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('3');
  await expect(page.getByText('Coming with market sync;')).toBeVisible();
  await expectAccessible(page);
});

test('the sample can be cancelled from its door, and opened from the keyboard', async ({ page }) => {
  await ready(page);
  await page.keyboard.press('1');
  await page.getByRole('region', { name: 'Open the sample market' }).getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('cancelled')).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByTestId('price-chart')).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
});

test('everything on a market is reached from the keyboard', async ({ page }) => {
  await ready(page);
  await openSample(page); // half a minute: the steps share it

  await test.step('workspaces, palette, settings and keys are reached from the keyboard', async () => {
    await page.keyboard.press('6');
    await expect(page.getByRole('grid', { name: 'Series' })).toBeVisible();
    await page.keyboard.press('2');
    await expect(page.getByRole('heading', { name: 'Evidence' })).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Command palette' }).fill('theme: light');
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+,');
    await page.getByRole('radio', { name: 'Dark' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await expect(page.getByTestId('price-chart')).toBeVisible();
  });

  await test.step('the picker changes what the linked panes show', async () => {
    await page.keyboard.press('i');
    await page.getByRole('combobox', { name: 'Instruments' }).fill('eth');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Instrument: SIM-ETH' })).toBeVisible();
  });

  await test.step('the clock goes back, says so in every workspace, and returns', async () => {
    await page.getByRole('button', { name: /^As-of clock: live/ }).click();
    await page.getByRole('textbox', { name: /^Instant/ }).fill('2026-03-01 00:00');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'As-of clock: replay at 2026-03-01 00:00 UTC' })).toBeVisible();
    await page.keyboard.press('6');
    await expect(page.getByText('Sync held in replay')).toBeVisible();
    await page.getByRole('button', { name: /^As-of clock: replay/ }).click();
    await page.getByRole('button', { name: 'Back to live' }).click();
    await expect(page.getByRole('button', { name: /^As-of clock: live/ })).toBeVisible();
  });
});

test('a closed pane stays closed after a restart, until the layout is reset', async ({ profile }) => {
  const first = await launch(profile);
  const page = await first.firstWindow();
  await ready(page);
  await openSample(page);
  await page.getByRole('button', { name: 'Event menu' }).click();
  await page.getByRole('menuitem', { name: 'Close pane' }).click();
  await expect(page.getByRole('tab', { name: 'Event' })).toHaveCount(0);
  await page.waitForTimeout(900); // longer than a layout waits to be stored
  await first.close();

  const second = await launch(profile);
  const again = await second.firstWindow();
  await ready(again);
  await expect(again.getByRole('tab', { name: 'Price' })).toBeVisible();
  await expect(again.getByRole('tab', { name: 'Event' })).toHaveCount(0);
  await again.keyboard.press('Control+k');
  await again.getByRole('combobox', { name: 'Command palette' }).fill('reset layout');
  await again.keyboard.press('Enter');
  await expect(again.getByRole('tab', { name: 'Event' })).toBeVisible();
  await second.close();
});
