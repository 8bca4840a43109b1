// The Replay book on the sample market: a plan is put on at the clock, goes through a cascade, and is taken off.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { hedgePlan, putLayer } from '../support/hedge-plan';
import { expect, marketTest as test, ready } from './fixtures';
import { typeInstant } from './support/steps';

const [coins] = hedgePlan().positions;
const PLAN = hedgePlan({
  name: 'Ten coins and ten more on margin',
  asset: 'SIM-BTC',
  positions: [
    { ...coins!, instrument: 'SIM-BTC' },
    { ...coins!, id: 'more', label: 'On margin', kind: 'perpetual', instrument: 'SIM-BTC' },
  ],
  layers: [putLayer({ id: 'near', name: 'Puts of a month', size: { by: 'exposure', ratio: 0.2 } })],
  beta: { ...hedgePlan().beta, benchmark: 'SIM-BTC' },
  capital: {
    margin: 60_000,
    reserve: 10_000,
    credit: { limit: 12_000, rate: 0.09, haircut: 0.5 },
    synthetic: null,
    requirement: { by: 'maintenance', share: 0.15 },
    repayAbove: 1.5,
    forcedSlippage: 0.01,
  },
});

const pane = (page: Page) => page.getByRole('region', { name: 'Replay book' });
const button = (page: Page, name: string) => pane(page).getByRole('button', { name, exact: true });
const acts = (page: Page) => pane(page).getByRole('region', { name: 'Acts' }).getByRole('listitem');
const log = (page: Page) => page.getByRole('grid', { name: 'Replay log' });
const figure = (page: Page, name: string) => pane(page).getByRole('note', { name: new RegExp(`^${name}: `) });

async function setTheme(page: Page, theme: 'dark' | 'light'): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command palette' }).fill(`theme: ${theme}`);
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

async function openBook(page: Page): Promise<void> {
  await page.evaluate((plan) => localStorage.setItem('ballast.hedge', JSON.stringify({ version: 1, plan, saved: null, savedId: null })), PLAN);
  await page.reload();
  await ready(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('Show the Replay book pane');
  await expect(page.getByRole('option').first()).toContainText('Replay book');
  await page.keyboard.press('Enter');
  await expect(pane(page)).toBeVisible();
} // prettier-ignore

async function setClock(page: Page, instant: string): Promise<void> {
  await typeInstant(page, instant);
  await ready(page);
}

test('a plan that is put on at the clock goes through a cascade, is called for margin, and is taken off', async ({
  page,
}) => {
  await openBook(page);
  await expect(pane(page)).toContainText('The clock is live.');
  await setClock(page, '2025-07-25 12:20');
  await button(page, 'Put on the plan of the builder').click();
  await expect(acts(page)).toContainText(['fills 13:00']);

  await setClock(page, '2025-07-25 18:10');
  await expect(acts(page)).toContainText(['in force']);
  await expect(log(page).getByRole('row').nth(1)).toContainText('Puts of a month');
  await expect(figure(page, 'Sold by force')).toHaveText(/^0\.00/);
  const before = await figure(page, 'P&L, unhedged').textContent();

  // The worst hours of the leader: the reserve and the line are drawn, then things are sold.
  await setClock(page, '2025-07-25 22:10');
  await expect(figure(page, 'P&L, unhedged')).not.toHaveText(before!);
  await expect(figure(page, 'Stable reserve')).toHaveText(/^10\.00 of 10\.00/);
  await expect(figure(page, 'Credit line, 9.0 %')).toHaveText(/^12\.00 of 12\.00/);
  await expect(figure(page, 'Sold by force')).not.toHaveText(/^0\.00/);
  for (const words of ['short of the requirement', 'reserve is drawn', 'futures are reduced by']) await expect(log(page)).toContainText(words);
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().include('[data-testid="replay-book"]').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), theme).toEqual([]);
  }

  await button(page, 'Take everything off').click();
  await setClock(page, '2025-07-26 01:00');
  await expect(log(page).getByRole('row').nth(1)).toContainText('Puts of a month is taken off');
  await expect(pane(page)).toContainText('Nothing is open.');

  // Before it was done it is of later, and can be removed.
  await setClock(page, '2025-07-25 18:10');
  await expect(acts(page)).toContainText(['later in this session', 'in force']);
  await expect(figure(page, 'P&L, unhedged')).toHaveText(before!);
  await button(page, 'Remove').click();
  await button(page, 'Undo the last act').click();
  await expect(acts(page)).toHaveCount(2);
}); // prettier-ignore
