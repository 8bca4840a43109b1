// The rules of axe on every place of the shell, in both themes.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, marketTest, ready, test } from './fixtures';
import { keepPlan, SAID } from './support/plans';

/** Rules are checked on the page as it stands; the chart's canvas holds nothing to read. */
async function expectAccessible(page: Page, place: string): Promise<void> {
  await ready(page);
  // The legacy mode runs inside the one window: an app has no second page for the check to open.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${impact} ${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  );
  expect(found, place).toEqual([]);
}

async function setTheme(page: Page, theme: 'dark' | 'light'): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command palette' }).fill(`theme: ${theme}`);
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('the welcome screen', async ({ page }) => {
  await ready(page);
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme);
    await expectAccessible(page, `welcome, ${theme}`);
  }
});

for (const theme of ['dark', 'light'] as const)
  marketTest(`Market, Data, Evidence, Plans, settings and palette, ${theme}`, async ({ page }) => {
    await setTheme(page, theme);
    await page.getByRole('button', { name: 'Show the largest' }).click();
    await expectAccessible(page, 'Market');
    await page.keyboard.press('Control+,');
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    await expectAccessible(page, 'settings');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeVisible();
    await expectAccessible(page, 'palette');
    await page.keyboard.press('Escape');
    await page.keyboard.press('6');
    await expect(page.getByRole('grid', { name: 'Series' })).toBeVisible();
    await expectAccessible(page, 'Data');
    await page.keyboard.press('2');
    await expectAccessible(page, 'Evidence');
    await keepPlan(page, { title: `Accessible, ${theme}`, ...SAID });
    await page.keyboard.press('5');
    await expect(page.getByRole('textbox', { name: 'Title' })).not.toHaveValue('');
    await expectAccessible(page, 'Plans');
    await page.getByRole('button', { name: 'Keys', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await expectAccessible(page, 'keys');
    await page.keyboard.press('Escape');
    await page.keyboard.press('4');
    await page.getByRole('button', { name: /^Enter replay at/ }).click();
    await expect(page.getByRole('slider', { name: 'Clock on the time line' })).toBeVisible();
    await expectAccessible(page, 'Replay');
    await page.getByRole('textbox', { name: 'Reason' }).press('Control+Enter');
    await expect(page.getByRole('listitem', { name: /^Decision of/ })).toHaveCount(1);
    await expectAccessible(page, 'Replay with a decision');
  });
