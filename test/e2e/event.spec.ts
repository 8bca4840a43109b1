// The Event pane on the sample market: what was known of a cascade at its decision.
import type { Page } from '@playwright/test';
import { CONFIRMATIONS } from '../../src/core/evidence/types';
import { expect, marketTest as test } from './fixtures';
import { call } from './support/bridge';
import { inkOf } from './support/pixels';

const pane = (page: Page) => page.getByRole('region', { name: 'Event' });

/** Selects the newest cascade of the sample market. */
async function select(page: Page): Promise<string> {
  const [newest] = [...(await call(page, 'cascades:list', { instrument: 'SIM-BTC' }))].sort(
    (a, b) => b.start - a.start,
  );
  await page.getByRole('grid', { name: 'Cascades' }).getByRole('row').nth(1).click();
  await expect(page.getByTestId('event-timeline')).toBeVisible();
  return newest!.id;
}

test('fourteen confirmations, each with its state, its figure or what it lacks', async ({ page }) => {
  const id = await select(page);
  const { confirmations } = (await call(page, 'event:evidence', { id }))!;
  const rows = pane(page).getByRole('list', { name: 'Confirmations' }).getByRole('listitem');
  await expect(rows).toHaveCount(CONFIRMATIONS.length);
  for (const { id: one, state, lacks } of confirmations) {
    const row = pane(page).locator(`[data-confirmation="${one}"]`);
    await expect(row).toContainText(state);
    await expect(row).toContainText(state === 'unknown' ? `lacks ${lacks}` : /\d/);
  }
  const count = (state: string): number => confirmations.filter((one) => one.state === state).length;
  await expect(pane(page)).toContainText(`${count('yes')} yes, ${count('no')} no, ${count('unknown')} unknown`);
});

test('rows are walked with the arrows, and F1 tells the formula', async ({ page }) => {
  await select(page);
  const row = (id: string) => pane(page).locator(`[data-confirmation="${id}"]`);
  await row('rsiOversold').focus();
  await page.keyboard.press('ArrowDown');
  await expect(row('macdTurningUp')).toBeFocused();
  await page.keyboard.press('End');
  await expect(row('reerEasing')).toBeFocused();
  await page.keyboard.press('F1');
  await expect(page.getByRole('tooltip')).toContainText('real effective exchange rate');
});

test('intensity, absorption and break-even are drawn and marked', async ({ page }) => {
  await select(page);
  await expect(pane(page).getByText('Branching n')).toBeVisible();
  for (const chart of ['event-intensity', 'event-cohorts']) {
    await page.getByTestId(chart).scrollIntoViewIfNeeded();
    await expect.poll(async () => (await inkOf(page.getByTestId(chart))).colours, chart).toBeGreaterThan(4);
  }
  await expect(page.getByRole('table', { name: 'Absorption by stage' }).getByRole('row')).toHaveCount(5);
  await expect(pane(page).getByText('estimate', { exact: true })).toBeVisible();
});

test('a section that is folded stays so for the next event', async ({ page }) => {
  await select(page);
  const heading = () => pane(page).getByRole('button', { name: 'Absorption', exact: true });
  const table = page.getByRole('table', { name: 'Absorption by stage' });
  await expect(table).toBeVisible();
  await heading().click();
  await expect(table).toHaveCount(0);
  await page.getByRole('grid', { name: 'Cascades' }).getByRole('row').nth(2).click();
  await expect(heading()).toHaveAttribute('aria-expanded', 'false');
  await heading().click();
  await expect(table).toBeVisible();
});
